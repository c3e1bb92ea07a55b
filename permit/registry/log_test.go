package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// The log names every act, so that a consumer can follow the registry without
// opening a body; and the chain holds.
func TestEveryActIsLogged(t *testing.T) {
	for _, m := range methods() {
		switch m.task {
		case registry.RevealHolder, registry.RevealApplication, registry.ViewHolder, registry.ViewApplication, registry.ReadSanctions:
			continue // these are disclosures
		}
		t.Run(m.task.String(), func(t *testing.T) {
			s := m.scene(t, memory.New())
			run := m.ready(t, s)
			require.Empty(t, s.logged(m.task, m.on))
			_, err := run(s.order(m.by, m.on), false)
			require.NoError(t, err)
			log := s.logged(m.task, m.on)
			require.Len(t, log, 1)
			e := log[0]
			assert.Equal(t, m.task, e.Task)
			assert.Equal(t, day(m.on), e.On)
			assert.Equal(t, string(m.by.ID), e.By)
			assert.Equal(t, m.by.Kind.String(), e.Role)
			assert.Equal(t, string(m.by.Office.ID), e.Office)
			assert.NotEmpty(t, e.ID)
			assert.NotZero(t, e.Kind)
			assert.False(t, e.Cite.IsZero())
			for shard := range s.store.Shards() {
				_, err := s.store.Verify(context.Background(), shard)
				require.NoError(t, err)
			}
		})
	}
}

// logged are the acts of a task on a day in the log.
func (s *scene) logged(task registry.Task, on string) (list []registry.LoggedAct) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(ctx context.Context, r *storage.Reader) error {
		list = nil
		for shard := range s.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type != registry.LogAct {
					continue
				}
				a, err := storage.Decode[registry.LoggedAct](e.Data)
				if err != nil {
					return err
				}
				if a.Task == task && a.On == day(on) {
					list = append(list, a)
				}
			}
		}
		return nil
	})
	require.NoError(s.t, err)
	return list
}
