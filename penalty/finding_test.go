package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// by is the finding as made by another kind of body.
func by(k permit.OfficeKind, f permit.Finding) permit.Finding {
	f.Authority.Kind = k
	return f
}

// unfit are the bodies that find nothing (A49).
var unfit = []permit.OfficeKind{permit.SocialBody, permit.EntrustedAgency}

// A64: the lighter tier rests on a finding, and 有关部门 make it (A49). What a
// trade union or an entrusted agency says is none, so the base tier applies;
// whether some other body may is open.
func TestLighterTierNeedsFindingByDepartment(t *testing.T) {
	lighter, base := lawful(Forge), lawful(Forge)
	lighter.Tier, lighter.Sanction.Days = LighterTier, 5
	for k, want := range map[permit.OfficeKind][2]string{
		permit.PoliceStation: {"", "PEN-TIE-03"}, permit.OtherDepartment: {"", "PEN-TIE-03"},
		permit.SocialBody: {"PEN-TIE-02", ""}, permit.EntrustedAgency: {"PEN-TIE-02", ""},
		permit.OtherOffice: {"?PEN-TIE-02", "?PEN-TIE-03"},
	} {
		for i, p := range []Proposal{lighter, base} {
			p.Case.Lighter = by(k, established(FoundLighter))
			d := check(t, &p, nil)
			got := objections(d)
			if got == "?" {
				got += d.Questions()[0].Code
			}
			assert.Equal(t, want[i], got, "%v, %v", k, p.Tier)
		}
	}
}

// What the law presumes (fault, capacity, no crime, two acts) stands until it is
// found otherwise by one that may.
func TestPresumptionsStandUntilFoundOtherwise(t *testing.T) {
	for name, set := range map[string]func(*Case, permit.OfficeKind){
		"no fault":  func(c *Case, k permit.OfficeKind) { c.NoFault = by(k, established(FoundNoFault)) },
		"incapable": func(c *Case, k permit.OfficeKind) { c.Incapable = by(k, established(FoundIncapable)) },
		"crime":     func(c *Case, k permit.OfficeKind) { c.Crime = by(k, established(FoundCrime)) },
		"same act":  func(c *Case, k permit.OfficeKind) { c.SameAct = by(k, established(FoundSameAct)) },
	} {
		for k, want := range map[permit.OfficeKind]rule.Truth{
			permit.DistrictPublicSecurity: rule.Unmet, permit.Health: rule.Unmet,
			permit.SocialBody: rule.Met, permit.EntrustedAgency: rule.Met, permit.OtherOffice: rule.Unknown,
		} {
			c := adultCase(FraudObtain)
			set(&c, k)
			assert.Equal(t, want, Punishable(&c, decisionDay, nil), "%s by %v", name, k)
			x, err := Follow(&c, decisionDay, nil)
			require.NoError(t, err)
			assert.Equal(t, name == "crime" && want == rule.Unmet, x.Crime.Kind == Criminal, "%s by %v: a referral rests on a finding (A72)", name, k)
		}
	}
}

// A71, 27.2, 28.3: the item is taken in on a finding, the one that
// permit.DecideConfiscation asks for.
func TestMeasuresOnItemNeedFindingByDepartment(t *testing.T) {
	for k, want := range map[permit.OfficeKind]rule.Truth{
		permit.PoliceStation: rule.Met, permit.Housing: rule.Met,
		permit.SocialBody: rule.Unknown, permit.EntrustedAgency: rule.Unknown, permit.OtherOffice: rule.Unknown,
	} {
		c := Case{Forged: by(k, established(permit.FoundForged)), Fraudulent: by(k, established(permit.FoundFraudulent))}
		x, err := Follow(&c, decisionDay, nil)
		require.NoError(t, err)
		assert.Equal(t, want, x.ConfiscateItem, k)
		assert.Equal(t, want, x.ConfiscatePermit, k)
		assert.Equal(t, want, x.Cancel, k)
	}
}

// Circumstances are grave, and not grave, by a finding of such a body only (A66).
func TestGravityNeedsFindingByDepartment(t *testing.T) {
	for _, k := range []permit.OfficeKind{permit.SocialBody, permit.EntrustedAgency, permit.OtherOffice} {
		for _, o := range []permit.FindingOutcome{permit.Established, permit.NotEstablished} {
			c := adultCase(Forge)
			c.Offender.Born, c.PregnantOrNursing, c.SecondWithinYear = date("2011-01-01"), permit.No, permit.No
			c.Grave = by(k, finding(FoundGrave, o))
			d, err := Execute(&c, decisionDay, &Policy{NonExecution: Rules2025})
			require.NoError(t, err)
			assert.Equal(t, rule.Unknown, d.Truth("PEN-EXE-06"), "%v %v", k, o)
			assert.Equal(t, rule.Undetermined, d.Outcome(), "%v %v", k, o)
		}
	}
}

// A conduct with a finding by a body that may make none is the conduct without
// the finding, whatever it found.
func TestUnfitFindingIsNone(t *testing.T) {
	basis := permit.Basis{Kind: permit.BasisLaw, Title: "法"}
	for name, c := range map[string]struct {
		conduct Conduct
		field   func(*Conduct) *permit.Finding
		ground  permit.Ground
	}{
		"false proof":   {Conduct{Kind: ApplyFalsely, Intent: established(FoundIntent), Issued: permit.Yes}, func(c *Conduct) *permit.Finding { return &c.FalseProof }, FoundFalseProof},
		"intent":        {Conduct{Kind: ApplyFalsely, FalseProof: established(FoundFalseProof), Issued: permit.Yes}, func(c *Conduct) *permit.Finding { return &c.Intent }, FoundIntent},
		"forged":        {Conduct{Kind: Make}, func(c *Conduct) *permit.Finding { return &c.Forged }, permit.FoundForged},
		"forged, shown": {Conduct{Kind: ShowAsOwn, Own: permit.No, Standing: Active}, func(c *Conduct) *permit.Finding { return &c.Forged }, permit.FoundForged},
		"fraudulent":    {Conduct{Kind: ShowAsOwn, Own: permit.Yes, Standing: Active}, func(c *Conduct) *permit.Finding { return &c.Fraudulent }, permit.FoundFraudulent},
		"price":         {Conduct{Kind: HandOver, Standing: Active}, func(c *Conduct) *permit.Finding { return &c.Consideration }, FoundPrice},
		"on duty":       {Conduct{Kind: Withhold, Actor: permit.PoliceOfficer, Own: permit.No, SeizureBasis: basis}, func(c *Conduct) *permit.Finding { return &c.OnDuty }, FoundOnDuty},
		"contrary":      {Conduct{Kind: ChargeFee, Actor: permit.DepartmentReviewer, OnDuty: established(FoundOnDuty)}, func(c *Conduct) *permit.Finding { return &c.Contrary }, FoundContrary},
	} {
		without, err := Classify(&c.conduct, decisionDay, nil)
		require.NoError(t, err)
		for _, o := range []permit.FindingOutcome{permit.Established, permit.NotEstablished} {
			for _, k := range unfit {
				with := c.conduct
				*c.field(&with) = by(k, finding(c.ground, o))
				x, err := Classify(&with, decisionDay, nil)
				require.NoError(t, err)
				assert.Equal(t, without.Outcome, x.Outcome, "%s by %v", name, k)
				assert.Equal(t, without.Act, x.Act, "%s by %v", name, k)
			}
		}
		with := c.conduct
		*c.field(&with) = by(permit.OtherOffice, established(c.ground))
		x, err := Classify(&with, decisionDay, nil)
		require.NoError(t, err)
		assert.Equal(t, rule.Undetermined, x.Outcome, "%s by a body that may or may not find", name)
	}
}
