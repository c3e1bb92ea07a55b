package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
)

// ReportLost records that the holder reported the present card lost (12.1). Term
// and years go on; only a new card replaces it (A46).
//
// Errors: those of every act.
func (r *Registry) ReportLost(ctx context.Context, o Order, id permit.ID) (Result, error) {
	return r.act(ctx, ReportLost, o, id, func(ctx context.Context, d *desk) (Result, error) {
		return d.plain(ctx, id, func(s permit.State) permit.Payload { return permit.LossReport{Card: s.Card} }, cite("12.1"))
	})
}

// A FoundCard is a card, reported lost, that was found.
type FoundCard struct {
	Permit   permit.ID         `json:"permit"`
	Card     permit.CardNumber `json:"card"`
	HandedIn permit.Flag       `json:"handedIn,omitzero"`

	_ struct{}
}

// RecordFound records that a lost card was found (12.1). One that was replaced
// meanwhile stays void (A44).
//
// Errors: those of every act; a *permit.AppendError for a card that is not the
// permit's.
func (r *Registry) RecordFound(ctx context.Context, o Order, in FoundCard) (Result, error) {
	return r.act(ctx, RecordFound, o, in, func(ctx context.Context, d *desk) (Result, error) {
		return d.plain(ctx, in.Permit, func(permit.State) permit.Payload {
			return permit.Recovery{Card: in.Card, HandedIn: in.HandedIn}
		}, cite("12.1"))
	})
}
