package eligibility_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

const july16 = "2026-07-16"

// Insurance and basis (reading A10).
func TestInsuranceAndBasis(t *testing.T) {
	either := eligibility.Policy{Insurance: eligibility.InsuranceOrBasis}
	employees := eligibility.Policy{Insurance: eligibility.InsuranceForEmployeesOnly}
	all := func(a *eligibility.Application, def, or, emp rule.Outcome) {
		t.Helper()
		judge(t, a, judged{july16, eligibility.Policy{}, def}, judged{july16, either, or}, judged{july16, employees, emp})
	}
	all(employee("2026-01", "2026-06"), yes, yes, yes)

	uninsured := employee("2026-01", "2026-06")
	uninsured.Insurance.Months = []eligibility.InsuranceMonth{}
	all(uninsured, no, yes, no)
	require.Equal(t, []string{eligibility.CodeInsured, eligibility.CodeDwellingStated, eligibility.CodeStudyStated},
		codes(eligibility.Decide(uninsured, day(july16), nil).Reasons()))
	uninsured.Insurance = eligibility.SocialInsurance{}
	all(uninsured, open, yes, open)

	ended := employee("2025-11", "2026-06")
	ended.Employments[0].Term = term("2024-01-01", "2026-07-15")
	all(ended, no, yes, no)

	jobless := employee("2025-11", "2026-06")
	jobless.Employments = []eligibility.Employment{}
	all(jobless, no, yes, no)
	jobless.Employments = nil
	all(jobless, open, yes, open)
	jobless.Insurance.Review = rejected(permit.HumanResources)
	all(jobless, no, open, open) // there may be a job, and it may be a licence

	shop := employee("2026-01", "2026-06")
	shop.Employments[0] = licence()
	all(shop, yes, yes, yes)
	shop.Insurance = eligibility.SocialInsurance{Months: []eligibility.InsuranceMonth{}}
	all(shop, no, yes, yes)

	// Neither.
	neither := employee("2026-02", "2026-06")
	neither.Employments = []eligibility.Employment{}
	all(neither, no, no, no)
	// Not relied on and nothing recorded.
	silent := from("2025-01-01")
	silent.Employments = nil
	silent.Claims = eligibility.ClaimDwelling
	all(silent, no, no, no)

	// Of several jobs the one that makes the whole hold counts.
	two := employee("2026-02", "2026-06")
	two.Employments = []eligibility.Employment{contract(), licence()}
	all(two, no, yes, yes)
	two.Employments = []eligibility.Employment{licence(), contract()}
	all(two, no, yes, yes)
	two.Employments[0].Term = permit.Term{}
	all(two, no, yes, open)
	// The texts say what stood in for what.
	d := eligibility.Decide(shop, day(july16), &employees)
	require.Contains(t, factOf(d, eligibility.CodeInsured), "the basis of employment stands in")
	d = eligibility.Decide(jobless, day(july16), &either)
	require.NotContains(t, factOf(d, eligibility.CodeOtherEmployment), "insurance is enough")
	jobless.Insurance.Review = accepted(permit.HumanResources)
	d = eligibility.Decide(jobless, day(july16), &either)
	require.Contains(t, factOf(d, eligibility.CodeOtherEmployment), "insurance is enough")
}

// factOf is what a decision found for a condition, in English.
func factOf(d rule.Decision, code string) string {
	for _, r := range d.Results() {
		if r.Code == code {
			return r.Fact(language.English)
		}
	}
	return "no such condition"
}

// Under A10 c only employees need insurance. Whoever works on a licence is none,
// also in the primary sector or on a licence in another's name: there only the
// finding is missing whether the clause covers the case (A12). A nanny hired by a
// family is an employee.
func TestInsuranceOfThoseWhoAreNoEmployees(t *testing.T) {
	c := eligibility.Policy{Insurance: eligibility.InsuranceForEmployeesOnly}
	uninsured := func(change func(*eligibility.Employment)) *eligibility.Application {
		a := employee("2026-01", "2026-06")
		a.Employments[0] = licence()
		change(&a.Employments[0])
		a.Insurance = eligibility.SocialInsurance{Months: []eligibility.InsuranceMonth{}}
		return a
	}
	other := func(o permit.FindingOutcome) permit.Finding { return finding(eligibility.GroundOtherEmployment, o) }
	for name, unlisted := range map[string]func(*eligibility.Employment){
		"primary sector": func(e *eligibility.Employment) { e.Sector = eligibility.PrimarySector },
		"spouse's name":  func(e *eligibility.Employment) { e.Holder = permit.Spouse },
	} {
		a := uninsured(unlisted)
		judge(t, a, judged{july16, c, open}, judged{july16, eligibility.Policy{}, no})
		require.Equal(t, []string{eligibility.CodeOtherEmployment}, codes(eligibility.Decide(a, day(july16), &c).Questions()), name)
		a.Employments[0].Other = other(permit.Established)
		judge(t, a, judged{july16, c, yes}, judged{july16, eligibility.Policy{}, no})
		a.Employments[0].Other = other(permit.NotEstablished)
		judge(t, a, judged{july16, c, no})
		// Of two jobs, one in order but uninsured and this one, it is this one that is open.
		a.Employments = append([]eligibility.Employment{contract()}, a.Employments...)
		a.Employments[1].Other = permit.Finding{}
		judge(t, a, judged{july16, c, open})
	}
	nanny := uninsured(func(e *eligibility.Employment) {
		e.Basis, e.Employer = eligibility.LabourContract, eligibility.OtherEmployer
	})
	judge(t, nanny, judged{july16, c, no})
	judge(t, uninsured(func(e *eligibility.Employment) { e.Basis = eligibility.BasisUnknown }), judged{july16, c, open})
}

// licence is a business licence in the tertiary sector, accepted.
func licence() eligibility.Employment {
	return eligibility.Employment{
		Basis: eligibility.BusinessLicence, Sector: eligibility.TertiarySector, Holder: permit.Self,
		Term: term("2020-01-01", "长期"), Review: accepted(permit.Commerce),
	}
}

// The run of insurance (reading A11).
func TestInsured(t *testing.T) {
	back := eligibility.Policy{AcceptBackPaid: true}
	lag2 := eligibility.Policy{MaxLagMonths: 2}
	far := eligibility.Policy{MaxLagMonths: 57}
	change := func(a *eligibility.Application, m string, f func(*eligibility.InsuranceMonth)) *eligibility.Application {
		for i := range a.Insurance.Months {
			if a.Insurance.Months[i].Month == month(m) {
				f(&a.Insurance.Months[i])
			}
		}
		return a
	}
	status := func(s eligibility.Contribution) func(*eligibility.InsuranceMonth) {
		return func(m *eligibility.InsuranceMonth) { m.Status = s }
	}
	judge(t, employee("2026-01", "2026-06"), judged{july16, eligibility.Policy{}, yes},
		judged{"2026-06-30", eligibility.Policy{}, yes}, judged{"2026-07-01", eligibility.Policy{}, yes},
		judged{"2026-07-31", eligibility.Policy{}, yes}, judged{"2026-08-01", eligibility.Policy{}, no},
		// The month before the last one paid lies in the future of this day.
		judged{"2026-05-31", eligibility.Policy{}, no})
	judge(t, employee("2026-02", "2026-07"), judged{july16, eligibility.Policy{}, yes})
	judge(t, employee("2026-02", "2026-06"), judged{july16, eligibility.Policy{}, no}) // five
	judge(t, employee("2025-12", "2026-05"), judged{july16, eligibility.Policy{}, no}, judged{july16, lag2, yes},
		judged{"2026-08-01", lag2, no})
	judge(t, employee("2021-05", "2021-10"), judged{july16, far, yes}, judged{"2026-08-01", far, no})
	judge(t, change(employee("2026-01", "2026-06"), "2026-04", status(eligibility.BackPaid)),
		judged{july16, eligibility.Policy{}, no}, judged{july16, back, yes})
	judge(t, change(employee("2026-01", "2026-06"), "2026-04", status(eligibility.PaidLate)), judged{july16, eligibility.Policy{}, yes})
	judge(t, change(employee("2026-01", "2026-06"), "2026-04", status(eligibility.Unpaid)), judged{july16, back, no})
	judge(t, change(employee("2026-01", "2026-06"), "2026-04", status(eligibility.ContributionUnknown)), judged{july16, eligibility.Policy{}, open})
	// Jan–Mar in Beijing, Apr–Jun in Tianjin; six months in Hebei; a month at an
	// unknown place.
	moved := employee("2026-01", "2026-06")
	for i := range moved.Insurance.Months[3:] {
		moved.Insurance.Months[3+i].Place = tianjin
	}
	judge(t, moved, judged{july16, eligibility.Policy{}, no})
	abroad := employee("2026-01", "2026-06")
	for i := range abroad.Insurance.Months {
		abroad.Insurance.Months[i].Place = hebei
	}
	judge(t, abroad, judged{july16, eligibility.Policy{}, no})
	judge(t, change(employee("2026-01", "2026-06"), "2026-04", func(m *eligibility.InsuranceMonth) { m.Place = permit.Division{} }),
		judged{july16, eligibility.Policy{}, open})
	// Three, a gap, three.
	gap := employee("2026-01", "2026-07")
	gap.Insurance.Months = slices.Delete(gap.Insurance.Months, 3, 4)
	judge(t, gap, judged{july16, eligibility.Policy{}, no})
	require.Contains(t, factOf(eligibility.Decide(gap, day(july16), nil), eligibility.CodeInsured), "from 2026-05 to 2026-07, 3 months")
	// Order and doubles do not matter, months without a month do not count.
	messy := employee("2026-01", "2026-06")
	slices.Reverse(messy.Insurance.Months)
	messy.Insurance.Months = append(messy.Insurance.Months, messy.Insurance.Months[2],
		eligibility.InsuranceMonth{Month: month("2026-03"), Place: tianjin, Status: eligibility.Unpaid},
		eligibility.InsuranceMonth{Place: place("110000"), Status: eligibility.PaidOnTime},
		eligibility.InsuranceMonth{Month: month("2099-01"), Place: place("110000"), Status: eligibility.PaidOnTime},
		eligibility.InsuranceMonth{Month: month("1999-01"), Place: place("110000"), Status: eligibility.PaidOnTime})
	judge(t, messy, judged{july16, eligibility.Policy{}, yes})
	none := employee("2026-01", "2026-06")
	none.Insurance.Months = insured("1990-01", "1990-06")
	judge(t, none, judged{july16, eligibility.Policy{}, no})
	require.Contains(t, factOf(eligibility.Decide(none, day(july16), nil), eligibility.CodeInsured), "no month counts")
}

// The list of bases and its open end (reading A12, clauses 8.2.a and 5.2).
func TestBasis(t *testing.T) {
	type change = func(*eligibility.Employment)
	basis := func(b eligibility.EmploymentBasis, by eligibility.EmployerKind) change {
		return func(e *eligibility.Employment) { e.Basis, e.Employer = b, by }
	}
	found := func(o permit.FindingOutcome) change {
		return func(e *eligibility.Employment) {
			e.Basis, e.Employer = eligibility.OtherBasis, eligibility.OtherEmployer
			e.Other = finding(eligibility.GroundOtherEmployment, o)
		}
	}
	for name, c := range map[string]struct {
		change change
		want   rule.Outcome
	}{
		"contract with an enterprise":             {basis(eligibility.LabourContract, eligibility.Enterprise), yes},
		"contract with a state organ":             {basis(eligibility.LabourContract, eligibility.StateOrgan), yes},
		"contract with an individual business":    {basis(eligibility.LabourContract, eligibility.IndividualBusiness), open},
		"nanny hired by a family":                 {basis(eligibility.LabourContract, eligibility.OtherEmployer), open},
		"contract, employer not recorded":         {basis(eligibility.LabourContract, eligibility.EmployerUnknown), open},
		"recruited by a public institution":       {basis(eligibility.Recruited, eligibility.PublicInstitution), yes},
		"recruited by a social organisation":      {basis(eligibility.Recruited, eligibility.SocialOrganisation), yes},
		"recruited by an enterprise":              {basis(eligibility.Recruited, eligibility.Enterprise), open},
		"recruited, employer not recorded":        {basis(eligibility.Recruited, eligibility.EmployerUnknown), open},
		"basis not recorded":                      {basis(eligibility.BasisUnknown, eligibility.Enterprise), open},
		"platform work, no finding":               {basis(eligibility.OtherBasis, eligibility.OtherEmployer), open},
		"platform work, found to be covered":      {found(permit.Established), yes},
		"platform work, found not to be":          {found(permit.NotEstablished), no},
		"platform work, finding asked for":        {found(permit.Open), open},
		"licence, tertiary sector":                {func(e *eligibility.Employment) { *e = licence() }, yes},
		"licence, secondary sector":               {func(e *eligibility.Employment) { *e = licence(); e.Sector = eligibility.SecondarySector }, yes},
		"vegetable grower with a licence":         {func(e *eligibility.Employment) { *e = licence(); e.Sector = eligibility.PrimarySector }, open},
		"licence, sector not recorded":            {func(e *eligibility.Employment) { *e = licence(); e.Sector = eligibility.SectorUnknown }, open},
		"licence in the spouse's name":            {func(e *eligibility.Employment) { *e = licence(); e.Holder = permit.Spouse }, open},
		"licence, name not recorded":              {func(e *eligibility.Employment) { *e = licence(); e.Holder = permit.RelationUnknown }, open},
		"not reviewed":                            {func(e *eligibility.Employment) { e.Review = eligibility.Review{} }, open},
		"rejected":                                {func(e *eligibility.Employment) { e.Review = rejected(permit.HumanResources) }, no},
		"rejected without reasons":                {func(e *eligibility.Employment) { e.Review = rejected(permit.HumanResources); e.Review.Reason = "" }, open},
		"accepted by commerce":                    {func(e *eligibility.Employment) { e.Review = accepted(permit.Commerce) }, yes},
		"accepted by housing, not competent":      {func(e *eligibility.Employment) { e.Review = accepted(permit.Housing) }, open},
		"rejected by housing, not competent":      {func(e *eligibility.Employment) { e.Review = rejected(permit.Housing) }, open},
		"accepted by a department outside a list": {func(e *eligibility.Employment) { e.Review = accepted(permit.CivilAffairs) }, open},
		"accepted, department not recorded":       {func(e *eligibility.Employment) { e.Review = eligibility.Review{Outcome: eligibility.Accepted} }, open},
		"accepted by a department found competent": {func(e *eligibility.Employment) {
			e.Review = accepted(permit.CivilAffairs)
			e.Review.Competence = finding(eligibility.GroundReviewerCompetence, permit.Established)
		}, yes},
		"accepted by a department found not competent": {func(e *eligibility.Employment) {
			e.Review = accepted(permit.CivilAffairs)
			e.Review.Competence = finding(eligibility.GroundReviewerCompetence, permit.NotEstablished)
		}, open},
	} {
		t.Run(name, func(t *testing.T) {
			a := employee("2026-01", "2026-06")
			c.change(&a.Employments[0])
			judge(t, a, judged{july16, eligibility.Policy{}, c.want})
			// With dates that fail, no review and no finding helps.
			a.Employments[0].Term = term("2020-01-01", "2026-07-15")
			judge(t, a, judged{july16, eligibility.Policy{}, no})
		})
	}
	// The insurance record is a proof of its own.
	a := employee("2026-01", "2026-06")
	a.Insurance.Review = eligibility.Review{}
	d := eligibility.Decide(a, day(july16), nil)
	require.Equal(t, []string{eligibility.CodeInsuranceReviewed}, codes(d.Questions()))
	a.Insurance.Review = rejected(permit.HumanResources)
	judge(t, a, judged{july16, eligibility.Policy{}, no})
}

// How long a job must last (reading A15).
func TestEmploymentTerm(t *testing.T) {
	still := eligibility.Policy{Lasting: eligibility.MustStillLast}
	lasted := eligibility.Policy{Lasting: eligibility.MustHaveLasted}
	in := func(x permit.Term) *eligibility.Application {
		a := employee("2025-01", "2026-06")
		a.Employments[0].Term = x
		return a
	}
	judge(t, in(term("2025-01-01", july16)), // ends on the day
		judged{"2026-07-15", eligibility.Policy{}, yes}, judged{july16, eligibility.Policy{}, yes},
		judged{"2026-07-17", eligibility.Policy{}, no}, judged{july16, still, no}, judged{july16, lasted, yes})
	judge(t, in(term("2026-07-15", "2027-07-14")), // signed yesterday for a year
		judged{"2026-07-14", eligibility.Policy{}, no}, judged{"2026-07-15", eligibility.Policy{}, yes},
		judged{july16, eligibility.Policy{}, yes}, judged{july16, still, yes}, judged{july16, lasted, no})
	judge(t, in(term("2025-01-01", "2027-01-15")), judged{july16, still, no})
	judge(t, in(term("2025-01-01", "2027-01-16")), judged{july16, still, yes})
	judge(t, in(term("2025-01-01", "长期")), judged{july16, still, yes}, judged{july16, lasted, yes})
	judge(t, in(term("2026-01-15", "长期")), judged{"2026-07-15", lasted, no}, judged{july16, lasted, yes},
		judged{"2026-07-15", eligibility.Policy{Lasting: eligibility.MustHaveLasted, Full: eligibility.OnLastDay}, yes})
	// What is not recorded of a term stays open, what is recorded decides.
	for _, p := range []eligibility.Policy{{}, still, lasted} {
		judge(t, in(permit.Term{}), judged{july16, p, open})
		judge(t, in(permit.Term{From: day("2025-01-01")}), judged{july16, p, open})
		judge(t, in(permit.Term{Until: day("2030-01-01")}), judged{july16, p, open})
		judge(t, in(permit.Term{LongTerm: true}), judged{july16, p, open})
		judge(t, in(permit.Term{Until: day("2026-07-15")}), judged{july16, p, no})
		judge(t, in(permit.Term{From: day("2026-07-17")}), judged{july16, p, no})
	}
	// When it will hold by waiting.
	earliest := func(x permit.Term, p eligibility.Policy) civil.Date {
		a := in(x)
		a.Insurance.Months = insured("2026-01", "2027-01") // goes on meanwhile
		for _, r := range eligibility.Decide(a, day(july16), &p).Remedies() {
			if slices.Equal(codes(r.Needs), []string{eligibility.CodeEmploymentInForce}) {
				return r.Earliest
			}
		}
		return civil.Date{}
	}
	require.Equal(t, day("2026-08-01"), earliest(term("2026-08-01", "长期"), eligibility.Policy{}))
	require.Equal(t, day("2027-02-02"), earliest(term("2026-08-01", "长期"), lasted))
	// Insurance paid up to June is too old in August (A11): on that day the answer is no.
	require.Equal(t, civil.Date{}, eligibility.Decide(in(term("2026-08-01", "长期")), day(july16), nil).Earliest())
	require.Equal(t, day("2026-07-31"), eligibility.Decide(in(term("2026-07-31", "长期")), day(july16), nil).Earliest())
	require.Equal(t, civil.Date{}, earliest(term("2026-08-01", "2026-12-31"), lasted))
	require.Equal(t, day("2026-08-01"), earliest(term("2026-08-01", "2027-02-01"), still))
	require.Equal(t, civil.Date{}, earliest(term("2026-08-01", "2027-01-31"), still))
	require.Equal(t, civil.Date{}, earliest(term("2025-01-01", "2026-07-15"), eligibility.Policy{}))
}
