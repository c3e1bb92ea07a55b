package transfer

import (
	"context"

	"github.com/juzhuzheng/residence/storage"
)

// A later knows what was put after an export began. A selection is of the records as
// they stood then: otherwise one that enters or leaves it while the export runs would
// go with some of its versions.
type later struct {
	next   []uint64 // of each shard, what to read
	before map[storage.Key]storage.Version
}

// since begins after the heads of an export.
func since(heads []headOf) *later {
	c := &later{next: make([]uint64, len(heads)), before: map[storage.Key]storage.Version{}}
	for shard, head := range heads {
		c.next[shard] = head.Seq + 1
	}
	return c
}

// read takes up what was put by now. What the log has it has for good, so that it does
// no harm if the snapshot is given up.
func (c *later) read(ctx context.Context, tx storage.ReadTx) error {
	for shard := range c.next {
		for more := true; more; {
			entries, err := tx.Log(ctx, uint16(shard), c.next[shard], storage.MaxPage)
			if err != nil {
				return err
			}
			for i := range entries {
				if entries[i].Type != storage.LogPut {
					continue
				}
				p, err := storage.ParsePut(&entries[i])
				if err != nil {
					return err
				}
				if had, ok := c.before[p.Key]; !ok || p.Version <= had {
					c.before[p.Key] = p.Version - 1
				}
			}
			c.next[shard] += uint64(len(entries))
			more = len(entries) == storage.MaxPage
		}
	}
	return nil
}

// header is that of a record when the export began, now being that of today.
func (c *later) header(ctx context.Context, tx storage.ReadTx, now *storage.Header) (storage.Header, error) {
	v, changed := c.before[now.Key()]
	if !changed {
		return *now, nil
	}
	r, err := tx.GetAsOf(ctx, now.Key(), storage.AsOf{Version: v})
	return r.Header, err
}
