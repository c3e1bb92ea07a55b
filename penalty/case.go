package penalty

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// An Offender is who is charged. Age rules are for persons only; a unit or an
// office has no birth date (reading A70).
type Offender struct {
	Kind permit.ActorKind `json:"kind,omitzero"`
	Born civil.Date       `json:"born,omitzero"`
}

// A Case is one act of one offender, with what is known about it. Everything is
// optional: what is not stated is not known, and a rule that needs it stays
// undetermined. What only an authority may decide is a permit.Finding; it
// counts from its day on.
type Case struct {
	Act      Act      `json:"act,omitzero"`
	Offender Offender `json:"offender,omitzero"`
	// Day is the day of the act, or the last day of a continuing one: obtaining
	// by fraud ends with the issue; use, seizure, lending and renting out last
	// until they stop (reading A69). Of one that still goes on it is the day of
	// decision.
	Day civil.Date `json:"day,omitzero"`
	// Discovered is the day on which an authority discovered the act. It may lie
	// before Day where the act went on after it, and is not needed where the
	// decision itself falls within the limitation.
	Discovered civil.Date `json:"discovered,omitzero"`

	// Lighter finds lighter circumstances, 情节较轻 (28.1.0.ii, reading A64).
	Lighter permit.Finding `json:"lighter,omitzero"`
	// NoFault finds it proven that the offender was not at fault, so nothing is
	// imposed (行政处罚法 33). Fault is presumed by that article.
	NoFault permit.Finding `json:"noFault,omitzero"`
	// Incapable finds that the offender could not understand or control the
	// act (行政处罚法 31).
	Incapable permit.Finding `json:"incapable,omitzero"`
	// Crime finds that the act is suspected to be a crime (28.2, reading A72),
	// and CrimeReturned is the day on which the case came back without
	// prosecution, which reopens the administrative path.
	Crime         permit.Finding `json:"crime,omitzero"`
	CrimeReturned civil.Date     `json:"crimeReturned,omitzero"`

	// SameAct says that obtaining a permit by fraud and using it were found to
	// be one act (reading A59).
	SameAct permit.Finding `json:"sameAct,omitzero"`
	// ObtainedAndUsed says that this offender did both with this permit. Only
	// readings A59 (b) and (c) ask.
	ObtainedAndUsed permit.Flag `json:"obtainedAndUsed,omitzero"`

	// Forged finds that the item is a forged or altered permit, Fraudulent that
	// the permit was obtained by fraud. Confiscation follows the item and asks
	// for nothing else (27.2, 28.3, reading A71).
	Forged     permit.Finding `json:"forged,omitzero"`
	Fraudulent permit.Finding `json:"fraudulent,omitzero"`

	// For detention, when it comes to be executed (reading A66).
	FirstOffence      permit.Flag    `json:"firstOffence,omitzero"`
	SecondWithinYear  permit.Flag    `json:"secondWithinYear,omitzero"`  // a second violation within one year
	Grave             permit.Finding `json:"grave,omitzero"`             // 情节严重、影响恶劣; unknown unless found, see Execute
	PregnantOrNursing permit.Flag    `json:"pregnantOrNursing,omitzero"` // or nursing her own child under one, on the day of execution

	// Gains is the money the offender made by the act (reading A73).
	Gains Fine `json:"gains,omitzero"`
	// Imposed is what was already imposed for the act and would be offset by a
	// criminal sentence (行政处罚法 35).
	Imposed Sanction `json:"imposed,omitzero"`

	_ struct{}
}

// A Sanction is what is imposed: a warning (警告), a fine (罚款), whole days of
// detention (拘留). The zero Sanction is nothing.
type Sanction struct {
	Warning bool `json:"warning,omitzero"`
	Fine    Fine `json:"fine,omitzero"`
	Days    int  `json:"days,omitzero"`
}

// IsZero reports whether nothing is imposed.
func (s Sanction) IsZero() bool { return !s.Warning && !s.Fine.imposed && s.Days == 0 }

// Equal reports whether two sanctions are the same.
func (s Sanction) Equal(o Sanction) bool {
	return s.Warning == o.Warning && s.Fine.Equal(o.Fine) && s.Days == o.Days
}

// A Proposal is the sanction an authority means to impose in a case.
type Proposal struct {
	Case     Case     `json:"case,omitzero"`
	Tier     Tier     `json:"tier,omitzero"`
	Sanction Sanction `json:"sanction,omitzero"`
	// Mitigation and the basis cited for it (reading A67).
	Mitigation Mitigation `json:"mitigation,omitzero"`
	// Authority is the kind of office that decides (reading A75).
	Authority permit.OfficeKind `json:"authority,omitzero"`

	_ struct{}
}

// Validate lists every fault of the record at once: words outside their
// enumeration, days that contradict each other, a unit with a birth date,
// findings that are not findings. The error is a *permit.RecordError.
func (c *Case) Validate() error {
	if c == nil {
		return nil
	}
	f := faultsIn("case")
	f.known(acts.Known(uint8(c.Act)), "act")
	f.actor(c.Offender.Kind, "offender.kind")
	f.Require(c.Offender.Born.IsZero() || !body(c.Offender.Kind), "offender.born", "must be empty: a unit or office has no age", permit.ErrContradiction)
	f.Require(!c.Offender.Born.StrictlyAfter(c.Day), "offender.born", "must not lie after the day of the act", permit.ErrContradiction)
	f.finding(&c.Lighter, "lighter", FoundLighter)
	f.finding(&c.NoFault, "noFault", FoundNoFault)
	f.finding(&c.Incapable, "incapable", FoundIncapable)
	f.finding(&c.Crime, "crime", FoundCrime)
	f.Require(!c.CrimeReturned.StrictlyBefore(c.Crime.Day), "crimeReturned", "must not lie before the finding", permit.ErrContradiction)
	f.finding(&c.SameAct, "sameAct", FoundSameAct)
	f.flag(c.ObtainedAndUsed, "obtainedAndUsed")
	f.finding(&c.Forged, "forged", permit.FoundForged, permit.FoundAltered)
	f.finding(&c.Fraudulent, "fraudulent", permit.FoundFraudulent)
	f.flag(c.FirstOffence, "firstOffence")
	f.flag(c.SecondWithinYear, "secondWithinYear")
	f.Require(c.FirstOffence != permit.Yes || c.SecondWithinYear != permit.Yes, "secondWithinYear", "must not be yes for a first offence", permit.ErrContradiction)
	f.finding(&c.Grave, "grave", FoundGrave)
	f.flag(c.PregnantOrNursing, "pregnantOrNursing")
	gains, exact := c.Gains.fen()
	f.Require(exact && gains >= 0, "gains", "must not be negative and have at most two decimals", permit.ErrContradiction)
	f.Require(c.Imposed.Fine.payable(), "imposed.fine", payableRule, permit.ErrContradiction)
	f.Require(c.Imposed.Days >= 0, "imposed.days", "must not be negative", permit.ErrContradiction)
	return f.Err()
}

// Validate is Case.Validate, with the parts of the proposal.
func (p *Proposal) Validate() error {
	if p == nil {
		return nil
	}
	f := faultsIn("proposal")
	f.Nested("case", p.Case.Validate())
	f.known(tiers.Known(uint8(p.Tier)), "tier")
	f.known(mitigations.Known(uint8(p.Mitigation.Kind)), "mitigation.kind")
	f.known(bases.Known(uint8(p.Mitigation.Basis)), "mitigation.basis")
	f.office(p.Authority, "authority")
	return f.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error c keeps its value.
func (c *Case) UnmarshalJSON(b []byte) error {
	return record.Decode("case", b, c)
}

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Proposal) UnmarshalJSON(b []byte) error {
	return record.Decode("proposal", b, p)
}

// body reports whether the actor is no natural person.
func body(k permit.ActorKind) bool {
	return k == permit.Unit || k == permit.PublicSecurityOrgan || k == permit.DepartmentBody || k == permit.EntrustedAgencyBody
}
