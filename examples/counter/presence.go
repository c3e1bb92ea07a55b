package main

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// presence is who comes for a procedure of the holder: the holder, unless there
// is an agent.
type presence struct {
	agent    *agent
	mobility permit.Finding
}

var presenceFields = []field[presence]{
	optional("agent", func(p *presence) **agent { return &p.agent }, agentFields),
	object("limitedMobility", func(p *presence) *permit.Finding { return &p.mobility }, findingFields),
}

func (p *presence) at(c *counter, v *visit) (registry.Presence, error) {
	agent, err := p.agent.present(c)
	r := registry.Presence{Agent: agent, LimitedMobility: p.mobility}
	if agent == nil {
		r.InPerson = permit.Yes
	}
	complete(&r.LimitedMobility, eligibility.GroundLimitedMobility, v.day)
	return r, err
}

// answered writes what every procedure of a holder comes to.
func (e *entry) answered(res *registry.Result) {
	e.outcome = outcomeOf(res.Decision)
	e.decided(res.Decision, res.Receipt.Cite)
	e.ordered(res.Replayed)
	if !res.Receipt.Recorded {
		e.earliest(res.Decision)
	}
	if res.Receipt.Next == eligibility.NextOtherOffice {
		e.show("venue", otherOffice)
	}
}
