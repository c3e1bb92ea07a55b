//go:build !unix

package pgtest

import (
	"fmt"
	"io"
)

// Elsewhere there is no throw-away cluster; STORAGE_TEST_DSN still works.

type account struct{}

func serverAccount() (account, error) {
	return account{}, fmt.Errorf("%w: a throw-away cluster needs a Unix system; set STORAGE_TEST_DSN", ErrNoPrograms)
}

func (account) own(string) error { return nil }

func (account) run(string, ...string) ([]byte, error) { return nil, ErrNoPrograms }

func (account) start(io.Writer, string, ...string) (*process, error) { return nil, ErrNoPrograms }

type process struct{ done chan struct{} }

func (*process) kill()      {}
func (*process) immediate() {}
func (*process) fast()      {}
