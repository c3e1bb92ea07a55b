package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/ncruces/go-sqlite3/driver"

	"github.com/juzhuzheng/residence/storage"
)

// Restore makes a database at path, readable by its owner alone, from a file that
// Backup wrote, and checks it. Tables of an older version are brought to the newest
// in the copy.
//
// The error wraps fs.ErrExist if something is at path, or beside it what belongs
// to a database there: nothing is overwritten. It wraps storage.ErrInvalid if the
// backup is in use or was copied while in use, storage.ErrCorrupt if it is
// damaged, cut short or no database with records, storage.ErrSchema if it is of a newer program. After an error there
// is no file at path.
func Restore(ctx context.Context, backup, path string) error {
	for _, suffix := range companions {
		if there(backup + suffix) {
			return &storage.InvalidError{Field: "backup", Rule: "must not be in use: there is a " + suffix + " beside it"}
		}
		if there(path + suffix) {
			return &fs.PathError{Op: "restore", Path: path + suffix, Err: fs.ErrExist}
		}
	}
	return place(ctx, path, func(part string) error {
		if err := copyTo(ctx, backup, part); err != nil {
			return err
		}
		return whole(ctx, part)
	})
}

// magic is how every database of SQLite begins.
const magic = "SQLite format 3\x00"

// whole reports a copy that is not all of a database with records. SQLite takes an
// empty file for a new database, and Open makes tables where there are none: a copy
// that failed would pass for a good one of an empty register.
func whole(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(magic)]) != magic {
		return &storage.CorruptError{What: "the backup is no database"}
	}
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 64 << 10
	}
	if pages := int64(binary.BigEndian.Uint32(head[28:])); end != page*pages {
		return &storage.CorruptError{What: "the backup is not of the length it says"}
	}
	db, err := driver.Open(uri(path, &Options{ReadOnly: true}, "deferred"))
	if err != nil {
		return BeforeCommit(err)
	}
	have, err := value(ctx, db, "select count(*) from sqlite_schema where name = 'residence_schema'")
	if err == nil && have == "1" {
		have, err = value(ctx, db, "select count(*) from residence_schema")
	}
	if err == nil && have == "0" {
		err = &storage.CorruptError{What: "the backup has no tables of records"}
	}
	return errors.Join(err, db.Close())
}

// companions are what lies beside a database that is, or was, in use.
var companions = []string{"-wal", "-shm", "-journal"}

func copyTo(ctx context.Context, from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, ctx.Err(), dst.Close())
}
