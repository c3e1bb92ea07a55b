package transfer

import (
	"context"
	"crypto/sha256"
	"encoding"
	"errors"
	"io"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// A File is what Resume needs of one; *os.File is one.
type File interface {
	io.ReadWriteSeeker
	Truncate(size int64) error
}

// Resume goes on with an export that was interrupted: it reads the file to its
// last whole block, cuts off what follows and writes the rest. The options must
// be those of the export; a file of another export, or of another store, is
// refused with an error that wraps ErrTarget. A file without a whole block is
// begun anew; one that is complete is left as it is.
func Resume(ctx context.Context, from *storage.Store, f File, o ExportOptions) (Summary, error) {
	if err := o.validate(); err != nil {
		return Summary{}, err
	}
	if err := fitting(ctx, from); err != nil {
		return Summary{}, err
	}
	p, err := readPart(f)
	if err != nil {
		return Summary{}, err
	}
	x := &exporter{from: from, o: &o, sum: p.sum}
	if p.complete {
		return x.sum, nil
	}
	if err := x.continues(ctx, p.head); err != nil {
		return Summary{}, err
	}
	if p.head == nil || p.head.Whole && len(p.done) == 0 {
		// The commands come from one snapshot with the heads, which is gone.
		p = &part{done: map[uint16]uint64{}}
		p.state, _ = sha256.New().(encoding.BinaryMarshaler).MarshalBinary()
		x.sum = Summary{}
	}
	if err := f.Truncate(p.sum.Bytes); err != nil {
		return x.sum, err
	}
	if _, err := f.Seek(p.sum.Bytes, io.SeekStart); err != nil {
		return x.sum, err
	}
	x.f = newFramer(f)
	x.f.bytes, x.f.next = p.sum.Bytes, p.lines+1
	if err := x.f.sum.(encoding.BinaryUnmarshaler).UnmarshalBinary(p.state); err != nil {
		return x.sum, err
	}
	return x.finish(x.rest(ctx, p))
}

// rest writes what is missing.
func (x *exporter) rest(ctx context.Context, p *part) error {
	if p.head == nil {
		return x.log(ctx)
	}
	done := make([]uint64, p.head.Shards)
	for shard, seq := range p.done {
		done[shard] = seq
		x.sum.Entries += int64(seq)
	}
	return x.entries(ctx, p.head, done)
}

// continues checks that a head line is that of this export and this store.
func (x *exporter) continues(ctx context.Context, h *headLine) error {
	if h == nil {
		return nil
	}
	if h.Form != x.o.Form || h.Whole != x.o.whole() || h.Only != x.o.Only || !slices.Equal(h.Kinds, x.o.Kinds) {
		return &TargetError{"file is of another export"}
	}
	other := &TargetError{"file is of another store"}
	if len(h.Heads) != int(h.Shards) || h.Shards != x.from.Shards() || h.IndexMark != digest(x.from.IndexMark()) {
		return other
	}
	return x.from.Backend().View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for shard, head := range h.Heads {
			if head.Seq == 0 {
				continue
			}
			e, err := tx.Log(ctx, uint16(shard), head.Seq, 1)
			if err != nil {
				return err
			}
			if len(e) == 0 || digest(e[0].Hash) != head.Hash {
				return other
			}
		}
		return nil
	})
}

// A part is what an interrupted file holds.
type part struct {
	head     *headLine
	done     map[uint16]uint64 // last entry of each shard
	sum      Summary           // Bytes is where the last whole block ends
	state    []byte            // of the checksum there
	lines    int               // before there
	complete bool
}

// readPart reads whole blocks as far as there are any. The first fault is where
// the file was interrupted.
func readPart(f File) (*part, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	p := &part{done: map[uint16]uint64{}}
	d := newDeframer(f)
	for {
		if err := p.mark(d); err != nil {
			return nil, err
		}
		lines, end, err := d.next()
		switch {
		case errors.Is(err, ErrIncomplete), errors.Is(err, ErrFile):
			return p, nil
		case err != nil:
			return nil, err
		case end != nil:
			p.complete = true
			p.sum.Bytes = d.bytes
			return p, nil
		case p.head == nil && (len(lines) == 0 || lines[0].Head == nil || lines[0].Head.Format != formatVersion):
			return p, nil
		}
		for i := range lines {
			if !p.take(&lines[i]) {
				return nil, &LineError{Line: lines[i].number, Rule: "does not belong into this file"}
			}
		}
	}
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
		for _, h := range l.Head.Heads {
			p.sum.Of += int64(h.Seq)
		}
	case l.Command != nil && p.head.Whole:
		p.sum.Commands++
	case (l.Put != nil || l.Entry != nil) && int(l.shard()) < len(p.head.Heads):
		e := l.Entry
		if l.Put != nil {
			e = l.Put
			p.sum.Versions++
		}
		p.done[e.Shard] = e.Seq
	default:
		return false
	}
	return true
}
