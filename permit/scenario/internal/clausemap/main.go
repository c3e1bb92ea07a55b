// Command clausemap writes the map of the draft: for each clause how the library
// treats it, which conditions decide it and which acts record it, and which
// scripts of the corpus show its yes, its no and what leaves it open. A second
// part does the same for the readings, a third counts the corpus.
//
//	go generate ./permit/law
//
// It writes permit/law/COVERAGE.md, whole or not at all, and ends with status 1
// if the map has a hole: a clause without a script it could have, a reading that
// no two scripts tell apart, a threshold without one of its three days, a
// condition or an act that no clause names. The tests beside it do the same
// without writing, and show that the map breaks when anything is taken away.
package main

import (
	"bytes"
	"fmt"
	"os"
)

// The folders, seen from permit/law, where go generate runs the command.
const (
	corpusFromLaw = "../scenario/testdata/corpus"
	mapFromLaw    = "COVERAGE.md"
)

func main() {
	if err := run(corpusFromLaw, mapFromLaw); err != nil {
		fmt.Fprintln(os.Stderr, "clausemap:", err)
		os.Exit(1)
	}
}

func run(corpus, file string) error {
	l, err := readLibrary(corpus)
	if err != nil {
		return err
	}
	if holes := l.holes(); len(holes) > 0 {
		for _, h := range holes {
			fmt.Fprintln(os.Stderr, "hole:", h)
		}
		return fmt.Errorf("the map has holes: %d", len(holes))
	}
	var b bytes.Buffer
	l.write(&b)
	return os.WriteFile(file, b.Bytes(), 0o644)
}
