package storagetest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// A place is where the data of a toy database lie: a journal of transactions,
// which outlives every program, and an image of it in memory, which does not. It
// has what memory alone has not: it can be opened again, stopped, opened twice,
// migrated and made to fail. Each flaw makes one thing of it wrong.
type place struct {
	flaws

	writing chan struct{} // holds one token while an Update runs

	mu      sync.Mutex
	epoch   int // counts openings after a stop
	journal []transaction
	image   *memory.Backend

	// Faults to come.
	full, readOnly, busy, drop bool
	lose                       int // 1: before the commit, 2: after it

	version  int // of the schema
	steps    int
	drifted  bool
	migrator sync.Mutex
}

// flaws are the bugs of a place; the zero value has none.
type flaws struct {
	reopenForgets   bool // the last transaction is not in the journal when opened again
	reopenNoLog     bool // shards begin anew when opened again
	reopenOrder     bool // days are lost from the journal
	crashForgets    bool // acknowledged before it is in the journal
	crashTears      bool // the journal ends in the middle of a transaction
	secondStale     bool // a second backend sees what was there when it was opened
	secondUnchecked bool // a second backend does not check versions, keys or numbers
	closeAll        bool // closing one closes all
	closeTears      bool // closing cuts a running transaction in two
	unknownPlain    bool // a lost answer is an ordinary error
	unknownDone     bool // a lost answer is taken for success
	busyPlain       bool // an attempt given up is an ordinary error
	busyDone        bool // an attempt given up has taken effect
	dropUnknown     bool // a broken connection is a lost commit
	dropKept        bool // and cannot be used again
	fullTears       bool // half of a transaction stays on a full medium
	fullStuck       bool // a full medium stays full
	readOnlyPlain   bool // the error says nothing
	migrateBlind    bool // a step does not convert what is there
	migrateTwice    bool // a second run applies steps again
	migrateUnlocked bool // several runs do not see each other
	migrateTorn     bool // a stopped step leaves half behind, and begins anew
	newerAccepted   bool
	driftAccepted   bool
	noIndex         bool
	notCovering     bool
	undeclared      bool // abilities work, or pretend to, without being declared
	namedAbsent     bool // abilities are declared and not there
	falseAlarm      bool
	listFolded      bool // commands are listed in the order of a locale
	listFrom        bool // a page of commands begins with the last of the one before
	listAny         bool // a page of commands has the size the engine likes
	explainAny      bool // a plan is made of anything
	shortCached     bool // the short way to a header has a cache of its own
	versionStays    bool // the version of the data is asked for once
}

// A transaction is what one Update wrote.
type transaction []operation

type operation struct {
	record  *storage.Record
	shard   uint16
	entries []storage.LogEntry
	command *storage.CommandResult
}

const newestSchema = 3

func newPlace(f flaws) *place {
	p := &place{flaws: f, writing: make(chan struct{}, 1), version: newestSchema}
	p.image = memory.New()
	return p
}

func (o operation) apply(ctx context.Context, tx storage.Tx) error {
	switch {
	case o.record != nil:
		return tx.Put(ctx, *o.record, o.record.Version-1)
	case o.command != nil:
		return tx.SaveCommand(ctx, *o.command)
	}
	return tx.Append(ctx, o.shard, o.entries[0].Seq-1, o.entries)
}

// recover makes a new image of the journal. The caller holds mu.
func (p *place) recover() {
	p.epoch++
	p.image = memory.New()
	for _, t := range p.journal {
		if len(t) == 0 {
			continue
		}
		err := p.image.Update(context.Background(), func(ctx context.Context, tx storage.Tx) error {
			for _, o := range t {
				if err := o.apply(ctx, tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil && p.flaws == (flaws{}) {
			panic(fmt.Sprintf("a place without flaws does not recover: %v", err))
		}
	}
}

// A program is a backend on a place.
type program struct {
	*place
	born   int
	closed atomic.Bool
	second bool
	frozen *memory.Backend // what a stale second backend sees
	cached sync.Map        // headers that were read the short way
	asked  atomic.Int32    // the version that was told first
}

func (p *place) open() *program {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := &program{place: p, born: p.epoch}
	b.asked.Store(-1)
	return b
}

// memory returns the image, or an error if the program has ended.
func (b *program) memory() (*memory.Backend, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed.Load() || b.born != b.epoch {
		return nil, storage.ErrClosed
	}
	if b.frozen != nil {
		return b.frozen, nil
	}
	return b.image, nil
}

func (b *program) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	inner, err := storage.EnterTx(ctx, b.place)
	if err != nil {
		return err
	}
	m, err := b.memory()
	if err != nil {
		return err
	}
	return m.View(ctx, func(_ context.Context, tx storage.ReadTx) error {
		switch {
		case b.listFolded:
			return fn(inner, folded{tx})
		case b.listFrom || b.listAny:
			return fn(inner, listed{tx, b.listFrom})
		}
		return fn(inner, tx)
	})
}

// folded lists commands as a locale would.
type folded struct{ storage.ReadTx }

func (f folded) Commands(ctx context.Context, after storage.CommandID, limit int) ([]storage.CommandResult, error) {
	out, err := f.ReadTx.(storage.CommandLister).Commands(ctx, after, limit)
	slices.SortStableFunc(out, func(a, b storage.CommandResult) int {
		return strings.Compare(strings.ToLower(string(a.ID)), strings.ToLower(string(b.ID)))
	})
	return out, err
}

// listed lists commands from an ID on, or so many as it likes from anywhere.
type listed struct {
	storage.ReadTx
	from bool
}

func (l listed) Commands(ctx context.Context, after storage.CommandID, limit int) ([]storage.CommandResult, error) {
	if !l.from {
		if limit = min(max(limit, 1), storage.MaxPage); after.Validate() != nil {
			after = ""
		}
	}
	out, err := l.ReadTx.(storage.CommandLister).Commands(ctx, after, limit)
	if c, missing := l.Command(ctx, after); l.from && missing == nil && err == nil {
		out = append([]storage.CommandResult{c}, out[:min(len(out), limit-1)]...)
	}
	return out, err
}

// written notes what a transaction writes.
type written struct {
	storage.Tx
	notes *transaction
}

func (w written) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	err := w.Tx.Put(ctx, r, expect)
	r.Body = slices.Clone(r.Body)
	*w.notes = append(*w.notes, operation{record: &r})
	return err
}

func (w written) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	err := w.Tx.Append(ctx, shard, expect, e)
	e = slices.Clone(e)
	for i := range e {
		e[i].Data = slices.Clone(e[i].Data)
	}
	*w.notes = append(*w.notes, operation{shard: shard, entries: e})
	return err
}

func (w written) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	err := w.Tx.SaveCommand(ctx, c)
	c.Result = slices.Clone(c.Result)
	*w.notes = append(*w.notes, operation{command: &c})
	return err
}

// unchecked writes whatever is there already.
type unchecked struct{ storage.Tx }

func (u unchecked) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if h, err := u.Header(ctx, r.Key()); err == nil {
		expect = h.Version
		r.Version = expect + 1
	}
	return u.Tx.Put(ctx, r, expect)
}

var errDisk = errors.New("no space left on the toy")

func (b *program) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	inner, err := storage.EnterTx(ctx, b.place)
	if err != nil {
		return err
	}
	select {
	case b.writing <- struct{}{}:
		defer func() { <-b.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	m, err := b.memory()
	if err != nil {
		return err
	}
	b.mu.Lock()
	full, readOnly, busy, drop, lose := b.full, b.readOnly, b.busy, b.drop, b.lose
	b.busy, b.drop, b.lose = false, false, 0
	unfit := b.version < newestSchema || b.version > newestSchema && !b.newerAccepted || b.drifted && !b.driftAccepted
	b.mu.Unlock()
	if unfit {
		return storage.ErrSchema
	}
	if b.frozen != nil {
		m = b.image
	}
	var notes transaction
	err = m.Update(ctx, func(_ context.Context, tx storage.Tx) error {
		if b.second && b.secondUnchecked {
			tx = unchecked{tx}
		}
		if err := fn(inner, written{tx, &notes}); err != nil {
			return err
		}
		switch {
		case b.closed.Load():
			if b.closeTears {
				b.mu.Lock()
				b.journal = append(b.journal, notes[:len(notes)/2])
				b.mu.Unlock()
			}
			return storage.ErrClosed
		case len(notes) == 0:
			return nil
		case readOnly:
			return b.either(b.readOnlyPlain, errDisk, storage.ErrReadOnly)
		case full && !b.fullTears:
			return errDisk
		case busy && !b.busyDone:
			return b.either(b.busyPlain, errDisk, storage.ErrRetry)
		case drop:
			return b.either(b.dropUnknown, storage.ErrCommitUnknown, storage.ErrRetry)
		case lose == 1:
			return b.either(b.unknownPlain, errDisk, storage.ErrCommitUnknown)
		}
		if full {
			return storage.ErrConflict // and half of it below
		}
		return nil
	})
	if full && len(notes) > 0 && errors.Is(err, storage.ErrConflict) { // fullTears
		_ = m.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			for _, o := range notes[:len(notes)/2] {
				_ = o.apply(ctx, tx)
			}
			return nil
		})
		return errDisk
	}
	if drop && b.dropKept && len(notes) > 0 {
		b.mu.Lock()
		b.drop = true
		b.mu.Unlock()
	}
	if lose == 1 && b.unknownDone && errors.Is(err, storage.ErrCommitUnknown) {
		return nil
	}
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.born != b.epoch {
		return storage.ErrClosed
	}
	b.journal = append(b.journal, notes)
	switch {
	case busy && b.busyDone:
		return storage.ErrRetry
	case lose == 2:
		return b.either(b.unknownPlain, errDisk, storage.ErrCommitUnknown)
	}
	return nil
}

func (p *place) either(flawed bool, wrong, right error) error {
	if flawed {
		return wrong
	}
	return right
}

func (b *program) Close() error {
	if !b.closed.Swap(true) && b.closeAll {
		b.mu.Lock()
		b.epoch++
		b.mu.Unlock()
	}
	return nil
}

func (b *program) Capabilities() storage.Capabilities {
	c := storage.Capabilities{Name: "toy", Durable: true, Shared: true, Checks: true, Migrates: true, Explains: true}
	if b.undeclared {
		c.Checks, c.Migrates, c.Explains = false, false, false
	}
	return c
}

func (b *program) Unwrap() storage.Backend {
	if b.namedAbsent {
		return nil
	}
	return abilities{b}
}

// abilities are those of a program, to be found by As.
type abilities struct{ *program }

func (b abilities) ReadHeader(ctx context.Context, k storage.Key) (storage.Header, error) {
	m, err := b.memory()
	if err != nil {
		return storage.Header{}, err
	}
	if h, ok := b.cached.Load(k); ok && b.shortCached {
		return h.(storage.Header), nil
	}
	h, err := m.ReadHeader(ctx, k)
	if err == nil {
		b.cached.Store(k, h)
	}
	return h, err
}

func (b abilities) Check(ctx context.Context) error {
	m, err := b.memory()
	if err != nil {
		return err
	}
	if err := m.Check(ctx); err != nil || !b.falseAlarm {
		return err
	}
	if c, _ := counts(ctx, m); c > 10 {
		return storage.ErrCorrupt
	}
	return nil
}

func counts(ctx context.Context, m *memory.Backend) (n int64, err error) {
	err = m.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		all, err := tx.Counts(ctx, 1)
		for _, c := range all {
			n += c.N
		}
		return err
	})
	return n, err
}

func (b abilities) Explain(_ context.Context, q storage.Query, after storage.Position, limit int) (storage.Plan, error) {
	if err := q.ValidatePage(after, limit); err != nil && !b.explainAny {
		return storage.Plan{}, err
	}
	return storage.Plan{Indexed: !b.noIndex, Ordered: true, Covering: !b.notCovering && !q.Bodies, Text: "TOY SEARCH"}, nil
}

func (b abilities) SchemaVersion(context.Context) (have, newest int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.asked.CompareAndSwap(-1, int32(b.version)); b.versionStays {
		return int(b.asked.Load()), newestSchema, nil
	}
	return b.version, newestSchema, nil
}

// old is how version 1 wrote the status of a record: step 1 → 2 converts it.
const old = 100

func (b abilities) Migrate(context.Context) error {
	b.mu.Lock()
	have, drifted := b.version, b.drifted
	b.mu.Unlock()
	switch {
	case have > newestSchema && !b.newerAccepted, drifted && !b.driftAccepted:
		return storage.ErrSchema
	}
	if !b.migrateUnlocked {
		b.migrator.Lock()
		defer b.migrator.Unlock()
		b.mu.Lock()
		have = b.version
		b.mu.Unlock()
	}
	if b.migrateTwice && have == newestSchema && b.steps > 0 {
		have--
		b.mu.Lock()
		b.journal = nil
		b.recover()
		b.epoch--
		b.mu.Unlock()
	}
	for ; have < newestSchema; have++ {
		time.Sleep(100 * time.Microsecond) // so that two would meet
		b.mu.Lock()
		if have == 1 && !b.migrateBlind {
			b.convert(len(b.journal))
		}
		b.steps++
		b.version = have + 1
		b.recover()
		b.epoch-- // who is open stays open
		b.mu.Unlock()
	}
	return nil
}

// convert rewrites the first n transactions from the form of version 1.
func (p *place) convert(n int) {
	for _, t := range p.journal[:n] {
		for _, o := range t {
			if o.record != nil {
				o.record.Status -= old
			}
		}
	}
}

// harness reaches places with these flaws.
func (f flaws) harness() storagetest.Harness {
	open := func(testing.TB) storage.Backend { return newPlace(f).open() }
	again := func(b *program, tear, forget bool) storage.Backend {
		p := b.place
		p.mu.Lock()
		last := len(p.journal) - 1
		switch {
		case last < 0:
		case forget:
			p.journal = p.journal[:last]
		case tear:
			p.journal[last] = p.journal[last][:len(p.journal[last])/2]
		}
		p.recover()
		p.mu.Unlock()
		return p.open()
	}
	return storagetest.Harness{
		Open: open,
		Reopen: func(tb testing.TB, b storage.Backend) storage.Backend {
			if err := b.Close(); err != nil {
				tb.Error(err)
			}
			p := b.(*program).place
			p.mu.Lock()
			for i, t := range p.journal {
				if f.reopenNoLog {
					p.journal[i] = slices.DeleteFunc(t, func(o operation) bool { return o.entries != nil })
				}
				for _, o := range t {
					if f.reopenOrder && o.record != nil {
						o.record.DueOn = civil.Date{}
					}
				}
			}
			p.mu.Unlock()
			return again(b.(*program), false, f.reopenForgets)
		},
		Crash: func(_ testing.TB, b storage.Backend) storage.Backend {
			return again(b.(*program), f.crashTears, f.crashForgets)
		},
		Second: func(_ testing.TB, b storage.Backend) storage.Backend {
			other := b.(*program).place.open()
			other.second = true
			if f.secondStale {
				other.mu.Lock()
				now := other.image
				other.recover()
				other.epoch--
				other.frozen, other.image = other.image, now
				other.mu.Unlock()
			}
			return other
		},
		Faults: func(testing.TB) (storage.Backend, storagetest.FaultControl) {
			p := newPlace(f)
			set := func(change func()) {
				p.mu.Lock()
				defer p.mu.Unlock()
				change()
			}
			return p.open(), storagetest.FaultControl{
				LoseCommit: func(applied bool) {
					set(func() {
						if p.lose = 1; applied {
							p.lose = 2
						}
					})
				},
				Drop:     func() { set(func() { p.drop = true }) },
				Busy:     func() { set(func() { p.busy = true }) },
				Full:     func(full bool) { set(func() { p.full = full || f.fullStuck && p.full }) },
				ReadOnly: func(refuse bool) { set(func() { p.readOnly = refuse }) },
			}
		},
		Migrate: &storagetest.MigrationHarness{Old: func(_ testing.TB, v int) storagetest.MigrationData {
			p := newPlace(f)
			p.version = v
			d := storagetest.MigrationData{
				Open:  func() (storage.Backend, error) { return p.open(), nil },
				Steps: func() int { p.mu.Lock(); defer p.mu.Unlock(); return p.steps },
				Newer: func() { p.version = newestSchema + 1 },
				Drift: func() { p.drifted = true },
				Stop: func() {
					p.mu.Lock()
					defer p.mu.Unlock()
					if f.migrateTorn && p.version == 1 {
						p.convert(len(p.journal) / 2)
					}
				},
			}
			for i := range 4 * min(v, 1) {
				r := storage.Record{Header: storage.Header{Kind: 1, ID: fmt.Sprintf("OLD-%d", i), Version: 1, Status: uint8(i)}}
				d.Records = append(d.Records, r)
				if v == 1 {
					r.Status += old
				}
				p.journal = append(p.journal, transaction{{record: &r}})
			}
			p.recover()
			return d
		}},
	}
}
