package storagetest

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

func scanCases() []Case {
	return []Case{
		plain("scan-order", "pages are only right if all agree on the order", scanOrder),
		plain("scan-match", "a sweep must find all it looks for and nothing else", scanMatch),
		plain("scan-current", "a permit that was renewed is not due any more", scanCurrent),
		plain("scan-due", "a day at the edge decides", scanDue),
		plain("scan-descending", "the latest come first", scanDescending),
		plain("scan-pages", "a permit skipped between pages is never swept", scanPages),
		plain("scan-position", "the record at the edge of a page may have changed meanwhile", scanPosition),
		plain("scan-more", "a page that wrongly ends hides the rest", scanMore),
		plain("scan-full", "a caller must be able to ask for the first n", scanFull),
		plain("scan-bodies", "a sweep must not open what it does not need", scanBodies),
		plain("scan-refuse", "a filter that is ignored finds too much", scanRefuse),
		plain("counts-exact", "statistics are published", countsExact),
	}
}

// crowd returns records that differ in every field an index looks at, with IDs
// that a locale's collation would order otherwise than their bytes do.
func crowd() []storage.Record {
	names := []string{"-", "--", "-A", "0", "0-", "00", "1", "10", "2", "9", "A", "A-", "A-B", "A0", "AA", "AB", "B", "Z", "Z-", "ZZ"}
	rng := rand.New(rand.NewPCG(1, 2))
	var out []storage.Record
	for i, name := range names {
		for j := range 3 {
			r := record(fmt.Sprintf("%s%d", name, j), func(h *storage.Header) {
				h.Kind = storage.Kind(1 + rng.IntN(2)*255)
				h.Holder = blind(byte(rng.IntN(3)))
				h.Ref = []string{"", "R", "R-", "RR", "0"}[rng.IntN(5)]
				h.District = storage.District([]uint32{0, 1, 256, 110105}[rng.IntN(4)])
				h.Status = []uint8{0, 1, 255}[rng.IntN(3)]
				h.DueOn = day([]int32{0, 1, 2, 255, 256, 65_536, 740_000}[rng.IntN(7)])
				if j == 0 {
					h.Unique = blind(byte(i + 1))
				}
			})
			out = append(out, r)
		}
	}
	return out
}

// queries returns queries over every index with values that occur and values
// that do not.
func queries() []storage.Query {
	var out []storage.Query
	add := func(q storage.Query) {
		for _, k := range []storage.Kind{1, 256, 2} {
			q.Kind = k
			if !q.Index.Ranged() {
				out = append(out, q)
				continue
			}
			for _, from := range []int32{0, 1, 2, 256} {
				for _, through := range []int32{0, 1, 255, 256, 740_000, 3_652_059} {
					q.DueFrom, q.DueThrough = day(from), day(through)
					out = append(out, q)
				}
			}
		}
	}
	add(storage.Query{Index: storage.ByID})
	add(storage.Query{Index: storage.ByDue})
	for n := range byte(4) {
		add(storage.Query{Index: storage.ByHolder, Holder: blind(n + 1)})
		add(storage.Query{Index: storage.ByUnique, Unique: blind(n + 1)})
	}
	for _, ref := range []string{"R", "R-", "RR", "0", "00"} {
		add(storage.Query{Index: storage.ByRef, Ref: ref})
	}
	for _, s := range []uint8{0, 1, 255, 7} {
		add(storage.Query{Index: storage.ByStatus, Status: s})
		for _, d := range []storage.District{0, 256, 110105, 7} {
			add(storage.Query{Index: storage.ByDistrictStatus, District: d, Status: s})
		}
	}
	for _, d := range []storage.District{0, 1, 256, 110105, 7} {
		add(storage.Query{Index: storage.ByDistrict, District: d})
	}
	return out
}

// expect answers a query the plain way: look at each record, then sort.
func expect(records []storage.Record, q storage.Query) []storage.Record {
	var out []storage.Record
	for _, r := range records {
		if matches(&r.Header, &q) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b storage.Record) int {
		c := 0
		if q.Index.Ranged() {
			c = cmp.Compare(a.DueOn.DayNumber(), b.DueOn.DayNumber())
		}
		if c == 0 {
			c = strings.Compare(a.ID, b.ID)
		}
		if q.Descending {
			c = -c
		}
		return c
	})
	return out
}

func matches(h *storage.Header, q *storage.Query) bool {
	if h.Kind != q.Kind {
		return false
	}
	switch q.Index {
	case storage.ByHolder:
		return h.Holder == q.Holder
	case storage.ByUnique:
		return h.Unique == q.Unique
	case storage.ByRef:
		return h.Ref == q.Ref
	case storage.ByStatus:
		if h.Status != q.Status {
			return false
		}
	case storage.ByDistrict:
		if h.District != q.District {
			return false
		}
	case storage.ByDistrictStatus:
		if h.District != q.District || h.Status != q.Status {
			return false
		}
	}
	if q.DueFrom.IsZero() && q.DueThrough.IsZero() {
		return true
	}
	due := h.DueOn.DayNumber()
	return due != 0 && due >= q.DueFrom.DayNumber() && (q.DueThrough.IsZero() || due <= q.DueThrough.DayNumber())
}

// queryText names the index and the fields that are set.
func queryText(q storage.Query) string {
	names := []string{"", "ByID", "ByHolder", "ByUnique", "ByRef", "ByDue", "ByStatus", "ByDistrict", "ByDistrictStatus"}
	text := fmt.Sprintf("index %d", q.Index)
	if int(q.Index) < len(names) && q.Index > 0 {
		text = names[q.Index]
	}
	text += fmt.Sprintf(" of kind %d", q.Kind)
	add := func(set bool, format string, v any) {
		if set {
			text += fmt.Sprintf(format, v)
		}
	}
	add(!q.Holder.IsZero(), ", holder …%x", q.Holder[30:])
	add(!q.Unique.IsZero(), ", unique …%x", q.Unique[30:])
	add(q.Ref != "", ", ref %q", q.Ref)
	add(q.District != 0, ", district %d", q.District)
	add(q.Status != 0, ", status %d", q.Status)
	add(!q.DueFrom.IsZero(), ", from day %d", q.DueFrom.DayNumber())
	add(!q.DueThrough.IsZero(), ", through day %d", q.DueThrough.DayNumber())
	add(q.Descending, "%s", ", descending")
	return text
}

// scanAgrees compares queries with the plain answer.
func scanAgrees(ctx context.Context, b storage.Backend, records []storage.Record, limit int, qs ...storage.Query) error {
	for _, q := range qs {
		got, err := scan(ctx, b, q, limit)
		if err != nil {
			return fmt.Errorf("%s: %w", queryText(q), err)
		}
		want := expect(records, q)
		if !slices.Equal(ids(got), ids(want)) {
			return &mismatch{fmt.Sprintf("%s, in pages of %d", queryText(q), limit), fmt.Sprintf("records %q", ids(want)), fmt.Sprintf("records %q", ids(got))}
		}
		for i := range got {
			if got[i].Header != want[i].Header {
				return fmt.Errorf("%s: the header of %q differs", queryText(q), want[i].ID)
			}
		}
	}
	return nil
}

func scanOrder(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	return scanAgrees(ctx, b, records, 1000,
		storage.Query{Index: storage.ByID, Kind: 1}, storage.Query{Index: storage.ByID, Kind: 256},
		storage.Query{Index: storage.ByDue, Kind: 1}, storage.Query{Index: storage.ByDue, Kind: 256})
}

func scanMatch(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	return scanAgrees(ctx, b, records, 1000, queries()...)
}

func scanCurrent(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	// Every record changes every field an index looks at; some keep some.
	for i := range records {
		other := records[(i*7+3)%len(records)].Header
		records[i] = next(records[i], func(h *storage.Header) {
			h.Ref, h.Holder, h.Unique, h.DueOn = other.Ref, other.Holder, storage.Blind{}, other.DueOn
			if i%3 > 0 {
				h.District, h.Status = other.District, other.Status
			}
		})
	}
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	return scanAgrees(ctx, b, records, 1000, queries()...)
}

func scanDue(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := []storage.Record{
		record("NONE", due(0)), record("FIRST", due(1)), record("BEFORE", due(9_999)), record("ON", due(10_000)),
		record("AFTER", due(10_001)), record("LAST", due(3_652_059)),
	}
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	for _, c := range []struct {
		from, through int32
		want          []string
	}{
		{0, 0, []string{"NONE", "FIRST", "BEFORE", "ON", "AFTER", "LAST"}},
		{0, 9_999, []string{"FIRST", "BEFORE"}},
		{0, 10_000, []string{"FIRST", "BEFORE", "ON"}},
		{0, 10_001, []string{"FIRST", "BEFORE", "ON", "AFTER"}},
		{10_000, 10_000, []string{"ON"}},
		{10_001, 0, []string{"AFTER", "LAST"}},
		{10_000, 0, []string{"ON", "AFTER", "LAST"}},
		{1, 3_652_059, []string{"FIRST", "BEFORE", "ON", "AFTER", "LAST"}},
		{10_002, 10_001, []string{}},
		{3_652_059, 0, []string{"LAST"}},
		{0, 1, []string{"FIRST"}},
	} {
		for _, q := range []storage.Query{
			{Index: storage.ByDue}, {Index: storage.ByStatus, Status: 1}, {Index: storage.ByDistrict, District: 110105},
			{Index: storage.ByDistrictStatus, District: 110105, Status: 1},
		} {
			q.Kind, q.DueFrom, q.DueThrough = kind, day(c.from), day(c.through)
			got, err := scan(ctx, b, q, 2)
			if err := firstOf(err, sameIDs(queryText(q), got, c.want...)); err != nil {
				return err
			}
		}
	}
	return nil
}

func scanDescending(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	qs := queries()
	for i := range qs {
		qs[i].Descending = true
	}
	return firstOf(scanAgrees(ctx, b, records, 1000, qs...), scanAgrees(ctx, b, records, 2, qs...))
}

func scanPages(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	for _, limit := range []int{1, 2, 7} {
		if err := scanAgrees(ctx, b, records, limit, queries()...); err != nil {
			return fmt.Errorf("pages of %d: %w", limit, err)
		}
	}
	for _, q := range []storage.Query{
		{Index: storage.ByID, Kind: kind}, {Index: storage.ByDue, Kind: kind},
		{Index: storage.ByID, Kind: kind, Descending: true}, {Index: storage.ByDue, Kind: kind, Descending: true},
		{Index: storage.ByStatus, Kind: kind, Status: 1}, {Index: storage.ByStatus, Kind: kind, Status: 1, Descending: true},
		{Index: storage.ByDistrict, Kind: kind, District: 110105},
	} {
		if err := pagesUnderWrites(ctx, open(), q); err != nil {
			return fmt.Errorf("%s: %w", queryText(q), err)
		}
	}
	return nil
}

// pagesUnderWrites pages through 30 records that do not change, while between
// pages others are put before and behind the position, and some move in the order
// or out of the index.
func pagesUnderWrites(ctx context.Context, b storage.Backend, q storage.Query) error {
	var still, moving []storage.Record
	for i := range int32(30) {
		still = append(still, record(fmt.Sprintf("M-%02d", i), due(1000+10*i)))
		moving = append(moving, record(fmt.Sprintf("M-%02d-X", i), due(1000+10*i+5)))
	}
	if err := put(ctx, b, slices.Concat(still, moving)...); err != nil {
		return err
	}
	seen := map[string]int{}
	var after storage.Position
	for n := 0; ; n++ {
		var p storage.Page
		err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
			p, err = tx.Scan(ctx, q, after, 3)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range p.Records {
			seen[r.ID]++
		}
		if !p.More {
			break
		}
		if n > 1000 {
			return fmt.Errorf("the pages do not end")
		}
		after = q.PositionOf(&p.Records[len(p.Records)-1].Header)
		if n >= len(moving) {
			continue
		}
		// Rather the record at the edge, if it may move: the position stays.
		moved := n
		if i := slices.IndexFunc(moving, func(r storage.Record) bool { return r.ID == after.ID }); i >= 0 {
			moved = i
		}
		moving[moved] = next(moving[moved], due(int32(1+n%2*5000)), status(byte(1+n%2)))
		err = put(ctx, b, moving[moved],
			record(fmt.Sprintf("A-%02d", n), due(int32(1+n))),
			record(fmt.Sprintf("M-%02d-Y", n), due(1000+10*int32(n)+1)),
			record(fmt.Sprintf("Z-%02d", n), due(int32(9000-n))))
		if err != nil {
			return err
		}
	}
	for _, r := range still {
		if seen[r.ID] != 1 {
			return &mismatch{fmt.Sprintf("record %q, which does not change, while others do", r.ID), "returned once", fmt.Sprintf("returned %d times", seen[r.ID])}
		}
	}
	return nil
}

func scanPosition(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("B", due(10)), record("D", due(20)), record("F", due(20))); err != nil {
		return err
	}
	for _, c := range []struct {
		q     storage.Query
		after storage.Position
		want  []string
	}{
		{storage.Query{Index: storage.ByID}, storage.Position{ID: "A"}, []string{"B", "D", "F"}},
		{storage.Query{Index: storage.ByID}, storage.Position{ID: "B"}, []string{"D", "F"}},
		{storage.Query{Index: storage.ByID}, storage.Position{ID: "B-"}, []string{"D", "F"}},
		{storage.Query{Index: storage.ByID}, storage.Position{ID: "C"}, []string{"D", "F"}},
		{storage.Query{Index: storage.ByID}, storage.Position{ID: "Z"}, []string{}},
		{storage.Query{Index: storage.ByID, Descending: true}, storage.Position{ID: "E"}, []string{"D", "B"}},
		{storage.Query{Index: storage.ByID, Descending: true}, storage.Position{ID: "A"}, []string{}},
		{storage.Query{Index: storage.ByDue}, storage.Position{ID: "Z"}, []string{"B", "D", "F"}},
		{storage.Query{Index: storage.ByDue}, storage.Position{DueOn: day(15), ID: "A"}, []string{"D", "F"}},
		{storage.Query{Index: storage.ByDue}, storage.Position{DueOn: day(20), ID: "A"}, []string{"D", "F"}},
		{storage.Query{Index: storage.ByDue}, storage.Position{DueOn: day(20), ID: "E"}, []string{"F"}},
		{storage.Query{Index: storage.ByDue}, storage.Position{DueOn: day(21), ID: "A"}, []string{}},
		{storage.Query{Index: storage.ByDue, Descending: true}, storage.Position{DueOn: day(20), ID: "E"}, []string{"D", "B"}},
		{storage.Query{Index: storage.ByDue, DueFrom: day(15)}, storage.Position{DueOn: day(10), ID: "B"}, []string{"D", "F"}},
	} {
		c.q.Kind = kind
		err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			p, err := tx.Scan(ctx, c.q, c.after, 10)
			return firstOf(err, sameIDs(fmt.Sprintf("%s after day %d %q", queryText(c.q), c.after.DueOn.DayNumber(), c.after.ID), p.Records, c.want...))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pagesOf checks limits around the number of records.
func pagesOf(ctx context.Context, open func() storage.Backend, check func(p storage.Page, limit, n int) error) error {
	for _, n := range []int{0, 1, 5, storage.MaxPage, storage.MaxPage + 1} {
		b := open()
		var records []storage.Record
		for i := range n {
			records = append(records, record(fmt.Sprintf("%05d", i)))
		}
		if err := put(ctx, b, records...); err != nil {
			return err
		}
		for _, limit := range []int{1, 4, 5, 6, storage.MaxPage - 1, storage.MaxPage} {
			for _, q := range []storage.Query{
				{Index: storage.ByID, Kind: kind}, {Index: storage.ByStatus, Kind: kind, Status: 1, Descending: true},
			} {
				err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
					p, err := tx.Scan(ctx, q, storage.Position{}, limit)
					return firstOf(err, check(p, limit, n))
				})
				if err != nil {
					return fmt.Errorf("%d records, limit %d: %w", n, limit, err)
				}
			}
		}
	}
	return nil
}

func scanMore(ctx context.Context, open func() storage.Backend) error {
	return pagesOf(ctx, open, func(p storage.Page, limit, n int) error {
		if p.More != (n > limit) {
			return &mismatch{"field More", n > limit, p.More}
		}
		return nil
	})
}

func scanFull(ctx context.Context, open func() storage.Backend) error {
	return pagesOf(ctx, open, func(p storage.Page, limit, n int) error {
		if len(p.Records) != min(limit, n) {
			return &mismatch{"records in the page", min(limit, n), len(p.Records)}
		}
		return nil
	})
}

func scanBodies(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A", func(h *storage.Header) { h.Holder, h.Unique, h.Ref = blind(1), blind(2), "R" })
	if err := put(ctx, b, r); err != nil {
		return err
	}
	for _, q := range []storage.Query{
		{Index: storage.ByID}, {Index: storage.ByHolder, Holder: blind(1)}, {Index: storage.ByUnique, Unique: blind(2)},
		{Index: storage.ByRef, Ref: "R"}, {Index: storage.ByDue}, {Index: storage.ByStatus, Status: 1},
		{Index: storage.ByDistrict, District: 110105}, {Index: storage.ByDistrictStatus, District: 110105, Status: 1},
	} {
		q.Kind = kind
		without, err := scan(ctx, b, q, 10)
		if err := firstOf(err, sameIDs(queryText(q), without, "A")); err != nil {
			return err
		}
		if without[0].Body != nil {
			return &mismatch{queryText(q), "no body, for none was asked for", "a body"}
		}
		q.Bodies = true
		with, err := scan(ctx, b, q, 10)
		if err := firstOf(err, sameIDs(queryText(q), with, "A")); err != nil {
			return err
		}
		if err := same(queryText(q), with[0], r); err != nil {
			return err
		}
	}
	return nil
}

// A refusal is a question that no index answers.
type refusal struct {
	name  string
	q     storage.Query
	limit int
}

func refusals() []refusal {
	var out []refusal
	for _, q := range []storage.Query{
		{},
		{Index: storage.ByID},
		{Kind: kind},
		{Index: storage.ByDistrictStatus + 1, Kind: kind},
		{Index: storage.ByID, Kind: kind, Status: 1},
		{Index: storage.ByID, Kind: kind, DueFrom: day(1)},
		{Index: storage.ByHolder, Kind: kind},
		{Index: storage.ByHolder, Kind: kind, Holder: blind(1), District: 1},
		{Index: storage.ByUnique, Kind: kind},
		{Index: storage.ByRef, Kind: kind},
		{Index: storage.ByRef, Kind: kind, Ref: "r"},
		{Index: storage.ByDue, Kind: kind, Status: 1},
		{Index: storage.ByDistrict, Kind: kind, District: 1, Status: 1},
	} {
		out = append(out, refusal{name: queryText(q), q: q, limit: 10})
	}
	for _, limit := range []int{-1, 0, storage.MaxPage + 1} {
		out = append(out, refusal{name: fmt.Sprintf("limit %d", limit), q: storage.Query{Index: storage.ByID, Kind: kind}, limit: limit})
	}
	return out
}

func scanRefuse(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for _, r := range refusals() {
			_, err := tx.Scan(ctx, r.q, storage.Position{}, r.limit)
			if err := want(r.name, err, storage.ErrInvalid); err != nil {
				return err
			}
		}
		return nil
	})
}

func countsExact(ctx context.Context, open func() storage.Backend) error {
	b := open()
	records := crowd()
	check := func() error {
		for _, k := range []storage.Kind{1, 2, 256} {
			tally := map[storage.Count]int64{}
			for _, r := range records {
				if r.Kind == k {
					tally[storage.Count{District: r.District, Status: r.Status}]++
				}
			}
			var want []storage.Count
			for c, n := range tally {
				c.N = n
				want = append(want, c)
			}
			slices.SortFunc(want, func(a, b storage.Count) int {
				return cmp.Or(cmp.Compare(a.District, b.District), cmp.Compare(a.Status, b.Status))
			})
			err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
				got, err := tx.Counts(ctx, k)
				if err == nil && !slices.Equal(got, want) {
					err = &mismatch{fmt.Sprintf("counts of kind %d", k), want, got}
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := firstOf(put(ctx, b, records...), check()); err != nil {
		return err
	}
	for i := range records {
		records[i] = next(records[i], status(records[i].Status+uint8(i%2)), func(h *storage.Header) { h.District = 5 })
	}
	return firstOf(put(ctx, b, records...), check())
}
