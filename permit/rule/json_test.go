package rule_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/rule"
)

func TestJSONRoundTrip(t *testing.T) {
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		require.True(t, d.Equal(back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(b), string(again))
		require.Equal(t, d.String(), back.String())
		require.Equal(t, d.Text(language.English), back.Text(language.English))
		require.Equal(t, d.Readings(), back.Readings())
		require.Equal(t, codes(d.Questions()), codes(back.Questions()))
		require.Equal(t, d.Earliest(), back.Earliest())
		require.Empty(t, back.Remedies())
		require.Empty(t, back.Grounds())
	})
}

func TestJSONShape(t *testing.T) {
	s := readerSpec()
	s.Conditions = s.Conditions[:2]
	s.Formula = rule.Any(rule.Is("TST-REG-01"), rule.Is("TST-OWN-01"))
	b, err := json.Marshal(rule.MustTable(s).Decide(&reader{since: day, owns: rule.Unmet}, day, nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"table":"reader","cite":"8.1","title":{"zh":"读者证","en":"Reader's card"},"on":"2026-07-14","outcome":"refused",
		"results":[
		 {"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"登记满十日","en":"registered for ten full days"},
		  "fact":{"zh":"自 2026-07-14 登记，已 0 日","en":"registered on 2026-07-14, 0 days ago"}},
		 {"code":"TST-OWN-01","cite":"8.2.b","path":"/owns","truth":"unmet","rule":{"zh":"有椅子","en":"has a chair"}}],
		"reasons":["TST-REG-01","TST-OWN-01"],
		"readings":[{"id":"A02","answer":"a"},{"id":"A13","answer":"a"}],
		"earliest":"2026-07-25"}`, string(b))

	b, err = json.Marshal(rule.Decision{})
	require.NoError(t, err)
	assert.Equal(t, "null", string(b))
	d := readers.Decide(&reader{}, day, nil)
	require.NoError(t, json.Unmarshal([]byte("null"), &d))
	assert.True(t, d.IsZero())
}

func TestJSONRefusesNonsense(t *testing.T) {
	good := `{"table":"t","cite":"8.1","title":{"zh":"题","en":"t"},"on":"2026-07-14","outcome":"refused",
		"results":[{"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"一","en":"a"}}],
		"reasons":["TST-REG-01"],"readings":[]}`
	var d rule.Decision
	require.NoError(t, json.Unmarshal([]byte(good), &d))
	kept := d
	for name, edit := range map[string][2]string{
		"refusal without reasons": {`"reasons":["TST-REG-01"]`, `"reasons":[]`},
		"approval with reasons":   {`"outcome":"refused"`, `"outcome":"approved"`},
		"reason is no result":     {`"reasons":["TST-REG-01"]`, `"reasons":["TST-REG-02"]`},
		"unknown word":            {`"truth":"unmet"`, `"truth":"maybe"`},
		"unknown field":           {`"table":"t"`, `"table":"t","extra":1`},
		"no table":                {`"table":"t"`, `"table":""`},
		"no results":              {`[{"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"一","en":"a"}}]`, `[]`},
		"bad code":                {`"code":"TST-REG-01"`, `"code":"TST"`},
		"bad path":                {`"/since"`, `"since"`},
		"no clause":               {`"cite":"8.1","path"`, `"cite":"","path"`},
		"approval with a day":     {`"outcome":"refused"`, `"earliest":"2026-07-15","outcome":"approved"`},
		"earliest on the day":     {`"readings":[]`, `"readings":[],"earliest":"2026-07-14"`},
		"bad day":                 {`2026-07-14`, `2026-02-30`},
		"code twice": {`"rule":{"zh":"一","en":"a"}}`,
			`"rule":{"zh":"一","en":"a"}},{"code":"TST-REG-01","cite":"8.1","path":"/x","truth":"met","rule":{"zh":"一","en":"a"}}`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if name == "approval with a day" {
			bad = strings.Replace(bad, `"reasons":["TST-REG-01"]`, `"reasons":[]`, 1)
		}
		require.NotEqual(t, good, bad, name)
		assert.Error(t, json.Unmarshal([]byte(bad), &d), name)
		assert.True(t, d.Equal(kept), name)
	}
}

func FuzzDecisionJSON(f *testing.F) {
	eachAssignment(func(v [5]rule.Truth) {
		b, _ := json.Marshal(readers.Decide(readerOf(v), day, nil))
		f.Add(b)
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		var d rule.Decision
		if json.Unmarshal(b, &d) != nil {
			return
		}
		// What was read is written, and read again, as the same decision.
		out, err := json.Marshal(d)
		require.NoError(t, err)
		var e rule.Decision
		require.NoError(t, json.Unmarshal(out, &e))
		require.True(t, d.Equal(e))
		require.Equal(t, d.Outcome() == rule.Refused && len(d.Reasons()) == 0, false)
	})
}
