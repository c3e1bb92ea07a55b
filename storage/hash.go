package storage

import (
	"crypto/sha256"
	"hash"
)

// A Hash is a hash function of 32 bytes, for blind indexes or for the chain of
// the log. The zero Hash stands for SHA-256.
type Hash struct {
	// Name identifies the function in logs and checkpoints: 1 to 32 bytes of
	// visible ASCII, as "SM3".
	Name string
	New  func() hash.Hash
}

// orDefault checks the function and puts SHA-256 in the place of none.
func (h Hash) orDefault(field string) (Hash, error) {
	switch {
	case h.New == nil && h.Name == "":
		return Hash{"SHA-256", sha256.New}, nil
	case h.New == nil || h.New().Size() != 32:
		return h, &InvalidError{field, "must be a hash of 32 bytes"}
	case h.Name == "" || len(h.Name) > 32:
		return h, &InvalidError{field, "must have a name of 1 to 32 bytes"}
	}
	for i := range len(h.Name) {
		if h.Name[i] <= ' ' || h.Name[i] > '~' {
			return h, &InvalidError{field, "must have a name of visible ASCII"}
		}
	}
	return h, nil
}
