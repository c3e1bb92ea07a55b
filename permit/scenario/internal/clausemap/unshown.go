package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/juzhuzheng/residence/permit/law"
)

// What no script can show, a line each: a clause and an answer, or a reading and
// an answer of it, and why.
//
//go:embed unshown.tsv
var unshownTable string

// An unshown is an answer that no script can show.
type unshown struct {
	of, answer string
	why        law.Bilingual
}

func readUnshown() (list []unshown, err error) {
	for i, line := range strings.Split(strings.TrimSpace(unshownTable), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[2] == "" || f[3] == "" {
			return nil, fmt.Errorf("unshown.tsv:%d: must be what, answer, and why in Chinese and English", i+1)
		}
		if i > 0 { // the first line names the columns
			list = append(list, unshown{f[0], f[1], law.Bilingual{ZH: f[2], EN: f[3]}})
		}
	}
	return list, nil
}

func (l *library) excuse(of, answer string) (law.Bilingual, bool) {
	for _, u := range l.unshown {
		if u.of == of && u.answer == answer {
			return u.why, true
		}
	}
	return law.Bilingual{}, false
}
