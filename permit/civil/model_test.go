package civil

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The model knows nothing of day numbers. It walks from day to day with the
// school rule for leap years and looks corresponding days up by scanning the
// month, so it can be wrong only in ways that the code is not.

type modelDay struct{ year, month, day int }

func (d modelDay) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// next walks one day.
func (d modelDay) next() modelDay {
	length := map[int]int{1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}[d.month]
	if d.month == 2 && d.year%4 == 0 && (d.year%100 != 0 || d.year%400 == 0) {
		length = 29
	}
	switch {
	case d.day < length:
		return modelDay{d.year, d.month, d.day + 1}
	case d.month < 12:
		return modelDay{d.year, d.month + 1, 1}
	default:
		return modelDay{d.year + 1, 1, 1}
	}
}

// A model is a run of whole years.
type model struct {
	days    []modelDay
	monthOf []int   // days index → months index
	months  [][]int // for each month the indexes of its days
	origin  int32   // day number of days[0], taken from New
}

func walk(t testing.TB, fromYear, toYear int) *model {
	first, err := New(fromYear, 1, 1)
	require.NoError(t, err)
	m := &model{origin: first.DayNumber()}
	for d := (modelDay{fromYear, 1, 1}); d.year <= toYear; d = d.next() {
		if d.day == 1 {
			m.months = append(m.months, nil)
		}
		last := len(m.months) - 1
		m.months[last] = append(m.months[last], len(m.days))
		m.monthOf = append(m.monthOf, last)
		m.days = append(m.days, d)
	}
	return m
}

// indexOfYear returns the index of 1 January.
func (m *model) indexOfYear(year int) int {
	return m.months[(year-m.days[0].year)*12][0]
}

func (m *model) date(i int) Date { return Date{m.origin + int32(i)} }

// corresponding finds the day of the same number n months later, or the last of
// that month. It is false outside the walk.
func (m *model) corresponding(i, n int) (int, bool) {
	month := m.monthOf[i] + n
	if month < 0 || month >= len(m.months) {
		return 0, false
	}
	found := 0
	for _, found = range m.months[month] {
		if m.days[found].day == m.days[i].day {
			break
		}
	}
	return found, true
}

// reached is Civil Code 200 to 203 in words: the corresponding day is the last
// day; a start day that counts takes a day off; the period is full on the last
// day or on the day after it.
func (m *model) reached(i int, p Period, c Counting, f Fullness) (int, bool) {
	last, ok := i+int(p.n), true
	if p.unit != inDays {
		last, ok = m.corresponding(i, p.months())
	}
	if c == StartCounted {
		last--
	}
	if f == AfterLastDay {
		last++
	}
	return last, ok && last >= 0 && last < len(m.days)
}

func bothCountings(t *testing.T, run func(t *testing.T, c Counting, f Fullness)) {
	for _, c := range []Counting{StartExcluded, StartCounted} {
		for _, f := range []Fullness{AfterLastDay, OnLastDay} {
			t.Run(c.String()+","+f.String(), func(t *testing.T) { run(t, c, f) })
		}
	}
}

func TestModelEveryDayOfTheCalendar(t *testing.T) {
	d, want := MustParse("0001-01-01"), modelDay{1, 1, 1}
	weekday := time.Monday
	for n := int32(1); n <= maxNumber; n++ {
		y, m, day := d.YearMonthDay()
		if (modelDay{y, m, day}) != want || d.DayNumber() != n || d.Weekday() != weekday {
			t.Fatalf("day %d: got %v %v, want %v %v", n, d, d.Weekday(), want, weekday)
		}
		if back, err := New(y, m, day); err != nil || back != d {
			t.Fatalf("%v: New gives %v, %v", want, back, err)
		}
		d, weekday = d.DayAfter(), (weekday+1)%7
		if want.day >= 28 { // only the end of a month needs its length
			want = want.next()
		} else {
			want.day++
		}
	}
	require.True(t, d.IsZero(), "nothing follows 9999-12-31")
	require.Equal(t, modelDay{10000, 1, 1}, want)
}

func TestModelAgreesWithPackageTime(t *testing.T) {
	for y := 1; y <= 9999; y++ {
		for _, md := range [][2]int{{1, 1}, {2, 28}, {3, 1}, {12, 31}} {
			d, err := New(y, md[0], md[1])
			require.NoError(t, err)
			at := time.Date(y, time.Month(md[0]), md[1], 12, 0, 0, 0, time.UTC)
			if d.String() != at.Format(time.DateOnly) || d.Weekday() != at.Weekday() {
				t.Fatalf("%v %v, package time %v", d, d.Weekday(), at)
			}
		}
	}
}

// Leap rules repeat after 400 years; the walk holds more than that on both
// sides of every start.
func TestModelPeriods(t *testing.T) {
	m := walk(t, 1780, 1800+modelYears+50)
	from := m.indexOfYear(1800)
	to := m.indexOfYear(1800 + modelYears)
	periods := []Period{
		Days(0), Days(1), Days(7), Days(30), Days(183), Days(365),
		Months(0), Months(1), Months(2), Months(6), Months(11), Months(13),
		Years(1), Years(2), Years(14), Years(16),
	}
	bothCountings(t, func(t *testing.T, c Counting, f Fullness) {
		for _, p := range periods {
			// latest[on] is found without supposing that a later start is
			// reached later.
			latest := make([]int, len(m.days))
			for i := range latest {
				latest[i] = -1
			}
			for i := range m.days {
				want, ok := m.reached(i, p, c, f)
				if !ok {
					continue
				}
				if got := p.Reached(m.date(i), c, f); got != m.date(want) {
					t.Fatalf("%v from %v: got %v, want %v", p, m.days[i], got, m.days[want])
				}
				latest[want] = i // i ascends, so the largest stays
			}
			for on := from; on < to; on++ {
				latest[on] = max(latest[on], latest[on-1])
				if latest[on] < 0 {
					continue // before any start of the walk could be full
				}
				if got := p.LatestStart(m.date(on), c, f); got != m.date(latest[on]) {
					t.Fatalf("latest start of %v on %v: got %v, want %v", p, m.days[on], got, m.days[latest[on]])
				}
			}
		}
	})
}

// Every reading of "full" is one of three days, and the two in the middle are
// the same (A02 c equals b), for every start and length.
func TestModelCountedAfterEqualsExcludedOn(t *testing.T) {
	m := walk(t, 1999, 2012)
	for i := range m.days {
		for n := range 40 {
			for _, p := range []Period{Days(n), Months(n), Years(n)} {
				start := m.date(i)
				b := p.Reached(start, StartExcluded, OnLastDay)
				if p.Reached(start, StartCounted, AfterLastDay) != b ||
					p.FullFrom(start, StartExcluded) != b.DayAfter() ||
					p.LastDay(start, StartCounted) != b.DayBefore() {
					t.Fatalf("%v from %v", p, start)
				}
			}
		}
	}
}

func TestModelAddMonthsAndYears(t *testing.T) {
	m := walk(t, 1780, 1800+modelYears+50)
	for i := range m.days {
		for _, n := range []int{-121, -13, -12, -6, -1, 0, 1, 5, 6, 12, 18, 25, 120} {
			want, ok := m.corresponding(i, n)
			if !ok {
				continue
			}
			if got := m.date(i).AddMonths(n); got != m.date(want) {
				t.Fatalf("%v %+d months: got %v, want %v", m.days[i], n, got, m.days[want])
			}
			if n%12 == 0 {
				if got := m.date(i).AddYears(n / 12); got != m.date(want) {
					t.Fatalf("%v %+d years: got %v, want %v", m.days[i], n/12, got, m.days[want])
				}
			}
		}
	}
}

// All starts of 400 years, around every day on which a month becomes full.
func TestModelCompletedAroundEveryBoundary(t *testing.T) {
	m := walk(t, 1799, 1800+modelYears+5)
	from := m.indexOfYear(1800)
	to := m.indexOfYear(1800 + modelYears)
	bothCountings(t, func(t *testing.T, c Counting, f Fullness) {
		for i := from; i < to; i++ {
			for _, n := range []int{1, 2, 6, 12, 13, 24, 48} {
				full, _ := m.reached(i, Months(n), c, f)
				for on := full - 1; on <= full+1; on++ {
					want := n
					if on < full {
						want = n - 1
					}
					got, ok := CompletedMonths(m.date(i), m.date(on), c, f)
					if !ok || got != want {
						t.Fatalf("months from %v on %v: got %d, want %d", m.days[i], m.days[on], got, want)
					}
					years, ok := CompletedYears(m.date(i), m.date(on), c, f)
					if !ok || years != want/12 {
						t.Fatalf("years from %v on %v: got %d, want %d", m.days[i], m.days[on], years, want/12)
					}
				}
			}
		}
	})
}

// All pairs of days within some years around a leap year and around a century
// that has none, counted by walking.
func TestModelCompletedWalking(t *testing.T) {
	for _, years := range [][2]int{{1898, 1905}, {1999, 2006}} {
		m := walk(t, years[0], years[1])
		bothCountings(t, func(t *testing.T, c Counting, f Fullness) {
			for i := 0; i < 4*365; i++ {
				full := 0
				next, _ := m.reached(i, Months(1), c, f)
				for on := i; on < i+3*365; on++ {
					for on >= next {
						full++
						next, _ = m.reached(i, Months(full+1), c, f)
					}
					if got, ok := CompletedMonths(m.date(i), m.date(on), c, f); !ok || got != full {
						t.Fatalf("months from %v on %v: got %d, want %d", m.days[i], m.days[on], got, full)
					}
				}
			}
		})
	}
}

// A birthday comes once a year; who was born on 29 February has it on the 28th
// in common years. The age goes up on the day after it, or on it.
func TestModelAges(t *testing.T) {
	m := walk(t, 1890, 1990) // 1900 has no 29 February
	for _, f := range []Fullness{AfterLastDay, OnLastDay} {
		for i := 0; i < 24*365; i += 5 {
			born := m.days[i]
			age := 0
			for on := i; on < len(m.days); on++ {
				d := m.days[on]
				if f == AfterLastDay {
					if on == i {
						continue
					}
					d = m.days[on-1]
				}
				birthday := d.month == born.month && d.day == born.day ||
					born.month == 2 && born.day == 29 && d.month == 2 && d.day == 28 &&
						m.days[indexOf(m, d)+1].day == 1
				if !birthday || d == born {
					continue
				}
				age++
				if got := AgeReachedOn(m.date(i), age, f); got != m.date(on) {
					t.Fatalf("born %v, age %d: got %v, want %v", born, age, got, m.days[on])
				}
				if age%10 != 4 && age%10 != 8 {
					continue
				}
				before, _ := AgeOn(m.date(i), m.date(on-1), f)
				after, _ := AgeOn(m.date(i), m.date(on), f)
				if before != age-1 || after != age {
					t.Fatalf("born %v: age %d before and %d on %v", born, before, after, m.days[on])
				}
				cutOff := LatestBirth(m.date(on), age, f)
				if !m.date(i).OnOrBefore(cutOff) || !m.date(i).StrictlyAfter(LatestBirth(m.date(on-1), age, f)) {
					t.Fatalf("born %v, age %d: cut-off %v", born, age, cutOff)
				}
			}
		}
	}
}

func indexOf(m *model, d modelDay) int {
	day, _ := New(d.year, d.month, d.day)
	return int(day.n - m.origin)
}

// The naive working-day count: cross the days off one by one on a list.
func TestModelWorkingDays(t *testing.T) {
	cal := BuiltIn()
	off := func(d Date) bool {
		k, err := cal.Kind(d)
		require.NoError(t, err)
		return k == Weekend || k == StatutoryHoliday || k == BridgeDay
	}
	end := MustParse("2026-11-30")
	for start := MustParse("2025-01-01"); start.StrictlyBefore(end); start = start.DayAfter() {
		moved, err := MoveOffHoliday(start, cal, OffInFact)
		require.NoError(t, err)
		require.False(t, off(moved))
		n := 0
		for d := start; d != moved; d = d.DayAfter() {
			require.True(t, off(d), "%v moved to %v over a working day", start, moved)
		}
		for d := start; n < 15; {
			d = d.DayAfter()
			if off(d) {
				continue
			}
			n++
			got, err := WorkingDaysAfter(start, n, cal, OffInFact)
			require.NoError(t, err)
			require.Equal(t, d, got)
		}
	}
}
