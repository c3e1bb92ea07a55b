package postgres_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
)

func serverSays(code, severity string) error {
	return fmt.Errorf("wrapped: %w", &pgconn.PgError{Code: code, SeverityUnlocalized: severity, Message: "VALUE-110101"})
}

// The same error means one thing before a COMMIT was sent and another after.
func TestOutcome(t *testing.T) {
	network := &net.OpError{Op: "read", Err: errors.New("connection reset by peer")}
	for _, c := range []struct {
		err            error
		before, commit error // nil: none of the sentinels
	}{
		{serverSays("40001", "ERROR"), storage.ErrRetry, storage.ErrRetry},
		{serverSays("40P01", "ERROR"), storage.ErrRetry, storage.ErrRetry},
		{serverSays("40003", "ERROR"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("08006", "ERROR"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("08P01", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("57P01", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("57P02", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("57P03", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("57014", "ERROR"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("53300", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("55P03", "ERROR"), storage.ErrRetry, storage.ErrRetry},
		{serverSays("25006", "ERROR"), storage.ErrReadOnly, storage.ErrReadOnly},
		{serverSays("53100", "ERROR"), nil, nil},
		{serverSays("53100", "PANIC"), nil, storage.ErrCommitUnknown},
		{serverSays("23505", "ERROR"), nil, nil},
		{serverSays("40001", "FATAL"), storage.ErrRetry, storage.ErrCommitUnknown},
		{serverSays("XX000", "ERROR"), nil, storage.ErrCommitUnknown},
		{serverSays("58030", "ERROR"), nil, storage.ErrCommitUnknown},
		{serverSays("", "ERROR"), nil, storage.ErrCommitUnknown},
		{network, storage.ErrRetry, storage.ErrCommitUnknown},
		{io.ErrUnexpectedEOF, storage.ErrRetry, storage.ErrCommitUnknown},
		{pgconn.ErrConnClosed, storage.ErrRetry, storage.ErrCommitUnknown},
		{driver.ErrBadConn, storage.ErrRetry, storage.ErrCommitUnknown},
		{pgx.ErrTxCommitRollback, nil, storage.ErrRetry},
		{errors.New("anything else"), nil, storage.ErrCommitUnknown},
		{fmt.Errorf("timeout: %w", context.DeadlineExceeded), context.DeadlineExceeded, storage.ErrCommitUnknown},
	} {
		for phase, got := range map[string]error{"before": postgres.BeforeCommit(c.err), "commit": postgres.AtCommit(c.err)} {
			want := c.before
			if phase == "commit" {
				want = c.commit
			}
			for _, s := range []error{storage.ErrRetry, storage.ErrCommitUnknown, storage.ErrReadOnly} {
				require.Equal(t, want == s, errors.Is(got, s), "%v %s: %v: %v", c.err, phase, got, s)
			}
			require.NotErrorIs(t, got, driver.ErrBadConn, "database/sql must not act on it")
			require.False(t, phase == "commit" && pgconn.SafeToRetry(got))
			if strings.Contains(c.err.Error(), "(SQLSTATE 23") {
				require.NotContains(t, got.Error(), "110101", "the text of a constraint may repeat a value")
			}
		}
	}
	ended := postgres.AtCommit(fmt.Errorf("timeout: %w", context.Canceled))
	require.ErrorIs(t, ended, context.Canceled, "why the commit is unknown can be matched")
}
