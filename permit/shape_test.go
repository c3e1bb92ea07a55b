package permit

import (
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
)

// The shape of the types is a promise: values that compare, text for machines,
// masks for printers.
var (
	_ map[IDNumber]struct{}
	_ map[Name]struct{}
	_ map[Division]struct{}
	_ map[Person]struct{}
	_ map[Address]struct{}
	_ map[Document]struct{}
	_ map[Actor]struct{}
	_ map[Finding]struct{}

	_ encoding.TextMarshaler   = IDNumber{}
	_ encoding.TextUnmarshaler = (*IDNumber)(nil)
	_ encoding.TextMarshaler   = Name{}
	_ encoding.TextUnmarshaler = (*Name)(nil)
	_ encoding.TextMarshaler   = Division{}
	_ encoding.TextUnmarshaler = (*Division)(nil)
	_ fmt.Formatter            = IDNumber{}
	_ fmt.Formatter            = Name{}
	_ slog.LogValuer           = IDNumber{}
	_ slog.LogValuer           = Name{}
	_ slog.LogValuer           = Person{}
	_ json.Unmarshaler         = (*Person)(nil)
	_ error                    = (*FieldError)(nil)
	_ error                    = (*RecordError)(nil)
)
