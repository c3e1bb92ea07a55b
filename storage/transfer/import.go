package transfer

import (
	"context"
	"crypto/rand"
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
	// Of a part: each transaction is a command of this run.
	run     [8]byte
	entered int
}

// Import reads a file into a store. It may be run again with the same file. Before it
// returns nil the target is not to be used: a part of a whole store has acts whose
// commands have not arrived yet.
//
// Each body of a sealed file is opened before it is taken, which proves that the target
// has the keys for it, in the vault too, and that header and body belong together.
//
// The error wraps ErrFile or ErrIncomplete if the file is not sound, ErrForged if
// somebody wrote it who does not have the index key, ErrTarget if the store cannot
// take it, storage.ErrCorrupt if a body does not open, ErrChain or storage.ErrCorrupt if
// the log in the file is not whole. Whatever it is, whole blocks have arrived and
// nothing else.
func Import(ctx context.Context, to *storage.Store, r io.Reader, o ImportOptions) (Summary, error) {
	if err := fitting(ctx, to); err != nil {
		return Summary{}, err
	}
	m := &importer{to: to, o: o, d: newDeframer(r, to)}
	if _, err := rand.Read(m.run[:]); err != nil {
		return m.sum, err
	}
	b, err := m.begin(ctx)
	for ; err == nil && b.end == nil; b, err = m.d.next() {
		if err := m.block(ctx, b.lines); err != nil {
			return m.sum, err
		}
		m.progress()
	}
	if err != nil {
		return m.sum, err
	}
	m.sum.Bytes = m.d.bytes
	return m.sum, m.finish(ctx, b.end)
}

// begin reads the first block and checks that the store can take the file. It
// returns the block without the head.
func (m *importer) begin(ctx context.Context) (block, error) {
	b, err := m.d.next()
	if err != nil {
		return b, err
	}
	if len(b.lines) == 0 || b.lines[0].Head == nil {
		return b, &LineError{Line: 1, Rule: "must be the head line"}
	}
	h := b.lines[0].Head
	m.head = h
	switch {
	case h.Format != formatVersion:
		return b, &LineError{Line: 1, Rule: "has a format this program does not know", Cause: storage.ErrSchema}
	case h.Whole && h.Form != Sealed, len(h.Heads) != int(h.Shards), (h.Form == Sealed) != (len(h.Probes) > 0):
		return b, &LineError{Line: 1, Rule: "contradicts itself"}
	case h.Whole && h.Shards != m.to.Shards():
		return b, &TargetError{fmt.Sprintf("has %d log shards, the file %d", m.to.Shards(), h.Shards)}
	}
	if err := m.hasKeys(ctx); err != nil {
		return b, err
	}
	if h.Whole {
		if err := m.fits(ctx); err != nil {
			return b, err
		}
	}
	b.lines = b.lines[1:]
	return b, nil
}

// block applies the lines of a block, when all its bodies have been proved.
func (m *importer) block(ctx context.Context, lines []line) error {
	lines, err := m.proved(ctx, lines)
	for err == nil && len(lines) > 0 {
		var n int
		n, err = m.some(ctx, lines)
		lines = lines[n:]
	}
	return err
}

// some applies the first lines of one sort, together, and says how many.
func (m *importer) some(ctx context.Context, lines []line) (int, error) {
	l := &lines[0]
	switch {
	case m.head.Commands && l.Command != nil:
		n := count(lines, func(l *line) bool { return l.Command != nil })
		return n, m.commands(ctx, lines[:n])
	case m.head.Whole && (l.Put != nil || l.Entry != nil) && m.sum.Commands == 0:
		n := count(lines, func(l *line) bool { return l.Put != nil || l.Entry != nil })
		return n, m.entries(ctx, lines[:n])
	case !m.head.Whole && l.Put != nil:
		n := count(lines, func(l *line) bool { return l.Put != nil })
		return n, m.records(ctx, lines[:n])
	}
	return 0, &LineError{Line: l.number, Rule: "does not belong into this place of this file"}
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
	if err := m.noneHeld(); err != nil {
		return err
	}
	if m.sum.Versions != end.Versions || m.sum.Commands != end.Commands || m.head.Whole != (len(end.Heads) > 0) ||
		m.head.Whole && len(end.Heads) != len(m.head.Heads) {
		return &LineError{Line: m.d.number, Rule: "the totals do not fit the lines"}
	}
	if !m.head.Whole {
		return nil
	}
	m.sum.Of = entriesOf(end.Heads)
	for shard, want := range end.Heads {
		head, err := m.to.Verify(ctx, uint16(shard))
		switch {
		case err != nil:
			return err
		case head.Seq > want.Seq:
			return errOtherLog
		case head.Seq < want.Seq || digest(head.Hash) != want.Hash:
			return fmt.Errorf("%w: shard %d ends at %d, not %d", ErrChain, shard, head.Seq, want.Seq)
		}
		m.sum.Heads = append(m.sum.Heads, head)
	}
	return nil
}
