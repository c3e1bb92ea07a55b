// Package law holds the regulation as data: the text, the places where the
// text is open, and what the library does with each clause.
//
// # The idea
//
// Every answer of this library has to point at the words it rests on, so the
// words are here once, and everything else cites them. A [Cite] names a place
// in the draft. A [Clause] is the smallest piece of text that is cited: 31
// articles were cut into 78 clauses, and joining them again gives the draft
// back character for character, which [DraftSHA256] guards. A [Reading] is a
// place where two careful people may read the draft differently: the register
// of 80 gives the question, the answers, the default and the reason. A
// [Treatment] says for each clause whether the library decides it, records it,
// takes it as a parameter, or has nothing to compute, so that no clause is
// passed over in silence.
//
// The text is a draft for review that never came into force in this form.
// [Conflicts] lists where it departs from law of higher rank, [Differences]
// sets it beside the text adopted in the end.
//
// # Representation
//
// Chinese is the law and the default; English is a working rendering. Texts
// are [Bilingual] and are chosen by a golang.org/x/text/language tag: English
// for English tags, Chinese for every other one.
//
// The tables are embedded files (clauses.tsv, headings.tsv, treatments.tsv)
// and Go literals (readings_*.go, one file for each part of the register). They
// are parsed on first use, once, and never change; what is returned is a value
// or the caller's own copy. Nothing here panics on input; [MustCite] is for
// constants of a program. All functions may be called from several goroutines.
//
// # Errors
//
// [ErrCite] (with *[CiteError]) and [ErrReadingID] for text that is no
// citation or reading, [ErrTable] and [ErrCorrupt] from [Verify] if somebody
// has edited the embedded law. No error repeats its input.
//
// # Where to find what
//
//	question                                  function
//	does this text name a place?              ParseCite
//	how is the place written on a notice?     Cite.Chinese, Cite.English
//	what does it say?                         Text, Lookup, Heading, Draft
//	is it the text the library was made for?  Verify
//	who treats clause 13.1, and how?          TreatmentOf, CheckTreatments
//	which readings touch clause 8.2.a?        ReadingsOf
//	what does reading A33 ask?                LookupReading, Readings
//	where does superior law say otherwise?    Conflicts, Differences
package law

//go:generate go run ../scenario/internal/clausemap
