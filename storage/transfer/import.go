package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/juzhuzheng/residence/storage"
)

// ImportOptions say what an import tells on its way.
type ImportOptions struct {
	// Progress, if not nil, is told after each block.
	Progress func(Progress)
	// Conflict, if not nil, is told of each version the target has otherwise.
	Conflict func(Conflict)

	_ struct{}
}

// An importer is one import on its way.
type importer struct {
	to   *storage.Store
	o    ImportOptions
	d    *deframer
	head *headLine
	sum  Summary
	held held // what came too early
}

// Import reads a file into a store. It may be run again with the same file.
//
// The error wraps ErrFile or ErrIncomplete if the file is not sound, ErrTarget if
// the store cannot take it, ErrChain or storage.ErrCorrupt if the log in the file
// is not whole. Whatever it is, whole blocks have arrived and nothing else.
func Import(ctx context.Context, to *storage.Store, r io.Reader, o ImportOptions) (Summary, error) {
	if err := fitting(ctx, to); err != nil {
		return Summary{}, err
	}
	m := &importer{to: to, o: o, d: newDeframer(r), held: held{}}
	lines, err := m.begin(ctx)
	if err != nil {
		return m.sum, err
	}
	for {
		if err := m.block(ctx, lines); err != nil {
			return m.sum, err
		}
		m.progress()
		var end *endLine
		if lines, end, err = m.d.next(); err != nil {
			return m.sum, err
		}
		if end != nil {
			m.sum.Bytes = m.d.bytes
			return m.sum, m.finish(ctx, end)
		}
	}
}

// begin reads the first block and checks that the store can take the file. It
// returns the lines after the head.
func (m *importer) begin(ctx context.Context) ([]line, error) {
	lines, end, err := m.d.next()
	if err != nil {
		return nil, err
	}
	if end != nil || len(lines) == 0 || lines[0].Head == nil {
		return nil, &LineError{Line: 1, Rule: "must be the head line"}
	}
	h := lines[0].Head
	m.head = h
	switch {
	case h.Format != formatVersion:
		return nil, &LineError{Line: 1, Rule: "has a format this program does not know", Cause: storage.ErrSchema}
	case h.Form != Sealed && h.Form != Revealed, h.Whole && h.Form != Sealed, len(h.Heads) != int(h.Shards):
		return nil, &LineError{Line: 1, Rule: "contradicts itself"}
	case h.IndexMark != digest(m.to.IndexMark()):
		return nil, &TargetError{"has another index key, so that no record would be found by its holder"}
	case h.Whole && h.Shards != m.to.Shards():
		return nil, &TargetError{fmt.Sprintf("has %d log shards, the file %d", m.to.Shards(), h.Shards)}
	}
	if h.Form == Sealed {
		if err := m.to.SameKeys(ctx, h.Probe); err != nil {
			return nil, &TargetError{"has other sealing keys, so that no body could be opened"}
		}
	}
	if h.Whole {
		if err := m.fits(ctx); err != nil {
			return nil, err
		}
	}
	return lines[1:], nil
}

// block applies the lines of a block.
func (m *importer) block(ctx context.Context, lines []line) error {
	for len(lines) > 0 {
		n, err := m.run(ctx, lines)
		if err != nil {
			return err
		}
		lines = lines[n:]
	}
	return nil
}

// run applies the first lines of one sort, together, and says how many.
func (m *importer) run(ctx context.Context, lines []line) (int, error) {
	l := &lines[0]
	switch {
	case m.head.Whole && l.Command != nil:
		n := count(lines, func(l *line) bool { return l.Command != nil })
		return n, m.commands(ctx, lines[:n])
	case m.head.Whole && (l.Put != nil || l.Entry != nil):
		n := count(lines, func(l *line) bool { return l.Put != nil || l.Entry != nil })
		return n, m.entries(ctx, lines[:n])
	case !m.head.Whole && l.Put != nil:
		n := count(lines, func(l *line) bool { return l.Put != nil })
		return n, m.records(ctx, lines[:n])
	}
	return 0, &LineError{Line: l.number, Rule: "does not belong into this file"}
}

func count(lines []line, of func(*line) bool) (n int) {
	for n < len(lines) && of(&lines[n]) {
		n++
	}
	return n
}

func (m *importer) progress() {
	m.sum.Bytes = m.d.bytes
	if m.o.Progress != nil {
		m.o.Progress(m.sum.Progress)
	}
}

// finish compares the totals and, for a whole import, lets the store verify
// every shard from its first entry to the head the file names.
func (m *importer) finish(ctx context.Context, end *endLine) error {
	if !m.head.Whole {
		if err := m.settle(ctx, m.d.number); err != nil {
			return err
		}
	}
	if n := m.held.len(); n > 0 {
		return fmt.Errorf("%w: %d entries wait for a version that never came", ErrChain, n)
	}
	if m.sum.Versions != end.Versions || m.sum.Commands != end.Commands {
		return &LineError{Line: m.d.number, Rule: "the totals do not fit the lines"}
	}
	if !m.head.Whole {
		return nil
	}
	for shard := range m.head.Shards {
		head, err := m.to.Verify(ctx, shard)
		if err != nil {
			return err
		}
		if want := m.head.Heads[shard]; head.Seq != want.Seq || digest(head.Hash) != want.Hash {
			return fmt.Errorf("%w: shard %d ends at %d, not %d", ErrChain, shard, head.Seq, want.Seq)
		}
		m.sum.Heads = append(m.sum.Heads, head)
	}
	return nil
}

// update runs one transaction below the store until its fate is known. It may
// be repeated because every closure given to it recognises what has arrived.
func (m *importer) update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	var err error
	for range attempts {
		err = m.to.Backend().Update(ctx, fn)
		if !errors.Is(err, storage.ErrRetry) && !errors.Is(err, storage.ErrCommitUnknown) {
			return err
		}
	}
	return err
}

// attempts is how often one transaction is tried. An import has the store to
// itself as a rule, so there is no wait between them.
const attempts = 10
