package gm

import (
	"crypto/cipher"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"

	"github.com/juzhuzheng/residence/storage"
)

// KeySize is the length of an SM4 key in bytes.
const KeySize = 16

// The first bytes of what is sealed here: see storage.Method. They never change.
const (
	formKeys     byte = 16
	formEnvelope byte = 17
)

// SM4GCM is SM4 in Galois/Counter Mode with random nonces of 12 bytes and tags
// of 16, for storage.NewKeySealer and storage.NewEnvelope.
func SM4GCM() storage.Method {
	return storage.Method{Name: "SM4-GCM", Form: formKeys, EnvelopeForm: formEnvelope, KeySize: KeySize, New: newSM4GCM}
}

// NewSM4GCM returns a sealer that seals with keys[current] and opens with any of
// keys; each has KeySize bytes. The error wraps storage.ErrInvalid.
func NewSM4GCM(current uint32, keys map[uint32][]byte) (*storage.KeySealer, error) {
	return storage.NewKeySealer(SM4GCM(), current, keys)
}

// SM3 is the hash, for storage.Options.IndexHash and ChainHash. As IndexHash it
// is used as HMAC-SM3.
func SM3() storage.Hash { return storage.Hash{Name: "SM3", New: sm3.New} }

func newSM4GCM(key []byte) (cipher.AEAD, error) {
	block, err := sm4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return randomNonce{gcm}, nil
}
