package endorsement

import (
	"encoding"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// Timing says how an endorsement on a certain day stands to its time limit.
// Lateness is a result, not a refusal. The zero Timing means "not classified".
type Timing uint8

// The timings.
const (
	TooEarly Timing = iota + 1 // before the window; refused, without effect (A31 a)
	Early                      // before the window, accepted (A31 b, c)
	OnTime                     // from the window's first day to the deadline (14.2.b)
	Late                       // after the deadline: made up (14.3.b)
	Lapsed                     // after the deadline and too late even for that (A35 c)
)

var timingWords = [...]string{"", "tooEarly", "early", "onTime", "late", "lapsed"}

var timingLabels = [...]law.Bilingual{
	{},
	{ZH: "未到签注期间", EN: "too early"},
	{ZH: "提前签注", EN: "early"},
	{ZH: "按期签注", EN: "on time"},
	{ZH: "逾期补办签注", EN: "late, made up"},
	{ZH: "已失效，不能补办", EN: "lapsed"},
}

var (
	_ encoding.TextMarshaler   = Timing(0)
	_ encoding.TextUnmarshaler = (*Timing)(nil)
)

// Accepted reports whether an endorsement with this timing takes effect.
func (t Timing) Accepted() bool { return t == Early || t == OnTime || t == Late }

// String is the stable word: tooEarly, early, onTime, late, lapsed; empty for
// the zero Timing.
func (t Timing) String() string { return word(timingWords[:], uint8(t)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (t Timing) Label(tag language.Tag) string { return label(timingLabels[:], uint8(t), tag) }

// MarshalText writes the stable word; a value that is no timing is ErrWord.
func (t Timing) MarshalText() ([]byte, error) { return marshalWord(timingWords[:], uint8(t)) }

// UnmarshalText reads the stable word; anything else is ErrWord and leaves t as
// it was.
func (t *Timing) UnmarshalText(b []byte) error { return unmarshalWord(timingWords[:], b, t) }
