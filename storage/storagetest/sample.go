package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// kind is the kind of most records here.
const kind storage.Kind = 1

func key(id string) storage.Key { return storage.Key{Kind: kind, ID: id} }

// record returns version 1 of a record, changed as told.
func record(id string, change ...func(*storage.Header)) storage.Record {
	r := storage.Record{
		Header: storage.Header{
			Kind: kind, ID: id, Version: 1, Status: 1, District: 110105,
			RecordedAt: 1_768_438_800_000_001, From: day(20_000), DueOn: day(20_365),
		},
		Body: []byte("body of " + id),
	}
	for _, c := range change {
		c(&r.Header)
	}
	return r
}

// next returns the version after r, changed as told.
func next(r storage.Record, change ...func(*storage.Header)) storage.Record {
	r.Version++
	r.Body = fmt.Appendf(nil, "version %d of %s", r.Version, r.ID)
	for _, c := range change {
		c(&r.Header)
	}
	return r
}

func due(n int32) func(*storage.Header) {
	return func(h *storage.Header) { h.DueOn = day(n) }
}

func status(s uint8) func(*storage.Header) { return func(h *storage.Header) { h.Status = s } }

func unique(n byte) func(*storage.Header) { return func(h *storage.Header) { h.Unique = blind(n) } }

func at(i storage.Instant) func(*storage.Header) {
	return func(h *storage.Header) { h.RecordedAt = i }
}

// blind returns a blind index; 0 gives "none".
func blind(n byte) (b storage.Blind) {
	b[31] = n
	return b
}

// day returns the civil day with a number; 0 gives "no day".
func day(n int32) civil.Date {
	if n == 0 {
		return civil.Date{}
	}
	d, err := civil.FromDayNumber(n)
	if err != nil {
		panic("storagetest: a case uses a day that does not exist")
	}
	return d
}

// update runs fn until it is not told to retry.
func update(ctx context.Context, b storage.Backend, fn func(context.Context, storage.Tx) error) error {
	for {
		err := b.Update(ctx, fn)
		if !errors.Is(err, storage.ErrRetry) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Millisecond):
		}
	}
}

// put commits records, each as the version it says.
func put(ctx context.Context, b storage.Backend, records ...storage.Record) error {
	for chunk := range slices.Chunk(records, storage.MaxTxPuts) {
		err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			for _, r := range chunk {
				if err := tx.Put(ctx, r, r.Version-1); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("put: %w", err)
		}
	}
	return nil
}

// get reads one record in a View of its own.
func get(ctx context.Context, b storage.Backend, k storage.Key) (r storage.Record, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		r, err = tx.Get(ctx, k)
		return err
	})
	return r, err
}

// scan reads all of a query in a View of its own, in pages.
func scan(ctx context.Context, b storage.Backend, q storage.Query, limit int) (all []storage.Record, err error) {
	var after storage.Position
	for {
		var p storage.Page
		err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			p, err = tx.Scan(ctx, q, after, limit)
			return err
		})
		if err != nil {
			return nil, err
		}
		all = append(all, p.Records...)
		if !p.More {
			return all, nil
		}
		if len(p.Records) == 0 {
			return nil, errors.New("an empty page says that more follows")
		}
		if len(all) > 1_000_000 {
			return nil, errors.New("the pages do not end")
		}
		after = q.PositionOf(&p.Records[len(p.Records)-1].Header)
	}
}

func ids(records []storage.Record) []string {
	out := make([]string, len(records))
	for i := range records {
		out[i] = records[i].ID
	}
	return out
}

// want returns an error unless err wraps target.
func want(what string, err, target error) error {
	if errors.Is(err, target) {
		return nil
	}
	return fmt.Errorf("%s: got error %v, want %v", what, err, target)
}

// same returns an error unless two records are equal; nil and empty bodies are.
func same(what string, got, want storage.Record) error {
	if got.Header != want.Header {
		return fmt.Errorf("%s: header differs: got %+v, want %+v", what, headerText(got.Header), headerText(want.Header))
	}
	if !bytes.Equal(got.Body, want.Body) {
		return fmt.Errorf("%s: body differs: got %d bytes, want %d bytes", what, len(got.Body), len(want.Body))
	}
	return nil
}

// headerText shows every field; the records of the suite are synthetic.
func headerText(h storage.Header) string {
	return fmt.Sprintf("{%d %q ref %q v%d at %d holder %v unique %v district %d from %d due %d ended %d status %d}",
		h.Kind, h.ID, h.Ref, h.Version, h.RecordedAt, h.Holder, h.Unique, h.District,
		h.From.DayNumber(), h.DueOn.DayNumber(), h.EndedOn.DayNumber(), h.Status)
}

func sameIDs(what string, got []storage.Record, want ...string) error {
	if !slices.Equal(ids(got), want) {
		return fmt.Errorf("%s: got %q, want %q", what, ids(got), want)
	}
	return nil
}

// absent returns an error if there is such a record.
func absent(ctx context.Context, b storage.Backend, id string) error {
	_, err := get(ctx, b, key(id))
	return want("get "+id, err, storage.ErrNotFound)
}

// entries returns n log entries after a sequence number.
func entries(after uint64, n int) []storage.LogEntry {
	out := make([]storage.LogEntry, n)
	for i := range out {
		seq := after + 1 + uint64(i)
		out[i] = storage.LogEntry{
			Seq: seq, RecordedAt: storage.Instant(1000 + seq), Type: 300, Data: fmt.Appendf(nil, "entry %d", seq),
		}
		out[i].Hash[0], out[i].Hash[31] = byte(seq>>8), byte(seq)
	}
	return out
}

// appendTo commits n entries to the end of a shard.
func appendTo(ctx context.Context, b storage.Backend, shard uint16, n int) error {
	return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		head, err := tx.LogHead(ctx, shard)
		if err != nil {
			return err
		}
		return tx.Append(ctx, shard, head.Seq, entries(head.Seq, n))
	})
}

// promptly is far more than a healthy engine needs and far less than for ever.
const promptly = 5 * time.Second

// soon waits for what must happen promptly.
func soon(what string, done <-chan error) error {
	select {
	case err := <-done:
		return err
	case <-time.After(promptly):
		return errors.New(what + " does not come to an end")
	}
}

// firstOf returns the first error that is not nil.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

var errStop = errors.New("storagetest: stop")
