package sqlstore

import (
	"fmt"
	"strings"
)

// A Finding is a setting of an engine, or its version, under which a promise of
// the backend does not hold.
type Finding struct {
	Setting string // as the engine names it
	Have    string
	Want    string
	Risk    string
}

// String says what is set, what should be and why.
func (f Finding) String() string {
	return fmt.Sprintf("%s is %q, want %s: %s", f.Setting, f.Have, f.Want, f.Risk)
}

// A SettingsError says that a database is refused as it is set up.
type SettingsError struct {
	Engine   string    // the package that refuses
	Findings []Finding // those not accepted; at least one
	Err      error     // storage.ErrUnsupported, or storage.ErrReadOnly if it only reads
}

// Error lists the findings.
func (e *SettingsError) Error() string {
	var b strings.Builder
	b.WriteString(e.Engine)
	b.WriteString(": refused")
	for _, f := range e.Findings {
		b.WriteString("; ")
		b.WriteString(f.String())
	}
	return b.String()
}

// Unwrap returns the sentinel.
func (e *SettingsError) Unwrap() error { return e.Err }
