package penalty

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
)

// The values for the fact texts. They are nil, and the text is left out, where
// there is nothing to tell. They never hold a birth date, only an age.

// days gives the days as text, if all are known.
func days(ds ...civil.Date) []any {
	var args []any
	for _, d := range ds {
		if d.IsZero() {
			return nil
		}
		args = append(args, d.String())
	}
	return args
}

// ageDetail is the age on the day of the act.
func ageDetail(p *Proposal, k known) []any {
	age, ok := civil.AgeOn(p.Case.Offender.Born, p.Case.Day, k.policy.Ages)
	if !ok {
		return nil
	}
	return []any{strconv.Itoa(age)}
}

// limits are the bounds that apply, zero if there are none.
func (p *Proposal) limits(k known) bounds {
	b, _ := p.bounds(k)
	return b
}

// fineDetail is the proposed fine, and limits in fen; without a fine, or without
// the limit, there is nothing to tell.
func fineDetail(p *Proposal, limits ...int64) []any {
	if !p.Sanction.Fine.imposed {
		return nil
	}
	args := []any{p.Sanction.Fine.show()}
	for _, n := range limits {
		if n == 0 {
			return nil
		}
		args = append(args, yuan(n).String())
	}
	return args
}

// daysDetail is the proposed detention and its limit in days.
func daysDetail(p *Proposal, limit int8) []any {
	if p.Sanction.Days == 0 || limit == 0 {
		return nil
	}
	return []any{strconv.Itoa(p.Sanction.Days), strconv.Itoa(int(limit))}
}

// show is the amount for a text, or a word for one too long to print.
func (f Fine) show() string {
	if text, err := f.MarshalText(); err == nil {
		return string(text)
	}
	return "…"
}
