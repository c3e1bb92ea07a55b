package permit_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// The second model of clauses.md section 5 is as plain as it can be made: it
// lives through the calendar day by day, keeps what is true that day in a few
// variables, and knows nothing of terms, orders or foldings. It is written for
// the default readings and days between 2023 and 2029.

type plainAct struct {
	on       int // day number
	kind     permit.ActKind
	card     int
	replaces int
	district int
}

type plainState struct {
	status    permit.Status
	base      int
	lastValid int
	since     int
	card      int
	cards     [16]permit.CardStatus
	district  int
	ended     int
}

// yearLater is the same day a year later, or 28 February for 29 February.
func yearLater(n int) int {
	day, _ := civil.FromDayNumber(int32(n))
	y, m, dd := day.YearMonthDay()
	if m == 2 && dd == 29 {
		dd = 28
	}
	later, _ := civil.New(y+1, m, dd)
	return int(later.DayNumber())
}

// does applies an act to a day's state, or says that it has no effect.
func (s *plainState) does(a plainAct) bool {
	if s.ended != 0 {
		switch a.kind {
		case permit.ActFindingRecorded:
			return true
		case permit.ActFound, permit.ActConfiscated:
		default:
			return false
		}
	}
	switch a.kind {
	case permit.ActIssued:
		*s = plainState{base: a.on, lastValid: yearLater(a.on), since: a.on, card: a.card, district: a.district}
		s.cards[a.card] = permit.CardCurrent
	case permit.ActEndorsed:
		if a.on < s.lastValid-30 {
			return false
		}
		if a.on > s.lastValid {
			s.since = a.on
		}
		s.base, s.lastValid = a.on, yearLater(a.on)
	case permit.ActReissued, permit.ActExchanged:
		if s.card != a.replaces {
			return false
		}
		s.cards[a.replaces], s.cards[a.card], s.card = permit.CardReplaced, permit.CardCurrent, a.card
	case permit.ActAddressChanged:
		s.district = a.district
	case permit.ActSuspensionRecorded:
		return a.on > s.lastValid
	case permit.ActReportedLost:
		if a.card != s.card || s.cards[a.card] != permit.CardCurrent {
			return false
		}
		s.cards[a.card] = permit.CardReportedLost
	case permit.ActFound:
		if a.card == s.card {
			if s.cards[a.card] != permit.CardReportedLost {
				return false
			}
			s.cards[a.card] = permit.CardCurrent
		}
	case permit.ActConfiscated:
		if a.card == s.card {
			if s.cards[a.card] == permit.CardConfiscated {
				return false
			}
			s.cards[a.card] = permit.CardConfiscated
		}
	case permit.ActCancelled:
		s.ended = a.on
	}
	return true
}

// live walks from the issue to the last day and hands every day's state to
// see, saying whether it is another than the day before.
func live(acts []plainAct, last int, see func(day int, s *plainState, turned bool)) {
	var s plainState
	next := acts[0].on // the next day on which anything is done
	for day := acts[0].on; day <= last; day++ {
		turned := day == next
		if turned {
			next = last + 1
			for _, a := range acts {
				if a.on == day {
					s.does(a)
				}
				if a.on > day {
					next = min(next, a.on)
				}
			}
		}
		was := s.status
		switch {
		case s.ended != 0:
			s.status = permit.Cancelled
		case day > s.lastValid:
			s.status = permit.Suspended
		default:
			s.status = permit.Active
		}
		see(day, &s, turned || s.status != was)
	}
}

// plainly says whether the record admits one more act.
func plainly(acts []plainAct, a plainAct) bool {
	if a.on < acts[0].on {
		return false
	}
	var s plainState
	live(acts, a.on, func(_ int, today *plainState, turned bool) {
		if turned {
			s = *today
		}
	})
	return s.admits(acts, a)
}

// admits does an act to the state of its day, or says that the record does not
// admit it.
func (s *plainState) admits(acts []plainAct, a plainAct) bool {
	known := false
	for _, b := range acts {
		if a.kind == permit.ActCancelled && b.kind == a.kind {
			return false
		}
		newCard := b.kind == permit.ActReissued || b.kind == permit.ActExchanged
		if (a.kind == permit.ActReissued || a.kind == permit.ActExchanged) && newCard && b.replaces == a.replaces {
			return false
		}
		known = known || (newCard || b.kind == permit.ActIssued) && b.card == a.card
	}
	switch a.kind {
	case permit.ActReportedLost, permit.ActFound, permit.ActConfiscated:
		// The card must be known to the record at all.
		return known && s.does(a)
	case permit.ActReissued, permit.ActExchanged:
		// A card that was taken in is neither lost nor worn (12.1).
		if a.replaces == s.card && s.cards[s.card] == permit.CardConfiscated {
			return false
		}
	}
	return s.does(a)
}

var cardNumbers = [16]permit.CardNumber{"", "C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7", "C-8", "C-9", "C-10", "C-11", "C-12", "C-13", "C-14", "C-15"}

var districts = [2]permit.Address{address("110105", "测试路一号"), address("110108", "测试路二号")}

// A generator makes random acts in both forms. Decisions and findings are made
// once, for the first day of the era.
type generator struct {
	r         *rand.Rand
	decisions [16]rule.Decision
	cites     [16]law.Cite
	fraud     permit.Finding
	taken     permit.Finding
	holder    permit.Person
}

func newGenerator(seed uint64) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 7)), holder: holder()}
	era := d("2023-01-01")
	for _, k := range permit.Values[permit.ActKind]() {
		g.decisions[k] = approval(k, era)
		g.cites[k] = law.MustCite(clauseOf[k])
	}
	g.fraud, g.taken = finding(permit.FoundFalseProofs, era), finding(permit.FoundFraudulent, era)
	return g
}

// act turns a plain act into a real one, recorded on a day.
func (g *generator) act(a plainAct, recorded int) permit.Act {
	on, _ := civil.FromDayNumber(int32(a.on))
	var what permit.Payload
	card, replaces := cardNumbers[a.card], cardNumbers[a.replaces]
	switch a.kind {
	case permit.ActIssued:
		what = permit.Issue{Card: card, Holder: g.holder, Address: districts[a.district]}
	case permit.ActEndorsed:
		what = permit.Endorsement{}
	case permit.ActReissued:
		what = permit.Reissue{Card: card, Replaces: replaces}
	case permit.ActExchanged:
		what = permit.Exchange{Card: card, Replaces: replaces, Returned: permit.Yes}
	case permit.ActAddressChanged:
		what = permit.AddressChange{Address: districts[a.district], Moved: on}
	case permit.ActInformationChecked:
		what = permit.InformationCheck{Agrees: permit.Yes}
	case permit.ActFindingRecorded:
		what = permit.FindingRecord{Finding: g.fraud}
	case permit.ActSuspensionRecorded:
		what = permit.SuspensionRecord{}
	case permit.ActReportedLost:
		what = permit.LossReport{Card: card}
	case permit.ActFound:
		what = permit.Recovery{Card: card}
	case permit.ActCancelled:
		what = permit.Cancellation{Ground: permit.FalseProofs, Finding: g.fraud}
	case permit.ActConfiscated:
		what = permit.Confiscation{Item: permit.FraudulentlyObtained, Card: card, Finding: g.taken}
	}
	// 2023-01-01 at noon in Beijing, and whole days from there.
	const era, noonOfEra, perDay = 738521, 1672545600000000, 86400000000
	return permit.Act{What: what, On: on, Recorded: permit.Instant(noonOfEra + int64(recorded-era)*perDay),
		By: officer, Cite: g.cites[a.kind], Decision: g.decisions[a.kind]}
}

// frequent are the kinds to draw from: much of what happens, little of what ends.
var frequent = [...]permit.ActKind{
	permit.ActEndorsed, permit.ActEndorsed, permit.ActEndorsed, permit.ActEndorsed, permit.ActEndorsed,
	permit.ActReissued, permit.ActReissued, permit.ActExchanged, permit.ActAddressChanged, permit.ActAddressChanged,
	permit.ActInformationChecked, permit.ActFindingRecorded, permit.ActSuspensionRecorded, permit.ActReportedLost,
	permit.ActReportedLost, permit.ActFound, permit.ActCancelled, permit.ActConfiscated,
}

// timeline makes a random record, checking on the way that Append admits exactly
// what the plain model admits. A quarter of the acts whose
// day can lie back are recorded late.
func (g *generator) timeline(t testing.TB) (permit.Permit, []plainAct) {
	first, _ := civil.New(2023, 1, 1)
	today := int(first.DayNumber()) + g.r.IntN(800)
	cards := 1
	acts := []plainAct{{on: today, kind: permit.ActIssued, card: 1}}
	r, err := permit.New("P-1")
	require.NoError(t, err)
	r, err = r.Append(g.act(acts[0], today), nil)
	require.NoError(t, err)
	// The last valid day so far draws the days to it: that is where things turn.
	edge := yearLater(today)
	for range 2 + g.r.IntN(9) {
		switch g.r.IntN(3) {
		case 0:
			today += g.r.IntN(60)
		case 1:
			today = max(today, edge-31+g.r.IntN(34))
		case 2:
			today += g.r.IntN(250)
		}
		a := plainAct{on: today, kind: frequent[g.r.IntN(len(frequent))], district: g.r.IntN(2)}
		// A26, A32: no date of an endorsement or a suspension is put back.
		if a.kind != permit.ActEndorsed && a.kind != permit.ActSuspensionRecorded && g.r.IntN(4) == 0 {
			a.on -= g.r.IntN(300)
		}
		switch a.kind {
		case permit.ActReissued, permit.ActExchanged:
			a.replaces, a.card = max(1, cards-g.r.IntN(5)/4), cards+1
		default:
			a.card = max(1, cards-g.r.IntN(4)/3)
		}
		next, err := r.Append(g.act(a, today), nil)
		if admits := plainly(acts, a); admits != (err == nil) {
			require.Failf(t, "models differ", "plainly %v, Append says %v: %+v after %+v", admits, err, a, acts)
		}
		if err != nil {
			continue
		}
		if a.card > cards {
			cards = a.card
		}
		r, acts = next, append(acts, a)
		if a.kind == permit.ActEndorsed {
			edge = yearLater(a.on)
		}
	}
	return r, acts
}

func TestFoldAgainstDayByDayModel(t *testing.T) {
	timelines := 100_000
	if testing.Short() || ruletest.Race {
		timelines = 5_000 // the race detector makes each ten times dearer
	}
	g := newGenerator(20260115)
	seen := map[permit.Status]int{}
	for range timelines {
		r, acts := g.timeline(t)
		checkTimeline(t, g, &r, acts, seen)
	}
	for _, s := range []permit.Status{permit.NotIssued, permit.Active, permit.Suspended, permit.Cancelled} {
		require.Greater(t, seen[s], timelines/20, "too few days %v", s)
	}
}

// checkTimeline compares the fold with the model on the days around every act
// and every end of a term, and some others, and the invariants on the way. It
// asserts by hand: it does so some millions of times.
func checkTimeline(t *testing.T, g *generator, r *permit.Permit, acts []plainAct, seen map[permit.Status]int) {
	first, last := acts[0].on, acts[0].on
	for _, a := range acts {
		last = max(last, a.on)
	}
	last += 400
	around := make([]bool, last+1-first)
	for _, a := range acts {
		around[max(a.on-1, first)-first] = true
	}
	before, _ := civil.FromDayNumber(int32(first - 1))
	if s, err := r.On(before, nil); err != nil || s.Status != permit.NotIssued {
		t.Fatalf("before the issue: %v, %v", s.Status, err)
	}
	seen[permit.NotIssued]++

	card := cardNumbers[acts[0].card]
	face, err := r.Face(card, nil)
	require.NoError(t, err)
	years, previous, previousDay := -1, plainState{}, 0
	probe := first + g.r.IntN(last-first)
	live(acts, last, func(n int, want *plainState, turned bool) {
		if !turned && n != probe && n != last && !around[n-first] {
			return
		}
		day, _ := civil.FromDayNumber(int32(n))
		s, err := r.On(day, nil)
		if err != nil || s.Status != want.status || s.Base.DayNumber() != int32(want.base) ||
			s.LastValid.DayNumber() != int32(want.lastValid) || s.Residence.Since.DayNumber() != int32(want.since) ||
			s.Card != cardNumbers[want.card] || s.CardStatus != want.cards[want.card] ||
			s.Address != districts[want.district] || s.CancelledOn.DayNumber() != int32(want.ended) {
			t.Fatalf("fold differs from the model on %v: %+v (%v), model %+v, acts %+v", day, s, err, *want, acts)
		}
		seen[s.Status]++
		if broken := invariants(s, &years, n == previousDay+1, want, &previous); broken != "" {
			t.Fatalf("%s on %v: %+v after %+v", broken, day, *want, previous)
		}
		checkFace(t, r, face, card, day, s, want.cards[acts[0].card])
		previous, previousDay = *want, n
	})
	sees(t, g, r, acts, probe)
}

// invariants are those of clauses.md section 5 that concern the permit; the
// comparison with the model covers (1), (2) and (7), TestTransitions (7) too.
func invariants(s permit.State, years *int, nextDay bool, now, before *plainState) (broken string) {
	if s.LastValid.DayNumber() > int32(yearLater(int(s.Base.DayNumber()))) {
		return "(5) the last valid day is later than a year from the base"
	}
	if before.status == permit.Cancelled && s.Status != permit.Cancelled {
		return "(7) something left Cancelled"
	}
	full, stated := s.FullYears()
	if stated != (s.Status == permit.Active) {
		return "years stated of a permit not active, or not of an active one"
	}
	if stated {
		restarted := now.since != before.since && before.since != 0
		switch {
		case restarted && nextDay && full != 0:
			return "(4) a late endorsement did not set the years to 0"
		case !restarted && full < *years:
			return "(3) an endorsement in time lowered the years"
		}
		*years = full
	}
	if nextDay && before.base != 0 && now.base == before.base && (now.lastValid != before.lastValid || now.since != before.since) {
		return "(6) a new card or address moved the term or the years"
	}
	return ""
}

// checkFace: what the header answers is what the record answers.
func checkFace(t *testing.T, r *permit.Permit, face permit.CardFace, card permit.CardNumber, day civil.Date, s permit.State, is permit.CardStatus) {
	want := permit.Unverified
	switch {
	case s.Status == permit.Cancelled:
		want = permit.VerifiedCancelled
	case is == permit.CardReplaced:
		want = permit.VerifiedAsReplaced
	case s.Status == permit.Suspended:
		want = permit.VerifiedSuspended
	case is == permit.CardCurrent || is == permit.CardReportedLost:
		want = permit.VerifiedActive
	}
	if got := r.Verify(card, day, nil); got.Status != want || got.Err != nil {
		t.Fatalf("Verify on %v: %v, want %v", day, got.Status, want)
	}
	if day.OnOrAfter(face.From) {
		if got := permit.VerifyCard(face, day, nil); got.Status != want {
			t.Fatalf("VerifyCard on %v: %v, want %v, face %+v", day, got.Status, want, face)
		}
	}
}

// sees: (1) what was known earlier answers as it did then, whatever was
// recorded later.
func sees(t *testing.T, g *generator, r *permit.Permit, acts []plainAct, probe int) {
	a := r.Act(g.r.IntN(len(acts)))
	known := r.AsKnown(a.Recorded)
	day, _ := civil.FromDayNumber(int32(probe))
	got, err := known.StatusOn(day, nil)
	live(acts[:known.Len()], probe, func(n int, s *plainState, _ bool) {
		if n == probe && (err != nil || s.status != got) {
			t.Fatalf("as known at %v on %v: %v (%v), model %v", a.Recorded, day, got, err, s.status)
		}
	})
}

// TestChangesAgainstEveryDay compares Changes with looking at each day.
func TestChangesAgainstEveryDay(t *testing.T) {
	g := newGenerator(3)
	for range 120 {
		r, acts := g.timeline(t)
		view := r.AsKnown(must(recordedAt(r, g.r.IntN(len(acts)))))
		over := civil.Range{First: d("2022-12-01"), Last: d("2027-12-31")}
		changes, err := permit.Changes(view, r, over, nil)
		require.NoError(t, err)
		for day := over.First; day.OnOrBefore(over.Last); day = day.DayAfter() {
			was, is := must(view.On(day, nil)), must(r.On(day, nil))
			differ := was.Status != is.Status || was.LastValid != is.LastValid || was.EndorsedOn != is.EndorsedOn ||
				was.Residence != is.Residence || was.Card != is.Card || was.CardStatus != is.CardStatus ||
				was.Address != is.Address || was.AddressSince != is.AddressSince || was.CardSince != is.CardSince
			listed := false
			for _, c := range changes {
				listed = listed || c.Days.Contains(day)
			}
			require.Equal(t, differ, listed, "%v", day)
		}
	}
}

func recordedAt(r permit.Permit, i int) (permit.Instant, error) {
	a := r.Act(i)
	return a.Recorded, nil
}
