package endorsement

import "github.com/juzhuzheng/residence/permit/record"

// A misspelt day of an endorsement would make a permit that was endorsed in
// time a suspended one, so records are read strictly.

// UnmarshalJSON reads the JSON form strictly; on error l keeps its value.
func (l *Timeline) UnmarshalJSON(b []byte) error { return record.Decode("timeline", b, l) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Facts) UnmarshalJSON(b []byte) error { return record.Decode("facts", b, f) }
