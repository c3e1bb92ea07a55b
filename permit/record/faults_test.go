package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

func day(s string) civil.Date { return civil.MustParse(s) }

func TestFaultsComeAtOnceInOrder(t *testing.T) {
	c := record.Faults{Record: "person"}
	require.NoError(t, c.Err())
	c.Require(true, "name", "must be stated", record.ErrMissing)
	c.Nested("term", nil)
	c.Word("colour", colour(1))
	require.NoError(t, c.Err())

	c.Add("name", "must be stated", record.ErrMissing)
	c.Word("colour", colour(9))
	c.Nested("stay", (&stay{Until: day("2026-01-01")}).Validate())
	c.Nested("other", (&stay{From: day("2026-01-02"), Until: day("2026-01-01")}).Validate())
	c.Nested("born", &record.FieldError{Field: "date", Rule: "must exist", Err: record.ErrText})
	c.Nested("photo", errors.New("quotes 测试甲"))
	c.Require(false, "until", "must not be before from", record.ErrContradiction)
	err := c.Err()
	require.EqualError(t, err, "record: person.name must be stated; person.colour must be one of unknown, red; "+
		"person.stay.from must be stated; person.other.until must not be before from; person.born must exist; "+
		"person.photo has the wrong form; person.until must not be before from")
	var all *record.RecordError
	require.ErrorAs(t, err, &all)
	assert.Equal(t, "person", all.Record)
	require.Len(t, all.Unwrap(), 7)
	for _, is := range []error{record.ErrInvalid, record.ErrMissing, record.ErrWord, record.ErrText, record.ErrContradiction, record.ErrMalformed} {
		assert.ErrorIs(t, err, is)
	}
	assert.EqualError(t, all.Faults[0], "record: person.name must be stated")
}

// A record whose paths begin inside it nests like one whose paths begin with it.
func TestPathsWithoutTheRecord(t *testing.T) {
	var inside record.Faults
	inside.Add("agent.relation", "must be stated", record.ErrMissing)
	inside.Nested("stay", (&stay{}).Validate())
	require.EqualError(t, inside.Err(), "record: agent.relation must be stated; stay.from must be stated")
	c := record.Faults{Record: "order"}
	c.Nested("application", &record.RecordError{Record: "application", Faults: inside.List})
	require.EqualError(t, c.Err(), "record: order.application.agent.relation must be stated; order.application.stay.from must be stated")
}

// Judging a record without a fault costs nothing.
func TestNoFaultNoAllocation(t *testing.T) {
	s := stay{From: day("2026-01-01"), Until: day("2026-01-02")}
	list := strings.Repeat("stays", len(s.Where)+1) // a path put together at run time
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		c := record.Faults{Record: "whole"}
		c.Require(s.Until.OnOrAfter(s.From), list+".until", "must not be before from", record.ErrContradiction)
		c.Nested("stay", s.Validate())
		if c.Err() != nil {
			panic("no fault")
		}
	}))
}
