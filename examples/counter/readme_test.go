package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadme: both README files name every act with its clause and fields, every
// field of the other lines, every outcome, flag and key; their example lines can
// be read, and their excerpt is what the program prints.
func TestReadme(t *testing.T) {
	for name, golden := range map[string]string{"README.md": "testdata/day.en.txt", "README.zh-CN.md": "testdata/day.zh.txt"} {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		text := string(b)
		rows := map[string]string{}
		for l := range strings.Lines(text) {
			if cells := strings.Split(l, "|"); len(cells) == 6 {
				rows[strings.Trim(cells[1], " `")] = l
			}
		}
		for _, a := range acts {
			row := rows[a.name]
			assert.Contains(t, row, " "+a.clause+" ", "%s: %s", name, a.name)
			for _, f := range a.fields {
				assert.Contains(t, row, "`"+f.name+"`", "%s: %s", name, a.name)
			}
			assert.Equal(t, len(a.fields), strings.Count(row, "`")/2-1, "%s: %s has other fields", name, a.name)
		}
		for _, f := range append(docs(openingFields), append(docs(personFields), docs(visitFields)...)...) {
			assert.True(t, strings.Contains(text, "`"+f.name+"`") || strings.Contains(text, `"`+f.name+`"`), "%s: %s", name, f.name)
		}
		for _, word := range append(append(outcomeWords(), itemKeys...), "-lang en", "-json", "-in FILE", "-people FILE", "-history FILE", "-fees FILE", "-format", "-db FILE", "-dsn DSN", "-keys FILE") {
			assert.Contains(t, text, "`"+word+"`", name)
		}

		blocks := strings.Split(text, "```\n")
		require.Len(t, blocks, 13, name)
		log, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Contains(t, string(log), blocks[3], "%s: the excerpt is not what the program prints", name)
		s := newScript()
		require.NoError(t, s.load(name, strings.NewReader(blocks[5]+blocks[7]+strings.ReplaceAll(blocks[9], "甲02", "甲01"))))
		s.settle()
		assert.Empty(t, s.faults, name)
		assert.Len(t, s.visits, 2)
	}
}
