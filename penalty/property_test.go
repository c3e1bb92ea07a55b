package penalty

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// random is a proposal with anything known or unknown.
func random(r *rand.Rand) Proposal {
	p := Proposal{Case: Case{Act: Act(r.IntN(len(actClauses)))}}
	c := &p.Case
	some := func(d civil.Date, spread int) civil.Date {
		if r.IntN(6) == 0 {
			return civil.Date{}
		}
		return d.AddDays(r.IntN(2*spread) - spread)
	}
	c.Offender.Kind = permit.ActorKind(r.IntN(len(permit.Values[permit.ActorKind]()) + 1))
	c.Day = some(date("2026-01-01"), 200)
	c.Discovered = some(date("2026-02-15"), 300)
	if !body(c.Offender.Kind) {
		c.Offender.Born = some(date("2010-01-01"), 3000)
	}
	maybe := func(g permit.Ground) permit.Finding {
		switch r.IntN(6) {
		case 0:
			return established(g)
		case 1:
			return notEstablished(g)
		}
		return permit.Finding{}
	}
	c.Lighter, c.NoFault, c.Incapable, c.Crime = maybe(FoundLighter), maybe(FoundNoFault), maybe(FoundIncapable), maybe(FoundCrime)
	c.SameAct, c.ObtainedAndUsed = maybe(FoundSameAct), permit.Flag(r.IntN(3))
	p.Tier = Tier(r.IntN(3))
	p.Sanction.Warning, p.Sanction.Days = r.IntN(2) == 0, max(0, r.IntN(34)-16)
	if r.IntN(3) > 0 {
		p.Sanction.Fine = Yuan(decimal.New(r.Int64N(120_000), -2))
	}
	p.Mitigation = Mitigation{MitigationKind(r.IntN(4)), Basis(r.IntN(11))}
	p.Authority = permit.OfficeKind(r.IntN(5))
	return p
}

func randomPolicy(r *rand.Rand) *Policy {
	return &Policy{
		Schedule: Schedule(r.IntN(2)), Warning: WarningRule(r.IntN(3)), FraudThenUse: FraudThenUseRule(r.IntN(3)),
		Age: civil.Fullness(r.IntN(2)), Limitation: LimitationRule(r.IntN(2)),
	}
}

// Invariants 8, 9 and 10 of the inventory: what is approved lies inside the
// range unless a mitigation with a basis is attached, never has more than 15
// days, and never is for an act without a sanction; and what stays open is
// never approved.
func TestApprovedSanctionsKeepTheInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	approved := 0
	for range 100_000 {
		p, pol := random(r), randomPolicy(r)
		if r.IntN(2) == 0 { // start from one that is nearly lawful
			q := lawful(Acts()[r.IntN(12)])
			q.Sanction, q.Mitigation, q.Case.Lighter, q.Case.Offender.Born = p.Sanction, p.Mitigation, p.Case.Lighter, p.Case.Offender.Born
			p = q
		}
		d, err := Check(&p, decisionDay, pol)
		require.NoError(t, err)
		if !d.Approved() || p.Sanction.IsZero() {
			continue
		}
		approved++
		require.True(t, p.Case.Act.Sanctioned())
		require.LessOrEqual(t, p.Sanction.Days, 15)
		require.True(t, p.Authority.PublicSecurity())
		require.Equal(t, rule.Met, Punishable(&p.Case, decisionDay, pol))
		rg, ok := RangeOf(p.Case.Act, p.Tier, pol)
		require.True(t, ok)
		fine := p.Sanction.Fine
		inside := (!fine.Imposed() || fine.Amount().IsPositive() && fine.Amount().GreaterThanOrEqual(rg.FineMin) && fine.Amount().LessThanOrEqual(rg.FineMax)) &&
			(fine.Imposed() || rg.Fine != Required) &&
			(p.Sanction.Days >= rg.DaysMin && p.Sanction.Days <= rg.DaysMax) &&
			(p.Sanction.Warning || rg.Warning != Required)
		if !inside {
			require.Equal(t, Reduced, p.Mitigation.Kind)
			require.True(t, p.Mitigation.Basis.Allows(Reduced))
		}
		if age, ok := civil.AgeOn(p.Case.Offender.Born, p.Case.Day, pol.Age); ok {
			require.GreaterOrEqual(t, age, 14)
			if age < 18 {
				require.NotEqual(t, NoMitigation, p.Mitigation.Kind)
			}
		}
	}
	assert.Greater(t, approved, 500)
}

// A settled answer stays settled when an unknown fact becomes known. Findings
// that the law presumes absent are left as they are.
func TestSettledAnswersStay(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 50_000 {
		p, pol := random(r), randomPolicy(r)
		before, err := Check(&p, decisionDay, pol)
		require.NoError(t, err)
		was := before.Outcome()
		if was == rule.Undetermined {
			continue
		}
		q := p
		c := &q.Case
		if c.Offender.Kind == permit.ActorUnknown {
			c.Offender.Kind = permit.ActorKind(1 + r.IntN(14))
			if body(c.Offender.Kind) {
				c.Offender.Born = civil.Date{}
				if !p.Case.Offender.Born.IsZero() {
					continue // no offender of whom that birth date is known
				}
			}
		}
		if c.Day.IsZero() {
			c.Day = date("2026-01-01").AddDays(r.IntN(300) - 200)
		}
		if c.Discovered.IsZero() {
			c.Discovered = c.Day.AddDays(r.IntN(400))
		}
		if c.Offender.Born.IsZero() && !body(c.Offender.Kind) {
			c.Offender.Born = date("2010-01-01").AddDays(r.IntN(6000) - 3000)
		}
		if c.ObtainedAndUsed == permit.FlagUnknown {
			c.ObtainedAndUsed = permit.Flag(1 + r.IntN(2))
		}
		if c.Act == NoAct {
			c.Act = Act(1 + r.IntN(len(actClauses)-1))
		}
		if q.Validate() != nil {
			continue
		}
		after, err := Check(&q, decisionDay, pol)
		require.NoError(t, err)
		require.Contains(t, []rule.Outcome{was, rule.Undetermined}, after.Outcome(), "%+v\n%v\n%v", q, before, after)
		require.Equal(t, was, after.Outcome(), "%+v\n%v\n%v", q, before, after)
	}
}

// A later discovery never makes an act punishable again, and a longer period
// never bars what a shorter one allows.
func TestLimitationIsMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20_000 {
		act := Acts()[r.IntN(12)]
		day := date("2020-01-01").AddDays(r.IntN(3000))
		found := day.AddDays(r.IntN(900))
		if Barred(act, day, found, nil) == rule.Met {
			require.Equal(t, rule.Met, Barred(act, day, found.DayAfter(), nil))
			require.Equal(t, rule.Met, Barred(act, day, found, &Policy{Limitation: SixMonthsForAll}))
			require.Equal(t, rule.Met, Barred(act, day, found, &Policy{LimitationStart: civil.StartCounted}))
		}
	}
}

// No conduct that only breaks a duty ever comes to a sanction (invariant 10).
func TestDutiesNeverSanctioned(t *testing.T) {
	for kind := NotRegister; kind <= RefuseInspection; kind++ {
		for _, s := range []Standing{NotOnRecord, Active, Suspended, Cancelled} {
			for _, a := range permit.Values[permit.ActorKind]() {
				x := classify(t, &Conduct{Kind: kind, Actor: a, Standing: s}, &Policy{Fraud: AttemptToo, GenuineSale: HeavierPrevails})
				assert.False(t, x.Act.Sanctioned() || x.Act.Official())
				assert.NotEqual(t, rule.Approved, x.Outcome)
				if x.Breach != nil {
					assert.Nil(t, x.Breach.Sanction)
				}
			}
		}
	}
}
