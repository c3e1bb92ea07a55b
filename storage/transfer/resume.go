package transfer

import (
	"context"
	"encoding"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

// A File is what Resume needs of one; *os.File is one.
type File interface {
	io.ReadWriteSeeker
	Truncate(size int64) error
}

// Resume goes on with an export that was interrupted: it reads the file to its
// last whole block, cuts off what follows and writes the rest; commands, which stand at
// the end of a whole export and are of one snapshot, it writes anew. The options must
// be those of the export, with who takes it and why; a file of another export, or of
// another store, is refused with an error that wraps ErrTarget, one that somebody
// changed with ErrForged, and one that is no transfer file with ErrFile. A file without
// a whole block is begun anew; one that is complete is left as it is.
func Resume(ctx context.Context, from *storage.Store, f File, o ExportOptions) (Summary, error) {
	if err := o.validate(from); err != nil {
		return Summary{}, err
	}
	if err := fitting(ctx, from); err != nil {
		return Summary{}, err
	}
	p, err := readPart(f, from)
	if err != nil {
		return Summary{}, err
	}
	x := &exporter{from: from, o: &o, sum: p.sum}
	x.f = newFramer(f, markerOf(from))
	if err := x.continues(ctx, p.head); err != nil {
		return Summary{}, err
	}
	if p.complete {
		return x.sum, nil
	}
	if err := f.Truncate(p.sum.Bytes); err != nil {
		return x.sum, err
	}
	if _, err := f.Seek(p.sum.Bytes, io.SeekStart); err != nil {
		return x.sum, err
	}
	x.f.bytes, x.f.next = p.sum.Bytes, p.lines+1
	if err := x.f.sum.(encoding.BinaryUnmarshaler).UnmarshalBinary(p.state); err != nil {
		return x.sum, err
	}
	if p.head == nil {
		return x.finish(x.log(ctx))
	}
	return x.finish(x.rest(ctx, p.head, p.done))
}

// continues checks that a head line is that of this export and this store.
func (x *exporter) continues(ctx context.Context, h *headLine) error {
	if h == nil {
		return nil
	}
	as, err := x.o.asMark(x.f.mark)
	if err != nil {
		return err
	}
	if h.Form != x.o.Form || h.Whole != x.o.whole() ||
		h.Commands != x.o.withCommands() ||
		h.Only != x.o.Only || h.As != as || !slices.Equal(h.Kinds, x.o.Kinds) {
		return &TargetError{"file is of another export"}
	}
	other := &TargetError{"file is of another store"}
	if len(h.Heads) != int(h.Shards) || h.Shards != x.from.Shards() || h.IndexMark != digest(x.from.IndexMark()) {
		return other
	}
	return x.from.ViewStored(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for shard, head := range h.Heads {
			if has, err := hasEntry(ctx, tx, uint16(shard), head); err != nil {
				return err
			} else if !has {
				return other
			}
		}
		return nil
	})
}

// A part is what an interrupted file holds.
type part struct {
	head     *headLine
	done     []uint64 // last entry of each shard
	sum      Summary  // Bytes is where the last whole block ends
	state    []byte   // of the checksum there
	lines    int      // before there
	complete bool
}

// beginning is how the head line begins, which is the first of every file.
const beginning = `{"head":{`

// begun refuses a file that no export began, and goes back to its first byte: what
// is cut off and overwritten is never somebody's other file.
func begun(f File) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	b := make([]byte, len(beginning))
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if !strings.HasPrefix(beginning, string(b[:n])) {
		return &LineError{Line: 1, Rule: errNoLine.Error()}
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// readPart reads whole blocks as far as there are any. The first fault is where
// the file was interrupted.
func readPart(f File, of *storage.Store) (*part, error) {
	if err := begun(f); err != nil {
		return nil, err
	}
	p := &part{}
	d := newDeframer(f, of)
	if err := p.mark(d); err != nil {
		return nil, err
	}
	commands := int64(0)
	for {
		b, err := d.next()
		switch {
		case errors.Is(err, ErrIncomplete), errors.Is(err, ErrFile):
			return p, nil
		case err != nil:
			return nil, err
		case b.end != nil:
			p.complete = true
			p.sum.Bytes, p.sum.Commands = d.bytes, commands
			if p.head != nil && p.head.Whole {
				p.sum.Of = entriesOf(b.end.Heads)
			}
			return p, nil
		case p.head == nil && !b.begins():
			return p, nil
		}
		for i := range b.lines {
			l := &b.lines[i]
			switch {
			case l.Command != nil && p.head.Whole:
				commands++
			case commands > 0 || !p.take(l):
				return nil, &LineError{Line: l.number, Rule: "does not belong into this file"}
			}
		}
		if commands == 0 {
			if err := p.mark(d); err != nil {
				return nil, err
			}
		}
	}
}

// begins reports whether a block is the first of a file that this program can go on
// with.
func (b *block) begins() bool {
	if len(b.lines) == 0 || b.lines[0].Head == nil {
		return false
	}
	h := b.lines[0].Head
	return h.Format == formatVersion && len(h.Heads) == int(h.Shards)
}

func (p *part) mark(d *deframer) (err error) {
	p.sum.Bytes, p.lines = d.bytes, d.number
	p.state, err = d.sum.(encoding.BinaryMarshaler).MarshalBinary()
	return err
}

func (p *part) take(l *line) bool {
	switch {
	case l.Head != nil && p.head == nil:
		p.head = l.Head
		p.done = make([]uint64, len(p.head.Heads))
		p.sum.Of = entriesOf(p.head.Heads)
	case (l.Put != nil || l.Entry != nil) && int(l.shard()) < len(p.done):
		e := l.Entry
		if l.Put != nil {
			e = l.Put
		}
		if l.has() {
			p.sum.Versions++
		} else if l.Put != nil {
			p.sum.Erased++
		}
		p.sum.Entries += int64(e.Seq - p.done[e.Shard])
		p.done[e.Shard] = e.Seq
	default:
		return false
	}
	return true
}
