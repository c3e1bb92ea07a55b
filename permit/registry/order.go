package registry

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/storage"
)

// An Order is who acts, on which day, under which request ID. Every method that
// records something takes one.
type Order struct {
	// By is the official who acts, with the office.
	By permit.Actor `json:"by"`
	// On is the day the act takes effect. It may lie before the day of
	// recording, which is the store's clock, and never after it; that of an
	// endorsement is the day of recording itself (A26).
	On civil.Date `json:"on"`
	// Request identifies the request. The same request with the same ID is done
	// once and answered alike each time; another request with a used ID is
	// refused with an error that wraps storage.ErrDuplicate. It is kept in the
	// open, so it must not carry an identity number (25.1).
	Request storage.CommandID `json:"request"`
	// Seen, if not zero, is the version of the permit that the actor decided
	// on (Receipt.Version, Snapshot.Version). If the permit has another one
	// when the act is recorded, nothing is, and the error wraps ErrConflict.
	Seen storage.Version `json:"seen,omitzero"`
	// Trial asks what the answer would be and records nothing; the numbering is
	// asked all the same. A request that was done before gives its first answer.
	// Only acts whose answer is a Result can be tried: nobody's data is shown on
	// trial.
	Trial bool `json:"-"`

	_ struct{}
}

// validate lists every fault of the order as a *permit.RecordError.
func (o *Order) validate() error {
	f := record.Faults{Record: "order"}
	f.Nested("by", o.By.Validate())
	f.Require(!o.On.IsZero(), "on", "must be stated", permit.ErrMissing)
	f.Require(!permit.CarriesIDNumber(string(o.Request)), "request", "must not carry an identity number", permit.ErrPersonal)
	return f.Err()
}

// named refuses an order whose actor has no number: a disclosure to nobody in
// particular is none that could be answered for (25.1).
func (o *Order) named() error {
	f := record.Faults{Record: "order"}
	f.Require(o.By.ID != "", "by.id", "must be stated by who sees a person's data", permit.ErrMissing)
	return f.Err()
}
