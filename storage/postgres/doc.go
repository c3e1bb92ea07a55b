// Package postgres opens a storage backend on a PostgreSQL server.
//
// The tables and statements are those of package sqlstore in its PostgreSQL
// dialect; the driver is pgx, through database/sql. What this package adds is
// what must be right about the server and the line to it.
//
// # Whether an act took effect
//
// An error means one thing before the COMMIT was sent and another after it.
// Before, nothing has taken effect and nothing will, whatever became of the
// connection: it wraps storage.ErrRetry if another run may succeed. After, only a
// plain ERROR of the server proves a rollback. A lost line, a server going down, an
// SQLSTATE of classes 08, 57, 58 and XX, 40003, and whatever the driver says
// itself wrap storage.ErrCommitUnknown, and storage.Store looks the command up.
// The driver's own judgement is never used: pgx 5.9 to 5.12 call a COMMIT that the
// server applied safe to repeat. No statement that writes runs outside a
// transaction, so database/sql never repeats one by itself.
//
// # Isolation
//
// Update runs under the server's default, READ COMMITTED: every invariant is a
// version check, a unique key or a unique command ID, so nothing more is needed and
// nothing less than what every engine gives. View runs REPEATABLE READ READ ONLY,
// which is one snapshot. No session state is used, so a pooler may give each
// transaction another server connection; see [Mode].
//
// # Other engines
//
// Run were PostgreSQL 15 and PgBouncer 1.18. CockroachDB, YugabyteDB, KingbaseES
// and openGauss were not: the README lists what is known of their limits, with
// sources, and how to run the suite on one of them.
//
// # The server
//
// Open refuses a server that can lose what it acknowledged: the error is a
// [sqlstore.SettingsError]; see [Options]. The data must be in a schema on the
// search_path of the role. Error texts of the server are passed on except where
// they may repeat a value; what the server writes to its own log is its operator's
// affair.
package postgres
