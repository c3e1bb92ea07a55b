package transfer

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// What became of the versions of some lines. It is the result of the command that
// entered them, for the case that its answer is lost.
type arrival struct {
	Entered   int64 `json:"entered"`
	Present   int64 `json:"present"`
	Erased    int64 `json:"erased"`
	Conflicts []int `json:"conflicts"` // places in the lines
	Early     []int `json:"early"`
}

// records enters versions in the target, those of a block in one transaction.
// What has no place yet waits, and what follows it in its shard with it: where a
// clock went back, an earlier version may come later in the file.
func (m *importer) records(ctx context.Context, lines []line) error {
	free := make([]line, 0, len(lines))
	for i := range lines {
		if len(m.held.first(lines[i].shard())) == 0 {
			free = append(free, lines[i])
		} else if err := m.held.add(&lines[i]); err != nil {
			return err
		}
	}
	if len(free) > 0 {
		a, err := m.enter(ctx, free)
		if err != nil {
			return err
		}
		for _, i := range a.Early {
			if err := m.held.add(&free[i]); err != nil {
				return err
			}
		}
	}
	return m.settle(ctx, m.d.number-patience)
}

// patience is for how many lines of the file a version waits. It is below
// maxHeld, so that what waits in vain never fills the memory.
const patience = maxHeld / 2

// settle enters what has its place by now. A version that came before a line of
// the file has waited in vain: the target has somebody else's in its place, or
// the file lacks an earlier version. It is a conflict.
func (m *importer) settle(ctx context.Context, before int) error {
	for moved := true; moved; {
		moved = false
		for _, shard := range m.held.shards() {
			for first := m.held.first(shard); len(first) > 0; first = m.held.first(shard) {
				a, err := m.enter(ctx, first)
				if err != nil {
					return err
				}
				if len(a.Early) > 0 {
					if first[0].number > before {
						break
					}
					m.sum.Versions++
					m.conflict(&first[0])
				}
				m.held.done(shard)
				moved = true
			}
		}
	}
	return nil
}

func (m *importer) conflict(l *line) {
	m.sum.Conflicts++
	if r := l.Put.Record; m.o.Conflict != nil {
		m.o.Conflict(Conflict{l.number, storage.Key{Kind: r.Kind, ID: r.ID}, r.Version})
	}
}

// errNothing ends a transaction that has nothing to write.
var errNothing = errors.New("transfer: nothing to enter")

// enter enters the versions of some lines in one transaction, and counts all but the
// early ones. It is a command of this run alone: another run looks again what the
// target has.
func (m *importer) enter(ctx context.Context, lines []line) (arrival, error) {
	m.entered++
	c := storage.Command{ID: storage.CommandID(fmt.Sprintf("IMPORT-%x-%x-%d", m.head.ID[:8], m.run, m.entered))}
	var a arrival
	res, err := m.to.Update(ctx, c, func(ctx context.Context, w *storage.Writer) (_ []byte, err error) {
		if a, err = m.arrive(ctx, w, lines); err != nil {
			return nil, err
		}
		if a.Entered == 0 {
			return nil, errNothing
		}
		return storage.Encode(a)
	})
	switch {
	case errors.Is(err, errNothing):
	case err != nil:
		return a, err
	default:
		if a, err = storage.Decode[arrival](res.Bytes); err != nil {
			return a, err
		}
	}
	m.sum.Versions += int64(len(lines) - len(a.Early))
	m.sum.Present += a.Present
	m.sum.Erased += a.Erased
	for _, i := range a.Conflicts {
		m.conflict(&lines[i])
	}
	return a, nil
}

func (m *importer) arrive(ctx context.Context, w *storage.Writer, lines []line) (a arrival, err error) {
	blocked := map[uint16]bool{}
	for i := range lines {
		if blocked[lines[i].shard()] {
			a.Early = append(a.Early, i)
			continue
		}
		came, err := m.version(ctx, w, lines[i].Put.Record)
		if err != nil {
			return a, atLine(&lines[i], err)
		}
		switch came {
		case entered:
			a.Entered++
		case wasThere:
			a.Present++
		case leftOut:
			a.Erased++
		case differs:
			a.Conflicts = append(a.Conflicts, i)
		case early:
			a.Early = append(a.Early, i)
			blocked[lines[i].shard()] = true
		}
	}
	return a, nil
}

// came is what became of one version.
type came uint8

const (
	entered  came = iota
	wasThere      // the target has the very same
	leftOut       // its record was erased
	differs       // the target has it otherwise
	early         // its place is not free, or not there yet
)

// version enters one version, if the target has the one before it and nobody
// else has its unique key: two living permits of one person do not become right
// by being imported. What the target has erased does not come back, and the tombstone
// of a record that it never had is of no use to it.
func (m *importer) version(ctx context.Context, w *storage.Writer, l *recordLine) (came, error) {
	r := l.record()
	now, err := w.Header(ctx, r.Kind, r.ID)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return 0, err
	}
	if now.Version == 0 && l.Erased {
		return leftOut, nil
	}
	if now.Version > 0 {
		had, err := w.Stored(ctx, r.Key(), storage.AsOf{Version: now.Version})
		if err != nil {
			return 0, err
		}
		gone, err := m.to.Erased(&had)
		if err != nil || gone && !(l.Erased && r.Version == now.Version) {
			return leftOut, err
		}
	}
	if now.Version >= r.Version {
		return m.compare(ctx, w, l, r)
	}
	if now.Version+1 < r.Version {
		return early, nil
	}
	if !r.Unique.IsZero() {
		has, err := w.ByUnique(ctx, r.Kind, r.Unique)
		switch {
		case err == nil && has.ID != r.ID:
			return early, nil
		case err != nil && !errors.Is(err, storage.ErrNotFound):
			return 0, err
		}
	}
	if m.head.Form == Sealed || l.Erased {
		return entered, w.PutStored(ctx, *r, r.Version-1)
	}
	_, err = w.Put(ctx, *r, r.Version-1)
	return entered, err
}

// compare compares a version with that of the target: the header, and the body
// as the file has it.
func (m *importer) compare(ctx context.Context, w *storage.Writer, l *recordLine, r *storage.Record) (came, error) {
	at := storage.AsOf{Version: r.Version}
	var had storage.Record
	var err error
	if m.head.Form == Sealed || l.Erased {
		had, err = w.Stored(ctx, r.Key(), at)
	} else {
		had, err = w.GetAsOf(ctx, r.Kind, r.ID, at)
	}
	switch {
	case err != nil:
		return 0, err
	case had.Header == r.Header && bytes.Equal(had.Body, r.Body):
		return wasThere, nil
	}
	return differs, nil
}
