package transfer

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// chosen adds to put entries the versions they attest, and leaves out what is
// not to go: entries of other sorts, unless everything goes, and versions of
// records that were not selected.
func (x *exporter) chosen(ctx context.Context, h *headLine, batch []line) ([]line, error) {
	if x.o.Form == Revealed {
		if err := x.disclose(ctx, h, batch); err != nil {
			return nil, err
		}
	}
	var keep []line
	var erased int64
	err := x.from.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		keep, erased = keep[:0], 0
		for _, l := range batch {
			if l.Entry != nil {
				if h.Whole {
					keep = append(keep, l)
				}
				continue
			}
			rec, ok, err := x.attested(ctx, r, l.Put)
			switch {
			case errors.Is(err, storage.ErrErased):
				erased++
			case err != nil:
				return err
			case ok:
				put := *l.Put
				put.Record = newRecordLine(&rec, x.o.Form)
				keep = append(keep, line{Put: &put})
			}
		}
		return nil
	})
	x.sum.Erased += erased
	return keep, err
}

// attested returns the version a put entry attests, if its record is selected.
func (x *exporter) attested(ctx context.Context, r *storage.Reader, put *entryLine) (rec storage.Record, ok bool, err error) {
	p, ok, err := x.selected(ctx, r, put)
	if err != nil || !ok {
		return rec, false, err
	}
	at := storage.AsOf{Version: p.Version}
	if x.o.Form == Revealed {
		rec, err = r.GetAsOf(ctx, p.Key.Kind, p.Key.ID, at)
	} else {
		rec, err = r.Stored(ctx, p.Key, at)
	}
	if errors.Is(err, storage.ErrNotFound) {
		err = &storage.CorruptError{Shard: put.Shard, Seq: put.Seq, What: "names a version that is gone"}
	}
	return rec, true, err
}

// selected looks at the present header of the record, so that a record goes with
// all its versions or with none.
func (x *exporter) selected(ctx context.Context, r *storage.Reader, put *entryLine) (storage.PutEntry, bool, error) {
	p, err := storage.ParsePut(put.entry())
	if err != nil || x.o.whole() {
		return p, err == nil, err
	}
	now, err := r.Header(ctx, p.Key.Kind, p.Key.ID)
	if err != nil {
		return p, false, err
	}
	return p, x.o.has(&now), nil
}

// disclose enters in the log which records are about to be shown: each once in
// an export, with its first version. The command ID is of the export and the record, so that
// an export that goes on does not count twice.
func (x *exporter) disclose(ctx context.Context, h *headLine, batch []line) error {
	var shown []storage.Key
	err := x.from.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		shown = shown[:0]
		for _, l := range batch {
			if l.Put == nil {
				continue
			}
			p, ok, err := x.selected(ctx, r, l.Put)
			if err != nil {
				return err
			}
			if ok && p.Version == 1 {
				shown = append(shown, p.Key)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range shown {
		d := x.o.As
		d.Kind, d.ID = k.Kind, k.ID
		id := sha256.Sum256([]byte(k.ID)) // the whole might be too long
		c := storage.Command{ID: storage.CommandID(fmt.Sprintf("EXPORT-%x-%d-%x", h.ID[:8], k.Kind, id[:16]))}
		_, err := x.from.Update(ctx, c, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			return nil, w.Disclose(ctx, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
