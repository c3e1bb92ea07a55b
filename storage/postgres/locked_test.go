package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// A table that an operator has locked holds acts up and loses none: who may wait
// gets through, who may not is told that nothing took effect.
func TestLocked(t *testing.T) {
	c := pgtest.Shared(t)
	if c.Foreign() {
		t.Skip("LOCK TABLE is PostgreSQL's")
	}
	dsn := c.Schema(t)
	patient := storeOver(t, open(t, dsn, postgres.Options{}), storage.Options{})
	_, err := act{"P", 1}.do(t.Context(), patient)
	require.NoError(t, err)

	conn, err := pgx.Connect(t.Context(), dsn)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	tx, err := conn.Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "lock table residence_record in access exclusive mode")
	require.NoError(t, err)

	// The caller's time ends.
	short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = act{"P", 2}.do(short, patient)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NotErrorIs(t, err, storage.ErrCommitUnknown)

	// The server's patience ends: the act may be repeated, and is.
	var given counter
	impatient := storeOver(t, open(t, pgtest.WithParameter(t, dsn, "lock_timeout", "20ms"), postgres.Options{}),
		storage.Options{Attempts: 3, Observe: func(a storage.Attempt) { given.add(a.Err) }})
	_, err = act{"P", 2}.do(t.Context(), impatient)
	require.ErrorIs(t, err, storage.ErrRetry)
	require.Equal(t, 3, given.of("55P03"))

	// Who waits gets through when the lock is gone.
	got := make(chan error, 1)
	go func() {
		_, err := act{"P", 2}.do(t.Context(), patient)
		got <- err
	}()
	time.Sleep(50 * time.Millisecond)
	require.NoError(t, tx.Rollback(t.Context()))
	require.NoError(t, <-got)
	requireOnce(t, patient, "P", 2)
	requireSound(t, patient)
}
