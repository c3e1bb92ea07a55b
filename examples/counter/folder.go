package main

import (
	"context"
	"slices"

	"github.com/juzhuzheng/residence/permit"
)

// A folder is what the desk has in hand of one visitor: the numbers that a real
// visitor would bring along.
type folder struct {
	home        permit.Address
	application string
	permit      permit.ID
	cards       []permit.CardNumber // the first one first
}

// file is the visitor's folder.
func (c *counter) file(who label) *folder {
	f := c.files[who]
	if f == nil {
		f = &folder{home: c.people[who].home}
		c.files[who] = f
	}
	return f
}

// recalled is the visitor's folder; if there is no permit in it, the records
// are asked for one, by the identity number that the visitor brings. What was
// recorded at the moment of the visit or later is left out, so that a visit
// that is played again finds what it found the first time.
func (c *counter) recalled(ctx context.Context, v *visit) (*folder, error) {
	f := c.file(v.who)
	if f.permit != "" {
		return f, nil
	}
	list, err := c.reg.PermitsOf(ctx, v.officer(), c.people[v.who].record, permit.Document{})
	if err != nil {
		return nil, err
	}
	before := permit.Instant(instant(v.day, v.time).UnixMicro()) - 1
	var newest permit.Instant
	for _, p := range list {
		issued, cards, err := c.cardsOf(ctx, v, p.Permit, before)
		if err != nil {
			return nil, err
		}
		if len(cards) > 0 && issued >= newest {
			newest, f.permit, f.cards = issued, p.Permit, cards
		}
	}
	return f, nil
}

// cardsOf are the cards of a permit as known at a moment, the first one first,
// and when the first one was recorded.
func (c *counter) cardsOf(ctx context.Context, v *visit, id permit.ID, known permit.Instant) (issued permit.Instant, cards []permit.CardNumber, err error) {
	acts, err := c.reg.History(ctx, v.officer(), id)
	if err != nil {
		return 0, nil, err
	}
	for _, a := range acts {
		if a.Recorded > known {
			continue
		}
		s, err := c.reg.StateOf(ctx, v.officer(), id, a.On, a.Recorded)
		if err != nil {
			return 0, nil, err
		}
		if card := s.State.Card; card != "" && !slices.Contains(cards, card) {
			if len(cards) == 0 {
				issued = a.Recorded
			}
			cards = append(cards, card)
		}
	}
	return issued, cards, nil
}

// holds is the visitor's folder, if the visitor has a permit.
func (c *counter) holds(ctx context.Context, v *visit) (*folder, error) {
	f, err := c.recalled(ctx, v)
	if err == nil && f.permit == "" {
		err = needsPermit
	}
	return f, err
}

// card is the card the visitor has at present.
func (f *folder) card() permit.CardNumber { return f.cards[len(f.cards)-1] }
