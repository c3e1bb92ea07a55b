package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Whether an act of article 29 falls under its first or second paragraph depends
// on who did it; unknown, it is neither "none" nor one of them.
func TestReferralOfUnknownOfficial(t *testing.T) {
	c := Case{Act: LeakInformation}
	x, err := Follow(&c, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, Referral{Kind: ReferralOpen}, x.Liability)
	c.Offender.Kind = permit.Individual
	x, err = Follow(&c, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, NoReferral, x.Liability.Kind)
}

// 19.1.b: a permit must be accepted if it is active and shown by its holder
// (A54). Refusing one that somebody else shows is no breach.
func TestRefusedPermitShownByAnother(t *testing.T) {
	c := Conduct{Kind: RefusePermit, Actor: permit.Unit, Standing: Active, ByHolder: permit.Yes}
	require.NotNil(t, classify(t, &c, nil).Breach)
	c.ByHolder = permit.No
	x := classify(t, &c, nil)
	assert.Nil(t, x.Breach)
	assert.Equal(t, rule.Refused, x.Outcome)
	c.ByHolder = permit.FlagUnknown
	assert.Equal(t, rule.Undetermined, classify(t, &c, nil).Outcome)
	// Whoever refuses, a suspended one may be refused.
	c.Standing = Suspended
	assert.Equal(t, rule.Refused, classify(t, &c, nil).Outcome)
	// The other duties do not ask for it.
	require.NotNil(t, classify(t, &Conduct{Kind: NotEndorse}, nil).Breach)
}
