package permit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/civil"
)

func TestPersonValidate(t *testing.T) {
	id := mustID(t, "130100201003150000")
	assert.NoError(t, Person{}.Validate(), "nothing is required of a record")
	assert.NoError(t, Person{IDNumber: id}.Validate())
	assert.NoError(t, Person{IDNumber: id, Born: civil.MustParse("2010-03-15")}.Validate())
	assert.NoError(t, Person{IDNumber: mustID(t, "911156199001010000"), Born: civil.MustParse("2010-03-15")}.Validate())
	for _, born := range []string{"2010-03-14", "2010-03-16"} {
		err := Person{IDNumber: id, Born: civil.MustParse(born)}.Validate()
		assert.Equal(t, []string{"person.born"}, faultsOf(t, err))
		assert.ErrorIs(t, err, ErrContradiction)
		assert.NotContains(t, err.Error(), "2010")
	}
	err := Person{IDNumber: id, Born: civil.MustParse("2010-03-16"), Nationality: 9, ServingMilitary: 9,
		Household: Household{Status: 9, Place: division(t, "110105")}}.Validate()
	assert.Equal(t, []string{"person.nationality", "person.household.status", "person.household.place",
		"person.servingMilitary", "person.born"}, faultsOf(t, err))
	assert.Equal(t, 4, strings.Count(err.Error(), "; "))
	assert.ErrorIs(t, err, ErrWord)
	assert.ErrorIs(t, err, ErrContradiction)
}

// TestNumberNeverStandsForTheHousehold is reading A07: the number is for life,
// the household moves.
func TestNumberNeverStandsForTheHousehold(t *testing.T) {
	beijingNumber := mustID(t, withCheck("11010520100315000"))
	hebeiNumber := mustID(t, "130100201003150000")
	assert.Equal(t, No, Person{IDNumber: beijingNumber, Household: RegisteredAt(division(t, "130100"))}.Household.InBeijing())
	assert.Equal(t, Yes, Person{IDNumber: hebeiNumber, Household: RegisteredAt(division(t, "110105"))}.Household.InBeijing())
	assert.Equal(t, FlagUnknown, Person{IDNumber: beijingNumber}.Household.InBeijing())
	assert.Equal(t, FlagUnknown, Person{IDNumber: beijingNumber}.OtherRegime())

	for _, number := range []string{"810000199408230005", "830000199201300006", withCheck("82000020100315000")} {
		assert.Equal(t, Yes, Person{IDNumber: mustID(t, number)}.OtherRegime(), "the prefix is enough")
		assert.Equal(t, Yes, Person{IDNumber: mustID(t, number), Household: RegisteredAt(division(t, "130100"))}.OtherRegime())
	}
	assert.Equal(t, Yes, Person{IDNumber: hebeiNumber, Household: Household{Status: HouseholdTaiwan}}.OtherRegime(), "and not necessary")
	assert.Equal(t, No, Person{IDNumber: hebeiNumber, Household: RegisteredAt(division(t, "350000"))}.OtherRegime(), "settled in the mainland")
}
