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
		_, err = x.Explain(ctx, storage.Query{Index: storage.ByHolder, Kind: kind}, storage.Position{}, 10)
		if err := want("Explain of a query without its field", err, storage.ErrInvalid); err != nil {
			return err
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

func commandList(ctx context.Context, e *env) error {
	b := e.open()
	list := func(after storage.CommandID, limit int) (out []storage.CommandResult, err error) {
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
	for _, limit := range []int{0, storage.MaxPage + 1} {
		_, err := list("", limit)
		if err := want(fmt.Sprintf("limit %d", limit), err, storage.ErrInvalid); err != nil {
			return err
		}
	}
	return nil
}
