package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit/law"
)

// Chosen is the form in which policies are kept: by reading, the register's key
// of the answer chosen, and of several that are taken together the keys joined by
// a plus sign: {"A02":"b","A11":"b+c"}. A reading left out has its default.
type Chosen map[law.ReadingID]string

// Chosen are the answers of a policy that depart from the default. A nil policy
// has none. The error wraps ErrAnswer: the policy holds no reading of some place.
func (s *Switches[P]) Chosen(p *P) (Chosen, error) {
	p, err := s.Of(p)
	if err != nil {
		return nil, err
	}
	c := Chosen{}
	for i := range s.list {
		id := s.list[i].ID
		if a := s.Applied(p, id); !a.Default() {
			c[id] = a.Answer
		}
	}
	return c, nil
}

// Choose makes p choose these answers, and the default of every other reading.
// The error wraps ErrAnswer, and p keeps its value: the policy has no such
// reading, the reading no such answer, an answer stands twice or beside the
// default, or it needs a number that p does not hold.
func (s *Switches[P]) Choose(p *P, c Chosen) error {
	q := *p
	for i := range s.list {
		sw := &s.list[i]
		answer := sw.Answers[0]
		for a := range strings.SplitSeq(c[sw.ID], "+") {
			if slices.Contains(sw.Answers, a) {
				answer = a
				break
			}
		}
		if err := sw.Set(&q, answer); err != nil {
			return fmt.Errorf("%s: policy: %w", s.pkg, err)
		}
	}
	// What was chosen must be what is said back: nothing is dropped in silence.
	for _, id := range slices.Sorted(maps.Keys(c)) {
		answer := c[id]
		if got := s.Applied(&q, id).Answer; got != answer || !s.has(id) {
			return fmt.Errorf("%s: policy: %v: %w", s.pkg, id, ErrAnswer)
		}
	}
	if err := s.Validate(&q); err != nil {
		return err
	}
	*p = q
	return nil
}

func (s *Switches[P]) has(id law.ReadingID) bool {
	return slices.ContainsFunc(s.list, func(sw Switch[P]) bool { return sw.ID == id })
}

// UnmarshalJSON reads the JSON form strictly: an object from the numbers of
// readings to texts, none of them twice. Null is none. On an error c keeps its
// value; the error wraps law.ErrReadingID or ErrAnswer.
func (c *Chosen) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	open, err := d.Token()
	if err != nil {
		return err
	}
	if open == nil {
		*c = nil
		return nil
	}
	if open != json.Delim('{') {
		return fmt.Errorf("%w: readings must be an object", ErrAnswer)
	}
	read := Chosen{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string) // a key is one
		id, err := law.ParseReadingID(name)
		if err != nil {
			return err
		}
		value, err := d.Token()
		if err != nil {
			return err
		}
		answer, ok := value.(string)
		if _, twice := read[id]; twice || !ok {
			return fmt.Errorf("%w: %v must have one answer, a text", ErrAnswer, id)
		}
		read[id] = answer
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return err
	}
	*c = read
	return nil
}
