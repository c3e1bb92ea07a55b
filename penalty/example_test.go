package penalty_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A proposal with several faults is refused with all of them at once.
func ExampleCheck() {
	p := penalty.Proposal{
		Case: penalty.Case{
			Act:        penalty.Forge,
			Offender:   penalty.Offender{Kind: permit.Individual, Born: civil.MustParse("1990-05-05")},
			Day:        civil.MustParse("2025-08-31"),
			Discovered: civil.MustParse("2026-03-01"), // one day after the limitation
		},
		Tier:      penalty.LighterTier, // without a finding
		Sanction:  penalty.Sanction{Fine: penalty.Yuan(decimal.NewFromInt(800)), Days: 11},
		Authority: permit.DistrictPublicSecurity,
	}
	d, err := penalty.Check(&p, civil.MustParse("2026-04-01"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Text(language.English))
	// Output:
	// Proposed sanction: refused
	//   PEN-LIA-08 28.1.0.ii not met: the act was discovered within the limitation: six months under article 28, two years or six months under articles 26 and 27 (act 2025-08-31, last day of the limitation 2026-02-28, discovered 2026-03-01)
	//   PEN-TIE-02 28.1.0.ii not met: the lighter tier needs a finding of lighter circumstances
	//   PEN-FIN-04 28.1.0.ii not met: the fine is not above the maximum (art. 28 ¶ 1 lead-in, tier 2: proposed 800.00 yuan, maximum 500.00 yuan)
	//   PEN-DET-04 28.1.0.ii not met: detention is not above the maximum (art. 28 ¶ 1 lead-in, tier 2: proposed 11 days, maximum 10)
}

// What is missing is asked for; nothing is guessed.
func ExampleCheck_undetermined() {
	p := penalty.Proposal{
		Case: penalty.Case{
			Act:        penalty.Lend,
			Offender:   penalty.Offender{Kind: permit.Holder}, // birth date not recorded
			Day:        civil.MustParse("2026-03-01"),
			Discovered: civil.MustParse("2026-03-02"),
		},
		Sanction:  penalty.Sanction{Warning: true, Fine: penalty.Yuan(decimal.NewFromInt(200))},
		Authority: permit.PoliceStation,
	}
	d, err := penalty.Check(&p, civil.MustParse("2026-04-01"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Outcome())
	for _, q := range d.Questions() {
		fmt.Println(q.Code, q.Path)
	}
	// Output:
	// undetermined
	// PEN-LIA-04 /case/offender/born
	// PEN-MIT-02 /mitigation/kind
}

// An employer keeps the permits of workers; a late report of a move is a breach
// for which nothing may be imposed.
func ExampleClassify() {
	on := civil.MustParse("2026-04-01")
	for _, c := range []penalty.Conduct{
		{Kind: penalty.Withhold, Actor: permit.Unit, Own: permit.No},
		{Kind: penalty.NotReportMove, Actor: permit.Holder},
	} {
		x, err := penalty.Classify(&c, on, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(x.Outcome, x.Act)
		if x.Breach != nil {
			fmt.Println("breach of", x.Breach.Clause, "sanction", x.Breach.Sanction)
		}
	}
	// Output:
	// approved unlawful-seizure
	// refused unsanctioned
	// breach of 13.1 sanction <nil>
}

func ExampleRangeOf() {
	r, _ := penalty.RangeOf(penalty.UseForged, penalty.BaseTier, nil)
	fmt.Println(r.Clause, r.DaysMin, r.DaysMax, r.Fine, r.FineMax)
	r, _ = penalty.RangeOf(penalty.UseForged, penalty.BaseTier, &penalty.Policy{Schedule: penalty.ScheduleLaw2026})
	fmt.Println(r.Clause, r.DaysMin, r.DaysMax, r.Fine, r.FineMax)
	// Output:
	// 28.1.0.i 10 15 optional 1000
	// 28.1.0.i 10 15 optional 5000
}

// Forged, then sold: decided separately, executed together.
func ExampleCombine() {
	x, err := penalty.Combine([]penalty.Decided{
		{Act: penalty.Forge, Sanction: penalty.Sanction{Days: 15}, Executed: permit.Yes},
		{Act: penalty.TradeForged, Sanction: penalty.Sanction{Days: 15}, Executed: permit.Yes},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(x.DaysDecided, "days decided,", x.DaysExecuted, "executed")
	// Output: 30 days decided, 20 executed
}

// A boy of 15 when he acted stays out of detention, whatever his age now.
func ExampleExecute() {
	c := penalty.Case{
		Act:               penalty.UseForged,
		Offender:          penalty.Offender{Kind: permit.Individual, Born: civil.MustParse("2010-03-15")},
		Day:               civil.MustParse("2026-03-15"), // the 16th birthday: still 15
		FirstOffence:      permit.No,
		PregnantOrNursing: permit.No,
	}
	d, err := penalty.Execute(&c, civil.MustParse("2026-05-01"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Outcome())
	fmt.Println(d.Reasons()[0].Fact(language.English))
	// Output:
	// refused
	// aged 15 on 2026-03-15
}

// The forger is unknown; the card is taken in all the same.
func ExampleFollow() {
	c := penalty.Case{Forged: permit.Finding{
		Ground: permit.FoundForged, Outcome: permit.Established, Day: civil.MustParse("2026-03-20"), Reference: "F-1",
		Authority: permit.Office{ID: "ps-1", Kind: permit.PoliceStation},
	}}
	x, err := penalty.Follow(&c, civil.MustParse("2026-04-01"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("punishable:", x.Punishable, "confiscate:", x.ConfiscateItem)
	// Output: punishable: unknown confiscate: met
}
