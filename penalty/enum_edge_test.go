package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The value after the last one of an enumeration is none: it has no clause, no
// range, and supports no mitigation.
func TestTheValueAfterTheLast(t *testing.T) {
	assert.True(t, (InfringeOtherwise + 1).Clause().IsZero())
	assert.False(t, InfringeOtherwise.Clause().IsZero())

	_, ok := RangeOf(Forge, LighterTier+1, nil)
	assert.False(t, ok)
	_, ok = RangeOf(Forge, BaseTier, &Policy{Schedule: ScheduleLaw2026 + 1})
	assert.False(t, ok)
	_, ok = RangeOf(Forge, LighterTier, &Policy{Schedule: ScheduleLaw2026})
	assert.True(t, ok)

	for _, k := range []MitigationKind{NoMitigation, Lighter, Reduced, Waived, Waived + 1} {
		assert.False(t, (PSL25Art21 + 1).Allows(k))
		assert.False(t, NoBasis.Allows(k))
	}
	assert.False(t, APL30.Allows(Waived+1))
	assert.True(t, APL30.Allows(Waived))
}

// Two sanctions are the same only if warning, fine and days are.
func TestSanctionEqualSeesEachPart(t *testing.T) {
	s := Sanction{Warning: true, Fine: fineOfYuan("100"), Days: 10}
	assert.True(t, s.Equal(Sanction{Warning: true, Fine: fineOfYuan("100.00"), Days: 10}))
	for name, o := range map[string]Sanction{
		"warning":    {Fine: fineOfYuan("100"), Days: 10},
		"amount":     {Warning: true, Fine: fineOfYuan("100.01"), Days: 10},
		"no fine":    {Warning: true, Days: 10},
		"days":       {Warning: true, Fine: fineOfYuan("100"), Days: 11},
		"only fine":  {Fine: fineOfYuan("100")},
		"only days":  {Days: 10},
		"only warns": {Warning: true},
		"nothing":    {},
	} {
		assert.False(t, s.Equal(o), name)
		assert.False(t, o.Equal(s), name)
	}
}
