package endorsement

import (
	"encoding"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Status is what article 14 makes of a permit on a day. The zero Status is
// NotIssued. Cancellation is no matter of dates and is not known here.
type Status uint8

// The statuses.
const (
	NotIssued Status = iota // before the day of issue
	Active                  // up to the deadline of the running term (14.2)
	Suspended               // use function suspended (14.3.a): not cancelled, not void
)

var statuses = word.List{Field: "status", Words: []word.Word{
	NotIssued: {Code: "not-issued", Label: law.Bilingual{ZH: "未签发", EN: "not issued"}},
	Active:    {Code: "active", Label: law.Bilingual{ZH: "有效", EN: "active"}},
	Suspended: {Code: "suspended", Label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
}}

var (
	_ encoding.TextMarshaler   = Status(0)
	_ encoding.TextUnmarshaler = (*Status)(nil)
)

// String is the stable word: not-issued, active or suspended.
func (s Status) String() string { return statuses.Code(uint8(s)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (s Status) Label(tag language.Tag) string { return statuses.Label(uint8(s), tag) }

// MarshalText writes the stable word; a value that is no status is a word.ErrWord.
func (s Status) MarshalText() ([]byte, error) { return statuses.Marshal(uint8(s)) }

// UnmarshalText reads the stable word; anything else is a word.ErrWord and leaves s as
// it was.
func (s *Status) UnmarshalText(b []byte) error { return word.Unmarshal(&statuses, b, s) }

// A State is the answer of article 14 for one day. All dates but Day are zero
// for a permit not issued.
type State struct {
	Day    civil.Date `json:"day"`
	Status Status     `json:"status"`
	// HolidayGrace tells that Day is after the last valid day but not after a
	// deadline that a holiday moved: still Active (A32).
	HolidayGrace bool `json:"holidayGrace,omitzero"`
	// Overdue tells that the deadline has passed without endorsement. By
	// default that is the same as Suspended; under A32 (b) it comes first.
	Overdue bool `json:"overdue,omitzero"`
	// SuspendedSince is the first day of the suspension; zero if none, and
	// where the Deadline it follows is open.
	SuspendedSince civil.Date `json:"suspendedSince,omitzero"`

	// Issued is the day of issue; EndorsedOn that of the latest endorsement on
	// or before Day, zero if none; Base the day from which the term runs.
	Issued     civil.Date `json:"issued"`
	EndorsedOn civil.Date `json:"endorsedOn,omitzero"`
	Base       civil.Date `json:"base"`
	// LastValid is the last valid day of the term; Window when to endorse it.
	// Both are zero only where they are open, under A03 (b) alone.
	LastValid civil.Date  `json:"lastValid"`
	Window    civil.Range `json:"window"`
	// Deadline is the last day for endorsing in time. It is zero where it is
	// open because the calendar lacks data that the status does not depend on;
	// ask Policy.Deadline for the reason.
	Deadline civil.Date `json:"deadline,omitzero"`

	// Residence is the run of continuous residence as last counted.
	Residence Residence `json:"residence"`
	// YearsStated tells that the years of continuous residence have a value:
	// the permit is not overdue, their start is recorded and the calendar has
	// the data they need; Residence.FullMonths has the reason.
	// MonthsFull is then the number of full months; see FullYears.
	YearsStated bool `json:"yearsStated,omitzero"`
	MonthsFull  int  `json:"monthsFull,omitzero"`
}

// FullYears are the full years of continuous residence (14.3.c). While the
// permit is suspended, or if their start is not recorded, they have no value,
// which is not zero, and the second result is false.
func (s State) FullYears() (int, bool) { return s.MonthsFull / 12, s.YearsStated }

// On is the state on a day. The day must not be before the latest event that t
// counts, since t no longer knows what came before it; but a day before the
// issue is NotIssued. Errors: ErrNoDay, ErrOrder, ErrPolicy, those of the
// calendar if Status or Overdue of the day depends on it.
func (t Term) On(day civil.Date, p *Policy) (State, error) {
	p, err := reading(p)
	if err != nil {
		return State{}, err
	}
	return t.on(day, p)
}

func (t *Term) on(day civil.Date, p *Policy) (State, error) {
	if day.IsZero() {
		return State{}, ErrNoDay
	}
	if t.LastDay.IsZero() || day.StrictlyBefore(t.Issued) {
		return State{Day: day}, nil
	}
	l, err := t.limits(day, p)
	if err != nil {
		return State{}, err
	}
	late, known := l.overdue()
	if !known {
		return State{}, t.lack(&l, p)
	}
	k := l.known()
	s := State{
		Day: day, Status: Active, Overdue: late,
		Issued: t.Issued, EndorsedOn: t.EndorsedOn, Base: t.Base,
		LastValid: k.lastValid, Window: k.window, Deadline: k.deadline,
		Residence: t.Residence,
	}
	switch {
	case !late:
		// Only A03 (b) leaves the last valid day open, and then no deadline
		// lies beyond it.
		s.HolidayGrace = day.StrictlyAfter(k.lastValid)
		s.MonthsFull, s.YearsStated, _ = t.Residence.fullMonths(day, p)
	case p.Suspension == Automatic:
		s.Status = Suspended
		if !k.deadline.IsZero() {
			s.SuspendedSince = k.deadline.DayAfter()
		}
	case !t.SuspensionRecorded.IsZero():
		s.Status, s.SuspendedSince = Suspended, t.SuspensionRecorded
	}
	return s, nil
}
