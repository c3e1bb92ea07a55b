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
	return &mismatch{what: what, want: fmt.Sprintf("an error that wraps %q", target), got: errorText(err)}
}

func errorText(err error) string {
	if err == nil {
		return "no error"
	}
	return fmt.Sprintf("error %q", err)
}

// same returns an error unless two records are equal; nil and empty bodies are.
func same(what string, got, want storage.Record) error {
	if got.Header != want.Header {
		return &mismatch{what + ": header", headerText(want.Header), headerText(got.Header)}
	}
	if !bytes.Equal(got.Body, want.Body) {
		return &mismatch{what + ": body", bodyText(want.Body), bodyText(got.Body)}
	}
	return nil
}

// bodyText shows the beginning of a body; the records of the suite are synthetic.
func bodyText(b []byte) string {
	return fmt.Sprintf("%d bytes, beginning %.40q", len(b), b)
}

// headerText shows every field that is set; the records of the suite are
// synthetic.
func headerText(h storage.Header) string {
	text := fmt.Sprintf("{kind %d %q version %d at %d status %d", h.Kind, h.ID, h.Version, h.RecordedAt, h.Status)
	add := func(set bool, format string, v any) {
		if set {
			text += fmt.Sprintf(format, v)
		}
	}
	add(h.Ref != "", " ref %q", h.Ref)
	add(!h.Holder.IsZero(), " holder %x", h.Holder[:])
	add(!h.Unique.IsZero(), " unique %x", h.Unique[:])
	add(h.District != 0, " district %d", h.District)
	add(!h.From.IsZero(), " from day %d", h.From.DayNumber())
	add(!h.DueOn.IsZero(), " due day %d", h.DueOn.DayNumber())
	add(!h.EndedOn.IsZero(), " ended day %d", h.EndedOn.DayNumber())
	return text + "}"
}

func sameIDs(what string, got []storage.Record, want ...string) error {
	if !slices.Equal(ids(got), want) {
		return &mismatch{what, fmt.Sprintf("records %q", want), fmt.Sprintf("records %q", ids(got))}
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
const promptly = 10 * time.Second

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
