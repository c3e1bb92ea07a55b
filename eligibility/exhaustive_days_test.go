package eligibility_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A paper calendar: three numbers and the lengths of the months, and nothing of
// package civil but the spelling of a day.
type paperDay struct{ y, m, d int }

func monthDays(y, m int) int {
	switch {
	case m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0):
		return 29
	case m == 2:
		return 28
	case m == 4 || m == 6 || m == 9 || m == 11:
		return 30
	}
	return 31
}

func (p paperDay) next() paperDay {
	if p.d++; p.d > monthDays(p.y, p.m) {
		p.d = 1
		if p.m++; p.m > 12 {
			p.y, p.m = p.y+1, 1
		}
	}
	return p
}

func (p paperDay) after(days int) paperDay {
	for range days {
		p = p.next()
	}
	return p
}

func (p paperDay) before() paperDay {
	if p.d--; p.d == 0 {
		if p.m--; p.m == 0 {
			p.y, p.m = p.y-1, 12
		}
		p.d = monthDays(p.y, p.m)
	}
	return p
}

// corresponding is the day of the same number some months later, or the last
// day of a month that has none (Civil Code 202).
func (p paperDay) corresponding(months int) paperDay {
	p.y, p.m = p.y+(p.m-1+months)/12, (p.m-1+months)%12+1
	p.d = min(p.d, monthDays(p.y, p.m))
	return p
}

func (p paperDay) civil() civil.Date {
	return civil.MustParse(fmt.Sprintf("%04d-%02d-%02d", p.y, p.m, p.d))
}

// fullFrom is the first eligible day in the words of A01 and A02: the start day
// left out and the last day over, or reached, or the start day counted.
func (p paperDay) fullFrom(h eligibility.HalfYear, f eligibility.Full) paperDay {
	last := p.corresponding(6)
	switch h {
	case eligibility.Days183:
		last = p.after(183)
	case eligibility.Days180:
		last = p.after(180)
	}
	if f == eligibility.AfterLastDay {
		return last.next()
	}
	return last // counting the start day makes the period end, and be full, a day earlier
}

// Whatever the day of registration, over five years with two leap years, the
// half-year is full from the day that the paper calendar gives and not a day
// before, under every way of counting.
func TestExhaustiveHalfYear(t *testing.T) {
	n := 0
	for p, i := (paperDay{2023, 2, 1}), 0; i < 1864; p, i = p.after(dayStep), i+dayStep {
		a := tenant("2026-01-15")
		a.Registrations[0].First = p.civil()
		for h := range eligibility.Days180 + 1 {
			for f := range eligibility.StartCounted + 1 {
				policy := &eligibility.Policy{HalfYear: h, Full: f}
				full := p.fullFrom(h, f)
				if eligibility.Decide(a, full.civil(), policy).Outcome() != yes ||
					eligibility.Decide(a, full.before().civil(), policy).Outcome() != no {
					t.Fatalf("registered %v, half-year %d, full %d: not full from %v", p, h, f, full)
				}
				n++
			}
		}
		// The same day is told as the remedy: wait until then.
		d := eligibility.Decide(a, p.civil(), nil)
		require.Equal(t, p.fullFrom(0, 0).civil(), d.Remedies()[0].Earliest)
	}
	t.Logf("%d half-years, the day and the day before", n)
}

// Whatever the birthday, the ages of article 10 are reached on the day after it,
// or on it (A05).
func TestExhaustiveAges(t *testing.T) {
	n := 0
	for p, i := (paperDay{2007, 12, 1}), 0; i < 1561; p, i = p.after(dayStep), i+dayStep {
		f := &eligibility.Filing{InPerson: permit.Yes}
		f.Applicant.Born = p.civil()
		for _, years := range []int{8, 16} {
			for _, age := range []civil.Fullness{civil.AfterLastDay, civil.OnLastDay} {
				policy := &eligibility.Policy{Age: age}
				if years == 16 {
					policy.Children = eligibility.CompulsoryUnderSixteen
				}
				reached := p.corresponding(12 * years)
				if age == civil.AfterLastDay {
					reached = reached.next()
				}
				on, before := eligibility.Agency(f, reached.civil(), policy), eligibility.Agency(f, reached.before().civil(), policy)
				if on.Outcome() != yes || before.Outcome() != no {
					t.Fatalf("born %v: not %d from %v", p, years, reached)
				}
				if years == 16 && (on.Truth(eligibility.CodeUnderSixteen) != rule.Unmet || before.Truth(eligibility.CodeUnderSixteen) != rule.Met) {
					t.Fatalf("born %v: not under sixteen until %v", p, reached)
				}
				n++
			}
		}
		// A lease in the mother's name serves until eighteen (A14).
		a := tenant("2010-01-01")
		a.Applicant.Born, a.Dwellings[0].Holder = p.civil(), permit.Parent
		grown := p.corresponding(12 * 18).next()
		if eligibility.Decide(a, grown.civil(), nil).Outcome() != open || eligibility.Decide(a, grown.before().civil(), nil).Outcome() != yes {
			t.Fatalf("born %v: not grown up from %v", p, grown)
		}
	}
	t.Logf("%d ages, the day and the day before", n)
}

// Every way in which each of the last eight months can have been paid, not been
// paid, or not be known: six months in a row up to now, or up to as far back as
// the reading lets the run end (A11).
func TestExhaustiveInsuranceMonths(t *testing.T) {
	const back = 8
	a := employee("2026-01", "2026-06")
	for _, p := range []*eligibility.Policy{nil, {MaxLagMonths: 2}} {
		lag := 1
		if p != nil {
			lag = int(p.MaxLagMonths)
		}
		long := func(paid uint) bool {
			for end := range lag + 1 {
				if paid>>end&0b111111 == 0b111111 {
					return true
				}
			}
			return false
		}
		n := 0
		for code := range 6561 {
			var paid, unknown uint
			a.Insurance.Months = []eligibility.InsuranceMonth{}
			for ago, rest := 0, code; ago < back; ago, rest = ago+1, rest/3 {
				m := eligibility.InsuranceMonth{Month: month("2026-07").Add(-ago), Place: place("110000"), Status: eligibility.Unpaid}
				switch rest % 3 {
				case 1:
					m.Status = eligibility.PaidOnTime
					paid |= 1 << ago
				case 2:
					m.Status = eligibility.ContributionUnknown
					unknown |= 1 << ago
				}
				a.Insurance.Months = append(a.Insurance.Months, m)
			}
			// Whatever the unknown months turn out to be.
			var some, none bool
			for add := uint(0); ; add = (add - unknown) & unknown {
				some, none = some || long(paid|add), none || !long(paid|add)
				if add == unknown {
					break
				}
			}
			want := rule.Unknown
			if some != none {
				want = rule.Of(some)
			}
			if got := eligibility.Decide(a, day(july16), p).Truth(eligibility.CodeInsured); got != want {
				t.Fatalf("paid %08b, unknown %08b, lag %d: %v, want %v", paid, unknown, lag, got, want)
			}
			n++
		}
		t.Logf("lag %d: all %d ways to have paid eight months", lag, n)
	}
}

// Three registrations that overlap, meet, or leave gaps of days, one of which
// may have been found false, in any order: what counts is the days on which
// somebody was registered, one run of them or all of them (A09).
func TestExhaustiveRegistrations(t *testing.T) {
	counts := map[rule.Truth]int{}
	start := day("2025-10-01")
	for _, gap1 := range []int{-3, 0, 1, 2} {
		for _, gap2 := range []int{-40, 0, 1, 3} {
			for _, end := range []int{-1, 0, 1, 999} { // days from the day of judgement; 999 has not ended
				for _, long := range []int{88, 89, 90, 91, 92, 94, 97} {
					for false1 := range 4 { // which registration was found false; 3 for none
						on := start.AddDays(long + 92)
						one := eligibility.Registration{First: start, Last: start.AddDays(long - 1), District: permit.Chaoyang}
						two := eligibility.Registration{First: one.Last.AddDays(1 + gap1), District: permit.Chaoyang}
						two.Last = two.First.AddDays(40)
						three := eligibility.Registration{First: two.Last.AddDays(1 + gap2), District: permit.Chaoyang}
						if end != 999 {
							three.Last = on.AddDays(end)
						}
						rs := []eligibility.Registration{one, two, three}
						if false1 < 3 {
							rs[false1].Falsity = finding(eligibility.GroundFalseRegistration, permit.Established)
						}
						days := map[civil.Date]bool{}
						for i, r := range rs {
							for d := r.First; i != false1 && d.OnOrBefore(on) && (r.Last.IsZero() || d.OnOrBefore(r.Last)); d = d.AddDays(1) {
								days[d] = true
							}
						}
						run := 0
						for d := on; days[d]; d = d.AddDays(-1) {
							run++
						}
						for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
							a := tenant("2026-01-15")
							a.Registrations = []eligibility.Registration{rs[order[0]], rs[order[1]], rs[order[2]]}
							for continuity, n := range map[eligibility.Continuity]int{
								eligibility.OneRunInBeijing: run, eligibility.OneRunInDistrict: run, eligibility.PeriodsAddUp: len(days),
							} {
								// 180 days, so that days are all that counts.
								d := eligibility.Decide(a, on, &eligibility.Policy{Continuity: continuity, HalfYear: eligibility.Days180})
								require.Equal(t, rule.Of(days[on]), d.Truth(eligibility.CodeRegistered), "%v on %v", a.Registrations, on)
								// Full when 180 days have passed after the first one.
								require.Equal(t, rule.Of(n >= 182), d.Truth(eligibility.CodeHalfYear), "%d: %v on %v, %d days", continuity, a.Registrations, on, n)
								counts[d.Truth(eligibility.CodeHalfYear)]++
							}
						}
					}
				}
			}
		}
	}
	require.NotZero(t, counts[rule.Met])
	require.NotZero(t, counts[rule.Unmet])
	t.Logf("half-years met %d, unmet %d", counts[rule.Met], counts[rule.Unmet])
}
