package civil_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A registration of 31 August is half a year old when the last day of February
// has ended.
func ExamplePeriod_FullFrom() {
	registered := civil.MustParse("2025-08-31")
	half := civil.Months(6)
	fmt.Println(half.LastDay(registered, civil.StartExcluded))
	fmt.Println(half.FullFrom(registered, civil.StartExcluded))
	// Output:
	// 2026-02-28
	// 2026-03-01
}

// One cut-off judges everybody on a day.
func ExamplePeriod_LatestStart() {
	cutOff := civil.Months(6).LatestStart(civil.MustParse("2026-03-01"), civil.StartExcluded, civil.AfterLastDay)
	for _, s := range []string{"2025-08-28", "2025-08-31", "2025-09-01"} {
		fmt.Println(s, civil.MustParse(s).OnOrBefore(cutOff))
	}
	// Output:
	// 2025-08-28 true
	// 2025-08-31 true
	// 2025-09-01 false
}

// Seven days after a change of address, moved off the Spring Festival.
func ExamplePeriod_Deadline() {
	change := civil.MustParse("2026-02-10")
	plain, err := civil.Days(7).Deadline(change, civil.StartExcluded, nil, civil.OffInFact)
	if err != nil {
		fmt.Println(err)
		return
	}
	moved, err := civil.Days(7).Deadline(change, civil.StartExcluded, civil.BuiltIn(), civil.OffInFact)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(plain, moved)
	// Output: 2026-02-17 2026-02-24
}

func ExampleWorkingDaysAfter() {
	day, err := civil.WorkingDaysAfter(civil.MustParse("2026-09-24"), 7, civil.BuiltIn(), civil.OffInFact)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(day.Chinese())
	// Output: 2026年10月12日
}

func ExampleAgeReachedOn() {
	born := civil.MustParse("2010-03-15")
	fmt.Println(civil.AgeReachedOn(born, 16, civil.AfterLastDay))
	fmt.Println(civil.AgeReachedOn(born, 16, civil.OnLastDay))
	// Output:
	// 2026-03-16
	// 2026-03-15
}

func ExampleParse() {
	for _, s := range []string{"2026-02-28", "2026-02-30", "2026-2-3"} {
		day, err := civil.Parse(s)
		fmt.Println(day.Chinese(), err)
	}
	// Output:
	// 2026年2月28日 <nil>
	//  civil: invalid date: there is no such day in the years 1 to 9999
	//  civil: invalid date: want exactly YYYY-MM-DD in ASCII digits
}

func ExampleDateOf() {
	fmt.Println(civil.DateOf(time.Date(2026, 1, 15, 15, 59, 59, 0, time.UTC)))
	fmt.Println(civil.DateOf(time.Date(2026, 1, 15, 16, 0, 0, 0, time.UTC)))
	// Output:
	// 2026-01-15
	// 2026-01-16
}

// A calendar file adds a year to the built-in ones; a year without data is an
// error, never a guess.
func ExampleReadCalendar() {
	file := strings.NewReader(`{"year": 2024, "days": [
		{"name": "元旦", "date": "2024-01-01", "isOffDay": true, "statutory": true}
	]}`)
	table, err := civil.ReadCalendar(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	table = civil.BuiltIn().With(table)
	fmt.Println(table.Years())
	fmt.Println(table.Kind(civil.MustParse("2024-01-01")))

	_, err = table.Kind(civil.MustParse("2027-01-01"))
	fmt.Println(err, errors.Is(err, civil.ErrNoCalendarData))
	// Output:
	// [2024 2025 2026]
	// statutory-holiday <nil>
	// civil: no calendar data for 2027 true
}

func ExampleRange_Contains() {
	last := civil.MustParse("2026-06-30")
	window := civil.Range{First: last.AddDays(-30), Last: last}
	fmt.Println(window.First, window.Contains(last), window.Contains(last.DayAfter()))
	// Output: 2026-05-31 true false
}
