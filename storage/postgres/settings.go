package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// OldestVersion is the oldest server version accepted without being named in
// Options.Accept, as server_version_num gives it.
const OldestVersion = 130000

// refused is the error for a server with these findings. One that only reads, and
// is right in all else, is told apart.
func refused(found []sqlstore.Finding) error {
	e := &sqlstore.SettingsError{Engine: "postgres", Findings: found, Err: storage.ErrReadOnly}
	for _, f := range found {
		if f.Setting != readOnlySetting {
			e.Err = storage.ErrUnsupported
		}
	}
	return e
}

// readOnlySetting is on in a server in recovery and where an operator has made
// reading the default.
const readOnlySetting = "transaction_read_only"

// A check looks at one setting.
type check struct {
	setting string
	want    string
	risk    string
	durable bool // whether durability hangs on it
	good    func(string) bool
}

func not(bad string) func(string) bool { return func(have string) bool { return have != bad } }

// checks are asked in one query. A server that does not know a setting (other
// engines speak the protocol too) gives NULL, which is no finding: it cannot be
// judged by a setting it does not have.
var checks = []check{
	{"server_version_num", fmt.Sprint("at least ", OldestVersion), "this version is not maintained and was not tried", false, recent},
	{"fsync", "on", "a power cut can destroy the whole database", true, not("off")},
	{"full_page_writes", "on", "a power cut can tear pages", true, not("off")},
	{sessionSetting, "anything but off", "a crash loses acts that were acknowledged", true, not("off")},
	{"server_encoding", "UTF8", "tools that read the tables may not", false, not("SQL_ASCII")},
	{readOnlySetting, "off", "nothing can be written here: it may be a standby", false, not("on")},
}

func recent(have string) bool {
	n, err := strconv.Atoi(have)
	return err == nil && n >= OldestVersion
}

func checked(name string) bool {
	return slices.ContainsFunc(checks, func(c check) bool { return c.setting == name })
}

// An asker is a database or a transaction.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// inspect asks the server for its settings.
func inspect(ctx context.Context, db asker, checks []check) ([]sqlstore.Finding, error) {
	columns := make([]string, len(checks))
	values := make([]sql.NullString, len(checks))
	into := make([]any, len(checks))
	for i, c := range checks {
		columns[i] = "current_setting('" + c.setting + "', true)"
		into[i] = &values[i]
	}
	err := db.QueryRowContext(ctx, "select "+strings.Join(columns, ", ")).Scan(into...)
	if err != nil {
		return nil, err
	}
	var found []sqlstore.Finding
	for i, c := range checks {
		if values[i].Valid && !c.good(values[i].String) {
			found = append(found, sqlstore.Finding{Setting: c.setting, Have: values[i].String, Want: c.want, Risk: c.risk})
		}
	}
	return found, nil
}

// inspectEnlisted asks, in a transaction of a caller's, for the one setting of
// durability that a session or a transaction can change.
func (o *Options) inspectEnlisted(ctx context.Context, t *sql.Tx) error {
	i := slices.IndexFunc(checks, func(c check) bool { return c.setting == sessionSetting })
	found, err := inspect(ctx, t, checks[i:i+1])
	if err != nil {
		return beforeCommit(err)
	}
	if len(found) == 0 || slices.Contains(o.Accept, sessionSetting) {
		return nil
	}
	return fmt.Errorf("%w; begin the transaction with Backend.Begin, or set it for its role or connection", refused(found))
}

// sessionSetting is what inspectEnlisted asks for.
const sessionSetting = "synchronous_commit"

// judge reports the findings and returns an error for those the options do not
// accept. durable is false if one of them costs durability.
func judge(found []sqlstore.Finding, o *Options) (durable bool, err error) {
	durable = true
	var rest []sqlstore.Finding
	for _, f := range found {
		if o.Report != nil {
			o.Report(f)
		}
		if slices.ContainsFunc(checks, func(c check) bool { return c.setting == f.Setting && c.durable }) {
			durable = false
		}
		if slices.Contains(o.Accept, f.Setting) || f.Setting == readOnlySetting && o.ReadOnly {
			continue
		}
		rest = append(rest, f)
	}
	if len(rest) > 0 {
		err = refused(rest)
	}
	return durable, err
}
