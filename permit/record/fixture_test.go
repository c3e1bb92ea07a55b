package record_test

import (
	"encoding/json"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/word"
)

// A colour is an enumeration like those of the library.
type colour uint8

var colours = word.List{Field: "colour", Words: []word.Word{
	{Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	{Code: "red", Label: law.Bilingual{ZH: "红色", EN: "red"}},
}}

func (c colour) MarshalText() ([]byte, error)     { return colours.Marshal(uint8(c)) }
func (c *colour) UnmarshalText(text []byte) error { return word.Unmarshal(&colours, text, c) }

// A stay is a record that reads and judges itself, and a text of its own.
type stay struct {
	From  civil.Date `json:"from"`
	Until civil.Date `json:"until"`
	Where string     `json:"where"`
}

func (s *stay) UnmarshalJSON(b []byte) error { return record.Decode("stay", b, s) }

func (s *stay) Validate() error {
	c := record.Faults{Record: "stay"}
	c.Require(!s.From.IsZero(), "from", "must be stated", record.ErrMissing)
	c.Require(!s.Until.StrictlyBefore(s.From), "until", "must not be before from", record.ErrContradiction)
	return c.Err()
}

// A thing is a record that leaves its reading to the one it is part of.
type thing struct {
	Colour colour `json:"colour"`
	Number int    `json:"number,omitzero"`
}

// Shared is embedded.
type Shared struct {
	Name string `json:"name"`
}

type whole struct {
	Shared
	Stay    stay            `json:"stay"`
	Thing   thing           `json:"thing"`
	Stays   []stay          `json:"stays"`
	Things  []thing         `json:"things"`
	Texts   []string        `json:"texts"`
	Maybe   *stay           `json:"maybe"`
	Number  *int            `json:"number"`
	Raw     json.RawMessage `json:"raw"`
	Bytes   []byte          `json:"bytes"`
	Bare    bool
	Ignored string `json:"-"`
	hidden  string
}
