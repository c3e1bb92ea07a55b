package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// Shown is what one step of a script came to, without anything of a person: the
// decisions, the first of which is the one that counts, and values by name.
type Shown struct {
	Step      string            `json:"step"`
	Line      int               `json:"line"`
	Day       civil.Date        `json:"day,omitzero"`
	Outcome   string            `json:"outcome,omitzero"` // approved, refused, undetermined; empty if nothing was decided
	Decisions []rule.Decision   `json:"decisions,omitempty"`
	Values    map[string]string `json:"values,omitempty"`
	// Rejections are what a refusal tells of the departments: which, when and why
	// (11.2). Readings are those applied besides the decisions' own.
	Rejections []eligibility.Rejection `json:"rejections,omitempty"`
	Readings   []rule.Applied          `json:"readings,omitempty"`

	Error string `json:"error,omitzero"` // one of the words of errors
	// Evidence says for each clause how this step bore on it: yes, no,
	// undetermined.
	Evidence map[string][]string `json:"evidence,omitempty"`

	err error
}

// The polarities of evidence.
const (
	yes          = "yes"
	no           = "no"
	undetermined = "undetermined"
)

func yesNo(is bool) string {
	if is {
		return yes
	}
	return no
}

// polarity is how an outcome bears on what was asked.
func polarity(o rule.Outcome) string {
	switch o {
	case rule.Approved:
		return yes
	case rule.Refused:
		return no
	}
	return undetermined
}

func (s *Shown) bears(c law.Cite, how string) {
	if c.IsZero() {
		return
	}
	if s.Evidence == nil {
		s.Evidence = map[string][]string{}
	}
	id := c.Clause().String()
	if !slices.Contains(s.Evidence[id], how) {
		s.Evidence[id] = append(s.Evidence[id], how)
		slices.Sort(s.Evidence[id])
	}
}

func (s *Shown) value(name, value string) {
	if s.Values == nil {
		s.Values = map[string]string{}
	}
	s.Values[name] = value
}

func (s *Shown) day(name string, d civil.Date) {
	if !d.IsZero() {
		s.value(name, d.String())
	}
}

func (s *Shown) truth(name string, t rule.Truth) {
	s.value(name, map[rule.Truth]string{rule.Met: yes, rule.Unmet: no, rule.Unknown: "unknown"}[t])
}

// decided adds decisions, and how their conditions bear on the clauses.
func (s *Shown) decided(list ...rule.Decision) {
	for _, d := range list {
		if d.IsZero() || slices.ContainsFunc(s.Decisions, d.Equal) {
			continue
		}
		if len(s.Decisions) == 0 {
			s.Outcome = d.Outcome().String()
			if day := d.Earliest(); !day.IsZero() {
				s.value("earliest", day.String())
			}
		}
		s.Decisions = append(s.Decisions, d)
		s.evidence(d)
	}
}

// evidence notes how a decision bears on clauses. An approval shows yes for the
// clauses of the conditions that were needed and held, a refusal no for those that
// failed, and what keeps it open shows undetermined. A condition that stands under
// a denial, as that nobody else comes for the applicant, shows nothing by being
// what the denial needs.
func (s *Shown) evidence(d rule.Decision) {
	if d.Approved() {
		for _, r := range d.Grounds() {
			if r.Truth == rule.Met {
				s.bears(r.Cite, yes)
			}
		}
	}
	for _, r := range blamed(d) {
		s.bears(r.Cite, polarity(rule.Outcome(r.Truth)))
	}
	if clause := whole(d); !clause.IsZero() {
		s.bears(clause, polarity(d.Outcome()))
	}
}

// blamed are the reasons of a decision, without those that are met and stand
// under a denial: that somebody came in person is no failure.
func blamed(d rule.Decision) []rule.Result {
	return slices.DeleteFunc(d.Reasons(), func(r rule.Result) bool { return r.Truth == rule.Met })
}

// whole is the clause that a decision decides as a whole; zero if it decides none.
// Article 10 is not decided where nobody else comes, and an approval that has
// conditions of its clause shows that clause by them.
func whole(d rule.Decision) law.Cite {
	var form struct {
		Cite law.Cite `json:"cite"`
	}
	b, err := json.Marshal(d)
	if err != nil || json.Unmarshal(b, &form) != nil {
		return law.Cite{}
	}
	own := slices.ContainsFunc(d.Results(), func(r rule.Result) bool { return r.Cite.Clause() == form.Cite.Clause() })
	alone := slices.ContainsFunc(d.Results(), func(r rule.Result) bool { return r.Code == eligibility.CodeInPerson && r.Truth != rule.Unmet })
	if d.Approved() && own || alone {
		return law.Cite{}
	}
	return form.Cite
}

// answers is what all ways of running a script must agree on, an answer a line.
func (s *Shown) answers() (list []string) {
	list = append(list, "outcome="+s.Outcome, "error="+s.Error)
	for _, d := range s.Decisions {
		list = append(list, d.Table())
		if d.Table() == "verification" {
			continue // of a replaced card a register need not know the term any more: the status is compared
		}
		for _, r := range d.Results() {
			list = append(list, fmt.Sprintf("%v %s=%v", r.Cite, r.Code, r.Truth))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		list = append(list, name+"="+s.Values[name])
	}
	for _, r := range s.Rejections {
		list = append(list, fmt.Sprintf("%s %v %v: %s", r.Path, r.By.Kind, r.On, r.Reason))
	}
	for _, r := range s.Readings {
		list = append(list, r.ID.String()+r.Answer)
	}
	return list
}

// failed is a step that ended with an error. One that is a fault of the script is
// given back: it is no answer.
func (s *Shown) failed(err error) error {
	var f *fault
	if errors.As(err, &f) {
		return err
	}
	s.err = err
	s.Error = errorWord(err)
	var role *registry.AuthorityError
	if errors.As(err, &role) {
		s.bears(role.Cite, no)
	}
	if errors.Is(err, permit.ErrNoFeeSchedule) {
		s.bears(law.MustCite("24.1.c"), undetermined)
	}
	var refusal *eligibility.RefusalError
	if errors.As(err, &refusal) {
		s.bears(law.MustCite("11.2"), no)
	}
	return nil
}

// errorWords are the words for what is no answer of the law but a fault of the
// request, the nearest first.
var errorWords = []struct {
	word string
	is   error
}{
	{"not-authorised", permit.ErrNotAuthorised},
	{"no-fee-schedule", permit.ErrNoFeeSchedule},
	{"incomplete-refusal", eligibility.ErrRefusal},
	{"not-overdue", endorsement.ErrNotOverdue},
	{"too-early", endorsement.ErrTooEarly},
	{"lapsed", endorsement.ErrLapsed},
	{"cancelled", permit.ErrCancelled},
	{"card", permit.ErrCard},
	{"needs-endorsement", permit.ErrNeedsEndorsement},
	{"state", registry.ErrState},
	{"conflict", registry.ErrConflict},
	{"no-calendar-data", civil.ErrNoCalendarData},
	{"request-used", storage.ErrDuplicate},
	{"invalid", permit.ErrInvalid},
}

// otherError is the word for an error that has none of its own.
const otherError = "other"

func errorNames() (list []string) {
	for _, e := range errorWords {
		list = append(list, e.word)
	}
	return append(list, otherError)
}

func errorWord(err error) string {
	for _, e := range errorWords {
		if errors.Is(err, e.is) {
			return e.word
		}
	}
	return otherError
}

// answered shows the answer to an act.
func (s *Shown) answered(a *answer, w *world) {
	r := &a.Receipt
	s.decided(a.Decision, a.Venue, a.Agency, a.Conditions)
	s.Rejections, s.Readings = a.Refusal.Notice().Rejections, a.Readings
	s.value("recorded", yesNo(r.Recorded))
	if a.Decision.IsZero() && r.Recorded {
		s.Outcome = rule.Approved.String()
	}
	s.value("rests-on", r.Cite.Clause().String())
	if r.Recorded {
		s.bears(r.Cite, yes)
		s.bears(law.MustCite("31.1"), map[permit.Flag]string{permit.Yes: yes, permit.No: no, permit.FlagUnknown: undetermined}[r.InForce])
	} else {
		s.bears(r.Cite, map[rule.Outcome]string{rule.Refused: no, rule.Undetermined: undetermined, rule.Approved: undetermined}[a.Decision.Outcome()])
	}
	s.fee(r)
	if r.Status != permit.StatusUnknown {
		s.value("status", r.Status.String())
	}
	s.day("valid-until", r.LastValid)
	s.day("opens", r.Window.First)
	s.day("deadline", r.Deadline)
	s.day("issue-due", r.IssueDue)
	if !r.IssueDue.IsZero() && r.Status != permit.StatusUnknown { // issued, and not only decided
		s.value("issue-late", yesNo(r.IssueLate))
	}
	if r.Next != eligibility.NextUnknown {
		s.value("next", r.Next.String())
	}
	if r.Task == registry.Cancel && r.Recorded {
		s.value("hand-in", yesNo(r.HandIn))
	}
	if r.HandIn {
		s.bears(law.MustCite("27.2"), yes)
	}
	s.value("in-force", r.InForce.String())
	var broken []string
	for _, b := range r.Breaches {
		broken = append(broken, b.Cite.String())
		s.bears(b.Cite, no)
		s.day("due", b.Due)
	}
	if len(broken) > 0 {
		s.value("breach", strings.Join(broken, ","))
	}
	if r.Task == registry.Endorse && !r.Endorsement.Day.IsZero() {
		s.effect(&r.Endorsement, r.Recorded, &w.policy.Permit.Endorsement)
	}
	if r.Task == registry.Inspect && a.Decision.Approved() {
		s.value("verified", a.verified.String())
	}
	if a.follows != nil {
		s.followed(a.follows)
	}
}

// fee shows what has to be paid, where something is.
func (s *Shown) fee(r *registry.Receipt) {
	if r.FeeCite.IsZero() {
		return
	}
	s.value("fee", r.Fee.StringFixed(2))
	s.value("fee-clause", r.FeeCite.String())
	free := law.MustCite("24.1.b")
	s.bears(r.FeeCite, yes)
	switch {
	case r.Task == registry.Issue && !r.Fee.IsZero():
		s.bears(free, no)
	case (r.Task == registry.Reissue || r.Task == registry.Exchange) && r.Fee.IsZero():
		s.bears(law.MustCite("24.1.c"), no)
	}
}

// effect shows what an endorsement did, or would have done.
func (s *Shown) effect(e *endorsement.Effect, done bool, p *endorsement.Policy) {
	s.value("timing", e.Timing.String())
	s.day("opens-first", e.Opens)
	if !done {
		return
	}
	if last, err := e.After.LastValid(p); err == nil {
		s.day("valid-until", last)
	}
	s.value("days-lost", strconv.Itoa(e.DaysLost))
	s.value("restarted", yesNo(e.Restarted))
	s.bears(law.MustCite("14.3.c"), yesNo(e.Restarted))
	if e.Timing == endorsement.Late {
		s.value("days-late", strconv.Itoa(e.OverdueDays+1))
		s.bears(law.MustCite("14.3.b"), yes)
	} else {
		s.bears(law.MustCite("14.3.b"), no)
	}
}

// followed shows what follows from a case besides a sanction.
func (s *Shown) followed(c *penalty.Consequences) {
	s.truth("punishable", c.Punishable)
	s.truth("confiscates-permit", c.ConfiscatePermit)
	s.truth("confiscates-item", c.ConfiscateItem)
	s.truth("cancels", c.Cancel)
	s.truth("guardian", c.InstructGuardian)
	for clause, t := range map[string]rule.Truth{"27.2": c.ConfiscatePermit, "28.3": c.ConfiscateItem, "23.1.a": c.Cancel} {
		s.bears(law.MustCite(clause), polarity(rule.Outcome(t)))
	}
	for name, r := range map[string]penalty.Referral{"crime": c.Crime, "liability": c.Liability} {
		s.value(name, r.Kind.String())
		switch r.Kind {
		case penalty.ReferralOpen:
			s.bears(r.Clause, undetermined)
		case penalty.NoReferral:
		default:
			s.bears(r.Clause, yes)
		}
		if r.Kind != penalty.NoReferral {
			s.value(name+"-clause", r.Clause.String())
		}
	}
	if c.ConfiscateGains.Imposed() {
		s.value("gains", c.ConfiscateGains.Amount().StringFixed(2))
	}
	s.value("correction", yesNo(c.OrderCorrection))
}

// stated shows a permit on a day.
func (s *Shown) stated(st *permit.State) {
	s.value("status", st.Status.String())
	s.bears(law.MustCite("14.2.a"), map[permit.Status]string{permit.Active: yes, permit.Suspended: no, permit.StatusOpen: undetermined}[st.Status])
	s.bears(law.MustCite("14.3.a"), map[permit.Status]string{permit.Active: no, permit.Suspended: yes, permit.StatusOpen: undetermined}[st.Status])
	s.day("issued", st.Issued)
	s.day("endorsed", st.EndorsedOn)
	s.day("valid-until", st.LastValid)
	s.day("opens", st.Window.First)
	s.day("deadline", st.Deadline)
	s.day("suspended-since", st.SuspendedSince)
	// Neither is told while the status hangs on days without calendar data.
	known := func(is bool) string {
		if st.Status == permit.StatusOpen {
			return permit.FlagUnknown.String()
		}
		return permit.FlagOf(is).String()
	}
	s.value("overdue", known(st.Overdue))
	s.value("grace", yesNo(st.HolidayGrace))
	s.day("resident-since", st.Residence.Since)
	if years, ok := st.FullYears(); ok {
		s.value("years", strconv.Itoa(years))
	} else {
		s.value("years", "none")
	}
	if st.Residence.PriorDays > 0 {
		s.value("prior-days", strconv.Itoa(st.Residence.PriorDays))
	}
	standing := permit.StandingOf(*st, permit.DetentionRecord{})
	s.value("usable", known(standing.Usable))
	s.day("cancelled-on", st.CancelledOn)
	if st.Ground != permit.GroundUnknown {
		s.value("ground", st.Ground.String())
	}
	if st.CardStatus != permit.CardUnknown {
		s.value("card", st.CardStatus.String())
	}
	if d := st.Address.District(); d != permit.DistrictUnknown {
		s.value("district", d.String())
	}
	if st.WithoutEffect > 0 {
		s.value("without-effect", strconv.Itoa(st.WithoutEffect))
	}
}
