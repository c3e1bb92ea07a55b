package dirvault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/juzhuzheng/residence/storage"
)

// makePlace makes a record's directory to last.
func (v *Vault) makePlace(k storage.Key) error {
	place := v.place(k)
	if _, err := os.Stat(place); err == nil {
		return nil
	}
	if err := os.MkdirAll(place, 0o700); err != nil {
		return err
	}
	if err := syncDir(filepath.Dir(place)); err != nil {
		return err
	}
	return syncDir(v.dir)
}

// add makes a file, whole and to last, under a name that is not in use; else the
// error is fs.ErrExist.
func add(place, name string, content []byte) error {
	return finish(place, content, func(written string) error {
		err := os.Link(written, filepath.Join(place, name))
		if gone := os.Remove(written); err == nil && !errors.Is(gone, fs.ErrNotExist) {
			err = gone // a sweep may have come first
		}
		return err
	})
}

// empty takes the content of a number that is not the newest any more. Its name
// stays, so that nobody who was late can use it.
func empty(place string, number int) error {
	return finish(place, nil, func(written string) error {
		return os.Rename(written, filepath.Join(place, strconv.Itoa(number)))
	})
}

// finish writes content to a new file, syncs it, gives it its name and syncs the
// directory.
func finish(place string, content []byte, name func(written string) error) error {
	f, err := os.CreateTemp(place, unfinished)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := name(f.Name()); err != nil {
		return err
	}
	return syncDir(place)
}

// sweep removes all from a record's directory but the mark that its key was
// destroyed. Who comes late with a file of its own sweeps again.
func sweep(place string) error {
	files, err := os.ReadDir(place)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Name() == destroyed {
			continue
		}
		if err := os.Remove(filepath.Join(place, f.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return syncDir(place)
}

// syncDir makes the names in a directory last. Windows syncs names by itself and
// has no such call.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
