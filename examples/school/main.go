// Command school shows a rule of another text standing on the residence permit:
// a school asks, for a child of a permit holder, whether the permit can be used
// on the day of enrolment and how many full years of continuous residence it
// states. The residence permit answers with a permit.Standing, which has no
// person in it; the rule is the school's own table, and is made up.
//
// Articles 15 and 17 leave what a holder may have to other rules. This is where
// such a rule plugs in.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// families are the permits of four parents, by their days.
var families = []struct {
	label    string
	issued   string
	endorsed []string
}{
	{"甲01", "2025-07-11", []string{"2026-07-10"}},                             // a full year
	{"甲02", "2025-07-15", []string{"2026-07-06"}},                             // three days short of one
	{"甲03", "2022-07-11", []string{"2023-07-11", "2024-07-11", "2025-07-10"}}, // not endorsed since
	{"甲04", "2022-07-01", []string{"2023-07-01", "2024-07-01", "2026-07-06"}}, // a year late: counted afresh
}

// The enrolment day of the example, and what the example school asks for.
var (
	enrolmentDay = civil.MustParse("2026-07-13")
	asked        = terms{Years: 1}
)

func run(args []string, stdout, stderr io.Writer) int {
	f := flag.NewFlagSet("school", flag.ContinueOnError)
	f.SetOutput(stderr)
	lang := f.String("lang", "zh", "`language`: zh or en")
	if f.Parse(args) != nil || f.NArg() > 0 || *lang != "zh" && *lang != "en" {
		f.Usage()
		return 2
	}
	tag := chinese
	if *lang == "en" {
		tag = english
	}
	if err := enrol(stdout, tag); err != nil {
		_, _ = fmt.Fprintln(stderr, "school:", err)
		return 1
	}
	return 0
}

// enrol prints the decision for the child of each parent.
func enrol(w io.Writer, tag language.Tag) error {
	policy := permit.Policy{}
	policy.Endorsement.Calendar = civil.BuiltIn()
	for i, x := range families {
		var endorsed []civil.Date
		for _, day := range x.endorsed {
			endorsed = append(endorsed, civil.MustParse(day))
		}
		p, err := held(fmt.Sprint(i+1), &policy, civil.MustParse(x.issued), endorsed...)
		if err != nil {
			return err
		}
		state, err := p.On(enrolmentDay, &policy)
		if err != nil {
			return err
		}
		// Detentions are sealed records; this rule does not ask, so nothing is
		// stated of them.
		facts := child{Parent: permit.StandingOf(state, permit.DetentionRecord{})}
		decision := enrolment.Decide(&facts, enrolmentDay, &asked)
		if _, err := fmt.Fprintf(w, "%s  %s", x.label, decision.Text(tag)); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}
