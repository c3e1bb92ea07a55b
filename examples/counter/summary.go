package main

import (
	"context"
	"iter"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A summary is the end of the day: how the visits came out, and what the records
// say is to be done next.
type summary struct {
	day       civil.Date
	visits    int // those that an earlier run had played left out
	repeated  int // those
	outcomes  [len(outcomes)]int
	due       []listed // to be endorsed within the next thirty days
	suspended []listed
	open      []registry.ApplicationState
}

// A listed permit is one of a list, by its number and the label of its holder.
type listed struct {
	permit   permit.ID
	who      label
	last     civil.Date
	deadline civil.Date // zero where the holidays are not published yet
}

// dueDays is how far the list of permits falling due looks ahead.
const dueDays = 30

// count counts a visit. What an earlier run had done counts for that run.
func (s *summary) count(e *entry) {
	s.day = e.visit.day
	if e.repeated() {
		s.repeated++
		return
	}
	s.visits++
	s.outcomes[e.outcome]++
}

// ask fills in what the records say at the end of the day.
func (s *summary) ask(ctx context.Context, c *counter, by permit.Actor) (err error) {
	if s.day.IsZero() {
		return nil
	}
	next := civil.Range{First: s.day, Last: s.day.AddDays(dueDays)}
	if s.due, err = c.listed(ctx, by, c.reg.Due(ctx, by, permit.DistrictUnknown, next)); err != nil {
		return err
	}
	if s.suspended, err = c.listed(ctx, by, c.reg.Suspended(ctx, by, permit.DistrictUnknown, s.day)); err != nil {
		return err
	}
	// A permit is due within weeks of its acceptance (11.1): a year on, all are.
	for a, err := range c.reg.OpenApplications(ctx, by, s.day.AddYears(1)) {
		if err != nil {
			return err
		}
		s.open = append(s.open, a)
	}
	return nil
}

func (c *counter) listed(ctx context.Context, by permit.Actor, list iter.Seq2[registry.Summary, error]) ([]listed, error) {
	holders := map[permit.ID]label{}
	for who, f := range c.files {
		holders[f.permit] = who
	}
	policy := c.reg.Policy()
	var out []listed
	for p, err := range list {
		if err != nil {
			return nil, err
		}
		// Without the holidays of that year the deadline stays open.
		deadline, _ := policy.Permit.Endorsement.Deadline(p.LastValid)
		out = append(out, listed{p.Permit, holders[p.Permit], p.LastValid, deadline})
	}
	return out, nil
}
