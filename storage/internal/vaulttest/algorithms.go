package vaulttest

import (
	"bytes"
	"context"
	"crypto/sha512"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// Algorithms are what a store seals and hashes with.
type Algorithms struct {
	Method storage.Method
	Hash   storage.Hash // the zero Hash is SHA-256
}

// Seals tests what a store promises of people's data, with the algorithms given:
// that bodies are sealed for their place, that keys rotate without rewriting,
// that a person is found by the exact value only, that what is erased is gone in
// every version, and that the log verifies through all of it.
func Seals(t *testing.T, a Algorithms) {
	for name, check := range map[string]func(*testing.T, Algorithms){
		"keys":           keysSeal,
		"key rotation":   keysRotate,
		"key sizes":      keySizes,
		"envelope":       envelopeSeals,
		"envelope vault": envelopeVault,
		"rewrap":         rewrap,
		"destroyed key":  destroyedKey,
		"swapped rows":   swappedRows,
		"exact match":    exactMatch,
		"erased person":  erasedPerson,
		"chain hash":     chainHash,
	} {
		t.Run(name, func(t *testing.T) { check(t, a) })
	}
}

// secret is the key number i.
func (a *Algorithms) secret(i byte) []byte { return bytes.Repeat([]byte{i}, a.Method.KeySize) }

// keys are the keys of those numbers, the first one current.
func (a *Algorithms) keys(t testing.TB, numbers ...uint32) *storage.KeySealer {
	t.Helper()
	secrets := map[uint32][]byte{}
	for _, n := range numbers {
		secrets[n] = a.secret(byte(n))
	}
	s, err := storage.NewKeySealer(a.Method, numbers[0], secrets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (a *Algorithms) envelope(t testing.TB, v storage.Vault, keys storage.Sealer) *storage.Envelope {
	t.Helper()
	e, err := storage.NewEnvelope(a.Method, v, keys)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// create makes the data key of a record, as Store does before its first version.
func create(t testing.TB, s storage.Sealer, k storage.Key) {
	t.Helper()
	d, ok := s.(storage.KeyDestroyer)
	if !ok {
		return
	}
	if err := d.CreateKey(t.Context(), k); err != nil {
		t.Fatalf("create the key of a record: %v", err)
	}
}

// store is a store over a backend that seals with sealer.
func (a *Algorithms) store(t testing.TB, b storage.Backend, sealer storage.Sealer) *storage.Store {
	t.Helper()
	at := time.Date(2026, 7, 14, 9, 0, 0, 0, time.UTC)
	s, err := storage.New(b, storage.Options{
		Sealer: sealer, IndexKey: bytes.Repeat([]byte{'i'}, storage.IndexKeySize), IndexHash: a.Hash, ChainHash: a.Hash,
		Shards: 4, Clock: func() time.Time { at = at.Add(time.Second); return at },
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var two = storage.Key{Kind: 1, ID: "A-2"}

const planted = "测试甲 of 测试街甲一号, 110108199001010004"

func keysSeal(t *testing.T, a Algorithms) { sealsForItsPlace(t, a.keys(t, 1), a.Method.Form) }

func envelopeSeals(t *testing.T, a Algorithms) {
	e := a.envelope(t, new(storage.MemoryVault), a.keys(t, 1))
	sealsForItsPlace(t, e, a.Method.EnvelopeForm)
	sealed, err := e.Seal(t.Context(), one, []byte(planted), nil)
	is(t, "seal", err, nil)
	never := storage.Key{Kind: 1, ID: "NEVER"}
	var missing *storage.MissingKeyError
	if _, err = e.Open(t.Context(), never, sealed, nil); !errors.As(err, &missing) || missing.Key != never {
		t.Errorf("open of a record without a data key: got error %v", err)
	}
	if _, err = e.Seal(t.Context(), never, nil, nil); !errors.As(err, &missing) || missing.Key != never {
		t.Errorf("seal of a record without a data key: got error %v", err)
	}
	create(t, e, one) // has one, and keeps it
	_, err = e.Open(t.Context(), one, sealed, nil)
	is(t, "open after the key was asked for again", err, nil)
	create(t, e, two)
	_, err = e.Seal(t.Context(), two, []byte("another"), nil)
	is(t, "seal", err, nil)
	_, err = e.Open(t.Context(), two, sealed, nil)
	is(t, "open with the data key of another record", err, storage.ErrCorrupt)
}

// sealsForItsPlace: what was sealed opens where it belongs and nowhere else, and
// each of its bytes counts.
func sealsForItsPlace(t *testing.T, s storage.Sealer, form byte) {
	ctx := t.Context()
	bind := []byte("place")
	create(t, s, one)
	for _, k := range []storage.Key{one, {Kind: 1}, {}} { // records, and results of commands
		for _, n := range []int{0, 1, 100, storage.MaxBody} {
			body := bytes.Repeat([]byte{0x5a}, n)
			sealed, err := s.Seal(ctx, k, body, bind)
			is(t, "seal", err, nil)
			if sealed[0] != form {
				t.Errorf("sealed data begin with %d, want form %d", sealed[0], form)
			}
			if len(sealed) > n+storage.MaxSealOverhead || n > 16 && bytes.Contains(sealed, body[:16]) {
				t.Errorf("%d bytes were sealed to %d, the body may be in them", n, len(sealed))
			}
			opened, err := s.Open(ctx, k, sealed, bind)
			if err != nil || !bytes.Equal(opened, body) {
				t.Errorf("opened to %d bytes and error %v, want %d", len(opened), err, n)
			}
			_, err = s.Open(ctx, k, sealed, []byte("other place"))
			is(t, "open in another place", err, storage.ErrCorrupt)
			again, err := s.Seal(ctx, k, body, bind)
			is(t, "seal again", err, nil)
			if bytes.Equal(sealed, again) {
				t.Error("two seals are the same: a nonce was used twice")
			}
		}
	}
	sealed, err := s.Seal(ctx, one, []byte(planted), bind)
	is(t, "seal", err, nil)
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := s.Open(ctx, one, bad, bind); err == nil {
			t.Errorf("byte %d may be changed", i)
		}
	}
	for n := range sealed {
		if _, err := s.Open(ctx, one, sealed[:n], bind); err == nil {
			t.Errorf("may be cut to %d bytes", n)
		}
	}
	open, err := storage.StoredOpen{}.Seal(ctx, one, []byte(planted), bind)
	is(t, "store open", err, nil)
	_, err = s.Open(ctx, one, open, bind)
	is(t, "open of what was never sealed", err, storage.ErrSchema)
	_, err = storage.StoredOpen{}.Open(ctx, one, sealed, bind)
	is(t, "reading of sealed data as open ones", err, storage.ErrSchema)
}

func keysRotate(t *testing.T, a Algorithms) {
	ctx := t.Context()
	before, after, later := a.keys(t, 1), a.keys(t, 2, 1), a.keys(t, 2)
	old, err := before.Seal(ctx, one, []byte("old"), nil)
	is(t, "seal", err, nil)
	got, err := after.Open(ctx, one, old, nil)
	same(t, "open with both keys", got, err, "old")
	if after.Current(old) || !before.Current(old) {
		t.Error("Current must tell the old key from the new one")
	}
	_, err = later.Open(ctx, one, old, nil)
	is(t, "open when the old key is gone", err, storage.ErrSchema)
	renumbered := bytes.Clone(old)
	renumbered[4] = 2
	_, err = after.Open(ctx, one, renumbered, nil)
	is(t, "open under another key number", err, storage.ErrCorrupt)
}

func keySizes(t *testing.T, a Algorithms) {
	for _, n := range []int{0, a.Method.KeySize - 1, a.Method.KeySize + 1} {
		_, err := storage.NewKeySealer(a.Method, 1, map[uint32][]byte{1: make([]byte, n)})
		is(t, fmt.Sprint("a key of ", n, " bytes"), err, storage.ErrInvalid)
	}
	_, err := storage.NewKeySealer(a.Method, 3, map[uint32][]byte{1: a.secret(1)})
	is(t, "no current key", err, storage.ErrInvalid)
	for what, keys := range map[string]storage.Sealer{"no keys": nil, "open keys": storage.StoredOpen{}} {
		_, err := storage.NewEnvelope(a.Method, new(storage.MemoryVault), keys)
		is(t, "envelope with "+what, err, storage.ErrInvalid)
	}
	_, err = storage.NewEnvelope(a.Method, nil, a.keys(t, 1))
	is(t, "envelope without a vault", err, storage.ErrInvalid)
}

// envelopeVault: the vault holds no data key that can be read, and its entries
// belong to their records.
func envelopeVault(t *testing.T, a Algorithms) {
	ctx := t.Context()
	v := new(storage.MemoryVault)
	e := a.envelope(t, v, a.keys(t, 1))
	sealed := map[storage.Key][]byte{}
	for _, k := range []storage.Key{one, two} {
		create(t, e, k)
		var err error
		sealed[k], err = e.Seal(ctx, k, []byte("body of "+k.ID), nil)
		is(t, "seal", err, nil)
	}
	first, err := v.Load(ctx, one)
	is(t, "load", err, nil)
	second, err := v.Load(ctx, two)
	is(t, "load", err, nil)
	if bytes.Equal(first, second) || len(first) < a.Method.KeySize+16 {
		t.Error("each record must have a data key of its own, wrapped")
	}
	is(t, "replace", v.Replace(ctx, one, first, second), nil)
	_, err = e.Open(ctx, one, sealed[one], nil)
	is(t, "open with a swapped entry of the vault", err, storage.ErrCorrupt)
	is(t, "replace", v.Replace(ctx, one, second, first), nil)
	got, err := e.Open(ctx, one, sealed[one], nil)
	same(t, "open again", got, err, "body of A-1")

	// Another process finds the same key: nothing is kept but in the vault.
	got, err = a.envelope(t, v, a.keys(t, 1)).Open(ctx, two, sealed[two], nil)
	same(t, "open by another envelope", got, err, "body of A-2")
	_, err = a.envelope(t, v, a.keys(t, 9)).Open(ctx, two, sealed[two], nil)
	is(t, "open with other key-encryption keys", err, storage.ErrSchema)
}

func rewrap(t *testing.T, a Algorithms) {
	ctx := t.Context()
	v := new(storage.MemoryVault)
	old := a.envelope(t, v, a.keys(t, 1))
	sealed := map[storage.Key][]byte{}
	const n = storage.MaxPage + 5 // more than one page of the vault
	for i := range n {
		k := storage.Key{Kind: 1, ID: fmt.Sprint("R-", i)}
		create(t, old, k)
		var err error
		sealed[k], err = old.Seal(ctx, k, []byte("body of "+k.ID), nil)
		is(t, "seal", err, nil)
	}
	both := a.envelope(t, v, a.keys(t, 2, 1))
	create(t, both, one)
	late, err := both.Seal(ctx, one, []byte("late"), nil)
	is(t, "seal", err, nil)
	moved, err := both.Rewrap(ctx)
	if err != nil || moved != n {
		t.Fatalf("rewrap moved %d and gave error %v, want %d: all but the one under the new key", moved, err, n)
	}
	if moved, err = both.Rewrap(ctx); err != nil || moved != 0 {
		t.Errorf("rewrap again moved %d and gave error %v, want 0", moved, err)
	}
	after := a.envelope(t, v, a.keys(t, 2)) // the old key is retired
	for k, body := range sealed {
		got, err := after.Open(ctx, k, body, nil)
		same(t, "open of what nobody has sealed again", got, err, "body of "+k.ID)
	}
	got, err := after.Open(ctx, one, late, nil)
	same(t, "open", got, err, "late")
	_, err = old.Open(ctx, one, late, nil)
	is(t, "open with the retired key", err, storage.ErrSchema)
}

func destroyedKey(t *testing.T, a Algorithms) {
	ctx := t.Context()
	e := a.envelope(t, new(storage.MemoryVault), a.keys(t, 1))
	create(t, e, one)
	create(t, e, two)
	sealed, err := e.Seal(ctx, one, []byte(planted), nil)
	is(t, "seal", err, nil)
	kept, err := e.Seal(ctx, two, []byte("kept"), nil)
	is(t, "seal", err, nil)
	is(t, "destroy of no record", e.DestroyKey(ctx, storage.Key{Kind: 1}), storage.ErrInvalid)
	for range 2 {
		is(t, "destroy", e.DestroyKey(ctx, one), nil)
	}
	_, err = e.Open(ctx, one, sealed, nil)
	is(t, "open", err, storage.ErrErased)
	_, err = e.Seal(ctx, one, []byte("more"), nil)
	is(t, "seal", err, storage.ErrErased)
	is(t, "create", e.CreateKey(ctx, one), storage.ErrErased)
	got, err := e.Open(ctx, two, kept, nil)
	same(t, "open of the record beside it", got, err, "kept")
	moved, err := e.Rewrap(ctx)
	if err != nil || moved != 0 {
		t.Errorf("rewrap moved %d and gave error %v", moved, err)
	}
}

// command runs one command of a store.
func command(t testing.TB, s *storage.Store, id string, fn func(context.Context, *storage.Writer) error) {
	t.Helper()
	_, err := s.Update(t.Context(), storage.Command{ID: storage.CommandID(id), Request: []byte(id)},
		func(ctx context.Context, w *storage.Writer) ([]byte, error) { return nil, fn(ctx, w) })
	if err != nil {
		t.Fatalf("command %s: %v", id, err)
	}
}

// put writes the next version of a record.
func put(t testing.TB, s *storage.Store, id string, r storage.Record, expect storage.Version) {
	t.Helper()
	command(t, s, id, func(ctx context.Context, w *storage.Writer) error {
		_, err := w.Put(ctx, r, expect)
		return err
	})
}

func swappedRows(t *testing.T, a Algorithms) {
	b := memory.New()
	s := a.store(t, b, a.envelope(t, new(storage.MemoryVault), a.keys(t, 1)))
	for i, k := range []storage.Key{one, two} {
		for v := range 2 {
			put(t, s, fmt.Sprintf("put-%d-%d", i, v), storage.Record{Header: storage.Header{Kind: k.Kind, ID: k.ID, Status: 1}, Body: []byte(planted)}, storage.Version(v))
		}
	}
	stored := func(k storage.Key, v storage.Version) (r storage.Record) {
		is(t, "view", b.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) (err error) {
			r, err = tx.GetAsOf(ctx, k, storage.AsOf{Version: v})
			return err
		}), nil)
		return r
	}
	first, other := stored(one, 1), stored(two, 1)
	for what, forge := range map[string]func(*storage.Record){
		"body of another record":  func(r *storage.Record) { r.Body = other.Body },
		"body of another version": func(r *storage.Record) { r.Body = first.Body },
		"another status":          func(r *storage.Record) { r.Status++ },
		"another day":             func(r *storage.Record) { r.RecordedAt++ },
	} {
		h, err := s.Header(t.Context(), one.Kind, one.ID)
		is(t, "header", err, nil)
		r := stored(one, 2)
		r.Version = h.Version + 1
		forge(&r)
		is(t, "forge", b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, r, h.Version) }), nil)
		_, err = s.Get(t.Context(), one.Kind, one.ID)
		is(t, what, err, storage.ErrCorrupt)
	}
}

// exactMatch: who has the very value finds the record, who has less or more, or
// another key, does not.
func exactMatch(t *testing.T, a Algorithms) {
	b := memory.New()
	s := a.store(t, b, a.keys(t, 1))
	const number = "110108199001010004"
	put(t, s, "put", storage.Record{Header: storage.Header{Kind: 1, ID: "A-1", Holder: s.BlindIndex("holder", number)}}, 0)
	find := func(by storage.Blind) (n int) {
		for _, err := range s.All(t.Context(), storage.Query{Index: storage.ByHolder, Kind: 1, Holder: by}) {
			is(t, "find", err, nil)
			n++
		}
		return n
	}
	if find(s.BlindIndex("holder", number)) != 1 {
		t.Error("not found by its holder")
	}
	for _, near := range []string{number[:17], number + " ", "110108199001010005", ""} {
		if find(s.BlindIndex("holder", near)) != 0 {
			t.Error("found by a value that is only like it")
		}
	}
	if find(s.BlindIndex("offender", number)) != 0 {
		t.Error("found under another field")
	}
	other, err := storage.New(b, storage.Options{Sealer: a.keys(t, 1), IndexKey: make([]byte, storage.IndexKeySize), IndexHash: a.Hash, ChainHash: a.Hash, Shards: 4})
	is(t, "new", err, nil)
	if find(other.BlindIndex("holder", number)) != 0 || other.IndexMark() == s.IndexMark() {
		t.Error("found with another index key")
	}
}

// erasedPerson: a person with records of two versions, and with disclosures, is
// erased; another one is not.
func erasedPerson(t *testing.T, a Algorithms) {
	ctx := t.Context()
	b, v := memory.New(), new(storage.MemoryVault)
	s := a.store(t, b, a.envelope(t, v, a.keys(t, 1)))
	holder, other := s.BlindIndex("holder", "甲"), s.BlindIndex("holder", "乙")
	for i, id := range []string{"A-1", "A-2", "B-1"} {
		h := storage.Header{Kind: 1, ID: id, Holder: holder, District: 110108, Status: 1}
		if id == "B-1" {
			h.Holder = other
		}
		for version := range storage.Version(2) {
			h.Kind = 1
			put(t, s, fmt.Sprintf("put-%d-%d", i, version), storage.Record{Header: h, Body: []byte(planted)}, version)
		}
		h.Kind = 2
		put(t, s, fmt.Sprint("act-", i), storage.Record{Header: h, Body: []byte(planted)}, 0)
		command(t, s, fmt.Sprint("show-", i), func(ctx context.Context, w *storage.Writer) error {
			return w.Disclose(ctx, storage.Disclosure{Kind: 1, ID: id, Actor: "P-1", Purpose: "other", Fields: []string{"name"}, Detail: planted})
		})
	}
	counts := func() string {
		var text string
		is(t, "counts", s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			for _, kind := range []storage.Kind{1, 2} {
				c, err := r.Counts(ctx, kind)
				if err != nil {
					return err
				}
				text += fmt.Sprint(c)
			}
			return nil
		}), nil)
		return text
	}
	details := func() (open, erased int) {
		is(t, "log", s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			for shard := range s.Shards() {
				for e, err := range r.Log(ctx, shard, 1) {
					if err != nil {
						return err
					}
					if bytes.Contains(e.Data, []byte("测试")) {
						t.Error("the log has a detail unsealed")
					}
					if e.Type != storage.LogDisclosure {
						continue
					}
					d, err := s.OpenDisclosure(ctx, &e)
					switch {
					case err == nil && d.Detail == planted:
						open++
					case errors.Is(err, storage.ErrErased) && d.Detail == "" && d.Actor == "P-1":
						erased++
					default:
						t.Errorf("disclosure opened with error %v", err)
					}
				}
			}
			return nil
		}), nil)
		return open, erased
	}
	kept, err := s.VerifyAll(ctx)
	is(t, "verify", err, nil)
	before := counts()
	if open, erased := details(); open != 3 || erased != 0 {
		t.Errorf("%d details can be read and %d are erased, want 3 and 0", open, erased)
	}

	erase := storage.Command{ID: "erase", Request: []byte("erase")}
	n, err := s.EraseHolder(ctx, erase, holder, 1, 2)
	if err != nil || n != 4 {
		t.Fatalf("erased %d records, %v; want 4", n, err)
	}
	if n, err = s.EraseHolder(ctx, erase, holder, 1, 2); err != nil || n != 4 {
		t.Errorf("asked again: erased %d records, %v", n, err)
	}

	for _, id := range []string{"A-1", "A-2"} {
		for _, at := range []storage.Version{1, 2, 3} {
			is(t, "get", s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
				_, err := r.GetAsOf(ctx, 1, id, storage.AsOf{Version: at})
				return err
			}), storage.ErrErased)
		}
		_, err = s.Get(ctx, 1, id)
		is(t, "get", err, storage.ErrErased)
		h, err := s.Header(ctx, 1, id)
		if err != nil || !h.Holder.IsZero() || h.Status != 1 {
			t.Errorf("header of an erased record: holder zero %v, status %d, %v", h.Holder.IsZero(), h.Status, err)
		}
	}
	r, err := s.Get(ctx, 1, "B-1")
	same(t, "the other person", r.Body, err, planted)
	if after := counts(); after != before {
		t.Errorf("counts are %s, and were %s", after, before)
	}
	if open, erased := details(); open != 1 || erased != 2 {
		t.Errorf("%d details can be read and %d are erased, want 1 and 2", open, erased)
	}
	_, err = s.VerifyAll(ctx, kept)
	is(t, "verify after the erasure", err, nil)

	_, err = s.EraseHolder(ctx, storage.Command{ID: "none"}, storage.Blind{}, 1)
	is(t, "erase nobody", err, storage.ErrInvalid)
	_, err = s.EraseHolder(ctx, storage.Command{ID: "none"}, holder)
	is(t, "erase no kind", err, storage.ErrInvalid)
	plain := a.store(t, b, a.keys(t, 1))
	_, err = plain.EraseHolder(ctx, storage.Command{ID: "plain"}, other, 1)
	is(t, "erase under shared keys", err, storage.ErrUnsupported)
}

// chainHash: a log is neither verified nor continued with another hash.
func chainHash(t *testing.T, a Algorithms) {
	b := memory.New()
	s := a.store(t, b, a.keys(t, 1))
	put(t, s, "put", storage.Record{Header: storage.Header{Kind: 1, ID: "A-1"}}, 0)
	c, err := s.VerifyAll(t.Context())
	is(t, "verify", err, nil)
	if want := a.Hash.Name; want != "" && c.Hash != want {
		t.Errorf("checkpoint has hash %q, want %q", c.Hash, want)
	}
	other := a
	other.Hash = storage.Hash{Name: "OTHER", New: sha512.New512_256}
	wrong := other.store(t, b, a.keys(t, 1))
	_, err = wrong.VerifyAll(t.Context())
	is(t, "verify with another hash", err, storage.ErrSchema)
	_, err = wrong.VerifyAll(t.Context(), c)
	is(t, "verify a checkpoint with another hash", err, storage.ErrSchema)
	_, err = wrong.Update(t.Context(), storage.Command{ID: "more"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "A-1"}}, 1)
		return nil, err
	})
	is(t, "continue with another hash", err, storage.ErrSchema)
}
