package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A49: 有关部门 are public security and the departments of 5.2, 5.3 and 24.2. The
// entrusted agency of 8.1 and the bodies of 5.4 are none of them.
func TestMayFind(t *testing.T) {
	others := map[permit.OfficeKind]rule.Truth{
		permit.OfficeUnknown: rule.Unknown, permit.OtherOffice: rule.Unknown,
		permit.EntrustedAgency: rule.Unmet, permit.SocialBody: rule.Unmet,
	}
	for _, k := range permit.Values[permit.OfficeKind]() {
		want, other := others[k]
		if !other {
			want = rule.Met
		}
		assert.Equal(t, want, k.MayFind(), "%v", k)
	}
}
