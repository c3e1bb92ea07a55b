package sqlite_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// TestForgedVersions: somebody with every right on the file puts versions of
// records into it by SQL, past the log. VerifyRecords names the record, by what the
// engine finds in its own data and, but for a record that is on no list, by asking
// through the contract alone.
func TestForgedVersions(t *testing.T) {
	ctx := t.Context()
	path := fresh(t)
	b, err := sqlite.Open(ctx, path, sqlite.Options{})
	require.NoError(t, err)
	defer func() { require.NoError(t, b.Close()) }()
	over := func(b storage.Backend) *storage.Store {
		s, err := storage.New(b, storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize)})
		require.NoError(t, err)
		return s
	}
	whole, bare := over(b), over(struct{ storage.Backend }{b})
	for v := range storage.Version(2) {
		_, err := whole.Update(ctx, storage.Command{ID: storage.CommandID(fmt.Sprint("c-", v))}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for _, id := range []string{"A-1", "A-2", "A-3"} {
				if _, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: id, Status: 1}, Body: []byte(id)}, v); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
	db := rawDB(t, path)
	const columns = "recorded_at, holder, uniq, ref, district, status, from_on, due_on, ended_on"
	version := func(id, version, recorded string) string {
		return "insert into residence_version (kind, id, version, " + columns + ", body) select kind, " + id + ", " + version + ", " + recorded +
			", holder, uniq, ref, district, 9, from_on, due_on, ended_on, x'03' from residence_version where id = 'A-2' and version = 1"
	}
	for name, c := range map[string]struct {
		forge  []string
		id     string
		unseen bool // without the engine's own check
	}{
		"the next version":         {forge: []string{version("'A-2'", "3", "recorded_at")}, id: "A-2"},
		"one far ahead":            {forge: []string{version("'A-2'", "4000", "-1")}, id: "A-2"},
		"one before the first":     {forge: []string{version("'A-2'", "0", "recorded_at - 1")}, id: "A-2"},
		"an edited one":            {forge: []string{"update residence_version set status = 9 where id = 'A-2' and version = 1"}, id: "A-2"},
		"the first is gone":        {forge: []string{"delete from residence_version where id = 'A-2' and version = 1"}, id: "A-2"},
		"a record without history": {forge: []string{"insert into residence_record (kind, id, version, " + columns + ") select kind, 'B-1', 1, " + columns + " from residence_record where id = 'A-2'"}, id: "B-1"},
		"a whole record": {forge: []string{
			version("'B-1'", "1", "recorded_at"),
			"insert into residence_record (kind, id, version, " + columns + ") select kind, id, version, " + columns + " from residence_version where id = 'B-1'",
		}, id: "B-1"},
		"a history without a record": {forge: []string{version("'B-1'", "1", "recorded_at")}, id: "B-1", unseen: true},
		"the current row as well": {forge: []string{version("'A-2'", "3", "recorded_at"),
			"update residence_record set version = 3, status = 9 where id = 'A-2'"}, id: "A-2"},
	} {
		require.NoError(t, whole.VerifyRecords(ctx, 1), "the control")
		require.NoError(t, bare.VerifyRecords(ctx, 1), "the control")
		for _, table := range []string{"record", "version"} {
			_, err := db.ExecContext(ctx, "create table kept_"+table+" as select * from residence_"+table)
			require.NoError(t, err)
		}
		for _, text := range c.forge {
			res, err := db.ExecContext(ctx, text)
			require.NoError(t, err, name)
			n, err := res.RowsAffected()
			require.NoError(t, err)
			require.EqualValues(t, 1, n, name)
		}
		for _, s := range []*storage.Store{whole, bare} {
			err := s.VerifyRecords(ctx, 1)
			if c.unseen && s == bare {
				require.NoError(t, err, name)
				continue
			}
			var corrupt *storage.CorruptError
			require.ErrorAs(t, err, &corrupt, name)
			require.Equal(t, storage.Key{Kind: 1, ID: c.id}, corrupt.Key, name)
		}
		for _, table := range []string{"record", "version"} {
			for _, text := range []string{"delete from residence_" + table, "insert into residence_" + table + " select * from kept_" + table, "drop table kept_" + table} {
				_, err := db.ExecContext(ctx, text)
				require.NoError(t, err, name)
			}
		}
	}
}
