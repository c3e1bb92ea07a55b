package gates

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// On a notice a title begins the line and a rule follows a colon, whichever
// package they come from: so a title has a capital and a rule has none, and neither
// ends with a stop, in either language.
func TestOneGrammarForTexts(t *testing.T) {
	titles, rules := 0, 0
	for name, forms := range map[string][]*rule.Form{
		"eligibility": eligibility.Tables(), "endorsement": endorsement.Tables(), "permit": permit.Tables(), "penalty": penalty.Tables(),
	} {
		require.NotEmpty(t, forms, name)
		for _, f := range forms {
			titles++
			assert.Empty(t, faultOf(f.Title(language.English), true), "%s: the title of %s", name, f.Name())
			assert.Empty(t, faultOf(f.Title(language.Chinese), true), "%s: the title of %s", name, f.Name())
			for l := range f.Lines() {
				rules++
				assert.Empty(t, faultOf(l.Rule.EN, false), l.Code)
				assert.Empty(t, faultOf(l.Rule.ZH, false), l.Code)
				assert.Empty(t, faultOf(l.Fact.EN, false), l.Code)
				assert.Empty(t, faultOf(l.Fact.ZH, false), l.Code)
			}
		}
	}
	assert.Greater(t, titles, 30)
	assert.Greater(t, rules, 150)

	for text, title := range map[string]bool{
		"the permit": true, "The permit": false, "The permit.": true, "the permit.": false, "居住证。": true, " the permit": false,
	} {
		assert.NotEmpty(t, faultOf(text, title), "%q", text)
	}
}

// faultOf says what is wrong with a text; a text there is none of is for package
// rule to refuse.
func faultOf(text string, title bool) string {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case text == "":
		return ""
	case text != strings.TrimSpace(text):
		return "space around it: " + text
	case strings.ContainsAny(text[len(text)-1:], ".;,:") || strings.HasSuffix(text, "。") || strings.HasSuffix(text, "；"):
		return "it ends with a stop: " + text
	case title && unicode.IsLower(first):
		return "a title begins with a capital: " + text
	case !title && unicode.IsUpper(first):
		return "a rule begins with a small letter: " + text
	}
	return ""
}
