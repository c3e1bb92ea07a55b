package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// stated is whether the applicant relies on one of the three conditions and there
// is something to judge for it. What an applicant does not rely on does not count,
// whatever is listed: its proof was not asked for (9.1). Where it is not recorded
// on what he or she relies, that is on all that is listed; a list that is absent
// leaves it open.
func stated[T any](list []T, a *Application, c Claims) rule.Truth {
	switch {
	case a.Claims.Of(c) == permit.No:
		return rule.Unmet
	case len(list) > 0:
		return rule.Met
	case list != nil:
		return rule.Unmet
	}
	return rule.Unknown
}

// insured is 8.2.a#0 by itself: six consecutive months paid in Beijing, up to
// now (reading A11).
func insured(a *Application, k moment) rule.Truth {
	months := a.Insurance.Months
	if months == nil {
		// Somebody who does not rely on employment is told so once, by
		// employmentStated, unless insurance could stand in for that.
		if k.policy.Insurance == InsuranceOrBasis {
			return stated(months, a, ClaimEmployment)
		}
		return rule.Unknown
	}
	sure, maybe := paidMonths(months, k.month, k.policy.AcceptBackPaid)
	recent := uint64(1)<<(k.policy.lagMonths()+1) - 1
	switch {
	case runsOfSix(sure)&recent != 0:
		return rule.Met
	case runsOfSix(maybe)&recent != 0:
		return rule.Unknown
	}
	return rule.Unmet
}

// insurance is 8.2.a#0 with the review of the record.
func insurance(a *Application, k moment) rule.Truth {
	return insured(a, k).And(a.Insurance.Review.truth(reviewsEmployment))
}

// basis is the rest of 8.2.a for one job: a basis, in force, reviewed.
func (e *Employment) basis(k moment) rule.Truth {
	return e.listed().Or(e.other()).And(lasts(&e.Term, k)).And(e.Review.truth(reviewsEmployment))
}

// employment is the job that is judged: the only one, or of several the one
// that stands best, the first of equals. The conditions then speak of one and
// the same job, and all of them hold for it if they do for any.
func employment(a *Application, k moment) *Employment {
	switch len(a.Employments) {
	case 0:
		return nil
	case 1:
		return &a.Employments[0]
	}
	return bestEmployment(a, k)
}

func bestEmployment(a *Application, k moment) *Employment {
	var best *Employment
	var standing rule.Truth
	for i := range a.Employments {
		e := &a.Employments[i]
		t := e.basis(k)
		if k.policy.Insurance == InsuranceForEmployeesOnly {
			t = t.And(e.selfEmployed().Or(insurance(a, k)))
		}
		if best == nil || better(t, standing) {
			best, standing = e, t
		}
	}
	return best
}

// better orders truths: met before unknown before unmet.
func better(t, than rule.Truth) bool {
	return t != than && (t == rule.Met || than == rule.Unmet)
}

// orBasis lets a basis stand in for insurance where reading A10 says so.
func orBasis(t rule.Truth, a *Application, k moment) rule.Truth {
	if k.policy.Insurance != InsuranceAndBasis {
		return withBasis(t, a, k)
	}
	return t
}

func withBasis(t rule.Truth, a *Application, k moment) rule.Truth {
	return t.Or(basisStandsIn(a, k))
}

func basisStandsIn(a *Application, k moment) rule.Truth {
	e := employment(a, k)
	switch {
	case e == nil:
		return stated(a.Employments, a, ClaimEmployment)
	case k.policy.Insurance == InsuranceForEmployeesOnly:
		return e.selfEmployed()
	}
	return e.basis(k)
}

// orInsurance lets insurance stand in for a basis where reading A10 says so. It
// is small enough to be inlined.
func orInsurance(t rule.Truth, a *Application, k moment) rule.Truth {
	if k.policy.Insurance == InsuranceOrBasis {
		return withInsurance(t, a, k)
	}
	return t
}

func withInsurance(t rule.Truth, a *Application, k moment) rule.Truth {
	return t.Or(insurance(a, k))
}

// employmentStated lets insurance stand in for a job (reading A10 b), but nothing
// for the applicant's relying on employment.
func employmentStated(a *Application, k moment) rule.Truth {
	if a.Claims.Of(ClaimEmployment) == permit.No {
		return rule.Unmet
	}
	return orInsurance(stated(a.Employments, a, ClaimEmployment), a, k)
}

func insuredLong(a *Application, k moment) rule.Truth { return orBasis(insured(a, k), a, k) }

func insuranceReviewed(a *Application, k moment) rule.Truth {
	return orBasis(a.Insurance.Review.truth(reviewsEmployment), a, k)
}

func recruitedByListed(a *Application, k moment) rule.Truth {
	if e := employment(a, k); e != nil {
		return e.recruited()
	}
	return rule.Unknown
}

func hiredByListed(a *Application, k moment) rule.Truth {
	if e := employment(a, k); e != nil {
		return e.hired()
	}
	return rule.Unknown
}

func holdsLicence(a *Application, k moment) rule.Truth {
	if e := employment(a, k); e != nil {
		return e.licensed()
	}
	return rule.Unknown
}

func otherEmployment(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if e := employment(a, k); e != nil {
		t = e.other()
	}
	return orInsurance(t, a, k)
}

func employmentInForce(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if e := employment(a, k); e != nil {
		t = lasts(&e.Term, k)
	}
	return orInsurance(t, a, k)
}

func employmentReviewed(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if e := employment(a, k); e != nil {
		t = e.Review.truth(reviewsEmployment)
	}
	return orInsurance(t, a, k)
}

func employmentConditions() []rule.Condition[Application, moment] {
	return []rule.Condition[Application, moment]{
		{
			Code: CodeEmploymentStated, Cite: law.MustCite("8.1"), Path: "/employments",
			Readings: []law.ReadingID{law.A10},
			Rule:     law.Bilingual{ZH: "申请人以在京有稳定就业为依据，并有就业事实可供判断", EN: "the applicant relies on stable employment in Beijing, and there is one to judge"},
			Fact:     told,
			Check:    employmentStated,
			Detail: func(a *Application, k moment) []any {
				if a.Claims.Of(ClaimEmployment) != permit.No && insuranceStandsIn(a, k) {
					return say(insuranceInstead)
				}
				return tellStated(len(a.Employments), a.Employments == nil, a.Claims.Of(ClaimEmployment))
			},
		},
		{
			Code: CodeInsured, Cite: law.MustCite("8.2.a#0"), Path: "/insurance/months",
			Readings: []law.ReadingID{law.A10, law.A11},
			Rule:     law.Bilingual{ZH: "在京连续缴纳社会保险满6个月", EN: "social insurance was paid in Beijing for six consecutive months, up to now"},
			Fact:     told,
			Check:    insuredLong,
			Detail:   tellInsured,
		},
		{
			Code: CodeInsuranceReviewed, Cite: law.MustCite("5.2"), Path: "/insurance/review",
			Readings: []law.ReadingID{law.A10},
			Rule:     law.Bilingual{ZH: "社会保险记录经主管部门审核通过", EN: "the insurance record was accepted by a competent department"},
			Fact:     told,
			Check:    insuranceReviewed,
			Detail: func(a *Application, k moment) []any {
				if a.Insurance.Review.truth(reviewsEmployment) != rule.Met && k.policy.Insurance != InsuranceAndBasis && basisStandsIn(a, k) == rule.Met {
					return say(basisInstead)
				}
				return a.Insurance.Review.tell(reviewsEmployment)
			},
		},
		{
			Code: CodeRecruited, Cite: law.MustCite("8.2.a#1"), Path: "/employments",
			Readings: []law.ReadingID{law.A12},
			Rule:     law.Bilingual{ZH: "被国家机关、社会团体、事业单位录用（聘用）", EN: "recruited or engaged by a state organ, social organisation or public institution"},
			Fact:     told,
			Check:    recruitedByListed,
			Detail:   tellEmployment,
		},
		{
			Code: CodeHired, Cite: law.MustCite("8.2.a#2"), Path: "/employments",
			Readings: []law.ReadingID{law.A12},
			Rule:     law.Bilingual{ZH: "被国家机关、社会团体、企事业单位招收并依法签订劳动合同", EN: "hired by a state organ, social organisation, enterprise or public institution, with a labour contract signed according to law"},
			Fact:     told,
			Check:    hiredByListed,
			Detail:   tellEmployment,
		},
		{
			Code: CodeLicensed, Cite: law.MustCite("8.2.a#3"), Path: "/employments",
			Readings: []law.ReadingID{law.A12},
			Rule:     law.Bilingual{ZH: "从事第二、三产业并持有工商营业执照", EN: "working in the secondary or tertiary sector and holding a business licence"},
			Fact:     told,
			Check:    holdsLicence,
			Detail: func(a *Application, k moment) []any {
				e := employment(a, k)
				if e == nil || e.Basis != BusinessLicence {
					return tellEmployment(a, k)
				}
				return say(law.Bilingual{ZH: "%v，执照登记人：%v", EN: "%v; licence in the name of: %v"}, e.Sector, e.Holder)
			},
		},
		{
			Code: CodeOtherEmployment, Cite: law.MustCite("8.2.a#4"), Path: "/employments",
			Readings: []law.ReadingID{law.A10, law.A12},
			Rule:     law.Bilingual{ZH: "属于“等”所指的其他情形，经审核部门认定", EN: "another case that the open end covers, as found by the reviewing department"},
			Fact:     told,
			Check:    otherEmployment,
			Detail: func(a *Application, k moment) []any {
				if insuranceStandsIn(a, k) {
					return say(insuranceInstead)
				}
				e := employment(a, k)
				if e == nil || e.listed() == rule.Met {
					return nil
				}
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, e.Other.Outcome)
			},
		},
		{
			Code: CodeEmploymentInForce, Cite: law.MustCite("8.2.a"), Path: "/employments",
			Readings: []law.ReadingID{law.A02, law.A10, law.A15},
			Rule:     law.Bilingual{ZH: "录用、合同或者执照在当日有效", EN: "the appointment, contract or licence is in force on the day"},
			Fact:     told,
			Check:    employmentInForce,
			Detail: func(a *Application, k moment) []any {
				if insuranceStandsIn(a, k) {
					return say(insuranceInstead)
				}
				if e := employment(a, k); e != nil {
					return tellTerm(&e.Term, k)
				}
				return nil
			},
			Earliest: func(a *Application, k moment) civil.Date {
				return soonest(a.Employments, func(e *Employment) civil.Date { return lastsFrom(&e.Term, k) })
			},
		},
		{
			Code: CodeEmploymentProof, Cite: law.MustCite("5.2"), Path: "/employments",
			Readings: []law.ReadingID{law.A10},
			Rule:     law.Bilingual{ZH: "就业证明经主管部门审核通过", EN: "the proof of employment was accepted by a competent department"},
			Fact:     told,
			Check:    employmentReviewed,
			Detail: func(a *Application, k moment) []any {
				if insuranceStandsIn(a, k) {
					return say(insuranceInstead)
				}
				if e := employment(a, k); e != nil {
					return e.Review.tell(reviewsEmployment)
				}
				return nil
			},
		},
	}
}

// insuranceStandsIn is whether insurance alone decides, under InsuranceOrBasis.
func insuranceStandsIn(a *Application, k moment) bool {
	return k.policy.Insurance == InsuranceOrBasis && insurance(a, k) == rule.Met
}

var (
	insuranceInstead = law.Bilingual{ZH: "依所选读法，社会保险已经足够", EN: "under the reading chosen, insurance is enough"}
	basisInstead     = law.Bilingual{ZH: "依所选读法，就业依据代替社会保险", EN: "under the reading chosen, the basis of employment stands in for insurance"}
)

func tellEmployment(a *Application, k moment) []any {
	e := employment(a, k)
	switch {
	case e == nil:
		return nil
	case e.Employer == EmployerUnknown:
		return say(law.Bilingual{ZH: "依据：%v", EN: "basis: %v"}, e.Basis)
	}
	return say(law.Bilingual{ZH: "依据：%v；单位：%v", EN: "basis: %v; employer: %v"}, e.Basis, e.Employer)
}

func tellInsured(a *Application, k moment) []any {
	if insured(a, k) != rule.Met && k.policy.Insurance != InsuranceAndBasis && basisStandsIn(a, k) == rule.Met {
		return say(basisInstead)
	}
	if len(a.Insurance.Months) == 0 {
		return tellStated(0, a.Insurance.Months == nil, a.Claims.Of(ClaimEmployment))
	}
	paid, _ := paidMonths(a.Insurance.Months, k.month, k.policy.AcceptBackPaid)
	if paid == 0 {
		return say(law.Bilingual{ZH: "至%v没有可计入的月份", EN: "no month counts up to %v"}, k.month)
	}
	// The newest run: its last month, and how many months it has.
	ago, run := 0, 0
	for paid>>ago&1 == 0 {
		ago++
	}
	for paid>>(ago+run)&1 == 1 {
		run++
	}
	last := k.month.Add(-ago)
	return say(law.Bilingual{ZH: "最近一段连续缴费自%[1]v至%[2]v，共%[3]d个月；判断之月为%[4]v，该段至迟须截至%[5]v",
		EN: "the latest unbroken run is from %[1]v to %[2]v, %[3]d months; the month of judgement is %[4]v, and the run must reach %[5]v"},
		last.Add(1-run), last, run, k.month, k.month.Add(-k.policy.lagMonths()))
}
