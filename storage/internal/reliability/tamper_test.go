package reliability

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

const (
	tamperedRecords = 30
	tamperedTwice   = 10 // of them have two versions
)

// A tampering is somebody with every right on the database file.
type tampering struct {
	db    *sql.DB
	store *storage.Store
}

// flip changes one byte of a stored value, or the last bit of a number, calls look,
// and puts the value back.
func (h tampering) flip(t *testing.T, table, column, where string, at int, look func()) {
	t.Helper()
	var was any
	require.NoError(t, h.db.QueryRowContext(t.Context(), "select "+column+" from "+table+" where "+where).Scan(&was))
	set := func(v any) {
		res, err := h.db.ExecContext(t.Context(), "update "+table+" set "+column+" = ? where "+where, v)
		require.NoError(t, err)
		n, err := res.RowsAffected()
		require.NoError(t, err)
		require.EqualValues(t, 1, n, where)
	}
	switch v := was.(type) {
	case []byte:
		was = bytes.Clone(v)
		changed := bytes.Clone(v)
		changed[at%len(changed)] ^= 1
		set(changed)
	case int64:
		set(v ^ 1)
	default:
		t.Fatalf("%s of %s is a %T", column, table, was)
	}
	look()
	set(was)
}

// corrupt is what a check found.
func corrupt(t *testing.T, err error) storage.CorruptError {
	t.Helper()
	var c *storage.CorruptError
	require.ErrorAs(t, err, &c)
	return *c
}

// TestTamperSQLite flips a byte of every stored version, every entry of the log and
// every current row of a SQLite file, by SQL and one at a time: VerifyAll names the
// shard and the entry, VerifyRecords the record.
func TestTamperSQLite(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "residence.db")
	b := sqliteAt(t, path)
	defer func() { require.NoError(t, b.Close()) }()
	h := tampering{store: sealedHolding(t).over(t, b)}
	for i := range tamperedRecords + tamperedTwice {
		id := fmt.Sprintf("P-%d", i%tamperedRecords)
		_, err := h.store.Update(ctx, storage.Command{ID: storage.CommandID(fmt.Sprint("c-", i))}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			r := storage.Record{Header: storage.Header{Kind: 1, ID: id, District: 110108, Status: 2}, Body: []byte("body " + id)}
			_, err := w.Put(ctx, r, storage.Version(i/tamperedRecords))
			return nil, err
		})
		require.NoError(t, err)
	}
	// The driver of the backend itself: two SQLite libraries in one program would
	// not see each other's locks.
	var err error
	h.db, err = driver.Open("file:" + path + "?_pragma=busy_timeout(10000)")
	require.NoError(t, err)
	defer func() { require.NoError(t, h.db.Close()) }()

	whole := func() error {
		_, err := h.store.VerifyAll(ctx)
		return errors.Join(err, h.store.VerifyRecords(ctx, 1))
	}
	require.NoError(t, whole(), "the control")
	type place struct {
		shard uint16
		seq   uint64
		put   storage.PutEntry
	}
	var log []place
	require.NoError(t, h.store.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		log = nil
		for shard := range h.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type == storage.LogStore {
					continue // the mark of the store: see below
				}
				p, err := storage.ParsePut(&e)
				if err != nil {
					return err
				}
				log = append(log, place{shard, e.Seq, p})
			}
		}
		return nil
	}))
	require.Len(t, log, tamperedRecords+tamperedTwice)

	flipped, found := map[string]int{}, map[string]int{}
	for i, l := range log {
		named := func(what, table, column, where string) {
			h.flip(t, table, column, where, i, func() {
				flipped[what]++
				_, err := h.store.VerifyAll(ctx)
				c := corrupt(t, err)
				require.Equal(t, l.shard, c.Shard, "%s: %v", what, err)
				require.Equal(t, l.seq, c.Seq, "%s: %v", what, err)
				found[what]++
			})
		}
		version := fmt.Sprintf("kind = 1 and id = '%s' and version = %d", l.put.Key.ID, l.put.Version)
		entry := fmt.Sprintf("shard = %d and seq = %d", l.shard, l.seq)
		named("version bodies", "residence_version", "body", version)
		named("version headers", "residence_version", "status", version)
		named("entries", "residence_entry", "data", entry)
		named("hashes", "residence_entry", "hash", entry)
	}
	for i := range tamperedRecords {
		id := fmt.Sprintf("P-%d", i)
		h.flip(t, "residence_record", "status", "kind = 1 and id = '"+id+"'", 0, func() {
			flipped["current rows"]++
			_, err := h.store.VerifyAll(ctx)
			require.NoError(t, err, "the chain says nothing of the current rows")
			require.Equal(t, storage.Key{Kind: 1, ID: id}, corrupt(t, h.store.VerifyRecords(ctx, 1)).Key)
			found["current rows"]++
		})
	}
	h.flip(t, "residence_entry", "data", "shard = 0 and seq = 1", 0, func() {
		_, err := h.store.VerifyAll(ctx)
		require.Equal(t, storage.CorruptError{Seq: 1, What: "is not the mark of a store"}, corrupt(t, err))
	})
	require.NoError(t, whole(), "everything was put back")
	require.Equal(t, flipped, found)
	require.Len(t, found, 5)
	t.Logf("tamper on SQLite by SQL, place named: found %v of %v; control: unedited and put back, it verifies", found, flipped)
}
