package sqlstore

import (
	"context"
	"database/sql"
	"strings"
)

// A statement is one of the fixed statements.
type statement uint8

const (
	getRecord statement = iota
	getHeader
	getVersion
	getInstant
	counts
	readLog
	readHead
	lockHead
	getCommand
	listCommands
	versionOf
	insertRecord
	updateRecord
	insertVersion
	insertHead
	updateHead
	insertEntry
	insertEntries
	insertCommand
	statementCount
)

// manyEntries is how many log entries insertEntries inserts.
const manyEntries = 16

const (
	headerColumns = "id, version, recorded_at, holder, uniq, ref, district, status, from_on, due_on, ended_on"
	recordValues  = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
)

// texts are the statements in the dialect of PostgreSQL. Arguments are numbered
// in the order of their first use. Each "on conflict" names its key: engines that
// are compatible with PostgreSQL may ask for that.
var texts = [statementCount]string{
	getRecord: "select " + headerColumns + ", body from residence_version" +
		" where kind = $1 and id = $2 order by version desc limit 1",
	getHeader: "select " + headerColumns + " from residence_record where kind = $1 and id = $2",
	getVersion: "select " + headerColumns + ", body from residence_version" +
		" where kind = $1 and id = $2 and version = $3",
	getInstant: "select " + headerColumns + ", body from residence_version" +
		" where kind = $1 and id = $2 and recorded_at <= $3 order by version desc limit 1",
	counts: "select district, status, count(*) from residence_record where kind = $1" +
		" group by district, status order by district, status",
	readLog: "select seq, recorded_at, type, hash, data from residence_entry" +
		" where shard = $1 and seq >= $2 order by seq limit $3",
	readHead:     "select seq, hash from residence_head where shard = $1",
	lockHead:     "select seq, hash from residence_head where shard = $1 for update",
	getCommand:   "select id, digest, recorded_at, result from residence_command where id = $1",
	listCommands: "select id, digest, recorded_at, result from residence_command where id > $1 order by id limit $2",
	versionOf:    "select version from residence_record where kind = $1 and id = $2",
	insertRecord: "insert into residence_record (kind, " + headerColumns + ")" +
		" values (" + recordValues + ") on conflict (kind, id) do nothing",
	updateRecord: "update residence_record set version = $3, recorded_at = $4, holder = $5, uniq = $6, ref = $7," +
		" district = $8, status = $9, from_on = $10, due_on = $11, ended_on = $12" +
		" where kind = $1 and id = $2 and version = $13",
	insertVersion: "insert into residence_version (kind, " + headerColumns + ", body) values (" + recordValues + ", $13)",
	insertHead:    "insert into residence_head (shard, seq, hash) values ($1, $2, $3) on conflict (shard) do nothing",
	updateHead:    "update residence_head set seq = $2, hash = $3 where shard = $1 and seq = $4",
	insertEntry:   insertEntryText + " ($1, $2, $3, $4, $5, $6)",
	insertEntries: insertEntryText + rows(manyEntries, 6),
	insertCommand: "insert into residence_command (id, digest, recorded_at, result) values ($1, $2, $3, $4) on conflict (id) do nothing",
}

const insertEntryText = "insert into residence_entry (shard, seq, recorded_at, type, hash, data) values"

// rows writes n rows of so many arguments each.
func rows(n, columns int) string {
	var b strings.Builder
	for i := range n * columns {
		switch {
		case i == 0:
			b.WriteString(" (")
		case i%columns == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		writeArg(&b, i+1)
	}
	return b.String() + ")"
}

// text returns a statement in a dialect.
func (d Dialect) text(s statement) string {
	if d == SQLite && s == lockHead {
		s = readHead // whoever writes holds the one lock already
	}
	return d.rewrite(texts[s])
}

// rewrite turns the arguments $1 of PostgreSQL into ?1 of SQLite, where $1 would
// be a name.
func (d Dialect) rewrite(text string) string {
	if d == SQLite {
		return strings.ReplaceAll(text, "$", "?")
	}
	return text
}

// A prepared holds the fixed statements for one pool. Only SQLite has them
// prepared here: between a program and PostgreSQL there may be a pooler that
// knows nothing of prepared statements, and the driver does better.
type prepared [statementCount]*sql.Stmt

func (d Dialect) prepare(ctx context.Context, db *sql.DB) (*prepared, error) {
	p := new(prepared)
	if d != SQLite {
		return p, nil
	}
	for s := range statementCount {
		stmt, err := db.PrepareContext(ctx, d.text(s))
		if err != nil {
			return nil, err
		}
		p[s] = stmt
	}
	return p, nil
}
