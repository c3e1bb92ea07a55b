package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A66: detention decided and not executed. Each row says what the default, the
// execution-day reading (b) and the rules of 2025 (c) make of it.
func TestExecute(t *testing.T) {
	const yes, no, open = rule.Approved, rule.Refused, rule.Undetermined
	type facts struct {
		born, act, execution string
		first, second        permit.Flag
		grave                permit.FindingOutcome
		pregnant             permit.Flag
	}
	for _, c := range []struct {
		name string
		f    facts
		want [3]rule.Outcome
	}{
		{"adult", facts{"1990-05-05", "2026-03-01", "2026-04-01", permit.No, permit.No, 0, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"act at 15 y 364 d, execution at 16, second offence",
			facts{"2010-03-02", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, yes, no}},
		{"act on the 16th birthday, second offence",
			facts{"2010-03-01", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, yes, no}},
		{"act on the day after it, second offence",
			facts{"2010-02-28", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"the same, first offence",
			facts{"2010-02-28", "2026-03-01", "2026-04-01", permit.Yes, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, no, no}},
		{"the same, not known whether the first",
			facts{"2010-02-28", "2026-03-01", "2026-04-01", permit.FlagUnknown, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{open, open, open}},
		{"17 at the act, 18 on the day of execution, first offence",
			facts{"2008-03-15", "2026-03-01", "2026-04-01", permit.Yes, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, yes, no}},
		{"18 at the act, first offence",
			facts{"2008-02-28", "2026-03-01", "2026-04-01", permit.Yes, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"13 at the act: not one of 14 or 15",
			facts{"2013-01-01", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"17, first or not is not recorded, but a second within one year",
			facts{"2009-01-01", "2026-03-01", "2026-04-01", permit.FlagUnknown, permit.Yes, permit.NotEstablished, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"15, second within one year",
			facts{"2011-01-01", "2026-03-01", "2026-04-01", permit.No, permit.Yes, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, no, yes}},
		{"17, first offence, second within one year cannot be; grave",
			facts{"2009-01-01", "2026-03-01", "2026-04-01", permit.Yes, permit.No, permit.Established, permit.No}, [3]rule.Outcome{no, no, yes}},
		{"15, grave unknown",
			facts{"2011-01-01", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.Open, permit.No}, [3]rule.Outcome{no, no, open}},
		{"70 on the day of execution: the birthday",
			facts{"1956-07-01", "2026-06-01", "2026-07-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{yes, yes, yes}},
		{"70 the day after",
			facts{"1956-07-01", "2026-06-01", "2026-07-02", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, no, no}},
		{"70, second within one year",
			facts{"1956-07-01", "2026-06-01", "2026-07-02", permit.No, permit.Yes, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, no, yes}},
		{"70, grave",
			facts{"1956-07-01", "2026-06-01", "2026-07-02", permit.Yes, permit.No, permit.Established, permit.No}, [3]rule.Outcome{no, no, yes}},
		{"pregnant or nursing, grave and second: never",
			facts{"1990-05-05", "2026-03-01", "2026-04-01", permit.No, permit.Yes, permit.Established, permit.Yes}, [3]rule.Outcome{no, no, no}},
		{"not known whether pregnant",
			facts{"1990-05-05", "2026-03-01", "2026-04-01", permit.No, permit.No, 0, permit.FlagUnknown}, [3]rule.Outcome{open, open, open}},
		{"birth date unknown", facts{"", "2026-03-01", "2026-04-01", permit.No, permit.No, 0, permit.No}, [3]rule.Outcome{open, open, open}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := Case{
				Act: Forge, Offender: Offender{Kind: permit.Individual}, Day: date(c.f.act),
				FirstOffence: c.f.first, SecondWithinYear: c.f.second, PregnantOrNursing: c.f.pregnant,
			}
			if c.f.born != "" {
				cs.Offender.Born = date(c.f.born)
			}
			if c.f.grave != permit.Open {
				cs.Grave = finding(FoundGrave, c.f.grave)
			}
			for i, want := range c.want {
				d, err := Execute(&cs, date(c.f.execution), &Policy{NonExecution: NonExecutionRule(i)})
				require.NoError(t, err)
				assert.Equal(t, want, d.Outcome(), "%v: %v", NonExecutionRule(i), d)
				assert.Equal(t, map[rule.Outcome]permit.Flag{yes: permit.Yes, no: permit.No, open: permit.FlagUnknown}[want], ExecutedFlag(d))
			}
			// The Law's schedule brings the Law's rules of 2025.
			d, err := Execute(&cs, date(c.f.execution), &Policy{Schedule: ScheduleLaw2026})
			require.NoError(t, err)
			assert.Equal(t, c.want[2], d.Outcome())
		})
	}
}

// A05 (b): 70 on the birthday itself.
func TestExecuteOnBirthday(t *testing.T) {
	c := adultCase(Forge)
	c.Offender.Born, c.FirstOffence, c.PregnantOrNursing = date("1956-07-01"), permit.No, permit.No
	for day, want := range map[string]rule.Outcome{"2026-06-30": rule.Approved, "2026-07-01": rule.Refused} {
		d, err := Execute(&c, date(day), &Policy{Age: civil.OnLastDay})
		require.NoError(t, err)
		assert.Equal(t, want, d.Outcome(), day)
	}
}

// The reasons tell the age, and never the birth date.
func TestExecuteReasons(t *testing.T) {
	c := adultCase(Forge)
	c.Offender.Born, c.FirstOffence, c.PregnantOrNursing = date("2011-01-01"), permit.No, permit.No
	d, err := Execute(&c, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, "PEN-EXE-01 PEN-EXE-06 PEN-EXE-07", objections(d))
	assert.Contains(t, d.String(), "2026年3月1日时15周岁")
	assert.NotContains(t, d.String(), "2011")
	c.Offender.Born = date("1950-01-01")
	d, _ = Execute(&c, decisionDay, nil)
	assert.Contains(t, d.String(), "执行时76周岁")
	c.Offender = Offender{Kind: permit.Unit} // detention of a body cannot be; it has no age to spare it
	d, err = Execute(&c, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Met, d.Truth("PEN-EXE-01"))
	assert.Equal(t, rule.Met, d.Truth("PEN-EXE-04"))
	d, err = Execute(nil, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, d.Outcome())
}
