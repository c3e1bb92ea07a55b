package transfer

import (
	"context"
	"errors"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// errOtherLog: what the target has is no earlier part of the file.
var errOtherLog = &TargetError{"has entries in its log that the file does not have"}

// fits checks that the target is empty, holds an earlier part of the file, or has all
// that the source had when the export began: then it may have more, of the end of the
// file.
func (m *importer) fits(ctx context.Context) error {
	m.sum.Of = entriesOf(m.head.Heads)
	return m.to.ViewStored(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		shorter, longer := false, false
		for shard, want := range m.head.Heads {
			head, err := tx.LogHead(ctx, uint16(shard))
			if err != nil {
				return err
			}
			switch {
			case head.Seq < want.Seq:
				shorter = true
				continue
			case head.Seq > want.Seq:
				longer = true
			}
			if has, err := hasEntry(ctx, tx, uint16(shard), want); err != nil {
				return err
			} else if !has {
				return errOtherLog
			}
		}
		if shorter && longer {
			return errOtherLog
		}
		return nil
	})
}

// hasEntry reports whether a log has an entry, which stands for all before it.
func hasEntry(ctx context.Context, tx storage.ReadTx, shard uint16, want headOf) (bool, error) {
	if want.Seq == 0 {
		return true, nil
	}
	e, err := tx.Log(ctx, shard, want.Seq, 1)
	return err == nil && len(e) == 1 && e[0].Seq == want.Seq && digest(e[0].Hash) == want.Hash, err
}

// arrived checks, before the first command, that nothing waits and that all that the
// source had when the export began is there: what a command did comes before it.
func (m *importer) arrived(ctx context.Context, first *line) error {
	if m.sum.Commands > 0 {
		return nil
	}
	if err := m.noneHeld(); err != nil {
		return err
	}
	return m.to.ViewStored(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for shard, want := range m.head.Heads {
			if head, err := tx.LogHead(ctx, uint16(shard)); err != nil {
				return err
			} else if head.Seq < want.Seq {
				return &LineError{Line: first.number, Rule: "must not stand before what it did"}
			}
		}
		return nil
	})
}

// commands saves command results.
func (m *importer) commands(ctx context.Context, lines []line) error {
	if err := m.arrived(ctx, &lines[0]); err != nil {
		return err
	}
	var present int64
	err := m.to.UpdateStored(ctx, func(ctx context.Context, tx storage.Tx) error {
		present = 0
		for i := range lines {
			c := lines[i].Command
			had, err := tx.Command(ctx, c.ID)
			switch {
			case errors.Is(err, storage.ErrNotFound):
				err = tx.SaveCommand(ctx, storage.CommandResult{ID: c.ID, Digest: c.Digest, RecordedAt: c.RecordedAt, Result: c.Result})
			case err == nil && digest(had.Digest) != c.Digest:
				return &TargetError{"has used a command ID of the file for another request"}
			case err == nil:
				present++
			}
			if err != nil {
				return atLine(&lines[i], err)
			}
		}
		return nil
	})
	if err == nil {
		m.sum.Commands += int64(len(lines))
		m.sum.Present += present
	}
	return err
}

// errTooEarly is an entry whose version cannot be put yet.
var errTooEarly = errors.New("transfer: too early")

// entries applies log entries: all of them at once, or, if one comes too early,
// one by one.
func (m *importer) entries(ctx context.Context, lines []line) error {
	for i := range lines {
		if int(lines[i].shard()) >= len(m.head.Heads) {
			return &LineError{Line: lines[i].number, Rule: "names a shard that does not exist"}
		}
	}
	if m.held.n == 0 {
		err := m.apply(ctx, lines)
		if !errors.Is(err, errTooEarly) {
			return err
		}
	}
	for i := range lines {
		if err := m.held.add(&lines[i]); err != nil {
			return err
		}
	}
	return m.release(ctx)
}

// release applies the first entry of each shard that waits, until none can be.
func (m *importer) release(ctx context.Context) error {
	for moved := true; moved; {
		moved = false
		for _, shard := range m.held.shards() {
			for first := m.held.first(shard); len(first) > 0; first = m.held.first(shard) {
				err := m.apply(ctx, first)
				if errors.Is(err, errTooEarly) {
					break
				}
				if err != nil {
					return err
				}
				m.held.done(shard)
				moved = true
			}
		}
	}
	return nil
}

// apply writes entries and what they attest in one transaction. What has arrived
// before is compared and skipped.
func (m *importer) apply(ctx context.Context, lines []line) error {
	var present int64
	err := m.to.UpdateStored(ctx, func(ctx context.Context, tx storage.Tx) error {
		present = 0
		a := application{m.to, tx, map[uint16]*growth{}}
		for i := range lines {
			had, err := a.entry(ctx, &lines[i])
			if err != nil {
				return atLine(&lines[i], err)
			}
			if had {
				present++
			}
		}
		return a.append(ctx)
	})
	if err != nil {
		return err
	}
	m.sum.Present += present
	m.sum.Entries += int64(len(lines))
	for i := range lines {
		if lines[i].Put != nil {
			m.sum.Versions++
		}
	}
	return nil
}

// An application is the entries of one transaction on their way into the
// target.
type application struct {
	to   *storage.Store
	tx   storage.Tx
	logs map[uint16]*growth
}

// growth is what one shard gains.
type growth struct {
	from    uint64 // where the target ended
	head    storage.LogHead
	entries []storage.LogEntry
}

// entry checks one entry against the chain and writes its version; the entry
// itself is kept for append. had says that it was there.
func (a *application) entry(ctx context.Context, l *line) (had bool, err error) {
	put := l.Put
	if put == nil {
		put = l.Entry
	}
	g := a.logs[put.Shard]
	if g == nil {
		head, err := a.tx.LogHead(ctx, put.Shard)
		if err != nil {
			return false, err
		}
		g = &growth{from: head.Seq, head: head}
		a.logs[put.Shard] = g
	}
	e := put.entry()
	if e.Seq <= g.from {
		return true, a.same(ctx, put.Shard, e)
	}
	var rec *storage.Record
	if put.Record != nil {
		rec = put.Record.record()
	}
	if g.head, err = a.to.Follows(put.Shard, g.head, e, rec); err != nil {
		return false, err
	}
	if (e.Type == storage.LogPut) != (l.Put != nil) || (rec != nil) != (l.Put != nil) {
		return false, &LineError{Rule: "must have a record exactly if it is a put"}
	}
	if rec != nil {
		if err := a.version(ctx, rec); err != nil {
			return false, err
		}
	}
	g.entries = append(g.entries, *e)
	return false, nil
}

// same checks that the target has the very entry.
func (a *application) same(ctx context.Context, shard uint16, e *storage.LogEntry) error {
	has, err := hasEntry(ctx, a.tx, shard, headOf{e.Seq, digest(e.Hash)})
	if err == nil && !has {
		err = errOtherLog
	}
	return err
}

// version puts a version, unless the one before it or the giving up of its
// unique key has yet to come.
func (a *application) version(ctx context.Context, r *storage.Record) error {
	now, err := a.tx.Header(ctx, r.Key())
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	if now.Version+1 < r.Version {
		return errTooEarly
	}
	if !r.Unique.IsZero() {
		q := storage.Query{Index: storage.ByUnique, Kind: r.Kind, Unique: r.Unique}
		p, err := a.tx.Scan(ctx, q, storage.Position{}, 1)
		if err != nil {
			return err
		}
		if len(p.Records) > 0 && p.Records[0].ID != r.ID {
			return errTooEarly
		}
	}
	return a.tx.Put(ctx, *r, r.Version-1)
}

// append writes the entries, shard by shard in ascending order, as the store
// does.
func (a *application) append(ctx context.Context) error {
	shards := make([]uint16, 0, len(a.logs))
	for shard := range a.logs {
		shards = append(shards, shard)
	}
	slices.Sort(shards)
	for _, shard := range shards {
		if g := a.logs[shard]; len(g.entries) > 0 {
			if err := a.tx.Append(ctx, shard, g.from, g.entries); err != nil {
				return err
			}
		}
	}
	return nil
}

// atLine names the line of an error, unless it says already what to do.
func atLine(l *line, err error) error {
	var known *LineError
	var target *TargetError
	switch {
	case errors.Is(err, errTooEarly), errors.As(err, &target), errors.Is(err, storage.ErrRetry), errors.Is(err, storage.ErrCommitUnknown):
		return err
	case errors.As(err, &known) && known.Line == 0:
		return &LineError{Line: l.number, Rule: known.Rule, Cause: known.Cause}
	}
	return &LineError{Line: l.number, Rule: "cannot be applied: " + err.Error(), Cause: err}
}
