package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// refused is the error for a file or library with these findings.
func refused(found []sqlstore.Finding) error {
	return &sqlstore.SettingsError{Engine: "sqlite", Findings: found, Err: storage.ErrUnsupported}
}

// A check reads one setting back.
type check struct {
	setting, ask string
	good         func(string) bool
	want, risk   string
}

func is(want string) func(string) bool { return func(have string) bool { return have == want } }

// versionCheck is asked once: all connections have the same library.
var versionCheck = check{"sqlite_version", "select sqlite_version()", sound,
	"3.51.3 or later, or 3.50.7, 3.44.6", "starting the write-ahead log over can corrupt the database"}

var (
	walCheck = check{"journal_mode", "pragma journal_mode", is("wal"),
		"wal", "readers and the writer block each other"}
	fullCheck = check{"synchronous", "pragma synchronous", func(have string) bool { return have == "2" || have == "3" },
		"2 (FULL) or 3 (EXTRA)", "the loss of power loses acts that were acknowledged"}
	waitCheck = check{"busy_timeout", "pragma busy_timeout", func(have string) bool { return have != "0" },
		"more than 0", "two processes get in each other's way"}
	queryCheck = check{"query_only", "pragma query_only", is("1"),
		"1", "a reader could write beside the one writer"}
)

// inspect reads the settings back. The writer comes first, for it makes the file.
func inspect(ctx context.Context, writer, readers *sql.DB, readOnly bool) error {
	var found []sqlstore.Finding
	look := func(db *sql.DB, checks ...check) error {
		more, err := read(ctx, db, checks...)
		found = append(found, more...)
		return err
	}
	if !readOnly {
		if err := look(writer, versionCheck, walCheck, fullCheck, waitCheck); err != nil {
			return err
		}
	}
	if err := look(readers, versionCheck, walCheck, fullCheck, waitCheck, queryCheck); err != nil {
		return err
	}
	if len(found) > 0 {
		return refused(found)
	}
	return nil
}

// read asks for settings and returns those that are wrong.
func read(ctx context.Context, db asker, checks ...check) (found []sqlstore.Finding, err error) {
	for _, c := range checks {
		have, err := value(ctx, db, c.ask)
		if err != nil {
			return nil, err
		}
		if !c.good(have) {
			found = append(found, sqlstore.Finding{Setting: c.setting, Have: have, Want: c.want, Risk: c.risk})
		}
	}
	return found, nil
}

// inspectEnlisted reads back, in a transaction of a caller's, what its commit
// hangs on.
func inspectEnlisted(ctx context.Context, t *sql.Tx) error {
	found, err := read(ctx, t, walCheck, fullCheck)
	if err != nil || len(found) == 0 {
		return err
	}
	return fmt.Errorf("%w; begin the transaction with Backend.Begin, or open its database with "+
		"_pragma=journal_mode(wal)&_pragma=synchronous(full)", refused(found))
}

// sound reports whether a version is free of the fault by which a checkpoint
// that starts the log over can lose pages (3.7.0 to 3.51.2, repaired in 3.44.6
// and 3.50.7 too).
func sound(version string) bool {
	var major, minor, patch int
	if n, err := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); n < 2 || major != 3 {
		return err == nil && major > 3
	}
	switch minor {
	case 44:
		return patch >= 6
	case 50:
		return patch >= 7
	case 51:
		return patch >= 3
	}
	return minor > 51
}
