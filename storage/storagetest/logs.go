package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/juzhuzheng/residence/storage"
)

func logCases() []Case {
	return []Case{
		plain("log-read", "a consumer must get each entry once, in order", logRead),
		plain("log-exact", "a changed byte breaks the chain", logExact),
		plain("log-refuse", "a consumer that starts at 0 has lost its place", logRefuse),
		plain("log-head", "the next entry is chained to the head", logHead),
		plain("append-expect", "two writers must not chain to the same entry", appendExpect),
		plain("append-dense", "a gap looks like a removed entry", appendDense),
		plain("append-shards", "shards are there so that writers do not wait for each other", appendShards),
		plain("append-race", "a consumer must not miss what commits late", appendRace),
	}
}

func readLog(ctx context.Context, b storage.Backend, shard uint16, from uint64, limit int) (out []storage.LogEntry, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		out, err = tx.Log(ctx, shard, from, limit)
		return err
	})
	return out, err
}

func logRead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if got, err := readLog(ctx, b, 3, 1, 10); err != nil || len(got) != 0 {
		return fmt.Errorf("an empty shard gives %d entries, error %v", len(got), err)
	}
	const n = storage.MaxPage + 50
	for done := 0; done < n; done += 70 {
		if err := appendTo(ctx, b, 3, 70); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		from  uint64
		limit int
		want  int
	}{
		{1, 1, 1}, {1, storage.MaxPage, storage.MaxPage}, {2, 3, 3}, {70, 2, 2}, {1040, storage.MaxPage, 11}, {1050, 5, 1}, {1051, 5, 0},
		{math.MaxInt64, 5, 0},
	} {
		got, err := readLog(ctx, b, 3, c.from, c.limit)
		if err != nil || len(got) != c.want {
			return fmt.Errorf("from %d, limit %d: got %d entries, want %d, error %v", c.from, c.limit, len(got), c.want, err)
		}
		for i, e := range got {
			if e.Seq != c.from+uint64(i) || string(e.Data) != fmt.Sprintf("entry %d", e.Seq) {
				return fmt.Errorf("from %d, limit %d: entry %d is out of order", c.from, c.limit, i)
			}
		}
	}
	return nil
}

func logExact(ctx context.Context, open func() storage.Backend) error {
	b := open()
	var in []storage.LogEntry
	for i, data := range [][]byte{nil, {0}, []byte("\xff\x00 '\"\\ 居住证 𠮷 "), bytes.Repeat([]byte{0, 0xff}, storage.MaxLogData/2)} {
		e := storage.LogEntry{Seq: uint64(i) + 1, Data: data}
		e.RecordedAt = []storage.Instant{math.MinInt64, -1, 1_768_438_800_123_457, math.MaxInt64}[i]
		e.Type = []uint16{0, 1, 256, math.MaxUint16}[i]
		for j := range e.Hash {
			e.Hash[j] = byte(255 - i*32 - j)
		}
		in = append(in, e)
	}
	for _, shard := range []uint16{0, 255, 256, math.MaxUint16} {
		err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return tx.Append(ctx, shard, 0, in) })
		if err != nil {
			return err
		}
		got, err := readLog(ctx, b, shard, 1, 10)
		if err != nil || len(got) != len(in) {
			return fmt.Errorf("got %d of %d entries, error %v", len(got), len(in), err)
		}
		for i := range in {
			g, w := got[i], in[i]
			if g.Seq != w.Seq || g.RecordedAt != w.RecordedAt || g.Type != w.Type || g.Hash != w.Hash || !bytes.Equal(g.Data, w.Data) {
				return fmt.Errorf("entry %d of shard %d differs", w.Seq, shard)
			}
		}
	}
	return nil
}

func logRefuse(ctx context.Context, open func() storage.Backend) error {
	b := open()
	_, err := readLog(ctx, b, 1, 0, 1)
	if err := want("from 0", err, storage.ErrInvalid); err != nil {
		return err
	}
	for _, limit := range []int{-1, 0, storage.MaxPage + 1} {
		_, err := readLog(ctx, b, 1, 1, limit)
		if err := want(fmt.Sprintf("limit %d", limit), err, storage.ErrInvalid); err != nil {
			return err
		}
	}
	return nil
}

func headOf(ctx context.Context, b storage.Backend, shard uint16) (h storage.LogHead, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		h, err = tx.LogHead(ctx, shard)
		return err
	})
	return h, err
}

func logHead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if h, err := headOf(ctx, b, 1); err != nil || h != (storage.LogHead{}) {
		return fmt.Errorf("an empty shard has a head at %d, error %v", h.Seq, err)
	}
	for n := uint64(3); n <= 9; n += 3 {
		if err := appendTo(ctx, b, 1, 3); err != nil {
			return err
		}
		if h, err := headOf(ctx, b, 1); err != nil || h.Seq != n || h.Hash != entries(n-1, 1)[0].Hash {
			return fmt.Errorf("after %d entries the head is at %d or has another hash, error %v", n, h.Seq, err)
		}
	}
	return nil
}

// tryAppend appends in an Update of its own.
func tryAppend(ctx context.Context, b storage.Backend, shard uint16, expect uint64, e []storage.LogEntry) error {
	return update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return tx.Append(ctx, shard, expect, e) })
}

func appendExpect(ctx context.Context, open func() storage.Backend) error {
	b := open()
	return firstOf(
		want("1 on an empty shard", tryAppend(ctx, b, 1, 1, entries(1, 1)), storage.ErrConflict),
		tryAppend(ctx, b, 1, 0, entries(0, 2)),
		want("0 again", tryAppend(ctx, b, 1, 0, entries(0, 1)), storage.ErrConflict),
		want("one too low", tryAppend(ctx, b, 1, 1, entries(1, 1)), storage.ErrConflict),
		want("one too high", tryAppend(ctx, b, 1, 3, entries(3, 1)), storage.ErrConflict),
		tryAppend(ctx, b, 1, 2, entries(2, 1)),
		update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(tx.Append(ctx, 1, 3, entries(3, 1)), tx.Append(ctx, 1, 4, entries(4, 2)))
		}),
		tryAppend(ctx, b, 1, 6, entries(6, 1)),
	)
}

func appendDense(ctx context.Context, open func() storage.Backend) error {
	b := open()
	gap := append(entries(0, 1), entries(2, 1)...)
	twice := append(entries(0, 1), entries(0, 1)...)
	err := firstOf(
		want("begins at 2", tryAppend(ctx, b, 1, 0, entries(1, 1)), storage.ErrInvalid),
		want("has a gap", tryAppend(ctx, b, 1, 0, gap), storage.ErrInvalid),
		want("repeats", tryAppend(ctx, b, 1, 0, twice), storage.ErrInvalid),
	)
	if err != nil {
		return err
	}
	if h, err := headOf(ctx, b, 1); err != nil || h.Seq != 0 {
		return fmt.Errorf("refused entries are there: head %d, error %v", h.Seq, err)
	}
	return nil
}

func appendShards(ctx context.Context, open func() storage.Backend) error {
	b := open()
	shards := []uint16{0, 1, 256, math.MaxUint16}
	for i, shard := range shards {
		if err := appendTo(ctx, b, shard, i+1); err != nil {
			return err
		}
	}
	for i, shard := range shards {
		got, err := readLog(ctx, b, shard, 1, 10)
		if err != nil || len(got) != i+1 {
			return fmt.Errorf("shard %d has %d entries, want %d, error %v", shard, len(got), i+1, err)
		}
	}
	return nil
}

func appendRace(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const writers, each = 16, 8
	done, stop, watched := make(chan error, writers), make(chan struct{}), make(chan error, 1)
	for range writers {
		go func() {
			for range each {
				err := storage.ErrConflict
				for errors.Is(err, storage.ErrConflict) {
					err = appendTo(ctx, b, 1, 2)
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	go func() { // a consumer: what it reads next continues what it has
		var last uint64
		for {
			got, err := readLog(ctx, b, 1, last+1, 7)
			for _, e := range got {
				if last++; e.Seq != last {
					err = fmt.Errorf("entry %d follows entry %d", e.Seq, last-1)
				}
			}
			if err != nil {
				watched <- err
				return
			}
			select {
			case <-stop:
				watched <- nil
				return
			default:
			}
		}
	}()
	var err error
	for range writers {
		err = firstOf(err, soon("the writers", done))
	}
	close(stop)
	if err := firstOf(err, soon("the consumer", watched)); err != nil {
		return err
	}
	got, err := readLog(ctx, b, 1, 1, storage.MaxPage)
	if err != nil || len(got) != 2*writers*each {
		return fmt.Errorf("the shard has %d entries, want %d, error %v", len(got), 2*writers*each, err)
	}
	for i, e := range got {
		if e.Seq != uint64(i)+1 {
			return fmt.Errorf("entry %d has number %d", i+1, e.Seq)
		}
	}
	return nil
}
