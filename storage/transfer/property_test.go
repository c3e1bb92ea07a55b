package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// A world is a store that lives on while it is exported: permits change, move to other
// districts and holders, and some are erased. Each command puts an act of its own number.
type world struct {
	t     *testing.T
	r     *rand.Rand
	s     *storage.Store
	vault *storage.MemoryVault
	now   time.Time
	done  int
	// erasing: a whole store keeps what is erased, so there is nothing to tell there.
	erasing bool
}

func newWorld(t *testing.T, seed uint64) *world {
	w := &world{t: t, r: rand.New(rand.NewPCG(seed, 7)), vault: new(storage.MemoryVault), now: began}
	w.s = open(t, func(o *storage.Options) {
		o.Sealer, o.Clock = envelope(t, w.vault), func() time.Time { return w.now }
	})
	return w
}

func (w *world) live(n int) {
	w.t.Helper()
	for range n {
		w.now = w.now.Add(time.Duration(w.r.IntN(9*3600)-3600) * time.Second)
		if w.erasing && w.r.IntN(8) == 0 {
			w.erase()
			continue
		}
		w.act()
	}
}

func (w *world) permit() string { return fmt.Sprintf("P-%d", w.r.IntN(20)) }

func (w *world) act() {
	w.t.Helper()
	w.done++
	id, n := w.permit(), w.done
	_, err := w.s.Update(w.t.Context(), command(fmt.Sprintf("C-%d", n)), func(ctx context.Context, tx *storage.Writer) ([]byte, error) {
		act := storage.Record{Header: storage.Header{
			Kind: acts, ID: fmt.Sprintf("A-%d", n), Ref: id, District: storage.District(110101 + w.r.IntN(2)),
		}, Body: fmt.Appendf(nil, `{"act":%d}`, n)}
		if _, err := tx.Put(ctx, act, 0); err != nil {
			return nil, err
		}
		now, err := tx.Get(ctx, permits, id)
		if errors.Is(err, storage.ErrErased) {
			return nil, nil
		}
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		_, err = tx.Put(ctx, storage.Record{Header: storage.Header{
			Kind: permits, ID: id, District: storage.District(110101 + w.r.IntN(2)), Status: uint8(w.r.IntN(3)),
			Holder: w.s.BlindIndex("holder", fmt.Sprint(w.r.IntN(5))),
		}, Body: fmt.Appendf(nil, `{"of":%d}`, n)}, now.Version)
		return nil, err
	})
	require.NoError(w.t, err)
}

func (w *world) erase() {
	w.t.Helper()
	k := storage.Key{Kind: permits, ID: w.permit()}
	_, err := w.s.Get(w.t.Context(), k.Kind, k.ID)
	if errors.Is(err, storage.ErrNotFound) || errors.Is(err, storage.ErrErased) {
		return
	}
	require.NoError(w.t, err)
	h, err := w.s.Header(w.t.Context(), k.Kind, k.ID)
	require.NoError(w.t, err)
	erase(w.t, w.s, k.ID, h.Version)
	if w.r.IntN(2) == 0 {
		require.NoError(w.t, w.s.Shred(w.t.Context(), k))
	}
}

// options are a random part, or everything.
func (w *world) options() transfer.ExportOptions {
	o := transfer.ExportOptions{Form: transfer.Form(1 + w.r.IntN(2)), Progress: func(transfer.Progress) { w.live(w.r.IntN(3)) }}
	if o.Form == transfer.Revealed {
		o.As = clerk
	}
	o.Kinds = [][]storage.Kind{nil, {permits}, {acts}, {permits, acts}}[w.r.IntN(4)]
	if w.r.IntN(2) == 0 {
		o.Only.District = storage.District(110101 + w.r.IntN(3))
	}
	first := civil.DateOf(began)
	if w.r.IntN(3) == 0 {
		o.Only.From = first.AddDays(w.r.IntN(9))
	}
	if w.r.IntN(3) == 0 {
		o.Only.Through = first.AddDays(9 + w.r.IntN(9))
	}
	return o
}

func whole(o transfer.ExportOptions) bool {
	return o.Form == transfer.Sealed && o.Only.IsZero() && len(o.Kinds) == 0
}

// versions are all versions of the records that o selects, as the store has them
// now: stored, or opened if that is how they travel. An erased record has its header
// only.
func versions(t *testing.T, s *storage.Store, o transfer.ExportOptions) map[storage.Key][]storage.Record {
	t.Helper()
	all := map[storage.Key][]storage.Record{}
	err := s.ViewStored(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
		for _, kind := range kinds {
			if len(o.Kinds) > 0 && !slices.Contains(o.Kinds, kind) {
				continue
			}
			p, err := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: kind}, storage.Position{}, storage.MaxPage)
			if err != nil {
				return err
			}
			for _, now := range p.Records {
				day := civil.DateOf(now.RecordedAt.Time())
				if o.Only.District != 0 && now.District != o.Only.District || !o.Only.From.IsZero() && day.StrictlyBefore(o.Only.From) ||
					!o.Only.Through.IsZero() && day.StrictlyAfter(o.Only.Through) {
					continue
				}
				for v := storage.Version(1); v <= now.Version; v++ {
					r, err := tx.GetAsOf(ctx, now.Key(), storage.AsOf{Version: v})
					if err != nil {
						return err
					}
					if o.Form == transfer.Revealed {
						opened, err := s.OpenStored(ctx, r)
						if err != nil && !errors.Is(err, storage.ErrErased) {
							return err
						}
						r.Body = opened.Body
					}
					all[now.Key()] = append(all[now.Key()], r)
				}
			}
		}
		return nil
	})
	require.NoError(t, err)
	return all
}

// cut is a file that was cut somewhere, mostly behind a line.
func (w *world) cut(b []byte) []byte {
	lines := linesOf(b)
	keep := fileOf(lines[:w.r.IntN(len(lines)+1)]...)
	if w.r.IntN(4) == 0 {
		keep = b[:w.r.IntN(len(b)+1)]
	}
	return bytes.Clone(keep)
}

// TestWhateverIsCut: an export of any form and selection, of a store that lives on, cut
// off anywhere and gone on with, again and again, arrives through an import that was cut
// off anywhere and run again; and then the target has just what was selected when the
// export began. Versions that are missing are of erased records, and the import says how
// many they are.
func TestWhateverIsCut(t *testing.T) {
	missing := 0
	for seed := range uint64(120) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed)
			w.erasing = true
			w.live(20 + w.r.IntN(60))
			o := w.options()
			for whole(o) {
				o = w.options()
			}
			// The first block, with the head, is written without a call of Progress.
			want := versions(t, w.s, o)
			out := export(t, w.s, o)
			for range w.r.IntN(3) {
				f := &file{data: w.cut(out)}
				if len(linesOf(f.data)) < 2 {
					want = versions(t, w.s, o) // it is begun anew
				}
				w.live(w.r.IntN(10))
				if len(linesOf(f.data)) < 2 {
					want = versions(t, w.s, o)
				}
				_, err := transfer.Resume(t.Context(), w.s, f, o)
				require.NoError(t, err)
				out = f.data
			}

			to := open(t, func(o *storage.Options) { o.Sealer = envelope(t, new(storage.MemoryVault)) })
			if o.Form == transfer.Sealed {
				to = open(t, func(o *storage.Options) { o.Sealer = envelope(t, w.vault) })
			}
			for range w.r.IntN(3) {
				_, err := transfer.Import(t.Context(), to, bytes.NewReader(w.cut(out)), transfer.ImportOptions{})
				if err != nil {
					require.ErrorIs(t, err, transfer.ErrIncomplete)
				}
			}
			sum, err := transfer.Import(t.Context(), to, bytes.NewReader(out), transfer.ImportOptions{})
			require.NoError(t, err)

			got := versions(t, to, transfer.ExportOptions{Form: o.Form})
			lost := 0
			for k, all := range want {
				n := len(got[k])
				require.LessOrEqual(t, n, len(all))
				if n < len(all) {
					_, err := w.s.Get(t.Context(), k.Kind, k.ID)
					require.ErrorIs(t, err, storage.ErrErased, "%v is not all there", k)
				}
				for v := range n {
					if o.Form == transfer.Revealed && got[k][v].Body == nil {
						continue // erased at the target
					}
					require.Equal(t, all[v], got[k][v], "%v", k)
				}
				lost += len(all) - n
				delete(got, k)
			}
			assert.Empty(t, got, "nothing else arrived")
			assert.EqualValues(t, lost, sum.Erased+sum.Conflicts, "what is missing is told")
			missing += lost
			heads(t, to)
			require.NoError(t, to.VerifyRecords(t.Context(), kinds...))
			if o.Form == transfer.Revealed {
				disclosed(t, w.s, out)
			}
		})
	}
	assert.Positive(t, missing, "some were erased meanwhile")
}

// disclosed checks that the log of the source names each record whose content stands in
// a file, once for each export that shows it.
func disclosed(t *testing.T, from *storage.Store, out []byte) {
	t.Helper()
	told := map[storage.Key]int{}
	require.NoError(t, from.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		for shard := range from.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type != storage.LogDisclosure {
					continue
				}
				d, err := storage.ParseDisclosure(&e)
				if err != nil {
					return err
				}
				told[storage.Key{Kind: d.Kind, ID: d.ID}]++
			}
		}
		return nil
	}))
	for _, l := range transfer.Lines(t, out) {
		if l.Put != nil && l.Put.Record != nil && len(l.Put.Record.Content)+len(l.Put.Record.Body) > 0 && !l.Put.Record.Erased {
			require.Positive(t, told[storage.Key{Kind: l.Put.Record.Kind, ID: l.Put.Record.ID}])
		}
	}
}

// TestWhateverIsCutOfAWholeStore: the same of everything. The target is the source at
// one moment: no command without all that it did, no act without its command, at no
// time during the import either.
func TestWhateverIsCutOfAWholeStore(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, seed+1000)
			w.erasing = true
			w.live(20 + w.r.IntN(150))
			o := sealed
			o.Progress = func(transfer.Progress) { w.live(w.r.IntN(3)) }
			out := export(t, w.s, o)
			to := open(t, func(o *storage.Options) { o.Sealer = envelope(t, w.vault) })
			for range w.r.IntN(4) {
				f := &file{data: w.cut(out)}
				if w.r.IntN(2) == 0 { // what there is of the file arrives before the rest is written
					_, err := transfer.Import(t.Context(), to, bytes.NewReader(f.data), transfer.ImportOptions{})
					if err != nil {
						require.ErrorIs(t, err, transfer.ErrIncomplete)
					}
				}
				w.live(w.r.IntN(10))
				_, err := transfer.Resume(t.Context(), w.s, f, o)
				require.NoError(t, err)
				out = f.data
			}
			for range w.r.IntN(4) {
				_, err := transfer.Import(t.Context(), to, bytes.NewReader(w.cut(out)), transfer.ImportOptions{})
				if err != nil {
					require.ErrorIs(t, err, transfer.ErrIncomplete)
				}
				commands(t, to, w.done, false)
			}
			sum, err := transfer.Import(t.Context(), to, bytes.NewReader(out), transfer.ImportOptions{})
			require.NoError(t, err)
			assert.Equal(t, sum.Of, sum.Entries)
			assert.Zero(t, sum.Erased)
			commands(t, to, w.done, true)
			source := versions(t, w.s, sealed)
			for k, all := range versions(t, to, sealed) {
				require.Equal(t, source[k][:len(all)], all)
			}
			require.NoError(t, w.s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
				for shard, head := range heads(t, to) {
					for e, err := range r.Log(ctx, uint16(shard), max(1, head.Seq)) {
						require.NoError(t, err)
						if head.Seq > 0 {
							require.Equal(t, head.Hash, e.Hash)
						}
						break
					}
				}
				return nil
			}))
		})
	}
}

// commands checks that each command that a store knows has put its act, and, if all
// has arrived, that each act has its command.
func commands(t *testing.T, s *storage.Store, n int, all bool) {
	t.Helper()
	require.NoError(t, s.ViewStored(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
		for i := range n {
			_, knows := tx.Command(ctx, storage.CommandID(fmt.Sprintf("C-%d", i+1)))
			_, has := tx.Header(ctx, storage.Key{Kind: acts, ID: fmt.Sprintf("A-%d", i+1)})
			if knows == nil {
				require.NoError(t, has, "C-%d is answered as done, and was not", i+1)
			}
			if all && has == nil {
				require.NoError(t, knows, "what C-%d did would be done again", i+1)
			}
		}
		return nil
	}))
}
