package transfer

import (
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// hasKeys checks, before anything arrives, that the target has every sealer of the
// file.
func (m *importer) hasKeys(ctx context.Context) error {
	for _, p := range m.head.Probes {
		if !m.to.Seals(p.Kind) {
			return &TargetError{"does not seal, and the file is sealed: export it Revealed"}
		}
		err := m.to.SameKeys(ctx, p.Kind, p.Sealed)
		if errors.Is(err, storage.ErrSchema) || errors.Is(err, storage.ErrCorrupt) {
			return &TargetError{fmt.Sprintf("has other sealing keys for kind %d (0: the common ones), so that no body could be opened", p.Kind)}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// proved opens the body of each version of a block, of a sealed file, and asks of each
// tombstone what proves it. It returns the lines without the versions of a part that
// were left out, or whose data key was destroyed here: nothing proves those, and they
// could never be read.
func (m *importer) proved(ctx context.Context, lines []line) ([]line, error) {
	keep := lines[:0]
	for i := range lines {
		if !m.head.Whole && lines[i].Put != nil && lines[i].Put.Record == nil {
			m.sum.Erased++
			continue
		}
		err := m.prove(ctx, lines[i].Put)
		switch {
		case err == nil, m.head.Whole && errors.Is(err, storage.ErrErased):
			keep = append(keep, lines[i])
		case errors.Is(err, storage.ErrErased):
			m.sum.Versions++
			m.sum.Erased++
		default:
			return nil, atLine(&lines[i], err)
		}
	}
	return keep, nil
}

func (m *importer) prove(ctx context.Context, put *entryLine) error {
	if put == nil {
		return nil
	}
	if put.Record == nil {
		return &LineError{Rule: "must have a record"}
	}
	r := put.Record.record()
	if err := r.Validate(); err != nil {
		return err
	}
	erased := put.Record.Erased
	if m.head.Form == Sealed || erased {
		is, err := m.to.Erased(r)
		switch {
		case err != nil:
			return err
		case is != erased:
			return &LineError{Rule: "must say truly whether it is a tombstone"}
		case is:
			return nil
		}
	}
	if m.head.Form == Revealed {
		return nil
	}
	_, err := m.to.OpenStored(ctx, *r)
	if errors.Is(err, storage.ErrSchema) {
		return &TargetError{fmt.Sprintf("lacks the keys of record %v: it has others, or an older copy of the vault", r.Key())}
	}
	return err
}
