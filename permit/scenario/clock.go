package scenario

import (
	"sync"
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Clock stands still on a day until it is moved: what a registry and a store
// take for the present moment. It is safe for use by many goroutines. Make it
// with NewClock.
type Clock struct {
	mu  sync.Mutex
	day civil.Date
}

// NewClock is a clock that stands on a day, as 2026-07-16. It panics if that is
// no day: a mistake in a test's own text.
func NewClock(day string) *Clock { return &Clock{day: civil.MustParse(day)} }

// Day is the day on which it stands.
func (c *Clock) Day() civil.Date {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.day
}

// Move puts it on another day, be it an earlier one.
func (c *Clock) Move(day string) {
	d := civil.MustParse(day)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.day = d
}

// Now is noon in Beijing on that day, for Options.Clock of package storage and
// Config.Clock of package registry.
func (c *Clock) Now() time.Time { return noon(c.Day()) }

// noon is noon in Beijing; every day of the calendar has one.
func noon(day civil.Date) time.Time {
	t, _ := time.Parse(time.RFC3339, day.String()+"T12:00:00+08:00")
	return t
}
