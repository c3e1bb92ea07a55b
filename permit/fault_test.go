package permit

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// faultsOf lists the fields of a record error, in their order.
func faultsOf(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	require.ErrorIs(t, err, ErrInvalid)
	var record *RecordError
	require.ErrorAs(t, err, &record)
	var fields []string
	for _, f := range record.Faults {
		assert.Contains(t, err.Error(), f.Field+" "+f.Rule)
		fields = append(fields, f.Field)
	}
	return fields
}

func TestRecordErrorIsAList(t *testing.T) {
	err := Actor{Kind: AgencyClerk}.Validate()
	var record *RecordError
	require.True(t, errors.As(err, &record))
	assert.Equal(t, "actor", record.Record)
	for _, e := range record.Unwrap() {
		assert.NotNil(t, e)
		assert.ErrorIs(t, e, ErrMissing)
	}
	assert.EqualError(t, err, "record: actor.office.id must be stated; actor.office.kind must be stated")
	assert.EqualError(t, record.Faults[0], "record: actor.office.id must be stated")
}
