package endorsement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// living are the facts of a holder who goes on living in Beijing.
func living(l endorsement.Timeline) *endorsement.Facts {
	return &endorsement.Facts{Permit: l, GoesOnLiving: rule.Met}
}

func codes(rs []rule.Result) (cs []string) {
	for _, r := range rs {
		cs = append(cs, r.Code)
	}
	return cs
}

func TestDecideByTheWindow(t *testing.T) {
	f := living(expiring(t, "2026-06-30"))
	for on, want := range map[string]rule.Outcome{
		"2025-06-29": rule.Refused, "2025-06-30": rule.Refused,
		"2026-05-30": rule.Refused, "2026-05-31": rule.Approved, "2026-06-01": rule.Approved,
		"2026-06-30": rule.Approved, "2026-07-01": rule.Approved, // late is no refusal
		"2032-07-01": rule.Approved,
	} {
		assert.Equal(t, want, endorsement.Decide(f, day(on), nil).Outcome(), on)
		assert.Equal(t, want, endorsement.On(day(on), nil).Decide(f).Outcome(), on)
	}
	d := endorsement.Decide(f, day("2026-05-30"), nil)
	assert.Equal(t, []string{"END-WIN-01"}, codes(d.Reasons()))
	text := d.Reasons()[0].Text(language.Chinese)
	for _, s := range []string{"2026年5月31日", "2026年6月30日"} {
		assert.Contains(t, text, s)
	}
	assert.Contains(t, d.Text(language.English), "possible from 2026-05-31, last valid day 2026-06-30, deadline 2026-06-30")
	require.Len(t, d.Remedies(), 1)
	assert.Equal(t, day("2026-05-31"), d.Remedies()[0].Earliest, "waiting a day is enough")

	d = endorsement.Decide(f, day("2025-06-29"), nil)
	assert.Equal(t, []string{"END-ISS-01", "END-WIN-01"}, codes(d.Reasons()))
	assert.Contains(t, d.Text(language.English), "issued on 2025-06-30")
	assert.Contains(t, d.Text(language.Chinese), "签发日期2025年6月30日")
	assert.Equal(t, day("2026-05-31"), d.Remedies()[0].Earliest)
	// Not even where no window is waited for can it come before the issue.
	d = endorsement.Decide(f, day("2025-06-29"), &endorsement.Policy{Early: endorsement.AcceptFromThatDay})
	assert.Equal(t, rule.Unmet, d.Truth("END-WIN-01"))
	assert.Equal(t, day("2025-06-30"), d.Remedies()[0].Earliest)
	// The same day again is too early for the next term.
	again := living(permit("2025-06-30", "2026-06-05"))
	assert.Equal(t, rule.Refused, endorsement.Decide(again, day("2026-06-05"), nil).Outcome())
}

func TestDecideWithoutFacts(t *testing.T) {
	var f endorsement.Facts
	d := endorsement.Decide(&f, day("2026-06-01"), nil)
	assert.Equal(t, rule.Undetermined, d.Outcome())
	assert.Equal(t, []string{"END-ISS-01", "END-WIN-01", "END-LIV-01"}, codes(d.Questions()))
	assert.NotContains(t, d.Text(language.English), "issued on")
	assert.True(t, d.Remedies()[0].Earliest.IsZero())

	f.Permit = permit("2025-06-30")
	d = endorsement.Decide(&f, day("2026-06-01"), nil)
	assert.Equal(t, rule.Undetermined, d.Outcome())
	assert.Equal(t, []string{"END-LIV-01"}, codes(d.Questions()))
	f.GoesOnLiving = rule.Unmet
	d = endorsement.Decide(&f, day("2026-06-01"), nil)
	assert.Equal(t, rule.Refused, d.Outcome())
	assert.Equal(t, []string{"END-LIV-01"}, codes(d.Reasons()))
	assert.True(t, d.Remedies()[0].Earliest.IsZero(), "time alone does not help")
	assert.Equal(t, rule.Undetermined, endorsement.Decide(&f, civil.Date{}, nil).Outcome())

	// A record that contradicts itself settles nothing.
	f = *living(permit("2025-06-30", "2026-06-20", "2026-06-05"))
	lapsing := &endorsement.Policy{Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Years(1)}
	for _, p := range []*endorsement.Policy{nil, lapsing, {Window: 9}} {
		d = endorsement.Decide(&f, day("2026-06-21"), p)
		assert.Equal(t, rule.Undetermined, d.Outcome())
		assert.NotContains(t, d.Text(language.English), "possible from")
	}
}

// A jobless holder keeps the permit by default, not where conditions are looked
// at again (A35).
func TestRecheck(t *testing.T) {
	f := living(expiring(t, "2026-06-30"))
	p := &endorsement.Policy{Lateness: endorsement.RecheckConditions}
	for truth, want := range map[rule.Truth]rule.Outcome{
		rule.Met: rule.Approved, rule.Unmet: rule.Refused, rule.Unknown: rule.Undetermined,
	} {
		f.ConditionsMet = truth
		assert.Equal(t, rule.Approved, endorsement.Decide(f, day("2026-06-30"), nil).Outcome())
		assert.Equal(t, want, endorsement.Decide(f, day("2026-06-30"), p).Outcome())
	}
	f.ConditionsMet = rule.Unmet
	flips := endorsement.Decide(f, day("2026-06-30"), nil).Sensitivity()
	assert.Contains(t, flips, rule.Flip{Applied: rule.Applied{ID: law.A35, Answer: "b"}, Outcome: rule.Refused})
}

func TestLapseDecided(t *testing.T) {
	f := living(expiring(t, "2026-06-30"))
	p := &endorsement.Policy{Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Years(1)}
	for on, want := range map[string]rule.Outcome{
		"2026-06-30": rule.Approved, "2027-06-29": rule.Approved, "2027-06-30": rule.Approved, "2027-07-01": rule.Refused,
	} {
		assert.Equal(t, want, endorsement.Decide(f, day(on), p).Outcome(), on)
		assert.Equal(t, rule.Approved, endorsement.Decide(f, day(on), nil).Outcome(), on)
	}
	assert.Equal(t, []string{"END-LAP-01"}, codes(endorsement.Decide(f, day("2027-07-01"), p).Reasons()))
	p.LapseAfter = civil.Period{}
	assert.Equal(t, rule.Approved, endorsement.Decide(f, day("2026-06-30"), p).Outcome())
	assert.Equal(t, rule.Undetermined, endorsement.Decide(f, day("2026-07-01"), p).Outcome(), "the text names no time")
}

// Moved on 28 June, valid to the 30th, comes only to endorse (A41).
func TestUnreportedMove(t *testing.T) {
	f := living(expiring(t, "2026-06-30"))
	first := &endorsement.Policy{Address: endorsement.AddressFirst}
	for truth, want := range map[rule.Truth]rule.Outcome{
		rule.Met: rule.Approved, rule.Unmet: rule.Refused, rule.Unknown: rule.Undetermined,
	} {
		f.AddressUpToDate = truth
		d := endorsement.Decide(f, day("2026-06-30"), nil)
		assert.Equal(t, rule.Approved, d.Outcome())
		results := d.Results()
		assert.Equal(t, truth == rule.Unmet, results[len(results)-1].Fact(language.Chinese) != "", "told, not held against the holder")
		assert.Equal(t, want, endorsement.Decide(f, day("2026-06-30"), first).Outcome())
	}
}

func TestDeadlineUnknownInText(t *testing.T) {
	f := living(permit("2030-03-04"))
	d := endorsement.Decide(f, day("2031-02-01"), &endorsement.Policy{Calendar: civil.BuiltIn()})
	assert.Equal(t, rule.Refused, d.Outcome())
	assert.Contains(t, d.Text(language.English), "not known for want of holiday data")
	assert.Contains(t, d.Text(language.Chinese), "节假日安排未知")
	d = endorsement.Decide(f, day("2031-03-05"), &endorsement.Policy{Calendar: civil.BuiltIn()})
	assert.Equal(t, rule.Approved, d.Outcome(), "in time or late hangs on the holidays; it may be made either way")
	lapsing := &endorsement.Policy{Calendar: civil.BuiltIn(), Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Years(1)}
	assert.Equal(t, rule.Undetermined, endorsement.Decide(f, day("2033-03-05"), lapsing).Outcome(), "here it matters")
	every := &endorsement.Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}
	assert.Equal(t, rule.Undetermined, endorsement.Decide(f, day("2031-02-20"), every).Outcome(), "and here it moves the window")
	// What is endorsed ahead needs no window (A31 b), yet the last valid day is open.
	every.Early = endorsement.AcceptFromThatDay
	d = endorsement.Decide(f, day("2031-02-01"), every)
	assert.Equal(t, rule.Approved, d.Outcome())
	assert.NotContains(t, d.Text(language.English), "last valid day")
}

func TestTableForm(t *testing.T) {
	forms := endorsement.Tables()
	require.Len(t, forms, 1)
	assert.Equal(t, "endorsement", forms[0].Name())
	var frozen []string
	for line := range forms[0].Lines() {
		frozen = append(frozen, line.Code+" "+line.Cite.String()+" "+line.Path)
		_, known := law.Lookup(line.Cite)
		assert.True(t, known, line.Code)
		for _, id := range line.Readings {
			_, known := law.LookupReading(id)
			assert.True(t, known, id)
		}
		assert.Regexp(t, `^END-`, line.Code)
	}
	// Codes are promises: they may be retired but never change their clause.
	assert.Equal(t, []string{
		"END-ISS-01 14.2.a /permit/issued", "END-WIN-01 14.2.b /permit/endorsed", "END-LAP-01 14.3.b /permit/endorsed",
		"END-LIV-01 14.2.b /goesOnLiving", "END-CON-01 14.2.b /conditionsMet", "END-ADR-01 13.1 /addressUpToDate",
	}, frozen)
	// Each condition alone can refuse, and alone can leave the matter open.
	for line := range forms[0].Lines() {
		for _, truth := range []rule.Truth{rule.Unmet, rule.Unknown} {
			d := forms[0].Suppose(day("2026-06-01"), func(code string) rule.Truth {
				if code == line.Code {
					return truth
				}
				return rule.Met
			})
			assert.Equal(t, truth == rule.Unmet, d.Outcome() == rule.Refused)
			assert.Equal(t, truth == rule.Unknown, d.Outcome() == rule.Undetermined)
		}
	}
}

func TestFactsAsJSON(t *testing.T) {
	f := living(permit("2025-06-30"))
	b, err := json.Marshal(f)
	require.NoError(t, err)
	assert.JSONEq(t, `{"permit":{"issued":"2025-06-30"},"goesOnLiving":"met","conditionsMet":"unknown","addressUpToDate":"unknown"}`, string(b))
	var back endorsement.Facts
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, *f, back)
}

// Every switch belongs to a register entry, names only answers it has, and its
// first answer, the zero value, is the default.
func TestSwitches(t *testing.T) {
	var p endorsement.Policy
	seen := map[law.ReadingID]bool{}
	for _, s := range endorsement.Switches() {
		assert.False(t, seen[s.ID], "%v twice", s.ID)
		seen[s.ID] = true
		r, ok := law.LookupReading(s.ID)
		require.True(t, ok)
		assert.True(t, r.ChangesOutcome, s.ID)
		assert.Equal(t, r.Default, s.Answers[0], s.ID)
		assert.Equal(t, r.Default, s.Answer(&p), s.ID)
		for _, a := range s.Answers {
			_, ok := r.Answer(a)
			assert.True(t, ok, "%v (%s)", s.ID, a)
			require.NoError(t, s.Set(&p, a))
			assert.Equal(t, a, s.Answer(&p))
			assert.NoError(t, p.Validate())
		}
		if s.ID != law.A02 { // (c) is (b): settled
			assert.Len(t, s.Answers, len(r.Answers), s.ID)
		}
		require.NoError(t, s.Set(&p, r.Default))
	}
	assert.Equal(t, endorsement.Policy{}, p)
}

// What another reading would change is listed, and only that.
func TestSensitivity(t *testing.T) {
	ids := func(on string) (ids []string) {
		for _, f := range endorsement.Decide(living(expiring(t, "2026-06-30")), day(on), nil).Sensitivity() {
			ids = append(ids, f.ID.String()+f.Answer)
		}
		return ids
	}
	assert.Equal(t, []string{"A31b", "A31c"}, ids("2026-05-28"))
	assert.Equal(t, []string{"A27b", "A29d", "A31b", "A31c"}, ids("2026-05-30"))
	assert.Equal(t, []string{"A29b", "A35b", "A41b"}, ids("2026-05-31"))
	assert.Equal(t, []string{"A35b", "A41b"}, ids("2026-06-01"))
}
