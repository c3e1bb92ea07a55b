package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A condition that several clauses share cites the one that applies: in the
// reasons, in the text, in what is stored. Where Under names none of those
// declared, or nothing is known of the facts, the clause it comes from stands.
func TestResultCitesTheClauseThatApplies(t *testing.T) {
	for _, c := range []struct{ under, want string }{
		{"8.2.a", "8.2.a"}, {"8.2.b", "8.2.b"}, {"8.1", "8.1"}, {"8.2.c", "8.1"}, {"", "8.1"},
	} {
		under := law.Cite{}
		if c.under != "" {
			under = law.MustCite(c.under)
		}
		s := readerSpec()
		s.Conditions[0].Also = []law.Cite{law.MustCite("8.2.a"), law.MustCite("8.2.b")}
		s.Conditions[0].Under = func(*reader, readerDay) law.Cite { return under }
		table := rule.MustTable(s)
		d := table.Decide(&reader{since: day, owns: rule.Met, banned: rule.Unmet}, day, nil)
		require.Equal(t, "TST-REG-01", codes(d.Reasons()))
		assert.Equal(t, c.want, d.Reasons()[0].Cite.String(), c.under)
		assert.Equal(t, "8.2.b", d.Results()[1].Cite.String(), "one clause of its own")
		assert.Contains(t, d.String(), "TST-REG-01 "+c.want+" ")

		var back rule.Decision
		b, err := json.Marshal(d)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, c.want, back.Reasons()[0].Cite.String())
		assert.True(t, d.Equal(back))

		assert.Equal(t, "8.1", table.Decide(nil, day, nil).Results()[0].Cite.String(), "without facts")
		assert.Equal(t, "8.1", table.Form().Suppose(day, func(string) rule.Truth { return rule.Unmet }).Results()[0].Cite.String())
		for l := range table.Form().Lines() {
			assert.Equal(t, l.Code == "TST-REG-01", len(l.Also) == 2)
		}
		assert.Contains(t, table.Form().Outline(language.English), "TST-REG-01 8.1, 8.2.a, 8.2.b registered")
	}
}
