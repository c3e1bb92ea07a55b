package permit

import (
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A CardFace is what has to be known of a card to verify it (18.1) without
// opening the record: days and a state, never a person's data. It is made from
// the record and answers for its first day and every later one, until the next
// act is recorded. It is comparable; the zero CardFace is a number nobody knows.
type CardFace struct {
	// From is the first day the face answers for: the latest day on which an
	// act on record takes effect.
	From civil.Date `json:"from,omitzero"`
	// LastValid is the last valid day of the running term (14.2.a).
	LastValid civil.Date `json:"lastValid,omitzero"`
	// SuspensionRecorded matters under reading A32 (b) only: the day on which
	// an authority recorded the suspension of that term, or zero.
	SuspensionRecorded civil.Date `json:"suspensionRecorded,omitzero"`
	// CancelledOn is the first day of the cancellation, or zero.
	CancelledOn civil.Date `json:"cancelledOn,omitzero"`
	// Card is the state of the card from From on.
	Card CardStatus `json:"card,omitzero"`
}

// IsZero reports whether it is the face of a number nobody knows.
func (f CardFace) IsZero() bool { return f == CardFace{} }

// Face is the face of a card as the whole record makes it. It is the zero
// CardFace for a number that is none of the permit's. It allocates nothing.
// Errors: those of On.
func (p *Permit) Face(card CardNumber, policy *Policy) (CardFace, error) {
	return p.faceOn(card, civil.Date{}, policy)
}

// faceOn is the face as the acts on or before the day make it, and of all acts
// for the zero Date.
func (p *Permit) faceOn(card CardNumber, day civil.Date, policy *Policy) (CardFace, error) {
	policy, err := reading(policy)
	if err != nil || card == "" || len(p.acts) == 0 {
		return CardFace{}, err
	}
	if day.IsZero() {
		day = p.latest()
	}
	f := folding{probe: card}
	if err := f.run(p, day, policy); err != nil || f.probeState == CardUnknown && f.stillborn.IsZero() {
		return CardFace{}, err
	}
	face := CardFace{From: f.last, Card: f.probeState, CancelledOn: f.endedFrom}
	if f.probeState == CardUnknown {
		face.From = f.stillborn
	}
	if f.open != nil {
		// Of a cancelled permit nobody asks the term any more.
		if f.endedFrom.IsZero() || f.endedFrom.StrictlyAfter(day) {
			return CardFace{}, f.open
		}
		return face, nil
	}
	if policy.Endorsement.Suspension == endorsement.FromRecordedDay {
		face.SuspensionRecorded = f.term.SuspensionRecorded
	}
	face.LastValid, err = f.term.LastValid(&policy.Endorsement)
	return face, err
}

// latest is the latest day on which an act takes effect.
func (p *Permit) latest() (day civil.Date) {
	for i := range p.acts {
		if !p.acts[i].On.OnOrBefore(day) {
			day = p.acts[i].On
		}
	}
	return day
}
