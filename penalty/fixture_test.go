package penalty

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

func date(s string) civil.Date { return civil.MustParse(s) }

// finding is a finding made long before any case of the tests.
func finding(ground permit.Ground, o permit.FindingOutcome) permit.Finding {
	return permit.Finding{
		Ground: ground, Outcome: o, Day: date("2000-01-01"), Reference: "F-1",
		Authority: permit.Office{ID: "o-1", Kind: permit.PoliceStation},
	}
}

func established(g permit.Ground) permit.Finding    { return finding(g, permit.Established) }
func notEstablished(g permit.Ground) permit.Finding { return finding(g, permit.NotEstablished) }

func fineOfYuan(s string) Fine {
	if s == "" {
		return Fine{}
	}
	return Yuan(decimal.RequireFromString(s))
}

// decisionDay is the day on which the proposals of the tests are decided.
var decisionDay = date("2026-04-01")

// adultCase is an act of an adult, discovered in time.
func adultCase(a Act) Case {
	return Case{
		Act: a, Offender: Offender{Kind: permit.Individual, Born: date("1990-05-05")},
		Day: date("2026-03-01"), Discovered: date("2026-03-02"),
	}
}

// lawful is a proposal that is lawful for an adult under the default readings.
func lawful(a Act) Proposal {
	p := Proposal{Case: adultCase(a), Authority: permit.PoliceStation}
	switch a.article() {
	case 26:
		p.Sanction = Sanction{Warning: true, Fine: fineOfYuan("100")}
	case 27:
		p.Sanction = Sanction{Fine: fineOfYuan("500")}
	case 28:
		p.Tier, p.Sanction = BaseTier, Sanction{Days: 12}
	}
	return p
}

func check(t *testing.T, p *Proposal, pol *Policy) rule.Decision {
	t.Helper()
	d, err := Check(p, decisionDay, pol)
	require.NoError(t, err)
	return d
}

// objections are the codes of the reasons; "" for an approval.
func objections(d rule.Decision) (codes string) {
	if d.Outcome() == rule.Approved {
		return ""
	}
	if d.Outcome() == rule.Undetermined {
		codes = "?"
	}
	for _, r := range d.Reasons() {
		if codes != "" && codes != "?" {
			codes += " "
		}
		codes += r.Code
	}
	return codes
}
