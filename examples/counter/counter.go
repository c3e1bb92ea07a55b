package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A counter is an office at work: a registry over a store, and what the desk has
// in hand of each visitor.
type counter struct {
	reg    *registry.Registry
	people map[label]*person
	files  map[label]*folder
	now    time.Time // what the store's clock tells; the days of the files set it
	newest time.Time // of what was recorded before this run
}

// newCounter opens an office over a store in memory. The store keeps what it is
// given for as long as the program runs, so it may stay unsealed; the keys are
// of this run.
func newCounter(people map[label]*person, fees *permit.FeeSchedule) (*counter, error) {
	key := make([]byte, storage.IndexKeySize)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	o := storage.Options{Sealer: storage.StoredOpen{}, IndexKey: key}
	return openCounter(context.Background(), people, fees, memory.New(), o)
}

// openCounter opens an office that goes on with the records there are.
func openCounter(ctx context.Context, people map[label]*person, fees *permit.FeeSchedule, b storage.Backend, o storage.Options) (*counter, error) {
	c := &counter{people: people, files: map[label]*folder{}}
	o.Clock = func() time.Time { return c.now }
	store, err := storage.New(b, o)
	if err != nil {
		return nil, err
	}
	numbers := newNumbering()
	at, err := goOn(ctx, store, numbers)
	if err != nil {
		return nil, err
	}
	c.newest = at.Time()
	c.reg, err = registry.New(store, registry.Config{
		Calendar: civil.BuiltIn(), Numbering: numbers, Fees: fees, Clock: o.Clock,
	})
	return c, err
}

// play plays one visit and says what came of it.
func (c *counter) play(ctx context.Context, v *visit) *entry {
	e := &entry{at: v.at, visit: v}
	// The clock of the records never goes back: a visit that lies before what is
	// on record takes effect on its day and is recorded at the moment of the last.
	c.now = instant(v.day, v.time)
	if c.now.Before(c.newest) {
		c.now = c.newest
	}
	if v.desk == agencyDesk {
		e.show("desk", labelled(v.office().Kind))
	}
	if err := v.do(ctx, c, v, e); err != nil {
		e.fail(err)
	}
	if e.repeated() {
		e.show("repeated", yes(true))
	}
	return e
}

// order is an order at the desk of the visit. Every visit has its own request
// IDs, made of file and line, so that playing a line again does nothing twice;
// step tells the orders of one visit apart.
func (v *visit) order(step string, by permit.Actor) registry.Order {
	name := sha256.Sum256([]byte(v.at.file))
	return registry.Order{
		By: by, On: v.day,
		Request: storage.CommandID(fmt.Sprintf("%x-%d-%s", name[:6], v.at.line, step)),
	}
}

// clerk is the official who receives the visitor.
func (v *visit) clerk() permit.Actor {
	if v.desk == agencyDesk {
		return permit.Actor{Kind: permit.AgencyClerk, ID: "EX-CLERK", Office: v.office()}
	}
	return v.officer()
}

// officer is an official of the police station: the one who decides (5.1).
func (v *visit) officer() permit.Actor {
	return permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "EX-OFFICER", Office: v.station()}
}

// office is where the visitor came.
func (v *visit) office() permit.Office {
	if v.desk == agencyDesk {
		return permit.Office{ID: permit.OfficeID("EX-AGENCY-" + v.district.String()), Kind: permit.EntrustedAgency, District: v.district}
	}
	return v.station()
}

// station is the police station of the district.
func (v *visit) station() permit.Office {
	return permit.Office{ID: permit.OfficeID("EX-STATION-" + v.district.String()), Kind: permit.PoliceStation, District: v.district}
}

// department is somebody of a department, wherever it sits.
func department(kind permit.OfficeKind) permit.Actor {
	return permit.Actor{
		Kind: permit.DepartmentReviewer, ID: "EX-REVIEWER",
		Office: permit.Office{ID: permit.OfficeID("EX-" + kind.String()), Kind: kind},
	}
}
