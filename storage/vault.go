package storage

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"
)

// A Vault keeps one wrapped data key for each record, apart from the records.
// To destroy the key is to erase every version of the record, wherever copies
// of it lie.
//
// A vault is another database than that of the backend, with its own, shorter
// lived backups: keys that are restored together with what they open erase
// nothing. It is also called while a transaction of the backend is open, so a
// vault in the same file of an engine with one writer would wait for itself.
//
// A Key here has any Kind, zero included, and an ID of 1 to MaxID bytes of
// visible ASCII; keys are compared byte by byte. A wrapped key has 1 to
// MaxWrappedKey bytes. Beyond that the error wraps ErrInvalid or ErrTooLarge
// (ValidateVaultKey, ValidateWrappedKey). A method whose context has ended
// returns an error that wraps the context's.
//
// What Create, Replace or Destroy has answered with nil is durable, whoever of
// several callers has done it; Load may show what is still on its way to the disk. A
// vault may be used by many goroutines and processes at once.
//
// A copy of a vault goes with the copies of the records that were taken before it,
// and with no others: it has the keys of all records in them.
type Vault interface {
	// Load returns the wrapped key, ErrNotFound if there never was one, or
	// ErrErased if it was destroyed. The caller may change what it gets.
	Load(ctx context.Context, k Key) ([]byte, error)

	// Create keeps wrapped as the key of k and returns it. If k has a key
	// already, that one is returned and wrapped is dropped: of concurrent
	// callers all get the same. After Destroy it returns ErrErased, for ever.
	Create(ctx context.Context, k Key, wrapped []byte) ([]byte, error)

	// Replace puts wrapped in the place of old, if the key still is old; else
	// it returns ErrConflict, ErrNotFound or ErrErased. It is how data keys
	// move under another key-encryption key.
	Replace(ctx context.Context, k Key, old, wrapped []byte) error

	// Destroy removes the key and leaves a mark, so that neither Create nor
	// Replace can bring one back. It may be repeated, and also holds where no
	// key was created yet. Nothing undoes it.
	Destroy(ctx context.Context, k Key) error

	// List returns up to limit (1 to MaxPage) keys that are not destroyed,
	// those that follow after in the order of Kind, then ID.
	List(ctx context.Context, after Key, limit int) ([]WrappedKey, error)
}

// A WrappedKey is an entry of a Vault.
type WrappedKey struct {
	Key     Key
	Wrapped []byte
}

// MaxWrappedKey is the longest wrapped key a Vault must keep, in bytes.
const MaxWrappedKey = 1024

// ValidateVaultKey checks the rules of a key in a Vault.
func ValidateVaultKey(k Key) error {
	switch {
	case k.ID == "":
		return &InvalidError{"vault key", "must not be empty"}
	case len(k.ID) > MaxID:
		return &LimitError{"vault key", len(k.ID), MaxID}
	}
	for i := range len(k.ID) {
		if k.ID[i] <= ' ' || k.ID[i] > '~' {
			return &InvalidError{"vault key", "may contain only visible ASCII"}
		}
	}
	return nil
}

// ValidateWrappedKey checks the rules of a wrapped key in a Vault.
func ValidateWrappedKey(wrapped []byte) error {
	switch {
	case len(wrapped) == 0:
		return &InvalidError{"wrapped key", "must not be empty"}
	case len(wrapped) > MaxWrappedKey:
		return &LimitError{"wrapped key", len(wrapped), MaxWrappedKey}
	}
	return nil
}

// A MemoryVault is a Vault that forgets everything with the process: for tests,
// and for a store that lives no longer. Its zero value is empty.
type MemoryVault struct {
	mu   sync.Mutex
	keys map[Key][]byte // nil for a destroyed one
}

var _ Vault = (*MemoryVault)(nil)

// enter checks the arguments and locks.
func (v *MemoryVault) enter(ctx context.Context, k Key) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := ValidateVaultKey(k); err != nil {
		return err
	}
	v.mu.Lock()
	if v.keys == nil {
		v.keys = make(map[Key][]byte)
	}
	return nil
}

// key is the wrapped key, or why there is none. The vault is locked.
func (v *MemoryVault) key(k Key) ([]byte, error) {
	wrapped, ok := v.keys[k]
	switch {
	case !ok:
		return nil, ErrNotFound
	case wrapped == nil:
		return nil, ErrErased
	}
	return wrapped, nil
}

// Load is Vault.Load.
func (v *MemoryVault) Load(ctx context.Context, k Key) ([]byte, error) {
	if err := v.enter(ctx, k); err != nil {
		return nil, err
	}
	defer v.mu.Unlock()
	wrapped, err := v.key(k)
	return bytes.Clone(wrapped), err
}

// Create is Vault.Create.
func (v *MemoryVault) Create(ctx context.Context, k Key, wrapped []byte) ([]byte, error) {
	if err := ValidateWrappedKey(wrapped); err != nil {
		return nil, err
	}
	if err := v.enter(ctx, k); err != nil {
		return nil, err
	}
	defer v.mu.Unlock()
	kept, err := v.key(k)
	if err == ErrNotFound {
		kept, err = bytes.Clone(wrapped), nil
		v.keys[k] = kept
	}
	return bytes.Clone(kept), err
}

// Replace is Vault.Replace.
func (v *MemoryVault) Replace(ctx context.Context, k Key, old, wrapped []byte) error {
	if err := ValidateWrappedKey(wrapped); err != nil {
		return err
	}
	if err := v.enter(ctx, k); err != nil {
		return err
	}
	defer v.mu.Unlock()
	kept, err := v.key(k)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(kept, old):
		return ErrConflict
	}
	v.keys[k] = bytes.Clone(wrapped)
	return nil
}

// Destroy is Vault.Destroy.
func (v *MemoryVault) Destroy(ctx context.Context, k Key) error {
	if err := v.enter(ctx, k); err != nil {
		return err
	}
	defer v.mu.Unlock()
	clear(v.keys[k])
	v.keys[k] = nil
	return nil
}

// List is Vault.List.
func (v *MemoryVault) List(ctx context.Context, after Key, limit int) ([]WrappedKey, error) {
	if err := ValidateLimit(limit); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	var list []WrappedKey
	for k, wrapped := range v.keys {
		if wrapped != nil && compareKeys(k, after) > 0 {
			list = append(list, WrappedKey{k, bytes.Clone(wrapped)})
		}
	}
	slices.SortFunc(list, func(a, b WrappedKey) int { return compareKeys(a.Key, b.Key) })
	return list[:min(limit, len(list))], nil
}

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}
