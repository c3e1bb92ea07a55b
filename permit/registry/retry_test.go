package registry_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// stored counts the entries of all log shards: what has been written.
func (s *scene) stored() (entries int) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(ctx context.Context, r *storage.Reader) error {
		entries = 0
		for shard := range s.store.Shards() {
			head, err := r.LogHead(ctx, shard)
			if err != nil {
				return err
			}
			entries += int(head.Seq)
			if shard == 0 && head.Seq > 0 {
				entries-- // the mark of the store, which comes with its first command
			}
		}
		return nil
	})
	require.NoError(s.t, err)
	return entries
}

// text is the JSON of an answer, or its Go form for one that is not stored.
func text(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// replayed reads the flag of an answer that has one.
func replayed(v any) (is, has bool) {
	f := reflect.ValueOf(v)
	if f.Kind() != reflect.Struct {
		return false, false
	}
	if f = f.FieldByName("Replayed"); !f.IsValid() {
		return false, false
	}
	return f.Bool(), true
}

// The same request again has the first answer and no second effect; another
// request under its ID is refused.
func TestEveryMethodIsSafeToRepeat(t *testing.T) {
	for _, m := range methods() {
		t.Run(m.task.String(), func(t *testing.T) {
			s := m.scene(t, memory.New())
			run := m.ready(t, s)
			o := s.order(m.by, m.on)
			before := s.stored()
			first, err := run(o, false)
			require.NoError(t, err)
			after := s.stored()
			assert.Greater(t, after, before, "it has an effect")

			s.at("2028-01-01")
			again, err := run(o, false)
			require.NoError(t, err)
			assert.Equal(t, after, s.stored(), "one effect")
			assert.JSONEq(t, text(t, first), text(t, again))
			if is, has := replayed(again); has {
				assert.True(t, is)
				is, _ = replayed(first)
				assert.False(t, is)
			}

			_, err = run(o, true)
			require.ErrorIs(t, err, storage.ErrDuplicate)
			require.ErrorIs(t, err, registry.ErrConflict)
			assert.Contains(t, err.Error(), "use a new ID")
			var conflict *registry.ConflictError
			assert.False(t, errors.As(err, &conflict), "the advice is another")
			assert.Equal(t, after, s.stored())
		})
	}
}

// A refusal is an answer like any other: it stays the answer of its request,
// even after what it rested on has changed.
func TestARefusalIsRepeatedToo(t *testing.T) {
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	o := s.order(clerk, "2025-06-02")
	in := registry.Exchanging{Permit: r.Permit, Presence: inPerson}
	first, err := s.Exchange(context.Background(), o, in)
	require.NoError(t, err)
	assert.False(t, first.Receipt.Recorded)
	again, err := s.Exchange(context.Background(), o, in)
	require.NoError(t, err)
	assert.True(t, again.Replayed)
	assert.Equal(t, first.Decision.Outcome(), again.Decision.Outcome())
	assert.Equal(t, len(first.Decision.Reasons()), len(again.Decision.Reasons()))
}

// A lossy backend does what it is told and loses the answer of each first
// commit.
type lossy struct {
	storage.Backend
	lose bool
}

func (l *lossy) Unwrap() storage.Backend { return l.Backend }

func (l *lossy) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	err := l.Backend.Update(ctx, fn)
	if err == nil && l.lose {
		return storage.ErrCommitUnknown
	}
	return err
}

// An answer that got lost on the way is looked up: one effect, the same answer.
func TestEveryMethodSurvivesALostCommit(t *testing.T) {
	for _, m := range methods() {
		t.Run(m.task.String(), func(t *testing.T) {
			sure := m.scene(t, memory.New())
			want, err := m.ready(t, sure)(sure.order(m.by, m.on), false)
			require.NoError(t, err)

			b := &lossy{Backend: memory.New()}
			s := m.scene(t, b)
			run := m.ready(t, s)
			b.lose = true
			got, err := run(s.order(m.by, m.on), false)
			require.NoError(t, err)
			assert.JSONEq(t, text(t, want), text(t, got))
			assert.Equal(t, sure.stored(), s.stored())
		})
	}
}
