package registry

import (
	"context"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
)

// A Masked is what there is to see of a person without revealing who it is: each
// field that was asked for, masked. Every other field is empty; a field of which
// nothing is recorded is "-".
//
// It is enough to compare with the papers of somebody who stands at the desk, and
// it is what a screen shows until somebody says why more is needed.
type Masked struct {
	Name     string `json:"name,omitzero"`     // *** for any name
	IDNumber string `json:"idNumber,omitzero"` // the first three characters and the last
	Born     string `json:"born,omitzero"`     // *** for any day
	// Household is the kind of household, without its place.
	Household string `json:"household,omitzero"`
	Address   string `json:"address,omitzero"` // the division, without the detail
	Photo     string `json:"photo,omitzero"`   // *** for any photograph
}

// ViewHolder gives data of a permit's holder masked, as recorded on the order's
// day. Public security and the entrusted agencies may. It needs a purpose and is
// entered in the disclosure log as RevealHolder is, with Masked set.
//
// Errors: as of RevealHolder.
func (r *Registry) ViewHolder(ctx context.Context, o Order, in Disclosing) (Masked, error) {
	d, err := r.ofHolder(ctx, ViewHolder, o, in)
	if err != nil {
		return Masked{}, err
	}
	return d.masked(in.Fields), nil
}

// ViewApplication gives data of an applicant masked, as ViewHolder does. Public
// security and the entrusted agencies may and, for the purpose of a review, a
// department that RevealApplication admits.
//
// Errors: as of RevealApplication.
func (r *Registry) ViewApplication(ctx context.Context, o Order, in Disclosing) (Masked, error) {
	d, err := r.ofApplicant(ctx, ViewApplication, o, in)
	if err != nil {
		return Masked{}, err
	}
	return d.masked(in.Fields), nil
}

// masked reports whether the task shows a person's data masked only.
func (t Task) masked() bool { return t == ViewHolder || t == ViewApplication }

// hidden and absent are what masked texts print.
const (
	hidden = "***"
	absent = "-"
)

func (d *Disclosure) masked(fields []Field) (m Masked) {
	for _, f := range fields {
		switch f {
		case FieldName:
			m.Name = d.Person.Name.String()
		case FieldIDNumber:
			m.IDNumber = d.Person.IDNumber.String()
		case FieldBorn:
			m.Born = hidden
			if d.Person.Born.IsZero() {
				m.Born = absent
			}
		case FieldHousehold:
			m.Household = absent
			if status := d.Person.Household.Status; status != permit.HouseholdUnknown {
				m.Household = status.Label(language.Chinese)
			}
		case FieldAddress:
			m.Address = d.Address.String()
		case FieldPhoto:
			m.Photo = d.Photo.String()
		}
	}
	return m
}
