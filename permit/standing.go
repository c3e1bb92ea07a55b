package permit

import (
	"slices"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Standing is what this text can tell the rules it leaves benefits and points
// to (15.1.b, 17.1.b): whether the permit can be used on a day, how long its
// holder has continuously lived in Beijing, and which detentions are recorded.
// It has no person in it. What follows from it is for those rules to say.
type Standing struct {
	Day    civil.Date `json:"day"`
	Status Status     `json:"status"`
	// Usable: the permit is active, so it serves as proof of residence and as
	// credential (3.1). A suspended one does neither (14.3.a, A36).
	Usable bool `json:"usable"`
	// ResidentSince is the first day of the run of continuous residence
	// (14.3.c), and PriorDays what A33 keeps from earlier runs. Zero if the
	// start is not recorded, or the permit is not issued or is cancelled.
	ResidentSince civil.Date `json:"residentSince,omitzero"`
	PriorDays     int        `json:"priorDays,omitzero"`
	// YearsStated tells that FullYears has a value. While the permit is
	// suspended it has none, which is not zero.
	YearsStated bool `json:"yearsStated"`
	FullYears   int  `json:"fullYears,omitzero"`
	// Detentions is what the caller gave in.
	Detentions DetentionRecord `json:"detentions"`
}

// A DetentionRecord is the list of administrative detentions recorded against a
// holder. The zero DetentionRecord says that nobody stated it, which is not the
// same as none: records of public-security violations are sealed, and only those
// whom the law entitles can say.
type DetentionRecord struct {
	Stated bool `json:"stated"`
	// Decided are the days of the decisions, ascending.
	Decided []civil.Date `json:"decided,omitempty"`
}

// StandingOf is the standing from the state of a day and the detentions as the
// caller states them. It copies the list.
func StandingOf(s State, detentions DetentionRecord) Standing {
	r := Standing{
		Day: s.Day, Status: s.Status, Usable: s.Status == Active,
		Detentions: DetentionRecord{detentions.Stated, slices.Clone(detentions.Decided)},
	}
	slices.SortFunc(r.Detentions.Decided, civil.Date.Compare)
	if s.Alive() {
		r.ResidentSince, r.PriorDays = s.Residence.Since, s.Residence.PriorDays
		r.FullYears, r.YearsStated = s.FullYears()
		if !r.YearsStated {
			r.FullYears = 0
		}
	}
	return r
}

// Timeline is the record up to a day as package endorsement reads it, for its
// Facts and its Preview: the issue and the endorsements with effect. Where a new
// card began a new term (A42 b) it begins with that card; the years of residence
// are then those of State and not of the Timeline. Errors: those of On.
func (p *Permit) Timeline(day civil.Date, policy *Policy) (endorsement.Timeline, error) {
	policy, err := reading(policy)
	if err != nil {
		return endorsement.Timeline{}, err
	}
	f := folding{policy: policy, day: day}
	f.lookAhead(p)
	var l endorsement.Timeline
	p.upTo(day, func(a *Act) bool {
		before := f.term
		var reason error
		if reason, err = f.count(a); err != nil {
			return false
		}
		switch {
		case reason != nil:
		case a.Kind() == ActIssued:
			w := a.What.(Issue)
			l.Origin = endorsement.Origin{Issued: a.On, RegisteredSince: w.RegisteredSince, FormerPermitSince: w.FormerPermitSince}
		case a.Kind() == ActSuspensionRecorded:
			l.SuspensionRecorded = append(l.SuspensionRecorded, a.On)
		case f.term.EndorsedOn != before.EndorsedOn:
			l.Endorsed = append(l.Endorsed, a.On)
		case f.term.Base != before.Base:
			l = endorsement.Timeline{Origin: endorsement.Origin{Issued: a.On}}
		}
		return true
	})
	return l, err
}
