package permit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestActorValidate(t *testing.T) {
	office := func(k OfficeKind) Office { return Office{ID: "01", Kind: k} }
	for _, c := range []struct {
		actor Actor
		want  []string
	}{
		{Actor{Kind: PoliceOfficer, Office: office(PoliceStation)}, nil},
		{Actor{Kind: PublicSecurityOrgan, Office: office(MunicipalPublicSecurity)}, nil},
		{Actor{Kind: PublicSecurityOfficer, Office: office(DistrictPublicSecurity)}, nil},
		{Actor{Kind: AuxiliaryOfficer, Office: office(PoliceStation)}, nil},
		{Actor{Kind: AgencyClerk, Office: office(EntrustedAgency)}, nil},
		{Actor{Kind: DepartmentReviewer, Office: office(Housing)}, nil},
		{Actor{Kind: Holder}, nil},
		{Actor{Kind: Unit, ID: "u-1"}, nil},
		{Actor{}, []string{"actor.kind"}},
		{Actor{Kind: 99}, []string{"actor.kind"}},
		{Actor{Kind: AgencyClerk}, []string{"actor.office.id", "actor.office.kind"}},
		{Actor{Kind: AgencyClerk, Office: office(PoliceStation)}, []string{"actor.office.kind"}},
		{Actor{Kind: PoliceOfficer, Office: office(EntrustedAgency)}, []string{"actor.office.kind"}},
		{Actor{Kind: DepartmentReviewer, Office: office(PoliceStation)}, []string{"actor.office.kind"}},
		{Actor{Kind: DepartmentReviewer, Office: office(99)}, []string{"actor.office.kind", "actor.office.kind"}},
		{Actor{Kind: Holder, Office: office(PoliceStation)}, []string{"actor.office"}},
		{Actor{Kind: Individual, ID: "130100201003150000"}, []string{"actor.id"}},
	} {
		assert.Equal(t, c.want, faultsOf(t, c.actor.Validate()), c.actor)
	}
	assert.True(t, Actor{}.IsZero())
	assert.True(t, Office{}.IsZero())
}

// TestPublicTextsCarryNoNumber: what everybody may read is not masked, so it
// must not be a hiding place.
func TestPublicTextsCarryNoNumber(t *testing.T) {
	office := Office{ID: "id 11010519491231002x", Kind: PoliceStation, District: 99, Name: "line\nline"}
	err := office.Validate()
	assert.Equal(t, []string{"office.id", "office.district", "office.name"}, faultsOf(t, err))
	assert.ErrorIs(t, err, ErrPersonal)
	assert.ErrorIs(t, err, ErrText)
	assert.NotContains(t, err.Error(), "1949")
	for _, bad := range []OfficeID{" 01", "01 ", OfficeID(strings.Repeat("x", 201))} {
		assert.ErrorIs(t, Office{ID: bad, Kind: PoliceStation}.Validate(), ErrText)
	}
	assert.NoError(t, Office{ID: OfficeID(strings.Repeat("x", 200)), Kind: PoliceStation}.Validate())
}
