package endorsement_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// The second model walks through a permit's life day by day with plain day
// numbers and the standard library's calendar. It shares no code with the
// package and knows no formula: it counts days, looks at what is filed and
// notes what each day was.

// dayNumberOf1970 is the number of 1970-01-01 if 0001-01-01 is day 1.
const dayNumberOf1970 = 719163

func split(n int) (y, m, d int) {
	t := time.Unix(int64(n-dayNumberOf1970)*86400, 0).UTC()
	return t.Year(), int(t.Month()), t.Day()
}

// join is the number of a day; a day the month lacks is the month's last.
func join(y, m, d int) int {
	y, m = y+(m-1)/12, (m-1)%12+1
	last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return int(time.Date(y, time.Month(m), min(d, last), 0, 0, 0, 0, time.UTC).Unix()/86400) + dayNumberOf1970
}

func monthsOn(n, months int) int {
	y, m, d := split(n)
	return join(y, m+months, d)
}

func monthBack(n int) int {
	y, m, d := split(n)
	if m == 1 {
		return join(y-1, 12, d)
	}
	return join(y, m-1, d)
}

// luck is a calendar whose holidays are drawn by lot, some of them long.
type luck uint64

func (l luck) Kind(d civil.Date) (civil.DayKind, error) { return l.kind(int(d.DayNumber())), nil }

func (l luck) kind(n int) civil.DayKind {
	weekend := n%7 == 6 || n%7 == 0
	lot := uint64(n/5)*0x9E3779B97F4A7C15 ^ uint64(l)
	lot = (lot ^ lot>>29) * 0xBF58476D1CE4E5B9
	one := (lot ^ uint64(n)*0x94D049BB133111EB) >> 40
	switch run := lot >> 60; {
	case run == 0 && one%3 == 0:
		return civil.StatutoryHoliday
	case run == 0 && !weekend:
		return civil.BridgeDay
	case weekend && one%5 == 0:
		return civil.MakeUpWorkday
	case weekend:
		return civil.Weekend
	}
	return civil.Workday
}

// life is what the second model knows of one permit.
type life struct {
	p                    *endorsement.Policy
	cal                  luck
	issued               int
	base, last           int // term
	opens, first, wEnd   int
	deadline             int
	counted              int // days of residence before today; -1: start unknown
	recorded, endorsedOn int
	acted                int // the day of the latest event
	today                int
}

type seen struct {
	day                             int
	status                          endorsement.Status
	grace, overdue, stated          bool
	since, base, last, opens, limit int
	months, endorsedOn              int
}

func (l *life) moved(n int) int {
	if l.p.Calendar == nil {
		return n
	}
	for {
		k := l.cal.kind(n)
		weekend := n%7 == 6 || n%7 == 0
		var off bool
		switch l.p.OffDays {
		case civil.OffInFact:
			off = k == civil.Weekend || k == civil.StatutoryHoliday || k == civil.BridgeDay
		case civil.StatutoryOnly:
			off = k == civil.StatutoryHoliday
		case civil.WeekendsAndStatutory:
			off = k == civil.StatutoryHoliday || weekend
		}
		if !off {
			return n
		}
		n++
	}
}

// start begins a term.
func (l *life) start(base int) {
	l.base, l.recorded = base, 0
	switch l.p.LastDay {
	case endorsement.CorrespondingDay:
		l.last = monthsOn(base, 12)
	case endorsement.DayBefore:
		l.last = monthsOn(base, 12) - 1
	case endorsement.Days365:
		l.last = base + 365
	}
	if l.p.Extension == civil.EveryPeriod {
		l.last = l.moved(l.last)
	}
	l.wEnd = l.last
	switch l.p.Window {
	case endorsement.ThirtyDaysBackInclusive:
		l.first = l.last - 30
	case endorsement.ThirtyDaysEndingOnE:
		l.first = l.last - 29
	case endorsement.ThirtyDaysBeforeE:
		l.first, l.wEnd = l.last-30, l.last-1
	case endorsement.OneMonth:
		l.first = monthBack(l.last)
	}
	l.deadline = l.wEnd
	if l.p.Extension != civil.NoPeriod {
		l.deadline = l.moved(l.wEnd)
	}
	l.opens = l.first
	if l.p.Early != endorsement.Refuse {
		l.opens = base
	}
}

// lapses is the last day on which an overdue permit can be endorsed, where it
// lapses at all: three months after the deadline, and one that is off is made up
// for like the deadline.
func (l *life) lapses() int {
	if l.p.Extension == civil.NoPeriod {
		return monthsOn(l.deadline, 3)
	}
	return l.moved(monthsOn(l.deadline, 3))
}

// endorse does what is filed today; false if it is turned away.
func (l *life) endorse() bool {
	if l.today < l.opens || l.p.Lateness == endorsement.LapseAfterTime && l.today > l.lapses() {
		return false
	}
	anniversary := l.last
	if l.p.LastDay == endorsement.DayBefore {
		anniversary++
	}
	base := l.today
	switch {
	case l.today > l.deadline:
		if l.p.Late == endorsement.Reset {
			l.counted = 0
		}
	case l.today < l.first && l.p.Early == endorsement.AcceptFromOldExpiry,
		l.today >= l.first && l.p.NewTerm == endorsement.FromOldExpiry:
		base = anniversary
	}
	l.endorsedOn = l.today
	l.start(base)
	return true
}

func (l *life) look() seen {
	s := seen{
		day: l.today, status: endorsement.Active, base: l.base, last: l.last, opens: l.first, limit: l.deadline,
		endorsedOn: l.endorsedOn,
	}
	if l.today > l.deadline {
		s.overdue, s.since = true, l.recorded
		if l.p.Suspension == endorsement.Automatic {
			s.since = l.deadline + 1
		}
		if s.since > 0 {
			s.status = endorsement.Suspended
		}
		return s
	}
	s.grace = l.today > l.last
	if s.stated = l.counted >= 0; !s.stated {
		return s
	}
	from := l.today - l.counted
	full := func(n int) bool {
		last := monthsOn(from, n)
		if l.p.Extension == civil.EveryPeriod {
			last = l.moved(last)
		}
		return last < l.today || l.p.Full == civil.OnLastDay && last == l.today
	}
	for s.months = max(0, l.counted/31-2); full(s.months + 1); s.months++ {
	}
	return s
}

// tomorrow ends the day: whoever is not overdue has lived here one day more.
func (l *life) tomorrow() {
	if l.counted >= 0 && (l.today <= l.deadline || l.p.Late == endorsement.Seamless) {
		l.counted++
	}
	l.today++
}

func (l *life) matches(s endorsement.State, want seen) bool {
	n := func(d civil.Date) int { return int(d.DayNumber()) }
	return s.Status == want.status && s.HolidayGrace == want.grace && s.Overdue == want.overdue &&
		s.YearsStated == want.stated && s.MonthsFull == want.months && n(s.SuspendedSince) == want.since &&
		n(s.Base) == want.base && n(s.LastValid) == want.last && n(s.Window.First) == want.opens &&
		n(s.Deadline) == want.limit && n(s.EndorsedOn) == want.endorsedOn && n(s.Issued) == l.issued
}

func date(n int) civil.Date {
	d, err := civil.FromDayNumber(int32(n))
	if err != nil {
		panic(err)
	}
	return d
}

func randomPolicy(r *rand.Rand, cal luck) *endorsement.Policy {
	p := &endorsement.Policy{}
	if r.IntN(4) == 0 {
		return p
	}
	for _, s := range endorsement.Switches() {
		if r.IntN(2) == 0 {
			if err := s.Set(p, s.Answers[r.IntN(len(s.Answers))]); err != nil {
				panic(err)
			}
		}
	}
	p.Lateness = endorsement.AnyTimeNoRecheck
	if r.IntN(2) == 0 {
		p.Calendar = cal
	}
	return p
}

// TestAgainstDayByDayModel compares 100,000 random permits under random
// readings and calendars with the second model, and checks on each that later
// events change nothing, that a timely endorsement lowers no years, that a late
// one sets them to nought by default, and that no term is longer than a year.
func TestAgainstDayByDayModel(t *testing.T) {
	permits := 100_000
	if testing.Short() || ruletest.Race {
		permits = 10_000 // the race detector makes each ten times dearer
	}
	r := rand.New(rand.NewPCG(14, 3))
	statuses := map[endorsement.Status]int{}
	refused, late, graces := 0, 0, 0
	for i := range permits {
		cal := luck(r.Uint64())
		p := randomPolicy(r, cal)
		l := life{p: p, cal: cal}
		y, m, d := 1999+r.IntN(30), 1+r.IntN(12), 1+r.IntN(31)
		if r.IntN(10) == 0 {
			y, m, d = 2000+4*r.IntN(7), 2, 29
		}
		l.issued = join(y, m, d)
		l.today = l.issued
		line := endorsement.Timeline{Origin: endorsement.Origin{Issued: date(l.issued)}}
		line.RegisteredSince = date(l.issued - r.IntN(400))
		switch p.YearsFrom {
		case endorsement.Registration, endorsement.TemporaryPermitYears:
			l.counted = int(line.RegisteredSince.DaysUntil(line.Issued))
			if r.IntN(8) == 0 {
				line.RegisteredSince, l.counted = civil.Date{}, -1
			}
		}
		l.start(l.issued)

		events := r.IntN(5)
		for range events {
			file := l.first - 3 + r.IntN(l.deadline-l.first+8)
			if r.IntN(12) == 0 {
				file = l.deadline + 1 + r.IntN(300)
			}
			if p.Early != endorsement.Refuse && r.IntN(6) == 0 {
				file = l.opens - 2 + r.IntN(300)
			}
			if file <= l.today {
				file = l.today + 1
			}
			record := 0
			if p.Suspension == endorsement.FromRecordedDay && file > l.deadline && r.IntN(2) == 0 {
				record = l.deadline + 1 + r.IntN(file-l.deadline)
				line.SuspensionRecorded = append(line.SuspensionRecorded, date(record))
			}
			ask := [...]int{l.today + r.IntN(file-l.today), file - 1, l.last, l.deadline, l.deadline + 1, record}
			for l.today < file {
				if l.today == record {
					l.recorded = record
				}
				for _, a := range ask {
					if a != l.today {
						continue
					}
					want := l.look()
					got, err := line.On(date(a), p)
					if err != nil || !l.matches(got, want) {
						t.Fatalf("permit %d, policy %+v\n%+v\non %v: %+v, %v\nmodel: %+v", i, *p, line, date(a), got, err, want)
					}
					statuses[got.Status]++
					if got.HolidayGrace {
						graces++
					}
				}
				l.tomorrow()
			}
			if l.today == record {
				l.recorded = record
			}
			before := l.look()
			known := line
			line.Endorsed = append(line.Endorsed, date(file))
			if yesterday, err := line.On(date(file-1), p); err != nil {
				t.Fatal(err)
			} else if same, err := known.On(date(file-1), p); err != nil || same != yesterday {
				t.Fatalf("permit %d: a later event changed %+v to %+v, %v", i, same, yesterday, err)
			}
			wasLate := l.today > l.deadline
			accepted := l.endorse()
			got, err := line.On(date(file), p)
			if !accepted {
				refused++
				var early *endorsement.TooEarlyError
				if !errors.As(err, &early) || int(early.Opens.DayNumber()) != l.opens {
					t.Fatalf("permit %d, policy %+v\n%+v\non %v: %v, opens %v", i, *p, line, date(file), err, date(l.opens))
				}
				line.Endorsed = line.Endorsed[:len(line.Endorsed)-1]
				continue
			}
			want := l.look()
			if err != nil || !l.matches(got, want) {
				t.Fatalf("permit %d, policy %+v\n%+v\non %v: %+v, %v\nmodel: %+v", i, *p, line, date(file), got, err, want)
			}
			statuses[got.Status]++
			switch {
			case wasLate && p.Late == endorsement.Reset && (got.MonthsFull != 0 || !got.YearsStated):
				t.Fatalf("permit %d: late on %v, yet %d months", i, date(file), got.MonthsFull)
			case !wasLate && got.MonthsFull < before.months:
				t.Fatalf("permit %d: in time on %v, yet fewer months", i, date(file))
			case p.Extension != civil.EveryPeriod && got.LastValid.StrictlyAfter(date(max(monthsOn(want.base, 12), want.base+365))):
				t.Fatalf("permit %d: term from %v to %v", i, got.Base, got.LastValid)
			}
			if wasLate {
				late++
			}
		}
		if got, err := line.On(date(l.issued-1-r.IntN(500)), p); err != nil || got.Status != endorsement.NotIssued {
			t.Fatalf("permit %d: %+v, %v", i, got, err)
		}
		// One day long after everything.
		for stop := l.today + r.IntN(500); l.today < stop; {
			l.tomorrow()
		}
		want := l.look()
		got, err := line.On(date(l.today), p)
		if err != nil || !l.matches(got, want) {
			t.Fatalf("permit %d, policy %+v\n%+v\non %v: %+v, %v\nmodel: %+v", i, *p, line, date(l.today), got, err, want)
		}
		statuses[got.Status]++
	}
	// The draw must reach every corner, or agreement says little.
	for what, n := range map[string]int{
		"active": statuses[endorsement.Active], "suspended": statuses[endorsement.Suspended],
		"refused": refused, "late": late, "in grace": graces,
	} {
		if n < permits/100 {
			t.Errorf("only %d of %d cases are %s", n, permits, what)
		}
	}
	t.Logf("%d permits: %v, %d refused, %d late, %d in grace", permits, statuses, refused, late, graces)
}
