package permit_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// A deed is an act on a day that the record so far makes a boundary.
type deed struct {
	name string
	kind permit.ActKind
	// on is the day of the act, from the plain state of today and the day of the
	// latest act.
	on func(s *plainState, today int) int
	// old makes it an act on the card before the current one.
	old bool
}

func sameDay(_ *plainState, today int) int   { return today }
func nextDay(_ *plainState, today int) int   { return today + 1 }
func dayBefore(_ *plainState, today int) int { return today - 1 }

// ofTerm is a day counted from the last valid one.
func ofTerm(days int) func(*plainState, int) int {
	return func(s *plainState, _ int) int { return s.lastValid + days }
}

// inTurn are the acts that are recorded when they are done.
var inTurn = []deed{
	{"endorsed the day before the window", permit.ActEndorsed, ofTerm(-31), false},
	{"endorsed on the window's first day", permit.ActEndorsed, ofTerm(-30), false},
	{"endorsed on the last valid day", permit.ActEndorsed, ofTerm(0), false},
	{"endorsed the day after", permit.ActEndorsed, ofTerm(1), false},
	{"suspension recorded on the last valid day", permit.ActSuspensionRecorded, ofTerm(0), false},
	{"suspension recorded the day after", permit.ActSuspensionRecorded, ofTerm(1), false},
	{"reissued that day", permit.ActReissued, sameDay, false},
	{"exchanged the next day", permit.ActExchanged, nextDay, false},
	{"the old card exchanged", permit.ActExchanged, nextDay, true},
	{"lost that day", permit.ActReportedLost, sameDay, false},
	{"the old card lost", permit.ActReportedLost, nextDay, true},
	{"found the next day", permit.ActFound, nextDay, false},
	{"taken in the next day", permit.ActConfiscated, nextDay, false},
	{"moved that day", permit.ActAddressChanged, sameDay, false},
	{"cancelled that day", permit.ActCancelled, sameDay, false},
	{"a finding the next day", permit.ActFindingRecorded, nextDay, false},
}

// afterwards are acts of which some are recorded later than they are done, and
// after acts of later days.
var afterwards = []deed{
	{"endorsed on the window's first day", permit.ActEndorsed, ofTerm(-30), false},
	{"endorsed the day after the last valid one", permit.ActEndorsed, ofTerm(1), false},
	{"reissued the next day", permit.ActReissued, nextDay, false},
	{"reissued the day before", permit.ActReissued, dayBefore, false},
	{"lost the day before", permit.ActReportedLost, dayBefore, false},
	{"found the next day", permit.ActFound, nextDay, false},
	{"taken in the day before", permit.ActConfiscated, dayBefore, false},
	{"moved the day before", permit.ActAddressChanged, dayBefore, false},
	{"cancelled the day before", permit.ActCancelled, dayBefore, false},
	{"cancelled on the day of issue", permit.ActCancelled, func(*plainState, int) int { return issuedThen }, false},
}

// issuedThen is the day of issue of all orders, a leap day: 2024-02-29.
var issuedThen = int(d("2024-02-29").DayNumber())

// deeds walks through all orders of deeds up to a length. What the plain model
// admits Append has to admit, and nothing else.
type deeds struct {
	t        *testing.T
	g        *generator
	alphabet []deed
	done     []string
	// check compares a record with the plain one after each act.
	check func(r *permit.Permit, acts []plainAct, now, before *plainState, today int)
	// plain does an act to a state; a test that wants to see the check fail puts
	// a wrong one in its place.
	plain func(s *plainState, acts []plainAct, a plainAct) bool

	// orders of the full length, by how they end: walked to the end, with an act
	// that is refused, with one whose day is over.
	walked, refused, gone int
	tried                 int
	wrong                 string
}

func (o *deeds) fail(format string, args ...any) {
	if o.wrong == "" {
		o.wrong = fmt.Sprintf("%q: ", o.done) + fmt.Sprintf(format, args...)
	}
}

func power(n, k int) int {
	p := 1
	for range k {
		p *= n
	}
	return p
}

// start is a record with the issue alone.
func (o *deeds) start() (permit.Permit, []plainAct, plainState) {
	first := plainAct{on: issuedThen, kind: permit.ActIssued, card: 1}
	r, err := permit.New("P-1")
	require.NoError(o.t, err)
	r, err = r.Append(o.g.act(first, first.on), nil)
	require.NoError(o.t, err)
	var s plainState
	s.does(first)
	return r, []plainAct{first}, s
}

// walk makes each deed after the acts so far, in both models, and goes on where
// it is admitted. An act that is refused leaves the record as it was, so all that
// could follow it follows without it; an endorsement or a suspension whose day
// lies before the latest act cannot be recorded any more. Both are counted, and
// the three numbers add up to all orders there are.
func (o *deeds) walk(r *permit.Permit, acts []plainAct, s *plainState, today, left int) {
	if left == 0 {
		o.walked++
		return
	}
	for i := range o.alphabet {
		if o.wrong != "" {
			return
		}
		what := &o.alphabet[i]
		a := plainAct{on: what.on(s, today), kind: what.kind, card: s.card, district: len(acts) % 2}
		if what.old {
			a.card = max(1, s.card-1)
		}
		recorded := max(today, a.on)
		switch a.kind {
		case permit.ActEndorsed, permit.ActSuspensionRecorded:
			// A26, A32: their day is that of the recording.
			if a.on < today {
				o.gone += power(len(o.alphabet), left-1)
				continue
			}
		case permit.ActReissued, permit.ActExchanged:
			a.replaces, a.card = a.card, 1
			for _, b := range acts {
				a.card = max(a.card, b.card+1)
			}
		}
		o.done = append(o.done, what.name)
		o.tried++
		next, err := r.Append(o.g.act(a, recorded), nil)
		now := *s
		admits := o.plain(&now, acts, a)
		switch {
		case admits != (err == nil):
			o.fail("plainly %v, Append says %v", admits, err)
		case !admits:
			o.refused += power(len(o.alphabet), left-1)
		default:
			more := append(acts[:len(acts):len(acts)], a)
			o.check(&next, more, &now, s, a.on)
			o.walk(&next, more, &now, recorded, left-1)
		}
		o.done = o.done[:len(o.done)-1]
	}
}

// on compares one day that lies on or after all acts of the plain state.
func (o *deeds) on(r *permit.Permit, want *plainState, n int) {
	day, _ := civil.FromDayNumber(int32(n))
	status := permit.Active
	switch {
	case want.ended != 0:
		status = permit.Cancelled
	case n > want.lastValid:
		status = permit.Suspended
	}
	s, err := r.On(day, nil)
	if err != nil || s.Status != status || s.Base.DayNumber() != int32(want.base) || s.LastValid.DayNumber() != int32(want.lastValid) ||
		s.Residence.Since.DayNumber() != int32(want.since) || s.Card != cardNumbers[want.card] || s.CardStatus != want.cards[want.card] ||
		s.Address != districts[want.district] || s.CancelledOn.DayNumber() != int32(want.ended) {
		o.fail("on %v: %+v, %v; plainly %+v", day, s, err, *want)
	}
}

// inOrder compares a record whose acts all stand in the order of their days: the
// day before the latest act as it was, that day, the days around the end of the
// term, and what each card verifies as.
func (o *deeds) inOrder(r *permit.Permit, acts []plainAct, now, before *plainState, today int) {
	if last := acts[len(acts)-2]; last.on < today {
		o.on(r, before, today-1)
	}
	o.on(r, now, today)
	if now.lastValid >= today {
		o.on(r, now, now.lastValid)
		o.on(r, now, now.lastValid+1)
	}
	day, _ := civil.FromDayNumber(int32(today))
	for card := 1; now.cards[card] != 0; card++ {
		want := permit.Unverified
		switch is := now.cards[card]; {
		case now.ended != 0:
			want = permit.VerifiedCancelled
		case is == permit.CardReplaced:
			want = permit.VerifiedAsReplaced
		case today > now.lastValid:
			want = permit.VerifiedSuspended
		case is == permit.CardCurrent || is == permit.CardReportedLost:
			want = permit.VerifiedActive
		}
		if got := r.Verify(cardNumbers[card], day, nil); got.Status != want {
			o.fail("card %d verifies as %v, want %v", card, got.Status, want)
		}
	}
}

func (o *deeds) log(depth int) {
	o.t.Helper()
	require.Empty(o.t, o.wrong)
	all := o.walked + o.refused + o.gone
	require.Equal(o.t, power(len(o.alphabet), depth), all, "not all orders")
	o.t.Logf("%d acts on boundary days, depth %d: %d orders (%d walked to the end, %d with an act refused, %d with one whose day is over), %d acts tried",
		len(o.alphabet), depth, all, o.walked, o.refused, o.gone, o.tried)
}

// depths is how long the orders are, shorter where it would take too long.
func depths(t *testing.T, whole, short int) int {
	t.Helper()
	if !testing.Short() && !ruletest.Race {
		return whole
	}
	t.Logf("to depth %d instead of %d: -short, or the race detector, which makes each order ten times dearer", short, whole)
	return short
}

// All orders of six acts, each recorded when it is done.
func TestExhaustiveOrders(t *testing.T) {
	depth := depths(t, 6, 4)
	o := &deeds{t: t, g: newGenerator(1), alphabet: inTurn, plain: (*plainState).admits}
	o.check = o.inOrder
	r, acts, s := o.start()
	o.walk(&r, acts, &s, issuedThen, depth)
	o.log(depth)
}

// replayed does an act to the state of its own day, which the acts of later days
// have not touched yet, and gives the state of the latest day.
func replayed(s *plainState, acts []plainAct, a plainAct) bool {
	if !plainly(acts, a) {
		return false
	}
	more := append(slices.Clone(acts), a)
	last := 0
	for _, b := range more {
		last = max(last, b.on)
	}
	live(more, last, func(_ int, today *plainState, _ bool) { *s = *today })
	return true
}

// All orders of six acts of which some are recorded after acts of later days:
// the plain model lives through the whole record again after each.
func TestExhaustiveOrdersRecordedLate(t *testing.T) {
	depth := depths(t, 6, 4)
	g := newGenerator(2)
	seen := map[permit.Status]int{}
	o := &deeds{t: t, g: g, alphabet: afterwards, plain: replayed}
	o.check = func(r *permit.Permit, acts []plainAct, _, _ *plainState, _ int) {
		checkTimeline(t, g, r, acts, seen)
	}
	r, acts, s := o.start()
	o.walk(&r, acts, &s, issuedThen, depth)
	o.log(depth)
	t.Logf("days compared: %v", seen)
}

// The check sees a model that is wrong in one thing: some order of at most three
// acts tells.
func TestExhaustiveOrdersSeeEverySlip(t *testing.T) {
	does := (*plainState).admits
	for name, plain := range map[string]func(s *plainState, acts []plainAct, a plainAct) bool{
		"a late endorsement keeps the years": func(s *plainState, acts []plainAct, a plainAct) bool {
			since := s.since
			ok := does(s, acts, a)
			if a.kind == permit.ActEndorsed {
				s.since = since
			}
			return ok
		},
		"the term runs on from the old one": func(s *plainState, acts []plainAct, a plainAct) bool {
			last := s.lastValid
			ok := does(s, acts, a)
			if ok && a.kind == permit.ActEndorsed && a.on <= last {
				s.base, s.lastValid = last, yearLater(last)
			}
			return ok
		},
		"the window opens a day sooner": func(s *plainState, acts []plainAct, a plainAct) bool {
			if a.kind == permit.ActEndorsed && s.ended == 0 && a.on == s.lastValid-31 {
				s.base, s.lastValid = a.on, yearLater(a.on)
				return true
			}
			return does(s, acts, a)
		},
		"nothing after the last valid day": func(s *plainState, acts []plainAct, a plainAct) bool {
			return a.on <= s.lastValid && does(s, acts, a)
		},
		"a suspension on the last valid day": func(s *plainState, acts []plainAct, a plainAct) bool {
			return a.kind == permit.ActSuspensionRecorded && s.ended == 0 || does(s, acts, a)
		},
		"a new card begins a term": func(s *plainState, acts []plainAct, a plainAct) bool {
			ok := does(s, acts, a)
			if ok && a.kind == permit.ActExchanged {
				s.base, s.lastValid = a.on, yearLater(a.on)
			}
			return ok
		},
		"a reissue is refused for a lost card": func(s *plainState, acts []plainAct, a plainAct) bool {
			if a.kind == permit.ActReissued && s.cards[s.card] == permit.CardReportedLost {
				return false
			}
			return does(s, acts, a)
		},
		"a card replaced may be replaced again": func(s *plainState, acts []plainAct, a plainAct) bool {
			return a.kind == permit.ActExchanged && a.replaces != s.card && s.ended == 0 || does(s, acts, a)
		},
		"what is found stays lost": func(s *plainState, acts []plainAct, a plainAct) bool {
			ok := does(s, acts, a)
			if ok && a.kind == permit.ActFound {
				s.cards[a.card] = permit.CardReportedLost
			}
			return ok
		},
		"a card taken in stays current": func(s *plainState, acts []plainAct, a plainAct) bool {
			ok := does(s, acts, a)
			if ok && a.kind == permit.ActConfiscated {
				s.cards[a.card] = permit.CardCurrent
			}
			return ok
		},
		"a move changes nothing": func(s *plainState, acts []plainAct, a plainAct) bool {
			return a.kind == permit.ActAddressChanged && s.ended == 0 || does(s, acts, a)
		},
		"cancellation ends nothing": func(s *plainState, acts []plainAct, a plainAct) bool {
			ok := does(s, acts, a)
			s.ended = 0
			return ok
		},
		"nothing may be found after cancellation": func(s *plainState, acts []plainAct, a plainAct) bool {
			return s.ended == 0 && does(s, acts, a)
		},
	} {
		o := &deeds{t: t, g: newGenerator(3), alphabet: inTurn, plain: plain}
		o.check = o.inOrder
		r, acts, s := o.start()
		o.walk(&r, acts, &s, issuedThen, 3)
		require.NotEmpty(t, o.wrong, name)
	}
	for name, plain := range map[string]func(s *plainState, acts []plainAct, a plainAct) bool{
		"nothing is recorded late": func(s *plainState, acts []plainAct, a plainAct) bool {
			return a.on >= acts[len(acts)-1].on && replayed(s, acts, a)
		},
		"what was done before a cancellation may be recorded after it": func(s *plainState, acts []plainAct, a plainAct) bool {
			return replayed(s, slices.DeleteFunc(slices.Clone(acts), func(b plainAct) bool { return b.kind == permit.ActCancelled }), a)
		},
		"a cancellation works from its recording": func(s *plainState, acts []plainAct, a plainAct) bool {
			if a.kind == permit.ActCancelled {
				for _, b := range acts {
					a.on = max(a.on, b.on)
				}
			}
			return replayed(s, acts, a)
		},
	} {
		o := &deeds{t: t, g: newGenerator(3), alphabet: afterwards, plain: plain}
		o.check = func(r *permit.Permit, acts []plainAct, now, _ *plainState, _ int) {
			last := 0
			for _, a := range acts {
				last = max(last, a.on)
			}
			o.on(r, now, last)
		}
		r, acts, s := o.start()
		o.walk(&r, acts, &s, issuedThen, 3)
		require.NotEmpty(t, o.wrong, name)
	}
}
