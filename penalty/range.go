package penalty

import (
	"golang.org/x/text/language"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Need says whether a kind of sanction belongs to a clause.
type Need uint8

// The three needs.
const (
	NotStated Need = iota // the clause does not provide it
	Optional
	Required
)

var needs = word.List{Field: "need", Words: []word.Word{
	NotStated: {Code: "not-stated", Label: law.Bilingual{ZH: "没有规定", EN: "not stated"}},
	Optional:  {Code: "optional", Label: law.Bilingual{ZH: "可以", EN: "optional"}},
	Required:  {Code: "required", Label: law.Bilingual{ZH: "应当", EN: "required"}},
}}

// String is the stable code.
func (n Need) String() string { return needs.Code(uint8(n)) }

// Label is the word for people.
func (n Need) Label(tag language.Tag) string { return needs.Label(uint8(n), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (n Need) MarshalText() ([]byte, error) { return needs.Marshal(uint8(n)) }

// UnmarshalText reads the code; on error n keeps its value.
func (n *Need) UnmarshalText(b []byte) error { return word.Unmarshal(&needs, b, n) }

// A Range is the sanction a clause carries: what must, may or may not be
// imposed, and between which figures. All figures are included (reading A06),
// except that a fine of 0 is none (A57).
type Range struct {
	Clause    law.Cite `json:"clause"`
	Warning   Need     `json:"warning"`
	Fine      Need     `json:"fine"`
	Detention Need     `json:"detention"`
	// Fines in yuan. FineMin is 0 where the clause prints no minimum; the fine
	// must then still be more than nought.
	FineMin decimal.Decimal `json:"fineMin"`
	FineMax decimal.Decimal `json:"fineMax"`
	// Whole days of detention; both 0 where the clause provides none.
	DaysMin int `json:"daysMin"`
	DaysMax int `json:"daysMax"`
}

// RangeOf is the range of an act, in a tier if it is one of article 28, under
// the readings chosen: the schedule (A65) and the warning of article 26 (A56).
// Under reading A56 (b) warning and fine are both optional and at least one is
// imposed. A nil policy chooses the default readings. It is false for acts
// without a sanction, for article 28 without a tier, for a tier elsewhere, and
// under a policy that holds no reading.
//
// The range is that of the clause alone: mitigation (A67) and one act under two
// clauses (A59) are matters of a case, and Check applies them.
func RangeOf(act Act, tier Tier, p *Policy) (Range, bool) {
	p, err := reading(p)
	if err != nil {
		return Range{}, false
	}
	b, ok := boundsOf(act, tier, p)
	if !ok {
		return Range{}, false
	}
	r := Range{
		Clause: b.clause, Warning: b.warning, Fine: b.fine, Detention: b.detention,
		FineMin: yuan(b.least), FineMax: yuan(b.most), DaysMin: int(b.daysMin), DaysMax: int(b.daysMax),
	}
	return r, true
}

func yuan(fen int64) decimal.Decimal { return decimal.New(fen, -2) }

// bounds is a Range in the form the predicates use: fines in fen.
type bounds struct {
	clause                   law.Cite
	warning, fine, detention Need
	least, most              int64
	daysMin, daysMax         int8
}

var (
	bounds26 = bounds{clause: law.MustCite("26.1.0"), warning: Required, fine: Required, most: 200_00}
	bounds27 = bounds{clause: law.MustCite("27.1"), fine: Required, least: 200_00, most: 1000_00}
	bounds28 = [...]bounds{
		BaseTier:    {clause: law.MustCite("28.1.0.i"), fine: Optional, detention: Required, daysMin: 10, daysMax: 15},
		LighterTier: {clause: law.MustCite("28.1.0.ii"), fine: Optional, detention: Required, daysMin: 5, daysMax: 10},
	}
	ceilings28 = [...][3]int64{
		ScheduleDraft:   {BaseTier: 1000_00, LighterTier: 500_00},
		ScheduleLaw2026: {BaseTier: 5000_00, LighterTier: 3000_00},
	}
)

// boundsOf is RangeOf for the predicates. p holds a reading.
func boundsOf(act Act, tier Tier, p *Policy) (b bounds, ok bool) {
	switch article := act.article(); {
	case article == 26 && tier == NoTier:
		b = bounds26
		switch p.Warning {
		case EitherOrBoth:
			b.warning, b.fine = Optional, Optional
		case WarningAlwaysFineOptional:
			b.fine = Optional
		}
		return b, true
	case article == 27 && tier == NoTier:
		return bounds27, true
	case article == 28 && tier != NoTier && int(tier) < len(bounds28):
		b = bounds28[tier]
		b.most = ceilings28[p.Schedule][tier]
		return b, true
	}
	return bounds{}, false
}
