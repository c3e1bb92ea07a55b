// Command import brings a CSV file of a former register into a registry, twice
// to show that the second time changes nothing. The registry is in memory here;
// over another store the program is the same.
//
//	go run ./examples/import
//	go run ./examples/import -dry-run -mapping m.json file.csv
package main

import (
	"bytes"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

//go:embed mapping.json
var exampleMapping []byte

//go:embed former.csv
var exampleFile []byte

// Exit codes.
const (
	exitClean = 0 // every row is on record
	exitBad   = 1 // some rows have faults
	exitError = 2 // the file could not be read to its end
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dry := flags.Bool("dry-run", false, "record nothing, report the same")
	mapping := flags.String("mapping", "", "the mapping file; the example's if empty")
	if flags.Parse(args) != nil {
		return exitError
	}
	code, err := bring(*mapping, flags.Arg(0), *dry, stdout)
	if err != nil {
		fmt.Fprintln(stderr, err)
	}
	return code
}

// bring imports the file twice into one registry.
func bring(mapping, file string, dry bool, out io.Writer) (int, error) {
	m, data, err := input(mapping, file)
	if err != nil {
		return exitError, err
	}
	desk, err := openDesk()
	if err != nil {
		return exitError, err
	}
	officer := permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-001", Office: m.By.Office}
	for i, title := range []string{"first", "again"} {
		report, err := legacy.Import(context.Background(), desk, bytes.NewReader(data), m, legacy.Options{By: officer, DryRun: dry})
		if err != nil {
			return exitError, err
		}
		fmt.Fprintf(out, "%s: %d rows, %d imported, %d present, %d bad\n", title, report.Rows, report.Imported, report.Present, report.Bad)
		if i == 0 {
			continue
		}
		if err := report.WriteCSV(out); err != nil {
			return exitError, err
		}
		if report.Bad > 0 {
			return exitBad, nil
		}
	}
	return exitClean, nil
}

// input reads the mapping and the file.
func input(mapping, file string) (*legacy.Mapping, []byte, error) {
	text, data := exampleMapping, exampleFile
	var err error
	if mapping != "" {
		if text, err = os.ReadFile(mapping); err != nil {
			return nil, nil, err
		}
	}
	if file != "" {
		if data, err = os.ReadFile(file); err != nil {
			return nil, nil, err
		}
	}
	m, err := legacy.ParseMapping(text)
	return m, data, err
}

// openDesk is a registry in memory on 1 July 2026.
func openDesk() (*registry.Registry, error) {
	clock := func() time.Time { return time.Date(2026, 7, 1, 4, 0, 0, 0, time.UTC) }
	store, err := storage.New(memory.New(), storage.Options{
		Sealer: storage.StoredOpen{}, IndexKey: bytes.Repeat([]byte("k"), storage.IndexKeySize), Clock: clock,
	})
	if err != nil {
		return nil, err
	}
	n := 0
	return registry.New(store, registry.Config{Clock: clock, Numbering: registry.NumberingFunc(
		func(context.Context, registry.NumberFor) (string, error) {
			n++
			return fmt.Sprintf("N-%d", n), nil
		})})
}
