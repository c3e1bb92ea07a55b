// Package ruletest is for tests of rule tables, also of your own: what a
// decision says of itself, checked by trying all possibilities.
//
// A decision names reasons, questions and remedies, and promises of each that
// it is neither too little nor too much. A Puzzle takes the table without its
// facts, gives its conditions every truth, and finds out from the outcomes
// alone what may be said. Fault tells where a decision says something else.
//
//	New, Puzzle              a table to try, and whose decisions are judged
//	Fault                    what is wrong with one decision, or nothing
//	Assignments, Assignment  every way in which a small table can turn out
//	Set, Change              some of the conditions, and turning them round
//
// An assignment holds the truth of each condition, in the order of the table.
// Trying takes time: it doubles several times over with each condition that may
// change. A dozen is a matter of milliseconds to seconds; let a larger table
// vary few conditions at a time by way of the domain of Fault.
//
// The package is for tests only. A puzzle remembers what it tried and is not
// safe for concurrent use. A mistake in the test itself, such as a code that
// the table lacks, panics: it must not pass for a fault that was found.
package ruletest
