package storage

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
)

// A Sealer makes bodies unreadable to the database.
//
// k is the record a body belongs to, or the zero Key for a command's result:
// with it a sealer may keep a data key for each record, and destroy it to
// erase all versions of the record at once. bind names the exact place (the
// whole header, so kind, ID and version too); a body sealed for one place must
// not open in another. Sealed data may be at most MaxSealOverhead longer.
//
// A Sealer may call a hardware module; it is used by many goroutines at once.
type Sealer interface {
	Seal(ctx context.Context, k Key, body, bind []byte) ([]byte, error)
	// Open returns an error that wraps ErrCorrupt if sealed was not made by
	// Seal with the same bind, and ErrSchema if it was made with another
	// method or a key it does not have.
	Open(ctx context.Context, k Key, sealed, bind []byte) ([]byte, error)
}

// The first byte of a stored body says how it was sealed, so that data of one
// method are never taken for data of another.
const (
	formOpen   byte = 0
	formAESGCM byte = 1
)

// errUnsealed is the fault of a body that does not open; it says nothing
// about the body.
var errUnsealed = &CorruptError{What: "sealed data do not belong to this place"}

// StoredOpen is the explicit choice not to seal: everyone who can read the
// database, its backups or its disks can read every person's data. Fit for
// tests, and for a database that is itself encrypted and audited.
type StoredOpen struct{}

// Seal returns the body with a mark that says it is open.
func (StoredOpen) Seal(_ context.Context, _ Key, body, _ []byte) ([]byte, error) {
	return append([]byte{formOpen}, body...), nil
}

// Open returns what Seal was given. It cannot tell whose body it is.
func (StoredOpen) Open(_ context.Context, _ Key, sealed, _ []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != formOpen {
		return nil, ErrSchema
	}
	return append([]byte(nil), sealed[1:]...), nil
}

// An AESGCM seals with AES-256-GCM, a random nonce for each body. It can open
// what was sealed with older keys, so keys rotate without rewriting: add the
// new key, make it current, keep the old ones. One key seals at most 2^32
// bodies.
type AESGCM struct {
	current uint32
	aeads   map[uint32]cipher.AEAD
}

// NewAESGCM returns a sealer that seals with keys[current] and opens with any
// of keys. Each key has 32 bytes and is not kept by reference.
func NewAESGCM(current uint32, keys map[uint32][]byte) (*AESGCM, error) {
	s := &AESGCM{current: current, aeads: make(map[uint32]cipher.AEAD, len(keys))}
	for id, key := range keys {
		if len(key) != 32 {
			return nil, &InvalidError{"sealing key", "must have 32 bytes"}
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, &InvalidError{"sealing key", "is refused by AES"}
		}
		if s.aeads[id], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return nil, &InvalidError{"sealing key", "is refused by GCM"}
		}
	}
	if s.aeads[current] == nil {
		return nil, &InvalidError{"sealing key", "has no current key"}
	}
	return s, nil
}

// Seal encrypts the body: form, key number, nonce, ciphertext and tag. The
// key number is authenticated with bind.
func (s *AESGCM) Seal(_ context.Context, _ Key, body, bind []byte) ([]byte, error) {
	aead := s.aeads[s.current]
	out := make([]byte, 5, 5+len(body)+aead.Overhead())
	out[0] = formAESGCM
	binary.BigEndian.PutUint32(out[1:], s.current)
	return aead.Seal(out, nil, body, sealBind(out[:5], bind)), nil
}

// Open decrypts, or returns an error that wraps ErrCorrupt or ErrSchema.
func (s *AESGCM) Open(_ context.Context, _ Key, sealed, bind []byte) ([]byte, error) {
	if len(sealed) < 5 || sealed[0] != formAESGCM {
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

func sealBind(form, bind []byte) []byte {
	return append(append(make([]byte, 0, len(form)+len(bind)), form...), bind...)
}
