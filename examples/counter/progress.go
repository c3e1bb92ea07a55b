package main

import (
	"fmt"
	"io"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// A progress tells how far a long input has come, on a terminal only. It
// overwrites its own line and wipes it in the end.
type progress struct {
	w     io.Writer
	tag   language.Tag
	total int
}

// Short inputs are over before anybody could read a word.
const (
	progressFrom = 500 // visits
	progressStep = 100
)

var progressText = law.Bilingual{ZH: "已办 %d / %d", EN: "%d of %d visits"}

// newProgress returns nil where nothing is to be told.
func newProgress(w io.Writer, tag language.Tag, total int) *progress {
	if total < progressFrom || !isTerminal(w) {
		return nil
	}
	return &progress{w, tag, total}
}

// done says that so many visits have been played. What cannot be written to a
// terminal is not worth an error.
func (p *progress) done(n int) {
	if p == nil || n%progressStep != 0 && n != p.total {
		return
	}
	_, _ = fmt.Fprintf(p.w, "\r"+progressText.In(p.tag), n, p.total)
	if n == p.total {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}
