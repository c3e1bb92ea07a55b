package legacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// TestNoDayOfARowIsReported: what the law's packages say of a day names it, and
// the report does not.
func TestNoDayOfARowIsReported(t *testing.T) {
	day := civil.MustParse("2026-03-01")
	im := &importer{t: &table{m: &Mapping{Rows: Permits}, line: 2}}
	for _, err := range []error{
		&endorsement.TooEarlyError{Day: day, Opens: day},
		&endorsement.LapsedError{Day: day, Last: day},
		&endorsement.OrderError{Day: day, After: day},
		&endorsement.NotOverdueError{Day: day, LastValid: day},
		&permit.AppendError{Kind: permit.ActEndorsed, On: day, Err: &endorsement.TooEarlyError{Day: day, Opens: day}},
		&permit.AppendError{Kind: permit.ActEndorsed, On: day, Err: permit.ErrCancelled},
	} {
		require.ErrorContains(t, err, "2026")
		faults, fatal := im.faults(err)
		assert.False(t, fatal, "%v", err)
		require.Len(t, faults, 1)
		assert.Equal(t, 2, faults[0].Line)
		assert.NotEmpty(t, faults[0].Rule)
		assert.NotContains(t, faults[0].Rule, "2026")
	}
}

// TestAFaultIsToldOnce although a record has it in two places, or many times.
func TestAFaultIsToldOnce(t *testing.T) {
	im := &importer{t: &table{m: &Mapping{Rows: Permits}, line: 2}}
	f := record.Faults{Record: "formerPermit"}
	for range 3 {
		f.Add("holder.born", "must be stated", permit.ErrMissing)
		f.Add("issuedOn", "must be stated", permit.ErrMissing)
		f.Add("document.born", "must be stated", permit.ErrMissing)
	}
	faults, _ := im.faults(f.Err())
	assert.Equal(t, []Fault{{Line: 2, Field: "born", Rule: "must be stated"}, {Line: 2, Field: "issuedOn", Rule: "must be stated"}}, faults)
}
