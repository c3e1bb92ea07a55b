package registry

import (
	"fmt"
	"log/slog"
)

// A handler that writes JSON marshals what it is given, and marshalling gives a
// person's data in clear, for storage needs them. So each request that carries
// any, and the one answer that does, goes into a log as it prints: masked.

func printedForLog(v any) slog.Value { return slog.StringValue(fmt.Sprintf("%+v", v)) }

// LogValue keeps the person out of structured logs, JSON handlers included.
func (d Declaration) LogValue() slog.Value { return printedForLog(d) }

// LogValue keeps the address out of structured logs, JSON handlers included.
func (a AddressChange) LogValue() slog.Value { return printedForLog(a) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (p Presence) LogValue() slog.Value { return printedForLog(p) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (e Endorsing) LogValue() slog.Value { return printedForLog(e) }

// LogValue keeps an agent out of structured logs, JSON handlers included.
func (r Reissuing) LogValue() slog.Value { return printedForLog(r) }

// LogValue keeps persons out of structured logs, JSON handlers included.
func (e Exchanging) LogValue() slog.Value { return printedForLog(e) }

// LogValue keeps the offender out of structured logs, JSON handlers included.
func (s Sanctioning) LogValue() slog.Value { return printedForLog(s) }

// LogValue keeps the offender out of structured logs, JSON handlers included.
func (s SanctionSearch) LogValue() slog.Value { return printedForLog(s) }

// LogValue keeps the words of the purpose out of structured logs, JSON handlers
// included.
func (d Disclosing) LogValue() slog.Value { return printedForLog(d) }

// LogValue keeps the person out of structured logs, JSON handlers included.
func (d Disclosure) LogValue() slog.Value { return printedForLog(d) }

// LogValue keeps the person out of structured logs, JSON handlers included.
func (e Erasing) LogValue() slog.Value { return printedForLog(e) }

// LogValue keeps the holder out of structured logs, JSON handlers included.
func (p FormerPermit) LogValue() slog.Value { return printedForLog(p) }
