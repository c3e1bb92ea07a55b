// Package pgtest gives tests a PostgreSQL server of their own.
//
// [Shared] is one server for all tests of a binary. It is the user's own
// cluster if STORAGE_TEST_DSN names one, else a throw-away cluster: initdb into
// a temporary directory, a postmaster on a free port of the loopback interface,
// removed when [Main] ends. [New] is a cluster for one test that stops it,
// kills it or needs settings of its own. [Cluster.Schema] gives each test an
// empty schema, and [NewPooler] puts a real PgBouncer in front.
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
//
//	func TestSomething(t *testing.T) {
//		dsn := pgtest.Shared(t).Schema(t)
//		…
//	}
//
// # Where the programs come from
//
// initdb and postgres are looked for in STORAGE_PG_BIN, in PATH and where the
// packages of the usual distributions put them; the newest version found is
// taken. PostgreSQL refuses to run as root, so under root the server runs as the
// user postgres, or nobody.
//
// Without the programs a test is skipped and says so on standard error. A test
// run that must not skip sets STORAGE_REQUIRE_PG=1: then a missing program is a
// failure.
//
//	STORAGE_TEST_DSN     run on this cluster; it is not stopped, killed or configured
//	STORAGE_PG_BIN       the directory with initdb and postgres
//	STORAGE_REQUIRE_PG   1: a missing program fails the test in place of skipping it
//
// The package imports testing; only tests import it.
package pgtest
