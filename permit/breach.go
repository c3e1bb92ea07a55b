package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Breach is a duty of articles 12 to 22 that was not done, or not in time. No
// clause attaches a sanction to it, and none may be found by analogy: it is
// never a fine, a suspension or a cancellation (A39). It is comparable.
type Breach struct {
	Clause law.Cite `json:"clause"`
	// Due is the last day in time, zero if the duty has none, or if a calendar
	// without data leaves it open.
	Due civil.Date `json:"due,omitzero"`
	On  civil.Date `json:"on"` // the day it was done, or was refused
}

// LateBy is by how many days the duty was done late; 0 without a due day.
func (b Breach) LateBy() int { return max(0, b.Due.DaysUntil(b.On)) }

var (
	reportingClause = law.MustCite("13.1")
	acceptingClause = law.MustCite("19.1.b")
)

// LateReport is the breach of reporting a move late (13.1); the second result
// is false if it was in time. Errors: those of ChangeDue, with ErrNoDay also for
// a missing day of the report; a calendar without data is one only if it leaves
// open whether the report was late.
func LateReport(moved, reported civil.Date, p *Policy) (Breach, bool, error) {
	p, err := reading(p)
	if err != nil {
		return Breach{}, false, err
	}
	due, late, err := p.reportedLate(moved, reported)
	if err != nil || !late {
		return Breach{}, false, err
	}
	return Breach{Clause: reportingClause, Due: due, On: reported}, true, nil
}

// RefusedPermit is the breach of refusing a permit that had to be accepted
// (19.1.b); the second result is false if the decision, one of DecideAcceptance,
// is no approval. It has no sanction either (A54).
func RefusedPermit(d rule.Decision) (Breach, bool) {
	if d.Table() != acceptances.Form().Name() || !d.Approved() {
		return Breach{}, false
	}
	return Breach{Clause: acceptingClause, On: d.On()}, true
}
