package eligibility_test

import (
	"encoding/json"
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// The reasons of a refusal, as they are to be stated to the applicant (11.2).
func ExampleDecide() {
	var a eligibility.Application
	err := json.Unmarshal([]byte(`{
		"applicant": {"nationality": "chinese", "household": {"status": "registered", "place": "130000"}},
		"residesInBeijing": "yes",
		"registrations": [{"first": "2026-01-15", "district": "110105"}],
		"claims": ["dwelling"],
		"dwellings": [{
			"kind": "rented", "division": "110105", "lawfulTitle": "yes", "holder": "self",
			"term": {"from": "2025-07-15", "until": "2026-07-14"},
			"review": {"outcome": "accepted", "by": {"id": "housing-1", "kind": "housing"}, "on": "2026-07-15"}
		}]
	}`), &a)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := eligibility.Decide(&a, civil.MustParse("2026-07-15"), nil)
	fmt.Println(d.Text(language.English))
	// Output:
	// Whether the conditions for applying for the Beijing residence permit are met: refused
	//   ELG-REG-02 8.1 not met: the registration has been in place for a full half-year (counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-15)
	//   ELG-EMP-01 8.1 not met: the applicant relies on stable employment in Beijing, and there is one to judge (the applicant does not rely on it)
	//   ELG-DWL-05 8.2.b not met: the ownership, lease or assignment is in force on the day (from 2025-07-15 until 2026-07-14; the day of judgement is 2026-07-15)
	//   ELG-STU-01 8.1 not met: the applicant relies on continuous study in Beijing, and there is an enrolment to judge (the applicant does not rely on it)
}

// An application that only lacks the review of its lease.
func ExampleAssess() {
	a := tenant("2026-01-15")
	a.Dwellings[0].Review = eligibility.Review{}
	s := eligibility.Assess(a, civil.MustParse("2026-07-20"), nil)
	fmt.Println(s.Next.Label(language.English))
	for _, q := range s.Eligibility.Questions() {
		fmt.Println(q.Code, q.Text(language.Chinese))
	}
	// Output:
	// await the departments' review
	// ELG-DWL-07 住所证明经主管部门审核通过（尚未审核）
}

// Many applications on one day: what follows from the day is worked out once.
func ExampleOn() {
	day := eligibility.On(civil.MustParse("2026-07-16"), nil)
	for _, a := range []*eligibility.Application{tenant("2026-01-15"), tenant("2026-01-16"), student()} {
		fmt.Println(day.Decide(a).Outcome())
	}
	// Output:
	// approved
	// refused
	// approved
}

// Another reading of the text: full on the corresponding day (A02). The decision
// tells that it hangs on it.
func ExamplePolicy() {
	a, day := tenant("2026-01-15"), civil.MustParse("2026-07-15")
	fmt.Println(eligibility.Decide(a, day, nil).Outcome())
	fmt.Println(eligibility.Decide(a, day, &eligibility.Policy{Full: eligibility.OnLastDay}).Outcome())
	for _, f := range eligibility.Decide(a, day, nil).Sensitivity() {
		fmt.Println(f.ID, f.Answer, f.Outcome)
	}
	// Output:
	// refused
	// approved
	// A01 c approved
	// A02 b approved
	// A02 c approved
	// A08 b undetermined
}

// A guardian with Beijing household registration can never hold a permit; the
// literal result is kept and has a reason of its own.
func ExampleAgency() {
	a := child("2022-05-05")
	a.Agent.Permit, a.Agent.Household = eligibility.NeverHeld, permit.RegisteredAt(haidian)
	d := eligibility.Agency(&a.Filing, civil.MustParse("2026-07-16"), nil)
	fmt.Println(d.Outcome(), d.Truth(eligibility.CodeGuardianHasPermit))
	d = eligibility.Agency(&a.Filing, civil.MustParse("2026-07-16"), &eligibility.Policy{GuardianHukouSuffices: true})
	fmt.Println(d.Outcome())
	// Output:
	// undetermined unmet
	// approved
}

// A refusal cannot be made without what article 11.2 asks for.
func ExampleRefuse() {
	n := eligibility.Notice{
		Decision: eligibility.Decide(tenant("2026-03-01"), civil.MustParse("2026-07-16"), nil),
		Reviewer: permit.Office{ID: "chaoyang-1", Kind: permit.PoliceStation},
		Notifier: permit.Actor{Kind: permit.AgencyClerk},
	}
	_, err := eligibility.Refuse(n)
	fmt.Println(err)
	n.Notifier = permit.Actor{Kind: permit.PublicSecurityOfficer}
	n.DecidedOn = civil.MustParse("2026-07-16")
	n.NotifiedOn = civil.MustParse("2026-07-17")
	refusal, err := eligibility.Refuse(n)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range refusal.Reasons() {
		fmt.Println(r)
	}
	// Output:
	// eligibility: not a valid refusal: ELG-RFS-03 (the public security organ informs the applicant) ELG-RFS-04 (the day of the notice is stated, and is not before that of the decision or of any rejection) ELG-RFS-05 (the day of the decision is stated, and is not before the day of judgement or a rejection it rests on)
	// ELG-REG-02 8.1 不符合：办理暂住登记已满半年（自2026年3月1日起算，2026年9月2日起为已满，判断之日为2026年7月16日）
}
