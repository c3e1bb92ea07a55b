package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// formerOffice issued permits before this registry was in use.
var formerOffice = permit.Actor{
	Kind: permit.PublicSecurityOrgan, Office: permit.Office{ID: "PS-OLD", Kind: permit.PoliceStation, District: permit.Haidian},
}

// former is a permit of a former register, endorsed once.
func former(t testing.TB) registry.FormerPermit {
	return registry.FormerPermit{
		Permit: "OLD-P-1", Card: "OLD-C-1", Holder: person(t, "测试甲", "1990-03-15"), Address: address(t, "110108", home),
		By: formerOffice, AcceptedOn: day("2024-02-20"), IssuedOn: day("2024-03-10"), EndorsedOn: []civil.Date{day("2025-03-01")},
		ConditionsMet: permit.Yes, Complete: permit.Yes, GoesOnLiving: permit.Yes,
		Finding: found(registry.GroundFormerRegister, station, "2025-06-01"),
	}
}

// TestTakeOver: each act has its own day, actor and clause; the term of 14.2.a
// counts from the endorsed one.
func TestTakeOver(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	res, err := s.TakeOver(ctx, s.order(officer, "2025-06-02"), former(t))
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.Equal(t, permit.ID("OLD-P-1"), res.Receipt.Permit)
	assert.Equal(t, permit.CardNumber("OLD-C-1"), res.Receipt.Card)
	assert.Equal(t, permit.Active, res.Receipt.Status)
	acts, err := s.History(ctx, officer, "OLD-P-1")
	require.NoError(t, err)
	require.Len(t, acts, 3)
	for i, want := range []struct {
		kind       permit.ActKind
		on, clause string
		by         permit.Actor
	}{
		{permit.ActIssued, "2024-03-10", "11.1", formerOffice},
		{permit.ActEndorsed, "2025-03-01", "14.2.b", formerOffice},
		{permit.ActFindingRecorded, "2025-06-02", "21.1.a", officer},
	} {
		assert.Equal(t, want.kind, acts[i].Kind)
		assert.Equal(t, day(want.on), acts[i].On)
		assert.Equal(t, day(want.on), acts[i].Recorded.Day())
		assert.Equal(t, want.clause, acts[i].Cite.String())
		assert.Equal(t, want.by, acts[i].By)
	}
	// 14.2.a: the corresponding day of the year after the endorsement.
	assert.Equal(t, day("2026-03-01"), res.Receipt.LastValid)
	v, err := s.Verify(ctx, officer, "OLD-C-1", day("2025-06-02"))
	require.NoError(t, err)
	assert.Equal(t, permit.VerifiedActive, v.Status)

	_, err = s.TakeOver(ctx, s.order(officer, "2025-06-03"), former(t))
	assert.ErrorIs(t, err, registry.ErrState, "the holder has a permit now")
}

// TestTakeOverLate: an endorsement after the term rests on 14.3.b.
func TestTakeOverLate(t *testing.T) {
	s := newScene(t)
	in := former(t)
	in.EndorsedOn = []civil.Date{day("2025-05-20")}
	res, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	acts, err := s.History(context.Background(), officer, "OLD-P-1")
	require.NoError(t, err)
	assert.Equal(t, "14.3.b", acts[1].Cite.String())
}

// TestTakeOverGuessesNothing: what the register does not say stays unknown, and
// where the law needs it nothing is recorded.
func TestTakeOverGuessesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*registry.FormerPermit)
		want   rule.Outcome
	}{
		"conditions unknown":  {func(p *registry.FormerPermit) { p.ConditionsMet = permit.FlagUnknown }, rule.Undetermined},
		"papers unknown":      {func(p *registry.FormerPermit) { p.Complete = permit.FlagUnknown }, rule.Undetermined},
		"acceptance unknown":  {func(p *registry.FormerPermit) { p.AcceptedOn = civil.Date{} }, rule.Undetermined},
		"conditions not met":  {func(p *registry.FormerPermit) { p.ConditionsMet = permit.No }, rule.Refused},
		"living on unknown":   {func(p *registry.FormerPermit) { p.GoesOnLiving = permit.FlagUnknown }, rule.Undetermined},
		"endorsed too early":  {func(p *registry.FormerPermit) { p.EndorsedOn = []civil.Date{day("2024-04-01")} }, rule.Refused},
		"by nobody competent": {func(p *registry.FormerPermit) { p.By = clerk }, rule.Refused},
	} {
		s := newScene(t)
		in := former(t)
		c.change(&in)
		res, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
		require.NoError(t, err, name)
		assert.False(t, res.Receipt.Recorded, name)
		assert.Equal(t, c.want, res.Decision.Outcome(), name)
		_, err = s.History(context.Background(), officer, "OLD-P-1")
		assert.ErrorIs(t, err, registry.ErrNotFound, name)
	}
	for name, change := range map[string]func(*registry.FormerPermit){
		"no finding":        func(p *registry.FormerPermit) { p.Finding = permit.Finding{} },
		"a finding to come": func(p *registry.FormerPermit) { p.Finding.Day = day("2025-06-03") },
		"another's finding": func(p *registry.FormerPermit) { p.Finding.Authority = housing },
		"outside Beijing":   func(p *registry.FormerPermit) { p.Address = address(t, "130100", home) },
		"no day":            func(p *registry.FormerPermit) { p.IssuedOn = civil.Date{} },
		"a day to come":     func(p *registry.FormerPermit) { p.IssuedOn = day("2025-06-03") },
		"days out of order": func(p *registry.FormerPermit) { p.EndorsedOn = []civil.Date{day("2025-03-01"), day("2025-03-01")} },
		"an issue before the birth": func(p *registry.FormerPermit) {
			p.AcceptedOn, p.IssuedOn, p.EndorsedOn = day("0001-01-01"), day("0001-01-02"), nil
		},
		"an acceptance before the birth":    func(p *registry.FormerPermit) { p.AcceptedOn = day("1990-03-14") },
		"a registration before the birth":   func(p *registry.FormerPermit) { p.RegisteredSince = day("1990-03-14") },
		"a former permit before the birth":  func(p *registry.FormerPermit) { p.FormerPermitSince = day("1990-03-14") },
		"a registration after the issue":    func(p *registry.FormerPermit) { p.RegisteredSince = day("2024-03-11") },
		"a former permit after the issue":   func(p *registry.FormerPermit) { p.FormerPermitSince = day("2024-03-11") },
		"an endorsement before the issue":   func(p *registry.FormerPermit) { p.EndorsedOn = []civil.Date{day("2024-03-09")} },
		"more endorsements than fit an act": func(p *registry.FormerPermit) { p.EndorsedOn = yearly("1860-03-01", 165) },
		"a number no code":                  func(p *registry.FormerPermit) { p.Card = "card 1" },
		"nobody":                            func(p *registry.FormerPermit) { p.Holder.IDNumber = permit.IDNumber{} },
	} {
		s := newScene(t)
		in := former(t)
		change(&in)
		_, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
		assert.ErrorIs(t, err, permit.ErrInvalid, name)
	}
}

// yearly are so many days, each a year after the one before.
func yearly(first string, n int) (list []civil.Date) {
	for d := day(first); len(list) < n; d = d.AddYears(1) {
		list = append(list, d)
	}
	return list
}

// TestTakeOverAsMuchAsFits: a permit with the most endorsements that are accepted
// fits into one transaction.
func TestTakeOverAsMuchAsFits(t *testing.T) {
	s := newScene(t)
	in := former(t)
	in.Holder.IDNumber, in.Holder.Born = permit.IDNumber{}, civil.Date{} // an older one than there is
	number, err := permit.ParseDocumentNumber("E00000000")
	require.NoError(t, err)
	in.Document = permit.Document{Kind: permit.Passport, Number: number}
	in.AcceptedOn, in.IssuedOn, in.EndorsedOn = day("1860-02-20"), day("1860-03-10"), yearly("1861-03-01", 164)
	res, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	acts, err := s.History(context.Background(), officer, "OLD-P-1")
	require.NoError(t, err)
	assert.Len(t, acts, 166)
}

// TestATrialRecordsNothing and gives the answer that the act then has.
func TestATrialRecordsNothing(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	o := s.order(officer, "2025-06-02")
	o.Trial = true
	tried, err := s.TakeOver(ctx, o, former(t))
	require.NoError(t, err)
	assert.True(t, tried.Trial)
	_, err = s.History(ctx, officer, "OLD-P-1")
	require.ErrorIs(t, err, registry.ErrNotFound)
	for shard := range s.store.Shards() {
		head, err := s.store.Verify(ctx, shard)
		require.NoError(t, err)
		assert.Zero(t, head.Seq)
	}

	o.Trial = false
	done, err := s.TakeOver(ctx, o, former(t))
	require.NoError(t, err)
	assert.False(t, done.Trial)
	assert.Equal(t, tried.Receipt, done.Receipt)

	o.Trial = true
	again, err := s.TakeOver(ctx, o, former(t))
	require.NoError(t, err)
	assert.True(t, again.Replayed, "what was done is not tried")
	assert.False(t, again.Trial)

	// Nobody's data is shown on trial, for that would be seen and not logged.
	show := s.order(officer, "2025-06-02")
	show.Trial = true
	_, err = s.RevealHolder(ctx, show, registry.Disclosing{
		Record: "OLD-P-1", Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.FieldName},
	})
	assert.ErrorIs(t, err, permit.ErrContradiction)
}

// A finding attests what was so on its day: nothing after it is taken over.
func TestTakeOverNothingAfterTheFinding(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*registry.FormerPermit)
		field  string
	}{
		"endorsed": {func(p *registry.FormerPermit) { p.Finding.Day = day("2025-02-28") }, "formerPermit.endorsedOn"},
		"issued": {func(p *registry.FormerPermit) {
			p.Finding.Day, p.EndorsedOn = day("2024-03-09"), nil
		}, "formerPermit.issuedOn"},
	} {
		in := former(t)
		c.change(&in)
		s := newScene(t)
		_, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault, name)
		require.ErrorIs(t, err, permit.ErrContradiction, name)
		assert.Equal(t, c.field, fault.Field, name)
	}
	in := former(t)
	in.Finding.Day = day("2025-03-01")
	s := newScene(t)
	res, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded, "the day of the finding is attested")
}

// A fault has the path of the input, not that of the act it would become.
func TestTakeOverFaultsSayWhere(t *testing.T) {
	for field, change := range map[string]func(*registry.FormerPermit){
		"formerPermit.holder.idNumber":   func(p *registry.FormerPermit) { p.Holder.IDNumber = permit.IDNumber{} },
		"formerPermit.registeredSince":   func(p *registry.FormerPermit) { p.RegisteredSince = day("2024-03-11") },
		"formerPermit.formerPermitSince": func(p *registry.FormerPermit) { p.FormerPermitSince = day("2024-03-11") },
	} {
		s := newScene(t)
		in := former(t)
		change(&in)
		_, err := s.TakeOver(context.Background(), s.order(officer, "2025-06-02"), in)
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault, field)
		assert.Equal(t, field, fault.Field)
	}
}
