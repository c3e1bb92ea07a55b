package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// check is a check of what a holder registered (21.1.a).
type check struct{ agrees permit.Flag }

var checkFields = []field[check]{
	yesNo("agrees", func(x *check) *permit.Flag { return &x.agrees }).must(),
}

func (c *counter) check(ctx context.Context, v *visit, in *check, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	res, err := c.reg.CheckInformation(ctx, v.order("check", v.clerk()), registry.InformationCheck{Permit: f.permit, Agrees: in.agrees})
	if err != nil {
		return err
	}
	e.answered(&res)
	e.show("agrees", yes(in.agrees == permit.Yes))
	e.show("status", labelled(res.Receipt.Status))
	return nil
}

// groundWords are the grounds of findings that can support a cancellation, as
// the files name them.
var groundWords = []string{"false-proofs", "never-met", "conditions-lost", "beijing-household", "death", "other-rule"}

// A groundWord is one of them.
type groundWord string

// UnmarshalText takes one of the words, which the field has checked.
func (g *groundWord) UnmarshalText(b []byte) error {
	*g = groundWord(b)
	return nil
}

func (g groundWord) ground() permit.Ground {
	return map[groundWord]permit.Ground{
		"false-proofs": permit.FoundFalseProofs, "never-met": permit.FoundNeverMet, "conditions-lost": permit.FoundConditionsLost,
		"beijing-household": permit.FoundBeijingHousehold, "death": permit.FoundDeath, "other-rule": permit.FoundOtherRule,
	}[g]
}

func (g groundWord) cancellation() permit.CancellationGround {
	return map[groundWord]permit.CancellationGround{
		"false-proofs": permit.FalseProofs, "never-met": permit.ConditionsNotMet, "conditions-lost": permit.ConditionsNotMet,
		"beijing-household": permit.BecameBeijingHousehold, "death": permit.HolderDied, "other-rule": permit.RequiredByOtherRule,
	}[g]
}

// finding is a department's finding that concerns a permit (23.1).
type finding struct {
	ground  groundWord
	finding permit.Finding
}

var findingActFields = append([]field[finding]{
	word("ground", func(x *finding) *groundWord { return &x.ground }, groundWords...).must(),
}, within(func(x *finding) *permit.Finding { return &x.finding }, findingFields)...)

// recordFinding puts the finding on the record of the permit; by itself it
// changes nothing.
func (c *counter) recordFinding(ctx context.Context, v *visit, in *finding, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	found := in.finding
	complete(&found, in.ground.ground(), v.day)
	res, err := c.reg.RecordFinding(ctx, v.order("finding", v.officer()), registry.PermitFinding{Permit: f.permit, Finding: found})
	if err != nil {
		return err
	}
	e.answered(&res)
	e.rests(in.ground.cancellation().Cite())
	e.show("finding", labelled(found.Outcome))
	e.show("status", labelled(res.Receipt.Status))
	return nil
}
