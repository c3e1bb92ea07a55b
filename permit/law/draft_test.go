package law_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

func cleanText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/text.zh.txt")
	require.NoError(t, err)
	return string(data)
}

func TestTheEmbeddedDraftIsIntact(t *testing.T) {
	require.NoError(t, law.Verify())
	assert.Equal(t, cleanText(t), law.Draft())
}

// The clean text is cut at 第…条【…】 here, without help from the package, and
// each article is compared with the one rebuilt from its clauses.
func TestEachArticleIsRebuiltFromItsClauses(t *testing.T) {
	text := cleanText(t)
	heads := regexp.MustCompile(`(?m)^第([一二三四五六七八九十]+)条【(.+?)】`).FindAllStringSubmatchIndex(text, -1)
	require.Len(t, heads, law.ArticleCount)
	for i, h := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		number, heading := text[h[2]:h[3]], text[h[4]:h[5]]
		body := strings.TrimRight(text[h[1]:end], "\n")

		cite := nthArticle(t, i+1)
		assert.Equal(t, "第"+number+"条", cite.Chinese())
		got, ok := law.Heading(i + 1)
		require.True(t, ok)
		assert.Equal(t, heading, got.ZH)
		assert.NotEmpty(t, got.EN)
		rebuilt, ok := law.Text(cite, language.Chinese)
		require.True(t, ok)
		assert.Equal(t, body, rebuilt, cite.Chinese())
	}
}

func nthArticle(t *testing.T, n int) law.Cite {
	t.Helper()
	for cl := range law.Clauses() {
		if cl.Cite.Article() == n {
			return law.MustCite(strings.SplitN(cl.Cite.String(), ".", 2)[0])
		}
	}
	require.Fail(t, "no such article", n)
	return law.Cite{}
}

func TestClauseCountsAreThoseOfTheInventory(t *testing.T) {
	want := map[law.ClauseType][3]int{ // yes, partly, no
		law.Definition:  {4, 2, 1},
		law.Right:       {3, 1, 1},
		law.Duty:        {12, 8, 9},
		law.Power:       {2, 2, 2},
		law.Prohibition: {1, 1, 0},
		law.Procedure:   {3, 1, 0},
		law.Sanction:    {2, 16, 0},
		law.Delegation:  {0, 0, 3},
		law.Declaration: {0, 1, 3},
	}
	got := map[law.ClauseType][3]int{}
	total := 0
	var last law.Cite
	for cl := range law.Clauses() {
		total++
		n := got[cl.Type]
		n[map[law.Decidability]int{law.FullyDecidable: 0, law.PartlyDecidable: 1, law.NotDecidable: 2}[cl.Decidable]]++
		got[cl.Type] = n
		assert.Negative(t, last.Compare(cl.Cite), "ascending: %s", cl.Cite)
		last = cl.Cite
		assert.NotEmpty(t, cl.Addressee)
		assert.NotEmpty(t, cl.EN)
	}
	assert.Equal(t, 78, total)
	assert.Equal(t, law.ClauseCount, total)
	assert.Equal(t, want, got)
}

func TestIterationMayStopEarly(t *testing.T) {
	for cl := range law.Clauses() {
		assert.Equal(t, "1.1", cl.Cite.String())
		break
	}
}

// Reading A76: the broken first paste of article 13 must not leak in.
func TestArticle13IsTheSecondOccurrence(t *testing.T) {
	cl, ok := law.Lookup(law.MustCite("13.1"))
	require.True(t, ok)
	assert.Contains(t, cl.ZH, "七日内")
	assert.NotContains(t, cl.ZH, "补领、换领")
	assert.NotContains(t, cl.ZH, "交回原证")
	assert.Equal(t, 2, strings.Count(law.Draft(), "补领、换领")+strings.Count(law.Draft(), "换领、补领"), "12.1 and 24.1.c only")
	lead, _ := law.Lookup(law.MustCite("29.1.0"))
	assert.Contains(t, lead.ZH, "有关行政主管部门")
	assert.NotContains(t, law.Draft(), "有关行政部门")
}

func TestLookup(t *testing.T) {
	cl, ok := law.Lookup(law.MustCite("28.1.0.ii"))
	require.True(t, ok)
	assert.Equal(t, law.Sanction, cl.Type)
	assert.Equal(t, law.PartlyDecidable, cl.Decidable)
	assert.Contains(t, cl.In(language.English), "500 yuan")

	whole, _ := law.Lookup(law.MustCite("8.2.a"))
	atom, ok := law.Lookup(law.MustCite("8.2.a#4"))
	require.True(t, ok)
	assert.Equal(t, whole, atom, "an atom finds its clause")

	for _, s := range []string{"8", "8.2", "28.1.0", "8.3", "32", "32.1", "8.2.d", "28.1.0.iii", "99.99.z"} {
		_, ok := law.Lookup(law.MustCite(s))
		assert.False(t, ok, s)
	}
	_, ok = law.Lookup(law.Cite{})
	assert.False(t, ok)
}

func TestText(t *testing.T) {
	zh := func(s string) string {
		text, ok := law.Text(law.MustCite(s), language.Und)
		require.True(t, ok, s)
		return text
	}
	assert.Equal(t, "居住证自签发、签注之日起一年内有效。", zh("14.2.a"))
	assert.Equal(t, zh("14.2.a")+zh("14.2.b"), zh("14.2"), "limbs follow each other")
	assert.Equal(t, zh("14.1")+"\n"+zh("14.2")+"\n"+zh("14.3"), zh("14"), "paragraphs have lines of their own")
	assert.Equal(t, zh("28.1.0.i")+zh("28.1.0.ii"), zh("28.1.0"), "tiers form one lead-in")
	assert.Equal(t, zh("28.1.0")+"\n"+zh("28.1.a")+"\n"+zh("28.1.b"), zh("28.1"), "items have lines of their own")
	assert.Equal(t, zh("8.2.a"), zh("8.2.a#2"))

	en, ok := law.Text(law.MustCite("14.2"), language.English)
	require.True(t, ok)
	assert.Contains(t, en, "of endorsement. A holder", "English sentences are set apart")

	for _, c := range []law.Cite{{}, law.MustCite("32"), law.MustCite("8.3"), law.MustCite("8.2.d")} {
		text, ok := law.Text(c, language.Chinese)
		assert.False(t, ok)
		assert.Empty(t, text)
	}
}

func TestHeading(t *testing.T) {
	h, ok := law.Heading(13)
	require.True(t, ok)
	assert.Equal(t, law.Bilingual{ZH: "信息变更", EN: "Change of information"}, h)
	for _, n := range []int{-1, 0, 32, 1 << 20} {
		_, ok := law.Heading(n)
		assert.False(t, ok, n)
	}
}

func TestEnumerationsSpeak(t *testing.T) {
	assert.Equal(t, "declaratory", law.Declaration.String())
	assert.Equal(t, "yes", law.FullyDecidable.String())
	assert.Empty(t, law.ClauseType(0).String())
	assert.Equal(t, "ClauseType(200)", law.ClauseType(200).String())
	assert.Equal(t, "Decidability(9)", law.Decidability(9).String())
}

func TestLookupDoesNotAllocate(t *testing.T) {
	c := law.MustCite("8.2.a#1")
	law.Lookup(c)
	assert.Zero(t, testing.AllocsPerRun(100, func() { law.Lookup(c) }))
}
