package storage

import "crypto/hmac"

// A tombstone is the body of an erased record: a form byte, and a keyed hash of
// the whole header, with kind, ID and version in it. On its strength keys are
// destroyed for good, so it has to be proved: whoever writes the database and
// lacks the index key cannot make one, nor move one to another record or version.

// tombstone is the body of the tombstone that has a header.
func (k *keys) tombstone(h *Header) []byte {
	m := hmac.New(k.hash, k.erased[:])
	m.Write(appendHeader(nil, h))
	return m.Sum([]byte{formErased})
}

// Erased reports whether a record, body as stored, is a tombstone that this store
// put, or another one with the same index key. The error wraps ErrCorrupt if it
// pretends to be a tombstone and nothing proves it: believe neither that it was
// erased nor that it was not.
func (s *Store) Erased(r *Record) (bool, error) {
	if len(r.Body) == 0 || r.Body[0] != formErased {
		return false, nil
	}
	if !hmac.Equal(r.Body, s.keys.tombstone(&r.Header)) {
		return false, &CorruptError{Key: r.Key(), What: "has a tombstone that was not put with the index key of this store"}
	}
	return true, nil
}

// unlessErased is an ErasedError if a record is a tombstone, and ErrCorrupt as
// Erased has it.
func (s *Store) unlessErased(r *Record) error {
	erased, err := s.Erased(r)
	if err == nil && erased {
		err = &ErasedError{r.Key()}
	}
	return err
}
