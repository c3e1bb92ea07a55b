// Package record is the one way in which records are read and judged: strictly,
// with the place of every fault, and without a word of what was given.
//
// # The idea
//
// What a form or a file says about people may be wrong, and then somebody has to
// be told what to put right. An error that quotes the wrong value would carry
// confidential information (article 25) into logs, and an error without a place
// would be of no use. So a FieldError is made of three things that are all the
// library's own: the path of the field, the rule that it broke, and a sentinel
// to match. A RecordError is all of them at once, because a form should have to
// be sent back one time only.
//
// # Paths
//
// A path goes from the record to the field in JSON names, with numbers for the
// entries of lists: "application.dwellings.0.term.from". A value names its own
// record, and whoever holds it puts its own place there instead: what a term
// calls "term.from" is "document.term.from" in a document.
//
// # Judging
//
// Faults collects what is wrong with a record that was read. Its methods are
// cheap where nothing is wrong: a path is put together for a fault alone.
//
// # Reading
//
// Decode reads the JSON form of a record: field names exactly as written, none
// unknown, none twice, and nothing behind the value. Package encoding/json alone
// would take "NAME" for "name", let the last of two names win, and quote the
// input in its errors. Values that read themselves (json.Unmarshaler,
// encoding.TextUnmarshaler) do so, and their errors are moved to their place;
// records, lists of records, optional records and maps from strings are read part
// by part. Other maps, arrays, interfaces and bytes are left to encoding/json,
// strict or not; a record of the library has none. An embedded record lends its
// fields to the one it is embedded in.
package record
