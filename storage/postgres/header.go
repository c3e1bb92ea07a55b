package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// queryRow reads one row from the driver itself: whoever verifies a permit waits
// for this one statement, and database/sql would add a third to it.
func queryRow(db *sql.DB) func(ctx context.Context, into []any, text string, args ...any) error {
	return func(ctx context.Context, into []any, text string, args ...any) error {
		err := queryDriver(ctx, db, into, text, args)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, pgx.ErrNoRows):
			return sql.ErrNoRows
		}
		// To read again does no harm, and the long way leaves a broken connection
		// for another one.
		return db.QueryRowContext(ctx, text, args...).Scan(into...)
	}
}

func queryDriver(ctx context.Context, db *sql.DB, into []any, text string, args []any) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // gives the connection back to the pool
	return conn.Raw(func(driver any) error {
		return driver.(*stdlib.Conn).Conn().QueryRow(ctx, text, args...).Scan(into...)
	})
}
