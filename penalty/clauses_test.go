package penalty_test

// Cases drawn from the law alone: the examples of articles 22 and 26 to 29, the
// dated tests of the register of readings, and the values around each boundary.
// Every case is named for the clause or reading it comes from.

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// lawDay reads a day of a case; an empty text is no date.
func lawDay(t *testing.T, s string) civil.Date {
	t.Helper()
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	require.NoError(t, err)
	return d
}

func lawFine(t *testing.T, s string) Fine {
	t.Helper()
	f, err := ParseFine(s)
	require.NoError(t, err)
	return f
}

// lawFound is a finding of the police, made long before any day of judgement here.
func lawFound(ground permit.Ground, outcome permit.FindingOutcome) permit.Finding {
	f := permit.Finding{Ground: ground, Outcome: outcome}
	if outcome != permit.Open {
		f.Authority = permit.Office{ID: "ps-110108", Kind: permit.DistrictPublicSecurity}
		f.Day = civil.MustParse("2026-02-02")
		f.Reference = "F-1"
	}
	return f
}

// lawProposal is a sanction for an act of an adult on 2026-01-12, discovered
// on 2026-01-20, about which every finding that could stand in the way was
// asked for and not made out.
func lawProposal(t *testing.T, act Act, s Sanction) Proposal {
	t.Helper()
	p := Proposal{
		Case: Case{
			Act:        act,
			Offender:   Offender{Kind: permit.Individual, Born: lawDay(t, "1990-06-01")},
			Day:        lawDay(t, "2026-01-12"),
			Discovered: lawDay(t, "2026-01-20"),
		},
		Sanction:  s,
		Authority: permit.DistrictPublicSecurity,
	}
	return p
}

const (
	lawApproved = rule.Approved
	lawRefused  = rule.Refused
	lawOpen     = rule.Undetermined
)

func TestClausesCheck(t *testing.T) {
	t.Parallel()
	type change func(t *testing.T, p *Proposal)
	born := func(day, act string) change {
		return func(t *testing.T, p *Proposal) {
			p.Case.Offender.Born = lawDay(t, day)
			p.Case.Day = lawDay(t, act)
			p.Case.Discovered = lawDay(t, act)
		}
	}
	milder := func(k MitigationKind, b Basis) change {
		return func(_ *testing.T, p *Proposal) { p.Mitigation = Mitigation{Kind: k, Basis: b} }
	}
	lighter := func(_ *testing.T, p *Proposal) {
		p.Tier = LighterTier
		p.Case.Lighter = lawFound(FoundLighter, permit.Established)
	}
	base := func(_ *testing.T, p *Proposal) { p.Tier = BaseTier }
	authority := func(k permit.OfficeKind) change {
		return func(_ *testing.T, p *Proposal) { p.Authority = k }
	}
	days := func(act, discovered string) change {
		return func(t *testing.T, p *Proposal) {
			p.Case.Day, p.Case.Discovered = lawDay(t, act), lawDay(t, discovered)
		}
	}
	unit := func(_ *testing.T, p *Proposal) { p.Case.Offender = Offender{Kind: permit.Unit} }
	sameAct := func(_ *testing.T, p *Proposal) { p.Case.SameAct = lawFound(FoundSameAct, permit.Established) }
	both := func(_ *testing.T, p *Proposal) { p.Case.ObtainedAndUsed = permit.Yes }
	usedOnly := func(_ *testing.T, p *Proposal) { p.Case.ObtainedAndUsed = permit.No }
	law2026 := &Policy{Schedule: ScheduleLaw2026}

	for _, c := range []struct {
		name    string
		act     Act
		warning bool
		fine    string
		days    int
		policy  *Policy
		want    rule.Outcome
		changes []change
	}{
		// 26.1.0
		{"26.1.0 fine 0", Lend, true, "0", 0, nil, lawRefused, nil},
		{"26.1.0 fine 0.01", Lend, true, "0.01", 0, nil, lawApproved, nil},
		{"26.1.0 fine 199.99", Lend, true, "199.99", 0, nil, lawApproved, nil},
		{"26.1.0 fine 200", Lend, true, "200", 0, nil, lawApproved, nil},
		{"26.1.0 fine 200.01", Lend, true, "200.01", 0, nil, lawRefused, nil},
		{"A57 fine 200.001", Lend, true, "200.001", 0, nil, lawRefused, nil},
		{"A57 fine 100.001", Lend, true, "100.001", 0, nil, lawRefused, nil},
		{"A57 fine -1", Lend, true, "-1", 0, nil, lawRefused, nil},
		{"A57 no floor of 50", Lend, true, "49.99", 0, nil, lawApproved, nil},
		{"26.1.0 fine without warning", Lend, false, "200", 0, nil, lawRefused, nil},
		{"26.1.0 warning only", Lend, true, "", 0, nil, lawRefused, nil},
		{"26.1.0 nothing at all", Lend, false, "", 0, nil, lawRefused, nil},
		{"26.1.0 detention is not in the clause", Lend, true, "200", 1, nil, lawRefused, nil},
		{"26.1.a fraud", FraudObtain, true, "200", 0, nil, lawApproved, nil},
		{"26.1.b seizure", UnlawfulSeizure, true, "200", 0, nil, lawApproved, nil},
		{"26.1.c rent", RentOut, true, "200", 0, nil, lawApproved, nil},
		{"26.1.c transfer", Transfer, true, "200.01", 0, nil, lawRefused, nil},
		{"A56 (a) warning only, 行政处罚法 32", Lend, true, "", 0, nil, lawApproved, []change{milder(Reduced, APL32)}},
		{"A56 warning only, 行政处罚法 33 means nothing is imposed", Lend, true, "", 0, nil, lawRefused, []change{milder(Reduced, APL33)}},
		{"A56 warning only needs 30 or 32, not 31", Lend, true, "", 0, nil, lawRefused, []change{milder(Reduced, APL31)}},
		{"A56 warning only needs 30 or 32, not the public-security Law of 2012", Lend, true, "", 0, nil, lawRefused, []change{milder(Reduced, PSL12Art19)}},
		{"A56 warning only needs 30 or 32, not the public-security Law of 2025", Lend, true, "", 0, nil, lawRefused, []change{milder(Reduced, PSL25Art20)}},
		{"A56 warning only, 行政处罚法 30 for an adult", Lend, true, "", 0, nil, lawRefused, []change{milder(Reduced, APL30)}},
		{"A57 reduced does not raise the ceiling", Lend, true, "200.01", 0, nil, lawRefused, []change{milder(Reduced, APL32)}},
		{"A56 行政处罚法 33 waives everything", Lend, false, "", 0, nil, lawApproved, []change{milder(Waived, APL33)}},
		{"A56 waiver without a basis", Lend, false, "", 0, nil, lawRefused, []change{milder(Waived, NoBasis)}},
		{"A56 waiver with something imposed", Lend, true, "50", 0, nil, lawRefused, []change{milder(Waived, APL33)}},
		{"A56 (b) warning only", Lend, true, "", 0, &Policy{Warning: EitherOrBoth}, lawApproved, nil},
		{"A56 (b) fine only", Lend, false, "200", 0, &Policy{Warning: EitherOrBoth}, lawApproved, nil},
		{"A56 (b) both", Lend, true, "200", 0, &Policy{Warning: EitherOrBoth}, lawApproved, nil},
		{"A56 (b) neither", Lend, false, "", 0, &Policy{Warning: EitherOrBoth}, lawRefused, nil},
		{"A56 (c) warning only", Lend, true, "", 0, &Policy{Warning: WarningAlwaysFineOptional}, lawApproved, nil},
		{"A56 (c) fine only", Lend, false, "200", 0, &Policy{Warning: WarningAlwaysFineOptional}, lawRefused, nil},
		{"26.1.0 has no tiers", Lend, true, "200", 0, nil, lawRefused, []change{base}},
		// 27.1
		{"27.1 fine 199.99", Impersonate, false, "199.99", 0, nil, lawRefused, nil},
		{"27.1 fine 200", Impersonate, false, "200", 0, nil, lawApproved, nil},
		{"27.1 fine 1000", UseFraudulent, false, "1000", 0, nil, lawApproved, nil},
		{"27.1 fine 1000.01", UseFraudulent, false, "1000.01", 0, nil, lawRefused, nil},
		{"27.1 no warning in the text", Impersonate, true, "500", 0, nil, lawRefused, nil},
		{"27.1 no detention in the text", Impersonate, false, "500", 5, nil, lawRefused, nil},
		{"27.1 nothing", Impersonate, false, "", 0, nil, lawRefused, nil},
		{"A67 adult, 100 yuan", Impersonate, false, "100", 0, nil, lawRefused, nil},
		{"A67 adult, 100 yuan reduced on 行政处罚法 32", Impersonate, false, "100", 0, nil, lawApproved, []change{milder(Reduced, APL32)}},
		{"A67 adult, 100 yuan reduced without a basis", Impersonate, false, "100", 0, nil, lawRefused, []change{milder(Reduced, NoBasis)}},
		{"A67 adult, 100 yuan, lighter stays inside the range", Impersonate, false, "100", 0, nil, lawRefused, []change{milder(Lighter, APL32)}},
		{"A67 adult, age as basis", Impersonate, false, "100", 0, nil, lawRefused, []change{milder(Reduced, APL30)}},
		{"A67 reduced to 0", Impersonate, false, "0", 0, nil, lawRefused, []change{milder(Reduced, APL32)}},
		{"A67 16 years, 100 yuan with 行政处罚法 30", Impersonate, false, "100", 0, nil, lawApproved, []change{born("2009-06-01", "2026-01-12"), milder(Reduced, APL30)}},
		{"A67 16 years, 500 yuan lighter", Impersonate, false, "500", 0, nil, lawApproved, []change{born("2009-06-01", "2026-01-12"), milder(Lighter, APL30)}},
		{"A67 16 years, 1000 yuan and no mitigation", Impersonate, false, "1000", 0, nil, lawRefused, []change{born("2009-06-01", "2026-01-12")}},
		{"A67 16 years, 500 yuan and no mitigation", Impersonate, false, "500", 0, nil, lawRefused, []change{born("2009-06-01", "2026-01-12")}},
		{"A56 16 years, warning only on 行政处罚法 30", Lend, true, "", 0, nil, lawApproved, []change{born("2009-06-01", "2026-01-12"), milder(Reduced, APL30)}},
		// Ages by the day of the act
		{"A66 on the 14th birthday: still 13", Impersonate, false, "200", 0, nil, lawRefused, []change{born("2012-01-12", "2026-01-12"), milder(Lighter, APL30)}},
		{"A66 the day after the 14th birthday", Impersonate, false, "200", 0, nil, lawApproved, []change{born("2012-01-11", "2026-01-12"), milder(Lighter, APL30)}},
		{"A05 (b) on the 14th birthday", Impersonate, false, "200", 0, &Policy{Age: civil.OnLastDay}, lawApproved, []change{born("2012-01-12", "2026-01-12"), milder(Lighter, APL30)}},
		{"A66 under 14: nothing is imposed", Impersonate, false, "", 0, nil, lawApproved, []change{born("2012-01-12", "2026-01-12")}},
		{"26.1.a under 14: none", FraudObtain, true, "1", 0, nil, lawRefused, []change{born("2014-01-12", "2026-01-12")}},
		{"A66 on the 18th birthday: still 17", Impersonate, false, "500", 0, nil, lawRefused, []change{born("2008-01-12", "2026-01-12")}},
		{"A66 the day after the 18th birthday", Impersonate, false, "500", 0, nil, lawApproved, []change{born("2008-01-11", "2026-01-12")}},
		{"A66 born on a leap day, 28 February: still 17", Impersonate, false, "500", 0, nil, lawRefused, []change{born("2008-02-29", "2026-02-28")}},
		{"A66 born on a leap day, 1 March", Impersonate, false, "500", 0, nil, lawApproved, []change{born("2008-02-29", "2026-03-01")}},
		{"A05 (b) born on a leap day, 28 February", Impersonate, false, "500", 0, &Policy{Age: civil.OnLastDay}, lawApproved, []change{born("2008-02-29", "2026-02-28")}},
		{"A66 birth not known", Impersonate, false, "500", 0, nil, lawOpen, []change{born("", "2026-01-12")}},
		// 28.1.0.i
		{"28.1.0.i 9 days", Forge, false, "", 9, nil, lawRefused, []change{base}},
		{"28.1.0.i 10 days", Forge, false, "", 10, nil, lawApproved, []change{base}},
		{"28.1.0.i 11 days", Alter, false, "", 11, nil, lawApproved, []change{base}},
		{"28.1.0.i 15 days", TradeGenuine, false, "", 15, nil, lawApproved, []change{base}},
		{"28.1.0.i 16 days", TradeForged, false, "", 16, nil, lawRefused, []change{base}},
		{"28.1.0.i fine alone", UseForged, false, "1000", 0, nil, lawRefused, []change{base}},
		{"28.1.0.i fine 1000", UseForged, false, "1000", 15, nil, lawApproved, []change{base}},
		{"28.1.0.i fine 1000.01", UseForged, false, "1000.01", 15, nil, lawRefused, []change{base}},
		{"28.1.0.i fine 0", UseForged, false, "0", 15, nil, lawRefused, []change{base}},
		{"28.1.0.i no warning in the text", UseForged, true, "", 15, nil, lawRefused, []change{base}},
		{"28.1.0.i 1000.01 under the 2025 revision", UseForged, false, "1000.01", 15, law2026, lawApproved, []change{base}},
		{"28.1.0.i 5000 under the 2025 revision", UseForged, false, "5000", 15, law2026, lawApproved, []change{base}},
		{"28.1.0.i 5000.01 under the 2025 revision", UseForged, false, "5000.01", 15, law2026, lawRefused, []change{base}},
		{"A65 (a) act 2026-02-01, 3000 yuan", Forge, false, "3000", 10, nil, lawRefused, []change{base, days("2026-02-01", "2026-02-02")}},
		{"A65 (b) act 2026-02-01, 3000 yuan", Forge, false, "3000", 10, law2026, lawApproved, []change{base, days("2026-02-01", "2026-02-02")}},
		{"A65 act 2025-12-30: the 2025 revision was not in force", Forge, false, "3000", 10, law2026, lawRefused, []change{base, days("2025-12-30", "2025-12-31")}},
		{"A65 act 2025-12-31: the 2025 revision was not in force", Forge, false, "3000", 10, law2026, lawRefused, []change{base, days("2025-12-31", "2026-01-02")}},
		{"A65 act 2026-01-01: the 2025 revision in force", Forge, false, "3000", 10, law2026, lawApproved, []change{base, days("2026-01-01", "2026-01-02")}},
		{"A65 day of the act not known, 2025 revision", Forge, false, "3000", 10, law2026, lawOpen, []change{base, days("", "2026-02-02")}},
		{"A65 26 is the same under the 2025 revision", Lend, true, "200.01", 0, law2026, lawRefused, nil},
		// 28.1.0.ii
		{"28.1.0.ii 4 days", Forge, false, "", 4, nil, lawRefused, []change{lighter}},
		{"28.1.0.ii 5 days", Forge, false, "", 5, nil, lawApproved, []change{lighter}},
		{"28.1.0.ii 10 days", Forge, false, "", 10, nil, lawApproved, []change{lighter}},
		{"28.1.0.ii 11 days", Forge, false, "", 11, nil, lawRefused, []change{lighter}},
		{"28.1.0.ii fine 500", Forge, false, "500", 10, nil, lawApproved, []change{lighter}},
		{"28.1.0.ii fine 500.01", Forge, false, "500.01", 10, nil, lawRefused, []change{lighter}},
		{"28.1.0.ii fine alone", Forge, false, "500", 0, nil, lawRefused, []change{lighter}},
		{"28.1.0.ii 3000 under the 2025 revision", Forge, false, "3000", 10, law2026, lawApproved, []change{lighter}},
		{"28.1.0.ii 3000.01 under the 2025 revision", Forge, false, "3000.01", 10, law2026, lawRefused, []change{lighter}},
		{"A63 10 days and 800 yuan, lighter", Forge, false, "800", 10, nil, lawRefused, []change{lighter}},
		{"A63 10 days and 800 yuan, base", Forge, false, "800", 10, nil, lawApproved, []change{base}},
		{"A63 10 days in no tier", Forge, false, "", 10, nil, lawRefused, []change{func(_ *testing.T, p *Proposal) { p.Tier = NoTier }}},
		{"28.1.0.ii found lighter: the base tier is not open", Forge, false, "", 12, nil, lawRefused, []change{lighter, base}},
		{"A64 lighter tier without a finding", Forge, false, "", 7, nil, lawRefused, []change{func(_ *testing.T, p *Proposal) { p.Tier = LighterTier }}},
		{"A64 lighter tier, not established", Forge, false, "", 7, nil, lawRefused, []change{lighter, func(_ *testing.T, p *Proposal) { p.Case.Lighter = lawFound(FoundLighter, permit.NotEstablished) }}},
		{"A67 reduced to 3 days with 2012 article 19", Forge, false, "", 3, nil, lawApproved, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 reduced to a fine only", Forge, false, "300", 0, nil, lawApproved, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 reduced to nothing is no reduction", Forge, false, "", 0, nil, lawRefused, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 reduced to a fine only, above the ceiling", Forge, false, "1000.01", 0, nil, lawRefused, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 reduced, yet above the range", Forge, false, "", 16, nil, lawRefused, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 lighter stays inside the range", Forge, false, "", 9, nil, lawRefused, []change{base, milder(Lighter, PSL12Art19)}},
		{"A67 reduced to 1 day", Forge, false, "", 1, nil, lawApproved, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 negative days", Forge, false, "", -1, nil, lawRefused, []change{base, milder(Reduced, PSL12Art19)}},
		{"A67 3 days without a basis", Forge, false, "", 3, nil, lawRefused, []change{base, milder(Reduced, NoBasis)}},
		{"A66 aged 15: 12 days need a mitigation", Forge, false, "", 12, nil, lawRefused, []change{base, born("2010-06-01", "2026-01-12")}},
		{"A66 aged 15: lighter, decided", Forge, false, "", 12, nil, lawApproved, []change{base, born("2010-06-01", "2026-01-12"), milder(Lighter, PSL12Art12)}},
		// Who decides
		{"A75 police station", Lend, true, "200", 0, nil, lawApproved, []change{authority(permit.PoliceStation)}},
		{"A75 municipal level", Lend, true, "200", 0, nil, lawApproved, []change{authority(permit.MunicipalPublicSecurity)}},
		{"A75 entrusted agency", Lend, true, "200", 0, nil, lawRefused, []change{authority(permit.EntrustedAgency)}},
		{"A75 another department", Lend, true, "200", 0, nil, lawRefused, []change{authority(permit.HumanResources)}},
		{"A75 not stated", Lend, true, "200", 0, nil, lawOpen, []change{authority(permit.OfficeUnknown)}},
		// Units
		{"A70 a company withholds permits", UnlawfulSeizure, true, "200", 0, nil, lawApproved, []change{unit}},
		{"A70 a company is not detained", Forge, false, "", 10, nil, lawRefused, []change{unit, base}},
		// Limitation
		{"A69 forged 2025-08-31, discovered 2026-02-28", Forge, false, "", 10, nil, lawApproved, []change{base, days("2025-08-31", "2026-02-28")}},
		{"A69 forged 2025-08-31, discovered 2026-03-01", Forge, false, "", 10, nil, lawRefused, []change{base, days("2025-08-31", "2026-03-01")}},
		{"A69 fraud issue 2024-02-29, discovered 2026-02-28", FraudObtain, true, "200", 0, nil, lawApproved, []change{days("2024-02-29", "2026-02-28")}},
		{"A69 fraud issue 2024-02-29, discovered 2026-03-01", FraudObtain, true, "200", 0, nil, lawRefused, []change{days("2024-02-29", "2026-03-01")}},
		{"A69 (b) lent 2025-08-31, discovered 2026-03-01", Lend, true, "200", 0, &Policy{Limitation: SixMonthsForAll}, lawRefused, []change{days("2025-08-31", "2026-03-01")}},
		{"A69 (a) lent 2025-08-31, discovered 2026-03-01", Lend, true, "200", 0, nil, lawApproved, []change{days("2025-08-31", "2026-03-01")}},
		{"A69 nothing imposed after the limit", Forge, false, "", 0, nil, lawApproved, []change{base, days("2025-08-31", "2026-03-01")}},
		{"A69 day of the act not known", Lend, true, "200", 0, nil, lawOpen, []change{days("", "2026-03-01")}},
		// Commencement
		{"A77 a day before commencement", Lend, true, "200", 0, &Policy{Commencement: lawDay(t, "2026-01-13")}, lawRefused, nil},
		{"A77 on the day of commencement", Lend, true, "200", 0, &Policy{Commencement: lawDay(t, "2026-01-12")}, lawApproved, nil},
		{"A77 a day after commencement", Lend, true, "200", 0, &Policy{Commencement: lawDay(t, "2026-01-11")}, lawApproved, nil},
		// Crime
		{"A72 suspected crime and 15 days", Forge, false, "", 15, nil, lawRefused, []change{base, func(_ *testing.T, p *Proposal) { p.Case.Crime = lawFound(FoundCrime, permit.Established) }}},
		{"28.2 returned without prosecution", Forge, false, "", 15, nil, lawApproved, []change{base, func(t *testing.T, p *Proposal) {
			p.Case.Crime = lawFound(FoundCrime, permit.Established)
			p.Case.CrimeReturned = lawDay(t, "2026-02-20")
		}}},
		{"28.2 not found to be a crime", Forge, false, "", 15, nil, lawApproved, []change{base, func(_ *testing.T, p *Proposal) { p.Case.Crime = lawFound(FoundCrime, permit.NotEstablished) }}},
		{"A72 suspected crime, 26", Lend, true, "200", 0, nil, lawRefused, []change{func(_ *testing.T, p *Proposal) { p.Case.Crime = lawFound(FoundCrime, permit.Established) }}},
		// Fault
		{"28.1.b user unaware: no fault", UseForged, false, "", 10, nil, lawRefused, []change{base, func(_ *testing.T, p *Proposal) { p.Case.NoFault = lawFound(FoundNoFault, permit.Established) }}},
		// A59
		{"A59 (a) obtaining alone", FraudObtain, true, "200.01", 0, nil, lawRefused, nil},
		{"A59 same act: 27.1 only, not 26.1.a as well", FraudObtain, true, "200", 0, nil, lawRefused, []change{sameAct}},
		{"A59 same act: nothing under 26.1.a", FraudObtain, false, "", 0, nil, lawApproved, []change{sameAct}},
		{"A59 same act: below 27.1's range", UseFraudulent, true, "199.99", 0, nil, lawRefused, []change{sameAct}},
		{"A59 same act: top of 27.1's range", UseFraudulent, true, "1000", 0, nil, lawApproved, []change{sameAct}},
		{"A59 same act: above 27.1's range", UseFraudulent, true, "1000.01", 0, nil, lawRefused, []change{sameAct}},
		{"A59 same act: charged as use, the warning kept", UseFraudulent, true, "500", 0, nil, lawApproved, []change{sameAct}},
		{"A59 same act: charged as use without the warning", UseFraudulent, false, "500", 0, nil, lawRefused, []change{sameAct}},
		{"A59 (a) obtained and used: use without a warning", UseFraudulent, false, "500", 0, nil, lawApproved, []change{both}},
		{"A59 (a) obtained and used: obtaining for itself", FraudObtain, true, "200", 0, nil, lawApproved, []change{both}},
		{"A59 (b) one course: the warning kept", UseFraudulent, true, "500", 0, &Policy{FraudThenUse: OneCourse}, lawApproved, []change{both}},
		{"A59 (b) one course: only used", UseFraudulent, false, "500", 0, &Policy{FraudThenUse: OneCourse}, lawApproved, []change{usedOnly}},
		{"A59 (c) use absorbs: no warning", UseFraudulent, false, "500", 0, &Policy{FraudThenUse: UseAbsorbs}, lawApproved, []change{both}},
		{"A59 (c) use absorbs: a warning", UseFraudulent, true, "500", 0, &Policy{FraudThenUse: UseAbsorbs}, lawRefused, []change{both}},
		{"A59 (c) use absorbs: nothing for obtaining", FraudObtain, true, "200", 0, &Policy{FraudThenUse: UseAbsorbs}, lawRefused, []change{both}},
		{"行政处罚法 31 incapable", Lend, true, "200", 0, nil, lawRefused, []change{func(_ *testing.T, p *Proposal) { p.Case.Incapable = lawFound(FoundIncapable, permit.Established) }}},
		{"A69 discovery not known, decided within the limit", Lend, true, "200", 0, nil, lawApproved, []change{days("2026-01-12", "")}},
		{"A69 discovery not known, decided after the limit", Lend, true, "200", 0, nil, lawOpen, []change{days("2023-08-31", "")}},
		// No sanction without text
		{"A39 nothing for a breach without a sanction", Unsanctioned, false, "1", 0, nil, lawRefused, nil},
		{"A39 a warning neither", Unsanctioned, true, "", 0, nil, lawRefused, nil},
		{"29.1 no amounts", ChargeContrary, false, "200", 0, nil, lawRefused, nil},
		{"no act stated", NoAct, true, "200", 0, nil, lawOpen, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := lawProposal(t, c.act, Sanction{Warning: c.warning, Fine: lawFine(t, c.fine), Days: c.days})
			for _, change := range c.changes {
				change(t, &p)
			}
			d, err := Check(&p, lawDay(t, "2026-03-02"), c.policy)
			require.NoError(t, err)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
			if c.want == lawRefused {
				assert.NotEmpty(t, d.Reasons())
			}
		})
	}
	t.Run("A70 a unit with an age is no record", func(t *testing.T) {
		t.Parallel()
		p := lawProposal(t, UnlawfulSeizure, Sanction{Warning: true, Fine: lawFine(t, "200")})
		p.Case.Offender.Kind = permit.Unit
		_, err := Check(&p, lawDay(t, "2026-03-02"), nil)
		require.Error(t, err)
	})
	t.Run("A64 a finding made after the decision supports nothing", func(t *testing.T) {
		t.Parallel()
		p := lawProposal(t, Forge, Sanction{Days: 7})
		p.Tier, p.Case.Lighter = LighterTier, lawFound(FoundLighter, permit.Established)
		d, err := Check(&p, lawDay(t, "2026-02-01"), nil)
		require.NoError(t, err)
		assert.NotEqual(t, lawApproved, d.Outcome())
	})
	t.Run("every objection at once", func(t *testing.T) {
		t.Parallel()
		p := lawProposal(t, Lend, Sanction{Fine: lawFine(t, "500"), Days: 3})
		p.Authority = permit.EntrustedAgency
		d, err := Check(&p, lawDay(t, "2026-03-02"), nil)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, len(d.Reasons()), 4, "authority, warning, amount, detention: %v", d)
	})
}

func TestClausesRange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name             string
		act              Act
		tier             Tier
		policy           *Policy
		clause           string
		warning, fine    Need
		detention        Need
		min, max         string
		daysMin, daysMax int
	}{
		{"26.1.a", FraudObtain, NoTier, nil, "26.1.a", Required, Required, NotStated, "0", "200", 0, 0},
		{"26.1.b", UnlawfulSeizure, NoTier, nil, "26.1.b", Required, Required, NotStated, "0", "200", 0, 0},
		{"26.1.c", Lend, NoTier, nil, "26.1.c", Required, Required, NotStated, "0", "200", 0, 0},
		{"A56 (c)", Lend, NoTier, &Policy{Warning: WarningAlwaysFineOptional}, "26.1.c", Required, Optional, NotStated, "0", "200", 0, 0},
		{"A56 (b)", Lend, NoTier, &Policy{Warning: EitherOrBoth}, "26.1.c", Optional, Optional, NotStated, "0", "200", 0, 0},
		{"27.1", Impersonate, NoTier, nil, "27.1", NotStated, Required, NotStated, "200", "1000", 0, 0},
		{"28.1.0.i", Forge, BaseTier, nil, "28.1.a", NotStated, Optional, Required, "0", "1000", 10, 15},
		{"28.1.0.ii", UseForged, LighterTier, nil, "28.1.b", NotStated, Optional, Required, "0", "500", 5, 10},
		{"A65 (b) base", TradeGenuine, BaseTier, &Policy{Schedule: ScheduleLaw2026}, "28.1.a", NotStated, Optional, Required, "0", "5000", 10, 15},
		{"A65 (b) lighter", TradeForged, LighterTier, &Policy{Schedule: ScheduleLaw2026}, "28.1.b", NotStated, Optional, Required, "0", "3000", 5, 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, ok := RangeOf(c.act, c.tier, c.policy)
			require.True(t, ok)
			assert.Equal(t, c.clause, c.act.Clause().String())
			assert.Equal(t, [3]Need{c.warning, c.fine, c.detention}, [3]Need{r.Warning, r.Fine, r.Detention})
			assert.True(t, lawFine(t, c.min).Amount().Equal(r.FineMin))
			assert.True(t, lawFine(t, c.max).Amount().Equal(r.FineMax))
			assert.Equal(t, [2]int{c.daysMin, c.daysMax}, [2]int{r.DaysMin, r.DaysMax})
		})
	}
	for _, act := range []Act{NoAct, Unsanctioned, ChargeContrary, LeakInformation, InspectContrary, SeizeContrary, AbuseForGain, InfringeOtherwise} {
		for _, tier := range []Tier{NoTier, BaseTier, LighterTier} {
			_, ok := RangeOf(act, tier, nil)
			assert.False(t, ok, "29, A39: %v has no amount", act)
		}
	}
	_, ok := RangeOf(Forge, NoTier, nil)
	assert.False(t, ok, "A63: a decision names its tier")
}

func TestClausesSchedules(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]Schedule{"2025-12-31": ScheduleDraft, "2026-01-01": ScheduleLaw2026, "2026-01-02": ScheduleLaw2026} {
		got, ok := LawOn(lawDay(t, day))
		assert.True(t, ok)
		assert.Equal(t, want, got, "治安管理处罚法 (2025): in force from 2026-01-01; %s", day)
	}
	for _, c := range []struct {
		act, decision string
		want          Schedule
	}{
		{"2025-12-30", "2026-03-01", ScheduleDraft}, {"2026-02-01", "2026-03-01", ScheduleLaw2026}, {"2025-12-30", "2025-12-31", ScheduleDraft},
	} {
		got, ok := MilderSchedule(lawDay(t, c.act), lawDay(t, c.decision))
		assert.True(t, ok)
		assert.Equal(t, c.want, got, "A65 (c) %s, %s", c.act, c.decision)
	}
	_, ok := MilderSchedule(civil.Date{}, lawDay(t, "2026-03-01"))
	assert.False(t, ok)
}

func TestClausesLimitation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, day string
		act       Act
		policy    Policy
		last      string
	}{
		{"A69 28: six months", "2025-08-31", Forge, Policy{}, "2026-02-28"},
		{"A69 28: act day counted", "2025-08-31", Forge, Policy{LimitationStart: civil.StartCounted}, "2026-02-27"},
		{"A69 26: two years", "2024-02-29", FraudObtain, Policy{}, "2026-02-28"},
		{"A69 26: act day counted", "2024-02-29", FraudObtain, Policy{LimitationStart: civil.StartCounted}, "2026-02-27"},
		{"A69 27: two years", "2024-03-01", Impersonate, Policy{}, "2026-03-01"},
		{"A69 (b) 26: six months", "2024-02-29", FraudObtain, Policy{Limitation: SixMonthsForAll}, "2024-08-29"},
		{"A69 (b) 28: six months either way", "2025-08-31", Forge, Policy{Limitation: SixMonthsForAll}, "2026-02-28"},
		{"A03 (a) no holiday extension", "2025-08-17", Forge, Policy{Calendar: civil.BuiltIn()}, "2026-02-17"},
		{"A03 (b) every period", "2025-08-17", Forge, Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}, "2026-02-24"},
		{"A03 (c) none", "2025-08-17", Forge, Policy{Calendar: civil.BuiltIn(), Extension: civil.NoPeriod}, "2026-02-17"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			day, last := lawDay(t, c.day), lawDay(t, c.last)
			assert.Equal(t, last, Limitation(c.act, day, &c.policy))
			assert.Equal(t, rule.Unmet, Barred(c.act, day, last.DayBefore(), &c.policy))
			assert.Equal(t, rule.Unmet, Barred(c.act, day, last, &c.policy))
			assert.Equal(t, rule.Met, Barred(c.act, day, last.DayAfter(), &c.policy))
			assert.Equal(t, rule.Unknown, Barred(c.act, civil.Date{}, last, &c.policy))
			assert.Equal(t, rule.Unknown, Barred(c.act, day, civil.Date{}, &c.policy))
		})
	}
	assert.True(t, Limitation(Unsanctioned, lawDay(t, "2025-08-31"), nil).IsZero())
}

func TestClausesExecute(t *testing.T) {
	t.Parallel()
	grave := func(c *Case) { c.Grave = lawFound(FoundGrave, permit.Established) }
	first := func(f permit.Flag) func(*Case) { return func(c *Case) { c.FirstOffence = f } }
	second := func(f permit.Flag) func(*Case) { return func(c *Case) { c.SecondWithinYear = f } }
	nursing := func(f permit.Flag) func(*Case) { return func(c *Case) { c.PregnantOrNursing = f } }
	law2026 := Policy{Schedule: ScheduleLaw2026}
	for _, c := range []struct {
		name, born, act, on string
		changes             []func(*Case)
		policy              Policy
		want                rule.Outcome // approved: executed; refused: not
	}{
		{"28 adult", "1990-06-01", "2026-02-10", "2026-03-02", nil, Policy{}, lawApproved},
		{"A66 act at 15 y 364 d, executed at 16, second offence", "2010-03-15", "2026-03-14", "2026-04-01", []func(*Case){first(permit.No)}, Policy{}, lawRefused},
		{"A66 execution-day reading", "2010-03-15", "2026-03-14", "2026-04-01", []func(*Case){first(permit.No)}, Policy{NonExecution: AllByExecution}, lawApproved},
		{"A66 act on the 16th birthday: still 15", "2010-03-15", "2026-03-15", "2026-04-01", []func(*Case){first(permit.No)}, Policy{}, lawRefused},
		{"A66 act the day after the 16th birthday", "2010-03-15", "2026-03-16", "2026-04-01", []func(*Case){first(permit.No)}, Policy{}, lawApproved},
		{"A05 (b) act on the 16th birthday", "2010-03-15", "2026-03-15", "2026-04-01", []func(*Case){first(permit.No)}, Policy{Age: civil.OnLastDay}, lawApproved},
		{"A66 16–17, first offence", "2009-03-15", "2026-03-14", "2026-04-01", []func(*Case){first(permit.Yes)}, Policy{}, lawRefused},
		{"A66 16–17, first offence not known", "2009-03-15", "2026-03-14", "2026-04-01", []func(*Case){first(permit.FlagUnknown)}, Policy{}, lawOpen},
		{"A66 act at 17, executed at 18, first offence", "2008-03-15", "2026-03-15", "2026-04-01", []func(*Case){first(permit.Yes)}, Policy{}, lawRefused},
		{"A66 act the day after the 18th birthday, first offence", "2008-03-15", "2026-03-16", "2026-04-01", []func(*Case){first(permit.Yes)}, Policy{}, lawApproved},
		{"A66 70 on 2026-07-01, executed that day", "1956-07-01", "2026-05-10", "2026-07-01", nil, Policy{}, lawApproved},
		{"A66 70 on 2026-07-01, the day after", "1956-07-01", "2026-05-10", "2026-07-02", nil, Policy{}, lawRefused},
		{"A05 (b) 70 on 2026-07-01, executed that day", "1956-07-01", "2026-05-10", "2026-07-01", nil, Policy{Age: civil.OnLastDay}, lawRefused},
		{"A66 pregnant or nursing", "1990-06-01", "2026-02-10", "2026-03-02", []func(*Case){nursing(permit.Yes)}, Policy{}, lawRefused},
		{"A66 pregnant or nursing not known", "1990-06-01", "2026-02-10", "2026-03-02", []func(*Case){nursing(permit.FlagUnknown)}, Policy{}, lawOpen},
		{"A66 birth not known", "", "2026-02-10", "2026-03-02", nil, Policy{}, lawOpen},
		// 2025 revision
		{"治安管理处罚法 (2025) 23: 15, grave", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){grave}, law2026, lawApproved},
		{"治安管理处罚法 (2025) 23: 15, not grave, first", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.Yes)}, law2026, lawRefused},
		{"治安管理处罚法 (2025) 23: 15, second within a year", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), second(permit.Yes)}, law2026, lawApproved},
		{"治安管理处罚法 (2025) 23: 15, second but not within a year", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), second(permit.No)}, law2026, lawRefused},
		{"治安管理处罚法 (2025) 23: 16, first, grave", "2009-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.Yes), grave}, law2026, lawApproved},
		{"治安管理处罚法 (2025) 23: 70, second within a year", "1950-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), second(permit.Yes)}, law2026, lawApproved},
		{"治安管理处罚法 (2025) 23: 70, grave", "1950-06-01", "2026-02-10", "2026-03-02", []func(*Case){grave}, law2026, lawApproved},
		{"治安管理处罚法 (2025) 23: 70, neither", "1950-06-01", "2026-02-10", "2026-03-02", nil, law2026, lawRefused},
		{"治安管理处罚法 (2025) 23: pregnant, grave and second", "1990-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), grave, second(permit.Yes), nursing(permit.Yes)}, law2026, lawRefused},
		{"A65 the draft schedule keeps the 2012 rules", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), grave, second(permit.Yes)}, Policy{}, lawRefused},
		{"A66 the caller names the 2025 rules", "2010-06-01", "2026-02-10", "2026-03-02", []func(*Case){first(permit.No), grave, second(permit.Yes)}, Policy{NonExecution: Rules2025}, lawApproved},
		{"治安管理处罚法 (2012) 21: 70, grave, 2012 rules", "1950-06-01", "2026-02-10", "2026-03-02", []func(*Case){grave}, Policy{}, lawRefused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := Case{
				Act: Forge, Day: lawDay(t, c.act), Discovered: lawDay(t, c.act),
				Offender:     Offender{Kind: permit.Individual, Born: lawDay(t, c.born)},
				FirstOffence: permit.Yes, SecondWithinYear: permit.No, PregnantOrNursing: permit.No,
				Grave: lawFound(FoundGrave, permit.NotEstablished),
			}
			for _, change := range c.changes {
				change(&k)
			}
			d, err := Execute(&k, lawDay(t, c.on), &c.policy)
			require.NoError(t, err)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
}

func TestClausesCombine(t *testing.T) {
	t.Parallel()
	detained := func(act Act, n int) Decided {
		return Decided{Act: act, Sanction: Sanction{Days: n}, Executed: permit.Yes}
	}
	fined := func(act Act, warning bool, yuan string) Decided {
		return Decided{Act: act, Sanction: Sanction{Warning: warning, Fine: lawFine(t, yuan)}}
	}
	item := func(d Decided) Decided { d.Item = 7; return d }
	same := func(d Decided) Decided { d.Conduct = 3; return d }
	unexecuted := func(d Decided) Decided { d.Executed = permit.No; return d }
	open := func(d Decided) Decided { d.Executed = permit.FlagUnknown; return d }
	for _, c := range []struct {
		name                         string
		decided                      []Decided
		policy                       Policy
		warnings                     int
		fines                        string
		daysDecided, executed, notEx int
		open                         int
	}{
		{"A68 15 + 10", []Decided{detained(Forge, 15), detained(UseForged, 10)}, Policy{}, 0, "0", 25, 20, 0, 0},
		{"A68 15 + 3", []Decided{detained(Forge, 15), detained(UseForged, 3)}, Policy{}, 0, "0", 18, 18, 0, 0},
		{"A68 10 + 10", []Decided{detained(Forge, 10), detained(UseForged, 10)}, Policy{}, 0, "0", 20, 20, 0, 0},
		{"A68 11 + 10", []Decided{detained(Forge, 11), detained(UseForged, 10)}, Policy{}, 0, "0", 21, 20, 0, 0},
		{"A62 15 + 15", []Decided{detained(Forge, 15), detained(TradeForged, 15)}, Policy{}, 0, "0", 30, 20, 0, 0},
		{"A68 200 + 200", []Decided{fined(Lend, true, "200"), fined(RentOut, true, "200")}, Policy{}, 2, "400", 0, 0, 0, 0},
		{"A68 fines without a ceiling", []Decided{
			fined(Impersonate, false, "1000"), fined(Impersonate, false, "1000"), fined(Impersonate, false, "1000"),
			{Act: Forge, Sanction: Sanction{Days: 15, Fine: lawFine(t, "1000")}, Executed: permit.Yes},
		}, Policy{}, 0, "4000", 15, 15, 0, 0},
		{"A66 one is not executed", []Decided{detained(Forge, 15), unexecuted(detained(UseForged, 10))}, Policy{}, 0, "0", 25, 15, 10, 0},
		{"A66 one waits for a fact", []Decided{detained(Forge, 5), open(detained(UseForged, 10))}, Policy{}, 0, "0", 15, 5, 0, 10},
		{"A59 (a) two acts", []Decided{item(fined(FraudObtain, true, "200")), item(fined(UseFraudulent, false, "1000"))}, Policy{}, 1, "1200", 0, 0, 0, 0},
		{"A59 (b) one course", []Decided{item(fined(FraudObtain, true, "200")), item(fined(UseFraudulent, false, "1000"))}, Policy{FraudThenUse: OneCourse}, 1, "1000", 0, 0, 0, 0},
		{"A59 (c) use absorbs", []Decided{item(fined(FraudObtain, true, "200")), item(fined(UseFraudulent, false, "1000"))}, Policy{FraudThenUse: UseAbsorbs}, 0, "1000", 0, 0, 0, 0},
		{"A59 same act: one fine, the warning kept", []Decided{same(fined(FraudObtain, true, "200")), same(fined(UseFraudulent, false, "1000"))}, Policy{}, 1, "1000", 0, 0, 0, 0},
		{"A68 same act: never two fines", []Decided{same(fined(Lend, true, "150")), same(fined(RentOut, true, "200"))}, Policy{}, 1, "200", 0, 0, 0, 0},
		{"A62 bought and used: one act of (2)", []Decided{same(detained(TradeForged, 12)), same(detained(UseForged, 10))}, Policy{}, 0, "0", 12, 12, 0, 0},
		{"A62 forged and used: two acts", []Decided{detained(Forge, 12), detained(UseForged, 10)}, Policy{}, 0, "0", 22, 20, 0, 0},
		{"A68 26 and 28 side by side", []Decided{
			fined(Lend, true, "200"), {Act: Forge, Sanction: Sanction{Days: 10, Fine: lawFine(t, "1000")}, Executed: permit.Yes},
		}, Policy{}, 1, "1200", 10, 10, 0, 0},
		{"A59 (c) obtained and never used", []Decided{item(fined(FraudObtain, true, "200"))}, Policy{FraudThenUse: UseAbsorbs}, 1, "200", 0, 0, 0, 0},
		{"A66 same act, one of two decisions not executed", []Decided{same(unexecuted(detained(TradeForged, 10))), same(detained(UseForged, 10))}, Policy{}, 0, "0", 10, 0, 10, 0},
		{"A59 (b) other permits stay apart", []Decided{item(fined(FraudObtain, true, "200")), fined(UseFraudulent, false, "1000")}, Policy{FraudThenUse: OneCourse}, 1, "1200", 0, 0, 0, 0},
		{"nothing decided", nil, Policy{}, 0, "0", 0, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				e, err := Combine(c.decided, &c.policy)
				require.NoError(t, err)
				assert.Equal(t, c.warnings, e.Warnings, "warnings")
				assert.True(t, lawFine(t, c.fines).Amount().Equal(e.Fines), "fines %s", e.Fines)
				assert.Equal(t, [4]int{c.daysDecided, c.executed, c.notEx, c.open},
					[4]int{e.DaysDecided, e.DaysExecuted, e.DaysNotExecuted, e.DaysOpen}, "decided, executed, not executed, open")
				// The order of the decisions does not matter.
				for i, j := 0, len(c.decided)-1; i < j; i, j = i+1, j-1 {
					c.decided[i], c.decided[j] = c.decided[j], c.decided[i]
				}
			}
		})
	}
	for _, bad := range []Decided{detained(Forge, 16), detained(Lend, 1), fined(Unsanctioned, true, "1"), fined(Lend, true, "0"), detained(Forge, -1)} {
		_, err := Combine([]Decided{bad}, nil)
		require.Error(t, err, "28.1.0, A68: a decision that cannot have been lawful: %v", bad.Act)
	}
}

func TestClausesClassify(t *testing.T) {
	t.Parallel()
	yes := func(g permit.Ground) permit.Finding { return lawFound(g, permit.Established) }
	no := func(g permit.Ground) permit.Finding { return lawFound(g, permit.NotEstablished) }
	basis := permit.Basis{Kind: permit.BasisLaw, Title: "中华人民共和国行政处罚法", Provision: "第五十六条"}
	for _, c := range []struct {
		name    string
		conduct Conduct
		policy  Policy
		want    rule.Outcome
		act     Act
		clause  string
	}{
		// 26.1.a
		{"26.1.a fraud", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.Yes, FalseProof: yes(FoundFalseProof), Intent: yes(FoundIntent)}, Policy{}, lawApproved, FraudObtain, "26.1.a"},
		{"26.1.a the agent is the actor", Conduct{Kind: ApplyFalsely, Actor: permit.Agent, Issued: permit.Yes, FalseProof: yes(FoundFalseProof), Intent: yes(FoundIntent)}, Policy{}, lawApproved, FraudObtain, "26.1.a"},
		{"A58 (a) refused before issue", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.No, FalseProof: yes(FoundFalseProof), Intent: yes(FoundIntent)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"A58 (b) attempt", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.No, FalseProof: yes(FoundFalseProof), Intent: yes(FoundIntent)}, Policy{Fraud: AttemptToo}, lawApproved, FraudObtain, "26.1.a"},
		{"26.1.a no finding on the proof", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.Yes}, Policy{}, lawOpen, NoAct, ""},
		{"26.1.a no intent", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.Yes, FalseProof: yes(FoundFalseProof), Intent: no(FoundIntent)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"26.1.a the proof is true", Conduct{Kind: ApplyFalsely, Actor: permit.Applicant, Issued: permit.Yes, FalseProof: no(FoundFalseProof), Intent: no(FoundIntent)}, Policy{}, lawRefused, Unsanctioned, ""},
		// 26.1.b
		{"26.1.b employer", Conduct{Kind: Withhold, Actor: permit.Unit, Own: permit.No, Standing: Active}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		{"26.1.b landlord or spouse", Conduct{Kind: Withhold, Actor: permit.Individual, Own: permit.No, Standing: Active}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		{"26.1.b a suspended permit too (A36)", Conduct{Kind: Withhold, Actor: permit.Unit, Own: permit.No, Standing: Suspended}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		{"26.1.b one's own", Conduct{Kind: Withhold, Actor: permit.Individual, Own: permit.Yes, Standing: Active}, Policy{}, lawRefused, Unsanctioned, ""},
		{"A55 police on duty with a basis", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, Standing: Active, OnDuty: yes(FoundOnDuty), SeizureBasis: basis, Contrary: no(FoundContrary)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"A55 police on duty without a basis", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, Standing: Active, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, SeizeContrary, "29.1.c"},
		{"A55 police off duty", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, Standing: Active, OnDuty: no(FoundOnDuty)}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		{"22.1.b duty not found", Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, Standing: Active, SeizureBasis: basis}, Policy{}, lawOpen, NoAct, ""},
		{"A55 the organ without a basis", Conduct{Kind: Withhold, Actor: permit.PublicSecurityOrgan, Own: permit.No, Standing: Active, Contrary: yes(FoundContrary)}, Policy{}, lawApproved, SeizeContrary, "29.1.c"},
		{"A55 the organ with a basis", Conduct{Kind: Withhold, Actor: permit.PublicSecurityOrgan, Own: permit.No, Standing: Active, SeizureBasis: basis, Contrary: no(FoundContrary)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"29.1.c staff of the organ on duty without a basis", Conduct{Kind: Withhold, Actor: permit.PublicSecurityOfficer, Own: permit.No, Standing: Active, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, SeizeContrary, "29.1.c"},
		{"A55 an auxiliary", Conduct{Kind: Withhold, Actor: permit.AuxiliaryOfficer, Own: permit.No, Standing: Active, OnDuty: yes(FoundOnDuty)}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		{"A55 a department", Conduct{Kind: Withhold, Actor: permit.DepartmentBody, Own: permit.No, Standing: Active, SeizureBasis: basis}, Policy{}, lawApproved, UnlawfulSeizure, "26.1.b"},
		// 26.1.c
		{"26.1.c lent free", Conduct{Kind: LendOut, Actor: permit.Holder, Own: permit.Yes, Standing: Active}, Policy{}, lawApproved, Lend, "26.1.c"},
		{"A36 lent while suspended", Conduct{Kind: LendOut, Actor: permit.Holder, Own: permit.Yes, Standing: Suspended}, Policy{}, lawApproved, Lend, "26.1.c"},
		{"26.1.c rented", Conduct{Kind: LetForRent, Actor: permit.Holder, Own: permit.Yes, Standing: Active}, Policy{}, lawApproved, RentOut, "26.1.c"},
		{"A61 given to a friend", Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active, Consideration: no(FoundPrice)}, Policy{}, lawApproved, Transfer, "26.1.c"},
		{"A61 no finding of a price: the narrower sanction", Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active}, Policy{}, lawApproved, Transfer, "26.1.c"},
		{"A61 (a) sold for 500", Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active, Consideration: yes(FoundPrice)}, Policy{}, lawApproved, TradeGenuine, "28.1.a"},
		{"A61 (b) sold for 500", Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active, Consideration: yes(FoundPrice)}, Policy{GenuineSale: AlwaysTransfer}, lawApproved, Transfer, "26.1.c"},
		{"A61 (c) sold for 500", Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active, Consideration: yes(FoundPrice)}, Policy{GenuineSale: HeavierPrevails}, lawApproved, TradeGenuine, "28.1.a"},
		// 27.1
		{"27.1 borrower with consent", Conduct{Kind: ShowAsOwn, Actor: permit.Individual, Own: permit.No, Standing: Active}, Policy{}, lawApproved, Impersonate, "27.1"},
		{"A50 use after the holder's death", Conduct{Kind: ShowAsOwn, Actor: permit.Individual, Own: permit.No, Standing: Cancelled}, Policy{}, lawApproved, Impersonate, "27.1"},
		{"A60 own suspended permit", Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: Suspended}, Policy{}, lawRefused, Unsanctioned, ""},
		{"A60 own replaced card", Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: Replaced}, Policy{}, lawRefused, Unsanctioned, ""},
		{"A60 own cancelled permit", Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: Cancelled}, Policy{}, lawRefused, Unsanctioned, ""},
		{"27.1 own permit cancelled for fraud", Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Standing: CancelledForFraud}, Policy{}, lawApproved, UseFraudulent, "27.1"},
		{"27.1 own permit found fraudulent", Conduct{Kind: ShowAsOwn, Actor: permit.Holder, Own: permit.Yes, Fraudulent: yes(permit.FoundFraudulent), Forged: no(permit.FoundForged)}, Policy{}, lawApproved, UseFraudulent, "27.1"},
		{"27.1 not known whose it is", Conduct{Kind: ShowAsOwn, Actor: permit.Individual, Standing: Active}, Policy{}, lawOpen, NoAct, ""},
		// 28
		{"28.1.a forge", Conduct{Kind: Make, Actor: permit.Individual, Forged: yes(permit.FoundForged)}, Policy{}, lawApproved, Forge, "28.1.a"},
		{"28.1.a no finding of forgery", Conduct{Kind: Make, Actor: permit.Individual}, Policy{}, lawOpen, NoAct, ""},
		{"28.1.a altering one's own genuine card", Conduct{Kind: Change, Actor: permit.Holder, Own: permit.Yes, Forged: yes(permit.FoundAltered)}, Policy{}, lawApproved, Alter, "28.1.a"},
		{"28.1.a the buyer of a genuine one", Conduct{Kind: Acquire, Actor: permit.Individual, Own: permit.No, Standing: Active, Consideration: yes(FoundPrice)}, Policy{}, lawApproved, TradeGenuine, "28.1.a"},
		{"28.1.b the buyer of a forged one", Conduct{Kind: Acquire, Actor: permit.Individual, Forged: yes(permit.FoundForged), Consideration: yes(FoundPrice)}, Policy{}, lawApproved, TradeForged, "28.1.b"},
		{"28.1.b the seller of a forged one", Conduct{Kind: HandOver, Actor: permit.Individual, Forged: yes(permit.FoundForged), Consideration: yes(FoundPrice)}, Policy{}, lawApproved, TradeForged, "28.1.b"},
		{"28.1.b use of a forged one", Conduct{Kind: ShowAsOwn, Actor: permit.Individual, Own: permit.No, Forged: yes(permit.FoundForged)}, Policy{}, lawApproved, UseForged, "28.1.b"},
		{"28.1.b possession without use", Conduct{Kind: Possess, Actor: permit.Individual, Forged: yes(permit.FoundForged)}, Policy{}, lawRefused, Unsanctioned, ""},
		// 29
		{"29.1.a charging for an endorsement", Conduct{Kind: ChargeFee, Actor: permit.PublicSecurityOfficer, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, ChargeContrary, "29.1.a"},
		{"29.2 an agency clerk overcharges", Conduct{Kind: ChargeFee, Actor: permit.AgencyClerk, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, ChargeContrary, "29.2"},
		{"29.1.a a lawful fee", Conduct{Kind: ChargeFee, Actor: permit.PublicSecurityOfficer, OnDuty: yes(FoundOnDuty), Contrary: no(FoundContrary)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"29.1.b a department leaks", Conduct{Kind: Disclose, Actor: permit.DepartmentReviewer, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, LeakInformation, "29.1.b"},
		{"A74 an agency clerk leaks", Conduct{Kind: Disclose, Actor: permit.AgencyClerk, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, LeakInformation, "29.2"},
		{"A74 a committee volunteer", Conduct{Kind: Disclose, Actor: permit.CommitteeMember, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawRefused, Unsanctioned, ""},
		{"29.1.c credentials not shown", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: yes(FoundOnDuty), CredentialsShown: permit.No}, Policy{}, lawApproved, InspectContrary, "29.1.c"},
		{"22.1.a a private person asks to see it: no clause", Conduct{Kind: Inspect, Actor: permit.Individual}, Policy{}, lawRefused, Unsanctioned, ""},
		{"29.1.c an agency clerk inspects", Conduct{Kind: Inspect, Actor: permit.AgencyClerk, OnDuty: yes(FoundOnDuty), CredentialsShown: permit.Yes}, Policy{}, lawApproved, InspectContrary, "29.2"},
		{"22.1.a credentials shown on duty", Conduct{Kind: Inspect, Actor: permit.PoliceOfficer, OnDuty: yes(FoundOnDuty), CredentialsShown: permit.Yes}, Policy{}, lawRefused, Unsanctioned, ""},
		{"29.1.d", Conduct{Kind: TakeBenefit, Actor: permit.PublicSecurityOfficer, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, AbuseForGain, "29.1.d"},
		{"29.1.e eligible applicant refused", Conduct{Kind: RefuseService, Actor: permit.PublicSecurityOfficer, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, InfringeOtherwise, "29.1.e"},
		{"29.2 an agency refuses", Conduct{Kind: RefuseService, Actor: permit.EntrustedAgencyBody, OnDuty: yes(FoundOnDuty), Contrary: yes(FoundContrary)}, Policy{}, lawApproved, InfringeOtherwise, "29.2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Classify(&c.conduct, lawDay(t, "2026-03-02"), &c.policy)
			require.NoError(t, err)
			assert.Equal(t, c.want, got.Outcome, "%v", got.Tried)
			assert.Equal(t, c.act, got.Act)
			assert.Equal(t, c.clause, got.Clause.String())
		})
	}
	t.Run("A61 (c) the milder act is told", func(t *testing.T) {
		t.Parallel()
		k := Conduct{Kind: HandOver, Actor: permit.Holder, Own: permit.Yes, Standing: Active, Consideration: yes(FoundPrice)}
		got, err := Classify(&k, lawDay(t, "2026-03-02"), &Policy{GenuineSale: HeavierPrevails})
		require.NoError(t, err)
		assert.Equal(t, Transfer, got.Also)
	})
	t.Run("A39 duties without a sanction", func(t *testing.T) {
		t.Parallel()
		for kind, clause := range map[ConductKind]string{
			NotRegister: "7.1", RegisterFalsely: "7.2", IssueFalseProof: "9.2", NotReplace: "12.1", KeepOldCard: "12.2",
			NotReportMove: "13.1", NotEndorse: "14.2.b", NotVerify: "18.1", NotShow: "19.1.a", RefusePermit: "19.1.b", NotCooperate: "21.1.b",
		} {
			for _, actor := range []permit.ActorKind{permit.Individual, permit.Holder, permit.Unit} {
				k := Conduct{Kind: kind, Actor: actor, Own: permit.Yes, Standing: Active, ByHolder: permit.Yes}
				got, err := Classify(&k, lawDay(t, "2026-03-02"), nil)
				require.NoError(t, err)
				assert.Equal(t, lawRefused, got.Outcome, "%v", kind)
				assert.Equal(t, Unsanctioned, got.Act, "%v", kind)
				require.NotNil(t, got.Breach, "%v", kind)
				assert.Equal(t, law.MustCite(clause), got.Breach.Clause)
				assert.Nil(t, got.Breach.Sanction)
			}
		}
	})
	t.Run("nothing stated is nothing decided", func(t *testing.T) {
		t.Parallel()
		got, err := Classify(&Conduct{}, lawDay(t, "2026-03-02"), nil)
		require.NoError(t, err)
		assert.Equal(t, lawOpen, got.Outcome)
		assert.Equal(t, NoAct, got.Act)
	})
}

func TestClausesFollow(t *testing.T) {
	t.Parallel()
	on := lawDay(t, "2026-03-02")
	follow := func(t *testing.T, k Case, p *Policy) Consequences {
		t.Helper()
		got, err := Follow(&k, on, p)
		require.NoError(t, err)
		return got
	}
	forged := lawFound(permit.FoundForged, permit.Established)
	fraudulent := lawFound(permit.FoundFraudulent, permit.Established)
	t.Run("A71 unknown forger, card found", func(t *testing.T) {
		t.Parallel()
		got := follow(t, Case{Forged: forged}, nil)
		assert.Equal(t, rule.Met, got.ConfiscateItem)
		assert.NotEqual(t, rule.Met, got.Punishable)
		assert.NotEqual(t, rule.Met, got.Cancel, "a forged card is nobody's permit")
	})
	t.Run("27.2 offender under 14", func(t *testing.T) {
		t.Parallel()
		got := follow(t, Case{
			Act: UseFraudulent, Day: lawDay(t, "2026-01-12"), Discovered: lawDay(t, "2026-01-20"),
			Offender: Offender{Kind: permit.Individual, Born: lawDay(t, "2012-01-12")}, Fraudulent: fraudulent,
		}, nil)
		assert.Equal(t, rule.Unmet, got.Punishable)
		assert.Equal(t, rule.Met, got.ConfiscatePermit)
		assert.Equal(t, rule.Met, got.InstructGuardian)
	})
	t.Run("A69 time-barred: still cancelled and confiscated", func(t *testing.T) {
		t.Parallel()
		got := follow(t, Case{
			Act: FraudObtain, Day: lawDay(t, "2024-02-29"), Discovered: lawDay(t, "2026-03-01"),
			Offender: Offender{Kind: permit.Individual, Born: lawDay(t, "1990-06-01")}, Fraudulent: fraudulent,
		}, nil)
		assert.Equal(t, rule.Unmet, got.Punishable)
		assert.Equal(t, rule.Met, got.ConfiscatePermit)
		assert.Equal(t, rule.Met, got.Cancel)
	})
	t.Run("27.2 no finding, no confiscation", func(t *testing.T) {
		t.Parallel()
		got := follow(t, Case{Act: UseFraudulent, Day: lawDay(t, "2026-01-12")}, nil)
		assert.NotEqual(t, rule.Met, got.ConfiscatePermit)
		assert.NotEqual(t, rule.Met, got.ConfiscateItem)
		assert.NotEqual(t, rule.Met, got.Cancel)
	})
	t.Run("A72 referral only, what was imposed is offset", func(t *testing.T) {
		t.Parallel()
		k := lawProposal(t, Forge, Sanction{}).Case
		k.Crime = lawFound(FoundCrime, permit.Established)
		k.Imposed = Sanction{Days: 5}
		got := follow(t, k, nil)
		assert.Equal(t, Criminal, got.Crime.Kind)
		assert.Equal(t, 5, got.Crime.Offset.Days)
		assert.Equal(t, rule.Unmet, got.Punishable)
		k.CrimeReturned = lawDay(t, "2026-02-20")
		assert.Equal(t, rule.Met, follow(t, k, nil).Punishable)
		k.Crime, k.CrimeReturned = permit.Finding{}, civil.Date{}
		got = follow(t, k, nil)
		assert.Equal(t, NoReferral, got.Crime.Kind, "never inferred")
		assert.Equal(t, rule.Met, got.Punishable)
	})
	t.Run("A73 gains", func(t *testing.T) {
		t.Parallel()
		k := lawProposal(t, RentOut, Sanction{}).Case
		k.Gains = lawFine(t, "2000")
		got := follow(t, k, nil)
		assert.False(t, got.ConfiscateGains.Imposed())
		assert.False(t, got.OrderCorrection)
		got = follow(t, k, &Policy{Ancillary: AncillaryByLaw})
		assert.True(t, got.ConfiscateGains.Equal(lawFine(t, "2000")))
		assert.True(t, got.OrderCorrection)
	})
	t.Run("29 referral, never an amount", func(t *testing.T) {
		t.Parallel()
		for actor, want := range map[permit.ActorKind]Referral{
			permit.PublicSecurityOfficer: {Kind: Disciplinary, Clause: law.MustCite("29.1.a")},
			permit.DepartmentReviewer:    {Kind: Disciplinary, Clause: law.MustCite("29.1.a")},
			permit.AgencyClerk:           {Kind: Disposition, Clause: law.MustCite("29.2")},
		} {
			got := follow(t, Case{Act: ChargeContrary, Offender: Offender{Kind: actor}, Day: lawDay(t, "2026-01-12")}, nil)
			assert.Equal(t, want.Kind, got.Liability.Kind, "%v", actor)
			assert.Equal(t, want.Clause, got.Liability.Clause, "%v", actor)
			assert.True(t, got.Liability.Offset.IsZero())
			assert.Equal(t, rule.Unmet, got.Punishable)
		}
	})
}

// TestClausesEverySanction works out by hand, for an adult without mitigation,
// which of many sanctions the clauses allow.
func TestClausesEverySanction(t *testing.T) {
	t.Parallel()
	fines := []string{"", "-1", "0", "0.01", "199.99", "200", "200.01", "500", "500.01", "1000", "1000.01", "3000", "3000.01", "5000", "5000.01"}
	for _, act := range []Act{FraudObtain, Lend, Impersonate, UseFraudulent, Forge, UseForged} {
		t.Run(act.Clause().String(), func(t *testing.T) {
			t.Parallel()
			p := lawProposal(t, act, Sanction{})
			for _, fine := range fines {
				f := lawFine(t, fine)
				upTo := func(max string) bool {
					return f.Imposed() && f.Amount().IsPositive() && f.Amount().LessThanOrEqual(lawFine(t, max).Amount())
				}
				for n := range 3 * 2 * 10 * 3 * 2 {
					pick := func(k int) int { v := n % k; n /= k; return v }
					p.Tier = []Tier{NoTier, BaseTier, LighterTier}[pick(3)]
					p.Case.Lighter = permit.Finding{}
					if p.Tier == LighterTier {
						p.Case.Lighter = lawFound(FoundLighter, permit.Established)
					}
					p.Sanction = Sanction{Warning: pick(2) == 1, Fine: f, Days: []int{-1, 0, 1, 4, 5, 9, 10, 11, 15, 16}[pick(10)]}
					pol := &Policy{Warning: WarningRule(pick(3)), Schedule: Schedule(pick(2))}
					warning, days := p.Sanction.Warning, p.Sanction.Days
					var want bool
					switch act.Clause().Article() {
					case 26:
						want = p.Tier == NoTier && days == 0 && (upTo("200") || !f.Imposed())
						switch pol.Warning {
						case WarningAndFine:
							want = want && warning && f.Imposed()
						case EitherOrBoth:
							want = want && (warning || f.Imposed())
						case WarningAlwaysFineOptional:
							want = want && warning
						}
					case 27:
						want = p.Tier == NoTier && days == 0 && !warning && upTo("1000") && !upTo("199.99")
					case 28:
						ceiling := map[Schedule]map[Tier]string{
							ScheduleDraft: {BaseTier: "1000", LighterTier: "500"}, ScheduleLaw2026: {BaseTier: "5000", LighterTier: "3000"},
						}[pol.Schedule][p.Tier]
						want = !warning && (p.Tier == BaseTier && days >= 10 && days <= 15 || p.Tier == LighterTier && days >= 5 && days <= 10) &&
							(!f.Imposed() || upTo(ceiling))
					}
					d, err := Check(&p, lawDay(t, "2026-03-02"), pol)
					require.NoError(t, err)
					require.Equal(t, want, d.Approved(), "%+v %v %+v: %v", p.Sanction, p.Tier, *pol, d)
				}
			}
		})
	}
}
