package permit_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

const (
	open     = rule.Undetermined
	approved = rule.Approved
	refused  = rule.Refused
)

// reasons are the codes to blame, in order.
func reasons(dec rule.Decision) string {
	var codes []string
	for _, r := range dec.Reasons() {
		codes = append(codes, r.Code)
	}
	return strings.Join(codes, " ")
}

func check(t *testing.T, name string, dec rule.Decision, want rule.Outcome, blame string) {
	t.Helper()
	assert.Equal(t, want, dec.Outcome(), "%s: %v", name, dec)
	assert.Equal(t, blame, reasons(dec), name)
	for _, tag := range []language.Tag{language.Chinese, language.English} {
		assert.NotContains(t, dec.Text(tag), "%!", name)
		for _, r := range dec.Results() {
			assert.NotContains(t, r.Text(tag), "%!", name)
		}
	}
}

func TestDecideIssue(t *testing.T) {
	good := permit.IssueFacts{ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: d("2026-09-01"), By: permit.PublicSecurityOfficer}
	day := d("2026-10-20")
	check(t, "valid although the advisory day has passed (A25)", permit.DecideIssue(&good, day, nil), approved, "")
	check(t, "same day", permit.DecideIssue(&good, d("2026-09-01"), nil), approved, "")
	check(t, "before acceptance", permit.DecideIssue(&good, d("2026-08-31"), nil), refused, "PER-ISS-03")
	check(t, "nothing known", permit.DecideIssue(&permit.IssueFacts{}, day, nil), open, "PER-ISS-01 PER-ISS-02 PER-ISS-03 PER-ISS-04")
	f := good
	f.ConditionsMet, f.Complete, f.By = rule.Unmet, rule.Unmet, permit.AgencyClerk
	check(t, "all that failed", permit.DecideIssue(&f, day, nil), refused, "PER-ISS-01 PER-ISS-02 PER-ISS-04")
	dec := permit.DecideIssue(&good, day, nil)
	text := dec.Results()[2].Text(language.Chinese)
	assert.Contains(t, text, "2026年9月1日")
	assert.Contains(t, text, "2026年9月16日")
	assert.Contains(t, dec.Results()[2].Text(language.English), "2026-09-16")
	early := permit.DecideIssue(&good, d("2026-08-31"), nil)
	assert.Equal(t, d("2026-09-01"), early.Remedies()[0].Earliest)
}

func TestIssueDue(t *testing.T) {
	due := permit.IssueDueFrom(d("2026-09-01"))
	assert.Equal(t, d("2026-09-16"), due.Advisory)
	assert.Equal(t, d("2026-10-01"), due.Latest)
	assert.False(t, due.Exceeded(d("2026-09-16")))
	assert.True(t, due.Exceeded(d("2026-09-17")))
	assert.True(t, due.Exceeded(d("2026-10-20")))
	// Settled: never moved off holidays.
	assert.Equal(t, d("2026-10-02"), permit.IssueDueFrom(d("2026-09-17")).Advisory)
	assert.Equal(t, permit.IssueDue{}, permit.IssueDueFrom(civil.Date{}))
	assert.False(t, permit.IssueDue{}.Exceeded(d("2026-10-20")))
}

// stateOf is the state of a permit issued on a day, after acts.
func stateOf(t *testing.T, day string, acts ...permit.Act) permit.State {
	return on(t, record(t, nil, acts...), day, nil)
}

func TestDecideReissue(t *testing.T) {
	const day = "2026-04-01"
	good := permit.ReissueFacts{Permit: stateOf(t, day, issue("2026-03-31")), Lost: rule.Met, Filer: inPerson}
	check(t, "lost on day one", permit.DecideReissue(&good, d(day), nil), approved, "")
	f := good
	f.Permit = stateOf(t, day, issue("2025-03-10"))
	check(t, "lost while suspended (A36)", permit.DecideReissue(&f, d(day), nil), approved, "")
	c := &permit.Policy{OverdueCard: permit.EndorseFirst}
	dec := permit.DecideReissue(&f, d(day), c)
	check(t, "A43 (c)", dec, refused, "PER-REI-03")
	assert.Contains(t, dec.Text(language.English), "2026-03-10")
	check(t, "A43 (c), not overdue", permit.DecideReissue(&good, d(day), c), approved, "")
	assert.Contains(t, permit.DecideReissue(&f, d(day), nil).Sensitivity(),
		rule.Flip{Applied: rule.Applied{ID: law.A43, Answer: "c"}, Outcome: refused})
	f.Permit = stateOf(t, day, issue("2025-03-10"), cancel("2025-06-01"))
	dec = permit.DecideReissue(&f, d(day), nil)
	check(t, "after cancellation", dec, refused, "PER-REI-01")
	assert.Contains(t, dec.Text(language.Chinese), "已注销")
	f.Permit = stateOf(t, day)
	check(t, "never issued", permit.DecideReissue(&f, d(day), nil), refused, "PER-REI-01")
	f = good
	check(t, "state of another day", permit.DecideReissue(&f, d("2026-04-02"), c), open, "PER-REI-01 PER-REI-03")
	f.Lost = rule.Unmet
	check(t, "not lost", permit.DecideReissue(&f, d(day), nil), refused, "PER-REI-02")
	check(t, "nothing known", permit.DecideReissue(&permit.ReissueFacts{}, d(day), nil), open, "PER-REI-01 PER-REI-02 PER-REI-04 PER-REI-05")

	f = good
	for by, want := range map[permit.ActorKind]rule.Truth{permit.Holder: rule.Met, permit.Agent: rule.Unknown,
		permit.Individual: rule.Unmet, permit.ActorUnknown: rule.Unknown} {
		f.Filer.By = by
		assert.Equal(t, want, permit.DecideReissue(&f, d(day), nil).Truth("PER-REI-04"), by)
	}
	for _, admitted := range []rule.Truth{rule.Met, rule.Unmet} {
		f.Filer = permit.Filer{By: permit.Agent, AgentAdmitted: admitted, Office: permit.EntrustedAgency}
		assert.Equal(t, admitted, permit.DecideReissue(&f, d(day), nil).Truth("PER-REI-04"))
	}
	for office, want := range map[permit.OfficeKind]rule.Truth{permit.PoliceStation: rule.Met, permit.EntrustedAgency: rule.Met,
		permit.DistrictPublicSecurity: rule.Met, // the wrong desk is a matter of venue (A18)
		permit.HumanResources:         rule.Unmet, permit.OfficeUnknown: rule.Unknown} {
		f.Filer.Office = office
		assert.Equal(t, want, permit.DecideReissue(&f, d(day), nil).Truth("PER-REI-05"), office)
	}
}

func TestDecideExchange(t *testing.T) {
	const day = "2026-04-01"
	good := permit.ExchangeFacts{Permit: stateOf(t, day, issue("2025-06-10")), Damaged: rule.Met, OtherClaimed: permit.No,
		Returned: rule.Met, Filer: inPerson}
	check(t, "a small crack (A45)", permit.DecideExchange(&good, d(day), nil), approved, "")
	f := good
	f.Returned = rule.Unmet
	check(t, "old card not handed back (12.2)", permit.DecideExchange(&f, d(day), nil), refused, "PER-EXC-04")
	f = good
	f.Damaged = rule.Unmet
	check(t, "no ground", permit.DecideExchange(&f, d(day), nil), refused, "PER-EXC-02 PER-EXC-03")
	f.OtherClaimed = permit.Yes
	check(t, "changed name needs a finding (A45)", permit.DecideExchange(&f, d(day), nil), open, "PER-EXC-03")
	f.Other = finding(permit.FoundOtherExchange, d(day))
	check(t, "changed name found", permit.DecideExchange(&f, d(day), nil), approved, "")
	f.Other = finding(permit.FoundOtherExchange, d(day).AddDays(1))
	check(t, "found later", permit.DecideExchange(&f, d(day), nil), refused, "PER-EXC-02 PER-EXC-03")
	f.OtherClaimed = permit.FlagUnknown
	check(t, "nobody says", permit.DecideExchange(&f, d(day), nil), open, "PER-EXC-03")
	f = good
	f.Permit = stateOf(t, day, issue("2025-03-10"))
	check(t, "while suspended", permit.DecideExchange(&f, d(day), nil), approved, "")
	check(t, "A43 (c)", permit.DecideExchange(&f, d(day), &permit.Policy{OverdueCard: permit.EndorseFirst}), refused, "PER-EXC-05")
}

func TestDecideAddressChange(t *testing.T) {
	const day = "2026-06-10"
	good := permit.AddressChangeFacts{Permit: stateOf(t, day, issue("2026-01-10")), Address: home, Moved: d("2026-06-03"), Filer: inPerson}
	check(t, "in time", permit.DecideAddressChange(&good, d(day), nil), approved, "")
	f := good
	f.Moved = d(day).AddDays(-100)
	dec := permit.DecideAddressChange(&f, d(day), nil)
	check(t, "100 days late: registered, no sanction (A39)", dec, approved, "")
	assert.Contains(t, dec.Results()[2].Text(language.Chinese), "2026年3月9日")
	f = good
	f.Address = address("131082", "测试路三号")
	check(t, "Sanhe is not in Beijing (A40)", permit.DecideAddressChange(&f, d(day), nil), refused, "PER-ADR-02")
	f.Address = permit.Address{}
	check(t, "address unknown", permit.DecideAddressChange(&f, d(day), nil), open, "PER-ADR-02")
	f = good
	f.Moved = d(day).AddDays(1)
	dec = permit.DecideAddressChange(&f, d(day), nil)
	check(t, "not moved yet", dec, refused, "PER-ADR-03")
	assert.True(t, dec.Earliest().IsZero(), "the permit's state is that of the day: nothing is promised for another")
	check(t, "nothing known", permit.DecideAddressChange(&permit.AddressChangeFacts{}, d(day), nil), open,
		"PER-ADR-01 PER-ADR-02 PER-ADR-03 PER-ADR-04 PER-ADR-05")
	// 14.3.a leaves the procedure to the holder of a suspended permit.
	f = good
	f.Permit = stateOf(t, day, issue("2020-01-10"))
	check(t, "suspended (A36)", permit.DecideAddressChange(&f, d(day), nil), approved, "")
	// A day that needs a calendar nobody has is told as such.
	b := &permit.Policy{SevenDays: permit.SevenWorkingDays}
	dec = permit.DecideAddressChange(&good, d(day), b)
	check(t, "no calendar", dec, approved, "")
	assert.Contains(t, dec.Results()[2].Text(language.English), "holiday data")
}

func TestChangeDue(t *testing.T) {
	with := func(r permit.SevenDaysRule, holidays civil.ExtensionRule, off civil.OffRule) *permit.Policy {
		p := withHolidays()
		p.SevenDays, p.Endorsement.Extension, p.Endorsement.OffDays = r, holidays, off
		return p
	}
	plain := func(r permit.SevenDaysRule) *permit.Policy { return &permit.Policy{SevenDays: r} }
	a, b, c := permit.SevenCalendarDays, permit.SevenWorkingDays, permit.SevenDaysWithFirst
	for _, v := range []struct {
		moved, due string
		p          *permit.Policy
	}{
		{"2026-03-02", "2026-03-09", nil},
		{"2026-03-02", "2026-03-09", with(a, 0, 0)},
		{"2026-03-02", "2026-03-11", with(b, 0, 0)},
		{"2026-03-02", "2026-03-09", with(c, 0, 0)}, // 03-08 is a Sunday
		{"2026-03-02", "2026-03-08", plain(c)},
		{"2026-09-24", "2026-10-08", with(a, 0, 0)},
		{"2026-09-24", "2026-10-01", nil},
		{"2026-09-24", "2026-10-12", with(b, 0, 0)},
		{"2026-09-24", "2026-09-30", with(c, 0, 0)},
		{"2026-02-10", "2026-02-24", with(a, 0, 0)},
		{"2026-02-10", "2026-02-17", nil},
		{"2026-02-10", "2026-02-26", with(b, 0, 0)},
		{"2026-02-10", "2026-02-24", with(c, 0, 0)},
		{"2026-03-06", "2026-03-13", with(a, 0, 0)},
		{"2026-03-06", "2026-03-17", with(b, 0, 0)},
		{"2026-03-06", "2026-03-12", with(c, 0, 0)},
		{"2026-09-24", "2026-10-01", with(a, civil.NoPeriod, 0)},    // A03 (c)
		{"2026-09-24", "2026-10-08", with(a, civil.EveryPeriod, 0)}, // A03 (b)
		{"2026-02-21", "2026-02-28", with(a, 0, 0)},                 // a make-up Saturday (A04 a)
		{"2026-02-21", "2026-03-02", with(a, 0, civil.WeekendsAndStatutory)},
	} {
		due, err := v.p.ChangeDue(d(v.moved))
		require.NoError(t, err, v.moved)
		assert.Equal(t, d(v.due), due, "%+v", v)
	}
	_, err := plain(b).ChangeDue(d("2026-03-06"))
	assert.ErrorIs(t, err, civil.ErrNoCalendarData, "working days need a calendar")
	_, err = with(a, 0, 0).ChangeDue(d("2031-03-06"))
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.Contains(t, err.Error(), "13.1")
	_, err = with(9, 0, 0).ChangeDue(d("2026-03-06"))
	assert.ErrorIs(t, err, permit.ErrPolicy)
	_, err = plain(a).ChangeDue(civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
}

func TestLateReport(t *testing.T) {
	for reported, late := range map[string]int{"2026-03-08": 0, "2026-03-09": 0, "2026-03-10": 1, "2026-06-17": 100} {
		b, ok, err := permit.LateReport(d("2026-03-02"), d(reported), nil)
		require.NoError(t, err)
		assert.Equal(t, late > 0, ok, reported)
		assert.Equal(t, late, b.LateBy(), reported)
		if ok {
			assert.Equal(t, "13.1", b.Clause.String())
			assert.Equal(t, d("2026-03-09"), b.Due)
		}
	}
	_, _, err := permit.LateReport(d("2026-03-02"), civil.Date{}, nil)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, _, err = permit.LateReport(civil.Date{}, d("2026-03-09"), nil)
	assert.Error(t, err)
	// With holidays the due day of 2026-09-24 is 10-08.
	_, ok, err := permit.LateReport(d("2026-09-24"), d("2026-10-08"), withHolidays())
	require.NoError(t, err)
	assert.False(t, ok)
	_, ok, err = permit.LateReport(d("2026-09-24"), d("2026-10-09"), withHolidays())
	require.NoError(t, err)
	assert.True(t, ok)
}

func TestDecideCancellation(t *testing.T) {
	const day = "2026-05-01"
	today := d(day)
	active := stateOf(t, day, issue("2026-01-10"))
	facts := func(change func(*permit.CancellationFacts)) *permit.CancellationFacts {
		f := permit.CancellationFacts{Permit: active, By: permit.PoliceOfficer}
		change(&f)
		return &f
	}
	const noGround = "PER-CAN-03 PER-CAN-04 PER-CAN-05 PER-CAN-06 PER-CAN-07"
	for _, c := range []struct {
		name  string
		f     *permit.CancellationFacts
		want  rule.Outcome
		blame string
		met   permit.CancellationGround
	}{
		{"no finding", facts(func(*permit.CancellationFacts) {}), refused, noGround, 0},
		{"(a)", facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding(permit.FoundFalseProofs, today) }), approved, "", permit.FalseProofs},
		{"(a) found the day before", facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding(permit.FoundFalseProofs, today.AddDays(-1)) }), approved, "", permit.FalseProofs},
		{"(a) found the day after (A49)", facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding(permit.FoundFalseProofs, today.AddDays(1)) }), refused, noGround, 0},
		{"(a) not found", facts(func(f *permit.CancellationFacts) {
			f.FalseProofs = finding(permit.FoundFalseProofs, today)
			f.FalseProofs.Outcome = permit.NotEstablished
		}), refused, noGround, 0},
		{"(a) still open", facts(func(f *permit.CancellationFacts) {
			f.FalseProofs = permit.Finding{Ground: permit.FoundFalseProofs, Authority: station}
		}), open, "PER-CAN-03", 0},
		{"(a) finding of something else", facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding(permit.FoundDeath, today) }), refused, noGround, 0},
		{"(a) finding without ground", facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding("", today) }), open, "PER-CAN-03", 0},
		{"(a) found by an agency", facts(func(f *permit.CancellationFacts) {
			f.FalseProofs = finding(permit.FoundFalseProofs, today)
			f.FalseProofs.Authority = agency
		}), refused, noGround, 0},
		{"(a) found by somebody else", facts(func(f *permit.CancellationFacts) {
			f.FalseProofs = finding(permit.FoundFalseProofs, today)
			f.FalseProofs.Authority = permit.Office{ID: "X", Kind: permit.OtherOffice}
		}), open, "PER-CAN-03", 0},
		{"(a) found by a department", facts(func(f *permit.CancellationFacts) {
			f.FalseProofs = finding(permit.FoundFalseProofs, today)
			f.FalseProofs.Authority = bureau
		}), approved, "", permit.FalseProofs},
		{"(b) never met: registered five months only", facts(func(f *permit.CancellationFacts) { f.NeverMet = finding(permit.FoundNeverMet, today) }), approved, "", permit.ConditionsNotMet},
		{"(b) job lost in month 3: keep (A48)", facts(func(f *permit.CancellationFacts) { f.ConditionsLost = finding(permit.FoundConditionsLost, today) }), refused, noGround, 0},
		{"(c) on the day of transfer", facts(func(f *permit.CancellationFacts) {
			f.Household, f.HouseholdOn = finding(permit.FoundBeijingHousehold, today), today
		}), approved, "", permit.BecameBeijingHousehold},
		{"(c) the day before the transfer", facts(func(f *permit.CancellationFacts) {
			f.Household, f.HouseholdOn = finding(permit.FoundBeijingHousehold, today), today.AddDays(1)
		}), refused, noGround, 0},
		{"(c) day of transfer unknown", facts(func(f *permit.CancellationFacts) { f.Household = finding(permit.FoundBeijingHousehold, today) }), open, "PER-CAN-05", 0},
		{"(d) death", facts(func(f *permit.CancellationFacts) {
			f.Death, f.DiedOn = finding(permit.FoundDeath, today), today.AddDays(-3)
		}), approved, "", permit.HolderDied},
		{"(d) death without finding (A49)", facts(func(f *permit.CancellationFacts) { f.DiedOn = today }), refused, noGround, 0},
		{"(e) a rule", facts(func(f *permit.CancellationFacts) { f.OtherRule = finding(permit.FoundOtherRule, today) }), approved, "", permit.RequiredByOtherRule},
		{"(e) an internal notice", facts(func(f *permit.CancellationFacts) {
			f.OtherRule = finding(permit.FoundOtherRule, today)
			f.OtherRule.Basis.Kind = permit.BasisNormativeDocument
		}), refused, noGround, 0},
		{"(e) no basis cited", facts(func(f *permit.CancellationFacts) {
			f.OtherRule = finding(permit.FoundOtherRule, today)
			f.OtherRule.Basis = permit.Basis{}
		}), open, "PER-CAN-07", 0},
		{"by an agency", facts(func(f *permit.CancellationFacts) {
			f.By, f.FalseProofs = permit.AgencyClerk, finding(permit.FoundFalseProofs, today)
		}), refused, "PER-CAN-02", permit.FalseProofs},
		{"suspended permits can be cancelled", facts(func(f *permit.CancellationFacts) {
			f.Permit, f.NeverMet = stateOf(t, day, issue("2025-01-10")), finding(permit.FoundNeverMet, today)
		}), approved, "", permit.ConditionsNotMet},
		{"already cancelled", facts(func(f *permit.CancellationFacts) {
			f.Permit, f.NeverMet = stateOf(t, day, issue("2025-01-10"), cancel("2025-02-01")), finding(permit.FoundNeverMet, today)
		}), refused, "PER-CAN-01", permit.ConditionsNotMet},
	} {
		dec := permit.DecideCancellation(c.f, today, nil)
		check(t, c.name, dec, c.want, c.blame)
		var met []permit.CancellationGround
		if c.met != 0 {
			met = []permit.CancellationGround{c.met}
		}
		assert.Equal(t, met, permit.GroundsMet(dec), c.name)
	}
	assert.Nil(t, permit.GroundsMet(rule.Decision{}))

	// A48: the three readings on conditions lost in month 3.
	lost := facts(func(f *permit.CancellationFacts) { f.ConditionsLost = finding(permit.FoundConditionsLost, today) })
	b, c := &permit.Policy{ConditionsLost: permit.LostLaterToo}, &permit.Policy{ConditionsLost: permit.LostFoundAtEndorsing}
	check(t, "A48 (b)", permit.DecideCancellation(lost, today, b), approved, "")
	check(t, "A48 (c), nobody says when", permit.DecideCancellation(lost, today, c), open, "PER-CAN-04")
	lost.LostAtEndorsing = permit.No
	check(t, "A48 (c), not at an endorsement", permit.DecideCancellation(lost, today, c), refused, noGround)
	lost.LostAtEndorsing = permit.Yes
	check(t, "A48 (c), at an endorsement", permit.DecideCancellation(lost, today, c), approved, "")
	check(t, "A48 (c), nothing found", permit.DecideCancellation(facts(func(*permit.CancellationFacts) {}), today, c), refused, noGround)
	flips := permit.DecideCancellation(lost, today, nil).Sensitivity()
	assert.Contains(t, flips, rule.Flip{Applied: rule.Applied{ID: law.A48, Answer: "b"}, Outcome: approved})

	// A finding of a later day does not count yet. The permit's state is that of the
	// day, so nothing is promised for another.
	later := facts(func(f *permit.CancellationFacts) { f.FalseProofs = finding(permit.FoundFalseProofs, today.AddDays(9)) })
	check(t, "found later", permit.DecideCancellation(later, today, nil), refused, noGround)
	assert.True(t, permit.DecideCancellation(later, today, nil).Earliest().IsZero())
	text := permit.DecideCancellation(later, today, nil).Text(language.English)
	assert.Contains(t, text, "2026-05-10")
}

func TestTakesCard(t *testing.T) {
	// A53: 收缴 is ordered for fraudulently obtained cards only.
	for _, g := range permit.Values[permit.CancellationGround]() {
		assert.Equal(t, g == permit.FalseProofs, g.TakesCard(), g)
		assert.Equal(t, 23, g.Cite().Article())
	}
	assert.True(t, permit.CancellationGround(9).Cite().IsZero())
	assert.True(t, permit.GroundUnknown.Cite().IsZero())
}

func TestDecideConfiscation(t *testing.T) {
	today := d("2026-05-01")
	facts := func(item permit.ConfiscatedItem, g permit.Ground, day civil.Date) *permit.ConfiscationFacts {
		return &permit.ConfiscationFacts{By: permit.PoliceOfficer, Item: item, Finding: finding(g, day)}
	}
	for item, g := range map[permit.ConfiscatedItem]permit.Ground{permit.FraudulentlyObtained: permit.FoundFraudulent,
		permit.Forged: permit.FoundForged, permit.Altered: permit.FoundAltered} {
		check(t, item.String(), permit.DecideConfiscation(facts(item, g, today), today, nil), approved, "")
		f := facts(item, g, today)
		f.Finding = permit.Finding{}
		check(t, "no finding", permit.DecideConfiscation(f, today, nil), refused, "PER-CON-02 PER-CON-03 PER-CON-04")
		f = facts(item, g, today)
		f.By = permit.AgencyClerk
		check(t, "by an agency", permit.DecideConfiscation(f, today, nil), refused, "PER-CON-01")
		dec := permit.DecideConfiscation(facts(item, g, today.AddDays(1)), today, nil)
		check(t, "found later", dec, refused, "PER-CON-02 PER-CON-03 PER-CON-04")
		assert.Equal(t, today.AddDays(1), dec.Earliest())
	}
	check(t, "nothing known", permit.DecideConfiscation(&permit.ConfiscationFacts{}, today, nil), open,
		"PER-CON-01 PER-CON-02 PER-CON-03 PER-CON-04")
	f := facts(permit.Forged, permit.FoundForged, today.AddDays(1))
	f.Finding.Authority = agency
	for _, r := range permit.DecideConfiscation(f, today, nil).Remedies() {
		assert.True(t, r.Earliest.IsZero(), "an agency's finding helps on no day")
	}
}

func TestDecideInformationCheck(t *testing.T) {
	today := d("2026-05-01")
	for by, want := range map[permit.ActorKind]rule.Outcome{permit.PublicSecurityOrgan: approved, permit.PoliceOfficer: approved,
		permit.DepartmentReviewer: refused, permit.AgencyClerk: refused, permit.ActorUnknown: open} {
		f := permit.InformationCheckFacts{Permit: alive(today), By: by}
		assert.Equal(t, want, permit.DecideInformationCheck(&f, today, nil).Outcome(), by)
	}
}

func TestDecideAcceptance(t *testing.T) {
	today := d("2026-05-01")
	good := permit.AcceptanceFacts{Verified: permit.VerifiedActive, ByHolder: rule.Met, ToProveResidence: rule.Met}
	dec := permit.DecideAcceptance(&good, today, nil)
	check(t, "active", dec, approved, "")
	// A54: refusing it is a breach of 19.1.b without sanction.
	b, ok := permit.RefusedPermit(dec)
	assert.True(t, ok)
	assert.Equal(t, permit.Breach{Clause: law.MustCite("19.1.b"), On: today}, b)
	assert.Zero(t, b.LateBy())
	for status, want := range map[permit.VerificationStatus]rule.Outcome{permit.VerifiedSuspended: refused,
		permit.VerifiedCancelled: refused, permit.VerifiedAsReplaced: refused, permit.Unverified: open} {
		f := good
		f.Verified = status
		dec := permit.DecideAcceptance(&f, today, nil)
		assert.Equal(t, want, dec.Outcome(), status)
		_, ok := permit.RefusedPermit(dec)
		assert.False(t, ok)
	}
	f := good
	f.ByHolder = rule.Unmet
	check(t, "somebody else's", permit.DecideAcceptance(&f, today, nil), refused, "PER-ACC-02")
	f = good
	f.ToProveResidence = rule.Unmet
	check(t, "another purpose", permit.DecideAcceptance(&f, today, nil), refused, "PER-ACC-03")
	_, ok = permit.RefusedPermit(approval(permit.ActIssued, today))
	assert.False(t, ok)
}

func TestDecideInspection(t *testing.T) {
	today := d("2026-05-01")
	for _, c := range []struct {
		f     permit.InspectionFacts
		want  rule.Outcome
		blame string
	}{
		{permit.InspectionFacts{By: permit.PoliceOfficer, OnDuty: rule.Met, CredentialsShown: rule.Met}, approved, ""},
		{permit.InspectionFacts{By: permit.PoliceOfficer, OnDuty: rule.Unmet, CredentialsShown: rule.Met}, refused, "PER-INS-02"},
		{permit.InspectionFacts{By: permit.PoliceOfficer, OnDuty: rule.Met, CredentialsShown: rule.Unmet}, refused, "PER-INS-03"},
		{permit.InspectionFacts{By: permit.AuxiliaryOfficer, OnDuty: rule.Met, CredentialsShown: rule.Met}, refused, "PER-INS-01"},
		{permit.InspectionFacts{By: permit.PublicSecurityOfficer, OnDuty: rule.Met, CredentialsShown: rule.Met}, refused, "PER-INS-01"},
		{permit.InspectionFacts{}, open, "PER-INS-01 PER-INS-02 PER-INS-03"},
	} {
		check(t, c.f.By.String(), permit.DecideInspection(&c.f, today, nil), c.want, c.blame)
	}
}

func TestDecideSeizure(t *testing.T) {
	today := d("2026-05-01")
	notice := permit.Basis{Kind: permit.BasisNormativeDocument, Title: "某项通知"}
	for _, c := range []struct {
		name      string
		f         permit.SeizureFacts
		want      rule.Outcome
		result    permit.Seizure
		liability string
	}{
		{"employer holds permits", permit.SeizureFacts{By: permit.Unit, OnDuty: rule.Unmet}, refused, permit.SeizureProhibited, "26.1.b"},
		{"on duty, with a basis", permit.SeizureFacts{By: permit.PoliceOfficer, OnDuty: rule.Met, Basis: someRule}, approved, permit.SeizureSpared, ""},
		{"on duty, for checking", permit.SeizureFacts{By: permit.PoliceOfficer, OnDuty: rule.Met}, refused, permit.SeizureWithoutBasis, "29.1.c"},
		{"on duty, a notice is no basis", permit.SeizureFacts{By: permit.PoliceOfficer, OnDuty: rule.Met, Basis: notice}, refused, permit.SeizureWithoutBasis, "29.1.c"},
		{"off duty", permit.SeizureFacts{By: permit.PoliceOfficer, OnDuty: rule.Unmet, Basis: someRule}, refused, permit.SeizureProhibited, "26.1.b"},
		{"duty not found", permit.SeizureFacts{By: permit.PoliceOfficer, Basis: someRule}, open, permit.SeizureOpen, ""},
		{"rank of the basis unknown", permit.SeizureFacts{By: permit.PoliceOfficer, OnDuty: rule.Met,
			Basis: permit.Basis{Title: "某项规定"}}, open, permit.SeizureOpen, ""},
	} {
		dec := permit.DecideSeizure(&c.f, today, nil)
		assert.Equal(t, c.want, dec.Outcome(), c.name)
		assert.Equal(t, c.result, permit.SeizureOf(dec), c.name)
		assert.Equal(t, c.liability == "", permit.SeizureOf(dec).Liability().IsZero(), c.name)
		if c.liability != "" {
			assert.Equal(t, c.liability, permit.SeizureOf(dec).Liability().String(), c.name)
		}
	}
	assert.Equal(t, permit.SeizureOpen, permit.SeizureOf(rule.Decision{}))
}

// TestTables: every code once, both texts, the switches' entries in the
// register with their answers in order.
func TestTables(t *testing.T) {
	codes, names := map[string]bool{}, map[string]bool{}
	for _, form := range permit.Tables() {
		assert.False(t, names[form.Name()], form.Name())
		names[form.Name()] = true
		for line := range form.Lines() {
			assert.False(t, codes[line.Code], line.Code)
			codes[line.Code] = true
			assert.True(t, strings.HasPrefix(line.Code, "PER-"), line.Code)
			_, ok := law.Lookup(line.Cite)
			assert.True(t, ok, "%s cites %v", line.Code, line.Cite)
		}
	}
	for _, k := range permit.Values[permit.ActKind]() {
		if table := k.Table(); table != "" && table != "endorsement" {
			assert.True(t, names[table], table)
		}
	}
	assert.Equal(t, "endorsement", endorsement.Tables()[0].Name())
}

func TestSwitches(t *testing.T) {
	for _, s := range permit.Switches() {
		r, ok := law.LookupReading(s.ID)
		require.True(t, ok, s.ID)
		var p permit.Policy
		assert.Equal(t, r.Default, s.Answer(&p), "%v: the zero policy is the default", s.ID)
		for _, a := range s.Answers {
			_, ok := r.Answer(a)
			assert.True(t, ok, "%v (%s)", s.ID, a)
			require.NoError(t, s.Set(&p, a))
			assert.NoError(t, p.Validate())
			assert.Equal(t, a, s.Answer(&p))
		}
	}
	// All of article 14 is here too, under the same answers.
	ours := map[law.ReadingID][]string{}
	for _, s := range permit.Switches() {
		ours[s.ID] = s.Answers
	}
	for _, s := range endorsement.Switches() {
		assert.Equal(t, s.Answers, ours[s.ID], s.ID)
	}
	for _, p := range []permit.Policy{{SevenDays: 3}, {NewCard: 2}, {OverdueCard: 3}, {ConditionsLost: 3}, {Cancellation: 3}, {SecondApplication: 2}} {
		assert.ErrorIs(t, p.Validate(), permit.ErrPolicy)
		_, err := p.ChangeDue(d("2026-01-01"))
		assert.ErrorIs(t, err, permit.ErrPolicy)
	}
}

// A state whose status is not recorded says nothing of any permit.
func TestStateWithoutAStatus(t *testing.T) {
	const day = "2026-06-10"
	nothing := permit.State{Day: d(day)}
	check(t, "reissue", permit.DecideReissue(&permit.ReissueFacts{Permit: nothing, Lost: rule.Met, Filer: inPerson}, d(day), nil), open, "PER-REI-01")
	check(t, "reissue, A43 (c)", permit.DecideReissue(&permit.ReissueFacts{Permit: nothing, Lost: rule.Met, Filer: inPerson}, d(day),
		&permit.Policy{OverdueCard: permit.EndorseFirst}), open, "PER-REI-01 PER-REI-03")
	check(t, "exchange", permit.DecideExchange(&permit.ExchangeFacts{
		Permit: nothing, Damaged: rule.Met, OtherClaimed: permit.No, Returned: rule.Met, Filer: inPerson}, d(day), nil), open, "PER-EXC-01")
	check(t, "move", permit.DecideAddressChange(&permit.AddressChangeFacts{
		Permit: nothing, Address: home, Moved: d(day), Filer: inPerson}, d(day), nil), open, "PER-ADR-01")
	check(t, "check", permit.DecideInformationCheck(&permit.InformationCheckFacts{
		Permit: nothing, By: permit.PublicSecurityOfficer}, d(day), nil), open, "PER-CHK-02")
	check(t, "cancellation", permit.DecideCancellation(&permit.CancellationFacts{
		Permit: nothing, By: permit.PublicSecurityOfficer, FalseProofs: finding(permit.FoundFalseProofs, d(day))}, d(day), nil), open, "PER-CAN-01")
}

// A move is registered whether it is reported late or not (A39), so data that the
// calendar lacks bar nobody. Whether the report was late is said where no holiday
// that may be missing can change it, and the due day where it is known.
func TestMoveInAYearWithoutHolidayData(t *testing.T) {
	builtIn := withHolidays() // 2025 and 2026
	working := withHolidays()
	working.SevenDays = permit.SevenWorkingDays
	const inTime, isLate, unknown = "in time", "late", "open"
	for _, v := range []struct {
		policy         *permit.Policy
		moved, on, due string
		report         string
	}{
		{builtIn, "2026-12-31", "2026-12-31", "", inTime},
		{builtIn, "2026-12-31", "2027-01-07", "", inTime},  // the seventh day
		{builtIn, "2026-12-31", "2027-01-08", "", unknown}, // moved by a holiday, or not
		// No holiday lasts a year.
		{builtIn, "2026-12-25", "2028-01-01", "", unknown},
		{builtIn, "2026-12-25", "2028-01-02", "", isLate},
		{builtIn, "2026-12-24", "2026-12-31", "2026-12-31", inTime}, // a Thursday
		{builtIn, "2026-12-24", "2027-01-04", "2026-12-31", isLate},
		// The seventh day is a Saturday of 2024, without data, the Wednesday after
		// it a holiday of 2025: due on 2024-12-28 at the soonest, and on 2025-01-02
		// at the latest.
		{builtIn, "2024-12-21", "2024-12-28", "", inTime},
		{builtIn, "2024-12-21", "2025-01-02", "", unknown},
		{builtIn, "2024-12-21", "2025-01-03", "", isLate},
		// Seven working days are never over before the seventh day (A38 b), and
		// four are known to be in 2026 after this Friday.
		{&permit.Policy{SevenDays: permit.SevenWorkingDays}, "2026-03-06", "2026-03-13", "", inTime},
		{&permit.Policy{SevenDays: permit.SevenWorkingDays}, "2026-03-06", "2026-03-14", "", unknown},
		{working, "2026-12-25", "2027-01-02", "", inTime},
		{working, "2026-12-25", "2027-01-03", "", inTime},
		{working, "2026-12-25", "2027-01-04", "", unknown},
		{working, "2026-12-22", "2026-12-31", "2026-12-31", inTime},
		{working, "2026-12-22", "2027-01-01", "2026-12-31", isLate},
	} {
		due, err := v.policy.ChangeDue(d(v.moved))
		if v.due == "" {
			assert.ErrorIs(t, err, civil.ErrNoCalendarData, "%+v", v)
			assert.Zero(t, due, "%+v", v)
		} else {
			require.NoError(t, err, "%+v", v)
			assert.Equal(t, d(v.due), due, "%+v", v)
		}
		breach, late, err := permit.LateReport(d(v.moved), d(v.on), v.policy)
		if v.report == unknown {
			assert.ErrorIs(t, err, civil.ErrNoCalendarData, "%+v", v)
		} else {
			assert.NoError(t, err, "%+v", v)
		}
		assert.Equal(t, v.report == isLate, late, "%+v", v)
		want := permit.Breach{}
		if late {
			want = permit.Breach{Clause: law.MustCite("13.1"), Due: due, On: d(v.on)}
		}
		assert.Equal(t, want, breach, "%+v", v)
		decision := permit.DecideAddressChange(&permit.AddressChangeFacts{
			Permit: alive(d(v.on)), Address: home, Moved: d(v.moved), Filer: inPerson,
		}, d(v.on), v.policy)
		assert.Equal(t, approved, decision.Outcome(), "%+v: %v", v, decision)
		assert.Empty(t, decision.Sensitivity(), "no reading makes the registration hang on lateness: %+v", v)
	}
}
