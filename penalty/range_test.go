package penalty

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// Articles 26, 27 and 28: each bound, a cent and a day to either side.
func TestEveryBound(t *testing.T) {
	cases := []struct {
		name     string
		act      Act
		tier     Tier
		schedule Schedule
		fine     string
		days     int
		want     string
	}{
		{"26 nought", Lend, NoTier, ScheduleDraft, "0", 0, "PEN-FIN-02"},
		{"26 negative", Lend, NoTier, ScheduleDraft, "-1", 0, "PEN-FIN-02"},
		{"26 one fen", Lend, NoTier, ScheduleDraft, "0.01", 0, ""},
		{"26 half a fen", Lend, NoTier, ScheduleDraft, "0.005", 0, "PEN-FIN-02"},
		{"26 below the top", Lend, NoTier, ScheduleDraft, "199.99", 0, ""},
		{"26 top", Lend, NoTier, ScheduleDraft, "200", 0, ""},
		{"26 top, written long", Lend, NoTier, ScheduleDraft, "200.000", 0, ""},
		{"26 three decimals", Lend, NoTier, ScheduleDraft, "199.999", 0, "PEN-FIN-02"},
		{"26 three decimals above", Lend, NoTier, ScheduleDraft, "200.001", 0, "PEN-FIN-02 PEN-FIN-04"},
		{"26 above", Lend, NoTier, ScheduleDraft, "200.01", 0, "PEN-FIN-04"},
		{"26 detention", Lend, NoTier, ScheduleDraft, "200", 1, "PEN-DET-02"},
		{"26 no fine", Lend, NoTier, ScheduleDraft, "", 0, "PEN-FIN-01"},
		{"26 does not move with the Law", Lend, NoTier, ScheduleLaw2026, "200.01", 0, "PEN-FIN-04"},

		{"27 below", Impersonate, NoTier, ScheduleDraft, "199.99", 0, "PEN-FIN-03"},
		{"27 bottom, which is the top of 26", Impersonate, NoTier, ScheduleDraft, "200", 0, ""},
		{"27 bottom and a cent", Impersonate, NoTier, ScheduleDraft, "200.01", 0, ""},
		{"27 below the top", Impersonate, NoTier, ScheduleDraft, "999.99", 0, ""},
		{"27 top", Impersonate, NoTier, ScheduleDraft, "1000", 0, ""},
		{"27 above", Impersonate, NoTier, ScheduleDraft, "1000.01", 0, "PEN-FIN-04"},
		{"27 no fine", Impersonate, NoTier, ScheduleDraft, "", 0, "PEN-FIN-01"},
		{"27 does not move with the Law", Impersonate, NoTier, ScheduleLaw2026, "1000.01", 0, "PEN-FIN-04"},

		{"28 base 9", Forge, BaseTier, ScheduleDraft, "", 9, "PEN-DET-03"},
		{"28 base 10", Forge, BaseTier, ScheduleDraft, "", 10, ""},
		{"28 base 15", Forge, BaseTier, ScheduleDraft, "", 15, ""},
		{"28 base 16", Forge, BaseTier, ScheduleDraft, "", 16, "PEN-DET-04"},
		{"28 negative days", Forge, BaseTier, ScheduleDraft, "", -1, "PEN-DET-03"},
		{"28 fine alone", Forge, BaseTier, ScheduleDraft, "1000", 0, "PEN-DET-01"},
		{"28 base fine top", Forge, BaseTier, ScheduleDraft, "1000", 10, ""},
		{"28 base fine above", Forge, BaseTier, ScheduleDraft, "1000.01", 10, "PEN-FIN-04"},
		{"28 base fine one fen", Forge, BaseTier, ScheduleDraft, "0.01", 10, ""},
		{"28 base fine nought", Forge, BaseTier, ScheduleDraft, "0", 10, "PEN-FIN-02"},
		{"28 base, the Law", Forge, BaseTier, ScheduleLaw2026, "1000.01", 10, ""},
		{"28 base, the Law's top", Forge, BaseTier, ScheduleLaw2026, "5000", 10, ""},
		{"28 base, above the Law", Forge, BaseTier, ScheduleLaw2026, "5000.01", 10, "PEN-FIN-04"},

		{"28 lighter 4", Forge, LighterTier, ScheduleDraft, "", 4, "PEN-DET-03"},
		{"28 lighter 5", Forge, LighterTier, ScheduleDraft, "", 5, ""},
		{"28 lighter 10", Forge, LighterTier, ScheduleDraft, "", 10, ""},
		{"28 lighter 11", Forge, LighterTier, ScheduleDraft, "", 11, "PEN-DET-04"},
		{"28 lighter fine top", Forge, LighterTier, ScheduleDraft, "500", 10, ""},
		{"28 lighter fine above", Forge, LighterTier, ScheduleDraft, "500.01", 10, "PEN-FIN-04"},
		{"28 lighter, the Law's top", Forge, LighterTier, ScheduleLaw2026, "3000", 5, ""},
		{"28 lighter, above the Law", Forge, LighterTier, ScheduleLaw2026, "3000.01", 5, "PEN-FIN-04"},

		{"28 without a tier", Forge, NoTier, ScheduleDraft, "", 10, "PEN-TIE-01"},
		{"26 with a tier", Lend, BaseTier, ScheduleDraft, "100", 0, "PEN-TIE-01"},
		{"A63: ten days and 800 yuan, lighter", Forge, LighterTier, ScheduleDraft, "800", 10, "PEN-FIN-04"},
		{"A63: ten days and 800 yuan, base", Forge, BaseTier, ScheduleDraft, "800", 10, ""},
		{"everything at once", Forge, BaseTier, ScheduleDraft, "1000.001", 16, "PEN-FIN-02 PEN-FIN-04 PEN-DET-04"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := lawful(c.act)
			p.Tier, p.Sanction.Fine, p.Sanction.Days = c.tier, fineOfYuan(c.fine), c.days
			if c.tier == LighterTier {
				p.Case.Lighter = established(FoundLighter)
			}
			assert.Equal(t, c.want, objections(check(t, &p, &Policy{Schedule: c.schedule})))
		})
	}
}

func TestRangeOf(t *testing.T) {
	r, ok := RangeOf(Lend, NoTier, nil)
	assert.True(t, ok)
	assert.Equal(t, "26.1.0 required required not-stated 0 200 0 0", show(r))
	r, _ = RangeOf(UseFraudulent, NoTier, nil)
	assert.Equal(t, "27.1 not-stated required not-stated 200 1000 0 0", show(r))
	r, _ = RangeOf(UseForged, BaseTier, nil)
	assert.Equal(t, "28.1.0.i not-stated optional required 0 1000 10 15", show(r))
	r, _ = RangeOf(Alter, LighterTier, nil)
	assert.Equal(t, "28.1.0.ii not-stated optional required 0 500 5 10", show(r))
	law2026 := &Policy{Schedule: ScheduleLaw2026}
	r, _ = RangeOf(TradeForged, BaseTier, law2026)
	assert.Equal(t, "28.1.0.i not-stated optional required 0 5000 10 15", show(r))
	r, _ = RangeOf(TradeForged, LighterTier, law2026)
	assert.Equal(t, "28.1.0.ii not-stated optional required 0 3000 5 10", show(r))
	r, _ = RangeOf(RentOut, NoTier, &Policy{Warning: EitherOrBoth})
	assert.Equal(t, "26.1.0 optional optional not-stated 0 200 0 0", show(r))
	r, _ = RangeOf(RentOut, NoTier, &Policy{Warning: WarningAlwaysFineOptional})
	assert.Equal(t, "26.1.0 required optional not-stated 0 200 0 0", show(r))

	for _, a := range []Act{NoAct, Unsanctioned, ChargeContrary, InfringeOtherwise, Act(200)} {
		for _, tier := range []Tier{NoTier, BaseTier, LighterTier} {
			_, ok := RangeOf(a, tier, nil)
			assert.False(t, ok, "%v %v", a, tier)
		}
	}
	for _, wrong := range []struct {
		act  Act
		tier Tier
	}{{Lend, BaseTier}, {Impersonate, LighterTier}, {Forge, NoTier}, {Forge, Tier(9)}} {
		_, ok := RangeOf(wrong.act, wrong.tier, nil)
		assert.False(t, ok)
	}
	_, ok = RangeOf(Forge, BaseTier, &Policy{Schedule: 9})
	assert.False(t, ok)
}

func show(r Range) string {
	text := func(n Need) string { return n.String() }
	return r.Clause.String() + " " + text(r.Warning) + " " + text(r.Fine) + " " + text(r.Detention) + " " +
		r.FineMin.String() + " " + r.FineMax.String() + " " + strconv.Itoa(r.DaysMin) + " " + strconv.Itoa(r.DaysMax)
}

// Every act has the clause the inventory gives it.
func TestClauses(t *testing.T) {
	want := map[Act]string{
		FraudObtain: "26.1.a", UnlawfulSeizure: "26.1.b", Lend: "26.1.c", RentOut: "26.1.c", Transfer: "26.1.c",
		Impersonate: "27.1", UseFraudulent: "27.1",
		Forge: "28.1.a", Alter: "28.1.a", TradeGenuine: "28.1.a", TradeForged: "28.1.b", UseForged: "28.1.b",
		ChargeContrary: "29.1.a", LeakInformation: "29.1.b", InspectContrary: "29.1.c", SeizeContrary: "29.1.c",
		AbuseForGain: "29.1.d", InfringeOtherwise: "29.1.e",
	}
	assert.Len(t, Acts(), len(want))
	for _, a := range Acts() {
		assert.Equal(t, want[a], a.Clause().String())
		assert.Equal(t, a.Clause().Article() <= 28, a.Sanctioned())
		assert.Equal(t, a.Clause().Article() == 29, a.Official())
		assert.Equal(t, a.Clause(), a.ClauseFor(permit.PoliceOfficer))
		if a.Official() {
			assert.Equal(t, "29.2", a.ClauseFor(permit.AgencyClerk).String())
			assert.Equal(t, "29.2", a.ClauseFor(permit.EntrustedAgencyBody).String())
		} else {
			assert.Equal(t, a.Clause(), a.ClauseFor(permit.AgencyClerk))
		}
	}
	for _, a := range []Act{NoAct, Unsanctioned, Act(99)} {
		assert.True(t, a.Clause().IsZero())
		assert.False(t, a.Sanctioned() || a.Official())
	}
}

// A65 (c), as a helper: the milder of the Law on two days.
func TestMilderSchedule(t *testing.T) {
	before, first := date("2025-12-31"), date("2026-01-01")
	for _, c := range []struct {
		act, decision civil.Date
		want          Schedule
		ok            bool
	}{
		{date("2025-12-30"), date("2026-03-01"), ScheduleDraft, true}, // ceiling 1,000
		{before, first, ScheduleDraft, true},
		{first, first, ScheduleLaw2026, true},
		{first, before, ScheduleDraft, true},
		{civil.Date{}, first, ScheduleDraft, false},
		{first, civil.Date{}, ScheduleDraft, false},
	} {
		s, ok := MilderSchedule(c.act, c.decision)
		assert.Equal(t, c.want, s)
		assert.Equal(t, c.ok, ok)
	}
	assert.True(t, ScheduleDraft.InForce().IsZero())
	assert.Equal(t, first, ScheduleLaw2026.InForce())
}
