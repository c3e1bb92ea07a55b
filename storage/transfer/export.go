package transfer

import (
	"context"
	"crypto/rand"
	"io"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// ExportOptions say what to export and how. Form is required.
type ExportOptions struct {
	// Form says how bodies travel. Required.
	Form Form
	// Only selects records; zero exports everything.
	Only Selection
	// Kinds are the kinds of records to export; none means all.
	Kinds []storage.Kind
	// As says who takes a revealed export, why, and which fields it shows. Kind
	// and ID are filled in for each record. Required for Revealed.
	As storage.Disclosure
	// WithoutCommands leaves command results out of a whole export, for a
	// backend that cannot list them: a request sent again after the move is
	// then a new request.
	WithoutCommands bool
	// Progress, if not nil, is told after each block.
	Progress func(Progress)

	_ struct{}
}

// Progress is how far an export or an import has come.
type Progress struct {
	Versions, Entries, Commands int64
	// Of is how many log entries the source has. An export looks at all of
	// them, and a whole import writes them all.
	Of int64
	// Bytes of the file so far.
	Bytes int64
}

// A Summary is what an export wrote or an import found.
type Summary struct {
	Progress
	// Erased counts versions that a revealed export left out, because their key
	// has been destroyed.
	Erased int64
	// Present counts what the target had already, of versions, entries and
	// commands. It is counted in Progress as well.
	Present int64
	// Conflicts counts versions the target has otherwise.
	Conflicts int64
	// Heads are where the shards end after a whole import: compare them with a
	// checkpoint from elsewhere.
	Heads []storage.LogHead
}

func (o *ExportOptions) validate() error {
	invalid := func(field, rule string) error { return &storage.InvalidError{Field: field, Rule: rule} }
	switch {
	case o.Form != Sealed && o.Form != Revealed:
		return invalid("form", "must be chosen: Sealed or Revealed")
	case o.Form == Revealed && (o.As.Actor == "" || o.As.Purpose == "" || len(o.As.Fields) == 0):
		return invalid("as", "must say who, why and which fields are revealed")
	}
	for _, k := range o.Kinds {
		if k == 0 {
			return invalid("kinds", "must not be zero")
		}
	}
	return o.Only.validate()
}

// whole reports whether the log goes along.
func (o *ExportOptions) whole() bool { return o.Form == Sealed && o.Only.IsZero() && len(o.Kinds) == 0 }

// has reports whether a record goes.
func (o *ExportOptions) has(h *storage.Header) bool {
	return (len(o.Kinds) == 0 || slices.Contains(o.Kinds, h.Kind)) && o.Only.has(h)
}

// An exporter is one export on its way.
type exporter struct {
	from *storage.Store
	o    *ExportOptions
	f    *framer
	sum  Summary
}

// Export writes a file. What the store takes up meanwhile may be missing: a
// whole export ends where the log ended when it began. After an error the file
// is incomplete, which its reader sees; Resume goes on with it.
func Export(ctx context.Context, from *storage.Store, w io.Writer, o ExportOptions) (Summary, error) {
	if err := o.validate(); err != nil {
		return Summary{}, err
	}
	if err := fitting(ctx, from); err != nil {
		return Summary{}, err
	}
	x := &exporter{from: from, o: &o, f: newFramer(w)}
	return x.finish(x.log(ctx))
}

// fitting refuses a store that was opened otherwise than its data were written, as
// any reading of it does: what lies below the store is read here without it.
func fitting(ctx context.Context, s *storage.Store) error {
	return s.View(ctx, func(context.Context, *storage.Reader) error { return nil })
}

// finish closes the file.
func (x *exporter) finish(err error) (Summary, error) {
	if err == nil {
		err = x.block()
	}
	if err == nil {
		err = x.f.put(line{End: &endLine{x.sum.Versions, x.sum.Commands, x.f.digest()}})
	}
	if err == nil {
		err = x.f.w.Flush()
	}
	x.sum.Bytes = x.f.bytes
	return x.sum, err
}

// head is the first line of the file.
func (x *exporter) head(ctx context.Context) (*headLine, error) {
	h := &headLine{
		Format: formatVersion, Form: x.o.Form, Whole: x.o.whole(), Only: x.o.Only,
		Shards: x.from.Shards(), IndexMark: digest(x.from.IndexMark()), Kinds: x.o.Kinds,
	}
	if _, err := rand.Read(h.ID[:]); err != nil {
		return nil, err
	}
	if h.Form == Sealed {
		var err error
		if h.Probe, err = x.from.Probe(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// put writes a line, in a new block if this one is full.
func (x *exporter) put(l line) error {
	if x.f.lines == BlockLines {
		if err := x.block(); err != nil {
			return err
		}
	}
	return x.f.put(l)
}

// block closes the block and tells how far it has come.
func (x *exporter) block() error {
	if err := x.f.block(); err != nil {
		return err
	}
	if x.o.Progress != nil {
		x.sum.Bytes = x.f.bytes
		x.o.Progress(x.sum.Progress)
	}
	return nil
}
