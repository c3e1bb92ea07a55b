package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A clock is a time of day in minutes. No rule of law reads it: it says when a
// visit is recorded.
type clock int

var ruleClock = law.Bilingual{ZH: "须为 09:05 这样的时刻", EN: "must be a time of day such as 09:05"}

var errClock = errors.New("not a time of day")

// UnmarshalText reads a time of day; on error c keeps its value.
func (c *clock) UnmarshalText(b []byte) error {
	t, err := time.Parse("15:04", string(b))
	if err != nil || len(b) != 5 {
		return errClock
	}
	*c = clock(t.Hour()*60 + t.Minute())
	return nil
}

// String is the time as it is written.
func (c clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// beijing is the zone in which instants become legal days.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// instant is the moment of a time of day on a day.
func instant(day civil.Date, c clock) time.Time {
	return time.Date(day.Year(), time.Month(day.Month()), day.Day(), int(c)/60, int(c)%60, 0, 0, beijing)
}

// A date is a legal day; the short name keeps the lists of fields readable.
type date = civil.Date
