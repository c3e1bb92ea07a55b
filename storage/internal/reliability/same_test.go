package reliability

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/optimist"
	"github.com/juzhuzheng/residence/storage/memory"
)

func openOptimist(testing.TB) storage.Backend { return optimist.New(optimist.Slips{}) }

func TestSameAnswers(t *testing.T) {
	SameAnswers(t, map[string]Open{"memory": openMemory, "network": openLossy, "optimist": openOptimist}, 100*Long(t))
}

func TestSameActs(t *testing.T) {
	SameActs(t, map[string]Open{"memory": openMemory, "network": openLossy, "optimist": openOptimist}, 30*Long(t))
}

// TestSameActsFindsBugs is the control.
func TestSameActsFindsBugs(t *testing.T) {
	said := failing(t, func(tb testing.TB) {
		SameActs(tb, map[string]Open{"memory": openMemory, "planted": func(testing.TB) storage.Backend { return &lateIndex{Backend: memory.New()} }}, 30*Long(t))
	})
	if !strings.Contains(said, "planted says") {
		t.Fatalf("not found: %s", said)
	}
}

// TestSameAnswersFindsBugs is the control: a store that differs is found out.
func TestSameAnswersFindsBugs(t *testing.T) {
	for name, open := range map[string]func() storage.Backend{
		"a record put back as it was is not written": func() storage.Backend { return optimist.New(optimist.Slips{SkipUnchanged: true}) },
		"a unique key is looked for and not guarded": func() storage.Backend { return optimist.New(optimist.Slips{LateUnique: true}) },
		"an index lags behind":                       func() storage.Backend { return &lateIndex{Backend: memory.New()} },
		"the past is the present":                    func() storage.Backend { return forgetful{memory.New()} },
	} {
		t.Run(name, func(t *testing.T) {
			said := failing(t, func(tb testing.TB) {
				SameAnswers(tb, map[string]Open{"memory": openMemory, "planted": func(testing.TB) storage.Backend { return open() }}, 100*Long(t))
			})
			if !strings.Contains(said, "planted says") {
				t.Fatalf("not found: %s", said)
			}
		})
	}
}

// A forgetful backend has no past.
type forgetful struct{ *memory.Backend }

func (f forgetful) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, present{tx}) })
}

type present struct{ storage.ReadTx }

func (p present) GetAsOf(ctx context.Context, k storage.Key, _ storage.AsOf) (storage.Record, error) {
	return p.Get(ctx, k)
}

// failing runs a check until it fails, for chance may spare a bug, and returns what
// it says then.
func failing(t *testing.T, check func(testing.TB)) string {
	r := &recorder{TB: t}
	for tries := 0; !r.failed && tries < 10; tries++ {
		done := make(chan struct{})
		go func() {
			defer close(done)
			check(r)
		}()
		<-done
	}
	return r.said
}

// A recorder is a test that may fail.
type recorder struct {
	testing.TB
	failed bool
	said   string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.said += fmt.Sprintf(format, args...) + "\n"
	r.failed = true
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Logf(format string, args ...any) { r.said += fmt.Sprintf(format, args...) + "\n" }
func (r *recorder) Log(args ...any)                 { r.said += fmt.Sprintln(args...) }
func (r *recorder) Fail()                           { r.failed = true }
func (r *recorder) FailNow()                        { r.failed = true; runtime.Goexit() }
func (r *recorder) Failed() bool                    { return r.failed }
