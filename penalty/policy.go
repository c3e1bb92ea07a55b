package penalty

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Policy chooses a reading at each place where the draft admits more than one
// and the answer changes a sanction. The zero Policy is the default reading
// everywhere. No field switches a rule off.
type Policy struct {
	// Schedule: whose figures for article 28 (A65).
	Schedule Schedule
	// Warning: warning and fine of article 26, both or either (A56).
	Warning WarningRule
	// Fraud: whether an attempt to obtain a permit by fraud is punished (A58).
	Fraud FraudRule
	// FraudThenUse: obtaining by fraud and then using, two acts or one (A59).
	FraudThenUse FraudThenUseRule
	// GenuineSale: selling a genuine permit (A61).
	GenuineSale GenuineSaleRule
	// Age: whether an age is reached after or on the birthday (A05).
	Age civil.Fullness
	// NonExecution: which rules on detention that is decided and not executed,
	// and which day counts (A66).
	NonExecution NonExecutionRule
	// Limitation: two years or six months for articles 26 and 27 (A69).
	Limitation LimitationRule
	// LimitationStart: whether the day of the act is counted (A69 c).
	LimitationStart civil.Counting
	// Extension: whether holidays extend the limitation and put off the day on
	// which an age is reached, as with EveryPeriod only (A03), on the days that
	// OffDays says (A04) according to Calendar. Without a calendar nothing moves.
	Extension civil.ExtensionRule
	OffDays   civil.OffRule
	Calendar  civil.Calendar
	// Ancillary: whether gains are confiscated and correction is ordered under
	// 行政处罚法 28 (A73).
	Ancillary AncillaryRule
	// Commencement is the day article 31 leaves blank (A77). It has no default:
	// unset, nothing is said about when the Measures are in force; set, only
	// acts on or after it are punished.
	Commencement civil.Date

	_ struct{}
}

// readings are all readings of articles 22 and 26 to 29. A69 has two fields, for
// its answers can be taken together.
var readings = rule.NewSwitches("penalty",
	rule.Choose(law.A03, "Extension", func(p *Policy) *civil.ExtensionRule { return &p.Extension }, "a", "b", "c"),
	rule.Choose(law.A04, "OffDays", func(p *Policy) *civil.OffRule { return &p.OffDays }, "a", "b", "c"),
	rule.Choose(law.A05, "Age", func(p *Policy) *civil.Fullness { return &p.Age }, "a", "b"),
	rule.Choose(law.A56, "Warning", func(p *Policy) *WarningRule { return &p.Warning }, "a", "b", "c"),
	rule.Choose(law.A58, "Fraud", func(p *Policy) *FraudRule { return &p.Fraud }, "a", "b"),
	rule.Choose(law.A59, "FraudThenUse", func(p *Policy) *FraudThenUseRule { return &p.FraudThenUse }, "a", "b", "c"),
	rule.Choose(law.A61, "GenuineSale", func(p *Policy) *GenuineSaleRule { return &p.GenuineSale }, "a", "b", "c"),
	rule.Choose(law.A65, "Schedule", func(p *Policy) *Schedule { return &p.Schedule }, "a", "b"),
	rule.Choose(law.A66, "NonExecution", func(p *Policy) *NonExecutionRule { return &p.NonExecution }, "a", "b", "c"),
	rule.Choose(law.A69, "Limitation", func(p *Policy) *LimitationRule { return &p.Limitation }, "a", "b"),
	rule.Choose(law.A69, "LimitationStart", func(p *Policy) *civil.Counting { return &p.LimitationStart }, "a", "c"),
	rule.Choose(law.A73, "Ancillary", func(p *Policy) *AncillaryRule { return &p.Ancillary }, "a", "b"),
)

// switches are those of readings, for the tables.
var switches = readings.List()

// Switches connects the fields of Policy with the register of readings. The list
// is the caller's own.
func Switches() []rule.Switch[Policy] { return readings.List() }

// reading is p, or the default readings for nil; an error that wraps
// rule.ErrAnswer if a field holds none of its readings.
func reading(p *Policy) (*Policy, error) { return readings.Of(p) }

// Validate reports the first field that holds none of its readings. A nil policy
// is the default and valid. The error wraps rule.ErrAnswer.
func (p *Policy) Validate() error { return readings.Validate(p) }

// WarningRule is reading A56.
type WarningRule uint8

// The answers to A56.
const (
	WarningAndFine            WarningRule = iota // both are imposed
	EitherOrBoth                                 // one or both
	WarningAlwaysFineOptional                    // the warning always, the fine at will
)

// FraudRule is reading A58.
type FraudRule uint8

// The answers to A58.
const (
	OnlyWhenIssued FraudRule = iota // complete only when the permit is issued
	AttemptToo                      // an attempt suffices
)

// FraudThenUseRule is reading A59.
type FraudThenUseRule uint8

// The answers to A59.
const (
	TwoActs    FraudThenUseRule = iota // separate, unless found to be one act
	OneCourse                          // one fine in article 27's range, the warning kept
	UseAbsorbs                         // article 27 only
)

// GenuineSaleRule is reading A61.
type GenuineSaleRule uint8

// The answers to A61.
const (
	TradeIfForPrice GenuineSaleRule = iota // 28.1.a with a finding of consideration
	AlwaysTransfer                         // always 26.1.c
	HeavierPrevails                        // both apply, the heavier is used
)

// NonExecutionRule is reading A66.
type NonExecutionRule uint8

// The answers to A66.
const (
	// NonExecutionOfSchedule: minors by the day of the act, the others by the
	// day of execution; the 2012 rules under ScheduleDraft, the 2025 rules
	// under ScheduleLaw2026.
	NonExecutionOfSchedule NonExecutionRule = iota
	// AllByExecution: everybody by the day of execution; otherwise the same.
	AllByExecution
	// Rules2025: as the first, with the 2025 exceptions under any schedule.
	Rules2025
)

// LimitationRule is reading A69.
type LimitationRule uint8

// The answers to A69.
const (
	TwoYears        LimitationRule = iota // for articles 26 and 27
	SixMonthsForAll                       // as public-security acts
)

// AncillaryRule is reading A73.
type AncillaryRule uint8

// The answers to A73.
const (
	DraftOnly      AncillaryRule = iota // the draft names no such measure
	AncillaryByLaw                      // 行政处罚法 28
)
