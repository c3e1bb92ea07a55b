package registry_test

import (
	"context"
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// The range of 26 (A56, A57), and a sanction is recorded only if it is lawful.
func TestSanctionIsCheckedBeforeItIsRecorded(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	for yuan, lawful := range map[string]bool{"0": false, "0.01": true, "200": true, "200.01": false} {
		before := s.stored()
		out, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), lending(t, "2025-05-20", yuan))
		require.NoError(t, err)
		assert.Equal(t, lawful, out.Receipt.Recorded, yuan)
		assert.Equal(t, permit.StatusUnknown, out.Receipt.Status, "it says nothing of a permit")
		assert.Equal(t, lawful, s.stored() > before, yuan)
		if lawful {
			assert.Equal(t, "26.1.c", out.Receipt.Cite.String())
			assert.NotEmpty(t, out.Receipt.Number)
		}
	}
	in := lending(t, "2025-05-20", "100")
	in.Proposal.Sanction.Warning = false
	out, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.Contains(t, codes(out.Decision), "PEN-WAR-01")
}

// With a commencement set an act before it carries no sanction; without one
// nothing claims to be in force (A77).
func TestNoSanctionBeforeCommencement(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Commencement = day("2025-05-20") })
	for on, force := range map[string]permit.Flag{"2025-05-19": permit.No, "2025-05-20": permit.Yes, "2025-05-21": permit.Yes} {
		out, err := s.Sanction(ctx, s.order(officer, on), lending(t, on, "100"))
		require.NoError(t, err)
		assert.Equal(t, force == permit.Yes, out.Receipt.Recorded, on)
		assert.Equal(t, force, out.Receipt.InForce, on)
		if force == permit.No {
			assert.Equal(t, []string{"PEN-LIA-09"}, codes(out.Decision))
		}
	}
	out, err := newScene(t).Sanction(ctx, s.order(officer, "2025-05-19"), lending(t, "2025-05-19", "100"))
	require.NoError(t, err)
	assert.True(t, out.Receipt.Recorded)
	assert.Equal(t, permit.FlagUnknown, out.Receipt.InForce)
}

// A breach without a sanction, and a waiver with one (A39, A67).
func TestNothingImposed(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	in := lending(t, "2025-05-20", "100")
	in.Proposal.Case.Act, in.Proposal.Sanction = penalty.Unsanctioned, penalty.Sanction{}
	out, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.True(t, out.Decision.Approved(), "%s", out.Decision)
	assert.False(t, out.Receipt.Recorded)

	in = lending(t, "2025-05-20", "100")
	in.Proposal.Sanction = penalty.Sanction{}
	in.Proposal.Mitigation = penalty.Mitigation{Kind: penalty.Waived, Basis: penalty.APL33}
	out, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.True(t, out.Receipt.Recorded, "%s", out.Decision)
}

// The age comes from the person and is not asked of a unit (A70).
func TestOffendersAge(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	in := lending(t, "2025-05-20", "100")
	in.Offender = person(t, "测试幼", "2011-05-20") // 14 from 2025-05-21 on (A05)
	out, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.Contains(t, codes(out.Decision), "PEN-LIA-04")

	in.Offender.Born = civil.Date{}
	out, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, out.Decision.Outcome(), "ages are not read from the number")

	in.Proposal.Case.Offender.Born = day("1980-01-01")
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.ErrorIs(t, err, permit.ErrContradiction)
	in = lending(t, "2025-05-20", "100")
	in.Proposal.Authority = permit.Housing
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.ErrorIs(t, err, permit.ErrContradiction)
	in.Proposal.Authority, in.Proposal.Tier = permit.OfficeUnknown, penalty.Tier(99)
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.ErrorIs(t, err, permit.ErrInvalid)
	_, err = s.Refer(ctx, s.order(officer, "2025-06-02"), registry.Sanctioning{Proposal: penalty.Proposal{Case: penalty.Case{Act: penalty.Act(99)}}})
	require.ErrorIs(t, err, permit.ErrInvalid)

	number, err := permit.ParseDocumentNumber("91110000TEST000001")
	require.NoError(t, err)
	unit := registry.Sanctioning{
		Offender: permit.Person{Name: name(t, "测试公司")}, Document: permit.Document{Kind: permit.OtherDocument, Number: number},
		Proposal: penalty.Proposal{
			Case: penalty.Case{
				Act: penalty.UnlawfulSeizure, Offender: penalty.Offender{Kind: permit.Unit}, Day: day("2025-05-20"), Discovered: day("2025-05-20"),
			},
			Sanction: penalty.Sanction{Warning: true, Fine: penalty.Yuan(decimal.NewFromInt(200))},
		},
	}
	out, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), unit)
	require.NoError(t, err)
	assert.True(t, out.Receipt.Recorded, "%s", out.Decision)
	unit.Document = permit.Document{}
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-02"), unit)
	require.ErrorIs(t, err, permit.ErrMissing, "nobody to file it under")
}

// A suspected crime and official misconduct are referred, without an amount;
// anything else is not (28.2, 29, A72, A74).
func TestRefer(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	in := lending(t, "2025-05-20", "100")
	none, err := s.Refer(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.False(t, none.Receipt.Recorded)
	assert.Empty(t, none.Referrals)

	in.Proposal.Case.Act = penalty.Forge
	in.Proposal.Case.Crime = found(penalty.FoundCrime, station, "2025-06-01")
	in.Proposal.Tier, in.Proposal.Sanction = penalty.BaseTier, penalty.Sanction{Days: 10}
	refused, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	assert.Contains(t, codes(refused.Decision), "PEN-LIA-11", "no administrative sanction meanwhile")
	out, err := s.Refer(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	require.True(t, out.Receipt.Recorded)
	require.Len(t, out.Referrals, 1)
	assert.Equal(t, penalty.Criminal, out.Referrals[0].Kind)
	assert.Equal(t, "28.2", out.Receipt.Cite.String())

	// An agency's clerk leaks data: 29.2, not 29.1 (A74).
	clerkCase := lending(t, "2025-05-20", "100")
	clerkCase.Proposal.Case.Act, clerkCase.Proposal.Case.Offender.Kind = penalty.LeakInformation, permit.AgencyClerk
	out, err = s.Refer(ctx, s.order(officer, "2025-06-02"), clerkCase)
	require.NoError(t, err)
	require.True(t, out.Receipt.Recorded)
	assert.Equal(t, "29.2", out.Receipt.Cite.String())
	assert.Equal(t, penalty.Disposition, out.Referrals[0].Kind)
}

// Sanctions are found under the offender by those who may, with an entry for
// each, and never through the permit or its holder.
func TestSanctionsAreKeptApart(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	in := lending(t, "2025-05-20", "200")
	r := s.issued(in.Offender, "2025-03-10")
	in.Permit = r.Permit
	_, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	crime := in
	crime.Proposal.Case.Act = penalty.Forge
	crime.Proposal.Case.Crime = found(penalty.FoundCrime, station, "2025-06-01")
	_, err = s.Refer(ctx, s.order(officer, "2025-06-03"), crime)
	require.NoError(t, err)

	card, err := s.store.Header(ctx, registry.KindPermit, string(r.Permit))
	require.NoError(t, err)
	for _, kind := range []storage.Kind{registry.KindSanction, registry.KindReferral} {
		for _, q := range []storage.Query{
			{Index: storage.ByRef, Kind: kind, Ref: string(r.Permit)},
			{Index: storage.ByHolder, Kind: kind, Holder: card.Holder},
		} {
			for range s.store.All(ctx, q) {
				t.Fatal("found through the permit")
			}
		}
	}

	before := len(s.disclosures())
	list, err := s.ReadSanctions(ctx, s.order(officer, "2025-06-04"), registry.SanctionSearch{Offender: in.Offender, Purpose: permit.PurposeLegalProceedings})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, penalty.Lend, list[0].Act)
	assert.True(t, in.Proposal.Sanction.Equal(list[0].Sanction))
	assert.Empty(t, list[0].Referrals)
	assert.Equal(t, penalty.Forge, list[1].Act)
	assert.True(t, list[1].Sanction.IsZero(), "a referral has no amount")
	log := s.disclosures()[before:]
	require.Len(t, log, 2)
	assert.Equal(t, []string{"sanction"}, log[0].Fields)
	assert.Equal(t, "P-001", log[0].Actor)

	for _, wrong := range []registry.SanctionSearch{{Offender: in.Offender}, {Purpose: permit.PurposeSanction}} {
		_, err = s.ReadSanctions(ctx, s.order(officer, "2025-06-04"), wrong)
		require.ErrorIs(t, err, permit.ErrInvalid)
	}
	nobody := officer
	nobody.ID = ""
	_, err = s.ReadSanctions(ctx, s.order(nobody, "2025-06-04"), registry.SanctionSearch{Offender: in.Offender, Purpose: permit.PurposeSanction})
	require.ErrorIs(t, err, permit.ErrMissing)
}

// disclosures are all entries of the disclosure log.
func (s *scene) disclosures() (list []storage.Disclosure) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(ctx context.Context, r *storage.Reader) error {
		list = nil
		for shard := range s.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type != storage.LogDisclosure {
					continue
				}
				d, err := storage.ParseDisclosure(&e)
				if err != nil {
					return err
				}
				list = append(list, d)
			}
		}
		return nil
	})
	require.NoError(s.t, err)
	return list
}

// What has no stored form is a fault that names it.
func TestSanctionWithoutStoredForm(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	for field, change := range map[string]func(*registry.Sanctioning){
		"sanction.fine": func(in *registry.Sanctioning) { in.Proposal.Sanction.Fine = penalty.Yuan(decimal.New(1, 40)) },
		"sanction.act":  func(in *registry.Sanctioning) { in.Proposal.Case.Act = 200 },
	} {
		in := registry.Sanctioning{Offender: person(t, "测试甲", "1990-03-15")}
		change(&in)
		_, err := s.Sanction(ctx, s.order(officer, "2026-03-01"), in)
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault, field)
		assert.Equal(t, field, fault.Field)
		assert.Equal(t, field == "sanction.act", errors.Is(err, permit.ErrWord), "only the act is a word: %v", err)
		assert.NotContains(t, err.Error(), "0000")
	}
}
