package transfer_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// exports are one of each sort, of a store with everything.
var exports = map[string]transfer.ExportOptions{
	"whole":    sealed,
	"sealed":   {Form: transfer.Sealed, Kinds: kinds},
	"revealed": {Form: transfer.Revealed, Kinds: kinds, As: clerk},
}

// forgeries are what somebody may do to a file. Each reports whether the line stays.
var forgeries = map[string]func(*transfer.Line) bool{
	"a status": func(l *transfer.Line) bool {
		if l.Put != nil {
			l.Put.Record.Status++
		}
		return true
	},
	"a day": func(l *transfer.Line) bool {
		if l.Put != nil {
			l.Put.Record.DueOn = l.Put.Record.DueOn.DayAfter()
		}
		return true
	},
	"a record is left out": func(l *transfer.Line) bool { return l.Put == nil || l.Put.Record.Kind != acts },
	"a tombstone is made up": func(l *transfer.Line) bool {
		if l.Put != nil {
			l.Put.Record.Erased, l.Put.Record.Body, l.Put.Record.Content = true, []byte{3}, nil
		}
		return true
	},
	"a command": func(l *transfer.Line) bool {
		if l.Command != nil {
			l.Command.ID = "OF-MY-OWN"
		}
		return true
	},
	"the totals": func(l *transfer.Line) bool {
		if l.End != nil {
			l.End.Versions++
		}
		return true
	},
	"a version is taken out": func(l *transfer.Line) bool {
		if l.Put != nil {
			l.Put.Record = nil
		}
		return true
	},
	"nothing": func(l *transfer.Line) bool { return true },
}

// TestAForgedFileIsRefused: whoever does not have the index key can put all sums of a
// file right, and not its marks. Nothing of it arrives, and Resume does not go on with
// it.
func TestAForgedFileIsRefused(t *testing.T) {
	from := lived(t, 61, 30)
	forger := open(t, func(o *storage.Options) { o.IndexKey = key(66) })
	for sort, o := range exports {
		sound := export(t, from, o)
		for name, forge := range forgeries {
			forged := transfer.Rewrite(t, sound, forger, forge)
			to := open(t)
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(forged), transfer.ImportOptions{})
			require.ErrorIs(t, err, transfer.ErrForged, "%s: %s", sort, name)
			assert.Empty(t, records(t, to), "%s: %s", sort, name)

			f := &file{data: bytes.Clone(forged)}
			_, err = transfer.Resume(t.Context(), from, f, o)
			require.ErrorIs(t, err, transfer.ErrForged, "%s: %s", sort, name)
			assert.Equal(t, forged, f.data, "%s: %s", sort, name)
		}
		forged := transfer.RewriteEnd(t, sound, forger, forgeries["the totals"])
		_, err := transfer.Import(t.Context(), open(t), bytes.NewReader(forged), transfer.ImportOptions{})
		require.ErrorIs(t, err, transfer.ErrForged, "%s: the end", sort)
		// The control: with the index key the file is the very same.
		same := transfer.Rewrite(t, sound, from, forgeries["nothing"])
		assert.Equal(t, string(sound), string(same), sort)
	}
}

// TestTheIndexKeyAloneForgesNoBody: a body of a sealed file opens under its own header
// only, and nothing of the block arrives.
func TestTheIndexKeyAloneForgesNoBody(t *testing.T) {
	from := lived(t, 62, 30)
	var first []byte // another record's body
	for sort, o := range map[string]transfer.ExportOptions{"whole": exports["whole"], "part": exports["sealed"]} {
		file := export(t, from, o)
		for name, forge := range map[string]func(l *transfer.Line) bool{
			"status": forgeries["a status"],
			"day":    forgeries["a day"],
			"version": func(l *transfer.Line) bool {
				if l.Put != nil {
					l.Put.Record.Version++
				}
				return true
			},
			"rubbish": func(l *transfer.Line) bool {
				if l.Put != nil {
					l.Put.Record.Body = []byte{1, 2, 3}
				}
				return true
			},
			"another body": func(l *transfer.Line) bool {
				if l.Put != nil && first == nil {
					first = l.Put.Record.Body
				} else if l.Put != nil {
					l.Put.Record.Body = first
				}
				return true
			},
			"not true that it is a tombstone": func(l *transfer.Line) bool {
				if l.Put != nil {
					l.Put.Record.Erased = true
				}
				return true
			},
		} {
			to := open(t)
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(transfer.Rewrite(t, file, from, forge)), transfer.ImportOptions{})
			require.Error(t, err, "%s: %s", sort, name)
			assert.Empty(t, records(t, to), "%s: %s", sort, name)
		}
	}
}

// envelope is a sealer with a vault.
func envelope(t testing.TB, v storage.Vault) *storage.Envelope {
	t.Helper()
	k, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(7)})
	require.NoError(t, err)
	e, err := storage.NewEnvelope(storage.AES256GCM(), v, k)
	require.NoError(t, err)
	return e
}

// copied is a vault with the keys that another has by now.
func copied(t testing.TB, v storage.Vault) *storage.MemoryVault {
	t.Helper()
	out := new(storage.MemoryVault)
	list, err := v.List(t.Context(), storage.Key{}, storage.MaxPage)
	require.NoError(t, err)
	for _, e := range list {
		_, err := out.Create(t.Context(), e.Key, e.Wrapped)
		require.NoError(t, err)
	}
	return out
}

// TestEverySealerIsProved: the key of a kind with a sealer of its own is compared
// before anything arrives, also with a target that has more of them; and so is the key
// of the results of commands.
func TestEverySealerIsProved(t *testing.T) {
	other, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(8)})
	require.NoError(t, err)
	own := func(s storage.Sealer) func(*storage.Options) {
		return func(o *storage.Options) { o.Sealers = map[storage.Kind]storage.Sealer{acts: s} }
	}
	third, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(3)})
	require.NoError(t, err)
	from := open(t, own(other))
	fill(t, from)
	for sort, o := range map[string]transfer.ExportOptions{"whole": sealed, "part": {Form: transfer.Sealed, Kinds: kinds}, "one kind": {Form: transfer.Sealed, Kinds: []storage.Kind{acts}}} {
		file := export(t, from, o)
		for name, to := range map[string]*storage.Store{
			"another key for the kind": open(t, own(third)),
			"no key for the kind":      open(t),
			"not sealed for the kind":  open(t, own(storage.StoredOpen{})),
		} {
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
			require.ErrorIs(t, err, transfer.ErrTarget, "%s: %s", sort, name)
			assert.Zero(t, logged(t, to), "%s: %s", sort, name)
		}
		to := open(t, own(other))
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err, sort)
	}
	common := open(t)
	fill(t, common)
	to := open(t, own(other))
	_, err = transfer.Import(t.Context(), to, bytes.NewReader(export(t, common, sealed)), transfer.ImportOptions{})
	require.ErrorIs(t, err, storage.ErrCorrupt, "a kind that has its own key at the target only")
	assert.Zero(t, logged(t, to))
}

// TestAnOlderVaultIsFound: the target lacks the data key of one record, or that of the
// results of commands.
func TestAnOlderVaultIsFound(t *testing.T) {
	vault := new(storage.MemoryVault)
	sealer := func(v storage.Vault) func(*storage.Options) {
		return func(o *storage.Options) { o.Sealer = envelope(t, v) }
	}
	from := open(t, sealer(vault))
	empty := copied(t, vault)
	fill(t, from)
	old := copied(t, vault)
	put(t, from, command("LATER"), storage.Record{Header: storage.Header{Kind: permits, ID: "LATER"}, Body: []byte("{}")}, 0)
	for sort, o := range map[string]transfer.ExportOptions{"whole": sealed, "part": {Form: transfer.Sealed, Kinds: kinds}} {
		file := export(t, from, o)
		for name, v := range map[string]storage.Vault{"lacks one": old, "lacks all": empty} {
			to := open(t, sealer(v))
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
			require.ErrorIs(t, err, transfer.ErrTarget, "%s: %s", sort, name)
			assert.Zero(t, logged(t, to), "%s: %s", sort, name)
		}
		to := open(t, sealer(copied(t, vault)))
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err, sort)
		assert.Equal(t, records(t, from), records(t, to), sort)
	}
}

// TestResultsHaveTheKeyOfTheirSealer: a command about a kind without a sealer of its
// own is answered at the target too, though no record of that kind proves a key.
func TestResultsHaveTheKeyOfTheirSealer(t *testing.T) {
	vault := new(storage.MemoryVault)
	from := open(t, func(o *storage.Options) { o.Sealer = envelope(t, vault) })
	asked := storage.Command{ID: "ABOUT-9", Kind: 9}
	say := func(context.Context, *storage.Writer) ([]byte, error) { return []byte("said"), nil }
	_, err := from.Update(t.Context(), asked, say)
	require.NoError(t, err)
	file := export(t, from, sealed)
	to := open(t, func(o *storage.Options) { o.Sealer = envelope(t, copied(t, vault)) })
	_, err = transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
	require.NoError(t, err)
	res, err := to.Update(t.Context(), asked, say)
	require.NoError(t, err)
	assert.True(t, res.Replayed)
	assert.Equal(t, "said", string(res.Bytes))
	list, err := vault.List(t.Context(), storage.Key{}, storage.MaxPage)
	require.NoError(t, err)
	require.Len(t, list, 1, "one key, which the head of the file proves")
}

// TestAStoreThatDoesNotSealIsNotExportedSealed.
func TestAStoreThatDoesNotSealIsNotExportedSealed(t *testing.T) {
	s, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(7)})
	require.NoError(t, err)
	clear := func(o *storage.Options) { o.Sealer = storage.StoredOpen{} }
	half := func(o *storage.Options) {
		o.Sealers = map[storage.Kind]storage.Sealer{acts: &storage.StoredOpen{}}
	}
	other := func(o *storage.Options) {
		clear(o)
		o.Sealers = map[storage.Kind]storage.Sealer{acts: s}
	}
	for name, c := range map[string]struct {
		from *storage.Store
		o    transfer.ExportOptions
	}{
		"whole":               {open(t, clear), sealed},
		"part":                {open(t, clear), exports["sealed"]},
		"one kind of several": {open(t, half), sealed},
		"this kind":           {open(t, half), transfer.ExportOptions{Form: transfer.Sealed, Kinds: []storage.Kind{acts}}},
		"the common sealer":   {open(t, other), exports["sealed"]},
	} {
		fill(t, c.from)
		var b bytes.Buffer
		_, err := transfer.Export(t.Context(), c.from, &b, c.o)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		assert.Equal(t, "form", invalid.Field, name)
		assert.Contains(t, invalid.Rule, "choose Revealed", name)
		assert.Zero(t, b.Len(), name)
		_, err = transfer.Resume(t.Context(), c.from, &file{}, c.o)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		revealed := transfer.ExportOptions{Form: transfer.Revealed, Kinds: c.o.Kinds, As: clerk}
		require.NotEmpty(t, export(t, c.from, revealed), name)
	}
	sole := open(t, other)
	fill(t, sole)
	require.NotEmpty(t, export(t, sole, transfer.ExportOptions{Form: transfer.Sealed, Kinds: []storage.Kind{acts}}), "what goes is sealed")
	require.NotEmpty(t, export(t, open(t, half), transfer.ExportOptions{Form: transfer.Sealed, Kinds: []storage.Kind{permits}}), "what goes is sealed")
}

// TestAnOpenStoreTakesNoSealedFile, whatever its head says of the keys: it would keep as
// sealed what is not.
func TestAnOpenStoreTakesNoSealedFile(t *testing.T) {
	from := lived(t, 63, 10)
	to := open(t, func(o *storage.Options) { o.Sealer = storage.StoredOpen{} })
	probe, err := to.Probe(t.Context(), 0)
	require.NoError(t, err)
	for _, sort := range []string{"whole", "sealed"} {
		file := transfer.Rewrite(t, export(t, from, exports[sort]), from, func(l *transfer.Line) bool {
			if l.Head != nil {
				l.Head.Probes[0].Sealed = probe
			}
			if l.Put != nil {
				l.Put.Record.Body = append([]byte{0}, "in clear"...)
			}
			return true
		})
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.ErrorIs(t, err, transfer.ErrTarget, sort)
		assert.Zero(t, logged(t, to), sort)
	}
}
