package permit_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A permit number is 1 to 64 digits, capitals and hyphens: the first and last of
// each are in, their neighbours in ASCII are not.
func TestNumbersAtTheirLimits(t *testing.T) {
	for s, ok := range map[string]bool{
		"0": true, "9": true, "A": true, "Z": true, "-": true, "A-0": true,
		strings.Repeat("Z", 63): true, strings.Repeat("9", 64): true, strings.Repeat("A", 65): false,
		"/": false, ":": false, "@": false, "[": false, "a": false, "z": false, "Z[": false, "A_0": false, "": false,
	} {
		assert.Equal(t, ok, permit.ID(s).Validate() == nil, "%q", s)
		assert.Equal(t, ok, permit.CardNumber(s).Validate() == nil, "%q", s)
	}
}

// A ground is a code of up to 64 lower-case letters, digits and hyphens that
// begins with a letter.
func TestGroundsAtTheirLimits(t *testing.T) {
	for g, ok := range map[string]bool{
		"a": true, "z": true, "a0": true, "z9": true, "aa": true, "zz": true, "a-z": true,
		strings.Repeat("a", 63): true, strings.Repeat("z", 64): true, strings.Repeat("a", 65): false,
		"0a": false, "9": false, "-a": false, "`": false, "{": false, "A": false, "Z": false,
		"a/": false, "a:": false, "a`": false, "a{": false, "aZ": false, "a b": false, "": false,
	} {
		err := permit.Finding{Ground: permit.Ground(g)}.Validate()
		assert.Equal(t, ok, err == nil, "%q: %v", g, err)
	}
}

// A division code is any six digits that do not begin with 0: codes of which no
// list is kept are not doubted.
func TestDivisionsAtTheirLimits(t *testing.T) {
	for s, ok := range map[string]bool{
		"100000": true, "110105": true, "199999": true, "900000": true, "999999": true, "９９９９９９": true,
		"099999": false, "000001": false, "+10000": false, "-10000": false, "11010": false, "1101050": false, "11010a": false,
	} {
		d, err := permit.ParseDivision(s)
		assert.Equal(t, ok, err == nil, "%q: %v", s, err)
		assert.Equal(t, ok, !d.IsZero(), "%q", s)
	}
}

// What is no district has no division code.
func TestNoDistrictNoDivision(t *testing.T) {
	for _, d := range []permit.District{permit.DistrictUnknown, 200, 255} {
		assert.True(t, d.Division().IsZero(), d)
	}
	assert.Equal(t, "110105", permit.Chaoyang.Division().String())
	assert.Equal(t, "110119", permit.Yanqing.Division().String())
}

// Space around an identity number is no part of it; the work is bounded at a
// hundred bytes.
func TestIDNumberWithMuchSpace(t *testing.T) {
	const number = "130100201003150000"
	for space, ok := range map[int]bool{0: true, 1: true, 81: true, 82: true, 83: false, 1000: false} {
		n, err := permit.ParseIDNumber(number + strings.Repeat(" ", space))
		require.Equal(t, ok, err == nil, "%d bytes of space: %v", space, err)
		assert.Equal(t, ok, !n.IsZero())
		if !ok {
			assert.ErrorIs(t, err, permit.ErrIDShape)
			assert.NotContains(t, err.Error(), number)
		}
	}
}

// A name has up to 100 characters, however many bytes each takes and whatever
// space surrounds them.
func TestNameAtItsLongest(t *testing.T) {
	const rare = "𠮷" // four bytes
	for name, ok := range map[string]bool{
		strings.Repeat(rare, 100):                           true,
		strings.Repeat(rare, 101):                           false,
		strings.Repeat(" ", 64) + strings.Repeat(rare, 100): true,
		strings.Repeat("a", 100) + strings.Repeat(" ", 300): true,
		strings.Repeat("a", 101):                            false,
	} {
		n, err := permit.ParseName(name)
		assert.Equal(t, ok, err == nil, "%d bytes: %v", len(name), err)
		assert.Equal(t, ok, !n.Equal(permit.Name{}))
	}
}

// Instants have a text from the first to the last microsecond of the calendar,
// one text each.
func TestInstantsAtTheEnds(t *testing.T) {
	first := permit.InstantOf(time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC))
	last := permit.InstantOf(time.Date(9999, 12, 31, 15, 59, 59, 999999000, time.UTC))
	assert.Equal(t, d("0001-01-01"), first.Day())
	assert.Equal(t, d("9999-12-31"), last.Day(), "midnight in Beijing comes eight hours earlier")
	for _, i := range []permit.Instant{first, first + 1, -1, 1, last - 1, last} {
		b, err := i.MarshalText()
		require.NoError(t, err, i)
		var back permit.Instant
		require.NoError(t, back.UnmarshalText(b), "%s", b)
		assert.Equal(t, i, back)
	}
	for _, i := range []permit.Instant{first - 1, last + 1} {
		_, err := i.MarshalText()
		assert.ErrorIs(t, err, permit.ErrText)
		var back permit.Instant
		assert.ErrorIs(t, back.UnmarshalText([]byte(i.Time().Format("2006-01-02T15:04:05.000000Z"))), permit.ErrText)
	}
	// Texts that mean an instant but are not its text.
	for _, s := range []string{"2026-01-14T8:00:00.000000Z", "2026-01-14T08:00:00,000000Z", "2026-01-14T08:00:00.0000000Z", "2026-1-14T08:00:00.000000Z"} {
		var back permit.Instant
		assert.ErrorIs(t, back.UnmarshalText([]byte(s)), permit.ErrText, s)
	}
}

// Amounts may have any digits, and an exponent that a computation left behind.
func TestAmountsAtTheirLimits(t *testing.T) {
	citation := permit.Basis{Kind: permit.BasisRule, Title: "某项规章", Provision: "第一条"}
	with := func(amount decimal.Decimal) error {
		_, err := permit.NewFeeSchedule([]permit.FeeVersion{{From: civil.MustParse("2026-01-01"), Reissue: amount, Exchange: decimal.Zero, Citation: citation}})
		return err
	}
	for _, amount := range []decimal.Decimal{
		decimal.New(2_000_000_000, -9), decimal.New(2_010_000_000, -9), decimal.New(0, -9), decimal.New(0, 9), decimal.New(2, 1), decimal.New(999, -2),
	} {
		assert.NoError(t, with(amount), amount)
	}
	for _, amount := range []decimal.Decimal{decimal.New(2_001_000_000, -9), decimal.New(1, -9), decimal.New(-1, -2), decimal.New(9999, -3)} {
		assert.ErrorIs(t, with(amount), permit.ErrFee, amount)
	}
	for text, ok := range map[string]bool{
		"9": true, "9.99": true, "90.09": true, "0.00": true, "19": true, "999999999.99": true, "1000000000": false,
		"9/": false, "9:": false, "/": false, ":": false, "0.0:": false, "09": false,
	} {
		b, err := json.Marshal(text)
		require.NoError(t, err)
		schedule := strings.Replace(`{"versions":[{"from":"2026-01-01","amounts":{"reissue":AMOUNT,"exchange":"0.00"},"citation":{"kind":"rule","title":"某项规章","provision":"第一条"}}]}`, "AMOUNT", string(b), 1)
		_, err = permit.ReadFeeSchedule(strings.NewReader(schedule))
		assert.Equal(t, ok, err == nil, "%s: %v", text, err)
	}
}

// The values after the last of an enumeration have no clause, and a permit in no
// known status admits nothing.
func TestPermitValuesAfterTheLast(t *testing.T) {
	assert.True(t, (permit.RequiredByOtherRule + 1).Cite().IsZero())
	assert.Equal(t, "23.1.e", permit.RequiredByOtherRule.Cite().String())
	for _, s := range []permit.Status{permit.Cancelled, permit.StatusOpen} {
		for k := range permit.ActConfiscated + 2 {
			assert.NotPanics(t, func() { (s + 1).Admits(k) })
		}
	}
	assert.False(t, permit.Status(200).Admits(permit.ActEndorsed))
}
