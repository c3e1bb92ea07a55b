package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

func abilityCases() []Case {
	return []Case{
		plain("ability-named", "what is promised must be there when it is needed", abilityNamed),
		plain("ability-absent", "what is not there must say so, not pretend", abilityAbsent),
		{"check-sound", "a false alarm stops an office", []need{needChecker}, checkSound},
		{"explain-indexed", "a query that reads everything stops the counters at noon", []need{needExplainer}, explainIndexed},
		{"explain-covering", "the daily sweep reads millions of rows or thousands", []need{needExplainer}, explainCovering},
		{"explain-refuse", "a plan of a query that cannot run says nothing", []need{needExplainer}, explainRefuse},
		{"header-short", "who verifies a card must not see an older state than the counter", []need{needShort}, headerShort},
		{"command-after", "a command that is passed over does not move, one that comes twice stops the move", []need{needLister}, commandAfter},
		{"command-refuse", "a page of none never ends", []need{needLister}, commandRefuse},
		{"command-list", "a command that does not move with its records is done twice", []need{needLister}, commandList},
	}
}

var sweep = storage.Query{Index: storage.ByDue, Kind: kind}

func abilityNamed(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	caps := b.Capabilities()
	missing := func(name string) error {
		return &mismatch{"ability " + name + ", which the capabilities name", "As finds it", "it does not"}
	}
	if caps.Checks {
		c, ok := storage.As[storage.Checker](b)
		if !ok {
			return missing("Checks")
		}
		if err := c.Check(ctx); err != nil {
			return fmt.Errorf("the method Check: %w", err)
		}
	}
	if caps.Migrates {
		m, ok := storage.As[storage.Migrator](b)
		if !ok {
			return missing("Migrates")
		}
		have, newest, err := m.SchemaVersion(ctx)
		if err != nil || have != newest || newest < 1 {
			return &mismatch{"schema version of a fresh backend", "the newest, 1 or more", fmt.Sprintf("%d of %d, %s", have, newest, errorText(err))}
		}
		if err := m.Migrate(ctx); err != nil {
			return fmt.Errorf("the method Migrate: %w", err)
		}
	}
	if caps.Explains {
		x, ok := storage.As[storage.Explainer](b)
		if !ok {
			return missing("Explains")
		}
		p, err := x.Explain(ctx, sweep, storage.Position{}, 10)
		if err != nil || p.Text == "" {
			return &mismatch{"Explain", "a plan in the engine's words", fmt.Sprintf("%+v, %s", p, errorText(err))}
		}
	}
	return nil
}

func abilityAbsent(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	caps := b.Capabilities()
	var errs []error
	refused := func(what string, err error) {
		errs = append(errs, want(what+", which the capabilities do not name", err, storage.ErrUnsupported))
	}
	if c, ok := storage.As[storage.Checker](b); ok && !caps.Checks {
		refused("Check", c.Check(ctx))
	}
	if m, ok := storage.As[storage.Migrator](b); ok && !caps.Migrates {
		_, _, err := m.SchemaVersion(ctx)
		refused("SchemaVersion", err)
		refused("Migrate", m.Migrate(ctx))
	}
	if x, ok := storage.As[storage.Explainer](b); ok && !caps.Explains {
		_, err := x.Explain(ctx, sweep, storage.Position{}, 10)
		refused("Explain", err)
	}
	got, err := get(ctx, b, key("A"))
	return firstOf(append(errs, err, same("the record after it", got, record("A")))...)
}

func checkSound(ctx context.Context, e *env) error {
	b := e.open()
	c, ok := storage.As[storage.Checker](b)
	if !ok {
		return errors.New("function As does not find the Checker that the capabilities name")
	}
	if err := c.Check(ctx); err != nil {
		return fmt.Errorf("an empty store: %w", err)
	}
	records := append(crowd(), extremes()...)
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	for i := range records {
		records[i] = next(records[i], unique(0), status(byte(i)))
	}
	err := firstOf(
		put(ctx, b, records...),
		appendTo(ctx, b, 1, 5),
		save(ctx, b, storage.CommandResult{ID: "c"}),
		want("a rollback", b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(actOf(ctx, tx, "BACK", 1), errStop)
		}), errStop),
		wantErr("a conflict", tryPut(ctx, b, records[0], 0), storage.ErrInvalid, storage.ErrConflict),
	)
	if err != nil {
		return err
	}
	if err := c.Check(ctx); err != nil {
		return &mismatch{"Check of what was written through the contract", "no damage", errorText(err)}
	}
	return nil
}

// plans explains a query on each index, over data of which each finds a small
// part.
func plans(ctx context.Context, e *env, check func(storage.Query, storage.Plan) error) error {
	b := e.open()
	x, ok := storage.As[storage.Explainer](b)
	if !ok {
		return errors.New("function As does not find the Explainer that the capabilities name")
	}
	var records []storage.Record
	for i := range 2000 {
		records = append(records, record(fmt.Sprintf("E-%04d", i), func(h *storage.Header) {
			h.Holder[0], h.Holder[1] = byte(i/8), 1
			h.Unique[0], h.Unique[1], h.Unique[2] = byte(i), byte(i>>8), 1
			h.Ref, h.Status, h.District = fmt.Sprintf("R-%d", i/4), byte(i%20), storage.District(1+i%50)
			h.DueOn = day(20_000 + int32(i%400))
		}))
	}
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	h := records[777].Header
	from, through := day(20_100), day(20_130)
	for _, q := range []storage.Query{
		{Index: storage.ByID},
		{Index: storage.ByHolder, Holder: h.Holder},
		{Index: storage.ByUnique, Unique: h.Unique},
		{Index: storage.ByRef, Ref: h.Ref},
		{Index: storage.ByDue, DueFrom: from, DueThrough: through},
		{Index: storage.ByDue, DueThrough: through},
		{Index: storage.ByStatus, Status: h.Status, DueFrom: from, DueThrough: through},
		{Index: storage.ByStatus, Status: h.Status},
		{Index: storage.ByDistrict, District: h.District, DueFrom: from},
		{Index: storage.ByDistrictStatus, District: h.District, Status: h.Status, DueThrough: through},
	} {
		q.Kind = kind
		for _, q.Descending = range []bool{false, true} {
			for _, after := range []storage.Position{{}, q.PositionOf(&h)} {
				p, err := x.Explain(ctx, q, after, 100)
				if err != nil {
					return fmt.Errorf("%s: %w", queryText(q), err)
				}
				if err := check(q, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func explainIndexed(ctx context.Context, e *env) error {
	return plans(ctx, e, func(q storage.Query, p storage.Plan) error {
		if !p.Indexed || !p.Ordered {
			return &mismatch{queryText(q), "found by an index, in order", fmt.Sprintf("indexed %t, ordered %t: %s", p.Indexed, p.Ordered, p.Text)}
		}
		return nil
	})
}

func explainCovering(ctx context.Context, e *env) error {
	return plans(ctx, e, func(q storage.Query, p storage.Plan) error {
		if q.Index.Ranged() && !p.Covering {
			return &mismatch{queryText(q), "answered from the index alone", "not covering: " + p.Text}
		}
		return nil
	})
}

func explainRefuse(ctx context.Context, e *env) error {
	x, ok := storage.As[storage.Explainer](e.open())
	if !ok {
		return errors.New("function As does not find the Explainer that the capabilities name")
	}
	for _, r := range refusals() {
		_, err := x.Explain(ctx, r.q, storage.Position{}, r.limit)
		if err := want("Explain of "+r.name, err, storage.ErrInvalid); err != nil {
			return err
		}
	}
	return nil
}

func headerShort(ctx context.Context, e *env) error {
	b := e.open()
	short, ok := storage.As[storage.HeaderReader](b)
	if !ok {
		return errors.New("function As does not find the HeaderReader that it found before")
	}
	same := func(what string, k storage.Key) error {
		got, err := short.ReadHeader(ctx, k)
		var long storage.Header
		longErr := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
			long, err = tx.Header(ctx, k)
			return err
		})
		if got != long || errors.Is(err, storage.ErrNotFound) != errors.Is(longErr, storage.ErrNotFound) || (err == nil) != (longErr == nil) {
			return &mismatch{"ReadHeader of " + what, fmt.Sprintf("%v, %s", long, errorText(longErr)), fmt.Sprintf("%v, %s", got, errorText(err))}
		}
		return nil
	}
	r := record("A", unique(1), func(h *storage.Header) { h.Holder = blind(2) })
	if err := firstOf(same("nothing", key("A")), put(ctx, b, r), same("a new record", key("A"))); err != nil {
		return err
	}
	for range 3 {
		r = next(r, status(r.Status+1))
		if err := firstOf(put(ctx, b, r), same("a record that was changed", key("A"))); err != nil {
			return err
		}
	}
	rolledBack := b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		return firstOf(tx.Put(ctx, next(r), r.Version), same("a record that is being changed", key("A")), errStop)
	})
	if err := firstOf(want("a rollback", rolledBack, errStop), same("what was rolled back", key("A"))); err != nil {
		return err
	}
	for _, x := range extremes() {
		if err := firstOf(put(ctx, b, x), same("record "+x.ID, x.Key())); err != nil {
			return err
		}
	}
	for _, k := range malformed() {
		if err := same(fmt.Sprintf("ID %.20q", k.ID), k); err != nil {
			return err
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err := short.ReadHeader(ended, key("A"))
	if err := want("ReadHeader with a context that has ended", err, context.Canceled); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	_, err = short.ReadHeader(ctx, key("A"))
	return want("ReadHeader after Close", err, storage.ErrClosed)
}

// commandsAfter asks a transaction of b for saved results.
func commandsAfter(ctx context.Context, b storage.Backend, after storage.CommandID, limit int) (out []storage.CommandResult, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		l, ok := tx.(storage.CommandLister)
		if !ok {
			return errors.New("a transaction lists commands, another does not")
		}
		out, err = l.Commands(ctx, after, limit)
		return err
	})
	return out, err
}

func commandAfter(ctx context.Context, e *env) error {
	b := e.open()
	for _, id := range []storage.CommandID{"b", "B", "bb", "d", "~"} {
		if err := save(ctx, b, storage.CommandResult{ID: id}); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		after  storage.CommandID
		limit  int
		wanted string
	}{
		{"", storage.MaxPage, "[B b bb d ~]"}, {"", 2, "[B b]"}, {"", 1, "[B]"}, {"!", 2, "[B b]"}, {"A", 1, "[B]"},
		{"B", 9, "[b bb d ~]"}, {"C", 9, "[b bb d ~]"}, {"a", 2, "[b bb]"}, {"b", 9, "[bb d ~]"}, {"ba", 1, "[bb]"},
		{"c", 9, "[d ~]"}, {"d", 9, "[~]"}, {"~", 9, "[]"}, {"~~", 9, "[]"},
	} {
		page, err := commandsAfter(ctx, b, c.after, c.limit)
		if err != nil {
			return err
		}
		ids := []storage.CommandID{}
		for _, p := range page {
			ids = append(ids, p.ID)
		}
		if got := fmt.Sprint(ids); got != c.wanted {
			return &mismatch{fmt.Sprintf("up to %d commands after %q", c.limit, c.after), c.wanted, got}
		}
	}
	return nil
}

func commandRefuse(ctx context.Context, e *env) error {
	b := e.open()
	if err := save(ctx, b, storage.CommandResult{ID: "c"}); err != nil {
		return err
	}
	for _, limit := range []int{-1, 0, storage.MaxPage + 1} {
		_, err := commandsAfter(ctx, b, "", limit)
		if err := want(fmt.Sprintf("limit %d", limit), err, storage.ErrInvalid); err != nil {
			return err
		}
	}
	for _, id := range malformedCommands() {
		if id == "" {
			continue // before the first
		}
		_, err := commandsAfter(ctx, b, id, 10)
		if err := wantErr(fmt.Sprintf("commands after %.20q", id), err, storage.ErrInvalid, storage.ErrTooLarge); err != nil {
			return err
		}
	}
	return nil
}

func commandList(ctx context.Context, e *env) error {
	b := e.open()
	list := func(after storage.CommandID, limit int) ([]storage.CommandResult, error) {
		return commandsAfter(ctx, b, after, limit)
	}
	if got, err := list("", 10); err != nil || len(got) != 0 {
		return &mismatch{"the commands of an empty store", "none", fmt.Sprintf("%d, %s", len(got), errorText(err))}
	}
	names := []string{"_", "~", "a", "A", "a-", "a0", "aa", "Z", "!", "0", "00", "-", "z", "B", "b"}
	for i, id := range names {
		c := storage.CommandResult{ID: storage.CommandID(id), Digest: [32]byte{byte(i)}, RecordedAt: storage.Instant(i), Result: []byte(id)}
		if err := save(ctx, b, c); err != nil {
			return err
		}
	}
	wanted := slices.Clone(names)
	slices.Sort(wanted)
	for _, limit := range []int{1, 4, storage.MaxPage} {
		var got []string
		var after storage.CommandID
		for {
			page, err := list(after, limit)
			if err != nil {
				return err
			}
			for _, c := range page {
				i := slices.Index(names, string(c.ID))
				if i < 0 || c.Digest[0] != byte(i) || c.RecordedAt != storage.Instant(i) || string(c.Result) != string(c.ID) {
					return fmt.Errorf("command %q is not as it was saved", c.ID)
				}
				got = append(got, string(c.ID))
			}
			if len(page) < limit || len(got) > len(names) {
				break
			}
			after = page[len(page)-1].ID
		}
		if !slices.Equal(got, wanted) {
			return &mismatch{fmt.Sprintf("the commands in pages of %d", limit), fmt.Sprintf("%q", wanted), fmt.Sprintf("%q", got)}
		}
	}
	return nil
}
