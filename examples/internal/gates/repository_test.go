package gates

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tracked lists the files of the repository: those git knows, or would know.
// Outside a git checkout it walks the folder.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard").Output()
	var files []string
	if err == nil {
		files = strings.Split(strings.TrimSpace(string(out)), "\n")
	} else {
		require.NoError(t, filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				rel, _ := filepath.Rel(root, p)
				files = append(files, filepath.ToSlash(rel))
			}
			return err
		}))
	}
	require.Greater(t, len(files), 50)
	return files
}

func TestTopLevelHoldsOnlyWhatIsListed(t *testing.T) {
	allowed := []string{
		"permit", "eligibility", "endorsement", "penalty", "storage", "examples",
		"go.mod", "go.sum", "go.work", "go.work.sum", "README.md", "README.zh-CN.md", "CHANGELOG.md",
	}
	for _, f := range tracked(t) {
		top, _, _ := strings.Cut(f, "/")
		assert.True(t, strings.HasPrefix(top, ".") || slices.Contains(allowed, top), "%s does not belong at the top level", top)
	}
}

// published are the example numbers that the standard (GB 11643) has in print; all
// other numbers must be synthetic.
var published = []string{"11010519491231002X", "440524188001010014"}

var numberLike = regexp.MustCompile(`\b[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]\b`)

// strangers finds ID numbers that could be somebody's: not published, and with
// a sequence that real people have.
func strangers(text []byte) (found []string) {
	for _, n := range numberLike.FindAll(text, -1) {
		s := strings.ToUpper(string(n))
		if s[14:17] != "000" && !slices.Contains(published, s) {
			found = append(found, s[:6]+"…")
		}
	}
	return found
}

func TestNobodysRealNumber(t *testing.T) {
	for _, f := range tracked(t) {
		b, err := os.ReadFile(filepath.Join(root, f))
		if err != nil {
			continue // deleted but still in the index
		}
		assert.Empty(t, strangers(b), f)
	}
	// Written in two parts, so that this file itself stays clean.
	assert.NotEmpty(t, strangers([]byte("110105"+"199001011234")))
	assert.Empty(t, strangers([]byte("110105"+"199001010003")))
}

func TestNoUnfinishedWords(t *testing.T) {
	unfinished := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX)\b`)
	for _, f := range tracked(t) {
		if !strings.HasSuffix(f, ".go") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(root, f))
		if err != nil {
			continue
		}
		for i, line := range bytes.Split(b, []byte("\n")) {
			assert.False(t, unfinished.Match(line), "%s:%d", f, i+1)
		}
	}
}
