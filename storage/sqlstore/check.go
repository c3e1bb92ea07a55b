package sqlstore

import (
	"context"
	"database/sql"

	"github.com/juzhuzheng/residence/storage"
)

// sameHeader compares the header columns of a record and of its version.
const sameHeader = "v.recorded_at <> r.recorded_at or v.holder is distinct from r.holder or v.uniq is distinct from r.uniq" +
	" or v.ref <> r.ref or v.district <> r.district or v.status <> r.status" +
	" or v.from_on <> r.from_on or v.due_on <> r.due_on or v.ended_on <> r.ended_on"

// recordFaults each find a record that is wrong, by kind and ID.
var recordFaults = []struct{ what, find string }{
	{"differs from its last version", "select r.kind, r.id from residence_record r left join residence_version v" +
		" on v.kind = r.kind and v.id = r.id and v.version = r.version where v.id is null or " + sameHeader + " limit 1"},
	{"has a gap in its versions", "select kind, id from residence_version group by kind, id" +
		" having min(version) <> 1 or max(version) <> count(*) limit 1"},
	{"is not at its last version", "select v.kind, v.id from (select kind, id, max(version) as last from residence_version" +
		" group by kind, id) v left join residence_record r on r.kind = v.kind and r.id = v.id" +
		" where r.id is null or r.version <> v.last limit 1"},
}

// shardFaults each find a shard that is wrong.
var shardFaults = []struct{ what, find string }{
	{"a shard has a gap", "select shard from residence_entry group by shard having min(seq) <> 1 or max(seq) <> count(*) limit 1"},
	{"the head of a shard is not that of its last entry", "select h.shard from residence_head h left join residence_entry e" +
		" on e.shard = h.shard and e.seq = h.seq where e.seq is null or e.hash <> h.hash limit 1"},
	{"a shard goes on after its head", "select e.shard from (select shard, max(seq) as last from residence_entry group by shard) e" +
		" left join residence_head h on h.shard = e.shard where h.seq is null or h.seq <> e.last limit 1"},
}

// Check compares records with their versions and the log with its heads, all in
// one snapshot; in SQLite it also has the engine examine the file and every
// index. It reads everything. The error is a storage.CorruptError at the first
// damage.
func (b *Backend) Check(ctx context.Context) error {
	return b.View(ctx, func(ctx context.Context, r storage.ReadTx) error {
		t := r.(*tx)
		if b.o.Dialect == SQLite {
			if err := t.integrity(ctx); err != nil {
				return err
			}
		}
		for _, f := range recordFaults {
			var kind int64
			var id string
			if found, err := t.finds(ctx, f.find, &kind, &id); err != nil {
				return err
			} else if found {
				return &storage.CorruptError{Key: storage.Key{Kind: storage.Kind(kind), ID: id}, What: f.what}
			}
		}
		for _, f := range shardFaults {
			var shard int64
			if found, err := t.finds(ctx, f.find, &shard); err != nil {
				return err
			} else if found {
				return &storage.CorruptError{Shard: uint16(shard), What: f.what}
			}
		}
		return nil
	})
}

func (t *tx) finds(ctx context.Context, text string, into ...any) (found bool, err error) {
	rows, err := t.sql.QueryContext(ctx, text)
	err = t.each(ctx, rows, err, func(r *sql.Rows) error {
		found = true
		return r.Scan(into...)
	})
	return found, err
}

// integrity asks SQLite whether the file is sound. What it says of damage names
// tables and pages, and is left to its own tools to repeat.
func (t *tx) integrity(ctx context.Context) error {
	var verdict string
	if _, err := t.finds(ctx, "pragma integrity_check(1)", &verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return &storage.CorruptError{What: "the database file is damaged (pragma integrity_check)"}
	}
	return nil
}
