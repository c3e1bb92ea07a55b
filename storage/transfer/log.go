package transfer

import (
	"cmp"
	"container/heap"
	"context"

	"github.com/juzhuzheng/residence/storage"
)

// readAhead is how many entries of a shard are held while shards are merged.
const readAhead = 100

// log exports: first the commands, if everything goes, then the shards merged by
// time, each put entry with the version it attests. By time, because a version
// has to arrive after the one before it and a unique key after it was given up,
// and those may stand in other shards or records. Where a clock went back the
// order may be wrong; the importer waits then.
func (x *exporter) log(ctx context.Context) error {
	h, err := x.head(ctx)
	if err != nil {
		return err
	}
	if err := x.begin(ctx, h); err != nil {
		return err
	}
	return x.entries(ctx, h, make([]uint64, h.Shards))
}

// begin writes the head line and the commands, of one snapshot: a command that
// is exported has all its entries before the heads.
func (x *exporter) begin(ctx context.Context, h *headLine) error {
	begun := false
	return x.from.Backend().View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		if begun {
			return storage.ErrRetry // what is written cannot be taken back
		}
		begun = true
		for shard := range h.Shards {
			head, err := tx.LogHead(ctx, shard)
			if err != nil {
				return err
			}
			h.Heads = append(h.Heads, headOf{head.Seq, digest(head.Hash)})
			x.sum.Of += int64(head.Seq)
		}
		if err := x.put(line{Head: h}); err != nil || !h.Whole || x.o.WithoutCommands {
			return err
		}
		return x.commands(ctx, tx)
	})
}

func (x *exporter) commands(ctx context.Context, tx storage.ReadTx) error {
	lister, ok := tx.(storage.CommandLister)
	if !ok {
		return storage.ErrUnsupported
	}
	var after storage.CommandID
	for {
		page, err := lister.Commands(ctx, after, storage.MaxPage)
		if err != nil {
			return err
		}
		for _, c := range page {
			if err := x.put(line{Command: &commandLine{c.ID, c.Digest, c.RecordedAt, c.Result}}); err != nil {
				return err
			}
			x.sum.Commands++
			after = c.ID
		}
		if len(page) < storage.MaxPage {
			return nil
		}
	}
}

// entries merges the shards from the entry after each of done.
func (x *exporter) entries(ctx context.Context, h *headLine, done []uint64) error {
	var queue shardQueue
	for shard, head := range h.Heads {
		s := &shardReader{shard: uint16(shard), next: done[shard] + 1, end: head.Seq}
		if ok, err := s.fill(ctx, x.from); err != nil {
			return err
		} else if ok {
			queue = append(queue, s)
		}
	}
	heap.Init(&queue)
	if err := x.block(); err != nil {
		return err
	}
	for len(queue) > 0 {
		batch, err := queue.take(ctx, x.from, BlockLines)
		if err != nil {
			return err
		}
		x.sum.Entries += int64(len(batch))
		if batch, err = x.chosen(ctx, h, batch); err != nil {
			return err
		}
		for i := range batch {
			if err := x.put(batch[i]); err != nil {
				return err
			}
			if batch[i].Put != nil {
				x.sum.Versions++
			}
		}
		if err := x.block(); err != nil {
			return err
		}
	}
	return nil
}

// A shardReader reads one shard up to where the export ends.
type shardReader struct {
	shard     uint16
	next, end uint64
	held      []storage.LogEntry
}

// fill reads ahead if nothing is held. It reports whether there is an entry.
func (s *shardReader) fill(ctx context.Context, from *storage.Store) (bool, error) {
	if len(s.held) > 0 {
		return true, nil
	}
	if s.next > s.end {
		return false, nil
	}
	limit := int(min(readAhead, s.end-s.next+1))
	err := from.Backend().View(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
		s.held, err = tx.Log(ctx, s.shard, s.next, limit)
		return err
	})
	if err != nil {
		return false, err
	}
	if len(s.held) == 0 || s.held[0].Seq != s.next {
		return false, &storage.CorruptError{Shard: s.shard, Seq: s.next, What: "is missing"}
	}
	s.next += uint64(len(s.held))
	return true, nil
}

// A shardQueue is the shards that have entries left, the earliest first.
type shardQueue []*shardReader

func (q shardQueue) Len() int { return len(q) }

func (q shardQueue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].held[0].RecordedAt, q[j].held[0].RecordedAt), cmp.Compare(q[i].shard, q[j].shard)) < 0
}

func (q shardQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

func (q *shardQueue) Push(s any) { *q = append(*q, s.(*shardReader)) }

func (q *shardQueue) Pop() any {
	last := len(*q) - 1
	s := (*q)[last]
	*q = (*q)[:last]
	return s
}

// take takes up to n entries in order of time.
func (q *shardQueue) take(ctx context.Context, from *storage.Store, n int) (batch []line, err error) {
	for len(*q) > 0 && len(batch) < n {
		s := (*q)[0]
		e := s.held[0]
		s.held = s.held[1:]
		l := line{Entry: newEntryLine(s.shard, &e)}
		if e.Type == storage.LogPut {
			l.Put, l.Entry = l.Entry, nil
		}
		batch = append(batch, l)
		more, err := s.fill(ctx, from)
		if err != nil {
			return nil, err
		}
		if more {
			heap.Fix(q, 0)
		} else {
			heap.Pop(q)
		}
	}
	return batch, nil
}
