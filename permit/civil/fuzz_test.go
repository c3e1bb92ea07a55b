package civil

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
)

var dateForm = regexp.MustCompile(`\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z`)

// The oracle is package time, which reads the same form, behind an expression
// for what it is more generous about.
func FuzzParse(f *testing.F) {
	for _, s := range notDates {
		f.Add(s)
	}
	f.Add("2024-02-29")
	f.Add("0001-01-01")
	f.Add("9999-12-31")
	sentences := map[string]bool{ // so no input can be in one
		"civil: invalid date: want exactly YYYY-MM-DD in ASCII digits":     true,
		"civil: invalid date: there is no such day in the years 1 to 9999": true,
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, timeErr := time.Parse(time.DateOnly, s)
		want := timeErr == nil && dateForm.MatchString(s) && at.Year() >= 1
		d, err := Parse(s)
		if (err == nil) != want {
			t.Fatalf("accepted %v, package time %v", err == nil, want)
		}
		kept := MustParse("2026-01-15")
		textErr := kept.UnmarshalText([]byte(s))
		if err != nil {
			if !d.IsZero() || !errors.Is(err, ErrInvalid) || !sentences[err.Error()] {
				t.Fatalf("error %v with %v", err, d)
			}
			if s != "" && (textErr == nil || kept != MustParse("2026-01-15")) {
				t.Fatalf("UnmarshalText: %v, receiver %v", textErr, kept)
			}
			return
		}
		if textErr != nil || kept != d || d.String() != s || d.Weekday() != at.Weekday() {
			t.Fatalf("%v, %v, %v", d, kept, textErr)
		}
	})
}

// Two ways to count must agree: adding a period, and the cut-off.
func FuzzPeriod(f *testing.F) {
	f.Add(int32(739000), int32(739180), 6, uint8(1), uint8(0), uint8(0))
	f.Add(int32(maxNumber), int32(maxNumber), 0, uint8(1), uint8(1), uint8(1))
	f.Add(int32(1), int32(1), 0, uint8(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, startNumber, onNumber int32, n int, u, counting, fullness uint8) {
		start, err1 := FromDayNumber(startNumber)
		on, err2 := FromDayNumber(onNumber)
		if err1 != nil || err2 != nil {
			return
		}
		p := [...]Period{Days(n), Months(n), Years(n)}[u%3]
		c, full := Counting(counting), Fullness(fullness)
		reached := p.Reached(start, c, full)
		latest := p.LatestStart(on, c, full)
		if want := reached.OnOrBefore(on); start.OnOrBefore(latest) != want && !reached.IsZero() {
			t.Fatalf("%v from %v reached on %v, latest start for %v is %v", p, start, reached, on, latest)
		}
		if !latest.IsZero() {
			if r := p.Reached(latest, c, full); !r.IsZero() && r.StrictlyAfter(on) {
				t.Fatalf("%v from the latest start %v is reached on %v, after %v", p, latest, r, on)
			}
		}
		if p == Months(n) && n > 0 && !reached.IsZero() && start.OnOrBefore(on) {
			months, ok := CompletedMonths(start, on, c, full)
			if !ok || (months >= n) != reached.OnOrBefore(on) {
				t.Fatalf("%d months from %v are full on %v, but on %v %d are", n, start, reached, on, months)
			}
		}
	})
}

// The oracle decodes into maps and looks the days up one at a time.
func FuzzReadCalendar(f *testing.F) {
	f.Add(year2026)
	f.Add(`[]`)
	f.Add(`[{"year":2018,"days":[{"date":"2018-01-01","isOffDay":true}]},{"year":2019,"days":[{"date":"2018-12-29","isOffDay":false},{"date":"2019-01-01","isOffDay":true}]}]`)
	f.Add(`{"year":2027,"papers":[],"days":[]}`)
	f.Add(`{"year":2026,"days":[{"date":"2026-05-01","isOffDay":true,"statutory":false}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ReadCalendar(strings.NewReader(text))
		if err != nil {
			if table != nil || !errors.Is(err, ErrInvalid) {
				t.Fatalf("table %v, error %v", table, err)
			}
			return
		}
		var years []map[string]any
		if json.Unmarshal([]byte(text), &years) != nil {
			years = make([]map[string]any, 1)
			if err := json.Unmarshal([]byte(text), &years[0]); err != nil {
				t.Fatalf("accepted what encoding/json refuses: %v", err)
			}
		}
		// What is said about a day, by the year of the notice.
		said := map[string]map[int]map[string]any{}
		known := map[int]bool{}
		for _, y := range years {
			year := int(y["year"].(float64))
			for _, d := range y["days"].([]any) {
				day := d.(map[string]any)
				date := day["date"].(string)
				if said[date] == nil {
					said[date] = map[int]map[string]any{}
				}
				said[date][year] = day
				if MustParse(date).Year() == year {
					known[year] = true
				}
			}
		}
		if len(table.Years()) != len(known) {
			t.Fatalf("years %v, want %v", table.Years(), known)
		}
		for _, year := range table.Years() {
			if !known[year] {
				t.Fatalf("year %d is not known", year)
			}
			first, _ := New(year, 1, 1)
			for d := first; d.Year() == year; d = d.DayAfter() {
				weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
				want := map[bool]DayKind{true: Weekend, false: Workday}[weekend]
				for y := year - 1; y <= year+1; y++ {
					if day, ok := said[d.String()][y]; ok {
						want = oracleKind(day, weekend)
					}
				}
				if got, err := table.Kind(d); err != nil || got != want {
					t.Fatalf("%v: got %v, %v, want %v", d, got, err, want)
				}
			}
		}
	})
}

func oracleKind(day map[string]any, weekend bool) DayKind {
	statutory, given := day["statutory"]
	switch {
	case day["isOffDay"] == false && weekend:
		return MakeUpWorkday
	case day["isOffDay"] == false:
		return Workday
	case !given:
		return HolidayUnspecified
	case statutory == true:
		return StatutoryHoliday
	case weekend:
		return Weekend
	default:
		return BridgeDay
	}
}
