package registry

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
)

// UnmarshalJSON reads the JSON form strictly, each policy as it reads itself:
//
//	{"eligibility":{"readings":{"A02":"b"}},"permit":{"commencement":"2026-01-01"}}
//
// What is left out is the default reading, and the calendars stay as they are.
// What is no answer of a reading is an error that wraps rule.ErrAnswer. On an
// error p keeps its value.
func (p *Policy) UnmarshalJSON(b []byte) error {
	if string(bytes.TrimSpace(b)) == "null" {
		return nil
	}
	var form struct {
		Eligibility json.RawMessage `json:"eligibility"`
		Permit      json.RawMessage `json:"permit"`
		Penalty     json.RawMessage `json:"penalty"`
	}
	if err := record.Decode("policy", b, &form); err != nil {
		return err
	}
	var q Policy
	q.Eligibility.Calendar = p.Eligibility.Calendar
	q.Permit.Endorsement.Calendar = p.Permit.Endorsement.Calendar
	q.Penalty.Calendar = p.Penalty.Calendar
	for _, part := range [...]struct {
		name string
		raw  json.RawMessage
		to   json.Unmarshaler
	}{
		{"eligibility", form.Eligibility, &q.Eligibility},
		{"permit", form.Permit, &q.Permit},
		{"penalty", form.Penalty, &q.Penalty},
	} {
		if part.raw == nil {
			continue
		}
		err := part.to.UnmarshalJSON(part.raw)
		switch {
		case errors.Is(err, rule.ErrAnswer):
			return err // names its package and the reading
		case err != nil:
			return record.At("policy."+part.name, err)
		}
	}
	*p = q
	return nil
}
