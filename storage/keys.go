package storage

import (
	"crypto/hkdf"
	"crypto/hmac"
	"encoding/binary"
	"hash"
)

// IndexKeySize is the length of Options.IndexKey in bytes.
const IndexKeySize = 32

// keys are the four secrets of a store, drawn from one index key. They are
// separate from each other and from the sealing keys: who can find a person
// cannot read one, and the reverse.
type keys struct {
	blind, page, digest, erased [32]byte
	hash                        func() hash.Hash
}

func deriveKeys(secret []byte, h Hash) (k keys, err error) {
	k.hash = h.New
	if len(secret) != IndexKeySize {
		return k, &InvalidError{"index key", "must have 32 bytes"}
	}
	for _, use := range []struct {
		name string
		to   *[32]byte
	}{{"blind index", &k.blind}, {"cursor", &k.page}, {"request digest", &k.digest}, {"tombstone", &k.erased}} {
		b, err := hkdf.Key(h.New, secret, nil, "residence storage: "+use.name, len(use.to))
		if err != nil {
			return keys{}, &InvalidError{"index key", "cannot be derived from"}
		}
		copy(use.to[:], b)
	}
	return k, nil
}

// BlindIndex returns the keyed hash (HMAC with Options.IndexHash) under which a value can be
// found again. field separates values of different meaning: the same text as
// "holder" and as "phone" gives different results. The value must be in its
// one normal form; only exact matches can be found.
func (s *Store) BlindIndex(field, value string) Blind {
	m := hmac.New(s.keys.hash, s.keys.blind[:])
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(field)))
	m.Write(n[:])
	m.Write([]byte(field))
	m.Write([]byte(value))
	var b Blind
	m.Sum(b[:0])
	return b
}

// requestDigest identifies a request without revealing it: a plain hash of a
// form with few unknowns could be guessed.
func (k *keys) requestDigest(request []byte) (d [32]byte) {
	m := hmac.New(k.hash, k.digest[:])
	m.Write(request)
	m.Sum(d[:0])
	return d
}
