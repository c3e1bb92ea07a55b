package civil

// A Calendar knows what kind of day a day is. Kind returns an error that wraps
// [ErrNoCalendarData] for a day it knows nothing about; it never takes such a
// day for a weekday. It gives the same answer every time.
type Calendar interface {
	Kind(day Date) (DayKind, error)
}

// A DayKind is what a day is for those who work. The zero value means that
// nothing is known.
type DayKind uint8

const (
	// KindUnknown goes with an error.
	KindUnknown DayKind = iota
	// Workday is a Monday to Friday on which people work.
	Workday
	// Weekend is a Saturday or Sunday that is off and is no statutory
	// holiday, also within a run of holidays.
	Weekend
	// StatutoryHoliday is one of the days that the decree on holidays gives to
	// everybody, on whatever day of the week it falls.
	StatutoryHoliday
	// BridgeDay is a Monday to Friday that a notice of the State Council makes
	// a day off, although it is no statutory holiday.
	BridgeDay
	// MakeUpWorkday is a Saturday or Sunday that a notice makes a workday.
	MakeUpWorkday
	// HolidayUnspecified is a day off by notice of which it is not known
	// whether it is a statutory holiday.
	HolidayUnspecified
)

var dayKindNames = []string{
	"unknown", "workday", "weekend", "statutory-holiday", "bridge-day", "make-up-workday", "holiday-unspecified",
}

// String returns the name, such as "make-up-workday".
func (k DayKind) String() string { return nameOf(dayKindNames, uint8(k)) }

// MarshalText returns the name; a value without a name is an error that wraps
// [ErrInvalid].
func (k DayKind) MarshalText() ([]byte, error) {
	return marshalName("day kind", dayKindNames, uint8(k))
}

// UnmarshalText reads a name. On an error, which wraps [ErrInvalid], k keeps
// its value.
func (k *DayKind) UnmarshalText(text []byte) error {
	return unmarshalName("day kind", dayKindNames, text, (*uint8)(k))
}

// An OffRule says which days are legal holidays (法定休假日) in the sense of
// Civil Code 203 paragraph 1: reading A04.
type OffRule uint8

const (
	// OffInFact: every day that is off in fact, that is weekends that are not
	// made workdays, statutory holidays and bridge days. The default.
	OffInFact OffRule = iota
	// StatutoryOnly: the statutory holidays and nothing else.
	StatutoryOnly
	// WeekendsAndStatutory: every Saturday and Sunday, also one made a
	// workday, and the statutory holidays, but no bridge day.
	WeekendsAndStatutory
)

var offRuleNames = []string{"off-in-fact", "statutory-only", "weekends-and-statutory"}

// String returns the name, such as "off-in-fact".
func (r OffRule) String() string { return nameOf(offRuleNames, uint8(r)) }

// MarshalText returns the name; a value without a name is an error that wraps
// [ErrInvalid].
func (r OffRule) MarshalText() ([]byte, error) {
	return marshalName("off rule", offRuleNames, uint8(r))
}

// UnmarshalText reads a name. On an error, which wraps [ErrInvalid], r keeps
// its value.
func (r *OffRule) UnmarshalText(text []byte) error {
	return unmarshalName("off rule", offRuleNames, text, (*uint8)(r))
}

// An ExtensionRule says which periods move when their last day is a legal holiday
// (Civil Code 203 paragraph 1): reading A03. Nothing moves without a calendar.
type ExtensionRule uint8

const (
	// DeadlinesToAct: only the time limits for a person to do something, such as
	// the seven days of 13.1 and the endorsement of 14.2. The default.
	DeadlinesToAct ExtensionRule = iota
	// EveryPeriod: also ages, accumulated residence, terms and limitation.
	EveryPeriod
	// NoPeriod: none.
	NoPeriod
)

var extensionRuleNames = []string{"deadlines-to-act", "every-period", "no-period"}

// String returns the name, such as "deadlines-to-act".
func (r ExtensionRule) String() string { return nameOf(extensionRuleNames, uint8(r)) }

// MarshalText returns the name; a value without a name is an error that wraps
// [ErrInvalid].
func (r ExtensionRule) MarshalText() ([]byte, error) {
	return marshalName("extension rule", extensionRuleNames, uint8(r))
}

// UnmarshalText reads a name. On an error, which wraps [ErrInvalid], r keeps
// its value.
func (r *ExtensionRule) UnmarshalText(text []byte) error {
	return unmarshalName("extension rule", extensionRuleNames, text, (*uint8)(r))
}

// IsOff reports whether the day is off under the rule. It returns an error that
// wraps [ErrNoCalendarData] if there is no calendar or the calendar has no data
// for the year, and one that wraps [ErrInvalid] if the day is zero, if the rule
// is none of the three, or if the answer depends on whether the day is a
// statutory holiday and the calendar does not say. Any other error of the
// calendar's own, such as a failed request, is given as it is.
func IsOff(cal Calendar, day Date, rule OffRule) (bool, error) {
	if day.IsZero() {
		return false, errNoDay()
	}
	if cal == nil {
		return false, &NoDataError{Year: day.Year()}
	}
	kind, err := cal.Kind(day)
	if err != nil {
		return false, err
	}
	if kind == KindUnknown || kind > HolidayUnspecified {
		return false, &InvalidError{What: "calendar", Rule: "a day is given no kind and no error"}
	}
	weekend := day.onWeekend()
	switch rule {
	case OffInFact:
		return kind != Workday && kind != MakeUpWorkday, nil
	case StatutoryOnly:
		weekend = false
	case WeekendsAndStatutory:
	default:
		return false, &InvalidError{What: "off rule", Rule: "the value has no name"}
	}
	if kind == HolidayUnspecified && !weekend {
		return false, &CalendarError{Year: day.Year(), Day: day,
			Rule: "the notice does not say whether this day off is a statutory holiday"}
	}
	return weekend || kind == StatutoryHoliday, nil
}

func errNoDay() error {
	return &InvalidError{What: "date", Rule: "a day is missing"}
}

// WeekendsOnly returns a calendar that knows Saturdays and Sundays and no
// holidays, for every year. It is a choice that the caller makes: it says
// something else than the State Council's notices.
func WeekendsOnly() Calendar { return weekends{} }

type weekends struct{}

func (weekends) Kind(day Date) (DayKind, error) {
	if day.IsZero() {
		return KindUnknown, errNoDay()
	}
	return kindByWeekday(day), nil
}

func kindByWeekday(day Date) DayKind {
	if day.onWeekend() {
		return Weekend
	}
	return Workday
}
