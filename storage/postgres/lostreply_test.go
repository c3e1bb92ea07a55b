package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

const lost = 100 // acts whose reply is lost, for each way to lose it

// Whether the line breaks before the server has seen the COMMIT or after it has
// applied it: the act takes effect exactly once.
func TestLostReply(t *testing.T) {
	for _, mode := range []postgres.Mode{postgres.CacheStatement, postgres.Exec, postgres.SimpleProtocol} {
		for fault, name := range map[pgtest.Fault]string{
			pgtest.CommitNotSent: "before the server", pgtest.CommitNotAnswered: "after the server",
		} {
			t.Run(fmt.Sprintf("mode %d/%s", mode, name), func(t *testing.T) {
				n := lost
				if mode != postgres.CacheStatement {
					n = 10
				}
				var net pgtest.Network
				var unknown int
				b := open(t, pgtest.Shared(t).Schema(t), postgres.Options{Mode: mode, Dial: net.Dial})
				s := storeOver(t, b, storage.Options{
					Sleep:   func(context.Context, time.Duration) error { return nil },
					Observe: func(a storage.Attempt) { unknown++ },
				})
				for i := 1; i <= n; i++ {
					net.Arm(fault)
					res, err := act{"P", i}.do(t.Context(), s)
					require.NoError(t, err)
					require.Equal(t, fault == pgtest.CommitNotAnswered, res.Replayed, "act %d: an applied act is found, not run again", i)
				}
				require.Equal(t, n, net.Struck())
				requireOnce(t, s, "P", n)
				requireSound(t, s)
				t.Logf("%d of %d replies lost, %d acts in effect exactly once", net.Struck(), n, n)
			})
		}
	}
}

// The control: who repeats on an unknown commit without asking doubles the
// effect. If this test finds no double, the faults are not real.
func TestLostReplyNaively(t *testing.T) {
	var net pgtest.Network
	b := open(t, pgtest.Shared(t).Schema(t), postgres.Options{Dial: net.Dial})
	s := storeOver(t, b, storage.Options{})
	for i := 1; i <= lost; i++ {
		net.Arm(pgtest.CommitNotAnswered)
		for try := 0; ; try++ {
			err := b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				h, err := tx.Header(ctx, storage.Key{Kind: permits, ID: "P"})
				if err != nil && i > 1 {
					return err
				}
				h.Kind, h.ID, h.Version = permits, "P", h.Version+1
				return tx.Put(ctx, storage.Record{Header: h}, h.Version-1)
			})
			if err == nil {
				break
			}
			require.ErrorIs(t, err, storage.ErrCommitUnknown)
			require.NotErrorIs(t, err, storage.ErrRetry)
			require.Less(t, try, 3)
		}
	}
	h, err := s.Header(t.Context(), permits, "P")
	require.NoError(t, err)
	require.EqualValues(t, 2*lost, h.Version, "each act took effect twice")
}

// The second control: what the driver says about such an error. It calls a
// COMMIT that took effect safe to repeat; the adapter must not believe it.
func TestDriverCallsItSafe(t *testing.T) {
	var net pgtest.Network
	conf, err := pgx.ParseConfig(pgtest.Shared(t).Schema(t))
	require.NoError(t, err)
	conf.DialFunc = net.Dial
	ctx := t.Context()
	safe := 0
	for i := range 10 {
		conn, err := pgx.ConnectConfig(ctx, conf)
		require.NoError(t, err)
		if i == 0 {
			_, err = conn.Exec(ctx, "create table n (n int); insert into n values (0)")
			require.NoError(t, err)
		}
		tx, err := conn.Begin(ctx)
		require.NoError(t, err)
		_, err = tx.Exec(ctx, "update n set n = n + 1")
		require.NoError(t, err)
		net.Arm(pgtest.CommitNotAnswered)
		err = tx.Commit(ctx)
		require.Error(t, err)
		if pgconn.SafeToRetry(err) {
			safe++
		}
		require.ErrorIs(t, postgres.AtCommit(err), storage.ErrCommitUnknown)
		require.NotErrorIs(t, postgres.AtCommit(err), storage.ErrRetry)
		_ = conn.Close(ctx)
	}
	conn, err := pgx.Connect(ctx, conf.ConnString())
	require.NoError(t, err)
	defer conn.Close(ctx)
	var n int
	require.NoError(t, conn.QueryRow(ctx, "select n from n").Scan(&n))
	require.Equal(t, 10, n, "all were applied")
	t.Logf("the driver called %d of 10 applied commits safe to repeat", safe)
}

// A line that breaks in the middle of a transaction costs a repetition and
// nothing else.
func TestCutInTheMiddle(t *testing.T) {
	var net pgtest.Network
	s := storeOver(t, open(t, pgtest.Shared(t).Schema(t), postgres.Options{Dial: net.Dial}), storage.Options{})
	const n = 30
	for i := 1; i <= n; i++ {
		net.Arm(pgtest.StatementCut)
		res, err := act{"P", i}.do(t.Context(), s)
		require.NoError(t, err)
		require.False(t, res.Replayed)
	}
	require.Equal(t, n, net.Struck())
	requireOnce(t, s, "P", n)
}

// An answer that comes after the caller gave up leaves the fate open; the same
// command finds it.
func TestStalledReply(t *testing.T) {
	net := pgtest.Network{Stall: 150 * time.Millisecond}
	s := storeOver(t, open(t, pgtest.Shared(t).Schema(t), postgres.Options{Dial: net.Dial}), storage.Options{})
	_, err := act{"P", 1}.do(t.Context(), s)
	require.NoError(t, err)
	net.Arm(pgtest.CommitStalled)
	short, cancel := context.WithTimeout(t.Context(), net.Stall/2)
	defer cancel()
	begun := time.Now()
	_, err = act{"P", 2}.do(short, s)
	require.ErrorIs(t, err, storage.ErrCommitUnknown)
	require.Less(t, time.Since(begun), 5*net.Stall)
	res, err := act{"P", 2}.do(t.Context(), s)
	require.NoError(t, err)
	require.True(t, res.Replayed)
	requireOnce(t, s, "P", 2)
}

// Messages that arrive in pieces, cut anywhere, are the same messages.
func TestSplitPackets(t *testing.T) {
	for _, pieces := range []int{1, 7, 1000} {
		net := pgtest.Network{Pieces: pieces}
		s := storeOver(t, open(t, pgtest.Shared(t).Schema(t), postgres.Options{Dial: net.Dial, MaxConns: 2}), storage.Options{})
		for i := 1; i <= 3; i++ {
			net.Arm(pgtest.CommitNotAnswered)
			_, err := act{"P", i}.do(t.Context(), s)
			require.NoError(t, err)
		}
		requireOnce(t, s, "P", 3)
		requireSound(t, s)
	}
}
