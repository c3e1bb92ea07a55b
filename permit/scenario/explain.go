package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Explain tells in zh or en what a step came to: its values, and each decision
// with its reasons or, if it was approved, what it rests on.
func (s *Shown) Explain(lang string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: %s", s.Line, s.Step)
	if !s.Day.IsZero() {
		fmt.Fprintf(&b, " (%v)", s.Day)
	}
	if s.Error != "" {
		fmt.Fprintf(&b, "\n  %s %s: %v", inLanguage("error", lang), s.Error, s.err)
	}
	for _, d := range s.Decisions {
		fmt.Fprintf(&b, "\n  %s", strings.ReplaceAll(in(lang, d.Text), "\n", "\n  "))
		for _, r := range d.Grounds() {
			text := in(lang, r.Text)
			if r.Truth == rule.Unmet { // a denial rests on it, as an agent's right on that the applicant does not come alone
				text = told(wrong("否：%s", "not: %s", text), lang)
			}
			fmt.Fprintf(&b, "\n    %s %v %s", r.Code, r.Cite, text)
		}
	}
	for _, r := range s.Rejections {
		fmt.Fprintf(&b, "\n  %s: %v %s %s", inLanguage(eligibility.Rejected.String(), lang), r.On, in(lang, r.By.Kind.Label), r.Reason)
	}
	for _, r := range s.Readings {
		fmt.Fprintf(&b, "\n  %s %v %s", inLanguage("reading", lang), r.ID, r.Answer)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		fmt.Fprintf(&b, "\n  %s", valueIn(name, s.Values[name], lang))
	}
	for _, clause := range slices.Sorted(maps.Keys(s.Evidence)) {
		fmt.Fprintf(&b, "\n  %s %s %s", inLanguage("about", lang), clause, told(said(s.Evidence[clause]...), lang))
	}
	return b.String()
}
