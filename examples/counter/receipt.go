package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// otherOffice tells of a wrong venue: nothing is accepted there (A18).
var otherOffice = value{"other-office", "非居住地受理机构（请到居住地办理）", "not the office of the place of residence: go to that one"}

// permit shows the permit a receipt is about, with its card and its days.
func (e *entry) permit(rc *registry.Receipt) {
	e.show("permit", plain(string(rc.Permit)))
	e.show("card", plain(string(rc.Card)))
	e.show("status", labelled(rc.Status))
	e.term(rc)
	e.show("fee", yuan(rc.Fee.Decimal))
}

// term shows until when the permit is valid and when to endorse it.
func (e *entry) term(rc *registry.Receipt) {
	e.rests(clause("14.2.a"))
	e.show("validUntil", onDay(rc.LastValid))
	if rc.Status == permit.Cancelled {
		return
	}
	e.show("window", between(rc.Window))
	if rc.Deadline.IsZero() {
		e.show("deadline", unpublished)
		return
	}
	e.show("deadline", onDay(rc.Deadline))
}

// breaches shows duties that were not kept, for which there is no sanction
// (A39).
func (e *entry) breaches(rc *registry.Receipt) {
	for _, b := range rc.Breaches {
		e.rests(b.Cite)
		e.show("breach", plain(b.Cite.String()))
		e.show("due", onDay(b.Due))
		if !b.Due.IsZero() {
			e.show("daysLate", number(b.Due.DaysUntil(rc.On)))
		}
	}
}

// earliest shows the first day on which the same request would be granted if
// nothing but time passes.
func (e *entry) earliest(d rule.Decision) {
	if day := d.Earliest(); !day.IsZero() {
		e.show("earliest", onDay(day))
	}
}

// clause is a clause that the program itself names.
func clause(s string) law.Cite { return law.MustCite(s) }

// state is the visitor's permit on a day.
func (c *counter) state(ctx context.Context, v *visit, f *folder, on civil.Date) (permit.State, error) {
	s, err := c.reg.StateOf(ctx, v.officer(), f.permit, on, 0)
	return s.State, err
}

// years are the full years of continuous residence, where they have a value
// (14.3.c).
func years(s permit.State) value {
	n, stated := s.FullYears()
	if !stated {
		return value{}
	}
	return number(n)
}
