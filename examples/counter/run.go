package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// The example: people and history are played before the day. It is part of the
// program, so that it runs from anywhere.
//
//go:embed example
var example embed.FS

const (
	examplePeople  = "example/people.jsonl"
	exampleHistory = "example/history.jsonl"
	exampleDay     = "example/day.jsonl"
	exampleFees    = "example/example.fee.json"
)

// The exit codes.
const (
	exitClean = 0 // every line was understood, and came out as its expect says
	exitBad   = 1 // some line was not; the others were played
	exitUsage = 2 // wrong flags, or a file or a store that cannot be used
)

const usage = `usage: counter [-lang zh|en] [-json] [-in FILE] [-people FILE] [-history FILE] [-fees FILE]
               [-db FILE | -dsn DSN] [-keys FILE]
       counter -format

Plays one day of an office that handles residence permits, and prints what
came of each visit. Without -in it plays the example. FILE is JSON Lines, and
- is the standard input. With -db or -dsn the records stay, and the next run
goes on with them. README.md describes the format.

按文件演示居住证办理窗口的一天，逐笔打印结果、条款和理由。不加 -in 时演示内置的示例。
加 -db 或者 -dsn 时记录保留，下次接着办。
文件格式见 README.zh-CN.md。

`

// options are what the command line asks for.
type options struct {
	tag                      language.Tag
	json, format             bool
	people, history, in, fee string
	keep                     keep
}

func parse(args []string, stderr io.Writer) (options, error) {
	o := options{tag: language.Chinese}
	f := flag.NewFlagSet("counter", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		_, _ = io.WriteString(stderr, usage)
		f.PrintDefaults()
	}
	lang := f.String("lang", "zh", "`language` of the log: zh or en")
	f.BoolVar(&o.json, "json", false, "print JSON Lines")
	f.BoolVar(&o.format, "format", false, "print every field of the file format and stop")
	f.StringVar(&o.in, "in", "", "the day to play, a `file` of JSON Lines; - is the standard input")
	f.StringVar(&o.people, "people", "", "a `file` with lines about people")
	f.StringVar(&o.history, "history", "", "a `file` with earlier visits, played first and not printed")
	f.StringVar(&o.fee, "fees", "", "a `file` with the fee schedule; without it an example that is no law")
	f.StringVar(&o.keep.db, "db", "", "keep the records in this SQLite `file`")
	f.StringVar(&o.keep.dsn, "dsn", "", "keep the records in this PostgreSQL database, a `URL` or key=value pairs")
	f.StringVar(&o.keep.keys, "keys", "", "the `file` with the keys of the records; with -db, that name and .key unless given")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	switch {
	case f.NArg() > 0:
		return o, errors.New("unexpected argument; files are given with -in")
	case *lang == "en":
		o.tag = language.English
	case *lang != "zh":
		return o, errors.New("-lang must be zh or en")
	}
	if o.in == "-" && (o.people == "-" || o.history == "-") || o.people == "-" && o.history == "-" {
		return o, errors.New("only one file can be the standard input")
	}
	if o.in == "" && (o.people != "" || o.history != "") {
		return o, errors.New("-people and -history need -in")
	}
	switch {
	case o.keep.db != "" && o.keep.dsn != "":
		return o, errors.New("only one of -db and -dsn can be given")
	case o.keep.dsn != "" && o.keep.keys == "":
		return o, errors.New("-dsn needs -keys: the file with the keys, which is made if there is none")
	case o.keep.keys != "" && o.keep == (keep{keys: o.keep.keys}):
		return o, errors.New("-keys needs -db or -dsn")
	case o.keep.db != "" && o.keep.keys == "":
		o.keep.keys = o.keep.db + ".key"
	}
	return o, nil
}

// run is the whole program. It is safe to call several times.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitClean
	case err != nil:
		return usageError(stderr, err)
	}
	if o.format {
		if err := printFormat(stdout); err != nil {
			return usageError(stderr, err)
		}
		return exitClean
	}
	fees, err := readFees(o.fee)
	if err != nil {
		return usageError(stderr, err)
	}
	s := newScript()
	history, err := s.loadAll(o, stdin)
	if err != nil {
		return usageError(stderr, err)
	}
	ctx := context.Background()
	if o.keep == (keep{}) {
		c, err := newCounter(s.people, fees)
		if err != nil {
			return usageError(stderr, err)
		}
		return playAll(ctx, c, s, history, o, stdout, stderr)
	}
	b, keys, err := o.keep.open(ctx)
	if err != nil {
		return usageError(stderr, err)
	}
	c, err := openCounter(ctx, s.people, fees, b, keys)
	if err != nil {
		_ = b.Close() // the first error is the one that says why
		return usageError(stderr, err)
	}
	code := playAll(ctx, c, s, history, o, stdout, stderr)
	if err := b.Close(); err != nil {
		return usageError(stderr, err)
	}
	return code
}

func usageError(stderr io.Writer, err error) int {
	_, _ = fmt.Fprintln(stderr, "counter:", err)
	return exitUsage
}

// loadAll loads the files in the order in which they are played, and returns the
// name of the one that is history.
func (s *script) loadAll(o options, stdin io.Reader) (history string, err error) {
	files := []struct {
		name string
		fsys fs.FS
	}{{examplePeople, example}, {exampleHistory, example}, {exampleDay, example}}
	history = exampleHistory
	if o.in != "" {
		files[0].name, files[1].name, files[2].name = o.people, o.history, o.in
		files[0].fsys, files[1].fsys, files[2].fsys = nil, nil, nil
		history = o.history
	}
	for _, f := range files {
		if f.name == "" {
			continue
		}
		if err := s.loadFile(f.fsys, f.name, stdin); err != nil {
			return "", err
		}
	}
	s.settle()
	return history, nil
}

func (s *script) loadFile(fsys fs.FS, name string, stdin io.Reader) error {
	if name == "-" {
		return s.load(name, stdin)
	}
	var f io.ReadCloser
	var err error
	if fsys != nil {
		f, err = fsys.Open(name)
	} else {
		f, err = os.Open(name)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return s.load(name, f)
}

// readFees reads the fee schedule. The example's amounts are made up and marked
// so: no figure is known to be the law (24.2).
func readFees(name string) (*permit.FeeSchedule, error) {
	b, err := example.ReadFile(exampleFees)
	if name != "" {
		b, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, err
	}
	return permit.ReadFeeSchedule(bytes.NewReader(b))
}

// playAll plays every visit in order and prints those that are not history.
func playAll(ctx context.Context, c *counter, s *script, history string, o options, stdout, stderr io.Writer) int {
	var l log = newTextLog(stdout, o.tag)
	if o.json {
		l = newJSONLog(stdout, o.tag)
	}
	faults := s.faults
	var sum summary
	p := newProgress(stderr, o.tag, len(s.visits))
	for i := range s.visits {
		v := &s.visits[i]
		e := c.play(ctx, v)
		if v.expect != nil {
			faults = append(faults, v.expect.differences(e)...)
		}
		switch {
		case v.at.file != history:
			sum.count(e)
			l.visit(e)
		case e.outcome == failed:
			// History is not printed, so that what went wrong there would not
			// be seen otherwise.
			faults = append(faults, e.failure())
		}
		p.done(i + 1)
	}
	var err error
	if n := len(s.visits); n > 0 {
		err = sum.ask(ctx, c, s.visits[n-1].officer())
	}
	if err == nil {
		l.end(&sum, faults)
		err = l.flush()
	}
	if err != nil {
		return usageError(stderr, err)
	}
	for _, f := range faults {
		if _, err := fmt.Fprintln(stderr, f.text(o.tag)); err != nil {
			return exitUsage
		}
	}
	if len(faults) > 0 {
		_, _ = fmt.Fprintf(stderr, badLines.In(o.tag)+"\n", len(faults))
		return exitBad
	}
	return exitClean
}

var badLines = law.Bilingual{ZH: "共 %d 处问题；其余各行照常办理", EN: "faults: %d; all other lines were played"}
