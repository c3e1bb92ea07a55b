package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/record"
)

// recorded is what a decision that was read back remembers.
type recorded struct {
	outcome  Outcome
	reasons  uint64
	readings []Applied
	facts    []law.Bilingual
	earliest civil.Date
}

// The published shape of a marshalled decision. Fields may be added, never
// renamed or given another meaning.
type shape struct {
	Table    string        `json:"table"`
	Cite     law.Cite      `json:"cite"`
	Title    law.Bilingual `json:"title"`
	On       civil.Date    `json:"on"`
	Outcome  Outcome       `json:"outcome"`
	Results  []shapeEntry  `json:"results"`
	Reasons  []string      `json:"reasons"`
	Readings []Applied     `json:"readings"`
	Earliest civil.Date    `json:"earliest,omitzero"`
}

type shapeEntry struct {
	Code  string        `json:"code"`
	Cite  law.Cite      `json:"cite"`
	Path  string        `json:"path"`
	Truth Truth         `json:"truth"`
	Rule  law.Bilingual `json:"rule"`
	Fact  law.Bilingual `json:"fact,omitzero"`
}

// MarshalJSON writes the decision with everything needed to explain it later:
//
//	{"table":"…","cite":"8.1","title":{"zh":"…","en":"…"},"on":"2026-07-14",
//	 "outcome":"refused",
//	 "results":[{"code":"…","cite":"8.1","path":"/…","truth":"unmet",
//	             "rule":{"zh":"…","en":"…"},"fact":{"zh":"…","en":"…"}}],
//	 "reasons":["…"],"readings":[{"id":"A01","answer":"a"}],
//	 "earliest":"2026-07-16"}
//
// Where there is no earliest day, the field is left out.
//
// The zero Decision marshals to null.
func (d Decision) MarshalJSON() ([]byte, error) {
	if d.form == nil {
		return []byte("null"), nil
	}
	s := shape{
		Table: d.form.name, Cite: d.form.cite, Title: d.form.title, On: d.on, Outcome: d.Outcome(), Earliest: d.Earliest(),
		Results: []shapeEntry{}, Reasons: []string{}, Readings: []Applied{},
	}
	for _, r := range d.Results() {
		s.Results = append(s.Results, shapeEntry{
			Code: r.Code, Cite: r.Cite, Path: r.Path, Truth: r.Truth, Rule: law.Bilingual{ZH: r.Rule(language.Chinese), EN: r.Rule(language.English)},
			Fact: law.Bilingual{ZH: r.Fact(language.Chinese), EN: r.Fact(language.English)},
		})
	}
	for _, r := range d.Reasons() {
		s.Reasons = append(s.Reasons, r.Code)
	}
	s.Readings = append(s.Readings, d.Readings()...)
	return json.Marshal(s)
}

// UnmarshalJSON reads what MarshalJSON wrote. It refuses unknown fields and
// words, codes that are malformed or stand twice, a refusal without reasons
// (clause 11.2), an approval with reasons or an earliest day, an earliest day that
// is no later than the day of judgement, and reasons that are no results; such
// errors wrap ErrDecision. On an error d is left as it was.
func (d *Decision) UnmarshalJSON(b []byte) error {
	if string(bytes.TrimSpace(b)) == "null" {
		*d = Decision{}
		return nil
	}
	var s shape
	if err := record.Decode("decision", b, &s); err != nil {
		return fmt.Errorf("%w: %w", ErrDecision, err)
	}
	form := &Form{name: s.Table, cite: s.Cite, title: s.Title}
	rec := &recorded{outcome: s.Outcome, readings: s.Readings, earliest: s.Earliest}
	form.recorded = rec
	if s.Table == "" || s.Cite.IsZero() || len(s.Results) == 0 || len(s.Results) > maxWidth {
		return fmt.Errorf("%w: it lacks its table, clause or results", ErrDecision)
	}
	var c truths
	codes := make([]string, 0, len(s.Results))
	for i, e := range s.Results {
		if !wellFormed(e.Code) || slices.Contains(codes, e.Code) {
			return fmt.Errorf("%w: results/%d: code malformed or twice", ErrDecision, i)
		}
		if e.Cite.IsZero() || !pointer(e.Path) {
			return fmt.Errorf("%w: results/%d: no clause, or path is no JSON Pointer", ErrDecision, i)
		}
		codes = append(codes, e.Code)
		c.set(i, e.Truth)
		form.lines = append(form.lines, Line{Code: e.Code, Cite: e.Cite, Path: e.Path, Rule: e.Rule})
		rec.facts = append(rec.facts, e.Fact)
	}
	for i, code := range s.Reasons {
		at := slices.Index(codes, code)
		if at < 0 {
			return fmt.Errorf("%w: reasons/%d is not among the results", ErrDecision, i)
		}
		rec.reasons |= 1 << at
	}
	if (len(s.Reasons) == 0) != (s.Outcome == Approved) {
		return fmt.Errorf("%w: %v with %d reasons", ErrDecision, s.Outcome, len(s.Reasons))
	}
	if !s.Earliest.IsZero() && (s.Outcome == Approved || !s.Earliest.StrictlyAfter(s.On)) {
		return fmt.Errorf("%w: earliest is not later, or stands with an approval", ErrDecision)
	}
	*d = Decision{form: form, truths: c, on: s.On}
	return nil
}
