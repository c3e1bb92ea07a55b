package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// Each act rests on its own clauses and on no other.
func TestActsOnForeignClauses(t *testing.T) {
	own := map[string][]string{ // of acts whose clause does not depend on a ground
		"issued": {"11.1"}, "endorsed": {"14.2.b", "14.3.b"}, "address-changed": {"13.1"}, "information-checked": {"21.1.a"}, "suspension-recorded": {"14.3.a"},
	}
	day := d("2026-03-01")
	for _, what := range []permit.Payload{
		permit.Issue{Card: "C-1", Holder: holder(), Address: home}, permit.Endorsement{},
		permit.AddressChange{Address: home, Moved: day}, permit.InformationCheck{Agrees: permit.Yes}, permit.SuspensionRecord{},
	} {
		for _, clause := range []string{"1.1", "8.1", "11.1", "12.1", "12.2", "13.1", "14.2.a", "14.2.b", "14.3.a", "14.3.b", "21.1.a", "21.1.b", "23.1.a", "27.2", "31.1"} {
			a := act(day, what)
			a.Cite = law.MustCite(clause)
			want := false
			for _, c := range own[what.Kind().String()] {
				want = want || c == clause
			}
			err := a.Validate()
			assert.Equal(t, want, err == nil, "%s on %s: %v", what.Kind(), clause, err)
			if !want {
				assert.ErrorIs(t, err, permit.ErrCite)
			}
		}
	}
}

// Issued on 2023-03-01, endorsed the day after the last valid day. There is no
// calendar of 2024, so whether that was late is open, and so is everything that
// asks whether the permit is overdue, for as long as it asks: also when the
// calendar knows the later day. The old term must not answer for it.
func TestWhatHangsOnAnOpenEndorsement(t *testing.T) {
	r := record(t, nil, issue("2023-03-01"), endorse("2024-03-02"))
	policy := withHolidays() // 2025 and 2026
	policy.Endorsement.Extension = civil.EveryPeriod
	day := d("2026-03-01")
	_, err := r.On(day, policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)

	_, err = r.Append(act(day, permit.SuspensionRecord{}), policy)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = r.Append(act(day, permit.Endorsement{}), policy)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	renews, first, endorses := *policy, *policy, *policy
	renews.NewCard = permit.NewTerm
	first.OverdueCard = permit.EndorseFirst
	endorses.OverdueCard = permit.ReissueEndorses
	for name, p := range map[string]*permit.Policy{"A42 (b)": &renews, "A43 (c)": &first, "A43 (b)": &endorses} {
		_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), p)
		assert.ErrorIs(t, err, civil.ErrNoCalendarData, name)
	}
	// By default a new card is the same permit on another card (A42 a).
	_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), policy)
	assert.NoError(t, err)
}

// Under A42 (b) a new card begins a new term, for which nothing of the old one's
// deadline is asked while that is running: the calendar's silence about later
// years keeps nobody from it.
func TestNewTermByNewCardInTime(t *testing.T) {
	policy := withHolidays() // 2025 and 2026
	policy.NewCard = permit.NewTerm
	r := record(t, policy, issue("2026-03-01"))
	next, err := r.Append(reissue("2027-02-01", "C-2", "C-1"), policy)
	require.NoError(t, err)
	assert.Equal(t, d("2028-02-01"), on(t, next, "2027-02-01", policy).LastValid)
}

// An act that has no effect is not the latest act counted, and leaves no face of
// a card that never was one of the permit's.
func TestActsAfterACancellationRecordedLate(t *testing.T) {
	for name, after := range map[string]permit.Act{
		"endorsement": endorse("2026-02-20"),
		"new card":    reissue("2026-02-20", "C-2", "C-1"),
	} {
		r := record(t, nil, issue("2025-03-01"), after, late(cancel("2026-02-01"), d("2026-06-01")))
		s := on(t, r, "2026-03-01", nil)
		assert.Equal(t, permit.Cancelled, s.Status, name)
		assert.Equal(t, d("2026-02-01"), s.LastAct, name)
		assert.Equal(t, 1, s.WithoutEffect, name)

		face, err := r.Face("C-9", nil)
		require.NoError(t, err)
		assert.True(t, face.IsZero(), name)
		assert.Equal(t, permit.Unverified, r.Verify("C-9", d("2026-03-01"), nil).Status, name)
		face, err = r.Face("C-1", nil)
		require.NoError(t, err)
		assert.Equal(t, d("2026-02-01"), face.CancelledOn, name)
	}
}

// Neighbouring days that differ in the same way are one change, though an act
// that changes nothing stands between them; days that differ no more part two.
func TestChangesAreJoined(t *testing.T) {
	acts := []permit.Act{
		issue("2025-03-01"),
		act(d("2025-05-01"), permit.InformationCheck{Agrees: permit.Yes}),
		act(d("2025-06-01"), permit.InformationCheck{Agrees: permit.Yes}),
		act(d("2025-07-01"), permit.AddressChange{Address: address("110108", "测试路三号"), Moved: d("2025-07-01")}),
	}
	before := record(t, nil, acts...)
	moved := late(act(d("2025-04-01"), permit.AddressChange{Address: address("110108", "测试路二号"), Moved: d("2025-04-01")}), d("2025-08-01"))
	after := record(t, nil, append(acts, moved)...)
	over := civil.Range{First: d("2025-03-01"), Last: d("2025-12-31")}
	list, err := permit.Changes(before, after, over, nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, civil.Range{First: d("2025-04-01"), Last: d("2025-06-30")}, list[0].Days)
	assert.Equal(t, []string{"address", "addressSince"}, list[0].Fields)
}

// What was found about the conditions is told with the reading that decides
// whether it counts (A48).
func TestTellsWhichLossOfConditionsWasFound(t *testing.T) {
	day := d("2026-03-01")
	for _, c := range []struct {
		never  bool
		rule   permit.ConditionsLostRule
		zh, en string
	}{
		{true, permit.NeverMetOnly, "认定为签发时即不符合条件", "conditions never met"},
		{true, permit.LostLaterToo, "认定为签发时即不符合条件", "conditions never met"},
		{false, permit.NeverMetOnly, "认定为签发后才不符合条件，依所选读法不是注销事由", "conditions lost after the issue, which is no ground under the reading chosen"},
		{false, permit.LostLaterToo, "认定为签发后才不符合条件", "conditions lost after the issue"},
	} {
		f := permit.CancellationFacts{Permit: alive(day), By: permit.PublicSecurityOfficer}
		if c.never {
			f.NeverMet = finding(permit.FoundNeverMet, day)
		} else {
			f.ConditionsLost = finding(permit.FoundConditionsLost, day)
		}
		decision := permit.DecideCancellation(&f, day, &permit.Policy{ConditionsLost: c.rule})
		told := 0
		for _, r := range decision.Results() {
			if r.Fact(language.English) == "finding of 2026-03-01: "+c.en {
				told++
				assert.Contains(t, r.Fact(language.Chinese), c.zh)
				assert.Equal(t, c.rule == permit.LostLaterToo, !c.never && r.Truth.String() == "met" || c.never && c.rule == permit.LostLaterToo)
			}
		}
		assert.Equal(t, 1, told, "%+v\n%s", c, decision.Text(language.English))
	}
}

// The calendar is asked only for a day past the window (A29), and a face that
// does not say until when the permit is valid says nothing of its suspension.
func TestFacesThatLackSomething(t *testing.T) {
	policy := withHolidays() // 2025 and 2026
	face := permit.CardFace{From: d("2026-03-10"), LastValid: d("2027-03-10"), Card: permit.CardCurrent}
	for _, day := range []string{"2026-03-10", "2027-01-01", "2027-03-10"} {
		v := permit.VerifyCard(face, d(day), policy)
		assert.NoError(t, v.Err, day)
		assert.Equal(t, permit.VerifiedActive, v.Status, day)
	}
	v := permit.VerifyCard(face, d("2027-03-11"), policy)
	assert.ErrorIs(t, v.Err, civil.ErrNoCalendarData)
	assert.Equal(t, permit.Unverified, v.Status)

	v = permit.VerifyCard(permit.CardFace{From: d("2025-03-10"), Card: permit.CardCurrent}, d("2026-03-01"), nil)
	assert.NoError(t, v.Err)
	assert.Equal(t, permit.Unverified, v.Status)

	// An unknown number is unknown, whatever else the face says (18.1).
	v = permit.VerifyCard(permit.CardFace{From: d("2020-03-10"), LastValid: d("2021-03-10")}, d("2026-03-01"), nil)
	assert.NoError(t, v.Err)
	assert.Equal(t, permit.Unverified, v.Status)
}

// What was without effect at an earlier moment is told as of that moment: an act
// that was not known yet, though it takes effect before, hides nothing.
func TestIneffectiveAsKnownEarlier(t *testing.T) {
	r := record(t, nil,
		issue("2025-03-01"),
		act(d("2025-06-01"), permit.InformationCheck{Agrees: permit.Yes}),
		late(cancel("2025-05-01"), d("2025-07-01")),
		late(act(d("2025-04-01"), permit.FindingRecord{Finding: finding(permit.FoundFalseProofs, d("2025-04-01"))}), d("2025-08-01")),
	)
	for name, known := range map[string]permit.Permit{"then": r.AsKnown(noon(d("2025-07-15"))), "now": r} {
		list, err := known.Ineffective(nil)
		require.NoError(t, err)
		require.Len(t, list, 1, name)
		assert.Equal(t, 1, list[0].Index, name)
		assert.Equal(t, permit.ActInformationChecked, list[0].Kind, name)
		assert.ErrorIs(t, list[0].Reason, permit.ErrCancelled, name)
	}
}

// Under A43 (c) an overdue permit gets no new card before it is endorsed: one on
// record is not counted, is not the latest act, and its number is none of the
// permit's.
func TestNewCardThatNeedsAnEndorsementFirst(t *testing.T) {
	r := record(t, nil, issue("2025-03-01"), reissue("2026-04-01", "C-2", "C-1"))
	first := &permit.Policy{OverdueCard: permit.EndorseFirst}
	s := on(t, r, "2026-05-01", first)
	assert.Equal(t, permit.CardNumber("C-1"), s.Card)
	assert.Equal(t, d("2025-03-01"), s.LastAct)
	assert.Equal(t, 1, s.WithoutEffect)
	face, err := r.Face("C-2", first)
	require.NoError(t, err)
	assert.True(t, face.IsZero())
	face, err = r.Face("C-2", nil)
	require.NoError(t, err)
	assert.Equal(t, d("2026-04-01"), face.From, "under A43 (a) it is the permit's card")
}

// The holder as known at an earlier moment: an act that was not known yet, though
// it takes effect before, hides no correction.
func TestHolderAsKnownEarlier(t *testing.T) {
	corrected := holder()
	corrected.Name = must(permit.ParseName("测试乙"))
	exchanged := act(d("2025-06-01"), permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Holder: corrected,
		Other: finding(permit.FoundOtherExchange, d("2025-05-20"))})
	r := record(t, nil,
		issue("2025-03-01"), exchanged,
		late(act(d("2025-04-01"), permit.InformationCheck{Agrees: permit.Yes}), d("2025-08-01")),
	)
	known := r.AsKnown(noon(d("2025-07-15")))
	assert.Equal(t, corrected, known.HolderOn(d("2025-07-01")))
	assert.Equal(t, holder(), known.HolderOn(d("2025-05-31")))
	assert.Equal(t, corrected, r.HolderOn(d("2025-07-01")))
}

// An error that somebody made by hand without a reason still prints.
func TestAppendErrorWithoutAReason(t *testing.T) {
	assert.EqualError(t, &permit.AppendError{Kind: permit.ActEndorsed, On: d("2026-03-11"), Status: permit.Active},
		"permit: act not admitted: endorsed on 2026-03-11, permit active")
}
