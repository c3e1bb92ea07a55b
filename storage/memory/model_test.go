package memory_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A naive store is the contract in maps and slices: slow and plainly right.
type naive struct {
	records  map[storage.Key][]storage.Record // all versions
	log      map[uint16][]string
	commands map[storage.CommandID]string
}

func newNaive() *naive {
	return &naive{map[storage.Key][]storage.Record{}, map[uint16][]string{}, map[storage.CommandID]string{}}
}

func (n *naive) clone() *naive {
	c := newNaive()
	for k, v := range n.records {
		c.records[k] = slices.Clone(v)
	}
	for k, v := range n.log {
		c.log[k] = slices.Clone(v)
	}
	for k, v := range n.commands {
		c.commands[k] = v
	}
	return c
}

func (n *naive) current(k storage.Key) (r storage.Record, ok bool) {
	if all := n.records[k]; len(all) > 0 {
		return all[len(all)-1], true
	}
	return r, false
}

// put returns the error the contract asks for.
func (n *naive) put(r storage.Record, expect storage.Version) error {
	if storage.Version(len(n.records[r.Key()])) != expect {
		return storage.ErrConflict
	}
	for k := range n.records {
		if other, ok := n.current(k); ok && k.Kind == r.Kind && k.ID != r.ID && !r.Unique.IsZero() && other.Unique == r.Unique {
			return storage.ErrConflict
		}
	}
	n.records[r.Key()] = append(n.records[r.Key()], r)
	return nil
}

func (n *naive) scan(q storage.Query) (ids []string) {
	var found []storage.Header
	for k := range n.records {
		r, _ := n.current(k)
		h := r.Header
		in := h.Kind == q.Kind
		switch q.Index {
		case storage.ByHolder:
			in = in && h.Holder == q.Holder
		case storage.ByUnique:
			in = in && h.Unique == q.Unique
		case storage.ByRef:
			in = in && h.Ref == q.Ref
		case storage.ByStatus:
			in = in && h.Status == q.Status
		case storage.ByDistrict:
			in = in && h.District == q.District
		case storage.ByDistrictStatus:
			in = in && h.District == q.District && h.Status == q.Status
		}
		if !q.DueFrom.IsZero() || !q.DueThrough.IsZero() {
			in = in && !h.DueOn.IsZero() && (q.DueFrom.IsZero() || h.DueOn.Compare(q.DueFrom) >= 0) &&
				(q.DueThrough.IsZero() || h.DueOn.Compare(q.DueThrough) <= 0)
		}
		if in {
			found = append(found, h)
		}
	}
	slices.SortFunc(found, func(a, b storage.Header) int {
		c := strings.Compare(a.ID, b.ID)
		if q.Index.Ranged() {
			c = cmp.Or(a.DueOn.Compare(b.DueOn), c)
		}
		if q.Descending {
			c = -c
		}
		return c
	})
	for _, h := range found {
		ids = append(ids, h.ID)
	}
	return ids
}

// A player draws operations from few values, so that they meet.
type player struct{ *rand.Rand }

func (p player) day() civil.Date {
	n := int32(p.IntN(6))
	if n == 0 {
		return civil.Date{}
	}
	d, err := civil.FromDayNumber(739_000 + n)
	if err != nil {
		panic(err)
	}
	return d
}

func (p player) key() storage.Key {
	return storage.Key{Kind: storage.Kind(1 + p.IntN(2)), ID: fmt.Sprintf("K%d", p.IntN(40))}
}

func (p player) blind() (b storage.Blind) { b[0] = byte(p.IntN(5)); return b }

// unique is rarely taken, for a conflict ends a transaction.
func (p player) unique() (b storage.Blind) { b[31] = byte(max(0, p.IntN(60)-30)); return b }

func (p player) record(k storage.Key, expect storage.Version) storage.Record {
	return storage.Record{
		Header: storage.Header{
			Kind: k.Kind, ID: k.ID, Version: expect + 1, District: storage.District(p.IntN(3)), Status: uint8(p.IntN(3)),
			From: p.day(), DueOn: p.day(), EndedOn: p.day(), Holder: p.blind(), Unique: p.unique(),
			Ref: []string{"", "R", "R2"}[p.IntN(3)], RecordedAt: storage.Instant(p.IntN(100)),
		},
		Body: fmt.Append(nil, p.Int()),
	}
}

func (p player) query() storage.Query {
	q := storage.Query{Index: storage.Index(1 + p.IntN(8)), Kind: storage.Kind(1 + p.IntN(2)), Descending: p.IntN(2) == 0}
	one := storage.Blind{byte(1 + p.IntN(4))}
	switch q.Index {
	case storage.ByHolder:
		q.Holder = one
	case storage.ByUnique:
		q.Unique = storage.Blind{31: byte(1 + p.IntN(29))}
	case storage.ByRef:
		q.Ref = []string{"R", "R2"}[p.IntN(2)]
	case storage.ByStatus:
		q.Status = uint8(p.IntN(3))
	case storage.ByDistrict:
		q.District = storage.District(p.IntN(3))
	case storage.ByDistrictStatus:
		q.District, q.Status = storage.District(p.IntN(3)), uint8(p.IntN(3))
	}
	if q.Index.Ranged() {
		q.DueFrom, q.DueThrough = p.day(), p.day()
	}
	return q
}

// TestModel plays random transactions, some of which fail or are rolled back,
// and after each compares every kind of read with the naive store. A snapshot
// is kept open beside the writers and compared with the model of its time.
func TestModel(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			p := player{rand.New(rand.NewPCG(seed, 1))}
			b, m := memory.New(), newNaive()
			for range 60 {
				err := b.View(t.Context(), func(inner context.Context, tx storage.ReadTx) error {
					before := m
					for range 3 {
						m = transact(t, p, b, m)
					}
					compare(t, p, inner, tx, before)
					return nil
				})
				require.NoError(t, err)
				require.NoError(t, b.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
					compare(t, p, ctx, tx, m)
					return nil
				}))
			}
			require.NoError(t, b.Check(t.Context()))
			require.Greater(t, len(m.records), 30)
			require.Greater(t, len(m.commands), 10)
		})
	}
}

// transact plays one transaction and returns the model after it.
func transact(t *testing.T, p player, b *memory.Backend, m *naive) *naive {
	next := m.clone()
	var want error
	giveUp := p.IntN(6) == 0
	stop := errors.New("stop")
	err := b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		for range 1 + p.IntN(6) {
			var got error
			switch p.IntN(5) {
			case 0:
				shard := uint16(p.IntN(3))
				expect := uint64(len(next.log[shard]) + p.IntN(40)/39)
				data := fmt.Append(nil, p.Int())
				if expect != uint64(len(next.log[shard])) {
					want = storage.ErrConflict
				} else {
					next.log[shard] = append(next.log[shard], string(data))
				}
				got = tx.Append(ctx, shard, expect, []storage.LogEntry{{Seq: expect + 1, Data: data}})
			case 1:
				c := storage.CommandResult{ID: storage.CommandID(fmt.Sprint(p.IntN(500))), Result: fmt.Append(nil, p.Int())}
				if _, ok := next.commands[c.ID]; ok {
					want = storage.ErrDuplicate
				} else {
					next.commands[c.ID] = string(c.Result)
				}
				got = tx.SaveCommand(ctx, c)
			default:
				k := p.key()
				expect := storage.Version(len(next.records[k]) + p.IntN(40)/39)
				r := p.record(k, expect)
				want = next.put(r, expect)
				got = tx.Put(ctx, r, expect)
			}
			if want != nil {
				require.ErrorIs(t, got, want)
				return got
			}
			require.NoError(t, got)
		}
		compare(t, p, ctx, tx, next)
		if giveUp {
			return stop
		}
		return nil
	})
	switch {
	case want != nil:
		require.ErrorIs(t, err, want)
		return m
	case giveUp:
		require.ErrorIs(t, err, stop)
		return m
	}
	require.NoError(t, err)
	return next
}

func compare(t *testing.T, p player, ctx context.Context, tx storage.ReadTx, m *naive) {
	t.Helper()
	for range 5 {
		k := p.key()
		want, ok := m.current(k)
		got, err := tx.Get(ctx, k)
		h, errH := tx.Header(ctx, k)
		if !ok {
			require.ErrorIs(t, err, storage.ErrNotFound)
			require.ErrorIs(t, errH, storage.ErrNotFound)
			continue
		}
		require.NoError(t, errors.Join(err, errH))
		require.True(t, got.Header == want.Header && h == want.Header)
		require.Equal(t, want.Body, got.Body)
		at := storage.AsOf{At: storage.Instant(p.IntN(100))}
		past, err := tx.GetAsOf(ctx, k, at)
		found := false
		for _, v := range slices.Backward(m.records[k]) {
			if v.RecordedAt <= at.At {
				require.NoError(t, err)
				require.Equal(t, v.Version, past.Version)
				require.Equal(t, v.Body, past.Body)
				found = true
				break
			}
		}
		if !found {
			require.ErrorIs(t, err, storage.ErrNotFound)
		}
	}
	for range 6 {
		q := p.query()
		var got []string
		var after storage.Position
		for {
			page, err := tx.Scan(ctx, q, after, 1+p.IntN(9))
			require.NoError(t, err)
			for _, r := range page.Records {
				got = append(got, r.ID)
			}
			if !page.More {
				break
			}
			after = q.PositionOf(&page.Records[len(page.Records)-1].Header)
		}
		require.Equal(t, m.scan(q), got)
	}
	shard := uint16(p.IntN(3))
	log, err := tx.Log(ctx, shard, 1, storage.MaxPage)
	require.NoError(t, err)
	require.Len(t, log, len(m.log[shard]))
	for i, e := range log {
		require.Equal(t, m.log[shard][i], string(e.Data))
	}
	id := storage.CommandID(fmt.Sprint(p.IntN(500)))
	c, err := tx.Command(ctx, id)
	if want, ok := m.commands[id]; ok {
		require.NoError(t, err)
		require.Equal(t, want, string(c.Result))
	} else {
		require.ErrorIs(t, err, storage.ErrNotFound)
	}
}
