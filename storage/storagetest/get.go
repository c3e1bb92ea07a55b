package storagetest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

func getCases() []Case {
	return []Case{
		plain("get-missing", "no permit is an answer, not a failure", getMissing),
		plain("get-exact", "a changed byte breaks the seal, a changed day changes the law", getExact),
		plain("read-malformed", "a number typed wrong is an unknown card, and must not stop the counter", readMalformed),
		plain("key-exact", "two permits must never be taken for one", keyExact),
		plain("header-same", "verification reads headers only", headerSame),
		plain("header-missing", "an unknown card must be reported as unknown", headerMissing),
		plain("asof-version", "a dispute turns on one version", asOfVersion),
		plain("asof-instant", "what did the authority know at that moment", asOfInstant),
		plain("asof-exact", "history must not be rewritten", asOfExact),
	}
}

func getMissing(ctx context.Context, open func() storage.Backend) error {
	b := open()
	return firstOf(absent(ctx, b, "A"), put(ctx, b, record("A")), absent(ctx, b, "B"))
}

// extremes are records at the edges of what may be stored.
func extremes() []storage.Record {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	bodies := map[string][]byte{
		"NIL":     nil,
		"EMPTY":   {},
		"NUL":     {0},
		"NULS":    []byte("a\x00b\x00"),
		"ALL":     all,
		"BADUTF8": []byte("\xff\xfe\xc0\xaf\xed\xa0\x80"),
		"HAN":     []byte("居住证 测试甲 𠮷野 ＡＢＣ　"),
		"SPACES":  []byte("  trailing  \r\n\t "),
		"QUOTES":  []byte(`'"\%_;--$1?:x` + "`"),
		"LONG":    bytes.Repeat([]byte{0xa5, 0}, storage.MaxStoredBody/2),
	}
	var out []storage.Record
	for id, body := range bodies {
		r := record(id)
		r.Body = body
		out = append(out, r)
	}
	n := 0
	with := func(change func(*storage.Header)) {
		n++
		out = append(out, record(fmt.Sprintf("H-%d", n), change))
	}
	for _, i := range []storage.Instant{math.MinInt64, -1, 0, 1, 1_768_438_800_123_456, 1_768_438_800_123_457, 253_402_300_799_999_999, math.MaxInt64} {
		with(at(i))
	}
	for _, d := range []int32{0, 1, 2, 719_163, 3_652_059} { // none, 0001-01-01, 0001-01-02, 1970-01-01, 9999-12-31
		with(func(h *storage.Header) { h.From, h.DueOn, h.EndedOn = day(d), day(3_652_059-d), day(d) })
	}
	for i := range 32 { // each byte of a blind index counts
		with(func(h *storage.Header) { h.Holder[i], h.Unique[31-i] = 0xff, byte(i+100) })
	}
	with(func(h *storage.Header) { h.Kind, h.District, h.Status = math.MaxUint16, math.MaxUint32, math.MaxUint8 })
	with(func(h *storage.Header) { h.District, h.Status = 0, 0 })
	with(func(h *storage.Header) {
		h.ID = strings.Repeat("Z", storage.MaxID)
		h.Ref = strings.Repeat("-", storage.MaxID)
	})
	with(func(h *storage.Header) { h.ID = "-" })
	with(func(h *storage.Header) { h.ID = "000000000000000000001" })
	with(func(h *storage.Header) { h.ID = "1E5" })
	return out
}

func getExact(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := extremes()
	for _, r := range records {
		if err := put(ctx, b, r); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
	}
	for _, r := range records {
		got, err := get(ctx, b, r.Key())
		if err := firstOf(err, same("record "+r.ID, got, r)); err != nil {
			return err
		}
	}
	return nil
}

// malformed are keys that break the rules of one.
func malformed() []storage.Key {
	out := []storage.Key{{}, {ID: "A"}, {Kind: kind, ID: strings.Repeat("A", storage.MaxID+1)}, {Kind: kind, ID: strings.Repeat("居", 1<<16)}}
	for _, id := range []string{"", "a", "A ", " A", "A\x00", "\x00", "Ａ", "A/B", "\xff\xfe", "A'--", "A%", "A\n"} {
		out = append(out, storage.Key{Kind: kind, ID: id})
	}
	return out
}

// malformedCommands are command IDs that break the rules of one.
func malformedCommands() []storage.CommandID {
	return []storage.CommandID{"", " ", "c ", "c\x00", "\x00", "居", "\xff", "c\n", storage.CommandID(strings.Repeat("c", storage.MaxCommandID+1))}
}

func readMalformed(ctx context.Context, open func() storage.Backend) error {
	b := open()
	err := firstOf(put(ctx, b, record("A")), save(ctx, b, storage.CommandResult{ID: "c"}))
	if err != nil {
		return err
	}
	// A transaction in which one was asked for goes on.
	ask := func(ctx context.Context, tx storage.ReadTx) error {
		for _, k := range malformed() {
			_, header := tx.Header(ctx, k)
			_, get := tx.Get(ctx, k)
			_, version := tx.GetAsOf(ctx, k, storage.AsOf{Version: 1})
			_, instant := tx.GetAsOf(ctx, k, storage.AsOf{At: math.MaxInt64})
			for _, err := range []error{header, get, version, instant} {
				if err := want(fmt.Sprintf("ID %.20q of kind %d", k.ID, k.Kind), err, storage.ErrNotFound); err != nil {
					return err
				}
			}
		}
		for _, id := range malformedCommands() {
			_, err := tx.Command(ctx, id)
			if err := want(fmt.Sprintf("command %.20q", id), err, storage.ErrNotFound); err != nil {
				return err
			}
		}
		_, err := tx.Get(ctx, key("A"))
		return err
	}
	return firstOf(b.View(ctx, ask), update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return ask(ctx, tx) }))
}

func keyExact(ctx context.Context, open func() storage.Backend) error {
	b := open()
	var records []storage.Record
	for _, id := range []string{"A", "A-", "-A", "AA", "A0", "0A", "0", "00", "1", "01", "10", "1-0"} {
		for _, k := range []storage.Kind{1, 2, 256, 257} {
			records = append(records, record(id, func(h *storage.Header) { h.Kind, h.District = k, storage.District(k) }))
		}
	}
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	for _, r := range records {
		got, err := get(ctx, b, r.Key())
		if err := firstOf(err, same("record", got, r)); err != nil {
			return err
		}
	}
	for _, k := range []storage.Key{{Kind: 1, ID: "a"}, {Kind: 1, ID: "A "}, {Kind: 1, ID: "A\x00"}, {Kind: 1, ID: "Ａ"}, {Kind: 3, ID: "A"}} {
		if _, err := get(ctx, b, k); err == nil {
			return fmt.Errorf("ID %q of kind %d is taken for another", k.ID, k.Kind)
		}
	}
	return nil
}

func headerSame(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := extremes()
	for _, r := range records {
		if err := put(ctx, b, r, next(r, status(7))); err != nil {
			return err
		}
	}
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		hr, short := storage.As[storage.HeaderReader](b)
		for _, r := range records {
			whole, err := tx.Get(ctx, r.Key())
			if err != nil {
				return err
			}
			h, err := tx.Header(ctx, r.Key())
			if err != nil || h != whole.Header {
				return fmt.Errorf("record %s: the header read alone differs, error %v", r.ID, err)
			}
			if short {
				if h, err := hr.ReadHeader(ctx, r.Key()); err != nil || h != whole.Header {
					return fmt.Errorf("record %s: ReadHeader differs, error %v", r.ID, err)
				}
			}
		}
		return nil
	})
}

func headerMissing(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("B")); err != nil {
		return err
	}
	if hr, ok := storage.As[storage.HeaderReader](b); ok {
		_, err := hr.ReadHeader(ctx, key("A"))
		if err := want("ReadHeader", err, storage.ErrNotFound); err != nil {
			return err
		}
	}
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		_, err := tx.Header(ctx, key("A"))
		return want("header", err, storage.ErrNotFound)
	})
}

// history commits five versions recorded at 10, 20, 20, 20 and 30, and returns
// them.
func history(ctx context.Context, b storage.Backend) ([]storage.Record, error) {
	versions := []storage.Record{record("A", at(10), due(1))}
	for i, instant := range []storage.Instant{20, 20, 20, 30} {
		versions = append(versions, next(versions[i], at(instant), due(int32(i)+2), status(uint8(i)+2)))
	}
	for _, r := range versions { // a commit each
		if err := put(ctx, b, r); err != nil {
			return nil, err
		}
	}
	return versions, nil
}

func getAsOf(ctx context.Context, b storage.Backend, at storage.AsOf) (r storage.Record, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		r, err = tx.GetAsOf(ctx, key("A"), at)
		return err
	})
	return r, err
}

func asOfVersion(ctx context.Context, open func() storage.Backend) error {
	b := open()
	_, err := getAsOf(ctx, b, storage.AsOf{Version: 1})
	if err := want("a version of no record", err, storage.ErrNotFound); err != nil {
		return err
	}
	versions, err := history(ctx, b)
	if err != nil {
		return err
	}
	for _, v := range versions {
		got, err := getAsOf(ctx, b, storage.AsOf{Version: v.Version})
		if err := firstOf(err, same(fmt.Sprintf("version %d", v.Version), got, v)); err != nil {
			return err
		}
	}
	_, err = getAsOf(ctx, b, storage.AsOf{Version: 6})
	return want("version 6 of 5", err, storage.ErrNotFound)
}

func asOfInstant(ctx context.Context, open func() storage.Backend) error {
	b := open()
	versions, err := history(ctx, b)
	if err != nil {
		return err
	}
	for _, c := range []struct {
		at   storage.Instant
		want int // version, 0 for none
	}{
		{math.MinInt64, 0}, {9, 0}, {10, 1}, {11, 1}, {19, 1}, {20, 4}, {21, 4}, {29, 4}, {30, 5}, {31, 5}, {math.MaxInt64, 5},
	} {
		got, err := getAsOf(ctx, b, storage.AsOf{At: c.at})
		what := fmt.Sprintf("at instant %d", c.at)
		if c.want == 0 {
			if err := want(what, err, storage.ErrNotFound); err != nil {
				return err
			}
			continue
		}
		if err := firstOf(err, same(what, got, versions[c.want-1])); err != nil {
			return err
		}
	}
	return nil
}

func asOfExact(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for _, r := range extremes() {
		last := next(r, at(math.MaxInt64))
		last.Body = []byte("other")
		last.Holder, last.Unique, last.Ref = storage.Blind{}, storage.Blind{}, ""
		if err := put(ctx, b, r, last); err != nil {
			return err
		}
		err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			got, err := tx.GetAsOf(ctx, r.Key(), storage.AsOf{Version: 1})
			return firstOf(err, same("version 1 of "+r.ID, got, r))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
