package storage

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
)

// Encode turns a domain value into a body: JSON, whose form follows the
// value's own marshallers.
func Encode[T any](v T) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		// The text of a JSON error may quote the value.
		return nil, &InvalidError{"body", "cannot be encoded"}
	}
	if len(b) > MaxBody {
		return nil, &LimitError{"body", len(b), MaxBody}
	}
	return b, nil
}

// Decode is the reverse of Encode. A field the type does not know is an
// ErrSchema: it was written by a newer program, and to drop it would be to
// lose it at the next Put.
func Decode[T any](body []byte) (T, error) {
	var v, none T
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if d.Decode(&v) != nil {
		return none, ErrSchema
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return none, ErrSchema
	}
	return v, nil
}

// appendHeader appends the one binary form of a header. Two headers have the
// same form only if they are equal: each text is preceded by its length.
func appendHeader(b []byte, h *Header) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(h.Kind))
	b = appendText(b, h.ID)
	b = appendText(b, h.Ref)
	b = binary.BigEndian.AppendUint64(b, uint64(h.Version))
	b = binary.BigEndian.AppendUint64(b, uint64(h.RecordedAt))
	b = append(b, h.Holder[:]...)
	b = append(b, h.Unique[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(h.District))
	b = append(b, h.Status)
	b = binary.BigEndian.AppendUint32(b, uint32(h.From.DayNumber()))
	b = binary.BigEndian.AppendUint32(b, uint32(h.DueOn.DayNumber()))
	return binary.BigEndian.AppendUint32(b, uint32(h.EndedOn.DayNumber()))
}

func appendText(b []byte, s string) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(s)))
	return append(b, s...)
}
