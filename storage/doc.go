// Package storage keeps the acts of the registry: atomically, durably, and
// without showing a person's data to the database.
//
// # Two halves
//
// [Store] is the concrete type the registry talks to. It checks limits, seals
// bodies, blinds what must be searchable, makes repeated requests harmless,
// retries, resolves commits of unknown fate, keeps the hash chain and signs
// cursors. There is one implementation, so these things are right once.
//
// [Backend] is the thin interface an adapter implements on a database. It
// handles bytes, declared indexes, atomicity and durability, nothing else.
// Every sentence of its contract carries a tag in brackets, and package
// storagetest has a case for each tag.
//
// # Writing an adapter
//
// Three interfaces: [Backend], and the [ReadTx] and [Tx] it gives to closures.
// Three sorts of things are kept: every version of a record, found by key and by
// the indexes of [Query] over the current ones; the entries of each log shard;
// and saved command results. What the contract wants refused is already written:
// [Record.ValidatePut], [Query.ValidatePage], [ValidateAppend], [ValidateLogPage]
// and [CommandResult.Validate] return the error to give back, and [EnterTx] refuses
// a transaction inside another. [HeaderReader], [Checker], [Explainer], [Migrator]
// and [CommandLister] are optional. storagetest.Run in a test of the adapter then
// says which sentences are not kept yet; package memory is a complete adapter to
// read.
//
// # Records
//
// A [Record] is a header and a body. The [Header] holds what verification,
// daily sweeps and statistics need: codes, days and blind indexes, never a
// person's data. The body is opaque to the adapter. A record is never deleted
// and never overwritten: each Put adds a version, and older versions stay
// readable through [AsOf].
//
// # One live permit for each holder
//
// A header may carry a unique key ([Header.Unique]): while it is not zero no
// other current record of the kind may have the same. The registry sets it to
// the holder's blind index while the permit lives and to zero when it ends. A
// second permit then fails with ErrConflict wherever it is written, without any
// lock or isolation level. In SQL it is a column under UNIQUE (kind, uniq) that
// holds NULL instead of zero, for NULLs do not collide. To move a key within
// one transaction, put the record that gives it up first.
//
// # The log
//
// Each Put, each disclosure and each entry of the domain goes to one of
// [Store.Shards] shards, chosen by the holder. Each entry's hash covers the
// entry before it, and an entry of a Put covers the version it wrote, body
// included as it is stored. [Store.Verify] checks a shard without any key.
// Because sequence numbers are dense and given under the version check of the
// shard, the log also is an outbox: who remembers one number for each shard
// misses nothing.
//
// A chain that was cut at its end, or written anew as a whole, is whole again; so
// somebody outside keeps a [Checkpoint], and [Store.VerifyAll] and
// [Store.VerifySince] hold the log to it. [Store.VerifyRecords] looks from the other
// side, for what was put into the database past the log, and [Store.VerifyBodies]
// opens everything: do records, vault and keys belong together? Results of commands
// are in no log: see SECURITY.md.
//
// The first entry of shard 0 ([LogStore]) says what the store was opened with: the
// names of its hashes, the number of shards, and a mark of the index key. With other
// ones the data are refused (an [OptionsError]), but whoever verifies needs no key.
//
// # People's data
//
// A [Sealer] makes bodies unreadable to the database. An [Envelope] gives each
// record a data key of its own, which a [Vault] keeps wrapped: [Envelope.Rewrap]
// rotates the keys that wrap and rewrites no record, and [Store.EraseHolder]
// destroys the data keys of a person's records, after which no version of them can
// be read and counts and chain are as before. A person is found by the exact value
// under [Store.BlindIndex]. What is protected from whom, and what is not, stands in
// SECURITY.md of this folder.
//
// # Order of things
//
// Nothing here relies on an engine's clock, time zone, collation, sequence,
// trigger or isolation level. Instants are whole microseconds, days are
// [civil.Date] values, IDs are compared byte by byte, and every invariant is a
// version check ([Tx.Put], [Tx.Append]), a unique command ID
// ([Tx.SaveCommand]) or a unique header field ([Header.Unique]).
//
// # Errors
//
// Each error wraps one of the sentinels below, so that errors.Is tells what to
// do next; the typed errors say which field or record. No error text contains
// more of a record ID than its last four bytes, nor any body.
//
//	sentinel           what the caller does
//	ErrNotFound        nothing to retry: there is no such record or version
//	ErrConflict        read again, decide again, then write
//	ErrRetry           run the whole closure again (Store does)
//	ErrCommitUnknown   repeat the request with the same command ID
//	ErrDuplicate       use a new command ID, or send the same request
//	ErrClosed          open the store, or begin a new transaction
//	ErrTooLarge        send less
//	ErrInvalid         correct the program
//	ErrUnsupported     this backend cannot do it
//	ErrReadOnly        write elsewhere
//	ErrSchema          use a newer program
//	ErrErased          nothing to retry: the content was erased by order
//	ErrCorrupt         stop and call the operator
package storage
