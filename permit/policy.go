package permit

import (
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// SevenDaysRule is a reading of "within seven days from the day of the change"
// (自变更之日起七日内, 13.1, A38).
type SevenDaysRule uint8

// The answers to A38.
const (
	SevenCalendarDays  SevenDaysRule = iota // (a) the day of the change not counted; moved off holidays
	SevenWorkingDays                        // (b) needs a calendar
	SevenDaysWithFirst                      // (c) calendar days, the day of the change counted
)

// NewCardRule says what a new card does to the term (12.1, 14.2.a, A42).
type NewCardRule uint8

// The answers to A42.
const (
	SameTerm NewCardRule = iota // (a) none: the same permit on another card
	NewTerm                     // (b) a year from the new card
)

// OverdueCardRule says what a new card does for a permit whose endorsement is
// overdue (12.1, 14.3, A43). The text treats 补领 and 换领 in one sentence, so
// it holds for both.
type OverdueCardRule uint8

// The answers to A43.
const (
	TwoSteps        OverdueCardRule = iota // (a) the new card is suspended too; the endorsement is another step
	ReissueEndorses                        // (b) the new card counts as late endorsement
	EndorseFirst                           // (c) no new card until endorsed
)

// ConditionsLostRule says when "the conditions for applying are not met" cancels
// a permit (23.1.b, A48).
type ConditionsLostRule uint8

// The answers to A48.
const (
	NeverMetOnly         ConditionsLostRule = iota // (a) they were not met at the issue
	LostLaterToo                                   // (b) also if they were lost later
	LostFoundAtEndorsing                           // (c) also if they were found lost at an endorsement
)

// CancellationEffectRule says from which day a cancellation works (23.1, A50).
type CancellationEffectRule uint8

// The answers to A50.
const (
	FromCancellation CancellationEffectRule = iota // (a) the day of cancellation, for every ground
	FraudFromIssue                                 // (b) for false proofs, back to the issue
	EventFromItsDay                                // (c) for household transfer and death, back to that day
)

// SecondApplicationRule says what a new application after a cancellation costs
// (24.1, A52).
type SecondApplicationRule uint8

// The answers to A52.
const (
	SecondFree      SecondApplicationRule = iota // (a) no rule imposes a fee, so none is due
	SecondAsReissue                              // (b) it costs what a reissue costs
)

// A Policy chooses a reading for every place where articles 11 to 13, 18 and 21
// to 24 admit more than one, and holds the readings of article 14. The zero
// Policy is the default reading of each. A nil *Policy means the zero Policy
// throughout this package.
type Policy struct {
	// Endorsement holds the readings of article 14, and the holiday calendar
	// with the readings A03 and A04 that also govern the seven days of 13.1.
	Endorsement endorsement.Policy

	SevenDays         SevenDaysRule          // A38
	NewCard           NewCardRule            // A42
	OverdueCard       OverdueCardRule        // A43
	ConditionsLost    ConditionsLostRule     // A48
	Cancellation      CancellationEffectRule // A50
	SecondApplication SecondApplicationRule  // A52

	// Commencement is the day on which the Measures come into force. The draft
	// leaves it blank (31.1, A77), so the zero Date means "not stated" and
	// nothing is said to be in force or not. It is a fact, not a reading.
	Commencement civil.Date

	_ struct{}
}

// ErrPolicy says that a field of a policy holds none of its readings. It is
// rule.ErrAnswer: all packages with a policy have one sentinel for it.
var ErrPolicy = rule.ErrAnswer

// reading is p, or the default readings for nil. A field that holds none of its
// readings is ErrPolicy.
func reading(p *Policy) (*Policy, error) { return readings.Of(p) }

// Validate reports the first field that holds none of its readings, those of
// article 14 included. A nil policy is the default and valid. The error wraps
// ErrPolicy.
func (p *Policy) Validate() error { return readings.Validate(p) }

// InForce says whether the Measures are in force on a day (31.1). It is Unknown
// while the commencement is not stated, as in the draft: the rules can be
// evaluated, but nothing is said to be in force (A77).
func (p *Policy) InForce(day civil.Date) rule.Truth {
	if p == nil || p.Commencement.IsZero() || day.IsZero() {
		return rule.Unknown
	}
	return rule.Of(day.OnOrAfter(p.Commencement))
}
