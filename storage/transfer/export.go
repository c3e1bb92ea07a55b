package transfer

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// ExportOptions say what to export and how. Form is required.
type ExportOptions struct {
	// Form says how bodies travel. Required. A store that does not seal (StoredOpen)
	// cannot be exported Sealed: its bodies would be in clear, and nobody would be
	// told of it.
	Form Form
	// Only selects records; zero exports everything.
	Only Selection
	// Kinds are the kinds of records to export; none means all.
	Kinds []storage.Kind
	// As says who takes a revealed export, why, and which fields it shows. Kind
	// and ID are filled in for each record. Required for Revealed; Resume must be
	// given the same.
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
	// Erased counts versions that were left out because their record was erased: at
	// the source, by an export and the import of its file, or at the target.
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

func (o *ExportOptions) validate(from *storage.Store) error {
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
	if o.Form == Sealed {
		for _, k := range sealersOf(from, o.Kinds) {
			if !from.Seals(k) {
				return invalid("form", "must not be Sealed for a store that keeps bodies open (StoredOpen): choose Revealed")
			}
		}
	}
	return o.Only.validate()
}

// sealersOf are the kinds that stand for the sealers of an export of some kinds:
// those that have one of their own, and 0 for all others.
func sealersOf(from *storage.Store, kinds []storage.Kind) []storage.Kind {
	own := from.OwnSealers()
	if len(kinds) == 0 {
		return append([]storage.Kind{0}, own...)
	}
	var all []storage.Kind
	for _, k := range kinds {
		if !slices.Contains(own, k) {
			k = 0
		}
		all = append(all, k)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// whole reports whether the log goes along.
func (o *ExportOptions) whole() bool { return o.Form == Sealed && o.Only.IsZero() && len(o.Kinds) == 0 }

// withCommands reports whether command results go along.
func (o *ExportOptions) withCommands() bool { return o.whole() && !o.WithoutCommands }

// hasKind reports whether records of a kind go.
func (o *ExportOptions) hasKind(k storage.Kind) bool {
	return len(o.Kinds) == 0 || slices.Contains(o.Kinds, k)
}

// asMark is the mark of who takes a revealed export, and why. It is keyed, for it
// may hold free words.
func (o *ExportOptions) asMark(m marker) (digest, error) {
	if o.Form != Revealed {
		return digest{}, nil
	}
	text, err := json.Marshal(struct {
		As     storage.Disclosure
		Detail string // which As keeps to itself
	}{o.As, o.As.Detail})
	return m(append([]byte("as "), text...)), err
}

// An exporter is one export on its way.
type exporter struct {
	from  *storage.Store
	o     *ExportOptions
	f     *framer
	sum   Summary
	later *later   // for a selection
	ends  []headOf // where a whole export ends
}

// Export writes a file. A whole export is of the store as it was at one moment while
// the export ran; any other has the versions there were when it began, of the records
// that were selected then, and not those of records that were erased meanwhile.
// After an error the file is incomplete, which its reader sees; Resume goes on with
// it.
//
// The error wraps storage.ErrInvalid if the options make no sense, or ask for Sealed
// where the store does not seal; storage.ErrTooLarge if a line is longer than MaxLine;
// storage.ErrCorrupt if the log or a body is not sound.
func Export(ctx context.Context, from *storage.Store, w io.Writer, o ExportOptions) (Summary, error) {
	if err := o.validate(from); err != nil {
		return Summary{}, err
	}
	if err := fitting(ctx, from); err != nil {
		return Summary{}, err
	}
	x := &exporter{from: from, o: &o, f: newFramer(w, markerOf(from))}
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
		err = x.f.end(endLine{Versions: x.sum.Versions, Commands: x.sum.Commands, Heads: x.ends})
	}
	x.sum.Bytes = x.f.bytes
	return x.sum, err
}

// head is the first line of the file, without the heads.
func (x *exporter) head(ctx context.Context) (*headLine, error) {
	h := &headLine{
		Format: formatVersion, Form: x.o.Form, Whole: x.o.whole(), Commands: x.o.withCommands(), Only: x.o.Only,
		Shards: x.from.Shards(), IndexMark: digest(x.from.IndexMark()), Kinds: x.o.Kinds,
	}
	if _, err := rand.Read(h.ID[:]); err != nil {
		return nil, err
	}
	var err error
	if h.As, err = x.o.asMark(x.f.mark); err != nil {
		return nil, err
	}
	if h.Form == Sealed {
		for _, k := range sealersOf(x.from, x.o.Kinds) {
			sealed, err := x.from.Probe(ctx, k)
			if err != nil {
				return nil, err
			}
			h.Probes = append(h.Probes, probeLine{k, sealed})
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
