package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Schedule names the figures used for the fines of article 28 (reading A65).
// It is chosen by the caller and never switched by a date. Articles 26 and 27
// have the same figures in every schedule.
type Schedule uint8

// The schedules.
const (
	// ScheduleDraft holds the figures printed in the draft: up to 1,000 yuan,
	// in the lighter tier up to 500. They are those of article 52 of the Law
	// as amended in 2012.
	ScheduleDraft Schedule = iota
	// ScheduleLaw2026 holds the figures of article 63 of the Law as revised in
	// 2025, in force since 2026-01-01: up to 5,000 yuan, in the lighter tier up
	// to 3,000. For an act before that day Check objects to it instead of
	// quietly using other figures. The offences that the revision adds are not
	// in the draft and not here.
	ScheduleLaw2026
)

var schedules = word.List{Field: "schedule", Words: []word.Word{
	ScheduleDraft:   {Code: "draft", Label: law.Bilingual{ZH: "草案所写的数额", EN: "the figures printed in the draft"}},
	ScheduleLaw2026: {Code: "law-2026", Label: law.Bilingual{ZH: "2025年修订的《治安管理处罚法》的数额", EN: "the figures of the Law as revised in 2025"}},
}}

// law2026 is the day on which the revised Law came into force.
var law2026 = civil.MustParse("2026-01-01")

// InForce is the first day on which the schedule's figures are law; the zero
// Date for the draft, which has no such day and no earlier figures.
func (s Schedule) InForce() civil.Date {
	if s == ScheduleLaw2026 {
		return law2026
	}
	return civil.Date{}
}

// LawOn is the schedule with the figures of the Law in force on that day: the
// draft repeats those in force until 2025-12-31. It is false for the zero Date.
func LawOn(day civil.Date) (Schedule, bool) {
	switch {
	case day.IsZero():
		return ScheduleDraft, false
	case day.OnOrAfter(law2026):
		return ScheduleLaw2026, true
	}
	return ScheduleDraft, true
}

// MilderSchedule is answer (c) of reading A65, for a caller who wants it: of
// the Law on the day of the act and the Law on the day of decision, the one
// with the lower ceilings (行政处罚法 37). It is false if a day is missing. The
// caller puts the result into a Policy; nothing calls it silently.
func MilderSchedule(act, decision civil.Date) (Schedule, bool) {
	a, ok := LawOn(act)
	b, ok2 := LawOn(decision)
	return min(a, b), ok && ok2 // the later figures are the higher ones
}

// String is the stable code.
func (s Schedule) String() string { return schedules.Code(uint8(s)) }

// Label is the name for people.
func (s Schedule) Label(tag language.Tag) string { return schedules.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Schedule) MarshalText() ([]byte, error) { return schedules.Marshal(uint8(s)) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Schedule) UnmarshalText(b []byte) error { return word.Unmarshal(&schedules, b, s) }
