package eligibility

import (
	"log/slog"

	"github.com/juzhuzheng/residence/permit"
)

// LogValue keeps the papers out of structured logs, JSON handlers included.
func (p Papers) LogValue() slog.Value { return permit.MaskedForLog(p) }

// LogValue keeps the proof out of structured logs, JSON handlers included.
func (p Proof) LogValue() slog.Value { return permit.MaskedForLog(p) }
