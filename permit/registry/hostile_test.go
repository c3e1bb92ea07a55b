package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// One person has one permit that is not cancelled, in whatever form the number
// is recorded: with 18 characters, with 15 digits, or as the holder's number on
// the identity card alone.
func TestOneLivePermitInWhateverFormTheNumberIs(t *testing.T) {
	ctx := context.Background()
	p := person(t, "测试甲", "1990-03-15")
	legacy, onCard := p, p
	var err error
	legacy.IDNumber, err = permit.ParseIDNumber("130100900315000")
	require.NoError(t, err)
	onCard.IDNumber = permit.IDNumber{}
	text, err := p.IDNumber.MarshalText()
	require.NoError(t, err)
	number, err := permit.ParseDocumentNumber(string(text))
	require.NoError(t, err)
	ofCard := idCard(onCard)
	ofCard.Number = number
	for what, other := range map[string]struct {
		permit.Person
		card permit.Document
	}{
		"15 digits":                    {legacy, idCard(p)},
		"the holder's, on the card":    {onCard, idCard(p)},
		"the number of the card alone": {onCard, ofCard},
	} {
		s := newScene(t)
		s.issued(p, "2025-03-10")
		a := application(t, other.Person)
		a.Materials.Identity = other.card
		_, err := s.Apply(ctx, s.order(clerk, "2025-06-02"), a)
		require.ErrorIs(t, err, registry.ErrState, what)
	}
}

// On no day has a person two permits: one is not issued for a day on which the
// earlier one was not cancelled yet, even if it is by now.
func TestNoPermitIsDatedBackBeforeACancellation(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	first := s.issued(p, "2025-03-10")
	_, err := s.Cancel(ctx, s.order(officer, "2026-05-01"), registry.Cancelling{
		Permit: first.Permit, Ground: permit.FalseProofs, Finding: found(permit.FoundFalseProofs, station, "2026-04-30"),
	})
	require.NoError(t, err)
	o := s.order(clerk, "2026-05-02")
	o.On = day("2026-04-30")
	_, err = s.Apply(ctx, o, application(t, p))
	require.ErrorIs(t, err, registry.ErrState)
	// A51: at once after it, and on its day.
	o = s.order(clerk, "2026-05-02")
	o.On = day("2026-05-01")
	res, err := s.Apply(ctx, o, application(t, p))
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
}

// 11.1: what is issued is what was approved, and not before it was.
func TestNoIssueBeforeTheApproval(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-03-10")
	s.approve(n, "2025-03-20")
	o := s.order(officer, "2025-03-21")
	o.On = day("2025-03-19")
	_, err := s.Issue(ctx, o, registry.Issuance{Application: n})
	require.ErrorIs(t, err, registry.ErrState)
	o = s.order(officer, "2025-03-21")
	o.On = day("2025-03-20")
	res, err := s.Issue(ctx, o, registry.Issuance{Application: n})
	require.NoError(t, err)
	assert.Equal(t, day("2026-03-20"), res.Receipt.LastValid)
}

// A08: of a registration entered with an earlier day, the date that the system
// shows counts, and only a finding changes it: nobody gets a half-year by a pen.
func TestARegistrationIsNotPutBack(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	declare := func(f permit.Finding) (registry.Result, error) {
		o := s.order(clerk, "2026-01-15")
		o.On = day("2025-01-10")
		return s.DeclareRegistration(ctx, o, registry.Declaration{Person: p, Address: address(t, "110108", home), Earlier: f})
	}
	for what, f := range map[string]permit.Finding{
		"none":        {},
		"other":       found(permit.FoundDeath, station, "2026-01-14"),
		"later":       found(registry.GroundEarlierRegistration, station, "2026-01-16"),
		"not theirs":  found(registry.GroundEarlierRegistration, agency, "2026-01-14"),
		"the reverse": {Ground: registry.GroundEarlierRegistration, Authority: station, Day: day("2026-01-14"), Outcome: permit.NotEstablished, Reference: "测字"},
	} {
		_, err := declare(f)
		require.ErrorIs(t, err, permit.ErrFinding, what)
	}
	res, err := declare(found(registry.GroundEarlierRegistration, station, "2026-01-15"))
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// 18.1, 23.1: a card issued before a cancellation became known which takes effect
// earlier is one of a cancelled permit.
func TestCardIssuedBeforeACancellationBecameKnown(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-01-10")
	second, err := s.Reissue(ctx, s.order(clerk, "2025-05-01"), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
	require.NoError(t, err)
	o := s.order(officer, "2025-06-01")
	o.On = day("2025-04-20")
	_, err = s.Cancel(ctx, o, registry.Cancelling{
		Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-04-10"), Finding: found(permit.FoundDeath, station, "2025-04-20"),
	})
	require.NoError(t, err)
	for on, want := range map[string]permit.VerificationStatus{
		"2025-04-25": permit.Unverified, "2025-05-01": permit.VerifiedCancelled, "2025-06-02": permit.VerifiedCancelled,
	} {
		assert.Equal(t, want, s.verified(second.Receipt.Card, on), on)
	}
	got, err := s.Inspect(ctx, s.order(police, "2025-06-02"), registry.Inspecting{Card: second.Receipt.Card, OnDuty: permit.Yes, CredentialsShown: permit.Yes})
	require.NoError(t, err)
	assert.Equal(t, permit.VerifiedCancelled, got.Status)
}

// 31.1: two days of commencement contradict each other wherever they stand.
func TestCommencementIsOneDay(t *testing.T) {
	s := newScene(t)
	c := registry.Config{Numbering: &numbered{}, Commencement: day("2026-10-01")}
	c.Policy.Permit.Commencement, c.Policy.Penalty.Commencement = day("2026-01-01"), day("2026-01-01")
	_, err := registry.New(s.store, c)
	require.ErrorIs(t, err, registry.ErrConfig)
	c.Commencement = civil.Date{}
	_, err = registry.New(s.store, c)
	require.NoError(t, err)
}

// 25.1: a repeated request gives what it gave. It is no way to see, without
// another entry in the log, what was recorded since.
func TestARepeatedRequestShowsNothingNew(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	o := s.order(officer, "2025-06-02")
	in := registry.Disclosing{Record: string(r.Permit), Purpose: permit.PurposeInspection, Fields: []registry.Field{registry.FieldAddress}}
	first, err := s.RevealHolder(ctx, o, in)
	require.NoError(t, err)
	moved := s.order(clerk, "2025-06-10")
	moved.On = day("2025-06-02")
	_, err = s.ChangeAddress(ctx, moved, registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day("2025-06-01")})
	require.NoError(t, err)
	again, err := s.RevealHolder(ctx, o, in)
	require.NoError(t, err)
	assert.Equal(t, first, again)

	ask := s.order(officer, "2025-06-11")
	search := registry.SanctionSearch{Offender: p, Purpose: permit.PurposeSanction}
	none, err := s.ReadSanctions(ctx, ask, search)
	require.NoError(t, err)
	require.Empty(t, none)
	// That there is none is told of a person too, and who asked is on record.
	asked := s.logged(registry.ReadSanctions, "2025-06-11")
	require.Len(t, asked, 1)
	assert.Equal(t, []string{string(officer.ID), ""}, []string{asked[0].By, asked[0].ID})
	fine := lending(t, "2025-06-01", "100")
	fine.Offender = p
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-12"), fine)
	require.NoError(t, err)
	none, err = s.ReadSanctions(ctx, ask, search)
	require.NoError(t, err)
	assert.Empty(t, none)
	one, err := s.ReadSanctions(ctx, s.order(officer, "2025-06-12"), search)
	require.NoError(t, err)
	assert.Len(t, one, 1)
}

// 7.2, 8.1: a registration found false after the acceptance supports nothing any
// more when the application is decided.
func TestRegistrationFoundFalseBeforeTheDecision(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	registration := s.register(p, "2024-01-10").Receipt.Number
	n := s.apply(p, "2025-01-15")
	reject := func(by permit.Office, on string) error {
		_, err := s.RejectRegistration(ctx, s.order(officer, on), registry.RegistrationFinding{
			Registration: registration, Finding: found(eligibility.GroundFalseRegistration, by, on),
		})
		return err
	}
	// 有关部门: an entrusted agency finds nothing.
	assert.ErrorIs(t, reject(agency, "2025-01-16"), permit.ErrFinding)
	require.NoError(t, reject(station, "2025-01-16"))
	res, err := s.ReviewProof(ctx, s.order(reviewer, "2025-01-16"), registry.ProofReview{
		Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, res.Decision.Outcome())
	res, err = s.Decide(ctx, s.order(officer, "2025-01-17"), registry.Ruling{Application: n, NotifiedOn: day("2025-01-17")})
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, res.Decision.Outcome(), "%s", res.Decision)
}

// The ages of articles 26 to 28 are counted from the birth date on record and
// never from the number (permit.Person).
func TestAgeOfAnOffenderIsNotReadFromTheNumber(t *testing.T) {
	s := newScene(t)
	in := lending(t, "2025-05-20", "100")
	in.Offender.Born = civil.Date{}
	out, err := s.Sanction(context.Background(), s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, out.Decision.Outcome())
	assert.False(t, out.Receipt.Recorded)
}

// A holder's procedure on a day before the issue is refused with its reason.
func TestProceduresBeforeTheIssue(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	early := func() registry.Order {
		o := s.order(clerk, "2025-03-12")
		o.On = day("2025-03-09")
		return o
	}
	s.refused(func() (registry.Result, error) {
		return s.Reissue(ctx, early(), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
	}, "PER-REI-01")
	s.refused(func() (registry.Result, error) {
		return s.Exchange(ctx, early(), registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
	}, "PER-EXC-01")
	s.refused(func() (registry.Result, error) {
		o := early()
		o.By = at(clerk, permit.Chaoyang) // the office of the new place
		return s.ChangeAddress(ctx, o, registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: address(t, "110105", home), Moved: day("2025-03-09")})
	}, "PER-ADR-01")
}

// 11.2: a refusal is one that the applicant was told; a day to come is no day on
// which anybody was.
func TestNoticeIsNotDatedAhead(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2025-01-10")
	n := s.apply(p, "2025-03-10") // two months, no half-year
	decide := func(notified string) (registry.Result, error) {
		return s.Decide(ctx, s.order(officer, "2025-03-11"), registry.Ruling{Application: n, NotifiedOn: day(notified)})
	}
	_, err := decide("2025-03-12")
	require.ErrorIs(t, err, permit.ErrContradiction)
	res, err := decide("2025-03-11")
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// 5.1, 10.1: agents at every procedure, on the days on which the answer turns: a
// guardian may act for a holder of fifteen and not for one of sixteen (A05, A47),
// only while the guardian's own permit is active (A21), and with a valid document
// (10.1.c).
func TestAgentsAtEveryProcedure(t *testing.T) {
	ctx := context.Background()
	mother, child := person(t, "测试母", "1985-05-05"), person(t, "测试子", "2010-03-15")
	type run func(*scene, registry.Receipt, registry.Presence, string) (registry.Result, error)
	for name, do := range map[string]run{
		"endorse": func(s *scene, r registry.Receipt, who registry.Presence, on string) (registry.Result, error) {
			return s.Endorse(ctx, s.order(clerk, on), registry.Endorsing{Permit: r.Permit, Presence: who})
		},
		"reissue": func(s *scene, r registry.Receipt, who registry.Presence, on string) (registry.Result, error) {
			return s.Reissue(ctx, s.order(clerk, on), registry.Reissuing{Permit: r.Permit, Presence: who, Lost: permit.Yes})
		},
		"exchange": func(s *scene, r registry.Receipt, who registry.Presence, on string) (registry.Result, error) {
			return s.Exchange(ctx, s.order(clerk, on), registry.Exchanging{Permit: r.Permit, Presence: who, Damaged: permit.Yes, Returned: permit.Yes})
		},
		"move": func(s *scene, r registry.Receipt, who registry.Presence, on string) (registry.Result, error) {
			return s.ChangeAddress(ctx, s.order(clerk, on), registry.AddressChange{
				Permit: r.Permit, Presence: who, Address: address(t, "110108", home), Moved: day(on),
			})
		},
	} {
		for _, c := range []struct {
			what, on, mothers string
			change            func(*eligibility.Agent)
			recorded          bool
		}{
			{"fifteen", "2026-03-15", "2025-06-01", nil, true},
			{"sixteen", "2026-03-16", "2025-06-01", nil, false},
			{"the guardian's last day", "2026-03-12", "2025-03-12", nil, true},
			{"the guardian suspended", "2026-03-13", "2025-03-12", nil, false},
			{"no guardian", "2026-03-15", "2025-06-01", func(a *eligibility.Agent) { a.Guardian = permit.No }, false},
			{"guardian's card expired", "2026-03-15", "2025-06-01", func(a *eligibility.Agent) {
				a.Identity.Term = permit.Term{From: day("2015-01-01"), Until: day("2026-03-14")}
			}, false},
			{"guardian's card in term", "2026-03-15", "2025-06-01", func(a *eligibility.Agent) {
				a.Identity.Term = permit.Term{From: day("2015-01-01"), Until: day("2026-03-15")}
			}, true},
		} {
			s := newScene(t)
			s.issued(mother, c.mothers)
			r := s.issued(child, "2025-03-20")
			agent := &eligibility.Agent{Relation: permit.Parent, Guardian: permit.Yes, Identity: idCard(mother)}
			if c.change != nil {
				c.change(agent)
			}
			res, err := do(s, r, registry.Presence{Agent: agent}, c.on)
			require.NoError(t, err)
			assert.Equal(t, c.recorded, res.Receipt.Recorded, "%s: %s: %s", name, c.what, res.Decision)
		}
	}
}

// A18: the wrong office accepts nothing and names the right one, at the
// application and at every procedure of a holder alike, each by the clause that
// names its office; and what the rules hold of the request is said all the same.
// Wrong are another district's station, the district's public security organ,
// which is public security (5.1) and neither of the two bodies that the clauses
// name, and for a move the station of the old address. An office whose district is not
// recorded may be the right one: that is open.
func TestTheWrongOfficeAcceptsNothing(t *testing.T) {
	ctx := context.Background()
	official := func(id permit.OfficeID, kind permit.OfficeKind, where permit.District) permit.Actor {
		return permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-003", Office: permit.Office{ID: id, Kind: kind, District: where}}
	}
	const on = "2026-02-20"
	type procedure = func(*scene, permit.ID, permit.Actor) (registry.Result, error)
	move := func(to string) procedure {
		return func(s *scene, id permit.ID, by permit.Actor) (registry.Result, error) {
			return s.ChangeAddress(ctx, s.order(by, on), registry.AddressChange{Permit: id, Presence: inPerson, Address: address(t, to, home), Moved: day(on)})
		}
	}
	procedures := map[string]struct {
		clause string
		do     procedure
	}{
		"apply": {"8.1", func(s *scene, _ permit.ID, by permit.Actor) (registry.Result, error) {
			p := person(t, "测试乙", "1991-04-16")
			s.register(p, "2024-01-10")
			return s.Apply(ctx, s.order(by, on), application(t, p))
		}},
		"endorse": {"14.2.b", func(s *scene, id permit.ID, by permit.Actor) (registry.Result, error) {
			return s.Endorse(ctx, s.order(by, on), registry.Endorsing{Permit: id, Presence: inPerson})
		}},
		"reissue": {"12.1", func(s *scene, id permit.ID, by permit.Actor) (registry.Result, error) {
			return s.Reissue(ctx, s.order(by, on), registry.Reissuing{Permit: id, Presence: inPerson, Lost: permit.Yes})
		}},
		"exchange": {"12.1", func(s *scene, id permit.ID, by permit.Actor) (registry.Result, error) {
			return s.Exchange(ctx, s.order(by, on), registry.Exchanging{Permit: id, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
		}},
		"move within the district": {"13.1", move("110108")},
	}
	for name, p := range procedures {
		for _, c := range []struct {
			what     string
			by       permit.Actor
			outcome  rule.Outcome
			next     eligibility.Next
			recorded bool
		}{
			{"the station of the place", official("PS-HAIDIAN-2", permit.PoliceStation, permit.Haidian), rule.Approved, eligibility.NextUnknown, true},
			{"another district's station", official("PS-CHAOYANG-1", permit.PoliceStation, permit.Chaoyang), rule.Refused, eligibility.NextOtherOffice, false},
			{"the district's bureau", official("PSB-HAIDIAN", permit.DistrictPublicSecurity, permit.Haidian), rule.Refused, eligibility.NextOtherOffice, false},
			{"a station of no recorded district", official("PS-1", permit.PoliceStation, permit.DistrictUnknown), rule.Undetermined, eligibility.NextAskForFacts, false},
		} {
			what := name + ", " + c.what
			s := newScene(t)
			id := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10").Permit
			before := s.stored()
			res, err := p.do(s, id, c.by)
			require.NoError(t, err, what)
			assert.Equal(t, c.recorded, res.Receipt.Recorded, "%s: %s", what, res.Decision)
			assert.Equal(t, c.outcome, res.Venue.Outcome(), what)
			if c.recorded {
				continue
			}
			assert.Equal(t, c.next, res.Receipt.Next, what)
			assert.Equal(t, res.Venue, res.Decision, what)
			for _, r := range res.Decision.Results() {
				assert.Equal(t, p.clause, r.Cite.String(), what)
			}
			if name == "apply" {
				assert.Equal(t, rule.Met, res.Conditions.Truth(eligibility.CodeHalfYear), what)
			} else {
				assert.True(t, res.Conditions.Approved(), what)
				assert.Equal(t, before, s.stored(), what)
			}
		}
	}

	// After a move the office is that of the new address (A18).
	for where, right := range map[permit.District]bool{permit.Haidian: false, permit.Chaoyang: true} {
		s := newScene(t)
		id := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10").Permit
		res, err := move("110105")(s, id, official("PS-1", permit.PoliceStation, where))
		require.NoError(t, err)
		assert.Equal(t, right, res.Receipt.Recorded, where)
	}
}

// A refusal outranks what is open: somebody at the wrong office is sent to the
// right one, and not asked for facts that only that one needs.
func TestTheWrongOfficeAsksForNoFacts(t *testing.T) {
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	res, err := s.Reissue(context.Background(), s.order(at(officer, permit.Chaoyang), "2026-02-20"), registry.Reissuing{Permit: r.Permit, Presence: inPerson})
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, res.Decision.Outcome())
	assert.Equal(t, eligibility.NextOtherOffice, res.Receipt.Next)
	assert.Equal(t, rule.Undetermined, res.Conditions.Outcome())
}
