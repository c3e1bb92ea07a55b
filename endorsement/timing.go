package endorsement

import (
	"encoding"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
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

var timings = word.List{Field: "timing", Words: []word.Word{
	{},
	TooEarly: {Code: "too-early", Label: law.Bilingual{ZH: "未到签注期间", EN: "too early"}},
	Early:    {Code: "early", Label: law.Bilingual{ZH: "提前签注", EN: "early"}},
	OnTime:   {Code: "on-time", Label: law.Bilingual{ZH: "按期签注", EN: "on time"}},
	Late:     {Code: "late", Label: law.Bilingual{ZH: "逾期补办签注", EN: "late, made up"}},
	Lapsed:   {Code: "lapsed", Label: law.Bilingual{ZH: "已失效，不能补办", EN: "lapsed"}},
}}

var (
	_ encoding.TextMarshaler   = Timing(0)
	_ encoding.TextUnmarshaler = (*Timing)(nil)
)

// Accepted reports whether an endorsement with this timing takes effect.
func (t Timing) Accepted() bool { return t == Early || t == OnTime || t == Late }

// String is the stable word: too-early, early, on-time, late, lapsed; empty for
// the zero Timing.
func (t Timing) String() string { return timings.Code(uint8(t)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (t Timing) Label(tag language.Tag) string { return timings.Label(uint8(t), tag) }

// MarshalText writes the stable word; a value that is no timing is a word.ErrWord.
func (t Timing) MarshalText() ([]byte, error) { return timings.Marshal(uint8(t)) }

// UnmarshalText reads the stable word; anything else is a word.ErrWord and leaves t as
// it was.
func (t *Timing) UnmarshalText(b []byte) error { return word.Unmarshal(&timings, b, t) }
