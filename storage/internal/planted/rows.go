package planted

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// Rows is what a backend keeps, byte for byte: every version of every record of
// the kinds, every entry of the log, and every command result if the backend can
// list them. For a database that has files, the files are the better thing to
// search.
func Rows(t testing.TB, b storage.Backend, shards uint16, kinds []storage.Kind) []byte {
	t.Helper()
	var out bytes.Buffer
	err := b.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
		out.Reset()
		for _, kind := range kinds {
			q := storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}
			for at := (storage.Position{}); ; {
				p, err := tx.Scan(ctx, q, at, storage.MaxPage)
				if err != nil {
					return err
				}
				for i := range p.Records {
					if err := versions(ctx, tx, &out, &p.Records[i]); err != nil {
						return err
					}
				}
				if !p.More {
					break
				}
				at = q.PositionOf(&p.Records[len(p.Records)-1].Header)
			}
		}
		for shard := range shards {
			for from := uint64(1); ; from += storage.MaxPage {
				entries, err := tx.Log(ctx, shard, from, storage.MaxPage)
				if err != nil {
					return err
				}
				for i := range entries {
					out.Write(entries[i].Data)
					out.WriteByte('\n')
				}
				if len(entries) < storage.MaxPage {
					break
				}
			}
		}
		lister, ok := tx.(storage.CommandLister)
		if !ok {
			return nil
		}
		for after := storage.CommandID(""); ; {
			list, err := lister.Commands(ctx, after, storage.MaxPage)
			if err != nil {
				return err
			}
			for i := range list {
				fmt.Fprintf(&out, "%s ", list[i].ID)
				out.Write(list[i].Digest[:])
				out.Write(list[i].Result)
				out.WriteByte('\n')
			}
			if len(list) < storage.MaxPage {
				return nil
			}
			after = list[len(list)-1].ID
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// versions writes every version of a record.
func versions(ctx context.Context, tx storage.ReadTx, out *bytes.Buffer, now *storage.Record) error {
	for v := storage.Version(1); v <= now.Version; v++ {
		r, err := tx.GetAsOf(ctx, now.Key(), storage.AsOf{Version: v})
		if err != nil {
			return err
		}
		// The fields one by one, for a header prints itself masked.
		fmt.Fprintf(out, "%d %s %s %d %x %x %d %s %s %s %d ", r.Kind, r.ID, r.Ref, r.RecordedAt, r.Holder[:], r.Unique[:],
			r.District, r.From.String(), r.DueOn.String(), r.EndedOn.String(), r.Status)
		out.Write(r.Body)
		out.WriteByte('\n')
	}
	return nil
}
