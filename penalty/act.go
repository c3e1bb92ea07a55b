package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// An Act is what somebody is charged with, as the draft names it. Several acts
// can share a clause; Clause says which.
type Act uint8

// The acts. NoAct is the zero value: nothing is stated, so nothing can be
// decided. Unsanctioned is the opposite: it is stated that what was done breaks
// no clause, or one for which the draft has no sanction (reading A39).
const (
	NoAct             Act = iota
	Unsanctioned          // 7, 9, 12–14, 19, 21 and everything else
	FraudObtain           // 26.1.a
	UnlawfulSeizure       // 26.1.b
	Lend                  // 26.1.c
	RentOut               // 26.1.c
	Transfer              // 26.1.c
	Impersonate           // 27.1
	UseFraudulent         // 27.1
	Forge                 // 28.1.a
	Alter                 // 28.1.a
	TradeGenuine          // 28.1.a
	TradeForged           // 28.1.b
	UseForged             // 28.1.b
	ChargeContrary        // 29.1.a
	LeakInformation       // 29.1.b
	InspectContrary       // 29.1.c
	SeizeContrary         // 29.1.c
	AbuseForGain          // 29.1.d
	InfringeOtherwise     // 29.1.e
)

var acts = word.List{Field: "act", Words: []word.Word{
	NoAct:             {Code: "none", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	Unsanctioned:      {Code: "unsanctioned", Label: law.Bilingual{ZH: "草案没有罚则的行为", EN: "an act for which the draft has no sanction"}},
	FraudObtain:       {Code: "fraud-obtain", Label: law.Bilingual{ZH: "使用虚假证明材料骗领居住证", EN: "obtaining a permit by false proofs"}},
	UnlawfulSeizure:   {Code: "unlawful-seizure", Label: law.Bilingual{ZH: "非法扣押他人居住证", EN: "unlawful seizure of another person's permit"}},
	Lend:              {Code: "lend", Label: law.Bilingual{ZH: "出借居住证", EN: "lending a permit"}},
	RentOut:           {Code: "rent-out", Label: law.Bilingual{ZH: "出租居住证", EN: "renting out a permit"}},
	Transfer:          {Code: "transfer", Label: law.Bilingual{ZH: "转让居住证", EN: "transferring a permit"}},
	Impersonate:       {Code: "impersonate", Label: law.Bilingual{ZH: "冒用他人居住证", EN: "passing oneself off with another person's permit"}},
	UseFraudulent:     {Code: "use-fraudulent", Label: law.Bilingual{ZH: "使用骗领的居住证", EN: "using a fraudulently obtained permit"}},
	Forge:             {Code: "forge", Label: law.Bilingual{ZH: "伪造居住证", EN: "forging a permit"}},
	Alter:             {Code: "alter", Label: law.Bilingual{ZH: "变造居住证", EN: "altering a permit"}},
	TradeGenuine:      {Code: "trade-genuine", Label: law.Bilingual{ZH: "买卖居住证", EN: "buying or selling a permit"}},
	TradeForged:       {Code: "trade-forged", Label: law.Bilingual{ZH: "买卖伪造、变造的居住证", EN: "buying or selling a forged or altered permit"}},
	UseForged:         {Code: "use-forged", Label: law.Bilingual{ZH: "使用伪造、变造的居住证", EN: "using a forged or altered permit"}},
	ChargeContrary:    {Code: "charge-contrary", Label: law.Bilingual{ZH: "违反规定收取费用", EN: "charging fees contrary to the provisions"}},
	LeakInformation:   {Code: "leak-information", Label: law.Bilingual{ZH: "泄露或者非法提供来京人员信息", EN: "leaking or unlawfully giving personal information"}},
	InspectContrary:   {Code: "inspect-contrary", Label: law.Bilingual{ZH: "违反规定查验居住证", EN: "inspection contrary to the provisions"}},
	SeizeContrary:     {Code: "seize-contrary", Label: law.Bilingual{ZH: "违反规定扣押居住证", EN: "seizure contrary to the provisions"}},
	AbuseForGain:      {Code: "abuse-for-gain", Label: law.Bilingual{ZH: "利用工作便利谋取利益", EN: "using the work to take property or benefits"}},
	InfringeOtherwise: {Code: "infringe-otherwise", Label: law.Bilingual{ZH: "其他侵害来京人员合法权益的行为", EN: "other infringement of lawful rights"}},
}}

// actClauses are the clauses that name the acts.
var actClauses = [...]law.Cite{
	FraudObtain:       law.MustCite("26.1.a"),
	UnlawfulSeizure:   law.MustCite("26.1.b"),
	Lend:              law.MustCite("26.1.c"),
	RentOut:           law.MustCite("26.1.c"),
	Transfer:          law.MustCite("26.1.c"),
	Impersonate:       law.MustCite("27.1"),
	UseFraudulent:     law.MustCite("27.1"),
	Forge:             law.MustCite("28.1.a"),
	Alter:             law.MustCite("28.1.a"),
	TradeGenuine:      law.MustCite("28.1.a"),
	TradeForged:       law.MustCite("28.1.b"),
	UseForged:         law.MustCite("28.1.b"),
	ChargeContrary:    law.MustCite("29.1.a"),
	LeakInformation:   law.MustCite("29.1.b"),
	InspectContrary:   law.MustCite("29.1.c"),
	SeizeContrary:     law.MustCite("29.1.c"),
	AbuseForGain:      law.MustCite("29.1.d"),
	InfringeOtherwise: law.MustCite("29.1.e"),
}

// Acts lists the acts that a clause names, in the order of the clauses.
func Acts() []Act {
	list := make([]Act, 0, len(actClauses))
	for a := FraudObtain; int(a) < len(actClauses); a++ {
		list = append(list, a)
	}
	return list
}

// Clause is the clause that names the act; zero for NoAct and Unsanctioned.
func (a Act) Clause() law.Cite {
	if int(a) < len(actClauses) {
		return actClauses[a]
	}
	return law.Cite{}
}

// ClauseFor is the clause under which the act of such an actor falls. It
// differs from Clause for an entrusted agency and its staff, whose misconduct
// falls under 29.2 (reading A74).
func (a Act) ClauseFor(actor permit.ActorKind) law.Cite {
	if a.Official() && actor.EntrustedAgency() {
		return agencyClause
	}
	return a.Clause()
}

var agencyClause = law.MustCite("29.2")

// article is 26, 27, 28 or 29, and 0 for the two acts that no clause names.
func (a Act) article() int { return a.Clause().Article() }

// Sanctioned reports whether the draft states an administrative sanction for
// the act: articles 26 to 28.
func (a Act) Sanctioned() bool { return a >= FraudObtain && a <= UseForged }

// Official reports whether the act is official misconduct under article 29,
// which leads to a referral and never to an amount.
func (a Act) Official() bool { return a >= ChargeContrary && a <= InfringeOtherwise }

// String is the stable code.
func (a Act) String() string { return acts.Code(uint8(a)) }

// Label is the name of the act for people.
func (a Act) Label(tag language.Tag) string { return acts.Label(uint8(a), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (a Act) MarshalText() ([]byte, error) { return acts.Marshal(uint8(a)) }

// UnmarshalText reads the code; on error a keeps its value.
func (a *Act) UnmarshalText(b []byte) error { return word.Unmarshal(&acts, b, a) }
