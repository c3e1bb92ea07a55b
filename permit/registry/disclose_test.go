package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// What is shown is what was asked for, and the log says who saw what, where and
// what for, but not what it says (25.1).
func TestDisclosureIsLogged(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	all := []registry.Field{registry.FieldName, registry.FieldIDNumber, registry.FieldBorn, registry.FieldHousehold, registry.FieldAddress}
	for i, field := range all {
		d, err := s.RevealHolder(ctx, s.order(officer, "2025-06-01"), registry.Disclosing{
			Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{field},
		})
		require.NoError(t, err)
		assert.Equal(t, i == 0, d.Person.Name == p.Name)
		assert.Equal(t, i == 1, d.Person.IDNumber == p.IDNumber)
		assert.Equal(t, i == 2, d.Person.Born == p.Born)
		assert.Equal(t, i == 3, d.Person.Household == p.Household)
		assert.Equal(t, i == 4, d.Address == address(t, "110108", home))
	}
	log := s.disclosures()
	require.Len(t, log, len(all))
	assert.Contains(t, log, storage.Disclosure{
		Kind: registry.KindPermit, ID: string(r.Permit), Actor: "P-001", Office: "PS-HAIDIAN-1",
		Purpose: "make-card", Clause: "25.1", Fields: []string{"idNumber"},
	})

	// The value masks itself still and gives its text to the purpose.
	d, err := s.RevealHolder(ctx, s.order(officer, "2025-06-01"), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: all,
	})
	require.NoError(t, err)
	text, err := d.Person.Name.Reveal(permit.PurposeMakeCard)
	require.NoError(t, err)
	assert.Equal(t, "测试甲", text)

	// A department sees an application for its review, with the photograph if
	// it asks for that.
	d, err = s.RevealApplication(ctx, s.order(reviewer, "2025-06-01"), registry.Disclosing{
		Record: r.Number, Purpose: permit.PurposeReview, Fields: []registry.Field{registry.FieldPhoto},
	})
	require.NoError(t, err)
	assert.False(t, d.Photo.IsZero())
	assert.Equal(t, permit.Person{}, d.Person)
	log = s.disclosures()
	assert.Equal(t, "5.2", log[len(log)-1].Clause, "the clause the department acts on")
}

func TestDisclosureNeedsPurposeFieldsAndActor(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	fine := registry.Disclosing{Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.FieldName}}
	for _, wrong := range []func(*registry.Disclosing){
		func(in *registry.Disclosing) { in.Purpose = "" },
		func(in *registry.Disclosing) { in.Fields = nil },
		func(in *registry.Disclosing) { in.Fields = []registry.Field{"everything"} },
		func(in *registry.Disclosing) { in.Fields = []registry.Field{registry.FieldPhoto} },
	} {
		in := fine
		wrong(&in)
		_, err := s.RevealHolder(ctx, s.order(officer, "2025-06-01"), in)
		require.ErrorIs(t, err, permit.ErrInvalid)
	}
	nobody := officer
	nobody.ID = ""
	_, err := s.RevealHolder(ctx, s.order(nobody, "2025-06-01"), fine)
	require.ErrorIs(t, err, permit.ErrMissing)
	fine.Record = "P-NONE"
	_, err = s.RevealHolder(ctx, s.order(officer, "2025-06-01"), fine)
	require.ErrorIs(t, err, registry.ErrNotFound)
	_, err = s.RevealApplication(ctx, s.order(reviewer, "2025-06-01"), registry.Disclosing{
		Record: r.Number, Purpose: permit.PurposeSanction, Fields: []registry.Field{registry.FieldName},
	})
	require.ErrorIs(t, err, registry.ErrNotAuthorised, "a department reviews and does nothing else with it")
	review := registry.Disclosing{Record: r.Number, Purpose: permit.PurposeReview, Fields: []registry.Field{registry.FieldName}}
	for _, kind := range []permit.OfficeKind{permit.Education, permit.HumanResources} {
		other := reviewer
		other.Office = permit.Office{ID: "D-1", Kind: kind}
		_, err = s.RevealApplication(ctx, s.order(other, "2025-06-01"), review)
		require.ErrorIs(t, err, registry.ErrNotAuthorised, "no proof of that kind to review")
	}
	review.Record = "A-NONE"
	_, err = s.RevealApplication(ctx, s.order(reviewer, "2025-06-01"), review)
	require.ErrorIs(t, err, registry.ErrNotFound)
	assert.Empty(t, s.disclosures())

	// One that the article does not name, but that has reviewed.
	named := reviewer
	named.Office = permit.Office{ID: "CIVIL-1", Kind: permit.CivilAffairs}
	p := person(t, "测试乙", "1991-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-06-01")
	review.Record = n
	_, err = s.RevealApplication(ctx, s.order(named, "2025-06-01"), review)
	require.ErrorIs(t, err, registry.ErrNotAuthorised)
	_, err = s.ReviewProof(ctx, s.order(named, "2025-06-01"), registry.ProofReview{
		Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Accepted, Competence: found(eligibility.GroundReviewerCompetence, station, "2025-06-01"),
	})
	require.NoError(t, err)
	_, err = s.RevealApplication(ctx, s.order(named, "2025-06-01"), review)
	require.NoError(t, err)
}

// What is known of a holder is as of the order's day.
func TestDisclosureIsAsOfTheDay(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	moved := address(t, "110105", "测试街乙二号")
	_, err := s.ChangeAddress(ctx, s.order(at(clerk, permit.Chaoyang), "2025-06-10"), registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: moved, Moved: day("2025-06-08")})
	require.NoError(t, err)
	for on, want := range map[string]permit.Address{"2025-06-09": address(t, "110108", home), "2025-06-10": moved} {
		d, err := s.RevealHolder(ctx, s.order(officer, on), registry.Disclosing{
			Record: string(r.Permit), Purpose: permit.PurposeInformationCheck, Fields: []registry.Field{registry.FieldAddress},
		})
		require.NoError(t, err)
		assert.Equal(t, want, d.Address, on)
	}
}

// Before the issue there is nothing to show, and the log says nothing of it: 25.1
// asks who saw what, not who asked.
func TestNothingIsDisclosedBeforeTheIssue(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	ask := registry.Disclosing{Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.FieldName}}
	early := s.order(officer, "2025-06-01")
	early.On = day("2025-03-09")
	d, err := s.RevealHolder(ctx, early, ask)
	require.ErrorIs(t, err, registry.ErrState)
	assert.Zero(t, d)
	early.Request += "-masked"
	_, err = s.ViewHolder(ctx, early, ask)
	require.ErrorIs(t, err, registry.ErrState)
	assert.Empty(t, s.disclosures())
	early.Request, early.On = early.Request+"-issue", day("2025-03-10")
	d, err = s.RevealHolder(ctx, early, ask)
	require.NoError(t, err)
	assert.False(t, d.Person.Name.IsZero())
	assert.Len(t, s.disclosures(), 1)
}
