package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

func begin(t *testing.T, issued string, p *endorsement.Policy) endorsement.Term {
	t.Helper()
	term, err := endorsement.Begin(endorsement.Origin{Issued: day(issued)}, p)
	require.NoError(t, err)
	return term
}

func lastValid(t *testing.T, term endorsement.Term, p *endorsement.Policy) civil.Date {
	t.Helper()
	last, err := term.LastValid(p)
	require.NoError(t, err)
	return last
}

// The last valid day decides who is late, and with it about all years (A27).
func TestLateByOneDayUnderEachReading(t *testing.T) {
	for rule, want := range map[endorsement.LastDayRule][3]endorsement.Timing{ // on 03-09, 03-10, 03-11
		endorsement.CorrespondingDay: {endorsement.OnTime, endorsement.OnTime, endorsement.Late},
		endorsement.DayBefore:        {endorsement.OnTime, endorsement.Late, endorsement.Late},
		endorsement.Days365:          {endorsement.OnTime, endorsement.OnTime, endorsement.Late},
	} {
		p := &endorsement.Policy{LastDay: rule}
		for i, on := range []string{"2026-03-09", "2026-03-10", "2026-03-11"} {
			timing, err := begin(t, "2025-03-10", p).Classify(day(on), p)
			require.NoError(t, err)
			assert.Equal(t, want[i], timing, "%d on %s", rule, on)
		}
	}
	p := &endorsement.Policy{LastDay: endorsement.Days365}
	timing, err := begin(t, "2023-06-01", p).Classify(day("2024-06-01"), p)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Late, timing, "365 days end on 31 May in a leap year")
}

func TestNewTerm(t *testing.T) {
	l := expiring(t, "2026-06-30")
	e := previewOn(t, l, "2026-06-05", nil)
	assert.Equal(t, endorsement.OnTime, e.Timing)
	assert.Equal(t, day("2027-06-05"), lastValid(t, e.After, nil), "A30 (a)")
	assert.Equal(t, 25, e.DaysLost)
	assert.Equal(t, day("2026-06-05"), e.After.Base)
	assert.Equal(t, day("2025-06-30"), e.After.Residence.Since, "the start of the years does not drift (A34)")

	kept := &endorsement.Policy{NewTerm: endorsement.FromOldExpiry}
	e = previewOn(t, l, "2026-06-05", kept)
	assert.Equal(t, day("2027-06-30"), lastValid(t, e.After, kept), "A30 (b)")
	assert.Zero(t, e.DaysLost)
	assert.Equal(t, day("2026-06-05"), e.After.EndorsedOn)
	s := stateOn(t, permit("2025-06-30", "2026-06-05"), "2026-06-20", kept)
	assert.Equal(t, endorsement.Active, s.Status, "between the endorsement and the base ahead of it")
	assert.Equal(t, day("2026-06-30"), s.Base)

	// Where the first day is counted the next term begins the day after.
	kept.LastDay = endorsement.DayBefore
	e = previewOn(t, permit("2025-07-01"), "2026-06-05", kept)
	assert.Equal(t, day("2026-06-30"), e.LastValid)
	assert.Equal(t, day("2026-07-01"), e.After.Base)
	assert.Equal(t, day("2027-06-30"), lastValid(t, e.After, kept))

	// A late endorsement has no old term to follow on.
	e = previewOn(t, l, "2026-07-01", &endorsement.Policy{NewTerm: endorsement.FromOldExpiry})
	assert.Equal(t, day("2026-07-01"), e.After.Base)
	assert.Zero(t, e.DaysLost)
}

func TestDaysLost(t *testing.T) {
	l := expiring(t, "2026-06-30")
	for on, want := range map[string]int{"2026-05-31": 30, "2026-06-01": 29, "2026-06-29": 1, "2026-06-30": 0, "2026-07-01": 0} {
		assert.Equal(t, want, previewOn(t, l, on, nil).DaysLost, on)
	}
	// Coming in the holiday grace gains days; nothing is lost.
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	assert.Zero(t, previewOn(t, expiring(t, "2026-02-17"), "2026-02-24", p).DaysLost)
}

func TestBeforeTheWindow(t *testing.T) {
	before := begin(t, "2025-06-30", nil)
	after, err := before.Endorse(day("2026-04-01"), nil)
	assert.ErrorIs(t, err, endorsement.ErrTooEarly)
	var early *endorsement.TooEarlyError
	require.ErrorAs(t, err, &early)
	assert.Equal(t, day("2026-05-31"), early.Opens)
	assert.Equal(t, day("2026-04-01"), early.Day)
	assert.Contains(t, err.Error(), "2026-05-31")
	assert.Equal(t, before, after, "the record is unchanged")
	e, err := before.Preview(day("2026-04-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, endorsement.TooEarly, e.Timing)
	assert.Equal(t, before, e.After)
	assert.Equal(t, day("2026-05-31"), e.Opens)
	assert.Zero(t, e.DaysLost)

	thatDay := &endorsement.Policy{Early: endorsement.AcceptFromThatDay}
	e, err = before.Preview(day("2026-04-01"), thatDay)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Early, e.Timing)
	assert.Equal(t, day("2027-04-01"), lastValid(t, e.After, thatDay), "A31 (b)")
	assert.Equal(t, 90, e.DaysLost, "1 April to 30 June")
	assert.False(t, e.Restarted)

	oldExpiry := &endorsement.Policy{Early: endorsement.AcceptFromOldExpiry}
	e, err = before.Preview(day("2026-04-01"), oldExpiry)
	require.NoError(t, err)
	assert.Equal(t, day("2027-06-30"), lastValid(t, e.After, oldExpiry), "A31 (c)")
	assert.Zero(t, e.DaysLost)

	// A term that has not begun cannot be endorsed again: years are not piled up.
	_, err = e.After.Endorse(day("2026-04-02"), oldExpiry)
	require.ErrorAs(t, err, &early)
	assert.Equal(t, day("2026-06-30"), early.Opens)
	_, err = e.After.Endorse(day("2026-06-30"), oldExpiry)
	assert.NoError(t, err)

	// Inside the window A30 decides, not A31.
	e = previewOn(t, permit("2025-06-30"), "2026-06-05", oldExpiry)
	assert.Equal(t, endorsement.OnTime, e.Timing)
	assert.Equal(t, day("2027-06-05"), lastValid(t, e.After, oldExpiry))
}

func TestEndorsedTwiceInOneWindow(t *testing.T) {
	once, err := begin(t, "2025-06-30", nil).Endorse(day("2026-06-05"), nil)
	require.NoError(t, err)
	for _, again := range []string{"2026-06-05", "2026-06-06", "2026-06-30", "2027-05-05"} {
		_, err = once.Endorse(day(again), nil)
		assert.ErrorIs(t, err, endorsement.ErrTooEarly, again)
	}
	_, err = once.Endorse(day("2027-05-06"), nil)
	assert.NoError(t, err)
}

func TestMadeUpAnyTimeLater(t *testing.T) {
	for on, overdue := range map[string]int{"2026-03-11": 0, "2026-03-12": 1, "2027-04-14": 399, "2032-03-10": 2191} {
		e := previewOn(t, permit("2025-03-10"), on, nil)
		assert.Equal(t, endorsement.Late, e.Timing)
		assert.Equal(t, overdue, e.OverdueDays, on)
		assert.True(t, e.Restarted)
		assert.Equal(t, endorsement.Residence{Since: day(on)}, e.After.Residence)
		assert.Equal(t, day(on).AddYears(1), lastValid(t, e.After, nil), "14.3.b")
		assert.Equal(t, endorsement.Active, stateOn(t, permit("2025-03-10", on), on, nil).Status)
	}
}

func TestLapse(t *testing.T) {
	p := &endorsement.Policy{Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Months(6)}
	term := begin(t, "2025-03-10", p)
	for on, want := range map[string]endorsement.Timing{
		"2026-03-10": endorsement.OnTime, "2026-03-11": endorsement.Late, "2026-09-09": endorsement.Late,
		"2026-09-10": endorsement.Late, "2026-09-11": endorsement.Lapsed, "2033-01-01": endorsement.Lapsed,
	} {
		timing, err := term.Classify(day(on), p)
		require.NoError(t, err)
		assert.Equal(t, want, timing, on)
		e, err := term.Preview(day(on), p)
		require.NoError(t, err)
		assert.Equal(t, want, e.Timing, on)
		assert.Equal(t, want == endorsement.Lapsed, e.After == term)
	}
	same, err := term.Endorse(day("2026-09-11"), p)
	assert.ErrorIs(t, err, endorsement.ErrLapsed)
	var lapsed *endorsement.LapsedError
	require.ErrorAs(t, err, &lapsed)
	assert.Equal(t, day("2026-09-10"), lapsed.Last)
	assert.Contains(t, err.Error(), "2026-09-10")
	assert.Equal(t, term, same)

	// The other answers know no lapse, whatever the period says.
	for _, rule := range []endorsement.LatenessRule{endorsement.AnyTimeNoRecheck, endorsement.RecheckConditions} {
		p := &endorsement.Policy{Lateness: rule, LapseAfter: civil.Months(6)}
		timing, err := term.Classify(day("2033-01-01"), p)
		require.NoError(t, err)
		assert.Equal(t, endorsement.Late, timing)
	}

	// Without a period nobody can tell; a state needs no such answer.
	open := &endorsement.Policy{Lateness: endorsement.LapseAfterTime}
	_, err = term.Classify(day("2026-03-11"), open)
	assert.ErrorIs(t, err, endorsement.ErrNoLapsePeriod)
	_, err = term.Preview(day("2026-03-11"), open)
	assert.ErrorIs(t, err, endorsement.ErrNoLapsePeriod)
	_, err = term.Endorse(day("2026-03-11"), open)
	assert.ErrorIs(t, err, endorsement.ErrNoLapsePeriod)
	timing, err := term.Classify(day("2026-03-10"), open)
	require.NoError(t, err)
	assert.Equal(t, endorsement.OnTime, timing)
	s, err := term.On(day("2026-03-11"), open)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Suspended, s.Status)
}

func TestTermMisuse(t *testing.T) {
	var none endorsement.Term
	assert.True(t, none.IsZero())
	_, err := none.Endorse(day("2026-01-01"), nil)
	assert.ErrorIs(t, err, endorsement.ErrNotIssued)
	_, err = none.Classify(day("2026-01-01"), nil)
	assert.ErrorIs(t, err, endorsement.ErrNotIssued)
	_, err = none.LastValid(nil)
	assert.ErrorIs(t, err, endorsement.ErrNotIssued)
	s, err := none.On(day("2026-01-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, endorsement.State{Day: day("2026-01-01")}, s)
	_, err = none.On(civil.Date{}, nil)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)

	_, err = endorsement.Begin(endorsement.Origin{}, nil)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = endorsement.Begin(endorsement.Origin{Issued: day("9999-06-01")}, nil)
	assert.ErrorIs(t, err, endorsement.ErrRange)
	for _, o := range []endorsement.Origin{
		{Issued: day("2025-03-10"), CarryInSince: day("2025-03-11")},
		{Issued: day("2025-03-10"), RegisteredSince: day("2025-03-11")},
		{Issued: day("2025-03-10"), FormerPermitSince: day("2025-03-11")},
	} {
		_, err = endorsement.Begin(o, nil)
		assert.ErrorIs(t, err, endorsement.ErrOrigin)
	}

	term := begin(t, "2025-03-10", nil)
	_, err = term.Endorse(civil.Date{}, nil)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = term.Endorse(day("2025-03-09"), nil)
	assert.ErrorIs(t, err, endorsement.ErrNotIssued)
	term, err = term.Endorse(day("2026-03-01"), nil)
	require.NoError(t, err)
	_, err = term.Endorse(day("2026-02-28"), nil)
	var order *endorsement.OrderError
	require.ErrorAs(t, err, &order)
	assert.ErrorIs(t, err, endorsement.ErrOrder)
	assert.Equal(t, endorsement.OrderError{Day: day("2026-02-28"), After: day("2026-03-01")}, *order)
	assert.Contains(t, err.Error(), "2026-03-01")
	_, err = term.On(day("2026-02-28"), nil)
	assert.ErrorIs(t, err, endorsement.ErrOrder, "what came before the latest event is forgotten")
	_, err = term.Preview(day("2026-02-28"), nil)
	assert.ErrorIs(t, err, endorsement.ErrOrder)
	s, err = term.On(day("2025-03-09"), nil)
	require.NoError(t, err)
	assert.Equal(t, endorsement.NotIssued, s.Status)

	// The calendar ends.
	end := begin(t, "9998-12-31", nil)
	_, err = end.Endorse(day("9999-12-31"), nil)
	assert.ErrorIs(t, err, endorsement.ErrRange)
	_, err = end.Preview(day("9999-12-31"), nil)
	assert.ErrorIs(t, err, endorsement.ErrRange)
}

// A policy that holds none of the readings is refused everywhere.
func TestUnknownReading(t *testing.T) {
	l := permit("2025-03-10")
	term := begin(t, "2025-03-10", nil)
	for _, p := range []*endorsement.Policy{
		{LastDay: 9}, {Window: 9}, {NewTerm: 9}, {Early: 9}, {Suspension: 9}, {Late: 9}, {YearsFrom: 9},
		{Lateness: 9}, {Address: 9}, {Full: 9}, {Extension: 9}, {OffDays: 9},
	} {
		assert.ErrorIs(t, p.Validate(), endorsement.ErrPolicy)
		on := day("2026-03-01")
		for _, f := range []func() error{
			func() error { _, err := p.LastDayFrom(on); return err },
			func() error { _, err := p.LastValidDay(on); return err },
			func() error { _, err := p.WindowBefore(on); return err },
			func() error { _, err := p.Deadline(on); return err },
			func() error { _, err := endorsement.Begin(l.Origin, p); return err },
			func() error { _, err := term.LastValid(p); return err },
			func() error { _, err := term.Classify(on, p); return err },
			func() error { _, err := term.Endorse(on, p); return err },
			func() error { _, err := term.RecordSuspension(on, p); return err },
			func() error { _, err := term.Preview(on, p); return err },
			func() error { _, err := term.On(on, p); return err },
			func() error { _, err := l.Term(on, p); return err },
			func() error { _, err := l.On(on, p); return err },
			func() error { _, err := l.Preview(on, p); return err },
			func() error { _, _, err := term.Residence.FullMonths(on, p); return err },
		} {
			assert.ErrorIs(t, f(), endorsement.ErrPolicy)
		}
	}
	assert.NoError(t, (*endorsement.Policy)(nil).Validate())
	assert.NoError(t, (&endorsement.Policy{}).Validate())
}

// The last day for making an endorsement up is a last day to act: a holiday moves
// it as it moves the deadline (A03 a, b). A year without data leaves the days open
// that it can have moved it over (A04).
func TestLapseOnAHoliday(t *testing.T) {
	inOctober := begin(t, "2025-04-03", nil) // a Friday's deadline, and six months later the National Day's holidays, to 2026-10-07
	inJanuary := begin(t, "2025-07-03", nil) // 2027-01-03
	const open = endorsement.Timing(0)
	for _, c := range []struct {
		extension civil.ExtensionRule
		term      endorsement.Term
		on        string
		want      endorsement.Timing
	}{
		{civil.DeadlinesToAct, inOctober, "2026-10-03", endorsement.Late},
		{civil.DeadlinesToAct, inOctober, "2026-10-04", endorsement.Late},
		{civil.DeadlinesToAct, inOctober, "2026-10-08", endorsement.Late},
		{civil.DeadlinesToAct, inOctober, "2026-10-09", endorsement.Lapsed},
		{civil.EveryPeriod, inOctober, "2026-10-08", endorsement.Late},
		{civil.EveryPeriod, inOctober, "2026-10-09", endorsement.Lapsed},
		{civil.NoPeriod, inOctober, "2026-10-03", endorsement.Late},
		{civil.NoPeriod, inOctober, "2026-10-04", endorsement.Lapsed},
		{civil.DeadlinesToAct, inJanuary, "2027-01-03", endorsement.Late},
		{civil.DeadlinesToAct, inJanuary, "2027-01-04", open},
		{civil.NoPeriod, inJanuary, "2027-01-04", endorsement.Lapsed},
	} {
		p := &endorsement.Policy{
			Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Months(6), Extension: c.extension, Calendar: civil.BuiltIn(),
		}
		timing, err := c.term.Classify(day(c.on), p)
		_, endorsing := c.term.Endorse(day(c.on), p)
		if c.want == open {
			require.ErrorIs(t, err, civil.ErrNoCalendarData)
			require.ErrorIs(t, endorsing, civil.ErrNoCalendarData)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, c.want, timing, "%+v", c)
		if c.want != endorsement.Lapsed {
			assert.NoError(t, endorsing)
			continue
		}
		var lapsed *endorsement.LapsedError
		require.ErrorAs(t, endorsing, &lapsed)
		assert.Equal(t, day(c.on).DayBefore(), lapsed.Last, "%+v", c)
	}
}
