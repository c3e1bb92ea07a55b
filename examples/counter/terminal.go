package main

import (
	"io"
	"io/fs"
	"os"
)

// isTerminal reports whether somebody looks at what is written there. A file
// that can say what it is says so; a buffer is no terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice != 0
}

// wantsColour reports whether to colour what is written there: on a terminal
// that can, unless NO_COLOR is set (no-color.org).
func wantsColour(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// paints are the terminal's colours of the outcomes.
var paints = [...]string{done: "", approved: "\x1b[32m", refused: "\x1b[31m", undetermined: "\x1b[33m", failed: "\x1b[35m"}

// paint colours a text for an outcome. It must be padded already, since the
// codes take no column.
func paint(s string, o outcome) string {
	if paints[o] == "" {
		return s
	}
	return paints[o] + s + "\x1b[0m"
}
