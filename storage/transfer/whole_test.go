package transfer_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/transfer"
)

var sealed = transfer.ExportOptions{Form: transfer.Sealed}

// TestAWholeStoreArrives: every version, entry, hash and command.
func TestAWholeStoreArrives(t *testing.T) {
	for seed := range uint64(8) {
		from, to := lived(t, seed, 300), open(t)
		var last transfer.Progress
		file := export(t, from, transfer.ExportOptions{Form: transfer.Sealed, Progress: func(p transfer.Progress) { last = p }})
		got, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err)
		assert.EqualValues(t, 600, got.Versions)
		assert.EqualValues(t, 300, got.Commands)
		assert.Equal(t, got.Of, got.Entries)
		assert.Equal(t, got.Entries, last.Entries)
		assert.EqualValues(t, len(file), got.Bytes)
		assert.Equal(t, records(t, from), records(t, to))
		assert.Equal(t, heads(t, from), heads(t, to))
		assert.Equal(t, heads(t, from), got.Heads)

		// A request sent again is still done only once.
		res, err := to.Update(t.Context(), command("C-17"), func(context.Context, *storage.Writer) ([]byte, error) {
			t.Error("the request ran again")
			return nil, nil
		})
		require.NoError(t, err)
		assert.Equal(t, "done 17", string(res.Bytes))
		assert.True(t, res.Replayed)
	}
}

// TestAnImportMayBeRepeated: after a cut at any block, and after the end.
func TestAnImportMayBeRepeated(t *testing.T) {
	from, to := lived(t, 3, 200), open(t)
	file := export(t, from, sealed)
	for cut := range len(file) {
		if cut%(len(file)/25) != 0 {
			continue
		}
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file[:cut]), transfer.ImportOptions{})
		require.ErrorIs(t, err, transfer.ErrIncomplete)
	}
	for range 2 {
		got, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err)
		assert.EqualValues(t, 400, got.Versions)
		assert.Positive(t, got.Present)
	}
	assert.Equal(t, records(t, from), records(t, to))
	assert.Equal(t, heads(t, from), heads(t, to))
}

// TestALaterExportGoesOn: an archive is brought up to date by the next file.
func TestALaterExportGoesOn(t *testing.T) {
	from, to := lived(t, 4, 50), open(t)
	first := export(t, from, sealed)
	_, err := transfer.Import(t.Context(), to, bytes.NewReader(first), transfer.ImportOptions{})
	require.NoError(t, err)
	_, err = from.Update(t.Context(), command("LATER"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: acts, ID: "LATER"}}, 0)
		return nil, err
	})
	require.NoError(t, err)
	_, err = transfer.Import(t.Context(), to, bytes.NewReader(export(t, from, sealed)), transfer.ImportOptions{})
	require.NoError(t, err)
	assert.Equal(t, heads(t, from), heads(t, to))
	_, err = transfer.Import(t.Context(), to, bytes.NewReader(first), transfer.ImportOptions{})
	assert.ErrorIs(t, err, transfer.ErrTarget, "an older file than the target")
}

func TestATargetThatCannotTakeIt(t *testing.T) {
	from := lived(t, 5, 40)
	file := export(t, from, sealed)
	other, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(8)})
	require.NoError(t, err)
	for name, to := range map[string]*storage.Store{
		"another index key":   open(t, func(o *storage.Options) { o.IndexKey = key(1) }),
		"another sealing key": open(t, func(o *storage.Options) { o.Sealer = other }),
		"not sealing":         open(t, func(o *storage.Options) { o.Sealer = storage.StoredOpen{} }),
		"other shards":        open(t, func(o *storage.Options) { o.Shards = 9 }),
		"a life of its own":   lived(t, 6, 3),
	} {
		before := heads(t, to)
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		assert.ErrorIs(t, err, transfer.ErrTarget, name)
		assert.Equal(t, before, heads(t, to), name)
	}
}

// TestALifeInAnotherShard is found before anything arrives, though no entry of the file
// is in its way.
func TestALifeInAnotherShard(t *testing.T) {
	from, to := open(t), open(t)
	in := func(s *storage.Store, holder string) uint16 {
		h := storage.Header{Kind: permits, ID: "P-1", Holder: s.BlindIndex("holder", holder)}
		put(t, s, command("C-"+holder), storage.Record{Header: h, Body: []byte("{}")}, 0)
		return s.Shard(&h)
	}
	require.NotEqual(t, in(from, "0"), in(to, "1"))
	before := heads(t, to)
	_, err := transfer.Import(t.Context(), to, bytes.NewReader(export(t, from, sealed)), transfer.ImportOptions{})
	require.ErrorIs(t, err, transfer.ErrTarget)
	assert.Equal(t, before, heads(t, to))
}

// TestCommandsBeforeWhatTheyDidAreRefused, whoever wrote them: none arrives.
func TestCommandsBeforeWhatTheyDidAreRefused(t *testing.T) {
	from := lived(t, 9, 20)
	sound := export(t, from, sealed)
	texts := linesOf(sound)
	var head, entries, commands [][]byte
	for i, l := range transfer.Lines(t, sound) {
		switch {
		case l.Head != nil:
			head = append(head, texts[i])
		case l.Command != nil:
			commands = append(commands, texts[i])
		case l.Put != nil || l.Entry != nil:
			entries = append(entries, texts[i])
		}
	}
	block, end := texts[1:2], texts[len(texts)-1:] // Rewrite puts their sums right
	head = append(head, block...)
	last := len(entries) - 1
	untouched := func(*transfer.Line) bool { return true }
	begunEmpty := func(l *transfer.Line) bool {
		if l.Head != nil {
			clear(l.Head.Heads) // as if all entries had come since the export began
		}
		return true
	}
	for name, order := range map[string][][]byte{
		"before all":      slices.Concat(head, commands, block, entries, block, end),
		"before the last": slices.Concat(head, entries[:last], block, commands, block, entries[last:], block, end),
	} {
		to := open(t)
		file := transfer.Rewrite(t, fileOf(order...), from, untouched)
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.ErrorIs(t, err, transfer.ErrFile, name)
		require.ErrorContains(t, err, "before what it did", name)
		require.NoError(t, to.ViewStored(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
			_, err := tx.Command(ctx, "C-0")
			require.ErrorIs(t, err, storage.ErrNotFound, name)
			return nil
		}))
	}
	late := slices.Concat(head, entries[:last], block, commands, block, entries[last:], block, end)
	_, err := transfer.Import(t.Context(), open(t), bytes.NewReader(transfer.Rewrite(t, fileOf(late...), from, begunEmpty)), transfer.ImportOptions{})
	require.ErrorIs(t, err, transfer.ErrFile)
	require.ErrorContains(t, err, "does not belong into this place")
	file := transfer.Rewrite(t, fileOf(slices.Concat(head, entries, block, commands, block, end)...), from, untouched)
	sum, err := transfer.Import(t.Context(), open(t), bytes.NewReader(file), transfer.ImportOptions{})
	require.NoError(t, err, "the control")
	assert.EqualValues(t, 20, sum.Commands)
}

// TestCommandsWaitForWhatWaits: where clocks disagree a version may wait for the one
// before it; no command arrives before that is there.
func TestCommandsWaitForWhatWaits(t *testing.T) {
	from := open(t)
	for v := range storage.Version(2) {
		put(t, from, command(fmt.Sprintf("C-%d", v)), storage.Record{Header: storage.Header{
			Kind: permits, ID: "P-1", Holder: from.BlindIndex("holder", fmt.Sprint(v)),
		}, Body: []byte("{}")}, v)
	}
	sound := export(t, from, sealed)
	texts := linesOf(sound)
	var first, others, commands [][]byte
	all := transfer.Lines(t, sound)
	for i, l := range all[2 : len(all)-1] {
		switch {
		case l.Command != nil:
			commands = append(commands, texts[i+2])
		case l.Put != nil && l.Put.Record.Version == 1:
			first = append(first, texts[i+2])
		case l.Block == nil:
			others = append(others, texts[i+2])
		}
	}
	require.NotEqual(t, from.Shard(&storage.Header{Holder: from.BlindIndex("holder", "0")}), from.Shard(&storage.Header{Holder: from.BlindIndex("holder", "1")}))
	block, end := texts[1:2], texts[len(texts)-1:]
	early := slices.Concat(texts[:2], others, block, commands, block, first, block, end)
	to := open(t)
	_, err := transfer.Import(t.Context(), to, bytes.NewReader(transfer.Rewrite(t, fileOf(early...), from, func(l *transfer.Line) bool {
		if l.Head != nil {
			clear(l.Head.Heads)
		}
		return true
	})), transfer.ImportOptions{})
	require.ErrorIs(t, err, transfer.ErrChain)
	require.NoError(t, to.ViewStored(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
		_, err := tx.Command(ctx, "C-1")
		require.ErrorIs(t, err, storage.ErrNotFound)
		return nil
	}))
	waits := slices.Concat(texts[:2], others, first, block, commands, block, end)
	sum, err := transfer.Import(t.Context(), open(t), bytes.NewReader(transfer.Rewrite(t, fileOf(waits...), from, func(*transfer.Line) bool { return true })), transfer.ImportOptions{})
	require.NoError(t, err, "the control: the order alone is no fault")
	assert.EqualValues(t, 2, sum.Commands)
}

// TestAStoreThatOnlyReadsTakesNothing.
func TestAStoreThatOnlyReadsTakesNothing(t *testing.T) {
	from := lived(t, 8, 20)
	for sort, o := range exports {
		to := open(t, func(o *storage.Options) { o.ReadOnly = true })
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(export(t, from, o)), transfer.ImportOptions{})
		require.ErrorIs(t, err, storage.ErrReadOnly, sort)
		assert.Zero(t, logged(t, to), sort)
	}
}

// mute hides that the backend can list commands.
type mute struct{ storage.Backend }

func (m mute) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return m.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		return fn(ctx, struct{ storage.ReadTx }{tx})
	})
}

func TestCommandsAreNotLeftBehindInSilence(t *testing.T) {
	s, err := storage.New(mute{memory.New()}, options(t))
	require.NoError(t, err)
	_, err = transfer.Export(t.Context(), s, &bytes.Buffer{}, sealed)
	require.ErrorIs(t, err, storage.ErrUnsupported)
	_, err = transfer.Export(t.Context(), s, &bytes.Buffer{}, transfer.ExportOptions{Form: transfer.Sealed, WithoutCommands: true})
	require.NoError(t, err)
}

// TestAChangedFileIsRefused: any byte changed anywhere, any line taken out,
// doubled or moved. Whoever also corrects the checksums meets the chain.
func TestAChangedFileIsRefused(t *testing.T) {
	from := lived(t, 7, 60)
	file := export(t, from, sealed)
	for i := 0; i < len(file); i += 97 {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		refused(t, bad)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	lines = lines[:len(lines)-1]
	for i := range lines {
		refused(t, bytes.Join(append(append([][]byte{}, lines[:i]...), lines[i+1:]...), nil))
		refused(t, bytes.Join(append(append([][]byte{}, lines[:i+1]...), lines[i:]...), nil))
	}
	refused(t, append(bytes.Clone(file), "{}\n"...))
}

func refused(t *testing.T, file []byte) {
	t.Helper()
	_, err := transfer.Import(t.Context(), open(t), bytes.NewReader(file), transfer.ImportOptions{})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "居住证")
	assert.Less(t, len(err.Error()), 300)
}

func TestLinesThatMakeNoSense(t *testing.T) {
	for _, text := range []string{
		"", "\n", "{}\n", "null\n", "[]\n", `{"end":{}}` + "\n", `{"head":{}}` + "\n", `{"head":{},"end":{}}` + "\n",
		`{"block":{"lines":0}}` + "\n", strings.Repeat("x", transfer.MaxLine+5) + "\n", `{"head":{"format":1,"form":"open"}}` + "\n",
		`{"head":{"format":1}} {}` + "\n", `{"other":1}` + "\n",
	} {
		refused(t, []byte(text))
	}
}

func TestOptionsThatMakeNoSense(t *testing.T) {
	s := lived(t, 1, 1)
	for name, o := range map[string]transfer.ExportOptions{
		"no form":      {},
		"no such form": {Form: 3},
		"kind zero":    {Form: transfer.Sealed, Kinds: []storage.Kind{0}},
		"nobody asks":  {Form: transfer.Revealed, Kinds: kinds},
		"ends before":  {Form: transfer.Sealed, Kinds: kinds, Only: transfer.Selection{From: day("2026-07-14"), Through: day("2026-07-13")}},
	} {
		_, err := transfer.Export(t.Context(), s, &bytes.Buffer{}, o)
		assert.ErrorIs(t, err, storage.ErrInvalid, name)
	}
}
