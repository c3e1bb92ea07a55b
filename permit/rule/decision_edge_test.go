package rule_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Decisions are unequal if they differ in any one thing: the day, one truth,
// the table, a code, the number of conditions.
func TestEqualSeesEachDifference(t *testing.T) {
	two := func(name string, n int) *rule.Table[[]rule.Truth, struct{}, struct{}] {
		tab, err := plain(n, name, allOf(n))
		require.NoError(t, err)
		return tab
	}
	v, w := []rule.Truth{rule.Unmet, rule.Met, rule.Unknown}, []rule.Truth{rule.Unmet, rule.Unmet, rule.Unknown}
	d := two("one", 2).Decide(&v, day, nil)
	assert.True(t, d.Equal(two("one", 2).Decide(&v, day, nil)), "the same, of another table value")
	unlike := map[string]rule.Decision{
		"day":        two("one", 2).Decide(&v, day.AddDays(1), nil),
		"truth":      two("one", 2).Decide(&w, day, nil), // refused too
		"table":      two("two", 2).Decide(&v, day, nil),
		"conditions": two("one", 3).Decide(&v, day, nil), // the third is unknown
		"zero":       {},
	}
	for name, e := range unlike {
		assert.False(t, d.Equal(e), name)
		assert.False(t, e.Equal(d), name)
	}
	// Without facts and without a day nothing but the table tells it from zero.
	bare := two("one", 2).Decide(nil, civil.Date{}, nil)
	assert.False(t, bare.Equal(rule.Decision{}))
	assert.False(t, rule.Decision{}.Equal(bare))
}

const oneResult = `{"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"一","en":"a"}}`

func decisionJSON(results, reason string) string {
	return `{"table":"t","cite":"8.1","title":{"zh":"题","en":"t"},"on":"2026-07-14","outcome":"refused",
		"results":[` + results + `],"reasons":["` + reason + `"],"readings":[]}`
}

// A code is three capitals, three capitals, two digits; the first and the last
// of the alphabet and of the digits are in, their neighbours in ASCII are not.
func TestCodesAtTheEndsOfTheAlphabet(t *testing.T) {
	for code, ok := range map[string]bool{
		"AAA-AAA-00": true, "ZZZ-ZZZ-99": true, "AZA-ZAZ-09": true, "ELG-REG-01": true,
		"@AA-AAA-00": false, "[AA-AAA-00": false, "aAA-AAA-00": false, "zAA-AAA-00": false,
		"AAA-AA@-00": false, "AAA-AA[-00": false, "AAA-AAa-00": false,
		"AAA-AAA-0/": false, "AAA-AAA-0:": false, "AAA-AAA-/0": false, "AAA-AAA-:0": false, "AAA-AAA-0A": false,
		"AAA_AAA-00": false, "AAA-AAA 00": false, "AAA-AAA-0": false, "AAA-AAA-000": false, "": false,
	} {
		var d rule.Decision
		err := json.Unmarshal([]byte(decisionJSON(strings.Replace(oneResult, "TST-REG-01", code, 1), code)), &d)
		assert.Equal(t, ok, err == nil, "%q: %v", code, err)
	}
}

// RFC 6901: each segment begins with a slash, ~ stands only as ~0 or ~1.
func TestPathsAreJSONPointers(t *testing.T) {
	for path, ok := range map[string]bool{
		"": true, "/": true, "/a": true, "/a/0": true, "/a~0": true, "/a~1": true, "/~0~1": true, "/~01": true, "/a~1b~0": true,
		"a": false, "a/": false, "~0": false,
		"/~": false, "/a~": false, "/~2": false, "/0~2": false, "/1~2": false, "/~~0": false, "/~0~": false, "/~/0": false,
	} {
		var d rule.Decision
		err := json.Unmarshal([]byte(decisionJSON(strings.Replace(oneResult, "/since", path, 1), "TST-REG-01")), &d)
		assert.Equal(t, ok, err == nil, "%q: %v", path, err)
	}
}

// A decision that is read has at most as many results as a table can give.
func TestDecisionsReadAtTheLimit(t *testing.T) {
	for n, ok := range map[int]bool{1: true, 64: true, 65: false} {
		var results []string
		for i := range n {
			results = append(results, strings.Replace(oneResult, "TST-REG-01", fmt.Sprintf("TST-REG-%02d", i), 1))
		}
		last := fmt.Sprintf("TST-REG-%02d", n-1)
		var d rule.Decision
		err := json.Unmarshal([]byte(decisionJSON(strings.Join(results, ","), last)), &d)
		require.Equal(t, ok, err == nil, "%d results: %v", n, err)
		if ok {
			assert.Equal(t, last, codes(d.Reasons()))
		} else {
			assert.ErrorIs(t, err, rule.ErrDecision)
		}
	}
}
