package gm

import (
	"bytes"
	"crypto/cipher"
	"crypto/hmac"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm4"
)

func fromHex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func equal(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got %x, want %x", what, got, want)
	}
}

// GB/T 32907, annex A, example 1.
func TestSM4Block(t *testing.T) {
	key := fromHex(t, "0123456789ABCDEF FEDCBA9876543210")
	block, err := sm4.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, 16)
	block.Encrypt(out, key)
	equal(t, "encrypted", out, fromHex(t, "681EDF34D206965E 86B3E94F536E4246"))
}

// RFC 8998, appendix A.1: what a store seals opens to the plaintext of the vector
// where the nonce is that of the vector, and the vector's tag guards it.
func TestSM4GCMVector(t *testing.T) {
	key := fromHex(t, "0123456789ABCDEF FEDCBA9876543210")
	nonce := fromHex(t, "00001234567800000000ABCD")
	additional := fromHex(t, "FEEDFACEDEADBEEF FEEDFACEDEADBEEF ABADDAD2")
	plain := fromHex(t, "AAAAAAAAAAAAAAAA BBBBBBBBBBBBBBBB CCCCCCCCCCCCCCCC DDDDDDDDDDDDDDDD"+
		"EEEEEEEEEEEEEEEE FFFFFFFFFFFFFFFF EEEEEEEEEEEEEEEE AAAAAAAAAAAAAAAA")
	sealed := fromHex(t, "17F399F08C67D5EE 19D0DC9969C4BB7D 5FD46FD375648906 9157B282BB200735"+
		"D82710CA5C22F0CC FA7CBF93D496AC15 A56834CBCF98C397 B4024A2691233B8D"+
		"83DE3541E4C2B581 77E065A9BF7B62EC")

	block, err := sm4.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "sealed", gcm.Seal(nil, nonce, plain, additional), sealed)

	m := SM4GCM()
	aead, err := m.New(key)
	if err != nil {
		t.Fatal(err)
	}
	stored := append(bytes.Clone(nonce), sealed...)
	got, err := aead.Open(nil, nil, stored, additional)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "opened", got, plain)
	for i := range stored {
		bad := bytes.Clone(stored)
		bad[i] ^= 0x10
		if _, err := aead.Open(nil, nil, bad, additional); err == nil {
			t.Errorf("byte %d may be changed", i)
		}
	}
	for n := range stored {
		if _, err := aead.Open(nil, nil, stored[:n], additional); err == nil {
			t.Errorf("may be cut to %d bytes", n)
		}
	}
	if got := len(aead.Seal(nil, nil, plain, additional)); got != len(plain)+aead.Overhead() {
		t.Errorf("sealed %d bytes to %d, but the overhead is %d", len(plain), got, aead.Overhead())
	}
}

// GB/T 32905, annex A.
func TestSM3Vectors(t *testing.T) {
	for message, want := range map[string]string{
		"abc":                      "66c7f0f462eeedd9 d1f2d46bdc10e4e2 4167c4875cf2f7a2 297da02b8f4ba8e0",
		strings.Repeat("abcd", 16): "debe9ff92275b8a1 38604889c18e5a4d 6fdb70e5387e5765 293dcba39c0c5732",
	} {
		h := SM3().New()
		h.Write([]byte(message))
		equal(t, "SM3", h.Sum(nil), fromHex(t, want))
	}
}

// GM/T 0042, annex D.3: HMAC-SM3.
func TestHMACSM3Vector(t *testing.T) {
	key := fromHex(t, "0102030405060708090a0b0c0d0e0f10 1112131415161718191a1b1c1d1e1f20")
	h := hmac.New(SM3().New, key)
	h.Write([]byte(strings.Repeat("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 2)))
	equal(t, "HMAC-SM3", h.Sum(nil), fromHex(t, "ca05e144ed05d185 7840d1f318a4a866 9e559fc8391f4144 85bfdf7bb408963a"))
}
