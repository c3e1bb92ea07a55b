package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

var _ storage.CommandLister = (*readTx)(nil)

// Commands lists saved results in the order of their IDs. It looks at all of
// them for each page: it serves a move, not the daily work.
func (tx *readTx) Commands(ctx context.Context, after storage.CommandID, limit int) ([]storage.CommandResult, error) {
	if err := tx.ready(ctx); err != nil {
		return nil, err
	}
	if err := storage.ValidateLimit(limit); err != nil {
		return nil, err
	}
	if after != "" {
		if err := after.Validate(); err != nil {
			return nil, err
		}
	}
	var found []storage.CommandResult
	tx.state.commands.each(tx.state.commit, func(e *entry[storage.CommandID, storage.CommandResult]) bool {
		if e.key > after {
			found = append(found, e.val)
		}
		return true
	})
	slices.SortFunc(found, func(a, b storage.CommandResult) int { return cmp.Compare(a.ID, b.ID) })
	found = slices.Clone(found[:min(limit, len(found))])
	for i := range found {
		found[i].Result = slices.Clone(found[i].Result)
	}
	return found, nil
}
