package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"scenario": func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as people do, from another directory.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// TestProgressOnTerminalsOnly: what is no terminal gets no control codes.
func TestProgressOnTerminalsOnly(t *testing.T) {
	var stderr bytes.Buffer
	p := progress{w: &stderr, total: progressFrom}
	for i := range progressFrom {
		p.done(i+1, 0)
	}
	if stderr.Len() > 0 {
		t.Errorf("a buffer got %q", stderr.String())
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	if !isTerminal(null) {
		t.Error("a character device must count as a terminal")
	}
}

// TestProgressLine is what a terminal gets.
func TestProgressLine(t *testing.T) {
	if got := line(30, 40, 2); !strings.Contains(got, "30 / 40") || !strings.Contains(got, "2 FAIL") {
		t.Errorf("the line is %q", got)
	}
	if got := line(40, 40, 0); got != "\r\x1b[K" {
		t.Errorf("in the end the line is wiped, not %q", got)
	}
}
