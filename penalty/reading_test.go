package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

func aged(born string) func(*Proposal) {
	return func(p *Proposal) { p.Case.Offender.Born = date(born) }
}

func mitigated(kind MitigationKind, basis Basis) func(*Proposal) {
	return func(p *Proposal) { p.Mitigation = Mitigation{kind, basis} }
}

func with(p Proposal, changes ...func(*Proposal)) *Proposal {
	for _, c := range changes {
		c(&p)
	}
	return &p
}

func imposing(warning bool, fine string, days int) func(*Proposal) {
	return func(p *Proposal) { p.Sanction = Sanction{warning, fineOfYuan(fine), days} }
}

// A05 and A66: ages around the birthday. The act is on 2026-03-01.
func TestAgesAroundTheBirthday(t *testing.T) {
	onBirthday := &Policy{Age: civil.OnLastDay}
	for _, c := range []struct {
		name, born, want, wantOnBirthday string
	}{
		// 14: nobody under it is punished.
		{"14 the day before the birthday", "2012-03-02", "PEN-LIA-04", "PEN-LIA-04"},
		{"14 on the birthday", "2012-03-01", "PEN-LIA-04", "PEN-MIT-02"},
		{"14 the day after", "2012-02-29", "PEN-MIT-02", "PEN-MIT-02"},
		// 18: from 14 to 17 the sanction is mitigated.
		{"18 the day before the birthday", "2008-03-02", "PEN-MIT-02", "PEN-MIT-02"},
		{"18 on the birthday", "2008-03-01", "PEN-MIT-02", ""},
		{"18 the day after", "2008-02-29", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := with(lawful(Impersonate), aged(c.born))
			assert.Equal(t, c.want, objections(check(t, p, nil)))
			assert.Equal(t, c.wantOnBirthday, objections(check(t, p, onBirthday)))
		})
	}
	// Born on 29 February: 14 on 2022-03-01, under (b) on 02-28.
	p := with(lawful(Impersonate), aged("2008-02-29"), func(p *Proposal) {
		p.Case.Day, p.Case.Discovered = date("2022-02-28"), date("2022-02-28")
	})
	assert.Equal(t, "PEN-LIA-04", objections(check(t, p, nil)))
	assert.Equal(t, "PEN-MIT-02", objections(check(t, p, onBirthday)))
	p.Case.Day = date("2022-03-01")
	assert.Equal(t, "PEN-MIT-02", objections(check(t, p, nil)))
}

// A39 and invariant 10: what the draft does not sanction is not sanctioned.
func TestUnsanctioned(t *testing.T) {
	for _, s := range []Sanction{{Warning: true}, {Fine: fineOfYuan("0.01")}, {Days: 1}, {true, fineOfYuan("100"), 10}} {
		p := Proposal{Case: adultCase(Unsanctioned), Authority: permit.PoliceStation, Sanction: s}
		d := check(t, &p, nil)
		assert.Equal(t, rule.Refused, d.Outcome())
		assert.Equal(t, rule.Unmet, d.Truth("PEN-LIA-01"))
	}
	nothing := Proposal{Case: adultCase(Unsanctioned), Authority: permit.PoliceStation}
	assert.Equal(t, "", objections(check(t, &nothing, nil)))
	assert.Equal(t, rule.Unmet, Punishable(&nothing.Case, decisionDay, nil))
}

// A56: warning and fine of article 26.
func TestWarningAndFine(t *testing.T) {
	for _, c := range []struct {
		warning bool
		fine    string
		want    [3]string // (a), (b), (c)
	}{
		{true, "100", [3]string{"", "", ""}},
		{true, "", [3]string{"PEN-FIN-01", "", ""}},
		{false, "100", [3]string{"PEN-WAR-01", "", "PEN-WAR-01"}},
		{false, "", [3]string{"PEN-WAR-01 PEN-FIN-01", "PEN-WAR-01", "PEN-WAR-01"}},
	} {
		p := with(lawful(Lend), imposing(c.warning, c.fine, 0))
		for i, want := range c.want {
			assert.Equal(t, want, objections(check(t, p, &Policy{Warning: WarningRule(i)})), "%+v %v", c, WarningRule(i))
		}
	}
	only := with(lawful(Lend), imposing(true, "", 0), mitigated(Reduced, APL32))
	assert.Equal(t, "", objections(check(t, only, nil)), "warning alone, basis 32")
	only.Mitigation.Basis = APL31
	assert.Equal(t, "PEN-FIN-01", objections(check(t, only, nil)), "warning alone, basis 31")
	only.Mitigation.Basis = APL33
	assert.Equal(t, "PEN-FIN-01 PEN-MIT-01", objections(check(t, only, nil)), "33 means nothing is imposed")
	only.Mitigation = Mitigation{Lighter, APL32}
	assert.Equal(t, "PEN-FIN-01", objections(check(t, only, nil)), "lighter stays inside the range")
	only.Mitigation = Mitigation{Waived, APL33}
	assert.Equal(t, "PEN-MIT-04", objections(check(t, only, nil)))
	only.Sanction = Sanction{}
	assert.Equal(t, "", objections(check(t, only, nil)))
	only.Mitigation = Mitigation{Reduced, APL32}
	assert.Equal(t, "PEN-WAR-01 PEN-FIN-01", objections(check(t, only, nil)), "reduced is not nothing")
	fineOnly := with(lawful(Lend), imposing(false, "10", 0), mitigated(Reduced, APL32))
	assert.Equal(t, "", objections(check(t, fineOnly, nil)))
}

func TestNoWarningInArticles27And28(t *testing.T) {
	p := lawful(Impersonate)
	p.Sanction.Warning = true
	assert.Equal(t, "PEN-WAR-02", objections(check(t, &p, nil)))
	p = lawful(Forge)
	p.Sanction.Warning = true
	assert.Equal(t, "PEN-WAR-02", objections(check(t, &p, nil)))
}

// A58: an attempt to obtain a permit by fraud.
func TestAttempt(t *testing.T) {
	c := Conduct{
		Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.No,
		FalseProof: established(FoundFalseProof), Intent: established(FoundIntent),
	}
	x := classify(t, &c, nil)
	assert.Equal(t, Unsanctioned, x.Act)
	require.NotNil(t, x.Breach)
	assert.Equal(t, "9.1", x.Breach.Clause.String())
	assert.Nil(t, x.Breach.Sanction)
	x = classify(t, &c, &Policy{Fraud: AttemptToo})
	assert.Equal(t, FraudObtain, x.Act)
	assert.Nil(t, x.Breach)
	c.Issued, c.Actor = permit.Yes, permit.Agent // the agent or guardian who lies is the actor
	assert.Equal(t, FraudObtain, classify(t, &c, nil).Act)
	issuer := Conduct{Kind: IssueFalseProof, Actor: permit.Unit}
	x = classify(t, &issuer, nil)
	assert.Equal(t, Unsanctioned, x.Act)
	assert.Equal(t, "9.2", x.Breach.Clause.String())
}

// A59: fraud on 2026-01-10, use on 2026-03-01 and 02.
func TestFraudThenUse(t *testing.T) {
	fraud, use := lawful(FraudObtain), lawful(UseFraudulent)
	fraud.Case.Day = date("2026-01-10")
	assert.Equal(t, "", objections(check(t, &fraud, nil)))
	assert.Equal(t, "", objections(check(t, &use, nil)))

	// Marked as one act: 27.1's range, the warning kept.
	fraud.Case.SameAct, use.Case.SameAct = established(FoundSameAct), established(FoundSameAct)
	assert.Equal(t, "PEN-LIA-12", objections(check(t, &fraud, nil)))
	assert.Equal(t, "PEN-WAR-01", objections(check(t, &use, nil)))
	use.Sanction.Warning = true
	assert.Equal(t, "", objections(check(t, &use, nil)))
	assert.Equal(t, "PEN-WAR-02", objections(check(t, &use, &Policy{FraudThenUse: UseAbsorbs})))

	// The other readings ask whether both were done.
	fraud, use = lawful(FraudObtain), lawful(UseFraudulent)
	fraud.Case.ObtainedAndUsed, use.Case.ObtainedAndUsed = permit.Yes, permit.Yes
	course, absorbs := &Policy{FraudThenUse: OneCourse}, &Policy{FraudThenUse: UseAbsorbs}
	assert.Equal(t, "", objections(check(t, &fraud, nil)))
	assert.Equal(t, "PEN-LIA-12", objections(check(t, &fraud, course)))
	assert.Equal(t, "PEN-LIA-12", objections(check(t, &fraud, absorbs)))
	assert.Equal(t, "", objections(check(t, &use, nil)))
	assert.Equal(t, "PEN-WAR-01", objections(check(t, &use, course)))
	assert.Equal(t, "", objections(check(t, &use, absorbs)))
	fraud.Case.ObtainedAndUsed, use.Case.ObtainedAndUsed = permit.FlagUnknown, permit.FlagUnknown
	assert.Equal(t, "?PEN-LIA-12", objections(check(t, &fraud, course)))
	assert.Equal(t, "?PEN-WAR-01", objections(check(t, &use, course)))
	use.Sanction.Warning = true
	assert.Equal(t, "?PEN-WAR-02", objections(check(t, &use, course)))

	// Joined: at most 1,200 yuan and a warning as two acts, one fine as one act.
	ds := []Decided{
		{Act: FraudObtain, Item: 1, Sanction: Sanction{Warning: true, Fine: fineOfYuan("200")}},
		{Act: UseFraudulent, Item: 1, Sanction: Sanction{Fine: fineOfYuan("1000")}},
	}
	assert.Equal(t, "2 acts, 1 warnings, 1200 yuan, 0/0/0/0 days", joined(t, ds, nil))
	assert.Equal(t, "1 acts, 1 warnings, 1000 yuan, 0/0/0/0 days", joined(t, ds, course))
	assert.Equal(t, "1 acts, 0 warnings, 1000 yuan, 0/0/0/0 days", joined(t, ds, absorbs))
	ds[0].Conduct, ds[1].Conduct = 7, 7
	assert.Equal(t, "1 acts, 1 warnings, 1000 yuan, 0/0/0/0 days", joined(t, ds, nil))
	ds[0].Conduct, ds[1].Conduct, ds[0].Item, ds[1].Item = 0, 0, 0, 0
	assert.Equal(t, "2 acts, 1 warnings, 1200 yuan, 0/0/0/0 days", joined(t, ds, course), "not known to be the same permit")
	ds[0].Item = 1
	ds[1].Item, ds[0].Conduct, ds[1].Conduct = 2, 0, 0
	assert.Equal(t, "2 acts, 1 warnings, 1200 yuan, 0/0/0/0 days", joined(t, ds, absorbs))
}

// A60: lender and user; one's own lapsed permit.
func TestLendingAndImpersonation(t *testing.T) {
	lender := Conduct{Kind: LendOut, Actor: permit.Holder, Own: permit.Yes, Standing: Active}
	assert.Equal(t, Lend, classify(t, &lender, nil).Act)
	user := Conduct{Kind: ShowAsOwn, Actor: permit.Individual, Own: permit.No, Standing: Active}
	assert.Equal(t, Impersonate, classify(t, &user, nil).Act)
	user.Standing, user.Fraudulent = NotOnRecord, established(permit.FoundFraudulent)
	user.Forged = notEstablished(permit.FoundForged)
	assert.Equal(t, NoAct, classify(t, &user, nil).Also, "both limbs of 27.1 are one act")
	for _, s := range []Standing{Active, Suspended, Replaced, Cancelled} {
		own := Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: s}
		x := classify(t, &own, nil)
		assert.Equal(t, Unsanctioned, x.Act, "%v", s)
		assert.Nil(t, x.Breach)
	}
	own := Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: CancelledForFraud}
	assert.Equal(t, UseFraudulent, classify(t, &own, nil).Act)
	unknown := Conduct{Kind: ShowAsOwn, Actor: permit.Holder}
	x := classify(t, &unknown, nil)
	assert.Equal(t, rule.Undetermined, x.Outcome)
	assert.Equal(t, NoAct, x.Act)
}

// A61: selling a genuine permit.
func TestSaleOfGenuine(t *testing.T) {
	transfer, heavier := &Policy{GenuineSale: AlwaysTransfer}, &Policy{GenuineSale: HeavierPrevails}
	seller := Conduct{Kind: HandOver, Actor: permit.Holder, Standing: Active, Consideration: established(FoundPrice)}
	x := classify(t, &seller, nil)
	assert.Equal(t, TradeGenuine, x.Act)
	assert.Equal(t, NoAct, x.Also)
	assert.Equal(t, "28.1.a", x.Clause.String())
	assert.Equal(t, Transfer, classify(t, &seller, transfer).Act)
	x = classify(t, &seller, heavier)
	assert.Equal(t, TradeGenuine, x.Act)
	assert.Equal(t, Transfer, x.Also)
	for _, f := range []permit.Finding{{}, notEstablished(FoundPrice)} {
		seller.Consideration = f
		for _, p := range []*Policy{nil, transfer, heavier} {
			x = classify(t, &seller, p)
			assert.Equal(t, Transfer, x.Act)
			assert.Equal(t, NoAct, x.Also)
		}
	}
	buyer := Conduct{Kind: Acquire, Actor: permit.Individual, Standing: Active, Consideration: established(FoundPrice)}
	assert.Equal(t, TradeGenuine, classify(t, &buyer, nil).Act)
	assert.Equal(t, Unsanctioned, classify(t, &buyer, transfer).Act)
	// Without the finding the narrower clause holds, and 26.1.c names the giver
	// alone: nothing is left for the taker, and nothing is open.
	for _, f := range []permit.Finding{{}, {Ground: FoundPrice}, notEstablished(FoundPrice)} {
		buyer.Consideration = f
		for _, p := range []*Policy{nil, transfer, heavier} {
			x = classify(t, &buyer, p)
			assert.Equal(t, Unsanctioned, x.Act)
			assert.Equal(t, rule.Refused, x.Outcome)
		}
	}
	// A61 speaks of genuine permits. What a forged one came for stays open.
	buyer.Forged, buyer.Consideration = established(permit.FoundForged), permit.Finding{}
	assert.Equal(t, rule.Undetermined, classify(t, &buyer, nil).Outcome)
}

// A62: items (1) and (2) of article 28; possession.
func TestForgedItems(t *testing.T) {
	forged := established(permit.FoundForged)
	for kind, want := range map[ConductKind]Act{
		Make: Forge, Change: Alter, ShowAsOwn: UseForged, HandOver: TradeForged, Acquire: TradeForged, Possess: Unsanctioned,
		LendOut: Unsanctioned,
	} {
		c := Conduct{Kind: kind, Actor: permit.Individual, Forged: forged, Consideration: established(FoundPrice)}
		assert.Equal(t, want, classify(t, &c, nil).Act, "%v", kind)
	}
	altered := Conduct{Kind: Change, Actor: permit.Holder, Own: permit.Yes, Forged: established(permit.FoundAltered)}
	assert.Equal(t, Alter, classify(t, &altered, nil).Act)
	gift := Conduct{Kind: HandOver, Actor: permit.Individual, Forged: forged, Consideration: notEstablished(FoundPrice)}
	assert.Equal(t, Unsanctioned, classify(t, &gift, nil).Act)
	photocopy := Conduct{Kind: Change, Actor: permit.Holder}
	assert.Equal(t, rule.Undetermined, classify(t, &photocopy, nil).Outcome, "needs a finding")

	// Forges three cards and sells them: (1) and (2), 15 + 15, executed 20.
	ds := []Decided{
		{Act: Forge, Sanction: Sanction{Days: 15}, Executed: permit.Yes},
		{Act: TradeForged, Sanction: Sanction{Days: 15}, Executed: permit.Yes},
	}
	assert.Equal(t, "2 acts, 0 warnings, 0 yuan, 30/20/0/0 days", joined(t, ds, nil))
	// Bought and used: one act of (2).
	ds = []Decided{
		{Act: TradeForged, Conduct: 1, Sanction: Sanction{Days: 10, Fine: fineOfYuan("300")}, Executed: permit.Yes},
		{Act: UseForged, Conduct: 1, Sanction: Sanction{Days: 12}, Executed: permit.Yes},
	}
	assert.Equal(t, "1 acts, 0 warnings, 300 yuan, 12/12/0/0 days", joined(t, ds, nil))
}

// A64: lighter circumstances are a finding.
func TestLighterTier(t *testing.T) {
	p := lawful(Forge)
	p.Tier, p.Sanction.Days = LighterTier, 7
	assert.Equal(t, "PEN-TIE-02", objections(check(t, &p, nil)))
	p.Case.Lighter = notEstablished(FoundLighter)
	assert.Equal(t, "PEN-TIE-02", objections(check(t, &p, nil)))
	p.Case.Lighter = established(FoundLighter)
	assert.Equal(t, "", objections(check(t, &p, nil)))
	p.Case.Lighter.Day = decisionDay
	assert.Equal(t, "", objections(check(t, &p, nil)))
	p.Case.Lighter.Day = decisionDay.DayAfter() // found after the decision
	assert.Equal(t, "PEN-TIE-02", objections(check(t, &p, nil)))
	p.Case.Lighter.Day = decisionDay
	p.Tier, p.Sanction.Days = BaseTier, 10
	assert.Equal(t, "PEN-TIE-03", objections(check(t, &p, nil)))
}

// A65: the draft's figures or those of the Law.
func TestSchedules(t *testing.T) {
	p := lawful(Forge)
	p.Case.Day = date("2026-02-01")
	p.Sanction.Fine = fineOfYuan("3000")
	newLaw := &Policy{Schedule: ScheduleLaw2026}
	assert.Equal(t, "PEN-FIN-04", objections(check(t, &p, nil)))
	assert.Equal(t, "", objections(check(t, &p, newLaw)))
	// Never switched by a date: before 2026 the new figures are an objection.
	p.Case.Day, p.Case.Discovered = date("2026-01-01"), date("2026-01-01")
	assert.Equal(t, "", objections(check(t, &p, newLaw)))
	p.Case.Day = date("2025-12-31")
	assert.Equal(t, "PEN-LIA-10", objections(check(t, &p, newLaw)))
	// (c): act 2025-12-30, decided 2026-03-01, ceiling 1,000.
	p.Case.Day = date("2025-12-30")
	s, ok := MilderSchedule(p.Case.Day, date("2026-03-01"))
	require.True(t, ok)
	milder := &Policy{Schedule: s}
	assert.Equal(t, "PEN-FIN-04", objections(check(t, &p, milder)))
	p.Sanction.Fine = fineOfYuan("1000")
	assert.Equal(t, "", objections(check(t, &p, milder)))
	// Articles 26 and 27 do not rest on the Law.
	q := lawful(Lend)
	q.Case.Day = date("2025-12-31")
	assert.Equal(t, "", objections(check(t, &q, newLaw)))
}

// A67: lighter, reduced, none.
func TestMitigation(t *testing.T) {
	sixteen := aged("2010-01-01") // 16 on 2026-03-01
	for _, c := range []struct {
		name string
		p    *Proposal
		want string
	}{
		{"16, 27.1, 100 yuan, basis 30", with(lawful(Impersonate), sixteen, imposing(false, "100", 0), mitigated(Reduced, APL30)), ""},
		{"adult, 100 yuan", with(lawful(Impersonate), imposing(false, "100", 0)), "PEN-FIN-03"},
		{"adult, 100 yuan, basis 30", with(lawful(Impersonate), imposing(false, "100", 0), mitigated(Reduced, APL30)), "PEN-FIN-03 PEN-MIT-01"},
		{"adult, 100 yuan, basis 32", with(lawful(Impersonate), imposing(false, "100", 0), mitigated(Reduced, APL32)), ""},
		{"adult, reduced without a basis", with(lawful(Impersonate), imposing(false, "100", 0), mitigated(Reduced, NoBasis)), "PEN-FIN-03 PEN-MIT-01"},
		{"16, 1,000 yuan, nothing applied", with(lawful(Impersonate), sixteen, imposing(false, "1000", 0)), "PEN-MIT-02"},
		{"16, 1,000 yuan, called lighter", with(lawful(Impersonate), sixteen, imposing(false, "1000", 0), mitigated(Lighter, APL30)), "PEN-MIT-03"},
		{"16, 999.99 yuan, lighter", with(lawful(Impersonate), sixteen, imposing(false, "999.99", 0), mitigated(Lighter, APL30)), ""},
		{"adult, lighter needs no basis", with(lawful(Impersonate), mitigated(Lighter, NoBasis)), ""},
		{"a basis for nothing", with(lawful(Impersonate), mitigated(NoMitigation, APL32)), "PEN-MIT-01"},
		{"27 reduced, fine still above 0", with(lawful(Impersonate), imposing(false, "0", 0), mitigated(Reduced, APL32)), "PEN-FIN-02"},
		{"27 reduced, no fine", with(lawful(Impersonate), imposing(false, "", 0), mitigated(Reduced, APL32)), "PEN-FIN-01"},
		{"27 reduced does not lift the top", with(lawful(Impersonate), imposing(false, "1000.01", 0), mitigated(Reduced, APL32)), "PEN-FIN-04 PEN-MIT-03"},
		{"28 reduced to one day", with(lawful(Forge), imposing(false, "", 1), mitigated(Reduced, PSL12Art19)), ""},
		{"28 reduced to a fine", with(lawful(Forge), imposing(false, "500", 0), mitigated(Reduced, PSL12Art19)), ""},
		{"28 reduced to nothing", with(lawful(Forge), imposing(false, "", 0), mitigated(Reduced, PSL12Art19)), "PEN-DET-01"},
		{"28 reduced to a warning", with(lawful(Forge), imposing(true, "", 0), mitigated(Reduced, PSL12Art19)), "PEN-WAR-02 PEN-DET-01"},
		{"28 waived", with(lawful(Forge), imposing(false, "", 0), mitigated(Waived, PSL12Art19)), ""},
		{"28 waived, yet a day", with(lawful(Forge), imposing(false, "", 1), mitigated(Waived, PSL12Art19)), "PEN-DET-03 PEN-MIT-04"},
		{"28 at the top, called lighter", with(lawful(Forge), imposing(false, "1000", 15), mitigated(Lighter, NoBasis)), "PEN-MIT-03"},
		{"28 at the top of days only", with(lawful(Forge), imposing(false, "999.99", 15), mitigated(Lighter, NoBasis)), ""},
		{"26 at the top, called lighter", with(lawful(Lend), imposing(true, "200", 0), mitigated(Lighter, NoBasis)), "PEN-MIT-03"},
		{"the public-security Law does not carry 27", with(lawful(Impersonate), imposing(false, "100", 0), mitigated(Reduced, PSL12Art19)), "PEN-FIN-03 PEN-MIT-01"},
		{"the revision, in force", with(lawful(Forge), imposing(false, "", 1), mitigated(Reduced, PSL25Art20)), ""},
		{"admission of guilt stays inside", with(lawful(Forge), imposing(false, "", 1), mitigated(Reduced, PSL25Art21)), "PEN-DET-03 PEN-MIT-01"},
		{"17, waived by age", with(lawful(Impersonate), sixteen, imposing(false, "", 0), mitigated(Waived, APL30)), "PEN-FIN-01 PEN-MIT-01"},
		{"13, nothing imposed", with(lawful(Impersonate), aged("2013-01-01"), imposing(false, "", 0)), ""},
		{"13, waived by age", with(lawful(Impersonate), aged("2013-01-01"), imposing(false, "", 0), mitigated(Waived, APL30)), ""},
		{"a unit has no age", with(lawful(UnlawfulSeizure), func(p *Proposal) { p.Case.Offender = Offender{Kind: permit.Unit} }, mitigated(Lighter, APL30)), "PEN-MIT-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, objections(check(t, c.p, nil)))
		})
	}
	// The revision of 2025 cannot be cited before it was law.
	p := with(lawful(Forge), imposing(false, "", 1), mitigated(Reduced, PSL25Art20), func(p *Proposal) {
		p.Case.Day, p.Case.Discovered = date("2025-12-01"), date("2025-12-01")
	})
	for day, want := range map[string]string{"2025-12-31": "PEN-DET-03 PEN-MIT-01", "2026-01-01": ""} {
		d, err := Check(p, date(day), nil)
		require.NoError(t, err)
		assert.Equal(t, want, objections(d), day)
	}
	assert.False(t, NoBasis.Allows(Lighter))
	assert.False(t, Basis(99).Allows(Lighter))
	assert.False(t, APL30.Allows(MitigationKind(9)))
}

// A69: limitation.
func TestLimitation(t *testing.T) {
	counted := &Policy{LimitationStart: civil.StartCounted}
	six := &Policy{Limitation: SixMonthsForAll}
	assert.Equal(t, date("2026-02-28"), Limitation(Forge, date("2025-08-31"), nil))
	assert.Equal(t, date("2026-02-27"), Limitation(Forge, date("2025-08-31"), counted))
	assert.Equal(t, date("2026-02-28"), Limitation(FraudObtain, date("2024-02-29"), nil))
	assert.Equal(t, date("2026-02-27"), Limitation(FraudObtain, date("2024-02-29"), counted))
	assert.Equal(t, date("2024-08-29"), Limitation(FraudObtain, date("2024-02-29"), six))
	assert.Equal(t, date("2026-02-28"), Limitation(Forge, date("2025-08-31"), six))
	assert.True(t, Limitation(Unsanctioned, decisionDay, nil).IsZero())
	assert.True(t, Limitation(AbuseForGain, decisionDay, nil).IsZero())
	assert.True(t, Limitation(Lend, civil.Date{}, nil).IsZero())

	for _, c := range []struct {
		act             Act
		day, discovered string
		want            rule.Truth
	}{
		{Forge, "2025-08-31", "2026-02-27", rule.Unmet},
		{Forge, "2025-08-31", "2026-02-28", rule.Unmet},
		{Forge, "2025-08-31", "2026-03-01", rule.Met},
		{FraudObtain, "2024-02-29", "2026-02-28", rule.Unmet},
		{FraudObtain, "2024-02-29", "2026-03-01", rule.Met},
	} {
		assert.Equal(t, c.want, Barred(c.act, date(c.day), date(c.discovered), nil))
		p := lawful(c.act)
		p.Case.Day, p.Case.Discovered = date(c.day), date(c.discovered)
		want := ""
		if c.want == rule.Met {
			want = "PEN-LIA-08"
		}
		assert.Equal(t, want, objections(check(t, &p, nil)))
	}
	assert.Equal(t, rule.Unknown, Barred(Forge, civil.Date{}, decisionDay, nil))
	assert.Equal(t, rule.Unknown, Barred(Forge, decisionDay, civil.Date{}, nil))

	// The pair that separates the readings: seven months later.
	p := lawful(Lend)
	p.Case.Day, p.Case.Discovered = date("2025-08-01"), date("2026-03-01")
	assert.Equal(t, "", objections(check(t, &p, nil)))
	assert.Equal(t, "PEN-LIA-08", objections(check(t, &p, six)))

	// A03 (b): the last day is National Day 2026-10-01, the holiday ends 10-07.
	act := date("2026-04-01")
	for i, want := range []string{"2026-10-01", "2026-10-08", "2026-10-01"} {
		assert.Equal(t, date(want), Limitation(Forge, act, &Policy{Extension: civil.ExtensionRule(i), Calendar: civil.BuiltIn()}))
	}
	assert.Equal(t, date("2026-10-01"), Limitation(Forge, act, &Policy{Extension: civil.EveryPeriod}), "no calendar")
	statutory := &Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn(), OffDays: civil.StatutoryOnly}
	assert.Equal(t, date("2026-10-04"), Limitation(Forge, act, statutory), "1 to 3 October are statutory")
	noData := &Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
	assert.True(t, Limitation(Forge, date("2040-01-01"), noData).IsZero())
	// Without data it can only lie later: what was discovered by then is in time,
	// and after it nothing is known before the first working day on record.
	q := lawful(Forge)
	q.Case.Day, q.Case.Discovered = date("2026-07-01"), date("2026-07-01")
	d, err := Check(&q, date("2027-02-01"), noData)
	require.NoError(t, err)
	assert.Equal(t, "", objections(d))
	for discovered, want := range map[string]rule.Truth{"2026-07-02": rule.Unmet, "2027-01-01": rule.Unmet, "2027-01-02": rule.Unknown} {
		assert.Equal(t, want, Barred(Forge, date("2026-07-01"), date(discovered), noData), discovered)
	}
	for discovered, want := range map[string]rule.Truth{"2026-10-08": rule.Unmet, "2026-10-09": rule.Met} {
		assert.Equal(t, want, Barred(Forge, act, date(discovered), noData), discovered)
	}
	// The first day on record that people work is 2025-01-02.
	for discovered, want := range map[string]rule.Truth{"2024-12-30": rule.Unmet, "2024-12-31": rule.Unknown, "2025-01-02": rule.Unknown, "2025-01-03": rule.Met} {
		assert.Equal(t, want, Barred(Forge, date("2024-06-30"), date(discovered), noData), discovered)
	}
	q = lawful(Lend) // two years ahead, where no notice exists yet
	q.Case.Day, q.Case.Discovered = date("2026-02-20"), date("2026-02-20")
	assert.Equal(t, "", objections(check(t, &q, noData)))

	// Time-barred: nothing may be imposed, confiscation and cancellation stay.
	c := adultCase(FraudObtain)
	c.Day, c.Discovered, c.Fraudulent = date("2024-02-29"), date("2026-03-01"), established(permit.FoundFraudulent)
	x := follow(t, &c, nil)
	assert.Equal(t, rule.Unmet, x.Punishable)
	assert.Equal(t, rule.Met, x.ConfiscatePermit)
	assert.Equal(t, rule.Met, x.Cancel)
}

// A70: units.
func TestUnits(t *testing.T) {
	for _, a := range Acts() {
		if !a.Sanctioned() {
			continue
		}
		p := lawful(a)
		p.Case.Offender = Offender{Kind: permit.Unit}
		want := "PEN-LIA-03"
		if a == UnlawfulSeizure {
			want = ""
		}
		assert.Equal(t, want, objections(check(t, &p, nil)), "%v", a)
	}
	p := lawful(UnlawfulSeizure)
	p.Case.Offender.Kind = permit.Unit
	_, err := Check(&p, decisionDay, nil)
	assert.ErrorIs(t, err, permit.ErrContradiction, "a unit has no age")
	assert.ErrorContains(t, err, "proposal.case.offender.born")
}

// A71: confiscation follows the item.
func TestConfiscation(t *testing.T) {
	unknown := Case{Forged: established(permit.FoundForged)} // unknown forger, card found
	x := follow(t, &unknown, nil)
	assert.Equal(t, rule.Met, x.ConfiscateItem)
	assert.Equal(t, rule.Unknown, x.ConfiscatePermit)
	assert.Equal(t, rule.Unknown, x.Punishable)
	child := adultCase(FraudObtain)
	child.Offender.Born, child.Fraudulent = date("2013-01-01"), established(permit.FoundFraudulent)
	x = follow(t, &child, nil)
	assert.Equal(t, rule.Unmet, x.Punishable)
	assert.Equal(t, rule.Met, x.ConfiscatePermit)
	assert.Equal(t, rule.Met, x.InstructGuardian)
	assert.Equal(t, rule.Unknown, x.ConfiscateItem)
	child.Fraudulent = notEstablished(permit.FoundFraudulent)
	assert.Equal(t, rule.Unmet, follow(t, &child, nil).ConfiscatePermit)
}

// A72: crime.
func TestCrime(t *testing.T) {
	p := lawful(Forge)
	p.Sanction.Days = 15
	assert.Equal(t, NoReferral, follow(t, &p.Case, nil).Crime.Kind, "never inferred")
	p.Case.Crime = notEstablished(FoundCrime)
	assert.Equal(t, "", objections(check(t, &p, nil)))
	p.Case.Crime = established(FoundCrime)
	p.Case.Imposed = Sanction{Days: 3, Fine: fineOfYuan("100")}
	assert.Equal(t, "PEN-LIA-11", objections(check(t, &p, nil)))
	x := follow(t, &p.Case, nil)
	assert.Equal(t, rule.Unmet, x.Punishable)
	assert.Equal(t, Criminal, x.Crime.Kind)
	assert.Equal(t, "28.2", x.Crime.Clause.String())
	assert.Equal(t, 3, x.Crime.Offset.Days)
	q := p
	q.Sanction = Sanction{}
	assert.Equal(t, "", objections(check(t, &q, nil)), "referral only")
	p.Case.CrimeReturned = decisionDay.DayAfter()
	assert.Equal(t, "PEN-LIA-11", objections(check(t, &p, nil)))
	p.Case.CrimeReturned = decisionDay
	assert.Equal(t, "", objections(check(t, &p, nil)), "returned: the administrative path")
	assert.Equal(t, NoReferral, follow(t, &p.Case, nil).Crime.Kind)
	for act, want := range map[Act]string{Lend: "26.1.c", Impersonate: "27.1", AbuseForGain: "29.1.0", TradeForged: "28.2", Unsanctioned: ""} {
		c := adultCase(act)
		c.Crime = established(FoundCrime)
		assert.Equal(t, want, follow(t, &c, nil).Crime.Clause.String())
	}
}

// A73: gains.
func TestAncillary(t *testing.T) {
	c := adultCase(RentOut)
	c.Gains = fineOfYuan("2000")
	x := follow(t, &c, nil)
	assert.False(t, x.ConfiscateGains.Imposed() || x.OrderCorrection)
	assert.Equal(t, rule.Applied{ID: law.A73, Answer: "a"}, x.Ancillary)
	x = follow(t, &c, &Policy{Ancillary: AncillaryByLaw})
	assert.Equal(t, rule.Applied{ID: law.A73, Answer: "b"}, x.Ancillary)
	assert.Equal(t, "2000", x.ConfiscateGains.String())
	assert.True(t, x.OrderCorrection)
	c.Offender.Born = date("2013-01-01")
	x = follow(t, &c, &Policy{Ancillary: AncillaryByLaw})
	assert.False(t, x.ConfiscateGains.Imposed() || x.OrderCorrection)
	assert.Zero(t, x.Ancillary, "nobody under 14 is punished")
}

// A74: officials and agencies are referred, without amounts.
func TestOfficials(t *testing.T) {
	for _, c := range []struct {
		name  string
		kind  ConductKind
		actor permit.ActorKind
		act   Act
		cite  string
		ref   ReferralKind
	}{
		{"20 yuan for an endorsement", ChargeFee, permit.PublicSecurityOfficer, ChargeContrary, "29.1.a", Disciplinary},
		{"agency clerk overcharges", ChargeFee, permit.AgencyClerk, ChargeContrary, "29.2", Disposition},
		{"agency clerk leaks", Disclose, permit.AgencyClerk, LeakInformation, "29.2", Disposition},
		{"the agency itself leaks", Disclose, permit.EntrustedAgencyBody, LeakInformation, "29.2", Disposition},
		{"breach of 25", Disclose, permit.DepartmentReviewer, LeakInformation, "29.1.b", Disciplinary},
		{"volunteer who is not entrusted", Disclose, permit.CommitteeMember, Unsanctioned, "", NoReferral},
		{"private person leaks", Disclose, permit.Individual, Unsanctioned, "", NoReferral},
		{"takes gifts", TakeBenefit, permit.DepartmentReviewer, AbuseForGain, "29.1.d", Disciplinary},
		{"eligible applicant refused", RefuseService, permit.PublicSecurityOrgan, InfringeOtherwise, "29.1.e", Disciplinary},
		{"other infringement", InfringeRights, permit.DepartmentBody, InfringeOtherwise, "29.1.e", Disciplinary},
	} {
		t.Run(c.name, func(t *testing.T) {
			conduct := Conduct{Kind: c.kind, Actor: c.actor, OnDuty: established(FoundOnDuty), Contrary: established(FoundContrary)}
			x := classify(t, &conduct, nil)
			assert.Equal(t, c.act, x.Act)
			assert.Equal(t, c.cite, x.Clause.String())
			cs := Case{Act: c.act, Offender: Offender{Kind: c.actor}}
			f := follow(t, &cs, nil)
			assert.Equal(t, c.ref, f.Liability.Kind)
			assert.Equal(t, c.cite, f.Liability.Clause.String())
			assert.True(t, f.Liability.Offset.IsZero())
			assert.NotEqual(t, rule.Met, f.Punishable)
			if c.act.Official() {
				p := Proposal{Case: cs, Authority: permit.MunicipalPublicSecurity, Sanction: Sanction{Fine: fineOfYuan("1")}}
				p.Case.Day, p.Case.Discovered = decisionDay, decisionDay
				d := check(t, &p, nil)
				assert.Equal(t, rule.Refused, d.Outcome())
				assert.Equal(t, rule.Unmet, d.Truth("PEN-LIA-02"))
			}
			conduct.Contrary = permit.Finding{}
			if c.act.Official() {
				assert.Equal(t, rule.Undetermined, classify(t, &conduct, nil).Outcome)
			}
			conduct.Contrary = notEstablished(FoundContrary)
			assert.Equal(t, Unsanctioned, classify(t, &conduct, nil).Act)
		})
	}
	nobody := Case{Act: LeakInformation, Offender: Offender{Kind: permit.Individual}}
	assert.Equal(t, NoReferral, follow(t, &nobody, nil).Liability.Kind)
	crime := Case{Act: LeakInformation, Offender: Offender{Kind: permit.AgencyClerk}, Crime: established(FoundCrime)}
	assert.Equal(t, "29.2", follow(t, &crime, nil).Crime.Clause.String())
}

// A75: who decides.
func TestAuthority(t *testing.T) {
	for _, k := range permit.Values[permit.OfficeKind]() {
		p := lawful(Lend)
		p.Authority = k
		want := "PEN-AUT-01"
		switch k {
		case permit.PoliceStation, permit.DistrictPublicSecurity, permit.MunicipalPublicSecurity:
			want = ""
		}
		assert.Equal(t, want, objections(check(t, &p, nil)), "%v", k)
	}
	p := lawful(Lend)
	p.Authority = permit.OfficeUnknown
	assert.Equal(t, "?PEN-AUT-01", objections(check(t, &p, nil)))
}

// A77: commencement.
func TestCommencement(t *testing.T) {
	p := lawful(Lend)
	assert.Equal(t, "", objections(check(t, &p, nil)))
	for day, want := range map[string]string{"2026-02-28": "PEN-LIA-09", "2026-03-01": "", "2026-03-02": ""} {
		p.Case.Day = date(day)
		assert.Equal(t, want, objections(check(t, &p, &Policy{Commencement: date("2026-03-01")})), day)
	}
	p.Case.Day = civil.Date{}
	d := check(t, &p, &Policy{Commencement: date("2026-03-01")})
	assert.Equal(t, rule.Undetermined, d.Outcome())
	assert.Equal(t, rule.Unknown, d.Truth("PEN-LIA-09"))
}

// A55 and clause 22.1: inspection and seizure.
func TestInspectionAndSeizure(t *testing.T) {
	basis := permit.Basis{Kind: permit.BasisLaw, Title: "中华人民共和国治安管理处罚法"}
	on, off := established(FoundOnDuty), notEstablished(FoundOnDuty)
	for _, c := range []struct {
		name string
		c    Conduct
		act  Act
		cite string
	}{
		{"employer keeps permits for safety", Conduct{Kind: Withhold, Actor: permit.Unit, Own: permit.No}, UnlawfulSeizure, "26.1.b"},
		{"landlord as rent security", Conduct{Kind: Withhold, Actor: permit.Individual, Own: permit.No}, UnlawfulSeizure, "26.1.b"},
		{"police on duty with a basis", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, OnDuty: on, SeizureBasis: basis}, Unsanctioned, ""},
		{"police on duty without a basis", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, OnDuty: on}, SeizeContrary, "29.1.c"},
		{"officer off duty", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, OnDuty: off}, UnlawfulSeizure, "26.1.b"},
		{"officer off duty with a basis", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, OnDuty: off, SeizureBasis: basis}, UnlawfulSeizure, "26.1.b"},
		{"officer, duty unknown", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No}, NoAct, ""},
		{"one's own permit", Conduct{Kind: Withhold, Actor: permit.Holder, Own: permit.Yes}, Unsanctioned, ""},
		{"whose permit is unknown", Conduct{Kind: Withhold, Actor: permit.Individual}, NoAct, ""},
		{"whose act is unknown", Conduct{Kind: Withhold, Own: permit.No}, NoAct, ""},

		{"lawful inspection", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: on, CredentialsShown: permit.Yes}, Unsanctioned, ""},
		{"credentials not shown", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: on, CredentialsShown: permit.No}, InspectContrary, "29.1.c"},
		{"credentials unknown", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: on}, NoAct, ""},
		{"off-duty inspection", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: off, CredentialsShown: permit.Yes}, InspectContrary, "29.1.c"},
		{"auxiliary", Conduct{Kind: Inspect, Actor: permit.AuxiliaryOfficer, OnDuty: on, CredentialsShown: permit.Yes}, InspectContrary, "29.1.c"},
		{"agency clerk", Conduct{Kind: Inspect, Actor: permit.AgencyClerk, OnDuty: on, CredentialsShown: permit.Yes}, InspectContrary, "29.2"},
		{"official in private", Conduct{Kind: Inspect, Actor: permit.DepartmentReviewer, OnDuty: off}, Unsanctioned, ""},
		{"anybody", Conduct{Kind: Inspect, Actor: permit.Individual}, Unsanctioned, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := classify(t, &c.c, nil)
			assert.Equal(t, c.act, x.Act)
			assert.Equal(t, c.cite, x.Clause.String())
		})
	}
}

// A39 and A54: duties without a sanction.
func TestDutiesWithoutSanction(t *testing.T) {
	for kind, cite := range map[ConductKind]string{
		NotRegister: "7.1", RegisterFalsely: "7.2", IssueFalseProof: "9.2", NotReplace: "12.1", KeepOldCard: "12.2",
		NotReportMove: "13.1", NotEndorse: "14.2.b", NotVerify: "18.1", NotShow: "19.1.a", NotCooperate: "21.1.b", RefuseInspection: "22.1.a",
	} {
		x := classify(t, &Conduct{Kind: kind, Actor: permit.Holder}, nil)
		assert.Equal(t, Unsanctioned, x.Act)
		assert.Equal(t, rule.Refused, x.Outcome)
		require.NotNil(t, x.Breach)
		assert.Equal(t, law.MustCite(cite), x.Breach.Clause)
		assert.Nil(t, x.Breach.Sanction)
	}
	bank := Conduct{Kind: RefusePermit, Actor: permit.Unit, Standing: Active, ByHolder: permit.Yes}
	x := classify(t, &bank, nil)
	require.NotNil(t, x.Breach)
	assert.Equal(t, "19.1.b", x.Breach.Clause.String())
	bank.Standing = Suspended // refusing a suspended permit is lawful
	x = classify(t, &bank, nil)
	assert.Nil(t, x.Breach)
	assert.Equal(t, Unsanctioned, x.Act)
	bank.Standing = NotOnRecord
	x = classify(t, &bank, nil)
	assert.Nil(t, x.Breach)
	assert.Equal(t, rule.Undetermined, x.Outcome)
}

// Fault and capacity are presumed; a finding disproves them (行政处罚法 31, 33).
func TestFaultAndCapacity(t *testing.T) {
	p := lawful(UseForged)
	p.Case.NoFault = established(FoundNoFault) // unaware that it was forged
	assert.Equal(t, "PEN-LIA-05", objections(check(t, &p, nil)))
	p.Case.NoFault = notEstablished(FoundNoFault)
	assert.Equal(t, "", objections(check(t, &p, nil)))
	p.Case.Incapable = established(FoundIncapable)
	assert.Equal(t, "PEN-LIA-06", objections(check(t, &p, nil)))
}

func TestActAfterDecision(t *testing.T) {
	p := lawful(Lend)
	p.Case.Day, p.Case.Discovered = decisionDay, decisionDay
	assert.Equal(t, "", objections(check(t, &p, nil)))
	p.Case.Day = decisionDay.DayAfter()
	assert.Equal(t, "PEN-LIA-07", objections(check(t, &p, nil)))
	p.Case.Day = decisionDay
	p.Case.Discovered = decisionDay.DayAfter() // not known on that day, and not needed
	assert.Equal(t, "", objections(check(t, &p, nil)))
}

// What is not stated stays open, and only that.
func TestUnknownFacts(t *testing.T) {
	for _, c := range []struct {
		name   string
		forget func(*Proposal)
		want   string
	}{
		{"birth date", func(p *Proposal) { p.Case.Offender.Born = civil.Date{} }, "?PEN-LIA-04 PEN-MIT-02"},
		{"offender", func(p *Proposal) { p.Case.Offender = Offender{} }, "?PEN-LIA-03 PEN-LIA-04 PEN-MIT-02"},
		{"act day", func(p *Proposal) { p.Case.Day = civil.Date{} }, "?PEN-LIA-04 PEN-LIA-07 PEN-LIA-08 PEN-MIT-02"},
		{"discovery, decided within the limitation", func(p *Proposal) { p.Case.Discovered = civil.Date{} }, ""},
		{"discovery, decided on its last day", func(p *Proposal) { p.Case.Day, p.Case.Discovered = date("2024-04-01"), civil.Date{} }, ""},
		{"discovery, decided after it", func(p *Proposal) { p.Case.Day, p.Case.Discovered = date("2024-03-31"), civil.Date{} }, "?PEN-LIA-08"},
		{"authority", func(p *Proposal) { p.Authority = 0 }, "?PEN-AUT-01"},
		{"act", func(p *Proposal) { p.Case.Act = NoAct }, "?PEN-LIA-01 PEN-LIA-02 PEN-LIA-03 PEN-LIA-08 PEN-TIE-01 PEN-WAR-02 PEN-FIN-03 PEN-FIN-04 PEN-DET-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, objections(check(t, with(lawful(Lend), c.forget), nil)))
		})
	}
	d, err := Check(nil, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, d.Outcome())
	p := lawful(Lend)
	d, err = Check(&p, civil.Date{}, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, d.Outcome())
	assert.Equal(t, rule.Unknown, Punishable(nil, decisionDay, nil))
	assert.Equal(t, rule.Unknown, Punishable(&p.Case, civil.Date{}, nil))
	assert.Equal(t, rule.Met, Punishable(&p.Case, decisionDay, nil))
	noAct := adultCase(NoAct)
	assert.Equal(t, rule.Unknown, Punishable(&noAct, decisionDay, &Policy{Schedule: ScheduleLaw2026, FraudThenUse: OneCourse}))
}

func classify(t *testing.T, c *Conduct, p *Policy) Classification {
	t.Helper()
	x, err := Classify(c, decisionDay, p)
	require.NoError(t, err)
	return x
}

func follow(t *testing.T, c *Case, p *Policy) Consequences {
	t.Helper()
	x, err := Follow(c, decisionDay, p)
	require.NoError(t, err)
	return x
}
