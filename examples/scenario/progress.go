package main

import (
	"fmt"
	"io"
	"io/fs"
)

// A progress tells how far a long run has come, on a terminal only. It
// overwrites its own line and wipes it in the end.
type progress struct {
	w     io.Writer
	total int
}

// Short runs are over before anybody could read a word.
const progressFrom = 20 // scripts

// done says that so many scripts have run. What cannot be written to a terminal
// is not worth an error.
func (p *progress) done(n, failed int) {
	if p.total < progressFrom || !isTerminal(p.w) {
		return
	}
	_, _ = io.WriteString(p.w, line(n, p.total, failed))
}

// line is what overwrites the line before; in the end it is wiped.
func line(n, total, failed int) string {
	if n == total {
		return "\r\x1b[K"
	}
	return fmt.Sprintf("\r%d / %d (%d FAIL)\x1b[K", n, total, failed)
}

// isTerminal reports whether somebody looks at what is written there.
func isTerminal(w io.Writer) bool {
	f, ok := w.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice != 0
}
