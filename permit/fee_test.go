package permit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The amounts are made up: the text has none.
const twoVersions = `{"versions":[
	{"from":"2026-01-01","amounts":{"reissue":"1.50","exchange":"1.00"},"citation":{"kind":"rule","title":"某项标准","provision":"一"}},
	{"from":"2027-01-01","amounts":{"reissue":"2","exchange":"0"},"citation":{"kind":"rule","title":"某项标准","provision":"二"}}]}`

func schedule(t testing.TB, s string) *permit.FeeSchedule {
	t.Helper()
	f, err := permit.ReadFeeSchedule(strings.NewReader(s))
	require.NoError(t, err)
	return f
}

func fee(op permit.FeeOperation, day string) permit.FeeQuestion {
	return permit.FeeQuestion{Operation: op, On: d(day)}
}

func TestFeeFor(t *testing.T) {
	s := schedule(t, twoVersions)
	for _, c := range []struct {
		op     permit.FeeOperation
		day    string
		amount string
		cite   string
	}{
		{permit.FeeFirstApplication, "2026-06-01", "0", "24.1.b"},
		{permit.FeeLaterApplication, "2026-06-01", "0", "24.1.c"}, // A52 (a)
		{permit.FeeEndorsement, "2026-06-01", "0", "24.1.c"},      // A37
		{permit.FeeAddressChange, "2026-06-01", "0", "24.1.c"},
		{permit.FeeExchangeOtherwise, "2026-06-01", "0", "24.1.c"}, // A45
		{permit.FeeReissue, "2026-01-01", "1.5", "24.1.c"},
		{permit.FeeReissue, "2026-12-31", "1.5", "24.1.c"},
		{permit.FeeReissue, "2027-01-01", "2", "24.1.c"},
		{permit.FeeReissue, "2027-01-02", "2", "24.1.c"},
		{permit.FeeExchange, "2026-12-31", "1", "24.1.c"},
		{permit.FeeExchange, "2027-01-01", "0", "24.1.c"}, // a standard of nothing is a standard
	} {
		got, err := permit.FeeFor(fee(c.op, c.day), s, nil)
		require.NoError(t, err, c.op)
		assert.True(t, decimal.RequireFromString(c.amount).Equal(got.Amount.Decimal), "%v on %s: %v", c.op, c.day, got.Amount)
		assert.Equal(t, c.cite, got.Cite.String())
		assert.Equal(t, c.op, got.Operation)
		charged := c.op == permit.FeeReissue || c.op == permit.FeeExchange
		assert.Equal(t, charged, !got.Standard.IsZero(), c.op)
	}
	// No schedule, or none in force: an error, never zero.
	for _, op := range []permit.FeeOperation{permit.FeeReissue, permit.FeeExchange} {
		_, err := permit.FeeFor(fee(op, "2026-06-01"), nil, nil)
		assert.ErrorIs(t, err, permit.ErrNoFeeSchedule)
		_, err = permit.FeeFor(fee(op, "2025-12-31"), s, nil)
		assert.ErrorIs(t, err, permit.ErrNoFeeSchedule)
	}
	for _, op := range []permit.FeeOperation{permit.FeeFirstApplication, permit.FeeEndorsement, permit.FeeLaterApplication} {
		got, err := permit.FeeFor(fee(op, "2025-12-31"), nil, nil)
		require.NoError(t, err)
		assert.True(t, got.Amount.IsZero())
	}
	// A52 (b): a second application pays as a reissue.
	b := &permit.Policy{SecondApplication: permit.SecondAsReissue}
	got, err := permit.FeeFor(fee(permit.FeeLaterApplication, "2026-06-01"), s, b)
	require.NoError(t, err)
	assert.Equal(t, "1.50", got.Amount.String())
	assert.Equal(t, permit.FeeLaterApplication, got.Operation)
	assert.Equal(t, []rule.Applied{{ID: law.A52, Answer: "b"}}, got.Readings)
	got, err = permit.FeeFor(fee(permit.FeeLaterApplication, "2026-06-01"), s, nil)
	require.NoError(t, err)
	assert.Equal(t, []rule.Applied{{ID: law.A52, Answer: "a"}}, got.Readings)
	got, err = permit.FeeFor(fee(permit.FeeReissue, "2026-06-01"), s, b)
	require.NoError(t, err)
	assert.Empty(t, got.Readings)
	_, err = permit.FeeFor(fee(permit.FeeLaterApplication, "2026-06-01"), nil, b)
	assert.ErrorIs(t, err, permit.ErrNoFeeSchedule)

	// A52: damage by the authority: the text charges, a waiver needs a basis.
	q := fee(permit.FeeReissue, "2026-06-01")
	q.Waiver = someRule
	got, err = permit.FeeFor(q, s, nil)
	require.NoError(t, err)
	assert.True(t, got.Amount.IsZero())
	assert.Equal(t, someRule, got.Standard)
	q.Waiver = permit.Basis{Kind: permit.BasisRule}
	_, err = permit.FeeFor(q, s, nil)
	assert.ErrorIs(t, err, permit.ErrMissing)

	_, err = permit.FeeFor(permit.FeeQuestion{}, s, nil)
	assert.Equal(t, []string{"fee.operation", "fee.on"}, fields(t, err))
	_, err = permit.FeeFor(q, s, &permit.Policy{NewCard: 9})
	assert.ErrorIs(t, err, permit.ErrPolicy)
}

func TestOvercharged(t *testing.T) {
	// No fee found out is not a fee of nought.
	assert.True(t, permit.Fee{}.Overcharged(decimal.NewFromInt(5)).IsZero())
	// 29.1.a: charging 20 yuan for an endorsement; charging above the standard.
	got, err := permit.FeeFor(fee(permit.FeeEndorsement, "2026-06-01"), nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "29.1.a", got.Overcharged(decimal.NewFromInt(20)).String())
	assert.True(t, got.Overcharged(decimal.Zero).IsZero())
	got, err = permit.FeeFor(fee(permit.FeeReissue, "2026-06-01"), schedule(t, twoVersions), nil)
	require.NoError(t, err)
	for charged, over := range map[string]bool{"1.49": false, "1.50": false, "1.51": true} {
		assert.Equal(t, over, !got.Overcharged(decimal.RequireFromString(charged)).IsZero(), charged)
	}
}

func TestFeeScheduleIsRefused(t *testing.T) {
	change := func(from, to string) string {
		s := strings.Replace(twoVersions, from, to, 1)
		require.NotEqual(t, twoVersions, s, from)
		return s
	}
	for name, s := range map[string]string{
		"endorsement (A37)":         change(`"reissue":"1.50"`, `"reissue":"1.50","endorsement":"20.00"`),
		"endorsement for nothing":   change(`"reissue":"1.50"`, `"reissue":"1.50","endorsement":"0.00"`),
		"first application":         change(`"reissue":"1.50"`, `"reissue":"1.50","first-application":"0"`),
		"address change":            change(`"reissue":"1.50"`, `"reissue":"1.50","address-change":"1"`),
		"negative":                  change(`"1.50"`, `"-1.50"`),
		"three decimals":            change(`"1.50"`, `"1.505"`),
		"three decimals, one zero":  change(`"1.50"`, `"1.500"`),
		"number":                    change(`"1.50"`, `1.50`),
		"exponent":                  change(`"1.50"`, `"1e3"`),
		"too long":                  change(`"1.50"`, `"1234567890"`),
		"leading zero":              change(`"1.50"`, `"01.50"`),
		"no digits":                 change(`"1.50"`, `"."`),
		"nothing":                   change(`"1.50"`, `""`),
		"null":                      change(`"1.50"`, `null`),
		"one amount missing":        change(`"reissue":"1.50",`, ``),
		"amount twice":              change(`"reissue":"1.50",`, `"reissue":"1.50","reissue":"1.50",`),
		"no day":                    change(`"from":"2026-01-01",`, ``),
		"same day twice":            change(`2027-01-01`, `2026-01-01`),
		"descending":                change(`2027-01-01`, `2025-12-31`),
		"no such day":               change(`2027-01-01`, `2027-02-29`),
		"no citation":               change(`,"citation":{"kind":"rule","title":"某项标准","provision":"一"}`, ``),
		"citation without title":    change(`"title":"某项标准",`, ``),
		"unknown field":             change(`{"versions"`, `{"x":1,"versions"`),
		"unknown field in versions": change(`{"from"`, `{"x":1,"from"`),
		"no version":                `{"versions":[]}`,
		"empty":                     `{}`,
		"null schedule":             `null`,
		"no object":                 `[]`,
		"not JSON":                  `{`,
		"two values":                `{"versions":[]} {}`,
	} {
		_, err := permit.ReadFeeSchedule(strings.NewReader(s))
		assert.ErrorIs(t, err, permit.ErrFee, name)
		assert.ErrorContains(t, err, "record: ", name)
	}
	_, err := permit.ReadFeeSchedule(iotest.ErrReader(errors.New("broken")))
	assert.EqualError(t, err, "broken")

	one := decimal.NewFromInt(1)
	version := func(reissue decimal.Decimal) []permit.FeeVersion {
		return []permit.FeeVersion{{From: d("2026-01-01"), Reissue: reissue, Exchange: one, Citation: someRule}}
	}
	for amount, ok := range map[string]bool{"0": true, "0.01": true, "1.500": true, "-0.01": false, "0.001": false, "1e10": false, "1e-300": false} {
		_, err := permit.NewFeeSchedule(version(decimal.RequireFromString(amount)))
		assert.Equal(t, ok, err == nil, amount)
	}
	_, err = permit.NewFeeSchedule(version(decimal.New(1, 1<<30)))
	assert.ErrorIs(t, err, permit.ErrFee, "and quickly")
}

func TestFeeScheduleRoundTrip(t *testing.T) {
	s := schedule(t, twoVersions)
	text := encode(t, s)
	assert.JSONEq(t, strings.NewReplacer(`"2"`, `"2.00"`, `"0"`, `"0.00"`).Replace(twoVersions), text)
	assert.Equal(t, text, encode(t, schedule(t, text)))
	var kept permit.FeeSchedule
	require.NoError(t, json.Unmarshal([]byte(twoVersions), &kept))
	require.Error(t, json.Unmarshal([]byte(`{"versions":[]}`), &kept))
	assert.Equal(t, text, encode(t, &kept), "the receiver keeps its value")
	// The schedule shares nothing with its callers.
	s.Versions()[0].From = civil.Date{}
	assert.Equal(t, text, encode(t, s))
	var none *permit.FeeSchedule
	assert.Nil(t, none.Versions())
	_, ok := none.At(d("2026-01-01"))
	assert.False(t, ok)
	_, ok = s.At(civil.Date{})
	assert.False(t, ok)
	v, ok := s.At(d("2026-12-31"))
	assert.True(t, ok)
	assert.Equal(t, "一", v.Citation.Provision)
}

// Nothing to read is no schedule, and never one of nought yuan.
func TestFeeScheduleFromNoReader(t *testing.T) {
	s, err := permit.ReadFeeSchedule(nil)
	assert.ErrorIs(t, err, permit.ErrFee)
	assert.Nil(t, s)
}

// 24.2: every schedule that is accepted can be kept and read back; a longer
// amount is refused when the schedule is made, and not when it is read.
func TestFeeAmountsThatAreAcceptedCanBeReadBack(t *testing.T) {
	for amount, accepted := range map[string]bool{
		"999999999": true, "999999999.99": true, "1.500": true, "0": true,
		"1000000000": false, "123456789012345": false, "1e9": false, "1e300": false, "1e-300": false,
	} {
		schedule, err := permit.NewFeeSchedule([]permit.FeeVersion{{
			From: d("2026-01-01"), Reissue: decimal.RequireFromString(amount), Exchange: decimal.Zero,
			Citation: permit.Basis{Kind: permit.BasisRule, Title: "测试用收费标准"},
		}})
		if !accepted {
			assert.ErrorIs(t, err, permit.ErrFee, amount)
			continue
		}
		require.NoError(t, err, amount)
		stored, err := json.Marshal(schedule)
		require.NoError(t, err, amount)
		var back permit.FeeSchedule
		assert.NoError(t, json.Unmarshal(stored, &back), amount)
	}
}

// An amount whose digits would fill the memory is refused without writing them out.
func TestFeeAmountsBeyondAllMemory(t *testing.T) {
	for _, amount := range []decimal.Decimal{
		decimal.New(1, 2_000_000_000), decimal.New(-1, 2_000_000_000), decimal.New(1, -2_000_000_000), decimal.New(-1, -2_000_000_000),
	} {
		_, err := permit.Yuan{Decimal: amount}.MarshalText()
		assert.ErrorIs(t, err, permit.ErrFee)
	}
}

// Money prints with two decimals however it is printed, alone or within a record.
func TestYuanPrints(t *testing.T) {
	y := permit.Yuan{Decimal: decimal.RequireFromString("15.5")}
	for verb, want := range map[string]string{"%v": "15.50", "%s": "15.50", "%d": "15.50", "%#v": "15.50", "%.1f": "15.50", "%8v|": "   15.50|", "%-8s|": "15.50   |"} {
		assert.Equal(t, want, fmt.Sprintf(verb, y), verb)
		assert.Equal(t, want, fmt.Sprintf(verb, &y), verb)
	}
	assert.Equal(t, "0.00\n", fmt.Sprintln(permit.Yuan{}))
	assert.Contains(t, fmt.Sprintf("%+v", permit.Fee{Amount: y}), "Amount:15.50")
}

// What is written can be read back as the same amount, or is not written.
func TestYuanIsWrittenAsItIs(t *testing.T) {
	for text, ok := range map[string]bool{
		"0": true, "15.5": true, "999999999.99": true, "1.500": true,
		"0.001": false, "0.009": false, "-1": false, "-0.01": false, "1000000000": false, "1e40": false,
	} {
		y := permit.Yuan{Decimal: decimal.RequireFromString(text)}
		b, err := json.Marshal(y)
		if _, textErr := y.MarshalText(); !ok {
			require.ErrorIs(t, err, permit.ErrFee, text)
			require.ErrorIs(t, textErr, permit.ErrFee, text)
			continue
		}
		require.NoError(t, err, text)
		var back permit.Yuan
		require.NoError(t, json.Unmarshal(b, &back), text)
		assert.True(t, back.Equal(y.Decimal), text)
	}
}

// A schedule is written the same whether it stands itself or behind a pointer.
func TestFeeScheduleIsWrittenByValue(t *testing.T) {
	s := schedule(t, twoVersions)
	want, err := json.Marshal(s)
	require.NoError(t, err)
	got, err := json.Marshal(struct{ S permit.FeeSchedule }{*s})
	require.NoError(t, err)
	assert.Equal(t, `{"S":`+string(want)+`}`, string(got))
	assert.Contains(t, string(want), "某项标准")
	got, err = json.Marshal((*permit.FeeSchedule)(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(got))
}

// A fault says which version has it.
func TestFeeScheduleFaultsSayWhere(t *testing.T) {
	for field, change := range map[string][2]string{
		"feeSchedule.versions.1.from":           {`2027-01-01`, `2026-01-01`},
		"feeSchedule.versions.1.citation.title": {`"title":"某项标准","provision":"二"`, `"provision":"二"`},
	} {
		_, err := permit.ReadFeeSchedule(strings.NewReader(strings.Replace(twoVersions, change[0], change[1], 1)))
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, field, fault.Field)
	}
	fine := permit.FeeVersion{From: d("2026-01-01"), Citation: someRule}
	bad := permit.FeeVersion{From: d("2027-01-01"), Exchange: decimal.NewFromInt(-1), Citation: someRule}
	_, err := permit.NewFeeSchedule([]permit.FeeVersion{fine, bad})
	var fault *permit.FieldError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "feeSchedule.versions.1.amounts.exchange", fault.Field)
}
