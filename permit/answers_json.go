package permit

import (
	"encoding/json"

	"github.com/juzhuzheng/residence/permit/record"
)

// Answers that are only values can be read back, as strictly as records are. A
// Verification and an IneffectiveAct are written only: what stands behind them is
// not in their JSON form.

// UnmarshalJSON reads the JSON form strictly; on error b keeps its value.
func (b *Breach) UnmarshalJSON(data []byte) error { return record.Decode("breach", data, b) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Fee) UnmarshalJSON(b []byte) error { return record.Decode("fee", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error q keeps its value.
func (q *FeeQuestion) UnmarshalJSON(b []byte) error { return record.Decode("feeQuestion", b, q) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *IssueDue) UnmarshalJSON(b []byte) error { return record.Decode("issueDue", b, d) }

// An errorText is an error as JSON has it: its text, which names no person.
type errorText struct{ error }

func (e errorText) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// MarshalJSON writes the answer, with the text of Err: without it a Status of
// "unknown" would read as that of a number nobody knows.
func (v Verification) MarshalJSON() ([]byte, error) {
	type plain Verification
	if v.Err != nil {
		v.Err = errorText{v.Err}
	}
	return json.Marshal(plain(v))
}

// MarshalJSON writes the act, with the text of Reason.
func (a IneffectiveAct) MarshalJSON() ([]byte, error) {
	type plain IneffectiveAct
	if a.Reason != nil {
		a.Reason = errorText{a.Reason}
	}
	return json.Marshal(plain(a))
}
