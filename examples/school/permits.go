package main

import (
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// police are who issues and endorses in this example.
var police = permit.Actor{
	Kind: permit.PublicSecurityOfficer, ID: "EX-OFFICER",
	Office: permit.Office{ID: "EX-STATION", Kind: permit.PoliceStation, District: permit.Chaoyang},
}

// held is a permit issued on the first day and endorsed on the others. A program
// in use gets it, or its state, from the registry.
func held(id string, policy *permit.Policy, issued civil.Date, endorsed ...civil.Date) (permit.Permit, error) {
	p, err := permit.New(permit.ID("EXP-" + id))
	if err != nil {
		return permit.Permit{}, err
	}
	decision := permit.DecideIssue(&permit.IssueFacts{
		ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: issued, By: police.Kind,
	}, issued, policy)
	p, err = p.Append(act(permit.Issue{
		Card:    permit.CardNumber("EXC-" + id),
		Holder:  permit.Person{Nationality: permit.NationalityChinese},
		Address: permit.Address{Division: permit.Chaoyang.Division()},
	}, issued, "11.1", decision), policy)
	if err != nil {
		return permit.Permit{}, err
	}
	for _, day := range endorsed {
		if p, err = endorse(p, day, policy); err != nil {
			return permit.Permit{}, err
		}
	}
	return p, nil
}

func endorse(p permit.Permit, day civil.Date, policy *permit.Policy) (permit.Permit, error) {
	line, err := p.Timeline(day, policy)
	if err != nil {
		return permit.Permit{}, err
	}
	decision := endorsement.Decide(&endorsement.Facts{Permit: line, GoesOnLiving: rule.Met}, day, &policy.Endorsement)
	if !decision.Approved() {
		return permit.Permit{}, fmt.Errorf("not endorsed: %s", decision.Text(english))
	}
	return p.Append(act(permit.Endorsement{}, day, "14.2.b", decision), policy)
}

func act(what permit.Payload, on civil.Date, cite string, decision rule.Decision) permit.Act {
	noon := time.Date(on.Year(), time.Month(on.Month()), on.Day(), 12, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60))
	return permit.Act{What: what, On: on, Recorded: permit.InstantOf(noon), By: police, Cite: law.MustCite(cite), Decision: decision}
}
