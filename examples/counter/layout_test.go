package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

func TestDisplayWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "居住证": 6, "甲01": 4, "（年）": 6, "－": 2, "ｱ": 1, "é": 1, "e\u0301": 1, "\u200b": 0, "–": 1,
	} {
		assert.Equal(t, want, displayWidth(s), "%q", s)
	}
	assert.Equal(t, "甲01  |", pad("甲01", 6)+"|")
	assert.Equal(t, "too wide", pad("too wide", 3))
}

var (
	rowForm  = regexp.MustCompile(`^([0-9]{2}:[0-9]{2})(\s+)(\S+)(\s+)(.+?)(\s{2,})(\S+)(\s{2,}|\s*$)(.*)$`)
	itemForm = regexp.MustCompile(`^\s{9}(\S.*?)(\s{2,})(\S.*)$`)
)

// TestColumns: every row has its columns at the same place on the screen, and so
// have the items below it.
func TestColumns(t *testing.T) {
	for _, tag := range []language.Tag{language.Chinese, language.English} {
		stdout, _, _ := output(t, "-lang", map[bool]string{true: "en", false: "zh"}[tag == language.English])
		labels := map[string]bool{}
		for _, l := range itemLabels {
			labels[l.In(tag)] = true
		}
		rows, items := map[string]int{}, map[int]int{}
		for l := range strings.Lines(stdout) {
			l = strings.TrimRight(l, "\n")
			if m := rowForm.FindStringSubmatch(l); m != nil {
				who := displayWidth(m[1] + m[2])
				act := who + displayWidth(m[3]+m[4])
				came := act + displayWidth(m[5]+m[6])
				clauses := came + displayWidth(m[7]+m[8])
				rows[fmt.Sprint(who, act, came, clauses)]++
			} else if m := itemForm.FindStringSubmatch(l); m != nil && labels[m[1]] {
				items[displayWidth(l)-displayWidth(m[3])]++
			}
		}
		assert.Len(t, rows, 1, "columns of rows: %v", rows)
		assert.Len(t, items, 1, "columns of items: %v", items)
		for _, n := range rows {
			assert.Greater(t, n, 50)
		}
		for _, n := range items {
			assert.Greater(t, n, 200)
		}
	}
}

// A screen is a writer that says it is a terminal.
type screen struct{ bytes.Buffer }

func (*screen) Stat() (fs.FileInfo, error) { return terminal{}, nil }

type terminal struct{}

func (terminal) Name() string       { return "screen" }
func (terminal) Size() int64        { return 0 }
func (terminal) Mode() fs.FileMode  { return fs.ModeDevice | fs.ModeCharDevice }
func (terminal) ModTime() time.Time { return time.Time{} }
func (terminal) IsDir() bool        { return false }
func (terminal) Sys() any           { return nil }

// TestColour: on a terminal only, not against NO_COLOR, never in JSON, and the
// text without the codes is the text without colour.
func TestColour(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	plain, _, _ := output(t)
	assert.NotContains(t, plain, "\x1b")

	var coloured, err screen
	require.Equal(t, exitClean, run(nil, nil, &coloured, &err))
	assert.Contains(t, coloured.String(), "\x1b[31m不予\x1b[0m")
	assert.Equal(t, plain, regexp.MustCompile(`\x1b\[[0-9]*m`).ReplaceAllString(coloured.String(), ""))

	coloured.Reset()
	run([]string{"-json"}, nil, &coloured, &err)
	assert.NotContains(t, coloured.String(), "\x1b")

	for name, value := range map[string]string{"NO_COLOR": "1", "TERM": "dumb"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			var s screen
			run(nil, nil, &s, &err)
			assert.Equal(t, plain, s.String())
		})
	}
}

// TestProgress: a long input is counted on a terminal, on the error output, and
// the count is wiped in the end; a short one, or another output, shows nothing.
func TestProgress(t *testing.T) {
	var day strings.Builder
	day.WriteString(someDay + somePerson)
	for range progressFrom {
		day.WriteString(at9(`"act":"check","agrees":true`) + "\n")
	}
	var out bytes.Buffer
	var err screen
	require.Equal(t, exitClean, run([]string{"-in", "-", "-lang", "en"}, strings.NewReader(day.String()), &out, &err))
	assert.Contains(t, err.String(), "\r300 of 500 visits")
	assert.True(t, strings.HasSuffix(err.String(), "\r500 of 500 visits\r\x1b[K"), "wiped")
	assert.NotContains(t, out.String(), "of 500 visits")

	_, stderr, _ := output(t)
	assert.Empty(t, stderr)
	err.Reset()
	run(nil, nil, &out, &err)
	assert.Empty(t, err.String())
}

// A full disk takes so many bytes and no more.
type disk struct{ left int }

var errFull = errors.New("no space left")

func (d *disk) Write(b []byte) (int, error) {
	if d.left -= len(b); d.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestFullDisk: a log that could not be written is no success.
func TestFullDisk(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-format"}} {
		var stderr bytes.Buffer
		assert.Equal(t, exitUsage, run(args, nil, &disk{left: 5000}, &stderr))
		assert.Contains(t, stderr.String(), errFull.Error())
	}
}
