package transfer

import (
	"bytes"
	"encoding/hex"
	"encoding/json"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// formatVersion is that of the file. A reader refuses what it does not know.
const formatVersion = 1

// A line is one line of a file: exactly one member is set, beside the number and
// the check of the line.
type line struct {
	Head    *headLine    `json:"head,omitempty"`
	Command *commandLine `json:"command,omitempty"`
	Put     *entryLine   `json:"put,omitempty"`
	Entry   *entryLine   `json:"entry,omitempty"`
	Block   *blockLine   `json:"block,omitempty"`
	End     *endLine     `json:"end,omitempty"`

	// N is the number of the line, from 1, so that a line that is missing, moved
	// or doubled is seen at its place.
	N int `json:"n"`
	// Check is the CRC-32C of all bytes of the line before it, in eight
	// hexadecimal digits. The framer writes it and the deframer compares it.
	Check string `json:"check,omitempty"`

	number int // in the file, from 1
	size   int // in bytes
}

// Line is the type of a line, for a program that describes the format. Export
// and Import need no other use of it.
type Line = line

func (l *line) members() (n int) {
	for _, set := range []bool{l.Head != nil, l.Command != nil, l.Put != nil, l.Entry != nil, l.Block != nil, l.End != nil} {
		if set {
			n++
		}
	}
	return n
}

// A headLine begins a file.
type headLine struct {
	Format int  `json:"format"`
	Form   Form `json:"form"`
	Whole  bool `json:"whole"` // the log with everything it attests
	// Commands: their results stand behind it, so that a request sent again is done
	// only once.
	Commands bool      `json:"commands,omitempty"`
	Only     Selection `json:"only,omitzero"`
	// ID tells one export from another, so that each record is disclosed once in an
	// export.
	ID        digest         `json:"id"`
	Shards    uint16         `json:"shards"`
	IndexMark digest         `json:"indexMark"`
	Probes    []probeLine    `json:"probes,omitempty"` // of a sealed export
	As        digest         `json:"as,omitzero"`      // mark of who takes a revealed export, and why
	Kinds     []storage.Kind `json:"kinds,omitempty"`
	// Heads are where the log of the source ended when the export began.
	Heads []headOf `json:"heads"`
}

// A probeLine is a text sealed with the keys of a kind (storage.Store.Probe).
type probeLine struct {
	Kind   storage.Kind `json:"kind"` // 0: all without a sealer of their own
	Sealed []byte       `json:"sealed"`
}

type headOf struct {
	Seq  uint64 `json:"seq"`
	Hash digest `json:"hash"`
}

type commandLine struct {
	ID         storage.CommandID `json:"id"`
	Digest     digest            `json:"digest"`
	RecordedAt storage.Instant   `json:"recordedAt"`
	Result     []byte            `json:"result"`
}

type entryLine struct {
	Shard      uint16          `json:"shard"`
	Seq        uint64          `json:"seq"`
	RecordedAt storage.Instant `json:"recordedAt"`
	Type       uint16          `json:"type"`
	Hash       digest          `json:"hash"`
	Data       []byte          `json:"data"`
	// Record is what a put entry attests. In a part of a store it is missing if its
	// record was erased.
	Record *recordLine `json:"record,omitempty"`
}

func newEntryLine(shard uint16, e *storage.LogEntry) *entryLine {
	return &entryLine{shard, e.Seq, e.RecordedAt, e.Type, e.Hash, e.Data, nil}
}

func (l *entryLine) entry() *storage.LogEntry {
	return &storage.LogEntry{Seq: l.Seq, RecordedAt: l.RecordedAt, Type: l.Type, Hash: l.Hash, Data: l.Data}
}

// A recordLine is one version of a record. Of Body and Content at most one is
// set: a revealed body that is JSON stands there as such. A tombstone has its body
// as it is stored, in a revealed file too.
type recordLine struct {
	Kind       storage.Kind     `json:"kind"`
	ID         string           `json:"id"`
	Ref        string           `json:"ref,omitempty"`
	Version    storage.Version  `json:"version"`
	RecordedAt storage.Instant  `json:"recordedAt"`
	Holder     digest           `json:"holder,omitzero"`
	Unique     digest           `json:"unique,omitzero"`
	District   storage.District `json:"district,omitempty"`
	From       civil.Date       `json:"from,omitzero"`
	DueOn      civil.Date       `json:"dueOn,omitzero"`
	EndedOn    civil.Date       `json:"endedOn,omitzero"`
	Status     uint8            `json:"status,omitempty"`
	Erased     bool             `json:"erased,omitempty"` // it is a tombstone
	Body       []byte           `json:"body,omitempty"`
	Content    json.RawMessage  `json:"content,omitempty"`
}

func newRecordLine(r *storage.Record, form Form, erased bool) *recordLine {
	l := &recordLine{
		Kind: r.Kind, ID: r.ID, Ref: r.Ref, Version: r.Version, RecordedAt: r.RecordedAt,
		Holder: digest(r.Holder), Unique: digest(r.Unique), District: r.District,
		From: r.From, DueOn: r.DueOn, EndedOn: r.EndedOn, Status: r.Status, Erased: erased,
	}
	if form == Revealed && !erased && exactJSON(r.Body) {
		l.Content = r.Body
	} else {
		l.Body = r.Body
	}
	return l
}

// exactJSON reports whether b can stand in a line as it is and come back byte by
// byte.
func exactJSON(b []byte) bool {
	var compact bytes.Buffer
	return len(b) > 0 && json.Compact(&compact, b) == nil && bytes.Equal(compact.Bytes(), b)
}

func (l *recordLine) record() *storage.Record {
	r := &storage.Record{Header: storage.Header{
		Kind: l.Kind, ID: l.ID, Ref: l.Ref, Version: l.Version, RecordedAt: l.RecordedAt,
		Holder: storage.Blind(l.Holder), Unique: storage.Blind(l.Unique), District: l.District,
		From: l.From, DueOn: l.DueOn, EndedOn: l.EndedOn, Status: l.Status,
	}, Body: l.Body}
	if len(l.Content) > 0 {
		r.Body = l.Content
	}
	return r
}

type blockLine struct {
	Lines int    `json:"lines"` // since the last block line
	Sum   digest `json:"sum"`   // SHA-256 of all bytes before this line
	Mark  digest `json:"mark"`  // of this line: see marker
}

type endLine struct {
	Versions int64    `json:"versions"`
	Commands int64    `json:"commands"`
	Heads    []headOf `json:"heads,omitempty"` // where a whole export ends
	Sum      digest   `json:"sum"`
	Mark     digest   `json:"mark"`
}

// A digest is 32 bytes, written in hexadecimal.
type digest [32]byte

// IsZero is for omitzero.
func (d digest) IsZero() bool { return d == digest{} }

// MarshalText writes 64 hexadecimal digits.
func (d digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads them.
func (d *digest) UnmarshalText(b []byte) error {
	if len(b) != 64 {
		return &LineError{Rule: "a digest must have 64 hexadecimal digits"}
	}
	if _, err := hex.Decode(d[:], b); err != nil {
		return &LineError{Rule: "a digest must have 64 hexadecimal digits"}
	}
	return nil
}

// has reports whether a version stands in the line.
func (l *line) has() bool { return l.Put != nil && l.Put.Record != nil }

// shard is that of an entry.
func (l *line) shard() uint16 {
	if l.Put != nil {
		return l.Put.Shard
	}
	return l.Entry.Shard
}
