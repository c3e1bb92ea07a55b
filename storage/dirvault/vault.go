package dirvault

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base32"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/juzhuzheng/residence/storage"
)

// A Vault is a storage.Vault in a directory. It may be used by many goroutines
// and processes at once; nothing is locked.
//
// The key of a record is the file with the highest number in the record's
// directory. Files are made whole or not at all, under a name that was never used:
// of two who would make the next number one succeeds. An older number keeps its
// name and loses its content. The file "destroyed" outweighs all numbers.
type Vault struct {
	dir string
	// syncDir makes the names in a directory last. Tests watch it.
	syncDir func(dir string) error
}

var _ storage.Vault = (*Vault)(nil)

// Open returns the vault in a directory, which it makes if there is none; the
// directory above it must be there. There is nothing to close.
func Open(dir string) (*Vault, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		is, statErr := os.Stat(dir)
		if statErr != nil || !is.IsDir() {
			return nil, err
		}
	}
	return &Vault{dir, syncDir}, syncDir(filepath.Dir(dir))
}

const (
	destroyed  = "destroyed" // the mark of a key that was destroyed
	unfinished = "new-*"     // a file that is being written
)

// names are IDs as file names: no two of them differ in case only.
var names = base32.HexEncoding.WithPadding(base32.NoPadding)

func kindName(k storage.Kind) string { return strconv.Itoa(int(k)) }

func (v *Vault) place(k storage.Key) string {
	return filepath.Join(v.dir, kindName(k.Kind), names.EncodeToString([]byte(k.ID)))
}

// enter checks the arguments.
func enter(ctx context.Context, k storage.Key) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return storage.ValidateVaultKey(k)
}

// newest is the highest number in a record's directory, 0 for none. The error
// is storage.ErrErased if the key was destroyed.
func newest(place string) (number int, err error) {
	files, err := os.ReadDir(place)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	for _, f := range files {
		if f.Name() == destroyed {
			return 0, storage.ErrErased
		}
		if n, err := strconv.Atoi(f.Name()); err == nil && strconv.Itoa(n) == f.Name() {
			number = max(number, n)
		}
	}
	return number, nil
}

// read is the key of a record and its number. A file that is the newest, is empty
// and stays the newest is a damage: the vault makes none.
func (v *Vault) read(ctx context.Context, k storage.Key) (number int, wrapped []byte, err error) {
	place := v.place(k)
	for seen := 0; ctx.Err() == nil; seen = number {
		number, err = newest(place)
		switch {
		case err != nil:
			return 0, nil, err
		case number == 0:
			return 0, nil, storage.ErrNotFound
		case number == seen:
			return 0, nil, &storage.CorruptError{Key: k, What: "the file of its data key is empty, or cannot be found although it is listed"}
		}
		wrapped, err = os.ReadFile(filepath.Join(place, strconv.Itoa(number)))
		switch {
		case err == nil && len(wrapped) > 0:
			return number, wrapped, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return 0, nil, err
		}
		// Replaced or destroyed between the two: look again.
	}
	return 0, nil, ctx.Err()
}

// Load is storage.Vault.Load.
func (v *Vault) Load(ctx context.Context, k storage.Key) ([]byte, error) {
	if err := enter(ctx, k); err != nil {
		return nil, err
	}
	_, wrapped, err := v.read(ctx, k)
	return wrapped, masked(k, err)
}

// Create is storage.Vault.Create.
func (v *Vault) Create(ctx context.Context, k storage.Key, wrapped []byte) ([]byte, error) {
	if err := storage.ValidateWrappedKey(wrapped); err != nil {
		return nil, err
	}
	if err := enter(ctx, k); err != nil {
		return nil, err
	}
	kept, err := v.create(ctx, k, wrapped)
	return kept, masked(k, err)
}

func (v *Vault) create(ctx context.Context, k storage.Key, wrapped []byte) ([]byte, error) {
	_, kept, err := v.read(ctx, k)
	switch {
	case err == nil:
		return kept, v.settle(k)
	case !errors.Is(err, storage.ErrNotFound):
		return nil, err
	}
	if err := v.makePlace(k); err != nil {
		return nil, err
	}
	err = add(v.place(k), "1", wrapped)
	if err == nil || errors.Is(err, fs.ErrExist) {
		err = v.settle(k)
	}
	if late := v.unlessErased(k); late != nil {
		return nil, late
	}
	if err != nil {
		return nil, err
	}
	_, kept, err = v.read(ctx, k)
	return kept, err
}

// unlessErased is what a writer asks when it has written. If the key was destroyed
// meanwhile, its files, which the destroyer may not have seen, go as well, and the
// error is storage.ErrErased.
func (v *Vault) unlessErased(k storage.Key) error {
	place := v.place(k)
	_, err := newest(place)
	if errors.Is(err, storage.ErrErased) {
		return cmp.Or(sweep(place), v.syncDir(place), err)
	}
	return err
}

// Replace is storage.Vault.Replace.
func (v *Vault) Replace(ctx context.Context, k storage.Key, old, wrapped []byte) error {
	if err := storage.ValidateWrappedKey(wrapped); err != nil {
		return err
	}
	if err := enter(ctx, k); err != nil {
		return err
	}
	return masked(k, v.replace(ctx, k, old, wrapped))
}

func (v *Vault) replace(ctx context.Context, k storage.Key, old, wrapped []byte) error {
	place := v.place(k)
	number, kept, err := v.read(ctx, k)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(kept, old):
		return storage.ErrConflict
	}
	err = add(place, strconv.Itoa(number+1), wrapped)
	if err == nil {
		err = v.syncDir(place) // before the older one loses its content
	}
	if late := v.unlessErased(k); late != nil {
		return late
	}
	if errors.Is(err, fs.ErrExist) {
		return storage.ErrConflict
	}
	if err != nil {
		return err
	}
	err = cmp.Or(empty(place, number), v.syncDir(place))
	return cmp.Or(v.unlessErased(k), err)
}

// Destroy is storage.Vault.Destroy.
func (v *Vault) Destroy(ctx context.Context, k storage.Key) error {
	if err := enter(ctx, k); err != nil {
		return err
	}
	return masked(k, v.destroy(k))
}

func (v *Vault) destroy(k storage.Key) error {
	if err := v.makePlace(k); err != nil {
		return err
	}
	place := v.place(k)
	err := add(place, destroyed, nil)
	if _, now := newest(place); !errors.Is(now, storage.ErrErased) {
		return cmp.Or(err, now) // neither by this call nor by another one
	}
	if err := v.settle(k); err != nil { // the mark lasts before the keys go
		return err
	}
	if late := v.unlessErased(k); !errors.Is(late, storage.ErrErased) {
		return late
	}
	return nil
}

// List is storage.Vault.List. It reads the names of all records of a kind.
func (v *Vault) List(ctx context.Context, after storage.Key, limit int) (list []storage.WrappedKey, err error) {
	if err := storage.ValidateLimit(limit); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	kinds, err := v.kinds()
	if err != nil {
		return nil, err
	}
	for _, kind := range kinds {
		if kind < after.Kind {
			continue
		}
		ids, err := v.ids(kind)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if kind == after.Kind && id <= after.ID {
				continue
			}
			k := storage.Key{Kind: kind, ID: id}
			_, wrapped, err := v.read(ctx, k)
			switch {
			case errors.Is(err, storage.ErrErased) || errors.Is(err, storage.ErrNotFound):
				continue
			case err != nil:
				return nil, masked(k, err)
			}
			if list = append(list, storage.WrappedKey{Key: k, Wrapped: wrapped}); len(list) == limit {
				return list, nil
			}
		}
	}
	return list, nil
}

// kinds are the kinds that have keys, in order.
func (v *Vault) kinds() (list []storage.Kind, err error) {
	files, err := os.ReadDir(v.dir)
	for _, f := range files {
		if n, err := strconv.ParseUint(f.Name(), 10, 16); err == nil && f.Name() == kindName(storage.Kind(n)) {
			list = append(list, storage.Kind(n))
		}
	}
	slices.Sort(list)
	return list, err
}

// ids are the IDs of a kind, in order.
func (v *Vault) ids(k storage.Kind) (list []string, err error) {
	files, err := os.ReadDir(filepath.Join(v.dir, kindName(k)))
	for _, f := range files {
		if id, err := names.DecodeString(f.Name()); err == nil {
			list = append(list, string(id))
		}
	}
	slices.Sort(list)
	return list, err
}
