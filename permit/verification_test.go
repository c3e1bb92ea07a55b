package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestVerify(t *testing.T) {
	r := record(t, nil, issue("2025-03-10"), reissue("2025-05-01", "C-2", "C-1"))
	ended := record(t, nil, issue("2025-03-10"), reissue("2025-05-01", "C-2", "C-1"), cancel("2025-09-01"))
	for _, c := range []struct {
		r    permit.Permit
		card permit.CardNumber
		day  string
		want permit.VerificationStatus
	}{
		{r, "C-1", "2025-03-09", permit.Unverified}, // not issued yet
		{r, "C-1", "2025-03-10", permit.VerifiedActive},
		{r, "C-1", "2025-04-30", permit.VerifiedActive},
		{r, "C-1", "2025-05-01", permit.VerifiedAsReplaced}, // A44: a found card is void
		{r, "C-1", "2026-03-11", permit.VerifiedAsReplaced},
		{r, "C-2", "2025-04-30", permit.Unverified}, // not made yet
		{r, "C-2", "2025-05-01", permit.VerifiedActive},
		{r, "C-2", "2026-03-10", permit.VerifiedActive}, // the last valid day
		{r, "C-2", "2026-03-11", permit.VerifiedSuspended},
		{r, "C-9", "2025-06-01", permit.Unverified}, // unknown, and not cancelled
		{r, "", "2025-06-01", permit.Unverified},
		{ended, "C-2", "2025-08-31", permit.VerifiedActive},
		{ended, "C-2", "2025-09-01", permit.VerifiedCancelled},
		{ended, "C-1", "2025-09-01", permit.VerifiedCancelled}, // cancelled before replaced
	} {
		v := c.r.Verify(c.card, d(c.day), nil)
		assert.Equal(t, c.want, v.Status, "%v on %s", c.card, c.day)
		assert.NoError(t, v.Err)
		assert.Equal(t, c.want == permit.VerifiedActive, v.Usable())
		want := refused
		switch c.want {
		case permit.VerifiedActive:
			want = approved
		case permit.Unverified:
			want = open
		}
		check(t, c.day, v.Decision(), want, reasons(v.Decision()))
	}
	assert.Equal(t, "PER-VER-02", reasons(ended.Verify("C-2", d("2025-09-01"), nil).Decision()))
	assert.Equal(t, "PER-VER-02 PER-VER-03", reasons(ended.Verify("C-1", d("2025-09-01"), nil).Decision()))
	assert.Equal(t, "PER-VER-05", reasons(r.Verify("C-2", d("2026-03-11"), nil).Decision()))
	text := ended.Verify("C-2", d("2025-09-01"), nil).Decision().Text(language.Chinese)
	assert.Contains(t, text, "2025年9月1日")
	text = r.Verify("C-2", d("2026-03-11"), nil).Decision().Text(language.English)
	assert.Contains(t, text, "2026-03-10")
	// The decision survives a trip and the readings are told.
	dec := through(t, r.Verify("C-2", d("2026-03-11"), nil).Decision())
	assert.Equal(t, refused, dec.Outcome())
	assert.Contains(t, dec.Readings(), rule.Applied{ID: law.A32, Answer: "a"})

	zero := r.Verify("C-2", civil.Date{}, nil)
	assert.Equal(t, permit.Unverified, zero.Status)
	assert.Equal(t, open, zero.Decision().Outcome())
}

func TestVerifyWithHolidays(t *testing.T) {
	r := record(t, nil, issue("2025-02-17"))
	p := withHolidays()
	face := must(r.Face("C-1", p))
	for day, grace := range map[string]bool{"2026-02-17": false, "2026-02-18": true, "2026-02-24": true} {
		for _, v := range []permit.Verification{r.Verify("C-1", d(day), p), permit.VerifyCard(face, d(day), p)} {
			assert.Equal(t, permit.VerifiedActive, v.Status, day)
			assert.Equal(t, grace, v.HolidayGrace, day)
		}
	}
	assert.Equal(t, permit.VerifiedSuspended, r.Verify("C-1", d("2026-02-25"), p).Status)
	assert.Equal(t, permit.VerifiedSuspended, permit.VerifyCard(face, d("2026-02-25"), p).Status)
	// A year without data is told, not guessed.
	r = record(t, nil, issue("2030-02-17"))
	v := r.Verify("C-1", d("2031-02-18"), p)
	assert.Equal(t, permit.Unverified, v.Status)
	assert.ErrorIs(t, v.Err, civil.ErrNoCalendarData)
	assert.Equal(t, "PER-VER-05", reasons(v.Decision()))
	check(t, "no data", v.Decision(), open, "PER-VER-05")
	// … also where it is the past that cannot be counted (A30 b).
	r = record(t, nil, issue("2030-02-17"), endorse("2031-02-18"))
	p.Endorsement.NewTerm = endorsement.FromOldExpiry
	v = r.Verify("C-1", d("2031-03-18"), p)
	assert.Equal(t, permit.Unverified, v.Status)
	assert.ErrorIs(t, v.Err, civil.ErrNoCalendarData)
	_, err := r.Append(endorse("2032-02-10"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = permit.Changes(r, r, civil.Range{First: d("2031-01-01")}, p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
}

func TestVerifyCard(t *testing.T) {
	face := permit.CardFace{From: d("2025-05-01"), LastValid: d("2026-03-10"), Card: permit.CardCurrent}
	changed := func(f func(*permit.CardFace)) permit.CardFace {
		g := face
		f(&g)
		return g
	}
	b := &permit.Policy{Endorsement: endorsement.Policy{Suspension: endorsement.FromRecordedDay}}
	for name, c := range map[string]struct {
		face permit.CardFace
		day  string
		p    *permit.Policy
		want permit.VerificationStatus
	}{
		"unknown number":                {permit.CardFace{}, "2025-05-01", nil, permit.Unverified},
		"before the face":               {face, "2025-04-30", nil, permit.Unverified},
		"first day":                     {face, "2025-05-01", nil, permit.VerifiedActive},
		"last valid day":                {face, "2026-03-10", nil, permit.VerifiedActive},
		"the day after":                 {face, "2026-03-11", nil, permit.VerifiedSuspended},
		"no last valid day":             {changed(func(f *permit.CardFace) { f.LastValid = civil.Date{} }), "2025-05-01", nil, permit.Unverified},
		"reported lost":                 {changed(func(f *permit.CardFace) { f.Card = permit.CardReportedLost }), "2025-05-01", nil, permit.VerifiedActive},
		"taken in":                      {changed(func(f *permit.CardFace) { f.Card = permit.CardConfiscated }), "2025-05-01", nil, permit.Unverified},
		"taken in and suspended":        {changed(func(f *permit.CardFace) { f.Card = permit.CardConfiscated }), "2026-03-11", nil, permit.VerifiedSuspended},
		"cancelled tomorrow":            {changed(func(f *permit.CardFace) { f.CancelledOn = d("2025-05-02") }), "2025-05-01", nil, permit.VerifiedActive},
		"cancelled today":               {changed(func(f *permit.CardFace) { f.CancelledOn = d("2025-05-01") }), "2025-05-01", nil, permit.VerifiedCancelled},
		"cancelled, before the face":    {changed(func(f *permit.CardFace) { f.CancelledOn = d("2025-04-01") }), "2025-04-30", nil, permit.VerifiedCancelled},
		"replaced":                      {changed(func(f *permit.CardFace) { f.Card = permit.CardReplaced }), "2026-05-01", nil, permit.VerifiedAsReplaced},
		"replaced, before the face":     {changed(func(f *permit.CardFace) { f.Card = permit.CardReplaced }), "2025-04-30", nil, permit.Unverified},
		"A32 (b), nothing recorded":     {face, "2026-03-11", b, permit.VerifiedActive},
		"A32 (b), recorded today":       {changed(func(f *permit.CardFace) { f.SuspensionRecorded = d("2026-03-11") }), "2026-03-11", b, permit.VerifiedSuspended},
		"A32 (b), recorded tomorrow":    {changed(func(f *permit.CardFace) { f.SuspensionRecorded = d("2026-03-12") }), "2026-03-11", b, permit.VerifiedActive},
		"A29 (c): the last day is late": {face, "2026-03-10", &permit.Policy{Endorsement: endorsement.Policy{Window: endorsement.ThirtyDaysBeforeE}}, permit.VerifiedSuspended},
	} {
		v := permit.VerifyCard(c.face, d(c.day), c.p)
		assert.Equal(t, c.want, v.Status, name)
		assert.False(t, v.HolidayGrace, name)
	}
	v := permit.VerifyCard(face, d("2025-05-01"), &permit.Policy{NewCard: 9})
	assert.Equal(t, permit.Unverified, v.Status)
	assert.ErrorIs(t, v.Err, permit.ErrPolicy)
	v = permit.VerifyCard(face, d("2025-05-01"), &permit.Policy{Endorsement: endorsement.Policy{Window: 9}})
	assert.Equal(t, permit.Unverified, v.Status)
	assert.Error(t, v.Err)
	check(t, "taken in", permit.VerifyCard(changed(func(f *permit.CardFace) { f.Card = permit.CardConfiscated }), d("2025-05-01"), nil).Decision(), open, "PER-VER-04")
	check(t, "unknown", permit.VerifyCard(permit.CardFace{}, d("2025-05-01"), nil).Decision(), open,
		"PER-VER-01 PER-VER-02 PER-VER-03 PER-VER-04 PER-VER-05")
	assert.True(t, permit.CardFace{}.IsZero())
	assert.False(t, face.IsZero())
}

// TestFaceAgreesWithTheRecordUnderEveryReading walks through random records
// under each answer of each switch: on every day from the face on, the header
// says what the record says, and both say what the state says.
func TestFaceAgreesWithTheRecordUnderEveryReading(t *testing.T) {
	g := newGenerator(11)
	records := make([]permit.Permit, 25)
	for i := range records {
		records[i], _ = g.timeline(t)
	}
	for _, s := range permit.Switches() {
		for _, answer := range s.Answers {
			p := &permit.Policy{}
			p.Endorsement.LapseAfter = civil.Months(6)
			require.NoError(t, s.Set(p, answer))
			for i := range records {
				agree(t, &records[i], p)
			}
		}
	}
}

func agree(t *testing.T, r *permit.Permit, p *permit.Policy) {
	t.Helper()
	cards := map[permit.CardNumber]bool{}
	for _, a := range r.Acts() {
		switch w := a.What.(type) {
		case permit.Issue:
			cards[w.Card] = true
		case permit.Reissue:
			cards[w.Card] = true
		case permit.Exchange:
			cards[w.Card] = true
		}
	}
	first := r.Act(0).On
	for card := range cards {
		face, err := r.Face(card, p)
		require.NoError(t, err)
		for day := first; day.OnOrBefore(first.AddDays(1500)); day = day.AddDays(11) {
			s, err := r.On(day, p)
			require.NoError(t, err)
			v := r.Verify(card, day, p)
			require.NoError(t, v.Err)
			switch v.Status {
			case permit.VerifiedActive:
				require.Equal(t, permit.Active, s.Status, "%v", day)
				require.Equal(t, s.HolidayGrace, v.HolidayGrace)
			case permit.VerifiedSuspended:
				require.Equal(t, permit.Suspended, s.Status, "%v", day)
			case permit.VerifiedCancelled:
				require.Equal(t, permit.Cancelled, s.Status, "%v", day)
			case permit.VerifiedAsReplaced:
				require.NotEqual(t, card, s.Card)
				require.True(t, s.Alive())
			case permit.Unverified:
				require.True(t, s.Card != card || s.CardStatus == permit.CardConfiscated)
			}
			if s.Status == permit.Cancelled && v.Status == permit.Unverified {
				require.NotEqual(t, s.Card, card)
			}
			if day.OnOrAfter(face.From) {
				fast := permit.VerifyCard(face, day, p)
				require.Equal(t, v.Status, fast.Status, "%v %v", card, day)
				require.Equal(t, v.HolidayGrace, fast.HolidayGrace)
			}
		}
	}
}
