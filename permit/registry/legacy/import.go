package legacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// Options say who imports and how.
type Options struct {
	// By is the official who imports, with the office: public security for
	// permits (5.1).
	By permit.Actor
	// DryRun records nothing and reports the same.
	DryRun bool
	// Progress, if not nil, is told after each row.
	Progress func(Report)

	_ struct{}
}

// finding is that of the mapping with the ground its rows need.
func (m *Mapping) finding() permit.Finding {
	f := m.Finding
	f.Ground = registry.GroundFormerRegister
	if m.Rows == Registrations {
		f.Ground = registry.GroundEarlierRegistration
	}
	return f
}

// Import reads a file into a registry, row by row. The file is read twice, first
// for its digest. Memory grows with the number of rows, by what is needed to see
// a row that repeats another.
//
// An error ends the import: it wraps ErrMapping, ErrFile or
// registry.ErrNotAuthorised, or is one of the store, of the numbering, of the
// reader or of the context. The report says how far it came, and importing again
// goes on from there. What is wrong with single rows, whatever it is, is in the
// report and no error.
func Import(ctx context.Context, to *registry.Registry, file io.ReadSeeker, m *Mapping, o Options) (Report, error) {
	rep := Report{DryRun: o.DryRun}
	if err := m.Validate(); err != nil {
		return rep, err
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, file); err != nil {
		return rep, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return rep, err
	}
	t, err := newTable(file, m)
	if err != nil {
		return rep, err
	}
	im := &importer{to: to, t: t, o: o, file: hex.EncodeToString(digest.Sum(nil)[:12]), seen: map[[32]byte]int{}}
	for {
		text, whole, err := t.next()
		if errors.Is(err, io.EOF) {
			rep.Complete = true
			return rep, nil
		}
		if err != nil {
			return rep, err
		}
		became, faults, err := im.row(ctx, text, whole)
		if err != nil {
			return rep, err
		}
		rep.Rows++
		switch {
		case len(faults) > 0:
			rep.Bad++
			rep.Faults = append(rep.Faults, faults...)
		case became == present:
			rep.Present++
		default:
			rep.Imported++
		}
		if o.Progress != nil {
			o.Progress(rep)
		}
	}
}

// fate is what became of a row without a fault.
type fate uint8

const (
	imported fate = iota
	present       // it was on record from an earlier import
)

// An importer is one import on its way.
type importer struct {
	to   *registry.Registry
	t    *table
	o    Options
	file string           // digest of the file
	seen map[[32]byte]int // marks of the rows so far, each with its line
}

// row imports one row.
func (im *importer) row(ctx context.Context, text string, whole bool) (fate, []Fault, error) {
	e, faults := im.t.entry(text, whole)
	if len(faults) > 0 {
		return 0, faults, nil
	}
	marks := im.marks(&e)
	for _, k := range marks {
		if line, has := im.seen[k.sum]; has {
			return 0, []Fault{im.t.fault(k.field, fmt.Sprintf("must not repeat line %d", line))}, nil
		}
	}
	became, err := im.act(ctx, &e)
	if err != nil {
		faults, fatal := im.faults(err)
		if fatal {
			return 0, nil, err
		}
		return 0, faults, nil
	}
	for _, k := range marks {
		im.seen[k.sum] = im.t.line
	}
	return became, nil, nil
}

// A mark is what no two rows may share. Only its digest is kept.
type mark struct {
	field string
	sum   [32]byte
}

func (im *importer) marks(e *entry) (list []mark) {
	add := func(field string, parts ...string) {
		list = append(list, mark{field, sha256.Sum256([]byte(field + "\x00" + strings.Join(parts, "\x00")))})
	}
	if e.key != "" {
		add("key", e.key)
	}
	field, who := "idNumber", ""
	if b, err := e.permit.Holder.IDNumber.Current().MarshalText(); err == nil {
		who = string(b)
	}
	if b, err := e.permit.Document.Number.MarshalText(); err == nil && who == "" {
		field, who = "documentNumber", e.permit.Document.Kind.String()+" "+string(b)
	}
	if im.t.m.Rows == Registrations {
		add(field, who, e.first.String(), e.permit.Address.Division.String())
		return list
	}
	add(field, who)
	if e.permit.Permit != "" {
		add("permit", string(e.permit.Permit))
	}
	if e.permit.Card != "" {
		add("card", string(e.permit.Card))
	}
	return list
}

// request is the request ID of a row.
func (im *importer) request(e *entry) string {
	if e.key != "" {
		sum := sha256.Sum256([]byte(e.key))
		return fmt.Sprintf("LEGACY-%s-KEY-%x", im.t.m.Rows, sum[:16])
	}
	return fmt.Sprintf("LEGACY-%s-%s-%d", im.t.m.Rows, im.file, im.t.line)
}

// act does what a row stands for, or tries it. A row is always tried first, so
// that a dry run asks what an import asks.
func (im *importer) act(ctx context.Context, e *entry) (fate, error) {
	if im.t.m.Rows == Permits {
		o := registry.Order{By: im.o.By, On: e.permit.Finding.Day, Request: storage.CommandID(im.request(e))}
		res, err := im.do(o, func(o registry.Order) (registry.Result, error) { return im.to.TakeOver(ctx, o, e.permit) })
		return fateOf(res), err
	}
	return im.registration(ctx, e)
}

// do tries an order and then, unless this is a dry run, sends it. A refusal by
// law is an *undecided error.
func (im *importer) do(o registry.Order, send func(registry.Order) (registry.Result, error)) (res registry.Result, err error) {
	for _, trial := range []bool{true, false} {
		if !trial && (im.o.DryRun || res.Replayed) {
			return res, nil
		}
		o.Trial = trial
		if res, err = send(o); err != nil {
			return res, err
		}
		if !res.Receipt.Recorded {
			return res, &undecided{res.Decision}
		}
	}
	return res, nil
}

func fateOf(r registry.Result) fate {
	if r.Replayed {
		return present
	}
	return imported
}

// registration declares a registration and ends it if it has a last day.
func (im *importer) registration(ctx context.Context, e *entry) (fate, error) {
	f := record.Faults{Record: "registration"}
	f.Require(!e.first.IsZero(), "first", "must be stated", permit.ErrMissing)
	f.Require(!e.first.StrictlyAfter(e.permit.Finding.Day), "first", "must not be after the day of the finding", permit.ErrContradiction)
	f.Require(!e.last.StrictlyBefore(e.first), "last", "must not be before the first day", permit.ErrContradiction)
	f.Require(!e.last.StrictlyAfter(e.permit.Finding.Day), "last", "must not be after the day of the finding", permit.ErrContradiction)
	if err := f.Err(); err != nil {
		return 0, err
	}
	in := registry.Declaration{
		Earlier: e.permit.Finding, Person: e.permit.Holder, Document: e.permit.Document, Address: e.permit.Address,
	}
	o := registry.Order{By: im.o.By, On: e.first, Request: storage.CommandID(im.request(e)), Trial: true}
	tried, err := im.to.DeclareRegistration(ctx, o, in)
	if err != nil {
		return 0, err
	}
	if !tried.Replayed {
		if err := im.unregistered(ctx, e); err != nil {
			return 0, err
		}
	}
	res, err := im.do(o, func(o registry.Order) (registry.Result, error) { return im.to.DeclareRegistration(ctx, o, in) })
	if err != nil || e.last.IsZero() || res.Trial {
		return fateOf(res), err
	}
	o.On, o.Request = e.last, o.Request+"-END"
	res, err = im.do(o, func(o registry.Order) (registry.Result, error) {
		return im.to.EndRegistration(ctx, o, res.Receipt.Number)
	})
	return fateOf(res), err
}

// errRegistered is a row that stands for a registration on record.
var errRegistered = &record.FieldError{Field: "first", Rule: "must not be that of a registration of the person on record in the district", Err: permit.ErrContradiction}

func (im *importer) unregistered(ctx context.Context, e *entry) error {
	list, err := im.to.RegistrationsOf(ctx, im.o.By, e.permit.Holder, e.permit.Document)
	for _, r := range list {
		if r.First == e.first && r.District == e.permit.Address.District() {
			return errRegistered
		}
	}
	return err
}

// An undecided is an act the law does not allow on what the row says.
type undecided struct{ d rule.Decision }

func (u *undecided) Error() string {
	return "legacy: not allowed by law on what the row says: " + u.d.Outcome().String()
}

// refused is a fault for each condition that is not met, or open, in the column
// that says its fact.
func (im *importer) refused(d rule.Decision) (list []Fault) {
	results := d.Reasons()
	if d.Outcome() == rule.Undetermined {
		results = d.Questions()
	}
	for _, r := range results {
		text := fmt.Sprintf("must be allowed by law on what the row says: %v by %s (%v)", d.Outcome(), r.Code, r.Cite)
		name := strings.TrimPrefix(r.Path, "/")
		if n, has := factFields[r.Path]; has {
			name = n
		}
		if isField(im.t.m.Rows, name) {
			list = append(list, im.t.fault(name, text))
		} else {
			list = append(list, Fault{Line: im.t.line, Rule: text})
		}
	}
	return list
}

// factFields are the fields of facts that the tables know by another name.
var factFields = map[string]string{"/permit/issued": "issuedOn", "/permit/endorsed": "endorsedOn"}

// storeFailed are the errors that say nothing about a row: the store, or whoever
// imports, cannot go on.
var storeFailed = []error{
	registry.ErrNotAuthorised, context.Canceled, context.DeadlineExceeded,
	storage.ErrCommitUnknown, storage.ErrRetry, storage.ErrClosed, storage.ErrReadOnly, storage.ErrSchema,
	storage.ErrCorrupt, storage.ErrUnsupported,
}

// dayRefused are the reasons for which the law's own packages refuse a day or an
// act. Their errors name days, so that only the reason is reported.
var dayRefused = []error{
	endorsement.ErrTooEarly, endorsement.ErrLapsed, endorsement.ErrNotOverdue,
	endorsement.ErrNoDay, endorsement.ErrRange, endorsement.ErrNotIssued, endorsement.ErrOrigin, endorsement.ErrOrder,
	permit.ErrNeedsEndorsement, permit.ErrRecordOrder, permit.ErrAlreadyIssued, permit.ErrCard, permit.ErrCancelled, permit.ErrTransition,
	civil.ErrInvalid, permit.ErrInvalid,
}

// rowRefused are those for which the registry and the store refuse a row. Their
// errors hold no value of it.
var rowRefused = []error{registry.ErrState, registry.ErrNumber, registry.ErrConflict, storage.ErrTooLarge, storage.ErrInvalid}

func isOne(err error, of []error) bool {
	return slices.ContainsFunc(of, func(target error) bool { return errors.Is(err, target) })
}

// faults says what of an error is a row's and whether it ends the import. None of
// the texts of these errors repeats a value.
func (im *importer) faults(err error) (list []Fault, fatal bool) {
	var many *record.RecordError
	var one *record.FieldError
	var state *registry.StateError
	var open *undecided
	switch {
	case isOne(err, storeFailed):
		return nil, true
	case errors.As(err, &many):
		for _, f := range many.Faults {
			// Two paths may lead to one column, and then the same is said twice.
			if fault := im.at(f); !slices.Contains(list, fault) {
				list = append(list, fault)
			}
		}
		return list, false
	case errors.As(err, &one):
		return []Fault{im.at(one)}, false
	case errors.As(err, &state):
		return []Fault{{Line: im.t.line, Rule: state.Rule}}, false
	case errors.Is(err, storage.ErrDuplicate):
		return []Fault{im.t.fault("key", "must not be that of a row imported before with other content, by another official or under another mapping")}, false
	case errors.As(err, &open):
		return im.refused(open.d), false
	case isOne(err, rowRefused):
		return []Fault{{Line: im.t.line, Rule: err.Error()}}, false
	}
	for _, reason := range dayRefused {
		if errors.Is(err, reason) {
			return []Fault{{Line: im.t.line, Rule: reason.Error()}}, false
		}
	}
	return nil, true
}

// at finds the column of a fault: the last part of its path that is a field. The
// day of the order that declares a registration is the registration's first.
func (im *importer) at(f *record.FieldError) Fault {
	if im.t.m.Rows == Registrations && strings.HasSuffix(f.Field, "order.on") {
		return im.t.fault("first", f.Rule)
	}
	parts := strings.Split(f.Field, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		if isField(im.t.m.Rows, parts[i]) {
			return im.t.fault(parts[i], f.Rule)
		}
	}
	return Fault{Line: im.t.line, Field: "", Rule: f.Field + " " + f.Rule}
}

// ruleOf is the rule of what a value's own reader says, without the value.
func ruleOf(err error) string {
	var f *record.FieldError
	if errors.As(record.At("cell", err), &f) {
		return f.Rule
	}
	return "has the wrong form"
}
