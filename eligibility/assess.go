package eligibility

import (
	"slices"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/word"
)

// Next is what the desk has to do next with an application.
type Next uint8

// The steps.
const (
	NextUnknown      Next = iota // nothing was assessed
	NextApprove                  // 11.1: make and issue the permit
	NextRefuse                   // 11.2: state the reasons and tell the applicant
	NextAwaitReview              // 5.2: only the departments' reviews are missing
	NextAskForPapers             // 9.1: name everything that is missing at once
	NextAskForFacts              // something has to be recorded or found first
	NextOtherOffice              // 8.1, 12.1, 13.1, 14.2.b: the wrong office; name the right one
	NextOtherAgent               // 10.1: this person may not act
)

var nexts = word.List{Field: "next", Words: []word.Word{
	NextUnknown:      unrecorded,
	NextApprove:      {Code: "approve", Label: law.Bilingual{ZH: "准予办理", EN: "approve"}},
	NextRefuse:       {Code: "refuse", Label: law.Bilingual{ZH: "不予办理，说明理由", EN: "refuse, stating reasons"}},
	NextAwaitReview:  {Code: "await-review", Label: law.Bilingual{ZH: "等待部门审核", EN: "await the departments' review"}},
	NextAskForPapers: {Code: "ask-for-papers", Label: law.Bilingual{ZH: "一次告知须补交的材料", EN: "ask for the missing papers, all at once"}},
	NextAskForFacts:  {Code: "ask-for-facts", Label: law.Bilingual{ZH: "查明或者认定有关事实", EN: "find out what is not known yet"}},
	NextOtherOffice:  {Code: "other-office", Label: law.Bilingual{ZH: "告知正确的受理机构", EN: "name the right office"}},
	NextOtherAgent:   {Code: "other-agent", Label: law.Bilingual{ZH: "须由本人或者合格的代办人办理", EN: "ask for the applicant or another agent"}},
}}

// String is the stable code.
func (n Next) String() string { return nexts.Code(uint8(n)) }

// Label is the word for people.
func (n Next) Label(tag language.Tag) string { return nexts.Label(uint8(n), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (n Next) MarshalText() ([]byte, error) { return nexts.Marshal(uint8(n)) }

// UnmarshalText reads the code; on error n keeps its value.
func (n *Next) UnmarshalText(b []byte) error { return word.Unmarshal(&nexts, b, n) }

// An Assessment is all there is to say of an application on a day: four
// decisions that stay apart, and the next step that follows from them.
type Assessment struct {
	// Eligibility is article 8.1 on the day on which its conditions must hold.
	Eligibility rule.Decision `json:"eligibility"`
	// AtDecision is article 8.1 on the day of decision as well; it is there
	// under BothDays only (reading A17).
	AtDecision rule.Decision `json:"atDecision"`
	Materials  rule.Decision `json:"materials"`
	Agency     rule.Decision `json:"agency"`
	Venue      rule.Decision `json:"venue"`
	Next       Next          `json:"next"`
	// Readings are those applied here and in none of the decisions: A17, which
	// chooses the days on which article 8.1 is judged.
	Readings []rule.Applied `json:"readings,omitempty"`
}

// Assess judges an application on the day of decision. Papers, agents and venue
// are judged as of the day of filing, and so are the conditions unless reading
// A17 says otherwise. An application that was not filed by the day of decision
// leaves all this open: there is no day to judge on, which each decision gives as
// its reason (rule.CodeDay). A nil policy chooses the default readings.
func Assess(a *Application, decided civil.Date, p *Policy) Assessment {
	if p == nil {
		p = &Policy{}
	}
	filed := civil.Date{}
	if a != nil && a.FiledOn.OnOrBefore(decided) {
		filed = a.FiledOn
	}
	var s Assessment
	if p.Validate() == nil {
		s.Readings = []rule.Applied{readings.Applied(p, law.A17)}
	}
	switch p.HoldOn {
	case DecisionDay:
		s.Eligibility = Decide(a, decided, p)
	case BothDays:
		s.Eligibility, s.AtDecision = Decide(a, filed, p), Decide(a, decided, p)
	default:
		s.Eligibility = Decide(a, filed, p)
	}
	var f *Filing
	if a != nil {
		f = &a.Filing
	}
	s.Materials = Materials(a, filed, p)
	s.Agency = Agency(f, filed, p)
	s.Venue = Venue(f, filed, p)
	s.Next = s.next()
	return s
}

// Eligible is the outcome on all days on which the conditions must hold.
func (s Assessment) Eligible() rule.Outcome {
	if s.AtDecision.IsZero() {
		return s.Eligibility.Outcome()
	}
	return rule.Outcome(rule.Truth(s.Eligibility.Outcome()).And(rule.Truth(s.AtDecision.Outcome())))
}

// next is the step. Who came to the wrong desk, or may not act, is told so
// before anything is judged; a refusal that stands asks for no more papers.
func (s Assessment) next() Next {
	eligible := s.Eligible()
	switch {
	case s.Venue.Outcome() == rule.Refused:
		return NextOtherOffice
	case s.Agency.Outcome() == rule.Refused:
		return NextOtherAgent
	case eligible == rule.Refused:
		return NextRefuse
	case s.Materials.Outcome() == rule.Refused:
		return NextAskForPapers
	case s.Venue.Outcome() != rule.Approved || s.Agency.Outcome() != rule.Approved || s.Materials.Outcome() != rule.Approved:
		return NextAskForFacts
	case eligible == rule.Approved:
		return NextApprove
	}
	for _, d := range [...]rule.Decision{s.Eligibility, s.AtDecision} {
		if d.Outcome() == rule.Undetermined && !d.IsZero() && !reviewsMissing(d) {
			return NextAskForFacts
		}
	}
	return NextAwaitReview
}

// reviewsMissing reports whether reviews alone can bring about an approval.
func reviewsMissing(d rule.Decision) bool {
	reviews := []string{CodeInsuranceReviewed, CodeEmploymentProof, CodeDwellingProof, CodeStudyProof}
	return slices.ContainsFunc(d.Remedies(), func(r rule.Remedy) bool {
		return !slices.ContainsFunc(r.Needs, func(n rule.Result) bool {
			return n.Truth != rule.Unknown || !slices.Contains(reviews, n.Code)
		})
	})
}
