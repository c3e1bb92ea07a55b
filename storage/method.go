package storage

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
)

// A Method is an algorithm that seals.
type Method struct {
	Name string
	// Form is the first byte of what a KeySealer makes with the method and
	// EnvelopeForm that of an Envelope. No two methods share one.
	Form, EnvelopeForm byte
	// KeySize is the length of a key in bytes.
	KeySize int
	// New returns the cipher of a key. It draws a random nonce for each Seal
	// and puts it before the ciphertext, as cipher.NewGCMWithRandomNonce does.
	New func(key []byte) (cipher.AEAD, error)

	_ struct{}
}

// AES256GCM is AES with a key of 256 bits in Galois/Counter Mode.
func AES256GCM() Method {
	return Method{Name: "AES-256-GCM", Form: formAESGCM, EnvelopeForm: formAESEnvelope, KeySize: 32, New: newAESGCM}
}

func newAESGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// valid refuses what is no method: a form of another purpose among them.
func (m *Method) valid() error {
	switch {
	case m.New == nil || m.KeySize < 16 || m.KeySize > 64:
		return &InvalidError{"method", "must have a cipher with keys of 16 to 64 bytes"}
	case m.Form == m.EnvelopeForm || reserved(m.Form) || reserved(m.EnvelopeForm):
		return &InvalidError{"method form", "must be one for keys, one for envelopes, and neither that of another purpose"}
	}
	return nil
}

func reserved(form byte) bool { return form == formOpen || form == formErased }

// cipher is the cipher of a key.
func (m *Method) cipher(key []byte) (cipher.AEAD, error) {
	if len(key) != m.KeySize {
		return nil, &InvalidError{"sealing key", "must have the length of its method"}
	}
	aead, err := m.New(key)
	if err != nil {
		return nil, &InvalidError{"sealing key", "is refused by its method"}
	}
	return aead, nil
}

// A KeySealer seals with numbered keys. It can open what was sealed with older
// ones, so keys rotate without rewriting: add the new key, make it current,
// keep the old ones. One key seals at most 2^32 bodies, for the nonces are
// random.
//
// All records share its keys, so it cannot erase one of them: see Envelope.
type KeySealer struct {
	method  Method
	current uint32
	aeads   map[uint32]cipher.AEAD
}

// An AESGCM is a KeySealer with AES-256-GCM.
type AESGCM = KeySealer

// NewAESGCM returns a KeySealer with AES-256-GCM; each key has 32 bytes.
func NewAESGCM(current uint32, keys map[uint32][]byte) (*AESGCM, error) {
	return NewKeySealer(AES256GCM(), current, keys)
}

// NewKeySealer returns a sealer that seals with keys[current] and opens with any
// of keys, which it does not keep by reference.
func NewKeySealer(m Method, current uint32, keys map[uint32][]byte) (*KeySealer, error) {
	if err := m.valid(); err != nil {
		return nil, err
	}
	s := &KeySealer{method: m, current: current, aeads: make(map[uint32]cipher.AEAD, len(keys))}
	for id, key := range keys {
		var err error
		if s.aeads[id], err = m.cipher(key); err != nil {
			return nil, err
		}
	}
	if s.aeads[current] == nil {
		return nil, &InvalidError{"sealing key", "has no current key"}
	}
	return s, nil
}

// Seal encrypts the body: form, key number, nonce, ciphertext and tag. The
// key number is authenticated with bind.
func (s *KeySealer) Seal(_ context.Context, _ Key, body, bind []byte) ([]byte, error) {
	aead := s.aeads[s.current]
	out := make([]byte, 5, 5+len(body)+aead.Overhead())
	out[0] = s.method.Form
	binary.BigEndian.PutUint32(out[1:], s.current)
	return aead.Seal(out, nil, body, sealBind(out[:5], bind)), nil
}

// Open decrypts, or returns an error that wraps ErrCorrupt or ErrSchema.
func (s *KeySealer) Open(_ context.Context, _ Key, sealed, bind []byte) ([]byte, error) {
	if len(sealed) < 5 || sealed[0] != s.method.Form {
		return nil, ErrSchema
	}
	aead := s.aeads[binary.BigEndian.Uint32(sealed[1:])]
	if aead == nil {
		return nil, ErrSchema
	}
	body, err := aead.Open(nil, nil, sealed[5:], sealBind(sealed[:5], bind))
	if err != nil {
		return nil, errUnsealed
	}
	return body, nil
}

// Current reports whether something was sealed with the current key.
func (s *KeySealer) Current(sealed []byte) bool {
	return len(sealed) >= 5 && sealed[0] == s.method.Form && binary.BigEndian.Uint32(sealed[1:]) == s.current
}

func sealBind(form, bind []byte) []byte {
	return append(append(make([]byte, 0, len(form)+len(bind)), form...), bind...)
}
