package reliability

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/juzhuzheng/residence/storage"
)

const (
	linearClients = 8
	linearPairs   = 16
	linearKind    = storage.Kind(1)
	// linearPatience bounds the search for an order, which in the worst case is
	// exponential. A search given up is a failure, never a pass.
	linearPatience = 2 * time.Minute
)

// Linearizable lets eight clients do ops operations at random through a
// storage.Store and looks for one order of them that explains every answer and
// contradicts no clock. The operations are reads of a pair of records in one
// snapshot, reads of one header, increments of a pair, compare-and-set with a
// version seen before, and commands sent again. At the end the chain of each shard
// must verify and have one entry for each version.
//
// Commits whose fate stays unknown may have taken effect at any time, or never.
func Linearizable(tb testing.TB, open Open, ops int, seed uint64) {
	tb.Helper()
	tb.Logf("linearizability: seed %d", seed)
	b := open(tb)
	defer func() {
		if err := b.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	}()
	f, err := linearizable(tb.Context(), b, ops, seed)
	if err != nil {
		tb.Fatalf("linearizability of %s, seed %d: %v", b.Capabilities().Name, seed, err)
	}
	tb.Logf("linearizability of %s: %v", b.Capabilities().Name, f)
}

// linearFigures count what a run did.
type linearFigures struct {
	ops, writes, conflicts, replays, unknown int
	check                                    time.Duration
}

func (f linearFigures) String() string {
	return fmt.Sprintf("%d operations of %d clients on %d pairs (%d writes, %d conflicts, %d replays, %d unknown) have an order, found in %v",
		f.ops, linearClients, linearPairs, f.writes, f.conflicts, f.replays, f.unknown, f.check.Round(time.Millisecond))
}

// A pair is what one snapshot shows of two records that are always written
// together: their versions and values, zeros if there are none.
type pair struct {
	version storage.Version
	value   uint64
}

type linearOp uint8

const (
	opRead linearOp = iota
	opHeader
	opAdd
	opSet
)

// linearIn is what was asked, linearOut what was answered.
type linearIn struct {
	op     linearOp
	pair   int
	value  uint64          // to write
	expect storage.Version // of opSet
}

type linearOut struct {
	x, y     pair // of opRead; of opHeader x's version; of writes x's new one
	conflict bool
	unknown  bool
}

// linearModel says what a pair answers if operations come one after the other.
var linearModel = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		parts := make([][]porcupine.Operation, linearPairs)
		for _, o := range history {
			p := o.Input.(linearIn).pair
			parts[p] = append(parts[p], o)
		}
		return parts
	},
	Init: func() any { return pair{} },
	Step: func(state, input, output any) (bool, any) {
		now, in, out := state.(pair), input.(linearIn), output.(linearOut)
		switch next := (pair{now.version + 1, in.value}); in.op {
		case opRead:
			return out.x == now && out.y == now, now
		case opHeader:
			return out.x.version == now.version, now
		case opAdd:
			// Who is overtaken after he read gives up, and changes nothing.
			return out.conflict || out.unknown || out.x.version == next.version, either(out.conflict, now, next)
		default:
			expected := in.expect == now.version
			if out.unknown {
				// It stands at the end of the history, where it disturbs nobody
				// if it never took effect.
				return true, either(expected, next, now)
			}
			return expected != out.conflict && (out.conflict || out.x.version == next.version), either(expected, next, now)
		}
	},
	Equal: func(a, b any) bool { return a.(pair) == b.(pair) },
	DescribeOperation: func(input, output any) string {
		return fmt.Sprintf("%+v -> %+v", input, output)
	},
}

func either[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// linearizable returns an error that says which operations have no order.
func linearizable(ctx context.Context, b storage.Backend, ops int, seed uint64) (f linearFigures, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s, err := storeOn(b)
	if err != nil {
		return f, err
	}
	var wg sync.WaitGroup
	var clock atomic.Int64 // ticks at each call and each answer
	clients := make([]*linearClient, linearClients)
	for i := range clients {
		c := &linearClient{id: i, s: s, clock: &clock, rng: rand.New(rand.NewPCG(seed, uint64(i)))}
		clients[i] = c
		n := ops / linearClients
		if i < ops%linearClients {
			n++
		}
		wg.Go(func() {
			for len(c.history) < n && ctx.Err() == nil {
				if err := c.step(ctx); err != nil {
					cancel(fmt.Errorf("client %d: %w", i, err)) // the first counts
				}
			}
		})
	}
	wg.Wait()
	var history []porcupine.Operation
	end := clock.Add(1)
	for _, c := range clients {
		for _, o := range c.history {
			switch out := o.Output.(linearOut); {
			case out.unknown:
				o.Return = end
				f.unknown++
			case out.conflict:
				f.conflicts++
			case o.Input.(linearIn).op >= opAdd:
				f.writes++
			}
			history = append(history, o)
		}
		f.replays += c.replays
	}
	if ctx.Err() != nil {
		return f, context.Cause(ctx)
	}
	f.ops = len(history)
	began := time.Now()
	result, info := porcupine.CheckOperationsVerbose(linearModel, history, linearPatience)
	f.check = time.Since(began)
	switch result {
	case porcupine.Illegal:
		return f, fmt.Errorf("no order explains the answers: %s", contradiction(history, info))
	case porcupine.Unknown:
		return f, fmt.Errorf("the search for an order of %d operations was given up after %v", len(history), linearPatience)
	}
	return f, chained(ctx, s)
}

// contradiction shows where the search for an order ends: of the pair with the
// shortest longest order, the last operations of it and what can follow none.
func contradiction(history []porcupine.Operation, info porcupine.LinearizationInfo) string {
	parts := linearModel.Partition(history)
	worst, text := -1, ""
	for p, orders := range info.PartialLinearizationsOperations() {
		var longest []porcupine.Operation
		for _, o := range orders {
			if len(o) > len(longest) {
				longest = o
			}
		}
		left := len(parts[p]) - len(longest)
		if left == 0 || left <= worst {
			continue
		}
		worst = left
		text = fmt.Sprintf("pair %d, %d of %d operations have one. The last of them:", p, len(longest), len(parts[p]))
		placed := map[int64]bool{}
		for i, o := range longest {
			placed[o.Call] = true
			if i >= len(longest)-3 {
				text += "\n  " + describe(o)
			}
		}
		text += "\nand then none of:"
		n := 0
		for _, o := range parts[p] {
			if !placed[o.Call] && n < 5 {
				n++
				text += "\n  " + describe(o)
			}
		}
	}
	return text
}

func describe(o porcupine.Operation) string {
	in, out := o.Input.(linearIn), o.Output.(linearOut)
	text := fmt.Sprintf("[%d, %d] client %d: ", o.Call, o.Return, o.ClientId)
	switch in.op {
	case opRead:
		return text + fmt.Sprintf("read version %d with %x and version %d with %x", out.x.version, out.x.value, out.y.version, out.y.value)
	case opHeader:
		return text + fmt.Sprintf("read the header of version %d", out.x.version)
	case opAdd:
		text += fmt.Sprintf("add %x", in.value)
	case opSet:
		text += fmt.Sprintf("set %x over version %d", in.value, in.expect)
	}
	switch {
	case out.unknown:
		return text + ": unknown"
	case out.conflict:
		return text + ": conflict"
	}
	return text + fmt.Sprintf(": version %d", out.x.version)
}

// chained reports whether the log proves every version that there is.
func chained(ctx context.Context, s *storage.Store) error {
	var logged, versions uint64
	for shard := range s.Shards() {
		head, err := s.Verify(ctx, shard)
		if err != nil {
			return err
		}
		logged += head.Seq
	}
	err := s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		versions = 0
		for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: linearKind}) {
			if err != nil {
				return err
			}
			versions += uint64(rec.Version)
		}
		return nil
	})
	if err == nil && versions > 0 && logged != versions+1 {
		err = fmt.Errorf("%d versions have %d entries in the log, beside the mark of the store", versions, logged-1)
	}
	return err
}

// A linearClient does one operation after the other.
type linearClient struct {
	id      int
	s       *storage.Store
	clock   *atomic.Int64
	rng     *rand.Rand
	history []porcupine.Operation

	seen    [linearPairs]storage.Version // last
	done    []linearDone                 // commands with their answers
	replays int
}

type linearDone struct {
	in      linearIn
	command storage.Command
	answer  string
}

func (c *linearClient) step(ctx context.Context) error {
	in := linearIn{pair: c.rng.IntN(linearPairs), value: uint64(c.id+1)<<32 | uint64(len(c.history))}
	switch n := c.rng.IntN(100); {
	case n < 40:
		in.op = opRead
	case n < 55:
		in.op = opHeader
	case n < 80:
		in.op = opAdd
	case n < 95 || len(c.done) == 0:
		in.op, in.expect = opSet, c.seen[in.pair]
	default:
		return c.again(ctx, c.done[c.rng.IntN(len(c.done))])
	}
	call := c.clock.Add(1)
	out, err := c.do(ctx, in)
	if err != nil {
		return err
	}
	c.history = append(c.history, porcupine.Operation{ClientId: c.id, Input: in, Call: call, Output: out, Return: c.clock.Add(1)})
	if !out.conflict && !out.unknown {
		c.seen[in.pair] = out.x.version
	}
	return nil
}

func linearID(p int, which string) string { return fmt.Sprintf("P-%d-%s", p, which) }

func (c *linearClient) do(ctx context.Context, in linearIn) (out linearOut, err error) {
	switch in.op {
	case opRead:
		err = c.s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			var errX, errY error
			out.x, errX = readPair(r.Get(ctx, linearKind, linearID(in.pair, "X")))
			out.y, errY = readPair(r.Get(ctx, linearKind, linearID(in.pair, "Y")))
			return errors.Join(errX, errY)
		})
		return out, err
	case opHeader:
		h, err := c.s.Header(ctx, linearKind, linearID(in.pair, "X"))
		if errors.Is(err, storage.ErrNotFound) {
			err = nil
		}
		out.x.version = h.Version
		return out, err
	}
	command := storage.Command{ID: storage.CommandID(fmt.Sprintf("c-%x", in.value)), Request: fmt.Appendf(nil, "%+v", in)}
	res, err := c.s.Update(ctx, command, write(in))
	switch {
	case err == nil:
		out.x.version = storage.Version(binary.BigEndian.Uint64(res.Bytes))
		c.done = append(c.done, linearDone{in, command, string(res.Bytes)})
	case errors.Is(err, storage.ErrCommitUnknown):
		out.unknown, err = true, nil
	case errors.Is(err, storage.ErrConflict):
		out.conflict, err = true, nil
	}
	return out, err
}

func readPair(r storage.Record, err error) (pair, error) {
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return pair{}, nil
	case err != nil:
		return pair{}, err
	case len(r.Body) != 8:
		return pair{}, fmt.Errorf("a body of %d bytes that nobody wrote", len(r.Body))
	}
	return pair{r.Version, binary.BigEndian.Uint64(r.Body)}, nil
}

// write puts both records of a pair, and answers with the version it put.
func write(in linearIn) func(context.Context, *storage.Writer) ([]byte, error) {
	return func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		expect := in.expect
		if in.op == opAdd {
			h, err := w.Header(ctx, linearKind, linearID(in.pair, "X"))
			if err != nil && !errors.Is(err, storage.ErrNotFound) {
				return nil, err
			}
			expect = h.Version
		}
		for _, which := range []string{"X", "Y"} {
			r := storage.Record{Header: storage.Header{Kind: linearKind, ID: linearID(in.pair, which)}, Body: binary.BigEndian.AppendUint64(nil, in.value)}
			if _, err := w.Put(ctx, r, expect); err != nil {
				return nil, err
			}
		}
		return binary.BigEndian.AppendUint64(nil, uint64(expect+1)), nil
	}
}

// again sends a command once more. It must have the first answer; a second effect
// would show in the history as a version that nobody wrote.
func (c *linearClient) again(ctx context.Context, d linearDone) error {
	res, err := c.s.Update(ctx, d.command, write(d.in))
	if err != nil {
		return fmt.Errorf("a command sent again: %w", err)
	}
	if !res.Replayed || string(res.Bytes) != d.answer {
		return fmt.Errorf("command %s sent again answers %x, replayed %t; first it was %x", d.command.ID, res.Bytes, res.Replayed, d.answer)
	}
	c.replays++
	return nil
}
