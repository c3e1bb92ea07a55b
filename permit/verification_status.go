package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// VerificationStatus is the answer to a department that verifies a permit
// (18.1). The zero value is Unverified: nothing is known, which is not the same
// as cancelled.
type VerificationStatus uint8

// The answers.
const (
	Unverified         VerificationStatus = iota // number unknown, or not enough known for that day
	VerifiedActive                               // may be used
	VerifiedSuspended                            // use function suspended (14.3.a)
	VerifiedCancelled                            // cancelled (23.1)
	VerifiedAsReplaced                           // the permit lives on under another card (12.1)
)

var verificationStatuses = word.List{Field: "status", Words: []word.Word{
	Unverified:         {Code: "unknown", Label: law.Bilingual{ZH: "无法核验", EN: "unknown"}},
	VerifiedActive:     {Code: "active", Label: law.Bilingual{ZH: "有效", EN: "active"}},
	VerifiedSuspended:  {Code: "suspended", Label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
	VerifiedCancelled:  {Code: "cancelled", Label: law.Bilingual{ZH: "已注销", EN: "cancelled"}},
	VerifiedAsReplaced: {Code: "replaced", Label: law.Bilingual{ZH: "证件已补领、换领", EN: "replaced"}},
}}

func (s VerificationStatus) vocabulary() *word.List { return &verificationStatuses }

// String is the stable code: unknown, active, suspended, cancelled, replaced.
func (s VerificationStatus) String() string { return verificationStatuses.Code(uint8(s)) }

// Label is the word for people.
func (s VerificationStatus) Label(tag language.Tag) string {
	return verificationStatuses.Label(uint8(s), tag)
}

// MarshalText gives the code; a value outside the enumeration is an error.
func (s VerificationStatus) MarshalText() ([]byte, error) {
	return marshalWord(s)
}

// UnmarshalText reads the code; on error s keeps its value.
func (s *VerificationStatus) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }
