package main

import (
	"errors"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An outcome is what came of a visit.
type outcome uint8

const (
	done         outcome = iota // recorded or answered; the text leaves nothing to decide
	approved                    // allowed and done
	refused                     // by law, with reasons; nothing granted
	undetermined                // waits for a fact, a review or a finding
	failed                      // misuse: nobody may do this, or the record does not admit it
)

var outcomes = [...]struct {
	code  string
	label law.Bilingual
}{
	done:         {"done", law.Bilingual{ZH: "已办", EN: "done"}},
	approved:     {"approved", law.Bilingual{ZH: "准予", EN: "approved"}},
	refused:      {"refused", law.Bilingual{ZH: "不予", EN: "refused"}},
	undetermined: {"undetermined", law.Bilingual{ZH: "待定", EN: "undetermined"}},
	failed:       {"error", law.Bilingual{ZH: "错误", EN: "error"}},
}

// outcomeOf is the outcome of a decision; a zero decision left nothing to
// decide.
func outcomeOf(d rule.Decision) outcome {
	if d.IsZero() {
		return done
	}
	switch d.Outcome() {
	case rule.Approved:
		return approved
	case rule.Refused:
		return refused
	}
	return undetermined
}

// String is the code in files and JSON.
func (o outcome) String() string { return outcomes[o].code }

// Label is the word for people.
func (o outcome) Label(tag language.Tag) string { return outcomes[o].label.In(tag) }

var errOutcome = errors.New("not an outcome")

// MarshalText gives the code.
func (o outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads the code; on error o keeps its value.
func (o *outcome) UnmarshalText(b []byte) error {
	for i := range outcomes {
		if outcomes[i].code == string(b) {
			*o = outcome(i)
			return nil
		}
	}
	return errOutcome
}

func outcomeWords() []string {
	var words []string
	for i := range outcomes {
		words = append(words, outcomes[i].code)
	}
	return words
}
