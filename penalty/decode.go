package penalty

import "github.com/juzhuzheng/residence/permit/record"

// UnmarshalJSON reads the JSON form strictly; on error o keeps its value.
func (o *Offender) UnmarshalJSON(b []byte) error { return record.Decode("offender", b, o) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *Sanction) UnmarshalJSON(b []byte) error { return record.Decode("sanction", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *Mitigation) UnmarshalJSON(b []byte) error { return record.Decode("mitigation", b, m) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Decided) UnmarshalJSON(b []byte) error { return record.Decode("decided", b, d) }
