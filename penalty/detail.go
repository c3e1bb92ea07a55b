package penalty

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// The values for the fact texts. They are nil, and the text is left out, where
// there is nothing to tell. They never hold a birth date, only an age.

// days gives the days as text, if all are known: each in Chinese, then each as a
// number, for the two languages of a text.
func days(ds ...civil.Date) []any {
	var zh, en []any
	for _, d := range ds {
		if d.IsZero() {
			return nil
		}
		zh, en = append(zh, d.Chinese()), append(en, d.String())
	}
	return append(zh, en...)
}

// limits are the bounds that apply, zero if there are none.
func (p *Proposal) limits(k moment) bounds {
	b, _ := p.bounds(k)
	return b
}

// fineDetail is the proposed fine, its limit, and the clause that sets it.
func fineDetail(p *Proposal, clause law.Cite, limit int64) []any {
	if !p.Sanction.Fine.imposed || limit == 0 {
		return nil
	}
	return []any{p.Sanction.Fine.show(), yuan(limit).StringFixed(2), clause.Chinese(), clause.English()}
}

// daysDetail is the proposed detention and its limit in days, and the clause
// that sets it.
func daysDetail(p *Proposal, clause law.Cite, limit int8) []any {
	if p.Sanction.Days == 0 || limit == 0 {
		return nil
	}
	return []any{strconv.Itoa(p.Sanction.Days), strconv.Itoa(int(limit)), clause.Chinese(), clause.English()}
}

// show is the amount for a text, with two decimals unless it was given with more,
// or a sign for one too long to print.
func (f Fine) show() string {
	text, err := f.MarshalText()
	switch {
	case err != nil:
		return "…"
	case f.yuan.Exponent() < -2:
		return string(text)
	}
	return f.yuan.StringFixed(2)
}
