package transfer

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// disclosureID is the command that discloses a record in an export: of the two, so that
// an export that goes on does not count twice. The whole ID of a record might be too
// long.
func disclosureID(h *headLine, k storage.Key) storage.CommandID {
	id := sha256.Sum256([]byte(k.ID))
	return storage.CommandID(fmt.Sprintf("EXPORT-%x-%d-%x", h.ID[:8], k.Kind, id[:16]))
}

// undisclosed are those of some records that the export has not disclosed yet.
func (x *exporter) undisclosed(ctx context.Context, tx storage.ReadTx, h *headLine, keys []storage.Key) (left []storage.Key, err error) {
	for _, k := range keys {
		_, err := tx.Command(ctx, disclosureID(h, k))
		switch {
		case errors.Is(err, storage.ErrNotFound):
			left = append(left, k)
		case err != nil:
			return nil, err
		}
	}
	return left, nil
}

// disclose enters in the log that records are about to be shown. Whatever the version,
// and whether or not this run of the export began the file: no content stands in a file
// whose record is not in the log.
func (x *exporter) disclose(ctx context.Context, h *headLine, keys []storage.Key) error {
	for _, k := range keys {
		d := x.o.As
		d.Kind, d.ID = k.Kind, k.ID
		_, err := x.from.Update(ctx, storage.Command{ID: disclosureID(h, k)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			return nil, w.Disclose(ctx, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
