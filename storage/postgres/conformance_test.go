package postgres_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// The whole contract on a server that keeps what it acknowledges, with every
// fault: killed, cut off, out of disk, read-only.
func TestConformance(t *testing.T) {
	durable := pgtest.New(t, pgtest.Options{Durable: true})
	faulty := faults{cluster: pgtest.New(t, pgtest.Options{})}
	faulty.disk = smallDisk(t, faulty.cluster)
	p := &place{schema: durable.Schema}
	p.kill = func(t testing.TB) {
		t.Helper()
		require.NoError(t, durable.Kill())
		require.NoError(t, durable.Restart(t.Context()))
	}
	h := p.harness()
	h.Crash = func(t testing.TB, b storage.Backend) storage.Backend {
		t.Helper()
		p.kill(t)
		return p.at(t, p.of(b))
	}
	h.Faults = faulty.open
	storagetest.Run(t, h)
}

// The contract in the modes that prepare nothing, through a real PgBouncer that
// pools by transaction. STORAGE_FULL=1, or a machine without PgBouncer, runs them
// directly too: a pooler only adds to what can go wrong. On the user's own cluster,
// if STORAGE_TEST_DSN names one, every mode runs directly.
func TestConformanceModes(t *testing.T) {
	c := pgtest.Shared(t)
	if c.Foreign() {
		for _, m := range []postgres.Mode{postgres.CacheStatement, postgres.Exec, postgres.SimpleProtocol} {
			runMode(t, modeNames[m], &place{schema: c.Schema, options: postgres.Options{Mode: m, Accept: accepted(c)}})
		}
		return
	}
	pooled := t.Run("PgBouncer", func(t *testing.T) {
		pooler := pgtest.NewPooler(t, c)
		for _, m := range []postgres.Mode{postgres.Exec, postgres.SimpleProtocol} {
			runMode(t, modeNames[m], &place{schema: pooler.Schema, options: postgres.Options{Mode: m, Accept: unsafe}})
		}
	})
	if pooled && pgtest.HasPooler() && !full() {
		return
	}
	for _, m := range []postgres.Mode{postgres.Exec, postgres.SimpleProtocol} {
		runMode(t, modeNames[m], &place{schema: c.Schema, options: postgres.Options{Mode: m, Accept: unsafe}})
	}
}

var modeNames = map[postgres.Mode]string{
	postgres.CacheStatement: "CacheStatement", postgres.Exec: "Exec", postgres.SimpleProtocol: "SimpleProtocol",
}

// full reports whether all is wanted, whatever time it takes.
func full() bool { return os.Getenv("STORAGE_FULL") == "1" }

// long are cases that look for rare anomalies in much work, and those about plans.
// How statements are sent does not matter to them, so by default one mode runs them.
var long = []string{"never-cycle", "never-mixed-writes", "scan-pages", "explain-indexed", "explain-covering"}

func runMode(t *testing.T, name string, p *place) {
	t.Run(name, func(t *testing.T) {
		h := p.harness()
		h.Skip = map[string]string{}
		if pgtest.Shared(t).Foreign() {
			h.Skip["Crash"] = "the cluster is the user's own"
			h.Skip["Faults"] = "the cluster is the user's own"
			if !explains(t, p) {
				h.Skip["Explains"] = "the engine's plans are in another form than PostgreSQL's"
			}
		} else {
			h.Skip["Crash"], h.Skip["Faults"] = "in TestConformance", "in TestConformance"
			for _, tag := range long {
				if !full() {
					h.Skip[tag] = "in TestConformance; here with STORAGE_FULL=1"
				}
			}
		}
		storagetest.Run(t, h)
	})
}

// explains reports whether the engine says how it would answer a Scan in a way
// that can be read here.
func explains(t *testing.T, p *place) bool {
	b := p.open(t)
	defer b.Close()
	_, err := b.(storage.Explainer).Explain(t.Context(), storage.Query{Index: storage.ByID, Kind: 1}, storage.Position{}, 1)
	return err == nil
}
