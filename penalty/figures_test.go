package penalty

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A65: choosing figures that were not law yet is wrong in the proposal; it does
// not make the act unpunishable. The article 28 of the draft and article 52 of
// the Law of 2012 both punish an act of 2025.
func TestScheduleDoesNotExcuse(t *testing.T) {
	newLaw := &Policy{Schedule: ScheduleLaw2026}
	p := lawful(Forge)
	p.Case.Day = date("2025-12-31")
	assert.Equal(t, rule.Met, Punishable(&p.Case, decisionDay, newLaw))
	p.Sanction = Sanction{}
	assert.Equal(t, "PEN-DET-01", objections(check(t, &p, newLaw)), "imposing nothing is no way out")
	p.Sanction = Sanction{Days: 12}
	assert.Equal(t, "PEN-LIA-10", objections(check(t, &p, newLaw)))
}

// The provisions of 2012 lapsed when the revision came into force: beside the
// figures of the revision none of them carries a mitigation (行政处罚法 4, 38).
func TestLapsedBasis(t *testing.T) {
	newLaw := &Policy{Schedule: ScheduleLaw2026}
	for basis, want := range map[Basis]string{PSL12Art19: "PEN-DET-03 PEN-MIT-01", PSL25Art20: "", APL32: ""} {
		p := lawful(Forge)
		p.Sanction.Days, p.Mitigation = 9, Mitigation{Reduced, basis}
		assert.Equal(t, want, objections(check(t, &p, newLaw)), "%v", basis)
		assert.Equal(t, "", objections(check(t, &p, nil)), "%v", basis)
	}
}

// Combine refuses fines that no clause can carry, so that a sum is never made
// of them; an amount of vast size costs nothing.
func TestCombineRefusesImpossibleFines(t *testing.T) {
	vast := Yuan(decimal.New(1, 1_000_000_000))
	for _, d := range []Decided{
		{Act: Lend, Sanction: Sanction{Warning: true, Fine: fineOfYuan("200.01")}},
		{Act: Impersonate, Sanction: Sanction{Fine: fineOfYuan("1000.01")}},
		{Act: Forge, Sanction: Sanction{Days: 12, Fine: fineOfYuan("1000.01")}},
		{Act: Forge, Sanction: Sanction{Days: 12, Fine: vast}},
	} {
		_, err := Combine([]Decided{d, {Act: Lend, Sanction: Sanction{Fine: fineOfYuan("0.01")}}}, nil)
		assert.ErrorIs(t, err, permit.ErrContradiction, "%v", d.Act)
	}
	x, err := Combine([]Decided{{Act: Forge, Sanction: Sanction{Days: 12, Fine: fineOfYuan("5000")}}}, &Policy{Schedule: ScheduleLaw2026})
	require.NoError(t, err)
	assert.Equal(t, "5000", x.Fines.String())
}

// 行政处罚法 30: the guardian is instructed where a child under 14 has done what
// is punishable, not where no clause is broken.
func TestGuardianInstructedForAnActOnly(t *testing.T) {
	c := adultCase(Lend)
	c.Offender.Born = date("2015-01-01")
	for act, want := range map[Act]rule.Truth{Lend: rule.Met, Unsanctioned: rule.Unmet, NoAct: rule.Unknown} {
		c.Act = act
		x, err := Follow(&c, decisionDay, nil)
		require.NoError(t, err)
		assert.Equal(t, want, x.InstructGuardian, "%v", act)
	}
}

// Nor before the Measures were in force (A77), nor without fault, nor for an act
// of article 29, which punishes nobody; a pending crime and the limitation bar a
// sanction only.
func TestGuardianInstructedForAViolationOnly(t *testing.T) {
	from := &Policy{Commencement: date("2026-03-01")}
	for name, c := range map[string]struct {
		change func(*Case)
		want   rule.Truth
	}{
		"on the commencement":     {func(*Case) {}, rule.Met},
		"before the commencement": {func(c *Case) { c.Day = date("2026-02-28") }, rule.Unmet},
		"no fault":                {func(c *Case) { c.NoFault = established(FoundNoFault) }, rule.Unmet},
		"fault":                   {func(c *Case) { c.NoFault = notEstablished(FoundNoFault) }, rule.Met},
		"article 29":              {func(c *Case) { c.Act = LeakInformation }, rule.Unmet},
		"not done yet":            {func(c *Case) { c.Day = decisionDay.DayAfter() }, rule.Unmet},
		"14":                      {func(c *Case) { c.Offender.Born = date("2012-02-28") }, rule.Unmet},
		"the 14th birthday":       {func(c *Case) { c.Offender.Born = date("2012-03-01") }, rule.Met},
		"age not known":           {func(c *Case) { c.Offender.Born = civil.Date{} }, rule.Unknown},
		"crime pending":           {func(c *Case) { c.Crime = established(FoundCrime) }, rule.Met},
	} {
		x := adultCase(Lend)
		x.Offender.Born = date("2015-01-01")
		c.change(&x)
		f, err := Follow(&x, decisionDay, from)
		require.NoError(t, err)
		assert.Equal(t, c.want, f.InstructGuardian, name)
	}
	late := adultCase(Forge)
	late.Offender.Born, late.Day, late.Discovered = date("2015-01-01"), date("2025-03-01"), date("2026-03-01")
	f, err := Follow(&late, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Met, f.InstructGuardian, "out of time")
}

// Gains and what was imposed already are amounts, or the case is no record.
func TestAmountsOfACase(t *testing.T) {
	for field, change := range map[string]func(*Case){
		"case.gains":        func(c *Case) { c.Gains = fineOfYuan("-5") },
		"case.imposed.fine": func(c *Case) { c.Imposed.Fine = fineOfYuan("-5") },
		"case.imposed.days": func(c *Case) { c.Imposed.Days = -1 },
	} {
		c := adultCase(RentOut)
		require.NoError(t, c.Validate())
		change(&c)
		assert.ErrorContains(t, c.Validate(), field)
	}
	c := adultCase(RentOut)
	c.Gains = fineOfYuan("0")
	assert.NoError(t, c.Validate())
}

// Articles 26 and 27 have no detention, and nobody detains a body: nothing can be
// executed there (28.1.0).
func TestExecuteNeedsDetention(t *testing.T) {
	c := adultCase(Forge)
	c.FirstOffence, c.PregnantOrNursing = permit.No, permit.No
	outcome := func() rule.Outcome {
		d, err := Execute(&c, decisionDay, nil)
		require.NoError(t, err)
		return d.Outcome()
	}
	assert.Equal(t, rule.Approved, outcome())
	for _, act := range []Act{Unsanctioned, FraudObtain, Lend, Impersonate, LeakInformation} {
		c.Act = act
		assert.Equal(t, rule.Refused, outcome(), "%v", act)
	}
	c.Act = NoAct
	assert.Equal(t, rule.Undetermined, outcome())
	c.Act, c.Offender = Forge, Offender{Kind: permit.Unit}
	assert.Equal(t, rule.Refused, outcome())
}
