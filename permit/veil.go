package permit

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"io"
	"log/slog"
	"strings"
)

// What a method prints is only half of keeping a secret. Printers that walk a
// struct by reflection (fmt on somebody's unexported field, the diff of
// testify, go-cmp when two masked values print alike, a debugger's dump) never
// call the method and show the memory instead. So the memory does not hold the
// clear text: personal texts are kept scrambled under a key drawn at random
// when the process starts. Equal texts stay equal values, so == and map keys
// work; between two processes nothing of it is the same, and nothing of it is
// ever stored, because marshalling gives the clear text.
//
// It is a veil and not a safe: code in the same process can always marshal.

// veilSeed is the key. It is drawn once and never assigned again.
var veilSeed = maphash.MakeSeed()

// veilBlock pads every text to a multiple of this many bytes, so that a dump
// does not tell a two-character name from a three-character one.
const veilBlock = 32

// A veiled text is comparable and immutable; the zero value is "no text".
// The personal text types embed it and add their own parser.
type veiled struct{ s string }

// veil scrambles a text without NUL bytes. The text's own hash is the nonce:
// equal texts give equal values, different texts unrelated ones.
func veil(text string) veiled {
	if text == "" {
		return veiled{}
	}
	blocks := (len(text) + veilBlock - 1) / veilBlock
	b := make([]byte, 8+blocks*veilBlock)
	copy(b[8:], text)
	nonce := maphash.String(veilSeed, text)
	binary.LittleEndian.PutUint64(b, nonce)
	veilStream(b[8:], nonce)
	return veiled{string(b)}
}

// clear is the inverse of veil.
func (v veiled) clear() string {
	if v.s == "" {
		return ""
	}
	b := []byte(v.s)
	veilStream(b[8:], binary.LittleEndian.Uint64(b))
	return strings.TrimRight(string(b[8:]), "\x00")
}

// veilStream xors b with a stream that depends on the key and the nonce.
func veilStream(b []byte, nonce uint64) {
	var block [16]byte
	binary.LittleEndian.PutUint64(block[:], nonce)
	for i := 0; i < len(b); i += 8 {
		binary.LittleEndian.PutUint64(block[8:], uint64(i))
		word := binary.LittleEndian.Uint64(b[i:]) ^ maphash.Bytes(veilSeed, block[:])
		binary.LittleEndian.PutUint64(b[i:], word)
	}
}

// What every masked text prints: that there is one, or that there is none.
const (
	maskedText = "***"
	noText     = "-"
)

// IsZero reports whether nothing is recorded.
func (v veiled) IsZero() bool { return v.s == "" }

// String is *** for any text and - for none. It reveals nothing, not even the
// length.
func (v veiled) String() string {
	if v.IsZero() {
		return noText
	}
	return maskedText
}

// Format prints the mask for every verb and flag, %#v and %x included.
func (v veiled) Format(w fmt.State, _ rune) { writeMask(w, v.String()) }

// writeMask is what Format does for every masked type. A verb cannot report a
// failed write, so neither does it.
func writeMask(w fmt.State, mask string) { _, _ = io.WriteString(w, mask) }

// LogValue keeps the text out of structured logs.
func (v veiled) LogValue() slog.Value { return slog.StringValue(v.String()) }

// Reveal gives the full text to someone who states what for. It fails if the
// purpose does (see Purpose.Validate); no text gives the empty string.
func (v veiled) Reveal(p Purpose) (string, error) {
	if err := p.Validate(); err != nil {
		return "", err
	}
	return v.clear(), nil
}

// MarshalText gives the full text for storage. No text gives empty text.
func (v veiled) MarshalText() ([]byte, error) { return []byte(v.clear()), nil }

// veilNumber scrambles a number with a keyed four-round Feistel network, so
// that it stays as small and as comparable as it was. Zero stays zero.
func veilNumber(n uint64) uint64 { return permute(n) ^ veilOfZero }

// unveilNumber is the inverse of veilNumber.
func unveilNumber(v uint64) uint64 {
	v ^= veilOfZero
	for round := veilRounds - 1; round >= 0; round-- {
		left, right := uint32(v>>32), uint32(v)
		v = uint64(right^veilRound(round, left))<<32 | uint64(left)
	}
	return v
}

const veilRounds = 4

// veilOfZero keeps zero at zero; it is as constant as the key.
var veilOfZero = permute(0)

func permute(n uint64) uint64 {
	for round := range veilRounds {
		left, right := uint32(n>>32), uint32(n)
		n = uint64(right)<<32 | uint64(left^veilRound(round, right))
	}
	return n
}

func veilRound(round int, half uint32) uint32 {
	var block [5]byte
	block[0] = byte(round)
	binary.LittleEndian.PutUint32(block[1:], half)
	return uint32(maphash.Bytes(veilSeed, block[:]))
}
