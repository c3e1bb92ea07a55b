// Package vaulttest holds a storage.Vault to its contract.
package vaulttest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// Run tests vaults that open gives, each fresh and empty.
func Run(t *testing.T, open func(testing.TB) storage.Vault) {
	for name, check := range map[string]func(*testing.T, storage.Vault){
		"life of a key":   life,
		"destroyed first": destroyedFirst,
		"one key for all": race,
		"list":            list,
		"refusals":        refusals,
	} {
		t.Run(name, func(t *testing.T) { check(t, open(t)) })
	}
}

var one = storage.Key{Kind: 1, ID: "A-1"}

func is(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got error %v, want %v", what, got, want)
	}
}

func same(t *testing.T, what string, got []byte, err error, want string) {
	t.Helper()
	if err != nil || string(got) != want {
		t.Errorf("%s: got %q and error %v, want %q", what, got, err, want)
	}
}

func life(t *testing.T, v storage.Vault) {
	ctx := t.Context()
	_, err := v.Load(ctx, one)
	is(t, "load before create", err, storage.ErrNotFound)
	is(t, "replace before create", v.Replace(ctx, one, []byte("x"), []byte("y")), storage.ErrNotFound)
	given := []byte("first")
	got, err := v.Create(ctx, one, given)
	same(t, "create", got, err, "first")
	given[0], got[0] = 'X', 'Y'
	got, err = v.Load(ctx, one)
	same(t, "load, after the caller changed its copies", got, err, "first")
	got[0] = 'Z'
	got, err = v.Create(ctx, one, []byte("second"))
	same(t, "create again", got, err, "first")
	is(t, "replace another", v.Replace(ctx, one, []byte("second"), []byte("third")), storage.ErrConflict)
	is(t, "replace", v.Replace(ctx, one, []byte("first"), []byte("third\x00\xff")), nil)
	got, err = v.Load(ctx, one)
	same(t, "load after replace", got, err, "third\x00\xff")
	for range 2 {
		is(t, "destroy", v.Destroy(ctx, one), nil)
		_, err = v.Load(ctx, one)
		is(t, "load after destroy", err, storage.ErrErased)
		_, err = v.Create(ctx, one, []byte("late"))
		is(t, "create after destroy", err, storage.ErrErased)
		is(t, "replace after destroy", v.Replace(ctx, one, []byte("third\x00\xff"), []byte("late")), storage.ErrErased)
	}
	for _, k := range []storage.Key{{Kind: 2, ID: "A-1"}, {Kind: 1, ID: "a-1"}, {Kind: 1, ID: "A-10"}, {Kind: 0, ID: "A-1"}} {
		_, err := v.Load(ctx, k)
		is(t, "load of a key much like it", err, storage.ErrNotFound)
	}
}

// destroyedFirst: a writer that comes after the destruction, for a record that
// had no key yet, gets none.
func destroyedFirst(t *testing.T, v storage.Vault) {
	is(t, "destroy", v.Destroy(t.Context(), one), nil)
	_, err := v.Create(t.Context(), one, []byte("late"))
	is(t, "create", err, storage.ErrErased)
	_, err = v.Load(t.Context(), one)
	is(t, "load", err, storage.ErrErased)
}

func race(t *testing.T, v storage.Vault) {
	for round := range 5 {
		k := storage.Key{Kind: 1, ID: fmt.Sprint("R-", round)}
		var got [8][]byte
		var wg sync.WaitGroup
		for i := range got {
			wg.Go(func() {
				var err error
				if got[i], err = v.Create(t.Context(), k, fmt.Append(nil, "key of ", i)); err != nil {
					t.Errorf("create: %v", err)
				}
			})
		}
		wg.Wait()
		kept, err := v.Load(t.Context(), k)
		is(t, "load", err, nil)
		for _, g := range got {
			if !bytes.Equal(g, kept) {
				t.Errorf("two callers got different keys for one record: %q and %q", g, kept)
			}
		}
	}
}

func list(t *testing.T, v storage.Vault) {
	ctx := t.Context()
	keys := []storage.Key{{Kind: 0, ID: "results"}, {Kind: 1, ID: "A"}, {Kind: 1, ID: "B"}, {Kind: 1, ID: "a"}, {Kind: 2, ID: "A"}, {Kind: 300, ID: "A"}}
	for i := range keys {
		k := keys[len(keys)-1-i]
		got, err := v.Create(ctx, k, []byte(k.ID))
		same(t, "create", got, err, k.ID)
	}
	is(t, "destroy", v.Destroy(ctx, keys[2]), nil)
	is(t, "destroy", v.Destroy(ctx, storage.Key{Kind: 1, ID: "never"}), nil)
	want := append(append([]storage.Key(nil), keys[:2]...), keys[3:]...)
	for _, limit := range []int{1, 2, 5, storage.MaxPage} {
		var got []storage.Key
		for after := (storage.Key{}); ; {
			page, err := v.List(ctx, after, limit)
			is(t, "list", err, nil)
			if len(page) > limit {
				t.Fatalf("list of %d gave %d", limit, len(page))
			}
			for _, e := range page {
				got = append(got, e.Key)
				same(t, "listed", e.Wrapped, nil, e.Key.ID)
			}
			if len(page) < limit {
				break
			}
			after = page[len(page)-1].Key
		}
		if len(got) != len(want) {
			t.Fatalf("pages of %d: got %d keys, want %d", limit, len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("pages of %d: key %d is another one than expected", limit, i)
			}
		}
	}
}

func refusals(t *testing.T, v storage.Vault) {
	ctx := t.Context()
	for _, k := range []storage.Key{{Kind: 1}, {Kind: 1, ID: "A B"}, {Kind: 1, ID: "甲"}} {
		_, err := v.Load(ctx, k)
		is(t, "load of a malformed key", err, storage.ErrInvalid)
		_, err = v.Create(ctx, k, []byte("x"))
		is(t, "create under a malformed key", err, storage.ErrInvalid)
		is(t, "replace under a malformed key", v.Replace(ctx, k, []byte("x"), []byte("y")), storage.ErrInvalid)
		is(t, "destroy of a malformed key", v.Destroy(ctx, k), storage.ErrInvalid)
	}
	long := storage.Key{Kind: 65535, ID: strings.Repeat("~", storage.MaxID)}
	full := bytes.Repeat([]byte{0xff}, storage.MaxWrappedKey)
	got, err := v.Create(ctx, long, full)
	same(t, "create at the limits", got, err, string(full))
	long.ID += "~"
	_, err = v.Create(ctx, long, full)
	is(t, "create under a key that is too long", err, storage.ErrTooLarge)
	_, err = v.Create(ctx, one, append(full, 0))
	is(t, "create of a wrapped key that is too long", err, storage.ErrTooLarge)
	_, err = v.Create(ctx, one, nil)
	is(t, "create of an empty wrapped key", err, storage.ErrInvalid)
	is(t, "replace by an empty wrapped key", v.Replace(ctx, one, []byte("x"), nil), storage.ErrInvalid)
	for _, limit := range []int{0, -1, storage.MaxPage + 1} {
		_, err = v.List(ctx, storage.Key{}, limit)
		is(t, "list with a wrong limit", err, storage.ErrInvalid)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err = v.Load(ended, one)
	is(t, "load with an ended context", err, context.Canceled)
	_, err = v.Create(ended, one, []byte("x"))
	is(t, "create with an ended context", err, context.Canceled)
	is(t, "replace with an ended context", v.Replace(ended, one, []byte("x"), []byte("y")), context.Canceled)
	is(t, "destroy with an ended context", v.Destroy(ended, one), context.Canceled)
	_, err = v.List(ended, storage.Key{}, 1)
	is(t, "list with an ended context", err, context.Canceled)
	_, err = v.Load(ctx, one)
	is(t, "nothing came of it", err, storage.ErrNotFound)
}
