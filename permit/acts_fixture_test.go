package permit_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// d is a day of a test.
func d(s string) civil.Date { return civil.MustParse(s) }

var (
	station = permit.Office{ID: "PS-01", Kind: permit.PoliceStation, District: permit.Chaoyang}
	officer = permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "S-1", Office: station}
	agency  = permit.Office{ID: "CA-01", Kind: permit.EntrustedAgency, District: permit.Chaoyang}
	clerk   = permit.Actor{Kind: permit.AgencyClerk, ID: "S-2", Office: agency}
	bureau  = permit.Office{ID: "HR-01", Kind: permit.HumanResources}

	inPerson = permit.Filer{By: permit.Holder, Office: permit.PoliceStation}
	someRule = permit.Basis{Kind: permit.BasisRule, Title: "某项规章", Provision: "第一条"}
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// holder is a synthetic person.
func holder() permit.Person {
	return permit.Person{
		Name:     must(permit.ParseName("测试甲")),
		IDNumber: must(permit.ParseIDNumber("130100201003150000")),
	}
}

func address(division, detail string) permit.Address {
	return permit.Address{Division: must(permit.ParseDivision(division)), Detail: must(permit.ParseAddressDetail(detail))}
}

var home = address("110105", "测试路一号")

// noon is the moment of noon of a day, Beijing time.
func noon(day civil.Date) permit.Instant {
	year, month, n := day.YearMonthDay()
	return permit.InstantOf(time.Date(year, time.Month(month), n, 4, 0, 0, 0, time.UTC))
}

// finding is an established finding of public security.
func finding(g permit.Ground, day civil.Date) permit.Finding {
	return permit.Finding{Ground: g, Authority: station, Day: day, Outcome: permit.Established, Reference: "F-1", Basis: someRule}
}

// alive is the state of an active permit on a day.
func alive(day civil.Date) permit.State { return permit.State{Day: day, Status: permit.Active} }

// approval is a decision that allows an act of that kind on that day.
func approval(k permit.ActKind, on civil.Date) rule.Decision {
	switch k {
	case permit.ActIssued:
		return permit.DecideIssue(&permit.IssueFacts{
			ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: on, By: permit.PublicSecurityOfficer}, on, nil)
	case permit.ActEndorsed:
		f := endorsement.Facts{Permit: endorsement.Timeline{Origin: endorsement.Origin{Issued: on.AddMonths(-13)}},
			GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met}
		return endorsement.Decide(&f, on, nil)
	case permit.ActReissued:
		return permit.DecideReissue(&permit.ReissueFacts{Permit: alive(on), Lost: rule.Met, Filer: inPerson}, on, nil)
	case permit.ActExchanged:
		return permit.DecideExchange(&permit.ExchangeFacts{
			Permit: alive(on), Damaged: rule.Met, Returned: rule.Met, Filer: inPerson}, on, nil)
	case permit.ActAddressChanged:
		return permit.DecideAddressChange(&permit.AddressChangeFacts{
			Permit: alive(on), Address: home, Moved: on, Filer: inPerson}, on, nil)
	case permit.ActInformationChecked:
		return permit.DecideInformationCheck(&permit.InformationCheckFacts{
			Permit: alive(on), By: permit.PublicSecurityOfficer}, on, nil)
	case permit.ActCancelled:
		return permit.DecideCancellation(&permit.CancellationFacts{
			Permit: alive(on), By: permit.PublicSecurityOfficer, FalseProofs: finding(permit.FoundFalseProofs, on)}, on, nil)
	case permit.ActConfiscated:
		return permit.DecideConfiscation(&permit.ConfiscationFacts{
			By: permit.PublicSecurityOfficer, Item: permit.FraudulentlyObtained, Finding: finding(permit.FoundFraudulent, on)}, on, nil)
	}
	return rule.Decision{}
}

// groundOf and itemGround are the grounds of good findings.
var groundOf = map[permit.CancellationGround]permit.Ground{
	permit.FalseProofs: permit.FoundFalseProofs, permit.ConditionsNotMet: permit.FoundNeverMet,
	permit.BecameBeijingHousehold: permit.FoundBeijingHousehold, permit.HolderDied: permit.FoundDeath,
	permit.RequiredByOtherRule: permit.FoundOtherRule,
}

var itemGround = map[permit.ConfiscatedItem]permit.Ground{
	permit.FraudulentlyObtained: permit.FoundFraudulent, permit.Forged: permit.FoundForged, permit.Altered: permit.FoundAltered,
}

// approvalOf is a decision that allows that act on that day: what it rests on was
// found well, however the payload states it.
func approvalOf(what permit.Payload, on civil.Date) rule.Decision {
	switch w := what.(type) {
	case permit.Cancellation:
		f := permit.CancellationFacts{Permit: alive(on), By: permit.PublicSecurityOfficer}
		good := finding(groundOf[w.Ground], on)
		switch w.Ground {
		case permit.FalseProofs:
			f.FalseProofs = good
		case permit.ConditionsNotMet:
			f.NeverMet = good
		case permit.BecameBeijingHousehold:
			f.Household, f.HouseholdOn = good, on
		case permit.HolderDied:
			f.Death, f.DiedOn = good, on
		case permit.RequiredByOtherRule:
			f.OtherRule = good
		default:
			return approval(permit.ActCancelled, on)
		}
		return permit.DecideCancellation(&f, on, nil)
	case permit.Confiscation:
		if g, ok := itemGround[w.Item]; ok {
			return permit.DecideConfiscation(&permit.ConfiscationFacts{
				By: permit.PublicSecurityOfficer, Item: w.Item, Finding: finding(g, on)}, on, nil)
		}
	case permit.Exchange:
		if !w.Other.IsZero() {
			return permit.DecideExchange(&permit.ExchangeFacts{
				Permit: alive(on), OtherClaimed: permit.Yes, Other: finding(permit.FoundOtherExchange, on),
				Returned: rule.Met, Filer: inPerson}, on, nil)
		}
	}
	return approval(what.Kind(), on)
}

var clauseOf = map[permit.ActKind]string{
	permit.ActIssued: "11.1", permit.ActEndorsed: "14.2.b", permit.ActReissued: "12.1", permit.ActExchanged: "12.2",
	permit.ActAddressChanged: "13.1", permit.ActInformationChecked: "21.1.a", permit.ActFindingRecorded: "23.1.0",
	permit.ActSuspensionRecorded: "14.3.a", permit.ActReportedLost: "12.1", permit.ActFound: "12.1",
	permit.ActCancelled: "23.1.a", permit.ActConfiscated: "27.2",
}

// act is a valid act of an officer, recorded at noon of its day.
func act(on civil.Date, what permit.Payload) permit.Act {
	return permit.Act{What: what, On: on, Recorded: noon(on), By: officer,
		Cite: law.MustCite(clauseOf[what.Kind()]), Decision: approvalOf(what, on)}
}

// late is the act recorded on a later day.
func late(a permit.Act, recorded civil.Date) permit.Act {
	a.Recorded = noon(recorded)
	return a
}

func issue(on string) permit.Act {
	return act(d(on), permit.Issue{Card: "C-1", Holder: holder(), Address: home})
}

func endorse(on string) permit.Act { return act(d(on), permit.Endorsement{}) }

func reissue(on string, card, replaces permit.CardNumber) permit.Act {
	return act(d(on), permit.Reissue{Card: card, Replaces: replaces})
}

func exchange(on string, card, replaces permit.CardNumber) permit.Act {
	return act(d(on), permit.Exchange{Card: card, Replaces: replaces, Returned: permit.Yes})
}

func cancel(on string) permit.Act {
	return act(d(on), permit.Cancellation{Ground: permit.FalseProofs, Finding: finding(permit.FoundFalseProofs, d(on))})
}

// record appends the acts, all of which must be admitted.
func record(t testing.TB, p *permit.Policy, acts ...permit.Act) permit.Permit {
	t.Helper()
	record, err := permit.New("P-1")
	require.NoError(t, err)
	for i, a := range acts {
		record, err = record.Append(a, p)
		require.NoError(t, err, "act %d: %v", i, a)
	}
	return record
}

// on is the state on a day.
func on(t testing.TB, r permit.Permit, day string, p *permit.Policy) permit.State {
	t.Helper()
	s, err := r.On(d(day), p)
	require.NoError(t, err)
	return s
}

// through is a value after a trip through JSON.
func through[T any](t testing.TB, v T) T {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(b, &back))
	return back
}

// withHolidays are the default readings with the holidays of 2025 and 2026.
func withHolidays() *permit.Policy {
	p := &permit.Policy{}
	p.Endorsement.Calendar = civil.BuiltIn()
	return p
}
