package storage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

func TestNewRefuses(t *testing.T) {
	key := make([]byte, storage.IndexKeySize)
	for name, c := range map[string]struct {
		b storage.Backend
		o storage.Options
	}{
		"no backend":     {nil, storage.Options{Sealer: storage.StoredOpen{}, IndexKey: key}},
		"no sealer":      {memory.New(), storage.Options{IndexKey: key}},
		"no index key":   {memory.New(), storage.Options{Sealer: storage.StoredOpen{}}},
		"short key":      {memory.New(), storage.Options{Sealer: storage.StoredOpen{}, IndexKey: key[1:]}},
		"minus attempts": {memory.New(), storage.Options{Sealer: storage.StoredOpen{}, IndexKey: key, Attempts: -1}},
	} {
		_, err := storage.New(c.b, c.o)
		assert.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	o := storage.Options{Sealer: storage.StoredOpen{}, IndexKey: key, Shards: storage.MaxShards}
	_, err := storage.New(memory.New(), o)
	require.NoError(t, err)
	o.Shards++
	_, err = storage.New(memory.New(), o)
	assert.ErrorIs(t, err, storage.ErrTooLarge)
}

// TestHeaderNeverOpensABody: verification works without the sealing key.
func TestHeaderNeverOpensABody(t *testing.T) {
	b := newBench(t)
	want := b.create(t, permit("A-1"))
	blind, err := storage.New(b.backend, storage.Options{Sealer: noKey{t}, IndexKey: indexKey()})
	require.NoError(t, err)
	got, err := blind.Header(t.Context(), 1, "A-1")
	require.NoError(t, err)
	assert.Equal(t, want, got)
	err = blind.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		h, err := r.Header(ctx, 1, "A-1")
		assert.Equal(t, want, h)
		for rec, err := range r.All(ctx, storage.Query{Index: storage.ByDue, Kind: 1}) {
			assert.NoError(t, err)
			assert.Nil(t, rec.Body)
		}
		return err
	})
	require.NoError(t, err)
}

type noKey struct{ t *testing.T }

func (n noKey) Seal(context.Context, storage.Key, []byte, []byte) ([]byte, error) {
	n.t.Error("sealed a body")
	return nil, storage.ErrInvalid
}

func (n noKey) Open(context.Context, storage.Key, []byte, []byte) ([]byte, error) {
	n.t.Error("opened a body")
	return nil, storage.ErrInvalid
}

func TestHeaderErrors(t *testing.T) {
	b := newBench(t)
	plain, err := storage.New(struct{ storage.Backend }{b.backend}, storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32)})
	require.NoError(t, err)
	for _, s := range []*storage.Store{b.Store, plain} {
		_, err := s.Header(t.Context(), 1, "A-1")
		require.ErrorIs(t, err, storage.ErrNotFound)
		var missing *storage.NotFoundError
		require.ErrorAs(t, err, &missing)
		assert.Equal(t, storage.Key{Kind: 1, ID: "A-1"}, missing.Key)
		for _, id := range []string{"", "a", "A 1"} {
			_, err = s.Header(t.Context(), 1, id)
			require.ErrorIs(t, err, storage.ErrInvalid, "%q", id)
		}
		_, err = s.Header(t.Context(), 1, strings.Repeat("A", storage.MaxID+1))
		require.ErrorIs(t, err, storage.ErrTooLarge)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = s.Header(ctx, 1, "A-1")
		require.ErrorIs(t, err, context.Canceled)
	}
	require.NoError(t, b.Close())
	_, err = b.Header(t.Context(), 1, "A-1")
	require.ErrorIs(t, err, storage.ErrClosed)
}

func TestGetAndHistory(t *testing.T) {
	b := newBench(t)
	b.create(t, permit("A-1"))
	_, err := b.Update(t.Context(), cmd("change"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		r, err := w.Get(ctx, 1, "A-1")
		require.NoError(t, err)
		r.Body = append(r.Body, "; more"...)
		r.RecordedAt = w.Now() + 10
		_, err = w.Put(ctx, r, r.Version)
		return nil, err
	})
	require.NoError(t, err)
	r, err := b.Get(t.Context(), 1, "A-1")
	require.NoError(t, err)
	assert.Equal(t, "测试甲 of A-1; more", string(r.Body))
	err = b.View(t.Context(), func(ctx context.Context, rd *storage.Reader) error {
		for _, at := range []storage.AsOf{{Version: 1}, {At: r.RecordedAt - 1}} {
			old, err := rd.GetAsOf(ctx, 1, "A-1", at)
			require.NoError(t, err)
			assert.Equal(t, "测试甲 of A-1", string(old.Body))
		}
		_, err := rd.GetAsOf(ctx, 1, "A-1", storage.AsOf{Version: 3})
		require.ErrorIs(t, err, storage.ErrNotFound)
		_, err = rd.GetAsOf(ctx, 1, "a", storage.AsOf{Version: 3})
		require.ErrorIs(t, err, storage.ErrInvalid)
		_, err = rd.Get(ctx, 0, "A")
		require.ErrorIs(t, err, storage.ErrInvalid)
		return nil
	})
	require.NoError(t, err)
}

// many puts n records due on consecutive days.
func many(t testing.TB, b *bench, n int) {
	t.Helper()
	start := civil.MustParse("2026-01-01")
	for from := 0; from < n; from += storage.MaxTxPuts {
		_, err := b.Update(t.Context(), cmd(fmt.Sprint("many-", from)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for i := from; i < min(n, from+storage.MaxTxPuts); i++ {
				r := permit(fmt.Sprintf("M-%05d", i))
				r.DueOn = start.AddDays(i)
				r.Holder = b.BlindIndex("holder", r.ID)
				if _, err := w.Put(ctx, r, 0); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
}

func TestIterators(t *testing.T) {
	b := newBench(t)
	many(t, b, 2*storage.MaxPage+3)
	q := storage.Query{Index: storage.ByDue, Kind: 1, Bodies: true}
	n := 0
	for r, err := range b.All(t.Context(), q) {
		require.NoError(t, err)
		require.Equal(t, fmt.Sprintf("M-%05d", n), r.ID)
		require.Equal(t, "测试甲 of "+r.ID, string(r.Body))
		n++
	}
	assert.Equal(t, 2*storage.MaxPage+3, n)
	n = 0
	for range b.All(t.Context(), q) { // stopped early
		if n++; n == 1500 {
			break
		}
	}
	assert.Equal(t, 1500, n)
	for _, err := range b.All(t.Context(), storage.Query{Index: storage.ByHolder, Kind: 1}) {
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	err := b.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		n := 0
		for _, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: 1, Descending: true}) {
			require.NoError(t, err)
			n++
		}
		assert.Equal(t, 2*storage.MaxPage+3, n)
		logged := 0
		for shard := range b.Shards() {
			seq := uint64(0)
			for e, err := range r.Log(ctx, shard, 1) {
				require.NoError(t, err)
				seq++
				require.Equal(t, seq, e.Seq)
				logged++
			}
			head, err := r.LogHead(ctx, shard)
			require.NoError(t, err)
			require.Equal(t, seq, head.Seq)
		}
		assert.Equal(t, 2*storage.MaxPage+3+1, logged, "and the mark of the store")
		for _, err := range r.Log(ctx, 0, 0) {
			require.ErrorIs(t, err, storage.ErrInvalid)
		}
		counts, err := r.Counts(ctx, 1)
		require.NoError(t, err)
		assert.Equal(t, []storage.Count{{Status: 1, N: 2*storage.MaxPage + 3}}, counts)
		_, err = r.Counts(ctx, 0)
		require.ErrorIs(t, err, storage.ErrInvalid)
		return nil
	})
	require.NoError(t, err)
}

// TestOneLivePermitPerHolder shows the unique key at work.
func TestOneLivePermitPerHolder(t *testing.T) {
	b := newBench(t)
	holder := b.BlindIndex("holder", "测试甲")
	r := permit("A-1")
	r.Holder, r.Unique = holder, holder
	b.create(t, r)
	find := func() (h storage.Header, err error) {
		err = b.View(t.Context(), func(ctx context.Context, rd *storage.Reader) error {
			h, err = rd.ByUnique(ctx, 1, holder)
			return err
		})
		return h, err
	}
	h, err := find()
	require.NoError(t, err)
	assert.Equal(t, "A-1", h.ID)
	second := permit("A-2")
	second.Unique = holder
	put := func(id string, records ...storage.Record) error {
		_, err := b.Update(t.Context(), cmd(id), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for _, r := range records {
				if _, err := w.Put(ctx, r, r.Version); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		return err
	}
	err = put("second", second)
	var c *storage.ConflictError
	require.ErrorAs(t, err, &c)
	assert.Equal(t, storage.ConflictUnique, c.Kind)
	h.Unique, h.Status = storage.Blind{}, 2
	require.NoError(t, put("exchange", storage.Record{Header: h, Body: r.Body}, second))
	h, err = find()
	require.NoError(t, err)
	assert.Equal(t, "A-2", h.ID)
	_, err = b.Header(t.Context(), 1, "A-1")
	require.NoError(t, err)
	err = b.View(t.Context(), func(ctx context.Context, rd *storage.Reader) error {
		_, err := rd.ByUnique(ctx, 1, storage.Blind{1})
		require.ErrorIs(t, err, storage.ErrNotFound)
		_, err = rd.ByUnique(ctx, 1, storage.Blind{})
		require.ErrorIs(t, err, storage.ErrInvalid)
		return nil
	})
	require.NoError(t, err)
}

func TestBlindIndex(t *testing.T) {
	b, other := newBench(t), newBench(t, func(o *storage.Options) { o.IndexKey = make([]byte, 32) })
	assert.Equal(t, b.BlindIndex("holder", "x"), b.BlindIndex("holder", "x"))
	for name, x := range map[string]storage.Blind{
		"another value": b.BlindIndex("holder", "y"),
		"another field": b.BlindIndex("phone", "x"),
		"another cut":   b.BlindIndex("holde", "rx"),
		"another key":   other.BlindIndex("holder", "x"),
	} {
		assert.NotEqual(t, b.BlindIndex("holder", "x"), x, name)
	}
	assert.False(t, b.BlindIndex("", "").IsZero())
}

func TestCheckAndAs(t *testing.T) {
	b := newBench(t)
	many(t, b, 10)
	require.ErrorIs(t, b.Check(t.Context()), storage.ErrUnsupported, "the wrapper hides it")
	s, err := storage.New(unwraps{b.backend}, storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32)})
	require.NoError(t, err)
	require.NoError(t, s.Check(t.Context()))
	_, ok := storage.As[interface{ Nothing() }](unwraps{b.backend})
	assert.False(t, ok)
}

type unwraps struct{ *behind }

func (u unwraps) Unwrap() storage.Backend { return u.behind.Backend }

// TestNothingPersonalIsPrinted: no verb shows a body or a whole ID.
func TestNothingPersonalIsPrinted(t *testing.T) {
	r := permit("110101190001010000")
	r.Holder = storage.Blind{0xab, 0xcd, 0xef, 1, 2, 3}
	k := r.Key()
	things := []any{
		r, &r, r.Header, &r.Header, k, r.Holder, []storage.Record{r}, map[string]storage.Record{"r": r},
		&storage.NotFoundError{Key: k}, &storage.ConflictError{Kind: storage.ConflictVersion, Key: k},
		&storage.ConflictError{Kind: storage.ConflictUnique, Key: k}, &storage.CorruptError{Key: k},
		storage.Page{Records: []storage.Record{r}},
	}
	for _, v := range things {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if strings.Contains(fmt.Sprintf("%T", v), "Error") && verb != "%v" && verb != "%s" {
				continue
			}
			text := fmt.Sprintf(verb, v)
			assert.NotContains(t, text, "测试甲", "%T %s", v, verb)
			assert.NotContains(t, text, "110101190001010000", "%T %s", v, verb)
			assert.NotContains(t, text, "010203", "%T %s", v, verb)
		}
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		err  error
		is   []error
		text string
	}{
		{&storage.NotFoundError{Key: storage.Key{Kind: 3, ID: "ABCDEFG"}}, []error{storage.ErrNotFound}, "no record 3/…DEFG"},
		{&storage.ConflictError{Kind: storage.ConflictVersion, Have: 2, Want: 1}, []error{storage.ErrConflict}, "version 2, not 1: read it again"},
		{&storage.ConflictError{Kind: storage.ConflictUnique}, []error{storage.ErrConflict}, "end that one first"},
		{&storage.ConflictError{Kind: storage.ConflictSequence, Shard: 4, Have: 2, Want: 1}, []error{storage.ErrConflict}, "shard 4 ends at 2, not 1"},
		{&storage.ConflictError{}, []error{storage.ErrConflict}, "read again"},
		{&storage.DuplicateError{}, []error{storage.ErrDuplicate}, "read its result"},
		{&storage.DuplicateError{OtherRequest: true}, []error{storage.ErrDuplicate, storage.ErrConflict}, "use a new ID"},
		{&storage.LimitError{Field: "body", Got: 3, Limit: 2}, []error{storage.ErrTooLarge}, "body is 3, the limit is 2"},
		{&storage.InvalidError{Field: "id", Rule: "must not be empty"}, []error{storage.ErrInvalid}, "id must not be empty"},
		{&storage.CorruptError{Shard: 1, Seq: 2, What: "is missing"}, []error{storage.ErrCorrupt}, "shard 1 entry 2: is missing"},
		{&storage.CorruptError{Key: storage.Key{Kind: 1, ID: "A"}, What: "x"}, []error{storage.ErrCorrupt}, "record 1/A: x"},
		{&storage.CorruptError{What: "x"}, []error{storage.ErrCorrupt}, "storage: x"},
		{&storage.AttemptsError{Attempts: 3, Last: storage.ErrRetry}, []error{storage.ErrRetry}, "after 3 attempts"},
	} {
		for _, is := range c.is {
			assert.ErrorIs(t, c.err, is)
		}
		assert.ErrorContains(t, c.err, c.text)
	}
	assert.NotErrorIs(t, &storage.DuplicateError{}, storage.ErrConflict)
	assert.Equal(t, "version, unique key, log sequence, request, conflict", fmt.Sprintf("%v, %v, %v, %v, %v",
		storage.ConflictVersion, storage.ConflictUnique, storage.ConflictSequence, storage.ConflictRequest, storage.ConflictKind(0)))
}

// TestNestedTransactions: the store passes on what the backend refuses.
func TestNestedTransactions(t *testing.T) {
	b := newBench(t)
	b.backend.Backend = memory.New()
	err := b.View(t.Context(), func(ctx context.Context, _ *storage.Reader) error {
		return b.View(ctx, func(context.Context, *storage.Reader) error { return nil })
	})
	require.ErrorIs(t, err, storage.ErrInvalid)
	// Another store may be read meanwhile: that is how one is copied.
	other := newBench(t)
	err = b.View(t.Context(), func(ctx context.Context, _ *storage.Reader) error {
		return other.View(ctx, func(context.Context, *storage.Reader) error { return nil })
	})
	require.NoError(t, err)
}

func TestViewRetries(t *testing.T) {
	b := newBench(t)
	n := 0
	err := b.View(t.Context(), func(context.Context, *storage.Reader) error {
		if n++; n < 3 {
			return storage.ErrRetry
		}
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, 3, n)
	stop := errors.New("stop")
	require.Same(t, stop, b.View(t.Context(), func(context.Context, *storage.Reader) error { return stop }))
}
