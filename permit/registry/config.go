package registry

import (
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// A Policy chooses the readings of all rule packages. The zero Policy is the
// default reading of each place. The readings of article 14 are those in
// Permit.Endorsement.
type Policy struct {
	Eligibility eligibility.Policy `json:"eligibility,omitzero"`
	Permit      permit.Policy      `json:"permit,omitzero"`
	Penalty     penalty.Policy     `json:"penalty,omitzero"`

	_ struct{}
}

// Config is what a registry needs besides its store. What the draft leaves
// blank has no default here either.
type Config struct {
	// Policy chooses the readings.
	Policy Policy
	// Calendar knows the holidays, for every policy that brings none of its
	// own. Nil moves no deadline: no day is guessed to be off.
	Calendar civil.Calendar
	// Numbering gives the numbers (30.1). Required.
	Numbering Numbering
	// Fees is the fee schedule (24.2). Without it an act that costs something
	// fails with permit.ErrNoFeeSchedule; the first issue and endorsements are
	// free without it.
	Fees *permit.FeeSchedule
	// Commencement is the day on which the Measures come into force (31.1,
	// A77). The zero Date means "not stated": the rules are evaluated, and
	// nothing says that they are in force.
	Commencement civil.Date
	// Clock tells the present moment where a list has to know whether a day
	// lies in the past; nil means time.Now. The instant of recording is the
	// store's clock. No rule reads either.
	Clock func() time.Time

	_ struct{}
}

// A Registry is the authority's desk: one method for each legal act, and the
// queries. It is safe for use by many goroutines. Create it with New.
type Registry struct {
	store     *storage.Store
	policy    Policy
	numbering Numbering
	fees      *permit.FeeSchedule
	clock     func() time.Time
}

// New returns a registry over a store. The error wraps ErrConfig if the store or
// the numbering is missing, if a policy holds a value that is none of its
// readings, or if commencement days contradict each other.
func New(store *storage.Store, c Config) (*Registry, error) {
	switch {
	case store == nil:
		return nil, fmt.Errorf("%w: a store is needed", ErrConfig)
	case c.Numbering == nil:
		return nil, fmt.Errorf("%w: a numbering is needed, for the draft fixes no format (30.1)", ErrConfig)
	}
	if f, ok := c.Numbering.(NumberingFunc); ok && f == nil {
		return nil, fmt.Errorf("%w: the numbering is no function", ErrConfig)
	}
	r := &Registry{store: store, policy: c.Policy, numbering: c.Numbering, fees: c.Fees, clock: c.Clock}
	if r.clock == nil {
		r.clock = time.Now
	}
	p := &r.policy
	if c.Calendar != nil {
		for _, cal := range []*civil.Calendar{&p.Eligibility.Calendar, &p.Permit.Endorsement.Calendar, &p.Penalty.Calendar} {
			if *cal == nil {
				*cal = c.Calendar
			}
		}
	}
	for _, day := range []*civil.Date{&p.Permit.Commencement, &p.Penalty.Commencement} {
		if day.IsZero() {
			*day = c.Commencement
		}
	}
	stated := p.Permit.Commencement
	if stated != p.Penalty.Commencement || !c.Commencement.IsZero() && stated != c.Commencement {
		return nil, fmt.Errorf("%w: two different days of commencement (31.1)", ErrConfig)
	}
	for _, err := range []error{p.Permit.Validate(), p.Penalty.Validate(), p.Eligibility.Validate()} {
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrConfig, err)
		}
	}
	return r, nil
}

// Policy is a copy of the readings the registry works with.
func (r *Registry) Policy() Policy { return r.policy }

// inForce says whether the Measures are in force on a day; FlagUnknown while
// the commencement is not stated (31.1, A77).
func (r *Registry) inForce(day civil.Date) permit.Flag {
	if r.policy.Permit.Commencement.IsZero() {
		return permit.FlagUnknown
	}
	return permit.FlagOf(day.OnOrAfter(r.policy.Permit.Commencement))
}
