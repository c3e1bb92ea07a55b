package civil

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// benchDays are spread over a century, so that no branch is predicted by habit.
func benchDays() []Date {
	days := make([]Date, 1024)
	first := MustParse("1930-01-01")
	for i := range days {
		days[i] = first.AddDays(i * 7919 % 36525)
	}
	return days
}

// Days of the years that the built-in calendar knows.
func benchKnownDays() []Date {
	days := make([]Date, 512)
	first := MustParse("2025-01-01")
	for i := range days {
		days[i] = first.AddDays(i * 379 % 700)
	}
	return days
}

var (
	sinkDate Date
	sinkInt  int
	sinkBool bool
)

func BenchmarkYearMonthDay(b *testing.B) {
	days := benchDays()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		y, m, d := days[i%1024].YearMonthDay()
		sinkInt += y + m + d
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate, _ = New(1930+i%100, 1+i%12, 1+i%28)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sinkDate, _ = Parse("2026-01-15")
	}
}

func BenchmarkAppendText(b *testing.B) {
	days := benchDays()
	buf := make([]byte, 0, 16)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		text, _ := days[i%1024].AppendText(buf)
		sinkInt += len(text)
	}
}

func BenchmarkAddMonths(b *testing.B) {
	days := benchDays()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate = days[i%1024].AddMonths(6)
	}
}

func BenchmarkPeriodReached(b *testing.B) {
	days, p := benchDays(), Months(6)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate = p.Reached(days[i%1024], StartExcluded, AfterLastDay)
	}
}

func BenchmarkPeriodLatestStart(b *testing.B) {
	days, p := benchDays(), Months(6)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate = p.LatestStart(days[i%1024], StartExcluded, AfterLastDay)
	}
}

func BenchmarkAgeOn(b *testing.B) {
	days, on := benchDays(), MustParse("2031-07-01")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		age, _ := AgeOn(days[i%1024], on, AfterLastDay)
		sinkInt += age
	}
}

func BenchmarkDateOf(b *testing.B) {
	at := time.Date(2026, 1, 15, 16, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		sinkDate = DateOf(at)
	}
}

func BenchmarkIsOff(b *testing.B) {
	days, cal := benchKnownDays(), BuiltIn()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkBool, _ = IsOff(cal, days[i%512], OffInFact)
	}
}

func BenchmarkMoveOffHoliday(b *testing.B) {
	days, cal := benchKnownDays(), BuiltIn()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate, _ = MoveOffHoliday(days[i%512], cal, OffInFact)
	}
}

func BenchmarkWorkingDaysAfter(b *testing.B) {
	days, cal := benchKnownDays(), BuiltIn()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sinkDate, _ = WorkingDaysAfter(days[i%512], 7, cal, OffInFact)
	}
}

func TestHotMethodsDoNotAllocate(t *testing.T) {
	day, cal, p := MustParse("2026-02-10"), BuiltIn(), Months(6)
	text, buf := []byte("2026-02-10"), make([]byte, 0, 16)
	for name, run := range map[string]func(){
		"Parse":            func() { sinkDate, _ = Parse("2026-01-15") },
		"UnmarshalText":    func() { _ = sinkDate.UnmarshalText(text) },
		"AppendText":       func() { b, _ := day.AppendText(buf); sinkInt = len(b) },
		"YearMonthDay":     func() { sinkInt, _, _ = day.YearMonthDay() },
		"AddMonths":        func() { sinkDate = day.AddMonths(6) },
		"Reached":          func() { sinkDate = p.Reached(day, StartExcluded, AfterLastDay) },
		"LatestStart":      func() { sinkDate = p.LatestStart(day, StartExcluded, AfterLastDay) },
		"AgeOn":            func() { sinkInt, _ = AgeOn(day, day.AddYears(16), AfterLastDay) },
		"BuiltIn":          func() { sinkBool = BuiltIn() != nil },
		"Deadline":         func() { sinkDate, _ = Days(7).Deadline(day, StartExcluded, cal, OffInFact) },
		"WorkingDaysAfter": func() { sinkDate, _ = WorkingDaysAfter(day, 7, cal, OffInFact) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, run), name)
	}
}
