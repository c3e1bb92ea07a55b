package storagetest_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/optimist"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func withFlaws(name string, f flaws, killed ...string) mutant {
	return mutant{name: name, killed: killed, rig: f.harness}
}

// flawed are bugs that show when data are opened again, shared, migrated, or when
// the engine fails.
var flawed = []mutant{
	withFlaws("the last commit is not written back before closing", flaws{reopenForgets: true}, "reopen-kept", "reopen-log"),
	withFlaws("shards begin anew after a restart", flaws{reopenNoLog: true}, "reopen-log"),
	withFlaws("an index is not rebuilt after a restart", flaws{reopenOrder: true}, "reopen-position", "reopen-kept"),
	withFlaws("acknowledged before it is on the disk", flaws{crashForgets: true}, "crash-kept"),
	withFlaws("a stop tears a commit", flaws{crashTears: true}, "crash-whole"),
	withFlaws("a second process has a cache of its own", flaws{secondStale: true}, "shared-latest"),
	withFlaws("locks hold within one process only", flaws{secondUnchecked: true}, "shared-race"),
	withFlaws("closing one closes the engine", flaws{closeAll: true}, "shared-close"),
	withFlaws("closing cuts what is running in two", flaws{closeTears: true}, "close-busy"),
	withFlaws("a lost answer is an ordinary error", flaws{unknownPlain: true}, "commit-unknown"),
	withFlaws("a lost commit is taken for success", flaws{unknownDone: true}, "commit-unknown"),
	withFlaws("a deadlock is an ordinary error", flaws{busyPlain: true}, "commit-retry"),
	withFlaws("an attempt given up has taken effect", flaws{busyDone: true}, "commit-retry"),
	withFlaws("a broken connection is taken for a lost commit", flaws{dropUnknown: true}, "fault-connection"),
	withFlaws("a broken connection goes back to the pool", flaws{dropKept: true}, "fault-connection"),
	withFlaws("a full disk keeps half a commit", flaws{fullTears: true}, "fault-full"),
	withFlaws("once full, always full", flaws{fullStuck: true}, "fault-full"),
	withFlaws("a medium that can only be read is an ordinary error", flaws{readOnlyPlain: true}, "fault-read-only"),
	withFlaws("a step changes the schema and not the data", flaws{migrateBlind: true}, "migrate-old", "migrate-once", "migrate-stopped"),
	withFlaws("a second migration begins anew", flaws{migrateTwice: true}, "migrate-again"),
	withFlaws("migrations do not exclude each other", flaws{migrateUnlocked: true}, "migrate-once"),
	withFlaws("a step is not one transaction", flaws{migrateTorn: true}, "migrate-stopped"),
	withFlaws("newer data are written to", flaws{newerAccepted: true}, "migrate-newer"),
	withFlaws("checksums of steps are not compared", flaws{driftAccepted: true}, "migrate-drift"),
	withFlaws("a query without an index", flaws{noIndex: true}, "explain-indexed"),
	withFlaws("an index that lacks a column", flaws{notCovering: true}, "explain-covering"),
	withFlaws("an ability that is not declared", flaws{undeclared: true}, "ability-absent"),
	withFlaws("an ability that is declared and not there", flaws{namedAbsent: true}, "ability-named"),
	withFlaws("the check finds what is not wrong", flaws{falseAlarm: true}, "check-sound"),
	withFlaws("commands are listed in the order of a locale", flaws{listFolded: true}, "command-list"),
	withFlaws("a page of commands repeats the last one", flaws{listFrom: true}, "command-after", "command-list"),
	withFlaws("a page of commands is as long as the engine likes", flaws{listAny: true}, "command-refuse"),
	withFlaws("a plan is made of anything", flaws{explainAny: true}, "explain-refuse"),
	withFlaws("the short way to a header has a cache of its own", flaws{shortCached: true}, "header-short"),
	withFlaws("the version of the data is asked for once", flaws{versionStays: true}, "migrate-version"),
}

func withSlips(name string, s optimist.Slips, killed ...string) mutant {
	return mutant{name: name, killed: killed, rig: func() storagetest.Harness {
		return storagetest.Harness{Open: func(testing.TB) storage.Backend { return optimist.New(s) }}
	}}
}

// slipped are the anomalies, and the bugs that show only under Store.
var slipped = []mutant{
	withSlips("dirty reads", optimist.Slips{DirtyReads: true}, "never-aborted-read", "never-middle-read", "never-circular-read"),
	withSlips("versions are compared when read and not when committed", optimist.Slips{BlindWrites: true}, "never-lost-update", "never-stale-guard", "never-cycle"),
	withSlips("each statement is a transaction", optimist.Slips{SplitCommits: true, BlindWrites: true}, "never-mixed-writes"),
	withSlips("a unique key is looked for and not guarded", optimist.Slips{LateUnique: true}, "never-write-skew", "never-phantom"),
	withSlips("a record put back as it was is not written", optimist.Slips{SkipUnchanged: true}, "never-stale-guard"),
	{name: "a snapshot for each statement", killed: []string{"never-read-skew", "never-cycle"}, plant: func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			return b.inner.View(ctx, func(inner context.Context, _ storage.ReadTx) error { return fn(inner, loose{b.inner}) })
		}
	}},
	{name: "replicas that apply commits in their own order", killed: []string{"never-long-fork"}, plant: func(b *broken) {
		// Every second snapshot is from a replica that has not applied the last
		// commit to X, the others from one that lacks the last to Y.
		var mu sync.Mutex
		n := 0
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			mu.Lock()
			n++
			late := []string{"X", "Y"}[n%2]
			mu.Unlock()
			return b.inner.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, lagging{tx, late}) })
		}
	}},
	{name: "a conflict without its kind", killed: []string{"conflict-kind", "store-retry"}, plant: func(b *broken) {
		plain := func(err error) error {
			if errors.Is(err, storage.ErrConflict) {
				return storage.ErrConflict
			}
			return err
		}
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			// Somebody else comes between now and then.
			if h, err := tx.Header(ctx, r.Key()); err == nil && h.Version == 1 && r.ID == "COUNT" {
				other := storage.Record{Header: h}
				other.Version++
				_ = tx.Put(ctx, other, h.Version)
			}
			return plain(tx.Put(ctx, r, expect))
		}
		b.appendLog = func(tx storage.Tx, ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
			return plain(tx.Append(ctx, shard, expect, e))
		}
	}},
	{name: "commands are not kept", killed: []string{"store-replay", "store-request", "store-unknown", "command-read"}, plant: func(b *broken) {
		b.save = func(storage.Tx, context.Context, storage.CommandResult) error { return nil }
	}},
	{name: "the check of a command ID is left to the reader", killed: []string{"store-race", "command-race"}, plant: func(b *broken) {
		b.command = func(storage.ReadTx, context.Context, storage.CommandID) (storage.CommandResult, error) {
			return storage.CommandResult{}, storage.ErrNotFound
		}
		b.save = func(tx storage.Tx, ctx context.Context, c storage.CommandResult) error {
			if _, err := tx.Command(ctx, c.ID); err == nil {
				return nil
			}
			return tx.SaveCommand(ctx, c)
		}
	}},
	{name: "the place after a page is by number", killed: []string{"store-cursor", "scan-position"}, plant: func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			if after.ID != "" {
				after.ID += "-" // "the next one"
			}
			p, err := tx.Scan(ctx, q, after, limit)
			if after.ID != "" && len(p.Records) > 1 {
				p.Records = p.Records[1:]
			}
			return p, err
		}
	}},
	{name: "the data of the log are text", killed: []string{"store-chain", "log-exact"}, plant: func(b *broken) {
		b.log = func(tx storage.ReadTx, ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
			e, err := tx.Log(ctx, shard, from, limit)
			for i := range e {
				e[i].Data = []byte(strings.ToValidUTF8(string(e[i].Data), "?"))
			}
			return e, err
		}
	}},
	{name: "a page of one entry is empty", killed: []string{"store-options", "log-read"}, plant: func(b *broken) {
		b.log = func(tx storage.ReadTx, ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
			if limit == 1 {
				return nil, nil
			}
			return tx.Log(ctx, shard, from, limit)
		}
	}},
	{name: "a header can only be read the short way", killed: []string{"store-abilities", "header-same"}, plant: func(b *broken) {
		b.header = func(storage.ReadTx, context.Context, storage.Key) (storage.Header, error) {
			return storage.Header{}, storage.ErrUnsupported
		}
	}},
	{name: "limits one too low", killed: []string{"store-limits", "write-limits"}, plant: func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			if len(r.ID) >= storage.MaxID {
				return storage.ErrTooLarge
			}
			return tx.Put(ctx, r, expect)
		}
	}},
}

// lagging shows one record without its last version.
type lagging struct {
	storage.ReadTx
	late string
}

func (l lagging) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	h, err := l.ReadTx.Header(ctx, k)
	if err == nil && k.ID == l.late && h.Version > 1 {
		r, err := l.GetAsOf(ctx, k, storage.AsOf{Version: h.Version - 1})
		return r.Header, err
	}
	return h, err
}
