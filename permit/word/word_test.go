package word_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

type colour uint8

var colours = word.List{Field: "colour", Words: []word.Word{
	{Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	{Code: "red", Label: law.Bilingual{ZH: "红色", EN: "Red"}, Also: []string{"赤色"}},
}}

func TestEachWord(t *testing.T) {
	for i, want := range []struct{ code, zh, en string }{{"unknown", "未记载", "not recorded"}, {"red", "红色", "Red"}} {
		v := uint8(i)
		assert.True(t, colours.Known(v))
		assert.Equal(t, want.code, colours.Code(v))
		assert.Equal(t, want.zh, colours.Label(v, language.Chinese))
		assert.Equal(t, want.zh, colours.Label(v, language.Und))
		assert.Equal(t, want.en, colours.Label(v, language.BritishEnglish))
		b, err := colours.Marshal(v)
		require.NoError(t, err)
		back := colour(9)
		require.NoError(t, word.Unmarshal(&colours, b, &back))
		assert.Equal(t, colour(v), back)
		for _, s := range []string{want.code, want.zh, want.en} {
			found, err := colours.Find(s)
			require.NoError(t, err)
			assert.Equal(t, v, found)
		}
	}
	found, err := colours.Find("赤色")
	require.NoError(t, err)
	assert.Equal(t, uint8(1), found)
}

func TestWhatIsNoWord(t *testing.T) {
	assert.False(t, colours.Known(2))
	assert.Equal(t, "invalid(2)", colours.Code(2))
	assert.Equal(t, "invalid(2)", colours.Label(2, language.English))
	_, err := colours.Marshal(2)
	assert.ErrorIs(t, err, word.ErrWord)
	for _, s := range []string{"", "Red", "red ", "赤色", "somebody's name"} {
		kept := colour(1)
		err := word.Unmarshal(&colours, []byte(s), &kept)
		require.ErrorIs(t, err, word.ErrWord, s)
		assert.Equal(t, colour(1), kept)
		assert.EqualError(t, err, "colour: must be one of unknown, red")
		var e *word.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "colour", e.Field)
	}
	for _, s := range []string{"", "blue"} {
		_, err := colours.Find(s)
		assert.ErrorIs(t, err, word.ErrWord)
	}
}
