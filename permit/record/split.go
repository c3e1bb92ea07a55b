package record

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Everything here is for JSON that is known to be valid, so that it need not be
// read twice: brackets match, and texts and values have an end.

// A splitter takes the content of an object or an array apart.
type splitter struct{ rest []byte }

// content is what stands between the brackets.
func content(data []byte) splitter { return splitter{trim(data[1 : len(data)-1])} }

func (s *splitter) more() bool { return len(s.rest) > 0 }

// next is the next value: of an object a name and a value by turns.
func (s *splitter) next() []byte {
	n := length(s.rest)
	value := s.rest[:n]
	s.rest = trim(s.rest[n:])
	if len(s.rest) > 0 {
		s.rest = trim(s.rest[1:]) // the colon or the comma
	}
	return value
}

// length is that of the value that data begins with.
func length(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i += quoted(data[i:]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		default:
			if depth == 0 {
				return number(data)
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(data)
}

// quoted is the length of the text that data begins with.
func quoted(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}

// number is the length of the number, or of the true, false or null, that data
// begins with.
func number(data []byte) int {
	if end := bytes.IndexAny(data, space+",:"); end >= 0 {
		return end
	}
	return len(data)
}

// text is what a JSON text says; false for any other value.
func text(data []byte) ([]byte, bool) {
	if data[0] != '"' {
		return nil, false
	}
	plain := data[1 : len(data)-1]
	if bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
		return plain, true
	}
	var s string
	err := json.Unmarshal(data, &s)
	return []byte(s), err == nil
}

const space = " \t\r\n"

func trim(data []byte) []byte { return bytes.Trim(data, space) }

func null(data []byte) bool { return string(data) == "null" }
