package scenario

import (
	"fmt"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A direct desk asks the rule packages and keeps permits by permit.Permit: there
// is no store and no registry. What a registry reads from its records, this puts
// together from what the script has said so far, in structures of its own: who is
// registered, what was applied for and reviewed, which cards there are. So a
// registry that forgets, mixes up, misreads or misplaces something answers
// otherwise.
//
// It is no second opinion on the rest. The rules, the acts on a permit, the order
// in which side questions stand in the way, and the table of who may do what are
// the library's; where both ways pass the same wrong fact to the same rule, they
// agree. That the answers are right is for the expectations of the scripts.
//
// With stored set, each input and each permit goes through its stored form
// first.
type direct struct {
	*world
	stored bool
	files  map[*party]*file
}

// A handling is one act on its way through a direct desk: the order, the person's
// file, the clause of the authority table, and for acts on a permit that permit
// with its state on the day.
type handling struct {
	d      *direct
	o      *order
	file   *file
	clause law.Cite
	permit *permit.Permit
	state  *permit.State
}

// A file is what a direct desk knows of somebody.
type file struct {
	register register
	app      eligibility.Application
	filed    civil.Date
	standing standing
	judged   [2]rule.Outcome // conditions and papers at the approval
	under    []rule.Applied  // the readings they rest on
	approved civil.Date
	permits  []permit.Permit
	cards    []permit.CardNumber
}

// standing is where an application stands.
type standing uint8

const (
	noApplication standing = iota
	accepted
	approved
	closed
)

func newDirect(w *world, stored bool) *direct {
	return &direct{w, stored, map[*party]*file{}}
}

func (d *direct) carry(form []byte) ([]byte, error) {
	if d.stored {
		return form, nil
	}
	return nil, nil
}

func (d *direct) close() error { return nil }

func (d *direct) file(who *party) *file {
	f := d.files[who]
	if f == nil {
		f = &file{}
		d.files[who] = f
	}
	return f
}

// errState is an act that the records do not admit.
var errState = fmt.Errorf("scenario: %w", registry.ErrState)

func (d *direct) act(o *order) (answer, error) {
	c, ok := registry.Authority(o.task, o.by.Kind)
	if !ok {
		return answer{}, &registry.AuthorityError{Role: o.by.Kind, Task: o.task, Cite: c}
	}
	if err := o.in.carry(d); err != nil {
		return answer{}, err
	}
	h := &handling{d: d, o: o, file: d.file(o.who), clause: c}
	h.file.register.take(&o.who.app.of, o.on)
	switch in := o.in.input().(type) {
	case *registry.Declaration:
		return h.declare(in)
	case *ending:
		return h.end()
	case *registry.RegistrationFinding:
		return h.reject(in)
	case *eligibility.Application:
		return h.apply(in)
	case *registry.ProofReview:
		return h.review(in)
	case *registry.Ruling:
		return h.decide(in)
	case *registry.Issuance:
		return h.issue(in)
	case *registry.Sanctioning:
		return h.sanction(in)
	case *registry.Inspecting:
		return h.inspect(in)
	case *registry.Confiscating:
		if in.Item == permit.Forged || in.Item == permit.Altered && o.card == unknownCard {
			return h.confiscate(in)
		}
	}
	return h.onPermit()
}

// onPermit does what is done on the latest permit somebody has.
func (h *handling) onPermit() (answer, error) {
	if len(h.file.permits) == 0 {
		return answer{}, errState
	}
	h.permit = &h.file.permits[len(h.file.permits)-1]
	if h.d.stored {
		if err := restore(h.permit); err != nil {
			return answer{}, err
		}
	}
	s, err := h.d.on(h.permit, h.o.on)
	if err != nil {
		return answer{}, err
	}
	h.state = &s
	switch in := h.o.in.input().(type) {
	case *registry.Endorsing:
		return h.endorse(in)
	case *loss:
		return h.plain(permit.LossReport{Card: s.Card}, "12.1")
	case *suspension:
		return h.plain(permit.SuspensionRecord{}, "14.3.a")
	case *registry.FoundCard:
		card, err := h.o.card.pick(h.file.cards)
		if err != nil {
			return answer{}, err
		}
		return h.plain(permit.Recovery{Card: card, HandedIn: in.HandedIn}, "12.1")
	case *registry.PermitFinding:
		return h.plain(permit.FindingRecord{Finding: in.Finding}, "23.1.0")
	case *registry.Reissuing:
		return h.reissue(in)
	case *registry.Exchanging:
		return h.exchange(in)
	case *registry.AddressChange:
		return h.move(in)
	case *registry.InformationCheck:
		decision := permit.DecideInformationCheck(&permit.InformationCheckFacts{Permit: s, By: h.o.by.Kind}, h.o.on, &h.d.policy.Permit)
		return h.decided(decision, permit.InformationCheck{Agrees: in.Agrees, Result: in.Finding}, "21.1.a")
	case *registry.Cancelling:
		return h.cancel(in)
	case *registry.Confiscating:
		return h.confiscate(in)
	}
	return answer{}, fmt.Errorf("scenario: no such act")
}

// restore takes a permit through its stored form.
func restore(p *permit.Permit) error {
	form, err := p.MarshalJSON()
	if err != nil {
		return err
	}
	var fresh permit.Permit
	if err := fresh.UnmarshalJSON(form); err != nil {
		return err
	}
	*p = fresh
	return nil
}

// on is the state on a day; one that hangs on days without calendar data is no
// error by itself.
func (d *direct) on(p *permit.Permit, day civil.Date) (permit.State, error) {
	s, err := p.On(day, &d.policy.Permit)
	if s.Status == permit.StatusOpen {
		err = nil
	}
	return s, err
}

func (h *handling) receipt(c law.Cite) registry.Receipt {
	r := registry.Receipt{Task: h.o.task, On: h.o.on, Cite: c}
	if from := h.d.policy.Permit.Commencement; !from.IsZero() {
		r.InForce = permit.FlagOf(h.o.on.OnOrAfter(from))
	}
	return r
}

func (h *handling) recorded(c law.Cite) answer {
	a := answer{Result: registry.Result{Receipt: h.receipt(c)}}
	a.Receipt.Recorded = true
	return a
}

// answer is a decision of which nothing is recorded.
func (h *handling) answer(decision rule.Decision) answer {
	return answer{Result: registry.Result{Decision: decision, Receipt: h.receipt(h.clause)}}
}

// refused is answer, with the permit as it stands.
func (h *handling) refused(decision rule.Decision) answer {
	a := h.answer(decision)
	tell(&a.Receipt, h.state)
	return a
}

func tell(r *registry.Receipt, s *permit.State) {
	r.Status, r.LastValid = s.Status, s.LastValid
	if s.Alive() {
		r.Window, r.Deadline = s.Window, s.Deadline
	}
}

// append records an act on the permit.
func (h *handling) append(what permit.Payload, clause law.Cite, decision rule.Decision) (answer, error) {
	recorded := permit.InstantOf(noon(h.o.on))
	if n := h.permit.Len(); n > 0 {
		recorded = max(recorded, h.permit.Act(n-1).Recorded)
	}
	act := permit.Act{What: what, On: h.o.on, Recorded: recorded, By: h.o.by, Cite: clause, Decision: decision}
	next, err := h.permit.Append(act, &h.d.policy.Permit)
	if err != nil {
		return answer{}, err
	}
	*h.permit = next
	s, err := h.d.on(h.permit, h.o.on)
	if err != nil {
		return answer{}, err
	}
	a := h.recorded(clause)
	a.Decision = decision
	tell(&a.Receipt, &s)
	return a, nil
}

// decided records what a decision approves.
func (h *handling) decided(decision rule.Decision, what permit.Payload, clause string) (answer, error) {
	if !decision.Approved() {
		return h.refused(decision), nil
	}
	return h.append(what, law.MustCite(clause), decision)
}

func (h *handling) charge(a *answer, operation permit.FeeOperation, waiver permit.Basis) error {
	fees, err := h.d.schedule(h.d)
	if err != nil {
		return err
	}
	fee, err := permit.FeeFor(permit.FeeQuestion{Operation: operation, On: h.o.on, Waiver: waiver}, fees, &h.d.policy.Permit)
	a.Receipt.Fee, a.Receipt.FeeCite = fee.Amount, fee.Cite
	return err
}

func (d *direct) state(who *party, on civil.Date) (permit.State, error) {
	f := d.file(who)
	if len(f.permits) == 0 {
		return permit.State{}, errState
	}
	p := &f.permits[len(f.permits)-1]
	if d.stored {
		if err := restore(p); err != nil {
			return permit.State{}, err
		}
	}
	return p.On(on, &d.policy.Permit)
}

func (d *direct) verify(by permit.Actor, who *party, card whichCard, on civil.Date) (permit.Verification, error) {
	if c, ok := registry.Authority(registry.Verify, by.Kind); !ok {
		return permit.Verification{}, &registry.AuthorityError{Role: by.Kind, Task: registry.Verify, Cite: c}
	}
	f := d.file(who)
	number, err := card.pick(f.cards)
	if err != nil || card == unknownCard {
		return permit.VerifyCard(permit.CardFace{}, on, &d.policy.Permit), err
	}
	for i := range f.permits {
		p := &f.permits[i]
		for n := range p.Len() {
			if made(p.Act(n).What) == number {
				return p.Verify(number, on, &d.policy.Permit), nil
			}
		}
	}
	return permit.VerifyCard(permit.CardFace{}, on, &d.policy.Permit), nil
}

// made is the card an act made.
func made(what permit.Payload) permit.CardNumber {
	switch w := what.(type) {
	case permit.Issue:
		return w.Card
	case permit.Reissue:
		return w.Card
	case permit.Exchange:
		return w.Card
	}
	return ""
}
