package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A SocialInsurance is the record of social-insurance contributions (8.2.a#0).
type SocialInsurance struct {
	// Months in any order. A month that is not listed was not paid.
	Months []InsuranceMonth `json:"months,omitzero"`
	Review Review           `json:"review,omitzero"`
}

// An InsuranceMonth is one calendar month of contributions at one place.
type InsuranceMonth struct {
	Month  civil.Month     `json:"month,omitzero"`
	Place  permit.Division `json:"place,omitzero"` // where it was paid
	Status Contribution    `json:"status,omitzero"`
}

// insuredMonths is how many consecutive months 8.2.a asks for.
const insuredMonths = 6

// latestMonths is how many months back from the month of judgement are looked
// at, as bits of a word: the longest lag and six months before it.
const latestMonths = maxLagMonths + insuredMonths

// paidMonths gives the months paid in Beijing as bits, bit 0 being the month of
// judgement and bit 1 the one before: those certainly paid, and those that may
// have been. Doubled months count once, months after the day not at all.
func paidMonths(months []InsuranceMonth, month civil.Month, acceptBackPaid bool) (sure, maybe uint64) {
	for i := range months {
		m := &months[i]
		ago := month.Sub(m.Month)
		if uint(ago) > latestMonths || m.Month.IsZero() {
			continue
		}
		here := m.Place.InBeijing()
		if here == permit.No {
			continue
		}
		paid := permit.No
		switch m.Status {
		case PaidOnTime, PaidLate:
			paid = permit.Yes
		case BackPaid:
			paid = permit.FlagOf(acceptBackPaid)
		case ContributionUnknown:
			paid = permit.FlagUnknown
		}
		if paid == permit.No {
			continue
		}
		maybe |= 1 << uint(ago)
		if paid == permit.Yes && here == permit.Yes {
			sure |= 1 << uint(ago)
		}
	}
	return sure, maybe
}

// runsOfSix marks the newest month of every run of six paid months.
func runsOfSix(paid uint64) uint64 {
	two := paid & (paid >> 1)
	return two & (two >> 2) & (two >> 4)
}

// lagMonths is how many months before the month of judgement the run may end
// (reading A11): contributions post in arrears, hence one.
func (p *Policy) lagMonths() int {
	if p.MaxLagMonths > 0 {
		return int(p.MaxLagMonths)
	}
	return 1
}
