package eligibility

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Policy chooses how the text of articles 2 to 11 is read where it admits more
// than one reading. The zero Policy is the default reading of every place; the
// numbers A01 … are those of the register in package law. No field switches a
// rule off.
type Policy struct {
	HalfYear HalfYear // A01: how long 半年 is
	Full     Full     // A02: when a period is full
	// Extension: which periods a holiday extends (A03). With EveryPeriod the
	// half-year and the ages, too; the other answers are alike here, for no period
	// of these articles is a time limit for a person to act.
	Extension  civil.ExtensionRule
	OffDays    civil.OffRule  // A04: what a holiday is; matters with EveryPeriod only
	Calendar   civil.Calendar // the holidays, for EveryPeriod; nil extends nothing
	Age        civil.Fullness // A05: an age is reached the day after the birthday, or on it
	StartsWith StartsWith     // A08: what starts the half-year
	Continuity Continuity     // A09: whether the registration must be one run
	Insurance  Insurance      // A10: insurance and a basis, or either

	AcceptBackPaid bool // A11 b: back-paid months of insurance count
	// MaxLagMonths, 1 to 57, lets the run of insurance end so many months before
	// the month of judgement (A11 c); 0 leaves the lag at one month (A11 a).
	MaxLagMonths uint8

	Title    Title    // A13: whose lawful ownership the dwelling needs
	Holder   Holder   // A14: whose name the proof of dwelling may bear
	Lasting  Lasting  // A15: how long job and dwelling have to last
	HoldOn   HoldOn   // A17: the day on which the conditions must hold; read by Assess
	Children Children // A20: what representation means for children

	GuardianPermit GuardianPermit // A21: what permit the guardian needs
	// GuardianHukouSuffices lets a guardian with Beijing household registration,
	// who can never hold a permit, represent a child (A21 d).
	GuardianHukouSuffices bool

	AgentFor             AgentFor      // A23: in which procedures an agent may act under 10.1.a
	RequireRelationProof bool          // A24: the agent proves the relationship as well
	TurnedSixteen        TurnedSixteen // A47: whether a child's permit goes on after sixteen

	// SchoolDormitoryByEducation lets the education department, too, review the
	// proof of a dormitory that a school provides (A75 c). Article 5.2 gives
	// dwellings to the housing department and does not say where such a letter
	// belongs.
	SchoolDormitoryByEducation bool
}

// HalfYear is reading A01.
type HalfYear uint8

// The answers of A01.
const (
	SixMonths HalfYear = iota // six calendar months
	Days183
	Days180
)

func (h HalfYear) period() civil.Period {
	switch h {
	case Days183:
		return civil.Days(183)
	case Days180:
		return civil.Days(180)
	}
	return civil.Months(6)
}

// Full is reading A02. Its second and third answers always give the same day.
type Full uint8

// The answers of A02.
const (
	AfterLastDay Full = iota // start day left out; full when the last day has ended
	OnLastDay                // start day left out; full on the corresponding day
	StartCounted             // start day counted; full when the last day has ended
)

func (f Full) rules() (civil.Counting, civil.Fullness) {
	switch f {
	case OnLastDay:
		return civil.StartExcluded, civil.OnLastDay
	case StartCounted:
		return civil.StartCounted, civil.AfterLastDay
	}
	return civil.StartExcluded, civil.AfterLastDay
}

// StartsWith is reading A08.
type StartsWith uint8

// The answers of A08.
const (
	WithRegistration StartsWith = iota
	WithActualResidence
	WithLaterOfBoth
)

// Continuity is reading A09.
type Continuity uint8

// The answers of A09.
const (
	OneRunInBeijing  Continuity = iota // moves inside the city do not break it, a gap of a day does
	OneRunInDistrict                   // a move to another district breaks it
	PeriodsAddUp
)

// Insurance is reading A10.
type Insurance uint8

// The answers of A10.
const (
	InsuranceAndBasis Insurance = iota
	InsuranceOrBasis
	InsuranceForEmployeesOnly
)

// Title is reading A13.
type Title uint8

// The answers of A13.
const (
	HouseHasLawfulTitle Title = iota // somebody's, not necessarily the applicant's
	OwnedByApplicant
	AnyRentedRoom
)

// Holder is reading A14.
type Holder uint8

// The answers of A14.
const (
	OwnFamilyOrFinding Holder = iota // own, spouse's, for a minor the guardian's; others by finding
	ApplicantOnly
	AnyoneIfLivingThere
)

// Lasting is reading A15.
type Lasting uint8

// The answers of A15.
const (
	InForceOnTheDay Lasting = iota
	MustStillLast           // six months must remain
	MustHaveLasted          // six months must have passed
)

// HoldOn is reading A17.
type HoldOn uint8

// The answers of A17.
const (
	ApplicationDay HoldOn = iota
	DecisionDay
	BothDays
)

// Children is reading A20.
type Children uint8

// The answers of A20.
const (
	ChannelOnly            Children = iota // the child meets 8.1; under eight it must be represented (Civil Code 20)
	CompulsoryUnderSixteen                 // under sixteen it must be represented
	GuardianPermitSuffices                 // the guardian's permit stands in for the half-year and the three conditions
	ChannelAtAnyAge                        // ChannelOnly without the age of eight
)

// GuardianPermit is reading A21.
type GuardianPermit uint8

// The answers of A21.
const (
	ActivePermit GuardianPermit = iota
	ObtainedNotCancelled
	AnyResidentGuardian
)

// AgentFor is reading A23.
type AgentFor uint8

// The answers of A23.
const (
	AllProcedures AgentFor = iota
	FirstApplicationOnly
)

// TurnedSixteen is reading A47.
type TurnedSixteen uint8

// The answers of A47.
const (
	GoesOn     TurnedSixteen = iota // later procedures are done in person, and that is all
	ApplyAgain                      // the holder applies again as somebody of that age
)

// maxLagMonths bounds MaxLagMonths: contributions are looked back on for five
// years and a bit.
const maxLagMonths = 57

// readings are all readings of these articles. A11 and A21 have two fields each,
// for their answers can be taken together.
var readings = rule.NewSwitches("eligibility",
	rule.Choose(law.A01, "HalfYear", func(p *Policy) *HalfYear { return &p.HalfYear }, "a", "b", "c"),
	rule.Choose(law.A02, "Full", func(p *Policy) *Full { return &p.Full }, "a", "b", "c"),
	rule.Choose(law.A03, "Extension", func(p *Policy) *civil.ExtensionRule { return &p.Extension }, "a", "b", "c"),
	rule.Choose(law.A04, "OffDays", func(p *Policy) *civil.OffRule { return &p.OffDays }, "a", "b", "c"),
	rule.Choose(law.A05, "Age", func(p *Policy) *civil.Fullness { return &p.Age }, "a", "b"),
	rule.Choose(law.A08, "StartsWith", func(p *Policy) *StartsWith { return &p.StartsWith }, "a", "b", "c"),
	rule.Choose(law.A09, "Continuity", func(p *Policy) *Continuity { return &p.Continuity }, "a", "b", "c"),
	rule.Choose(law.A10, "Insurance", func(p *Policy) *Insurance { return &p.Insurance }, "a", "b", "c"),
	rule.Toggle(law.A11, "AcceptBackPaid", func(p *Policy) *bool { return &p.AcceptBackPaid }, "a", "b"),
	rule.Measure(law.A11, "MaxLagMonths", func(p *Policy) *uint8 { return &p.MaxLagMonths }, maxLagMonths, "a", "c"),
	rule.Choose(law.A13, "Title", func(p *Policy) *Title { return &p.Title }, "a", "b", "c"),
	rule.Choose(law.A14, "Holder", func(p *Policy) *Holder { return &p.Holder }, "a", "b", "c"),
	rule.Choose(law.A15, "Lasting", func(p *Policy) *Lasting { return &p.Lasting }, "a", "b", "c"),
	rule.Choose(law.A17, "HoldOn", func(p *Policy) *HoldOn { return &p.HoldOn }, "a", "b", "c"),
	rule.Choose(law.A20, "Children", func(p *Policy) *Children { return &p.Children }, "a", "b", "c", "d"),
	rule.Choose(law.A21, "GuardianPermit", func(p *Policy) *GuardianPermit { return &p.GuardianPermit }, "a", "b", "c"),
	rule.Toggle(law.A21, "GuardianHukouSuffices", func(p *Policy) *bool { return &p.GuardianHukouSuffices }, "a", "d"),
	rule.Choose(law.A23, "AgentFor", func(p *Policy) *AgentFor { return &p.AgentFor }, "a", "b"),
	rule.Toggle(law.A24, "RequireRelationProof", func(p *Policy) *bool { return &p.RequireRelationProof }, "a", "b"),
	rule.Choose(law.A47, "TurnedSixteen", func(p *Policy) *TurnedSixteen { return &p.TurnedSixteen }, "a", "b"),
	rule.Toggle(law.A75, "SchoolDormitoryByEducation", func(p *Policy) *bool { return &p.SchoolDormitoryByEducation }, "a", "c"),
)

// Switches connects the policy's fields with the register of readings. The list
// is the caller's own.
func Switches() []rule.Switch[Policy] { return readings.List() }

// Validate reports the first field that holds none of its readings. A nil policy
// is the default and valid. The error wraps rule.ErrAnswer. Under a policy that
// is not valid no decision of this package is made: each is undetermined, for
// the reason rule.CodePolicy.
func (p *Policy) Validate() error { return readings.Validate(p) }
