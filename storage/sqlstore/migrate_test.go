package sqlstore

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// frozen are the checksums of the steps that programs have applied. A step is
// never changed: what it did wrong the next one puts right.
var frozen = map[Dialect][]string{
	PostgreSQL: {
		"4673e27d7e2313a0ac35ccea18da5682ccebddb0e895c98089cd4b0e0e456b90",
		"031ca8d768c64d10e5ae27a4d5cd0d051325e953e707329a79164835828237af",
	},
	SQLite: {
		"760abfafa7992bd6d5ecf2d6d1c1282d2e763618389f8d4e6ee16b22d6616897",
		"c72b3b1dcbe50dc86a13062b189eca9f19bc7db21a3dd5d128ce87b879a16fb2",
	},
}

// Each step enters itself under its own number with the checksum of what is above,
// and is what it always was.
func TestSteps(t *testing.T) {
	for d, sums := range frozen {
		steps, err := stepsOf(d)
		require.NoError(t, err)
		require.Len(t, steps, len(sums)+1)
		for v, s := range steps[1:] {
			require.Equal(t, sums[v], s.checksum, "dialect %d, step %d", d, v+1)
			require.Equal(t, "insert into residence_schema (version, checksum) values ("+string(rune('1'+v))+", '"+s.checksum+"')",
				s.statements[len(s.statements)-1])
		}
	}
	_, err := Migrations(0)
	require.ErrorIs(t, err, storage.ErrInvalid)
	names := func(d Dialect) []string {
		files, err := Migrations(d)
		require.NoError(t, err)
		all, err := fs.Glob(files, "*")
		require.NoError(t, err)
		return all
	}
	require.True(t, slices.Equal(names(SQLite), names(PostgreSQL)), "a version means the same to both")
}

// Each "on conflict" names its key: openGauss asks for that.
func TestConflictsNameTheirKey(t *testing.T) {
	all := texts[:]
	for d := range frozen {
		steps, err := stepsOf(d)
		require.NoError(t, err)
		for _, s := range steps {
			all = append(all, s.statements...)
		}
	}
	found := 0
	for _, text := range all {
		if _, after, has := strings.Cut(text, "on conflict"); has {
			require.True(t, strings.HasPrefix(after, " ("), text)
			found++
		}
	}
	require.Equal(t, 5, found, "record, head and command, and the lock row of either dialect")
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{
		{}, {Dialect: 9}, {Dialect: SQLite, Capabilities: storage.Capabilities{Name: "x"}}, {Dialect: PostgreSQL},
	} {
		_, err := Open(t.Context(), nil, o)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}

// A plan that does anything but search the index it was asked to is told so.
func TestReadPlan(t *testing.T) {
	q := &storage.Query{Index: storage.ByStatus}
	good := "SEARCH r USING COVERING INDEX residence_record_status (kind=? AND status=? AND due_on>?)"
	require.True(t, readPlan(q, []string{good}).Covering)
	for _, bad := range []string{
		"SCAN r USING COVERING INDEX residence_record_status",
		"SEARCH r USING COVERING INDEX residence_record_due (kind=? AND due_on>?)",
		"SEARCH r USING PRIMARY KEY (kind=?)",
	} {
		p := readPlan(q, []string{bad})
		require.False(t, p.Indexed || p.Covering, bad)
	}
	p := readPlan(q, []string{good, "USE TEMP B-TREE FOR ORDER BY"})
	require.False(t, p.Ordered)
	require.False(t, readPlan(q, []string{good, "SEARCH v USING INDEX sqlite_autoindex_residence_version_1 (kind=?)"}).Covering)
	require.False(t, readPlan(q, nil).Indexed)
}
