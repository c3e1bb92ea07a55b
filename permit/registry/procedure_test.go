package registry_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// Nothing leaves Cancelled: every procedure of the holder is refused, with the
// cancellation as the reason (23.1); what happens to the card is still recorded.
func TestCancelledPermitAdmitsNoProcedure(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	_, err := s.ReportLost(ctx, s.order(clerk, "2025-05-01"), r.Permit)
	require.NoError(t, err)
	_, err = s.Cancel(ctx, s.order(officer, "2025-06-02"), registry.Cancelling{
		Permit: r.Permit, Ground: permit.BecameBeijingHousehold, Event: day("2025-06-01"), Finding: found(permit.FoundBeijingHousehold, station, "2025-06-02"),
	})
	require.NoError(t, err)
	const alive = "2025-06-02" // the day of cancellation itself
	for code, do := range map[string]func(o registry.Order) (registry.Result, error){
		"PER-VER-02": func(o registry.Order) (registry.Result, error) {
			return s.Endorse(ctx, o, registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		},
		"PER-VER-02 ": func(o registry.Order) (registry.Result, error) { return s.ReportLost(ctx, o, r.Permit) },
		"PER-VER-02  ": func(o registry.Order) (registry.Result, error) {
			o.By = officer
			return s.RecordSuspension(ctx, o, r.Permit)
		},
		"PER-REI-01": func(o registry.Order) (registry.Result, error) {
			return s.Reissue(ctx, o, registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
		},
		"PER-EXC-01": func(o registry.Order) (registry.Result, error) {
			return s.Exchange(ctx, o, registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
		},
		"PER-ADR-01": func(o registry.Order) (registry.Result, error) {
			return s.ChangeAddress(ctx, o, registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: address(t, "110108", "测试街乙二号"), Moved: day(alive)})
		},
		"PER-CHK-02": func(o registry.Order) (registry.Result, error) {
			o.By = officer
			return s.CheckInformation(ctx, o, registry.InformationCheck{Permit: r.Permit})
		},
		"PER-CAN-01": func(o registry.Order) (registry.Result, error) {
			o.By = officer
			return s.Cancel(ctx, o, registry.Cancelling{
				Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-06-01"), Finding: found(permit.FoundDeath, station, "2025-06-02"),
			})
		},
	} {
		res := s.refused(func() (registry.Result, error) { return do(s.order(clerk, alive)) }, trim(code))
		assert.Equal(t, permit.Cancelled, res.Receipt.Status)
		assert.Equal(t, r.Permit, res.Receipt.Permit)
	}
	res, err := s.RecordFound(ctx, s.order(clerk, "2025-06-03"), registry.FoundCard{Permit: r.Permit, Card: r.Card, HandedIn: permit.Yes})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.False(t, res.Receipt.HandIn)
}

// trim makes map keys of one code distinct.
func trim(s string) string { return string([]byte(s)[:len("PER-VER-02")]) }

// Before its issue a permit admits no act, and that is certain: none is answered
// with an open question.
func TestNothingBeforeTheIssue(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	early := func() registry.Order {
		o := s.order(officer, "2025-06-01")
		o.On = day("2025-03-09")
		return o
	}
	for name, do := range map[string]func() (registry.Result, error){
		"endorse": func() (registry.Result, error) {
			return s.Endorse(ctx, s.order(clerk, "2025-03-09"), registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		},
		"suspension": func() (registry.Result, error) { return s.RecordSuspension(ctx, early(), r.Permit) },
		"lost":       func() (registry.Result, error) { return s.ReportLost(ctx, early(), r.Permit) },
		"found": func() (registry.Result, error) {
			return s.RecordFound(ctx, early(), registry.FoundCard{Permit: r.Permit, Card: r.Card, HandedIn: permit.Yes})
		},
		"finding": func() (registry.Result, error) {
			return s.RecordFinding(ctx, early(), registry.PermitFinding{Permit: r.Permit, Finding: found(permit.FoundDeath, station, "2025-03-09")})
		},
	} {
		res, err := do()
		require.ErrorIs(t, err, registry.ErrState, name)
		assert.Zero(t, res.Receipt, name)
	}
	// The day of issue is none of them.
	o := early()
	o.On = day("2025-03-10")
	res, err := s.ReportLost(ctx, o, r.Permit)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// The window of 14.2.b through the desk: E = 2026-06-30 (A29, A30, A31).
func TestEndorseOnBoundaryDays(t *testing.T) {
	ctx := context.Background()
	for on, want := range map[string]endorsement.Timing{
		"2026-05-30": endorsement.TooEarly, "2026-05-31": endorsement.OnTime, "2026-06-01": endorsement.OnTime,
		"2026-06-29": endorsement.OnTime, "2026-06-30": endorsement.OnTime, "2026-07-01": endorsement.Late, "2027-07-01": endorsement.Late,
	} {
		s := newScene(t)
		r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-06-30")
		require.Equal(t, day("2026-06-30"), r.LastValid)
		res, err := s.Endorse(ctx, s.order(clerk, on), registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		require.NoError(t, err)
		assert.Equal(t, want, res.Receipt.Endorsement.Timing, on)
		assert.Equal(t, want != endorsement.TooEarly, res.Receipt.Recorded, on)
		assert.Equal(t, want == endorsement.Late, res.Receipt.Endorsement.Restarted, on)
		assert.True(t, res.Receipt.Fee.IsZero(), "free (A37)")
		if want == endorsement.TooEarly {
			assert.Equal(t, day("2026-06-30"), res.Receipt.LastValid, "unchanged")
			continue
		}
		assert.Equal(t, day(on).AddYears(1), res.Receipt.LastValid)
	}
}

// Going on living in Beijing: a registration on record is enough; without one
// nothing is guessed (A80).
func TestEndorseAsksWhereNoRegistrationIsLeft(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	n := s.register(p, "2024-01-10").Receipt.Number
	r := s.issueTo(p, "2025-03-10")
	_, err := s.EndRegistration(ctx, s.order(clerk, "2026-02-01"), n)
	require.NoError(t, err)
	for _, c := range []struct {
		said permit.Flag
		want rule.Outcome
	}{{permit.FlagUnknown, rule.Undetermined}, {permit.No, rule.Refused}, {permit.Yes, rule.Approved}} {
		res, err := s.Endorse(ctx, s.order(clerk, "2026-03-01"), registry.Endorsing{Permit: r.Permit, Presence: inPerson, GoesOnLiving: c.said})
		require.NoError(t, err)
		assert.Equal(t, c.want, res.Decision.Outcome(), "%s", c.said)
		assert.Equal(t, c.want == rule.Approved, res.Receipt.Recorded)
	}
}

// A move that waits to be reported is told and no obstacle (A41).
func TestEndorseTellsWhatElseIsWrong(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	res, err := s.Endorse(ctx, s.order(officer, "2026-03-01"), registry.Endorsing{Permit: r.Permit, Presence: inPerson, AddressUpToDate: permit.No})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	require.Len(t, res.Receipt.Breaches, 1)
	assert.Equal(t, "13.1", res.Receipt.Breaches[0].Cite.String())
}

// A guardian may act for a child under sixteen while his own permit, as the
// records have it, is active (10.1.b, A21, A47).
func TestAgentsPermitIsLookedUp(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	mother, child := person(t, "测试母", "1985-05-05"), person(t, "测试子", "2010-03-15")
	s.register(child, "2024-01-10")
	agent := func(p permit.Person) *eligibility.Agent {
		return &eligibility.Agent{Relation: permit.Parent, Identity: idCard(p), Permit: eligibility.HeldActive}
	}
	a := application(t, child)
	a.InPerson, a.Agent = permit.FlagUnknown, agent(mother)
	a.Dwellings[0].Holder = permit.Parent
	agile := found(eligibility.GroundLimitedMobility, station, "2025-01-02")
	agile.Outcome = permit.NotEstablished
	a.LimitedMobility = agile
	apply := func(on string) (registry.Result, error) { return s.Apply(ctx, s.order(clerk, on), a) }

	// What the desk says of the permit does not count.
	s.refused(func() (registry.Result, error) { return apply("2025-03-01") }, eligibility.CodeGuardianHasPermit)
	held := s.issued(mother, "2025-03-10")
	s.refused(func() (registry.Result, error) { return apply("2026-03-11") }, eligibility.CodeGuardianPermitUsable)
	res, err := apply("2025-03-10")
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded, "%s", res.Decision)

	// The child's own permit: the mother endorses until the day of the birthday,
	// not after (A05, A47).
	number := res.Receipt.Number
	_, err = s.ReviewProof(ctx, s.order(reviewer, "2025-03-11"), registry.ProofReview{Application: number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted})
	require.NoError(t, err)
	s.approve(number, "2025-03-12")
	issued, err := s.Issue(ctx, s.order(officer, "2025-03-20"), registry.Issuance{Application: number})
	require.NoError(t, err)
	_, err = s.Endorse(ctx, s.order(clerk, "2026-03-05"), registry.Endorsing{Permit: held.Permit, Presence: inPerson})
	require.NoError(t, err)
	endorse := func(on string) (registry.Result, error) {
		return s.Endorse(ctx, s.order(clerk, on), registry.Endorsing{Permit: issued.Receipt.Permit, Presence: registry.Presence{Agent: agent(mother), LimitedMobility: agile}})
	}
	res = s.refused(func() (registry.Result, error) { return endorse("2026-03-16") }, eligibility.CodeUnderSixteen)
	assert.Equal(t, rule.Refused, res.Agency.Outcome())
	res, err = endorse("2026-03-15")
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded, "%s", res.Decision)

	// A cancelled permit is none; without a number nothing is known.
	_, err = s.Cancel(ctx, s.order(officer, "2026-03-20"), registry.Cancelling{
		Permit: held.Permit, Ground: permit.BecameBeijingHousehold, Event: day("2026-03-19"), Finding: found(permit.FoundBeijingHousehold, station, "2026-03-20"),
	})
	require.NoError(t, err)
	younger := person(t, "测试幼", "2015-03-15")
	s.register(younger, "2024-01-10")
	a = application(t, younger)
	a.InPerson, a.Agent, a.LimitedMobility = permit.FlagUnknown, agent(mother), agile
	s.refused(func() (registry.Result, error) { return apply("2026-03-21") }, eligibility.CodeGuardianHasPermit)
	a.Agent.Identity.HolderNumber = permit.IDNumber{}
	open, err := apply("2026-03-21")
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, open.Decision.Outcome())
}

// Reissue and exchange: same permit, same term, new card, a fee (12, A42, A44).
func TestNewCards(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	reissue := func(lost permit.Flag, on string) (registry.Result, error) {
		return s.Reissue(ctx, s.order(clerk, on), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: lost})
	}
	s.refused(func() (registry.Result, error) { return reissue(permit.No, "2025-04-01") }, "PER-REI-02")
	s.refused(func() (registry.Result, error) {
		return s.Exchange(ctx, s.order(clerk, "2025-04-01"), registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.No})
	}, "PER-EXC-04")

	res, err := reissue(permit.Yes, "2025-05-01")
	require.NoError(t, err)
	assert.Equal(t, r.LastValid, res.Receipt.LastValid)
	assert.True(t, decimal.RequireFromString("7.5").Equal(res.Receipt.Fee.Decimal))
	second := res.Receipt.Card

	// Found again: void all the same.
	res, err = s.RecordFound(ctx, s.order(clerk, "2025-05-02"), registry.FoundCard{Permit: r.Permit, Card: r.Card})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.Equal(t, permit.VerifiedAsReplaced, s.verified(r.Card, "2025-05-02"))

	// A correction needs a finding, costs nothing by any rule, and files the
	// permit under the corrected number (A45).
	corrected := person(t, "测试甲正", "1990-03-16")
	other := found(permit.FoundOtherExchange, station, "2025-06-01")
	in := registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.No, Returned: permit.Yes, Other: other, Corrected: corrected}
	res, err = s.Exchange(ctx, s.order(clerk, "2025-06-01"), in)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.True(t, res.Receipt.Fee.IsZero())
	assert.Equal(t, permit.VerifiedAsReplaced, s.verified(second, "2025-06-01"))
	list, err := s.PermitsOf(ctx, clerk, corrected, permit.Document{})
	require.NoError(t, err)
	assert.Len(t, list, 1)
	list, err = s.PermitsOf(ctx, clerk, person(t, "测试甲", "1990-03-15"), permit.Document{})
	require.NoError(t, err)
	assert.Empty(t, list)

	// A waiver on a cited basis, and its absence (A52).
	in = registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes}
	res, err = s.Exchange(ctx, s.order(clerk, "2025-07-01"), in)
	require.NoError(t, err)
	assert.True(t, decimal.NewFromInt(5).Equal(res.Receipt.Fee.Decimal))
	in.Waiver = permit.Basis{Kind: permit.BasisRule, Title: "测试用减免规定"}
	res, err = s.Exchange(ctx, s.order(clerk, "2025-07-02"), in)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Fee.IsZero())
}

// Without a schedule what costs something fails, and what is free does not
// (24.1, 24.2, A37).
func TestFeeScheduleIsNeverGuessed(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Fees = nil })
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	before := s.stored()
	_, err := s.Reissue(ctx, s.order(clerk, "2025-05-01"), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
	require.ErrorIs(t, err, permit.ErrNoFeeSchedule)
	_, err = s.Exchange(ctx, s.order(clerk, "2025-05-01"), registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
	require.ErrorIs(t, err, permit.ErrNoFeeSchedule)
	assert.Equal(t, before, s.stored())
	res, err := s.Endorse(ctx, s.order(clerk, "2026-03-01"), registry.Endorsing{Permit: r.Permit, Presence: inPerson})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.True(t, res.Receipt.Fee.IsZero())
}

// A second application costs a reissue under A52 (b) only.
func TestSecondApplicationUnderTheOtherReading(t *testing.T) {
	for policy, want := range map[permit.SecondApplicationRule]string{permit.SecondFree: "0", permit.SecondAsReissue: "7.5"} {
		s := newScene(t, func(c *registry.Config) { c.Policy.Permit.SecondApplication = policy })
		p := person(t, "测试甲", "1990-03-15")
		r := s.issued(p, "2025-03-10")
		_, err := s.Cancel(context.Background(), s.order(officer, "2025-06-02"), registry.Cancelling{
			Permit: r.Permit, Ground: permit.ConditionsNotMet, Finding: found(permit.FoundNeverMet, station, "2025-06-01"),
		})
		require.NoError(t, err)
		again := s.issueTo(p, "2025-06-03")
		assert.True(t, decimal.RequireFromString(want).Equal(again.Fee.Decimal))
	}
}

// Seven days (13.1): 2026-03-02 is due on 03-09, and coming later is told and
// nothing else (A38, A39, A40).
func TestChangeOfAddress(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-12-10")
	move := func(on, place string) (registry.Result, error) {
		return s.ChangeAddress(ctx, s.order(at(officer, permit.Chaoyang), on), registry.AddressChange{
			Permit: r.Permit, Presence: inPerson, Address: address(t, place, "测试街乙二号"), Moved: day("2026-03-02"),
		})
	}
	// Outside Beijing there is no office to be named.
	away := s.refused(func() (registry.Result, error) { return move("2026-03-05", "131082") }, "PER-ADR-02")
	assert.Equal(t, eligibility.NextUnknown, away.Receipt.Next)
	// The wrong office is told so before anything else is (A18), then the agent.
	stranger := registry.Presence{Agent: &eligibility.Agent{Relation: permit.Friend, Guardian: permit.No, Identity: idCard(person(t, "测试丙", "1988-02-01"))}}
	wrong := func(where permit.District, who registry.Presence) func() (registry.Result, error) {
		return func() (registry.Result, error) {
			return s.ChangeAddress(ctx, s.order(at(officer, where), "2026-03-01"), registry.AddressChange{
				Permit: r.Permit, Presence: who, Address: address(t, "110105", "测试街乙二号"), Moved: day("2026-03-02"),
			})
		}
	}
	assert.Equal(t, eligibility.NextOtherOffice, s.refused(wrong(permit.Haidian, stranger), eligibility.CodeMoveOfficePlace).Receipt.Next)
	assert.Equal(t, eligibility.NextOtherAgent, s.refused(wrong(permit.Chaoyang, stranger), eligibility.CodeGuardianOrRelative).Receipt.Next)
	s.refused(func() (registry.Result, error) { return move("2026-03-01", "110105") }, "PER-ADR-03")
	for on, late := range map[string]int{"2026-03-08": 0, "2026-03-09": 0, "2026-03-10": 1} {
		res, err := move(on, "110105")
		require.NoError(t, err)
		assert.True(t, res.Receipt.Recorded)
		assert.Len(t, res.Receipt.Breaches, late, on)
		assert.Equal(t, day("2026-12-10"), res.Receipt.LastValid)
	}
	named := address(t, "110105", "测试街乙二号").Detail
	_, err := s.ChangeAddress(ctx, s.order(officer, "2026-03-20"), registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: permit.Address{Detail: named}})
	require.ErrorIs(t, err, permit.ErrInvalid)
}

// Each ground of 23.1 with its finding, without one, and with one of a later
// day (A49).
func TestCancelNeedsAFinding(t *testing.T) {
	ctx := context.Background()
	grounds := map[permit.CancellationGround]struct {
		ground permit.Ground
		event  civil.Date
		clause string
	}{
		permit.FalseProofs:            {permit.FoundFalseProofs, civil.Date{}, "23.1.a"},
		permit.ConditionsNotMet:       {permit.FoundNeverMet, civil.Date{}, "23.1.b"},
		permit.BecameBeijingHousehold: {permit.FoundBeijingHousehold, day("2025-06-02"), "23.1.c"},
		permit.HolderDied:             {permit.FoundDeath, day("2025-06-02"), "23.1.d"},
		permit.RequiredByOtherRule:    {permit.FoundOtherRule, civil.Date{}, "23.1.e"},
	}
	for ground, g := range grounds {
		s := newScene(t)
		r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
		by := housing
		if ground == permit.BecameBeijingHousehold || ground == permit.HolderDied {
			by = station // A49: the police's own register entry
		}
		cancel := func(f permit.Finding) func() (registry.Result, error) {
			f.Basis = permit.Basis{Kind: permit.BasisRule, Title: "测试用规章"}
			return func() (registry.Result, error) {
				return s.Cancel(ctx, s.order(officer, "2025-06-02"), registry.Cancelling{Permit: r.Permit, Ground: ground, Finding: f, Event: g.event})
			}
		}
		none, err := s.Cancel(ctx, s.order(officer, "2025-06-02"), registry.Cancelling{Permit: r.Permit, Ground: ground, Event: g.event})
		require.NoError(t, err)
		assert.False(t, none.Receipt.Recorded, "%s", ground)
		late, err := cancel(found(g.ground, by, "2025-06-03"))()
		require.NoError(t, err)
		assert.False(t, late.Receipt.Recorded, "%s", ground)
		res, err := cancel(found(g.ground, by, "2025-06-02"))()
		require.NoError(t, err)
		require.True(t, res.Receipt.Recorded, "%s: %s", ground, res.Decision)
		assert.Equal(t, g.clause, res.Receipt.Cite.String())
		assert.Equal(t, ground == permit.FalseProofs, res.Receipt.HandIn)
		assert.Equal(t, permit.VerifiedCancelled, s.verified(r.Card, "2025-06-02"))
		assert.Equal(t, permit.VerifiedActive, s.verified(r.Card, "2025-06-01"))
	}
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	res, err := s.Cancel(ctx, s.order(officer, "2025-06-02"), registry.Cancelling{Permit: r.Permit})
	require.NoError(t, err)
	assert.False(t, res.Receipt.Recorded, "no ground at all")
}

// Conditions lost later cancel under A48 (b) and (c) only.
func TestCancelForConditionsLost(t *testing.T) {
	for rule, want := range map[permit.ConditionsLostRule]bool{permit.NeverMetOnly: false, permit.LostLaterToo: true, permit.LostFoundAtEndorsing: true} {
		s := newScene(t, func(c *registry.Config) { c.Policy.Permit.ConditionsLost = rule })
		r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
		res, err := s.Cancel(context.Background(), s.order(officer, "2025-06-02"), registry.Cancelling{
			Permit: r.Permit, Ground: permit.ConditionsNotMet, Finding: found(permit.FoundConditionsLost, housing, "2025-06-01"), LostAtEndorsing: permit.Yes,
		})
		require.NoError(t, err)
		assert.Equal(t, want, res.Receipt.Recorded)
	}
}

// 收缴 follows the object: a forged card of nobody's is recorded by itself, an
// altered one of a permit on that permit, and without a finding nothing is
// taken (27.2, 28.3, A71).
func TestConfiscate(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	take := func(item permit.ConfiscatedItem, card permit.CardNumber, ground permit.Ground) (registry.Result, error) {
		return s.Confiscate(ctx, s.order(officer, "2025-06-02"), registry.Confiscating{Item: item, Card: card, Finding: found(ground, station, "2025-06-01")})
	}
	none, err := s.Confiscate(ctx, s.order(officer, "2025-06-02"), registry.Confiscating{Item: permit.Forged})
	require.NoError(t, err)
	assert.False(t, none.Receipt.Recorded)

	res, err := take(permit.Forged, "", permit.FoundForged)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.Equal(t, "28.3", res.Receipt.Cite.String())
	assert.NotEmpty(t, res.Receipt.Number)
	res, err = take(permit.Forged, r.Card, permit.FoundForged)
	require.NoError(t, err)
	assert.Empty(t, res.Receipt.Permit, "a forged card with a genuine number is nobody's permit")
	assert.Equal(t, permit.VerifiedActive, s.verified(r.Card, "2025-06-02"))
	res, err = take(permit.Altered, "C-UNKNOWN", permit.FoundAltered)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.Empty(t, res.Receipt.Permit)
	_, err = take(permit.FraudulentlyObtained, "C-UNKNOWN", permit.FoundFraudulent)
	require.ErrorIs(t, err, registry.ErrNotFound)
	_, err = take(permit.Altered, "no number", permit.FoundAltered)
	require.ErrorIs(t, err, permit.ErrInvalid)

	res, err = take(permit.Altered, r.Card, permit.FoundAltered)
	require.NoError(t, err)
	assert.Equal(t, r.Permit, res.Receipt.Permit)
	assert.Equal(t, permit.Unverified, s.verified(r.Card, "2025-06-02"), "no credential any more, and not cancelled")
}

// An inspection is lawful on duty and with credentials shown (22.1.a), and tells
// nothing otherwise.
func TestInspect(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	inspect := func(card permit.CardNumber, duty, shown permit.Flag, on string) registry.Inspection {
		out, err := s.Inspect(ctx, s.order(police, on), registry.Inspecting{Card: card, OnDuty: duty, CredentialsShown: shown})
		require.NoError(t, err)
		return out
	}
	before := s.stored()
	for duty, shown := range map[permit.Flag]permit.Flag{permit.No: permit.Yes, permit.Yes: permit.No} {
		out := inspect(r.Card, duty, shown, "2025-06-01")
		assert.Equal(t, rule.Refused, out.Decision.Outcome())
		assert.Equal(t, permit.Unverified, out.Status)
	}
	out := inspect(r.Card, permit.FlagUnknown, permit.Yes, "2025-06-01")
	assert.Equal(t, rule.Undetermined, out.Decision.Outcome())
	out = inspect("C-UNKNOWN", permit.Yes, permit.Yes, "2025-06-01")
	assert.True(t, out.Decision.Approved())
	assert.Equal(t, permit.Unverified, out.Status)
	assert.False(t, out.Receipt.Recorded)
	assert.Equal(t, before, s.stored())

	out = inspect(r.Card, permit.Yes, permit.Yes, "2025-06-01")
	assert.Equal(t, permit.VerifiedActive, out.Status)
	assert.True(t, out.Receipt.Recorded)
	assert.Equal(t, before+1, s.stored(), "one entry in the log")
	assert.Equal(t, permit.VerifiedSuspended, inspect(r.Card, permit.Yes, permit.Yes, "2026-03-11").Status)
}

// An act is never recorded before it happens, and an order is complete.
func TestOrdersAreChecked(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	s.at("2026-01-15")
	p := person(t, "测试甲", "1990-03-15")
	in := registry.Declaration{Person: p, Address: address(t, "110108", home)}
	_, err := s.DeclareRegistration(ctx, registry.Order{By: clerk, On: day("2026-01-15"), Request: "today"}, in)
	require.NoError(t, err)
	_, err = s.DeclareRegistration(ctx, registry.Order{By: clerk, On: day("2026-01-16"), Request: "tomorrow"}, in)
	require.ErrorIs(t, err, permit.ErrContradiction)
	_, err = s.DeclareRegistration(ctx, registry.Order{By: clerk, On: day("2026-01-14"), Request: "yesterday"}, in)
	require.ErrorIs(t, err, permit.ErrFinding, "a registration is not put back (A08)")
	for _, o := range []registry.Order{
		{By: clerk, Request: "x"},
		{By: permit.Actor{Kind: permit.AgencyClerk}, On: day("2026-01-15"), Request: "x"},
		{By: permit.Actor{Kind: permit.AgencyClerk, Office: station}, On: day("2026-01-15"), Request: "x"},
	} {
		_, err := s.DeclareRegistration(ctx, o, in)
		require.ErrorIs(t, err, permit.ErrInvalid)
	}
	_, err = s.DeclareRegistration(ctx, registry.Order{By: clerk, On: day("2026-01-15")}, in)
	require.ErrorIs(t, err, storage.ErrInvalid, "no request ID")
}

// Whoever turned sixteen since the issue applies again, if the policy reads the
// text so (A47 b): the day of issue comes from the records.
func TestTurnedSixteenAppliesAgain(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Policy.Eligibility.TurnedSixteen = eligibility.ApplyAgain })
	r := s.issued(person(t, "测试甲", "2010-03-15"), "2025-03-20")
	move := func(on string) (registry.Result, error) {
		return s.ChangeAddress(ctx, s.order(clerk, on), registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: address(t, "110108", home), Moved: day(on)})
	}
	s.refused(func() (registry.Result, error) { return move("2026-03-16") }, eligibility.CodePermitGoesOn)
	res, err := move("2026-03-15")
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded, "%s", res.Decision)
}
