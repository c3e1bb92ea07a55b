// Package rule is the one mechanism behind every "why".
//
// A rule set is an ordered table of conditions and a formula over them. A
// condition has a code that never changes its meaning, the clause it comes
// from, the path of the fact it reads, texts in Chinese and English, and a
// predicate that answers Met, Unmet or Unknown. The formula combines the
// conditions with all, any and not in Kleene's three-valued logic: an unknown
// fact stays unknown unless the rest of the formula settles the matter.
//
// Evaluating a table gives a Decision. Every condition is evaluated, always:
// a refusal names all that failed, not the first thing that failed. From the
// decision, and from nothing written beside it, come the reasons (minimal),
// the questions still worth asking, the remedies, the readings of the text
// that were applied, and whether another reading would change the outcome.
//
//	Table, Spec, Condition   the rule set, built once, checked when built
//	All, Any, Not, Is, Group the formula
//	Decision, Result         what came out, and why
//	Switch, Choose, Toggle   a reading of the text as a field of a policy
//	Measure, Switches        a number as a reading; all readings of a policy
//	Form                     a table without its facts: codes, formula, texts
//
// # Three outcomes
//
// Approved, Refused and Undetermined. The zero Decision is undetermined and
// has no results: nothing is ever granted, or refused, by a missing value.
//
// # A policy that holds no reading
//
// A field of a policy may hold a value that is none of the readings of its place:
// a number read from somewhere, a bit flipped. Such a policy never decides, in no
// package. A table gives an undetermined decision whose one reason is CodePolicy;
// a function that returns an error returns one that wraps ErrAnswer; a function
// that returns neither gives its "not known": the zero value, Unknown, false. A
// nil policy is the default readings. The same holds of a missing day of
// judgement: CodeDay, or the package's error for a missing day.
//
// # Cost
//
// A decision is a small value: two bit sets and pointers to the table, the
// facts and the policy. Deciding allocates nothing. Texts are rendered when
// they are asked for, from the facts the caller passed; until then the caller
// must leave those facts and that policy unchanged. A marshalled decision is
// self-contained and can be read back without the facts or the table.
package rule
