// Package sqlstore keeps records in a SQL database through database/sql. It
// imports no driver: packages storage/sqlite and storage/postgres open a
// database rightly and hand it over; so may any program.
//
// # Tables
//
//	residence_record    the current header of each record, and its indexes
//	residence_version   every version of each record, with its body
//	residence_head      the end of each log shard
//	residence_entry     the entries of the log
//	residence_command   the results of commands
//	residence_schema    the migrations applied, with their checksums
//	residence_lock      one row, which whoever migrates holds
//
// A body is read only where it is asked for. Each index that is ordered by day
// contains the whole header, so the daily sweep reads the index and nothing
// else. What all that costs: a new version writes a row and an entry in each of
// eight indexes.
//
// # What is relied upon
//
// The statements are portable SQL: no trigger, advisory lock, sequence, engine
// clock or collation but that of bytes. Update needs no more than READ COMMITTED.
// A version is checked by the number of rows an UPDATE has changed; unique keys,
// sequence numbers and command IDs by unique constraints; the head of a shard
// is locked by whoever reads it in order to append. View needs one snapshot:
// REPEATABLE READ in PostgreSQL, a read transaction in SQLite.
//
// Rows are locked in the order in which the closure puts them. Closures that
// put the same records in opposite orders may be told by the engine to run
// again; Store does that.
//
// Counts reads the index entries of the kind it counts.
//
// # Schema
//
// Open brings the tables to the newest version and refuses those of a newer or
// another program with a SchemaError, which wraps storage.ErrSchema. Migrations
// holds the same steps for those who apply them with a tool of their own.
package sqlstore
