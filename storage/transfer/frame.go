package transfer

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/storage"
)

// BlockLines is the most lines of a block. A block is applied in one
// transaction, so it stays well below storage.MaxTxPuts.
const BlockLines = 200

// MaxLine is the longest line, in bytes. A writer makes no longer one and a reader
// accepts none. The longest there is of a store is a revealed body that is no JSON,
// in base64.
const MaxLine = 256 << 10

// A framer writes lines and sets a block line after every BlockLines of them.
type framer struct {
	w     *bufio.Writer
	mark  marker
	sum   hash.Hash // of all bytes before the next line
	lines int       // since the last block line
	next  int       // number of the next line, from 1
	bytes int64
	line  bytes.Buffer
}

func newFramer(w io.Writer, m marker) *framer {
	return &framer{w: bufio.NewWriter(w), mark: m, sum: sha256.New(), next: 1}
}

// put writes a line, with its number and its check. The caller closes the block.
func (f *framer) put(l line) error {
	f.line.Reset()
	e := json.NewEncoder(&f.line)
	e.SetEscapeHTML(false) // a revealed body stays as it is
	l.N, l.Check = f.next, ""
	if err := e.Encode(l); err != nil {
		return &LineError{Rule: "cannot be encoded", Cause: err}
	}
	f.line.Truncate(f.line.Len() - len("}\n"))
	f.line.WriteString(checkOf(f.line.Bytes()))
	if n := f.line.Len(); n > MaxLine {
		return &storage.LimitError{Field: "line of a transfer file", Got: n, Limit: MaxLine}
	}
	f.next++
	f.sum.Write(f.line.Bytes())
	n, err := f.w.Write(f.line.Bytes())
	f.bytes += int64(n)
	f.lines++
	return err
}

func (f *framer) digest() (d digest) {
	f.sum.Sum(d[:0])
	return d
}

// block closes a block, if there is one, and hands everything to the writer.
func (f *framer) block() (err error) {
	if f.lines == 0 {
		return nil
	}
	b := &blockLine{Lines: f.lines, Sum: f.digest()}
	if b.Mark, err = f.mark.line(line{Block: b}); err != nil {
		return err
	}
	if err := f.put(line{Block: b}); err != nil {
		return err
	}
	f.lines = 0
	return f.w.Flush()
}

// end writes the last line.
func (f *framer) end(e endLine) (err error) {
	e.Sum = f.digest()
	if e.Mark, err = f.mark.line(line{End: &e}); err != nil {
		return err
	}
	if err := f.put(line{End: &e}); err != nil {
		return err
	}
	return f.w.Flush()
}

// castagnoli finds every burst of up to 32 bits, so every flipped bit.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checkOf is what stands at the end of a line that begins with b.
func checkOf(b []byte) string {
	return fmt.Sprintf(",\"check\":\"%08x\"}\n", crc32.Checksum(b, castagnoli))
}

// checkLen is the length of what checkOf gives.
const checkLen = len(",\"check\":\"00000000\"}\n")

// checked reports whether a line has the check that its content asks for.
func checked(b []byte) bool {
	n := len(b) - checkLen
	return n > 0 && string(b[n:]) == checkOf(b[:n])
}

// A deframer reads blocks.
type deframer struct {
	r      *bufio.Reader
	mark   marker
	index  digest // the mark of the index key
	sum    hash.Hash
	number int
	bytes  int64
}

// newDeframer reads a file for a store.
func newDeframer(r io.Reader, of *storage.Store) *deframer {
	return &deframer{
		r: bufio.NewReaderSize(r, MaxLine), sum: sha256.New(),
		mark: markerOf(of), index: digest(of.IndexMark()),
	}
}

// A block is some lines, or the end.
type block struct {
	lines []line
	end   *endLine
}

// next reads one block, after its checksum and its mark were found right. The error
// wraps ErrIncomplete at a cut, ErrFile at anything else that is no block, ErrTarget
// if another index key was used and ErrForged if the mark is wrong.
func (d *deframer) next() (b block, err error) {
	for {
		before := d.digest()
		l, err := d.line()
		if err != nil {
			return block{}, err
		}
		switch {
		case l.End != nil:
			if len(b.lines) > 0 || l.End.Sum != before {
				return block{}, &LineError{Line: l.number, Rule: "does not fit what came before it"}
			}
			if _, err := d.r.ReadByte(); !errors.Is(err, io.EOF) {
				return block{}, &LineError{Line: l.number, Rule: "must be the last line"}
			}
			return block{end: l.End}, d.marked(&b, &l)
		case l.Block != nil:
			if l.Block.Lines != len(b.lines) || l.Block.Sum != before {
				return block{}, &LineError{Line: l.number, Rule: "the checksum does not fit what came before it"}
			}
			return b, d.marked(&b, &l)
		case len(b.lines) == BlockLines:
			return block{}, &LineError{Line: l.number, Rule: "a block line must stand here"}
		}
		b.lines = append(b.lines, l)
	}
}

// marked checks the mark of a block line or an end line.
func (d *deframer) marked(b *block, l *line) error {
	if len(b.lines) > 0 && b.lines[0].Head != nil && b.lines[0].Head.IndexMark != d.index {
		return &TargetError{"has another index key, so that no record would be found by its holder"}
	}
	if !d.mark.fits(*l) {
		return &LineError{Line: l.number, Rule: "has a mark that was not made with the index key of this store", Cause: ErrForged}
	}
	return nil
}

func (d *deframer) digest() (s digest) {
	d.sum.Sum(s[:0])
	return s
}

func (d *deframer) line() (line, error) {
	b, err := d.r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return line{}, &LineError{Line: d.number + 1, Rule: "is too long"}
	case errors.Is(err, io.EOF):
		return line{}, &LineError{Line: d.number + 1, Rule: "the file is cut off here, continue with the whole file", Cause: ErrIncomplete}
	case err != nil:
		return line{}, err
	}
	d.number++
	d.sum.Write(b)
	d.bytes += int64(len(b))
	if !checked(b) {
		return line{}, &LineError{Line: d.number, Rule: "is damaged: its check does not fit"}
	}
	l, err := parseLine(b)
	if err != nil {
		return line{}, &LineError{Line: d.number, Rule: err.Error()}
	}
	if l.N != d.number {
		return line{}, &LineError{Line: d.number, Rule: fmt.Sprintf("is missing or moved: line %d stands in its place", l.N)}
	}
	l.number, l.size = d.number, len(b)
	return l, nil
}

// The rules of a line, without its content: a JSON error may quote it.
var (
	errNoLine  = errors.New("is not a line of a transfer file")
	errMembers = errors.New("must have exactly one member")
	errNoForm  = errors.New("the form must be sealed or revealed")
)

// parseLine reads strictly, as records are read: every name as it is written, and
// none twice.
func parseLine(b []byte) (l line, err error) {
	switch {
	case record.Decode("line", b, &l) != nil:
		return line{}, errNoLine
	case l.members() != 1:
		return line{}, errMembers
	case l.Head != nil && l.Head.Form == 0:
		return line{}, errNoForm
	}
	return l, nil
}
