package eligibility_test

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// The hand-written counterpart of the table of article 8.1: one function that
// computes the same conditions under the default readings into two bit masks,
// with the formula written out. It is what a programmer would write who wants
// speed and no explanations. The benchmarks measure the table against it, and
// a test requires that the two agree on every condition.

// The bits, in table order.
const (
	bitChinese uint64 = 1 << iota
	bitHukouElsewhere
	bitLivesInBeijing
	bitOtherRegime
	bitNotServing
	bitRegistered
	bitHalfYear
	bitEmploymentStated
	bitInsured
	bitInsuranceReviewed
	bitRecruited
	bitHired
	bitLicensed
	bitOtherEmployment
	bitEmploymentInForce
	bitEmploymentProof
	bitDwellingStated
	bitDwellingKind
	bitDwellingInBeijing
	bitLawfulTitle
	bitDwellingInForce
	bitDwellingHolder
	bitDwellingProof
	bitStudyStated
	bitSchoolKind
	bitFullTime
	bitSchoolInBeijing
	bitXueji
	bitAttending
	bitStudyProof
)

const (
	scopeBits      = bitChinese | bitHukouElsewhere | bitLivesInBeijing | bitOtherRegime | bitNotServing
	halfYearBits   = bitRegistered | bitHalfYear
	basisBits      = bitRecruited | bitHired | bitLicensed | bitOtherEmployment
	employmentBits = bitEmploymentStated | bitInsured | bitInsuranceReviewed | bitEmploymentInForce | bitEmploymentProof
	dwellingBits   = bitDwellingStated | bitDwellingKind | bitDwellingInBeijing | bitLawfulTitle | bitDwellingInForce | bitDwellingHolder | bitDwellingProof
	studyBits      = bitStudyStated | bitSchoolKind | bitFullTime | bitSchoolInBeijing | bitXueji | bitAttending | bitStudyProof
)

// A mask is what is met and what is unmet; the rest is unknown.
type mask struct{ met, unmet uint64 }

func (m *mask) flag(bit uint64, f permit.Flag) {
	switch f {
	case permit.Yes:
		m.met |= bit
	case permit.No:
		m.unmet |= bit
	}
}

func (m *mask) put(bit uint64, yes bool) {
	if yes {
		m.met |= bit
	} else {
		m.unmet |= bit
	}
}

// cutOffs are the dates that follow from the day.
type cutOffs struct {
	on, fullBy, adultBy civil.Date
	month               civil.Month
}

func cutOffsOn(on civil.Date) cutOffs {
	return cutOffs{
		on:      on,
		fullBy:  civil.Months(6).LatestStart(on, civil.StartExcluded, civil.AfterLastDay),
		adultBy: civil.LatestBirth(on, 18, civil.AfterLastDay),
		month:   civil.MonthOf(on),
	}
}

func maskFinding(f *permit.Finding) permit.Flag {
	if f.Day.IsZero() {
		return permit.FlagUnknown
	}
	switch f.Outcome {
	case permit.Established:
		return permit.Yes
	case permit.NotEstablished:
		return permit.No
	}
	return permit.FlagUnknown
}

func maskReview(r *eligibility.Review, a, b permit.OfficeKind) permit.Flag {
	if r.Outcome == eligibility.NotReviewed {
		return permit.FlagUnknown
	}
	if k := r.By.Kind; k != a && k != b {
		switch k {
		case permit.HumanResources, permit.Commerce, permit.Housing, permit.Education:
			return permit.FlagUnknown
		}
		if maskFinding(&r.Competence) != permit.Yes {
			return permit.FlagUnknown
		}
	}
	if r.Outcome == eligibility.Accepted {
		return permit.Yes
	}
	if r.Reason == "" {
		return permit.FlagUnknown
	}
	return permit.No
}

func maskTerm(t *permit.Term, on civil.Date) permit.Flag {
	switch {
	case t.From.StrictlyAfter(on), t.Until.StrictlyBefore(on):
		return permit.No
	case t.From.IsZero(), t.Until.IsZero() && !t.LongTerm:
		return permit.FlagUnknown
	}
	return permit.Yes
}

func maskStated(n int, absent bool, a *eligibility.Application, c eligibility.Claims) permit.Flag {
	switch {
	case a.Claims != 0 && a.Claims&c == 0:
		return permit.No
	case n > 0:
		return permit.Yes
	case !absent:
		return permit.No
	}
	return permit.FlagUnknown
}

func maskScope(m *mask, a *eligibility.Application) {
	switch a.Applicant.Nationality {
	case permit.NationalityChinese:
		m.met |= bitChinese
	case permit.NationalityOther:
		m.unmet |= bitChinese
	}
	h := &a.Applicant.Household
	switch h.Status {
	case permit.HouseholdRegistered:
		m.flag(bitHukouElsewhere, not(h.Place.InBeijing()))
		m.met |= bitOtherRegime
	case permit.HouseholdNone:
		if m.met&bitRegistered != 0 {
			m.met |= bitHukouElsewhere
		}
		m.met |= bitOtherRegime
	case permit.HouseholdHongKong, permit.HouseholdMacao, permit.HouseholdTaiwan:
		m.met |= bitHukouElsewhere
		m.unmet |= bitOtherRegime
	}
	if a.Applicant.IDNumber.Kind().OtherRegime() {
		m.met &^= bitOtherRegime
		m.unmet |= bitOtherRegime
	}
	m.flag(bitLivesInBeijing, a.ResidesInBeijing)
	if a.Applicant.ServingMilitary == permit.Yes {
		m.flag(bitNotServing, maskFinding(&a.ServiceFinding))
	} else {
		m.met |= bitNotServing
	}
}

func not(f permit.Flag) permit.Flag {
	switch f {
	case permit.Yes:
		return permit.No
	case permit.No:
		return permit.Yes
	}
	return f
}

func maskRegistration(m *mask, a *eligibility.Application, c *cutOffs) {
	var start civil.Date
	undated := a.Registrations == nil
	edge := c.on
	for grown := true; grown; {
		grown = false
		for i := len(a.Registrations) - 1; i >= 0; i-- {
			r := &a.Registrations[i]
			if r.First.IsZero() {
				undated = true
			}
			if !r.First.OnOrBefore(c.on) || r.Last.StrictlyBefore(edge) || maskFinding(&r.Falsity) == permit.Yes {
				continue
			}
			if start.IsZero() || r.First.StrictlyBefore(start) {
				start, grown = r.First, true
				edge = start.DayBefore()
			}
		}
	}
	switch {
	case !start.IsZero():
		m.met |= bitRegistered
	case !undated:
		m.unmet |= bitRegistered
	}
	switch {
	case start.OnOrBefore(c.fullBy):
		m.met |= bitHalfYear
	case !undated:
		m.unmet |= bitHalfYear
	}
}

func maskInsured(a *eligibility.Application, c *cutOffs) permit.Flag {
	months := a.Insurance.Months
	if months == nil {
		return permit.FlagUnknown
	}
	var sure, maybe uint64
	for i := range months {
		p := &months[i]
		ago := c.month.Sub(p.Month)
		if ago < 0 || ago > 63 || p.Month.IsZero() {
			continue
		}
		here := p.Place.InBeijing()
		if here == permit.No {
			continue
		}
		switch p.Status {
		case eligibility.PaidOnTime, eligibility.PaidLate:
			maybe |= 1 << ago
			if here == permit.Yes {
				sure |= 1 << ago
			}
		case eligibility.ContributionUnknown:
			maybe |= 1 << ago
		}
	}
	switch {
	case sure&0b111111 == 0b111111, sure&0b1111110 == 0b1111110:
		return permit.Yes
	case maybe&0b111111 == 0b111111, maybe&0b1111110 == 0b1111110:
		return permit.FlagUnknown
	}
	return permit.No
}

func maskJob(e *eligibility.Employment, c *cutOffs) (m mask) {
	listed := permit.FlagUnknown
	switch e.Basis {
	case eligibility.Recruited:
		m.unmet |= bitHired | bitLicensed
		if e.Employer != eligibility.EmployerUnknown {
			listed = permit.FlagOf(e.Employer <= eligibility.PublicInstitution)
		}
		m.flag(bitRecruited, listed)
	case eligibility.LabourContract:
		m.unmet |= bitRecruited | bitLicensed
		if e.Employer != eligibility.EmployerUnknown {
			listed = permit.FlagOf(e.Employer <= eligibility.Enterprise)
		}
		m.flag(bitHired, listed)
	case eligibility.BusinessLicence:
		m.unmet |= bitRecruited | bitHired
		switch {
		case e.Sector == eligibility.PrimarySector, e.Holder != permit.RelationUnknown && e.Holder != permit.Self:
			listed = permit.No
		case e.Sector != eligibility.SectorUnknown && e.Holder == permit.Self:
			listed = permit.Yes
		}
		m.flag(bitLicensed, listed)
	case eligibility.OtherBasis:
		m.unmet |= bitRecruited | bitHired | bitLicensed
	}
	if listed == permit.Yes {
		m.unmet |= bitOtherEmployment
	} else {
		m.flag(bitOtherEmployment, maskFinding(&e.Other))
	}
	m.flag(bitEmploymentInForce, maskTerm(&e.Term, c.on))
	m.flag(bitEmploymentProof, maskReview(&e.Review, permit.HumanResources, permit.Commerce))
	return m
}

func maskHome(d *eligibility.Dwelling, a *eligibility.Application, c *cutOffs) (m mask) {
	switch d.Kind {
	case eligibility.Owned, eligibility.Rented, eligibility.EmployerDormitory, eligibility.SchoolDormitory:
		m.met |= bitDwellingKind
	case eligibility.OtherDwelling:
		m.flag(bitDwellingKind, maskFinding(&d.Other))
	}
	m.flag(bitDwellingInBeijing, d.Division.InBeijing())
	m.flag(bitLawfulTitle, d.LawfulTitle)
	m.flag(bitDwellingInForce, maskTerm(&d.Term, c.on))
	switch d.Holder {
	case permit.Self, permit.Spouse:
		m.met |= bitDwellingHolder
	default:
		byFinding := maskFinding(&d.OtherHolder)
		switch {
		case byFinding == permit.Yes:
			m.met |= bitDwellingHolder
		case d.Holder == permit.Guardian || d.Holder == permit.Parent:
			if a.Applicant.Born.IsZero() {
				break
			}
			if a.Applicant.Born.OnOrBefore(c.adultBy) {
				m.flag(bitDwellingHolder, byFinding)
			} else {
				m.met |= bitDwellingHolder
			}
		case d.Holder != permit.RelationUnknown:
			m.flag(bitDwellingHolder, byFinding)
		}
	}
	m.flag(bitDwellingProof, maskReview(&d.Review, permit.Housing, permit.Housing))
	return m
}

func maskSchool(s *eligibility.Study, c *cutOffs) (m mask) {
	if s.School != eligibility.SchoolUnknown {
		m.put(bitSchoolKind, s.School <= eligibility.RegularHigher)
	}
	m.flag(bitFullTime, s.FullTime)
	m.flag(bitSchoolInBeijing, s.Division.InBeijing())
	m.flag(bitXueji, s.Xueji)
	term := maskTerm(&s.Term, c.on)
	switch {
	case term == permit.No, s.Attendance > eligibility.Attending:
		m.unmet |= bitAttending
	case term == permit.Yes && s.Attendance == eligibility.Attending:
		m.met |= bitAttending
	}
	m.flag(bitStudyProof, maskReview(&s.Review, permit.Education, permit.Education))
	return m
}

// standing is 2 for met, 1 for unknown, 0 for unmet, of all the bits and of one
// of the others, if there are others.
func (m mask) standing(all, some uint64) int {
	switch {
	case m.unmet&all != 0, some != 0 && m.unmet&some == some:
		return 0
	case m.met&all == all && (some == 0 || m.met&some != 0):
		return 2
	}
	return 1
}

// handMask decides everything at once.
func handMask(a *eligibility.Application, c *cutOffs) (m mask) {
	maskRegistration(&m, a, c)
	maskScope(&m, a)
	m.flag(bitEmploymentStated, maskStated(len(a.Employments), a.Employments == nil, a, eligibility.ClaimEmployment))
	m.flag(bitInsured, maskInsured(a, c))
	m.flag(bitInsuranceReviewed, maskReview(&a.Insurance.Review, permit.HumanResources, permit.Commerce))
	best, standing := mask{}, -1
	for i := range a.Employments {
		e := maskJob(&a.Employments[i], c)
		if s := e.standing(bitEmploymentInForce|bitEmploymentProof, basisBits); s > standing {
			best, standing = e, s
		}
	}
	m.met |= best.met
	m.unmet |= best.unmet
	m.flag(bitDwellingStated, maskStated(len(a.Dwellings), a.Dwellings == nil, a, eligibility.ClaimDwelling))
	best, standing = mask{}, -1
	for i := range a.Dwellings {
		d := maskHome(&a.Dwellings[i], a, c)
		if s := d.standing(dwellingBits&^bitDwellingStated, 0); s > standing {
			best, standing = d, s
		}
	}
	m.met |= best.met
	m.unmet |= best.unmet
	m.flag(bitStudyStated, maskStated(len(a.Studies), a.Studies == nil, a, eligibility.ClaimStudy))
	best, standing = mask{}, -1
	for i := range a.Studies {
		s := maskSchool(&a.Studies[i], c)
		if v := s.standing(studyBits&^bitStudyStated, 0); v > standing {
			best, standing = s, v
		}
	}
	m.met |= best.met
	m.unmet |= best.unmet
	return m
}

// outcome is the formula: 2 approved, 1 undetermined, 0 refused.
func (m mask) outcome() int {
	one := max(m.standing(employmentBits, basisBits), m.standing(dwellingBits, 0), m.standing(studyBits, 0))
	return min(m.standing(scopeBits|halfYearBits, 0), one)
}
