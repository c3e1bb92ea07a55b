package scenario

import (
	"encoding/json"
	"fmt"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A desk is one way on which a script runs. All ways must come to one result.
type desk interface {
	carrier
	// act does a legal act on the day of the order.
	act(o *order) (answer, error)
	// state is the permit of somebody on a day.
	state(who *party, on civil.Date) (permit.State, error)
	// verify is what a department is told of a card.
	verify(by permit.Actor, who *party, card whichCard, on civil.Date) (permit.Verification, error)
	// close ends the run.
	close() error
}

// A carrier takes the stored form of a question's facts to where the desk keeps
// such things, and back. It returns nil if the facts are used as they are.
type carrier interface {
	carry(form []byte) ([]byte, error)
}

// carry takes a record through its stored form.
func carry[T any](c carrier, v *T) error {
	form, err := json.Marshal(*v)
	if err != nil {
		return err
	}
	back, err := c.carry(form)
	if err != nil || back == nil {
		return err
	}
	var fresh T
	if err := decode(back, &fresh); err != nil {
		return fmt.Errorf("the stored form is not read back: %w", err)
	}
	*v = fresh
	return nil
}

// An order is a legal act that a script asks for. in holds the registry's
// input; numbers of records are filled in by the desk, which alone knows them.
type order struct {
	task registry.Task
	who  *party
	by   permit.Actor
	on   civil.Date
	in   fact
	card whichCard // of FoundCard, Confiscating and Inspecting

	placed bool // the script says in which district
}

// agent is the one of the script's people who comes for somebody in an order;
// nil if nobody does.
func (w *world) agent(o *order) *party {
	var agent *eligibility.Agent
	if p := presence(o.in.input()); p != nil {
		agent = p.Agent
	} else if a, ok := o.in.input().(*eligibility.Application); ok {
		agent = a.Agent
	}
	if agent == nil || agent.Identity.HolderNumber.IsZero() {
		return nil
	}
	return w.numbered(agent.Identity.HolderNumber)
}

// numbered is the one of the script's people who has a number; nil if none has.
func (w *world) numbered(n permit.IDNumber) *party {
	for _, p := range w.order {
		if p.app.of.Applicant.IDNumber == n {
			return p
		}
	}
	return nil
}

// An answer is what came of an act.
type answer struct {
	registry.Result
	follows  *penalty.Consequences
	verified permit.VerificationStatus
}

// whichCard says which of somebody's cards is shown.
type whichCard string

const (
	presentCard  whichCard = "present"
	previousCard whichCard = "previous"
	unknownCard  whichCard = "unknown" // a number that was never given
)

// pick is the number of a card among those somebody was given.
func (w whichCard) pick(cards []permit.CardNumber) (permit.CardNumber, error) {
	switch {
	case w == unknownCard:
		return "EX-0000-0000", nil
	case len(cards) == 0:
		return "", wrong("此人没有领过证；先写 已有居住证 或者 签发", "this person was given no card; begin with has-permit or issue")
	case w == previousCard && len(cards) < 2:
		return "", wrong("此人没有原证", "this person has no earlier card")
	case w == previousCard:
		return cards[len(cards)-2], nil
	}
	return cards[len(cards)-1], nil
}

// presence finds the agent in an input that has one.
func presence(in any) *registry.Presence {
	switch in := in.(type) {
	case *registry.Endorsing:
		return &in.Presence
	case *registry.Reissuing:
		return &in.Presence
	case *registry.Exchanging:
		return &in.Presence
	case *registry.AddressChange:
		return &in.Presence
	}
	return nil
}

// A review is the review of one proof of an application: where it stands, the
// findings that go with it, and the condition that reads it.
type review struct {
	kind               registry.ProofKind
	index              int
	at                 *eligibility.Review
	other, otherHolder *permit.Finding
	code               string
}

func reviews(a *eligibility.Application) []review {
	list := []review{{registry.InsuranceProof, 0, &a.Insurance.Review, nil, nil, eligibility.CodeInsuranceReviewed}}
	for i := range a.Employments {
		e := &a.Employments[i]
		list = append(list, review{registry.EmploymentProof, i, &e.Review, &e.Other, nil, eligibility.CodeEmploymentProof})
	}
	for i := range a.Dwellings {
		d := &a.Dwellings[i]
		list = append(list, review{registry.DwellingProof, i, &d.Review, &d.Other, &d.OtherHolder, eligibility.CodeDwellingProof})
	}
	for i := range a.Studies {
		list = append(list, review{registry.StudyProof, i, &a.Studies[i].Review, nil, nil, eligibility.CodeStudyProof})
	}
	return list
}
