package scenario

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A refusal is shown with the department that rejected and its reason (11.2), with the
// reading that chose the day, and an act that the records do not admit with why.
func TestWhatARefusalTells(t *testing.T) {
	file := filepath.Join(t.TempDir(), "told.txtar")
	require.NoError(t, os.WriteFile(file, []byte(`# Told.
about 11.2 yes

on 2026-07-16
reading A17 b
apply
expect recorded
review outcome=rejected reason=not-in-force
expect refused because 5.2
decide
expect refused recorded rests-on=11.2
person second
has-permit second
apply second
expect error state
`), 0o600))
	r := RunFile(file, nil)
	require.NoError(t, r.Err)
	text := ""
	for i := range r.Steps {
		text += r.Steps[i].Explain("en") + "\n" + r.Steps[i].Explain("zh") + "\n"
	}
	require.Contains(t, text, "2026-07-16 housing and urban-rural development department not-in-force")
	require.Contains(t, text, "住房和城乡建设部门 not-in-force")
	require.Contains(t, text, "reading A17 b")
	require.Contains(t, text, "the person must not hold another permit that is not cancelled")
}
