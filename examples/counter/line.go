package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/juzhuzheng/residence/permit/law"
)

// maxLine bounds one line of input, so that a file that is no list of lines
// does not fill the memory.
const maxLine = 64 << 10

// A line is one line of an input file, with its number counted from 1.
type line struct {
	number int
	text   []byte
	fault  law.Bilingual // zero for a line that can be read
}

// lines yields the lines of a file that are neither blank nor a comment. A
// byte order mark at the beginning, which some editors write, is passed over.
// The error is that of the reader and comes last.
func lines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		b := bufio.NewReader(r)
		for n := 1; ; n++ {
			text, tooLong, err := readLine(b)
			if n == 1 {
				text = bytes.TrimPrefix(text, []byte("\ufeff"))
			}
			text = bytes.TrimSpace(text)
			l := line{number: n, text: text}
			switch {
			case tooLong:
				l.fault = law.Bilingual{ZH: "一行不得超过 65536 字节", EN: "a line must not exceed 65536 bytes"}
			case !utf8.Valid(text):
				l.fault = law.Bilingual{ZH: "须为 UTF-8 编码", EN: "must be UTF-8"}
			}
			skip := l.fault == law.Bilingual{} && (len(text) == 0 || text[0] == '#')
			if !skip && !yield(l, nil) {
				return
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(line{}, err)
				return
			}
		}
	}
}

// readLine reads up to the end of the line and keeps at most maxLine bytes.
func readLine(b *bufio.Reader) (text []byte, tooLong bool, err error) {
	for {
		part, err := b.ReadSlice('\n')
		if len(text)+len(part) > maxLine {
			tooLong = true
		} else {
			text = append(text, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, tooLong, err
		}
	}
}
