package penalty

import "github.com/juzhuzheng/residence/permit/word"

// The words of the readings, as they print; policies are stored by the numbers of
// the register (see Policy.MarshalJSON).
var (
	warningRules      = word.List{Field: "warning", Words: codes("warning-and-fine", "either-or-both", "warning-always-fine-optional")}
	fraudRules        = word.List{Field: "fraud", Words: codes("only-when-issued", "attempt-too")}
	fraudThenUseRules = word.List{Field: "fraudThenUse", Words: codes("two-acts", "one-course", "use-absorbs")}
	genuineSaleRules  = word.List{Field: "genuineSale", Words: codes("trade-if-for-price", "always-transfer", "heavier-prevails")}
	nonExecutionRules = word.List{Field: "nonExecution", Words: codes("of-schedule", "all-by-execution", "rules-2025")}
	limitationRules   = word.List{Field: "limitation", Words: codes("two-years", "six-months-for-all")}
	ancillaryRules    = word.List{Field: "ancillary", Words: codes("draft-only", "by-law")}
)

func codes(names ...string) []word.Word {
	ws := make([]word.Word, len(names))
	for i, n := range names {
		ws[i].Code = n
	}
	return ws
}

// String is the stable code.
func (r WarningRule) String() string { return warningRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r WarningRule) MarshalText() ([]byte, error) { return warningRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *WarningRule) UnmarshalText(b []byte) error { return word.Unmarshal(&warningRules, b, r) }

// String is the stable code.
func (r FraudRule) String() string { return fraudRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r FraudRule) MarshalText() ([]byte, error) { return fraudRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *FraudRule) UnmarshalText(b []byte) error { return word.Unmarshal(&fraudRules, b, r) }

// String is the stable code.
func (r FraudThenUseRule) String() string { return fraudThenUseRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r FraudThenUseRule) MarshalText() ([]byte, error) { return fraudThenUseRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *FraudThenUseRule) UnmarshalText(b []byte) error {
	return word.Unmarshal(&fraudThenUseRules, b, r)
}

// String is the stable code.
func (r GenuineSaleRule) String() string { return genuineSaleRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r GenuineSaleRule) MarshalText() ([]byte, error) { return genuineSaleRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *GenuineSaleRule) UnmarshalText(b []byte) error {
	return word.Unmarshal(&genuineSaleRules, b, r)
}

// String is the stable code.
func (r NonExecutionRule) String() string { return nonExecutionRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r NonExecutionRule) MarshalText() ([]byte, error) { return nonExecutionRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *NonExecutionRule) UnmarshalText(b []byte) error {
	return word.Unmarshal(&nonExecutionRules, b, r)
}

// String is the stable code.
func (r LimitationRule) String() string { return limitationRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r LimitationRule) MarshalText() ([]byte, error) { return limitationRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *LimitationRule) UnmarshalText(b []byte) error { return word.Unmarshal(&limitationRules, b, r) }

// String is the stable code.
func (r AncillaryRule) String() string { return ancillaryRules.Code(uint8(r)) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r AncillaryRule) MarshalText() ([]byte, error) { return ancillaryRules.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *AncillaryRule) UnmarshalText(b []byte) error { return word.Unmarshal(&ancillaryRules, b, r) }
