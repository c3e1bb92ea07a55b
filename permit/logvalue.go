package permit

import (
	"fmt"
	"log/slog"
)

// MaskedForLog is a value as it goes into a structured log: as %+v prints it, where
// every personal text is masked. A handler that writes JSON would marshal it
// instead, and marshalling gives a person's data in clear, for storage needs them.
// So every exported type of this module that can hold any has a LogValue, and a
// type made of such types should have one too:
//
//	func (c Case) LogValue() slog.Value { return permit.MaskedForLog(c) }
//
// A handler never asks the elements of a slice or a map: log them one by one.
func MaskedForLog(v any) slog.Value { return slog.StringValue(fmt.Sprintf("%+v", v)) }

// LogValue keeps the holder out of structured logs, JSON handlers included.
func (i Issue) LogValue() slog.Value { return MaskedForLog(i) }

// LogValue keeps the holder out of structured logs, JSON handlers included.
func (e Exchange) LogValue() slog.Value { return MaskedForLog(e) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (a AddressChange) LogValue() slog.Value { return MaskedForLog(a) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (s State) LogValue() slog.Value { return MaskedForLog(s) }

// LogValue keeps the addresses out of structured logs, JSON handlers included.
func (c Change) LogValue() slog.Value { return MaskedForLog(c) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (r ReissueFacts) LogValue() slog.Value { return MaskedForLog(r) }

// LogValue keeps persons out of structured logs, JSON handlers included.
func (e ExchangeFacts) LogValue() slog.Value { return MaskedForLog(e) }

// LogValue keeps the addresses out of structured logs, JSON handlers included.
func (a AddressChangeFacts) LogValue() slog.Value { return MaskedForLog(a) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (i InformationCheckFacts) LogValue() slog.Value { return MaskedForLog(i) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (c CancellationFacts) LogValue() slog.Value { return MaskedForLog(c) }
