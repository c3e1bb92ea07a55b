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
		{"13 at the act: not punished at all",
			facts{"2013-01-01", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.NotEstablished, permit.No}, [3]rule.Outcome{no, no, no}},
		{"the 14th birthday at the act",
			facts{"2012-03-01", "2026-03-01", "2030-04-01", permit.No, permit.Yes, permit.Established, permit.No}, [3]rule.Outcome{no, no, no}},
		{"14 the day after it, grave",
			facts{"2012-02-28", "2026-03-01", "2026-04-01", permit.No, permit.No, permit.Established, permit.No}, [3]rule.Outcome{no, no, yes}},
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

// Detention is not executed where nothing may be imposed: an approval alone is
// to be trusted (A66, A69, A72, A77; 行政处罚法 31, 33).
func TestExecuteNeedsLiability(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Case)
		want   string
	}{
		{"in order", func(*Case) {}, ""},
		{"execution on the day of the act", func(c *Case) { c.Day = decisionDay }, ""},
		{"execution before the act", func(c *Case) { c.Day = decisionDay.DayAfter() }, "PEN-EXE-12"},
		{"13 at the act, 14 at the execution", func(c *Case) { c.Offender.Born = date("2012-03-15") }, "PEN-EXE-09"},
		{"no fault", func(c *Case) { c.NoFault = established(FoundNoFault) }, "PEN-EXE-10"},
		{"fault", func(c *Case) { c.NoFault = notEstablished(FoundNoFault) }, ""},
		{"incapable", func(c *Case) { c.Incapable = established(FoundIncapable) }, "PEN-EXE-11"},
		{"discovered on the last day", func(c *Case) { c.Day, c.Discovered = date("2025-09-10"), date("2026-03-10") }, ""},
		{"discovered too late", func(c *Case) { c.Day, c.Discovered = date("2025-09-10"), date("2026-03-11") }, "PEN-EXE-13"},
		{"discovery not known, after the limitation", func(c *Case) { c.Day, c.Discovered = date("2025-09-10"), civil.Date{} }, "?PEN-EXE-13"},
		{"discovery not known, within it", func(c *Case) { c.Discovered = civil.Date{} }, ""},
		{"on the commencement", func(c *Case) { c.Day = date("2025-09-01") }, ""},
		{"before the commencement", func(c *Case) { c.Day = date("2025-08-31") }, "PEN-EXE-14"},
		{"crime pending", func(c *Case) { c.Crime = established(FoundCrime) }, "PEN-EXE-15"},
		{"crime returned", func(c *Case) { c.Crime, c.CrimeReturned = established(FoundCrime), decisionDay }, ""},
		{"crime returned the day after", func(c *Case) { c.Crime, c.CrimeReturned = established(FoundCrime), decisionDay.DayAfter() }, "PEN-EXE-15"},
		{"day of the act and age on it not known", func(c *Case) { c.Day = civil.Date{} }, "?PEN-EXE-09 PEN-EXE-12 PEN-EXE-13 PEN-EXE-14"},
	} {
		x := adultCase(Forge)
		x.FirstOffence, x.PregnantOrNursing, x.Discovered = permit.No, permit.No, date("2025-11-01")
		// Grave, so that the age at the execution spares nobody under A66 (b).
		x.Grave = established(FoundGrave)
		c.change(&x)
		for _, r := range []NonExecutionRule{AllByExecution, Rules2025} {
			p := Policy{NonExecution: r, Commencement: date("2025-09-01")}
			if r == AllByExecution {
				p.Schedule = ScheduleLaw2026
			}
			d, err := Execute(&x, decisionDay, &p)
			require.NoError(t, err)
			assert.Equal(t, c.want, objections(d), "%s, %v", c.name, r)
			assert.Equal(t, d.Outcome() == rule.Approved, Punishable(&x, decisionDay, &p) == rule.Met, c.name)
		}
	}
}

// A66 (b) moves the day of minority, not the age of liability.
func TestExecuteChildUnderEveryReading(t *testing.T) {
	c := adultCase(UseForged)
	c.Offender.Born, c.Day, c.Discovered = date("2014-06-01"), date("2026-02-01"), date("2026-02-02")
	c.FirstOffence, c.SecondWithinYear, c.PregnantOrNursing = permit.No, permit.Yes, permit.No
	c.Grave = established(FoundGrave)
	for _, r := range []NonExecutionRule{NonExecutionOfSchedule, AllByExecution, Rules2025} {
		for _, on := range []string{"2026-12-01", "2034-12-01"} {
			d, err := Execute(&c, date(on), &Policy{NonExecution: r})
			require.NoError(t, err)
			assert.Equal(t, rule.Refused, d.Outcome(), "%v on %s", r, on)
			assert.Equal(t, rule.Unmet, d.Truth("PEN-EXE-09"))
		}
	}
}
