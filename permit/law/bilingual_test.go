package law_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

func TestChineseUnlessEnglishIsAskedFor(t *testing.T) {
	b := law.Bilingual{ZH: "暂住登记", EN: "temporary-residence registration"}
	for _, tag := range []language.Tag{language.English, language.BritishEnglish, language.AmericanEnglish, language.MustParse("en-Latn-CN")} {
		assert.Equal(t, b.EN, b.In(tag), tag.String())
	}
	for _, tag := range []language.Tag{
		{}, language.Und, language.Chinese, language.SimplifiedChinese, language.TraditionalChinese,
		language.Japanese, language.German, language.MustParse("und-US"), language.MustParse("x-none"),
	} {
		assert.Equal(t, b.ZH, b.In(tag), tag.String())
	}
}

func TestZeroBilingualIsNoText(t *testing.T) {
	assert.True(t, law.Bilingual{}.IsZero())
	assert.False(t, law.Bilingual{EN: "x"}.IsZero())
}
