package penalty

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// blamed is each objection with the clause it cites.
func blamed(d rule.Decision) string {
	var list []string
	for _, r := range d.Reasons() {
		list = append(list, r.Code+" "+r.Cite.String())
	}
	return strings.Join(list, ", ")
}

// An objection to a figure cites the clause that states the figure (26.1.0,
// 27.1, 28.1.0), and one of general law the clause the sanction is proposed
// under.
func TestObjectionsCiteTheClauseOfTheSanction(t *testing.T) {
	fourteen := func(p *Proposal) { p.Case.Offender.Born = date("2011-01-01") }
	thirteen := func(p *Proposal) { p.Case.Offender.Born = date("2012-06-01") }
	milder := func(p *Proposal) { p.Tier, p.Case.Lighter = LighterTier, established(FoundLighter) }
	untiered := func(p *Proposal) { p.Tier = NoTier }
	civilOffice := func(p *Proposal) { p.Authority = permit.Housing }
	for _, c := range []struct {
		name    string
		act     Act
		warning bool
		fine    string
		days    int
		change  func(*Proposal)
		want    string
	}{
		{"26 above", Lend, true, "200.01", 0, nil, "PEN-FIN-04 26.1.0"},
		{"27 above", Impersonate, false, "1000.01", 0, nil, "PEN-FIN-04 27.1"},
		{"28 base above", Forge, false, "1000.01", 10, nil, "PEN-FIN-04 28.1.0.i"},
		{"28 lighter above", Forge, false, "500.01", 5, milder, "PEN-FIN-04 28.1.0.ii"},
		{"27 below", Impersonate, false, "199.99", 0, nil, "PEN-FIN-03 27.1"},
		{"26 nought", Lend, true, "0", 0, nil, "PEN-FIN-02 26.1.0"},
		{"28 lighter nought", Forge, false, "0", 5, milder, "PEN-FIN-02 28.1.0.ii"},
		{"26 nothing", Lend, false, "", 0, nil, "PEN-WAR-01 26.1.0, PEN-FIN-01 26.1.0"},
		{"27 nothing", Impersonate, false, "", 0, nil, "PEN-FIN-01 27.1"},
		{"28 base nothing", Forge, false, "", 0, nil, "PEN-DET-01 28.1.0.i"},
		{"28 lighter nothing", Forge, false, "", 0, milder, "PEN-DET-01 28.1.0.ii"},
		{"27 warning", Impersonate, true, "500", 0, nil, "PEN-WAR-02 27.1"},
		{"28 lighter warning", Forge, true, "", 5, milder, "PEN-WAR-02 28.1.0.ii"},
		{"26 detention", Lend, true, "100", 1, nil, "PEN-DET-02 26.1.0"},
		{"27 detention", Impersonate, false, "500", 1, nil, "PEN-DET-02 27.1"},
		{"28 base 9 days", Forge, false, "", 9, nil, "PEN-DET-03 28.1.0.i"},
		{"28 lighter 4 days", Forge, false, "", 4, milder, "PEN-DET-03 28.1.0.ii"},
		{"28 base 16 days", Forge, false, "", 16, nil, "PEN-DET-04 28.1.0.i"},
		{"28 lighter 11 days", Forge, false, "", 11, milder, "PEN-DET-04 28.1.0.ii"},
		{"28 without a tier", Forge, false, "", 10, untiered, "PEN-TIE-01 28.1.0.i"},
		{"26 with a tier", Lend, true, "100", 0, func(p *Proposal) { p.Tier = BaseTier }, "PEN-TIE-01 28.1.0.i"},
		{"27, aged 15", Impersonate, false, "500", 0, fourteen, "PEN-MIT-02 27.1"},
		{"27, aged 13", Impersonate, false, "500", 0, thirteen, "PEN-LIA-04 27.1"},
		{"28 base, aged 15", Forge, false, "", 10, fourteen, "PEN-MIT-02 28.1.0.i"},
		{"28, by another authority", Forge, false, "", 10, civilOffice, "PEN-AUT-01 28.1.0.i"},
		{"27 at the top, called lighter", Impersonate, false, "1000", 0, func(p *Proposal) { p.Mitigation.Kind = Lighter }, "PEN-MIT-03 27.1"},
		{"A59: the warning kept is that of 26", UseFraudulent, false, "500", 0,
			func(p *Proposal) { p.Case.SameAct = established(FoundSameAct) }, "PEN-WAR-01 26.1.0"},
		{"no clause states a sanction", Unsanctioned, false, "500", 0, nil, "PEN-LIA-01 26.1.0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := lawful(c.act)
			p.Sanction = Sanction{c.warning, fineOfYuan(c.fine), c.days}
			if c.change != nil {
				c.change(&p)
			}
			assert.Equal(t, c.want, blamed(check(t, &p, nil)))
		})
	}
}

// What an approval rests on, and what is asked, cites no clause with a range of
// its own but the one applied; the provisions on tiers stand for themselves.
func TestGroundsCiteTheClauseOfTheSanction(t *testing.T) {
	states := []string{"26.1.0", "27.1", "28.1.0.i", "28.1.0.ii"}
	ofTiers := map[string]bool{"PEN-TIE-01": true, "PEN-TIE-02": true, "PEN-TIE-03": true, "PEN-DET-01": true, "PEN-LIA-12": true}
	for _, act := range Acts() {
		for _, tier := range []Tier{NoTier, BaseTier, LighterTier} {
			p := lawful(act)
			if !act.Sanctioned() || (act.article() == 28) != (tier != NoTier) {
				continue
			}
			if p.Tier = tier; tier == LighterTier {
				p.Case.Lighter, p.Sanction.Days = established(FoundLighter), 5
			}
			r, ok := RangeOf(act, tier, nil)
			require.True(t, ok)
			d := check(t, &p, nil)
			require.True(t, d.Approved(), "%v %v: %v", act, tier, d)
			n := 0
			for _, g := range d.Grounds() {
				if cite := g.Cite.String(); !ofTiers[g.Code] && slices.Contains(states, cite) {
					assert.Equal(t, r.Clause.String(), cite, "%v %v %s", act, tier, g.Code)
					n++
				}
			}
			assert.Greater(t, n, 15)
		}
	}
}
