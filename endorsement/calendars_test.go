package endorsement_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// torn is a calendar out of which some days have been torn. The bits of which say
// on which of them nobody works.
type torn struct {
	all   luck
	days  []civil.Date // without data
	which int          // -1: they have none
}

func (c torn) Kind(d civil.Date) (civil.DayKind, error) {
	for i, o := range c.days {
		switch {
		case o != d:
		case c.which < 0:
			return civil.KindUnknown, &civil.NoDataError{Year: d.Year()}
		case c.which>>i&1 == 1:
			return civil.StatutoryHoliday, nil
		case int(d.DayNumber())%7 == 6 || int(d.DayNumber())%7 == 0:
			return civil.MakeUpWorkday, nil
		default:
			return civil.Workday, nil
		}
	}
	return c.all.Kind(d)
}

// TestAgainstEveryCalendar tears days out of calendars and compares the answer
// with those of every calendar that agrees with what is left: the status, whether
// it is overdue, and the timing of an endorsement are the answer if they are the same in all of them,
// and else there is the calendar's error. Only where a reading makes the term
// itself depend on the old one may the error stand for more.
func TestAgainstEveryCalendar(t *testing.T) {
	cases := 12_000
	if testing.Short() || ruletest.Race {
		cases = 1_500
	}
	r := rand.New(rand.NewPCG(14, 4))
	answered, open, faults := 0, 0, 0
	for range cases {
		p := randomPolicy(r, 0)
		if r.IntN(5) == 0 {
			p.Lateness, p.LapseAfter = endorsement.LapseAfterTime, civil.Days(1+r.IntN(5))
		}
		cal := torn{all: luck(r.Uint64()), which: -1}
		line := endorsement.Timeline{Origin: endorsement.Origin{Issued: date(join(2001+r.IntN(20), 1+r.IntN(12), 1+r.IntN(31)))}}
		last := line.Issued.AddYears(1)
		for range r.IntN(3) {
			on := last.AddDays(r.IntN(9) - 3)
			line.Endorsed = append(line.Endorsed, on)
			cal.tear(r, last)
			last = on.AddYears(1)
		}
		cal.tear(r, last)
		on := last.AddDays(r.IntN(16) - 4)
		if p.Suspension == endorsement.FromRecordedDay && r.IntN(2) == 0 {
			line.SuspensionRecorded = []civil.Date{on.AddDays(-r.IntN(3))}
		}

		p.Calendar = cal
		state, stateErr := line.On(on, p)
		effect, effectErr := line.Preview(on, p)
		type standing struct {
			status  endorsement.Status
			overdue bool
		}
		one := map[standing]bool{}
		timings := map[endorsement.Timing]bool{}
		stateFault, timingFault := false, false
		dates := map[[4]civil.Date]bool{}
		for which := range 1 << len(cal.days) {
			full := cal
			full.which = which
			p.Calendar = full
			s, err := line.On(on, p)
			one[standing{s.Status, s.Overdue}], stateFault = true, stateFault || err != nil
			dates[[4]civil.Date{s.LastValid, s.Deadline, s.SuspendedSince, s.Residence.CountedFrom()}] = true
			e, err := line.Preview(on, p)
			timings[e.Timing], timingFault = true, timingFault || err != nil
		}
		p.Calendar = cal
		certain := len(one) == 1 && !stateFault
		fail := func(what string) {
			t.Helper()
			t.Fatalf("%s: policy %+v\n%+v\non %v: %+v, %v\n%+v, %v\nall calendars: %v, %v", what, *p, line, on, state, stateErr, effect, effectErr, one, timings)
		}
		follows := p.NewTerm == endorsement.FromOldExpiry || p.Early == endorsement.AcceptFromOldExpiry
		switch {
		case stateErr == nil && (!certain || !one[standing{state.Status, state.Overdue}]):
			fail("an answer that hangs on the calendar")
		case stateErr != nil && certain && !follows:
			fail("an error where every calendar agrees")
		case stateErr == nil && len(dates) > 1 && !state.Deadline.IsZero() && !state.LastValid.IsZero() && !state.Residence.Open:
			fail("dates that hang on the calendar")
		case effectErr == nil && (timingFault || len(timings) != 1 || !timings[effect.Timing]):
			fail("a timing that hangs on the calendar")
		case effectErr != nil && len(timings) == 1 && !timingFault && !follows && p.Extension != civil.EveryPeriod:
			fail("no timing where every calendar agrees")
		}
		switch {
		case stateErr == nil && len(dates) > 1:
			answered++
		case errors.Is(stateErr, civil.ErrNoCalendarData):
			open++
		case stateErr != nil:
			faults++
		}
	}
	// The draw must reach every corner, or agreement says little.
	for what, n := range map[string]int{"answered although days are open": answered, "open": open} {
		if n < cases/50 {
			t.Errorf("only %d of %d cases are %s", n, cases, what)
		}
	}
	t.Logf("%d cases: %d answered although days are open, %d open, %d faults of the record", cases, answered, open, faults)
}

// tear takes up to three days around the last one of a term out of the calendar.
func (c *torn) tear(r *rand.Rand, around civil.Date) {
	for range r.IntN(4) {
		c.days = append(c.days, around.AddDays(r.IntN(8)-3))
	}
}
