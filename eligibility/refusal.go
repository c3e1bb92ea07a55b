package eligibility

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Notice is a refusal as it is to be told to the applicant (11.2): what was
// decided, when and why, which department stands for the reasons, who told the
// applicant, and when.
type Notice struct {
	Decision rule.Decision `json:"decision,omitzero"`
	// DecidedOn is the day on which it was decided. It may be later than the day of
	// judgement, Decision.On: by default that is the day of filing (A17).
	DecidedOn civil.Date `json:"decidedOn,omitzero"`
	// Reviewer is the reviewing department that states the reasons: one of those
	// whose rejections the decision rests on (Deciding). Where it rests on none the
	// reasons are public security's own, and it is that organ.
	Reviewer permit.Office `json:"reviewer,omitzero"`
	// Rejections are the statements of the departments that rejected a proof.
	Rejections []Rejection  `json:"rejections,omitzero"`
	Notifier   permit.Actor `json:"notifier,omitzero"`
	NotifiedOn civil.Date   `json:"notifiedOn,omitzero"`
}

// UnmarshalJSON reads the JSON form strictly; on error n keeps its value.
func (n *Notice) UnmarshalJSON(b []byte) error { return decode("notice", b, n) }

// A Rejection is a rejected proof with the department's reason (5.2, 11.2).
type Rejection struct {
	// Path is the JSON Pointer of the review within the application.
	Path   string        `json:"path,omitzero"`
	By     permit.Office `json:"by,omitzero"`
	On     civil.Date    `json:"on,omitzero"`
	Reason string        `json:"reason,omitzero"`
}

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Rejection) UnmarshalJSON(b []byte) error { return decode("rejection", b, r) }

// Rejections lists the proofs of an application that a department rejected with
// reasons, in the order of the application's fields. A department that is not
// competent for the proof decides nothing (5.2) and is not among them; who is can
// depend on the reading (A75). A nil policy chooses the default readings, and
// under one that holds none nobody is competent.
func Rejections(a *Application, p *Policy) []Rejection {
	p, err := readings.Of(p)
	if a == nil || err != nil {
		return nil
	}
	var list []Rejection
	add := func(path string, r *Review, own remit) {
		if r.truth(own) == rule.Unmet {
			list = append(list, Rejection{path, r.By, r.On, r.Reason})
		}
	}
	add("/insurance/review", &a.Insurance.Review, reviewsEmployment)
	for i := range a.Employments {
		add(fmt.Sprintf("/employments/%d/review", i), &a.Employments[i].Review, reviewsEmployment)
	}
	for i := range a.Dwellings {
		d := &a.Dwellings[i]
		add(fmt.Sprintf("/dwellings/%d/review", i), &d.Review, d.remit(p))
	}
	for i := range a.Studies {
		add(fmt.Sprintf("/studies/%d/review", i), &a.Studies[i].Review, reviewsStudy)
	}
	return list
}

// reviewedAt are the conditions that read the reviews, by where these stand in an
// application.
var reviewedAt = [...]struct{ path, code string }{
	{"/insurance/", CodeInsuranceReviewed},
	{"/employments/", CodeEmploymentProof},
	{"/dwellings/", CodeDwellingProof},
	{"/studies/", CodeStudyProof},
}

// Deciding are the rejections that the decision rests on: those of proofs whose
// review is among its reasons. A rejected proof beside a ground that was found good
// decided nothing.
func (n *Notice) Deciding() []Rejection {
	var list []Rejection
	reasons := n.Decision.Reasons()
	for _, r := range n.Rejections {
		for _, at := range reviewedAt {
			if strings.HasPrefix(r.Path, at.path) && slices.ContainsFunc(reasons, func(x rule.Result) bool {
				return x.Code == at.code && x.Truth == rule.Unmet
			}) {
				list = append(list, r)
			}
		}
	}
	return list
}

// reviewed is whether the office may state the reasons. An office without a number
// is known by its kind.
func (n *Notice) reviewed() rule.Truth {
	deciding := n.Deciding()
	if len(deciding) == 0 {
		return rule.Of(n.Reviewer.Kind.PublicSecurity())
	}
	return rule.Of(slices.ContainsFunc(deciding, func(r Rejection) bool {
		return r.By.Kind == n.Reviewer.Kind && (r.By.ID == "" || n.Reviewer.ID == "" || r.By.ID == n.Reviewer.ID)
	}))
}

// decided is whether the day of the decision is stated, and is not before what the
// decision judges and rests on.
func (n *Notice) decided() rule.Truth {
	return rule.Of(n.DecidedOn.OnOrAfter(n.Decision.On()) && !slices.ContainsFunc(n.Deciding(), func(r Rejection) bool {
		return n.DecidedOn.StrictlyBefore(r.On)
	}))
}

// told is whether the day of the notice is stated, and nobody was told before the
// decision or before a department had rejected.
func (n *Notice) told() rule.Truth {
	return rule.Of(n.NotifiedOn.OnOrAfter(n.Decision.On()) && !n.NotifiedOn.StrictlyBefore(n.DecidedOn) &&
		!slices.ContainsFunc(n.Rejections, func(r Rejection) bool { return n.NotifiedOn.StrictlyBefore(r.On) }))
}

// refusable is article 11.2. What is missing from a notice is not unknown, it
// is missing: the notice has to contain it.
var refusable = rule.MustTable(rule.Spec[Notice, Policy, moment]{
	Name: "refusal",
	Cite: law.MustCite("11.2"),
	Title: law.Bilingual{
		ZH: "不予办理的告知是否有效",
		EN: "Whether the notice of refusal is valid",
	},
	Conditions: []rule.Condition[Notice, moment]{
		{
			Code: CodeRefusalReasons, Cite: law.MustCite("11.2"), Path: "/decision",
			Rule: law.Bilingual{ZH: "不符合办理条件，并说明理由", EN: "the conditions are not met, and reasons are stated"},
			Fact: told,
			Check: func(n *Notice, _ moment) rule.Truth {
				return rule.Of(n.Decision.Outcome() == rule.Refused && len(n.Decision.Reasons()) > 0 && ofApplication(&n.Decision))
			},
			Detail: func(n *Notice, _ moment) []any {
				return say(law.Bilingual{ZH: "%v，理由%d项", EN: "%v, number of reasons: %d"}, n.Decision.Outcome(), len(n.Decision.Reasons()))
			},
		},
		{
			Code: CodeRefusalReviewer, Cite: law.MustCite("11.2"), Path: "/reviewer",
			Rule: law.Bilingual{
				ZH: "写明说明理由的审核部门：所依据的不予通过由其作出；没有的，为公安机关",
				EN: "the office that states the reasons is named: a department whose rejection the decision rests on or, where it rests on none, public security",
			},
			Fact:  told,
			Check: func(n *Notice, _ moment) rule.Truth { return n.reviewed() },
			Detail: func(n *Notice, _ moment) []any {
				return say(law.Bilingual{ZH: "%v；所依据的不予通过%d项", EN: "%v; rejections it rests on: %d"}, n.Reviewer.Kind, len(n.Deciding()))
			},
		},
		{
			Code: CodeRefusalNotifier, Cite: law.MustCite("11.2"), Path: "/notifier",
			Rule:  law.Bilingual{ZH: "由公安机关告知申请人", EN: "the public security organ informs the applicant"},
			Fact:  told,
			Check: func(n *Notice, _ moment) rule.Truth { return rule.Of(n.Notifier.Kind.PublicSecurity()) },
			Detail: func(n *Notice, _ moment) []any {
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, n.Notifier.Kind)
			},
		},
		{
			Code: CodeRefusalDay, Cite: law.MustCite("11.2"), Path: "/notifiedOn",
			Rule: law.Bilingual{
				ZH: "写明告知之日，且不早于决定之日和任何一项不予通过",
				EN: "the day of the notice is stated, and is not before that of the decision or of any rejection",
			},
			Fact:  told,
			Check: func(n *Notice, _ moment) rule.Truth { return n.told() },
			Detail: func(n *Notice, _ moment) []any {
				if n.NotifiedOn.IsZero() {
					return say(law.Bilingual{ZH: "未写明", EN: "not stated"})
				}
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, n.NotifiedOn)
			},
		},
		{
			Code: CodeRefusalDecided, Cite: law.MustCite("11.2"), Path: "/decidedOn",
			Rule: law.Bilingual{
				ZH: "写明决定之日，且不早于判断之日和所依据的不予通过",
				EN: "the day of the decision is stated, and is not before the day of judgement or a rejection it rests on",
			},
			Fact:  told,
			Check: func(n *Notice, _ moment) rule.Truth { return n.decided() },
			Detail: func(n *Notice, _ moment) []any {
				switch {
				case n.DecidedOn.IsZero():
					return say(law.Bilingual{ZH: "未写明", EN: "not stated"})
				case n.Decision.On().IsZero():
					return say(law.Bilingual{ZH: "%v", EN: "%v"}, n.DecidedOn)
				}
				return say(law.Bilingual{ZH: "%v；判断之日为%v", EN: "%v; the day of judgement is %v"}, n.DecidedOn, n.Decision.On())
			},
		},
	},
	Formula: rule.All(
		rule.Is(CodeRefusalReasons), rule.Is(CodeRefusalReviewer),
		rule.Is(CodeRefusalNotifier), rule.Is(CodeRefusalDay), rule.Is(CodeRefusalDecided),
	),
	Timeless: true,
	Prepare:  prepare,
	Switches: Switches(),
})

// ofApplication is whether a decision is one on which an application can be
// refused: on the conditions, the papers or the person who came. A wrong office
// is not among them; the right one is named (reading A18).
func ofApplication(d *rule.Decision) bool {
	switch d.Table() {
	case eligible.Form().Name(), complete.Form().Name(), represented.Form().Name():
		return true
	}
	return false
}

// CheckNotice judges whether a notice of refusal has all that article 11.2 asks
// for. It is never undetermined: what is missing fails.
func CheckNotice(n *Notice) rule.Decision {
	if n == nil {
		n = &Notice{}
	}
	return refusable.Decide(n, n.NotifiedOn, nil)
}

// ErrRefusal is wrapped by every error of Refuse.
var ErrRefusal = errors.New("eligibility: not a valid refusal")

// A RefusalError says what a notice lacks to be a refusal.
type RefusalError struct {
	Decision rule.Decision // of the table "refusal"; its reasons are the faults
}

// Error lists the codes of what is missing.
func (e *RefusalError) Error() string {
	text := ErrRefusal.Error() + ":"
	for _, r := range e.Decision.Reasons() {
		text += " " + r.Code + " (" + r.Rule(language.English) + ")"
	}
	return text
}

// Unwrap makes errors.Is(err, ErrRefusal) true.
func (e *RefusalError) Unwrap() error { return ErrRefusal }

// A Refusal is a refusal that was told to the applicant as article 11.2 asks.
// There is none without reasons, without the department that states them,
// without the public security organ as notifier, or without a day; only the
// zero Refusal, which is none at all. It is self-contained and never changes.
type Refusal struct{ notice Notice }

// Refuse makes a refusal of a notice. It fails with a *RefusalError if the
// notice lacks something, and with another error that wraps ErrRefusal if it
// holds a value outside its enumeration. The refusal keeps the texts of the decision as they
// are now and no longer refers to its facts.
func Refuse(n Notice) (Refusal, error) {
	if d := CheckNotice(&n); !d.Approved() {
		return Refusal{}, &RefusalError{Decision: d}
	}
	return keep(n)
}

// keep makes a refusal of a notice that was checked.
func keep(n Notice) (Refusal, error) {
	var kept Notice
	b, err := json.Marshal(n)
	if err == nil {
		err = json.Unmarshal(b, &kept)
	}
	if err != nil {
		return Refusal{}, fmt.Errorf("%w: the notice cannot be kept: %w", ErrRefusal, err)
	}
	return Refusal{kept}, nil
}

// IsZero reports whether there is no refusal.
func (r Refusal) IsZero() bool { return r.notice.Decision.IsZero() }

// Notice is a copy of what was told.
func (r Refusal) Notice() Notice {
	n := r.notice
	n.Rejections = append([]Rejection(nil), n.Rejections...)
	return n
}

// Reasons are the results that the refusal rests on: never empty.
func (r Refusal) Reasons() []rule.Result { return r.notice.Decision.Reasons() }

// MarshalJSON writes the notice; the zero Refusal is null.
func (r Refusal) MarshalJSON() ([]byte, error) {
	if r.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(r.notice)
}

// formerly reports whether a notice without the day of the decision is one of those
// that were recorded before notices had it. They were checked by less: the
// reviewer was any department or public security, and nobody was told before the day
// of judgement.
func formerly(n *Notice) bool {
	d := CheckNotice(n)
	return n.DecidedOn.IsZero() && d.Truth(CodeRefusalReasons) == rule.Met && d.Truth(CodeRefusalNotifier) == rule.Met &&
		(n.Reviewer.Kind.Department() || n.Reviewer.Kind.PublicSecurity()) && n.NotifiedOn.OnOrAfter(n.Decision.On())
}

// UnmarshalJSON reads a notice and refuses one that Refuse would refuse; on
// error r keeps its value. A notice without the day of the decision is read all the
// same if it has what notices had before they had that day, for what is on record
// stays; it keeps that day empty, as nobody recorded it.
func (r *Refusal) UnmarshalJSON(b []byte) error {
	if string(bytes.TrimSpace(b)) == "null" {
		*r = Refusal{}
		return nil
	}
	var n Notice
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	read, err := Refuse(n)
	if err != nil && formerly(&n) {
		read, err = keep(n)
	}
	if err != nil {
		return err
	}
	*r = read
	return nil
}
