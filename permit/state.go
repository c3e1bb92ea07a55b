package permit

import (
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A State is what a permit is on one day, computed from the acts known and
// nothing else. For a permit not issued all but Day is zero. A cancelled permit
// keeps the days of its past and has no running term and no years.
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

	// Issued is the day of issue, EndorsedOn that of the latest endorsement
	// with effect, zero if none, Base the day the term runs from and LastValid
	// its last valid day (14.2.a).
	Issued     civil.Date `json:"issued,omitzero"`
	EndorsedOn civil.Date `json:"endorsedOn,omitzero"`
	Base       civil.Date `json:"base,omitzero"`
	LastValid  civil.Date `json:"lastValid,omitzero"`
	// Window says when to endorse the term and Deadline until when it is in
	// time (14.2.b). Deadline is zero where it is open because the calendar
	// lacks data that the status on Day does not depend on.
	Window   civil.Range `json:"window,omitzero"`
	Deadline civil.Date  `json:"deadline,omitzero"`

	// Residence is the run of continuous residence (14.3.c). YearsStated tells
	// that it has a number of full years: the permit is neither overdue nor
	// cancelled, and the start is recorded and not open. MonthsFull is then the number of
	// full months.
	Residence   endorsement.Residence `json:"residence,omitzero"`
	YearsStated bool                  `json:"yearsStated,omitzero"`
	MonthsFull  int                   `json:"monthsFull,omitzero"`

	// CancelledOn is the first day of the cancellation and Ground its ground;
	// zero if the permit is not cancelled on Day.
	CancelledOn civil.Date         `json:"cancelledOn,omitzero"`
	Ground      CancellationGround `json:"ground,omitzero"`

	// Card is the card the permit has on Day, since CardSince.
	Card       CardNumber `json:"card,omitzero"`
	CardStatus CardStatus `json:"cardStatus,omitzero"`
	CardSince  civil.Date `json:"cardSince,omitzero"`

	// Address is the registered address, since AddressSince.
	Address      Address    `json:"address,omitzero"`
	AddressSince civil.Date `json:"addressSince,omitzero"`

	// LastAct is the latest day on which an act counted took effect, and
	// WithoutEffect the number of acts known for days up to Day to which the
	// text gives no effect (see Ineffective).
	LastAct       civil.Date `json:"lastAct,omitzero"`
	WithoutEffect int        `json:"withoutEffect,omitzero"`
}

// IsZero reports whether there is no state at all: nobody asked for a day.
func (s State) IsZero() bool { return s.Day.IsZero() }

// Alive reports whether the permit was issued and is not cancelled: its holder
// can endorse, change and replace (14.3.a leaves the procedures, A36).
func (s State) Alive() bool {
	return s.Status == Active || s.Status == Suspended || s.Status == StatusOpen
}

// FullYears are the full years of continuous residence (14.3.c). While the
// permit is suspended or cancelled, or if their start is not recorded, they
// have no value, which is not zero, and the second result is false.
func (s State) FullYears() (int, bool) { return s.MonthsFull / 12, s.YearsStated }

// On is the state on a day, from the acts on or before it alone. It allocates
// nothing. Errors: ErrPolicy, those of endorsement.Term, and those of the
// calendar if the answer for the day depends on it. With an error of the
// calendar the State holds what does not: its Status is StatusOpen, and what it
// cannot tell of the term is left out.
func (p *Permit) On(day civil.Date, policy *Policy) (State, error) {
	policy, err := reading(policy)
	if err != nil {
		return State{}, err
	}
	if day.IsZero() {
		return State{}, endorsement.ErrNoDay
	}
	var f folding
	if err := f.run(p, day, policy); err != nil {
		return State{}, err
	}
	return f.state()
}

// StatusOn is On, for those who need the status only.
func (p *Permit) StatusOn(day civil.Date, policy *Policy) (Status, error) {
	s, err := p.On(day, policy)
	return s.Status, err
}

// HolderOn is the holder as recorded on a day: as issued, or as corrected at an
// exchange (A45). It is the zero Person before the issue.
func (p *Permit) HolderOn(day civil.Date) (holder Person) {
	p.upTo(day, func(a *Act) bool {
		switch w := a.What.(type) {
		case Issue:
			holder = w.Holder
		case Exchange:
			if w.Holder != (Person{}) {
				holder = w.Holder
			}
		}
		return true
	})
	return holder
}

// upTo calls visit for the acts on or before the day in the order of effect,
// until it returns false.
func (p *Permit) upTo(day civil.Date, visit func(*Act) bool) {
	for i := range p.span() {
		a := p.at(i)
		if a == nil {
			continue
		}
		if !a.On.OnOrBefore(day) || !visit(a) {
			return
		}
	}
}

// span is the number of places in the order of effect.
func (p *Permit) span() int {
	if p.order == nil {
		return len(p.acts)
	}
	return len(p.order)
}

// at is the act at that place of the order of effect; nil if it was not known
// yet.
func (p *Permit) at(i int) *Act {
	if p.order != nil {
		i = int(p.order[i])
	}
	if i >= len(p.acts) {
		return nil
	}
	return &p.acts[i]
}
