package scenario

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// An office is the registry over a store, with what the people of the script
// would bring along: the numbers they were given.
type office struct {
	*world
	store   *storage.Store
	reg     *registry.Registry
	now     time.Time
	asked   int
	folders map[*party]*folder
}

// A folder is the numbers somebody was given.
type folder struct {
	register    register
	application string
	permit      permit.ID
	cards       []permit.CardNumber
}

// kindQuestion is the kind under which the facts of a question are kept. It is
// none of the registry's.
const kindQuestion storage.Kind = 9001

func newOffice(w *world, b storage.Backend) (*office, error) {
	o := &office{world: w, folders: map[*party]*folder{}}
	clock := func() time.Time { return o.now }
	key := sha256.Sum256([]byte("scripts have no secrets"))
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: key[:]})
	if err != nil {
		return nil, err
	}
	o.store, err = storage.New(b, storage.Options{Sealer: sealer, IndexKey: key[:], Clock: clock})
	if err != nil {
		return nil, err
	}
	o.reg, err = o.open()
	return o, err
}

// open is the registry under the readings of the script so far.
func (o *office) open() (*registry.Registry, error) {
	return registry.New(o.store, registry.Config{
		Policy: o.policy, Numbering: registry.NumberingFunc(o.number), Fees: o.fees, Clock: func() time.Time { return o.now },
	})
}

// reopen follows a reading that was chosen since.
func (o *office) reopen() (err error) {
	o.reg, err = o.open()
	return err
}

func (o *office) number(_ context.Context, n registry.NumberFor) (string, error) {
	o.numbers++
	return fmt.Sprintf("EX-%d-%d", n.Kind, o.numbers), nil
}

func (o *office) close() error { return o.store.Close() }

func (o *office) folder(who *party) *folder {
	f := o.folders[who]
	if f == nil {
		f = &folder{}
		o.folders[who] = f
	}
	return f
}

// at moves the clock to noon of a day.
func (o *office) at(day civil.Date) {
	o.now = noon(day)
	o.now = o.now.Add(time.Duration(o.asked) * time.Millisecond)
}

func (o *office) ask(by permit.Actor, on civil.Date) registry.Order {
	o.asked++
	o.at(on)
	return registry.Order{By: by, On: on, Request: storage.CommandID(fmt.Sprintf("EX-REQUEST-%d", o.asked))}
}

// carry keeps the facts of a question in the store and reads them back.
func (o *office) carry(form []byte) ([]byte, error) {
	o.asked++
	id := fmt.Sprintf("EX-%d", o.asked)
	o.at(o.day)
	ctx := context.Background()
	_, err := o.store.Update(ctx, storage.Command{ID: storage.CommandID("EX-FACTS-" + id)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: kindQuestion, ID: id}, Body: form}, 0)
		return nil, err
	})
	if err != nil {
		return nil, err
	}
	rec, err := o.store.Get(ctx, kindQuestion, id)
	return rec.Body, err
}

// registers puts on record what the script says was registered by that day.
func (o *office) registers(who *party, on civil.Date) error {
	a := &who.app.of
	ctx := context.Background()
	for _, c := range o.folder(who).register.take(a, on) {
		var err error
		switch c.what {
		case registry.DeclareRegistration:
			home := a.Residence
			if c.at.District != permit.DistrictUnknown {
				home = Address(c.at.District.String())
			}
			var res registry.Result
			res, err = o.reg.DeclareRegistration(ctx, o.ask(ActorOf(permit.AgencyClerk), c.on), registry.Declaration{Person: a.Applicant, Document: a.Materials.Identity, Address: home})
			c.at.number = res.Receipt.Number
		case registry.EndRegistration:
			_, err = o.reg.EndRegistration(ctx, o.ask(ActorOf(permit.AgencyClerk), c.on), c.at.number)
		default:
			in := registry.RegistrationFinding{Registration: c.at.number, Finding: c.at.Falsity}
			_, err = o.reg.RejectRegistration(ctx, o.ask(ActorOf(permit.PublicSecurityOfficer), c.on), in)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *office) act(w *order) (answer, error) {
	if err := o.reopen(); err != nil {
		return answer{}, err
	}
	if err := o.registers(w.who, w.on); err != nil {
		return answer{}, err
	}
	if agent := o.agent(w); agent != nil {
		if err := o.registers(agent, w.on); err != nil {
			return answer{}, err
		}
	}
	f := o.folder(w.who)
	res, err := o.do(w, f)
	if err != nil {
		return answer{}, err
	}
	if res.Receipt.Recorded {
		o.remember(w, f, &res.Receipt)
	}
	return res, nil
}

// remember keeps the numbers of a receipt.
func (o *office) remember(w *order, f *folder, r *registry.Receipt) {
	switch w.task {
	case registry.Apply:
		f.application = r.Number
	case registry.Issue:
		f.permit, f.cards = r.Permit, append(f.cards, r.Card)
	case registry.Reissue, registry.Exchange:
		f.cards = append(f.cards, r.Card)
	}
}

func (o *office) do(w *order, f *folder) (a answer, err error) {
	ctx := context.Background()
	ask := o.ask(w.by, w.on)
	switch in := w.in.input().(type) {
	case *registry.Declaration:
		if a.Result, err = o.reg.DeclareRegistration(ctx, ask, *in); err == nil {
			f.register.add(w.on, in.Address.District()).number = a.Receipt.Number
		}
	case *ending:
		e := f.register.open(w.on)
		if e == nil {
			return a, errState
		}
		if a.Result, err = o.reg.EndRegistration(ctx, ask, e.number); err == nil {
			e.Last = w.on
		}
	case *registry.RegistrationFinding:
		e := f.register.standing(w.on)
		if e == nil {
			return a, errState
		}
		given := *in
		given.Registration = e.number
		if a.Result, err = o.reg.RejectRegistration(ctx, ask, given); err == nil {
			e.Falsity = in.Finding
		}
	case *eligibility.Application:
		given := *in
		given.Registrations, given.FiledOn, given.Office = nil, civil.Date{}, permit.Office{}
		a.Result, err = o.reg.Apply(ctx, ask, given)
	case *registry.ProofReview:
		given := *in
		given.Application = f.application
		a.Result, err = o.reg.ReviewProof(ctx, ask, given)
	case *registry.Ruling:
		given := *in
		given.Application = f.application
		a.Result, err = o.reg.Decide(ctx, ask, given)
	case *registry.Issuance:
		given := *in
		given.Application = f.application
		a.Result, err = o.reg.Issue(ctx, ask, given)
	case *registry.Sanctioning:
		return o.sanction(ctx, ask, w, in)
	case *registry.Inspecting:
		return o.inspect(ctx, ask, w, f, in)
	default:
		a.Result, err = o.onPermit(ctx, ask, w, f)
	}
	return a, missingState(err, needs(w, f))
}

// needs reports whether an act needs a record that somebody does not have.
func needs(w *order, f *folder) bool {
	switch in := w.in.input().(type) {
	case *registry.ProofReview, *registry.Ruling, *registry.Issuance:
		return f.application == ""
	case *registry.Endorsing, *loss, *suspension, *registry.FoundCard, *registry.PermitFinding, *registry.Reissuing, *registry.Exchanging,
		*registry.AddressChange, *registry.InformationCheck, *registry.Cancelling:
		return f.permit == ""
	case *registry.Confiscating:
		return in.Item == permit.FraudulentlyObtained && f.permit == ""
	}
	return false
}

// onPermit does what is done on a permit somebody has.
func (o *office) onPermit(ctx context.Context, ask registry.Order, w *order, f *folder) (registry.Result, error) {
	switch in := w.in.input().(type) {
	case *registry.Endorsing:
		in.Permit = f.permit
		return o.reg.Endorse(ctx, ask, *in)
	case *loss:
		return o.reg.ReportLost(ctx, ask, f.permit)
	case *suspension:
		return o.reg.RecordSuspension(ctx, ask, f.permit)
	case *registry.FoundCard:
		card, err := w.card.pick(f.cards)
		if err != nil {
			return registry.Result{}, err
		}
		in.Permit, in.Card = f.permit, card
		return o.reg.RecordFound(ctx, ask, *in)
	case *registry.PermitFinding:
		in.Permit = f.permit
		return o.reg.RecordFinding(ctx, ask, *in)
	case *registry.Reissuing:
		in.Permit = f.permit
		return o.reg.Reissue(ctx, ask, *in)
	case *registry.Exchanging:
		in.Permit = f.permit
		return o.reg.Exchange(ctx, ask, *in)
	case *registry.AddressChange:
		in.Permit = f.permit
		return o.reg.ChangeAddress(ctx, ask, *in)
	case *registry.InformationCheck:
		in.Permit = f.permit
		return o.reg.CheckInformation(ctx, ask, *in)
	case *registry.Cancelling:
		in.Permit = f.permit
		return o.reg.Cancel(ctx, ask, *in)
	case *registry.Confiscating:
		if in.Item != permit.Forged {
			card, err := w.card.pick(f.cards)
			if err != nil {
				return registry.Result{}, err
			}
			in.Card = card
		}
		return o.reg.Confiscate(ctx, ask, *in)
	}
	return registry.Result{}, fmt.Errorf("scenario: no such act")
}

func (o *office) sanction(ctx context.Context, ask registry.Order, w *order, in *registry.Sanctioning) (a answer, err error) {
	do := o.reg.Sanction
	if w.task == registry.Refer {
		do = o.reg.Refer
	}
	p, err := do(ctx, ask, *in)
	a.Result, a.follows = p.Result, &p.Follows
	return a, err
}

func (o *office) inspect(ctx context.Context, ask registry.Order, w *order, f *folder, in *registry.Inspecting) (a answer, err error) {
	if in.Card, err = w.card.pick(f.cards); err != nil {
		return a, err
	}
	i, err := o.reg.Inspect(ctx, ask, *in)
	a.Decision, a.Receipt, a.verified = i.Decision, i.Receipt, i.Status
	return a, err
}

// missingState is the error for there being nothing on record on which the act
// could be done, if that is why it failed: then the registry was given no number,
// which a script cannot leave out. Whether somebody may act at all comes first.
func missingState(err error, nothing bool) error {
	switch {
	case err == nil || errors.Is(err, permit.ErrNotAuthorised):
		return err
	case nothing, errors.Is(err, storage.ErrNotFound), errors.Is(err, storage.ErrInvalid):
		return errState
	}
	return err
}

func (o *office) state(who *party, on civil.Date) (permit.State, error) {
	f := o.folder(who)
	if f.permit == "" {
		return permit.State{}, errState
	}
	if err := o.reopen(); err != nil {
		return permit.State{}, err
	}
	s, err := o.reg.StateOf(context.Background(), ActorOf(permit.PublicSecurityOfficer), f.permit, on, 0)
	return s.State, err
}

func (o *office) verify(by permit.Actor, who *party, card whichCard, on civil.Date) (permit.Verification, error) {
	number, err := card.pick(o.folder(who).cards)
	if err != nil {
		return permit.Verification{}, err
	}
	if err := o.reopen(); err != nil {
		return permit.Verification{}, err
	}
	return o.reg.Verify(context.Background(), by, number, on)
}
