package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// What a screen shows by default: each field that was asked for, masked, and the
// log says so.
func TestMaskedView(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	every := []registry.Field{registry.FieldName, registry.FieldIDNumber, registry.FieldBorn, registry.FieldHousehold, registry.FieldAddress}

	v, err := s.ViewHolder(ctx, s.order(clerk, "2025-06-01"), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.PurposeInformationCheck, Fields: every,
	})
	require.NoError(t, err)
	number, err := p.IDNumber.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, registry.Masked{
		Name: "***", IDNumber: "130**************" + string(number[17:]), Born: "***",
		Household: permit.HouseholdRegistered.Label(language.Chinese), Address: "address(110108, ***)",
	}, v)

	v, err = s.ViewApplication(ctx, s.order(reviewer, "2025-06-01"), registry.Disclosing{
		Record: r.Number, Purpose: permit.PurposeReview, Fields: []registry.Field{registry.FieldPhoto},
	})
	require.NoError(t, err)
	assert.Equal(t, registry.Masked{Photo: "***"}, v, "only what was asked for")

	log := s.disclosures()
	require.Len(t, log, 2)
	assert.Contains(t, log, storage.Disclosure{
		Kind: registry.KindPermit, ID: string(r.Permit), Actor: "A-001", Office: "AG-HAIDIAN-1", Purpose: "information-check",
		Clause: "5.1", Fields: []string{"name", "idNumber", "born", "household", "address"}, Masked: true,
	})
	assert.Contains(t, log, storage.Disclosure{
		Kind: registry.KindApplication, ID: r.Number, Actor: "H-001", Office: "HOUSING-1", Purpose: "review",
		Clause: "5.2", Fields: []string{"photo"}, Masked: true,
	})

	// In full needs more: the clerk of an agency is refused, and nothing is logged.
	_, err = s.RevealHolder(ctx, s.order(clerk, "2025-06-01"), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.PurposeInformationCheck, Fields: every,
	})
	require.ErrorIs(t, err, registry.ErrNotAuthorised)
	for _, wrong := range []registry.Disclosing{
		{Record: string(r.Permit), Fields: every},
		{Record: string(r.Permit), Purpose: permit.PurposeInformationCheck},
	} {
		_, err = s.ViewHolder(ctx, s.order(clerk, "2025-06-01"), wrong)
		require.ErrorIs(t, err, permit.ErrInvalid, "a masked view needs a purpose and fields as well")
	}
	other := reviewer
	other.Office = labour
	_, err = s.ViewApplication(ctx, s.order(other, "2025-06-01"), registry.Disclosing{
		Record: r.Number, Purpose: permit.PurposeReview, Fields: every,
	})
	require.ErrorIs(t, err, registry.ErrNotAuthorised, "no proof of that department's")
	assert.Len(t, s.disclosures(), 2)
}

// A purpose in one's own words may name somebody: the log has it sealed, and who
// has the keys can read it.
func TestPurposeInWordsIsSealed(t *testing.T) {
	ctx := context.Background()
	s := newSealedScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	const words = "测试乙来所查询其兄的居住证"
	_, err := s.RevealHolder(ctx, s.order(officer, "2025-06-01"), registry.Disclosing{
		Record: string(r.Permit), Purpose: words, Fields: []registry.Field{registry.FieldName},
	})
	require.NoError(t, err)
	found := 0
	require.NoError(t, s.store.View(ctx, func(ctx context.Context, rd *storage.Reader) error {
		for shard := range s.store.Shards() {
			for e, err := range rd.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				assert.NotContains(t, string(e.Data), "测试乙")
				if e.Type != storage.LogDisclosure {
					continue
				}
				found++
				d, err := s.store.OpenDisclosure(ctx, &e)
				require.NoError(t, err)
				assert.Equal(t, registry.PurposeInWords, d.Purpose)
				assert.Equal(t, words, d.Detail)
			}
		}
		return nil
	}))
	assert.Equal(t, 1, found)
}
