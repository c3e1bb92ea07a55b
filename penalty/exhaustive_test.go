package penalty

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The articles once more, as a lawyer would put them on a card: one line a
// clause and schedule, amounts in yuan as text. It shares nothing with the code.
const card = `
clause       schedule  warning  fine          days
26.1         draft     must     must 0 200    -
26.1         law-2026  must     must 0 200    -
27.1         draft     never    must 200 1000 -
27.1         law-2026  never    must 200 1000 -
28.1 base    draft     never    may 0 1000    10 15
28.1 lighter draft     never    may 0 500     5 10
28.1 base    law-2026  never    may 0 5000    10 15
28.1 lighter law-2026  never    may 0 3000    5 10
`

type line struct {
	warning, fine string
	low, high     string
	first, last   string
}

func readCard(t *testing.T) map[string]line {
	t.Helper()
	lines := map[string]line{}
	for _, row := range strings.Split(strings.TrimSpace(card), "\n")[1:] {
		w := strings.Fields(row)
		key := w[0]
		if w[1] == "base" || w[1] == "lighter" {
			key, w = key+" "+w[1], w[1:]
		}
		l := line{warning: w[2], fine: w[3], low: w[4], high: w[5]}
		if w[6] != "-" {
			l.first, l.last = w[6], w[7]
		}
		lines[key+" "+w[1]] = l
	}
	require.Len(t, lines, 8)
	return lines
}

// verdict is the oracle: what is wrong, in one letter for each fault.
func verdict(l line, s Sanction, reduced bool) (wrong string) {
	amount := func(s string) decimal.Decimal { return decimal.RequireFromString(s) }
	fine := s.Fine.Amount()
	onlyOne := l.warning == "must" && reduced && s.Warning != s.Fine.Imposed()
	if l.warning == "must" && !s.Warning && !onlyOne {
		wrong += "w"
	}
	if l.warning == "never" && s.Warning {
		wrong += "W"
	}
	if l.fine == "must" && !s.Fine.Imposed() && !onlyOne {
		wrong += "f"
	}
	if s.Fine.Imposed() {
		if !fine.IsPositive() || !fine.Equal(fine.Truncate(2)) {
			wrong += "0"
		}
		if fine.LessThan(amount(l.low)) && !reduced && l.low != "0" {
			wrong += "<"
		}
		if fine.GreaterThan(amount(l.high)) {
			wrong += ">"
		}
	}
	days := decimal.NewFromInt(int64(s.Days))
	switch {
	case l.first == "" && s.Days != 0:
		wrong += "D"
	case l.first == "":
	case s.Days == 0:
		if !reduced || !s.Fine.Imposed() {
			wrong += "d"
		}
	case days.LessThan(amount(l.first)) && (!reduced || s.Days < 0):
		wrong += "["
	case days.GreaterThan(amount(l.last)):
		wrong += "]"
	}
	if reduced && !s.IsZero() {
		top := s.Fine.Imposed() && fine.GreaterThanOrEqual(amount(l.high))
		if l.last != "" {
			top = top && days.GreaterThanOrEqual(amount(l.last))
		}
		if l.warning == "must" {
			top = top && s.Warning
		}
		if top {
			wrong += "m"
		}
	}
	return wrong
}

var letters = map[string]string{
	"PEN-WAR-01": "w", "PEN-WAR-02": "W", "PEN-FIN-01": "f", "PEN-FIN-02": "0", "PEN-FIN-03": "<", "PEN-FIN-04": ">",
	"PEN-DET-01": "d", "PEN-DET-02": "D", "PEN-DET-03": "[", "PEN-DET-04": "]", "PEN-MIT-03": "m",
}

// Every act with a sanction, every kind of offender, tier, schedule, boundary
// amount and day, warning or not, reduced or not.
func TestEverySanctionAgainstTheCard(t *testing.T) {
	lines := readCard(t)
	amounts := []string{"", "-1", "0", "0.01", "0.001", "199.99", "200", "200.01", "499.99", "500", "500.01", "999.99", "1000", "1000.01",
		"2999.99", "3000", "3000.01", "4999.99", "5000", "5000.01", "99999999999999999999"}
	fines := make([]Fine, len(amounts))
	for i, s := range amounts {
		fines[i] = fineOfYuan(s)
	}
	n := 0
	for _, act := range Acts() {
		if !act.Sanctioned() {
			continue
		}
		tierNames := []string{""}
		if act.article() == 28 {
			tierNames = []string{" base", " lighter"}
		}
		for _, name := range tierNames {
			for _, schedule := range []Schedule{ScheduleDraft, ScheduleLaw2026} {
				l := lines[map[int]string{26: "26.1", 27: "27.1", 28: "28.1"}[act.article()]+name+" "+schedule.String()]
				pol := &Policy{Schedule: schedule}
				for _, kind := range permit.Values[permit.ActorKind]() {
					p := lawful(act)
					p.Case.Offender.Kind = kind
					switch name {
					case " base":
						p.Tier = BaseTier
					case " lighter":
						p.Tier, p.Case.Lighter = LighterTier, established(FoundLighter)
					}
					wrongKind := false
					switch kind {
					case permit.Unit, permit.PublicSecurityOrgan, permit.EntrustedAgencyBody, permit.DepartmentBody:
						p.Case.Offender.Born = civil.Date{}
						wrongKind = act != UnlawfulSeizure
					}
					for _, f := range fines {
						for _, days := range []int{-1, 0, 1, 4, 5, 6, 9, 10, 11, 14, 15, 16, 20, 21} {
							for _, warning := range []bool{false, true} {
								for _, m := range []Mitigation{{}, {Reduced, APL32}} {
									p.Sanction, p.Mitigation = Sanction{warning, f, days}, m
									want := verdict(l, p.Sanction, m.Kind == Reduced)
									if wrongKind {
										// Nothing may be imposed: doing so is the fault, not doing so is none.
										if p.Sanction.IsZero() {
											want = ""
										} else {
											want = strings.NewReplacer("w", "", "f", "", "d", "").Replace(want) + "U"
										}
									}
									d, err := Check(&p, decisionDay, pol)
									if err != nil {
										t.Fatal(err)
									}
									if got := spell(d); !sameLetters(got, want) {
										t.Fatalf("%v %v %v %v %+v %+v: got %q, want %q\n%v", act, name, schedule, kind, p.Sanction, m, got, want, d)
									}
									if (d.Outcome() == rule.Approved) != (want == "") {
										t.Fatalf("%v: %v with faults %q", act, d.Outcome(), want)
									}
									n++
								}
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d proposals", n)
}

func spell(d rule.Decision) (s string) {
	if d.Outcome() == rule.Undetermined {
		return "?"
	}
	for _, r := range d.Reasons() {
		if r.Code == "PEN-LIA-03" {
			s += "U"
			continue
		}
		letter, ok := letters[r.Code]
		if !ok {
			return "unexpected " + r.Code
		}
		s += letter
	}
	return s
}

func sameLetters(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, r := range a {
		if strings.Count(a, string(r)) != strings.Count(b, string(r)) {
			return false
		}
	}
	return true
}
