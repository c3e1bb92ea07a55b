package storage

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
)

// An Envelope seals each record with a data key of its own, which a Vault keeps
// wrapped under a key-encryption key. Destroying one data key erases one record
// with all its versions and leaves every other as it is.
//
// The key-encryption keys are those of a second sealer: a KeySealer, whose
// numbered keys rotate without touching a body, or one that calls a hardware
// module. A wrapped key is bound to its record, so entries of the vault cannot
// be swapped; a body is bound to its header, so rows cannot be either.
//
// A data key is durable in the vault before the commit that needs it. A commit
// that fails leaves a key without a body, which is harmless. Each new record
// costs one write to the vault, each body that is sealed or opened one read.
//
// Data keys are made for new records only. The vault therefore has the keys of all
// records from their first version on, or it is not theirs: then the error is a
// MissingKeyError. What another Sealer has stored, StoredOpen or a KeySealer, an
// Envelope neither reads nor continues: export it revealed and import it into a new
// store (package transfer).
//
// Results of commands have one data key, and one more for each kind that has an
// Envelope of its own (Options.Sealers); it is never destroyed, and so results must
// not hold a person's data.
type Envelope struct {
	method Method
	vault  Vault
	keys   Sealer
}

var _ KeyDestroyer = (*Envelope)(nil)

// NewEnvelope returns an Envelope. keys wraps the data keys and must add at most
// MaxSealOverhead bytes; the vault must serve no other envelope. The error wraps
// ErrInvalid.
func NewEnvelope(m Method, vault Vault, keys Sealer) (*Envelope, error) {
	if err := m.valid(); err != nil {
		return nil, err
	}
	if vault == nil {
		return nil, &InvalidError{"vault", "must not be nil"}
	}
	switch keys.(type) {
	case nil, StoredOpen, *StoredOpen:
		return nil, &InvalidError{"key-encryption keys", "must be a sealer that seals"}
	}
	return &Envelope{m, vault, keys}, nil
}

// resultsKey is the ID under which the vault has the data key of results. No
// record can have it.
const resultsKey = "results"

// place is where the vault has the data key for k, and what wraps it is bound
// to.
func place(k Key) (Key, []byte) {
	if k.ID == "" {
		k.ID = resultsKey
	}
	return k, append([]byte{0, 0, 'k', byte(k.Kind >> 8), byte(k.Kind)}, k.ID...)
}

// CreateKey makes the data key of a record, or of results, if there is none. The
// error wraps ErrErased if it was destroyed.
func (s *Envelope) CreateKey(ctx context.Context, k Key) error {
	at, place := place(k)
	_, err := s.create(ctx, at, place)
	return err
}

// Seal encrypts the body with the record's data key: form, nonce, ciphertext and
// tag. It makes none for a record; for results it does. The error is a
// MissingKeyError if the vault never had the key, and wraps ErrErased if it was
// destroyed.
func (s *Envelope) Seal(ctx context.Context, k Key, body, bind []byte) ([]byte, error) {
	at, place := place(k)
	wrapped, err := s.vault.Load(ctx, at)
	if errors.Is(err, ErrNotFound) {
		if k.ID != "" {
			return nil, &MissingKeyError{k}
		}
		wrapped, err = s.create(ctx, at, place)
	}
	if err != nil {
		return nil, err
	}
	aead, err := s.unwrap(ctx, wrapped, place)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1, 1+len(body)+aead.Overhead())
	out[0] = s.method.EnvelopeForm
	return aead.Seal(out, nil, body, sealBind(out[:1], bind)), nil
}

func (s *Envelope) create(ctx context.Context, at Key, place []byte) ([]byte, error) {
	key := make([]byte, s.method.KeySize)
	rand.Read(key) // never fails
	defer clear(key)
	wrapped, err := s.keys.Seal(ctx, Key{}, key, place)
	if err != nil {
		return nil, err
	}
	return s.vault.Create(ctx, at, wrapped)
}

func (s *Envelope) unwrap(ctx context.Context, wrapped, place []byte) (cipher.AEAD, error) {
	key, err := s.keys.Open(ctx, Key{}, wrapped, place)
	if err != nil {
		return nil, fmt.Errorf("%w (the data key does not unwrap)", err)
	}
	defer clear(key)
	if len(key) != s.method.KeySize {
		return nil, ErrSchema
	}
	return s.method.cipher(key)
}

// Open decrypts, or returns an error that wraps ErrErased, ErrCorrupt or
// ErrSchema. If the vault never had the record's key it is a MissingKeyError.
func (s *Envelope) Open(ctx context.Context, k Key, sealed, bind []byte) ([]byte, error) {
	if len(sealed) < 1 || sealed[0] != s.method.EnvelopeForm {
		return nil, ErrSchema
	}
	at, place := place(k)
	wrapped, err := s.vault.Load(ctx, at)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, &MissingKeyError{k}
	case err != nil:
		return nil, err
	}
	aead, err := s.unwrap(ctx, wrapped, place)
	if err != nil {
		return nil, err
	}
	body, err := aead.Open(nil, nil, sealed[1:], sealBind(sealed[:1], bind))
	if err != nil {
		return nil, errUnsealed
	}
	return body, nil
}

// DestroyKey destroys the data key of a record for good. The error wraps
// ErrInvalid if k names none.
func (s *Envelope) DestroyKey(ctx context.Context, k Key) error {
	if err := k.Validate(); err != nil {
		return err
	}
	return s.vault.Destroy(ctx, k)
}

// Rewrap wraps every data key again, so that the key-encryption keys that are
// not current can be retired. No body is touched. It may run beside other work,
// be broken off and run again; it returns how many keys it moved. Keys that the
// sealer reports to be wrapped with its current key already are passed by
// (method Current, as KeySealer has).
func (s *Envelope) Rewrap(ctx context.Context) (moved int, err error) {
	known, _ := s.keys.(interface{ Current(sealed []byte) bool })
	for after := (Key{}); ; {
		list, err := s.vault.List(ctx, after, MaxPage)
		if err != nil {
			return moved, err
		}
		for i := range list {
			if known != nil && known.Current(list[i].Wrapped) {
				continue
			}
			err := s.rewrap(ctx, &list[i])
			switch {
			case err == nil:
				moved++
			case !errors.Is(err, ErrConflict) && !errors.Is(err, ErrErased):
				// Those two mean that somebody else moved or destroyed it.
				return moved, err
			}
		}
		if len(list) < MaxPage {
			return moved, nil
		}
		after = list[len(list)-1].Key
	}
}

func (s *Envelope) rewrap(ctx context.Context, e *WrappedKey) error {
	_, place := place(e.Key)
	key, err := s.keys.Open(ctx, Key{}, e.Wrapped, place)
	if err != nil {
		return fmt.Errorf("%w (the data key does not unwrap)", err)
	}
	defer clear(key)
	wrapped, err := s.keys.Seal(ctx, Key{}, key, place)
	if err != nil {
		return err
	}
	return s.vault.Replace(ctx, e.Key, e.Wrapped, wrapped)
}
