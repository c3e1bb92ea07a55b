//go:build unix

package sqlite

import (
	"errors"
	"os"
)

// syncDir brings the name of a new file to the disk.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
