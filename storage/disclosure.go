package storage

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
	}
	return nil
}

// ParseDisclosure reads the data of a LogDisclosure entry, or returns
// ErrSchema.
func ParseDisclosure(e *LogEntry) (Disclosure, error) {
	if e.Type != LogDisclosure {
		return Disclosure{}, ErrSchema
	}
	return Decode[Disclosure](e.Data)
}
