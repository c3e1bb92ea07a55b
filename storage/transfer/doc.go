// Package transfer moves records from one store to another through a file of
// JSON Lines: to another database, to an archive, to an office that takes over a
// district.
//
// # Two kinds of file
//
// A whole sealed export is the log with the versions it attests, in the order in
// which they came to be, and behind them the results of the commands. It arrives
// with every version, every entry, every hash and every command result as they were,
// so that the chain of the target ends where that of the source ended and a request
// sent again is still done only once. The target must be empty, or hold an earlier
// part of the same export or of an earlier one. It is not to be used before [Import]
// has returned nil: until then acts may be there without their commands, so that a
// request sent again would be done again, and one act of its own makes it a store
// that the rest of the file does not fit.
//
// Every other export holds records, each with all its versions and with the log
// entries that attest them: of some kinds, of a district, of a period, or with
// their bodies revealed. They are those that were selected when the export began,
// with the versions they had then. The target has a log of its own, in which each
// version is entered as it arrives. What the target has already is left as it is; a
// version that differs, or whose place somebody else has, is reported and nothing
// is overwritten.
//
// Versions stand in the order of time. Where clocks of the source disagreed, an
// importer lets a version wait for the one before it. Only a unique key that went
// from one log shard to another while a clock was behind cannot be untangled; the
// registry's unique keys stay in the shard of their holder.
//
// # Sealed or revealed
//
// There is no default. [Sealed] bodies travel as they are stored, and only a
// store with the same keys can read them; with an Envelope it needs the vault, or a
// copy of it that was made after the export. A store that keeps bodies open
// (storage.StoredOpen) has no sealed export. [Revealed] bodies can be read by
// whoever has the file: each record whose content stands in it is a disclosure
// (25.1) that is entered in the log of the source before it is written out, with who,
// why and which fields, once for each export however often it is gone on with. Both
// need the same index key at the target, for under another no record would be found
// by its holder; this is checked first.
//
// # Erased records
//
// Of a record that was erased only the tombstone goes, in either form and from the
// moment on that it was put. A part has in the place of each older version an entry
// without a record, and both sides count them (Summary.Erased). The tombstone is put
// on the record at a target that has the version before it, whose own data key
// Store.ShredErased then destroys; a target that has the record otherwise reports a
// conflict and is to erase it itself; one that never had it takes nothing. What the
// target itself has erased does not come back. A whole export keeps the old versions,
// which the chain attests, as unreadable as they are at the source: once the key is
// destroyed. What stood in a file before the erasure stays in that file.
//
// # What a file is made of
//
// Each line is one JSON object with one member, the number n of the line and the
// check of its bytes, a CRC-32C. So a damaged, missing, moved or doubled line is
// named by its number. Names are read as they are written, and none twice. After at
// most [BlockLines] lines stands a block line with a checksum of everything before
// it, and at the end a line with totals; both have a mark, a keyed hash of it that
// only who has the index key can make. Nothing of a block is applied before checksum
// and mark are right and each of its bodies was opened, and each block is applied in
// one transaction where it can be, so that a cut or damaged file leaves whole blocks.
//
//	{"head": …}      form, selection, shards, marks of the keys, heads of the shards
//	{"put": …}       a log entry and the version it attests
//	{"entry": …}     any other log entry
//	{"command": …}   a saved command result
//	{"block": …}     number of lines, checksum, mark
//	{"end": …}       totals, heads of the shards at the end, checksum, mark
//
// # What an import proves
//
// The check and the checksum find accidents. The marks find everything that somebody
// changed, added, left out or put elsewhere who does not have the index key, in every
// form, before it arrives ([ErrForged]). Who has it can write a file of his own. Then
// the bodies of a sealed file still prove, by the keys that seal them, that each of
// them belongs to its whole header, version and days included, and that the target
// can read it: the head of the file proves every sealer before anything arrives, and
// each body its own data key in the vault.
//
// It cannot be told:
//   - whether a file is the latest: an older one is as genuine. It overwrites nothing.
//   - of who has the index key, without the sealing keys: whether he left records out,
//     or the last versions of one, or made a tombstone up. A whole export has the chain
//     against that, if the heads it arrives at are compared with a checkpoint that was
//     kept elsewhere. A part has nothing; nor have the old versions, in a whole export,
//     of records whose key is destroyed.
//   - of who has the index key: anything about a revealed file, whose bodies no key
//     binds to their headers.
//
// # Going on
//
// An import may be run again with the same file, from its beginning, as often as
// needed: what has arrived is compared and skipped. An export that was interrupted is
// continued by [Resume]. A whole export takes its commands, and what the log has
// gained since it began, from one snapshot, which is open for as long as it takes to
// write them; if that breaks off, the commands are written anew.
//
// Neither needs more memory for a larger store. An export holds one block, of 200
// lines of 256 KiB at most, and up to 10,000 log entries read ahead, which have some
// 200 bytes as a rule; one of a selection also remembers the keys of what was put
// since it began. An import holds one block, and what waits because clocks disagreed:
// at most 10,000 lines and 64 MiB.
package transfer
