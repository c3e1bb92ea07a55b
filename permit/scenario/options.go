package scenario

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// Options say under what scripts run. The zero Options are the default readings,
// no calendar, no fees, no commencement, and the store in memory; a script can
// change all of them but the store for itself.
type Options struct {
	Policy       registry.Policy
	Calendar     civil.Calendar
	Fees         *permit.FeeSchedule
	Commencement civil.Date
	// Open returns a fresh, empty backend for the run through the registry; nil
	// means memory. The run closes it.
	Open func() (storage.Backend, error)

	// desks lets a test put another desk in the place of one.
	desks func([]way)

	_ struct{}
}
