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
	// in one of its fields.
	for id := range seen {
		r, _ := law.LookupReading(id)
		for _, a := range r.Answers {
			require.True(t, slices.ContainsFunc(eligibility.Switches(), func(s rule.Switch[eligibility.Policy]) bool {
				return s.ID == id && slices.Contains(s.Answers, a.Key)
			}), "%v %s", id, a.Key)
		}
	}
}

func TestPolicyValid(t *testing.T) {
	for _, p := range []eligibility.Policy{
		{HalfYear: 9}, {Full: 3}, {Extension: 3}, {OffDays: 7}, {Age: 2}, {Children: 4}, {HoldOn: 3},
		{MaxLagMonths: 2}, {LongerLag: true}, {LongerLag: true, MaxLagMonths: 58},
	} {
		require.ErrorIs(t, p.Validate(), rule.ErrAnswer)
	}
	require.NoError(t, (&eligibility.Policy{LongerLag: true, MaxLagMonths: 57}).Validate())
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
	add(eligibility.Decide(tenant("2025-08-31"), day("2026-03-01"), &eligibility.Policy{Calendar: civil.BuiltIn(), Extension: eligibility.EveryPeriod}))
	// Sixth months end on a bridge day: 16 February 2026 is a Monday off.
	add(eligibility.Decide(tenant("2025-08-16"), day("2026-02-17"), &eligibility.Policy{Calendar: statutory{}, Extension: eligibility.EveryPeriod}))
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
