package permit_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// sample is an act of each kind on a day, for a permit whose card is C-1.
func sample(k permit.ActKind, day string) permit.Act {
	on := d(day)
	switch k {
	case permit.ActIssued:
		return issue(day)
	case permit.ActEndorsed:
		return endorse(day)
	case permit.ActReissued:
		return reissue(day, "C-2", "C-1")
	case permit.ActExchanged:
		return exchange(day, "C-2", "C-1")
	case permit.ActAddressChanged:
		return act(on, permit.AddressChange{Address: address("110108", "测试路二号"), Moved: on})
	case permit.ActInformationChecked:
		return act(on, permit.InformationCheck{Agrees: permit.No, Result: finding(permit.FoundNeverMet, on)})
	case permit.ActFindingRecorded:
		return act(on, permit.FindingRecord{Finding: finding(permit.FoundNeverMet, on)})
	case permit.ActSuspensionRecorded:
		return act(on, permit.SuspensionRecord{})
	case permit.ActReportedLost:
		return act(on, permit.LossReport{Card: "C-1"})
	case permit.ActFound:
		return act(on, permit.Recovery{Card: "C-1"})
	case permit.ActCancelled:
		return cancel(day)
	case permit.ActConfiscated:
		a := act(on, permit.Confiscation{Item: permit.Altered, Card: "C-1", Finding: finding(permit.FoundAltered, on)})
		a.Cite = law.MustCite("28.3")
		return a
	}
	return permit.Act{}
}

// TestTransitions is the table of clauses.md section 5, every status and kind.
func TestTransitions(t *testing.T) {
	const day = "2026-03-05" // in the window of a permit issued 2025-03-10
	lost := act(d("2025-04-01"), permit.LossReport{Card: "C-1"})
	records := map[permit.Status][]permit.Act{
		permit.NotIssued: nil,
		permit.Active:    {issue("2025-03-10")},
		permit.Suspended: {issue("2024-03-10")},
		permit.Cancelled: {issue("2025-03-10"), cancel("2025-09-01")},
	}
	living := "endorsed reissued exchanged address-changed information-checked finding-recorded " +
		"reported-lost found cancelled confiscated"
	want := map[permit.Status]string{
		permit.NotIssued: "issued",
		permit.Active:    living,
		permit.Suspended: living + " suspension-recorded",
		permit.Cancelled: "finding-recorded found confiscated",
	}
	for status, acts := range records {
		for _, k := range permit.Values[permit.ActKind]() {
			t.Run(status.String()+"/"+k.String(), func(t *testing.T) {
				if k == permit.ActFound && acts != nil {
					acts = slices.Insert(slices.Clone(acts), 1, lost)
				}
				r := record(t, nil, acts...)
				got, err := r.StatusOn(d(day), nil)
				require.NoError(t, err)
				require.Equal(t, status, got)
				next, err := r.Append(sample(k, day), nil)
				if !contains(want[status], k.String()) {
					require.Error(t, err)
					var refused *permit.AppendError
					require.ErrorAs(t, err, &refused)
					assert.Equal(t, status, refused.Status)
					assert.Equal(t, k, refused.Kind)
					assert.Equal(t, permit.Permit{}, next)
					return
				}
				require.NoError(t, err)
				assert.True(t, status.Admits(k))
				assert.Equal(t, r.Len()+1, next.Len())
			})
		}
	}
	// The table says the same, except that a suspension is recorded of an
	// overdue permit, which may still be Active under A32 (b).
	for status := range records {
		for _, k := range permit.Values[permit.ActKind]() {
			if status == permit.Active && k == permit.ActSuspensionRecorded {
				continue
			}
			assert.Equal(t, contains(want[status], k.String()), status.Admits(k), "%v %v", status, k)
		}
	}
	assert.False(t, permit.Status(9).Admits(permit.ActIssued))
	assert.False(t, permit.NotIssued.Admits(permit.ActUnknown))
}

func contains(words, w string) bool { return slices.Contains(strings.Fields(words), w) }

func TestAppendRefuses(t *testing.T) {
	base := []permit.Act{issue("2025-03-10"), reissue("2025-05-01", "C-2", "C-1")}
	for name, c := range map[string]struct {
		act  permit.Act
		want error
	}{
		"second issue":                      {issue("2025-06-01"), permit.ErrAlreadyIssued},
		"before the issue":                  {late(cancel("2025-03-09"), d("2025-06-01")), permit.ErrTransition},
		"recorded before the latest":        {endorse("2025-04-30"), permit.ErrRecordOrder},
		"card number used":                  {reissue("2025-06-01", "C-1", "C-2"), permit.ErrCard},
		"card number its own":               {reissue("2025-06-01", "C-2", "C-2"), permit.ErrCard},
		"replaces a card replaced":          {reissue("2025-06-01", "C-3", "C-1"), permit.ErrCard},
		"replaces a card unknown":           {reissue("2025-06-01", "C-3", "C-9"), permit.ErrCard},
		"replaces before it was made":       {late(reissue("2025-04-01", "C-3", "C-2"), d("2025-06-01")), permit.ErrCard},
		"a lost card unknown":               {act(d("2025-06-01"), permit.LossReport{Card: "C-9"}), permit.ErrCard},
		"a lost card replaced":              {act(d("2025-06-01"), permit.LossReport{Card: "C-1"}), permit.ErrCard},
		"found and not lost":                {act(d("2025-06-01"), permit.Recovery{Card: "C-2"}), permit.ErrCard},
		"a forged card is none of its":      {forged("2025-06-01", "C-2"), permit.ErrCard},
		"a card of another permit taken in": {forged("2025-06-01", "C-9"), permit.ErrCard},
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t, nil, base...)
			_, err := r.Append(c.act, nil)
			require.ErrorIs(t, err, c.want)
			assert.NotContains(t, err.Error(), "C-")
			assert.Equal(t, 2, r.Len())
		})
	}
	taken := act(d("2025-06-01"), permit.Confiscation{Item: permit.FraudulentlyObtained, Card: "C-2",
		Finding: finding(permit.FoundFraudulent, d("2025-06-01"))})
	r := record(t, nil, append(base, taken)...)
	_, err := r.Append(late(taken, d("2025-06-02")), nil)
	assert.ErrorIs(t, err, permit.ErrCard, "taken in twice")

	r = record(t, nil, issue("2025-03-10"), cancel("2025-09-01"))
	_, err = r.Append(late(cancel("2025-08-01"), d("2025-10-01")), nil)
	assert.ErrorIs(t, err, permit.ErrCancelled, "a second cancellation, whatever its day")
	empty := must(permit.New("P-1"))
	_, err = empty.Append(endorse("2025-03-10"), nil)
	assert.ErrorIs(t, err, permit.ErrTransition)

	bad := &permit.Policy{SevenDays: 9}
	_, err = r.Append(endorse("2025-03-10"), bad)
	assert.ErrorIs(t, err, permit.ErrPolicy)
	_, err = r.Append(permit.Act{}, nil)
	assert.ErrorIs(t, err, permit.ErrMissing)
}

// ended is a cancellation resting on the clause of its ground.
func ended(day civil.Date, w permit.Cancellation) permit.Act {
	a := act(day, w)
	if w.Ground != permit.GroundUnknown {
		a.Cite = w.Ground.Cite()
	}
	return a
}

func forged(day string, card permit.CardNumber) permit.Act {
	a := act(d(day), permit.Confiscation{Item: permit.Forged, Card: card, Finding: finding(permit.FoundForged, d(day))})
	a.Cite = law.MustCite("28.3")
	return a
}

// fields are the fields named by a validation error.
func fields(t *testing.T, err error) []string {
	t.Helper()
	var list *permit.RecordError
	require.True(t, errors.As(err, &list), "%v", err)
	names := make([]string, len(list.Faults))
	for i, f := range list.Faults {
		names[i] = f.Field
	}
	return names
}

func TestActValidate(t *testing.T) {
	day := d("2025-06-01")
	for _, k := range permit.Values[permit.ActKind]() {
		assert.NoError(t, sample(k, "2025-06-01").Validate(), k)
	}
	assert.Equal(t, []string{"act.payload", "act.on", "act.recorded", "act.by.kind"}, fields(t, permit.Act{}.Validate()))

	change := func(k permit.ActKind, f func(*permit.Act)) error {
		a := sample(k, "2025-06-01")
		f(&a)
		return a.Validate()
	}
	for name, c := range map[string]struct {
		err   error
		field string
		want  error
	}{
		"effect before it is recorded":  {change(permit.ActIssued, func(a *permit.Act) { a.On = day.AddDays(1) }), "act.on", permit.ErrContradiction},
		"an endorsement put back (A26)": {change(permit.ActEndorsed, func(a *permit.Act) { a.On = day.AddDays(-1) }), "act.on", permit.ErrContradiction},
		"issued by an agency":           {change(permit.ActIssued, func(a *permit.Act) { a.By = clerk }), "act.by.kind", permit.ErrNotAuthorised},
		"cancelled by an agency":        {change(permit.ActCancelled, func(a *permit.Act) { a.By = clerk }), "act.by.kind", permit.ErrNotAuthorised},
		"endorsed by a department": {change(permit.ActEndorsed, func(a *permit.Act) {
			a.By = permit.Actor{Kind: permit.DepartmentReviewer, ID: "S-3", Office: bureau}
		}), "act.by.kind", permit.ErrNotAuthorised},
		"another clause":            {change(permit.ActCancelled, func(a *permit.Act) { a.Cite = law.MustCite("13.1") }), "act.cite", permit.ErrCite},
		"clause of another ground":  {change(permit.ActCancelled, func(a *permit.Act) { a.Cite = law.MustCite("23.1.d") }), "act.cite", permit.ErrCite},
		"no ground in the clause":   {change(permit.ActCancelled, func(a *permit.Act) { a.Cite = law.MustCite("23.1.0") }), "act.cite", permit.ErrCite},
		"clause of another item":    {change(permit.ActConfiscated, func(a *permit.Act) { a.Cite = law.MustCite("27.2") }), "act.cite", permit.ErrCite},
		"no clause of the draft":    {change(permit.ActCancelled, func(a *permit.Act) { a.Cite = law.MustCite("23.1.f") }), "act.cite", permit.ErrCite},
		"no clause":                 {change(permit.ActCancelled, func(a *permit.Act) { a.Cite = law.Cite{} }), "act.cite", permit.ErrCite},
		"no decision":               {change(permit.ActReissued, func(a *permit.Act) { a.Decision = rule.Decision{} }), "act.decision", permit.ErrMissing},
		"decision of another table": {change(permit.ActReissued, func(a *permit.Act) { a.Decision = approval(permit.ActIssued, day) }), "act.decision", permit.ErrDecision},
		"decision that refuses": {change(permit.ActReissued, func(a *permit.Act) {
			a.Decision = permit.DecideReissue(&permit.ReissueFacts{Permit: alive(day), Lost: rule.Unmet}, day, nil)
		}), "act.decision", permit.ErrDecision},
		"decision for a later day": {change(permit.ActReissued, func(a *permit.Act) { a.Decision = approval(permit.ActReissued, day.AddDays(1)) }), "act.decision", permit.ErrDecision},
		"decision on another ground": {change(permit.ActCancelled, func(a *permit.Act) {
			w := permit.Cancellation{Ground: permit.HolderDied, Event: day, Finding: finding(permit.FoundDeath, day)}
			a.What, a.Cite = w, w.Ground.Cite()
		}), "act.decision", permit.ErrDecision},
		"decision on another item": {change(permit.ActConfiscated, func(a *permit.Act) {
			a.Decision = approvalOf(permit.Confiscation{Item: permit.Forged}, day)
		}), "act.decision", permit.ErrDecision},
		"decision on damage for a correction": {change(permit.ActExchanged, func(a *permit.Act) {
			w := a.What.(permit.Exchange)
			w.Other, w.Holder = finding(permit.FoundOtherExchange, day), holder()
			a.What = w
		}), "act.decision", permit.ErrDecision},
		"decision where none is": {change(permit.ActReportedLost, func(a *permit.Act) { a.Decision = approval(permit.ActIssued, day) }), "act.decision", permit.ErrDecision},
	} {
		assert.Contains(t, fields(t, c.err), c.field, name)
		assert.ErrorIs(t, c.err, c.want, name)
	}
	assert.NoError(t, change(permit.ActReissued, func(a *permit.Act) { a.By = clerk }), "intake actions (5.1)")
	assert.NoError(t, change(permit.ActReissued, func(a *permit.Act) { a.Decision = approval(permit.ActReissued, day.AddDays(-1)) }))
}

func TestPayloadValidate(t *testing.T) {
	day := d("2025-06-01")
	outside := address("131082", "测试路三号") // Sanhe
	open := permit.Finding{Ground: permit.FoundFalseProofs}
	for name, c := range map[string]struct {
		what   permit.Payload
		fields string
		want   error
	}{
		"issue empty":            {permit.Issue{}, "card holder address.division", permit.ErrMissing},
		"issue outside":          {permit.Issue{Card: "C-1", Holder: holder(), Address: outside}, "address", permit.ErrNotInBeijing},
		"issue with number":      {permit.Issue{Card: "130100201003150000", Holder: holder(), Address: home}, "card", permit.ErrPersonal},
		"issue with small":       {permit.Issue{Card: "c-1", Holder: holder(), Address: home}, "card", permit.ErrText},
		"issue with long":        {permit.Issue{Card: permit.CardNumber(strings.Repeat("1", 65)), Holder: holder(), Address: home}, "card", permit.ErrText},
		"registered after":       {permit.Issue{Card: "C-1", Holder: holder(), Address: home, RegisteredSince: day.AddDays(1), FormerPermitSince: day.AddDays(1)}, "registeredSince formerPermitSince", permit.ErrContradiction},
		"reissue empty":          {permit.Reissue{}, "card replaces", permit.ErrMissing},
		"exchange not returned":  {permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.No}, "returned", permit.ErrNotReturned},
		"exchange return open":   {permit.Exchange{Card: "C-2", Replaces: "C-1"}, "returned", permit.ErrMissing},
		"correction not found":   {permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Holder: holder()}, "holder", permit.ErrFinding},
		"other ground later":     {permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Other: finding(permit.FoundOtherExchange, day.AddDays(1))}, "other", permit.ErrFinding},
		"death as other ground":  {permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Other: finding(permit.FoundDeath, day), Holder: holder()}, "other.ground", permit.ErrFinding},
		"other ground of a body": {permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Other: by(union, finding(permit.FoundOtherExchange, day))}, "other.authority", permit.ErrFinding},
		"moved outside (A40)":    {permit.AddressChange{Address: outside, Moved: day}, "address", permit.ErrNotInBeijing},
		"move empty":             {permit.AddressChange{}, "address.division moved", permit.ErrMissing},
		"moved later":            {permit.AddressChange{Address: home, Moved: day.AddDays(1)}, "moved", permit.ErrContradiction},
		"due before the move":    {permit.AddressChange{Address: home, Moved: day, Due: day.AddDays(-1)}, "due", permit.ErrContradiction},
		"check with later":       {permit.InformationCheck{Agrees: 9, Result: finding("x", day.AddDays(1))}, "agrees result.day", permit.ErrContradiction},
		"finding later":          {permit.FindingRecord{Finding: finding("x", day.AddDays(1))}, "finding.day", permit.ErrContradiction},
		"finding empty":          {permit.FindingRecord{}, "finding.ground", permit.ErrMissing},
		"loss empty":             {permit.LossReport{}, "card", permit.ErrMissing},
		"recovery":               {permit.Recovery{HandedIn: 9}, "card handedIn", permit.ErrWord},
		"death without finding":  {permit.Cancellation{Ground: permit.HolderDied, Event: day}, "finding.ground finding finding.ground", permit.ErrFinding},
		"finding open":           {permit.Cancellation{Ground: permit.FalseProofs, Finding: open}, "finding", permit.ErrFinding},
		"finding after (A49)":    {permit.Cancellation{Ground: permit.FalseProofs, Finding: finding(permit.FoundFalseProofs, day.AddDays(1))}, "finding", permit.ErrFinding},
		"finding of another":     {permit.Cancellation{Ground: permit.FalseProofs, Finding: finding(permit.FoundDeath, day)}, "finding.ground", permit.ErrFinding},
		"found by a body":        {permit.Cancellation{Ground: permit.FalseProofs, Finding: by(union, finding(permit.FoundFalseProofs, day))}, "finding.authority", permit.ErrFinding},
		"found by an agency":     {permit.Cancellation{Ground: permit.ConditionsNotMet, Finding: by(agency, finding(permit.FoundNeverMet, day))}, "finding.authority", permit.ErrFinding},
		"found by some other":    {permit.Cancellation{Ground: permit.FalseProofs, Finding: by(permit.Office{ID: "X-1", Kind: permit.OtherOffice}, finding(permit.FoundFalseProofs, day))}, "finding.authority", permit.ErrFinding},
		"death by a department":  {permit.Cancellation{Ground: permit.HolderDied, Event: day, Finding: by(bureau, finding(permit.FoundDeath, day))}, "finding.authority", permit.ErrFinding},
		"event after finding":    {permit.Cancellation{Ground: permit.HolderDied, Event: day, Finding: finding(permit.FoundDeath, day.AddDays(-1))}, "event", permit.ErrContradiction},
		"taken in on a body's":   {permit.Confiscation{Item: permit.Forged, Card: "C-1", Finding: by(union, finding(permit.FoundForged, day))}, "finding.authority", permit.ErrFinding},
		"event missing":          {permit.Cancellation{Ground: permit.HolderDied, Finding: finding(permit.FoundDeath, day)}, "event", permit.ErrMissing},
		"event later":            {permit.Cancellation{Ground: permit.HolderDied, Event: day.AddDays(1), Finding: finding(permit.FoundDeath, day)}, "event", permit.ErrContradiction},
		"event of a proof":       {permit.Cancellation{Ground: permit.FalseProofs, Event: day, Finding: finding(permit.FoundFalseProofs, day)}, "event", permit.ErrContradiction},
		"ground unknown":         {permit.Cancellation{Finding: finding(permit.FoundDeath, day)}, "ground finding.ground", permit.ErrMissing},
		"confiscation empty":     {permit.Confiscation{}, "item finding.ground finding", permit.ErrMissing},
		"fraud without its card": {permit.Confiscation{Item: permit.FraudulentlyObtained, Finding: finding(permit.FoundFraudulent, day)}, "card", permit.ErrMissing},
		"no item, but a finding": {permit.Confiscation{Item: 9, Card: "C-1", Finding: finding(permit.FoundForged, day)}, "item finding.ground", permit.ErrWord},
		"another item":           {permit.Confiscation{Item: permit.Altered, Card: "C-1", Finding: finding(permit.FoundForged, day)}, "finding.ground", permit.ErrFinding},
	} {
		t.Run(name, func(t *testing.T) {
			a := act(day, c.what)
			switch w := c.what.(type) {
			case permit.Cancellation:
				a = ended(day, w)
			case permit.Confiscation:
				a.Cite = w.Item.Cite()
				if a.Cite.IsZero() {
					a.Cite = law.MustCite("27.2")
				}
			}
			err := a.Validate()
			require.ErrorIs(t, err, c.want)
			require.ErrorIs(t, err, permit.ErrInvalid)
			var got []string
			for _, f := range fields(t, err) {
				got = append(got, strings.TrimPrefix(f, "act.payload."))
			}
			assert.Equal(t, strings.Fields(c.fields), got)
		})
	}
	// 23.1.e: only law, regulation or rule.
	for kind, ok := range map[permit.BasisKind]bool{permit.BasisLaw: true, permit.BasisRegulation: true,
		permit.BasisRule: true, permit.BasisNormativeDocument: false, permit.BasisUnknown: false} {
		f := finding(permit.FoundOtherRule, day)
		f.Basis.Kind = kind
		a := ended(day, permit.Cancellation{Ground: permit.RequiredByOtherRule, Finding: f})
		assert.Equal(t, ok, a.Validate() == nil, kind)
	}
	for _, g := range []permit.Ground{permit.FoundNeverMet, permit.FoundConditionsLost} {
		assert.NoError(t, ended(day, permit.Cancellation{Ground: permit.ConditionsNotMet, Finding: finding(g, day)}).Validate())
	}
	assert.NoError(t, ended(day, permit.Cancellation{Ground: permit.BecameBeijingHousehold, Event: day,
		Finding: finding(permit.FoundBeijingHousehold, day)}).Validate())

	// 28.3: a forged card without any permit is recorded by itself.
	c := permit.Confiscation{Item: permit.Forged, Finding: finding(permit.FoundForged, day)}
	assert.NoError(t, c.Validate(day))
	assert.ErrorIs(t, c.Validate(day.AddDays(-1)), permit.ErrFinding)
	assert.Error(t, c.Validate(d("2025-06-01").AddDays(-9999999)), "no day")
}

// union is a social body, which finds nothing (A49).
var union = permit.Office{ID: "TU-01", Kind: permit.SocialBody}

func by(o permit.Office, f permit.Finding) permit.Finding {
	f.Authority = o
	return f
}

// What a finding or a decision has to prove is asked of an act to be done. One on
// record stands as it was recorded: a permit is read whatever proof an act of its
// past had (append-only), and no state depends on it.
func TestRestoreReadsWhatIsNotProved(t *testing.T) {
	day := d("2025-06-01")
	corrected := act(day, permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Other: finding(permit.FoundDeath, day), Holder: holder()})
	for name, a := range map[string]permit.Act{
		"found by a body":      act(day, permit.Cancellation{Ground: permit.FalseProofs, Finding: by(union, finding(permit.FoundFalseProofs, day))}),
		"found before it was":  ended(day, permit.Cancellation{Ground: permit.HolderDied, Event: day, Finding: finding(permit.FoundDeath, day.AddDays(-1))}),
		"death as other":       corrected,
		"taken in on a body's": act(day, permit.Confiscation{Item: permit.FraudulentlyObtained, Card: "C-1", Finding: by(union, finding(permit.FoundFraudulent, day))}),
		"decided otherwise": func() permit.Act {
			a := ended(day, permit.Cancellation{Ground: permit.HolderDied, Event: day, Finding: finding(permit.FoundDeath, day)})
			a.Decision = approval(permit.ActCancelled, day) // for false proofs
			return a
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			r := record(t, nil, issue("2025-03-10"))
			_, err := r.Append(a, nil)
			var fault *permit.FieldError
			require.ErrorAs(t, err, &fault)
			stored, err := permit.Restore("P-1", append(r.Acts(), a))
			require.NoError(t, err)
			back := through(t, stored)
			assert.Equal(t, on(t, stored, "2025-06-01", nil), on(t, back, "2025-06-01", nil))
		})
	}
	bad := corrected
	bad.What = permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.No}
	_, err := permit.Restore("P-1", []permit.Act{issue("2025-03-10"), bad})
	assert.ErrorIs(t, err, permit.ErrNotReturned, "what is no record at all is still refused")
}

// A card that was taken in is not lost and not worn (12.1): Append says what
// DecideReissue and DecideExchange say. A confiscation recorded afterwards takes
// no new card away.
func TestNewCardForOneTakenIn(t *testing.T) {
	day := d("2025-06-02")
	taken := act(d("2025-06-01"), permit.Confiscation{Item: permit.FraudulentlyObtained, Card: "C-1", Finding: finding(permit.FoundFraudulent, d("2025-06-01"))})
	r := record(t, nil, issue("2025-03-10"), taken)
	s := on(t, r, "2025-06-02", nil)
	check(t, "reissue", permit.DecideReissue(&permit.ReissueFacts{Permit: s, Lost: rule.Met, Filer: inPerson}, day, nil), refused, "PER-REI-02")
	for _, a := range []permit.Act{reissue("2025-06-02", "C-2", "C-1"), exchange("2025-06-02", "C-2", "C-1")} {
		_, err := r.Append(a, nil)
		assert.ErrorIs(t, err, permit.ErrCard, "%v", a)
	}
	other := finding(permit.FoundOtherExchange, day)
	check(t, "exchange on another ground", permit.DecideExchange(&permit.ExchangeFacts{
		Permit: s, Damaged: rule.Unmet, OtherClaimed: permit.Yes, Other: other, Returned: rule.Met, Filer: inPerson}, day, nil), approved, "")
	_, err := r.Append(act(day, permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes, Other: other}), nil)
	assert.NoError(t, err)

	r = record(t, nil, issue("2025-03-10"), reissue("2025-06-02", "C-2", "C-1"), late(taken, d("2025-06-03")))
	s = on(t, r, "2025-06-03", nil)
	assert.Equal(t, []any{permit.CardNumber("C-2"), permit.CardCurrent}, []any{s.Card, s.CardStatus})
}

// TestMayBeDoneBy is clause 5.1: what public security alone decides, what an
// entrusted agency takes in, and that nobody else records anything.
func TestMayBeDoneBy(t *testing.T) {
	onlyPolice := "issued information-checked finding-recorded suspension-recorded cancelled confiscated"
	for _, k := range permit.Values[permit.ActKind]() {
		for _, a := range permit.Values[permit.ActorKind]() {
			want := a.PublicSecurity() || a.EntrustedAgency() && !contains(onlyPolice, k.String())
			assert.Equal(t, want, k.MayBeDoneBy(a), "%v by %v", k, a)
		}
		assert.False(t, k.MayBeDoneBy(permit.ActorUnknown))
	}
	assert.False(t, permit.ActKind(99).MayBeDoneBy(permit.PoliceOfficer))
	assert.False(t, permit.ActUnknown.MayBeDoneBy(permit.PoliceOfficer))
	assert.Empty(t, permit.ActKind(99).Table())
	assert.Equal(t, "cancellation", permit.ActCancelled.Table())
}

func TestRestore(t *testing.T) {
	first := issue("2025-03-10")
	for name, c := range map[string]struct {
		acts  []permit.Act
		index int
		want  error
	}{
		"no issue":         {[]permit.Act{endorse("2025-03-10")}, 0, permit.ErrTransition},
		"invalid":          {[]permit.Act{first, {}}, 1, permit.ErrMissing},
		"two issues":       {[]permit.Act{first, first}, 1, permit.ErrAlreadyIssued},
		"before the issue": {[]permit.Act{first, late(cancel("2025-03-09"), d("2025-04-01"))}, 1, permit.ErrTransition},
		"record order":     {[]permit.Act{first, endorse("2026-03-05"), endorse("2026-03-04")}, 2, permit.ErrRecordOrder},
		"two ends":         {[]permit.Act{first, cancel("2025-06-01"), cancel("2025-06-02")}, 2, permit.ErrCancelled},
		"card twice":       {[]permit.Act{first, reissue("2025-06-01", "C-2", "C-1"), reissue("2025-06-01", "C-2", "C-1")}, 2, permit.ErrCard},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := permit.Restore("P-1", c.acts)
			require.ErrorIs(t, err, c.want)
			var at *permit.RestoreError
			require.ErrorAs(t, err, &at)
			assert.Equal(t, c.index, at.Index)
			assert.Contains(t, err.Error(), fmt.Sprint("act ", c.index))
		})
	}
	_, err := permit.Restore("", nil)
	assert.ErrorIs(t, err, permit.ErrMissing)
	// The record does not share the caller's slice, either way.
	acts := []permit.Act{first, cancel("2025-06-01")}
	r := must(permit.Restore("P-1", acts))
	acts[1] = permit.Act{}
	r.Acts()[0] = permit.Act{}
	assert.Equal(t, permit.ActCancelled, must(kindOf(r, 1)))
	assert.Equal(t, permit.ActIssued, must(kindOf(r, 0)))
	assert.Equal(t, permit.ActUnknown, must(kindOf(r, 2)))
	assert.Equal(t, permit.ActUnknown, must(kindOf(r, -1)))
	// An endorsement too early for today's reading is still a record.
	r, err = permit.Restore("P-1", []permit.Act{first, endorse("2025-03-11")})
	require.NoError(t, err)
	assert.Equal(t, 1, on(t, r, "2025-03-11", nil).WithoutEffect)
}

func TestStateErrors(t *testing.T) {
	r := record(t, nil, issue("2025-03-10"))
	bad := &permit.Policy{NewCard: 7}
	for _, f := range []func() error{
		func() error { _, err := r.On(d("2025-03-10"), bad); return err },
		func() error { _, err := r.Face("C-1", bad); return err },
		func() error { _, err := r.Ineffective(bad); return err },
		func() error { _, err := r.Timeline(d("2025-03-10"), bad); return err },
	} {
		assert.ErrorIs(t, f(), permit.ErrPolicy)
	}
	bad = &permit.Policy{}
	bad.Endorsement.Window = 9
	_, err := r.On(d("2025-03-10"), bad)
	assert.Error(t, err)
	assert.ErrorIs(t, bad.Validate(), permit.ErrPolicy)
	var none *permit.Policy
	assert.NoError(t, none.Validate())
	assert.NoError(t, (&permit.Policy{}).Validate())
	_, err = r.On(d("2025-03-10").AddDays(-9999999), nil)
	assert.Error(t, err)
	_, err = r.Ineffective(bad)
	assert.Error(t, err)
	_, err = r.Timeline(d("2025-03-10"), bad)
	assert.Error(t, err)
}

func TestHolderOn(t *testing.T) {
	corrected := holder()
	corrected.Name = must(permit.ParseName("测试乙"))
	a := act(d("2025-06-01"), permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes,
		Other: finding(permit.FoundOtherExchange, d("2025-05-30")), Holder: corrected})
	r := record(t, nil, issue("2025-03-10"), a, exchange("2025-07-01", "C-3", "C-2"))
	assert.Equal(t, permit.Person{}, r.HolderOn(d("2025-03-09")))
	assert.Equal(t, holder(), r.HolderOn(d("2025-05-31")))
	assert.Equal(t, corrected, r.HolderOn(d("2025-06-01")))
	assert.Equal(t, corrected, r.HolderOn(d("2030-06-01")))
}
