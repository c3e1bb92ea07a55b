package registry

import (
	"context"
	"fmt"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// A held permit is one as it is stored: its header and its acts. Each act is a
// record of its own that is written once; the header is drawn from the acts
// and repeats what sweeps and statistics need.
type held struct {
	header storage.Header
	permit permit.Permit
}

// permitBody is the stored form of what a permit has besides its acts.
type permitBody struct {
	Application string `json:"application"` // the application it was issued on
	Acts        int    `json:"acts"`        // how many acts it has
}

// actID is the record ID of act number i, from 0. Acts of one permit sort in
// the order of their recording.
func actID(id permit.ID, i int) string { return fmt.Sprintf("%s-%06d", id, i+1) }

// acts rebuilds a permit from its acts.
func acts(ctx context.Context, rd *storage.Reader, id permit.ID) (permit.Permit, error) {
	var list []permit.Act
	for rec, err := range rd.All(ctx, storage.Query{Index: storage.ByRef, Kind: KindAct, Ref: string(id), Bodies: true}) {
		if err != nil {
			return permit.Permit{}, err
		}
		a, err := storage.Decode[permit.Act](rec.Body)
		if err != nil {
			return permit.Permit{}, err
		}
		list = append(list, a)
	}
	return permit.Restore(id, list)
}

// permitsOf are the headers of all permits of a holder, in the order of their
// IDs.
func permitsOf(ctx context.Context, rd *storage.Reader, holder storage.Blind) ([]storage.Header, error) {
	var list []storage.Header
	for rec, err := range rd.All(ctx, storage.Query{Index: storage.ByHolder, Kind: KindPermit, Holder: holder}) {
		if err != nil {
			return nil, err
		}
		list = append(list, rec.Header)
	}
	return list, nil
}

// load reads a permit for an act on it.
func (d *desk) load(ctx context.Context, id permit.ID) (held, error) {
	h, err := d.w.Header(ctx, KindPermit, string(id))
	if err != nil {
		return held{}, err
	}
	if d.o.Seen != 0 && d.o.Seen != h.Version {
		return held{}, &ConflictError{Task: d.task}
	}
	p, err := acts(ctx, &d.w.Reader, id)
	return held{h, p}, err
}

// append records one more act on a permit, with everything that follows for its
// headers, and begins the result.
func (d *desk) append(ctx context.Context, p held, what permit.Payload, c law.Cite, decision rule.Decision) (Result, error) {
	act := permit.Act{What: what, On: d.o.On, Recorded: d.now, By: d.o.By, Cite: c, Decision: decision}
	if n := p.permit.Len(); n > 0 {
		// Clocks of several machines differ; the order of recording does not.
		act.Recorded = max(act.Recorded, p.permit.Act(n-1).Recorded)
	}
	next, err := p.permit.Append(act, &d.r.policy.Permit)
	if err != nil {
		return Result{}, err
	}
	return d.save(ctx, held{p.header, next}, act)
}

// save writes the last act of a permit and the headers drawn from all of them,
// and logs it.
func (d *desk) save(ctx context.Context, p held, act permit.Act) (Result, error) {
	res, h, err := d.write(ctx, p, act)
	if err != nil {
		return Result{}, err
	}
	return res, d.log(h, act.Cite)
}

// write is save without the log entry. It returns the permit's header as it is
// then.
func (d *desk) write(ctx context.Context, p held, act permit.Act) (Result, storage.Header, error) {
	none := storage.Header{}
	n := p.permit.Len()
	_, err := put(ctx, d, storage.Header{
		Kind: KindAct, ID: actID(p.permit.ID(), n-1), Ref: string(p.permit.ID()), Holder: p.header.Holder,
		Status: uint8(act.Kind()), From: act.On,
	}, act)
	if err != nil {
		return Result{}, none, err
	}
	s, err := d.stateOf(&p)
	if err != nil {
		return Result{}, none, err
	}
	h, err := d.saveHeader(ctx, p)
	if err != nil {
		return Result{}, none, err
	}
	if err := d.saveCards(ctx, &p); err != nil {
		return Result{}, none, err
	}
	rc := d.receipt(act.Cite)
	rc.Recorded, rc.Permit, rc.Card, rc.Version = true, p.permit.ID(), s.Card, h.Version
	rc.At = act.Recorded
	rc.tell(&s)
	return Result{Decision: act.Decision, Receipt: rc}, h, nil
}

// saveHeader writes the permit's header as all its acts make it.
func (d *desk) saveHeader(ctx context.Context, p held) (storage.Header, error) {
	body := permitBody{Application: p.header.Ref, Acts: p.permit.Len()}
	s, err := d.r.stateOn(&p.permit, lastDay(&p.permit))
	if err != nil {
		return storage.Header{}, err
	}
	face, err := p.permit.Face(s.Card, &d.r.policy.Permit)
	if err != nil {
		return storage.Header{}, err
	}
	h := p.header
	h.Kind, h.ID = KindPermit, string(p.permit.ID())
	h.District = StorageDistrict(s.Address.District())
	h.From, h.DueOn, h.EndedOn = face.From, face.LastValid, face.CancelledOn
	h.Status, h.Unique = permitAlive, d.r.livePermit(h.Holder)
	if !face.CancelledOn.IsZero() {
		h.Status, h.Unique = permitCancelled, storage.Blind{}
	}
	return put(ctx, d, h, body)
}

// lastDay is the latest day on which an act of the permit takes effect.
func lastDay(p *permit.Permit) (day civil.Date) {
	for i := range p.Len() {
		if on := p.Act(i).On; !on.OnOrBefore(day) {
			day = on
		}
	}
	return day
}

// saveCards writes the faces of the permit's cards that are not on record as
// they are now.
func (d *desk) saveCards(ctx context.Context, p *held) error {
	for i := range p.permit.Len() {
		card := madeBy(p.permit.Act(i).What)
		if card == "" {
			continue
		}
		face, err := p.permit.Face(card, &d.r.policy.Permit)
		if err != nil {
			return err
		}
		before, err := d.w.Header(ctx, KindCard, string(card))
		if err != nil && !missing(err) {
			return err
		}
		now := cardHeader(before, card, p, face)
		if err == nil && sameFace(&before, &now) {
			continue
		}
		if _, err := d.w.Put(ctx, storage.Record{Header: unstamped(now)}, before.Version); err != nil {
			return err
		}
	}
	return nil
}

// madeBy is the card an act makes.
func madeBy(what permit.Payload) permit.CardNumber {
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

// cardHeader puts a card's face into its header, which verification reads and
// nothing else.
func cardHeader(before storage.Header, card permit.CardNumber, p *held, face permit.CardFace) storage.Header {
	h := before
	h.Kind, h.ID, h.Ref, h.Holder = KindCard, string(card), string(p.permit.ID()), p.header.Holder
	h.Status, h.From, h.DueOn, h.EndedOn = uint8(face.Card), face.From, face.LastValid, face.CancelledOn
	return h
}

// cardFace reads a header back. The day on which a suspension was recorded has
// no place in it; who needs it opens the permit (A32 b).
func cardFace(h *storage.Header) permit.CardFace {
	return permit.CardFace{From: h.From, LastValid: h.DueOn, CancelledOn: h.EndedOn, Card: permit.CardStatus(h.Status)}
}

// sameFace reports whether a stored face still answers as the present one does
// for every day it answers at all. Its first day alone may be an earlier one;
// and of a card that was replaced only a cancellation is still of interest.
func sameFace(a, b *storage.Header) bool {
	if a.Status != b.Status || a.EndedOn != b.EndedOn || b.From.StrictlyBefore(a.From) {
		return false
	}
	return a.DueOn == b.DueOn || permit.CardStatus(a.Status) == permit.CardReplaced
}

// unstamped is a header as Put wants it.
func unstamped(h storage.Header) storage.Header {
	h.Version, h.RecordedAt = 0, 0
	return h
}
