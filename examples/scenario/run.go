package main

import (
	"bufio"
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/juzhuzheng/residence/permit/scenario"
)

// The exit codes.
const (
	exitPass  = 0 // every script passed
	exitFail  = 1 // some script did not
	exitUsage = 2 // wrong flags, no script, a file that cannot be read or written
)

const usage = `usage: scenario [-v] [-json] [-lang zh|en] DIR...
       scenario -new NAME

Runs the scripts (.txtar) in the directories and files, three ways each, and
prints a line for each. permit/scenario/README.md describes the language.

运行目录和文件中的情景脚本（.txtar），每个按三种途径运行，逐个打印结果。
脚本的写法见 permit/scenario/README.zh-CN.md。

`

// skeleton is what -new writes.
//
//go:embed skeleton.txtar
var skeleton string

type options struct {
	verbose, json bool
	lang, fresh   string
	paths         []string
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("scenario", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		_, _ = io.WriteString(stderr, usage)
		f.PrintDefaults()
	}
	f.BoolVar(&o.verbose, "v", false, "explain every step with its decisions / 说明每一步的判断和理由")
	f.BoolVar(&o.json, "json", false, "print one JSON object a line for each script / 每个脚本输出一行 JSON")
	f.StringVar(&o.lang, "lang", "", "language of failures and explanations, zh or en; without it that of each script / 说明的语言；不写的，按各脚本的语言")
	f.StringVar(&o.fresh, "new", "", "write a commented skeleton to `NAME`, a path from the current directory / 生成带注释的脚本样板，路径从当前目录起")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	o.paths = f.Args()
	switch {
	case o.lang != "" && o.lang != "zh" && o.lang != "en":
		err = errors.New("-lang must be zh or en")
	case (o.fresh == "") == (len(o.paths) == 0):
		err = errors.New("name directories or files with scripts, or -new with the name of a new one")
	}
	if err != nil {
		f.Usage()
	}
	return o, err
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitPass
	case err != nil:
		return fail(stderr, err)
	case o.fresh != "":
		return write(o.fresh, stdout, stderr)
	}
	files, err := scenario.Files(o.paths...)
	if err != nil {
		return fail(stderr, err)
	}
	out := bufio.NewWriter(stdout)
	p := progress{w: stderr, total: len(files)}
	failed := 0
	for i, file := range files {
		r := scenario.RunFile(file, nil)
		if r.Err != nil {
			failed++
		}
		if err := print(out, &r, &o); err != nil {
			return fail(stderr, err)
		}
		p.done(i+1, failed)
	}
	if !o.json {
		_, _ = fmt.Fprintf(out, "%d scripts, %d passed, %d failed / 共 %[1]d 个，通过 %[2]d 个，未通过 %[3]d 个\n", len(files), len(files)-failed, failed)
	}
	if err := out.Flush(); err != nil {
		return fail(stderr, err)
	}
	if failed > 0 {
		return exitFail
	}
	return exitPass
}

func fail(stderr io.Writer, err error) int {
	_, _ = fmt.Fprintln(stderr, "scenario:", strings.TrimPrefix(err.Error(), "scenario: "))
	return exitUsage
}

// print prints one script.
func print(w io.Writer, r *scenario.Report, o *options) error {
	if o.json {
		b, err := json.Marshal(struct {
			scenario.Report
			Passed bool   `json:"passed"`
			Error  string `json:"error,omitzero"`
		}{*r, r.Err == nil, r.Failure(o.lang)})
		if err == nil {
			_, err = fmt.Fprintf(w, "%s\n", b)
		}
		return err
	}
	var b strings.Builder
	word := "ok  "
	if r.Err != nil {
		word = "FAIL"
	}
	fmt.Fprintf(&b, "%s %s  %s\n", word, r.File, r.Title)
	if r.Err != nil {
		fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(r.Failure(o.lang), "\n", "\n    "))
	}
	if o.verbose {
		for i := range r.Steps {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(r.Steps[i].Explain(cmp.Or(o.lang, r.Lang)), "\n", "\n  "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// write writes the skeleton to a new file; it never overwrites one.
func write(name string, stdout, stderr io.Writer) int {
	if !strings.HasSuffix(name, ".txtar") {
		name += ".txtar"
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fail(stderr, fmt.Errorf("%s is there already", name))
	}
	if err != nil {
		return fail(stderr, err)
	}
	_, err = io.WriteString(f, skeleton)
	if err = errors.Join(err, f.Close()); err != nil {
		return fail(stderr, err)
	}
	_, _ = fmt.Fprintln(stdout, name)
	return exitPass
}
