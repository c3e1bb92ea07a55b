// Package scenario is for test authors: cases of law as scripts, and what
// tests in Go need.
//
// # Scripts
//
// A script is a .txtar file that tells one case in the words of the law, in
// Chinese or English: who, on which day, does which act with which papers, under
// which reading, and what must come of it. README.md is the guide, WORDS.md the
// list of all words. Run runs a directory of them in a test, RunFile runs one,
// and Read counts a corpus without running it.
//
// Each script runs three ways: directly on the rules; directly on what went
// through its stored form; through the registry over a store, in memory or the
// one that Options.Open gives. The three must answer alike in every step, or the
// script fails and shows where they differ.
//
// A script is refused, with file and line, for a word that there is not, for a
// result that nothing checks, and for a clause it is about and does not show.
//
// # Tests in Go
//
// Person, IDCard, OfficeOf, ActorOf, Address and Finding make synthetic records
// in one line each; identity numbers have the sequence 000, which no real person
// has. Application is an application that lacks nothing, with what the test is
// about changed; Clock is a clock that is a date; Expect checks a decision by
// clauses and codes.
//
// They panic on texts that are no days or divisions: the text is the
// test's own. Everything else reports through testing or as an error.
//
// The package imports the standard library, go-internal and this module only, so
// that tests of other projects link nothing else. Production code does not
// import it.
package scenario
