// Package dirvault is a storage.Vault in a directory: a small office's, beside a
// store over SQLite, or one to begin with. It needs nothing but a file system
// with hard links that keeps what it has synced; a network file system is none.
//
// Each record has a directory of its own, with one file of some 60 to 80 bytes.
// For millions of records a table in a database is the better vault: kind and id
// as its key, and the wrapped key, which is null once it was destroyed. It must be
// another database than that of the records (see storage.Vault).
//
// # What is in the files
//
// Wrapped keys, which say nothing without the key-encryption keys. The directory
// is made readable for its owner only. Destroy removes the files; what the file
// system, a snapshot or a disk still holds of them is dead once the
// key-encryption key that wrapped it is gone: rotate, Rewrap, and retire the old
// one after erasures that matter.
//
// The name of a record's directory is the record's ID in base32; no error has it.
package dirvault
