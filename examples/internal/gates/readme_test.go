package gates

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// A block is a fenced block of a README.
type block struct {
	lang string // go, text, sh …
	file string // for go: the file it is a copy of, named after the language
	text string
}

// blocks cuts a README into its fenced blocks. A Go block names the file it
// repeats on its opening line: ```go examples/first/main.go
func blocks(t *testing.T, name string) (bs []block) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	var cur *block
	for _, line := range strings.SplitAfter(string(b), "\n") {
		fence, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && cur == nil:
			lang, file, _ := strings.Cut(strings.TrimSpace(fence), " ")
			cur = &block{lang: lang, file: file}
		case isFence:
			bs = append(bs, *cur)
			cur = nil
		case cur != nil:
			cur.text += line
		}
	}
	require.Nil(t, cur, "%s: a block is not closed", name)
	return bs
}

// TestReadmeSnippets holds every Go block of both READMEs to the file it
// names, and the text block after a program to what the program prints.
func TestReadmeSnippets(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		bs := blocks(t, name)
		programs := 0
		for i, b := range bs {
			if b.lang != "go" {
				assert.Contains(t, []string{"sh", "text", "json", "jsonl"}, b.lang, "%s: block %d", name, i)
				continue
			}
			source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(b.file)))
			require.NoError(t, err, "%s: a Go block names no file", name)
			require.Equal(t, string(source), b.text, "%s differs from %s", name, b.file)
			if !strings.HasSuffix(b.file, "/main.go") {
				continue // a test file: it runs with the other tests
			}
			programs++
			require.Less(t, i+1, len(bs), "%s: %s has no output after it", name, b.file)
			require.Equal(t, "text", bs[i+1].lang, "%s: %s has no output after it", name, b.file)
			cmd := exec.Command("go", "run", "./"+strings.TrimPrefix(filepath.ToSlash(filepath.Dir(b.file)), "examples/"))
			cmd.Dir = filepath.Join(root, "examples")
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s: %s", b.file, out)
			require.Equal(t, bs[i+1].text, string(out), "%s: what %s prints", name, b.file)
		}
		assert.GreaterOrEqual(t, programs, 2, name)
	}
}

// TestReadmesSayTheSame compares the code of the two languages block by block,
// and the number of their headings.
func TestReadmesSayTheSame(t *testing.T) {
	en, zh := blocks(t, "README.md"), blocks(t, "README.zh-CN.md")
	require.Equal(t, len(en), len(zh))
	for i := range en {
		assert.Equal(t, en[i].lang, zh[i].lang)
		assert.Equal(t, en[i].file, zh[i].file)
		if en[i].lang == "go" || en[i].lang == "sh" {
			assert.Equal(t, en[i].text, zh[i].text)
		}
	}
	headings := func(name string) (n int) {
		b, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		for line := range strings.Lines(string(b)) {
			if strings.HasPrefix(line, "## ") {
				n++
			}
		}
		return n
	}
	assert.Equal(t, headings("README.md"), headings("README.zh-CN.md"))
}

// TestReadmeDifferences holds the rows that set the draft beside the law to the
// register they come from.
func TestReadmeDifferences(t *testing.T) {
	for name, tag := range map[string]language.Tag{"README.md": language.English, "README.zh-CN.md": language.Chinese} {
		rows := map[string]bool{}
		for _, d := range law.Differences() {
			cells := []string{d.Clause.String(), d.Point.In(tag), d.Draft.In(tag), d.Decree663.In(tag), d.Decree270.In(tag)}
			rows["| "+strings.Join(cells, " | ")+" |\n"] = true
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		shown := 0
		for line := range strings.Lines(string(b)) {
			// Only this table has five columns.
			if strings.Count(line, "|") != 6 || strings.HasPrefix(line, "|---") {
				continue
			}
			if shown++; shown > 1 { // the first is the head
				assert.True(t, rows[line], "%s: not in law.Differences: %s", name, line)
			}
		}
		assert.Greater(t, shown, 5, name)
	}
}

// TestReadmeCommands holds that .ci/run runs what the README tells people to
// run.
func TestReadmeCommands(t *testing.T) {
	ci, err := os.ReadFile(filepath.Join(root, ".ci/run"))
	require.NoError(t, err)
	for _, want := range []string{"go run ./examples/counter", "go test"} {
		assert.Contains(t, string(ci), want)
		found := false
		for _, b := range blocks(t, "README.md") {
			found = found || b.lang == "sh" && strings.Contains(b.text, want)
		}
		assert.True(t, found, want)
	}
}
