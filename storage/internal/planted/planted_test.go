package planted_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/planted"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A flaky backend loses each third commit, so that the hook for metrics is told.
type flaky struct {
	storage.Backend
	n int
}

func (f *flaky) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if f.n++; f.n%3 == 0 {
		return f.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			if err := fn(ctx, tx); err != nil {
				return err
			}
			return storage.ErrRetry
		})
	}
	return f.Backend.Update(ctx, fn)
}

// A world is one store in which the planted person has lived.
type world struct {
	backend  *memory.Backend
	vault    *storage.MemoryVault
	store    *storage.Store
	options  storage.Options
	life     *planted.Life
	attempts []storage.Attempt
}

func newWorld(t *testing.T, sealed bool) *world {
	t.Helper()
	w := &world{backend: memory.New(), vault: new(storage.MemoryVault)}
	var sealer storage.Sealer = storage.StoredOpen{}
	if sealed {
		keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: kek})
		require.NoError(t, err)
		sealer, err = storage.NewEnvelope(storage.AES256GCM(), w.vault, keys)
		require.NoError(t, err)
	}
	var err error
	w.options = storage.Options{
		Sealer: sealer, IndexKey: indexKey, Shards: 8,
		Clock:   func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC) },
		Sleep:   func(context.Context, time.Duration) error { return nil },
		Observe: func(a storage.Attempt) { w.attempts = append(w.attempts, a) },
	}
	w.store, err = storage.New(&flaky{Backend: w.backend}, w.options)
	require.NoError(t, err)
	w.life = planted.Live(t, w.store)
	return w
}

// printed is how fmt and its verbs print things.
func printed(things ...any) string {
	var b strings.Builder
	for _, v := range things {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
			fmt.Fprintf(&b, verb+"\n", v)
		}
	}
	return b.String()
}

// logged is what slog makes of things, as text and as JSON. In the text they also
// lie in a list; JSON marshals what lies there, and to marshal is to store.
func logged(things ...any) string {
	var b bytes.Buffer
	text, object := slog.New(slog.NewTextHandler(&b, nil)), slog.New(slog.NewJSONHandler(&b, nil))
	for _, v := range things {
		text.Info("said", "value", v, "list", []any{v}, slog.Group("group", "inside", v))
		object.With("with", v).Info("said", "value", v, slog.Group("group", "inside", v))
	}
	return b.String()
}

// failed is what failing tests print of two values that differ.
func failed(got, want any) string {
	var b strings.Builder
	quiet := tell{&b}
	assert.Equal(quiet, want, got)
	assert.Nil(quiet, got)
	assert.Empty(quiet, got)
	assert.ElementsMatch(quiet, []any{want}, []any{got})
	b.WriteString(cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })))
	return b.String()
}

// tell is a test that writes what it is told.
type tell struct{ w io.Writer }

func (t tell) Errorf(format string, args ...any) { fmt.Fprintf(t.w, format, args...) }

// chain is an error with all errors inside it, printed.
func chain(err error) string {
	var b strings.Builder
	b.WriteString(printed(err, err.Error()))
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			b.WriteString(chain(inner))
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			b.WriteString(chain(inner))
		}
	}
	return b.String()
}

// A channel is a way out, with what came out of it.
type channel struct{ name, text string }

// channels are all ways out of a store and a registry but the two that are made
// for a person's data: the value of a disclosure, and the marshalling of an input.
func (w *world) channels(t *testing.T) (list []channel) {
	t.Helper()
	add := func(name, text string) {
		require.NotEmpty(t, text, name)
		list = append(list, channel{name, text})
	}
	var errs, answers, marshalled, notices strings.Builder
	for _, err := range w.life.Refused {
		errs.WriteString(chain(err))
		errs.WriteString(logged(err))
	}
	add("errors", errs.String())
	var said []any
	for _, a := range w.life.Answered {
		said = append(said, a.Value)
		answers.WriteString(printed(a.Value))
		b, err := json.Marshal(a.Value)
		require.NoError(t, err, a.Task)
		marshalled.Write(b)
		if r, ok := a.Value.(registry.Result); ok {
			notices.WriteString(r.Decision.String())
		}
	}
	add("answers, printed", answers.String())
	add("answers, as JSON", marshalled.String())
	add("decisions and notices", notices.String())
	add("answers, logged", logged(said...))

	var shown []any
	for _, s := range w.life.Shown {
		d := s.Value.(registry.Disclosure)
		shown = append(shown, d, &d)
	}
	add("disclosures, printed", printed(shown...))
	add("disclosures, logged", logged(shown...))
	add("requests, printed", printed(w.life.Asked...))
	add("requests, logged", logged(w.life.Asked...))
	var tests strings.Builder
	// A purpose in free words is a Go string, and a tool that walks values by
	// reflection prints strings: SECURITY.md says so.
	asked := slices.DeleteFunc(slices.Clone(w.life.Asked), func(a any) bool { _, words := a.(registry.Disclosing); return words })
	for i, a := range asked {
		tests.WriteString(failed(a, asked[(i+1)%len(asked)]))
		tests.WriteString(failed(a, reflect.Zero(reflect.TypeOf(a)).Interface()))
	}
	for _, s := range w.life.Shown {
		tests.WriteString(failed(s.Value, registry.Disclosure{}))
	}
	add("failing tests", tests.String())

	var metrics strings.Builder
	for _, a := range w.attempts {
		metrics.WriteString(printed(a, &a))
		metrics.WriteString(logged(a))
	}
	add("metrics", metrics.String())
	add("store and registry, printed", printed(w.store, *w.life, w.life)+logged(w.store))
	opened := w.opened(t)
	add("values of storage, printed", printed(opened...))
	add("values of storage, logged", logged(opened...))
	add("headers and log", string(w.public(t)))
	for _, c := range list {
		w.noKey(t, c)
	}
	return list
}

// opened are the values in which a store gives and takes what it has sealed, the
// options with its keys among them.
func (w *world) opened(t *testing.T) (all []any) {
	t.Helper()
	require.NoError(t, w.store.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		all = []any{w.store, w.options, &w.options, w.options.Sealer, w.vault, r}
		for _, kind := range planted.Kinds {
			q := storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}
			page, err := r.Page(ctx, q, "", 100)
			if err != nil {
				return err
			}
			all = append(all, q, page)
			for i := range page.Records {
				rec := page.Records[i]
				stored, err := r.Stored(ctx, rec.Key(), storage.AsOf{Version: 1})
				if err != nil {
					return err
				}
				all = append(all, rec, &rec, rec.Header, rec.Key(), stored, storage.Command{ID: "c", Request: rec.Body},
					storage.Result{Bytes: rec.Body}, storage.CommandResult{ID: "c", Result: rec.Body}, storage.WrappedKey{Key: rec.Key(), Wrapped: rec.Body})
			}
		}
		for shard := range w.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type == storage.LogDisclosure {
					d, err := w.store.OpenDisclosure(ctx, &e)
					if err != nil {
						return err
					}
					all = append(all, d, &d)
				}
			}
		}
		return nil
	}))
	return all
}

// noKey looks for the keys of the world in every way bytes are written.
func (w *world) noKey(t *testing.T, c channel) {
	t.Helper()
	for name, key := range map[string][]byte{"index key": indexKey, "key-encryption key": kek} {
		for _, form := range keyForms(key) {
			assert.NotContains(t, c.text, form, "%s: the %s", c.name, name)
		}
	}
}

func keyForms(key []byte) []string {
	list, sharp := fmt.Sprint(key), fmt.Sprintf("%#v", key)
	return []string{
		string(key), fmt.Sprintf("%x", key), fmt.Sprintf("%X", key), fmt.Sprintf("% x", key), base64.StdEncoding.EncodeToString(key),
		strings.Trim(list, "[]"), sharp[strings.Index(sharp, "{")+1 : len(sharp)-1], strings.Trim(fmt.Sprintf("%q", key), `"`),
	}
}

var indexKey, kek = bytes.Repeat([]byte{8}, storage.IndexKeySize), bytes.Repeat([]byte{9}, 32)

// public is what the store gives to everybody: headers and log.
func (w *world) public(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, w.store.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		for _, kind := range planted.Kinds {
			for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind}) {
				if err != nil {
					return err
				}
				fmt.Fprintf(&b, "%+v %s %s\n", rec, rec.ID, rec.Ref)
			}
		}
		for shard := range w.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				b.Write(e.Data)
				if d, err := storage.ParseDisclosure(&e); err == nil {
					b.WriteString(printed(d))
				}
			}
		}
		return nil
	}))
	return b.Bytes()
}

// TestPlantedPerson looks for the planted person in every way out of a sealed
// store: none. The controls look in the same way where the person must be.
func TestPlantedPerson(t *testing.T) {
	sealed := newWorld(t, true)
	require.NotEmpty(t, sealed.attempts)
	require.Greater(t, len(sealed.life.Refused), 25)
	require.Greater(t, len(sealed.life.Answered), 25)
	channels := sealed.channels(t)
	rows := planted.Rows(t, sealed.backend, sealed.store.Shards(), planted.Kinds)
	channels = append(channels, channel{"rows of the database", string(rows)})
	keys, err := sealed.vault.List(t.Context(), storage.Key{}, storage.MaxPage)
	require.NoError(t, err)
	require.NotEmpty(t, keys)
	vault := printed(keys)
	for _, k := range keys {
		vault += string(k.Wrapped)
	}
	channels = append(channels, channel{"vault", vault})
	bytesRead := int64(0)
	for _, c := range channels {
		bytesRead += planted.None(t, c.name, strings.NewReader(c.text))
	}

	// The controls: the rows of a store that does not seal have all of it; so has
	// what is marshalled for who may see it, and a log line of revealed text.
	open := newWorld(t, false)
	found := planted.Some(t, "rows of an open store", bytes.NewReader(planted.Rows(t, open.backend, open.store.Shards(), planted.Kinds)))
	for _, what := range []string{"name", "ID number", "address", "new address", "photo", "landlord"} {
		assert.Contains(t, found, what+" (plain)")
	}
	// The free words lie in the log as a sealer gives them, which here seals
	// nothing, in the base64 of JSON.
	assert.Contains(t, found, "words (base64)")
	controls := 1
	for _, form := range keyForms(indexKey) { // each form of a key is one that something prints
		require.Contains(t, printed(indexKey, string(indexKey), fmt.Sprintf("% x", indexKey))+logged(indexKey)+string(indexKey), form)
		controls++
	}
	for _, s := range sealed.life.Shown {
		b, err := json.Marshal(s.Value)
		require.NoError(t, err)
		planted.Some(t, "marshalled "+s.Task, bytes.NewReader(b))
		name, err := s.Value.(registry.Disclosure).Person.Name.Reveal(permit.PurposeOwnData)
		require.NoError(t, err)
		planted.Some(t, "revealed, printed", strings.NewReader(printed(name)))
		planted.Some(t, "revealed, logged", strings.NewReader(logged(name)))
		planted.Some(t, "revealed, in a failing test", strings.NewReader(failed(name, "")))
		planted.Some(t, "revealed, in an error", strings.NewReader(chain(fmt.Errorf("outer: %w", errors.New(name)))))
		controls += 5
	}
	// Other channels of an open store keep the person in all the same.
	for _, c := range open.channels(t) {
		if c.name != "headers and log" { // the words stand in the log of an open store
			planted.None(t, "open store: "+c.name, strings.NewReader(c.text))
		}
	}
	require.False(t, t.Failed(), "something came out: see above")
	t.Logf("planted person: %d channels, %d bytes, %d patterns: 0 found; control over an open store: %d found; %d controls, each found something",
		len(channels), bytesRead, planted.Patterns(), len(found), controls)
}

// TestSearchFinds: the search finds each needle in each form, alone, among other
// bytes, and across the pieces in which a reader gives them.
func TestSearchFinds(t *testing.T) {
	var utf16le bytes.Buffer
	for _, u := range utf16.Encode([]rune(planted.Name)) {
		utf16le.Write([]byte{byte(u), byte(u >> 8)})
	}
	for what, text := range map[string]string{
		"name (plain)":            planted.Name,
		"ID number (plain)":       planted.IDNumber,
		"address (plain)":         planted.Address,
		"photo (plain)":           planted.Photo,
		"name (UTF-16)":           utf16le.String(),
		"name (escaped)":          fmt.Sprintf("%+q", planted.Name),
		"name (hexadecimal)":      fmt.Sprintf("%x", planted.Name),
		"address (hexadecimal)":   fmt.Sprintf("%X", planted.Address),
		"name (list of bytes)":    fmt.Sprint([]byte(planted.Name)),
		"address (list of bytes)": fmt.Sprintf("%#v", []byte(planted.Address)),
		"name (base64)":           base64.StdEncoding.EncodeToString([]byte(planted.Name)),
		"words (base64)":          base64.URLEncoding.EncodeToString([]byte("x" + planted.Words + "!")),
		"address (base64)":        base64.StdEncoding.EncodeToString([]byte("xy" + planted.Address)),
	} {
		for _, before := range []int{0, 1, 1<<20 - 5, 1 << 20} {
			lies := strings.Repeat(".", before) + text + strings.Repeat(".", 100)
			found, read, err := planted.Search(iotest.HalfReader(strings.NewReader(lies)))
			require.NoError(t, err)
			assert.Equal(t, int64(len(lies)), read)
			assert.Contains(t, found, what, "after %d bytes", before)
		}
	}
	found, _, err := planted.Search(strings.NewReader("测试 110108198606040005 photo/other"))
	require.NoError(t, err)
	assert.Empty(t, found)
	failure := errors.New("disk")
	_, _, err = planted.Search(iotest.ErrReader(failure))
	require.ErrorIs(t, err, failure)
}
