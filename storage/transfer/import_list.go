package transfer

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// What became of the versions of some lines. It is the result of the command
// that entered them, so that an import that is run again tells the same.
type arrival struct {
	Present   int64 `json:"present"`
	Conflicts []int `json:"conflicts"` // places in the lines
	Early     []int `json:"early"`
}

// records enters versions in the target, those of a block in one transaction.
// What has no place yet waits, and what follows it in its shard with it: where a
// clock went back, an earlier version may come later in the file.
func (m *importer) records(ctx context.Context, lines []line) error {
	free := make([]line, 0, len(lines))
	for i := range lines {
		if len(m.held[lines[i].shard()]) == 0 {
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
			for len(m.held[shard]) > 0 {
				first := m.held[shard][:1]
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
				m.held[shard] = m.held[shard][1:]
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

// errAllEarly ends a transaction that has nothing to write.
var errAllEarly = errors.New("transfer: all too early")

// enter enters the versions of some lines with one command of the file and the
// place in it, so that it is done once. It counts all but the early ones.
func (m *importer) enter(ctx context.Context, lines []line) (arrival, error) {
	c := storage.Command{
		ID:      storage.CommandID(fmt.Sprintf("IMPORT-%x-%d-%d", m.head.ID[:8], lines[0].number, len(lines))),
		Request: m.head.ID[:],
	}
	var a arrival
	res, err := m.to.Update(ctx, c, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		a = arrival{}
		blocked := map[uint16]bool{}
		for i := range lines {
			if blocked[lines[i].shard()] {
				a.Early = append(a.Early, i)
				continue
			}
			came, err := m.version(ctx, w, lines[i].Put)
			if err != nil {
				return nil, atLine(&lines[i], err)
			}
			switch came {
			case wasThere:
				a.Present++
			case differs:
				a.Conflicts = append(a.Conflicts, i)
			case early:
				a.Early = append(a.Early, i)
				blocked[lines[i].shard()] = true
			}
		}
		if len(a.Early) == len(lines) {
			return nil, errAllEarly
		}
		return storage.Encode(a)
	})
	if errors.Is(err, errAllEarly) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	if a, err = storage.Decode[arrival](res.Bytes); err != nil {
		return a, err
	}
	if res.Replayed {
		a.Present = int64(len(lines) - len(a.Conflicts) - len(a.Early))
	}
	m.sum.Versions += int64(len(lines) - len(a.Early))
	m.sum.Present += a.Present
	for _, i := range a.Conflicts {
		m.conflict(&lines[i])
	}
	return a, nil
}

// came is what became of one version.
type came uint8

const (
	entered  came = iota
	wasThere      // the target has the very same
	differs       // the target has it otherwise
	early         // its place is not free, or not there yet
)

// version enters one version, if the target has the one before it and nobody
// else has its unique key: two living permits of one person do not become right
// by being imported.
func (m *importer) version(ctx context.Context, w *storage.Writer, put *entryLine) (came, error) {
	if put.Record == nil {
		return 0, &LineError{Rule: "must have a record"}
	}
	r := put.Record.record()
	if err := r.Validate(); err != nil {
		return 0, err
	}
	if m.head.Form == Sealed {
		if err := m.to.Attests(put.entry(), r); err != nil {
			return 0, err
		}
	}
	now, err := w.Header(ctx, r.Kind, r.ID)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return 0, err
	}
	if now.Version >= r.Version {
		return m.compare(ctx, w, r)
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
	if m.head.Form == Sealed {
		return entered, w.PutStored(ctx, *r, r.Version-1)
	}
	_, err = w.Put(ctx, *r, r.Version-1)
	return entered, err
}

// compare compares a version with that of the target: the header, and the body
// as the file has it.
func (m *importer) compare(ctx context.Context, w *storage.Writer, r *storage.Record) (came, error) {
	at := storage.AsOf{Version: r.Version}
	var had storage.Record
	var err error
	if m.head.Form == Sealed {
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
