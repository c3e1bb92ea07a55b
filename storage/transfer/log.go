package transfer

import (
	"cmp"
	"container/heap"
	"context"

	"github.com/juzhuzheng/residence/storage"
)

// readAhead is how many entries are held while shards are merged, of all shards
// together; of one at most maxAhead.
const (
	readAhead = 8 << 10
	maxAhead  = 100
)

// log exports: the shards merged by time, each put entry with the version it attests.
// By time, because a version has to arrive after the one before it and a unique key
// after it was given up, and those may stand in other shards or records. Where a clock
// went back the order may be wrong; the importer waits then.
func (x *exporter) log(ctx context.Context) error {
	h, err := x.head(ctx)
	if err != nil {
		return err
	}
	if err := x.begin(ctx, h); err != nil {
		return err
	}
	return x.rest(ctx, h, make([]uint64, h.Shards))
}

// begin writes the head line, with where the log ends.
func (x *exporter) begin(ctx context.Context, h *headLine) error {
	err := x.from.ViewStored(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
		if _, lists := tx.(storage.CommandLister); h.Commands && !lists {
			return storage.ErrUnsupported // before anything is written
		}
		h.Heads, err = headsOf(ctx, tx, h.Shards)
		return err
	})
	if err != nil {
		return err
	}
	x.sum.Of = entriesOf(h.Heads)
	return x.put(line{Head: h})
}

func headsOf(ctx context.Context, tx storage.ReadTx, shards uint16) ([]headOf, error) {
	heads := make([]headOf, shards)
	for shard := range shards {
		head, err := tx.LogHead(ctx, shard)
		if err != nil {
			return nil, err
		}
		heads[shard] = headOf{head.Seq, digest(head.Hash)}
	}
	return heads, nil
}

func entriesOf(heads []headOf) (n int64) {
	for _, h := range heads {
		n += int64(h.Seq)
	}
	return n
}

// rest writes what comes after the entries of each shard that the file has: more
// entries, and, if everything goes, the commands. What they did stands in the file
// before them: a command that arrives without it would be answered as done.
func (x *exporter) rest(ctx context.Context, h *headLine, done []uint64) error {
	if !x.o.Only.IsZero() {
		x.later = since(h.Heads)
	}
	if err := x.entries(ctx, x.from.ViewStored, h, h.Heads, done); err != nil || !h.Whole {
		return err
	}
	x.ends = h.Heads
	if !h.Commands {
		return nil
	}
	for shard, head := range h.Heads {
		done[shard] = max(done[shard], head.Seq)
	}
	return x.from.Backend().View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		return x.tail(ctx, tx, h, done)
	})
}

// tail writes the commands, and before them what the log has gained since the export
// began: both are of one snapshot, so that the file has all that a command did and no
// act without its command. What is written cannot be taken back, so the snapshot is
// not tried again.
func (x *exporter) tail(ctx context.Context, tx storage.ReadTx, h *headLine, done []uint64) (err error) {
	if x.ends, err = headsOf(ctx, tx, h.Shards); err != nil {
		return err
	}
	x.sum.Of = entriesOf(x.ends)
	if err := x.entries(ctx, inside(tx), h, x.ends, done); err != nil {
		return err
	}
	lister, ok := tx.(storage.CommandLister)
	if !ok {
		return storage.ErrUnsupported
	}
	return x.commands(ctx, lister)
}

func (x *exporter) commands(ctx context.Context, lister storage.CommandLister) error {
	var after storage.CommandID
	for {
		page, err := lister.Commands(ctx, after, BlockLines)
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
		if len(page) < BlockLines {
			return nil
		}
	}
}

// entries merges the shards from the entry after each of done up to heads.
func (x *exporter) entries(ctx context.Context, see view, h *headLine, heads []headOf, done []uint64) error {
	var queue shardQueue
	ahead := min(maxAhead, max(1, readAhead/len(heads)))
	for shard, head := range heads {
		s := &shardReader{see: see, shard: uint16(shard), next: done[shard] + 1, end: head.Seq, ahead: ahead}
		if ok, err := s.fill(ctx); err != nil {
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
		batch, err := queue.take(ctx, BlockLines)
		if err != nil {
			return err
		}
		x.sum.Entries += int64(len(batch))
		if batch, err = x.chosen(ctx, see, h, batch); err != nil {
			return err
		}
		for i := range batch {
			if err := x.put(batch[i]); err != nil {
				return err
			}
			if batch[i].has() {
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
	see       view
	shard     uint16
	next, end uint64
	ahead     int
	held      []storage.LogEntry
}

// fill reads ahead if nothing is held. It reports whether there is an entry.
func (s *shardReader) fill(ctx context.Context) (bool, error) {
	if len(s.held) > 0 {
		return true, nil
	}
	if s.next > s.end {
		return false, nil
	}
	limit := int(min(uint64(s.ahead), s.end-s.next+1))
	err := s.see(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
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
func (q *shardQueue) take(ctx context.Context, n int) (batch []line, err error) {
	for len(*q) > 0 && len(batch) < n {
		s := (*q)[0]
		e := s.held[0]
		s.held = s.held[1:]
		l := line{Entry: newEntryLine(s.shard, &e)}
		if e.Type == storage.LogPut {
			l.Put, l.Entry = l.Entry, nil
		}
		batch = append(batch, l)
		more, err := s.fill(ctx)
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
