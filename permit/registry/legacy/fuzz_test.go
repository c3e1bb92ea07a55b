package legacy_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry/legacy"
)

// FuzzRows: whatever stands in a file, each row is imported, present or reported,
// a dry run says the same as the import, and importing again records nothing.
func FuzzRows(f *testing.F) {
	f.Add(permitsFile(), true)
	f.Add(registrationsHead+"测试甲,"+number("1990-03-15")+",19900315,110108,20250115,20260114\n\n\"\n", false)
	f.Add("", true)
	f.Add(permitsHead+strings.Repeat("x", 70<<10)+"\n"+strings.Repeat("2026/3/1;", 9000), true)
	f.Fuzz(func(t *testing.T, file string, permits bool) {
		m := mapping(t, registrationsMapping)
		if permits {
			m = mapping(t, permitsMapping)
		}
		s := newScene(t)
		run := func(dry bool) (legacy.Report, error) {
			r, err := legacy.Import(t.Context(), s.Registry, strings.NewReader(file), m, legacy.Options{By: officer, DryRun: dry})
			require.Equal(t, r.Rows, r.Imported+r.Present+r.Bad)
			require.Equal(t, err == nil, r.Complete)
			return r, err
		}
		dry, err := run(true)
		require.Zero(t, s.entries(t))
		if err != nil {
			require.ErrorIs(t, err, legacy.ErrFile)
			return
		}
		done, err := run(false)
		require.NoError(t, err)
		dry.DryRun = false
		assert.Equal(t, done, dry)
		n := s.entries(t)
		again, err := run(false)
		require.NoError(t, err)
		assert.Equal(t, done.Imported, again.Present)
		assert.Equal(t, done.Faults, again.Faults)
		assert.Equal(t, n, s.entries(t))
	})
}

// FuzzMapping: a mapping that is accepted is accepted again, the same, after it
// was written.
func FuzzMapping(f *testing.F) {
	f.Add([]byte(permitsMapping))
	f.Add([]byte(registrationsMapping))
	f.Add([]byte(`{"rows":"permits"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := legacy.ParseMapping(b)
		if err != nil {
			require.ErrorIs(t, err, legacy.ErrMapping)
			return
		}
		text, err := json.Marshal(m)
		require.NoError(t, err)
		back, err := legacy.ParseMapping(text)
		require.NoError(t, err, "%s", text)
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(text), string(again))
	})
}
