package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/juzhuzheng/residence/storage"
)

// A secret is what a key file holds; all keys of a store are drawn from it, so
// that there is one thing to keep, and one to get wrong.
type secret [32]byte

// keyMark begins a key file, so that no other file is taken for one.
const keyMark = "residence counter key 1 "

// errKeyFile does not say what stands in the file: it may be a key.
var errKeyFile = errors.New("is no key file of this program")

// readSecret reads a key file. The error wraps fs.ErrNotExist if there is none.
func readSecret(name string) (s secret, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return s, err
	}
	text, marked := bytes.CutPrefix(bytes.TrimSpace(b), []byte(keyMark))
	if n, err := hex.Decode(s[:], text[:min(len(text), 2*len(s))]); !marked || err != nil || n != len(s) || len(text) != 2*n {
		return secret{}, fmt.Errorf("%s: %w", name, errKeyFile)
	}
	return s, nil
}

// createSecret makes a key file for its owner alone. It appears under its name
// whole and on the disk, before anything is sealed with it, and takes the place
// of no other.
func createSecret(name string) (s secret, err error) {
	if _, err := rand.Read(s[:]); err != nil {
		return s, err
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+"-*") // mode 0600
	if err != nil {
		return s, err
	}
	defer os.Remove(f.Name())
	_, err = fmt.Fprintf(f, "%s%x\n", keyMark, s[:])
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return s, err
	}
	if err := os.Link(f.Name(), name); err != nil {
		return s, err
	}
	return s, syncDir(filepath.Dir(name))
}

// syncDir brings the names in a directory to the disk. A system that cannot do
// that to directories does it by itself.
func syncDir(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// options are those of a store whose keys are drawn from the secret.
func (s secret) options() (o storage.Options, err error) {
	draw := func(use string) []byte {
		key, e := hkdf.Key(sha256.New, s[:], nil, "residence counter: "+use, 32)
		err = errors.Join(err, e)
		return key
	}
	seal, index := draw("seal"), draw("index")
	if err != nil {
		return o, err
	}
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: seal})
	return storage.Options{Sealer: sealer, IndexKey: index}, err
}
