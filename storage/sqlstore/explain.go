package sqlstore

import (
	"context"
	"database/sql"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

// matched are the columns, as SQLite names them, that each declared index finds
// exactly.
var matched = map[storage.Index]string{
	storage.ByID:             "kind=?",
	storage.ByHolder:         "kind=? AND holder=?",
	storage.ByUnique:         "kind=? AND uniq=?",
	storage.ByRef:            "kind=? AND ref=?",
	storage.ByDue:            "kind=?",
	storage.ByStatus:         "kind=? AND status=?",
	storage.ByDistrict:       "kind=? AND district=?",
	storage.ByDistrictStatus: "kind=? AND district=? AND status=?",
}

// searchOf is what a plan says if it uses the index.
func searchOf(i storage.Index) string {
	if i == storage.ByID {
		return "PRIMARY KEY (" + matched[i]
	}
	return "INDEX " + indexNames[i] + " (" + matched[i]
}

// Explain asks SQLite how it would answer a Scan. For another dialect it returns
// storage.ErrUnsupported: what an engine says of its plans is its own language,
// and the adapter of the engine reads it.
func (b *Backend) Explain(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Plan, error) {
	text, args, err := b.ScanStatement(q, after, limit)
	if err != nil {
		return storage.Plan{}, err
	}
	if b.o.Dialect != SQLite {
		return storage.Plan{}, &storage.UnsupportedError{Ability: "explain"}
	}
	if b.closed.Load() {
		return storage.Plan{}, storage.ErrClosed
	}
	rows, err := b.reader.db.QueryContext(ctx, "explain query plan "+text, args...)
	if err != nil {
		return storage.Plan{}, b.beforeOpen(ctx, err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var id, parent, unused sql.NullInt64
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return storage.Plan{}, b.before(ctx, err)
		}
		lines = append(lines, detail)
	}
	if err := rows.Err(); err != nil {
		return storage.Plan{}, b.before(ctx, err)
	}
	return readPlan(&q, lines), nil
}

// readPlan judges the lines of a plan. A line it does not expect is the worst.
func readPlan(q *storage.Query, lines []string) storage.Plan {
	p := storage.Plan{Indexed: len(lines) > 0, Ordered: true, Covering: true, Text: strings.Join(lines, "; ")}
	for _, line := range lines {
		switch {
		case strings.HasPrefix(line, "SEARCH r USING ") && strings.Contains(line, searchOf(q.Index)):
			p.Covering = p.Covering && (strings.Contains(line, " COVERING INDEX ") || q.Index == storage.ByID)
		case strings.HasPrefix(line, "SEARCH v USING INDEX "):
			p.Covering = false // the body is read
		case strings.HasPrefix(line, "USE TEMP B-TREE"):
			p.Ordered = false
		default:
			p.Indexed, p.Covering = false, false
		}
	}
	return p
}
