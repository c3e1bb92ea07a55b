package permit

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"sort"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// A Permit is the list of the legal acts done on one permit, in the order in
// which they were recorded, and nothing else: what it is on a day is computed
// from them (see On). It is immutable; Append gives another Permit. Copies are
// cheap and share their acts. The zero Permit has no ID and no acts.
//
// Two orders live in one list. Acts are recorded one after the other and never
// out of that order; they take effect on their own days, and may be recorded
// long after (a death, a false proof). A question about a day counts acts by
// the day of their effect and, on one day, in the order of recording.
type Permit struct {
	id   ID
	acts []Act
	// order lists the acts by the day of effect, then by record; nil if that is
	// the order they stand in. A view of the past keeps the order of the whole
	// and skips what is not in acts.
	order []int32
}

// New is a permit of which nothing is recorded yet; the first act to append is
// its Issue.
func New(id ID) (Permit, error) {
	if err := id.Validate(); err != nil {
		return Permit{}, err
	}
	return Permit{id: id}, nil
}

// Restore rebuilds a permit from stored acts, in the order of their recording.
// The acts become the permit's own. It refuses what cannot be a record at all,
// under whatever reading: an act that Validate refuses for anything but the
// worth of its proof, a first act that is no issue, a second issue or cancellation, an act before the issue, a recording
// before the one it follows, a card number used twice, a card replaced twice
// or before it was made. Whether each act was to be allowed, Append judged when
// it was done, under the reading and the checks of that time: who made its finding,
// on which ground and when, and what its decision found met, is read as it stands.
func Restore(id ID, acts []Act) (Permit, error) {
	p, err := New(id)
	if err != nil {
		return Permit{}, err
	}
	p.acts = make([]Act, 0, len(acts))
	for i := range acts {
		err := acts[i].validate(true)
		if err == nil {
			err = p.admit(&acts[i])
		}
		if err != nil {
			return Permit{}, &RestoreError{Index: i, Err: err}
		}
		p.acts = append(p.acts, acts[i])
	}
	p.sort()
	return p, nil
}

// A RestoreError is a stored act that cannot stand where it stands.
type RestoreError struct {
	Index int // of the act, from 0
	Err   error
}

// Error names the place of the act and the reason.
func (e *RestoreError) Error() string { return fmt.Sprintf("permit: act %d: %v", e.Index, e.Err) }

// Unwrap is the reason.
func (e *RestoreError) Unwrap() error { return e.Err }

// ID identifies the permit for its whole life.
func (p *Permit) ID() ID { return p.id }

// Len is the number of acts.
func (p *Permit) Len() int { return len(p.acts) }

// Act is the act recorded as number i, from 0. It is the zero Act if there is
// none.
func (p *Permit) Act(i int) Act {
	if i < 0 || i >= len(p.acts) {
		return Act{}
	}
	return p.acts[i]
}

// Acts are all acts in the order of their recording; the caller's own copy.
func (p *Permit) Acts() []Act { return slices.Clone(p.acts) }

// AsKnown is the permit as it was known at that moment: the acts recorded then
// or before. It copies nothing.
func (p *Permit) AsKnown(at Instant) Permit {
	n := sort.Search(len(p.acts), func(i int) bool { return p.acts[i].Recorded > at })
	return Permit{p.id, p.acts[:n:n], p.order}
}

// issuedOn is the day of issue of a permit that has acts: the issue is the first
// of them, in both orders.
func (p *Permit) issuedOn() civil.Date { return p.acts[0].On }

// admit refuses a valid act that cannot be the next of this record at all.
func (p *Permit) admit(a *Act) error {
	kind := a.Kind()
	if len(p.acts) == 0 {
		if kind != ActIssued {
			return ErrTransition
		}
		return nil
	}
	switch {
	case kind == ActIssued:
		return ErrAlreadyIssued
	case a.On.StrictlyBefore(p.issuedOn()):
		return ErrTransition
	case a.Recorded < p.acts[len(p.acts)-1].Recorded:
		return ErrRecordOrder
	case kind == ActCancelled && p.cancellation() != nil:
		return ErrCancelled
	}
	return p.admitCards(a)
}

// admitCards refuses an act whose cards do not fit those on record: a new card
// has a new number, every other card is one of the permit's, and none is
// replaced twice.
func (p *Permit) admitCards(a *Act) error {
	made, replaced, named := a.cards()
	if made != "" && p.hasCard(made) || named != "" && !p.hasCard(named) {
		return ErrCard
	}
	if replaced != "" {
		for i := range p.acts {
			if _, r, _ := p.acts[i].cards(); r == replaced {
				return ErrCard
			}
		}
	}
	return nil
}

func (p *Permit) hasCard(n CardNumber) bool {
	for i := range p.acts {
		if made, _, _ := p.acts[i].cards(); made == n {
			return true
		}
	}
	return false
}

// cards are the card an act makes, the one it replaces, and the one it is
// about, which is the replaced one where there is one.
func (a *Act) cards() (made, replaced, named CardNumber) {
	switch w := a.What.(type) {
	case Issue:
		return w.Card, "", ""
	case Reissue:
		return w.Card, w.Replaces, w.Replaces
	case Exchange:
		return w.Card, w.Replaces, w.Replaces
	case LossReport:
		return "", "", w.Card
	case Recovery:
		return "", "", w.Card
	case Confiscation:
		return "", "", w.Card
	}
	return "", "", ""
}

// cancellation is the act that cancels the permit, nil if there is none.
func (p *Permit) cancellation() *Act {
	for i := range p.acts {
		if p.acts[i].Kind() == ActCancelled {
			return &p.acts[i]
		}
	}
	return nil
}

// sort works out the order of effect.
func (p *Permit) sort() {
	before := func(a, b *Act) int { return a.On.Compare(b.On) }
	sorted := true
	for i := 1; i < len(p.acts) && sorted; i++ {
		sorted = before(&p.acts[i-1], &p.acts[i]) <= 0
	}
	p.order = nil
	if sorted {
		return
	}
	p.order = make([]int32, len(p.acts))
	for i := range p.order {
		p.order[i] = int32(i)
	}
	slices.SortStableFunc(p.order, func(i, j int32) int { return before(&p.acts[i], &p.acts[j]) })
}

// String is the ID and the number of acts.
func (p Permit) String() string { return fmt.Sprintf("permit(%s, %d acts)", string(p.id), len(p.acts)) }

// Format prints String for every verb and flag.
func (p Permit) Format(w fmt.State, _ rune) { writeMask(w, p.String()) }

// LogValue keeps the acts out of structured logs.
func (p Permit) LogValue() slog.Value { return slog.StringValue(p.String()) }

// permitForm is the stored shape of a permit.
type permitForm struct {
	ID   ID    `json:"id"`
	Acts []Act `json:"acts"`
}

// MarshalJSON writes the stored form, personal data in full.
func (p Permit) MarshalJSON() ([]byte, error) {
	acts := p.acts
	if acts == nil {
		acts = []Act{}
	}
	return json.Marshal(permitForm{p.id, acts})
}

// UnmarshalJSON reads the stored form strictly and restores the permit from it;
// on error p keeps its value. Its errors are FieldErrors and those of Restore.
func (p *Permit) UnmarshalJSON(b []byte) error {
	f := permitForm{ID: unread}
	if err := record.Decode("permit", b, &f); err != nil {
		return err
	}
	if f.ID == unread {
		return nil // null leaves p alone
	}
	restored, err := Restore(f.ID, f.Acts)
	if err != nil {
		return err
	}
	*p = restored
	return nil
}

// unread is an ID that no text is read into: lower case is refused.
const unread ID = "unread"
