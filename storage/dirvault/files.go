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

// makePlace makes a record's directory, and never that of the vault, which may only
// be away: a disk that is not mounted.
func (v *Vault) makePlace(k storage.Key) error {
	place := v.place(k)
	for _, dir := range [...]string{filepath.Dir(place), place} {
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// settle makes the names that lead to a record's file last. Who relies on a file
// that somebody else has made does it as well: its maker may not have come so far.
func (v *Vault) settle(k storage.Key) error {
	place := v.place(k)
	for _, dir := range [...]string{place, filepath.Dir(place), v.dir} {
		if err := v.syncDir(dir); err != nil {
			return err
		}
	}
	return nil
}

// add makes a file, whole, under a name that is not in use; else the error is
// fs.ErrExist. Its content lasts then, and its name after settle.
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

// finish writes content to a new file, syncs it and gives it its name.
func finish(place string, content []byte, name func(written string) error) error {
	f, err := os.CreateTemp(place, unfinished)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return name(f.Name())
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
	return nil
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
