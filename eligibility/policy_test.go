package eligibility_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The zero policy is the default reading of every place, every switch's answers
// are answers of the register, and every reading of these articles that changes
// an outcome has a switch.
func TestSwitches(t *testing.T) {
	var zero eligibility.Policy
	require.NoError(t, zero.Validate())
	require.NoError(t, (*eligibility.Policy)(nil).Validate())
	seen := map[law.ReadingID]bool{}
	for _, s := range eligibility.Switches() {
		r, ok := law.LookupReading(s.ID)
		require.True(t, ok, s.ID)
		require.Equal(t, r.Default, s.Answer(&zero), s.Field)
		for _, a := range s.Answers {
			_, ok := r.Answer(a)
			require.True(t, ok, "%v %s", s.ID, a)
			p := zero
			if s.Field == "MaxLagMonths" {
				require.Equal(t, a != "a", s.Set(&p, a) != nil, "no number, no such answer")
				p.MaxLagMonths = 57
			}
			require.NoError(t, s.Set(&p, a))
			require.Equal(t, a, s.Answer(&p))
		}
		seen[s.ID] = true
	}
	for _, r := range law.Readings() {
		if r.ID <= law.A24 && r.ID != law.A06 && r.ChangesOutcome {
			require.True(t, seen[r.ID], r.ID)
		}
	}
	// Every answer of the register of a reading with a switch can be chosen,
	// in one of its fields. A75 (b) needs levels of offices that nobody records.
	for id := range seen {
		r, _ := law.LookupReading(id)
		for _, a := range r.Answers {
			if id == law.A75 && a.Key == "b" {
				continue
			}
			require.True(t, slices.ContainsFunc(eligibility.Switches(), func(s rule.Switch[eligibility.Policy]) bool {
				return s.ID == id && slices.Contains(s.Answers, a.Key)
			}), "%v %s", id, a.Key)
		}
	}
}

func TestPolicyValid(t *testing.T) {
	for _, p := range []eligibility.Policy{
		{HalfYear: 9}, {Full: 3}, {Extension: 3}, {OffDays: 7}, {Age: 2}, {Children: 4}, {HoldOn: 3},
		{MaxLagMonths: 58}, {MaxLagMonths: 255},
	} {
		require.ErrorIs(t, p.Validate(), rule.ErrAnswer)
	}
	require.NoError(t, (&eligibility.Policy{MaxLagMonths: 57}).Validate())
}

// A policy that holds no reading decides nothing: each decision is open, with
// that as its one reason, whichever field it is.
func TestPoliciesWithoutAReadingDecideNothing(t *testing.T) {
	a := tenant("2025-01-01")
	require.True(t, eligibility.Decide(a, day(july16), nil).Approved())
	b := tenant("2025-01-01")
	b.Dwellings[0].Review = rejected(permit.Housing)
	require.Len(t, eligibility.Rejections(b, nil), 1)
	for name, p := range map[string]*eligibility.Policy{
		"A01 HalfYear": {HalfYear: 77}, "A02 Full": {Full: 77}, "A03 Extension": {Extension: 77}, "A04 OffDays": {OffDays: 77},
		"A05 Age": {Age: 77}, "A08 StartsWith": {StartsWith: 77}, "A09 Continuity": {Continuity: 77}, "A10 Insurance": {Insurance: 77},
		"A11 MaxLagMonths": {MaxLagMonths: 77}, "A13 Title": {Title: 77}, "A14 Holder": {Holder: 77}, "A15 Lasting": {Lasting: 77},
		"A17 HoldOn": {HoldOn: 77}, "A20 Children": {Children: 77}, "A21 GuardianPermit": {GuardianPermit: 77},
		"A23 AgentFor": {AgentFor: 77}, "A47 TurnedSixteen": {TurnedSixteen: 77},
	} {
		s := eligibility.Assess(a, day("2026-07-20"), p)
		for _, d := range []rule.Decision{
			eligibility.Decide(a, day(july16), p), eligibility.On(day(july16), p).Decide(a), eligibility.Materials(a, day(july16), p),
			eligibility.Agency(&a.Filing, day(july16), p), eligibility.Venue(&a.Filing, day(july16), p), s.Eligibility, s.Materials,
		} {
			require.Equal(t, rule.Undetermined, d.Outcome(), name)
			require.Equal(t, []string{rule.CodePolicy}, codes(d.Reasons()), name)
			require.Contains(t, d.Reasons()[0].Text(language.English), name)
		}
		require.Equal(t, eligibility.NextAskForFacts, s.Next, name)
		require.Empty(t, s.Readings, name)
		require.Empty(t, eligibility.Rejections(b, p), name)
		err := p.Validate()
		require.ErrorIs(t, err, rule.ErrAnswer)
		require.ErrorContains(t, err, "eligibility: policy: "+name[:3]+" ("+name[4:]+")")
	}
}

// The day a decision lacks is the one reason it gives.
func TestTheMissingDayIsTheReason(t *testing.T) {
	a := tenant("2025-01-01")
	a.FiledOn = civil.Date{}
	s := eligibility.Assess(a, day(july16), nil)
	for _, d := range []rule.Decision{
		eligibility.Decide(a, civil.Date{}, nil), eligibility.On(civil.Date{}, nil).Decide(a),
		s.Eligibility, s.Materials, s.Agency, s.Venue,
	} {
		require.Equal(t, rule.Undetermined, d.Outcome())
		require.Equal(t, []string{rule.CodeDay}, codes(d.Reasons()))
		require.Equal(t, []string{rule.CodeDay}, codes(d.Questions()))
	}
	require.Equal(t, eligibility.NextAskForFacts, s.Next)
	require.True(t, eligibility.Day{}.Decide(a).IsZero(), "of no table")
	// No day of judgement is needed to see whether a notice is complete.
	require.Contains(t, codes(eligibility.CheckNotice(nil).Reasons()), eligibility.CodeRefusalDay)
	require.Equal(t, rule.Refused, eligibility.CheckNotice(nil).Outcome())
}

// A17 chooses the day before any table is asked; the assessment says how.
func TestAssessmentsReportA17(t *testing.T) {
	for want, h := range map[string]eligibility.HoldOn{"a": eligibility.ApplicationDay, "b": eligibility.DecisionDay, "c": eligibility.BothDays} {
		s := eligibility.Assess(tenant("2025-01-01"), day(july16), &eligibility.Policy{HoldOn: h})
		require.Equal(t, []rule.Applied{{ID: law.A17, Answer: want}}, s.Readings)
	}
	require.Equal(t, []rule.Applied{{ID: law.A17, Answer: "a"}}, eligibility.Assess(nil, day(july16), nil).Readings)
}

// Readings with two fields are reported once, with what departs from the default.
func TestOneAnswerForEachReading(t *testing.T) {
	for want, p := range map[string]*eligibility.Policy{
		"a": nil, "b": {AcceptBackPaid: true}, "c": {MaxLagMonths: 2}, "b+c": {AcceptBackPaid: true, MaxLagMonths: 2},
	} {
		d := eligibility.Decide(employee("2026-01", "2026-06"), day(july16), p)
		require.True(t, d.Approved())
		require.Equal(t, []string{want}, answersTo(d, law.A11))
	}
	mixed := mixedFamily()
	for want, p := range map[string]*eligibility.Policy{
		"a": nil, "d": {GuardianHukouSuffices: true}, "b+d": {GuardianHukouSuffices: true, GuardianPermit: eligibility.ObtainedNotCancelled},
	} {
		d := eligibility.Agency(&mixed.Filing, day(july16), p)
		require.Equal(t, p != nil, d.Approved())
		require.Equal(t, []string{want}, answersTo(d, law.A21))
	}
}

func answersTo(d rule.Decision, id law.ReadingID) (answers []string) {
	for _, a := range d.Readings() {
		if a.ID == id {
			answers = append(answers, a.Answer)
		}
	}
	return answers
}

// mixedFamily is a child whose guardian has a household in Beijing and so never a
// permit.
func mixedFamily() *eligibility.Application {
	a := child("2020-03-15")
	a.LimitedMobilityClaimed = permit.No
	a.Agent.Permit = eligibility.NeverHeld
	a.Agent.Household = permit.Household{Status: permit.HouseholdRegistered, Place: chaoyang}
	return a
}

// Each switch alone can change the outcome of some application: a decision
// that hangs on how the text is read says so.
func TestSensitivity(t *testing.T) {
	flips := map[law.ReadingID]map[string]bool{}
	add := func(d rule.Decision) {
		for _, f := range d.Sensitivity() {
			if flips[f.ID] == nil {
				flips[f.ID] = map[string]bool{}
			}
			flips[f.ID][f.Answer] = true
		}
	}
	add(eligibility.Decide(tenant("2026-01-15"), day("2026-07-15"), nil))
	add(eligibility.Decide(tenant("2025-08-31"), day("2026-03-01"), nil))
	add(eligibility.Decide(tenant("2026-03-01"), day("2026-08-31"), nil))
	add(eligibility.Decide(tenant("2026-04-01"), day("2026-10-02"), &eligibility.Policy{Calendar: civil.BuiltIn()}))
	add(eligibility.Decide(tenant("2025-08-31"), day("2026-03-01"), &eligibility.Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}))
	// Sixth months end on a bridge day: 16 February 2026 is a Monday off.
	add(eligibility.Decide(tenant("2025-08-16"), day("2026-02-17"), &eligibility.Policy{Calendar: statutory{}, Extension: civil.EveryPeriod}))
	teen := tenant("2025-01-01")
	teen.Applicant.Born, teen.Dwellings[0].Holder = day("2008-07-16"), permit.Parent
	add(eligibility.Decide(teen, day(july16), nil))
	since := tenant("2026-03-01")
	since.ResidesSince = day("2025-06-01")
	add(eligibility.Decide(since, day("2026-06-01"), nil))
	since = tenant("2025-03-01")
	since.ResidesSince = day("2026-06-01")
	add(eligibility.Decide(since, day(july16), nil))
	add(eligibility.Decide(registrations(at(permit.Chaoyang, "2026-01-10", "2026-03-31"), at(permit.Haidian, "2026-04-01", "")), day("2026-07-15"), nil))
	add(eligibility.Decide(registrations(at(permit.Chaoyang, "2025-01-10", "2026-03-31"), at(permit.Haidian, "2026-04-06", "")), day("2026-07-16"), nil))
	shop := employee("2026-01", "2026-06")
	shop.Employments[0], shop.Insurance.Months = licence(), []eligibility.InsuranceMonth{}
	add(eligibility.Decide(shop, day(july16), nil))
	back := employee("2026-01", "2026-06")
	back.Insurance.Months[3].Status = eligibility.BackPaid
	add(eligibility.Decide(back, day(july16), nil))
	add(eligibility.Decide(employee("2025-12", "2026-05"), day(july16), &eligibility.Policy{MaxLagMonths: 2}))
	require.True(t, flips[law.A11]["a"], "the longer lag decided")
	school := tenant("2025-01-01")
	school.Dwellings[0].Kind, school.Dwellings[0].Review = eligibility.SchoolDormitory, accepted(permit.Education)
	add(eligibility.Decide(school, day(july16), nil))
	add(eligibility.Agency(&mixedFamily().Filing, day(july16), nil))
	room := tenant("2025-01-01")
	room.Dwellings[0].LawfulTitle = permit.No
	add(eligibility.Decide(room, day(july16), nil))
	add(eligibility.Decide(tenant("2025-01-01"), day(july16), nil))
	friend := tenant("2025-01-01")
	friend.Dwellings[0].Holder, friend.Dwellings[0].LivesThere = permit.Friend, permit.Yes
	add(eligibility.Decide(friend, day(july16), nil))
	short := tenant("2025-01-01")
	short.Dwellings[0].Term = term("2026-07-15", july16)
	add(eligibility.Decide(short, day(july16), nil))
	kid := child("2022-05-05")
	kid.Registrations[0].First = day("2026-05-16")
	add(eligibility.Decide(kid, day(july16), nil))
	// Agency.
	kid.Agent.Permit = eligibility.HeldSuspended
	kid.Agent.LawfullyResident = permit.Yes
	add(eligibility.Agency(&kid.Filing, day(july16), nil))
	kid.Agent, kid.InPerson = nil, permit.Yes
	add(eligibility.Agency(&kid.Filing, day(july16), nil))
	kid.Applicant.Born = day("2015-01-01")
	add(eligibility.Agency(&kid.Filing, day(july16), nil))
	father := child("1944-01-01")
	father.Agent.Relation, father.Procedure = permit.Child, eligibility.Endorsing
	father.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.Established)
	add(eligibility.Agency(&father.Filing, day(july16), nil))
	for _, s := range eligibility.Switches() {
		for _, a := range s.Answers[1:] {
			switch {
			case s.ID == law.A17:
				continue // chooses the day before a table is asked: TestHoldOn
			case s.ID == law.A03 && a == "c":
				continue // equals the default in these articles
			case s.Field == "MaxLagMonths":
				continue // needs a number the text does not name; the way back is above
			}
			require.True(t, flips[s.ID][a], "%v %s", s.ID, a)
		}
	}
}

// statutory is a calendar on which 16 February 2026 is a bridge day and all
// else as the weekday says.
type statutory struct{}

func (statutory) Kind(d civil.Date) (civil.DayKind, error) {
	if d == day("2026-02-16") {
		return civil.BridgeDay, nil
	}
	return civil.WeekendsOnly().Kind(d)
}

// Every table names the readings it depends on, and only such; each decision
// reports the answers applied.
func TestReadingsReported(t *testing.T) {
	d := eligibility.Decide(tenant("2026-01-15"), day(july16), &eligibility.Policy{Full: eligibility.OnLastDay})
	require.Contains(t, d.Readings(), rule.Applied{ID: law.A02, Answer: "b"})
	require.Contains(t, d.Readings(), rule.Applied{ID: law.A01, Answer: "a"})
	for _, f := range eligibility.Tables() {
		codes := map[string]bool{}
		for l := range f.Lines() {
			require.False(t, codes[l.Code])
			codes[l.Code] = true
			_, ok := law.Lookup(l.Cite.Clause())
			require.True(t, ok, l.Code)
		}
	}
}
