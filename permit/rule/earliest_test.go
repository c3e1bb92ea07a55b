package rule_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// stretches are facts of several conditions, each of which holds on some days: the
// ranges of each, in days from the day of judgement.
type stretches [][][2]int

func (s stretches) holds(i, at int) bool {
	return slices.ContainsFunc(s[i], func(r [2]int) bool { return r[0] <= at && at <= r[1] })
}

// stretched is a table of n conditions, each of which names the next day on which
// it holds.
func stretched(t *testing.T, n int, formula func(is func(int) rule.Formula) rule.Formula) *rule.Table[stretches, struct{}, civil.Date] {
	t.Helper()
	code := func(i int) string { return fmt.Sprintf("TST-STR-%02d", i) }
	var cs []rule.Condition[stretches, civil.Date]
	for i := range n {
		cs = append(cs, rule.Condition[stretches, civil.Date]{
			Code: code(i), Cite: law.MustCite("8.1"), Path: "/x", Rule: law.Bilingual{ZH: "一", EN: "one"},
			Check: func(s *stretches, on civil.Date) rule.Truth { return rule.Of(s.holds(i, day.DaysUntil(on))) },
			Earliest: func(s *stretches, on civil.Date) civil.Date {
				for at := day.DaysUntil(on) + 1; at <= lastDay; at++ {
					if s.holds(i, at) {
						return day.AddDays(at)
					}
				}
				return civil.Date{}
			},
		})
	}
	tab, err := rule.NewTable(rule.Spec[stretches, struct{}, civil.Date]{
		Name: "stretches", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"}, Conditions: cs,
		Formula: formula(func(i int) rule.Formula { return rule.Is(code(i)) }),
		Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
	})
	require.NoError(t, err)
	return tab
}

// lastDay is how far the random stretches reach.
const lastDay = 20

// The earliest day is the first on which the same facts are approved, found by
// trying every day; the day of a remedy is one of them, or there is none.
func TestEarliestIsTheFirstApprovedDay(t *testing.T) {
	tab := stretched(t, 4, func(is func(int) rule.Formula) rule.Formula {
		return rule.All(is(0), rule.Any(is(1), rule.All(is(2), is(3))))
	})
	r := rand.New(rand.NewPCG(11, 2))
	found, never := 0, 0
	for range 3000 {
		s := make(stretches, 4)
		for i := range s {
			for range r.IntN(3) {
				first := r.IntN(lastDay)
				s[i] = append(s[i], [2]int{first, min(first+r.IntN(6), lastDay)})
			}
		}
		d := tab.Decide(&s, day, nil)
		if d.Approved() {
			require.True(t, d.Earliest().IsZero(), "who is approved waits for nothing")
			continue
		}
		want := civil.Date{}
		for at := 1; at <= lastDay && want.IsZero(); at++ {
			if tab.Decide(&s, day.AddDays(at), nil).Approved() {
				want = day.AddDays(at)
			}
		}
		require.Equal(t, want.String(), d.Earliest().String(), "%v", s)
		for _, m := range d.Remedies() {
			require.True(t, m.Earliest.IsZero() || m.Earliest.OnOrAfter(want) && tab.Decide(&s, m.Earliest, nil).Approved(), "%v", s)
		}
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		require.Equal(t, want, back.Earliest())
		if want.IsZero() {
			never++
		} else {
			found++
		}
	}
	require.Greater(t, found, 300)
	require.Greater(t, never, 300)
}

// A condition that asks for a later day without end is asked no more often than a
// table can have conditions.
func TestEarliestEnds(t *testing.T) {
	judged := map[civil.Date]bool{}
	tab, err := rule.NewTable(rule.Spec[stretches, struct{}, civil.Date]{
		Name: "endless", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"},
		Conditions: []rule.Condition[stretches, civil.Date]{{
			Code: "TST-END-01", Cite: law.MustCite("8.1"), Path: "/x", Rule: law.Bilingual{ZH: "一", EN: "one"},
			Check: func(_ *stretches, on civil.Date) rule.Truth {
				judged[on] = true
				return rule.Unmet
			},
			Earliest: func(_ *stretches, on civil.Date) civil.Date { return on.DayAfter() },
		}},
		Formula: rule.Is("TST-END-01"),
		Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
	})
	require.NoError(t, err)
	d := tab.Decide(&stretches{}, day, nil)
	require.True(t, d.Earliest().IsZero())
	require.Len(t, judged, 1+64)
}

// Of two remedies the one that comes first counts, not the one listed first; and
// where the first day fails because something has ended by then, the next is tried.
func TestEarliestOfSeveralDays(t *testing.T) {
	tab := stretched(t, 3, func(is func(int) rule.Formula) rule.Formula { return rule.All(is(0), rule.Any(is(1), is(2))) })
	for _, c := range []struct {
		facts stretches
		want  int
	}{
		{stretches{{{0, 20}}, {{18, 20}}, {{6, 20}}}, 6},            // the second ground comes first
		{stretches{{{6, 20}}, {{0, 2}}, {}}, 0},                     // the ground is over by then
		{stretches{{{6, 20}}, {{0, 2}, {15, 20}}, {}}, 15},          // and begins again
		{stretches{{{6, 8}, {14, 20}}, {{0, 2}, {10, 20}}, {}}, 14}, // by when the other is over, and comes back
	} {
		d := tab.Decide(&c.facts, day, nil)
		want := civil.Date{}
		if c.want > 0 {
			want = day.AddDays(c.want)
		}
		require.Equal(t, want.String(), d.Earliest().String(), "%v", c.facts)
	}
}

// A condition that asks for one more day, every day, does not keep anybody waiting
// for an answer. Decisions without facts, without a day and by no table know none.
func TestEarliestThatNeverComes(t *testing.T) {
	asked := 0
	s := rule.Spec[struct{}, struct{}, civil.Date]{
		Name: "never", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"},
		Conditions: []rule.Condition[struct{}, civil.Date]{{
			Code: "TST-NEV-01", Cite: law.MustCite("8.1"), Path: "/x", Rule: law.Bilingual{ZH: "一", EN: "one"},
			Check:    func(*struct{}, civil.Date) rule.Truth { return rule.Unmet },
			Earliest: func(_ *struct{}, on civil.Date) civil.Date { asked++; return on.DayAfter() },
		}},
		Formula: rule.Is("TST-NEV-01"),
		Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
	}
	tab := rule.MustTable(s)
	require.True(t, tab.Decide(&struct{}{}, day, nil).Earliest().IsZero())
	require.Less(t, asked, 100)
	require.True(t, tab.Decide(&struct{}{}, civil.MustParse("9999-12-31"), nil).Earliest().IsZero())
	require.True(t, tab.Decide(&struct{}{}, civil.Date{}, nil).Earliest().IsZero())
	require.True(t, tab.Decide(nil, day, nil).Earliest().IsZero())
	require.True(t, rule.Decision{}.Earliest().IsZero())
	refused := tab.Form().Suppose(day, func(string) rule.Truth { return rule.Unmet })
	require.True(t, refused.Earliest().IsZero())
}
