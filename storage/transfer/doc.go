// Package transfer moves records from one store to another through a file of
// JSON Lines: to another database, to an archive, to an office that takes over a
// district.
//
// # Two kinds of file
//
// A whole sealed export is the log with the versions it attests, in the order in
// which they came to be. It arrives with every version, every entry, every hash
// and every command result as they were, so that the chain of the target ends
// where that of the source ended and a request sent again is still done only
// once. The target must be empty, or hold an earlier part of the same export.
//
// Every other export holds records, each with all its versions and with the log
// entries that attest them: of some kinds, of a district, of a period, or with
// their bodies revealed. The target has a log of its own, in which each version
// is entered as it arrives. What the target has already is left as it is; a
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
// store with the same keys can read them. [Revealed] bodies can be read by
// whoever has the file: each record so exported is a disclosure (25.1) that is
// entered in the log of the source before it is written out, with who, why and
// which fields. Both need the same index key at the target, for under another no
// record would be found by its holder; this is checked first.
//
// # What a file is made of
//
// Each line is one JSON object with one member, the number n of the line and the
// check of its bytes, a CRC-32C. So a damaged, missing, moved or doubled line is
// named by its number. After at most [BlockLines] lines stands a block line with
// a checksum of everything before it, and at the end a line with totals. Nothing of a block is applied before its checksum is right,
// and each block is applied in one transaction where it can be, so that a cut or
// damaged file leaves whole blocks.
//
//	{"head": …}      form, selection, shards, marks of the keys, heads of the shards
//	{"command": …}   a saved command result
//	{"put": …}       a log entry and the version it attests
//	{"entry": …}     any other log entry
//	{"block": …}     number of lines, checksum
//	{"end": …}       totals, checksum
//
// The checksums find accidents. Against somebody who rewrites the file there is
// the chain, if the heads it arrives at are compared with a checkpoint that was
// kept elsewhere.
//
// # Going on
//
// An import may be run again with the same file, from its beginning, as often as
// needed: what has arrived is recognised and skipped. An export that was
// interrupted is continued by [Resume]. Both take memory for one block, whatever
// the size of the store.
package transfer
