package storage

import (
	"context"
	"encoding/json"
	"errors"
)

// A Disclosure says that a person's data were shown to somebody, as art. 25
// makes those answer who handle them. It holds no person's data itself: it
// names the record and the fields, not their content.
type Disclosure struct {
	Kind    Kind     `json:"kind"`
	ID      string   `json:"id"`
	Actor   string   `json:"actor"`   // who saw it: a service number
	Office  string   `json:"office"`  // where
	Purpose string   `json:"purpose"` // what for, in the words of a fixed list
	Clause  string   `json:"clause"`  // the clause that allows it
	Fields  []string `json:"fields"`  // which fields were shown
	// Masked says that the fields were shown masked and not in full.
	Masked bool `json:"masked,omitzero"`

	// Detail is what there is to say besides, in free words. Those may name a
	// person, so that the log has them sealed as the record's body is: they can be
	// read with its key (Store.OpenDisclosure), and are erased with it.
	Detail string `json:"-"`
	// Sealed is Detail as it stands in the log. Disclose makes it.
	Sealed []byte `json:"sealed,omitzero"`
}

// validate: a disclosure without who, why and what is worth nothing.
func (d *Disclosure) validate() error {
	if err := (Key{d.Kind, d.ID}).Validate(); err != nil {
		return err
	}
	switch {
	case d.Actor == "":
		return &InvalidError{"disclosure actor", "must not be empty"}
	case d.Purpose == "":
		return &InvalidError{"disclosure purpose", "must not be empty"}
	case len(d.Fields) == 0:
		return &InvalidError{"disclosure fields", "must not be empty"}
	case d.Sealed != nil:
		return &InvalidError{"disclosure sealed", "must be left to the store"}
	}
	return nil
}

// bind is the place of a sealed detail: the entry that it stands in. No header
// begins like this.
func (d Disclosure) bind() ([]byte, error) {
	d.Sealed = nil
	b, err := json.Marshal(d)
	return append([]byte{0, 0, 'd'}, b...), err
}

// sealDetail puts the sealed form in the place of the detail.
func (s *Store) sealDetail(ctx context.Context, d *Disclosure) error {
	if d.Detail == "" {
		return nil
	}
	bind, err := d.bind()
	if err != nil {
		return err
	}
	d.Sealed, err = s.sealer(d.Kind).Seal(ctx, Key{d.Kind, d.ID}, []byte(d.Detail), bind)
	d.Detail = ""
	return err
}

// ParseDisclosure reads the data of a LogDisclosure entry, or returns
// ErrSchema. Its detail stays sealed.
func ParseDisclosure(e *LogEntry) (Disclosure, error) {
	if e.Type != LogDisclosure {
		return Disclosure{}, ErrSchema
	}
	return Decode[Disclosure](e.Data)
}

// OpenDisclosure is ParseDisclosure with the detail opened. The error wraps
// ErrErased if it was erased with the record, and ErrCorrupt if it does not
// belong to the entry; what is not sealed is given all the same.
func (s *Store) OpenDisclosure(ctx context.Context, e *LogEntry) (Disclosure, error) {
	d, err := ParseDisclosure(e)
	if err != nil || d.Sealed == nil {
		return d, err
	}
	bind, err := d.bind()
	if err != nil {
		return d, err
	}
	k := Key{d.Kind, d.ID}
	detail, err := s.sealer(d.Kind).Open(ctx, k, d.Sealed, bind)
	switch {
	case errors.Is(err, ErrErased):
		return d, &ErasedError{k}
	case errors.Is(err, ErrCorrupt):
		return d, &CorruptError{Key: k, What: "detail does not belong to its disclosure"}
	}
	d.Detail = string(detail)
	return d, err
}
