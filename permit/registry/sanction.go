package registry

import (
	"context"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// A Sanctioning is a sanction that an authority means to impose (26 to 28).
type Sanctioning struct {
	// Offender is who is charged; Document is needed for a person without an
	// identity number, and for a unit its certificate.
	Offender permit.Person   `json:"offender"`
	Document permit.Document `json:"document,omitzero"`
	// Permit is the permit concerned, if there is one.
	Permit permit.ID `json:"permit,omitzero"`
	// Proposal is the case and the sanction. The registry fills in the deciding
	// authority, and the offender's birth date from the person.
	Proposal penalty.Proposal `json:"proposal"`

	_ struct{}
}

// sanctionBody is the stored form of a sanction or a referral. The permit stands
// in the body: no index leads from a permit, or from its holder, to a sanction.
type sanctionBody struct {
	Offender  permit.Person      `json:"offender"`
	Document  permit.Document    `json:"document,omitzero"`
	Permit    permit.ID          `json:"permit,omitzero"`
	Proposal  penalty.Proposal   `json:"proposal"`
	Decision  rule.Decision      `json:"decision,omitzero"`
	Referrals []penalty.Referral `json:"referrals,omitzero"`
	Entries   []Entry            `json:"entries"`
}

// A Penalty is the answer to a proposed sanction or to a referral.
type Penalty struct {
	Result
	// Follows is what follows from the case besides: confiscation,
	// cancellation, a referral. Nothing of it is done by this answer.
	Follows penalty.Consequences `json:"follows"`
	// Referrals are those that were recorded.
	Referrals []penalty.Referral `json:"referrals,omitzero"`
}

// Sanction imposes a sanction under articles 26 to 28 if it is lawful, and else
// lists every objection. Only public security imposes one. With a commencement
// set, an act before it carries none (A77). A suspected crime is for Refer
// (28.2). Imposing nothing is recorded only as a waiver on a cited basis.
//
// Sanctions are records apart from the permits (see ReadSanctions).
//
// Errors: those of every act; penalty.ErrPolicy and the faults that penalty.Check
// finds in the case; permit.ErrMissing for an offender without any number.
func (r *Registry) Sanction(ctx context.Context, o Order, in Sanctioning) (Penalty, error) {
	out, replayed, err := perform(ctx, r, Sanction, o, in, func(ctx context.Context, d *desk) (Penalty, error) {
		proposal, err := in.proposal(&o)
		if err != nil {
			return Penalty{}, err
		}
		decision, err := penalty.Check(&proposal, o.On, &r.policy.Penalty)
		if err != nil {
			return Penalty{}, err
		}
		follows, err := penalty.Follow(&proposal.Case, o.On, &r.policy.Penalty)
		if err != nil {
			return Penalty{}, err
		}
		out := Penalty{Result: d.refuse(decision), Follows: follows}
		imposed := !proposal.Sanction.IsZero() || proposal.Mitigation.Kind == penalty.Waived
		if !decision.Approved() || !imposed {
			return out, nil
		}
		body := sanctionBody{Offender: in.Offender, Document: in.Document, Permit: in.Permit, Proposal: proposal, Decision: decision}
		out.Result, err = d.recordCase(ctx, KindSanction, body, decision)
		return out, err
	})
	out.Replayed = replayed
	return out, err
}

// Refer refers a case to those who decide it: a suspected crime to the judicial
// organs (28.2), an official or an agency's staff for discipline (29). It never
// has an amount. Where nothing is to be referred, nothing is recorded.
//
// Errors: as of Sanction.
func (r *Registry) Refer(ctx context.Context, o Order, in Sanctioning) (Penalty, error) {
	out, replayed, err := perform(ctx, r, Refer, o, in, func(ctx context.Context, d *desk) (Penalty, error) {
		proposal, err := in.proposal(&o)
		if err != nil {
			return Penalty{}, err
		}
		follows, err := penalty.Follow(&proposal.Case, o.On, &r.policy.Penalty)
		if err != nil {
			return Penalty{}, err
		}
		out := Penalty{Result: d.refuse(rule.Decision{}), Follows: follows}
		for _, referral := range []penalty.Referral{follows.Crime, follows.Liability} {
			if referral.Kind != penalty.NoReferral {
				out.Referrals = append(out.Referrals, referral)
			}
		}
		if len(out.Referrals) == 0 {
			return out, nil
		}
		body := sanctionBody{Offender: in.Offender, Document: in.Document, Permit: in.Permit, Proposal: proposal, Referrals: out.Referrals}
		out.Result, err = d.recordCase(ctx, KindReferral, body, rule.Decision{})
		out.Receipt.Cite = out.Referrals[0].Clause
		return out, err
	})
	out.Replayed = replayed
	return out, err
}

// proposal is the proposal with what the order and the person say.
func (in *Sanctioning) proposal(o *Order) (penalty.Proposal, error) {
	p := in.Proposal
	f := record.Faults{Record: "sanction"}
	f.Nested("offender", in.Offender.Validate())
	f.Require(p.Authority == permit.OfficeUnknown || p.Authority == o.By.Office.Kind, "proposal.authority", "must be empty or the office of the order", permit.ErrContradiction)
	p.Authority = o.By.Office.Kind
	stated := p.Case.Offender.Born
	for _, born := range [...]civil.Date{in.Offender.Born, in.Offender.IDNumber.Born()} {
		f.Require(stated.IsZero() || born.IsZero() || stated == born, "proposal.case.offender.born", "must be that of the offender", permit.ErrContradiction)
	}
	if stated.IsZero() {
		// None for a unit, which has no age (A70), and none that only the number
		// has: ages are counted from what is recorded.
		p.Case.Offender.Born = in.Offender.Born
	}
	return p, f.Err()
}

// recordCase writes a sanction or a referral.
func (d *desk) recordCase(ctx context.Context, kind storage.Kind, b sanctionBody, decision rule.Decision) (Result, error) {
	clause := b.Proposal.Case.Act.ClauseFor(b.Proposal.Case.Offender.Kind)
	holder, err := d.r.holderKey(fieldOffender, &b.Offender, &b.Document)
	if err != nil {
		return Result{}, err
	}
	id, err := d.number(ctx, kind, permit.DistrictUnknown)
	if err != nil {
		return Result{}, err
	}
	b.Entries = []Entry{d.entry(clause)}
	h := storage.Header{Kind: kind, ID: id, Holder: holder, Status: caseRecorded, From: d.o.On}
	res, err := d.record(ctx, h, b, clause)
	res.Decision, res.Receipt.Permit = decision, b.Permit
	return res, err
}
