package sqlstore

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

// Scan reads one page of an index.
func (t *tx) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	if err := t.ready(ctx); err != nil {
		return storage.Page{}, err
	}
	text, args, err := t.b.ScanStatement(q, after, limit)
	if err != nil {
		return storage.Page{}, err
	}
	var page storage.Page
	rows, err := t.sql.QueryContext(ctx, text, args...)
	err = t.each(ctx, rows, err, func(r *sql.Rows) error {
		var h headerRow
		var body []byte
		into := h.into()
		if q.Bodies {
			into = append(into, &body)
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		header, err := h.header(q.Kind)
		page.Records = append(page.Records, storage.Record{Header: header, Body: body})
		return err
	})
	if err != nil {
		return storage.Page{}, err
	}
	if len(page.Records) > limit {
		page.Records, page.More = page.Records[:limit], true
	}
	return page, nil
}

// ScanStatement returns the statement, and its arguments, that Scan sends: for
// an Explainer and for people. It refuses what Scan refuses. The statement asks
// for one row more than limit.
func (b *Backend) ScanStatement(q storage.Query, after storage.Position, limit int) (text string, args []any, err error) {
	if err := q.ValidatePage(after, limit); err != nil {
		return "", nil, err
	}
	s := scan{more: ">"}
	if b.o.Dialect == SQLite && q.Index != storage.ByID {
		s.hint = " indexed by " + indexNames[q.Index]
	}
	if q.Descending {
		s.direction, s.more = " desc", "<"
	}
	s.columns(&q)
	s.match(&q)
	s.bounds(&q, after)
	s.order(&q)
	s.text.WriteString(" limit ")
	s.arg(int64(limit) + 1)
	return b.o.Dialect.rewrite(s.text.String()), s.args, nil
}

// A scan builds the statement of a Scan.
type scan struct {
	text      strings.Builder
	args      []any
	direction string // of each column of the order
	more      string // the comparison that goes on in this direction
	hint      string // which index to use
}

// indexNames are the engine's indexes. SQLite, which here keeps no statistics, is
// told which to use: it might prefer the primary key, which is in order too.
var indexNames = map[storage.Index]string{
	storage.ByHolder:         "residence_record_holder",
	storage.ByUnique:         "residence_record_uniq",
	storage.ByRef:            "residence_record_ref",
	storage.ByDue:            "residence_record_due",
	storage.ByStatus:         "residence_record_status",
	storage.ByDistrict:       "residence_record_district",
	storage.ByDistrictStatus: "residence_record_district_status",
}

func writeArg(b *strings.Builder, n int) {
	b.WriteByte('$')
	b.WriteString(strconv.Itoa(n))
}

func (s *scan) arg(v any) {
	s.args = append(s.args, v)
	writeArg(&s.text, len(s.args))
}

// and adds a condition "column op argument".
func (s *scan) and(column, op string, v any) {
	s.text.WriteString(" and r." + column + " " + op + " ")
	s.arg(v)
}

// columns selects the header, and the body from beside it. The record comes first
// in the join, so that its index gives the order.
func (s *scan) columns(q *storage.Query) {
	s.text.WriteString("select r.")
	s.text.WriteString(strings.ReplaceAll(headerColumns, ", ", ", r."))
	if q.Bodies {
		s.text.WriteString(", v.body from residence_record r" + s.hint + " cross join residence_version v" +
			" where v.kind = r.kind and v.id = r.id and v.version = r.version and r.kind = ")
	} else {
		s.text.WriteString(" from residence_record r" + s.hint + " where r.kind = ")
	}
	s.arg(int64(q.Kind))
}

// match adds the fields the index matches exactly.
func (s *scan) match(q *storage.Query) {
	switch q.Index {
	case storage.ByHolder:
		s.and("holder", "=", q.Holder[:])
	case storage.ByUnique:
		s.and("uniq", "=", q.Unique[:])
	case storage.ByRef:
		s.and("ref", "=", q.Ref)
	case storage.ByStatus:
		s.and("status", "=", int64(q.Status))
	case storage.ByDistrict:
		s.and("district", "=", int64(q.District))
	case storage.ByDistrictStatus:
		s.and("district", "=", int64(q.District))
		s.and("status", "=", int64(q.Status))
	}
}

// bounds adds the range of days and the position. On the side where the page
// begins only the narrower of the two is stated, so that an engine has one
// place in its index to begin at.
func (s *scan) bounds(q *storage.Query, after storage.Position) {
	if !q.Index.Ranged() {
		if after.ID != "" {
			s.and("id", s.more, after.ID)
		}
		return
	}
	from, through := int64(q.DueFrom.DayNumber()), int64(q.DueThrough.DayNumber())
	if from == 0 && through != 0 {
		from = 1 // a record without a day is in no range
	}
	at := int64(after.DueOn.DayNumber())
	positioned := after.ID != ""
	if positioned && (!q.Descending && at < from || q.Descending && through != 0 && at > through) {
		positioned = false // the range begins further on
	}
	if positioned {
		s.text.WriteString(" and (r.due_on, r.id) " + s.more + " (")
		s.arg(at)
		s.text.WriteString(", ")
		s.arg(after.ID)
		s.text.WriteString(")")
	}
	if from != 0 && (q.Descending || !positioned) {
		s.and("due_on", ">=", from)
	}
	if through != 0 && (!q.Descending || !positioned) {
		s.and("due_on", "<=", through)
	}
}

// order states the order, except where there is one record at most: a planner
// might walk through all in order to meet it.
func (s *scan) order(q *storage.Query) {
	if q.Index == storage.ByUnique {
		return
	}
	s.text.WriteString(" order by ")
	if q.Index.Ranged() {
		s.text.WriteString("r.due_on" + s.direction + ", ")
	}
	s.text.WriteString("r.id" + s.direction)
}
