package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
)

// LastDayRule is a reading of "valid for one year from the day of issue or of
// endorsement" (一年内有效, 14.2.a, A27): which day is the last valid one.
type LastDayRule uint8

// The answers to A27. All three clamp to the end of the month first (A28).
const (
	CorrespondingDay LastDayRule = iota // (a) the same day a year later, to 24:00
	DayBefore                           // (b) the day before it, the first day being counted
	Days365                             // (c) 365 days later
)

// WindowRule is a reading of "within the thirty days before expiry"
// (期满前三十日内, 14.2.b, A29). E is the last valid day.
type WindowRule uint8

// The answers to A29.
const (
	ThirtyDaysBackInclusive WindowRule = iota // (a) E-30 to E
	ThirtyDaysEndingOnE                       // (b) E-29 to E
	ThirtyDaysBeforeE                         // (c) E-30 to E-1
	OneMonth                                  // (d) E less one month to E
)

// TermRule says from when the term after a timely endorsement runs (14.2.a,
// A30). A late endorsement always begins a term on its own day: the old one is
// over.
type TermRule uint8

// The answers to A30.
const (
	FromEndorsement TermRule = iota // (a) the day of the endorsement, as written
	FromOldExpiry                   // (b) where the old term ends: the anniversary is kept
)

// EarlyRule says what becomes of an endorsement before the window (14.2.b,
// A31).
type EarlyRule uint8

// The answers to A31.
const (
	Refuse              EarlyRule = iota // (a) refused, without effect
	AcceptFromThatDay                    // (b) accepted; the term runs from that day
	AcceptFromOldExpiry                  // (c) accepted; the term runs from the old expiry
)

// SuspensionRule says what begins a suspension (14.3.a, A32).
type SuspensionRule uint8

// The answers to A32.
const (
	Automatic       SuspensionRule = iota // (a) the day after the deadline, without any act
	FromRecordedDay                       // (b) the day on which an authority records it
)

// LateRule says what a late endorsement does to the years of continuous
// residence (14.3.c, A33).
type LateRule uint8

// The answers to A33. The superior Regulation's 连续计算 is open between the
// last two; the draft's 重新计算 is the first (A79).
const (
	Reset               LateRule = iota // counted afresh from that day, as the draft says
	KeepPriorExcludeGap                 // earlier time is kept; only the overdue days drop out
	Seamless                            // counted on as if there had been no gap
)

// YearsRule says where continuous residence starts (14.3.c, A34).
type YearsRule uint8

// The answers to A34.
const (
	FirstIssue           YearsRule = iota // (a) the first issue of the permit
	Registration                          // (b) the start of the temporary-residence registration
	TemporaryPermitYears                  // (c) years under the former temporary permit count too
)

// LatenessRule says whether conditions are looked at again and whether a late
// endorsement can come too late (14.2.b, 14.3.b, A35).
type LatenessRule uint8

// The answers to A35.
const (
	AnyTimeNoRecheck  LatenessRule = iota // (a) any time later, no second look at the conditions
	RecheckConditions                     // (b) the conditions must hold at each endorsement
	LapseAfterTime                        // (c) lapsed some time after the deadline: Policy.LapseAfter
)

// AddressRule says whether an unreported move stands in the way (13.1, 14.2.b,
// A41).
type AddressRule uint8

// The answers to A41.
const (
	Independent  AddressRule = iota // (a) reported, not an obstacle
	AddressFirst                    // (b) refused until the address is up to date
)

// A Policy chooses a reading for every place where article 14 admits more than
// one. The zero Policy is the default reading of each. A nil *Policy means the
// zero Policy throughout this package.
type Policy struct {
	LastDay    LastDayRule    // A27
	Window     WindowRule     // A29
	NewTerm    TermRule       // A30
	Early      EarlyRule      // A31
	Suspension SuspensionRule // A32
	Late       LateRule       // A33
	YearsFrom  YearsRule      // A34
	Lateness   LatenessRule   // A35
	Address    AddressRule    // A41
	Full       civil.Fullness // A02: when a year of residence is full
	// Extension: which periods a holiday extends (A03): the deadline to endorse
	// and the time of LapseAfter, with EveryPeriod also the one-year term and each full year of residence.
	Extension civil.ExtensionRule
	OffDays   civil.OffRule // A04: which days are off, if a calendar is given

	// Calendar knows the holidays. Without one nothing is moved: no day is
	// ever guessed to be off. It is a source of facts, not a reading.
	Calendar civil.Calendar
	// LapseAfter is the time after the deadline, the deadline itself not
	// counted, at whose end a permit has lapsed under LapseAfterTime; a holiday
	// moves its last day as it does the deadline. The text names none, so it has no default; without it such a case stays open.
	LapseAfter civil.Period

	_ struct{}
}

// defaultPolicy is the zero Policy; it never changes.
var defaultPolicy Policy

// reading is p, or the default readings for nil. A field that holds none of its
// readings is ErrPolicy.
func reading(p *Policy) (*Policy, error) { return readings.Of(p) }

// Validate reports the first field that holds none of its readings. A nil policy
// is the default and valid. The error wraps ErrPolicy, which is rule.ErrAnswer.
func (p *Policy) Validate() error { return readings.Validate(p) }
