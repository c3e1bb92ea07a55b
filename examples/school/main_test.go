package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The dates below are counted by hand: a year from 2025-07-15 is full when
// 2026-07-15 has ended, and the last valid day 2026-07-10 is a Friday.
func Example() {
	run([]string{"-lang", "en"}, os.Stdout, os.Stderr)
	// Output:
	// 甲01  Whether the example school admits a holder's child: approved
	// 甲02  Whether the example school admits a holder's child: refused
	//   SCH-RES-01 15.1.b not met: The parent has lived in Beijing for the full years asked for (1 asked for, 0 full, counted from 2025-07-15, met from 2026-07-16)
	// 甲03  Whether the example school admits a holder's child: refused
	//   SCH-PER-01 15.1.a not met: The parent's permit can be used on the day (suspended on 2026-07-13)
	// 甲04  Whether the example school admits a holder's child: refused
	//   SCH-RES-01 15.1.b not met: The parent has lived in Beijing for the full years asked for (1 asked for, 0 full, counted from 2026-07-06, met from 2027-07-07)
}

func TestChinese(t *testing.T) {
	var out, err bytes.Buffer
	require.Zero(t, run(nil, &out, &err))
	assert.Contains(t, out.String(), "SCH-RES-01 15.1.b 不符合：父母在京连续居住已满规定年数（应满1年，已满0年，自2025年7月15日起计算，2026年7月16日起满足）")
	assert.Empty(t, err.String())
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"-lang", "fr"}, {"x"}, {"-x"}} {
		var out, err bytes.Buffer
		assert.Equal(t, 2, run(args, &out, &err))
		assert.Empty(t, out.String())
	}
}

// TestThreshold: the day before the year is full, the day, the day after.
func TestThreshold(t *testing.T) {
	var policy permit.Policy
	p, err := held("1", &policy, civil.MustParse("2025-07-15"), civil.MustParse("2026-07-06"))
	require.NoError(t, err)
	for day, want := range map[string]rule.Outcome{
		"2026-07-14": rule.Refused, "2026-07-15": rule.Refused, "2026-07-16": rule.Approved, "2026-07-17": rule.Approved,
	} {
		on := civil.MustParse(day)
		state, err := p.On(on, &policy)
		require.NoError(t, err)
		facts := child{Parent: permit.StandingOf(state, permit.DetentionRecord{})}
		assert.Equal(t, want, enrolment.Decide(&facts, on, &asked).Outcome(), day)
	}
}

// TestOtherDay: a standing says nothing about another day.
func TestOtherDay(t *testing.T) {
	facts := child{Parent: permit.Standing{Day: enrolmentDay, Usable: true, YearsStated: true, FullYears: 9}}
	assert.Equal(t, rule.Approved, enrolment.Decide(&facts, enrolmentDay, &asked).Outcome())
	assert.Equal(t, rule.Undetermined, enrolment.Decide(&facts, enrolmentDay.DayAfter(), &asked).Outcome())
}

// TestSuspendedStatesNoYears: years that have no value are not nought, and are
// not the reason.
func TestSuspendedStatesNoYears(t *testing.T) {
	facts := child{Parent: permit.Standing{Day: enrolmentDay, Status: permit.Suspended}}
	d := enrolment.Decide(&facts, enrolmentDay, &asked)
	assert.Equal(t, rule.Unknown, d.Truth("SCH-RES-01"))
	require.Len(t, d.Reasons(), 1)
	assert.Equal(t, "SCH-PER-01", d.Reasons()[0].Code)
}
