package eligibility_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
)

// A code is a promise: testdata/codes.txt has one line for each, with the
// clause it stands for, and only ever grows.
func TestCodesKeepTheirMeaning(t *testing.T) {
	f, err := os.Open("testdata/codes.txt")
	require.NoError(t, err)
	defer f.Close()
	promised := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		code, cite, ok := strings.Cut(lines.Text(), " ")
		require.True(t, ok)
		require.NotContains(t, promised, code)
		promised[code] = cite
	}
	seen := 0
	for _, table := range eligibility.Tables() {
		for l := range table.Lines() {
			require.Equal(t, promised[l.Code], l.Cite.String(), l.Code)
			seen++
		}
	}
	require.Equal(t, len(promised), seen)
}
