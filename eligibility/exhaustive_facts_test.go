package eligibility_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

type application = eligibility.Application

// A fact is something that can be the case in an application which is otherwise
// in order, and what it turns by the words of the clauses: ELG-REG-02 unmet is
// REG-02-, open REG-02?, met REG-02+. All other conditions stay as they are.
type fact struct {
	says string
	// about is what the fact is about: two facts about different things can be
	// the case at once.
	about string
	turns string
	is    func(*application)
}

// turn applies the turns of a fact to an assignment of article 8.1.
func (f *fact) turn(s statute, x []rule.Truth) {
	for word := range strings.FieldsSeq(f.turns) {
		at := slices.Index(s.codes, "ELG-"+word[:6])
		x[at] = map[byte]rule.Truth{'+': rule.Met, '-': rule.Unmet, '?': rule.Unknown}[word[6]]
	}
}

// inOrder is an application in which all three conditions of 8.1 are met on
// 16 July 2026, the first day of a full half-year (A02).
func inOrder() *application {
	a := from("2026-01-15")
	a.Claims = eligibility.ClaimEmployment | eligibility.ClaimDwelling | eligibility.ClaimStudy
	a.Insurance = eligibility.SocialInsurance{Months: insured("2026-01", "2026-06"), Review: accepted(permit.HumanResources)}
	a.Employments = []eligibility.Employment{contract()}
	a.Dwellings = []eligibility.Dwelling{lease()}
	a.Studies = []eligibility.Study{enrolment()}
	return a
}

// orderly are the truths of an application in order: a contract is no
// appointment, no licence, and no case for the open end.
func orderly(s statute) []rule.Truth {
	x := slices.Repeat([]rule.Truth{rule.Met}, len(s.codes))
	(&fact{turns: "EMP-04- EMP-06- EMP-07-"}).turn(s, x)
	return x
}

func factsOfScope() []fact {
	registered := func(rs ...eligibility.Registration) func(*application) {
		return func(a *application) { a.Registrations = rs }
	}
	since := func(first, last string) eligibility.Registration {
		r := eligibility.Registration{First: day(first), District: permit.Chaoyang}
		if last != "" {
			r.Last = day(last)
		}
		return r
	}
	service := func(outcome permit.FindingOutcome) func(*application) {
		return func(a *application) {
			a.Applicant.ServingMilitary = permit.Yes
			a.ServiceFinding = finding(eligibility.GroundServingMilitary, outcome)
		}
	}
	household := func(h permit.Household) func(*application) {
		return func(a *application) { a.Applicant.Household = h }
	}
	return []fact{
		{"a foreign national", "nationality", "SCP-01-", func(a *application) { a.Applicant.Nationality = permit.NationalityOther }},
		{"nationality not recorded", "nationality", "SCP-01?", func(a *application) { a.Applicant.Nationality = permit.NationalityUnknown }},
		{"household in Beijing, number from Hebei", "household", "SCP-02-", household(permit.RegisteredAt(haidian))},
		{"household not recorded", "household", "SCP-02? SCP-04?", household(permit.Household{})},
		{"no household anywhere, but registered", "household registration", "", household(permit.Household{Status: permit.HouseholdNone})},
		{"a resident from Hong Kong", "household", "SCP-04-", household(permit.Household{Status: permit.HouseholdHongKong})},
		{"a resident from Macao", "household", "SCP-04-", household(permit.Household{Status: permit.HouseholdMacao})},
		{"a resident from Taiwan", "household", "SCP-04-", household(permit.Household{Status: permit.HouseholdTaiwan})},
		{"a number of Taiwan", "number", "SCP-04-", func(a *application) { a.Applicant.IDNumber = idNumber("830000199001010004") }},
		{"a number from Beijing, household moved to Hebei", "number", "", func(a *application) { a.Applicant.IDNumber = idNumber("110105199001010002") }},
		{"does not live in Beijing", "residence", "SCP-03-", func(a *application) { a.ResidesInBeijing = permit.No }},
		{"residence not recorded", "residence", "SCP-03?", func(a *application) { a.ResidesInBeijing = permit.FlagUnknown }},
		{"in military service, nothing found", "service", "SCP-05?", func(a *application) { a.Applicant.ServingMilitary = permit.Yes }},
		{"in military service, found to be under the Measures", "service", "", service(permit.Established)},
		{"in military service, found not to be", "service", "SCP-05-", service(permit.NotEstablished)},
		{"registered a day too late", "registration", "REG-02-", registered(since("2026-01-16", ""))},
		{"registered a day earlier", "registration", "", registered(since("2026-01-14", ""))},
		{"registration ended the day before", "registration", "REG-01- REG-02-", registered(since("2026-01-15", "2026-07-15"))},
		{"registration ends on the day", "registration", "", registered(since("2026-01-15", july16))},
		{"registration begins the day after", "registration", "REG-01- REG-02-", registered(since("2026-07-17", ""))},
		{"registration not recorded", "registration", "REG-01? REG-02?", registered()},
		{"never registered", "registration", "REG-01- REG-02-", registered([]eligibility.Registration{}...)},
		{"registered, it is not recorded since when", "registration", "REG-01? REG-02?", registered(eligibility.Registration{District: permit.Chaoyang})},
		{"moved to another district without a gap", "registration", "", registered(since("2026-01-15", "2026-03-31"),
			eligibility.Registration{First: day("2026-04-01"), District: permit.Haidian})},
		{"moved with a gap of a day", "registration", "REG-02-", registered(since("2026-01-15", "2026-03-31"), since("2026-04-02", ""))},
		{"registration found to be false", "registration", "REG-01- REG-02-", func(a *application) {
			a.Registrations[0].Falsity = finding(eligibility.GroundFalseRegistration, permit.Established)
		}},
		{"registration suspected, nothing found", "registration", "", func(a *application) {
			a.Registrations[0].Falsity = permit.Finding{Ground: eligibility.GroundFalseRegistration}
		}},
	}
}

func factsOfEmployment() []fact {
	job := func(change func(*eligibility.Employment)) func(*application) {
		return func(a *application) { change(&a.Employments[0]) }
	}
	based := func(basis eligibility.EmploymentBasis, by eligibility.EmployerKind, outcome permit.FindingOutcome) func(*application) {
		return job(func(e *eligibility.Employment) {
			e.Basis, e.Employer = basis, by
			if outcome != permit.Open {
				e.Other = finding(eligibility.GroundOtherEmployment, outcome)
			}
		})
	}
	licence := func(sector eligibility.Sector, holder permit.Relation) func(*application) {
		return job(func(e *eligibility.Employment) {
			e.Basis, e.Employer, e.Sector, e.Holder = eligibility.BusinessLicence, eligibility.EmployerUnknown, sector, holder
		})
	}
	lasting := func(t permit.Term) func(*application) {
		return job(func(e *eligibility.Employment) { e.Term = t })
	}
	reviewed := func(r eligibility.Review) func(*application) {
		return job(func(e *eligibility.Employment) { e.Review = r })
	}
	paid := func(change func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth) func(*application) {
		return func(a *application) { a.Insurance.Months = change(a.Insurance.Months) }
	}
	month := func(i int, change func(*eligibility.InsuranceMonth)) func(*application) {
		return func(a *application) { change(&a.Insurance.Months[i]) }
	}
	checked := func(r eligibility.Review) func(*application) {
		return func(a *application) { a.Insurance.Review = r }
	}
	unreasoned := rejected(permit.HumanResources)
	unreasoned.Reason = ""
	found := accepted(permit.Health)
	found.Competence = finding(eligibility.GroundReviewerCompetence, permit.Established)
	const nothing = " EMP-04? EMP-05? EMP-06? EMP-07? EMP-08? EMP-09?"
	return []fact{
		{"engaged by a state organ", "basis", "EMP-04+ EMP-05-", based(eligibility.Recruited, eligibility.StateOrgan, 0)},
		{"engaged by a social organisation", "basis", "EMP-04+ EMP-05-", based(eligibility.Recruited, eligibility.SocialOrganisation, 0)},
		{"engaged by a public institution", "basis", "EMP-04+ EMP-05-", based(eligibility.Recruited, eligibility.PublicInstitution, 0)},
		{"engaged, it is not recorded by whom", "basis", "EMP-04? EMP-05- EMP-07?", based(eligibility.Recruited, eligibility.EmployerUnknown, 0)},
		{"engaged by an enterprise without a contract", "basis", "EMP-05- EMP-07?", based(eligibility.Recruited, eligibility.Enterprise, 0)},
		{"a contract with a state organ", "basis", "", based(eligibility.LabourContract, eligibility.StateOrgan, 0)},
		{"a contract, it is not recorded with whom", "basis", "EMP-05? EMP-07?", based(eligibility.LabourContract, eligibility.EmployerUnknown, 0)},
		{"a contract with an individual business", "basis", "EMP-05- EMP-07?", based(eligibility.LabourContract, eligibility.IndividualBusiness, 0)},
		{"a nanny hired by a family", "basis", "EMP-05- EMP-07?", based(eligibility.LabourContract, eligibility.OtherEmployer, 0)},
		{"the same, found to be covered", "basis", "EMP-05- EMP-07+", based(eligibility.LabourContract, eligibility.OtherEmployer, permit.Established)},
		{"the same, found not to be covered", "basis", "EMP-05-", based(eligibility.LabourContract, eligibility.OtherEmployer, permit.NotEstablished)},
		{"a licence in the third sector", "basis", "EMP-05- EMP-06+", licence(eligibility.TertiarySector, permit.Self)},
		{"a licence in the second sector", "basis", "EMP-05- EMP-06+", licence(eligibility.SecondarySector, permit.Self)},
		{"a vegetable grower with a licence", "basis", "EMP-05- EMP-07?", licence(eligibility.PrimarySector, permit.Self)},
		{"a licence, sector not recorded", "basis", "EMP-05- EMP-06? EMP-07?", licence(eligibility.SectorUnknown, permit.Self)},
		{"a licence, holder not recorded", "basis", "EMP-05- EMP-06? EMP-07?", licence(eligibility.TertiarySector, permit.RelationUnknown)},
		{"a licence in the spouse's name", "basis", "EMP-05- EMP-07?", licence(eligibility.TertiarySector, permit.Spouse)},
		{"another basis, found to be covered", "basis", "EMP-05- EMP-07+", based(eligibility.OtherBasis, eligibility.EmployerUnknown, permit.Established)},
		{"basis not recorded", "basis", "EMP-04? EMP-05? EMP-06? EMP-07?", based(eligibility.BasisUnknown, eligibility.Enterprise, 0)},
		{"five months", "months", "EMP-02-", paid(func(ms []eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return ms[1:] })},
		{"seven months", "months", "", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return insured("2025-12", "2026-06") })},
		{"three, a gap and three", "months", "EMP-02-", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth {
			return slices.Concat(insured("2025-12", "2026-02"), insured("2026-04", "2026-06"))
		})},
		{"until the month of judgement", "months", "", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return insured("2026-02", "2026-07") })},
		{"until two months before", "months", "EMP-02-", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return insured("2025-12", "2026-05") })},
		{"a month in Tianjin", "months", "EMP-02-", month(3, func(m *eligibility.InsuranceMonth) { m.Place = tianjin })},
		{"a month, it is not recorded where", "months", "EMP-02?", month(3, func(m *eligibility.InsuranceMonth) { m.Place = permit.Division{} })},
		{"a month paid in later", "months", "EMP-02-", month(3, func(m *eligibility.InsuranceMonth) { m.Status = eligibility.BackPaid })},
		{"a month paid late", "months", "", month(3, func(m *eligibility.InsuranceMonth) { m.Status = eligibility.PaidLate })},
		{"a month unpaid", "months", "EMP-02-", month(3, func(m *eligibility.InsuranceMonth) { m.Status = eligibility.Unpaid })},
		{"a month, it is not recorded how paid", "months", "EMP-02?", month(3, func(m *eligibility.InsuranceMonth) { m.Status = eligibility.ContributionUnknown })},
		{"insurance not recorded", "months", "EMP-02?", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return nil })},
		{"never insured", "months", "EMP-02-", paid(func([]eligibility.InsuranceMonth) []eligibility.InsuranceMonth { return []eligibility.InsuranceMonth{} })},
		{"insurance not reviewed", "checked", "EMP-03?", checked(eligibility.Review{})},
		{"insurance rejected", "checked", "EMP-03-", checked(rejected(permit.HumanResources))},
		{"insurance rejected without reasons", "checked", "EMP-03?", checked(unreasoned)},
		{"insurance reviewed by housing", "checked", "EMP-03?", checked(accepted(permit.Housing))},
		{"insurance reviewed by a department of the open end", "checked", "EMP-03?", checked(accepted(permit.Health))},
		{"the same, found competent", "checked", "", checked(found)},
		{"insurance reviewed by commerce", "checked", "", checked(accepted(permit.Commerce))},
		{"contract ended the day before", "term", "EMP-08-", lasting(term("2020-01-01", "2026-07-15"))},
		{"contract ends on the day", "term", "", lasting(term("2020-01-01", july16))},
		{"contract begins on the day", "term", "", lasting(term(july16, "2028-01-01"))},
		{"contract begins the day after", "term", "EMP-08-", lasting(term("2026-07-17", "2028-01-01"))},
		{"contract without end", "term", "", lasting(term("2020-01-01", "长期"))},
		{"end of the contract not recorded", "term", "EMP-08?", lasting(permit.Term{From: day("2020-01-01")})},
		{"start of the contract not recorded", "term", "EMP-08?", lasting(permit.Term{Until: day("2028-01-01")})},
		{"job not reviewed", "review", "EMP-09?", reviewed(eligibility.Review{})},
		{"job rejected", "review", "EMP-09-", reviewed(rejected(permit.HumanResources))},
		{"job rejected by a department not competent", "review", "EMP-09?", reviewed(rejected(permit.Education))},
		{"a second job that ended", "basis term review", "", func(a *application) {
			old := contract()
			old.Term = term("2020-01-01", "2025-01-01")
			a.Employments = append([]eligibility.Employment{old}, a.Employments...)
		}},
		{"no job", "basis term review", "EMP-01-" + nothing, func(a *application) { a.Employments = []eligibility.Employment{} }},
		{"jobs not recorded", "basis term review", "EMP-01?" + nothing, func(a *application) { a.Employments = nil }},
		{"no reliance on a job", "basis term review months checked", "EMP-01- EMP-02? EMP-03?" + nothing, func(a *application) {
			a.Employments, a.Insurance, a.Claims = nil, eligibility.SocialInsurance{}, a.Claims&^eligibility.ClaimEmployment
		}},
		{"a job, and no reliance on it", "reliance", "EMP-01-", func(a *application) { a.Claims &^= eligibility.ClaimEmployment }},
	}
}

func factsOfDwelling() []fact {
	home := func(change func(*eligibility.Dwelling)) func(*application) {
		return func(a *application) { change(&a.Dwellings[0]) }
	}
	kind := func(k eligibility.DwellingKind, outcome permit.FindingOutcome) func(*application) {
		return home(func(d *eligibility.Dwelling) {
			d.Kind = k
			if outcome != permit.Open {
				d.Other = finding(eligibility.GroundOtherDwelling, outcome)
			}
		})
	}
	held := func(r permit.Relation, outcome permit.FindingOutcome) func(*application) {
		return home(func(d *eligibility.Dwelling) {
			d.Holder = r
			if outcome != permit.Open {
				d.OtherHolder = finding(eligibility.GroundOtherHolder, outcome)
			}
		})
	}
	lasting := func(t permit.Term) func(*application) {
		return home(func(d *eligibility.Dwelling) { d.Term = t })
	}
	reviewed := func(r eligibility.Review) func(*application) {
		return home(func(d *eligibility.Dwelling) { d.Review = r })
	}
	const nothing = " DWL-02? DWL-03? DWL-04? DWL-05? DWL-06? DWL-07?"
	return []fact{
		{"owned", "kind", "", kind(eligibility.Owned, 0)},
		{"the employer's dormitory", "kind", "", kind(eligibility.EmployerDormitory, 0)},
		{"the school's dormitory", "kind", "", kind(eligibility.SchoolDormitory, 0)},
		{"a hotel", "kind", "DWL-02?", kind(eligibility.OtherDwelling, 0)},
		{"a hotel, found to be covered", "kind", "", kind(eligibility.OtherDwelling, permit.Established)},
		{"a hotel, found not to be covered", "kind", "DWL-02-", kind(eligibility.OtherDwelling, permit.NotEstablished)},
		{"kind not recorded", "kind", "DWL-02?", kind(eligibility.DwellingUnknown, 0)},
		{"a dwelling in Sanhe", "place", "DWL-03-", home(func(d *eligibility.Dwelling) { d.Division = sanhe })},
		{"place of the dwelling not recorded", "place", "DWL-03?", home(func(d *eligibility.Dwelling) { d.Division = permit.Division{} })},
		{"an illegal structure", "title", "DWL-04-", home(func(d *eligibility.Dwelling) { d.LawfulTitle = permit.No })},
		{"title not recorded", "title", "DWL-04?", home(func(d *eligibility.Dwelling) { d.LawfulTitle = permit.FlagUnknown })},
		{"lease ended the day before", "term", "DWL-05-", lasting(term("2020-01-01", "2026-07-15"))},
		{"lease ends on the day", "term", "", lasting(term("2020-01-01", july16))},
		{"lease begins on the day", "term", "", lasting(term(july16, "2028-01-01"))},
		{"lease begins the day after", "term", "DWL-05-", lasting(term("2026-07-17", "2028-01-01"))},
		{"end of the lease not recorded", "term", "DWL-05?", lasting(permit.Term{From: day("2020-01-01")})},
		{"lease in the spouse's name", "holder", "", held(permit.Spouse, 0)},
		{"lease in a grown-up's mother's name", "holder", "DWL-06?", held(permit.Parent, 0)},
		{"lease in a friend's name", "holder", "DWL-06?", held(permit.Friend, 0)},
		{"the same, found to serve", "holder", "", held(permit.Friend, permit.Established)},
		{"the same, found not to serve", "holder", "DWL-06-", held(permit.Friend, permit.NotEstablished)},
		{"name on the lease not recorded", "holder", "DWL-06?", held(permit.RelationUnknown, 0)},
		{"dwelling not reviewed", "review", "DWL-07?", reviewed(eligibility.Review{})},
		{"dwelling rejected", "review", "DWL-07-", reviewed(rejected(permit.Housing))},
		{"lease reviewed by education", "review", "DWL-07?", reviewed(accepted(permit.Education))},
		{"school dormitory reviewed by education", "kind review", "DWL-07?", home(func(d *eligibility.Dwelling) {
			d.Kind, d.Review = eligibility.SchoolDormitory, accepted(permit.Education)
		})},
		{"a second dwelling in Hebei", "kind place title term holder review", "", func(a *application) {
			other := lease()
			other.Division = sanhe
			a.Dwellings = append([]eligibility.Dwelling{other}, a.Dwellings...)
		}},
		{"no dwelling", "kind place title term holder review", "DWL-01-" + nothing, func(a *application) { a.Dwellings = []eligibility.Dwelling{} }},
		{"dwellings not recorded", "kind place title term holder review", "DWL-01?" + nothing, func(a *application) { a.Dwellings = nil }},
		{"no reliance on a dwelling", "kind place title term holder review", "DWL-01-" + nothing, func(a *application) {
			a.Dwellings, a.Claims = nil, a.Claims&^eligibility.ClaimDwelling
		}},
		{"a dwelling, and no reliance on it", "reliance", "DWL-01-", func(a *application) { a.Claims &^= eligibility.ClaimDwelling }},
	}
}

func factsOfStudy() []fact {
	at := func(change func(*eligibility.Study)) func(*application) {
		return func(a *application) { change(&a.Studies[0]) }
	}
	school := func(k eligibility.SchoolKind) func(*application) {
		return at(func(s *eligibility.Study) { s.School = k })
	}
	present := func(v eligibility.Attendance) func(*application) {
		return at(func(s *eligibility.Study) { s.Attendance = v })
	}
	lasting := func(t permit.Term) func(*application) {
		return at(func(s *eligibility.Study) { s.Term = t })
	}
	reviewed := func(r eligibility.Review) func(*application) {
		return at(func(s *eligibility.Study) { s.Review = r })
	}
	const nothing = " STU-02? STU-03? STU-04? STU-05? STU-06? STU-07?"
	return []fact{
		{"a primary school", "school", "", school(eligibility.PrimarySchool)},
		{"a secondary school", "school", "", school(eligibility.SecondarySchool)},
		{"a secondary vocational school", "school", "", school(eligibility.SecondaryVocational)},
		{"a kindergarten", "school", "STU-02-", school(eligibility.Kindergarten)},
		{"an open university", "school", "STU-02-", school(eligibility.AdultEducation)},
		{"a research institute", "school", "STU-02-", school(eligibility.ResearchInstitute)},
		{"another school", "school", "STU-02-", school(eligibility.OtherSchool)},
		{"school not recorded", "school", "STU-02?", school(eligibility.SchoolUnknown)},
		{"part-time", "time", "STU-03-", at(func(s *eligibility.Study) { s.FullTime = permit.No })},
		{"full-time or not is not recorded", "time", "STU-03?", at(func(s *eligibility.Study) { s.FullTime = permit.FlagUnknown })},
		{"a school in Tianjin", "place", "STU-04-", at(func(s *eligibility.Study) { s.Division = tianjin })},
		{"place of the school not recorded", "place", "STU-04?", at(func(s *eligibility.Study) { s.Division = permit.Division{} })},
		{"a guest student", "xueji", "STU-05-", at(func(s *eligibility.Study) { s.Xueji = permit.No })},
		{"student status not recorded", "xueji", "STU-05?", at(func(s *eligibility.Study) { s.Xueji = permit.FlagUnknown })},
		{"on leave", "present", "STU-06-", present(eligibility.OnLeave)},
		{"not attending", "present", "STU-06-", present(eligibility.NotAttending)},
		{"attendance not recorded", "present", "STU-06?", present(eligibility.AttendanceUnknown)},
		{"graduated the day before", "term", "STU-06-", lasting(term("2022-09-01", "2026-07-15"))},
		{"graduates on the day", "term", "", lasting(term("2022-09-01", july16))},
		{"enrolled on the day", "term", "", lasting(term(july16, "2030-07-01"))},
		{"enrolled the day after", "term", "STU-06-", lasting(term("2026-07-17", "2030-07-01"))},
		{"end of the studies not recorded", "term", "STU-06?", lasting(permit.Term{From: day("2022-09-01")})},
		{"study not reviewed", "review", "STU-07?", reviewed(eligibility.Review{})},
		{"study rejected", "review", "STU-07-", reviewed(rejected(permit.Education))},
		{"study reviewed by housing", "review", "STU-07?", reviewed(accepted(permit.Housing))},
		{"a kindergarten before", "school time place xueji present term review", "", func(a *application) {
			first := enrolment()
			first.School = eligibility.Kindergarten
			a.Studies = append([]eligibility.Study{first}, a.Studies...)
		}},
		{"no studies", "school time place xueji present term review", "STU-01-" + nothing, func(a *application) { a.Studies = []eligibility.Study{} }},
		{"studies not recorded", "school time place xueji present term review", "STU-01?" + nothing, func(a *application) { a.Studies = nil }},
		{"no reliance on studies", "school time place xueji present term review", "STU-01-" + nothing, func(a *application) {
			a.Studies, a.Claims = nil, a.Claims&^eligibility.ClaimStudy
		}},
		{"studies, and no reliance on them", "reliance", "STU-01-", func(a *application) { a.Claims &^= eligibility.ClaimStudy }},
	}
}

// factGroups are the facts of the four limbs of article 8.1. A group touches
// nothing that another one does.
func factGroups() [4][]fact {
	return [4][]fact{factsOfScope(), factsOfEmployment(), factsOfDwelling(), factsOfStudy()}
}

// A variant is one limb of an application with some facts that are the case, and
// the truths that they give to its conditions.
type variant struct {
	facts []fact
	a     *application
	x     []rule.Truth
}

func variantOf(s statute, facts ...fact) variant {
	v := variant{facts, inOrder(), orderly(s)}
	for _, f := range facts {
		before := slices.Clone(v.x)
		f.is(v.a)
		f.turn(s, v.x)
		// Attendance on the day speaks of two things, of which one may fail and
		// the other be open.
		if at := slices.Index(s.codes, "ELG-STU-06"); before[at] == rule.Unmet {
			v.x[at] = rule.Unmet
		}
	}
	return v
}

// variants are a limb in order, with each fact, and with each two that are about
// different things.
func variants(s statute, facts []fact, pairs bool) []variant {
	list := []variant{variantOf(s)}
	for i, f := range facts {
		list = append(list, variantOf(s, f))
		if !pairs {
			continue
		}
		for _, g := range facts[:i] {
			if !slices.ContainsFunc(strings.Fields(f.about), func(w string) bool { return slices.Contains(strings.Fields(g.about), w) }) {
				list = append(list, variantOf(s, g, f))
			}
		}
	}
	return list
}

// join puts the four limbs together into one application.
func join(s statute, limbs [4]variant) (application, []rule.Truth) {
	a := *limbs[0].a
	a.Employments, a.Insurance = limbs[1].a.Employments, limbs[1].a.Insurance
	a.Dwellings, a.Studies = limbs[2].a.Dwellings, limbs[3].a.Studies
	a.Claims = limbs[1].a.Claims & limbs[2].a.Claims & limbs[3].a.Claims
	// In the order of the codes: seven, nine, seven and seven.
	x := slices.Concat(limbs[0].x[:7], limbs[1].x[7:16], limbs[2].x[16:23], limbs[3].x[23:])
	return a, x
}

// spellTruths is for messages: what is not met.
func spellTruths(s statute, x []rule.Truth) string {
	var all []string
	for i, v := range x {
		if v != rule.Met {
			all = append(all, s.codes[i]+" "+v.String())
		}
	}
	return strings.Join(all, ", ")
}

// truthsOf are the truths that a decision gives its conditions.
func truthsOf(d rule.Decision) (x []rule.Truth) {
	for _, r := range d.Results() {
		x = append(x, r.Truth)
	}
	return x
}

// Each fact turns the conditions that the clauses say, and no other; two facts
// at once turn what each of them does. Every condition of article 8.1 is met,
// unmet and open through some fact.
func TestExhaustiveFactsOfEligibility(t *testing.T) {
	s := article8()
	reached := map[string]bool{}
	n := 0
	for _, facts := range factGroups() {
		for _, v := range variants(s, facts, true) {
			d := eligibility.Decide(v.a, day(july16), nil)
			var says []string
			for _, f := range v.facts {
				says = append(says, f.says)
			}
			require.Equal(t, spellTruths(s, v.x), spellTruths(s, truthsOf(d)), "%q", says)
			for i, c := range s.codes {
				reached[c+" "+v.x[i].String()] = true
			}
			n++
		}
	}
	for _, c := range s.codes {
		for _, v := range threeTruths {
			require.True(t, reached[c+" "+v.String()], "no fact makes %s %v", c, v)
		}
	}
	t.Logf("%d applications, every condition met, unmet and open", n)
}

// Every combination of one fact of each limb has the outcome that the text
// gives it.
func TestExhaustiveProductOfFacts(t *testing.T) {
	s := article8()
	var groups [4][]variant
	for i, facts := range factGroups() {
		groups[i] = variants(s, facts, false)
	}
	on, sets4 := eligibility.On(day(july16), nil), limbSets(s)
	var outcomes [3]int
	n := 0
	for _, scope := range groups[0] {
		for _, job := range groups[1] {
			for _, home := range groups[2] {
				for _, study := range groups[3] {
					if n++; n%productStep != 0 {
						continue
					}
					a, x := join(s, [4]variant{scope, job, home, study})
					if a.Claims == 0 {
						continue // who relies on nothing does not apply
					}
					met, unknown := sets(x)
					want := s.verdict(met, mattering(sets4, met, unknown))
					got := on.Decide(&a).Outcome()
					if got != want {
						require.Equal(t, want, got, "%s", spellTruths(s, x))
					}
					outcomes[got]++
				}
			}
		}
	}
	t.Logf("%d of %d applications: %d approved, %d refused, %d undetermined", n/productStep, n, outcomes[yes], outcomes[no], outcomes[open])
}

// limbSets are the conditions of the four limbs, without the bases of
// employment, which stand in for each other.
func limbSets(s statute) (sets [4]uint64) {
	for i, codes := range [4][]string{everybody, employed, housed, studying} {
		sets[i] = s.set(codes...)
	}
	return sets
}

// mattering takes out of what is open whatever stands in a limb that has failed
// and cannot help. It keeps the number of completions small.
func mattering(limbs [4]uint64, met, open uint64) uint64 {
	for _, l := range limbs {
		if l&^met&^open != 0 {
			open &^= l
		}
	}
	return open
}

// neverAlone are the conditions that never decide by themselves under the default
// readings, and why. An entry that is no longer true fails the test.
var neverAlone = map[string]string{
	"ELG-REG-01": "without a registration in force on the day no unbroken half-year ends on it; under A08 b, A09 c or A20 c it decides by itself",
}

// For every condition there are facts under which it alone stands between the
// applicant and the permit: put right what it is about, and the refusal becomes
// an approval.
func TestExhaustiveEveryFactMatters(t *testing.T) {
	s := article8()
	for code := range neverAlone {
		require.Contains(t, s.codes, code)
	}
	limbs := map[string]int{"SCP": 0, "REG": 0, "EMP": 1, "DWL": 2, "STU": 3}
	groups, without := factGroups(), unrelied(s)
	for _, code := range s.codes {
		limb := limbs[code[4:7]]
		decisive := false
		for _, f := range groups[limb] {
			parts := without
			parts[max(limb, 1)], parts[0] = variantOf(s), variantOf(s)
			parts[limb] = variantOf(s, f)
			a, _ := join(s, parts)
			d := eligibility.Decide(&a, day(july16), nil)
			var blamed []string
			for _, r := range d.Reasons() {
				if r.Code[4:7] == code[4:7] || limb == 0 {
					if !strings.HasSuffix(r.Code, "EMP-01") && !strings.HasSuffix(r.Code, "DWL-01") && !strings.HasSuffix(r.Code, "STU-01") || r.Code == code {
						blamed = append(blamed, r.Code)
					}
				}
			}
			bases := []string{"ELG-EMP-04", "ELG-EMP-05", "ELG-EMP-06", "ELG-EMP-07"}
			if slices.Contains(bases, code) && slices.Equal(blamed, bases) {
				blamed = []string{code} // each of them would do: see TestExhaustiveFactsOfEligibility
			}
			decisive = decisive || d.Outcome() == no && slices.Equal(blamed, []string{code})
		}
		_, listed := neverAlone[code]
		require.Equal(t, !listed, decisive, "%s decides by itself: %v", code, decisive)
	}
}

// unrelied are the limbs of an application that is in scope and registered, and
// relies on nothing: nothing else is recorded.
func unrelied(s statute) [4]variant {
	return having(s, "no reliance on a job", "no reliance on a dwelling", "no reliance on studies")
}

// idle is unrelied with all three on record and in order.
func idle(s statute) [4]variant {
	return having(s, "a job, and no reliance on it", "a dwelling, and no reliance on it", "studies, and no reliance on them")
}

// having are the limbs of an application in scope, with these facts.
func having(s statute, says ...string) (limbs [4]variant) {
	for i, facts := range factGroups() {
		limbs[i] = variantOf(s)
		for _, f := range facts {
			if slices.Contains(says, f.says) {
				limbs[i] = variantOf(s, f)
			}
		}
	}
	return limbs
}

// seen are outcomes by what was met and what was open.
type seen map[[2]uint64]rule.Outcome

func (s seen) add(x []rule.Truth, o rule.Outcome) {
	met, open := sets(x)
	s[[2]uint64{met, open}] = o
}

// contradicts is whether an outcome seen is not that of a statute.
func (s seen) contradicts(text statute) bool {
	for at, o := range s {
		if text.verdict(at[0], at[1]) != o {
			return true
		}
	}
	return false
}

// Real applications tell the text from every slip of its reader.
func TestExhaustiveFactsSeeEverySlip(t *testing.T) {
	s := article8()
	outcomes := seen{}
	try := func(ground int, parts [4]variant) {
		a, x := join(s, parts)
		if a.Claims == 0 {
			return
		}
		// What is open in a limb that nobody relies on does not matter.
		others := limbSets(s)
		others[ground] = 0
		met, unknown := sets(x)
		outcomes[[2]uint64{met, mattering(others, met, unknown)}] = eligibility.Decide(&a, day(july16), nil).Outcome()
	}
	groups := factGroups()
	for at := range 6 {
		ground, parts := at%3+1, unrelied(s)
		if at >= 3 {
			parts = idle(s)
		}
		for _, v := range variants(s, groups[ground], true) {
			parts[ground] = v
			try(ground, parts)
		}
		// Whoever has this ground, in whatever way, against all facts of scope.
		for _, f := range groups[ground] {
			if strings.Contains(f.turns, "-") && !strings.Contains(f.turns, "+") {
				continue
			}
			parts[ground] = variantOf(s, f)
			for _, v := range variants(s, groups[0], false) {
				parts[0] = v
				try(ground, parts)
			}
			parts[0] = variantOf(s)
		}
	}
	require.False(t, outcomes.contradicts(s))
	told := 0
	for _, slip := range s.slips() {
		_, code, _ := strings.Cut(slip.what, " without ")
		_, silent := neverAlone[code]
		require.Equal(t, !silent, outcomes.contradicts(slip.statute), slip.what)
		if !silent {
			told++
		}
	}
	t.Logf("%d of %d slips seen in %d kinds of applications", told, len(s.slips()), len(outcomes))
}

// What is blamed for a refusal on real facts can be put right: repair the fact
// behind it and the blame is gone. Each remedy, carried out on the facts, leads
// to an approval, and nothing less than the whole of it does.
func TestExhaustiveRepairs(t *testing.T) {
	s := article8()
	var groups [4][]variant
	for i, facts := range factGroups() {
		groups[i] = variants(s, facts, true)
	}
	r := rand.New(rand.NewPCG(8, 11))
	on := eligibility.On(day(july16), nil)
	repaired, remedied := 0, 0
	for range repairs {
		var parts [4]variant
		for i, g := range groups {
			parts[i] = g[r.IntN(len(g))]
		}
		a, _ := join(s, parts)
		d := on.Decide(&a)
		if d.Outcome() == yes || a.Claims == 0 {
			continue
		}
		// repair takes away the facts that turn the conditions, or those that
		// are about the same thing.
		repair := func(except int, needs ...rule.Result) (rule.Decision, int) {
			fixed, taken := parts, 0
			for i, p := range parts {
				var left []fact
				for _, f := range p.facts {
					behind := slices.ContainsFunc(needs, func(n rule.Result) bool { return f.touches(n.Code) })
					if behind {
						taken++
					}
					if !behind || taken == except {
						left = append(left, f)
					}
				}
				fixed[i] = variantOf(s, left...)
			}
			b, _ := join(s, fixed)
			return on.Decide(&b), taken
		}
		for _, reason := range d.Reasons() {
			e, taken := repair(0, reason)
			require.NotZero(t, taken, "%s: nothing behind it", reason.Code)
			require.NotContains(t, codes(e.Reasons()), reason.Code)
			repaired++
		}
		for _, remedy := range d.Remedies() {
			e, taken := repair(0, remedy.Needs...)
			require.Equal(t, yes, e.Outcome(), "%v", codes(remedy.Needs))
			for less := range taken {
				e, _ := repair(less+1, remedy.Needs...)
				require.NotEqual(t, yes, e.Outcome(), "%v", codes(remedy.Needs))
			}
			remedied++
		}
	}
	t.Logf("%d facts repaired, %d remedies carried out", repaired, remedied)
}

// touches is whether a fact turns the condition, or another that speaks of the
// same thing: the four bases of employment do.
func (f *fact) touches(code string) bool {
	if strings.Contains("ELG-EMP-04 ELG-EMP-05 ELG-EMP-06 ELG-EMP-07", code) {
		return strings.Contains(f.about, "basis")
	}
	return strings.Contains(f.turns, code[4:])
}
