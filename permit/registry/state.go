package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/storage"
)

// A Snapshot is a permit on one day. Of the holder's address it has the district
// only.
type Snapshot struct {
	Permit permit.ID `json:"permit"`
	// Version of the permit as read, for Order.Seen.
	Version storage.Version `json:"version"`
	State   permit.State    `json:"state"`
}

// StateOf is what a permit was, is or will be on a day, as it was known at a
// moment; the zero Instant means as it is known now. It is folded from the acts
// and stored nowhere.
//
// Errors: those of every query; civil.ErrNoCalendarData, with the State as far as it
// is known and permit.StatusOpen, where the status hangs on days of which the
// calendar knows nothing (A04).
func (r *Registry) StateOf(ctx context.Context, by permit.Actor, id permit.ID, day civil.Date, known permit.Instant) (s Snapshot, err error) {
	err = r.view(ctx, ReadPermits, by, func(ctx context.Context, rd *storage.Reader) error {
		if err := dayStated(day); err != nil {
			return err
		}
		p, h, err := loadPermit(ctx, rd, id)
		if err != nil {
			return err
		}
		if known != 0 {
			p = p.AsKnown(known)
		}
		state, err := p.On(day, &r.policy.Permit)
		state.Address.Detail = permit.AddressDetail{}
		s = Snapshot{Permit: id, Version: h.Version, State: state}
		return err
	})
	return s, err
}

// A PastAct is one legal act on a permit, without what it says of a person.
type PastAct struct {
	Kind     permit.ActKind `json:"kind"`
	On       civil.Date     `json:"on"`
	Recorded permit.Instant `json:"recorded"`
	By       permit.Actor   `json:"by"`
	Cite     law.Cite       `json:"cite"`
}

// History are the acts on a permit in the order of their recording.
//
// Errors: those of every query.
func (r *Registry) History(ctx context.Context, by permit.Actor, id permit.ID) (list []PastAct, err error) {
	err = r.view(ctx, ReadPermits, by, func(ctx context.Context, rd *storage.Reader) error {
		p, _, err := loadPermit(ctx, rd, id)
		if err != nil {
			return err
		}
		list = make([]PastAct, p.Len())
		for i := range list {
			a := p.Act(i)
			list[i] = PastAct{a.Kind(), a.On, a.Recorded, a.By, a.Cite}
		}
		return nil
	})
	return list, err
}

// PermitOf is the ID of the permit that a card is, or was, a card of.
//
// Errors: those of every query.
func (r *Registry) PermitOf(ctx context.Context, by permit.Actor, card permit.CardNumber) (permit.ID, error) {
	if err := authorise(ReadPermits, by.Kind); err != nil {
		return "", err
	}
	if err := numbered("card", string(card)); err != nil {
		return "", err
	}
	h, err := r.store.Header(ctx, KindCard, string(card))
	return permit.ID(h.Ref), inWords(ReadPermits, err)
}

// An ApplicationState is where an application stands, without its applicant.
type ApplicationState struct {
	Number     string          `json:"number"`
	District   permit.District `json:"district,omitzero"`
	AcceptedOn civil.Date      `json:"acceptedOn"`
	// IssueDue is the advisory day of issue (A25).
	IssueDue civil.Date `json:"issueDue"`
	Approved bool       `json:"approved"`
	// ClosedOn is the day of the refusal or of the issue; zero while it is open.
	ClosedOn civil.Date `json:"closedOn,omitzero"`
	Refused  bool       `json:"refused"`
	Permit   permit.ID  `json:"permit,omitzero"` // the permit issued on it
}

func applicationState(h *storage.Header) ApplicationState {
	return ApplicationState{
		Number: h.ID, District: districtOf(h.District), AcceptedOn: h.From, IssueDue: h.DueOn,
		Approved: h.Status == applicationApproved || h.Status == applicationIssued,
		ClosedOn: h.EndedOn, Refused: h.Status == applicationRefused, Permit: permit.ID(h.Ref),
	}
}

// ApplicationOf is where an application stands.
//
// Errors: those of every query.
func (r *Registry) ApplicationOf(ctx context.Context, by permit.Actor, number string) (ApplicationState, error) {
	if err := authorise(ReadPermits, by.Kind); err != nil {
		return ApplicationState{}, err
	}
	if err := numbered("number", number); err != nil {
		return ApplicationState{}, err
	}
	h, err := r.store.Header(ctx, KindApplication, number)
	if err != nil {
		return ApplicationState{}, inWords(ReadPermits, err)
	}
	return applicationState(&h), nil
}

// RefusalOf is the refusal of an application as the applicant was told it (11.2):
// with the reasons of the decision and the departments' rejections with theirs. It is
// the zero Refusal for an application that is not refused. It holds no applicant's
// data; for those see RevealApplication.
//
// Errors: those of every query; ErrErased once the content of the record is gone.
func (r *Registry) RefusalOf(ctx context.Context, by permit.Actor, number string) (refusal eligibility.Refusal, err error) {
	err = r.view(ctx, ReadPermits, by, func(ctx context.Context, rd *storage.Reader) error {
		if err := numbered("number", number); err != nil {
			return err
		}
		_, body, err := get[applicationBody](ctx, rd, KindApplication, number)
		refusal = body.Refusal
		return err
	})
	return refusal, err
}

// view runs a query in one snapshot.
func (r *Registry) view(ctx context.Context, t Task, by permit.Actor, fn func(context.Context, *storage.Reader) error) error {
	if err := authorise(t, by.Kind); err != nil {
		return err
	}
	return inWords(t, r.store.View(ctx, fn))
}

func loadPermit(ctx context.Context, rd *storage.Reader, id permit.ID) (permit.Permit, storage.Header, error) {
	if err := numbered("permit", string(id)); err != nil {
		return permit.Permit{}, storage.Header{}, err
	}
	h, err := rd.Header(ctx, KindPermit, string(id))
	if err != nil {
		return permit.Permit{}, storage.Header{}, err
	}
	p, err := acts(ctx, rd, id)
	return p, h, err
}
