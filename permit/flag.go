package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Flag is a recorded yes or no. The zero Flag is neither: nobody recorded it.
type Flag uint8

// The three things a record can say.
const (
	FlagUnknown Flag = iota
	Yes
	No
)

var flags = word.List{Field: "flag", Words: []word.Word{
	FlagUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	Yes:         {Code: "yes", Label: law.Bilingual{ZH: "是", EN: "yes"}},
	No:          {Code: "no", Label: law.Bilingual{ZH: "否", EN: "no"}},
}}

// FlagOf records a fact that is known either way.
func FlagOf(yes bool) Flag {
	if yes {
		return Yes
	}
	return No
}

// Truth is the flag as the answer of a condition: yes is Met, no is Unmet, and
// what nobody recorded stays Unknown.
func (f Flag) Truth() rule.Truth {
	switch f {
	case Yes:
		return rule.Met
	case No:
		return rule.Unmet
	}
	return rule.Unknown
}

func (f Flag) vocabulary() *word.List { return &flags }

// String is the stable code.
func (f Flag) String() string { return flags.Code(uint8(f)) }

// Label is the word for people.
func (f Flag) Label(tag language.Tag) string { return flags.Label(uint8(f), tag) }

// MarshalText gives the code; a value that is none of the three is an error.
func (f Flag) MarshalText() ([]byte, error) { return marshalWord(f) }

// UnmarshalText reads the code; on error f keeps its value.
func (f *Flag) UnmarshalText(b []byte) error { return unmarshalWord(b, f) }
