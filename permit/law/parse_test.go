package law

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheEmbeddedTablesParse(t *testing.T) {
	d := parseDraft(clausesTSV, headingsTSV, treatmentsTSV)
	require.NoError(t, d.err)
	assert.Len(t, d.clauses, ClauseCount)
	assert.Len(t, d.headings, ArticleCount)
	assert.Len(t, d.treatments, ClauseCount)
}

// Each clause and each heading is spoiled in turn, at its first, its middle and
// its last character: once by another character, once by dropping it.
func TestOneEditedCharacterIsDetected(t *testing.T) {
	clean := parseDraft(clausesTSV, headingsTSV, treatmentsTSV)
	edits := 0
	spoil := func(where string, text *string) {
		original := *text
		runes := []rune(original)
		for _, i := range []int{0, len(runes) / 2, len(runes) - 1} {
			for _, with := range []string{"错", ""} {
				*text = string(runes[:i]) + with + string(runes[i+1:])
				require.ErrorIs(t, clean.verify(), ErrCorrupt, "%s, character %d", where, i)
				edits++
			}
		}
		*text = original
	}
	for i := range clean.clauses {
		spoil(clean.clauses[i].Cite.String(), &clean.clauses[i].ZH)
	}
	for i := range clean.headings {
		spoil(clean.headings[i].ZH, &clean.headings[i].ZH)
	}
	assert.Equal(t, (ClauseCount+ArticleCount)*6, edits)
	require.NoError(t, clean.verify(), "and put back, the text is whole again")
}

func TestAnEditOfTheEmbeddedFileIsDetected(t *testing.T) {
	edited := strings.Replace(clausesTSV, "七日内", "十日内", 1)
	require.NotEqual(t, clausesTSV, edited)
	assert.ErrorIs(t, parseDraft(edited, headingsTSV, treatmentsTSV).verify(), ErrCorrupt)

	swapped := strings.Replace(headingsTSV, "信息变更", "信息变動", 1)
	assert.ErrorIs(t, parseDraft(clausesTSV, swapped, treatmentsTSV).verify(), ErrCorrupt)
}

func TestADraftThatDoesNotParseIsEmpty(t *testing.T) {
	d := parseDraft("x", headingsTSV, treatmentsTSV)
	require.ErrorIs(t, d.verify(), ErrTable)
	assert.Empty(t, d.clauses)
	assert.Empty(t, d.within(MustCite("8")))
	_, ok := d.find(MustCite("8.1"))
	assert.False(t, ok)
	assert.Equal(t, layout{}, d.layout(MustCite("8.1")))
}

// damage replaces one cell of one row (row 0 is the heading).
func damage(t *testing.T, table string, row, column int, cell string) string {
	t.Helper()
	lines := strings.Split(table, "\n")
	cells := strings.Split(lines[row], "\t")
	require.NotEqual(t, cell, cells[column], "the damage must be one")
	cells[column] = cell
	lines[row] = strings.Join(cells, "\t")
	return strings.Join(lines, "\n")
}

func TestClausesTableRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"no heading":        strings.TrimPrefix(clausesTSV, clausesHeader+"\n"),
		"other heading":     damage(t, clausesTSV, 0, 8, "english"),
		"missing column":    strings.Replace(clausesTSV, "\t电", "电", 1) + "x\n",
		"bad id":            damage(t, clausesTSV, 14, 0, "8.2.A"),
		"id of an article":  damage(t, damage(t, clausesTSV, 1, 0, "1"), 1, 2, ""),
		"article disagrees": damage(t, clausesTSV, 14, 1, "9"),
		"item disagrees":    damage(t, clausesTSV, 16, 3, "z"),
		"out of order":      damage(t, damage(t, clausesTSV, 3, 0, "2.1"), 3, 2, "1"),
		"unknown type":      damage(t, clausesTSV, 5, 4, "wish"),
		"empty type":        damage(t, clausesTSV, 5, 4, ""),
		"unknown decidable": damage(t, clausesTSV, 5, 6, "maybe"),
		"empty addressee":   damage(t, clausesTSV, 5, 5, ""),
		"empty Chinese":     damage(t, clausesTSV, 5, 7, ""),
		"empty English":     damage(t, clausesTSV, 5, 8, ""),
	} {
		_, err := parseClauses(data)
		assert.ErrorIs(t, err, ErrTable, name)
	}
}

func TestHeadingsTableRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"other heading": damage(t, headingsTSV, 0, 0, "n"),
		"not an id":     damage(t, headingsTSV, 3, 0, "x"),
		"out of order":  damage(t, headingsTSV, 3, 0, "4"),
		"a paragraph":   damage(t, headingsTSV, 3, 0, "3.1"),
		"empty Chinese": damage(t, headingsTSV, 3, 1, ""),
		"empty English": damage(t, headingsTSV, 3, 2, ""),
		"more columns":  damage(t, headingsTSV, 3, 2, "a\tb"),
	} {
		_, err := parseHeadings(data)
		assert.ErrorIs(t, err, ErrTable, name)
	}
}

func TestTreatmentsTableRefuses(t *testing.T) {
	clauses, err := parseClauses(clausesTSV)
	require.NoError(t, err)
	for name, data := range map[string]string{
		"other heading":   damage(t, treatmentsTSV, 0, 1, "sort"),
		"a clause fewer":  treatmentsTSV[:strings.LastIndex(strings.TrimSuffix(treatmentsTSV, "\n"), "\n")+1],
		"wrong clause":    damage(t, treatmentsTSV, 7, 0, "6.2"),
		"unknown kind":    damage(t, treatmentsTSV, 7, 1, "ignored"),
		"empty reference": damage(t, treatmentsTSV, 7, 2, "ELG-REG-01,"),
		"empty Chinese":   damage(t, treatmentsTSV, 7, 3, ""),
		"empty English":   damage(t, treatmentsTSV, 7, 4, ""),
	} {
		_, err := parseTreatments(data, clauses)
		assert.ErrorIs(t, err, ErrTable, name)
	}
	good, err := parseTreatments(damage(t, treatmentsTSV, 7, 2, "AAA-BBB-01,issue"), clauses)
	require.NoError(t, err)
	assert.Equal(t, []string{"AAA-BBB-01", "issue"}, good[6].Refs)
}

func TestChineseNumerals(t *testing.T) {
	for n, want := range map[uint8]string{
		1: "一", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 31: "三十一", 90: "九十", 99: "九十九",
	} {
		assert.Equal(t, want, chineseNumeral(n))
	}
	seen := map[string]bool{}
	for n := uint8(1); n <= maxNumber; n++ {
		s := chineseNumeral(n)
		assert.False(t, seen[s], s)
		seen[s] = true
		assert.LessOrEqual(t, utf8.RuneCountInString(s), 3)
	}
}
