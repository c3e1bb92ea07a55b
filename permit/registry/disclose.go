package registry

import (
	"context"
	"slices"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/storage"
)

// A Field is one of the data of a person that can be shown (25.1).
type Field string

// The fields.
const (
	FieldName      Field = "name"
	FieldIDNumber  Field = "idNumber"
	FieldBorn      Field = "born"
	FieldHousehold Field = "household"
	FieldAddress   Field = "address"
	FieldPhoto     Field = "photo" // of an application only
)

// A Disclosing asks to see somebody's data.
type Disclosing struct {
	// Record is the permit's ID or the application's number.
	Record string `json:"record"`
	// Purpose is what for (25.1). A department sees an application for
	// permit.PurposeReview only (5.2).
	Purpose permit.Purpose `json:"purpose"`
	Fields  []Field        `json:"fields"` // at least one, and only these are given

	_ struct{}
}

// A Disclosure is a person's data as they were asked for; every other field is
// zero. The values mask themselves still: each gives its text to the same
// purpose.
type Disclosure struct {
	Person  permit.Person   `json:"person,omitzero"`
	Address permit.Address  `json:"address,omitzero"`
	Photo   permit.PhotoRef `json:"photo,omitzero"`
}

// RevealHolder gives data of a permit's holder, as recorded on the order's day,
// and enters in the disclosure log who saw which fields, at which office, and
// what for (25.1). Only public security may. Repeating the request gives what was
// known at the first time again and makes no second entry.
//
// Errors: those of every act; permit.ErrPurpose for what is no purpose;
// permit.ErrMissing for an actor without a number, or no field; ErrNotFound,
// ErrErased; one that wraps ErrState for a day before the permit's issue.
func (r *Registry) RevealHolder(ctx context.Context, o Order, in Disclosing) (Disclosure, error) {
	return r.ofHolder(ctx, RevealHolder, o, in)
}

// ofHolder is RevealHolder and, for ViewHolder, what is masked afterwards.
func (r *Registry) ofHolder(ctx context.Context, t Task, o Order, in Disclosing) (Disclosure, error) {
	return r.disclose(ctx, t, o, in, KindPermit, func(ctx context.Context, rd *storage.Reader, was seen) (Disclosure, seen, error) {
		p, err := acts(ctx, rd, permit.ID(in.Record))
		if err != nil {
			return Disclosure{}, seen{}, err
		}
		if was.Acts > 0 {
			p = p.AsKnown(p.Act(was.Acts - 1).Recorded)
		}
		s, err := r.stateOn(&p, o.On)
		if err == nil && s.Status == permit.NotIssued {
			// Nothing is on record of that day, and the log must not say that it
			// was shown.
			err = &StateError{Task: t, Rule: issuedByThen}
		}
		return Disclosure{Person: p.HolderOn(o.On), Address: s.Address}, seen{Acts: p.Len()}, err
	})
}

// RevealApplication gives data of an applicant, as RevealHolder does. Public
// security may and, for the purpose of a review, a department that is competent
// for one of the proofs or has reviewed one (5.2).
//
// Errors: as of RevealHolder; an *AuthorityError for a department that reviews no
// proof of it, or for another purpose.
func (r *Registry) RevealApplication(ctx context.Context, o Order, in Disclosing) (Disclosure, error) {
	return r.ofApplicant(ctx, RevealApplication, o, in)
}

// ofApplicant is RevealApplication and, for ViewApplication, what is masked
// afterwards.
func (r *Registry) ofApplicant(ctx context.Context, t Task, o Order, in Disclosing) (Disclosure, error) {
	barred := &AuthorityError{Role: o.By.Kind, Task: t, Cite: cite("25.1")}
	if o.By.Kind.Department() && in.Purpose != permit.PurposeReview {
		return Disclosure{}, barred
	}
	return r.disclose(ctx, t, o, in, KindApplication, func(ctx context.Context, rd *storage.Reader, _ seen) (Disclosure, seen, error) {
		// What was applied for never changes.
		_, body, err := get[applicationBody](ctx, rd, KindApplication, in.Record)
		if err != nil {
			return Disclosure{}, seen{}, err
		}
		a := &body.Application
		if o.By.Kind.Department() && !r.reviews(o, a) {
			return Disclosure{}, seen{}, barred
		}
		return Disclosure{Person: a.Applicant, Address: a.Residence, Photo: a.Materials.Photo.Ref}, seen{}, nil
	})
}

// disclose logs a disclosure and gives the data. The data stay out of the
// command's stored answer.
func (r *Registry) disclose(ctx context.Context, t Task, o Order, in Disclosing, kind storage.Kind,
	read func(context.Context, *storage.Reader, seen) (Disclosure, seen, error)) (Disclosure, error) {
	if err := authorise(t, o.By.Kind); err != nil {
		return Disclosure{}, err
	}
	if err := in.validate(kind); err != nil {
		return Disclosure{}, err
	}
	if err := o.named(); err != nil {
		return Disclosure{}, err
	}
	var out Disclosure
	was, replayed, err := perform(ctx, r, t, o, in, func(ctx context.Context, d *desk) (was seen, err error) {
		if _, err := d.w.Header(ctx, kind, in.Record); err != nil {
			return seen{}, err
		}
		if out, was, err = read(ctx, &d.w.Reader, seen{}); err != nil {
			return seen{}, err
		}
		fields := make([]string, len(in.Fields))
		for i, f := range in.Fields {
			fields[i] = string(f)
		}
		return was, d.disclosed(ctx, storage.Key{Kind: kind, ID: in.Record}, in.Purpose, fields)
	})
	if err != nil {
		return Disclosure{}, err
	}
	if replayed {
		err = r.store.View(ctx, func(ctx context.Context, rd *storage.Reader) (err error) {
			out, _, err = read(ctx, rd, was)
			return err
		})
	}
	return out.only(in.Fields), err
}

// PurposeInWords stands in the disclosure log for a purpose in the caller's own
// words. The words themselves are sealed there (storage.Disclosure.Detail), for
// they may name a person.
const PurposeInWords = "in-words"

// disclosed enters in the log that this order showed fields of a record.
func (d *desk) disclosed(ctx context.Context, k storage.Key, purpose permit.Purpose, fields []string) error {
	e := storage.Disclosure{
		Kind: k.Kind, ID: k.ID, Actor: string(d.o.By.ID), Office: string(d.o.By.Office.ID),
		Purpose: string(purpose), Clause: d.cite().String(), Fields: fields, Masked: d.task.masked(),
	}
	if !slices.Contains(permit.Purposes(), purpose) {
		e.Purpose, e.Detail = PurposeInWords, string(purpose)
	}
	return d.w.Disclose(ctx, e)
}

// seen is the stored answer of a task whose answer is not to be stored: how much
// of the records there was to see. A repeated request shows that and no more, for
// what came later is not in the log.
type seen struct {
	Acts      int           `json:"acts,omitzero"` // of the permit
	Sanctions []storage.Key `json:"sanctions,omitzero"`
}

func (in *Disclosing) validate(kind storage.Kind) error {
	f := record.Faults{Record: "disclosing"}
	f.Nested("purpose", in.Purpose.Validate())
	f.Require(len(in.Fields) > 0, "fields", "must not be empty", permit.ErrMissing)
	for _, field := range in.Fields {
		switch field {
		case FieldName, FieldIDNumber, FieldBorn, FieldHousehold, FieldAddress:
		case FieldPhoto:
			f.Require(kind == KindApplication, "fields", "must not name the photograph for a permit", permit.ErrWord)
		default:
			f.Require(false, "fields", "must be fields of a person", permit.ErrWord)
		}
	}
	return f.Err()
}

// only leaves the fields that were asked for.
func (d Disclosure) only(fields []Field) (out Disclosure) {
	for _, f := range fields {
		switch f {
		case FieldName:
			out.Person.Name = d.Person.Name
		case FieldIDNumber:
			out.Person.IDNumber = d.Person.IDNumber
		case FieldBorn:
			out.Person.Born = d.Person.Born
		case FieldHousehold:
			out.Person.Household = d.Person.Household
		case FieldAddress:
			out.Address = d.Address
		case FieldPhoto:
			out.Photo = d.Photo
		}
	}
	return out
}
