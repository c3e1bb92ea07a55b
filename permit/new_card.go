package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// ReissueFacts are what decides about a new card for a lost one (12.1, 补领).
type ReissueFacts struct {
	// Permit is the state on the day of judgement.
	Permit State `json:"permit"`
	// Lost: the holder declares the card lost. There is no time limit (A46) and
	// no proof of the loss; only a card on record as taken in is not lost.
	Lost  rule.Truth `json:"lost"`
	Filer Filer      `json:"filer"`

	_ struct{}
}

// DecideReissue tells whether a lost card is reissued on that day (12.1). The old
// card is void from then on, even if it is found (A44); term and years stay as they
// are (A42), so the new card of a suspended permit is suspended (A43).
func DecideReissue(f *ReissueFacts, on civil.Date, p *Policy) rule.Decision {
	return reissues.Decide(f, on, p)
}

// ExchangeFacts are what decides about a new card for a damaged one (12.1,
// 12.2, 换领).
type ExchangeFacts struct {
	Permit State `json:"permit"`
	// Damaged: any damage will do; the text has no test of legibility (A45).
	Damaged rule.Truth `json:"damaged"`
	// OtherClaimed says whether another ground is put forward, such as a
	// corrected name; the text lists none, so Other must be established (A45).
	OtherClaimed Flag    `json:"otherClaimed"`
	Other        Finding `json:"other"`
	// Returned: the old card was handed back. One that cannot be produced is
	// recorded as lost, and reissued (A44).
	Returned rule.Truth `json:"returned"`
	Filer    Filer      `json:"filer"`

	_ struct{}
}

// FoundOtherExchange is the ground of a finding that admits an exchange for a
// reason the text does not list (A45).
const FoundOtherExchange Ground = "exchange-other-ground"

// DecideExchange tells whether a damaged card is exchanged on that day (12.1).
// The old card must have come back (12.2); one that cannot be produced is
// reissued as lost (A44).
func DecideExchange(f *ExchangeFacts, on civil.Date, p *Policy) rule.Decision {
	return exchanges.Decide(f, on, p)
}

// endorsedFirst asks under A43 (c) that no endorsement is overdue.
func endorsedFirst[F any](code string, get func(*F) *State) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite("14.3.a"), Path: "/permit/overdue", Readings: []law.ReadingID{law.A43},
		Rule: law.Bilingual{ZH: "须先签注才能补领、换领的，签注未逾期", EN: "where endorsement comes before a new card, none is overdue"},
		Fact: law.Bilingual{ZH: "最后有效日%[1]s", EN: "last valid day %[2]s"},
		Check: func(f *F, m moment) rule.Truth {
			switch s := get(f); {
			case m.policy.OverdueCard != EndorseFirst:
				return rule.Met
			case !s.asOf(m.on), s.Status == StatusOpen:
				return rule.Unknown
			default:
				return rule.Of(!s.Overdue)
			}
		},
		Detail: func(f *F, _ moment) []any { return days(get(f).LastValid) },
	}
}

// takenIn reports whether the card is on record as confiscated: then the holder
// has none that could be lost or worn.
func takenIn(s *State, m moment) bool { return s.asOf(m.on) && s.CardStatus == CardConfiscated }

// reissues decides the reissue of a lost card. It never changes.
var reissues = rule.MustTable(rule.Spec[ReissueFacts, Policy, moment]{
	Name:  "reissue",
	Cite:  law.MustCite("12.1"),
	Title: law.Bilingual{ZH: "补领居住证", EN: "Reissue of a lost permit card"},
	Conditions: []rule.Condition[ReissueFacts, moment]{
		permitAlive("PER-REI-01", "12.1", func(f *ReissueFacts) *State { return &f.Permit }),
		{
			Code: "PER-REI-02", Cite: law.MustCite("12.1"), Path: "/lost", Readings: []law.ReadingID{law.A46},
			Rule: law.Bilingual{ZH: "居住证遗失", EN: "the permit card is lost"},
			Check: func(f *ReissueFacts, m moment) rule.Truth {
				if takenIn(&f.Permit, m) {
					return rule.Unmet
				}
				return f.Lost
			},
		},
		endorsedFirst("PER-REI-03", func(f *ReissueFacts) *State { return &f.Permit }),
		filedBy("PER-REI-04", "12.1", func(f *ReissueFacts) Filer { return f.Filer }),
		filedAt("PER-REI-05", "12.1", func(f *ReissueFacts) Filer { return f.Filer }),
	},
	Formula: rule.All(
		rule.Is("PER-REI-01"), rule.Is("PER-REI-02"), rule.Is("PER-REI-03"), rule.Is("PER-REI-04"), rule.Is("PER-REI-05"),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// exchanges decides the exchange of a damaged card. It never changes.
var exchanges = rule.MustTable(rule.Spec[ExchangeFacts, Policy, moment]{
	Name:  "exchange",
	Cite:  law.MustCite("12.1"),
	Title: law.Bilingual{ZH: "换领居住证", EN: "Exchange of a permit card"},
	Conditions: []rule.Condition[ExchangeFacts, moment]{
		permitAlive("PER-EXC-01", "12.1", func(f *ExchangeFacts) *State { return &f.Permit }),
		{
			Code: "PER-EXC-02", Cite: law.MustCite("12.1"), Path: "/damaged", Readings: []law.ReadingID{law.A45},
			Rule: law.Bilingual{ZH: "居住证损坏，不论程度", EN: "the permit card is damaged, however slightly"},
			Check: func(f *ExchangeFacts, m moment) rule.Truth {
				if takenIn(&f.Permit, m) {
					return rule.Unmet
				}
				return f.Damaged
			},
		},
		{
			Code: otherExchangeCode, Cite: law.MustCite("12.1"), Path: "/other", Readings: []law.ReadingID{law.A45},
			Rule:   law.Bilingual{ZH: "其他换领事由已经认定", EN: "another ground for exchange has been found"},
			Fact:   law.Bilingual{ZH: "认定日期%[1]s", EN: "found on %[2]s"},
			Check:  otherExchange,
			Detail: func(f *ExchangeFacts, _ moment) []any { return days(f.Other.Day) },
		},
		{
			Code: "PER-EXC-04", Cite: law.MustCite("12.2"), Path: "/returned", Readings: []law.ReadingID{law.A44},
			Rule:  law.Bilingual{ZH: "已交回原证；交不出的，按遗失补领", EN: "the old card has been handed back; one that cannot be produced is reissued as lost"},
			Check: func(f *ExchangeFacts, _ moment) rule.Truth { return f.Returned },
		},
		endorsedFirst("PER-EXC-05", func(f *ExchangeFacts) *State { return &f.Permit }),
		filedBy("PER-EXC-06", "12.1", func(f *ExchangeFacts) Filer { return f.Filer }),
		filedAt("PER-EXC-07", "12.1", func(f *ExchangeFacts) Filer { return f.Filer }),
	},
	Formula: rule.All(
		rule.Is("PER-EXC-01"),
		rule.Group("ground", law.MustCite("12.1"), rule.Any(rule.Is("PER-EXC-02"), rule.Is("PER-EXC-03"))),
		rule.Is("PER-EXC-04"), rule.Is("PER-EXC-05"), rule.Is("PER-EXC-06"), rule.Is("PER-EXC-07"),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// otherExchangeCode is the condition of another ground for an exchange.
const otherExchangeCode = "PER-EXC-03"

// otherExchange is open while another ground is put forward and nobody has
// found on it.
func otherExchange(f *ExchangeFacts, m moment) rule.Truth {
	switch f.OtherClaimed {
	case No:
		return rule.Unmet
	case Yes:
		if f.Other.IsZero() {
			return rule.Unknown
		}
		return found(&f.Other, FoundOtherExchange, m.on)
	}
	return rule.Unknown
}
