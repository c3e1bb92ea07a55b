package transfer_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// clerk is who takes a revealed export in these tests.
var clerk = storage.Disclosure{Actor: "EX-OFFICER", Office: "EX-STATION", Purpose: "handover", Fields: []string{"all"}}

// TestRevealedRecordsArrive in a store that seals with another key, with every
// version as it was; the target's own log attests them.
func TestRevealedRecordsArrive(t *testing.T) {
	from := lived(t, 11, 200)
	other, err := storage.NewAESGCM(2, map[uint32][]byte{2: key(3)})
	require.NoError(t, err)
	to := open(t, func(o *storage.Options) { o.Sealer, o.Shards = other, 3 })
	file := export(t, from, transfer.ExportOptions{Form: transfer.Revealed, Kinds: kinds, As: clerk})
	assert.Contains(t, string(file), `"content":{"version":1,"text":"<居住证`)
	for range 2 {
		got, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err)
		assert.EqualValues(t, 400, got.Versions)
		assert.Zero(t, got.Conflicts)
	}
	assert.Equal(t, records(t, from), records(t, to))
	heads(t, to)
}

// TestARunThatBringsNothingLeavesNothing: what has arrived is compared, and no command
// tells of it.
func TestARunThatBringsNothingLeavesNothing(t *testing.T) {
	from := lived(t, 14, 100)
	for _, sort := range []string{"sealed", "revealed"} {
		sound, to := export(t, from, exports[sort]), open(t)
		count := func() (n int) {
			require.NoError(t, to.ViewStored(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
				all, err := tx.(storage.CommandLister).Commands(ctx, "", storage.MaxPage)
				n = len(all)
				return err
			}))
			return n
		}
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(sound), transfer.ImportOptions{})
		require.NoError(t, err, sort)
		before, entries := count(), logged(t, to)
		require.Positive(t, before)
		sum, err := transfer.Import(t.Context(), to, bytes.NewReader(sound), transfer.ImportOptions{})
		require.NoError(t, err, sort)
		assert.Equal(t, sum.Versions, sum.Present, sort)
		assert.Equal(t, before, count(), sort)
		assert.Equal(t, entries, logged(t, to), sort)
	}
}

// TestARevealedExportIsDisclosed: once for each record, before it is written.
func TestARevealedExportIsDisclosed(t *testing.T) {
	from := lived(t, 12, 0)
	_, err := from.Update(t.Context(), command("C"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		for _, id := range []string{"A", "B"} {
			if _, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: permits, ID: id}, Body: []byte("{}")}, 0); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	require.NoError(t, err)
	export(t, from, transfer.ExportOptions{Form: transfer.Revealed, Kinds: kinds, As: clerk})
	var shown []string
	err = from.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		for shard := range from.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				require.NoError(t, err)
				if e.Type == storage.LogDisclosure {
					d, err := storage.ParseDisclosure(&e)
					require.NoError(t, err)
					assert.Equal(t, "handover", d.Purpose)
					shown = append(shown, d.ID)
				}
			}
		}
		return nil
	})
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{"A", "B"}, shown)
}

// TestASelection takes whole records, by district and by the day on which the
// latest version was recorded: the day before, the day, the day after.
func TestASelection(t *testing.T) {
	from := lived(t, 13, 300)
	all := records(t, from)
	latest := map[storage.Key]storage.Header{}
	for _, r := range all {
		latest[r.Key()] = r.Header
	}
	middle := civil.DateOf(all[len(all)/2].RecordedAt.Time())
	for name, only := range map[string]transfer.Selection{
		"district":       {District: 110102},
		"from":           {From: middle},
		"through":        {Through: middle},
		"one day":        {From: middle, Through: middle},
		"the day before": {From: middle.DayBefore(), Through: middle.DayBefore()},
		"the day after":  {From: middle.DayAfter(), Through: middle.DayAfter()},
		"both":           {District: 110101, From: middle},
	} {
		var want []storage.Record
		for _, r := range all {
			h := latest[r.Key()]
			day := civil.DateOf(h.RecordedAt.Time())
			if (only.District == 0 || h.District == only.District) &&
				(only.From.IsZero() || day.Compare(only.From) >= 0) && (only.Through.IsZero() || day.Compare(only.Through) <= 0) {
				want = append(want, r)
			}
		}
		to := open(t)
		file := export(t, from, transfer.ExportOptions{Form: transfer.Sealed, Kinds: kinds, Only: only})
		_, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{})
		require.NoError(t, err, name)
		assert.Equal(t, want, records(t, to), name)
		heads(t, to)
	}
}

// TestWhatTheTargetHasOtherwise is reported and left as it is.
func TestWhatTheTargetHasOtherwise(t *testing.T) {
	from, to := open(t), open(t)
	put := func(s *storage.Store, c, id string, unique byte, bodies ...string) {
		t.Helper()
		_, err := s.Update(t.Context(), command(c), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for i, b := range bodies {
				r := storage.Record{Header: storage.Header{Kind: permits, ID: id, RecordedAt: storage.Instant(i + 1)}, Body: []byte(b)}
				if unique > 0 {
					r.Unique = storage.Blind{unique}
				}
				if _, err := w.Put(ctx, r, storage.Version(i)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
	put(from, "1", "NEW", 0, "{}")
	put(from, "2", "SAME", 0, "{}", "[]")
	put(from, "3", "OTHER", 0, "{}", "1", "2")
	put(from, "4", "TWICE", 5, "{}")
	put(to, "5", "SAME", 0, "{}")
	put(to, "6", "OTHER", 0, "{}", "0")
	put(to, "7", "LIVING", 5, "{}")
	o := transfer.ExportOptions{Form: transfer.Revealed, Kinds: kinds, As: clerk}
	file := export(t, from, o)
	for range 2 {
		var told []transfer.Conflict
		got, err := transfer.Import(t.Context(), to, bytes.NewReader(file), transfer.ImportOptions{
			Conflict: func(c transfer.Conflict) { told = append(told, c) },
		})
		require.NoError(t, err)
		assert.EqualValues(t, 7, got.Versions)
		assert.EqualValues(t, 2, got.Conflicts)
		require.Len(t, told, 2)
		assert.Equal(t, storage.Key{Kind: permits, ID: "OTHER"}, told[0].Key)
		assert.EqualValues(t, 2, told[0].Version)
		assert.Equal(t, storage.Key{Kind: permits, ID: "TWICE"}, told[1].Key)
	}
	r, err := to.Get(t.Context(), permits, "OTHER")
	require.NoError(t, err)
	assert.Equal(t, "2", string(r.Body), "its third version could follow")
}
