package storage_test

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/planted"
	"github.com/juzhuzheng/residence/storage/memory"
)

// plain are the exported types that hold no key, no body and no free words, so
// that they print as Go prints them.
var plain = map[string]string{
	"AsOf": "a version or a moment", "AttemptsError": "a number and an error", "Capabilities": "what an engine can do",
	"Checkpoint": "hashes and numbers, which may be published", "ConflictError": "a Key and numbers", "CorruptError": "a Key and a fault",
	"Count": "numbers", "DuplicateError": "one bit", "ErasedError": "a Key", "MissingKeyError": "a Key", "Hash": "a name and a function",
	"InvalidError": "a field and a rule", "LimitError": "a field and numbers", "LogEntry": "the log, which is in clear",
	"LogHead": "a number and a hash", "Method": "a name, numbers and a function", "NotFoundError": "a Key",
	"OptionsError": "the name of a field", "Plan": "the words of an engine about a query", "Position": "a day and an ID",
	"PutEntry": "a part of the log, which is in clear", "StoredOpen": "nothing", "UnsupportedError": "the name of an ability",
	"Query": "codes, days and keyed hashes, which mask themselves",
}

// shown has a value of every other exported type, full of what must not be seen:
// the planted person, whose number also is the beginning of each key.
func shown(t *testing.T) map[string][]any {
	secret := func(n int) []byte {
		return append([]byte(planted.IDNumber), bytes.Repeat([]byte{1}, n-len(planted.IDNumber))...)
	}
	body := []byte(`{"name":"` + planted.Name + `","address":"` + planted.Address + `"}`)
	kek, err := storage.NewAESGCM(1, map[uint32][]byte{1: secret(32)})
	require.NoError(t, err)
	vault := new(storage.MemoryVault)
	_, err = vault.Create(t.Context(), storage.Key{Kind: 1, ID: "A"}, secret(40))
	require.NoError(t, err)
	envelope, err := storage.NewEnvelope(storage.AES256GCM(), vault, kek)
	require.NoError(t, err)
	options := storage.Options{
		Sealer: kek, Sealers: map[storage.Kind]storage.Sealer{2: kek}, IndexKey: secret(32),
	}
	s, err := storage.New(memory.New(), options)
	require.NoError(t, err)

	record := storage.Record{Header: storage.Header{Kind: 1, ID: planted.IDNumber[:10] + "-LONG-0001", Version: 3, Status: 4}, Body: body}
	result := storage.Result{Bytes: body, RecordedAt: 5, Replayed: true}
	command := storage.Command{ID: "R-1", Request: body, Kind: 2}
	disclosure := storage.Disclosure{
		Kind: 1, ID: "A-1", Actor: "P-001", Office: "O-1", Purpose: planted.Words, Clause: "25.1",
		Fields: []string{planted.Name}, Detail: planted.Words, Sealed: secret(30),
	}
	all := map[string][]any{
		"Record":        {record, &record},
		"Header":        {record.Header, &record.Header},
		"Key":           {record.Key()},
		"Page":          {storage.Page{Records: []storage.Record{record}, More: true}},
		"CursorPage":    {storage.CursorPage{Records: []storage.Record{record}, Next: "next"}},
		"Command":       {command, &command},
		"Result":        {result, &result},
		"CommandResult": {storage.CommandResult{ID: "R-1", Digest: [32]byte(secret(32)), Result: body}},
		"Disclosure":    {disclosure, &disclosure},
		"Options":       {options, &options},
		"Attempt":       {storage.Attempt{Number: 1, Err: &storage.NotFoundError{Key: storage.Key{Kind: 1, ID: planted.IDNumber}}}},
		"WrappedKey":    {storage.WrappedKey{Key: record.Key(), Wrapped: secret(40)}},
		"Store":         {s},
		"KeySealer":     {kek},
		"Envelope":      {envelope},
		"MemoryVault":   {vault},
	}
	_, err = s.Update(t.Context(), command, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		if err := w.Log(0, storage.LogDomain, body); err != nil {
			return nil, err
		}
		all["Writer"], all["Reader"] = []any{w}, []any{&w.Reader}
		return nil, nil
	})
	require.NoError(t, err)
	return all
}

// exported are the names of the exported struct types of this package.
func exported(t *testing.T) (names []string) {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() {
					if _, ok := ts.Type.(*ast.StructType); ok {
						names = append(names, ts.Name.Name)
					}
				}
			}
		}
	}
	return names
}

// everyWay is how fmt and slog print a value.
func everyWay(v any) string {
	var b bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%o", "%c", "%U"} {
		fmt.Fprintf(&b, verb+"\n", v)
		fmt.Fprintf(&b, verb+"\n", []any{v})
		fmt.Fprintf(&b, verb+"\n", struct{ Inside any }{v})
	}
	for _, log := range []*slog.Logger{slog.New(slog.NewTextHandler(&b, nil)), slog.New(slog.NewJSONHandler(&b, nil))} {
		log.With("with", v).Info("said", "value", v, slog.Group("group", "inside", v))
	}
	return b.String()
}

// TestNothingIsPrinted: whatever of this package somebody prints or logs, there is
// no key, no body and no free word in it. A new type is in one of the two tables.
func TestNothingIsPrinted(t *testing.T) {
	values := shown(t)
	names := exported(t)
	require.Greater(t, len(names), 35)
	for _, name := range names {
		_, isPlain := plain[name]
		_, isShown := values[name]
		assert.True(t, isPlain != isShown, "%s must be in one of the tables", name)
	}
	assert.Len(t, names, len(plain)+len(values), "the tables name what there is")
	for name, list := range values {
		for _, v := range list {
			assert.Implements(t, (*fmt.Formatter)(nil), v, name)
			assert.Implements(t, (*slog.LogValuer)(nil), v, name)
			text := everyWay(v)
			planted.None(t, name, strings.NewReader(text))
		}
	}
}

// TestDerivedKeysAreNotPrinted: a Store forgets the index key, and has three others
// that are drawn from it.
func TestDerivedKeysAreNotPrinted(t *testing.T) {
	secret := bytes.Repeat([]byte{0xab}, 32)
	s, err := storage.New(memory.New(), storage.Options{Sealer: sealer(t), IndexKey: secret})
	require.NoError(t, err)
	text := everyWay(s)
	for _, use := range []string{"blind index", "cursor", "request digest"} {
		key, err := hkdf.Key(sha256.New, secret, nil, "residence storage: "+use, 32)
		require.NoError(t, err)
		for _, form := range []string{"%d", "%x", "%X", "% x"} {
			assert.NotContains(t, text, strings.Trim(fmt.Sprintf(form, key), "[]"), use)
		}
	}
	blind := s.BlindIndex("holder", "x") // the control: what is derived is used
	require.False(t, blind.IsZero())
}
