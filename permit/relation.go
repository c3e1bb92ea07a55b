package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Relation says what one person is to another: an agent, or the person named on
// a proof, to the applicant. Parent means "is the parent of the applicant".
// Whether an adoptive or a step-tie counts is decided when it is recorded.
type Relation uint8

// The relations a record can state.
const (
	RelationUnknown Relation = iota
	Self
	Spouse
	Parent
	Child
	Sibling
	Grandparent
	Grandchild
	Guardian      // a guardian whose family tie, if any, is not stated
	OtherRelative // uncle, cousin …
	InLaw         // daughter-in-law, son-in-law …
	Employer
	School
	Landlord
	Friend
	OtherRelation
)

var relations = word.List{Field: "relation", Words: []word.Word{
	RelationUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	Self:            {Code: "self", Label: law.Bilingual{ZH: "本人", EN: "the person himself or herself"}},
	Spouse:          {Code: "spouse", Label: law.Bilingual{ZH: "配偶", EN: "spouse"}},
	Parent:          {Code: "parent", Label: law.Bilingual{ZH: "父母", EN: "parent"}},
	Child:           {Code: "child", Label: law.Bilingual{ZH: "子女", EN: "child"}},
	Sibling:         {Code: "sibling", Label: law.Bilingual{ZH: "兄弟姐妹", EN: "sibling"}},
	Grandparent:     {Code: "grandparent", Label: law.Bilingual{ZH: "祖父母、外祖父母", EN: "grandparent"}},
	Grandchild:      {Code: "grandchild", Label: law.Bilingual{ZH: "孙子女、外孙子女", EN: "grandchild"}},
	Guardian:        {Code: "guardian", Label: law.Bilingual{ZH: "监护人", EN: "guardian"}},
	OtherRelative:   {Code: "other-relative", Label: law.Bilingual{ZH: "其他血亲", EN: "other relative by blood"}},
	InLaw:           {Code: "in-law", Label: law.Bilingual{ZH: "姻亲", EN: "relative by marriage"}},
	Employer:        {Code: "employer", Label: law.Bilingual{ZH: "用人单位", EN: "employer"}},
	School:          {Code: "school", Label: law.Bilingual{ZH: "就读学校", EN: "school attended"}},
	Landlord:        {Code: "landlord", Label: law.Bilingual{ZH: "出租人", EN: "landlord"}},
	Friend:          {Code: "friend", Label: law.Bilingual{ZH: "朋友", EN: "friend"}},
	OtherRelation:   {Code: "other", Label: law.Bilingual{ZH: "其他", EN: "other"}},
}}

func (r Relation) vocabulary() *word.List { return &relations }

// String is the stable code.
func (r Relation) String() string { return relations.Code(uint8(r)) }

// Label is the word for people.
func (r Relation) Label(tag language.Tag) string { return relations.Label(uint8(r), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r Relation) MarshalText() ([]byte, error) { return marshalWord(r) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *Relation) UnmarshalText(b []byte) error { return unmarshalWord(b, r) }

// CloseRelative reports whether the relation is one of the close relatives
// (近亲属) of Civil Code 1045: spouse, parents, children, siblings, grandparents
// and grandchildren on both sides. The list is closed, so relatives by marriage
// are none (10.1.a, reading A22). It is FlagUnknown where no relation is
// recorded, and for a guardian, whose family tie is not stated.
func (r Relation) CloseRelative() Flag {
	switch {
	case r == RelationUnknown || r == Guardian || !relations.Known(uint8(r)):
		return FlagUnknown
	}
	return FlagOf(r >= Spouse && r <= Grandchild)
}
