package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// TestBadTables breaks the spec in each way that a table refuses.
func TestBadTables(t *testing.T) {
	for name, spoil := range map[string]func(*rule.Spec[reader, readerPolicy, readerDay]){
		"no name":         func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Name = "" },
		"no title":        func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Title.EN = "" },
		"no clause":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Cite = law.Cite{} },
		"no prepare":      func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Prepare = nil },
		"no conditions":   func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions = nil },
		"code lower case": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "tst-REG-01" },
		"code no digits":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-REG-0A" },
		"code long":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-REG-011" },
		"code no dash":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST_REG-01" },
		"code twice":      func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-OWN-01" },
		"no citation":     func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Cite = law.Cite{} },
		"no choice": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Also = []law.Cite{law.MustCite("8.2.a")}
		},
		"nothing to choose": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Under = func(*reader, readerDay) law.Cite { return law.Cite{} }
		},
		"further clause zero": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Also, s.Conditions[0].Under = []law.Cite{{}}, func(*reader, readerDay) law.Cite { return law.Cite{} }
		},
		"further clause its own": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Also = []law.Cite{s.Conditions[0].Cite}
			s.Conditions[0].Under = func(*reader, readerDay) law.Cite { return law.Cite{} }
		},
		"path relative":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "since" },
		"path bad escape":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "/a~2" },
		"path open escape": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "/a~" },
		"no English rule":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Rule.EN = "" },
		"no English fact":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Fact.EN = "" },
		"fact no detail":   func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Detail = nil },
		"detail no fact": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Fact = law.Bilingual{}
		},
		"no predicate": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Check = nil },
		"unused":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Is("TST-REG-01") },
		"unknown":      func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Not(rule.Is("TST-NOT-01")) },
		"empty all":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.All() },
		"zero formula": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Formula{} },
		"too many groups": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			f := s.Formula
			for range 64 {
				f = rule.Not(f)
			}
			s.Formula = f
		},
	} {
		s := readerSpec()
		spoil(&s)
		_, err := rule.NewTable(s)
		assert.ErrorIs(t, err, rule.ErrTable, name)
		assert.Panics(t, func() { rule.MustTable(s) }, name)
	}
	one := readerSpec()
	one.Conditions = one.Conditions[:1]
	one.Formula = rule.Group("alone", law.MustCite("8.1"), rule.Is("TST-REG-01"))
	tab, err := rule.NewTable(one)
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, tab.Decide(&reader{since: day}, day, nil).Outcome())
	one.Formula = rule.Is("TST-REG-01")
	_, err = rule.NewTable(one)
	require.NoError(t, err)
}
