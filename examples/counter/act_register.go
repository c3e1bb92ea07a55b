package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit/registry"
)

// registration is an act without facts of its own: the person's line has them.
type registration struct{}

// register declares a temporary-residence registration at the person's home
// from that day on (7.1, 7.2).
func (c *counter) register(ctx context.Context, v *visit, _ *registration, e *entry) error {
	who := c.people[v.who]
	res, err := c.reg.DeclareRegistration(ctx, v.order("register", v.clerk()), registry.Declaration{
		Person: who.record, Address: c.file(v.who).home,
	})
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	e.rests(res.Receipt.Cite)
	e.show("registration", plain(res.Receipt.Number))
	return nil
}
