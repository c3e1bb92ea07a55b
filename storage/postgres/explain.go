package postgres

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

// A node is what EXPLAIN (FORMAT JSON) says about one step of a plan.
type node struct {
	Type   string `json:"Node Type"`
	Cond   string `json:"Index Cond"`
	Filter string `json:"Filter"`
	Plans  []node `json:"Plans"`
}

// Explain asks PostgreSQL how it would answer a Scan. The answer is about what
// the indexes can do and not about what today's few rows make cheap, so the
// planner is told, for this one question, to prefer them.
func (b *Backend) Explain(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Plan, error) {
	statement, args, err := b.ScanStatement(q, after, limit)
	if err != nil {
		return storage.Plan{}, err
	}
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return storage.Plan{}, beforeCommit(err)
	}
	defer tx.Rollback() // nothing was written
	settings := []string{"enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_hashjoin", "enable_mergejoin"}
	if q.Index.Ranged() && !q.Bodies {
		settings = append(settings, "enable_indexscan") // not the index-only scan
	}
	for _, s := range settings {
		if _, err := tx.ExecContext(ctx, "set local "+s+" = off"); err != nil {
			return storage.Plan{}, beforeCommit(err)
		}
	}
	var text string
	if err := tx.QueryRowContext(ctx, "explain (format json) "+statement, args...).Scan(&text); err != nil {
		return storage.Plan{}, beforeCommit(err)
	}
	return readPlan(&q, text)
}

// readPlan judges a plan in JSON.
func readPlan(q *storage.Query, text string) (storage.Plan, error) {
	var top []struct{ Plan node }
	if err := json.Unmarshal([]byte(text), &top); err != nil || len(top) != 1 {
		return storage.Plan{}, &storage.UnsupportedError{Ability: "explain: the server's plan is in another form"}
	}
	p := storage.Plan{Indexed: true, Ordered: true, Covering: true, Text: text}
	top[0].Plan.judge(q, &p)
	return p, nil
}

func (n *node) judge(q *storage.Query, p *storage.Plan) {
	switch n.Type {
	case "Limit", "Nested Loop", "Result":
	case "Index Only Scan":
	case "Index Scan":
		p.Covering = false
	case "Sort", "Incremental Sort":
		p.Ordered = false
	default:
		p.Indexed, p.Covering = false, false
	}
	// A filter reads rows that it does not return. A unique key, the one condition
	// on bytes in its index, finds one row at most, so there it is harmless.
	if n.Filter != "" && !(q.Index == storage.ByUnique && strings.Contains(n.Cond, "::bytea")) {
		p.Indexed = false
	}
	for i := range n.Plans {
		n.Plans[i].judge(q, p)
	}
}
