package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Attendance is whether an enrolled student attends (8.2.c). School holidays do
// not interrupt it; leave of absence does (reading A16).
type Attendance uint8

// The answers; AttendanceUnknown means that nothing is recorded.
const (
	AttendanceUnknown Attendance = iota
	Attending
	OnLeave
	NotAttending
)

var attendances = word.List{Field: "attendance", Words: []word.Word{
	AttendanceUnknown: unrecorded,
	Attending:         {Code: "attending", Label: law.Bilingual{ZH: "就读", EN: "attending"}},
	OnLeave:           {Code: "on-leave", Label: law.Bilingual{ZH: "休学", EN: "on leave of absence"}},
	NotAttending:      {Code: "not-attending", Label: law.Bilingual{ZH: "不在读", EN: "not attending"}},
}}

// String is the stable code.
func (a Attendance) String() string { return attendances.Code(uint8(a)) }

// Label is the word for people.
func (a Attendance) Label(tag language.Tag) string { return attendances.Label(uint8(a), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (a Attendance) MarshalText() ([]byte, error) { return attendances.Marshal(uint8(a)) }

// UnmarshalText reads the code; on error a keeps its value.
func (a *Attendance) UnmarshalText(b []byte) error { return word.Unmarshal(&attendances, b, a) }
