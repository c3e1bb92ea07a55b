package gates

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// TestCodesListing holds every condition code with its clause. The listing only
// grows: a code is a promise, it may be retired but keeps its meaning, because
// decisions on record name it.
func TestCodesListing(t *testing.T) {
	var lines []string
	for _, forms := range [][]*rule.Form{endorsement.Tables(), permit.Tables(), eligibility.Tables(), penalty.Tables()} {
		for _, f := range forms {
			for l := range f.Lines() {
				lines = append(lines, l.Code+" "+l.Cite.String())
			}
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	for i := range lines[1:] {
		was, _, _ := strings.Cut(lines[i], " ")
		is, _, _ := strings.Cut(lines[i+1], " ")
		require.NotEqual(t, was, is, "one code cites two clauses")
	}
	if old, err := os.ReadFile(filepath.Join("testdata", "codes.txt")); err == nil {
		for line := range strings.Lines(string(old)) {
			require.Contains(t, lines, strings.TrimSpace(line), "a code was dropped or cites another clause")
		}
	}
	listing(t, "codes.txt", strings.Join(lines, "\n")+"\n")
}
