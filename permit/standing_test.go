package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestStanding(t *testing.T) {
	r := record(t, nil, issue("2022-01-10"), endorse("2023-01-10"), endorse("2024-01-10"), cancel("2025-06-01"))
	stand := func(day string) permit.Standing {
		return permit.StandingOf(on(t, r, day, nil), permit.DetentionRecord{})
	}
	s := stand("2025-01-10")
	assert.Equal(t, permit.Standing{Day: d("2025-01-10"), Status: permit.Active, Usable: true,
		ResidentSince: d("2022-01-10"), YearsStated: true, FullYears: 2}, s)
	// 3.1, 14.3.a: while suspended none of the functions, and no years.
	s = stand("2025-01-11")
	assert.False(t, s.Usable)
	assert.False(t, s.YearsStated)
	assert.Zero(t, s.FullYears)
	assert.Equal(t, d("2022-01-10"), s.ResidentSince, "the record itself still exists")
	s = stand("2025-06-01")
	assert.Equal(t, permit.Standing{Day: d("2025-06-01"), Status: permit.Cancelled}, s)
	assert.Equal(t, permit.Standing{Day: d("2022-01-09"), Status: permit.NotIssued}, stand("2022-01-09"))

	given := permit.DetentionRecord{Stated: true, Decided: []civil.Date{d("2024-05-01"), d("2023-02-01")}}
	s = permit.StandingOf(on(t, r, "2025-01-10", nil), given)
	assert.Equal(t, []civil.Date{d("2023-02-01"), d("2024-05-01")}, s.Detentions.Decided)
	s.Detentions.Decided[0] = civil.Date{}
	assert.Equal(t, d("2024-05-01"), given.Decided[0])
	assert.Equal(t, s, through(t, s))
}

func TestTimeline(t *testing.T) {
	r := record(t, nil, act(d("2022-01-10"), permit.Issue{Card: "C-1", Holder: holder(), Address: home,
		RegisteredSince: d("2021-06-01"), FormerPermitSince: d("2019-06-01")}),
		endorse("2023-01-10"), reissue("2023-05-01", "C-2", "C-1"), endorse("2024-01-20"),
		act(d("2025-02-01"), permit.SuspensionRecord{}))
	line, err := r.Timeline(d("2025-03-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Timeline{
		Origin:             endorsement.Origin{Issued: d("2022-01-10"), RegisteredSince: d("2021-06-01"), FormerPermitSince: d("2019-06-01")},
		Endorsed:           []civil.Date{d("2023-01-10"), d("2024-01-20")},
		SuspensionRecorded: []civil.Date{d("2025-02-01")},
	}, line)
	line, err = r.Timeline(d("2023-12-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, []civil.Date{d("2023-01-10")}, line.Endorsed)
	facts := endorsement.Facts{Permit: line, GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met}
	assert.Equal(t, approved, endorsement.Decide(&facts, d("2024-01-10"), nil).Outcome())
	assert.Equal(t, refused, endorsement.Decide(&facts, d("2023-12-01"), nil).Outcome())

	// Acts without effect are not in it.
	late := must(permit.Restore("P-1", []permit.Act{issue("2025-03-10"), endorse("2025-04-10"), endorse("2026-03-10")}))
	line, err = late.Timeline(d("2026-04-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, []civil.Date{d("2026-03-10")}, line.Endorsed)

	// A42 (b): the term runs from the new card; A43 (b): the card endorses.
	b := &permit.Policy{NewCard: permit.NewTerm, OverdueCard: permit.ReissueEndorses}
	r = record(t, b, issue("2025-06-30"), reissue("2026-05-01", "C-2", "C-1"))
	line, err = r.Timeline(d("2026-05-01"), b)
	require.NoError(t, err)
	assert.Equal(t, d("2026-05-01"), line.Issued)
	s, err := line.On(d("2027-05-01"), &b.Endorsement)
	require.NoError(t, err)
	assert.Equal(t, on(t, r, "2027-05-01", b).LastValid, s.LastValid)
	r = record(t, b, issue("2025-03-10"), reissue("2026-05-01", "C-2", "C-1"))
	line, err = r.Timeline(d("2026-05-01"), b)
	require.NoError(t, err)
	assert.Equal(t, []civil.Date{d("2026-05-01")}, line.Endorsed)
}

// TestTimelineAgreesWithTheState: what package endorsement makes of the timeline
// is what the permit says, under each reading of article 14.
func TestTimelineAgreesWithTheState(t *testing.T) {
	g := newGenerator(5)
	for range 100 {
		r, acts := g.timeline(t)
		for _, sw := range endorsement.Switches() {
			for _, answer := range sw.Answers {
				p := &permit.Policy{}
				p.Endorsement.LapseAfter = civil.Months(6)
				require.NoError(t, sw.Set(&p.Endorsement, answer))
				day := r.Act(0).On.AddDays(g.r.IntN(1200))
				s, err := r.On(day, p)
				require.NoError(t, err)
				line, err := r.Timeline(day, p)
				require.NoError(t, err)
				e, err := line.On(day, &p.Endorsement)
				require.NoError(t, err, "%v %v %+v", sw.ID, day, acts)
				require.Equal(t, s.LastValid, e.LastValid)
				require.Equal(t, s.Residence, e.Residence)
				if s.Alive() {
					require.Equal(t, s.Status.String(), e.Status.String())
					require.Equal(t, s.Overdue, e.Overdue)
					require.Equal(t, s.Window, e.Window)
				}
			}
		}
	}
}
