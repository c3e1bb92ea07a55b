package storagetest

import (
	"bytes"
	"context"
	"fmt"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"time"
)

// caseLabel marks what a case has started. A goroutine inherits the labels of the
// one that starts it, so other tests that begin or end meanwhile do not disturb.
const caseLabel = "storagetest"

var caseRuns atomic.Int64

// startedBy runs fn and returns the goroutines that it started, itself or through
// others, and that are still there when they have had time to end: how many, and
// where they are. It is empty if there are none.
func startedBy(ctx context.Context, fn func(ctx context.Context)) string {
	mark := fmt.Sprint("run-", caseRuns.Add(1))
	pprof.Do(ctx, pprof.Labels(caseLabel, mark), fn)
	end := time.Now().Add(promptly)
	for {
		left := labelled(mark)
		if left == "" || time.Now().After(end) {
			return left
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// labelled lists the goroutines with a mark, one group of equal ones after the
// other, as the text form of the profile does: their number, their labels, and a
// line for each function they are in.
func labelled(mark string) string {
	var text bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&text, 1); err != nil {
		return err.Error()
	}
	label := fmt.Sprintf("%q:%q", caseLabel, mark)
	var out []string
	for group := range strings.SplitSeq(text.String(), "\n\n") {
		if !strings.Contains(group, label) {
			continue
		}
		n, rest, _ := strings.Cut(group, " @ ")
		out = append(out, n+" in "+functions(rest))
	}
	return strings.Join(out, "; ")
}

// functions names what a group of goroutines is in, the innermost first.
func functions(group string) string {
	var names []string
	for line := range strings.SplitSeq(group, "\n") {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] != "#" || !strings.HasPrefix(fields[1], "0x") {
			continue
		}
		name, _, _ := strings.Cut(fields[2], "+0x")
		names = append(names, name)
	}
	return strings.Join(names, ", called by ")
}
