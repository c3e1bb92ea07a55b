package registry

import (
	"fmt"
	"log/slog"

	"github.com/juzhuzheng/residence/permit"
)

// LogValue keeps the person out of structured logs, JSON handlers included.
func (d Declaration) LogValue() slog.Value { return permit.MaskedForLog(d) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (a AddressChange) LogValue() slog.Value { return permit.MaskedForLog(a) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (p Presence) LogValue() slog.Value { return permit.MaskedForLog(p) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (e Endorsing) LogValue() slog.Value { return permit.MaskedForLog(e) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (r Reissuing) LogValue() slog.Value { return permit.MaskedForLog(r) }

// LogValue keeps persons out of structured logs, JSON handlers included.
func (e Exchanging) LogValue() slog.Value { return permit.MaskedForLog(e) }

// LogValue keeps the offender out of structured logs, JSON handlers included.
func (s Sanctioning) LogValue() slog.Value { return permit.MaskedForLog(s) }

// Format prints the fields, each as it prints itself, for every verb. Package fmt
// asks no field of a pointer that is no text under %s or %d, but it asks the
// pointer.
func (s SanctionSearch) Format(w fmt.State, _ rune) {
	type fields SanctionSearch
	fmt.Fprintf(w, "%+v", fields(s))
}

// LogValue keeps the offender out of structured logs, JSON handlers included.
func (s SanctionSearch) LogValue() slog.Value { return permit.MaskedForLog(s) }

// Format prints the fields as that of SanctionSearch does.
func (d Disclosing) Format(w fmt.State, _ rune) {
	type fields Disclosing
	fmt.Fprintf(w, "%+v", fields(d))
}

// LogValue keeps the words of the purpose out of structured logs, JSON handlers
// included.
func (d Disclosing) LogValue() slog.Value { return permit.MaskedForLog(d) }

// LogValue keeps the person out of structured logs, JSON handlers included.
func (d Disclosure) LogValue() slog.Value { return permit.MaskedForLog(d) }

// LogValue keeps the person out of structured logs, JSON handlers included.
func (e Erasing) LogValue() slog.Value { return permit.MaskedForLog(e) }

// LogValue keeps the holder out of structured logs, JSON handlers included.
func (p FormerPermit) LogValue() slog.Value { return permit.MaskedForLog(p) }

// LogValue keeps the address of a state out of structured logs, JSON handlers
// included.
func (s Snapshot) LogValue() slog.Value { return permit.MaskedForLog(s) }
