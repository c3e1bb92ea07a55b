package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Review is what a department said of a proof (5.2). The zero Review is "not
// reviewed yet". It speaks of the proof and not of a day, so it counts whenever
// it was given.
type Review struct {
	Outcome ReviewOutcome `json:"outcome,omitzero"`
	By      permit.Office `json:"by,omitzero"`
	On      civil.Date    `json:"on,omitzero"`
	// Reason is what a rejection rests on (11.2): a short public text without
	// personal data. A rejection without it does not count.
	Reason string `json:"reason,omitzero"`
	// Competence is the finding that the 等 of 5.2 covers the department
	// (GroundReviewerCompetence).
	Competence permit.Finding `json:"competence,omitzero"`
}

// remit is a set of departments, a bit for each kind of office.
type remit uint32

func remitOf(kinds ...permit.OfficeKind) (r remit) {
	for _, k := range kinds {
		r |= 1 << k
	}
	return r
}

func (r remit) has(k permit.OfficeKind) bool { return r>>k&1 == 1 }

// The remits of 5.2, each department within its own.
var (
	reviewsEmployment = remitOf(permit.HumanResources, permit.Commerce)
	reviewsDwelling   = remitOf(permit.Housing)
	reviewsStudy      = remitOf(permit.Education)
	reviewsAnything   = reviewsEmployment | reviewsDwelling | reviewsStudy
)

// competent is whether the department that reviewed may review such a proof:
// the listed ones may, one listed for another proof may not, and for any other
// only a finding can say.
func (r *Review) competent(own remit) permit.Flag {
	switch {
	case own.has(r.By.Kind):
		return permit.Yes
	case reviewsAnything.has(r.By.Kind):
		return permit.No
	}
	return found(&r.Competence)
}

// truth is whether the proof was accepted. A review by a department that is not
// competent decides nothing, and neither does a rejection without reasons.
func (r *Review) truth(own remit) rule.Truth {
	switch {
	case r.Outcome == NotReviewed:
		return rule.Unknown
	case r.Outcome == Accepted && own.has(r.By.Kind):
		return rule.Met
	}
	return r.otherwise(own)
}

// otherwise is truth for all but the ordinary cases, apart so that those are
// inlined.
func (r *Review) otherwise(own remit) rule.Truth {
	switch {
	case r.competent(own) != permit.Yes:
		return rule.Unknown
	case r.Outcome == Accepted:
		return rule.Met
	case r.Reason == "":
		return rule.Unknown
	}
	return rule.Unmet
}
