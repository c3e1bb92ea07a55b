package gm

import (
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

// randomNonce is what cipher.NewGCMWithRandomNonce makes of AES, for another
// block cipher: it draws a nonce for each Seal and puts it before the ciphertext.
type randomNonce struct{ gcm cipher.AEAD }

func (r randomNonce) NonceSize() int { return 0 }

func (r randomNonce) Overhead() int { return r.gcm.NonceSize() + r.gcm.Overhead() }

// Seal appends nonce, ciphertext and tag to dst. dst must not overlap plaintext:
// package storage always gives a new one.
func (r randomNonce) Seal(dst, _, plaintext, additional []byte) []byte {
	nonce := make([]byte, r.gcm.NonceSize())
	rand.Read(nonce) // never fails
	return r.gcm.Seal(append(dst, nonce...), nonce, plaintext, additional)
}

var errShort = errors.New("gm: sealed data are too short")

func (r randomNonce) Open(dst, _, sealed, additional []byte) ([]byte, error) {
	n := r.gcm.NonceSize()
	if len(sealed) < n {
		return nil, errShort
	}
	return r.gcm.Open(dst, sealed[:n], sealed[n:], additional)
}
