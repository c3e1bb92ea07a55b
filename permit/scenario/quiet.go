package scenario

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// readFile reads a file of the script.
func readFile(ts *testscript.TestScript, name string) (b []byte, err error) {
	defer func() {
		if recover() != nil { // testscript ends a script whose file is missing
			err = fmt.Errorf("there is no file %q in the script", name)
		}
	}()
	return []byte(ts.ReadFile(name)), nil
}

// quiet is the test that testscript believes to run in. It keeps the log, so
// that a failure is told in this package's words and a script can be run where
// there is no test.
type quiet struct {
	log    strings.Builder
	failed bool
}

// ended is what FailNow panics with, and run recovers.
type ended struct{}

func (q *quiet) run(f func()) {
	defer func() {
		if r := recover(); r != nil && r != (ended{}) {
			panic(r)
		}
	}()
	f()
}

func (q *quiet) FailNow() {
	q.failed = true
	panic(ended{})
}

func (q *quiet) Fatal(args ...any) {
	q.Log(args...)
	q.FailNow()
}

func (q *quiet) Skip(args ...any)                   { q.Fatal(args...) }
func (q *quiet) Log(args ...any)                    { fmt.Fprintln(&q.log, args...) }
func (q *quiet) Parallel()                          {}
func (q *quiet) Verbose() bool                      { return false }
func (q *quiet) Run(_ string, f func(testscript.T)) { f(q) }
