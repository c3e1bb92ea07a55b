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
)

// BlockLines is the most lines of a block. A block is applied in one
// transaction, so it stays well below storage.MaxTxPuts.
const BlockLines = 200

// MaxLine is the longest line a reader accepts, in bytes. The longest a writer
// makes is a revealed body that is no JSON, in base64.
const MaxLine = 256 << 10

// A framer writes lines and sets a block line after every BlockLines of them.
type framer struct {
	w     *bufio.Writer
	sum   hash.Hash // of all bytes before the next line
	lines int       // since the last block line
	next  int       // number of the next line, from 1
	bytes int64
	line  bytes.Buffer
}

func newFramer(w io.Writer) *framer {
	return &framer{w: bufio.NewWriter(w), sum: sha256.New(), next: 1}
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
func (f *framer) block() error {
	if f.lines == 0 {
		return nil
	}
	if err := f.put(line{Block: &blockLine{f.lines, f.digest()}}); err != nil {
		return err
	}
	f.lines = 0
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
	sum    hash.Hash
	number int
	bytes  int64
}

func newDeframer(r io.Reader) *deframer {
	return &deframer{r: bufio.NewReaderSize(r, MaxLine+1), sum: sha256.New()}
}

// next reads the lines of one block, after its checksum was found right. end is
// set with the last one. The error wraps ErrIncomplete at a cut and ErrFile at
// anything else that is no block.
func (d *deframer) next() (lines []line, end *endLine, err error) {
	for {
		before := d.digest()
		l, err := d.line()
		if err != nil {
			return nil, nil, err
		}
		switch {
		case l.End != nil:
			if len(lines) > 0 || l.End.Sum != before {
				return nil, nil, &LineError{Line: l.number, Rule: "does not fit what came before it"}
			}
			if _, err := d.r.ReadByte(); !errors.Is(err, io.EOF) {
				return nil, nil, &LineError{Line: l.number, Rule: "must be the last line"}
			}
			return nil, l.End, nil
		case l.Block != nil:
			if l.Block.Lines != len(lines) || l.Block.Sum != before {
				return nil, nil, &LineError{Line: l.number, Rule: "the checksum does not fit what came before it"}
			}
			return lines, nil, nil
		case len(lines) == BlockLines:
			return nil, nil, &LineError{Line: l.number, Rule: "a block line must stand here"}
		}
		lines = append(lines, l)
	}
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
	l.number = d.number
	return l, nil
}

// The rules of a line, without its content: a JSON error may quote it.
var (
	errNoLine  = errors.New("is not a line of a transfer file")
	errMembers = errors.New("must have exactly one member")
	errNoForm  = errors.New("the form must be sealed or revealed")
)

func parseLine(b []byte) (l line, err error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if dec.Decode(&l) != nil {
		return line{}, errNoLine
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return line{}, errNoLine
	}
	if l.members() != 1 {
		return line{}, errMembers
	}
	if l.Head != nil && l.Head.Form == 0 {
		return line{}, errNoForm
	}
	return l, nil
}
