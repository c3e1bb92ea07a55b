package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// read reads lines as a file and gives the faults in English.
func read(t *testing.T, text string) (*script, []string) {
	t.Helper()
	s := newScript()
	require.NoError(t, s.load("f", strings.NewReader(text)))
	s.settle()
	var faults []string
	for _, f := range s.faults {
		faults = append(faults, f.text(language.English))
		assert.NotEqual(t, f.text(language.English), f.text(language.Chinese), "both languages")
	}
	return s, faults
}

const (
	someDay    = `{"day":"2026-07-13","district":"chaoyang"}` + "\n"
	somePerson = `{"person":"甲01","idNumber":"130100199403050009"}` + "\n"
)

// TestBadLines has every kind of fault: the field and the rule are named, and
// nothing of the line is repeated.
func TestBadLines(t *testing.T) {
	for name, c := range map[string]struct{ line, want string }{
		"no JSON":                {`hello`, "must be one JSON object"},
		"cut off":                {`{"day":"2026-07-13"`, "must be one JSON object"},
		"list":                   {`[]`, "must be one JSON object"},
		"two objects":            {`{} {}`, "must be one JSON object"},
		"no kind":                {`{}`, "must have exactly one of day, person and act"},
		"two kinds":              {`{"day":"2026-07-13","person":"甲01"}`, "must have exactly one of day, person and act"},
		"not UTF-8":              {"{\"who\":\"\xff\"}", "must be UTF-8"},
		"too long":               {`{"who":"` + strings.Repeat("x", maxLine) + `"}`, "must not exceed 65536 bytes"},
		"unknown field":          {`{"day":"2026-07-13","district":"chaoyang","秘密":1}`, "?: no such field; there are: day, district"},
		"unknown field of act":   {at9(`"act":"lose","extra":1`), "?: no such field; there are: act, time, who"},
		"field in other case":    {`{"day":"2026-07-13","District":"chaoyang"}`, "?: no such field"},
		"twice":                  {`{"day":"2026-07-13","district":"chaoyang","district":"haidian"}`, "district: must stand once only"},
		"missing":                {`{"day":"2026-07-13"}`, "district: must be stated"},
		"null":                   {`{"day":null,"district":"chaoyang"}`, "day: must be a date"},
		"empty":                  {`{"day":"","district":"chaoyang"}`, "day: must be a date"},
		"no such day":            {`{"day":"2026-02-30","district":"chaoyang"}`, "day: must be a date"},
		"day as number":          {`{"day":20260713,"district":"chaoyang"}`, "day: must be a date"},
		"no such district":       {`{"day":"2026-07-13","district":"sanhe"}`, "district: must be one of: dongcheng"},
		"day goes back":          {someDay + `{"day":"2026-07-12","district":"chaoyang"}`, "day: must not be before an earlier day"},
		"no such act":            {at9(`"act":"dance"`), "act: must be one of: register, apply"},
		"no time":                {`{"act":"lose","who":"甲01"}`, "time: must be stated"},
		"time":                   {`{"act":"lose","who":"甲01","time":"25:00"}`, "time: must be a time of day"},
		"time goes back":         {at9(`"act":"lose"`) + "\n" + `{"act":"lose","who":"甲01","time":"08:00"}`, "time: must not be before the visit above it"},
		"no label":               {`{"act":"lose","who":"张三","time":"09:00"}`, "who: must be a label"},
		"nobody":                 {`{"act":"lose","who":"甲09","time":"09:00"}`, "who: must be a label that has a line with person"},
		"desk":                   {at9(`"act":"lose","desk":"bar"`), "desk: must be one of: police, agency"},
		"office":                 {at9(`"act":"lose","office":"sanhe"`), "office: must be one of: dongcheng"},
		"yes or no":              {at9(`"act":"reissue","lost":"yes"`), "lost: must be true or false"},
		"yes or no null":         {at9(`"act":"reissue","lost":null`), "lost: must be true or false"},
		"agent no object":        {at9(`"act":"reissue","agent":1`), "agent: must be one JSON object"},
		"agent incomplete":       {at9(`"act":"reissue","agent":{"who":"甲02"}`), "agent.relation: must be stated"},
		"agent relation":         {at9(`"act":"reissue","agent":{"who":"甲02","relation":"boss"}`), "agent.relation: must be one of: self, spouse"},
		"claims empty":           {at9(`"act":"apply","claims":[]`), "claims: must be a list"},
		"claims twice":           {at9(`"act":"apply","claims":["study","study"]`), "claims: must be a list"},
		"claims word":            {at9(`"act":"apply","claims":["love"]`), "claims: must be a list"},
		"insurance month":        {at9(`"act":"apply","insurance":[{"from":"2026-13","to":"2026-06","division":"110000","status":"paid-on-time"}]`), "insurance[0].from: must be a month"},
		"insurance backwards":    {at9(`"act":"apply","insurance":[{"from":"2026-06","to":"2026-01","division":"110000","status":"paid-on-time"}]`), "insurance: must not end before it begins"},
		"insurance for ever":     {at9(`"act":"apply","insurance":[{"from":"0001-01","to":"9999-12","division":"110000","status":"paid-on-time"}]`), "insurance: must not end before it begins, nor have more than 600 months"},
		"insurance no list":      {at9(`"act":"apply","insurance":{}`), "insurance: must be a list"},
		"insurance too many":     {at9(`"act":"apply","insurance":[` + strings.Repeat(`{},`, 24) + `{}]`), "insurance: must be a list […] of up to 24 items"},
		"review word":            {at9(`"act":"apply","dwelling":{"review":{"by":"housing","outcome":"maybe"}}`), "dwelling.review.outcome: must be one of: accepted, rejected"},
		"division":               {at9(`"act":"move","division":"12"`), "division: must be a division code of six digits"},
		"photo":                  {at9(`"act":"apply","papers":{"photo":"blurred"}`), "papers.photo: must be one of: recent, old, none"},
		"proof true":             {at9(`"act":"apply","papers":{"address":true}`), "papers.address: must be the name of who issued the proof, or false"},
		"proof null":             {at9(`"act":"apply","papers":{"address":null}`), "papers.address: must be the name"},
		"finding reference":      {at9(`"act":"finding","ground":"death","by":"police-station","outcome":"established","reference":"张三"`), "reference: must be 2 to 16 capital letters"},
		"long reference":         {at9(`"act":"finding","ground":"death","by":"police-station","outcome":"established","reference":"130100199403050009"`), "reference: must be 2 to 16 capital letters"},
		"ground":                 {at9(`"act":"cancel","ground":"boredom"`), "ground: must be one of: false-proofs"},
		"fine":                   {at9(`"act":"sanction","charge":"lend","fine":"much"`), "fine: must be an amount"},
		"fine as number":         {at9(`"act":"sanction","charge":"lend","fine":100`), "fine: must be an amount as text"},
		"detention":              {at9(`"act":"sanction","charge":"forge","detention":10.5`), "detention: must be a whole number from 0 to 99"},
		"warning":                {at9(`"act":"sanction","charge":"lend","warning":1`), "warning: must be true or false"},
		"expect outcome":         {at9(`"act":"lose","expect":{"outcome":"good"}`), "expect.outcome: must be one of: done, approved"},
		"expect without":         {at9(`"act":"lose","expect":{}`), "expect.outcome: must be stated"},
		"expect clause":          {at9(`"act":"lose","expect":{"outcome":"done","because":["99.9"]}`), "expect.because: must be a list of clauses"},
		"expect shows":           {at9(`"act":"lose","expect":{"outcome":"done","shows":{"名字":"x"}}`), "expect.shows.?: no such field"},
		"expect shows number":    {at9(`"act":"lose","expect":{"outcome":"done","shows":{"fee":1}}`), "expect.shows.fee: must be text"},
		"expect shows no object": {at9(`"act":"lose","expect":{"outcome":"done","shows":[]}`), "expect.shows: must be one JSON object"},
		"person number":          {`{"person":"甲02","idNumber":"130100199403050000"}`, "idNumber: must be an identity number with a correct check character"},
		"person born":            {`{"person":"甲02","idNumber":"440500198801010002","born":"1988-01-02"}`, "born: must be the birth date in the identity number"},
		"person name":            {`{"person":"甲02","idNumber":"440500198801010002","name":"a\nb"}`, "name: must be one line of text"},
		"person household":       {`{"person":"甲02","idNumber":"440500198801010002","household":"moon"}`, "household: must be a division code of six digits, or none"},
		"person address":         {`{"person":"甲02","idNumber":"440500198801010002","address":"示例路1号"}`, "division: must be stated where there is an address"},
		"person twice":           {somePerson + `{"person":"甲01","idNumber":"440500198801010002"}`, "person: this label has a line with person already"},
		"person other number":    {somePerson + `{"person":"甲02","idNumber":"130100199403050009"}`, "idNumber: this number belongs to another label already"},
		"identity card":          {`{"person":"甲02","idNumber":"440500198801010002","idCard":{"from":"2026-01-01","until":"2025-01-01"}}`, "idCard: must not end before it begins"},
		"identity card for ever": {`{"person":"甲02","idNumber":"440500198801010002","idCard":{"until":"2025-01-01","longTerm":true}}`, "idCard: must not end before it begins, and has no end if it is long-term"},
	} {
		t.Run(name, func(t *testing.T) {
			head := someDay + somePerson
			if strings.HasPrefix(c.line, someDay) {
				head = somePerson
			} else if strings.HasPrefix(c.line, somePerson) {
				head = someDay
			}
			_, faults := read(t, head+c.line+"\n")
			require.NotEmpty(t, faults)
			assert.Contains(t, strings.Join(faults, "\n"), c.want)
			assert.Regexp(t, `^f:[34]: `, faults[0], "file and line")
		})
	}
}

// at9 is a line with an act at nine o'clock.
func at9(members string) string { return `{"time":"09:00","who":"甲01",` + members + `}` }

// TestVisitBeforeDay: a visit needs a day to be played on.
func TestVisitBeforeDay(t *testing.T) {
	_, faults := read(t, somePerson+at9(`"act":"lose"`))
	assert.Equal(t, []string{"f:2: must come after a line with a day"}, faults)
}

// TestAllFaultsAtOnce: a line is sent back once, with everything that is wrong.
func TestAllFaultsAtOnce(t *testing.T) {
	_, faults := read(t, someDay+`{"act":"move","who":"nobody","division":"1","moved":"yesterday"}`)
	assert.Len(t, faults, 4, faults)
}

// TestTheRestGoesOn: good lines around a bad one are read.
func TestTheRestGoesOn(t *testing.T) {
	s, faults := read(t, "\ufeff# comment\n\n"+someDay+somePerson+"  "+at9(`"act":"lose"`)+"  \r\n"+"rubbish\n"+at9(`"act":"register"`))
	assert.Len(t, faults, 1)
	require.Len(t, s.visits, 2)
	assert.Equal(t, place{"f", 5}, s.visits[0].at)
	assert.Equal(t, place{"f", 7}, s.visits[1].at)
}

// TestWordsAreReadable: every word that the format lists is one that the library
// reads, so that the lists cannot drift from it.
func TestWordsAreReadable(t *testing.T) {
	n := readable(t, openingFields) + readable(t, personFields) + readable(t, visitFields) + readable(t, expectFields) +
		readable(t, findingFields) + readable(t, reviewFields) + readable(t, insuredFields) + readable(t, employmentFields) +
		readable(t, dwellingFields) + readable(t, studyFields) + readable(t, paperFields) + readable(t, agentFields) +
		readable(t, applyFields) + readable(t, proofReviewFields) + readable(t, findingActFields) + readable(t, cancelFields) +
		readable(t, confiscateFields) + readable(t, sanctionFields) + readable(t, verifyFields) + readable(t, inspectFields)
	assert.Greater(t, n, 200)
}

// readable tries every word of the fields that have words.
func readable[T any](t *testing.T, fields []field[T]) (n int) {
	for _, f := range fields {
		if !strings.Contains(f.form, " | ") || f.form == formYesNo || strings.Contains(f.form, formText) {
			continue
		}
		list := strings.HasPrefix(f.form, "[")
		for w := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(f.form, "["), ", …]"), " | ") {
			raw := strconv.Quote(w)
			if list {
				raw = "[" + raw + "]"
			}
			var into T
			assert.Empty(t, f.read(&into, []byte(raw)), "%s: %s", f.name, w)
			n++
		}
	}
	return n
}
