package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestForm(t *testing.T) {
	f := readers.Form()
	assert.Equal(t, "reader", f.Name())
	assert.Equal(t, law.MustCite("8.1"), f.Cite())
	assert.Equal(t, 5, f.Len())
	n := 0
	for l := range f.Lines() {
		n++
		assert.NotEmpty(t, l.Code)
		if n == 2 {
			break
		}
	}
	assert.Equal(t, []law.ReadingID{law.A02, law.A13, law.A14, law.A36}, f.Readings())
	assert.Equal(t, `8.1 Reader's card
  all of
    TST-REG-01 8.1 registered for ten full days
    any of [chair 8.2.b]
      TST-OWN-01 8.2.b has a chair
      all of
        TST-RNT-01 8.2.b has a chair
        TST-RNT-02 8.2.b has a chair
    not
      TST-BAN-01 8.2.b banned from the house
`, f.Outline(language.English))
	assert.Contains(t, f.Outline(language.Chinese), "符合之一 [chair 8.2.b]")
	d := f.Suppose(day, func(string) rule.Truth { return rule.Met })
	assert.Equal(t, rule.Refused, d.Outcome(), "banned")
	assert.Equal(t, "reader", d.Table())
	assert.Equal(t, day, d.On())
	assert.NotEmpty(t, d.Readings())
	assert.Equal(t, rule.Unknown, d.Truth("TST-NOT-99"))
}
