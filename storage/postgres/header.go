package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// ReadHeader reads one current header without a transaction. It asks the driver
// itself: whoever verifies a permit waits for this one statement, and
// database/sql would add a third to it.
func (b *Backend) ReadHeader(ctx context.Context, k storage.Key) (storage.Header, error) {
	h, err := b.readHeader(ctx, k)
	switch {
	case err == nil:
		return h, nil
	case errors.Is(err, pgx.ErrNoRows):
		return storage.Header{}, &storage.NotFoundError{Key: k}
	}
	// To read again does no harm, and the long way says what the error means.
	return b.Backend.ReadHeader(ctx, k)
}

func (b *Backend) readHeader(ctx context.Context, k storage.Key) (h storage.Header, err error) {
	conn, err := b.db.Conn(ctx)
	if err != nil {
		return storage.Header{}, err
	}
	defer conn.Close() // gives the connection back to the pool
	text, args := b.HeaderStatement(k)
	err = conn.Raw(func(driver any) (err error) {
		h, err = sqlstore.ScanHeader(k.Kind, driver.(*stdlib.Conn).Conn().QueryRow(ctx, text, args...).Scan)
		return err
	})
	return h, err
}
