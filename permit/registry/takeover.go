package registry

import (
	"context"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// GroundFormerRegister is the ground of the finding that a former register shows
// a permit as it is taken over.
const GroundFormerRegister permit.Ground = "former-register"

// A FormerPermit is a permit that public security issued before this registry
// was in use, as the former register shows it. What that does not say stays
// zero, and where the law needs it the permit is not taken over.
type FormerPermit struct {
	Permit permit.ID         `json:"permit,omitzero"` // its number; empty asks the numbering
	Card   permit.CardNumber `json:"card,omitzero"`   // of its present card; empty asks the numbering
	Holder permit.Person     `json:"holder"`
	// Document is an identity document; needed only for a person without an
	// identity number.
	Document permit.Document `json:"document,omitzero"`
	Address  permit.Address  `json:"address"`
	// By is who issued and endorsed it, in public security, with the office.
	By permit.Actor `json:"by"`
	// AcceptedOn is the day of acceptance of the application and IssuedOn the
	// day of issue on the card.
	AcceptedOn civil.Date `json:"acceptedOn,omitzero"`
	IssuedOn   civil.Date `json:"issuedOn,omitzero"`
	// ConditionsMet and Complete say whether the conditions (8.1) and the papers
	// (9.1) were found in order then. Without a yes an issue cannot be recorded.
	ConditionsMet permit.Flag `json:"conditionsMet,omitzero"`
	Complete      permit.Flag `json:"complete,omitzero"`
	// EndorsedOn are the days of the endorsements, in ascending order, and
	// GoesOnLiving what was found then (14.2.b).
	EndorsedOn   []civil.Date `json:"endorsedOn,omitempty"`
	GoesOnLiving permit.Flag  `json:"goesOnLiving,omitzero"`
	// RegisteredSince and FormerPermitSince are those of permit.Issue.
	RegisteredSince   civil.Date `json:"registeredSince,omitzero"`
	FormerPermitSince civil.Date `json:"formerPermitSince,omitzero"`
	// Finding is that of public security that the former register shows all
	// this, with the reference of the register. Its ground is
	// GroundFormerRegister.
	Finding permit.Finding `json:"finding"`

	_ struct{}
}

// TakeOver puts a permit from a former register on record: its issue, its
// endorsements, and the finding that it was taken over (21.1.a). Each is an act
// of its own, with the actor, the office and the day it had; the former register
// attests that it was recorded on that day, and this store's log when it came
// here. Every act is decided by today's rules on what the register says: where
// that is not enough nothing is recorded and the decision says what is missing.
//
// Only public security takes over. Errors: those of every act; one that wraps
// ErrState if the holder has a permit that is not cancelled, or if a number is in
// use.
func (r *Registry) TakeOver(ctx context.Context, o Order, in FormerPermit) (Result, error) {
	return r.act(ctx, TakeOver, o, in, func(ctx context.Context, d *desk) (Result, error) {
		if err := in.validate(&o); err != nil {
			return Result{}, err
		}
		holder, err := r.holderKey(fieldHolder, &in.Holder, &in.Document)
		if err != nil {
			return Result{}, record.At("formerPermit.holder", err)
		}
		if err := d.noLivePermit(ctx, holder); err != nil {
			return Result{}, err
		}
		p, err := d.formerNumbers(ctx, &in)
		if err != nil {
			return Result{}, err
		}
		p.header.Holder = holder
		decision, err := r.former(&p.permit, &in)
		if err != nil {
			return Result{}, err
		}
		if !decision.Approved() {
			return d.refuse(decision), nil
		}
		if p.header, err = d.writeFormer(ctx, p); err != nil {
			return Result{}, err
		}
		return d.append(ctx, p, permit.FindingRecord{Finding: in.Finding}, cite("21.1.a"), rule.Decision{})
	})
}

func (in *FormerPermit) validate(o *Order) error {
	f := record.Faults{Record: "formerPermit"}
	f.Nested("holder", in.Holder.Validate())
	f.Nested("address", in.Address.Validate())
	f.Require(in.Address.InBeijing() == permit.Yes, "address", "must be in Beijing", permit.ErrNotInBeijing)
	f.Nested("by", in.By.Validate())
	f.Require(!in.IssuedOn.IsZero(), "issuedOn", "must be stated", permit.ErrMissing)
	f.Require(in.IssuedOn.IsZero() || in.IssuedOn.StrictlyAfter(firstDay), "issuedOn", "must be a day whose beginning in Beijing can be recorded, from 0001-01-02 on", permit.ErrContradiction)
	// Nothing can be attested that is still to come.
	attested := in.Finding.Day
	if attested.IsZero() {
		attested = o.On
	}
	f.Require(in.IssuedOn.OnOrBefore(attested), "issuedOn", "must not be after the day of the finding", permit.ErrContradiction)
	if n := len(in.EndorsedOn); n > maxFormerEndorsements {
		f.Add("endorsedOn", fmt.Sprintf("must not be more than %d days", maxFormerEndorsements), storage.ErrTooLarge)
	} else {
		f.Require(ascending(in.IssuedOn, in.EndorsedOn, attested), "endorsedOn", "must ascend, from the issue to the day of the finding", permit.ErrContradiction)
	}
	for _, day := range []struct {
		field string
		on    civil.Date
	}{
		{"acceptedOn", in.AcceptedOn}, {"issuedOn", in.IssuedOn},
		{"registeredSince", in.RegisteredSince}, {"formerPermitSince", in.FormerPermitSince},
	} {
		f.Require(!unborn(&in.Holder, day.on), day.field, "must not be before the holder's birth", permit.ErrContradiction)
	}
	f.Require(!in.RegisteredSince.StrictlyAfter(in.IssuedOn), "registeredSince", "must not be after the day of issue", permit.ErrContradiction)
	f.Require(!in.FormerPermitSince.StrictlyAfter(in.IssuedOn), "formerPermitSince", "must not be after the day of issue", permit.ErrContradiction)
	f.Nested("finding", in.Finding.Validate())
	f.Require(in.Finding.Ground == GroundFormerRegister && in.Finding.On(o.On) == permit.Yes && in.Finding.Authority.Kind.PublicSecurity(),
		"finding", "must be one of public security, established by the day of the order, that the former register shows it", permit.ErrFinding)
	f.Require(o.Seen == 0, "order.seen", "must be empty for a permit that is not on record yet", permit.ErrContradiction)
	return f.Err()
}

// maxFormerEndorsements is how many endorsements one transaction can take over:
// an act is written with the permit's header and the card's face, and so are the
// issue before and the finding after them. One a year (14.2.a) makes it more than
// a lifetime.
const maxFormerEndorsements = storage.MaxTxPuts/3 - 2

// ascending reports whether days follow each other, all after one day, if that is
// stated, and none after another.
func ascending(after civil.Date, days []civil.Date, through civil.Date) bool {
	for _, on := range days {
		if !after.IsZero() && !on.StrictlyAfter(after) || !on.OnOrBefore(through) {
			return false
		}
		after = on
	}
	return true
}

// unborn reports whether a day lies before the birth of a person, where that is
// on record or in the identity number. No day does if it is not stated.
func unborn(p *permit.Person, on civil.Date) bool {
	born := p.Born
	if born.IsZero() {
		born = p.IDNumber.Born()
	}
	return on.StrictlyBefore(born)
}

// formerNumbers is the permit without acts under the numbers it had, or new ones.
func (d *desk) formerNumbers(ctx context.Context, in *FormerPermit) (p held, err error) {
	where := in.Address.District()
	number := func(kind storage.Kind, had string) (string, error) {
		if had == "" {
			return d.number(ctx, kind, where)
		}
		if _, err := d.w.Header(ctx, kind, had); err == nil {
			return "", d.state("the number of the permit or of its card must not be in use")
		} else if !missing(err) {
			return "", err
		}
		return had, nil
	}
	if err := in.numbersValid(); err != nil {
		return held{}, err
	}
	id, err := number(KindPermit, string(in.Permit))
	if err != nil {
		return held{}, err
	}
	card, err := number(KindCard, string(in.Card))
	if err != nil {
		return held{}, err
	}
	in.Card = permit.CardNumber(card)
	p.permit, err = permit.New(permit.ID(id))
	return p, err
}

func (in *FormerPermit) numbersValid() error {
	f := record.Faults{Record: "formerPermit"}
	if in.Permit != "" {
		f.Nested("permit", in.Permit.Validate())
	}
	if in.Card != "" {
		f.Nested("card", in.Card.Validate())
	}
	return f.Err()
}

// former puts the issue and the endorsements on a permit in memory, so that one
// that is not allowed leaves nothing behind. It returns the last decision: the
// first that is no approval, if there is one.
func (r *Registry) former(p *permit.Permit, in *FormerPermit) (rule.Decision, error) {
	policy := &r.policy.Permit
	facts := permit.IssueFacts{
		ConditionsMet: in.ConditionsMet.Truth(), Complete: in.Complete.Truth(), AcceptedOn: in.AcceptedOn, By: in.By.Kind,
	}
	decision := permit.DecideIssue(&facts, in.IssuedOn, policy)
	if !decision.Approved() {
		return decision, nil
	}
	err := in.done(p, in.IssuedOn, permit.Issue{
		Card: in.Card, Holder: in.Holder, Address: in.Address,
		RegisteredSince: in.RegisteredSince, FormerPermitSince: in.FormerPermitSince,
	}, cite("11.1"), decision, policy)
	for _, on := range in.EndorsedOn {
		if err != nil {
			return decision, err
		}
		line, lineErr := p.Timeline(on, policy)
		if lineErr != nil {
			return decision, lineErr
		}
		facts := endorsement.Facts{Permit: line, GoesOnLiving: in.GoesOnLiving.Truth(), ConditionsMet: in.ConditionsMet.Truth()}
		if decision = endorsement.Decide(&facts, on, &policy.Endorsement); !decision.Approved() {
			return decision, nil
		}
		// Whether it was late follows from the days.
		clause := cite("14.2.b")
		if effect, _ := line.Preview(on, &policy.Endorsement); effect.Timing == endorsement.Late {
			clause = cite("14.3.b")
		}
		err = in.done(p, on, permit.Endorsement{}, clause, decision, policy)
	}
	return decision, err
}

// done puts one act on the permit, as of the day on which the former register
// has it.
func (in *FormerPermit) done(p *permit.Permit, on civil.Date, what permit.Payload, c law.Cite, decision rule.Decision, policy *permit.Policy) error {
	next, err := p.Append(permit.Act{What: what, On: on, Recorded: startOf(on), By: in.By, Cite: c, Decision: decision}, policy)
	if err == nil {
		*p = next
	}
	return err
}

// writeFormer writes all acts of a permit and returns its header then.
func (d *desk) writeFormer(ctx context.Context, p held) (storage.Header, error) {
	list := p.permit.Acts()
	for i := range list {
		one, err := permit.Restore(p.permit.ID(), list[:i+1])
		if err != nil {
			return storage.Header{}, err
		}
		if _, p.header, err = d.write(ctx, held{p.header, one}, list[i]); err != nil {
			return storage.Header{}, err
		}
	}
	return p.header, nil
}

// firstDay is the first day of the calendar. It began in Beijing in a year of
// which no instant can be written.
var firstDay = civil.MustParse("0001-01-01")

// startOf is the first moment of a day in Beijing: of a former act the day is
// known and the hour is not.
func startOf(day civil.Date) permit.Instant {
	y, m, n := day.YearMonthDay()
	return permit.InstantOf(time.Date(y, time.Month(m), n, 0, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60)))
}
