package penalty

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

func joined(t *testing.T, ds []Decided, p *Policy) string {
	t.Helper()
	x, err := Combine(ds, p)
	require.NoError(t, err)
	return fmt.Sprintf("%d acts, %d warnings, %v yuan, %d/%d/%d/%d days", x.Acts, x.Warnings, x.Fines,
		x.DaysDecided, x.DaysExecuted, x.DaysNotExecuted, x.DaysOpen)
}

// A68: several acts.
func TestSeveralActs(t *testing.T) {
	day := func(n int, f permit.Flag) Decided {
		return Decided{Act: Forge, Sanction: Sanction{Days: n}, Executed: f}
	}
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 25/20/0/0 days", joined(t, []Decided{day(15, permit.Yes), day(10, permit.Yes)}, nil))
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 18/18/0/0 days", joined(t, []Decided{day(15, permit.Yes), day(3, permit.Yes)}, nil))
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 20/20/0/0 days", joined(t, []Decided{day(10, permit.Yes), day(10, permit.Yes)}, nil))
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 21/20/0/0 days", joined(t, []Decided{day(11, permit.Yes), day(10, permit.Yes)}, nil))
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 19/19/0/0 days", joined(t, []Decided{day(9, permit.Yes), day(10, permit.Yes)}, nil))
	assert.Equal(t, "3 acts, 0 warnings, 0 yuan, 45/15/15/15 days",
		joined(t, []Decided{day(15, permit.Yes), day(15, permit.No), day(15, permit.FlagUnknown)}, nil))
	two := []Decided{
		{Act: Lend, Sanction: Sanction{Warning: true, Fine: fineOfYuan("200")}},
		{Act: RentOut, Sanction: Sanction{Warning: true, Fine: fineOfYuan("200")}},
	}
	assert.Equal(t, "2 acts, 2 warnings, 400 yuan, 0/0/0/0 days", joined(t, two, nil))
	two[0].Conduct, two[1].Conduct = 3, 3
	assert.Equal(t, "1 acts, 1 warnings, 200 yuan, 0/0/0/0 days", joined(t, two, nil))
	assert.Equal(t, "0 acts, 0 warnings, 0 yuan, 0/0/0/0 days", joined(t, nil, nil))
}

// A68: of 15 and 10 days 20 are executed and 5 are cut. Days that are not
// executed for another reason, or wait for a fact, are not cut.
func TestDaysCut(t *testing.T) {
	for _, c := range []struct {
		first, second permit.Flag
		days          int
		cut           int
	}{
		{permit.Yes, permit.Yes, 10, 5},
		{permit.Yes, permit.Yes, 6, 1},
		{permit.Yes, permit.Yes, 5, 0},
		{permit.Yes, permit.Yes, 4, 0},
		{permit.Yes, permit.No, 10, 0},
		{permit.Yes, permit.FlagUnknown, 10, 0},
	} {
		x, err := Combine([]Decided{
			{Act: Forge, Sanction: Sanction{Days: 15}, Executed: c.first},
			{Act: UseForged, Sanction: Sanction{Days: c.days}, Executed: c.second},
		}, nil)
		require.NoError(t, err)
		assert.Equal(t, c.cut, x.DaysCut, "15 and %d days, %v", c.days, c.second)
		assert.Equal(t, 15+c.days, x.DaysDecided)
	}
}

// Decisions about one act can be joined through a third.
func TestJoinedThroughAnother(t *testing.T) {
	course := &Policy{FraudThenUse: OneCourse}
	ds := []Decided{
		{Act: FraudObtain, Item: 1, Conduct: 1, Sanction: Sanction{Warning: true, Fine: fineOfYuan("50")}},
		{Act: Lend, Conduct: 2, Sanction: Sanction{Warning: true, Fine: fineOfYuan("60")}},
		{Act: UseFraudulent, Item: 1, Conduct: 2, Sanction: Sanction{Fine: fineOfYuan("300")}},
	}
	assert.Equal(t, "1 acts, 1 warnings, 300 yuan, 0/0/0/0 days", joined(t, ds, course))
	assert.Equal(t, "2 acts, 2 warnings, 350 yuan, 0/0/0/0 days", joined(t, ds, nil))
	same := []Decided{
		{Act: Forge, Conduct: 1, Sanction: Sanction{Days: 10}, Executed: permit.Yes},
		{Act: UseForged, Conduct: 1, Sanction: Sanction{Days: 10}, Executed: permit.No},
	}
	assert.Equal(t, "1 acts, 0 warnings, 0 yuan, 10/0/10/0 days", joined(t, same, nil))
	same[1].Executed = permit.FlagUnknown
	assert.Equal(t, "1 acts, 0 warnings, 0 yuan, 10/0/0/10 days", joined(t, same, nil))
}

func TestCombineRefusesWhatCannotBe(t *testing.T) {
	for field, d := range map[string]Decided{
		"decided.0.act":           {Act: Unsanctioned},
		"decided.0.sanction.fine": {Act: Lend, Sanction: Sanction{Fine: fineOfYuan("0")}},
		"decided.0.sanction.days": {Act: Forge, Sanction: Sanction{Days: 16}},
		"decided.0.executed":      {Act: Forge, Executed: 9},
	} {
		_, err := Combine([]Decided{d}, nil)
		require.ErrorIs(t, err, permit.ErrInvalid)
		assert.ErrorContains(t, err, field)
	}
	for _, d := range []Decided{
		{Act: Forge, Sanction: Sanction{Days: -1}}, {Act: Lend, Sanction: Sanction{Days: 1}},
		{Act: Lend, Sanction: Sanction{Fine: fineOfYuan("1.001")}}, {Act: AbuseForGain}, {},
	} {
		_, err := Combine([]Decided{d}, nil)
		assert.Error(t, err)
	}
	// A warning is for article 26, and for the use that takes its place (A59).
	for _, a := range Acts() {
		if !a.Sanctioned() {
			continue
		}
		for _, rule := range []FraudThenUseRule{TwoActs, OneCourse, UseAbsorbs} {
			_, err := Combine([]Decided{{Act: a, Sanction: Sanction{Warning: true}}}, &Policy{FraudThenUse: rule})
			lawful := a.article() == 26 || a == UseFraudulent && rule != UseAbsorbs
			assert.Equal(t, lawful, err == nil, "%v %v", a, rule)
			if !lawful {
				assert.ErrorContains(t, err, "decided.0.sanction.warning")
			}
		}
	}
	_, err := Combine(nil, &Policy{Schedule: 7})
	assert.ErrorIs(t, err, rule.ErrAnswer)
}

// Invariant 9, and that the order of decisions does not matter.
func TestCombineProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sanctioned := Acts()[:12]
	for range 3000 {
		ds := make([]Decided, r.IntN(7))
		sum := decimal.Zero
		longest := 0
		for i := range ds {
			d := &ds[i]
			d.Act = sanctioned[r.IntN(len(sanctioned))]
			d.Conduct, d.Item, d.Executed = uint32(r.IntN(4)), uint32(r.IntN(3)), permit.Flag(r.IntN(3))
			d.Sanction.Warning = d.Act.article() == 26 && r.IntN(2) == 0
			if r.IntN(2) == 0 {
				ceiling := map[int]int64{26: 200_00, 27: 1000_00, 28: 1000_00}[d.Act.article()]
				d.Sanction.Fine = Yuan(decimal.New(1+r.Int64N(ceiling), -2))
			}
			if d.Act.article() == 28 {
				d.Sanction.Days = r.IntN(16)
			}
			sum = sum.Add(d.Sanction.Fine.Amount())
			longest = max(longest, d.Sanction.Days)
		}
		p := &Policy{FraudThenUse: FraudThenUseRule(r.IntN(3))}
		x, err := Combine(ds, p)
		require.NoError(t, err)
		assert.LessOrEqual(t, x.DaysExecuted, 20)
		assert.Equal(t, x.DaysDecided, x.DaysExecuted+x.DaysNotExecuted+x.DaysOpen+x.DaysCut)
		assert.True(t, x.Fines.LessThanOrEqual(sum))
		assert.LessOrEqual(t, x.Warnings, x.Acts)
		assert.LessOrEqual(t, x.Acts, len(ds))
		if x.Acts == 1 {
			assert.LessOrEqual(t, x.DaysExecuted, 15)
		}
		r.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
		y, err := Combine(ds, p)
		require.NoError(t, err)
		assert.True(t, x.Fines.Equal(y.Fines))
		x.Fines, y.Fines = decimal.Zero, decimal.Zero
		assert.Equal(t, x, y)
	}
}
