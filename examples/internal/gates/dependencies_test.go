package gates

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// goList runs go list in the core module, outside the workspace, so that it
// sees what an importer of the core gets.
func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = root
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	out, err := cmd.Output()
	require.NoError(t, err)
	lines := strings.Fields(string(out))
	slices.Sort(lines)
	return slices.Compact(lines)
}

// TestLinkedModulesListing holds which modules the core links, and which its
// tests link.
func TestLinkedModulesListing(t *testing.T) {
	linked := goList(t, "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./...")
	tests := goList(t, "-deps", "-test", "-f", "{{with .Module}}{{.Path}}{{end}}", "./...")
	text := "# modules linked by the core packages\n" + strings.Join(linked, "\n") +
		"\n\n# modules linked by the core's tests besides\n"
	for _, m := range tests {
		if !slices.Contains(linked, m) {
			text += m + "\n"
		}
	}
	listing(t, "modules.txt", text)
	assert.Subset(t, []string{module, "github.com/shopspring/decimal", "golang.org/x/text", "github.com/rogpeppe/go-internal", "golang.org/x/sys", "golang.org/x/tools"}, linked)
}
