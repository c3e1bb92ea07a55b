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

type dayStatus struct {
	day  string
	want permit.Status
}

func requireStatuses(t *testing.T, r permit.Permit, p *permit.Policy, list ...dayStatus) {
	t.Helper()
	for _, c := range list {
		got, err := r.StatusOn(d(c.day), p)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, c.day)
	}
}

func TestStatusFollowsTheTerm(t *testing.T) {
	// 14.2.a, 14.3.a: issued 2025-03-10, valid to 2026-03-10 inclusive (A27).
	r := record(t, nil, issue("2025-03-10"))
	requireStatuses(t, r, nil,
		dayStatus{"2025-03-09", permit.NotIssued},
		dayStatus{"2025-03-10", permit.Active},
		dayStatus{"2025-03-11", permit.Active},
		dayStatus{"2026-03-09", permit.Active},
		dayStatus{"2026-03-10", permit.Active},
		dayStatus{"2026-03-11", permit.Suspended}, // A32 (a): no act needed
		dayStatus{"2031-03-11", permit.Suspended}, // five years of suspension is still suspension
	)
	// A27 (b): the day before.
	b := &permit.Policy{Endorsement: endorsement.Policy{LastDay: endorsement.DayBefore}}
	requireStatuses(t, r, b, dayStatus{"2026-03-09", permit.Active}, dayStatus{"2026-03-10", permit.Suspended})
}

func TestStatusAroundEndorsementAndCancellation(t *testing.T) {
	r := record(t, nil, issue("2025-06-30"), endorse("2026-06-05"), cancel("2027-06-20"))
	requireStatuses(t, r, nil,
		dayStatus{"2026-06-30", permit.Active},
		dayStatus{"2027-06-05", permit.Active}, // A30 (a): a year from the endorsement
		dayStatus{"2027-06-06", permit.Suspended},
		dayStatus{"2027-06-19", permit.Suspended},
		dayStatus{"2027-06-20", permit.Cancelled},
		dayStatus{"2099-06-20", permit.Cancelled},
	)
	s := on(t, r, "2027-06-20", nil)
	assert.Equal(t, d("2027-06-20"), s.CancelledOn)
	assert.Equal(t, permit.FalseProofs, s.Ground)
	assert.Equal(t, d("2027-06-05"), s.LastValid, "the past stays on record")
	_, stated := s.FullYears()
	assert.False(t, stated)
	assert.False(t, s.Alive())

	keep := &permit.Policy{Endorsement: endorsement.Policy{NewTerm: endorsement.FromOldExpiry}}
	requireStatuses(t, r, keep, dayStatus{"2027-06-06", permit.Active}) // A30 (b)
}

func TestMadeUpEndorsementRestoresAndRestarts(t *testing.T) {
	// A33: issued 2022-01-10, endorsed in time, late by some days in 2026.
	r := record(t, nil, issue("2022-01-10"), endorse("2023-01-10"), endorse("2024-01-09"),
		endorse("2025-01-09"), endorse("2026-01-20"))
	requireStatuses(t, r, nil,
		dayStatus{"2026-01-09", permit.Active},
		dayStatus{"2026-01-10", permit.Suspended},
		dayStatus{"2026-01-19", permit.Suspended}, // no retroactive repair
		dayStatus{"2026-01-20", permit.Active},
		dayStatus{"2027-01-20", permit.Active},
		dayStatus{"2027-01-21", permit.Suspended},
	)
	before, after := on(t, r, "2026-01-09", nil), on(t, r, "2026-07-20", nil)
	years, ok := before.FullYears()
	assert.True(t, ok)
	assert.Equal(t, 3, years)
	years, ok = after.FullYears()
	assert.True(t, ok)
	assert.Zero(t, years)
	assert.Equal(t, d("2026-01-20"), after.Residence.Since)
	_, ok = on(t, r, "2026-01-15", nil).FullYears()
	assert.False(t, ok, "no value while suspended")
	assert.Equal(t, d("2026-01-10"), on(t, r, "2026-01-15", nil).SuspendedSince)

	keep := &permit.Policy{Endorsement: endorsement.Policy{Late: endorsement.KeepPriorExcludeGap}}
	years, _ = on(t, r, "2026-07-20", keep).FullYears()
	assert.Equal(t, 4, years)
}

func TestHolidayGrace(t *testing.T) {
	// E = 2026-02-17, the first day of the Spring Festival: deadline 2026-02-24.
	r := record(t, nil, issue("2025-02-17"))
	p := withHolidays()
	for day, grace := range map[string]bool{"2026-02-17": false, "2026-02-18": true, "2026-02-24": true} {
		s := on(t, r, day, p)
		assert.Equal(t, permit.Active, s.Status, day)
		assert.Equal(t, grace, s.HolidayGrace, day)
	}
	requireStatuses(t, r, p, dayStatus{"2026-02-25", permit.Suspended})
	requireStatuses(t, r, nil, dayStatus{"2026-02-18", permit.Suspended})

	// A year without data is an error where the answer depends on it.
	r = record(t, nil, issue("2030-02-17"))
	_, err := r.On(d("2031-02-17"), p)
	require.NoError(t, err)
	_, err = r.On(d("2031-02-18"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
}

func TestSuspensionByRecord(t *testing.T) {
	// A32 (b): suspended from the day an authority records it.
	p := &permit.Policy{Endorsement: endorsement.Policy{Suspension: endorsement.FromRecordedDay}}
	r := record(t, p, issue("2025-03-10"), act(d("2026-03-20"), permit.SuspensionRecord{}))
	requireStatuses(t, r, p, dayStatus{"2026-03-19", permit.Active}, dayStatus{"2026-03-20", permit.Suspended})
	assert.True(t, on(t, r, "2026-03-19", p).Overdue)
	requireStatuses(t, r, nil, dayStatus{"2026-03-11", permit.Suspended})

	r = record(t, p, issue("2025-03-10"))
	_, err := r.Append(act(d("2026-03-10"), permit.SuspensionRecord{}), p)
	assert.ErrorIs(t, err, endorsement.ErrNotOverdue)
	_, err = r.Append(act(d("2026-03-10"), permit.SuspensionRecord{}), nil)
	assert.ErrorIs(t, err, endorsement.ErrNotOverdue)
	_, err = r.Append(act(d("2026-03-11"), permit.SuspensionRecord{}), nil)
	assert.NoError(t, err)
}

func TestAddressChangeTouchesNothingElse(t *testing.T) {
	// A40: three moves in a year, same term.
	r := record(t, nil, issue("2025-03-10"))
	was := on(t, r, "2025-12-01", nil)
	for i, day := range []string{"2025-05-01", "2025-07-01", "2025-09-01"} {
		var err error
		r, err = r.Append(act(d(day), permit.AddressChange{
			Address: address("110108", "测试路二号"), Moved: d(day).AddDays(-i), Due: d(day).AddDays(7 - i)}), nil)
		require.NoError(t, err)
	}
	is := on(t, r, "2025-12-01", nil)
	assert.Equal(t, was.LastValid, is.LastValid)
	assert.Equal(t, was.Residence, is.Residence)
	assert.Equal(t, was.Status, is.Status)
	assert.Equal(t, address("110108", "测试路二号"), is.Address)
	assert.Equal(t, d("2025-08-30"), is.AddressSince)
	assert.Equal(t, home, on(t, r, "2025-04-30", nil).Address)
}

func TestNewCardAndTerm(t *testing.T) {
	// A42: E = 2026-06-30, reissued 2026-05-01.
	r := record(t, nil, issue("2025-06-30"), reissue("2026-05-01", "C-2", "C-1"))
	s := on(t, r, "2026-05-01", nil)
	assert.Equal(t, d("2026-06-30"), s.LastValid)
	assert.Equal(t, permit.CardNumber("C-2"), s.Card)
	assert.Equal(t, d("2026-05-01"), s.CardSince)
	assert.Equal(t, permit.ID("P-1"), r.ID())
	b := &permit.Policy{NewCard: permit.NewTerm}
	assert.Equal(t, d("2027-05-01"), on(t, r, "2026-05-01", b).LastValid)
	assert.Equal(t, s.Residence, on(t, r, "2026-05-01", b).Residence, "the years are not touched")
	requireStatuses(t, r, nil, dayStatus{"2026-07-01", permit.Suspended})
	requireStatuses(t, r, b, dayStatus{"2026-07-01", permit.Active}, dayStatus{"2027-05-02", permit.Suspended})
	// An exchange is no different.
	r = record(t, nil, issue("2025-06-30"), exchange("2026-05-01", "C-2", "C-1"))
	assert.Equal(t, d("2026-06-30"), on(t, r, "2026-05-01", nil).LastValid)
	assert.Equal(t, d("2027-05-01"), on(t, r, "2026-05-01", b).LastValid)
}

func TestNewCardWhileOverdue(t *testing.T) {
	// A43: E = 2026-03-10, reissued 2026-04-01.
	first, second := issue("2025-03-10"), reissue("2026-04-01", "C-2", "C-1")
	r := record(t, nil, first, second)
	requireStatuses(t, r, nil, dayStatus{"2026-04-01", permit.Suspended})
	// … and endorsed on the same visit.
	r = record(t, nil, first, second, endorse("2026-04-01"))
	s := on(t, r, "2026-04-01", nil)
	assert.Equal(t, permit.Active, s.Status)
	assert.Equal(t, d("2026-04-01"), s.Residence.Since)

	b := &permit.Policy{OverdueCard: permit.ReissueEndorses}
	r = record(t, b, first, second)
	s = on(t, r, "2026-04-01", b)
	assert.Equal(t, permit.Active, s.Status)
	assert.Equal(t, d("2027-04-01"), s.LastValid)
	assert.Equal(t, d("2026-04-01"), s.Residence.Since)
	assert.Equal(t, d("2026-04-01"), s.EndorsedOn)
	requireStatuses(t, r, b, dayStatus{"2026-03-31", permit.Suspended})
	// A42 (b) does not outflank A43 (a).
	a := &permit.Policy{NewCard: permit.NewTerm}
	requireStatuses(t, record(t, a, first, second), a, dayStatus{"2026-04-01", permit.Suspended})

	c := &permit.Policy{OverdueCard: permit.EndorseFirst}
	_, err := recorded(t, c, first).Append(second, c)
	assert.ErrorIs(t, err, permit.ErrNeedsEndorsement)
	r = record(t, c, first, endorse("2026-04-01"), second)
	assert.Equal(t, permit.CardNumber("C-2"), on(t, r, "2026-04-01", c).Card)
	_, err = recorded(t, c, first).Append(reissue("2026-03-10", "C-2", "C-1"), c)
	assert.NoError(t, err, "not overdue yet")
}

func recorded(t *testing.T, p *permit.Policy, acts ...permit.Act) *permit.Permit {
	r := record(t, p, acts...)
	return &r
}

func TestEndorsementBeforeTheWindowHasNoEffect(t *testing.T) {
	// A31: E = 2026-06-30, tries 2026-04-01.
	r := record(t, nil, issue("2025-06-30"))
	_, err := r.Append(endorse("2026-04-01"), nil)
	var early *endorsement.TooEarlyError
	require.ErrorAs(t, err, &early)
	assert.Equal(t, d("2026-05-31"), early.Opens)
	var refused *permit.AppendError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, permit.Active, refused.Status)
	assert.Equal(t, 1, r.Len())
	_, err = r.Append(endorse("2026-05-30"), nil)
	assert.ErrorIs(t, err, endorsement.ErrTooEarly)
	_, err = r.Append(endorse("2026-05-31"), nil)
	assert.NoError(t, err)
	b := &permit.Policy{Endorsement: endorsement.Policy{Early: endorsement.AcceptFromThatDay}}
	r, err = r.Append(endorse("2026-04-01"), b)
	require.NoError(t, err)
	assert.Equal(t, d("2027-04-01"), on(t, r, "2026-04-01", b).LastValid)
}

func TestLapse(t *testing.T) {
	// A35 (c): no lapse rule exists by default, six years late is not too late.
	r := record(t, nil, issue("2020-03-10"))
	_, err := r.Append(endorse("2026-03-11"), nil)
	assert.NoError(t, err)
	p := &permit.Policy{Endorsement: endorsement.Policy{Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Years(1)}}
	_, err = r.Append(endorse("2022-03-10"), p)
	assert.NoError(t, err)
	_, err = r.Append(endorse("2022-03-11"), p)
	assert.ErrorIs(t, err, endorsement.ErrLapsed)
	p.Endorsement.LapseAfter = civil.Period{}
	_, err = r.Append(endorse("2022-03-10"), p)
	assert.ErrorIs(t, err, endorsement.ErrNoLapsePeriod)
	b := &permit.Policy{OverdueCard: permit.ReissueEndorses, Endorsement: endorsement.Policy{
		Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Years(1)}}
	_, err = r.Append(reissue("2022-03-11", "C-2", "C-1"), b)
	assert.ErrorIs(t, err, endorsement.ErrLapsed)
}

func TestCancellationInTime(t *testing.T) {
	// A50: issued 2025-01-10, cancelled for fraud 2026-05-01.
	r := record(t, nil, issue("2025-01-10"), endorse("2026-01-05"), cancel("2026-05-01"))
	b := &permit.Policy{Cancellation: permit.FraudFromIssue}
	requireStatuses(t, r, nil, dayStatus{"2025-06-01", permit.Active}, dayStatus{"2026-04-30", permit.Active},
		dayStatus{"2026-05-01", permit.Cancelled}, dayStatus{"2026-05-02", permit.Cancelled})
	requireStatuses(t, r, b, dayStatus{"2025-01-09", permit.NotIssued}, dayStatus{"2025-01-10", permit.Cancelled},
		dayStatus{"2025-06-01", permit.Cancelled})
	assert.Equal(t, d("2025-01-10"), on(t, r, "2025-06-01", b).CancelledOn)
	c := &permit.Policy{Cancellation: permit.EventFromItsDay}
	requireStatuses(t, r, c, dayStatus{"2026-04-30", permit.Active}) // fraud is no event

	death := func(died string) permit.Act {
		a := act(d("2026-05-01"), permit.Cancellation{Ground: permit.HolderDied, Event: d(died),
			Finding: finding(permit.FoundDeath, d("2026-04-20"))})
		a.Cite = permit.HolderDied.Cite()
		return a
	}
	r = record(t, nil, issue("2025-06-10"), death("2026-03-03"))
	requireStatuses(t, r, nil, dayStatus{"2026-04-30", permit.Active})
	requireStatuses(t, r, b, dayStatus{"2026-04-30", permit.Active})
	requireStatuses(t, r, c, dayStatus{"2026-03-02", permit.Active}, dayStatus{"2026-03-03", permit.Cancelled})
	r = record(t, nil, issue("2025-06-10"), death("2025-03-03"))
	requireStatuses(t, r, c, dayStatus{"2025-06-09", permit.NotIssued}, dayStatus{"2025-06-10", permit.Cancelled})
}

// A50 (b), (c): what was done from the day on which the cancellation works back has
// no effect, as it has none after a cancellation that was recorded in time.
func TestActsAfterACancellationThatWorksBack(t *testing.T) {
	event := &permit.Policy{Cancellation: permit.EventFromItsDay}
	fraud := &permit.Policy{Cancellation: permit.FraudFromIssue}
	death := ended(d("2026-05-10"), permit.Cancellation{Ground: permit.HolderDied, Event: d("2026-04-20"),
		Finding: finding(permit.FoundDeath, d("2026-05-08"))})
	r := record(t, nil, issue("2025-05-20"), reissue("2026-04-19", "C-2", "C-1"), endorse("2026-05-01"),
		reissue("2026-05-02", "C-3", "C-2"), act(d("2026-05-03"), permit.FindingRecord{Finding: finding(permit.FoundDeath, d("2026-05-03"))}), death)
	for _, day := range []string{"2026-04-20", "2026-05-02", "2026-05-10", "2027-06-01"} {
		s := on(t, r, day, event)
		assert.Equal(t, []any{permit.Cancelled, d("2026-04-20")}, []any{s.Status, s.CancelledOn}, day)
		assert.Equal(t, []civil.Date{{}, d("2025-05-20"), d("2026-05-20")}, []civil.Date{s.EndorsedOn, s.Base, s.LastValid}, day)
		assert.Equal(t, permit.CardNumber("C-2"), s.Card, day)
	}
	assert.Equal(t, 2, on(t, r, "2026-05-10", event).WithoutEffect)
	assert.Equal(t, permit.Active, on(t, r, "2026-04-19", event).Status)
	without, err := r.Ineffective(event)
	require.NoError(t, err)
	assert.Equal(t, []permit.IneffectiveAct{
		{Index: 2, Kind: permit.ActEndorsed, Reason: permit.ErrCancelled}, {Index: 3, Kind: permit.ActReissued, Reason: permit.ErrCancelled},
	}, without)
	line, err := r.Timeline(d("2026-05-10"), event)
	require.NoError(t, err)
	assert.Empty(t, line.Endorsed)
	for _, card := range []permit.CardNumber{"C-1", "C-2", "C-3"} {
		face, err := r.Face(card, event)
		require.NoError(t, err)
		assert.Equal(t, permit.VerifiedCancelled, permit.VerifyCard(face, d("2026-05-10"), event).Status, "%s", card)
		assert.Equal(t, permit.VerifiedCancelled, r.Verify(card, d("2026-05-10"), event).Status, "%s", card)
	}
	// By default, and for fraud under (c), all of it stands.
	for _, p := range []*permit.Policy{nil, fraud} {
		s := on(t, r, "2026-05-09", p)
		assert.Equal(t, []any{permit.Active, d("2026-05-01"), d("2027-05-01"), permit.CardNumber("C-3"), 0},
			[]any{s.Status, s.EndorsedOn, s.LastValid, s.Card, s.WithoutEffect})
	}
	// Back to the issue: the issue is on record, and nothing after it counts.
	r = record(t, nil, issue("2025-01-10"), endorse("2026-01-05"), cancel("2026-05-01"))
	without, err = r.Ineffective(fraud)
	require.NoError(t, err)
	assert.Equal(t, []permit.IneffectiveAct{{Index: 1, Kind: permit.ActEndorsed, Reason: permit.ErrCancelled}}, without)
	s := on(t, r, "2026-05-01", fraud)
	assert.Equal(t, []civil.Date{d("2025-01-10"), d("2025-01-10"), d("2026-01-10")}, []civil.Date{s.Issued, s.CancelledOn, s.LastValid})
	// The event of the very day of the cancellation takes nothing back.
	sameDay := ended(d("2026-05-10"), permit.Cancellation{Ground: permit.HolderDied, Event: d("2026-05-10"),
		Finding: finding(permit.FoundDeath, d("2026-05-10"))})
	r = record(t, nil, issue("2025-05-20"), endorse("2026-05-10"), sameDay)
	for _, p := range []*permit.Policy{nil, event} {
		assert.Equal(t, d("2026-05-10"), on(t, r, "2026-05-10", p).EndorsedOn)
	}
}

// A26 under A42 (b) and A43 (b): a new card begins a term there, so its date is
// not put back, and a stored one whose date was saves neither term nor years.
func TestNewCardPutBack(t *testing.T) {
	for name, c := range map[string]struct {
		policy permit.Policy
		on     string
	}{
		"A42 (b) on the last valid day": {permit.Policy{NewCard: permit.NewTerm}, "2026-03-10"},
		"A43 (b) the day after":         {permit.Policy{OverdueCard: permit.ReissueEndorses}, "2026-03-11"},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t, nil, issue("2025-03-10"))
			for _, a := range []permit.Act{reissue(c.on, "C-2", "C-1"), exchange(c.on, "C-2", "C-1")} {
				putBack := late(a, d("2026-12-20"))
				_, err := r.Append(putBack, &c.policy)
				var fault *permit.FieldError
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, "act.on", fault.Field)
				stored, err := r.Append(putBack, nil) // the default: no term hangs on it
				require.NoError(t, err)
				s := on(t, stored, "2026-12-20", &c.policy)
				assert.Equal(t, []any{permit.Suspended, d("2026-03-10"), permit.CardNumber("C-2")}, []any{s.Status, s.LastValid, s.Card})
				assert.Equal(t, d("2025-03-10"), s.Residence.Since)
				made, err := r.Append(a, &c.policy)
				require.NoError(t, err)
				assert.Equal(t, d(c.on).AddYears(1), on(t, made, c.on, &c.policy).LastValid)
			}
		})
	}
}

func TestCardStates(t *testing.T) {
	face := func(r permit.Permit, card permit.CardNumber) permit.CardStatus {
		f, err := r.Face(card, nil)
		require.NoError(t, err)
		return f.Card
	}
	lost := act(d("2025-05-01"), permit.LossReport{Card: "C-1"})
	found := func(day string) permit.Act { return act(d(day), permit.Recovery{Card: "C-1", HandedIn: permit.Yes}) }
	r := record(t, nil, issue("2025-03-10"), lost)
	assert.Equal(t, permit.CardReportedLost, face(r, "C-1"))
	s := on(t, r, "2025-05-01", nil)
	assert.Equal(t, permit.CardReportedLost, s.CardStatus)
	assert.Equal(t, d("2026-03-10"), s.LastValid, "A46: a lost card keeps its dates")
	assert.Equal(t, permit.CardUnknown, face(r, "C-9"))

	r = record(t, nil, issue("2025-03-10"), lost, found("2025-05-03"))
	assert.Equal(t, permit.CardCurrent, face(r, "C-1"))
	// A44: found after the reissue, it stays void.
	r = record(t, nil, issue("2025-03-10"), lost, reissue("2025-05-02", "C-2", "C-1"), found("2025-05-03"))
	assert.Equal(t, permit.CardReplaced, face(r, "C-1"))
	assert.Equal(t, permit.CardCurrent, face(r, "C-2"))
	// A46: reissued two years after the loss.
	record(t, nil, issue("2025-03-10"), lost, reissue("2027-05-02", "C-2", "C-1"))

	taken := func(day string, card permit.CardNumber) permit.Act {
		return act(d(day), permit.Confiscation{Item: permit.FraudulentlyObtained, Card: card,
			Finding: finding(permit.FoundFraudulent, d(day))})
	}
	// 27.2: confiscation and cancellation are two acts, in either order.
	r = record(t, nil, issue("2025-03-10"), taken("2025-06-01", "C-1"))
	assert.Equal(t, permit.CardConfiscated, face(r, "C-1"))
	requireStatuses(t, r, nil, dayStatus{"2025-06-01", permit.Active})
	r = record(t, nil, issue("2025-03-10"), lost, cancel("2025-06-01"), taken("2025-06-02", "C-1"))
	assert.Equal(t, permit.CardConfiscated, face(r, "C-1"))
	r = record(t, nil, issue("2025-03-10"), reissue("2025-05-02", "C-2", "C-1"), taken("2025-06-01", "C-1"))
	assert.Equal(t, permit.CardReplaced, face(r, "C-1"))
}

func TestLateFacts(t *testing.T) {
	// Under A50 (c) a death works back. Endorsed on 2026-03-01; then a death of
	// 2026-02-20 turns up.
	p := &permit.Policy{Cancellation: permit.EventFromItsDay}
	r := record(t, p, issue("2025-03-10"), endorse("2026-03-01"))
	known := noon(d("2026-03-01"))
	r, err := r.Append(ended(d("2026-08-01"), permit.Cancellation{Ground: permit.HolderDied, Event: d("2026-02-20"),
		Finding: finding(permit.FoundDeath, d("2026-07-31"))}), p)
	require.NoError(t, err)
	s := on(t, r, "2026-09-01", p)
	assert.Equal(t, d("2025-03-10"), s.Base, "the endorsement came after the death")
	assert.Equal(t, 1, s.WithoutEffect)
	lost, err := r.Ineffective(p)
	require.NoError(t, err)
	assert.Equal(t, []permit.IneffectiveAct{{Index: 1, Kind: permit.ActEndorsed, Reason: permit.ErrCancelled}}, lost)

	before := r.AsKnown(known)
	assert.Equal(t, d("2026-03-01"), on(t, before, "2026-09-01", p).Base)
	none, err := before.Ineffective(p)
	require.NoError(t, err)
	assert.Empty(t, none)
	changes, err := permit.Changes(before, r, civil.Range{First: d("2026-01-01"), Last: d("2028-01-01")}, p)
	require.NoError(t, err)
	var got []string
	for _, c := range changes {
		got = append(got, c.Days.First.String()+" "+c.Days.Last.String())
	}
	assert.Equal(t, []string{"2026-02-20 2026-02-28", "2026-03-01 2027-03-01", "2027-03-02 2028-01-01"}, got)
	assert.Equal(t, []string{"status", "cancelledOn", "ground"}, changes[0].Fields)
	term := []string{"endorsedOn", "base", "lastValid", "cancelledOn", "ground"}
	assert.Equal(t, append([]string{"status"}, term...), changes[1].Fields)
	assert.Equal(t, append([]string{"status", "suspendedSince"}, term...), changes[2].Fields)
	assert.Equal(t, permit.Suspended, changes[2].Before.Status)
	assert.Equal(t, permit.Cancelled, changes[2].After.Status)

	same, err := permit.Changes(r, r, civil.Range{First: d("2026-01-01")}, nil)
	require.NoError(t, err)
	assert.Empty(t, same)
	_, err = permit.Changes(r, r, civil.Range{}, nil)
	assert.Error(t, err)
}

func TestLateCancellationTakesEffectAway(t *testing.T) {
	r := record(t, nil, issue("2025-06-30"), endorse("2026-06-20"), reissue("2026-07-01", "C-2", "C-1"))
	r, err := r.Append(late(cancel("2026-06-10"), d("2026-08-01")), nil)
	require.NoError(t, err)
	requireStatuses(t, r, nil, dayStatus{"2026-06-09", permit.Active}, dayStatus{"2026-06-10", permit.Cancelled},
		dayStatus{"2026-07-01", permit.Cancelled})
	lost, err := r.Ineffective(nil)
	require.NoError(t, err)
	require.Len(t, lost, 2)
	assert.Equal(t, 1, lost[0].Index)
	assert.Equal(t, 2, lost[1].Index)
	assert.ErrorIs(t, lost[0].Reason, permit.ErrCancelled)
	// What was done before the cancellation can still be recorded.
	moved := act(d("2026-06-09"), permit.AddressChange{Address: home, Moved: d("2026-06-08")})
	_, err = r.Append(late(moved, d("2026-08-02")), nil)
	assert.NoError(t, err)
	moved = act(d("2026-06-10"), permit.AddressChange{Address: home, Moved: d("2026-06-08")})
	_, err = r.Append(late(moved, d("2026-08-02")), nil)
	assert.ErrorIs(t, err, permit.ErrCancelled)
}

func TestAsKnown(t *testing.T) {
	r := record(t, nil, issue("2025-06-30"), late(cancel("2025-12-01"), d("2026-03-01")))
	at := noon(d("2026-03-01"))
	for _, c := range []struct {
		at   permit.Instant
		want permit.Status
	}{
		{noon(d("2025-06-30")) - 1, permit.NotIssued},
		{noon(d("2025-06-30")), permit.Active},
		{at - 1, permit.Active},
		{at, permit.Cancelled},
		{at + 1, permit.Cancelled},
	} {
		v := r.AsKnown(c.at)
		s := on(t, v, "2026-01-01", nil)
		assert.Equal(t, c.want, s.Status)
	}
	assert.Equal(t, 2, r.Len())
	view := r.AsKnown(at - 1)
	// A view can be continued without touching what it was taken from.
	other, err := view.Append(endorse("2026-06-01"), nil)
	require.NoError(t, err)
	assert.Equal(t, permit.ActCancelled, must(kindOf(r, 1)))
	assert.Equal(t, permit.ActEndorsed, must(kindOf(other, 1)))
}

func kindOf(r permit.Permit, i int) (permit.ActKind, error) {
	a := r.Act(i)
	return a.Kind(), nil
}

func TestMoveAndEndorsementTogether(t *testing.T) {
	// A41: moved 2026-06-28, E = 2026-06-30, comes on 06-30 with both, in either
	// order; or comes only to endorse.
	moved := act(d("2026-06-30"), permit.AddressChange{Address: address("110108", "测试路二号"), Moved: d("2026-06-28"), Due: d("2026-07-05")})
	for _, acts := range [][]permit.Act{{moved, endorse("2026-06-30")}, {endorse("2026-06-30"), moved}, {endorse("2026-06-30")}} {
		r := record(t, nil, append([]permit.Act{issue("2025-06-30")}, acts...)...)
		s := on(t, r, "2026-06-30", nil)
		assert.Equal(t, d("2027-06-30"), s.LastValid)
		assert.Equal(t, d("2025-06-30"), s.Residence.Since)
	}
	_, late, err := permit.LateReport(d("2026-06-28"), d("2026-06-30"), nil)
	require.NoError(t, err)
	assert.False(t, late)
}

func TestHandOverDoesNotMatter(t *testing.T) {
	// A26: signed 2026-03-01, collected 2026-03-20.
	r := record(t, nil, late(issue("2026-03-01"), d("2026-03-20")))
	assert.Equal(t, d("2027-03-01"), on(t, r, "2026-03-01", nil).LastValid)
}

func TestInForce(t *testing.T) {
	var none *permit.Policy
	assert.Equal(t, rule.Unknown, none.InForce(d("2026-01-01")))
	assert.Equal(t, rule.Unknown, (&permit.Policy{}).InForce(d("2026-01-01")))
	p := &permit.Policy{Commencement: d("2026-01-01")}
	assert.Equal(t, rule.Unmet, p.InForce(d("2025-12-31")))
	assert.Equal(t, rule.Met, p.InForce(d("2026-01-01")))
	assert.Equal(t, rule.Met, p.InForce(d("2026-01-02")))
	assert.Equal(t, rule.Unknown, p.InForce(d("2026-01-01").AddDays(-9999999)))
}

// TestWithoutCalendarData: where the past cannot be counted, nothing is
// answered, under every reading that has to know whether a day is late.
func TestWithoutCalendarData(t *testing.T) {
	for _, reading := range []permit.OverdueCardRule{permit.ReissueEndorses, permit.EndorseFirst} {
		p := withHolidays()
		p.OverdueCard = reading
		r := record(t, nil, issue("2030-02-17"))
		_, err := r.Append(reissue("2031-03-01", "C-2", "C-1"), p)
		assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	}
	r := record(t, nil, issue("2030-02-17"), act(d("2031-03-01"), permit.SuspensionRecord{}))
	_, err := r.On(d("2031-03-01"), withHolidays())
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = r.Ineffective(withHolidays())
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
}

func TestViewOfARecordOutOfOrder(t *testing.T) {
	moved := act(d("2025-09-01"), permit.AddressChange{Address: address("110108", "测试路二号"), Moved: d("2025-09-01")})
	r := record(t, nil, issue("2025-06-30"), endorse("2026-06-20"), late(moved, d("2026-08-01")))
	view := r.AsKnown(noon(d("2026-07-01")))
	assert.Equal(t, home, on(t, view, "2026-07-01", nil).Address)
	assert.Equal(t, address("110108", "测试路二号"), on(t, r, "2026-07-01", nil).Address)
	assert.Equal(t, holder(), view.HolderOn(d("2026-07-01")))
	none, err := view.Ineffective(nil)
	require.NoError(t, err)
	assert.Empty(t, none)
	// Ineffective names the place of recording, also where nothing is out of order.
	r = must(permit.Restore("P-1", []permit.Act{issue("2025-06-30"), endorse("2025-08-01")}))
	one, err := r.Ineffective(nil)
	require.NoError(t, err)
	assert.Equal(t, 1, one[0].Index)
}
