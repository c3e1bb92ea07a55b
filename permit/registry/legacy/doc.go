// Package legacy brings registrations and permits from a former register, a CSV
// file, into a registry.
//
// # What becomes of a row
//
// A row is one registration or one permit. A registration is declared on its
// first day (7.1), on the finding that the former register shows it (A08), and
// ended on its last. A permit is taken over with its issue, its endorsements and
// its card (see registry.TakeOver). So every row becomes legal acts, each with
// its actor, office, day and clause, and nothing goes round the registry. What a
// row does not say stays unknown; a permit for whose issue something is unknown
// that the law needs is reported and not taken over.
//
// # The mapping
//
// A JSON file says how the former register writes things: see [Mapping]. It has
// no defaults that would decide a fact. Its by and finding say who did the former
// acts and on what finding the register is believed.
//
// # What is wrong with a row
//
// A row with a fault goes into the [Report] with its line, column and rule, and
// the others go on. The report never repeats a value, since each may be a
// person's. A row that repeats another of the file, or stands for what the
// registry has already, is a fault too, and so is one whose days contradict each
// other or the holder's birth. Each row stands on one line, so that an unclosed
// quotation mark, or a line of more than 64 KiB, costs one row and not the rest of
// the file. Whatever the registry refuses a row for, the rest goes on: an import
// ends early only when the store, the numbering, the reader or the context fails.
//
// # Again
//
// Every row has a request ID made from its key or, if the file has none, from
// the digest of the file and the line. Importing again changes nothing: what was
// done is counted as present. A dry run asks the registry the same questions and
// records nothing; its report is that of the import.
//
//	clause            function
//	7.1, 7.2          Import of Registrations, by registry.DeclareRegistration and EndRegistration
//	11.1, 14.2, 14.3  Import of Permits, by registry.TakeOver
//	25.1              Fault: line, column and rule, never a value
package legacy
