package eligibility_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A fact text is what the applicant is told was found (11.2), so each must say
// what the record says, and not what some other record would. The lines give
// the English text whole; texts sees to it that the Chinese one is not English.
func TestWhatIsTold(t *testing.T) {
	every := &eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
	anyAge := &eligibility.Policy{Children: eligibility.ChannelAtAnyAge}
	suffices := &eligibility.Policy{Children: eligibility.GuardianPermitSuffices}
	either := &eligibility.Policy{Insurance: eligibility.InsuranceOrBasis}
	later := &eligibility.Policy{StartsWith: eligibility.WithLaterOfBoth}
	lag2 := &eligibility.Policy{MaxLagMonths: 2}
	edit := func(a *eligibility.Application, f func(*eligibility.Application)) *eligibility.Application {
		f(a)
		return a
	}
	unreviewed := func(a *eligibility.Application) { a.Insurance.Review = eligibility.Review{} }
	reviewedBy := func(r eligibility.Review) *eligibility.Application {
		return edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Dwellings[0].Review = r })
	}
	leased := func(term permit.Term) *eligibility.Application {
		return edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Dwellings[0].Term = term })
	}
	const decide, agency, papers = "decide", "agency", "papers"
	for _, c := range []struct {
		table  string
		a      *eligibility.Application
		policy *eligibility.Policy
		code   string
		want   string
	}{
		// The ages of article 10, without the birth date.
		{agency, child("2015-01-01"), nil, eligibility.CodeUnderSixteen, "on 2026-07-16 under the age of 16"},
		{agency, child("2010-07-15"), nil, eligibility.CodeUnderSixteen, "on 2026-07-16 the age of 16 was reached"},
		{agency, edit(child("2015-01-01"), func(a *eligibility.Application) { a.Applicant.Born = civil.Date{} }), nil, eligibility.CodeUnderSixteen, "birth date not recorded"},
		{agency, child("2014-01-01"), every, eligibility.CodeUnderSixteen, "on 2026-07-16 under the age of 16"},
		{agency, child("2015-01-01"), nil, eligibility.CodeMayActAlone, "on 2026-07-16 the age of 8 was reached"},
		{agency, child("2022-01-01"), nil, eligibility.CodeMayActAlone, "on 2026-07-16 under the age of 8"},
		{agency, child("2022-01-01"), anyAge, eligibility.CodeMayActAlone, ""},
		// The guardian.
		{agency, child("2015-01-01"), nil, eligibility.CodeGuardianHasPermit, "the guardian's permit: active"},
		{agency, edit(child("2015-01-01"), func(a *eligibility.Application) { a.Agent.Household = permit.RegisteredAt(chaoyang) }), nil,
			eligibility.CodeGuardianHasPermit, "the guardian's household is registered in Beijing, so he or she can never obtain one"},
		{agency, child("2015-01-01"), nil, eligibility.CodeAgentIdentity, "valid until 2040-01-01; the day of judgement is 2026-07-16"},
		{agency, edit(child("2015-01-01"), func(a *eligibility.Application) {
			a.Agent.Identity, a.Agent.IdentityShown = permit.Document{}, permit.No
		}), nil, eligibility.CodeAgentIdentity, "shown: no"},
		// Reading A20 (c) stands in only where it was chosen, and only for such a child.
		{decide, child("2015-01-01"), suffices, eligibility.CodeDwellingKind, "the guardian's permit stands in for it"},
		{decide, child("2015-01-01"), nil, eligibility.CodeDwellingKind, "rented housing"},
		{decide, tenant("2026-01-15"), suffices, eligibility.CodeDwellingKind, "rented housing"},
		{decide, child("2015-01-01"), suffices, eligibility.CodeHalfYear, "the guardian's permit stands in for it"},
		{decide, child("2015-01-01"), nil, eligibility.CodeHalfYear, "counted from 2025-01-01, full from 2025-07-02; the day of judgement is 2026-07-16"},
		{decide, tenant("2026-01-15"), suffices, eligibility.CodeHalfYear, "counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-16"},
		// Nothing stated, nothing there, something else relied on.
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Dwellings, a.Claims = nil, 0 }), nil, eligibility.CodeDwellingStated, "not recorded"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Dwellings, a.Claims = []eligibility.Dwelling{}, 0 }), nil, eligibility.CodeDwellingStated, "recorded as none"},
		{decide, tenant("2026-01-15"), nil, eligibility.CodeDwellingStated, "number stated: 1"},
		{decide, student(), nil, eligibility.CodeDwellingStated, "the applicant does not rely on it"},
		{decide, edit(student(), func(a *eligibility.Application) { a.Studies, a.Claims = nil, 0 }), nil, eligibility.CodeStudyStated, "not recorded"},
		{decide, edit(student(), func(a *eligibility.Application) { a.Studies, a.Claims = []eligibility.Study{}, 0 }), nil, eligibility.CodeStudyStated, "recorded as none"},
		{decide, edit(student(), func(a *eligibility.Application) { a.Employments, a.Claims = nil, 0 }), nil, eligibility.CodeEmploymentStated, "not recorded"},
		{decide, edit(student(), func(a *eligibility.Application) { a.Claims = 0 }), nil, eligibility.CodeEmploymentStated, "recorded as none"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Registrations = nil }), nil, eligibility.CodeRegistered, "not recorded"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Registrations = []eligibility.Registration{} }), nil, eligibility.CodeRegistered, "none in force on 2026-07-16"},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) { a.Insurance.Months = nil }), nil, eligibility.CodeInsured, "not recorded"},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) { a.Insurance.Months = []eligibility.InsuranceMonth{} }), nil, eligibility.CodeInsured, "recorded as none"},
		{decide, employee("2026-01", "2026-06"), nil, eligibility.CodeInsured,
			"the latest unbroken run is from 2026-01 to 2026-06, 6 months; the month of judgement is 2026-07, and the run must reach 2026-06"},
		{decide, employee("2025-10", "2026-04"), lag2, eligibility.CodeInsured,
			"the latest unbroken run is from 2025-10 to 2026-04, 7 months; the month of judgement is 2026-07, and the run must reach 2026-05"},
		{decide, edit(employee("2025-10", "2026-04"), func(a *eligibility.Application) {
			a.Insurance.Months = append(a.Insurance.Months, insured("2026-06", "2026-07")...)
		}), nil, eligibility.CodeInsured,
			"the latest unbroken run is from 2026-06 to 2026-07, 2 months; the month of judgement is 2026-07, and the run must reach 2026-06"},
		{decide, edit(employee("2026-06", "2026-06"), func(a *eligibility.Application) { a.Insurance.Months[0].Place = tianjin }), nil,
			eligibility.CodeInsured, "no month counts up to 2026-07"},
		// The later of registration and residence (A08 c) needs both.
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.ResidesSince = day("2026-02-01") }), later, eligibility.CodeHalfYear,
			"counted from 2026-02-01, full from 2026-08-02; the day of judgement is 2026-07-16"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.ResidesSince = day("2026-01-01") }), later, eligibility.CodeHalfYear,
			"counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-16"},
		{decide, tenant("2026-01-15"), later, eligibility.CodeHalfYear, "there is no day to count from"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) {
			a.Registrations, a.ResidesSince = []eligibility.Registration{}, day("2025-01-01")
		}), later, eligibility.CodeHalfYear, "there is no day to count from"},
		// The dwelling and the job.
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) {
			a.Dwellings[0].Kind, a.Dwellings[0].Other = eligibility.OtherDwelling, finding(eligibility.GroundOtherDwelling, permit.NotEstablished)
		}), nil, eligibility.CodeDwellingKind, "other, not established"},
		{decide, employee("2026-01", "2026-06"), nil, eligibility.CodeHired, "basis: labour contract; employer: enterprise"},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) { a.Employments[0].Employer = eligibility.EmployerUnknown }), nil,
			eligibility.CodeHired, "basis: labour contract"},
		{decide, employee("2026-01", "2026-06"), nil, eligibility.CodeLicensed, "basis: labour contract; employer: enterprise"},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) { a.Employments[0] = licence() }), nil,
			eligibility.CodeLicensed, "tertiary sector; licence in the name of: the person himself or herself"},
		{decide, employee("2026-01", "2026-06"), nil, eligibility.CodeOtherEmployment, ""},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) {
			a.Employments[0].Basis, a.Employments[0].Other = eligibility.OtherBasis, finding(eligibility.GroundOtherEmployment, permit.Established)
		}), nil, eligibility.CodeOtherEmployment, "established"},
		// A basis stands in for the review of insurance only under A10 (b), and only
		// where it holds and the review does not.
		{decide, edit(employee("2026-01", "2026-06"), unreviewed), nil, eligibility.CodeInsuranceReviewed, "not reviewed yet"},
		{decide, edit(employee("2026-01", "2026-06"), unreviewed), either, eligibility.CodeInsuranceReviewed, "under the reading chosen, the basis of employment stands in for insurance"},
		{decide, employee("2026-01", "2026-06"), either, eligibility.CodeInsuranceReviewed, "human resources and social security department: accepted"},
		{decide, employee("2026-01", "2026-06"), nil, eligibility.CodeInsuranceReviewed, "human resources and social security department: accepted"},
		{decide, edit(employee("2026-01", "2026-06"), func(a *eligibility.Application) { unreviewed(a); a.Employments[0].Term = permit.Term{} }), either,
			eligibility.CodeInsuranceReviewed, "not reviewed yet"},
		// The papers.
		{papers, tenant("2026-01-15"), nil, eligibility.CodePhoto, "submitted: yes"},
		{papers, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Materials.Photo = permit.Photo{} }), nil, eligibility.CodePhoto, "submitted: not recorded"},
		{papers, edit(tenant("2026-01-15"), func(a *eligibility.Application) {
			a.Materials.Photo, a.Materials.PhotoSubmitted = permit.Photo{}, permit.No
		}), nil, eligibility.CodePhoto, "submitted: no"},
		{papers, tenant("2026-01-15"), nil, eligibility.CodeIdentityKind, "document: resident identity card; shown: yes"},
		{papers, edit(tenant("2026-01-15"), func(a *eligibility.Application) {
			a.Materials.Identity, a.Materials.IdentityShown = permit.Document{}, permit.No
		}), nil, eligibility.CodeIdentityKind, "document: not recorded; shown: no"},
		// The scope.
		{decide, tenant("2026-01-15"), nil, eligibility.CodeHukouElsewhere, "household registered in Beijing: no"},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) { a.Applicant.Household = permit.Household{} }), nil,
			eligibility.CodeHukouElsewhere, "household registration: not recorded"},
		{decide, tenant("2026-01-15"), nil, eligibility.CodeNotServing, ""},
		{decide, edit(tenant("2026-01-15"), func(a *eligibility.Application) {
			a.Applicant.ServingMilitary, a.ServiceFinding = permit.Yes, finding(eligibility.GroundServingMilitary, permit.Established)
		}), nil, eligibility.CodeNotServing, "in military service, established"},
		// Study.
		{decide, student(), nil, eligibility.CodeAttending, "from 2025-09-01 until 2029-07-10; the day of judgement is 2026-07-16"},
		{decide, edit(student(), func(a *eligibility.Application) { a.Studies[0].Attendance = eligibility.OnLeave }), nil, eligibility.CodeAttending, "on leave of absence"},
		// Terms, as far as they are recorded.
		{decide, leased(permit.Term{}), nil, eligibility.CodeDwellingInForce, "term not recorded"},
		{decide, leased(permit.Term{LongTerm: true}), nil, eligibility.CodeDwellingInForce, "without end, its start not recorded; the day of judgement is 2026-07-16"},
		{decide, leased(permit.Term{From: day("2025-01-01"), LongTerm: true}), nil, eligibility.CodeDwellingInForce, "from 2025-01-01, without end; the day of judgement is 2026-07-16"},
		{decide, leased(permit.Term{From: day("2025-01-01")}), nil, eligibility.CodeDwellingInForce, "from 2025-01-01, its end not recorded; the day of judgement is 2026-07-16"},
		{decide, leased(permit.Term{Until: day("2027-01-01")}), nil, eligibility.CodeDwellingInForce, "its start not recorded, until 2027-01-01; the day of judgement is 2026-07-16"},
		{decide, leased(term("2025-01-01", "2027-01-01")), nil, eligibility.CodeDwellingInForce, "from 2025-01-01 until 2027-01-01; the day of judgement is 2026-07-16"},
		// Reviews (5.2): who gave them, and why one decides nothing.
		{decide, reviewedBy(eligibility.Review{}), nil, eligibility.CodeDwellingProof, "not reviewed yet"},
		{decide, reviewedBy(eligibility.Review{Outcome: eligibility.Accepted}), nil, eligibility.CodeDwellingProof, "accepted, but the department is not recorded"},
		{decide, reviewedBy(accepted(permit.Housing)), nil, eligibility.CodeDwellingProof, "housing and urban-rural development department: accepted"},
		{decide, reviewedBy(accepted(permit.Education)), nil, eligibility.CodeDwellingProof, "accepted by the education department, which is competent for other proofs: the review decides nothing"},
		{decide, reviewedBy(accepted(permit.CivilAffairs)), nil, eligibility.CodeDwellingProof, "accepted by the civil affairs department; whether the open end of the list covers it needs a finding"},
		{decide, reviewedBy(func() eligibility.Review {
			r := accepted(permit.CivilAffairs)
			r.Competence = finding(eligibility.GroundReviewerCompetence, permit.NotEstablished)
			return r
		}()), nil, eligibility.CodeDwellingProof, "accepted by the civil affairs department, which was found not to be competent"},
		{decide, reviewedBy(func() eligibility.Review {
			r := accepted(permit.CivilAffairs)
			r.Competence = finding(eligibility.GroundReviewerCompetence, permit.Established)
			return r
		}()), nil, eligibility.CodeDwellingProof, "civil affairs department: accepted"},
		{decide, reviewedBy(rejected(permit.Housing)), nil, eligibility.CodeDwellingProof, "housing and urban-rural development department: rejected"},
		{decide, reviewedBy(func() eligibility.Review {
			r := rejected(permit.Housing)
			r.Reason = ""
			return r
		}()), nil, eligibility.CodeDwellingProof, "rejected by the housing and urban-rural development department without stating reasons"},
	} {
		var d rule.Decision
		switch c.table {
		case decide:
			d = eligibility.Decide(c.a, day(july16), c.policy)
		case agency:
			d = eligibility.Agency(&c.a.Filing, day(july16), c.policy)
		case papers:
			d = eligibility.Materials(c.a, day(july16), c.policy)
		}
		assert.Equal(t, c.want, factOf(d, c.code), "%s %+v", c.code, c.policy)
		for _, r := range d.Results() {
			if r.Code == c.code {
				assert.Equal(t, c.want == "", r.Fact(language.Chinese) == "", c.code)
			}
		}
		texts(t, d)
	}
}

// An entry without a month is no month paid, and a month that is not recent
// enough, or longer ago than anybody asks, is not one that is.
func TestInsuranceEntryWithoutMonth(t *testing.T) {
	a := employee("2026-02", "2026-06") // five months
	a.Insurance.Months = append(a.Insurance.Months, eligibility.InsuranceMonth{Place: chaoyang, Status: eligibility.PaidOnTime})
	d := eligibility.Decide(a, day(july16), nil)
	assert.NotEqual(t, rule.Met, d.Truth(eligibility.CodeInsured))
}

// A registration that a finding left out is named: it is why none is there (7.2,
// 11.2). One that had not begun would not have counted anyway.
func TestAFalseRegistrationIsTold(t *testing.T) {
	untrue := func(first, last string) eligibility.Registration {
		r := at(permit.Chaoyang, first, last)
		r.Falsity = finding(eligibility.GroundFalseRegistration, permit.Established)
		return r
	}
	const one = "; the registration of 2026-01-15 was found to be false on 2026-07-17 and does not count"
	for name, c := range map[string]struct {
		list                 []eligibility.Registration
		registered, halfYear string
	}{
		"the only one": {[]eligibility.Registration{untrue("2026-01-15", "")},
			"none in force on 2026-07-16" + one, "there is no day to count from" + one},
		"the earlier one": {[]eligibility.Registration{untrue("2026-01-15", "2026-04-30"), at(permit.Chaoyang, "2026-05-01", "")},
			"registered since 2026-05-01", "counted from 2026-05-01, full from 2026-11-02; the day of judgement is 2026-07-16" + one},
		"two": {[]eligibility.Registration{untrue("2026-01-15", "2026-04-30"), untrue("2026-05-01", "")},
			"none in force on 2026-07-16; registrations found to be false, which do not count: 2",
			"there is no day to count from; registrations found to be false, which do not count: 2"},
		"one to come":    {[]eligibility.Registration{untrue("2026-08-01", "")}, "none in force on 2026-07-16", "there is no day to count from"},
		"only suspected": {[]eligibility.Registration{{First: day("2026-01-15"), Falsity: permit.Finding{Ground: eligibility.GroundFalseRegistration}}}, "registered since 2026-01-15", "counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-16"},
	} {
		a := tenant("2026-01-15")
		a.Registrations = c.list
		d := eligibility.Decide(a, day(july16), nil)
		assert.Equal(t, c.registered, factOf(d, eligibility.CodeRegistered), name)
		assert.Equal(t, c.halfYear, factOf(d, eligibility.CodeHalfYear), name)
		texts(t, d)
	}
}

// Under A09 c the days add up, and no day is told on which nothing happened. From
// 10 January to 31 March are 81 days, from 6 April to 15 July 101. Without the gap
// of five days the half-year would be full from 11 July; so it is from 16 July.
func TestDaysThatAddUpAreTold(t *testing.T) {
	later := at(permit.Haidian, "2026-04-06", "")
	ended := at(permit.Haidian, "2026-04-06", "2026-07-12")
	first := at(permit.Chaoyang, "2026-01-10", "2026-03-31")
	for name, c := range map[string]struct {
		list     []eligibility.Registration
		on, want string
		outcome  rule.Outcome
	}{
		"a day too early": {[]eligibility.Registration{first, later}, "2026-07-15",
			"from 2026-01-10 until 2026-07-15, the day of judgement, 182 days of registration in all; full from 2026-07-16 if the registration goes on", no},
		"the first day": {[]eligibility.Registration{later, first}, july16,
			"from 2026-01-10 until 2026-07-16, the day of judgement, 183 days of registration in all", yes},
		"ended": {[]eligibility.Registration{first, ended}, "2026-07-15",
			"from 2026-01-10 until 2026-07-15, the day of judgement, 179 days of registration in all", no},
		"a segment that ends before it begins": {[]eligibility.Registration{at(permit.Chaoyang, "2025-01-10", "2025-01-09"), first, later}, "2026-07-15",
			"from 2026-01-10 until 2026-07-15, the day of judgement, 182 days of registration in all; full from 2026-07-16 if the registration goes on", no},
		"one run": {[]eligibility.Registration{at(permit.Chaoyang, "2026-01-15", "2026-04-05"), later}, "2026-07-15",
			"counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-15", no},
		"none": {[]eligibility.Registration{}, "2026-07-15", "there is no day to count from", no},
	} {
		a := tenant("2026-01-15")
		a.Registrations = c.list
		p := eligibility.Policy{Continuity: eligibility.PeriodsAddUp}
		d := eligibility.Decide(a, day(c.on), &p)
		assert.Equal(t, c.want, factOf(d, eligibility.CodeHalfYear), name)
		assert.Equal(t, c.outcome, d.Outcome(), name)
		texts(t, d)
		// What starts the half-year under A08 b is a day of its own.
		a.ResidesSince, p.StartsWith = day("2026-02-01"), eligibility.WithActualResidence
		assert.Contains(t, factOf(eligibility.Decide(a, day(c.on), &p), eligibility.CodeHalfYear), "counted from 2026-02-01", name)
	}
}

// What is told of the day that starts the half-year is what it is, also where it
// happens to be the day to which the registered days add up: from 10 January to 31
// March are 81 days, from 6 April to 16 July 102, which one run from 15 January
// would have made.
func TestTheDayOfActualResidenceIsNoSum(t *testing.T) {
	a := registrations(at(permit.Chaoyang, "2026-01-10", "2026-03-31"), at(permit.Haidian, "2026-04-06", ""))
	a.ResidesSince = day("2026-01-15")
	p := eligibility.Policy{Continuity: eligibility.PeriodsAddUp}
	told := func() string { return factOf(eligibility.Decide(a, day(july16), &p), eligibility.CodeHalfYear) }
	assert.Contains(t, told(), "183 days of registration in all")
	p.StartsWith = eligibility.WithActualResidence
	assert.Equal(t, "counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-16", told())
	// The later of both is the residence; it is no sum either.
	p.StartsWith, a.ResidesSince = eligibility.WithLaterOfBoth, day("2026-02-01")
	assert.Equal(t, "counted from 2026-02-01, full from 2026-08-02; the day of judgement is 2026-07-16", told())
	// The later of both is the sum.
	a.ResidesSince = day("2026-01-14")
	assert.Contains(t, told(), "183 days of registration in all")
}

// No registration is no half-year, whichever periods holidays move (A03).
func TestNoRegistrationUnderEachExtension(t *testing.T) {
	a := tenant("2026-01-15")
	a.Registrations = []eligibility.Registration{}
	for _, p := range []*eligibility.Policy{
		nil, {Calendar: civil.BuiltIn()}, {Extension: civil.EveryPeriod}, {Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()},
	} {
		assert.Equal(t, rule.Unmet, eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeHalfYear), "%+v", p)
	}
}

// Under A09 (b) a move to another district breaks the run. What district an old,
// a future or a false registration was for is no reason to doubt it.
func TestForeignSegmentsOpenNothing(t *testing.T) {
	p := &eligibility.Policy{Continuity: eligibility.OneRunInDistrict}
	moved := []eligibility.Registration{
		{First: day("2025-01-10"), Last: day("2026-06-30"), District: permit.Chaoyang},
		{First: day("2026-07-01"), District: permit.Haidian},
	}
	for name, extra := range map[string]eligibility.Registration{
		"old":    {First: day("2020-01-01"), Last: day("2020-03-01")},
		"future": {First: day("2026-08-01")},
		"false":  {First: day("2024-01-01"), Falsity: finding(eligibility.GroundFalseRegistration, permit.Established)},
	} {
		a := tenant("2025-01-10")
		a.Registrations = append([]eligibility.Registration{extra}, moved...)
		assert.Equal(t, rule.Unmet, eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeHalfYear), name)
	}
	// One in force whose district nobody recorded may be the one moved to, or not.
	a := tenant("2025-01-10")
	a.Registrations = []eligibility.Registration{moved[0], {First: day("2026-07-01")}}
	assert.Equal(t, rule.Unknown, eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeHalfYear))
}

// A list may have a thousand entries and not one more; a fault is told once.
func TestRecordsAtTheirLimits(t *testing.T) {
	for _, n := range []int{1000, 1001} {
		for name, fill := range map[string]func(*eligibility.Application){
			"registrations": func(a *eligibility.Application) {
				a.Registrations = nil
				for range n {
					a.Registrations = append(a.Registrations, eligibility.Registration{First: day("2026-01-15")})
				}
			},
			"insurance.months": func(a *eligibility.Application) {
				for range n {
					a.Insurance.Months = append(a.Insurance.Months, insured("2026-01", "2026-01")...)
				}
			},
			"employments": func(a *eligibility.Application) { a.Employments = make([]eligibility.Employment, n) },
			"dwellings":   func(a *eligibility.Application) { a.Dwellings = make([]eligibility.Dwelling, n) },
			"studies":     func(a *eligibility.Application) { a.Studies = make([]eligibility.Study, n) },
		} {
			a := tenant("2026-01-15")
			fill(a)
			err := a.Validate()
			if n == 1000 {
				require.NoError(t, err, name)
				continue
			}
			var fault *permit.RecordError
			require.ErrorAs(t, err, &fault, name)
			require.Len(t, fault.Faults, 1, name)
			assert.Equal(t, name, fault.Faults[0].Field)
		}
	}
	a := tenant("2026-01-15")
	a.ServiceFinding = finding("", permit.Established)
	var fault *permit.RecordError
	require.ErrorAs(t, a.Validate(), &fault)
	require.Len(t, fault.Faults, 1, "%v", fault)
	assert.True(t, strings.HasPrefix(fault.Faults[0].Field, "serviceFinding"), fault.Faults[0].Field)
}

// A guardian is one unless recorded otherwise, and a relative need not be one.
func TestGuardianshipThatContradictsItself(t *testing.T) {
	for _, c := range []struct {
		relation permit.Relation
		guardian permit.Flag
		ok       bool
	}{
		{permit.Guardian, permit.FlagUnknown, true}, {permit.Guardian, permit.Yes, true}, {permit.Guardian, permit.No, false},
		{permit.Parent, permit.No, true}, {permit.Sibling, permit.No, true}, {permit.Parent, permit.Yes, true}, {permit.Sibling, permit.FlagUnknown, true},
	} {
		a := child("2015-01-01")
		a.Agent.Relation, a.Agent.Guardian = c.relation, c.guardian
		err := a.Filing.Validate()
		assert.Equal(t, c.ok, err == nil, "%v %v: %v", c.relation, c.guardian, err)
	}
}

// A lease that has not begun brings the dwelling on its first day, however short
// it is; where it must still last six months (A15 b), only if it does.
func TestWaitingForAShortLease(t *testing.T) {
	still := &eligibility.Policy{Lasting: eligibility.MustStillLast}
	for _, c := range []struct {
		until  string
		policy *eligibility.Policy
		want   string
	}{
		{"2026-12-31", nil, "2026-08-01"}, {"2026-12-31", still, ""},
		{"2027-01-31", still, ""}, {"2027-02-01", still, "2026-08-01"}, {"2027-02-01", nil, "2026-08-01"},
	} {
		a := tenant("2025-01-01")
		a.Dwellings[0].Term = term("2026-08-01", c.until)
		earliest := ""
		for _, r := range eligibility.Decide(a, day(july16), c.policy).Remedies() {
			if len(r.Needs) == 1 && r.Needs[0].Code == eligibility.CodeDwellingInForce {
				earliest = r.Earliest.String()
			}
		}
		assert.Equal(t, c.want, earliest, "until %s, %+v", c.until, c.policy)
	}
}

// Registrations that reach back to the first day of the calendar end the count.
func TestRegisteredSinceTheFirstDay(t *testing.T) {
	p := &eligibility.Policy{Continuity: eligibility.PeriodsAddUp}
	a := tenant("0001-01-01")
	assert.Equal(t, rule.Met, eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeHalfYear))
	a.Registrations[0].Last = day("0001-01-02")
	assert.Equal(t, rule.Unmet, eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeHalfYear))
}

// Time alone brings the study of somebody who attends from a day to come on, in
// a term that is then in force; it answers no open question and undoes no end.
func TestWaitingForTheTermToBegin(t *testing.T) {
	for name, c := range map[string]struct {
		attendance eligibility.Attendance
		term       permit.Term
		want       string
	}{
		"begins":               {eligibility.Attending, term("2026-09-01", "2029-07-10"), "2026-09-01"},
		"attendance unknown":   {eligibility.AttendanceUnknown, term("2026-09-01", "2029-07-10"), ""},
		"on leave":             {eligibility.OnLeave, term("2026-09-01", "2029-07-10"), ""},
		"its end not recorded": {eligibility.Attending, permit.Term{From: day("2026-09-01")}, ""},
		"ended":                {eligibility.Attending, term("2020-09-01", "2026-07-10"), ""},
	} {
		a := student()
		a.Studies[0].Attendance, a.Studies[0].Term = c.attendance, c.term
		remedies := eligibility.Decide(a, day(july16), nil).Remedies()
		seen := false
		for _, r := range remedies {
			if len(r.Needs) == 1 && r.Needs[0].Code == eligibility.CodeAttending {
				seen = true
				assert.Equal(t, c.want, r.Earliest.String(), name)
			}
		}
		assert.True(t, seen, name)
	}
}
