package eligibility_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/rule"
)

// codes are the codes of results.
func codes(rs []rule.Result) []string {
	list := []string{}
	for _, r := range rs {
		list = append(list, r.Code)
	}
	return list
}

// texts requires that every result of a decision can be told in both languages:
// no broken format, the languages not mixed up, no personal value.
func texts(t *testing.T, d rule.Decision) {
	t.Helper()
	for _, r := range d.Results() {
		zh, en := r.Text(language.Chinese), r.Text(language.English)
		for _, s := range []string{zh, en} {
			require.NotContains(t, s, "%!", r.Code)
			require.NotContains(t, s, "测试", r.Code)
			require.NotContains(t, s, "1301", r.Code)
			require.NotContains(t, s, "unknown", r.Code)
		}
		require.NotContains(t, en, "，", r.Code)
		require.False(t, strings.ContainsFunc(en, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }), en)
		require.True(t, strings.ContainsFunc(zh, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }), zh)
	}
}

// judged is one line of a table test of article 8.1.
type judged struct {
	on     string
	policy eligibility.Policy
	want   rule.Outcome
}

// judge runs the lines on one application.
func judge(t *testing.T, a *eligibility.Application, lines ...judged) {
	t.Helper()
	for _, l := range lines {
		d := eligibility.Decide(a, day(l.on), &l.policy)
		require.Equal(t, l.want, d.Outcome(), "%s %+v\n%s", l.on, l.policy, d)
		texts(t, d)
	}
}
