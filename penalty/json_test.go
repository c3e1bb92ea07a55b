package penalty

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// full has every field set.
func full() Proposal {
	p := lawful(Forge)
	c := &p.Case
	c.Lighter, c.NoFault, c.Incapable = established(FoundLighter), notEstablished(FoundNoFault), notEstablished(FoundIncapable)
	c.Crime, c.CrimeReturned = established(FoundCrime), date("2026-03-20")
	c.SameAct, c.ObtainedAndUsed = notEstablished(FoundSameAct), permit.No
	c.Forged, c.Fraudulent = established(permit.FoundForged), notEstablished(permit.FoundFraudulent)
	c.FirstOffence, c.SecondWithinYear, c.PregnantOrNursing = permit.No, permit.Yes, permit.No
	c.Grave, c.Gains, c.Imposed = established(FoundGrave), fineOfYuan("12.5"), Sanction{true, fineOfYuan("3"), 4}
	p.Tier, p.Sanction = LighterTier, Sanction{Fine: fineOfYuan("400.05"), Days: 5}
	p.Mitigation = Mitigation{Lighter, PSL25Art20}
	return p
}

func roundTrip[T any](t *testing.T, v T) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(b, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(b), string(again))
	return string(b)
}

func TestJSONRoundTrip(t *testing.T) {
	p := full()
	require.NoError(t, p.Validate())
	text := roundTrip(t, p)
	assert.Contains(t, text, `"fine":"400.05"`)
	var back Proposal
	require.NoError(t, json.Unmarshal([]byte(text), &back))
	// What comes back decides alike.
	assert.True(t, check(t, &p, nil).Equal(check(t, &back, nil)))
	assert.Equal(t, p.Case.Grave, back.Case.Grave)
	assert.True(t, p.Sanction.Equal(back.Sanction))
	assert.True(t, p.Case.Imposed.Equal(back.Case.Imposed))

	assert.Equal(t, `{}`, roundTrip(t, Proposal{}))
	assert.Equal(t, `{}`, roundTrip(t, Policy{}))
	roundTrip(t, Policy{
		Schedule: ScheduleLaw2026, Warning: EitherOrBoth, Fraud: AttemptToo, FraudThenUse: UseAbsorbs, GenuineSale: HeavierPrevails,
		Age: civil.OnLastDay, NonExecution: Rules2025, Limitation: SixMonthsForAll, LimitationStart: civil.StartCounted,
		Extension: civil.EveryPeriod, OffDays: civil.StatutoryOnly, Ancillary: AncillaryByLaw, Commencement: date("2026-01-01"),
	})
	roundTrip(t, Decided{Act: Forge, Sanction: p.Sanction, Conduct: 3, Item: 4, Executed: permit.Yes})
	roundTrip(t, Execution{Fines: decimal.New(12345, -2)})
	r, _ := RangeOf(Forge, BaseTier, nil)
	roundTrip(t, r)
	c := adultCase(Forge)
	c.Crime, c.Gains = established(FoundCrime), fineOfYuan("2000")
	roundTrip(t, follow(t, &c, &Policy{Ancillary: AncillaryByLaw}))
	roundTrip(t, Conduct{
		Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Issued: permit.Yes, Standing: Active,
		Forged: notEstablished(permit.FoundAltered), Fraudulent: notEstablished(permit.FoundFraudulent),
		FalseProof: established(FoundFalseProof), Intent: established(FoundIntent), Consideration: established(FoundPrice),
		OnDuty: established(FoundOnDuty), Contrary: established(FoundContrary), CredentialsShown: permit.Yes,
		SeizureBasis: permit.Basis{Kind: permit.BasisLaw, Title: "法"},
	})
	d := check(t, &p, nil)
	roundTrip(t, d)
}

// Reading is strict, keeps the receiver on an error, and never quotes.
func TestJSONIsStrict(t *testing.T) {
	for _, text := range []string{
		`{"case":{"act":"forge","name":"张三"}}`, `{"name":"张三"}`, `{"tier":"张三"}`, `{"sanction":{"days":"张三"}}`,
		`{"sanction":{"fine":"张三"}}`, `{"case":{"lighter":{"outcome":"张三"}}}`, `{"case":{"offender":{"born":"张三"}}}`,
		`{"mitigation":{"kind":"x","also":"张三"}}`, `[]`, `{"sanction":{"fine":200}}`, `"张三"`,
	} {
		p := lawful(Lend)
		err := json.Unmarshal([]byte(text), &p)
		require.Error(t, err, text)
		assert.NotContains(t, err.Error(), "张三")
		assert.Equal(t, Lend, p.Case.Act)
	}
	var c Conduct
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"kinds":"make"}`), &c), permit.ErrMalformed)
	assert.ErrorIs(t, c.UnmarshalJSON([]byte(`{} {}`)), permit.ErrMalformed)
	assert.NoError(t, c.UnmarshalJSON([]byte(`{"kind":"make"}`)))
	assert.Equal(t, Make, c.Kind)
}

func TestFineText(t *testing.T) {
	for text, want := range map[string]string{"": "", "0": "0", "200": "200", "200.50": "200.5", "-1": "-1", "0.001": "0.001"} {
		f, err := ParseFine(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, f.String())
		assert.Equal(t, text != "", f.Imposed())
		assert.Equal(t, text == "", f.IsZero())
	}
	for _, text := range []string{"1e9", "+1", ".5", "5.", "1.2.3", "-", "--1", "1-", "1,000", "１", " 1", "NaN", "200元", "-.5", strings.Repeat("1", 25)} {
		_, err := ParseFine(text)
		assert.ErrorIs(t, err, permit.ErrText, text)
	}
	assert.True(t, fineOfYuan("0").Imposed() && !fineOfYuan("0").Equal(Fine{}))
	assert.True(t, fineOfYuan("1.0").Equal(fineOfYuan("1")))
	for _, f := range []Fine{Yuan(decimal.New(1, 40)), Yuan(decimal.New(1, -40)), Yuan(decimal.New(1, 23)), Yuan(decimal.RequireFromString(strings.Repeat("9", 30)))} {
		b, err := f.MarshalText()
		if err == nil {
			back, err := ParseFine(string(b))
			require.NoError(t, err)
			assert.True(t, f.Equal(back))
			continue
		}
		assert.ErrorIs(t, err, permit.ErrText)
	}
}

// fenByDecimal is fen computed by package decimal alone.
func fenByDecimal(d decimal.Decimal) (decimal.Decimal, bool) {
	down := d.RoundFloor(2)
	return down.Shift(2), down.Equal(d)
}

func checkFen(t *testing.T, d decimal.Decimal) {
	t.Helper()
	n, exact := Yuan(d).fen()
	want, wantExact := fenByDecimal(d)
	got := decimal.NewFromInt(n)
	limit := decimal.New(1, 17)
	switch {
	case want.GreaterThan(limit):
		assert.True(t, got.GreaterThan(limit), "%v", d)
	case want.LessThan(limit.Neg()):
		assert.True(t, got.LessThan(limit.Neg()), "%v", d)
	default:
		assert.True(t, want.Equal(got), "%v: %v, want %v", d, got, want)
		assert.Equal(t, wantExact, exact, "%v", d)
	}
}

func TestFen(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		checkFen(t, decimal.New((r.Int64N(1<<62)-1<<61)>>r.IntN(62), int32(r.IntN(50)-30)))
	}
	for _, s := range []string{"0", "200", "-200", "0.001", "-0.001", "99999999999999999999.99", "123456789012345678901234567890.123456789", "1234567890123.00000000000000000000", "0.0000000000000000000000000001", "-99999999999999999999999"} {
		checkFen(t, decimal.RequireFromString(s))
	}
	// Vast exponents cost nothing.
	for _, d := range []decimal.Decimal{decimal.New(1, 2_000_000_000), decimal.New(-1, 2_000_000_000), decimal.New(1, -2_000_000_000), decimal.New(-1, -2_000_000_000)} {
		p := lawful(Lend)
		p.Sanction.Fine = Yuan(d)
		got := check(t, &p, nil)
		assert.NotEqual(t, "", objections(got))
		assert.NotEmpty(t, got.String())
		_, err := Yuan(d).MarshalText()
		assert.Error(t, err)
	}
}

// Whatever text is read as a fine is written back as the same amount, and is
// judged like the same amount of package decimal.
func FuzzFine(f *testing.F) {
	for _, s := range []string{"", "0", "200", "200.01", "-1", "0.001", "1e5", "199.999999999999999999", "999999999999999999999999", "张"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fine, err := ParseFine(s)
		if err != nil {
			require.ErrorIs(t, err, permit.ErrText)
			if s != "" {
				require.NotContains(t, strings.ReplaceAll(err.Error(), "24", ""), "张")
			}
			return
		}
		b, err := fine.MarshalText()
		require.NoError(t, err)
		back, err := ParseFine(string(b))
		require.NoError(t, err)
		require.True(t, fine.Equal(back))
		if !fine.Imposed() {
			return
		}
		checkFen(t, fine.Amount())
		p := lawful(Lend)
		p.Sanction.Fine = fine
		d := check(t, &p, nil)
		a := fine.Amount()
		ok := a.IsPositive() && a.LessThanOrEqual(decimal.NewFromInt(200)) && a.Equal(a.Truncate(2))
		require.Equal(t, ok, d.Approved(), s)
	})
}

// Whatever is read as a proposal is written back the same, and judging it does
// not panic.
func FuzzProposal(f *testing.F) {
	p := full()
	b, err := json.Marshal(p)
	require.NoError(f, err)
	f.Add(b)
	f.Add([]byte(`{"case":{"act":"lend"},"sanction":{"fine":"0"}}`))
	f.Add([]byte(`{"case":{"act":"use-fraudulent","offender":{"kind":"unit"}},"tier":"base"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p Proposal
		if json.Unmarshal(b, &p) != nil {
			return
		}
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var back Proposal
		require.NoError(t, json.Unmarshal(text, &back))
		d, err := Check(&p, decisionDay, nil)
		e, err2 := Check(&back, decisionDay, nil)
		require.Equal(t, err == nil, err2 == nil)
		require.True(t, d.Equal(e))
	})
}
