// Package build makes JSON Schemas from the types of the records.
package build

import (
	"encoding"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A node is a schema or a part of one. Its keys are written in order.
type node map[string]any

// Files are the schema files by name.
func Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, t := range Records {
		b := builder{defs: node{}}
		root, err := b.of(t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		root["title"] = name
		root["$defs"] = b.defs
		text, err := json.MarshalIndent(root, "", "\t")
		if err != nil {
			return nil, err
		}
		files[name+".schema.json"] = append(text, '\n')
	}
	return files, nil
}

type builder struct{ defs node }

// Patterns of texts. The empty text is what is not recorded.
const (
	day     = `^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$`
	instant = `^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)?$`
	month   = `^([0-9]{4}-(0[1-9]|1[0-2]))?$`
	amount  = `^(-?[0-9]+(\.[0-9]+)?)?$`             // of a fine; lawful or not
	yuan    = `^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?$` // of a fee
	cite    = `^([1-9][0-9]?(\.[1-9][0-9]?(\.[a-z]|\.0(\.(i|ii|iii|iv|v))?)?(#(0|[1-9][0-9]?))?)?)?$`
	period  = `^(P(0|[1-9][0-9]{0,6})[DMY])?$`
	base64  = `^[A-Za-z0-9+/]*={0,2}$`
)

var patterns = map[reflect.Type]string{
	reflect.TypeFor[civil.Date]():      day,
	reflect.TypeFor[civil.Month]():     month,
	reflect.TypeFor[penalty.Fine]():    amount,
	reflect.TypeFor[permit.Instant]():  instant,
	reflect.TypeFor[permit.IDNumber](): `^([0-9]{15}|[0-9]{17}[0-9X])?$`,
	reflect.TypeFor[permit.Division](): `^([0-9]{6})?$`,
	reflect.TypeFor[law.Cite]():        cite,
	reflect.TypeFor[decimal.Decimal](): `^-?[0-9]+(\.[0-9]+)?$`,
	reflect.TypeFor[permit.Yuan]():     yuan,
}

func text(pattern string) node { return node{"type": "string", "pattern": pattern} }

func orNull(n node) node { return node{"oneOf": []any{n, node{"type": "null"}}} }

// of is the schema of a type.
func (b *builder) of(t reflect.Type) (node, error) {
	if p, ok := patterns[t]; ok {
		return text(p), nil
	}
	switch t {
	case reflect.TypeFor[permit.Act]():
		return b.named(t, b.act)
	case reflect.TypeFor[rule.Decision]():
		n, err := b.named(t, b.decision)
		return orNull(n), err
	case reflect.TypeFor[permit.Permit]():
		return b.named(t, b.permit)
	case reflect.TypeFor[permit.FeeSchedule]():
		return b.named(t, b.fees)
	case reflect.TypeFor[eligibility.Refusal]():
		n, err := b.of(reflect.TypeFor[eligibility.Notice]())
		return orNull(n), err
	case reflect.TypeFor[eligibility.Claims]():
		return node{"type": "array", "items": node{"enum": claims()}}, nil
	case reflect.TypeFor[eligibility.Policy](), reflect.TypeFor[endorsement.Policy](), reflect.TypeFor[permit.Policy](), reflect.TypeFor[penalty.Policy]():
		return b.named(t, b.policy)
	case reflect.TypeFor[json.RawMessage]():
		return node{}, nil
	}
	ptr := reflect.PointerTo(t)
	if ptr.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		if t.Kind() == reflect.Uint8 {
			return b.named(t, words)
		}
		return node{"type": "string"}, nil
	}
	if ptr.Implements(reflect.TypeFor[json.Marshaler]()) {
		return nil, fmt.Errorf("%s writes itself and has no schema here", t)
	}
	switch t.Kind() {
	case reflect.Struct:
		return b.named(t, b.object)
	case reflect.Pointer:
		n, err := b.of(t.Elem())
		return orNull(n), err
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 && !reflect.PointerTo(t.Elem()).Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
			return orNull(text(base64)), nil
		}
		n, err := b.of(t.Elem())
		return orNull(node{"type": "array", "items": n}), err
	case reflect.Map:
		n, err := b.of(t.Elem())
		return orNull(node{"type": "object", "additionalProperties": n}), err
	case reflect.String:
		return node{"type": "string"}, nil
	case reflect.Bool:
		return node{"type": "boolean"}, nil
	case reflect.Int, reflect.Int32, reflect.Int64:
		return node{"type": "integer"}, nil
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return node{"type": "integer", "minimum": 0}, nil
	}
	return nil, fmt.Errorf("%s has no schema", t)
}

// named puts a schema among the definitions, once, and refers to it.
func (b *builder) named(t reflect.Type, of func(reflect.Type) (node, error)) (node, error) {
	name := path.Base(t.PkgPath()) + "." + t.Name()
	if _, done := b.defs[name]; !done {
		b.defs[name] = node{} // ends recursion
		n, err := of(t)
		if err != nil {
			return nil, err
		}
		b.defs[name] = n
	}
	return node{"$ref": "#/$defs/" + name}, nil
}

// words is an enumeration: every number that has a word.
func words(t reflect.Type) (node, error) {
	var list []any
	for i := range 256 {
		v := reflect.New(t)
		v.Elem().SetUint(uint64(i))
		if w, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil {
			list = append(list, string(w))
		}
	}
	return node{"enum": list}, nil
}

func claims() (list []any) {
	for bit := eligibility.Claims(1); bit != 0; bit <<= 1 {
		b, err := bit.MarshalJSON()
		if err != nil {
			break
		}
		list = append(list, strings.Trim(string(b), `[]"`))
	}
	return list
}

// object is a record, field by field.
func (b *builder) object(t reflect.Type) (node, error) {
	properties, required := node{}, []any{}
	if err := b.fields(t, properties, &required); err != nil {
		return nil, err
	}
	return closed(properties, required), nil
}

func closed(properties node, required []any) node {
	return node{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func (b *builder) fields(t reflect.Type, properties node, required *[]any) error {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			if err := b.fields(f.Type, properties, required); err != nil {
				return err
			}
			continue
		case !f.IsExported() || name == "-":
			continue
		case name == "":
			name = f.Name
		}
		n, err := b.of(f.Type)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		properties[name] = n
		if options == "" {
			*required = append(*required, name)
		}
	}
	return nil
}

// payloads are the payloads of acts.
var payloads = []permit.Payload{
	permit.Issue{}, permit.Endorsement{}, permit.Reissue{}, permit.Exchange{}, permit.AddressChange{}, permit.InformationCheck{},
	permit.FindingRecord{}, permit.SuspensionRecord{}, permit.LossReport{}, permit.Recovery{}, permit.Cancellation{}, permit.Confiscation{},
}

// act is one shape for each kind.
func (b *builder) act(reflect.Type) (node, error) {
	var shapes []any
	for _, p := range payloads {
		properties := node{"kind": node{"const": p.Kind().String()}}
		for name, t := range map[string]reflect.Type{
			"on": reflect.TypeFor[civil.Date](), "recorded": reflect.TypeFor[permit.Instant](), "by": reflect.TypeFor[permit.Actor](),
			"cite": reflect.TypeFor[law.Cite](), "decision": reflect.TypeFor[rule.Decision](), "payload": reflect.TypeOf(p),
		} {
			n, err := b.of(t)
			if err != nil {
				return nil, err
			}
			properties[name] = n
		}
		shapes = append(shapes, closed(properties, []any{"kind", "on", "recorded", "by", "cite", "payload"}))
	}
	return node{"oneOf": shapes}, nil
}

// decision has the shape that package rule publishes.
func (b *builder) decision(reflect.Type) (node, error) {
	type result struct {
		Code  string        `json:"code"`
		Cite  law.Cite      `json:"cite"`
		Path  string        `json:"path"`
		Truth rule.Truth    `json:"truth"`
		Rule  law.Bilingual `json:"rule"`
		Fact  law.Bilingual `json:"fact,omitzero"`
	}
	type decision struct {
		Table    string         `json:"table"`
		Cite     law.Cite       `json:"cite"`
		Title    law.Bilingual  `json:"title"`
		On       civil.Date     `json:"on"`
		Outcome  rule.Outcome   `json:"outcome"`
		Results  []result       `json:"results"`
		Reasons  []string       `json:"reasons"`
		Readings []rule.Applied `json:"readings"`
		Earliest civil.Date     `json:"earliest,omitzero"`
	}
	return b.object(reflect.TypeFor[decision]())
}

// policy is the form that all packages with a policy share: answers by reading,
// and the facts beside them.
func (b *builder) policy(t reflect.Type) (node, error) {
	properties := node{}
	switch t {
	case reflect.TypeFor[eligibility.Policy]():
		properties["readings"] = answers(eligibility.Switches())
		properties["maxLagMonths"] = node{"type": "integer", "minimum": 0}
	case reflect.TypeFor[endorsement.Policy]():
		properties["readings"] = answers(endorsement.Switches())
		properties["lapseAfter"] = text(period)
	case reflect.TypeFor[permit.Policy]():
		properties["readings"] = answers(permit.Switches())
		properties["lapseAfter"], properties["commencement"] = text(period), text(day)
	case reflect.TypeFor[penalty.Policy]():
		properties["readings"] = answers(penalty.Switches())
		properties["commencement"] = text(day)
	}
	return closed(properties, []any{}), nil
}

// answers are the readings of a policy with their answers: one of each field, and
// those of several fields joined.
func answers[P any](switches []rule.Switch[P]) node {
	keys := map[string][]string{}
	for _, s := range switches {
		id := s.ID.String()
		joined := []string{}
		for _, have := range keys[id] {
			for _, a := range s.Answers[1:] {
				if have != s.Answers[0] {
					both := []string{have, a}
					slices.Sort(both)
					joined = append(joined, strings.Join(both, "+"))
				}
			}
		}
		for _, a := range s.Answers {
			if !slices.Contains(keys[id], a) {
				keys[id] = append(keys[id], a)
			}
		}
		keys[id] = append(keys[id], joined...)
	}
	properties := node{}
	for id, list := range keys {
		properties[id] = node{"enum": list}
	}
	return orNull(closed(properties, []any{}))
}

// permit is the stored form of a permit, which package permit keeps to itself.
func (b *builder) permit(reflect.Type) (node, error) {
	type stored struct {
		ID   permit.ID    `json:"id"`
		Acts []permit.Act `json:"acts"`
	}
	return b.object(reflect.TypeFor[stored]())
}

// fees is the stored form of a fee schedule: both amounts and no other (24.1).
func (b *builder) fees(reflect.Type) (node, error) {
	from, err := b.of(reflect.TypeFor[civil.Date]())
	if err != nil {
		return nil, err
	}
	citation, err := b.of(reflect.TypeFor[permit.Basis]())
	if err != nil {
		return nil, err
	}
	amounts := closed(node{"reissue": text(yuan), "exchange": text(yuan)}, []any{"reissue", "exchange"})
	version := closed(node{"from": from, "amounts": amounts, "citation": citation}, []any{"from", "amounts", "citation"})
	return closed(node{"versions": node{"type": "array", "items": version}}, []any{"versions"}), nil
}
