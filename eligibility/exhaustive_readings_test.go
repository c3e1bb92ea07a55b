package eligibility_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// eachReading calls f for every answer of every switch, with a policy that
// differs from the default in that one answer.
func eachReading(t *testing.T, f func(id law.ReadingID, answer string, p *eligibility.Policy)) {
	t.Helper()
	for _, sw := range eligibility.Switches() {
		for _, answer := range sw.Answers[1:] {
			p := &eligibility.Policy{}
			if sw.Field == "MaxLagMonths" {
				p.MaxLagMonths = 2
			}
			require.NoError(t, sw.Set(p, answer))
			if p.Extension != 0 || p.OffDays != 0 {
				p.Extension, p.Calendar = civil.EveryPeriod, civil.BuiltIn()
			}
			require.NoError(t, p.Validate())
			f(sw.ID, answer, p)
		}
	}
}

// No reading touches the formula of article 8.1: under each of them the outcome
// is that of the text, from the truths as they then are; and a reading changes
// only conditions that name it.
func TestExhaustiveReadings(t *testing.T) {
	s := article8()
	names := map[string][]law.ReadingID{}
	for l := range form(t, "eligibility").Lines() {
		names[l.Code] = l.Readings
	}
	limbs := limbSets(s)
	answers, changed := 0, map[law.ReadingID]int{}
	eachReading(t, func(id law.ReadingID, answer string, p *eligibility.Policy) {
		answers++
		on := eligibility.On(day(july16), p)
		for i, facts := range factGroups() {
			for n, v := range variants(s, facts, true) {
				if n%readingStep != 0 {
					continue
				}
				// Alone, and as the only ground relied on.
				for _, a := range []*application{v.a, only(v.a, i)} {
					was, is := eligibility.Decide(a, day(july16), nil), on.Decide(a)
					x, y := truthsOf(was), truthsOf(is)
					for j, c := range s.codes {
						if x[j] == y[j] {
							continue
						}
						changed[id]++
						// What a holiday is matters together with A03 b; and of two
						// jobs or dwellings a reading may make another one stand
						// best, of which all conditions then speak.
						if id == law.A04 || len(a.Employments) > 1 || len(a.Dwellings) > 1 {
							continue
						}
						require.Contains(t, names[c], id, "%s changes under %v %s", c, id, answer)
					}
					met, open := sets(y)
					require.Equal(t, s.verdict(met, mattering(limbs, met, open)), is.Outcome(), "%v %s: %s", id, answer, spellTruths(s, y))
				}
			}
		}
	})
	for _, id := range []law.ReadingID{law.A01, law.A02, law.A08, law.A09, law.A10, law.A11, law.A13, law.A14, law.A15} {
		require.True(t, changed[id] > 0 || readingStep > 3, "%v changes nothing", id)
	}
	t.Logf("%d answers of %d switches; changed: %v", answers, len(eligibility.Switches()), changed)
}

// only is an application that relies on one ground: 1 employment, 2 dwelling,
// 3 study, or on all of them for the group of scope.
func only(a *application, ground int) *application {
	b := *a
	switch ground {
	case 1:
		b.Claims, b.Dwellings, b.Studies = eligibility.ClaimEmployment, nil, nil
	case 2:
		b.Claims, b.Employments, b.Insurance, b.Studies = eligibility.ClaimDwelling, nil, eligibility.SocialInsurance{}, nil
	case 3:
		b.Claims, b.Employments, b.Insurance, b.Dwellings = eligibility.ClaimStudy, nil, eligibility.SocialInsurance{}, nil
	}
	if a.Claims&b.Claims == 0 {
		b.Claims = a.Claims // the ground itself is not relied on
	}
	return &b
}

// Reading A10 makes other ways of the same limbs: insurance or a basis, or
// insurance for employees only. The table lets one stand in for the other
// condition by condition; the text here names the ways.
func TestExhaustiveInsuranceAndBasis(t *testing.T) {
	basis := []string{"ELG-EMP-01", "ELG-EMP-08", "ELG-EMP-09"}
	as := func(ground ...string) []string { return slices.Concat(everybody, ground) }
	codes := article8().codes
	or := statuteOf(codes,
		sentence{"insurance", as("ELG-EMP-02", "ELG-EMP-03"), ""},
		sentence{"8.2.a#1", as(append(basis, "ELG-EMP-04")...), ""},
		sentence{"8.2.a#2", as(append(basis, "ELG-EMP-05")...), ""},
		sentence{"8.2.a#3", as(append(basis, "ELG-EMP-06")...), ""},
		sentence{"8.2.a#4", as(append(basis, "ELG-EMP-07")...), ""},
	)
	employees := statuteOf(codes,
		sentence{"8.2.a#1", as(append(employed, "ELG-EMP-04")...), ""},
		sentence{"8.2.a#2", as(append(employed, "ELG-EMP-05")...), ""},
		sentence{"8.2.a#3", as(append(basis, "ELG-EMP-06")...), ""},
		sentence{"8.2.a#4", as(append(employed, "ELG-EMP-07")...), ""},
	)
	// Who works on a licence is no employee, also where a finding has to say that
	// the case is covered (A12).
	licence := statuteOf(codes,
		sentence{"8.2.a#3", as(append(basis, "ELG-EMP-06")...), ""},
		sentence{"8.2.a#4", as(append(basis, "ELG-EMP-07")...), ""},
	)
	for reading, text := range map[eligibility.Insurance]statute{
		eligibility.InsuranceOrBasis: or, eligibility.InsuranceForEmployeesOnly: employees,
	} {
		p := &eligibility.Policy{Insurance: reading}
		s, differ, n := article8(), 0, 0
		for _, v := range variants(s, factsOfEmployment(), true) {
			if v.a.Claims&eligibility.ClaimEmployment == 0 {
				continue
			}
			// The atoms are those of the default reading.
			met, unknown := sets(v.x)
			a, text := only(v.a, 1), text
			if reading == eligibility.InsuranceForEmployeesOnly && len(a.Employments) == 1 && a.Employments[0].Basis == eligibility.BusinessLicence {
				text = licence
			}
			want := text.verdict(met, unknown)
			got := eligibility.Decide(a, day(july16), p).Outcome()
			require.Equal(t, want, got, "reading %v: %s", reading, spellTruths(s, v.x))
			if want != eligibility.Decide(a, day(july16), nil).Outcome() {
				differ++
			}
			n++
		}
		require.NotZero(t, differ)
		t.Logf("A10 %d: %d applications, %d decided otherwise", reading, n, differ)
	}
}

// Reading A20 c adds a way: a child in scope and registered whose guardian may
// act for it with a permit.
func TestExhaustiveGuardianPermitSuffices(t *testing.T) {
	s := article8()
	p := &eligibility.Policy{Children: eligibility.GuardianPermitSuffices}
	n := 0
	for _, born := range []string{"2010-07-15", "2010-07-16", "2022-01-01", ""} {
		for _, held := range []eligibility.HeldPermit{eligibility.HeldActive, eligibility.HeldSuspended, eligibility.HeldCancelled, eligibility.NeverHeld, eligibility.HeldUnknown} {
			for _, guardian := range []permit.Flag{permit.Yes, permit.No, permit.FlagUnknown} {
				for i, facts := range [][]fact{factsOfScope(), nil, factsOfDwelling()} {
					for m, v := range variants(s, facts, true) {
						if m%readingStep != 0 {
							continue
						}
						a := only(v.a, 2)
						a.Applicant.Born = civil.Date{}
						if born != "" {
							a.Applicant.Born = day(born)
						}
						a.InPerson = permit.FlagUnknown
						a.Agent = &eligibility.Agent{Relation: permit.Grandparent, Guardian: guardian, Permit: held}
						// What the text asks of the guardian, in a word each.
						child := rule.Unknown
						if born != "" {
							child = rule.Of(born != "2010-07-15")
						}
						stands := child.And(guardian.Truth()).And(map[eligibility.HeldPermit]rule.Truth{
							eligibility.HeldActive: rule.Met, eligibility.HeldSuspended: rule.Unmet,
							eligibility.HeldCancelled: rule.Unmet, eligibility.NeverHeld: rule.Unmet,
						}[held])
						d := eligibility.Decide(a, day(july16), nil)
						base := outcomeTruth(d.Outcome())
						scope := rule.Met
						for _, c := range append(slices.Clone(everybody[:5]), "ELG-REG-01") {
							scope = scope.And(d.Truth(c))
						}
						want := base.Or(scope.And(stands))
						require.Equal(t, want, outcomeTruth(eligibility.Decide(a, day(july16), p).Outcome()),
							"born %s, %v, guardian %v, group %d: %s", born, held, guardian, i, spellTruths(s, truthsOf(d)))
						n++
					}
				}
			}
		}
	}
	t.Logf("%d applications for children", n)
}

func outcomeTruth(o rule.Outcome) rule.Truth { return rule.Truth(o) }

// REG-01 never decides by itself under the default readings; it does under
// those that count something else than one run up to the day.
func TestExhaustiveRegistrationDecidesByItself(t *testing.T) {
	require.Contains(t, neverAlone, eligibility.CodeRegistered)
	ended := tenant("2025-01-01")
	ended.ResidesSince = day("2025-01-01")
	ended.Registrations[0].Last = day("2026-07-15")
	baby := child("2022-01-01")
	baby.Registrations = []eligibility.Registration{}
	for _, c := range []struct {
		a *application
		p eligibility.Policy
	}{
		{ended, eligibility.Policy{StartsWith: eligibility.WithActualResidence}},
		{ended, eligibility.Policy{Continuity: eligibility.PeriodsAddUp}},
		{baby, eligibility.Policy{Children: eligibility.GuardianPermitSuffices}},
	} {
		d := eligibility.Decide(c.a, day(july16), &c.p)
		require.Equal(t, no, d.Outcome())
		require.Equal(t, []string{eligibility.CodeRegistered}, codes(d.Reasons()))
	}
}
