package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
)

// A PermitFinding is a department's finding that concerns a permit.
type PermitFinding struct {
	Permit  permit.ID      `json:"permit"`
	Finding permit.Finding `json:"finding"`

	_ struct{}
}

// RecordFinding puts a department's finding on the record of a permit (23.1). By
// itself it changes nothing; a cancellation can rest on it.
//
// Errors: those of every act; permit.ErrInvalid for a finding that is none.
func (r *Registry) RecordFinding(ctx context.Context, o Order, in PermitFinding) (Result, error) {
	return r.act(ctx, RecordFinding, o, in, func(ctx context.Context, d *desk) (Result, error) {
		return d.plain(ctx, in.Permit, func(permit.State) permit.Payload {
			return permit.FindingRecord{Finding: in.Finding}
		}, cite("23.1.0"))
	})
}
