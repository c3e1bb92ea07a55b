package storage

import (
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"strconv"
)

// What holds a key, a body or free words shows itself as one text that has none of
// them, whichever verb of fmt prints it and in slog too: String says what there is
// to see, Format prints that for %v, %+v, %#v, %s, %x and every other verb, and
// LogValue logs it. Only marshalling gives the content, for storage needs it; so a
// logger that writes JSON must be given a value itself, not a list of them.

// show prints a value as its text, whatever the verb.
func show(w fmt.State, text fmt.Stringer) { io.WriteString(w, text.String()) }

// logged is a value as its text.
func logged(text fmt.Stringer) slog.Value { return slog.StringValue(text.String()) }

// String gives the kind and the last four bytes of the ID. The whole ID stays
// out of logs, because a caller may have put more into it than it should.
func (k Key) String() string {
	tail := k.ID
	if len(tail) > 4 {
		tail = "…" + tail[len(tail)-4:]
	}
	return strconv.Itoa(int(k.Kind)) + "/" + tail
}

// Format prints like String for every verb, %#v included.
func (k Key) Format(w fmt.State, _ rune) { show(w, k) }

// LogValue logs like String.
func (k Key) LogValue() slog.Value { return logged(k) }

// String gives the first four bytes in hexadecimal: enough to tell two apart.
func (b Blind) String() string { return hex.EncodeToString(b[:4]) }

// Format prints like String for every verb.
func (b Blind) Format(w fmt.State, _ rune) { show(w, b) }

// LogValue logs like String.
func (b Blind) LogValue() slog.Value { return logged(b) }

// String names the record and its version.
func (h Header) String() string {
	return fmt.Sprintf("%v version %d status %d", h.Key(), h.Version, h.Status)
}

// Format prints like String for every verb.
func (h Header) Format(w fmt.State, _ rune) { show(w, h) }

// LogValue logs like String.
func (h Header) LogValue() slog.Value { return logged(h) }

// String names the record and the length of its body, never its content.
func (r Record) String() string {
	return fmt.Sprintf("%v body %d bytes", r.Header, len(r.Body))
}

// Format prints like String for every verb, so that no body reaches a log.
func (r Record) Format(w fmt.State, _ rune) { show(w, r) }

// LogValue logs like String.
func (r Record) LogValue() slog.Value { return logged(r) }

// String names the records.
func (p Page) String() string { return fmt.Sprintf("%v more %t", p.Records, p.More) }

// Format prints like String for every verb.
func (p Page) Format(w fmt.State, _ rune) { show(w, p) }

// LogValue logs like String.
func (p Page) LogValue() slog.Value { return logged(p) }

// String names the records.
func (p CursorPage) String() string { return fmt.Sprintf("%v more %t", p.Records, p.Next != "") }

// Format prints like String for every verb.
func (p CursorPage) Format(w fmt.State, _ rune) { show(w, p) }

// LogValue logs like String.
func (p CursorPage) LogValue() slog.Value { return logged(p) }

// String gives the ID, and the length of the request.
func (c Command) String() string {
	return fmt.Sprintf("command %q of kind %d, request %d bytes", string(c.ID), c.Kind, len(c.Request))
}

// Format prints like String for every verb, so that no request reaches a log.
func (c Command) Format(w fmt.State, _ rune) { show(w, c) }

// LogValue logs like String.
func (c Command) LogValue() slog.Value { return logged(c) }

// String gives the length of the answer.
func (r Result) String() string {
	return fmt.Sprintf("result %d bytes, recorded at %d, replayed %t", len(r.Bytes), r.RecordedAt, r.Replayed)
}

// Format prints like String for every verb.
func (r Result) Format(w fmt.State, _ rune) { show(w, r) }

// LogValue logs like String.
func (r Result) LogValue() slog.Value { return logged(r) }

// String gives the ID, and the length of the answer.
func (c CommandResult) String() string {
	return fmt.Sprintf("command %q, recorded at %d, result %d bytes", string(c.ID), c.RecordedAt, len(c.Result))
}

// Format prints like String for every verb.
func (c CommandResult) Format(w fmt.State, _ rune) { show(w, c) }

// LogValue logs like String.
func (c CommandResult) LogValue() slog.Value { return logged(c) }

// String says of what, to whom and by which clause, without any free words.
func (d Disclosure) String() string {
	return fmt.Sprintf("disclosure of %v to %s at %s by %s, %d fields, masked %t", Key{d.Kind, d.ID}, d.Actor, d.Office, d.Clause, len(d.Fields), d.Masked)
}

// Format prints like String for every verb.
func (d Disclosure) Format(w fmt.State, _ rune) { show(w, d) }

// LogValue logs like String.
func (d Disclosure) LogValue() slog.Value { return logged(d) }

// String says that there are keys, and none of them.
func (o Options) String() string {
	return fmt.Sprintf("options of %d shards, read only %t, index key %d bytes", o.Shards, o.ReadOnly, len(o.IndexKey))
}

// Format prints like String for every verb, so that no key reaches a log.
func (o Options) Format(w fmt.State, _ rune) { show(w, o) }

// LogValue logs like String.
func (o Options) LogValue() slog.Value { return logged(o) }

// String gives the number and the text of the error.
func (a Attempt) String() string {
	return fmt.Sprintf("attempt %d, waiting %v: %v", a.Number, a.Wait, a.Err)
}

// Format prints like String for every verb.
func (a Attempt) Format(w fmt.State, _ rune) { show(w, a) }

// LogValue logs like String.
func (a Attempt) LogValue() slog.Value { return logged(a) }

// String names the record and the length of the wrapped key.
func (k WrappedKey) String() string {
	return fmt.Sprintf("wrapped key of %v, %d bytes", k.Key, len(k.Wrapped))
}

// Format prints like String for every verb.
func (k WrappedKey) Format(w fmt.State, _ rune) { show(w, k) }

// LogValue logs like String.
func (k WrappedKey) LogValue() slog.Value { return logged(k) }

// String says that it is a store, and none of its keys.
func (s *Store) String() string { return "storage.Store" }

// Format prints like String for every verb, so that no key reaches a log.
func (s *Store) Format(w fmt.State, _ rune) { show(w, s) }

// LogValue logs like String.
func (s *Store) LogValue() slog.Value { return logged(s) }

// String says that it is a reader.
func (r *Reader) String() string { return "storage.Reader" }

// Format prints like String for every verb.
func (r *Reader) Format(w fmt.State, _ rune) { show(w, r) }

// LogValue logs like String.
func (r *Reader) LogValue() slog.Value { return logged(r) }

// String says that it is a writer, and nothing of what it is to write.
func (w *Writer) String() string { return "storage.Writer" }

// Format prints like String for every verb.
func (w *Writer) Format(to fmt.State, _ rune) { show(to, w) }

// LogValue logs like String.
func (w *Writer) LogValue() slog.Value { return logged(w) }

// String says that it is a sealer, and none of its keys.
func (s *KeySealer) String() string { return "storage.KeySealer" }

// Format prints like String for every verb, so that no key reaches a log.
func (s *KeySealer) Format(w fmt.State, _ rune) { show(w, s) }

// LogValue logs like String.
func (s *KeySealer) LogValue() slog.Value { return logged(s) }

// String says that it is a sealer, and none of its keys.
func (s *Envelope) String() string { return "storage.Envelope" }

// Format prints like String for every verb, so that no key reaches a log.
func (s *Envelope) Format(w fmt.State, _ rune) { show(w, s) }

// LogValue logs like String.
func (s *Envelope) LogValue() slog.Value { return logged(s) }

// String says that it is a vault, and none of its keys.
func (v *MemoryVault) String() string { return "storage.MemoryVault" }

// Format prints like String for every verb, so that no key reaches a log.
func (v *MemoryVault) Format(w fmt.State, _ rune) { show(w, v) }

// LogValue logs like String.
func (v *MemoryVault) LogValue() slog.Value { return logged(v) }
