package transfer

import (
	"context"
	"errors"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// A view gives a snapshot to read from: a new one, or the one that is open.
type view func(ctx context.Context, fn func(ctx context.Context, tx storage.ReadTx) error) error

// inside is the view of a snapshot that is open.
func inside(tx storage.ReadTx) view {
	return func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error { return fn(ctx, tx) }
}

// chosen adds to put entries the versions they attest, and leaves out what is not to
// go: entries of other sorts, unless everything goes, and versions of records that
// were not selected or have been erased. It is decided once, in one snapshot, and
// what is shown is in the log before it is given back.
func (x *exporter) chosen(ctx context.Context, see view, h *headLine, batch []line) (keep []line, err error) {
	var erased int64
	var shown []storage.Key
	err = see(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		keep, erased, shown = keep[:0], 0, nil
		if x.later != nil {
			if err := x.later.read(ctx, tx); err != nil {
				return err
			}
		}
		for _, l := range batch {
			if l.Entry != nil {
				if h.Whole {
					keep = append(keep, l)
				}
				continue
			}
			rec, err := x.version(ctx, tx, l.Put)
			switch {
			case errors.Is(err, storage.ErrErased):
				erased++
				keep = append(keep, l) // without its record: the file says what it lacks
			case err != nil:
				return err
			case rec != nil:
				put := *l.Put
				put.Record = rec
				keep = append(keep, line{Put: &put})
				if k := (storage.Key{Kind: rec.Kind, ID: rec.ID}); h.Form == Revealed && !rec.Erased && !slices.Contains(shown, k) {
					shown = append(shown, k)
				}
			}
		}
		shown, err = x.undisclosed(ctx, tx, h, shown)
		return err
	})
	if err != nil {
		return nil, err
	}
	x.sum.Erased += erased
	return keep, x.disclose(ctx, h, shown)
}

// version is the version a put entry attests, as the file has it; nil if its record is
// not selected. The error wraps ErrErased if the record was erased since, so that only
// its tombstone goes.
func (x *exporter) version(ctx context.Context, tx storage.ReadTx, put *entryLine) (*recordLine, error) {
	p, err := storage.ParsePut(put.entry())
	if err != nil || !x.o.hasKind(p.Key.Kind) {
		return nil, err
	}
	rec, err := tx.GetAsOf(ctx, p.Key, storage.AsOf{Version: p.Version})
	if errors.Is(err, storage.ErrNotFound) {
		err = &storage.CorruptError{Shard: put.Shard, Seq: put.Seq, What: "names a version that is gone"}
	}
	if err != nil {
		return nil, err
	}
	if !x.o.whole() {
		if goes, err := x.goes(ctx, tx, &rec); err != nil || !goes {
			return nil, err
		}
	}
	erased, err := x.from.Erased(&rec)
	if err == nil && x.o.Form == Revealed && !erased {
		rec, err = x.from.OpenStored(ctx, rec)
	}
	if err != nil {
		return nil, err
	}
	return newRecordLine(&rec, x.o.Form, erased), nil
}

// goes reports whether a version goes with a part of the store. A record goes with all
// its versions or with none: that is told by the header that it had when the export
// began. But the tombstone is looked for today.
func (x *exporter) goes(ctx context.Context, tx storage.ReadTx, rec *storage.Record) (bool, error) {
	now, err := tx.Get(ctx, rec.Key())
	if err != nil {
		return false, err
	}
	if x.later != nil {
		then, err := x.later.header(ctx, tx, &now.Header)
		if err != nil || !x.o.Only.has(&then) {
			return false, err
		}
	}
	erased, err := x.from.Erased(&now)
	if err == nil && erased && rec.Version != now.Version {
		err = &storage.ErasedError{Key: rec.Key()}
	}
	return err == nil, err
}
