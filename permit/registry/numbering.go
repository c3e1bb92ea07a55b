package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// Numbering gives records their numbers. The draft fixes no format (30.1), so
// there is no default: the integrator brings one. A number is 1 to 64 digits,
// capital letters and hyphens, and must not carry an identity number.
//
// Next must not give the same number for the same kind of record twice. It is
// called inside a transaction that may run again, so numbers can be left out.
// It must not call the registry.
type Numbering interface {
	Next(ctx context.Context, n NumberFor) (string, error)
}

// NumberFor says what a number is for. It holds no person's data.
type NumberFor struct {
	Kind     storage.Kind    // KindPermit, KindCard, KindApplication …
	On       civil.Date      // the day of the act
	Office   permit.Office   // where it is done
	District permit.District // of residence, where the record has one

	_ struct{}
}

// NumberingFunc is a function that is a Numbering.
type NumberingFunc func(ctx context.Context, n NumberFor) (string, error)

// Next calls f.
func (f NumberingFunc) Next(ctx context.Context, n NumberFor) (string, error) { return f(ctx, n) }

// number asks the numbering for the number of a new record.
func (d *desk) number(ctx context.Context, kind storage.Kind, where permit.District) (string, error) {
	s, err := d.r.numbering.Next(ctx, NumberFor{Kind: kind, On: d.o.On, Office: d.o.By.Office, District: where})
	if err != nil {
		return "", err
	}
	// All numbers have the form of a permit's: codes that everybody may see.
	if permit.ID(s).Validate() != nil {
		return "", &NumberError{kind, "is not 1 to 64 digits, capital letters and hyphens, or carries an identity number"}
	}
	if _, err := d.w.Header(ctx, kind, s); err == nil {
		return "", &NumberError{kind, "is already in use"}
	}
	return s, nil
}

// A NumberError says what is wrong with a number the numbering gave. It wraps
// ErrNumber.
type NumberError struct {
	Kind storage.Kind
	What string
}

// Error says what is wrong, without the number.
func (e *NumberError) Error() string { return "registry: a number from the numbering " + e.What }

// Unwrap is ErrNumber.
func (e *NumberError) Unwrap() error { return ErrNumber }
