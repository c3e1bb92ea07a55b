package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/transfer"
)

const (
	permits storage.Kind = iota + 1
	acts
)

var kinds = []storage.Kind{permits, acts}

// key returns a key of 32 bytes; n tells keys apart.
func key(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }

// options are those of one agency: the same keys wherever it opens a store.
func options(t testing.TB) storage.Options {
	t.Helper()
	s, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(7)})
	require.NoError(t, err)
	return storage.Options{Sealer: s, IndexKey: key(9), Shards: 8}
}

func open(t testing.TB, change ...func(*storage.Options)) *storage.Store {
	t.Helper()
	o := options(t)
	for _, c := range change {
		c(&o)
	}
	s, err := storage.New(memory.New(), o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// began is the first moment of a history.
var began = time.Date(2026, 7, 13, 9, 0, 0, 0, time.UTC)

// lived returns a store with a history of n commands. The clock now and then
// goes back, holders change, and the unique key of a holder moves from one
// record to another.
func lived(t testing.TB, seed uint64, n int) *storage.Store {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	now := began
	s := open(t, func(o *storage.Options) { o.Clock = func() time.Time { return now } })
	for i := range n {
		now = now.Add(time.Duration(r.IntN(5*3600)-3600) * time.Second)
		live(t, s, r, i)
	}
	return s
}

func live(t testing.TB, s *storage.Store, r *rand.Rand, i int) {
	t.Helper()
	id := fmt.Sprintf("P-%03d", r.IntN(30))
	_, err := s.Update(t.Context(), command(fmt.Sprintf("C-%d", i)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		h, err := w.Header(ctx, permits, id)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		holder := fmt.Sprint(r.IntN(10))
		rec := storage.Record{Header: storage.Header{
			Kind: permits, ID: id, District: storage.District(110101 + r.IntN(3)), Status: uint8(r.IntN(3)),
			Holder: s.BlindIndex("holder", holder), From: day("2026-07-13"),
			DueOn: day("2027-07-13").AddDays(r.IntN(9)),
		}, Body: fmt.Appendf(nil, `{"version":%d,"text":"<居住证 %d>"}`, h.Version+1, i)}
		if u := s.BlindIndex("unique", holder); r.IntN(2) == 0 {
			if _, err := w.ByUnique(ctx, permits, u); errors.Is(err, storage.ErrNotFound) {
				rec.Unique = u
			}
		}
		if _, err := w.Put(ctx, rec, h.Version); err != nil {
			return nil, err
		}
		act := storage.Record{Header: storage.Header{Kind: acts, ID: fmt.Sprintf("A-%d", i), Ref: id}, Body: []byte{0, 1, 255}}
		if _, err := w.Put(ctx, act, 0); err != nil {
			return nil, err
		}
		if r.IntN(4) == 0 {
			d := storage.Disclosure{Kind: permits, ID: id, Actor: "EX-OFFICER", Purpose: "inspection", Fields: []string{"name"}}
			if err := w.Disclose(ctx, d); err != nil {
				return nil, err
			}
		}
		return fmt.Appendf(nil, "done %d", i), nil
	})
	require.NoError(t, err)
}

func command(id string) storage.Command {
	return storage.Command{ID: storage.CommandID(id), Request: []byte(id)}
}

func day(s string) civil.Date { return civil.MustParse(s) }

// export writes a whole sealed export.
func export(t testing.TB, s *storage.Store, o transfer.ExportOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := transfer.Export(t.Context(), s, &b, o)
	require.NoError(t, err)
	return b.Bytes()
}

// records lists every version of every record, opened.
func records(t testing.TB, s *storage.Store) (all []storage.Record) {
	t.Helper()
	err := s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		all = nil
		for _, k := range kinds {
			for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: k}) {
				if err != nil {
					return err
				}
				for v := storage.Version(1); v <= rec.Version; v++ {
					one, err := r.GetAsOf(ctx, k, rec.ID, storage.AsOf{Version: v})
					if err != nil {
						return err
					}
					all = append(all, one)
				}
			}
		}
		return nil
	})
	require.NoError(t, err)
	return all
}

// heads are the ends of all shards.
func heads(t testing.TB, s *storage.Store) (all []storage.LogHead) {
	t.Helper()
	for shard := range s.Shards() {
		head, err := s.Verify(t.Context(), shard)
		require.NoError(t, err)
		all = append(all, head)
	}
	return all
}

// logged counts the entries of all shards.
func logged(t testing.TB, s *storage.Store) (n uint64) {
	t.Helper()
	for _, h := range heads(t, s) {
		n += h.Seq
	}
	return n
}

// put writes one version with a command of its own.
func put(t testing.TB, s *storage.Store, c storage.Command, r storage.Record, expect storage.Version) {
	t.Helper()
	_, err := s.Update(t.Context(), c, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, r, expect)
		return nil, err
	})
	require.NoError(t, err)
}

// fill writes a permit and an act.
func fill(t testing.TB, s *storage.Store) {
	t.Helper()
	put(t, s, command("FILL-1"), storage.Record{Header: storage.Header{Kind: permits, ID: "P-1", District: 110101}, Body: []byte(`{"name":"测试甲"}`)}, 0)
	put(t, s, command("FILL-2"), storage.Record{Header: storage.Header{Kind: acts, ID: "A-1", Ref: "P-1"}, Body: []byte(`{"act":1}`)}, 0)
}
