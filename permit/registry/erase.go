package registry

import (
	"context"
	"fmt"
	"slices"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/storage"
)

// The grounds of a finding that records are to be erased: for a person's
// registrations, applications and permits, and for sanctions and referrals. What
// makes an erasure due stands in no clause of the draft and is nothing that the
// records tell: that the purpose has been reached, the time for which they had to be
// kept is over, no other law wants them kept (Personal Information Protection Law,
// art. 47). Somebody has to find it, and to cite on what.
const (
	GroundErasure     permit.Ground = "erasure-due"
	GroundCaseErasure permit.Ground = "case-erasure-due"
)

// An Erasing orders that the records of a person be erased.
type Erasing struct {
	// Person and Document say whose: by the identity number, of the person or read
	// on the document, or by the number of a document of somebody who has none. Who
	// was recorded under several documents is erased with an order for each.
	Person   permit.Person   `json:"person"`
	Document permit.Document `json:"document,omitzero"`
	// Kinds are the kinds of record to erase: any of KindRegistration,
	// KindApplication, and KindPermit, KindAct and KindCard, which go together; or
	// else KindSanction, KindReferral or both. The two parts are never erased in
	// one order, for that would show that they are of one person.
	Kinds []storage.Kind `json:"kinds"`
	// Finding is why: a finding of public security or a department, established by
	// the order's day, with the basis cited, on GroundErasure or for sanctions and
	// referrals on GroundCaseErasure. It is entered in the log in the open, so its
	// reference must not name the person.
	Finding permit.Finding `json:"finding"`

	_ struct{}
}

// An Erasure is the answer to an order to erase.
type Erasure struct {
	Receipt Receipt `json:"receipt"`
	// Erased are the records that have no content any more, in the order of their
	// kinds and numbers.
	Erased []ErasedRecord `json:"erased"`
	// Replayed tells that an earlier run of the request gave this answer.
	Replayed bool `json:"-"`
}

// An ErasedRecord is the kind and the number of a record without content.
type ErasedRecord struct {
	Kind storage.Kind `json:"kind"`
	ID   string       `json:"id"`
}

// Erase destroys the content of a person's records of the kinds, in every version,
// with the words of the disclosures about them, and no longer finds them through the
// person. Numbers, districts, status and days stay: counts, and cards verified from
// the day of the cancellation on, answer as before (storage.Store.EraseHolder). Each
// record's erasure is a LoggedAct with who ordered it and the finding. It needs a
// storage.KeyDestroyer, as an Envelope is, for the kinds.
//
// Nothing that is still in effect is erased: a person whose permit is not cancelled
// by the order's day (23.1), whose registration is in force (7.2) or whose
// application is not decided and, if approved, issued (11.1) keeps all records, for
// their purpose goes on; the error wraps ErrState. A living permit whose holder
// cannot be found would also let the same person have a second one.
//
// Records of violations the revised Public Security Administration Punishments Law
// (art. 136) has sealed, which is how they are kept here (see ReadSanctions); it
// does not have them erased, and repeated violations are counted from them. So they
// are never erased along with the rest, but by an order of their own, on a finding
// that says that of them.
//
// What other persons' records say of the person, as an agent or the owner of a
// dwelling, is theirs and stays. At most storage.MaxTxPuts records are erased in one
// order. If nothing is found the error wraps ErrNotFound and nothing is recorded: a
// mistyped number is no erasure.
//
// An error after the records were marked leaves keys behind; repeating the order
// destroys them and gives the first answer.
func (r *Registry) Erase(ctx context.Context, o Order, in Erasing) (Erasure, error) {
	if err := authorise(Erase, o.By.Kind); err != nil {
		return Erasure{}, err
	}
	if err := o.named(); err != nil {
		return Erasure{}, err
	}
	field, err := in.validate(&o)
	if err != nil {
		return Erasure{}, err
	}
	holder, err := r.holderKey(field, &in.Person, &in.Document)
	if err != nil {
		return Erasure{}, err
	}
	out, replayed, err := perform(ctx, r, Erase, o, in, func(ctx context.Context, d *desk) (Erasure, error) {
		if err := d.overFor(ctx, field, holder); err != nil {
			return Erasure{}, err
		}
		gone, err := d.w.EraseHolder(ctx, holder, in.Kinds...)
		if err != nil {
			return Erasure{}, err
		}
		out := Erasure{Receipt: d.receipt(d.cite())}
		out.Receipt.Recorded = true
		for _, k := range gone {
			if err := d.enter(storage.Header{Kind: k.Kind, ID: k.ID}, d.cite(), in.Finding); err != nil {
				return Erasure{}, err
			}
			out.Erased = append(out.Erased, ErasedRecord(k))
		}
		return out, nil
	})
	if err != nil {
		return Erasure{}, err
	}
	out.Replayed = replayed
	keys := make([]storage.Key, len(out.Erased))
	for i, e := range out.Erased {
		keys[i] = storage.Key(e)
	}
	if err := r.store.Shred(ctx, keys...); err != nil {
		return Erasure{}, fmt.Errorf("registry: %v: the records are marked as erased and some of their keys are left, repeat the order: %w", Erase, err)
	}
	return out, nil
}

// The two parts of what can be erased, and what goes together in the first.
var (
	holderKinds = []storage.Kind{KindRegistration, KindApplication, KindPermit, KindAct, KindCard}
	caseKinds   = []storage.Kind{KindSanction, KindReferral}
	permitKinds = []storage.Kind{KindPermit, KindAct, KindCard}
)

// validate lists every fault of the order, and says under which field the kinds are
// found.
func (in *Erasing) validate(o *Order) (field string, err error) {
	all := func(of, in []storage.Kind) bool {
		return !slices.ContainsFunc(of, func(k storage.Kind) bool { return !slices.Contains(in, k) })
	}
	some := func(of, in []storage.Kind) bool {
		return slices.ContainsFunc(of, func(k storage.Kind) bool { return slices.Contains(in, k) })
	}
	field, ground := fieldHolder, GroundErasure
	if some(in.Kinds, caseKinds) {
		field, ground = fieldOffender, GroundCaseErasure
	}
	f := record.Faults{Record: "erasing"}
	f.Require(len(in.Kinds) > 0, "kinds", "must be stated", permit.ErrMissing)
	f.Require(all(in.Kinds, holderKinds) || all(in.Kinds, caseKinds), "kinds",
		"must be those of a person's records, or sanctions and referrals, and not of both", permit.ErrContradiction)
	f.Require(!some(in.Kinds, permitKinds) || all(permitKinds, in.Kinds), "kinds", "must name permits, acts and cards together", permit.ErrContradiction)
	f.Nested("finding", in.Finding.Validate())
	f.Require(in.Finding.Ground == ground, "finding.ground", "must be that of an erasure of these kinds", permit.ErrFinding)
	f.Require(in.Finding.On(o.On) == permit.Yes, "finding", "must be established by the day of the order", permit.ErrFinding)
	f.Require(byDepartment(&in.Finding), "finding.authority", "must be public security or a department", permit.ErrFinding)
	f.Require(!in.Finding.Basis.IsZero(), "finding.basis", "must be cited: no clause of the draft has records erased", permit.ErrMissing)
	return field, f.Err()
}

// overFor refuses to erase what is still in effect. Sanctions and referrals are
// written once and hang on nothing, and a permit must not be seen through them.
func (d *desk) overFor(ctx context.Context, field string, holder storage.Blind) error {
	if field != fieldHolder {
		return nil
	}
	for _, kind := range holderKinds {
		for rec, err := range d.w.All(ctx, storage.Query{Index: storage.ByHolder, Kind: kind, Holder: holder}) {
			if err != nil {
				return err
			}
			switch {
			case kind == KindPermit && !rec.EndedOn.OnOrBefore(d.o.On):
				return d.state("the person's permit must be cancelled first (23.1)")
			case kind == KindRegistration && rec.Status == registrationInForce:
				return d.state("the person's registration must have ended first (7.2)")
			case kind == KindApplication && (rec.Status == applicationAccepted || rec.Status == applicationApproved):
				return d.state("the person's application must be decided first and, if approved, issued (11.1)")
			}
		}
	}
	return nil
}
