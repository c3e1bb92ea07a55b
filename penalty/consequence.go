package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/word"
)

// ReferralKind says to whom a case is handed.
type ReferralKind uint8

// The kinds. None of them has an amount.
const (
	NoReferral   ReferralKind = iota
	Disciplinary              // 29.1: 依法追究行政责任
	Disposition               // 29.2: 依照有关规定予以处分
	Criminal                  // 28.2, 29: to the judicial organs
	ReferralOpen              // under 29.1 or 29.2: who did it is not recorded
)

var referrals = word.List{Field: "referral", Words: []word.Word{
	NoReferral:   {Code: "none", Label: law.Bilingual{ZH: "无", EN: "none"}},
	Disciplinary: {Code: "disciplinary", Label: law.Bilingual{ZH: "依法追究行政责任", EN: "administrative liability is pursued"}},
	Disposition:  {Code: "disposition", Label: law.Bilingual{ZH: "依照有关规定予以处分", EN: "discipline under the relevant provisions"}},
	ReferralOpen: {Code: "open", Label: law.Bilingual{ZH: "待查明行为人后处理", EN: "open until it is known who did it"}},
	Criminal:     {Code: "criminal", Label: law.Bilingual{ZH: "移送司法机关", EN: "referral to the judicial organs"}},
}}

// String is the stable code.
func (k ReferralKind) String() string { return referrals.Code(uint8(k)) }

// Label is the word for people.
func (k ReferralKind) Label(tag language.Tag) string { return referrals.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k ReferralKind) MarshalText() ([]byte, error) { return referrals.Marshal(uint8(k)) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *ReferralKind) UnmarshalText(b []byte) error { return word.Unmarshal(&referrals, b, k) }

// A Referral hands a case to those who decide it. It never carries an amount of
// its own. Offset is what was already imposed for the act and is set off against
// a criminal sentence (行政处罚法 35); it is nothing for the other kinds.
type Referral struct {
	Kind   ReferralKind `json:"kind,omitzero"`
	Clause law.Cite     `json:"clause,omitzero"`
	Offset Sanction     `json:"offset,omitzero"`
}

// Consequences are what follows from a case besides a sanction. Each Truth is
// Unknown while a finding it rests on is not made.
type Consequences struct {
	// Punishable: an administrative sanction may be imposed (see Punishable).
	Punishable rule.Truth `json:"punishable"`
	// ConfiscatePermit: the fraudulently obtained permit is taken in (27.2).
	// ConfiscateItem: the forged or altered item is taken in (28.3). Both
	// follow the item: whoever the offender is, unknown, under 14, out of time
	// (reading A71).
	ConfiscatePermit rule.Truth `json:"confiscatePermit"`
	ConfiscateItem   rule.Truth `json:"confiscateItem"`
	// Cancel: the fraudulently obtained permit is to be cancelled (23.1.a).
	Cancel rule.Truth `json:"cancel"`
	// InstructGuardian: the offender was under 14 and did what articles 26 to 28
	// punish (行政处罚法 30): not before the Measures were in force, and not
	// without fault.
	InstructGuardian rule.Truth `json:"instructGuardian"`
	// Crime is the referral of a suspected crime, Liability that of an
	// official. Kind is NoReferral where there is none.
	Crime     Referral `json:"crime,omitzero"`
	Liability Referral `json:"liability,omitzero"`
	// ConfiscateGains and OrderCorrection are the measures of 行政处罚法 28.
	// The draft has neither; reading A73 (b) adds them.
	ConfiscateGains Fine `json:"confiscateGains,omitzero"`
	OrderCorrection bool `json:"orderCorrection,omitzero"`
	// Ancillary is reading A73 as it was applied; zero where the act is not
	// punishable and nobody asked.
	Ancillary rule.Applied `json:"ancillary,omitzero"`
}

// Follow lists what follows from a case on a day, independent of any sanction.
// A nil policy chooses the default readings. An error means that the case or the
// policy is no such record.
func Follow(c *Case, on civil.Date, p *Policy) (Consequences, error) {
	if c == nil {
		return Consequences{}, nil
	}
	if err := c.Validate(); err != nil {
		return Consequences{}, err
	}
	p, err := reading(p)
	if err != nil {
		return Consequences{}, err
	}
	k := moment{on, p}
	x := Consequences{
		Punishable:       Punishable(c, on, p),
		ConfiscatePermit: says(&c.Fraudulent, on),
		ConfiscateItem:   says(&c.Forged, on),
		Cancel:           says(&c.Fraudulent, on),
		InstructGuardian: c.childsViolation(k),
	}
	if c.crimePending(on) == rule.Met {
		x.Crime = Referral{Criminal, c.crimeClause(), c.Imposed}
	}
	if c.Act.Official() {
		x.Liability = c.liability()
	}
	if x.Punishable == rule.Met {
		x.Ancillary = readings.Applied(p, law.A73)
	}
	if p.Ancillary == AncillaryByLaw && x.Punishable == rule.Met {
		x.ConfiscateGains, x.OrderCorrection = c.Gains, true
	}
	return x, nil
}

// childsViolation: somebody under 14 did what would be punished at a higher age.
// A crime that is pending and the limitation bar a sanction, which this is not.
func (c *Case) childsViolation(k moment) rule.Truth {
	return c.named(k).And(c.notOfficial(k)).And(c.oldEnough(k).Not()).
		And(c.acted(k)).And(c.inForce(k)).And(c.atFault(k))
}

var (
	crimeClause28 = law.MustCite("28.2")
	crimeClause29 = law.MustCite("29.1.0")
)

// crimeClause is the clause that names criminal liability. Articles 26 and 27
// name none; the duty to refer stands in 行政处罚法 27, and the act's own clause
// is cited.
func (c *Case) crimeClause() law.Cite {
	switch {
	case c.Act.article() == 28:
		return crimeClause28
	case c.Act.Official() && c.Offender.Kind.EntrustedAgency():
		return agencyClause
	case c.Act.Official():
		return crimeClause29
	}
	return c.Act.Clause()
}

// liability is the referral of an act of article 29, by the kind of actor
// (reading A74). Somebody in neither list is not referred; who is not recorded
// may be in either.
func (c *Case) liability() Referral {
	switch {
	case c.Offender.Kind == permit.ActorUnknown:
		return Referral{Kind: ReferralOpen}
	case c.Offender.Kind.EntrustedAgency():
		return Referral{Kind: Disposition, Clause: agencyClause}
	case c.Offender.Kind.Official():
		return Referral{Kind: Disciplinary, Clause: c.Act.Clause()}
	}
	return Referral{}
}
