package permit

import "github.com/juzhuzheng/residence/permit/record"

// An ActorID identifies an actor in the records: a staff number, an account, an
// opaque reference to a person. Any line of text of up to 200 bytes that is no
// identity number. Empty is "not recorded".
type ActorID string

// An Actor is somebody who does an act under the Measures, in a part. It is
// comparable; the zero Actor is "not recorded". It carries no personal data:
// a person who acts is named elsewhere and referred to here.
type Actor struct {
	Kind ActorKind `json:"kind,omitzero"`
	ID   ActorID   `json:"id,omitzero"`
	// Office is the office an official acts for; nobody else has one.
	Office Office `json:"office,omitzero"`
}

// IsZero reports whether nothing is recorded.
func (a Actor) IsZero() bool { return a == Actor{} }

// Validate lists every fault: a missing kind, an official without an office or
// at an office of another kind, an office beside a part that has none.
func (a Actor) Validate() error {
	c := faultsIn("actor")
	oneOf(&c, "kind", a.Kind, true)
	c.public("id", string(a.ID), false)
	if a.Kind.Official() {
		c.Nested("office", a.Office.Validate())
		c.Require(a.Office.Kind == OfficeUnknown || a.Kind.actsFor(a.Office.Kind),
			"office.kind", "must be the kind of body the actor acts for", ErrContradiction)
	} else {
		c.Require(a.Office.IsZero(), "office", "must be empty for an actor who acts for none", ErrContradiction)
	}
	return c.Err()
}

// actsFor reports whether an official of this kind belongs to such an office.
func (k ActorKind) actsFor(office OfficeKind) bool {
	switch {
	case k.EntrustedAgency():
		return office == EntrustedAgency
	case k.Department():
		return office.Department()
	}
	return office.PublicSecurity()
}

// UnmarshalJSON reads the JSON form strictly; on error a keeps its value.
func (a *Actor) UnmarshalJSON(b []byte) error { return record.Decode("actor", b, a) }
