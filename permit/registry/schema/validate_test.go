package schema_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A validator judges JSON values by a schema. It knows the keywords that the
// generator writes, and a keyword it does not know is a fault.
type validator struct{ root map[string]any }

// fault is the first fault of a value, empty if there is none.
func (v validator) fault(s map[string]any, at string, x any) string {
	for keyword, arg := range s {
		if f := v.keyword(s, keyword, arg, at, x); f != "" {
			return f
		}
	}
	return ""
}

func (v validator) keyword(s map[string]any, keyword string, arg any, at string, x any) string {
	wrong := at + ": " + keyword
	switch keyword {
	case "$schema", "title", "$defs", "required", "properties":
		if keyword == "required" {
			if o, ok := x.(map[string]any); ok {
				for _, name := range arg.([]any) {
					if _, has := o[name.(string)]; !has {
						return wrong + " " + name.(string)
					}
				}
			}
		}
	case "$ref":
		def, ok := v.root["$defs"].(map[string]any)[strings.TrimPrefix(arg.(string), "#/$defs/")].(map[string]any)
		if !ok {
			return wrong
		}
		return v.fault(def, at, x)
	case "type":
		if !isType(arg.(string), x) {
			return wrong
		}
	case "enum":
		if !slices.Contains(arg.([]any), x) {
			return wrong
		}
	case "const":
		if x != arg {
			return wrong
		}
	case "pattern":
		if t, ok := x.(string); ok && !pattern(arg.(string)).MatchString(t) {
			return wrong
		}
	case "minimum":
		if n, ok := x.(float64); ok && n < arg.(float64) {
			return wrong
		}
	case "items":
		list, _ := x.([]any)
		for i := range list {
			if f := v.fault(arg.(map[string]any), fmt.Sprintf("%s/%d", at, i), list[i]); f != "" {
				return f
			}
		}
	case "additionalProperties":
		return v.members(s, arg, at, x)
	case "oneOf":
		n, first := 0, ""
		for _, shape := range arg.([]any) {
			if f := v.fault(shape.(map[string]any), at, x); f == "" {
				n++
			} else if first == "" {
				first = f
			}
		}
		if n != 1 {
			return fmt.Sprintf("%s (%d fit; %s)", wrong, n, first)
		}
	default:
		return at + ": the keyword " + keyword + " is not known"
	}
	return ""
}

var patterns = map[string]*regexp.Regexp{}

// pattern compiles a pattern once: there are few, and many texts.
func pattern(p string) *regexp.Regexp {
	if patterns[p] == nil {
		patterns[p] = regexp.MustCompile(p)
	}
	return patterns[p]
}

// members judges each member of an object by its own schema or, if it has none,
// by what is said of the others.
func (v validator) members(s map[string]any, others any, at string, x any) string {
	o, _ := x.(map[string]any)
	own, _ := s["properties"].(map[string]any)
	for name, value := range o {
		of, has := own[name].(map[string]any)
		if !has {
			if of, has = others.(map[string]any); !has {
				return at + ": additionalProperties"
			}
		}
		if f := v.fault(of, at+"/"+name, value); f != "" {
			return f
		}
	}
	return ""
}

func isType(want string, x any) bool {
	switch x := x.(type) {
	case nil:
		return want == "null"
	case bool:
		return want == "boolean"
	case string:
		return want == "string"
	case float64:
		return want == "integer" && x == float64(int64(x))
	case []any:
		return want == "array"
	}
	return want == "object"
}
