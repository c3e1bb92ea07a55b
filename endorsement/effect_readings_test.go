package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An effect says under which reading the residence that follows is counted: A34
// always, and A33 where a late endorsement is counted (14.3.c).
func TestEffectsReportTheirReadings(t *testing.T) {
	l := endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2025-03-10")}}
	a34, a33 := rule.Applied{ID: law.A34, Answer: "a"}, rule.Applied{ID: law.A33, Answer: "a"}
	for day, want := range map[string][]rule.Applied{
		"2025-06-01": {a34}, "2026-03-10": {a34}, "2026-03-11": {a33, a34},
	} {
		e, err := l.Preview(civil.MustParse(day), nil)
		require.NoError(t, err)
		assert.Equal(t, want, e.Readings, day)
	}
	e, err := l.Preview(civil.MustParse("2026-03-11"), &endorsement.Policy{Late: endorsement.KeepPriorExcludeGap})
	require.NoError(t, err)
	assert.Equal(t, rule.Applied{ID: law.A33, Answer: "b"}, e.Readings[0])
	assert.False(t, e.Readings[0].Default())
}
