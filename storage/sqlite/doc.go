// Package sqlite opens a storage backend on a SQLite file, with the driver
// github.com/ncruces/go-sqlite3 (no C compiler is needed).
//
// The tables and statements are those of package sqlstore. What this package
// adds is what must be right about the file and the connections to it:
//
//   - One connection writes, in IMMEDIATE transactions; several read, each
//     a snapshot of its own, and none of them can write.
//   - The journal is a write-ahead log, synchronised at every commit
//     (journal_mode WAL, synchronous FULL): what was acknowledged survives the
//     loss of power. With NORMAL, which many programs use, it does not.
//   - The settings are read back at Open, and SQLite versions that can corrupt
//     a database when the log starts over are refused: see [sqlstore.SettingsError].
//
// A caller's own transaction can hold acts too ([Backend.Begin] and Enlist). One on
// a connection of the caller's is refused unless its settings are those.
//
// # The files
//
// What is made here is readable by its owner alone. The write-ahead log is cut when
// nothing is done for a while, and reported when it is large: see [Options].
//
// # Limits
//
// The file must lie on a disk of this machine: network file systems do not lock
// rightly. Several processes may open the same file, on this machine. A file must
// not be copied while it is open, and never without its -wal; use
// [Backend.Backup].
package sqlite
