// Package oldschema lays down, for tests, tables as programs of older schema
// versions left them, in any database package sqlstore knows.
package oldschema

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A Place is a database in which old data lie.
type Place struct {
	DB      *sql.DB
	Dialect sqlstore.Dialect
}

// Lay applies the steps up to version v and, if there are tables then, puts
// records in them. It returns the current ones.
func (p Place) Lay(tb testing.TB, v int) []storage.Record {
	tb.Helper()
	if v == 0 {
		return nil
	}
	for n := range v + 1 {
		for _, s := range p.statements(tb, n) {
			p.exec(tb, s)
		}
	}
	var current []storage.Record
	for i := range 9 {
		r := record(i)
		for r.Version = 1; int(r.Version) <= 1+i%3; r.Version++ {
			r.RecordedAt = storage.Instant(1000*i + int(r.Version))
			r.Body = fmt.Appendf(nil, "body %d of version %d", i, r.Version)
			p.put(tb, &r)
		}
		r.Version--
		current = append(current, r)
	}
	return current
}

func record(i int) storage.Record {
	r := storage.Record{Header: storage.Header{
		Kind: 1, ID: fmt.Sprintf("OLD-%02d", i), District: storage.District(110100 + i%2), Status: uint8(i % 3),
		From: civil.MustParse("2026-01-01").AddDays(i),
	}}
	if i%2 == 0 {
		r.Ref, r.DueOn = "OLD-REF", r.From.AddDays(365)
		r.Holder, r.Unique = storage.Blind{1, byte(i)}, storage.Blind{2, byte(i)}
	}
	return r
}

// put writes a version as the statements of the first version did.
func (p Place) put(tb testing.TB, r *storage.Record) {
	args := []any{
		int64(r.Kind), r.ID, int64(r.Version), int64(r.RecordedAt), blind(r.Holder), blind(r.Unique), r.Ref,
		int64(r.District), int64(r.Status), int64(r.From.DayNumber()), int64(r.DueOn.DayNumber()), int64(r.EndedOn.DayNumber()),
	}
	const columns = "kind, id, version, recorded_at, holder, uniq, ref, district, status, from_on, due_on, ended_on"
	const values = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
	p.exec(tb, "delete from residence_record where kind = $1 and id = $2", args[:2]...)
	p.exec(tb, "insert into residence_record ("+columns+") values ("+values+")", args...)
	p.exec(tb, "insert into residence_version ("+columns+", body) values ("+values+", $13)", append(args, r.Body)...)
}

func blind(b storage.Blind) any {
	if b.IsZero() {
		return nil
	}
	return b[:]
}

// Steps counts the steps that were applied.
func (p Place) Steps(tb testing.TB) (n int) {
	tb.Helper()
	there := "select count(*) from information_schema.tables where table_name = 'residence_schema' and table_schema = current_schema()"
	if p.Dialect == sqlstore.SQLite {
		there = "select count(*) from sqlite_master where name = 'residence_schema'"
	}
	// Without the table no step was applied.
	if p.count(tb, there) == 0 {
		return 0
	}
	return p.count(tb, "select count(*) from residence_schema")
}

func (p Place) count(tb testing.TB, text string) (n int) {
	tb.Helper()
	if err := p.DB.QueryRow(text).Scan(&n); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	return n
}

// Begin begins to migrate data of version v, and returns the transaction in the
// middle of the step, for the caller to break off.
func (p Place) Begin(tb testing.TB, v int) *sql.Tx {
	tb.Helper()
	if v == 0 {
		for _, s := range p.statements(tb, 0) {
			p.exec(tb, s)
		}
	}
	t, err := p.DB.BeginTx(context.Background(), nil)
	if err != nil {
		tb.Fatal(err)
	}
	all := p.statements(tb, v+1)
	for _, s := range append([]string{"update residence_lock set taken = taken + 1 where id = 1"}, all[:(len(all)+1)/2]...) {
		if _, err := t.Exec(s); err != nil {
			tb.Fatal(err)
		}
	}
	return t
}

// Newer marks the data as one version newer than the program knows.
func (p Place) Newer(tb testing.TB) {
	tb.Helper()
	p.exec(tb, "insert into residence_schema (version, checksum) select max(version) + 1, 'newer' from residence_schema")
}

// Drift makes the data say that the first step was another.
func (p Place) Drift(tb testing.TB) {
	tb.Helper()
	p.exec(tb, "update residence_schema set checksum = 'another' where version = 1")
}

func (p Place) exec(tb testing.TB, text string, args ...any) {
	tb.Helper()
	if p.Dialect == sqlstore.SQLite {
		text = strings.ReplaceAll(text, "$", "?")
	}
	if _, err := p.DB.Exec(text, args...); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
}

// statements reads a step.
func (p Place) statements(tb testing.TB, n int) []string {
	tb.Helper()
	files, err := sqlstore.Migrations(p.Dialect)
	if err != nil {
		tb.Fatal(err)
	}
	names, err := fs.Glob(files, fmt.Sprintf("%04d_*.sql", n))
	if err != nil || len(names) != 1 {
		tb.Fatalf("step %d: %d files, %v", n, len(names), err)
	}
	text, err := fs.ReadFile(files, names[0])
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), ";\n"), ";\n")
}
