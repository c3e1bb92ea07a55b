package endorsement

import (
	"bytes"
	"encoding/json"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
)

// policyForm is the JSON form of a Policy: the readings that depart from the
// default, by their numbers, and the facts that a policy carries.
type policyForm struct {
	Readings rule.Chosen `json:"readings,omitempty"`
	// LapseAfter is the time that A35 (c) needs.
	LapseAfter civil.Period `json:"lapseAfter,omitzero"`
}

// MarshalJSON writes the readings that depart from the default, by their numbers
// in the register:
//
//	{"readings":{"A33":"b","A35":"c"},"lapseAfter":"P6M"}
//
// Calendar is no part of it: whoever reads the policy gives it one. A policy that
// holds no reading is an error that wraps rule.ErrAnswer.
func (p Policy) MarshalJSON() ([]byte, error) {
	chosen, err := readings.Chosen(&p)
	if err != nil {
		return nil, err
	}
	return json.Marshal(policyForm{chosen, p.LapseAfter})
}

// UnmarshalJSON reads what MarshalJSON writes, strictly: what is left out is the
// default reading, and what is no answer of a reading is an error that wraps
// rule.ErrAnswer. Calendar stays as it is. On an error p keeps its value.
func (p *Policy) UnmarshalJSON(b []byte) error {
	if string(bytes.TrimSpace(b)) == "null" {
		return nil
	}
	var form policyForm
	if err := record.Decode("policy", b, &form); err != nil {
		return err
	}
	q := Policy{LapseAfter: form.LapseAfter, Calendar: p.Calendar}
	if err := readings.Choose(&q, form.Readings); err != nil {
		return err
	}
	*p = q
	return nil
}
