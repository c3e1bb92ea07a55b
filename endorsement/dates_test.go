package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// day reads a date of a test; an empty text is the zero Date.
func day(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	return civil.MustParse(s)
}

func days(texts ...string) (ds []civil.Date) {
	for _, s := range texts {
		ds = append(ds, day(s))
	}
	return ds
}

// permit is a timeline with an issue and endorsements.
func permit(issued string, endorsed ...string) endorsement.Timeline {
	return endorsement.Timeline{Origin: endorsement.Origin{Issued: day(issued)}, Endorsed: days(endorsed...)}
}

func stateOn(t *testing.T, l endorsement.Timeline, on string, p *endorsement.Policy) endorsement.State {
	t.Helper()
	s, err := l.On(day(on), p)
	require.NoError(t, err)
	return s
}

func previewOn(t *testing.T, l endorsement.Timeline, on string, p *endorsement.Policy) endorsement.Effect {
	t.Helper()
	e, err := l.Preview(day(on), p)
	require.NoError(t, err)
	return e
}

// expiring is a permit whose last valid day under the default readings is e.
func expiring(t *testing.T, e string) endorsement.Timeline {
	t.Helper()
	l := endorsement.Timeline{Origin: endorsement.Origin{Issued: day(e).AddYears(-1)}}
	last, err := (*endorsement.Policy)(nil).LastValidDay(l.Issued)
	require.NoError(t, err)
	require.Equal(t, day(e), last)
	return l
}
