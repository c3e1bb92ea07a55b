package permit_test

// Cases drawn from the law alone: the examples of articles 3, 5, 11 to 13,
// 18, 19 and 21 to 24, the dated tests of the register of readings, and the
// days around each boundary. Every case is named for the clause or reading it
// comes from.

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	. "github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// lawDay reads a day of a case; an empty text is no date.
func lawDay(t *testing.T, s string) civil.Date {
	t.Helper()
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	require.NoError(t, err)
	return d
}

func lawAddress(t *testing.T, division string) Address {
	t.Helper()
	d, err := ParseDivision(division)
	require.NoError(t, err)
	return Address{Division: d}
}

func lawNoon(d civil.Date) Instant {
	y, m, day := d.YearMonthDay()
	return InstantOf(time.Date(y, time.Month(m), day, 4, 0, 0, 0, time.UTC))
}

func lawOfficer() Actor {
	return Actor{Kind: PublicSecurityOfficer, ID: "officer-1", Office: Office{ID: "ps-1", Kind: PoliceStation, District: Haidian}}
}

func lawFound(ground Ground, outcome FindingOutcome, day civil.Date) Finding {
	return Finding{
		Ground: ground, Outcome: outcome, Day: day, Reference: "F-1",
		Authority: Office{ID: "dep-1", Kind: DistrictPublicSecurity},
	}
}

var lawAtDesk = Filer{By: Holder, Office: PoliceStation}

// lawRecord builds a permit act by act, each with the approval it needs.
type lawRecord struct {
	t      *testing.T
	permit Permit
	policy *Policy
	last   Instant
}

func lawIssued(t *testing.T, issued string, policy *Policy) *lawRecord {
	t.Helper()
	p, err := New("P-1")
	require.NoError(t, err)
	r := &lawRecord{t: t, permit: p, policy: policy}
	require.NoError(t, r.try(issued, Issue{Card: "C-1", Holder: Person{Born: lawDay(t, "1990-06-01")}, Address: lawAddress(t, "110108")}))
	return r
}

func (r *lawRecord) do(on string, what Payload) *lawRecord {
	r.t.Helper()
	require.NoError(r.t, r.try(on, what))
	return r
}

func (r *lawRecord) try(on string, what Payload) error {
	r.t.Helper()
	day := lawDay(r.t, on)
	a := Act{What: what, On: day, Recorded: lawNoon(day), By: lawOfficer()}
	a.Recorded = max(a.Recorded, r.last+1)
	state, err := r.permit.On(day, r.policy)
	require.NoError(r.t, err)
	switch w := what.(type) {
	case Issue:
		a.Cite = law.MustCite("11.1")
		a.Decision = DecideIssue(&IssueFacts{ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: day, By: a.By.Kind}, day, r.policy)
	case Endorsement:
		timeline, err := r.permit.Timeline(day, r.policy)
		require.NoError(r.t, err)
		a.Cite = law.MustCite("14.2.b")
		if state.Status == Suspended {
			a.Cite = law.MustCite("14.3.b")
		}
		var p *endorsement.Policy
		if r.policy != nil {
			p = &r.policy.Endorsement
		}
		a.Decision = endorsement.Decide(&endorsement.Facts{
			Permit: timeline, GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met,
		}, day, p)
	case Reissue:
		a.Cite = law.MustCite("12.1")
		a.Decision = DecideReissue(&ReissueFacts{Permit: state, Lost: rule.Met, Filer: lawAtDesk}, day, r.policy)
	case Exchange:
		a.Cite = law.MustCite("12.1")
		a.Decision = DecideExchange(&ExchangeFacts{Permit: state, Damaged: rule.Met, OtherClaimed: No, Returned: w.Returned.Truth(), Filer: lawAtDesk}, day, r.policy)
	case AddressChange:
		a.Cite = law.MustCite("13.1")
		a.Decision = DecideAddressChange(&AddressChangeFacts{Permit: state, Address: w.Address, Moved: w.Moved, Filer: lawAtDesk}, day, r.policy)
	case LossReport, Recovery:
		a.Cite = law.MustCite("12.1")
	case SuspensionRecord:
		a.Cite = law.MustCite("14.3.a")
	case Cancellation:
		a.Cite = w.Ground.Cite()
		f := CancellationFacts{Permit: state, By: a.By.Kind}
		switch w.Ground {
		case FalseProofs:
			f.FalseProofs = w.Finding
		case ConditionsNotMet:
			f.NeverMet = w.Finding
		case BecameBeijingHousehold:
			f.Household, f.HouseholdOn = w.Finding, w.Event
		case HolderDied:
			f.Death, f.DiedOn = w.Finding, w.Event
		default:
			f.OtherRule = w.Finding
		}
		a.Decision = DecideCancellation(&f, day, r.policy)
	default:
		r.t.Fatalf("no such act here: %v", what.Kind())
	}
	next, err := r.permit.Append(a, r.policy)
	if err == nil {
		r.permit, r.last = next, a.Recorded
	}
	return err
}

func (r *lawRecord) on(day string, policy ...*Policy) State {
	r.t.Helper()
	p := r.policy
	if len(policy) > 0 {
		p = policy[0]
	}
	s, err := r.permit.On(lawDay(r.t, day), p)
	require.NoError(r.t, err)
	return s
}

func (r *lawRecord) verify(card CardNumber, day string, policy ...*Policy) VerificationStatus {
	r.t.Helper()
	p := r.policy
	if len(policy) > 0 {
		p = policy[0]
	}
	v := r.permit.Verify(card, lawDay(r.t, day), p)
	require.NoError(r.t, v.Err)
	return v.Status
}

func lawCancel(t *testing.T, g CancellationGround, ground Ground, found, event string) Cancellation {
	t.Helper()
	return Cancellation{Ground: g, Finding: lawFound(ground, Established, lawDay(t, found)), Event: lawDay(t, event)}
}

func TestClausesIssue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		met, complete rule.Truth
		accepted      string
		by            ActorKind
		want          rule.Outcome
	}{
		{"11.1 eligible and complete", rule.Met, rule.Met, "2026-09-01", PublicSecurityOfficer, rule.Approved},
		{"11.1 on the day of acceptance", rule.Met, rule.Met, "2026-10-20", PublicSecurityOfficer, rule.Approved},
		{"11.1 not eligible", rule.Unmet, rule.Met, "2026-09-01", PublicSecurityOfficer, rule.Refused},
		{"11.1 incomplete", rule.Met, rule.Unmet, "2026-09-01", PublicSecurityOfficer, rule.Refused},
		{"11.1 eligibility not known", rule.Unknown, rule.Met, "2026-09-01", PublicSecurityOfficer, rule.Undetermined},
		{"11.1 not accepted", rule.Met, rule.Met, "", PublicSecurityOfficer, rule.Undetermined},
		{"5.1 an agency issues", rule.Met, rule.Met, "2026-09-01", AgencyClerk, rule.Refused},
		{"5.1 a department issues", rule.Met, rule.Met, "2026-09-01", DepartmentReviewer, rule.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := IssueFacts{ConditionsMet: c.met, Complete: c.complete, AcceptedOn: lawDay(t, c.accepted), By: c.by}
			d := DecideIssue(&f, lawDay(t, "2026-10-20"), nil)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
	t.Run("A25 advisory days", func(t *testing.T) {
		t.Parallel()
		due := IssueDueFrom(lawDay(t, "2026-09-17"))
		assert.Equal(t, lawDay(t, "2026-10-02"), due.Advisory, "A25: never moved off holidays")
		assert.Equal(t, lawDay(t, "2026-10-17"), due.Latest)
		assert.False(t, due.Exceeded(lawDay(t, "2026-10-02")))
		assert.True(t, due.Exceeded(lawDay(t, "2026-10-03")))
		assert.True(t, IssueDueFrom(lawDay(t, "2026-09-01")).Exceeded(lawDay(t, "2026-10-20")), "valid all the same")
	})
}

func TestClausesAuthority(t *testing.T) {
	t.Parallel()
	for _, a := range []ActorKind{AgencyClerk, EntrustedAgencyBody, DepartmentReviewer, DepartmentBody, Individual, Unit, Holder, CommitteeMember, AuxiliaryOfficer} {
		for _, k := range []ActKind{ActIssued, ActCancelled} {
			assert.False(t, k.MayBeDoneBy(a), "5.1: %v does not issue or cancel", a)
		}
	}
	for _, k := range []ActKind{ActIssued, ActEndorsed, ActReissued, ActExchanged, ActAddressChanged, ActCancelled} {
		assert.True(t, k.MayBeDoneBy(PublicSecurityOfficer), "5.1: %v", k)
		assert.False(t, k.MayBeDoneBy(DepartmentReviewer), "5.1: the HR bureau does not do it: %v", k)
	}
	for _, k := range []ActKind{ActEndorsed, ActAddressChanged} {
		assert.True(t, k.MayBeDoneBy(AgencyClerk), "5.1: intake at an entrusted agency: %v", k)
	}
}

func TestClausesVerify(t *testing.T) {
	t.Parallel()
	t.Run("18.1 last valid day and the next", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil)
		for day, want := range map[string]VerificationStatus{
			"2025-03-09": Unverified, "2025-03-10": VerifiedActive, "2026-03-09": VerifiedActive, "2026-03-10": VerifiedActive,
			"2026-03-11": VerifiedSuspended, "2031-03-11": VerifiedSuspended,
		} {
			assert.Equal(t, want, r.verify("C-1", day), day)
		}
		assert.Equal(t, Unverified, r.verify("C-9", "2025-06-01"), "number unknown is not cancelled")
		assert.Equal(t, Unverified, VerifyCard(CardFace{}, lawDay(t, "2025-06-01"), nil).Status)
	})
	t.Run("18.1 holiday grace", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Endorsement: endorsement.Policy{Calendar: civil.BuiltIn()}}
		r := lawIssued(t, "2025-02-17", p)
		for day, want := range map[string]VerificationStatus{
			"2026-02-17": VerifiedActive, "2026-02-18": VerifiedActive, "2026-02-24": VerifiedActive, "2026-02-25": VerifiedSuspended,
		} {
			assert.Equal(t, want, r.verify("C-1", day), day)
			assert.Equal(t, day == "2026-02-18" || day == "2026-02-24", r.on(day).HolidayGrace, day)
		}
		assert.Equal(t, VerifiedSuspended, r.verify("C-1", "2026-02-18", nil), "no calendar: nothing moves")
	})
	t.Run("18.1 the face answers like the record", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil).do("2025-05-04", Reissue{Card: "C-2", Replaces: "C-1"}).do("2026-03-01", Endorsement{})
		for _, card := range []CardNumber{"C-1", "C-2"} {
			face, err := r.permit.Face(card, nil)
			require.NoError(t, err)
			for _, day := range []string{"2026-03-01", "2026-06-01", "2027-03-01", "2027-03-02", "2030-01-01"} {
				assert.Equal(t, r.verify(card, day), VerifyCard(face, lawDay(t, day), nil).Status, "%s %s", card, day)
			}
		}
	})
	t.Run("A50 fraud, cancelled 2026-05-01", func(t *testing.T) {
		t.Parallel()
		cancel := lawCancel(t, FalseProofs, FoundFalseProofs, "2026-04-20", "")
		r := lawIssued(t, "2025-01-10", nil).do("2026-01-05", Endorsement{}).do("2026-05-01", cancel)
		fraud := &Policy{Cancellation: FraudFromIssue}
		for day, want := range map[string][2]VerificationStatus{
			"2025-06-01": {VerifiedActive, VerifiedCancelled}, "2026-04-30": {VerifiedActive, VerifiedCancelled},
			"2026-05-01": {VerifiedCancelled, VerifiedCancelled}, "2026-05-02": {VerifiedCancelled, VerifiedCancelled},
		} {
			assert.Equal(t, want[0], r.verify("C-1", day), day)
			assert.Equal(t, want[1], r.verify("C-1", day, fraud), day)
		}
		event := &Policy{Cancellation: EventFromItsDay}
		assert.Equal(t, VerifiedActive, r.verify("C-1", "2025-06-01", event), "(c) is about death and household only")
	})
	t.Run("A50 death 2026-03-01, cancelled 2026-05-01", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-10-10", nil).do("2026-05-01", lawCancel(t, HolderDied, FoundDeath, "2026-04-20", "2026-03-01"))
		event := &Policy{Cancellation: EventFromItsDay}
		for day, want := range map[string][2]VerificationStatus{
			"2026-02-28": {VerifiedActive, VerifiedActive}, "2026-03-01": {VerifiedActive, VerifiedCancelled},
			"2026-04-30": {VerifiedActive, VerifiedCancelled}, "2026-05-01": {VerifiedCancelled, VerifiedCancelled},
		} {
			assert.Equal(t, want[0], r.verify("C-1", day), day)
			assert.Equal(t, want[1], r.verify("C-1", day, event), day)
		}
	})
}

func TestClausesTermOnRecord(t *testing.T) {
	t.Parallel()
	t.Run("A30 endorsed 2026-06-05", func(t *testing.T) {
		t.Parallel()
		s := lawIssued(t, "2025-06-30", nil).do("2026-06-05", Endorsement{}).on("2026-06-05")
		assert.Equal(t, lawDay(t, "2027-06-05"), s.LastValid)
		assert.Equal(t, lawDay(t, "2025-06-30"), s.Residence.Since)
	})
	t.Run("A31 too early", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil)
		before := r.on("2026-04-01")
		require.Error(t, r.try("2026-04-01", Endorsement{}))
		require.Error(t, r.try("2026-05-30", Endorsement{}))
		assert.Equal(t, before, r.on("2026-04-01"), "the record is unchanged")
		require.NoError(t, r.try("2026-05-31", Endorsement{}))
	})
	t.Run("A42 a new card", func(t *testing.T) {
		t.Parallel()
		for newCard, want := range map[NewCardRule]string{SameTerm: "2026-06-30", NewTerm: "2027-05-01"} {
			r := lawIssued(t, "2025-06-30", &Policy{NewCard: newCard}).do("2026-05-01", Reissue{Card: "C-2", Replaces: "C-1"})
			s := r.on("2026-05-02")
			assert.Equal(t, lawDay(t, want), s.LastValid, "A42 %d", newCard)
			assert.Equal(t, lawDay(t, "2025-06-30"), s.Residence.Since, "A42: a new card moves no date")
			assert.Equal(t, ID("P-1"), r.permit.ID())
			assert.Equal(t, VerifiedAsReplaced, r.verify("C-1", "2026-05-01"))
			assert.Equal(t, VerifiedActive, r.verify("C-1", "2026-04-30"))
			assert.Equal(t, VerifiedActive, r.verify("C-2", "2026-05-01"))
			assert.Equal(t, Unverified, r.verify("C-2", "2026-04-30"), "not yet made")
		}
	})
	t.Run("A43 lost and expired", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil).do("2026-04-01", Reissue{Card: "C-2", Replaces: "C-1"})
		assert.Equal(t, Suspended, r.on("2026-04-01").Status)
		assert.Equal(t, VerifiedSuspended, r.verify("C-2", "2026-04-01"))
		s := r.do("2026-04-01", Endorsement{}).on("2026-04-01")
		assert.Equal(t, Active, s.Status)
		assert.Equal(t, lawDay(t, "2026-04-01"), s.Residence.Since)
		assert.Equal(t, lawDay(t, "2027-04-01"), s.LastValid)

		b := lawIssued(t, "2025-03-10", &Policy{OverdueCard: ReissueEndorses}).do("2026-04-01", Reissue{Card: "C-2", Replaces: "C-1"}).on("2026-04-01")
		assert.Equal(t, Active, b.Status)
		assert.Equal(t, lawDay(t, "2026-04-01"), b.Residence.Since)

		c := lawIssued(t, "2025-03-10", &Policy{OverdueCard: EndorseFirst})
		require.Error(t, c.try("2026-04-01", Reissue{Card: "C-2", Replaces: "C-1"}))
		c.do("2026-04-01", Endorsement{}).do("2026-04-01", Reissue{Card: "C-2", Replaces: "C-1"})
	})
	t.Run("A44 found again", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2025-09-01", LossReport{Card: "C-1"}).
			do("2025-09-10", Reissue{Card: "C-2", Replaces: "C-1"}).do("2025-10-01", Recovery{Card: "C-1", HandedIn: No})
		assert.Equal(t, VerifiedAsReplaced, r.verify("C-1", "2025-10-02"))
		assert.Equal(t, VerifiedActive, r.verify("C-2", "2025-10-02"))
	})
	t.Run("A46 a loss keeps the dates, reissue two years later", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2024-03-10", nil).do("2024-04-01", LossReport{Card: "C-1"})
		assert.Equal(t, Active, r.on("2024-04-02").Status)
		assert.Equal(t, lawDay(t, "2025-03-10"), r.on("2024-04-02").LastValid)
		r.do("2026-04-01", Reissue{Card: "C-2", Replaces: "C-1"})
		assert.Equal(t, Suspended, r.on("2026-04-01").Status)
	})
	t.Run("12.2 exchange and the old card", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil)
		require.Error(t, r.try("2025-09-01", Exchange{Card: "C-2", Replaces: "C-1", Returned: No}))
		require.Error(t, r.try("2025-09-01", Exchange{Card: "C-2", Replaces: "C-1"}))
		s := r.do("2025-09-01", Exchange{Card: "C-2", Replaces: "C-1", Returned: Yes}).on("2025-09-01")
		assert.Equal(t, lawDay(t, "2026-06-30"), s.LastValid)
		assert.Equal(t, lawDay(t, "2025-06-30"), s.Residence.Since)
		assert.Equal(t, CardNumber("C-2"), s.Card)
	})
	t.Run("A40 three moves in a year", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil)
		for _, day := range []string{"2025-08-01", "2025-11-01", "2026-02-01"} {
			r.do(day, AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, day), Due: lawDay(t, day).AddDays(7)})
		}
		s := r.on("2026-02-02")
		assert.Equal(t, lawDay(t, "2026-06-30"), s.LastValid)
		assert.Equal(t, lawDay(t, "2025-06-30"), s.Residence.Since)
		assert.Equal(t, Chaoyang, s.Address.District())
		require.Error(t, r.try("2026-03-01", AddressChange{Address: lawAddress(t, "131082"), Moved: lawDay(t, "2026-02-28")}))
	})
	t.Run("A39 reported 100 days late", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2026-01-08", AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, "2025-09-23"), Due: lawDay(t, "2025-09-30")})
		s := r.on("2026-01-08")
		assert.Equal(t, Active, s.Status)
		assert.Equal(t, lawDay(t, "2026-06-30"), s.LastValid)
	})
	t.Run("A41 moved 2026-06-28, both on 06-30", func(t *testing.T) {
		t.Parallel()
		move := AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, "2026-06-28"), Due: lawDay(t, "2026-07-05")}
		for _, order := range [][]Payload{{move, Endorsement{}}, {Endorsement{}, move}, {Endorsement{}}} {
			r := lawIssued(t, "2025-06-30", nil)
			for _, what := range order {
				r.do("2026-06-30", what)
			}
			s := r.on("2026-07-01")
			assert.Equal(t, Active, s.Status)
			assert.Equal(t, lawDay(t, "2027-06-30"), s.LastValid)
			assert.Equal(t, lawDay(t, "2025-06-30"), s.Residence.Since)
		}
		_, late, err := LateReport(lawDay(t, "2026-06-28"), lawDay(t, "2026-06-30"), nil)
		require.NoError(t, err)
		assert.False(t, late)
	})
	t.Run("A03 a new card in the days of grace", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Endorsement: endorsement.Policy{Calendar: civil.BuiltIn()}, OverdueCard: EndorseFirst}
		r := lawIssued(t, "2025-02-17", p).do("2026-02-20", Reissue{Card: "C-2", Replaces: "C-1"})
		s := r.on("2026-02-24")
		assert.Equal(t, Active, s.Status, "in grace, so nothing is overdue (A43 c does not ask for the endorsement)")
		assert.True(t, s.HolidayGrace)
		assert.Equal(t, Suspended, r.on("2026-02-25").Status)
		s = r.do("2026-02-24", Endorsement{}).on("2026-02-24")
		assert.Equal(t, lawDay(t, "2027-02-24"), s.LastValid)
		assert.Equal(t, lawDay(t, "2025-02-17"), s.Residence.Since, "on time: the years continue")
		assert.False(t, s.HolidayGrace)
	})
	t.Run("A50 a death recorded later, as known before and after", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-10-10", nil)
		r.do("2026-05-01", lawCancel(t, HolderDied, FoundDeath, "2026-05-01", "2026-03-01"))
		before := r.permit.AsKnown(lawNoon(lawDay(t, "2026-04-30")))
		s, err := before.On(lawDay(t, "2026-05-02"), nil)
		require.NoError(t, err)
		assert.Equal(t, Active, s.Status)
		assert.Equal(t, Cancelled, r.on("2026-05-02").Status)
	})
	t.Run("A34 where residence starts", func(t *testing.T) {
		t.Parallel()
		p, err := New("P-2")
		require.NoError(t, err)
		r := &lawRecord{t: t, permit: p}
		r.do("2025-08-01", Issue{
			Card: "C-1", Holder: Person{Born: lawDay(t, "1990-06-01")}, Address: lawAddress(t, "110108"), RegisteredSince: lawDay(t, "2025-01-10"),
		}).do("2026-08-01", Endorsement{})
		years, ok := r.on("2026-08-02").FullYears()
		assert.True(t, ok)
		assert.Equal(t, 1, years)
		assert.Equal(t, 12, r.on("2026-08-02").MonthsFull)
		assert.Equal(t, 18, r.on("2026-08-02", &Policy{Endorsement: endorsement.Policy{YearsFrom: endorsement.Registration}}).MonthsFull)
	})
	t.Run("A40, A42: moves and new cards touch neither term nor years", func(t *testing.T) {
		t.Parallel()
		for _, p := range []*Policy{nil, {Endorsement: endorsement.Policy{Calendar: civil.BuiltIn()}}} {
			plain := lawIssued(t, "2024-12-31", p).do("2025-12-10", Endorsement{})
			busy := lawIssued(t, "2024-12-31", p).do("2025-05-01", Exchange{Card: "C-2", Replaces: "C-1", Returned: Yes}).
				do("2025-06-03", AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, "2025-06-01"), Due: lawDay(t, "2025-06-08")}).
				do("2025-12-10", Reissue{Card: "C-3", Replaces: "C-2"}).do("2025-12-10", Endorsement{}).
				do("2025-12-11", LossReport{Card: "C-3"}).do("2026-10-09", Reissue{Card: "C-4", Replaces: "C-3"}).
				do("2026-12-10", AddressChange{Address: lawAddress(t, "110112"), Moved: lawDay(t, "2026-12-09"), Due: lawDay(t, "2026-12-16")})
			for d := lawDay(t, "2024-12-30"); d.OnOrBefore(lawDay(t, "2026-12-31")); d = d.AddDays(1) {
				a, err := plain.permit.On(d, p)
				require.NoError(t, err)
				b, err := busy.permit.On(d, p)
				require.NoError(t, err)
				require.Equal(t, [3]any{a.Status, a.LastValid, a.Residence}, [3]any{b.Status, b.LastValid, b.Residence}, "%v", d)
				require.Equal(t, [3]any{a.HolidayGrace, a.YearsStated, a.MonthsFull}, [3]any{b.HolidayGrace, b.YearsStated, b.MonthsFull}, "%v", d)
			}
		}
	})
	t.Run("A50 (c) transfer of household, back to its day", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-10-10", nil).do("2026-05-01", lawCancel(t, BecameBeijingHousehold, FoundBeijingHousehold, "2026-05-01", "2026-05-01"))
		assert.Equal(t, Active, r.on("2026-04-30").Status)
		assert.Equal(t, Cancelled, r.on("2026-05-01").Status)
		for g, c := range map[CancellationGround]Cancellation{
			ConditionsNotMet: lawCancel(t, ConditionsNotMet, FoundNeverMet, "2026-04-20", ""), FalseProofs: lawCancel(t, FalseProofs, FoundFalseProofs, "2026-04-20", ""),
		} {
			r := lawIssued(t, "2025-10-10", nil).do("2026-05-01", c)
			assert.Equal(t, Active, r.on("2026-04-30", &Policy{Cancellation: EventFromItsDay}).Status, "%v", g)
			want := Active
			if g == FalseProofs {
				want = Cancelled
			}
			assert.Equal(t, want, r.on("2026-04-30", &Policy{Cancellation: FraudFromIssue}).Status, "%v", g)
		}
	})
	t.Run("A32 (b) suspended from the day it is recorded", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Endorsement: endorsement.Policy{Suspension: endorsement.FromRecordedDay}}
		r := lawIssued(t, "2025-03-10", p)
		require.Error(t, r.try("2026-03-10", SuspensionRecord{}), "nothing is overdue on the last valid day")
		r.do("2026-03-20", SuspensionRecord{})
		for day, want := range map[string]VerificationStatus{"2026-03-11": VerifiedActive, "2026-03-19": VerifiedActive, "2026-03-20": VerifiedSuspended} {
			assert.Equal(t, want, r.verify("C-1", day), day)
		}
		assert.Equal(t, VerifiedSuspended, r.verify("C-1", "2026-03-11", nil), "A32 (a)")
		assert.Equal(t, Active, r.do("2026-04-01", Endorsement{}).on("2026-04-01").Status)
	})
	t.Run("A45 a corrected name", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil)
		day := lawDay(t, "2025-09-01")
		name, err := ParseName("测试乙")
		require.NoError(t, err)
		other := lawFound(FoundOtherExchange, Established, lawDay(t, "2025-08-30"))
		d := DecideExchange(&ExchangeFacts{Permit: r.on("2025-09-01"), Damaged: rule.Unmet, OtherClaimed: Yes, Other: other, Returned: rule.Met, Filer: lawAtDesk}, day, nil)
		holder := Person{Name: name, Born: lawDay(t, "1990-06-01")}
		p, err := r.permit.Append(Act{
			What: Exchange{Card: "C-2", Replaces: "C-1", Returned: Yes, Other: other, Holder: holder},
			On:   day, Recorded: lawNoon(day), By: lawOfficer(), Cite: law.MustCite("12.1"), Decision: d,
		}, nil)
		require.NoError(t, err)
		assert.True(t, p.HolderOn(day.DayBefore()).Name.IsZero())
		assert.True(t, p.HolderOn(day).Name.Equal(name))
		s, err := p.On(day, nil)
		require.NoError(t, err)
		assert.Equal(t, lawDay(t, "2026-06-30"), s.LastValid)
	})
	t.Run("5.1 an agency may not even record an issue or a cancellation", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil)
		clerk := Actor{Kind: AgencyClerk, ID: "clerk-1", Office: Office{ID: "ag-1", Kind: EntrustedAgency, District: Haidian}}
		day, c := lawDay(t, "2026-01-10"), lawCancel(t, FalseProofs, FoundFalseProofs, "2026-01-09", "")
		d := DecideCancellation(&CancellationFacts{Permit: r.on("2026-01-10"), By: PublicSecurityOfficer, FalseProofs: c.Finding}, day, nil)
		require.Equal(t, rule.Approved, d.Outcome())
		a := Act{What: c, On: day, Recorded: lawNoon(day), By: clerk, Cite: c.Ground.Cite(), Decision: d}
		_, err := r.permit.Append(a, nil)
		require.ErrorIs(t, err, ErrNotAuthorised)
		a.By = lawOfficer()
		_, err = r.permit.Append(a, nil)
		require.NoError(t, err)
		a.Decision = rule.Decision{}
		_, err = r.permit.Append(a, nil)
		require.Error(t, err, "no approval, no act")
	})
	t.Run("A26 an endorsement counts from the day it is recorded", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil)
		day := lawDay(t, "2026-03-10")
		timeline, err := r.permit.Timeline(day, nil)
		require.NoError(t, err)
		d := endorsement.Decide(&endorsement.Facts{Permit: timeline, GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met}, day, nil)
		require.Equal(t, rule.Approved, d.Outcome())
		a := Act{What: Endorsement{}, On: day, Recorded: lawNoon(lawDay(t, "2026-03-20")), By: lawOfficer(), Cite: law.MustCite("14.2.b"), Decision: d}
		_, err = r.permit.Append(a, nil)
		require.Error(t, err, "a date put back does not save the years")
		a.Recorded = lawNoon(day)
		_, err = r.permit.Append(a, nil)
		require.NoError(t, err)
	})
	t.Run("23.1 nothing leaves Cancelled", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2026-01-10", lawCancel(t, ConditionsNotMet, FoundNeverMet, "2026-01-09", ""))
		for _, what := range []Payload{
			Endorsement{}, Reissue{Card: "C-2", Replaces: "C-1"}, Exchange{Card: "C-2", Replaces: "C-1", Returned: Yes},
			AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, "2026-06-01"), Due: lawDay(t, "2026-06-08")},
			lawCancel(t, HolderDied, FoundDeath, "2026-06-02", "2026-06-01"),
		} {
			require.Error(t, r.try("2026-06-15", what), "%v", what.Kind())
		}
		for day, want := range map[string]Status{"2026-01-09": Active, "2026-01-10": Cancelled, "2026-07-01": Cancelled, "2040-01-01": Cancelled} {
			assert.Equal(t, want, r.on(day).Status, day)
		}
		_, stated := r.on("2026-01-10").FullYears()
		assert.False(t, stated)
	})
	t.Run("23.1 a suspended permit can be cancelled", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil).do("2026-06-15", lawCancel(t, FalseProofs, FoundFalseProofs, "2026-06-15", ""))
		assert.Equal(t, Suspended, r.on("2026-06-14").Status)
		assert.Equal(t, Cancelled, r.on("2026-06-15").Status)
	})
	t.Run("14.3.b the gap stays suspended", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil).do("2026-04-15", Endorsement{})
		for day, want := range map[string]Status{"2026-03-10": Active, "2026-03-11": Suspended, "2026-04-14": Suspended, "2026-04-15": Active, "2027-04-15": Active, "2027-04-16": Suspended} {
			assert.Equal(t, want, r.on(day).Status, day)
		}
	})
	t.Run("A32 a status depends on no later event", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2024-03-10", nil)
		steps := []struct {
			day  string
			what Payload
		}{
			{"2024-05-01", Reissue{Card: "C-2", Replaces: "C-1"}}, {"2025-03-01", Endorsement{}},
			{"2025-09-01", AddressChange{Address: lawAddress(t, "110105"), Moved: lawDay(t, "2025-08-30"), Due: lawDay(t, "2025-09-06")}},
			{"2026-04-15", Endorsement{}}, {"2026-08-01", lawCancel(t, HolderDied, FoundDeath, "2026-07-31", "2026-07-20")},
		}
		for _, step := range steps {
			before := r.permit
			r.do(step.day, step.what)
			for d := lawDay(t, "2024-03-01"); d.StrictlyBefore(lawDay(t, step.day)); d = d.AddDays(5) {
				old, err := before.On(d, nil)
				require.NoError(t, err)
				now, err := r.permit.On(d, nil)
				require.NoError(t, err)
				require.Equal(t, old, now, "%v before %s", d, step.day)
			}
		}
	})
}

func TestClausesReplacement(t *testing.T) {
	t.Parallel()
	state := func(t *testing.T, day string) State { return lawIssued(t, "2025-06-30", nil).on(day) }
	t.Run("12.1 lost on day 1", func(t *testing.T) {
		t.Parallel()
		f := ReissueFacts{Permit: state(t, "2025-06-30"), Lost: rule.Met, Filer: lawAtDesk}
		assert.Equal(t, rule.Approved, DecideReissue(&f, lawDay(t, "2025-06-30"), nil).Outcome())
	})
	t.Run("A36 while suspended", func(t *testing.T) {
		t.Parallel()
		f := ReissueFacts{Permit: state(t, "2026-08-01"), Lost: rule.Met, Filer: lawAtDesk}
		assert.Equal(t, rule.Approved, DecideReissue(&f, lawDay(t, "2026-08-01"), nil).Outcome())
		assert.Equal(t, rule.Refused, DecideReissue(&f, lawDay(t, "2026-08-01"), &Policy{OverdueCard: EndorseFirst}).Outcome(), "A43 (c)")
	})
	t.Run("12.1 after cancellation", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2026-01-10", lawCancel(t, FalseProofs, FoundFalseProofs, "2026-01-09", ""))
		f := ReissueFacts{Permit: r.on("2026-02-01"), Lost: rule.Met, Filer: lawAtDesk}
		assert.Equal(t, rule.Refused, DecideReissue(&f, lawDay(t, "2026-02-01"), nil).Outcome())
		x := ExchangeFacts{Permit: r.on("2026-02-01"), Damaged: rule.Met, OtherClaimed: No, Returned: rule.Met, Filer: lawAtDesk}
		assert.Equal(t, rule.Refused, DecideExchange(&x, lawDay(t, "2026-02-01"), nil).Outcome())
	})
	t.Run("12.1 not lost, not known", func(t *testing.T) {
		t.Parallel()
		f := ReissueFacts{Permit: state(t, "2025-09-01"), Lost: rule.Unmet, Filer: lawAtDesk}
		assert.Equal(t, rule.Refused, DecideReissue(&f, lawDay(t, "2025-09-01"), nil).Outcome())
		f.Lost = rule.Unknown
		assert.Equal(t, rule.Undetermined, DecideReissue(&f, lawDay(t, "2025-09-01"), nil).Outcome())
	})
	for _, c := range []struct {
		name              string
		damaged, returned rule.Truth
		claimed           Flag
		other             FindingOutcome
		want              rule.Outcome
	}{
		{"12.1 damaged but legible", rule.Met, rule.Met, No, Open, rule.Approved},
		{"12.2 not returned", rule.Met, rule.Unmet, No, Open, rule.Refused},
		{"12.2 return not known", rule.Met, rule.Unknown, No, Open, rule.Undetermined},
		{"A45 changed name, no finding", rule.Unmet, rule.Met, Yes, Open, rule.Undetermined},
		{"A45 changed name, found", rule.Unmet, rule.Met, Yes, Established, rule.Approved},
		{"A45 changed name, found not to be a ground", rule.Unmet, rule.Met, Yes, NotEstablished, rule.Refused},
		{"12.1 neither damaged nor otherwise", rule.Unmet, rule.Met, No, Open, rule.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := ExchangeFacts{Permit: state(t, "2025-09-01"), Damaged: c.damaged, OtherClaimed: c.claimed, Returned: c.returned, Filer: lawAtDesk}
			if c.other != Open {
				f.Other = lawFound(FoundOtherExchange, c.other, lawDay(t, "2025-08-30"))
			}
			d := DecideExchange(&f, lawDay(t, "2025-09-01"), nil)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
}

func TestClausesAddressChange(t *testing.T) {
	t.Parallel()
	calendar := endorsement.Policy{Calendar: civil.BuiltIn()}
	for _, c := range []struct {
		name, moved string
		policy      Policy
		due         string
	}{
		{"13.1 2026-03-02", "2026-03-02", Policy{Endorsement: calendar}, "2026-03-09"},
		{"A38 (b) 2026-03-02", "2026-03-02", Policy{Endorsement: calendar, SevenDays: SevenWorkingDays}, "2026-03-11"},
		{"A38 (c) 2026-03-02: a Sunday", "2026-03-02", Policy{Endorsement: calendar, SevenDays: SevenDaysWithFirst}, "2026-03-09"},
		{"13.1 2026-09-24", "2026-09-24", Policy{Endorsement: calendar}, "2026-10-08"},
		{"13.1 2026-09-24 without a calendar", "2026-09-24", Policy{}, "2026-10-01"},
		{"A38 (b) 2026-09-24", "2026-09-24", Policy{Endorsement: calendar, SevenDays: SevenWorkingDays}, "2026-10-12"},
		{"A38 (c) 2026-09-24", "2026-09-24", Policy{Endorsement: calendar, SevenDays: SevenDaysWithFirst}, "2026-09-30"},
		{"A38 2026-02-10", "2026-02-10", Policy{Endorsement: calendar}, "2026-02-24"},
		{"A38 2026-02-10 without a calendar", "2026-02-10", Policy{}, "2026-02-17"},
		{"A38 (b) 2026-02-10", "2026-02-10", Policy{Endorsement: calendar, SevenDays: SevenWorkingDays}, "2026-02-26"},
		{"A38 (c) 2026-02-10", "2026-02-10", Policy{Endorsement: calendar, SevenDays: SevenDaysWithFirst}, "2026-02-24"},
		{"A38 2026-03-06", "2026-03-06", Policy{Endorsement: calendar}, "2026-03-13"},
		{"A38 (b) 2026-03-06", "2026-03-06", Policy{Endorsement: calendar, SevenDays: SevenWorkingDays}, "2026-03-17"},
		{"A38 (c) 2026-03-06", "2026-03-06", Policy{Endorsement: calendar, SevenDays: SevenDaysWithFirst}, "2026-03-12"},
		{"A03 (c) 2026-09-24", "2026-09-24", Policy{Endorsement: endorsement.Policy{Calendar: civil.BuiltIn(), Extension: civil.NoPeriod}}, "2026-10-01"},
		{"A04 (b) 2026-02-10", "2026-02-10", Policy{Endorsement: endorsement.Policy{Calendar: civil.BuiltIn(), OffDays: civil.StatutoryOnly}}, "2026-02-20"},
		{"A04 (a) 2026-02-21: a Saturday made a workday", "2026-02-21", Policy{Endorsement: calendar}, "2026-02-28"},
		{"A04 (c) 2026-02-21: a Saturday made a workday", "2026-02-21", Policy{Endorsement: endorsement.Policy{Calendar: civil.BuiltIn(), OffDays: civil.WeekendsAndStatutory}}, "2026-03-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			moved, due := lawDay(t, c.moved), lawDay(t, c.due)
			got, err := c.policy.ChangeDue(moved)
			require.NoError(t, err)
			assert.Equal(t, due, got)
			for i, want := range []bool{false, false, true} {
				b, late, err := LateReport(moved, due.AddDays(i-1), &c.policy)
				require.NoError(t, err)
				assert.Equal(t, want, late, "day %+d", i-1)
				if late {
					assert.Equal(t, law.MustCite("13.1"), b.Clause)
					assert.Equal(t, 1, b.LateBy())
				}
			}
		})
	}
	t.Run("A38 (b) without a calendar is not guessed", func(t *testing.T) {
		t.Parallel()
		_, err := (&Policy{SevenDays: SevenWorkingDays}).ChangeDue(lawDay(t, "2026-03-06"))
		require.ErrorIs(t, err, civil.ErrNoCalendarData)
	})
	for _, c := range []struct {
		name, division, moved, on string
		filing                    Filer
		want                      rule.Outcome
	}{
		{"13.1 in time", "110105", "2026-03-02", "2026-03-09", lawAtDesk, rule.Approved},
		{"13.1 filed on D+8: recorded, not refused", "110105", "2026-03-02", "2026-03-10", lawAtDesk, rule.Approved},
		{"A39 100 days late", "110105", "2026-03-02", "2026-06-17", lawAtDesk, rule.Approved},
		{"13.1 at an entrusted agency", "110105", "2026-03-02", "2026-03-09", Filer{By: Holder, Office: EntrustedAgency}, rule.Approved},
		{"A40 moved to Sanhe", "131082", "2026-03-02", "2026-03-09", lawAtDesk, rule.Refused},
		{"13.1 address not known", "", "2026-03-02", "2026-03-09", lawAtDesk, rule.Undetermined},
		{"A23 an agent not admitted", "110105", "2026-03-02", "2026-03-09", Filer{By: Agent, AgentAdmitted: rule.Unmet, Office: PoliceStation}, rule.Refused},
		{"A23 an agent admitted", "110105", "2026-03-02", "2026-03-09", Filer{By: Agent, AgentAdmitted: rule.Met, Office: PoliceStation}, rule.Approved},
		{"13.1 at another department", "110105", "2026-03-02", "2026-03-09", Filer{By: Holder, Office: HumanResources}, rule.Refused},
		{"13.1 office not known", "110105", "2026-03-02", "2026-03-09", Filer{By: Holder}, rule.Undetermined},
		{"13.1 by somebody else", "110105", "2026-03-02", "2026-03-09", Filer{By: Individual, Office: PoliceStation}, rule.Refused},
		{"A23 not known whether the agent is admitted", "110105", "2026-03-02", "2026-03-09", Filer{By: Agent, Office: PoliceStation}, rule.Undetermined},
		{"13.1 before the move", "110105", "2026-03-10", "2026-03-09", lawAtDesk, rule.Refused},
		{"13.1 on the day of the move", "110105", "2026-03-09", "2026-03-09", lawAtDesk, rule.Approved},
		{"13.1 while suspended (A36)", "110105", "2026-08-02", "2026-08-03", lawAtDesk, rule.Approved},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := AddressChangeFacts{Permit: lawIssued(t, "2025-06-30", nil).on(c.on), Moved: lawDay(t, c.moved), Filer: c.filing}
			if c.division != "" {
				f.Address = lawAddress(t, c.division)
			}
			d := DecideAddressChange(&f, lawDay(t, c.on), nil)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
}

func TestClausesCancellation(t *testing.T) {
	t.Parallel()
	day := lawDay(t, "2026-05-01")
	found := func(g Ground, o FindingOutcome, on string) Finding { return lawFound(g, o, lawDay(t, on)) }
	citing := func(k BasisKind) Finding {
		f := found(FoundOtherRule, Established, "2026-04-20")
		f.Basis = Basis{Kind: k, Title: "某规定", Provision: "第一条"}
		return f
	}
	for _, c := range []struct {
		name   string
		change func(*CancellationFacts)
		policy Policy
		want   rule.Outcome
	}{
		{"23.1.0 no finding", func(*CancellationFacts) {}, Policy{}, rule.Refused},
		{"23.1.a false proofs", func(f *CancellationFacts) { f.FalseProofs = found(FoundFalseProofs, Established, "2026-04-20") }, Policy{}, rule.Approved},
		{"23.1.a not established", func(f *CancellationFacts) { f.FalseProofs = found(FoundFalseProofs, NotEstablished, "2026-04-20") }, Policy{}, rule.Refused},
		{"23.1.0 finding of the same day", func(f *CancellationFacts) { f.FalseProofs = found(FoundFalseProofs, Established, "2026-05-01") }, Policy{}, rule.Approved},
		{"23.1.b never met", func(f *CancellationFacts) { f.NeverMet = found(FoundNeverMet, Established, "2026-04-20") }, Policy{}, rule.Approved},
		{"A48 (a) lost later", func(f *CancellationFacts) { f.ConditionsLost = found(FoundConditionsLost, Established, "2026-04-20") }, Policy{}, rule.Refused},
		{"A48 (b) lost later", func(f *CancellationFacts) { f.ConditionsLost = found(FoundConditionsLost, Established, "2026-04-20") }, Policy{ConditionsLost: LostLaterToo}, rule.Approved},
		{"A48 (c) lost later, found at an endorsement", func(f *CancellationFacts) {
			f.ConditionsLost, f.LostAtEndorsing = found(FoundConditionsLost, Established, "2026-04-20"), Yes
		}, Policy{ConditionsLost: LostFoundAtEndorsing}, rule.Approved},
		{"A48 (c) lost later, found otherwise", func(f *CancellationFacts) {
			f.ConditionsLost, f.LostAtEndorsing = found(FoundConditionsLost, Established, "2026-04-20"), No
		}, Policy{ConditionsLost: LostFoundAtEndorsing}, rule.Refused},
		{"A48 never met, whatever the reading", func(f *CancellationFacts) { f.NeverMet = found(FoundNeverMet, Established, "2026-04-20") }, Policy{ConditionsLost: LostFoundAtEndorsing}, rule.Approved},
		{"23.1.c transferred that day", func(f *CancellationFacts) {
			f.Household, f.HouseholdOn = found(FoundBeijingHousehold, Established, "2026-05-01"), lawDay(t, "2026-05-01")
		}, Policy{}, rule.Approved},
		{"23.1.c transfer lies ahead", func(f *CancellationFacts) {
			f.Household, f.HouseholdOn = found(FoundBeijingHousehold, Established, "2026-04-20"), lawDay(t, "2026-05-02")
		}, Policy{}, rule.Refused},
		{"23.1.d died", func(f *CancellationFacts) {
			f.Death, f.DiedOn = found(FoundDeath, Established, "2026-04-20"), lawDay(t, "2026-04-01")
		}, Policy{}, rule.Approved},
		{"A49 death found before it happened", func(f *CancellationFacts) {
			f.Death, f.DiedOn = found(FoundDeath, Established, "2026-04-20"), lawDay(t, "2026-04-21")
		}, Policy{}, rule.Refused},
		{"A49 transfer found before it happened", func(f *CancellationFacts) {
			f.Household, f.HouseholdOn = found(FoundBeijingHousehold, Established, "2026-04-20"), lawDay(t, "2026-04-21")
		}, Policy{}, rule.Refused},
		{"A49 death without a finding", func(f *CancellationFacts) { f.DiedOn = lawDay(t, "2026-04-01") }, Policy{}, rule.Refused},
		{"23.1.e a law", func(f *CancellationFacts) { f.OtherRule = citing(BasisLaw) }, Policy{}, rule.Approved},
		{"23.1.e a regulation", func(f *CancellationFacts) { f.OtherRule = citing(BasisRegulation) }, Policy{}, rule.Approved},
		{"23.1.e a rule", func(f *CancellationFacts) { f.OtherRule = citing(BasisRule) }, Policy{}, rule.Approved},
		{"23.1.e an internal notice", func(f *CancellationFacts) { f.OtherRule = citing(BasisNormativeDocument) }, Policy{}, rule.Refused},
		{"23.1.0 one ground is enough", func(f *CancellationFacts) {
			f.FalseProofs = found(FoundFalseProofs, NotEstablished, "2026-04-20")
			f.NeverMet = found(FoundNeverMet, Established, "2026-04-20")
		}, Policy{}, rule.Approved},
		{"5.1 an agency cancels", func(f *CancellationFacts) {
			f.FalseProofs, f.By = found(FoundFalseProofs, Established, "2026-04-20"), AgencyClerk
		}, Policy{}, rule.Refused},
		{"5.1 a department cancels", func(f *CancellationFacts) {
			f.FalseProofs, f.By = found(FoundFalseProofs, Established, "2026-04-20"), DepartmentReviewer
		}, Policy{}, rule.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := CancellationFacts{Permit: lawIssued(t, "2025-06-30", nil).on("2026-05-01"), By: PublicSecurityOfficer}
			c.change(&f)
			d := DecideCancellation(&f, day, &c.policy)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
	t.Run("A49 a finding dated after the cancellation", func(t *testing.T) {
		t.Parallel()
		f := CancellationFacts{Permit: lawIssued(t, "2025-06-30", nil).on("2026-05-01"), By: PublicSecurityOfficer}
		f.FalseProofs = found(FoundFalseProofs, Established, "2026-05-02")
		assert.NotEqual(t, rule.Approved, DecideCancellation(&f, day, nil).Outcome())
		require.Error(t, lawIssued(t, "2025-06-30", nil).try("2026-05-01", lawCancel(t, FalseProofs, FoundFalseProofs, "2026-05-02", "")))
	})
	t.Run("23.1.0 a finding on another ground supports nothing", func(t *testing.T) {
		t.Parallel()
		grounds := []Ground{FoundFalseProofs, FoundNeverMet, FoundConditionsLost, FoundBeijingHousehold, FoundDeath, FoundOtherRule}
		for i, set := range []func(*CancellationFacts, Finding){
			func(f *CancellationFacts, x Finding) { f.FalseProofs = x },
			func(f *CancellationFacts, x Finding) { f.NeverMet = x },
			func(f *CancellationFacts, x Finding) { f.ConditionsLost = x },
			func(f *CancellationFacts, x Finding) { f.Household, f.HouseholdOn = x, lawDay(t, "2026-04-01") },
			func(f *CancellationFacts, x Finding) { f.Death, f.DiedOn = x, lawDay(t, "2026-04-01") },
			func(f *CancellationFacts, x Finding) { f.OtherRule = x },
		} {
			for j, g := range grounds {
				f := CancellationFacts{Permit: lawIssued(t, "2025-06-30", nil).on("2026-05-01"), By: PublicSecurityOfficer}
				x := found(g, Established, "2026-04-20")
				x.Basis = Basis{Kind: BasisLaw, Title: "某规定", Provision: "第一条"}
				set(&f, x)
				d := DecideCancellation(&f, day, &Policy{ConditionsLost: LostLaterToo})
				assert.Equal(t, i == j, d.Approved(), "%s given as %s", g, grounds[i])
			}
		}
		for _, c := range []Cancellation{
			lawCancel(t, FalseProofs, FoundNeverMet, "2026-04-20", ""), lawCancel(t, HolderDied, FoundBeijingHousehold, "2026-04-20", "2026-04-01"),
			lawCancel(t, ConditionsNotMet, FoundFalseProofs, "2026-04-20", ""), lawCancel(t, RequiredByOtherRule, FoundDeath, "2026-04-20", ""),
		} {
			require.Error(t, lawIssued(t, "2025-06-30", nil).try("2026-05-01", c), "%v", c.Ground)
		}
	})
	t.Run("23.1 the grounds in the order of the text", func(t *testing.T) {
		t.Parallel()
		f := CancellationFacts{Permit: lawIssued(t, "2025-06-30", nil).on("2026-05-01"), By: PublicSecurityOfficer}
		f.FalseProofs, f.NeverMet = found(FoundFalseProofs, Established, "2026-04-20"), found(FoundNeverMet, Established, "2026-04-20")
		f.Death, f.DiedOn = found(FoundDeath, Established, "2026-04-20"), lawDay(t, "2026-04-01")
		f.Household, f.HouseholdOn = found(FoundBeijingHousehold, NotEstablished, "2026-04-20"), lawDay(t, "2026-04-01")
		assert.Equal(t, []CancellationGround{FalseProofs, ConditionsNotMet, HolderDied}, GroundsMet(DecideCancellation(&f, day, nil)))
		for g, cite := range map[CancellationGround]string{
			FalseProofs: "23.1.a", ConditionsNotMet: "23.1.b", BecameBeijingHousehold: "23.1.c", HolderDied: "23.1.d", RequiredByOtherRule: "23.1.e",
		} {
			assert.Equal(t, cite, g.Cite().String())
		}
	})
	t.Run("23.1 effect from the day of cancellation, recorded later", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2026-06-15", Endorsement{})
		cancelled := lawDay(t, "2026-06-10")
		c := lawCancel(t, FalseProofs, FoundFalseProofs, "2026-06-09", "")
		d := DecideCancellation(&CancellationFacts{Permit: r.on("2026-06-10"), By: PublicSecurityOfficer, FalseProofs: c.Finding}, cancelled, nil)
		p, err := r.permit.Append(Act{What: c, On: cancelled, Recorded: lawNoon(lawDay(t, "2026-06-20")), By: lawOfficer(), Cite: c.Ground.Cite(), Decision: d}, nil)
		require.NoError(t, err)
		for s, want := range map[string]Status{"2026-06-09": Active, "2026-06-10": Cancelled, "2026-06-16": Cancelled, "2027-01-01": Cancelled} {
			got, err := p.StatusOn(lawDay(t, s), nil)
			require.NoError(t, err)
			assert.Equal(t, want, got, s)
		}
		lost, err := p.Ineffective(nil)
		require.NoError(t, err)
		require.Len(t, lost, 1, "the endorsement came after the cancellation")
		assert.Equal(t, ActEndorsed, lost[0].Kind)
	})
	t.Run("23.1 already cancelled", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-06-30", nil).do("2026-01-10", lawCancel(t, FalseProofs, FoundFalseProofs, "2026-01-09", ""))
		f := CancellationFacts{Permit: r.on("2026-05-01"), By: PublicSecurityOfficer, NeverMet: found(FoundNeverMet, Established, "2026-04-20")}
		assert.Equal(t, rule.Refused, DecideCancellation(&f, day, nil).Outcome())
	})
	t.Run("A53 only fraud takes the card back", func(t *testing.T) {
		t.Parallel()
		for g, want := range map[CancellationGround]bool{FalseProofs: true, ConditionsNotMet: false, BecameBeijingHousehold: false, HolderDied: false, RequiredByOtherRule: false} {
			assert.Equal(t, want, g.TakesCard(), "%v", g)
		}
	})
}

func TestClausesConfiscation(t *testing.T) {
	t.Parallel()
	on := lawDay(t, "2026-05-01")
	for _, c := range []struct {
		name   string
		item   ConfiscatedItem
		ground Ground
		o      FindingOutcome
		by     ActorKind
		want   rule.Outcome
	}{
		{"27.2 fraudulently obtained", FraudulentlyObtained, FoundFraudulent, Established, PublicSecurityOfficer, rule.Approved},
		{"28.3 forged, no permit on record", Forged, FoundForged, Established, PublicSecurityOfficer, rule.Approved},
		{"28.3 altered", Altered, FoundAltered, Established, PublicSecurityOfficer, rule.Approved},
		{"28.3 found genuine", Forged, FoundForged, NotEstablished, PublicSecurityOfficer, rule.Refused},
		{"27.2 by an agency", FraudulentlyObtained, FoundFraudulent, Established, AgencyClerk, rule.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := ConfiscationFacts{By: c.by, Item: c.item, Finding: lawFound(c.ground, c.o, lawDay(t, "2026-04-20"))}
			assert.Equal(t, c.want, DecideConfiscation(&f, on, nil).Outcome())
		})
	}
	t.Run("27.2 a finding on another ground supports nothing", func(t *testing.T) {
		t.Parallel()
		for item, ground := range map[ConfiscatedItem]Ground{FraudulentlyObtained: FoundForged, Forged: FoundFraudulent, Altered: FoundFraudulent} {
			f := ConfiscationFacts{By: PublicSecurityOfficer, Item: item, Finding: lawFound(ground, Established, lawDay(t, "2026-04-20"))}
			assert.NotEqual(t, rule.Approved, DecideConfiscation(&f, on, nil).Outcome(), "%v", item)
		}
	})
	t.Run("A71 no finding, no confiscation", func(t *testing.T) {
		t.Parallel()
		f := ConfiscationFacts{By: PublicSecurityOfficer, Item: Forged}
		assert.NotEqual(t, rule.Approved, DecideConfiscation(&f, on, nil).Outcome())
	})
}

func TestClausesFees(t *testing.T) {
	t.Parallel()
	citation := Basis{Kind: BasisRule, Title: "工本费标准", Provision: "第一条"}
	schedule, err := NewFeeSchedule([]FeeVersion{{
		From: lawDay(t, "2026-01-01"), Reissue: decimal.RequireFromString("12.50"), Exchange: decimal.RequireFromString("8"), Citation: citation,
	}})
	require.NoError(t, err)
	for _, c := range []struct {
		name     string
		op       FeeOperation
		on       string
		schedule *FeeSchedule
		policy   Policy
		want     string // empty: no fee schedule
	}{
		{"24.1.b first application", FeeFirstApplication, "2026-06-01", nil, Policy{}, "0"},
		{"A52 (a) after a cancellation", FeeLaterApplication, "2026-06-01", nil, Policy{}, "0"},
		{"A52 (b) after a cancellation", FeeLaterApplication, "2026-06-01", schedule, Policy{SecondApplication: SecondAsReissue}, "12.50"},
		{"A37 endorsement", FeeEndorsement, "2026-06-01", schedule, Policy{}, "0"},
		{"A37 endorsement without a schedule", FeeEndorsement, "2026-06-01", nil, Policy{}, "0"},
		{"24.1.c address change", FeeAddressChange, "2026-06-01", schedule, Policy{}, "0"},
		{"24.1.c reissue", FeeReissue, "2026-06-01", schedule, Policy{}, "12.50"},
		{"24.1.c exchange", FeeExchange, "2026-06-01", schedule, Policy{}, "8"},
		{"24.2 first day of the schedule", FeeReissue, "2026-01-01", schedule, Policy{}, "12.50"},
		{"24.2 the day before the schedule", FeeReissue, "2025-12-31", schedule, Policy{}, ""},
		{"A52 reissue without a schedule", FeeReissue, "2026-06-01", nil, Policy{}, ""},
		{"A52 exchange without a schedule", FeeExchange, "2026-06-01", nil, Policy{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fee, err := FeeFor(FeeQuestion{Operation: c.op, On: lawDay(t, c.on)}, c.schedule, &c.policy)
			if c.want == "" {
				require.ErrorIs(t, err, ErrNoFeeSchedule)
				return
			}
			require.NoError(t, err)
			assert.True(t, decimal.RequireFromString(c.want).Equal(fee.Amount.Decimal), "%s", fee.Amount)
		})
	}
	t.Run("24.2 two versions", func(t *testing.T) {
		t.Parallel()
		version := func(from, yuan string) FeeVersion {
			return FeeVersion{From: lawDay(t, from), Reissue: decimal.RequireFromString(yuan), Exchange: decimal.RequireFromString(yuan), Citation: citation}
		}
		two, err := NewFeeSchedule([]FeeVersion{version("2026-01-01", "10"), version("2026-07-01", "5")})
		require.NoError(t, err)
		for day, want := range map[string]string{"2026-06-30": "10", "2026-07-01": "5", "2026-07-02": "5", "2036-01-01": "5"} {
			fee, err := FeeFor(FeeQuestion{Operation: FeeReissue, On: lawDay(t, day)}, two, nil)
			require.NoError(t, err)
			assert.True(t, decimal.RequireFromString(want).Equal(fee.Amount.Decimal), "%s: %s", day, fee.Amount)
		}
		for _, second := range []string{"2026-01-01", "2025-12-31"} {
			_, err = NewFeeSchedule([]FeeVersion{version("2026-01-01", "10"), version(second, "5")})
			require.ErrorIs(t, err, ErrFee, "a day has one standard")
		}
		_, err = NewFeeSchedule(nil)
		require.ErrorIs(t, err, ErrFee)
	})
	t.Run("24.1.c a negative amount", func(t *testing.T) {
		t.Parallel()
		_, err := NewFeeSchedule([]FeeVersion{{From: lawDay(t, "2026-01-01"), Reissue: decimal.RequireFromString("-1"), Citation: citation}})
		require.ErrorIs(t, err, ErrFee)
	})
	t.Run("A37 a schedule that lists the endorsement is refused", func(t *testing.T) {
		t.Parallel()
		for _, extra := range []string{`,"endorsement":"0"`, `,"endorsement":"20"`, `,"first-application":"5"`, `,"firstApplication":"5"`} {
			_, err := ReadFeeSchedule(strings.NewReader(`{"versions":[{"from":"2026-01-01","amounts":{"reissue":"1","exchange":"1"` + extra +
				`},"citation":{"kind":"rule","title":"工本费标准","provision":"第一条"}}]}`))
			require.ErrorIs(t, err, ErrFee)
		}
		_, err := ReadFeeSchedule(strings.NewReader(`{"versions":[{"from":"2026-01-01","amounts":{"reissue":"1","exchange":"1"},"citation":{"kind":"rule","title":"工本费标准","provision":"第一条"}}]}`))
		require.NoError(t, err)
	})
	t.Run("29.1.a charging 20 yuan for an endorsement", func(t *testing.T) {
		t.Parallel()
		fee, err := FeeFor(FeeQuestion{Operation: FeeEndorsement, On: lawDay(t, "2026-06-01")}, schedule, nil)
		require.NoError(t, err)
		assert.Equal(t, law.MustCite("29.1.a"), fee.Overcharged(decimal.RequireFromString("20")))
		assert.True(t, fee.Overcharged(decimal.Zero).IsZero())
	})
}

func TestClausesUse(t *testing.T) {
	t.Parallel()
	on := lawDay(t, "2026-05-01")
	for _, c := range []struct {
		name     string
		verified VerificationStatus
		holder   rule.Truth
		want     rule.Outcome
	}{
		{"19.1.b active, shown by the holder", VerifiedActive, rule.Met, rule.Approved},
		{"19.1.b suspended", VerifiedSuspended, rule.Met, rule.Refused},
		{"A54 cancelled", VerifiedCancelled, rule.Met, rule.Refused},
		{"A54 replaced", VerifiedAsReplaced, rule.Met, rule.Refused},
		{"19.1.a shown by somebody else", VerifiedActive, rule.Unmet, rule.Refused},
		{"18.1 not verified", Unverified, rule.Met, rule.Undetermined},
		{"19.1.a not known who shows it", VerifiedActive, rule.Unknown, rule.Undetermined},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := AcceptanceFacts{Verified: c.verified, ByHolder: c.holder, ToProveResidence: rule.Met}
			d := DecideAcceptance(&f, on, nil)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
			b, breach := RefusedPermit(d)
			assert.Equal(t, c.want == rule.Approved, breach)
			if breach {
				assert.Equal(t, law.MustCite("19.1.b"), b.Clause)
			}
		})
	}
	t.Run("3.1 suspended: no function, but a record", func(t *testing.T) {
		t.Parallel()
		r := lawIssued(t, "2025-03-10", nil)
		assert.True(t, StandingOf(r.on("2026-03-10"), DetentionRecord{}).Usable)
		s := StandingOf(r.on("2026-03-11"), DetentionRecord{})
		assert.False(t, s.Usable)
		assert.False(t, s.YearsStated)
		assert.True(t, r.on("2026-03-11").Alive())
		v := r.permit.Verify("C-1", lawDay(t, "2026-03-11"), nil)
		assert.False(t, v.Usable())
	})
}

func TestClausesPolice(t *testing.T) {
	t.Parallel()
	on := lawDay(t, "2026-05-01")
	basis := Basis{Kind: BasisLaw, Title: "中华人民共和国治安管理处罚法", Provision: "第八十九条"}
	for _, c := range []struct {
		name              string
		by                ActorKind
		duty, credentials rule.Truth
		want              rule.Outcome
	}{
		{"22.1.a on duty, credentials shown", PoliceOfficer, rule.Met, rule.Met, rule.Approved},
		{"22.1.a off duty", PoliceOfficer, rule.Unmet, rule.Met, rule.Refused},
		{"22.1.a credentials not shown", PoliceOfficer, rule.Met, rule.Unmet, rule.Refused},
		{"22.1.a duty not found", PoliceOfficer, rule.Unknown, rule.Met, rule.Undetermined},
		{"22.1.a auxiliary", AuxiliaryOfficer, rule.Met, rule.Met, rule.Refused},
		{"22.1.a security guard", Individual, rule.Met, rule.Met, rule.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := InspectionFacts{By: c.by, OnDuty: c.duty, CredentialsShown: c.credentials}
			assert.Equal(t, c.want, DecideInspection(&f, on, nil).Outcome())
		})
	}
	for _, c := range []struct {
		name   string
		by     ActorKind
		duty   rule.Truth
		basis  Basis
		want   Seizure
		clause string
	}{
		{"22.1.b employer", Unit, rule.Unmet, Basis{}, SeizureProhibited, "26.1.b"},
		{"22.1.b landlord", Individual, rule.Unmet, Basis{}, SeizureProhibited, "26.1.b"},
		{"A55 officer on duty with a basis", PoliceOfficer, rule.Met, basis, SeizureSpared, ""},
		{"A55 officer on duty without a basis", PoliceOfficer, rule.Met, Basis{}, SeizureWithoutBasis, "29.1.c"},
		{"A55 officer off duty", PoliceOfficer, rule.Unmet, basis, SeizureProhibited, "26.1.b"},
		{"A55 the organ with a basis", PublicSecurityOrgan, rule.Unknown, basis, SeizureSpared, ""},
		{"A55 the organ without a basis", PublicSecurityOrgan, rule.Unknown, Basis{}, SeizureWithoutBasis, "29.1.c"},
		{"A55 staff of the organ with a basis", PublicSecurityOfficer, rule.Met, basis, SeizureSpared, ""},
		{"29.1.c staff of the organ without a basis", PublicSecurityOfficer, rule.Met, Basis{}, SeizureWithoutBasis, "29.1.c"},
		{"A55 staff of the organ off duty", PublicSecurityOfficer, rule.Unmet, basis, SeizureProhibited, "26.1.b"},
		{"A55 an auxiliary on duty", AuxiliaryOfficer, rule.Met, basis, SeizureProhibited, "26.1.b"},
		{"A55 a department", DepartmentBody, rule.Met, basis, SeizureProhibited, "26.1.b"},
		{"A55 an agency", EntrustedAgencyBody, rule.Met, basis, SeizureProhibited, "26.1.b"},
		{"22.1.b duty not found", PoliceOfficer, rule.Unknown, basis, SeizureOpen, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := SeizureFacts{By: c.by, OnDuty: c.duty, Basis: c.basis}
			s := SeizureOf(DecideSeizure(&f, on, nil))
			assert.Equal(t, c.want, s)
			assert.Equal(t, c.clause, s.Liability().String())
		})
	}
	t.Run("21.1.a who may check", func(t *testing.T) {
		t.Parallel()
		state := lawIssued(t, "2025-06-30", nil).on("2026-05-01")
		for by, want := range map[ActorKind]rule.Outcome{PublicSecurityOfficer: rule.Approved, DepartmentReviewer: rule.Refused, AgencyClerk: rule.Refused, Unit: rule.Refused} {
			assert.Equal(t, want, DecideInformationCheck(&InformationCheckFacts{Permit: state, By: by}, on, nil).Outcome(), "%v", by)
		}
	})
}
