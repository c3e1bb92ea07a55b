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

// A direct desk asks the rule packages and nothing else: there is no store and
// no registry. It is an independent path: what the registry reads from its
// records, this puts together from what the script has said so far, so that a
// registry that forgets, mixes up or misreads something answers otherwise. It
// holds no rule of its own; of the registry it takes the words for inputs and
// answers, and the table of who may do what.
//
// With stored set, each input and each permit goes through its stored form
// first.
type direct struct {
	*world
	stored bool
	files  map[*party]*file
}

// A file is what a direct desk knows of somebody.
type file struct {
	register register
	app      eligibility.Application
	filed    civil.Date
	standing standing
	judged   [2]rule.Outcome // conditions and papers at the approval
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
	f := d.file(o.who)
	f.register.take(&o.who.app.of, o.on)
	switch in := o.in.input().(type) {
	case *registry.Declaration:
		f.register.add(o.on, in.Address.District())
		return d.recorded(o, c), nil
	case *ending:
		return d.end(o, f, c)
	case *registry.RegistrationFinding:
		return d.reject(o, f, in, c)
	case *eligibility.Application:
		return d.apply(o, f, in, c)
	case *registry.ProofReview:
		return d.review(o, f, in, c)
	case *registry.Ruling:
		return d.decide(o, f, in)
	case *registry.Issuance:
		return d.issue(o, f, in)
	case *registry.Sanctioning:
		return d.sanction(o, in, c)
	case *registry.Inspecting:
		return d.inspect(o, f, in, c)
	}
	if in, ok := o.in.input().(*registry.Confiscating); ok && in.Item == permit.Forged {
		return d.confiscate(o, nil, in, c)
	}
	if len(f.permits) == 0 {
		return answer{}, errState
	}
	p := &f.permits[len(f.permits)-1]
	if d.stored {
		if err := restore(p); err != nil {
			return answer{}, err
		}
	}
	s, err := d.on(p, o.on)
	if err != nil {
		return answer{}, err
	}
	switch in := o.in.input().(type) {
	case *registry.Endorsing:
		return d.endorse(o, f, p, &s, in, c)
	case *loss:
		return d.plain(o, p, &s, permit.LossReport{Card: s.Card}, "12.1")
	case *suspension:
		return d.plain(o, p, &s, permit.SuspensionRecord{}, "14.3.a")
	case *registry.FoundCard:
		card, err := o.card.pick(f.cards)
		if err != nil {
			return answer{}, err
		}
		return d.plain(o, p, &s, permit.Recovery{Card: card, HandedIn: in.HandedIn}, "12.1")
	case *registry.PermitFinding:
		return d.plain(o, p, &s, permit.FindingRecord{Finding: in.Finding}, "23.1.0")
	case *registry.Reissuing:
		return d.reissue(o, f, p, &s, in, c)
	case *registry.Exchanging:
		return d.exchange(o, f, p, &s, in, c)
	case *registry.AddressChange:
		return d.move(o, f, p, &s, in, c)
	case *registry.InformationCheck:
		decision := permit.DecideInformationCheck(&permit.InformationCheckFacts{Permit: s, By: o.by.Kind}, o.on, &d.policy.Permit)
		return d.decided(o, p, &s, decision, permit.InformationCheck{Agrees: in.Agrees, Result: in.Finding}, "21.1.a", c)
	case *registry.Cancelling:
		return d.cancel(o, p, &s, in, c)
	case *registry.Confiscating:
		return d.confiscate(o, p, in, c)
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

func (d *direct) receipt(o *order, c law.Cite) registry.Receipt {
	r := registry.Receipt{Task: o.task, On: o.on, Cite: c}
	if from := d.policy.Permit.Commencement; !from.IsZero() {
		r.InForce = permit.FlagOf(o.on.OnOrAfter(from))
	}
	return r
}

func (d *direct) recorded(o *order, c law.Cite) answer {
	a := answer{Result: registry.Result{Receipt: d.receipt(o, c)}}
	a.Receipt.Recorded = true
	return a
}

func (d *direct) refused(o *order, decision rule.Decision, s *permit.State, c law.Cite) answer {
	a := answer{Result: registry.Result{Decision: decision, Receipt: d.receipt(o, c)}}
	if s != nil {
		tell(&a.Receipt, s)
	}
	return a
}

func tell(r *registry.Receipt, s *permit.State) {
	r.Status, r.LastValid = s.Status, s.LastValid
	if s.Alive() {
		r.Window, r.Deadline = s.Window, s.Deadline
	}
}

// append records an act on a permit.
func (d *direct) append(o *order, p *permit.Permit, what permit.Payload, clause law.Cite, decision rule.Decision) (answer, error) {
	recorded := permit.InstantOf(noon(o.on))
	if n := p.Len(); n > 0 {
		recorded = max(recorded, p.Act(n-1).Recorded)
	}
	next, err := p.Append(permit.Act{What: what, On: o.on, Recorded: recorded, By: o.by, Cite: clause, Decision: decision}, &d.policy.Permit)
	if err != nil {
		return answer{}, err
	}
	*p = next
	s, err := d.on(p, o.on)
	if err != nil {
		return answer{}, err
	}
	a := d.recorded(o, clause)
	a.Decision = decision
	tell(&a.Receipt, &s)
	return a, nil
}

func (d *direct) decided(o *order, p *permit.Permit, s *permit.State, decision rule.Decision, what permit.Payload, clause string, c law.Cite) (answer, error) {
	if !decision.Approved() {
		return d.refused(o, decision, s, c), nil
	}
	return d.append(o, p, what, law.MustCite(clause), decision)
}

func (d *direct) charge(a *answer, operation permit.FeeOperation, on civil.Date, waiver permit.Basis) error {
	fees, err := d.schedule(d)
	if err != nil {
		return err
	}
	fee, err := permit.FeeFor(permit.FeeQuestion{Operation: operation, On: on, Waiver: waiver}, fees, &d.policy.Permit)
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
