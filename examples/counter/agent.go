package main

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// agent is somebody who comes for the visitor (10.1). Whether he or she holds a
// permit is for the records to say.
type agent struct {
	who      label
	relation permit.Relation
	guardian permit.Flag
	identity permit.Flag // shown
}

var agentFields = []field[agent]{
	text("who", ruleLabel, func(a *agent) *label { return &a.who }).must(),
	word("relation", func(a *agent) *permit.Relation { return &a.relation }, relationWords...).must(),
	yesNo("guardian", func(a *agent) *permit.Flag { return &a.guardian }),
	yesNo("identity", func(a *agent) *permit.Flag { return &a.identity }),
}

var needsAgent = &missing{law.Bilingual{ZH: "代办人须为有 person 行的代号", EN: "the agent must be a label that has a line with person"}}

// present is the agent as the rules see one; nil if nobody came for the visitor.
func (a *agent) present(c *counter) (*eligibility.Agent, error) {
	if a == nil {
		return nil, nil
	}
	who := c.people[a.who]
	if who == nil {
		return nil, needsAgent
	}
	g := &eligibility.Agent{
		Relation: a.relation, Guardian: a.guardian, Household: who.record.Household,
		LawfullyResident: who.lives, IdentityShown: a.identity,
	}
	if a.identity == permit.Yes {
		g.Identity = identityCard(who)
	}
	return g, nil
}
