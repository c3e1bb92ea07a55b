package permit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

func encode(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func TestEveryActRoundTrips(t *testing.T) {
	for _, k := range permit.Values[permit.ActKind]() {
		a := sample(k, "2025-06-01")
		back := through(t, a)
		assert.Empty(t, cmp.Diff(a.What, back.What), k)
		assert.Equal(t, a.On, back.On)
		assert.Equal(t, a.Recorded, back.Recorded)
		assert.Equal(t, a.By, back.By)
		assert.Equal(t, a.Cite, back.Cite)
		assert.True(t, a.Decision.Equal(back.Decision) || a.Decision.IsZero() && back.Decision.IsZero(), k)
		assert.NoError(t, back.Validate())
		assert.Equal(t, encode(t, a), encode(t, back), "written again it is the same")
		assert.Equal(t, a.Decision.IsZero(), !strings.Contains(encode(t, a), `"decision"`))
	}
}

func TestPermitRoundTrips(t *testing.T) {
	r := twelve(t)
	back := through(t, r)
	assert.Equal(t, encode(t, r), encode(t, back))
	for _, day := range []string{"2020-03-09", "2020-03-10", "2023-12-01", "2026-02-11"} {
		assert.Equal(t, on(t, r, day, nil), on(t, back, day, nil), day)
	}
	assert.Equal(t, `{"id":"P-1","acts":[]}`, encode(t, must(permit.New("P-1"))))
	empty := through(t, must(permit.New("P-1")))
	assert.Equal(t, permit.ID("P-1"), empty.ID())
	assert.Equal(t, encode(t, on(t, r, "2026-01-01", nil)), encode(t, through(t, on(t, r, "2026-01-01", nil))))
	face := must(r.Face("C-3", nil))
	assert.Equal(t, face, through(t, face))
}

func TestStoredFormOfAnAct(t *testing.T) {
	a := act(d("2025-06-01"), permit.LossReport{Card: "C-1"})
	assert.JSONEq(t, `{"kind":"reported-lost","on":"2025-06-01","recorded":"2025-06-01T04:00:00.000000Z",
		"by":{"kind":"public-security-officer","id":"S-1","office":{"id":"PS-01","kind":"police-station","district":"110105"}},
		"cite":"12.1","payload":{"card":"C-1"}}`, encode(t, a))
}

func TestReadingAnActIsStrict(t *testing.T) {
	good := encode(t, issue("2025-03-10"))
	for name, c := range map[string][2]string{
		"unknown field":      {`"payload":{`, `"payload":{"x":1,`},
		"unknown outside":    {`{"kind"`, `{"x":1,"kind"`},
		"field twice":        {`{"kind"`, `{"on":"2025-03-10","kind"`},
		"capital letters":    {`"payload"`, `"Payload"`},
		"unknown kind":       {`"issued"`, `"issuing"`},
		"no kind":            {`"kind":"issued"`, `"kind":"unknown"`},
		"payload of another": {`"issued"`, `"reissued"`},
		"no such day":        {`"on":"2025-03-10"`, `"on":"2025-02-30"`},
		"instant of zone":    {`.000000Z`, `.000000+08:00`},
		"short instant":      {`.000000Z`, `Z`},
		"bad clause":         {`"11.1"`, `"11.1.1.1"`},
		"bad decision":       {`"approved"`, `"perhaps"`},
	} {
		changed := strings.Replace(good, c[0], c[1], 1)
		require.NotEqual(t, good, changed, name)
		a := issue("2020-01-01")
		err := json.Unmarshal([]byte(changed), &a)
		require.Error(t, err, name)
		assert.Equal(t, d("2020-01-01"), a.On, "%s: the receiver keeps its value", name)
		assert.NotContains(t, err.Error(), "130100201003150000")
	}
	var a permit.Act
	for _, s := range []string{`[]`, `1`, `{"kind":"issued"}`, `{"kind":"issued","payload":null}`, `{"kind":"issued","payload":[]}`} {
		assert.Error(t, json.Unmarshal([]byte(s), &a), s)
	}
	require.NoError(t, json.Unmarshal([]byte(`null`), &a))
	assert.Equal(t, permit.ActUnknown, a.Kind())
	_, err := json.Marshal(permit.Act{What: permit.Cancellation{Ground: 99}})
	assert.Error(t, err)
}

func TestReadingAPermitIsStrict(t *testing.T) {
	good := encode(t, twelve(t))
	var r permit.Permit
	require.NoError(t, json.Unmarshal([]byte(good), &r))
	for name, s := range map[string]string{
		"unknown field": strings.Replace(good, `{"id"`, `{"x":1,"id"`, 1),
		"no id":         strings.Replace(good, `"id":"P-1",`, ``, 1),
		"no issue":      `{"id":"P-1","acts":[` + encode(t, endorse("2025-03-10")) + `]}`,
		"no object":     `[]`,
	} {
		assert.Error(t, json.Unmarshal([]byte(s), &r), name)
		assert.Equal(t, 12, r.Len(), name)
	}
	require.NoError(t, json.Unmarshal([]byte(`null`), &r))
	assert.Equal(t, 12, r.Len())
}

// TestActsPrintNothingPersonal: only marshalling tells.
func TestActsPrintNothingPersonal(t *testing.T) {
	r := twelve(t)
	a := r.Act(0)
	s := on(t, r, "2025-06-01", nil)
	secrets := []string{"130100201003150000", "测试甲", "测试路", "20100315"}
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	logger.Info("x", "permit", r, "act", a, "state", s.Address, "what", a.What.(permit.Issue).Address)
	printed := []string{log.String(), fmt.Sprint(r, a, s), fmt.Sprintf("%v %+v %#v %x %q", r, r, r, r, r),
		fmt.Sprintf("%v %+v %#v %x", a, a, a, a), fmt.Sprintf("%v %+v %#v", a.What, a.What, a.What),
		fmt.Sprintf("%v %+v %#v", &r, &a, s), fmt.Sprintf("%+v %#v", struct{ p permit.Permit }{r}, struct{ a permit.Act }{a})}
	for _, p := range printed {
		for _, secret := range secrets {
			assert.NotContains(t, p, secret)
		}
	}
	assert.Equal(t, "permit(P-1, 12 acts)", r.String())
	assert.Equal(t, "act(issued, 2020-03-10)", a.String())
	for _, secret := range secrets[:3] {
		assert.Contains(t, encode(t, r), secret, "storage gets everything")
	}
}

func TestInstant(t *testing.T) {
	at := permit.InstantOf(time.Date(2026, 1, 14, 16, 0, 0, 1999, time.UTC))
	assert.Equal(t, "2026-01-14T16:00:00.000001Z", at.String(), "cut to whole microseconds")
	assert.Equal(t, d("2026-01-15"), at.Day(), "midnight in Beijing")
	assert.Equal(t, d("2026-01-14"), (at - 2).Day())
	assert.Equal(t, at, through(t, at))
	assert.True(t, permit.Instant(0).IsZero())
	assert.Equal(t, civil.Date{}, permit.Instant(0).Day())
	assert.Equal(t, `""`, encode(t, permit.Instant(0)))
	assert.Equal(t, permit.Instant(0), through(t, permit.Instant(0)))
	assert.Equal(t, permit.Instant(-1), through(t, permit.Instant(-1)))
	for _, i := range []permit.Instant{1 << 62, -1 << 62} {
		_, err := i.MarshalText()
		assert.ErrorIs(t, err, permit.ErrText)
	}
	for _, s := range []string{"2026-01-14", "2026-01-14T16:00:00Z", "2026-01-14T16:00:00.0000001Z", "2026-13-14T16:00:00.000000Z",
		"1970-01-01T00:00:00.000000Z", "0000-01-01T00:00:00.000000Z"} {
		i := at
		assert.ErrorIs(t, i.UnmarshalText([]byte(s)), permit.ErrText, s)
		assert.Equal(t, at, i)
	}
}

func FuzzPermitJSON(f *testing.F) {
	f.Add([]byte(encode(f, record(f, nil, issue("2025-03-10"), act(d("2025-05-01"), permit.LossReport{Card: "C-1"})))))
	f.Add([]byte(encode(f, record(f, nil, issue("2025-03-10"), cancel("2025-04-01")))))
	f.Add([]byte(`{"id":"P-1","acts":[]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var r permit.Permit
		if json.Unmarshal(b, &r) != nil || r.ID() == "" {
			return
		}
		// What is read is written, and what is written is read as the same.
		text := encode(t, r)
		var back permit.Permit
		require.NoError(t, json.Unmarshal([]byte(text), &back))
		require.Equal(t, text, encode(t, back))
		// Every day has one answer, no earlier than the issue, none after the end.
		days := []civil.Date{d("2020-03-10"), d("2025-03-10"), d("2026-06-01")}
		for _, day := range days {
			s, err := r.On(day, nil)
			if err != nil {
				continue
			}
			first := r.Act(0)
			if r.Len() == 0 || day.StrictlyBefore(first.On) {
				require.Equal(t, permit.NotIssued, s.Status)
				continue
			}
			require.NotEqual(t, permit.NotIssued, s.Status)
			if later, err := r.On(day.AddDays(1000), nil); err == nil && s.Status == permit.Cancelled {
				require.Equal(t, permit.Cancelled, later.Status)
			}
		}
	})
}

func TestZeroDecisionIsLeftOut(t *testing.T) {
	var back permit.Act
	require.NoError(t, json.Unmarshal([]byte(strings.Replace(encode(t, sample(permit.ActReportedLost, "2025-06-01")),
		`"payload"`, `"decision":null,"payload"`, 1)), &back))
	assert.Equal(t, rule.Decision{}, back.Decision)
}
