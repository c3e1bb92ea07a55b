package registry

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Of what is not recorded there is nothing to mask, and the view says that.
func TestMaskedNothing(t *testing.T) {
	none := new(Disclosure).masked([]Field{FieldName, FieldIDNumber, FieldBorn, FieldHousehold, FieldAddress, FieldPhoto})
	assert.Equal(t, Masked{Name: "-", IDNumber: "-", Born: "-", Household: "-", Address: "address(-, -)", Photo: "-"}, none)
}
