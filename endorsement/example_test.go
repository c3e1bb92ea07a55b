package endorsement_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A permit that nobody touched answers for every day.
func ExampleTimeline_On() {
	record := endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2025-03-10")}}
	for _, on := range []string{"2026-03-10", "2026-03-11"} {
		state, err := record.On(civil.MustParse(on), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(on, state.Status, state.Status.Label(language.Chinese))
	}
	// Output:
	// 2026-03-10 active 有效
	// 2026-03-11 suspended 使用功能中止
}

// With a calendar the deadline moves off the Spring Festival, and the days up
// to it are a holiday grace.
func ExampleTimeline_On_holiday() {
	record := endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2025-02-17")}}
	policy := &endorsement.Policy{Calendar: civil.BuiltIn()}
	state, err := record.On(civil.MustParse("2026-02-20"), policy)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(state.Status, "grace:", state.HolidayGrace, "valid to", state.LastValid, "deadline", state.Deadline)
	// Output: active grace: true valid to 2026-02-17 deadline 2026-02-24
}

// Four years are at stake; another reading would keep them.
func ExampleTimeline_Preview() {
	record := endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2022-01-10")}}
	for _, d := range []string{"2023-01-10", "2024-01-10", "2025-01-10"} {
		record.Endorsed = append(record.Endorsed, civil.MustParse(d))
	}
	day := civil.MustParse("2026-01-20")
	for _, late := range []endorsement.LateRule{endorsement.Reset, endorsement.KeepPriorExcludeGap} {
		policy := &endorsement.Policy{Late: late}
		effect, err := record.Preview(day, policy)
		if err != nil {
			fmt.Println(err)
			return
		}
		after, err := effect.After.On(day.AddMonths(6), policy)
		if err != nil {
			fmt.Println(err)
			return
		}
		years, stated := after.FullYears()
		fmt.Println(effect.Timing, effect.OverdueDays, "days overdue; half a year later:", years, stated)
	}
	// Output:
	// late 9 days overdue; half a year later: 0 true
	// late 9 days overdue; half a year later: 4 true
}

// An early visit is refused with the day to come back on, and with the readings
// of the text under which it would not be.
func ExampleDecide() {
	facts := &endorsement.Facts{
		Permit:       endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2025-06-30")}},
		GoesOnLiving: rule.Met,
	}
	decision := endorsement.Decide(facts, civil.MustParse("2026-05-30"), nil)
	fmt.Println(decision.Text(language.English))
	for _, remedy := range decision.Remedies() {
		fmt.Println("come on", remedy.Earliest)
	}
	for _, flip := range decision.Sensitivity() {
		fmt.Println(flip.ID, flip.Answer, flip.Outcome)
	}
	// Output:
	// Endorsing the residence permit: refused
	//   END-WIN-01 14.2.b not met: the endorsement falls within the thirty days before expiry, or is made up later (possible from 2026-05-31, last valid day 2026-06-30, deadline 2026-06-30)
	// come on 2026-05-31
	// A27 b approved
	// A29 d approved
	// A31 b approved
	// A31 c approved
}

// A Term goes on event by event; what an endorsement would do is known before.
func ExampleTerm_Endorse() {
	term, err := endorsement.Begin(endorsement.Origin{Issued: civil.MustParse("2025-06-30")}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err = term.Endorse(civil.MustParse("2026-04-01"), nil); err != nil {
		fmt.Println(err)
	}
	effect, err := term.Preview(civil.MustParse("2026-06-05"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(effect.Timing, "until", effect.After.LastDay, "days lost:", effect.DaysLost)
	// Output:
	// endorsement: before the window opens (14.2.b): on 2026-04-01, opens on 2026-05-31
	// on-time until 2027-06-05 days lost: 25
}
