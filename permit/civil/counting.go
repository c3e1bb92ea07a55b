package civil

// Counting says whether the day on which a period starts is counted. The zero
// value is the rule of Civil Code 201.
type Counting uint8

const (
	// StartExcluded leaves the start day out: one year from 2025-03-10 has
	// 2026-03-10 as its last day (Civil Code 201, 202).
	StartExcluded Counting = iota
	// StartCounted counts the start day: the last day is one earlier,
	// 2026-03-09.
	StartCounted
)

// Fullness says when a period or an age is full (满). The zero value is the
// rule that follows from Civil Code 203 paragraph 2.
type Fullness uint8

const (
	// AfterLastDay: full when the last day has ended, that is from the next
	// day on.
	AfterLastDay Fullness = iota
	// OnLastDay: full on the last day already.
	OnLastDay
)

var (
	countingNames = []string{"start-excluded", "start-counted"}
	fullnessNames = []string{"after-last-day", "on-last-day"}
)

// String returns the name, "start-excluded" or "start-counted".
func (c Counting) String() string { return nameOf(countingNames, uint8(c)) }

// MarshalText returns the name; a value without a name is an error that wraps
// [ErrInvalid].
func (c Counting) MarshalText() ([]byte, error) {
	return marshalName("counting", countingNames, uint8(c))
}

// UnmarshalText reads a name. On an error, which wraps [ErrInvalid], c keeps
// its value.
func (c *Counting) UnmarshalText(text []byte) error {
	return unmarshalName("counting", countingNames, text, (*uint8)(c))
}

// String returns the name, "after-last-day" or "on-last-day".
func (f Fullness) String() string { return nameOf(fullnessNames, uint8(f)) }

// MarshalText returns the name; a value without a name is an error that wraps
// [ErrInvalid].
func (f Fullness) MarshalText() ([]byte, error) {
	return marshalName("fullness", fullnessNames, uint8(f))
}

// UnmarshalText reads a name. On an error, which wraps [ErrInvalid], f keeps
// its value.
func (f *Fullness) UnmarshalText(text []byte) error {
	return unmarshalName("fullness", fullnessNames, text, (*uint8)(f))
}

// fullOffset returns how many days after the corresponding day a period is
// full: -1, 0 or +1. It is false for values that are neither of the two.
func fullOffset(c Counting, f Fullness) (int32, bool) {
	return int32(OnLastDay) - int32(f) - int32(c), c <= StartCounted && f <= OnLastDay
}
