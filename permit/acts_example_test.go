package permit_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A permit is issued, and nobody touches it any more: a day after its last valid
// day it is suspended all the same.
func ExamplePermit_On() {
	day := civil.MustParse("2025-03-10")
	desk := permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "S-1",
		Office: permit.Office{ID: "PS-01", Kind: permit.PoliceStation}}
	name, err := permit.ParseName("测试甲")
	if err != nil {
		fmt.Println(err)
		return
	}
	chaoyang, err := permit.ParseDivision("110105")
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := permit.IssueFacts{ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: day, By: desk.Kind}
	decision := permit.DecideIssue(&facts, day, nil)
	if !decision.Approved() {
		fmt.Println(decision)
		return
	}
	p, err := permit.New("P-2025-000001")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err = p.Append(permit.Act{
		What: permit.Issue{Card: "C-2025-000001", Holder: permit.Person{Name: name}, Address: permit.Address{Division: chaoyang}},
		On:   day, Recorded: noon(day), By: desk, Cite: law.MustCite("11.1"), Decision: decision,
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []string{"2025-03-09", "2025-03-10", "2026-03-10", "2026-03-11"} {
		s, err := p.On(civil.MustParse(day), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Day, s.Status, s.Status.Label(language.Chinese))
	}
	// Output:
	// 2025-03-09 not-issued 未签发
	// 2025-03-10 active 有效
	// 2026-03-10 active 有效
	// 2026-03-11 suspended 使用功能中止
}

// A department verifies a card by the little that a header holds.
func ExampleVerifyCard() {
	face := permit.CardFace{
		From: civil.MustParse("2025-03-10"), LastValid: civil.MustParse("2026-03-10"), Card: permit.CardCurrent,
	}
	v := permit.VerifyCard(face, civil.MustParse("2026-03-11"), nil)
	fmt.Println(v.Status, v.Usable())
	fmt.Println(v.Decision().Text(language.English))
	// Output:
	// suspended false
	// Verifying a residence permit: refused
	//   PER-VER-05 14.3.a not met: the use function is not suspended for want of an endorsement (last valid day 2026-03-10, deadline 2026-03-10)
}

// A cancellation needs a finding of the very ground, made by that day. The
// decision says what is missing, for the one who has to decide.
func ExampleDecideCancellation() {
	day := civil.MustParse("2026-05-01")
	facts := permit.CancellationFacts{
		Permit: permit.State{Day: day, Status: permit.Active},
		By:     permit.PublicSecurityOfficer,
		// The holder lost the job in month three. That is information, no ground
		// (A48): these are conditions for applying.
		ConditionsLost: permit.Finding{Ground: permit.FoundConditionsLost, Day: day, Outcome: permit.Established,
			Authority: permit.Office{ID: "HR-01", Kind: permit.HumanResources}, Reference: "F-1"},
	}
	decision := permit.DecideCancellation(&facts, day, nil)
	fmt.Println(decision.Outcome())
	for _, flip := range decision.Sensitivity() {
		fmt.Println("another reading:", flip.ID, flip.Answer, flip.Outcome)
	}
	// Output:
	// refused
	// another reading: A48 b approved
	// another reading: A48 c undetermined
}

// Articles 15 and 17 leave benefits and points to other rules. Such a rule, here
// a made-up one for enrolling at school, takes a Standing and decides by itself.
func ExampleStandingOf() {
	enrol := func(s permit.Standing) (bool, string) {
		switch {
		case !s.Usable:
			return false, "the permit cannot be used: " + s.Status.String()
		case !s.YearsStated:
			return false, "residence not stated"
		case s.FullYears < 1:
			return false, "less than a full year of continuous residence"
		}
		return true, fmt.Sprintf("%d full years since %v", s.FullYears, s.ResidentSince)
	}
	p := enrolled()
	for _, day := range []string{"2021-03-10", "2021-03-11", "2025-03-06"} {
		s, err := p.On(civil.MustParse(day), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(enrol(permit.StandingOf(s, permit.DetentionRecord{})))
	}
	// Output:
	// false less than a full year of continuous residence
	// true 1 full years since 2020-03-10
	// false the permit cannot be used: suspended
}

// enrolled is a permit issued on 2020-03-10 and endorsed until 2025-03-05.
func enrolled() permit.Permit {
	return must(permit.Restore("P-1", []permit.Act{issue("2020-03-10"), endorse("2021-03-05"), endorse("2022-03-05"),
		endorse("2023-03-05"), endorse("2024-03-05")}))
}
