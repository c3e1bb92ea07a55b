package reliability

import (
	"path/filepath"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// openSQLite opens a new file.
func openSQLite(tb testing.TB) storage.Backend {
	tb.Helper()
	return sqliteAt(tb, filepath.Join(tb.TempDir(), "residence.db"))
}

func sqliteAt(tb testing.TB, path string) *sqlite.Backend {
	tb.Helper()
	b, err := sqlite.Open(tb.Context(), path, sqlite.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// unsafe are the settings of a cluster made for speed. What is checked here does
// not hang on them: nobody cuts its power.
var unsafe = []string{"fsync", "full_page_writes", "synchronous_commit"}

// openPostgres opens a new schema of the shared cluster.
func openPostgres(tb testing.TB) storage.Backend {
	tb.Helper()
	c := pgtest.Shared(tb)
	dsn := c.Schema(tb)
	if !c.Foreign() {
		// Random transactions deadlock often, and a server waits a second before
		// it looks.
		dsn = pgtest.WithParameter(tb, dsn, "deadlock_timeout", "10ms")
	}
	return postgresAt(tb, dsn)
}

func postgresAt(tb testing.TB, dsn string) storage.Backend {
	tb.Helper()
	b, err := postgres.Open(tb.Context(), dsn, postgres.Options{Accept: unsafe})
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// openEngines are memory and both engines, to be compared. Without a server the
// test is skipped, and says so.
func openEngines(tb testing.TB) map[string]Open {
	tb.Helper()
	pgtest.Shared(tb)
	return map[string]Open{"memory": openMemory, "SQLite": openSQLite, "PostgreSQL": openPostgres}
}

// TestLinearizableEngines does 50,000 operations on each engine, which two idle
// processors do in less than a minute and a half.
func TestLinearizableEngines(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { Linearizable(t, openSQLite, 50_000*Long(t), Seed(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { Linearizable(t, openPostgres, 50_000*Long(t), Seed(t)) })
}

func TestAnomaliesEngines(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { Anomalies(t, openSQLite, 30*Long(t), Seed(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { Anomalies(t, openPostgres, 30*Long(t), Seed(t)) })
}

func TestSameAnswersEngines(t *testing.T) { SameAnswers(t, openEngines(t), 15*Long(t)) }

func TestSameActsEngines(t *testing.T) { SameActs(t, openEngines(t), 4*Long(t)) }
