package postgres_test

import (
	"database/sql"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver by name
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/oldschema"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/sqlstore"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// oldData lays down data of older versions, each in a schema of its own.
func (p *place) oldData() *storagetest.MigrationHarness {
	return &storagetest.MigrationHarness{Old: func(tb testing.TB, v int) storagetest.MigrationData {
		tb.Helper()
		dsn := p.schema(tb)
		// The mode that every way to the server knows, poolers included.
		db, err := sql.Open("pgx", pgtest.WithParameter(tb, dsn, "default_query_exec_mode", "simple_protocol"))
		require.NoError(tb, err)
		tb.Cleanup(func() { require.NoError(tb, db.Close()) })
		old := oldschema.Place{DB: db, Dialect: sqlstore.PostgreSQL}
		return storagetest.MigrationData{
			Records: old.Lay(tb, v),
			Open: func() (storage.Backend, error) {
				b, err := postgres.Open(tb.Context(), dsn, p.options)
				if err != nil {
					return nil, err
				}
				return b, nil
			},
			Steps: func() int { return old.Steps(tb) },
			Stop: func() {
				tx := old.Begin(tb, v)
				if p.kill != nil {
					p.kill(tb)
					require.Error(tb, tx.Rollback())
					return
				}
				// The server ends the session in the middle of the step.
				_, err := tx.Exec("select pg_terminate_backend(pg_backend_pid())")
				require.Error(tb, err)
			},
			Newer: func() { old.Newer(tb) },
			Drift: func() { old.Drift(tb) },
		}
	}}
}
