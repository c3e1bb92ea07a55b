package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
)

// An Origin is what is known at the first issue of a permit. None of its other
// dates may be after the issue.
type Origin struct {
	// Issued is the day of issue printed on the permit (签发日期, A26); handing
	// it over later changes nothing. Zero means "not issued".
	Issued civil.Date `json:"issued"`
	// CarryInSince is an earlier start of continuous residence that the office
	// carried in at the issue. It counts under every reading (A34). Zero means
	// that none was.
	CarryInSince civil.Date `json:"carryInSince,omitzero"`
	// RegisteredSince is the start of the temporary-residence registration and
	// FormerPermitSince that of years under the former temporary permit
	// (暂住证). They matter only where YearsFrom says so (A34). Zero means
	// "not recorded".
	RegisteredSince   civil.Date `json:"registeredSince,omitzero"`
	FormerPermitSince civil.Date `json:"formerPermitSince,omitzero"`
}

// since is where continuous residence starts, zero if that is not recorded.
func (o *Origin) since(p *Policy) civil.Date {
	switch {
	case !o.CarryInSince.IsZero():
		return o.CarryInSince
	case p.YearsFrom == Registration:
		return o.RegisteredSince
	case p.YearsFrom == TemporaryPermitYears:
		if o.FormerPermitSince.IsZero() || o.RegisteredSince.StrictlyBefore(o.FormerPermitSince) {
			return o.RegisteredSince
		}
		return o.FormerPermitSince
	default:
		return o.Issued
	}
}

// A Term is a permit's running term and what the past left behind: all that is
// needed to go on. It is a small comparable value, advanced event by event with
// Endorse and RecordSuspension, each of which returns the next Term and leaves
// its receiver alone. Every step of one permit must use the same policy.
//
// The zero Term is a permit not issued.
type Term struct {
	// Issued is the day of the first issue.
	Issued civil.Date `json:"issued"`
	// ActedOn is the day of the latest event counted: issue, endorsement or,
	// under A32 (b), recording of a suspension.
	ActedOn civil.Date `json:"actedOn"`
	// EndorsedOn is the day of the latest endorsement; zero if there was none.
	EndorsedOn civil.Date `json:"endorsedOn,omitzero"`
	// Base is the day from which the running term is counted (14.2.a). Only
	// under A30 (b) and A31 (c) can it lie ahead.
	Base civil.Date `json:"base"`
	// LastDay is the last day of that term before any holiday moves it.
	LastDay civil.Date `json:"lastDay"`
	// Residence is the run of continuous residence.
	Residence Residence `json:"residence"`
	// SuspensionRecorded is, under A32 (b), the day on which an authority
	// recorded that this term was suspended; zero if none did.
	SuspensionRecorded civil.Date `json:"suspensionRecorded,omitzero"`
}

// Begin is the first term of a permit. Errors: ErrNoDay without a day of issue,
// ErrOrigin, ErrRange, ErrPolicy.
func Begin(o Origin, p *Policy) (Term, error) {
	p, err := reading(p)
	if err != nil {
		return Term{}, err
	}
	return begin(&o, p)
}

func begin(o *Origin, p *Policy) (Term, error) {
	if o.CarryInSince.StrictlyAfter(o.Issued) || o.RegisteredSince.StrictlyAfter(o.Issued) ||
		o.FormerPermitSince.StrictlyAfter(o.Issued) {
		return Term{}, ErrOrigin
	}
	last, err := p.lastDay(o.Issued)
	if err != nil {
		return Term{}, err
	}
	return Term{
		Issued: o.Issued, ActedOn: o.Issued, Base: o.Issued, LastDay: last,
		Residence: Residence{Since: o.since(p)},
	}, nil
}

// IsZero reports whether t is the zero Term, a permit not issued.
func (t Term) IsZero() bool { return t == Term{} }

// LastValid is the last valid day of the running term, to 24:00 (14.2.a). It
// can fail only under A03 (b), for want of calendar data, and on a bad policy.
func (t Term) LastValid(p *Policy) (civil.Date, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}, err
	}
	if t.LastDay.IsZero() {
		return civil.Date{}, ErrNotIssued
	}
	return p.lastValid(t.LastDay)
}

// Classify says how an endorsement on that day stands to the time limit of the
// running term (14.2.b, 14.3.b). The day must not be before ActedOn. A calendar
// without data is an error only if the answer depends on it. Errors:
// ErrNotIssued, ErrNoDay, ErrOrder, ErrPolicy, ErrNoLapsePeriod, those of the
// calendar.
func (t Term) Classify(day civil.Date, p *Policy) (Timing, error) {
	p, err := reading(p)
	if err != nil {
		return 0, err
	}
	l, err := t.limits(day, p)
	if err != nil {
		return 0, err
	}
	if err := l.lapse(day, p); err != nil {
		return 0, err
	}
	if timing := l.known().timing; timing != 0 {
		return timing, nil
	}
	return 0, t.lack(&l, p)
}

// Endorse counts an endorsement recorded on that day. Before the window it is a
// *TooEarlyError, after a lapse a *LapsedError; on every error the Term
// returned is t unchanged (A31). Where a calendar without data leaves open
// whether it was late, the term is the same either way by default, and only the
// Residence is then open; where a reading makes the term depend on it (A30 b,
// A31 c), that is an error. Errors otherwise: those of Classify, ErrRange.
func (t Term) Endorse(day civil.Date, p *Policy) (Term, error) {
	p, err := reading(p)
	if err != nil {
		return t, err
	}
	err = t.endorse(day, p)
	return t, err
}

// endorse changes t only if there is no error.
func (t *Term) endorse(day civil.Date, p *Policy) error {
	l, err := t.limits(day, p)
	if err != nil {
		return err
	}
	if err := l.lapse(day, p); err != nil {
		return err
	}
	switch k := l.known(); {
	case k.timing == TooEarly && !k.opens.IsZero():
		return &TooEarlyError{Day: day, Opens: k.opens}
	case k.timing == Lapsed:
		return &LapsedError{Day: day, Last: l.lapses}
	case !l.soonest.timing.Accepted(), !l.latest.timing.Accepted():
		return t.lack(&l, p)
	}
	return t.renew(day, &l, p)
}

// renew makes t the term after an endorsement that both limits accept. Where they
// differ, each must give the same term; what it says of residence may be open. It
// changes t only if there is no error.
func (t *Term) renew(day civil.Date, l *limits, p *Policy) error {
	next, err := t.renewed(day, &l.soonest, p)
	if err != nil {
		return err
	}
	if l.soonest != l.latest {
		other, err := t.renewed(day, &l.latest, p)
		if err != nil {
			return err
		}
		if next.Residence != other.Residence {
			next.Residence = Residence{Open: true}
			other.Residence = next.Residence
		}
		if next != other {
			return t.lack(l, p)
		}
	}
	*t = next
	return nil
}

// renewed is the term after an endorsement that a limit accepts.
func (t *Term) renewed(day civil.Date, l *limit, p *Policy) (Term, error) {
	base := day
	if l.timing == Early && p.Early == AcceptFromOldExpiry || l.timing == OnTime && p.NewTerm == FromOldExpiry {
		base = p.next(l.lastValid)
	}
	last, err := p.lastDay(base)
	if err != nil {
		return Term{}, ErrRange
	}
	next := *t
	if l.timing == Late {
		next.Residence = t.Residence.madeUp(day, l.deadline, p)
	}
	next.ActedOn, next.EndorsedOn, next.Base, next.LastDay, next.SuspensionRecorded = day, day, base, last, civil.Date{}
	return next, nil
}

// RecordSuspension counts that an authority recorded, on that day, that the
// permit is suspended. Only reading A32 (b) gives that an effect; otherwise t
// comes back as it was. Recording it once more does not move its day. Errors:
// those of Classify, and a *NotOverdueError if the deadline has not passed.
func (t Term) RecordSuspension(day civil.Date, p *Policy) (Term, error) {
	p, err := reading(p)
	if err != nil {
		return t, err
	}
	err = t.recordSuspension(day, p)
	return t, err
}

// recordSuspension changes t only if there is no error.
func (t *Term) recordSuspension(day civil.Date, p *Policy) error {
	if p.Suspension != FromRecordedDay {
		return nil
	}
	l, err := t.limits(day, p)
	if err != nil {
		return err
	}
	switch late, known := l.overdue(); {
	case !known:
		return t.lack(&l, p)
	case !late:
		return &NotOverdueError{Day: day, LastValid: l.known().lastValid}
	}
	if t.SuspensionRecorded.IsZero() {
		t.SuspensionRecorded = day
	}
	t.ActedOn = day
	return nil
}
