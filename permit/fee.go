package permit

import (
	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A FeeQuestion asks what an operation costs on a day (24).
type FeeQuestion struct {
	Operation FeeOperation `json:"operation"`
	On        civil.Date   `json:"on"`
	// Waiver is what a waiver rests on, where the authority caused the loss or
	// the damage and forgoes the fee. The text charges all the same, so without
	// a basis nothing is waived (A52).
	Waiver Basis `json:"waiver,omitzero"`

	_ struct{}
}

// A Fee is what is due: the amount in yuan and what it rests on.
type Fee struct {
	Operation FeeOperation `json:"operation"`
	Amount    Yuan         `json:"amount"`
	// Cite is the clause that waives or imposes the fee; for an operation on
	// which the text is silent, the one that lists what is charged.
	Cite law.Cite `json:"cite"`
	// Standard is the citation of the fee standard, or of the waiver; zero
	// where nothing is due by the text itself.
	Standard Basis `json:"standard,omitzero"`
	// Readings are those applied: A52 for an application after a cancellation.
	Readings []rule.Applied `json:"readings,omitempty"`
}

var (
	waivedClause  = law.MustCite("24.1.b")
	chargedClause = law.MustCite("24.1.c")
)

// FeeFor is the fee that is due. First application, endorsement and change of
// address are free, and so by default is an application after a cancellation:
// a fee needs a rule that imposes it (A37, A45, A52). Reissue and exchange cost
// what the schedule says. Errors: a FieldError for a missing operation or day
// and an incomplete waiver; ErrPolicy; ErrNoFeeSchedule.
func FeeFor(q FeeQuestion, schedule *FeeSchedule, p *Policy) (Fee, error) {
	p, err := reading(p)
	if err != nil {
		return Fee{}, err
	}
	c := faultsIn("fee")
	oneOf(&c, "operation", q.Operation, true)
	c.Require(!q.On.IsZero(), "on", "must be stated", ErrMissing)
	if !q.Waiver.IsZero() {
		c.Nested("waiver", q.Waiver.Validate())
	}
	if err := c.Err(); err != nil {
		return Fee{}, err
	}
	fee := Fee{Operation: q.Operation, Cite: chargedClause}
	if q.Operation == FeeLaterApplication {
		fee.Readings = []rule.Applied{readings.Applied(p, law.A52)}
	}
	charged := q.Operation
	switch {
	case q.Operation == FeeFirstApplication:
		fee.Cite = waivedClause
		return fee, nil
	case q.Operation == FeeLaterApplication && p.SecondApplication == SecondAsReissue:
		charged = FeeReissue
	case q.Operation != FeeReissue && q.Operation != FeeExchange:
		return fee, nil
	}
	if !q.Waiver.IsZero() {
		fee.Standard = q.Waiver
		return fee, nil
	}
	v, ok := schedule.At(q.On)
	if !ok {
		return Fee{}, ErrNoFeeSchedule
	}
	fee.Amount, fee.Standard = Yuan{v.Reissue}, v.Citation
	if charged == FeeExchange {
		fee.Amount = Yuan{v.Exchange}
	}
	return fee, nil
}

var overchargingClause = law.MustCite("29.1.a")

// Overcharged is clause 29.1.a if more was charged than is due, else zero. The
// zero Fee, which FeeFor returns with an error, says of nothing what is due and so
// accuses nobody.
func (f Fee) Overcharged(charged decimal.Decimal) law.Cite {
	if f.Operation != FeeOperationUnknown && charged.GreaterThan(f.Amount.Decimal) {
		return overchargingClause
	}
	return law.Cite{}
}
