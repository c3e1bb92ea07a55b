package endorsement_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// A move is something that is done about a permit, on a day that the running
// term makes a boundary. Moves follow one another: what is a boundary then
// depends on the moves before.
type move struct {
	name    string
	records bool // an authority records the suspension; else the holder endorses
	day     func(*life) int
}

// endorsing are the boundary days on which a holder may come: around the
// window, around the deadline, long after it, and once more on the very day of
// the last event.
var endorsing = []move{
	{name: "again that day", day: func(l *life) int { return l.acted }},
	{name: "the day before the window", day: func(l *life) int { return l.first - 1 }},
	{name: "the window's first day", day: func(l *life) int { return l.first }},
	{name: "the last valid day", day: func(l *life) int { return l.last }},
	{name: "the deadline", day: func(l *life) int { return l.deadline }},
	{name: "the day after the deadline", day: func(l *life) int { return l.deadline + 1 }},
	{name: "half a year late", day: func(l *life) int { return l.deadline + 183 }},
}

// recording are the days on which an authority may record a suspension.
var recording = []move{
	{name: "recorded on the deadline", records: true, day: func(l *life) int { return l.deadline }},
	{name: "recorded the day after", records: true, day: func(l *life) int { return l.deadline + 1 }},
	{name: "recorded a month later", records: true, day: func(l *life) int { return l.deadline + 31 }},
}

// lapsing are the days around the end of the time that reading A35 (c) leaves.
var lapsing = []move{
	{name: "the last day before it lapses", day: func(l *life) int { return l.lapses() }},
	{name: "the first day it is lapsed", day: func(l *life) int { return l.lapses() + 1 }},
}

// alphabet are the moves that can make a difference under a policy, those that
// fall on one day only once.
func alphabet(p *endorsement.Policy) []move {
	moves := slices.Clone(endorsing)
	if p.Calendar == nil && p.Window != endorsement.ThirtyDaysBeforeE {
		moves = slices.Delete(moves, 4, 5) // the deadline is the last valid day
	}
	if p.Suspension == endorsement.FromRecordedDay {
		moves = append(moves, recording...)
	}
	if p.Lateness == endorsement.LapseAfterTime {
		moves = append(moves, lapsing...)
	}
	return moves
}

// orders walks through all orders of moves up to a length. The second model
// lives through each and says on every boundary day what the package has to
// answer.
type orders struct {
	asked *endorsement.Policy // the policy of the package
	moves []move
	done  []string // the moves so far, for messages

	walked, refused, gone int // orders of the full length, by how they end
	days, tried           int // days compared, moves tried
	wrong                 string
}

// power is n to the k-th.
func power(n, k int) int {
	p := 1
	for range k {
		p *= n
	}
	return p
}

// walk lives from today to after the deadline, compares the boundary days, makes
// each move on its day and goes on from there with the moves that are left. A
// move that is turned away leaves the record as it was, so all that could follow
// it follows without it; a move whose day is over can no longer be made. Both are
// counted, and the three numbers add up to all orders there are.
func (o *orders) walk(l life, line endorsement.Timeline, left int) {
	var room [24]int
	stops := append(room[:0], l.acted, l.acted+1, l.first-1, l.first, l.last, l.last+1, l.deadline, l.deadline+1)
	if left == 0 {
		o.walked++
	}
	for i := range o.moves {
		day := o.moves[i].day(&l)
		if left > 0 && day < l.today {
			o.gone += power(len(o.moves), left-1)
		}
		if left > 0 {
			stops = append(stops, day)
		}
	}
	slices.Sort(stops)
	for _, stop := range slices.Compact(stops) {
		if stop < l.today {
			continue
		}
		for l.today < stop {
			l.tomorrow()
		}
		if o.ask(&l, &line); left == 0 {
			continue
		}
		for i := range o.moves {
			if o.wrong == "" && o.moves[i].day(&l) == stop {
				o.make(&o.moves[i], l, line, left)
			}
		}
	}
}

// ask compares the answers for today.
func (o *orders) ask(l *life, line *endorsement.Timeline) {
	o.days++
	want := l.look()
	got, err := line.On(date(l.today), o.asked)
	if o.wrong == "" && (err != nil || !l.matches(got, want)) {
		o.wrong = fmt.Sprintf("issued %v, %s; on %v: %+v, %v\nmodel: %+v", date(l.issued), strings.Join(o.done, ", "), date(l.today), got, err, want)
	}
}

// make makes one move today, in both models, and goes on if it is accepted.
func (o *orders) make(m *move, l life, line endorsement.Timeline, left int) {
	o.tried++
	o.done = append(o.done, m.name)
	defer func() { o.done = o.done[:len(o.done)-1] }()
	var accepted bool
	if m.records {
		if accepted = l.today > l.deadline; accepted && l.recorded == 0 {
			l.recorded = l.today
		}
		line.SuspensionRecorded = append(line.SuspensionRecorded[:len(line.SuspensionRecorded):len(line.SuspensionRecorded)], date(l.today))
	} else {
		accepted = l.endorse()
		line.Endorsed = append(line.Endorsed[:len(line.Endorsed):len(line.Endorsed)], date(l.today))
	}
	if accepted {
		l.acted = l.today
		o.walk(l, line, left-1)
		return
	}
	o.refused += power(len(o.moves), left-1)
	_, err := line.On(date(l.today), o.asked)
	var early *endorsement.TooEarlyError
	var lapsed *endorsement.LapsedError
	var notYet *endorsement.NotOverdueError
	switch {
	case m.records && errors.As(err, &notYet):
	case !m.records && l.today < l.opens && errors.As(err, &early) && int(early.Opens.DayNumber()) == l.opens:
	case !m.records && l.today > l.deadline && errors.As(err, &lapsed) && int(lapsed.Last.DayNumber()) == l.lapses():
	default:
		o.wrong = fmt.Sprintf("issued %v, %s; on %v: %v, opens %v", date(l.issued), strings.Join(o.done, ", "), date(l.today), err, date(l.opens))
	}
}

// from walks through all orders after an issue on a day.
func (o *orders) from(issued int, model *endorsement.Policy, cal luck, depth int) {
	l := life{p: model, cal: cal, issued: issued, acted: issued, today: issued}
	line := endorsement.Timeline{Origin: endorsement.Origin{Issued: date(issued)}}
	if model.YearsFrom != endorsement.FirstIssue {
		l.counted = 40
		line.RegisteredSince = date(issued - 40)
	}
	l.start(issued)
	o.walk(l, line, depth)
}

// readings are the policies that differ from the default in one answer, with
// and without a calendar; each with its name.
func readings(t *testing.T, cal civil.Calendar) map[string]*endorsement.Policy {
	t.Helper()
	list := map[string]*endorsement.Policy{"default": {}, "default, with holidays": {Calendar: cal}}
	for _, s := range endorsement.Switches() {
		for _, a := range s.Answers[1:] {
			for _, c := range []civil.Calendar{nil, cal} {
				p := &endorsement.Policy{Calendar: c, LapseAfter: civil.Months(3)}
				require.NoError(t, s.Set(p, a))
				name := fmt.Sprintf("%v (%s)", s.ID, a)
				if c != nil {
					name += ", with holidays"
				}
				list[name] = p
			}
		}
	}
	// Two readings that only show together.
	list["A30 (b) and A31 (b)"] = &endorsement.Policy{NewTerm: endorsement.FromOldExpiry, Early: endorsement.AcceptFromThatDay}
	list["A30 (b) and A31 (c)"] = &endorsement.Policy{NewTerm: endorsement.FromOldExpiry, Early: endorsement.AcceptFromOldExpiry}
	list["A32 (b) and A33 (b)"] = &endorsement.Policy{Suspension: endorsement.FromRecordedDay, Late: endorsement.KeepPriorExcludeGap}
	list["A34 (b) and A33 (b)"] = &endorsement.Policy{YearsFrom: endorsement.Registration, Late: endorsement.KeepPriorExcludeGap}
	return list
}

// firstIssues are days of issue where something is about to happen: a leap day,
// the end of a month that a shorter one follows, the last day of a year.
var firstIssues = []int{join(2024, 2, 29), join(2023, 8, 31), join(2022, 12, 31)}

// All orders of six moves, under each reading and with and without holidays: the
// package answers as the second model does on each boundary day of each.
func TestExhaustiveOrders(t *testing.T) {
	const cal = luck(20260716)
	depth := 6
	if testing.Short() || ruletest.Race {
		depth = 4
		t.Logf("to depth %d only: -short, or the race detector, which makes each order ten times dearer", depth)
	}
	policies := readings(t, cal)
	var all orders
	most := 0
	for name, p := range policies {
		for _, issued := range firstIssues {
			o := orders{asked: p, moves: alphabet(p)}
			o.from(issued, p, cal, depth)
			require.Empty(t, o.wrong, name)
			require.Equal(t, power(len(o.moves), depth), o.walked+o.refused+o.gone, "%s: not all orders of %d moves", name, len(o.moves))
			require.NotZero(t, o.walked, name)
			all.walked, all.refused, all.gone = all.walked+o.walked, all.refused+o.refused, all.gone+o.gone
			all.days, all.tried = all.days+o.days, all.tried+o.tried
			most = max(most, len(o.moves))
		}
	}
	t.Logf("%d readings, %d days of issue, up to %d moves, depth %d: %d orders (%d walked to the end, %d with a move turned away, %d with one whose day is over); %d moves tried, %d days compared",
		len(policies), len(firstIssues), most, depth, all.walked+all.refused+all.gone, all.walked, all.refused, all.gone, all.tried, all.days)
}

// The check sees a wrong reading: where the package is asked for another answer
// than the model gives, some order of two moves tells. Readings of the holidays
// tell only with a calendar, and some answers are about conditions, not dates.
func TestExhaustiveOrdersSeeAWrongReading(t *testing.T) {
	const cal = luck(20260716)
	noDates := map[string]bool{
		"A35 (b)": true, // whether the conditions must hold again
		"A41 (b)": true, // whether an unreported move stands in the way
		// Without a calendar there are no holidays to move anything.
		"A03 (b)": true, "A03 (c)": true, "A04 (b)": true, "A04 (c)": true,
	}
	for name, p := range readings(t, cal) {
		bare, _ := strings.CutSuffix(name, ", with holidays")
		model := &endorsement.Policy{Calendar: p.Calendar}
		if bare == "default" {
			continue
		}
		told := false
		for _, issued := range firstIssues {
			o := orders{asked: p, moves: alphabet(p)}
			o.from(issued, model, cal, 2)
			told = told || o.wrong != ""
		}
		silent := noDates[name] || noDates[bare] && (strings.HasPrefix(bare, "A35") || strings.HasPrefix(bare, "A41"))
		require.Equal(t, !silent, told, name)
	}
}
