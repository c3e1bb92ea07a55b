package permit_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// What the package answers goes into JSON under lowerCamel names, money with two
// decimals, and comes back as it was; a name written differently is refused.
func TestAnswersAsJSON(t *testing.T) {
	basis := permit.Basis{Kind: permit.BasisRule, Title: "测试标准"}
	amount := permit.Yuan{Decimal: decimal.RequireFromString("15.50")}
	for _, v := range []struct {
		value any
		fresh any
		text  string
	}{
		{&permit.Breach{Clause: law.MustCite("13.1"), Due: d("2026-07-08"), On: d("2026-07-09")}, new(permit.Breach),
			`{"clause":"13.1","due":"2026-07-08","on":"2026-07-09"}`},
		{&permit.Fee{Operation: permit.FeeReissue, Amount: amount, Cite: law.MustCite("24.1.c"), Standard: basis}, new(permit.Fee),
			`{"operation":"reissue","amount":"15.50","cite":"24.1.c","standard":{"kind":"rule","title":"测试标准"}}`},
		{&permit.FeeQuestion{Operation: permit.FeeReissue, On: d("2026-07-09")}, new(permit.FeeQuestion),
			`{"operation":"reissue","on":"2026-07-09"}`},
		{&permit.FeeVersion{From: d("2026-07-09"), Reissue: amount.Decimal, Exchange: decimal.New(200, -1), Citation: basis}, new(permit.FeeVersion),
			`{"from":"2026-07-09","amounts":{"reissue":"15.50","exchange":"20.00"},"citation":{"kind":"rule","title":"测试标准"}}`},
		{&permit.IssueDue{Advisory: d("2026-07-16"), Latest: d("2026-07-31")}, new(permit.IssueDue),
			`{"advisory":"2026-07-16","latest":"2026-07-31"}`},
	} {
		b, err := json.Marshal(v.value)
		require.NoError(t, err)
		assert.JSONEq(t, v.text, string(b))
		require.NoError(t, json.Unmarshal(b, v.fresh))
		again, err := json.Marshal(v.fresh)
		require.NoError(t, err)
		assert.JSONEq(t, v.text, string(again))
		for _, bad := range []string{`{"Due":"2026-07-08","ON":"2026-07-09"}`, `{"nobody":1}`, `[]`} {
			require.ErrorIs(t, json.Unmarshal([]byte(bad), v.fresh), permit.ErrMalformed, "%T", v.fresh)
			kept, err := json.Marshal(v.fresh)
			require.NoError(t, err)
			assert.JSONEq(t, v.text, string(kept), "the value is kept")
		}
	}
	assert.Equal(t, "15.50", amount.String())
	assert.Equal(t, "0.00", permit.Yuan{}.String())
	for _, bad := range []string{`15.5`, `"-1"`, `"1.555"`, `"01"`, `""`, `0`} {
		y := amount
		require.ErrorIs(t, json.Unmarshal([]byte(bad), &y), permit.ErrFee, bad)
		assert.Equal(t, amount, y)
	}
	y := amount
	require.NoError(t, json.Unmarshal([]byte(`null`), &y))
	assert.Equal(t, amount, y, "null leaves it alone")
}

// The reason why nothing could be verified survives in JSON: without it the answer
// would be that of a number nobody knows.
func TestVerificationAsJSON(t *testing.T) {
	r := record(t, nil, issue("2030-02-17"))
	v := r.Verify("C-1", d("2031-02-18"), withHolidays())
	b, err := json.Marshal(v)
	require.NoError(t, err)
	assert.JSONEq(t, `{"status":"unknown","day":"2031-02-18",
		"error":"endorsement: holiday extension (A03): civil: no calendar data for 2031"}`, string(b))
	b, err = json.Marshal(r.Verify("C-1", d("2031-02-17"), withHolidays()))
	require.NoError(t, err)
	assert.JSONEq(t, `{"status":"active","day":"2031-02-17"}`, string(b))

	b, err = json.Marshal(permit.IneffectiveAct{Index: 1, Kind: permit.ActEndorsed, Reason: permit.ErrCancelled})
	require.NoError(t, err)
	assert.JSONEq(t, `{"index":1,"kind":"endorsed","reason":"`+permit.ErrCancelled.Error()+`"}`, string(b))
}
