package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/storage"
)

// A Declaration is the declaration of a temporary-residence registration (7.1,
// 7.2). The order's day is its first day (A08).
type Declaration struct {
	// Earlier is the finding, on GroundEarlierRegistration, that the
	// registration began before the day on which it is recorded. Without it the
	// date that the system shows is the one that counts (A08).
	Earlier permit.Finding `json:"earlier,omitzero"`
	Person  permit.Person  `json:"person"`
	// Document is an identity document; needed only for a person without an
	// identity number.
	Document permit.Document `json:"document,omitzero"`
	Address  permit.Address  `json:"address"`

	_ struct{}
}

// GroundEarlierRegistration is the ground of a finding that a registration began
// on an earlier day than the system shows (A08).
const GroundEarlierRegistration permit.Ground = "earlier-registration"

// registrationBody is the stored form of a registration.
type registrationBody struct {
	Earlier  permit.Finding  `json:"earlier,omitzero"`
	Person   permit.Person   `json:"person"`
	Document permit.Document `json:"document,omitzero"`
	Address  permit.Address  `json:"address"`
	Falsity  permit.Finding  `json:"falsity,omitzero"`
	Entries  []Entry         `json:"entries"`
}

// DeclareRegistration records a temporary-residence registration from the
// order's day on (7.1). The draft sets no condition beyond telling the truth
// (7.2), so nothing is decided. Errors: a person without any number, an address
// outside Beijing, a day put back without a finding (permit.ErrFinding) or before
// the person's birth, those of every act.
func (r *Registry) DeclareRegistration(ctx context.Context, o Order, in Declaration) (Result, error) {
	return r.act(ctx, DeclareRegistration, o, in, func(ctx context.Context, d *desk) (Result, error) {
		f := record.Faults{Record: "declaration"}
		f.Nested("person", in.Person.Validate())
		f.Nested("address", in.Address.Validate())
		f.Require(in.Address.InBeijing() == permit.Yes, "address", "must be in Beijing", permit.ErrNotInBeijing)
		f.Require(o.On == d.now.Day() || in.startsEarlier(d.now.Day()), "earlier",
			"must be established by public security or a department for a registration that begins before the day it is recorded (A08)", permit.ErrFinding)
		f.Require(!unborn(&in.Person, o.On), "order.on", "must not be before the person's birth", permit.ErrContradiction)
		holder, err := r.holderKey(fieldHolder, &in.Person, &in.Document)
		f.Nested("person", err)
		if err := f.Err(); err != nil {
			return Result{}, err
		}
		id, err := d.number(ctx, KindRegistration, in.Address.District())
		if err != nil {
			return Result{}, err
		}
		h := storage.Header{
			Kind: KindRegistration, ID: id, Holder: holder, District: StorageDistrict(in.Address.District()),
			Status: registrationInForce, From: o.On,
		}
		body := registrationBody{
			Earlier: in.Earlier, Person: in.Person, Document: in.Document, Address: in.Address, Entries: []Entry{d.entry(d.cite())},
		}
		return d.record(ctx, h, body, d.cite())
	})
}

// startsEarlier reports whether it was found, by that day, that the registration
// began before it was recorded.
func (in *Declaration) startsEarlier(by civil.Date) bool {
	f := &in.Earlier
	return f.Ground == GroundEarlierRegistration && f.On(by) == permit.Yes && f.Validate() == nil && byDepartment(f)
}

// byDepartment reports whether 有关部门 made a finding: public security or a
// department, and neither an entrusted agency nor a social body (A49).
func byDepartment(f *permit.Finding) bool {
	k := f.Authority.Kind
	return k.PublicSecurity() || k.Department()
}

// EndRegistration records the last day of a registration: the order's day. It
// is what the draft knows of leaving (A80).
//
// Errors: those of every act; ErrState if it has ended already, or begins later.
func (r *Registry) EndRegistration(ctx context.Context, o Order, registration string) (Result, error) {
	return r.act(ctx, EndRegistration, o, registration, func(ctx context.Context, d *desk) (Result, error) {
		h, body, err := get[registrationBody](ctx, d.w, KindRegistration, registration)
		switch {
		case err != nil:
			return Result{}, err
		case !h.EndedOn.IsZero():
			return Result{}, d.state("the registration must not have ended already")
		case o.On.StrictlyBefore(h.From):
			return Result{}, d.state("the registration must not begin after its last day")
		}
		h.EndedOn = o.On
		if h.Status == registrationInForce {
			h.Status = registrationEnded
		}
		body.Entries = append(body.Entries, d.entry(d.cite()))
		return d.record(ctx, h, body, d.cite())
	})
}

// A RegistrationFinding is a department's finding that a registration is false.
type RegistrationFinding struct {
	Registration string         `json:"registration"`
	Finding      permit.Finding `json:"finding"`

	_ struct{}
}

// RejectRegistration records the finding that a registration is false. Only
// such a finding takes away the half-year that the registration supports (7.2).
// The finding must have the ground eligibility.GroundFalseRegistration and be
// established on or before the order's day.
//
// Errors: those of every act; permit.ErrFinding for another finding; ErrState if it
// was found false already.
func (r *Registry) RejectRegistration(ctx context.Context, o Order, in RegistrationFinding) (Result, error) {
	return r.act(ctx, RejectRegistration, o, in, func(ctx context.Context, d *desk) (Result, error) {
		f := record.Faults{Record: "registrationFinding"}
		f.Nested("finding", in.Finding.Validate())
		f.Require(in.Finding.Ground == eligibility.GroundFalseRegistration, "finding.ground", "must be that of a false registration", permit.ErrFinding)
		f.Require(in.Finding.On(o.On) == permit.Yes, "finding", "must be established by the day of the act", permit.ErrFinding)
		f.Require(byDepartment(&in.Finding), "finding.authority", "must be public security or a department", permit.ErrFinding)
		if err := f.Err(); err != nil {
			return Result{}, err
		}
		h, body, err := get[registrationBody](ctx, d.w, KindRegistration, in.Registration)
		if err != nil {
			return Result{}, err
		}
		if h.Status == registrationFalse {
			return Result{}, d.state("the registration must not be found false already")
		}
		h.Status, body.Falsity = registrationFalse, in.Finding
		body.Entries = append(body.Entries, d.entry(d.cite()))
		return d.record(ctx, h, body, d.cite())
	})
}

// registrations are those on record for a holder, as facts of an application.
// The list is present even if it is empty: none on record means that there is
// none.
func (r *Registry) registrations(ctx context.Context, rd *storage.Reader, holder storage.Blind) ([]eligibility.Registration, error) {
	list := []eligibility.Registration{}
	for rec, err := range rd.All(ctx, storage.Query{Index: storage.ByHolder, Kind: KindRegistration, Holder: holder, Bodies: true}) {
		if err != nil {
			return nil, err
		}
		body, err := storage.Decode[registrationBody](rec.Body)
		if err != nil {
			return nil, err
		}
		list = append(list, eligibility.Registration{
			First: rec.From, Last: rec.EndedOn, District: body.Address.District(), Falsity: body.Falsity,
		})
	}
	return list, nil
}

// RegistrationsOf lists the registrations of a person that are on record, in the
// order of their numbers. They hold no person's data. The document is needed
// only for a person without an identity number.
//
// Errors: those of every query; permit.ErrMissing for a person without any number.
func (r *Registry) RegistrationsOf(ctx context.Context, by permit.Actor, person permit.Person, document permit.Document) (list []eligibility.Registration, err error) {
	if err := authorise(ReadPermits, by.Kind); err != nil {
		return nil, err
	}
	holder, err := r.holderKey(fieldHolder, &person, &document)
	if err != nil {
		return nil, err
	}
	err = r.view(ctx, ReadPermits, by, func(ctx context.Context, rd *storage.Reader) error {
		list, err = r.registrations(ctx, rd, holder)
		return err
	})
	return list, err
}

// registeredSince is the first day of the unbroken run of registrations that
// reaches the day: what reading A34 (b) counts residence from. It is the zero
// Date if no registration reaches the day. One found false is none.
func registeredSince(list []eligibility.Registration, on civil.Date) (start civil.Date) {
	for edge, grown := on, true; grown; {
		grown = false
		for i := range list {
			s := &list[i]
			if s.Falsity.Outcome == permit.Established || !s.First.OnOrBefore(edge) || s.Last.StrictlyBefore(edge) {
				continue
			}
			if start.IsZero() || s.First.StrictlyBefore(start) {
				start, edge, grown = s.First, s.First.DayBefore(), true
			}
		}
	}
	return start
}
