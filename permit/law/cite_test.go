package law_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
)

func TestCiteIsSmallAndComparable(t *testing.T) {
	assert.LessOrEqual(t, unsafe.Sizeof(law.Cite{}), uintptr(8))
	seen := map[law.Cite]bool{law.MustCite("8.2.a#1"): true}
	assert.True(t, seen[law.MustCite("8.2.a#1")])
	assert.False(t, seen[law.MustCite("8.2.a")])
}

func TestZeroCiteIsNoCitation(t *testing.T) {
	var zero law.Cite
	assert.True(t, zero.IsZero())
	assert.Zero(t, zero.Article())
	assert.Empty(t, zero.String())
	assert.Empty(t, zero.Chinese())
	assert.Empty(t, zero.English())
	text, err := zero.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	_, err = law.ParseCite("")
	assert.ErrorIs(t, err, law.ErrCite, "no parsed citation is zero")
}

func TestParseCiteAcceptsTheGrammar(t *testing.T) {
	for _, s := range []string{
		"1", "8", "31", "99", "1.1", "8.2", "99.99", "8.2.a", "23.1.0", "23.1.z",
		"28.1.0.i", "28.1.0.ii", "28.1.0.v", "12.1#0", "8.2.a#0", "8.2.a#1", "8.2.a#99", "28.1.0.ii#3",
	} {
		c, err := law.ParseCite(s)
		require.NoError(t, err, s)
		assert.Equal(t, s, c.String())
		assert.False(t, c.IsZero(), s)
	}
}

func TestParseCiteRefuses(t *testing.T) {
	for s, part := range map[string]string{
		"":                 "article",
		"x":                "article",
		"0":                "article",
		"08":               "article",
		"100":              "article",
		" 8":               "article",
		"+8":               "article",
		"８":                "article", // full-width digit
		"#1":               "article",
		".1":               "article",
		"8.":               "paragraph",
		"8.0":              "paragraph",
		"8.01":             "paragraph",
		"8.100":            "paragraph",
		"8.a":              "paragraph",
		"8.2.":             "item",
		"8.2.A":            "item",
		"8.2.aa":           "item",
		"8.2.1":            "item",
		"8.2.00":           "item",
		"28.1.0.":          "tier",
		"28.1.0.vi":        "tier",
		"28.1.0.I":         "tier",
		"28.1.a.i":         "tier",
		"28.1.0.i.i":       "tier",
		"28.1.0.i.":        "tier",
		"8.2.a#":           "atom",
		"8.2.a#01":         "atom",
		"8.2.a#100":        "atom",
		"8.2.a#1#2":        "atom",
		"8.2.a#x":          "atom",
		"8#1":              "atom", // an article has no logic of its own
		"8.2.a# 1":         "atom",
		"18446744073709.1": "article",
	} {
		c, err := law.ParseCite(s)
		require.Error(t, err, s)
		assert.True(t, c.IsZero(), s)
		require.ErrorIs(t, err, law.ErrCite, s)
		var ce *law.CiteError
		require.ErrorAs(t, err, &ce, s)
		assert.Equal(t, part, ce.Part, s)
		assert.Contains(t, err.Error(), ce.Rule)
	}
}

func TestMustCitePanicsOnABadConstant(t *testing.T) {
	assert.Panics(t, func() { law.MustCite("8.2.a.i") })
}

func TestCiteParts(t *testing.T) {
	c := law.MustCite("8.2.a#0")
	assert.Equal(t, 8, c.Article())
	assert.Equal(t, 2, c.Paragraph())
	n, ok := c.Atom()
	assert.True(t, ok)
	assert.Zero(t, n)
	assert.Equal(t, law.MustCite("8.2.a"), c.Clause())
	_, ok = c.Clause().Atom()
	assert.False(t, ok)
	assert.Zero(t, law.MustCite("8").Paragraph())
}

func TestCiteCovers(t *testing.T) {
	for _, c := range []struct {
		whole, part string
		want        bool
	}{
		{"8", "8", true},
		{"8", "8.2", true},
		{"8", "8.2.a#1", true},
		{"8.2", "8.2.a", true},
		{"8.2.a", "8.2.a#1", true},
		{"28.1.0", "28.1.0.ii", true},
		{"8.2", "8", false},
		{"8.2", "8.1", false},
		{"8.2.a", "8.2.b", false},
		{"8.2.a#1", "8.2.a", false},
		{"8.2.a#1", "8.2.a#2", false},
		{"28.1.0.i", "28.1.0.ii", false},
		{"28.1.0", "28.1.a", false},
		{"2", "20", false},
	} {
		assert.Equal(t, c.want, law.MustCite(c.whole).Covers(law.MustCite(c.part)), "%s covers %s", c.whole, c.part)
	}
	assert.False(t, law.Cite{}.Covers(law.MustCite("8")))
	assert.False(t, law.MustCite("8").Covers(law.Cite{}))
	assert.False(t, law.Cite{}.Covers(law.Cite{}))
}

func TestCiteCompareIsTheOrderOfPrint(t *testing.T) {
	want := []string{
		"2.1", "8", "8.1", "8.2", "8.2.a", "8.2.a#0", "8.2.a#1", "8.2.a#10", "8.2.b",
		"10.1.a", "28.1.0", "28.1.0.i", "28.1.0.ii", "28.1.a", "28.2",
	}
	var got []law.Cite
	for _, s := range want {
		got = append(got, law.MustCite(s))
	}
	slices.Reverse(got)
	slices.SortFunc(got, law.Cite.Compare)
	for i := range want {
		assert.Equal(t, want[i], got[i].String())
	}
	assert.Equal(t, -1, law.Cite{}.Compare(got[0]), "zero comes first")
	assert.Equal(t, 0, got[3].Compare(got[3]))
	assert.Equal(t, 1, got[1].Compare(got[0]))
}

func TestCiteAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct{ cite, zh, en string }{
		{"8", "第八条", "art. 8"},
		{"13.1", "第十三条", "art. 13"}, // one paragraph only: none is named
		{"8.1", "第八条第一款", "art. 8 ¶ 1"},
		{"8.2", "第八条第二款", "art. 8 ¶ 2"},
		{"8.2.a", "第八条第二款第一分句", "art. 8 ¶ 2 (a)"},
		{"8.2.c", "第八条第二款第三分句", "art. 8 ¶ 2 (c)"},
		{"8.2.a#1", "第八条第二款第一分句要件1", "art. 8 ¶ 2 (a) element 1"},
		{"8.2.a#0", "第八条第二款第一分句要件0", "art. 8 ¶ 2 (a) element 0"},
		{"10.1.b", "第十条第二分句", "art. 10 (b)"},
		{"14.2.b", "第十四条第二款第二句", "art. 14 ¶ 2 (b)"},
		{"14.3.c", "第十四条第三款第三分句", "art. 14 ¶ 3 (c)"},
		{"22.1.b", "第二十二条第二句", "art. 22 (b)"},
		{"23.1.0", "第二十三条引导语", "art. 23 lead-in"},
		{"23.1.b", "第二十三条第（二）项", "art. 23 (2)"},
		{"28.1.0", "第二十八条第一款引导语", "art. 28 ¶ 1 lead-in"},
		{"28.1.0.i", "第二十八条第一款引导语第一档", "art. 28 ¶ 1 lead-in, tier 1"},
		{"28.1.0.ii", "第二十八条第一款引导语第二档", "art. 28 ¶ 1 lead-in, tier 2"},
		{"28.1.b", "第二十八条第一款第（二）项", "art. 28 ¶ 1 (2)"},
		{"29.1.e", "第二十九条第一款第（五）项", "art. 29 ¶ 1 (5)"},
		{"31.1", "第三十一条", "art. 31"},
		{"40.12.k", "第四十条第十二款第十一分句", "art. 40 ¶ 12 (k)"}, // not in the draft
	} {
		cite := law.MustCite(c.cite)
		assert.Equal(t, c.zh, cite.Chinese(), c.cite)
		assert.Equal(t, c.en, cite.English(), c.cite)
	}
}

func TestEveryClauseIsWrittenInItsOwnWay(t *testing.T) {
	zh, en := map[string]string{}, map[string]string{}
	for cl := range law.Clauses() {
		id := cl.Cite.String()
		assert.Empty(t, zh[cl.Cite.Chinese()], id)
		assert.Empty(t, en[cl.Cite.English()], id)
		zh[cl.Cite.Chinese()], en[cl.Cite.English()] = id, id
	}
}

// Every place of the draft is read in each of its three forms.
func TestParseCiteReadsWhatIsPrinted(t *testing.T) {
	places := map[law.Cite]bool{}
	for cl := range law.Clauses() {
		paragraph, _, _ := strings.Cut(strings.TrimPrefix(cl.Cite.String(), fmt.Sprint(cl.Cite.Article(), ".")), ".")
		places[law.MustCite(fmt.Sprint(cl.Cite.Article(), ".", paragraph))] = true
		places[cl.Cite] = true
		places[law.MustCite(cl.Cite.String()+"#2")] = true
	}
	places[law.MustCite("28.1.0")] = true
	for c := range places {
		for _, form := range []string{c.String(), c.Chinese(), c.English()} {
			got, err := law.ParseCite(form)
			require.NoError(t, err, form)
			assert.Equal(t, c, got, form)
		}
	}
	for _, c := range []struct{ form, want string }{
		{"第八条", "8"}, {"art. 8", "8"}, // two paragraphs: the whole article
		{"第十三条", "13.1"}, {"art. 13", "13.1"}, // one paragraph, which is the article
		{"第二十三条", "23.1"},
	} {
		got, err := law.ParseCite(c.form)
		require.NoError(t, err, c.form)
		assert.Equal(t, c.want, got.String(), c.form)
	}
	for _, s := range []string{
		"第三十二条", "art. 32", // the draft ends with article 31
		"第八条第三款", "第十三条第一款", "第8条", "八条", "Art. 8", "art. 8 ¶ 2(a)", "art.8", "第二十三条第(二)项",
		"第八条要件1", "第八条第二款第一分句要件", "第八条第二款第一分句要件01", "第八条第二款第一分句要件100",
		"第八条第二款第一分句 element 1", "art. 8 ¶ 2 (a)要件1", " 第八条", "第八条 ",
	} {
		c, err := law.ParseCite(s)
		assert.ErrorIs(t, err, law.ErrCite, s)
		assert.True(t, c.IsZero(), s)
	}
	// Records have one spelling.
	var c law.Cite
	assert.ErrorIs(t, c.UnmarshalText([]byte("第八条第一款")), law.ErrCite)
}

func TestCiteTravelsThroughJSON(t *testing.T) {
	type record struct {
		Cite  law.Cite            `json:"cite"`
		Index map[law.Cite]string `json:"index,omitempty"`
	}
	for cl := range law.Clauses() {
		in := record{cl.Cite, map[law.Cite]string{cl.Cite: "x"}}
		data, err := json.Marshal(in)
		require.NoError(t, err)
		assert.Contains(t, string(data), `"cite":"`+cl.Cite.String()+`"`)
		var out record
		require.NoError(t, json.Unmarshal(data, &out))
		assert.Equal(t, in, out)
	}
	data, err := json.Marshal(record{})
	require.NoError(t, err)
	assert.JSONEq(t, `{"cite":""}`, string(data))
	out := record{Cite: law.MustCite("8.1")}
	require.NoError(t, json.Unmarshal(data, &out))
	assert.True(t, out.Cite.IsZero(), "empty text is the zero citation")
}

func TestCiteUnmarshalLeavesTheReceiverOnError(t *testing.T) {
	c := law.MustCite("8.2.a#1")
	require.ErrorIs(t, c.UnmarshalText([]byte("8.2.A")), law.ErrCite)
	assert.Equal(t, law.MustCite("8.2.a#1"), c)
}
