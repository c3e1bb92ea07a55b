package legacy_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
)

// A permits file with one fault of each sort beside good rows.
func permitsFile() string {
	return permitsHead +
		"K1,测试甲," + number("1990-03-15") + ",海淀,测试街甲一号,C-1,2025/2/20,2025/3/10,2026/3/1,齐,\n" +
		"K2,测试乙," + number("1991-03-15") + ",海淀,测试街甲一号,C-2,2026/2/20,2026/3/10,,齐,x\n" +
		"K3,测试丙,SECRET-NUMBER,海淀,测试街甲一号,C-3,2026/2/20,2026-03-10,,SECRET-WORD,\n" +
		"K4,测试丁," + number("1992-03-15") + ",海淀,测试街甲一号,C-4,2026/2/20,2026/2/30,,齐,\n" +
		"K5,测试戊," + number("1993-03-15") + ",海淀,测试街甲一号,C-5,2026/2/20,2026/3/10,,不详,\n" +
		"K6,测试己," + number("1994-03-15") + ",海淀,测试街甲一号,C-6,2026/2/20,2026/3/10\n" +
		"K7,\"测试庚," + number("1995-03-15") + ",海淀,测试街甲一号,C-7,2026/2/20,2026/3/10,,齐,\n" +
		"\n" +
		"K1,测试辛," + number("1996-03-15") + ",海淀,测试街甲一号,C-8,2026/2/20,2026/3/10,,齐,\n" +
		"K9,测试甲," + number("1990-03-15") + ",海淀,测试街甲一号,C-9,2026/2/20,2026/3/10,,齐,\n" +
		"K10,测试壬," + number("1997-03-15") + ",海淀,测试街甲一号,C-2,2026/2/20,2026/3/10,,齐,\n" +
		"K11,测试癸," + number("1998-03-15") + ",海淀,测试街甲一号,C-11,2026/2/20,2026/3/10,2026/4/1,齐,\n" +
		"K12,测试子," + number("1999-03-15") + ",,,C-12,2026/2/20,2026/3/10,,齐,\n" +
		"K13,测试丑," + number("1989-03-15") + ",海淀,测试街甲一号,C-13,2026/2/20,2026/3/10,,齐,\n"
}

var permitFaults = [][3]any{
	{4, "身份证号", "idNumber"}, {4, "签发", "issuedOn"}, {4, "材料", "complete"}, // all of a row at once
	{5, "签发", "issuedOn"},                                           // no such day
	{6, "材料", "complete"},                                           // not known whether the papers were complete
	{7, "", ""},                                                     // too few cells
	{8, "", ""},                                                     // a quotation mark that is not closed
	{10, "编号", "key"}, {11, "身份证号", "idNumber"}, {12, "卡号", "card"}, // repeated
	{13, "签注", "endorsedOn"}, // endorsed before the window of 14.2.b
	{14, "住址", "address"},    // no address
}

// TestPermits: good rows come in as acts, bad ones are reported with line and
// column, and no report has a person's value.
func TestPermits(t *testing.T) {
	s := newScene(t)
	dry := s.take(t, permitsMapping, permitsFile(), true)
	assert.Zero(t, s.entries(t), "a dry run records nothing")
	r := s.take(t, permitsMapping, permitsFile(), false)
	assert.Equal(t, 3, r.Imported)
	assert.Equal(t, 10, r.Bad)
	dry.DryRun = false
	assert.Equal(t, r, dry, "a dry run reports what the import does")

	var got [][3]any
	for _, f := range r.Faults {
		got = append(got, [3]any{f.Line, f.Column, f.Field})
	}
	assert.Equal(t, permitFaults, got, "%v", r.Faults)
	var b bytes.Buffer
	require.NoError(t, r.WriteCSV(&b))
	assert.Contains(t, b.String(), "PER-ISS-02", "which condition is open")
	for _, secret := range []string{"SECRET", "测试", "13010019", "甲一号"} {
		assert.NotContains(t, b.String(), secret)
	}

	id, err := s.PermitOf(t.Context(), officer, "C-1")
	require.NoError(t, err)
	acts, err := s.History(t.Context(), officer, id)
	require.NoError(t, err)
	require.Len(t, acts, 3)
	assert.Equal(t, civil.MustParse("2025-03-10"), acts[0].On)
	assert.Equal(t, civil.MustParse("2026-03-01"), acts[1].On)
	assert.Equal(t, permit.OfficeID("PS-OLD"), acts[1].By.Office.ID)
	assert.Equal(t, officer, acts[2].By)
}

// TestAgain: importing the same again changes nothing, and a changed row under a
// used key is reported.
func TestAgain(t *testing.T) {
	s := newScene(t)
	first := s.take(t, permitsMapping, permitsFile(), false)
	n := s.entries(t)
	for _, dry := range []bool{false, true} {
		r := s.take(t, permitsMapping, permitsFile(), dry)
		assert.Equal(t, first.Imported, r.Present)
		assert.Zero(t, r.Imported)
		assert.Equal(t, first.Faults, r.Faults)
		assert.Equal(t, n, s.entries(t))
	}
	r := s.take(t, permitsMapping, permitsHead+"K2,测试乙,"+number("1991-03-15")+",海淀,测试街甲二号,C-2,2026/2/20,2026/3/10,,齐,\n", false)
	require.Len(t, r.Faults, 1)
	assert.Equal(t, "key", r.Faults[0].Field)
	r = s.take(t, permitsMapping, permitsHead+"K99,测试乙,"+number("1991-03-15")+",海淀,测试街甲二号,C-99,2026/2/20,2026/3/10,,齐,\n", false)
	require.Len(t, r.Faults, 1, "the person has a permit in the store")
	assert.Equal(t, n, s.entries(t))
}

func TestRegistrations(t *testing.T) {
	s := newScene(t)
	file := "\ufeff" + registrationsHead +
		"测试甲," + number("1990-03-15") + ",19900315,110108,20250115,20260114\n" +
		"测试甲," + number("1990-03-15") + ",19900315,110108,20260115,\n" +
		"测试甲," + number("1990-03-15") + ",19900316,110108,20260116,\n" +
		"测试甲," + number("1990-03-15") + ",19900315,110108,20260115,\n" +
		"测试乙," + number("1991-03-15") + ",19910315,130100,20260115,\n" +
		"测试丙,,19910315,110108,20260115,\n" +
		"测试丁," + number("1992-03-15") + ",19920315,110108,20260115,20260114\n" +
		"测试丁," + number("1992-03-15") + ",19920315,110108,20261201,\n"
	for _, dry := range []bool{true, false, false, true} {
		r := s.take(t, registrationsMapping, file, dry)
		assert.Equal(t, 2, r.Imported+r.Present)
		var got [][2]any
		for _, f := range r.Faults {
			got = append(got, [2]any{f.Line, f.Field})
		}
		assert.Equal(t, [][2]any{{4, "born"}, {5, "idNumber"}, {6, "address"}, {7, "idNumber"}, {8, "last"}, {9, "first"}}, got)
	}
	p := permit.Person{}
	var err error
	p.IDNumber, err = permit.ParseIDNumber(number("1990-03-15"))
	require.NoError(t, err)
	list, err := s.RegistrationsOf(t.Context(), officer, p, permit.Document{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, civil.MustParse("2025-01-15"), list[0].First)
	assert.Equal(t, civil.MustParse("2026-01-14"), list[0].Last)
	assert.Zero(t, list[1].Last)

	// Another file has other request IDs: what it brings again is seen in the store.
	r := s.take(t, registrationsMapping, file+"\n", false)
	assert.Equal(t, 8, r.Bad)
	assert.Equal(t, 2, r.Faults[0].Line)
	assert.Equal(t, "first", r.Faults[0].Field)
}

// TestGB18030 gives what the same file gives in UTF-8; a byte that is in no
// character costs its row.
func TestGB18030(t *testing.T) {
	text := permitsFile()
	want := newScene(t).take(t, permitsMapping, text, false)
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(t, err)
	m := strings.Replace(permitsMapping, "utf-8", "gb18030", 1)
	assert.Equal(t, want, newScene(t).take(t, m, encoded, false))
	head, err := simplifiedchinese.GB18030.NewEncoder().String(permitsHead)
	require.NoError(t, err)
	r := newScene(t).take(t, m, head+"K1,\xff\n", false)
	assert.Equal(t, 1, r.Bad)

	_, err = legacy.Import(t.Context(), newScene(t).Registry, strings.NewReader(encoded), mapping(t, permitsMapping), legacy.Options{By: officer})
	assert.ErrorIs(t, err, legacy.ErrFile, "the encoding is not guessed")
}

// TestWhatEndsAnImport is not counted as a bad row.
func TestWhatEndsAnImport(t *testing.T) {
	s := newScene(t)
	m := mapping(t, permitsMapping)
	gone, cancel := context.WithCancel(t.Context())
	r, err := legacy.Import(gone, s.Registry, strings.NewReader(permitsFile()), m, legacy.Options{By: officer, Progress: func(legacy.Report) { cancel() }})
	require.ErrorIs(t, err, context.Canceled)
	assert.False(t, r.Complete)
	assert.Equal(t, 1, r.Rows)
	assert.Equal(t, 2, s.take(t, permitsMapping, permitsFile(), false).Imported, "the rest")

	clerk := officer
	clerk.Kind, clerk.Office.Kind = permit.AgencyClerk, permit.EntrustedAgency
	_, err = legacy.Import(t.Context(), s.Registry, strings.NewReader(permitsFile()), m, legacy.Options{By: clerk})
	require.ErrorIs(t, err, registry.ErrNotAuthorised)
	for _, file := range []string{"", "\n", "a,b\n", "\"\n", permitsHead[:len(permitsHead)-1] + ",姓名\n", strings.Repeat("x", 70<<10) + "\n" + permitsHead} {
		_, err = legacy.Import(t.Context(), s.Registry, strings.NewReader(file), m, legacy.Options{By: officer})
		assert.ErrorIs(t, err, legacy.ErrFile, "%.20q", file)
	}
}

func TestMappingsThatMakeNoSense(t *testing.T) {
	for name, change := range map[string][2]string{
		"no rows":           {`"rows":"permits",`, ``},
		"other rows":        {`"permits"`, `"sanctions"`},
		"no encoding":       {`"encoding":"utf-8",`, ``},
		"no days":           {`"YYYY/M/D"`, `""`},
		"days run together": {`"YYYY/M/D"`, `"YYYYMD"`},
		"unknown field":     {`"card":`, `"colour":`},
		"a field of others": {`"card":`, `"first":`},
		"a column twice":    {`"卡号"`, `"姓名"`},
		"both ways":         {`"conditionsMet"`, `"complete"`},
		"one key for all":   {`"same":{`, `"same":{"key":"A",`},
		"a name too many":   {`"rows"`, `"row":1,"rows"`},
		"nobody":            {`"kind":"public-security-organ",`, ``},
		"not established":   {`"established"`, `"not-established"`},
		"no reference":      {`"reference":"测字〔2026〕1号",`, ``},
		"words of others":   {`"words":{`, `"words":{"x":{},`},
		"two objects":       {`{`, `{} {`},
		"another case":      {`"rows"`, `"ROWS"`},
		"a field twice":     {`"rows"`, `"rows":"registrations","rows"`},
		"a fact twice":      {`"conditionsMet":"yes"`, `"conditionsMet":"no","conditionsMet":"yes"`},
		"a twice with \\":   {`"conditionsMet":"yes"`, `"condition\u0073Met":"no","conditionsMet":"yes"`},
		"a word twice":      {`"齐":"yes"`, `"齐":"no","齐":"yes"`},
		"a column of two":   {`"card":"卡号"`, `"card":"x","card":"卡号"`},
		"an office twice":   {`"outcome":"established"`, `"outcome":"not-established","Outcome":"established"`},
		"a list for a map":  {`{"海淀":"110108"}`, `["海淀"]`},
		"a long comma":      {`"days"`, `"comma":",,","days"`},
	} {
		text := strings.Replace(permitsMapping, change[0], change[1], 1)
		require.NotEqual(t, permitsMapping, text, name)
		_, err := legacy.ParseMapping([]byte(text))
		assert.ErrorIs(t, err, legacy.ErrMapping, name)
	}
	_, err := legacy.Import(t.Context(), newScene(t).Registry, strings.NewReader(""), &legacy.Mapping{}, legacy.Options{By: officer})
	assert.True(t, errors.Is(err, legacy.ErrMapping))
}
