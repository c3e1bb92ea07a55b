package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A03 (b) extends every period, ages included, as it does elsewhere in the
// library. The Spring Festival of 2026 is off from 15 to 23 February: whoever has
// the birthday on the 17th reaches the age on the 25th under A05 (a), on the 24th
// under (b); without a calendar, and under the other answers, on the 18th or the
// 17th.
func TestAgesUnderEveryPeriod(t *testing.T) {
	for _, c := range []struct {
		extension civil.ExtensionRule
		calendar  civil.Calendar
		age       civil.Fullness
		reached   string
	}{
		{civil.EveryPeriod, civil.BuiltIn(), civil.AfterLastDay, "2026-02-25"},
		{civil.EveryPeriod, civil.BuiltIn(), civil.OnLastDay, "2026-02-24"},
		{civil.EveryPeriod, nil, civil.AfterLastDay, "2026-02-18"},
		{civil.EveryPeriod, nil, civil.OnLastDay, "2026-02-17"},
		{civil.DeadlinesToAct, civil.BuiltIn(), civil.AfterLastDay, "2026-02-18"},
		{civil.NoPeriod, civil.BuiltIn(), civil.AfterLastDay, "2026-02-18"},
	} {
		p := &Policy{Extension: c.extension, Calendar: c.calendar, Age: c.age}
		reached := date(c.reached)
		for _, day := range []civil.Date{reached.AddDays(-1), reached} {
			there := day == reached
			// 14: somebody below it is not punished.
			x := adultCase(Forge)
			x.Offender.Born, x.Day, x.Discovered = date("2012-02-17"), day, day
			assert.Equal(t, rule.Of(there), Punishable(&x, day, p), "14 on %v", day)
			// 16: on a second offence detention is executed from then on.
			x.Offender.Born, x.FirstOffence, x.PregnantOrNursing = date("2010-02-17"), permit.No, permit.No
			d, err := Execute(&x, day, p)
			require.NoError(t, err)
			assert.Equal(t, there, d.Approved(), "16 on %v: %v", day, d)
			if !there {
				assert.Contains(t, d.String(), "15周岁", "the age told is the age judged")
			}
			// 70: it is not executed from then on.
			x.Offender.Born = date("1956-02-17")
			d, err = Execute(&x, day, p)
			require.NoError(t, err)
			assert.Equal(t, !there, d.Approved(), "70 on %v: %v", day, d)
			// 18: below it the sanction is mitigated.
			q := lawful(Forge)
			q.Case.Offender.Born, q.Case.Day, q.Case.Discovered = date("2008-02-17"), day, day
			d, err = Check(&q, day, p)
			require.NoError(t, err)
			assert.Equal(t, there, d.Approved(), "18 on %v: %v", day, d)
		}
	}
}

// Where the calendar has no data an age is open from the birthday on until the
// first working day on record, and no longer than a year: no holiday lasts that
// long. Before the birthday it is not reached in any calendar.
func TestAgesWithoutData(t *testing.T) {
	p := &Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()} // 2025 and 2026
	k := moment{policy: p}
	for _, c := range []struct {
		born, on string
		want     rule.Truth
	}{
		{"2013-01-02", "2027-01-01", rule.Unmet},
		{"2013-01-02", "2027-01-02", rule.Unmet},
		{"2013-01-02", "2027-01-03", rule.Unknown},
		{"2013-01-02", "2028-01-02", rule.Unknown},
		{"2013-01-02", "2028-01-03", rule.Met},
		{"2010-12-20", "2024-12-31", rule.Unknown},
		{"2010-12-20", "2025-01-02", rule.Unknown}, // the first day on record that people work
		{"2010-12-20", "2025-01-03", rule.Met},
		{"1990-05-05", "2019-01-01", rule.Met},
		{"", "2026-01-01", rule.Unknown},
	} {
		var born civil.Date
		if c.born != "" {
			born = date(c.born)
		}
		assert.Equal(t, c.want, k.reached(born, 14, date(c.on)), "born %s, on %s", c.born, c.on)
	}
	_, known := k.ageOn(date("2013-01-02"), date("2027-06-01"))
	assert.False(t, known)
	_, known = k.ageOn(date("2013-01-02"), date("2012-06-01"))
	assert.False(t, known)
	years, known := k.ageOn(date("2026-02-17"), date("2026-02-20"))
	assert.True(t, known)
	assert.Zero(t, years)
}
