package permit

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHousehold(t *testing.T) {
	at := func(code string) Household { return RegisteredAt(division(t, code)) }
	for _, c := range []struct {
		h                  Household
		beijing, elsewhere Flag // elsewhere: under the national provisions of 2.2
		valid              bool
	}{
		{Household{}, FlagUnknown, FlagUnknown, true},
		{at("110105"), Yes, No, true},
		{at("110000"), Yes, No, true},
		{at("110228"), Yes, No, true}, // retired codes of Beijing are Beijing
		{at("131082"), No, No, true},
		{at("120000"), No, No, true},
		{Household{Status: HouseholdRegistered}, FlagUnknown, No, false},
		{Household{Status: HouseholdNone}, No, No, true},
		{Household{Status: HouseholdHongKong}, No, Yes, true},
		{Household{Status: HouseholdMacao}, No, Yes, true},
		{Household{Status: HouseholdTaiwan}, No, Yes, true},
		{Household{Status: HouseholdNone, Place: division(t, "130000")}, No, No, false},
		{Household{Place: division(t, "130000")}, FlagUnknown, FlagUnknown, false},
		{Household{Status: 99}, FlagUnknown, FlagUnknown, false},
	} {
		assert.Equal(t, c.beijing, c.h.InBeijing(), c.h)
		assert.Equal(t, c.elsewhere, c.h.OtherRegime(), c.h)
		assert.Equal(t, c.valid, c.h.Validate() == nil, c.h)
	}
}
