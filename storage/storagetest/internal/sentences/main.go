// Command sentences writes sentences.go: the text of the contract, so that a
// failing case can quote it. Run it by go generate in storage/storagetest.
package main

import (
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/storage/storagetest/internal/contract"
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	all, err := contract.Read("../backend.go")
	if err != nil {
		return err
	}
	paths, err := filepath.Glob("*.go")
	if err != nil {
		return err
	}
	paths = slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, "_test.go") })
	files, err := contract.Files(paths)
	if err != nil {
		return err
	}
	return os.WriteFile("sentences.go", []byte(contract.Table(all, files)), 0o644)
}
