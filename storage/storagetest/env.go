package storagetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// A need is a part of a harness, or an ability of its backend, that a case
// cannot do without.
type need string

const (
	needReopen    need = "Reopen"
	needCrash     need = "Crash"
	needSecond    need = "Second"
	needLose      need = "Faults.LoseCommit"
	needDrop      need = "Faults.Drop"
	needBusy      need = "Faults.Busy"
	needFull      need = "Faults.Full"
	needReadOnly  need = "Faults.ReadOnly"
	needFaults    need = "Faults"
	needMigrate   need = "Migrate"
	needSteps     need = "Migrate.Steps"
	needStop      need = "Migrate.Stop"
	needNewer     need = "Migrate.Newer"
	needDrift     need = "Migrate.Drift"
	needChecker   need = "Checks"
	needExplainer need = "Explains"
	needLister    need = "CommandLister"
	needShort     need = "HeaderReader"
)

var needs = []need{
	needReopen, needCrash, needSecond, needFaults, needLose, needDrop, needBusy, needFull, needReadOnly,
	needMigrate, needSteps, needStop, needNewer, needDrift, needChecker, needExplainer, needLister, needShort,
}

// An env is what a case works with.
type env struct {
	tb testing.TB
	h  Harness

	// What a look at one backend of the harness has shown. It is taken once.
	looked bool
	caps   storage.Capabilities
	lists  bool
	short  bool
	faults FaultControl
	data   MigrationData
}

func newEnv(tb testing.TB, h Harness) *env { return &env{tb: tb, h: h} }

func (e *env) open() storage.Backend                    { return e.h.Open(e.tb) }
func (e *env) reopen(b storage.Backend) storage.Backend { return e.h.Reopen(e.tb, b) }
func (e *env) crash(b storage.Backend) storage.Backend  { return e.h.Crash(e.tb, b) }
func (e *env) second(b storage.Backend) storage.Backend { return e.h.Second(e.tb, b) }
func (e *env) faulty() (storage.Backend, FaultControl)  { return e.h.Faults(e.tb) }
func (e *env) old(v int) MigrationData                  { return e.h.Migrate.Old(e.tb, v) }
func (e *env) reopenIfPossible(b storage.Backend) storage.Backend {
	if e.h.Reopen == nil {
		return b
	}
	return e.reopen(b)
}

// look opens one backend of each sort to learn what there is.
func (e *env) look() {
	if e.looked {
		return
	}
	e.looked = true
	b := e.open()
	e.caps = b.Capabilities()
	// A backend that cannot even read shows it in the cases.
	_ = b.View(e.tb.Context(), func(_ context.Context, tx storage.ReadTx) error {
		_, e.lists = tx.(storage.CommandLister)
		return nil
	})
	if r, ok := storage.As[storage.HeaderReader](b); ok {
		_, err := r.ReadHeader(e.tb.Context(), key("NONE"))
		e.short = !errors.Is(err, storage.ErrUnsupported)
	}
	_ = b.Close()
	if e.h.Faults != nil {
		b, e.faults = e.faulty()
		_ = b.Close()
	}
	if e.h.Migrate != nil {
		e.data = e.old(0)
	}
}

// lacks says why a need is not met; empty if it is.
func (e *env) lacks(n need) string {
	switch n {
	case needReopen:
		return absentIf(e.h.Reopen == nil, "volatile")
	case needCrash:
		return absentIf(e.h.Crash == nil, "volatile")
	case needSecond:
		return absentIf(e.h.Second == nil, "one handle at a time")
	case needFaults:
		return absentIf(e.h.Faults == nil, "not in the harness")
	}
	e.look()
	cannot := "the harness cannot make it"
	switch n {
	case needLose:
		return absentIf(e.faults.LoseCommit == nil, cannot)
	case needDrop:
		return absentIf(e.faults.Drop == nil, cannot)
	case needBusy:
		return absentIf(e.faults.Busy == nil, cannot)
	case needFull:
		return absentIf(e.faults.Full == nil, cannot)
	case needReadOnly:
		return absentIf(e.faults.ReadOnly == nil, cannot)
	case needMigrate:
		return absentIf(e.h.Migrate == nil, "no schema")
	case needSteps:
		return absentIf(e.data.Steps == nil, cannot)
	case needStop:
		return absentIf(e.data.Stop == nil, cannot)
	case needNewer:
		return absentIf(e.data.Newer == nil, cannot)
	case needDrift:
		return absentIf(e.data.Drift == nil, cannot)
	case needChecker:
		return absentIf(!e.caps.Checks, "not declared")
	case needExplainer:
		return absentIf(!e.caps.Explains, "not declared")
	case needLister:
		return absentIf(!e.lists, "transactions list no commands")
	case needShort:
		return absentIf(!e.short, "no short way to a header")
	}
	return "unknown"
}

func absentIf(absent bool, reason string) string {
	if absent {
		return reason
	}
	return ""
}

// skips says under which name and for which reason a case is skipped; the name is
// empty if it is not.
func (e *env) skips(c Case) (name, reason string) {
	if reason, ok := e.h.Skip[c.Tag]; ok {
		return c.Tag, reason
	}
	for _, n := range c.needs {
		// A part of a field that is missing is missing with it.
		field, _, _ := strings.Cut(string(n), ".")
		for _, n := range []need{need(field), n} {
			if reason, ok := e.h.Skip[string(n)]; ok {
				return string(n), reason
			}
			if reason := e.lacks(n); reason != "" {
				return string(n), reason
			}
		}
	}
	return "", ""
}

// problems says what is wrong with the harness itself: a skip of nothing or
// without a reason, and what the capabilities declare and nothing proves.
func (e *env) problems(cases []Case) []string {
	var out []string
	known := map[string]bool{}
	for _, n := range needs {
		known[string(n)] = true
	}
	for _, c := range cases {
		known[c.Tag] = true
	}
	for _, name := range slices.Sorted(maps.Keys(e.h.Skip)) {
		if !known[name] {
			out = append(out, fmt.Sprintf("skip names %q, which is neither a case nor part of a harness", name))
		}
		if strings.TrimSpace(e.h.Skip[name]) == "" {
			out = append(out, fmt.Sprintf("skip of %q has no reason", name))
		}
	}
	e.look()
	for _, g := range []struct {
		declared bool
		name     string
		field    need
	}{
		{e.caps.Durable, "Durable", needReopen},
		{e.caps.Durable, "Durable", needCrash},
		{e.caps.Shared, "Shared", needSecond},
		{e.caps.Migrates, "Migrates", needMigrate},
	} {
		if _, skipped := e.h.Skip[string(g.field)]; g.declared && !skipped && e.lacks(g.field) != "" {
			out = append(out, fmt.Sprintf("the capabilities say %s, but Harness.%s is nil: give it, or the reason in Skip[%q]", g.name, g.field, g.field))
		}
	}
	return out
}

// A tally counts skips by name.
type tally struct {
	n       int
	names   []string
	reasons map[string]string
	counts  map[string]int
}

func newTally() *tally { return &tally{reasons: map[string]string{}, counts: map[string]int{}} }

func (t *tally) add(name, reason string) {
	t.n++
	if !slices.Contains(t.names, name) {
		t.names = append(t.names, name)
	}
	t.reasons[name] = reason
	t.counts[name]++
}

// String lists the names with their reasons: " (Crash: volatile)".
func (t *tally) String() string {
	var parts []string
	for _, name := range t.names {
		p := name + ": " + t.reasons[name]
		if n := t.counts[name]; n > 1 {
			p += fmt.Sprintf(" (%d)", n)
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}
