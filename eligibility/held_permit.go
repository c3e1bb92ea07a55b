package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// HeldPermit is the state of the residence permit that a guardian holds (10.1.b,
// reading A21).
type HeldPermit uint8

// The states of a permit held. Never obtained is a recorded fact; HeldUnknown is
// none.
const (
	HeldUnknown HeldPermit = iota
	HeldActive
	HeldSuspended // 14.3.a
	HeldCancelled // 23.1
	NeverHeld
)

var heldPermits = word.List{Field: "heldPermit", Words: []word.Word{
	HeldUnknown:   unrecorded,
	HeldActive:    {Code: "active", Label: law.Bilingual{ZH: "使用中", EN: "active"}},
	HeldSuspended: {Code: "suspended", Label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
	HeldCancelled: {Code: "cancelled", Label: law.Bilingual{ZH: "已注销", EN: "cancelled"}},
	NeverHeld:     {Code: "never-held", Label: law.Bilingual{ZH: "未取得", EN: "never obtained"}},
}}

// String is the stable code.
func (h HeldPermit) String() string { return heldPermits.Code(uint8(h)) }

// Label is the word for people.
func (h HeldPermit) Label(tag language.Tag) string { return heldPermits.Label(uint8(h), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (h HeldPermit) MarshalText() ([]byte, error) { return heldPermits.Marshal(uint8(h)) }

// UnmarshalText reads the code; on error h keeps its value.
func (h *HeldPermit) UnmarshalText(b []byte) error { return word.Unmarshal(&heldPermits, b, h) }
