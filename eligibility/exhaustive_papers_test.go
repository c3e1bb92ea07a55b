package eligibility_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A slot is what can be the case of one thing on the desk; the first possibility
// is in order.
type slot[T any] []struct {
	says, turns string
	is          func(*T)
}

// everyDesk decides every combination of one possibility of each slot, holds
// each condition and the outcome to the statute, and returns the truths reached.
func everyDesk[T any](t *testing.T, s statute, inOrder func() T, decide func(*T) rule.Decision, slots ...slot[T]) {
	t.Helper()
	reached := map[string]bool{}
	var outcomes [3]int
	var fill func(v T, x []rule.Truth, says string, rest []slot[T])
	fill = func(v T, x []rule.Truth, says string, rest []slot[T]) {
		if len(rest) > 0 {
			for _, p := range rest[0] {
				w, y := v, slices.Clone(x)
				if p.is != nil {
					p.is(&w)
				}
				for turn := range strings.FieldsSeq(p.turns) {
					at := slices.Index(s.codes, "ELG-"+turn[:6])
					y[at] = y[at].And(map[byte]rule.Truth{'-': rule.Unmet, '?': rule.Unknown}[turn[6]])
				}
				fill(w, y, says+p.says+"; ", rest[1:])
			}
			return
		}
		d := decide(&v)
		require.Equal(t, spellTruths(s, x), spellTruths(s, truthsOf(d)), says)
		met, unknown := sets(x)
		require.Equal(t, s.verdict(met, unknown), d.Outcome(), says)
		for i, c := range s.codes {
			reached[c+" "+x[i].String()] = true
		}
		outcomes[d.Outcome()]++
	}
	fill(inOrder(), slices.Repeat([]rule.Truth{rule.Met}, len(s.codes)), "", slots)
	var never []string
	for _, c := range s.codes {
		for _, v := range threeTruths {
			if !reached[c+" "+v.String()] {
				never = append(never, c+" "+v.String())
			}
		}
	}
	require.Equal(t, neverReached[s.codes[0][4:7]], never)
	t.Logf("%d approved, %d refused, %d undetermined", outcomes[yes], outcomes[no], outcomes[open])
}

// neverReached are the truths that no facts give, by series, and why.
var neverReached = map[string][]string{
	// A proof names its issuer or it does not (9.2).
	"MAT": {"ELG-MAT-09 unknown"},
	// What a notice does not contain is missing from it and not unknown (11.2).
	"RFS": {"ELG-RFS-01 unknown", "ELG-RFS-02 unknown", "ELG-RFS-03 unknown", "ELG-RFS-04 unknown", "ELG-RFS-05 unknown"},
}

// What is on the desk (9): each paper there, missing, or not recorded.
func TestExhaustiveMaterials(t *testing.T) {
	type a = eligibility.Application
	m := func(change func(*eligibility.Papers)) func(*a) { return func(v *a) { change(&v.Materials) } }
	other := func(outcome permit.FindingOutcome) func(*a) {
		return m(func(p *eligibility.Papers) {
			p.Identity.Kind = permit.HouseholdBooklet
			if outcome != permit.Open {
				p.OtherIdentity = finding(eligibility.GroundIdentityDocument, outcome)
			}
		})
	}
	until := func(last string) func(*a) {
		return m(func(p *eligibility.Papers) { p.Identity.Term = term("2016-07-16", last) })
	}
	proof := func(at func(*eligibility.Papers) *eligibility.Proof, f permit.Flag) func(*a) {
		return m(func(p *eligibility.Papers) { at(p).Submitted = f })
	}
	address := func(p *eligibility.Papers) *eligibility.Proof { return &p.AddressProof }
	job := func(p *eligibility.Papers) *eligibility.Proof { return &p.EmploymentProof }
	study := func(p *eligibility.Papers) *eligibility.Proof { return &p.StudyProof }
	everyDesk(t, statutes()["materials"], func() a { return *inOrder() },
		func(v *a) rule.Decision { return eligibility.Materials(v, day(july16), nil) },
		slot[a]{
			{"an identity card", "", nil},
			{"a temporary one", "", m(func(p *eligibility.Papers) { p.Identity.Kind = permit.TemporaryIDCard })},
			{"another document", "MAT-01?", other(permit.Open)},
			{"another document, found valid", "", other(permit.Established)},
			{"another document, found not to be", "MAT-01-", other(permit.NotEstablished)},
			{"no document shown", "MAT-01- MAT-02? MAT-03?", m(func(p *eligibility.Papers) { p.Identity, p.IdentityShown = permit.Document{}, permit.No })},
			{"no document recorded", "MAT-01? MAT-02? MAT-03?", m(func(p *eligibility.Papers) { p.Identity = permit.Document{} })},
			{"somebody else's card", "MAT-02-", m(func(p *eligibility.Papers) { p.Identity.HolderNumber = idNumber("110105199001010002") })},
			{"no number on the card, no name", "MAT-02?", m(func(p *eligibility.Papers) { p.Identity.HolderNumber = permit.IDNumber{} })},
			{"expired the day before", "MAT-03-", until("2026-07-15")},
			{"expires on the day", "", until(july16)},
			{"without end", "", until("长期")},
			{"end not recorded", "MAT-03?", m(func(p *eligibility.Papers) { p.Identity.Term = permit.Term{From: day("2016-07-16")} })},
		},
		slot[a]{
			{"a photograph", "", nil},
			{"no photograph", "MAT-04-", m(func(p *eligibility.Papers) { p.Photo.Ref, p.PhotoSubmitted = permit.PhotoRef{}, permit.No })},
			{"photograph not recorded", "MAT-04?", m(func(p *eligibility.Papers) { p.Photo.Ref = permit.PhotoRef{} })},
		},
		slot[a]{
			{"recent", "", nil},
			{"old", "MAT-05-", m(func(p *eligibility.Papers) { p.Photo.Recent = permit.No })},
			{"age not recorded", "MAT-05?", m(func(p *eligibility.Papers) { p.Photo.Recent = permit.FlagUnknown })},
		},
		slot[a]{
			{"address proved", "", nil},
			{"not proved", "MAT-06-", proof(address, permit.No)},
			{"not recorded", "MAT-06?", proof(address, permit.FlagUnknown)},
			{"by nobody", "MAT-09-", m(func(p *eligibility.Papers) { p.AddressProof.Issuer = permit.Name{} })},
		},
		slot[a]{
			{"job proved", "", nil},
			{"not proved", "MAT-07-", proof(job, permit.No)},
			{"not recorded", "MAT-07?", proof(job, permit.FlagUnknown)},
			{"not proved, not relied on", "", func(v *a) {
				v.Claims &^= eligibility.ClaimEmployment
				v.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.No}
			}},
			{"by nobody", "MAT-09-", m(func(p *eligibility.Papers) { p.EmploymentProof.Issuer = permit.Name{} })},
		},
		slot[a]{
			{"study proved", "", nil},
			{"not proved", "MAT-08-", proof(study, permit.No)},
			{"not recorded", "MAT-08?", proof(study, permit.FlagUnknown)},
			{"not proved, not relied on", "", func(v *a) {
				v.Claims &^= eligibility.ClaimStudy
				v.Materials.StudyProof = eligibility.Proof{Submitted: permit.No}
			}},
			{"by nobody", "MAT-09-", m(func(p *eligibility.Papers) { p.StudyProof.Issuer = permit.Name{} })},
		},
	)
}

// The right office: of the right kind and in the right place, for each procedure
// by the clause that names it.
func TestExhaustiveVenue(t *testing.T) {
	exhaustVenue(t, "venue", 1, eligibility.ProcedureUnknown, eligibility.Applying)
	exhaustVenue(t, "venue-new-card", 3, eligibility.Reissuing, eligibility.Exchanging)
	exhaustVenue(t, "venue-address-change", 5, eligibility.ChangingAddress)
	exhaustVenue(t, "venue-endorsement", 7, eligibility.Endorsing)
}

func exhaustVenue(t *testing.T, name string, first int, procedures ...eligibility.Procedure) {
	type f = eligibility.Filing
	ofKind, ofPlace := fmt.Sprintf("VEN-%02d", first), fmt.Sprintf("VEN-%02d", first+1)
	kind := func(k permit.OfficeKind) func(*f) { return func(v *f) { v.Office.Kind = k } }
	kinds := slot[f]{{"a police station", "", nil}}
	for k := range permit.OtherDepartment + 1 {
		turns := ofKind + "-"
		switch k {
		case permit.PoliceStation, permit.EntrustedAgency:
			turns = ""
		case permit.OfficeUnknown:
			turns = ofKind + "?"
		}
		kinds = append(kinds, slot[f]{{k.String(), turns, kind(k)}}...)
	}
	for _, p := range procedures {
		everyDesk(t, statutes()[name], func() f { v := inOrder().Filing; v.Procedure = p; return v },
			func(v *f) rule.Decision { return eligibility.Venue(v, day(july16), nil) }, kinds,
			slot[f]{
				{"in the district", "", nil},
				{"in another district", ofPlace + "-", func(v *f) { v.Office.District = permit.Haidian }},
				{"of no recorded district", ofPlace + "?", func(v *f) { v.Office.District = permit.DistrictUnknown }},
				{"lives in Hebei", ofPlace + "-", func(v *f) { v.Residence.Division = sanhe }},
				{"lives it is not recorded where", ofPlace + "?", func(v *f) { v.Residence = permit.Address{} }},
			})
	}
}

// A notice of refusal (11.2): with reasons, by the department, told by the
// public security organ, on a day.
func TestExhaustiveNotices(t *testing.T) {
	type n = eligibility.Notice
	refused := from("2026-07-01")
	refused.Claims = eligibility.ClaimStudy
	decided := func(a *application, on string) func(*n) {
		return func(v *n) { v.Decision = eligibility.Decide(a, day(on), nil) }
	}
	told := func(d civil.Date) func(*n) { return func(v *n) { v.NotifiedOn = d } }
	// No department rejected a proof: the reasons are public security's own.
	reviewers := slot[n]{{"for its own reasons", "", nil}}
	for k := range permit.OtherDepartment + 1 {
		turns := "RFS-02-"
		if slices.Contains([]permit.OfficeKind{permit.MunicipalPublicSecurity, permit.DistrictPublicSecurity, permit.PoliceStation}, k) {
			turns = ""
		}
		reviewers = append(reviewers, slot[n]{{k.String(), turns, func(v *n) { v.Reviewer.Kind = k }}}...)
	}
	everyDesk(t, statutes()["refusal"], func() n {
		v := n{
			Reviewer: office(permit.PoliceStation), Notifier: permit.Actor{Kind: permit.PublicSecurityOfficer},
			DecidedOn: day(july16), NotifiedOn: day("2026-07-17"),
		}
		decided(refused, july16)(&v)
		return v
	}, eligibility.CheckNotice,
		slot[n]{
			{"a refusal", "", nil},
			{"an approval", "RFS-01-", decided(inOrder(), july16)},
			{"undecided", "RFS-01-", decided(&application{}, july16)},
			{"papers missing", "", func(v *n) {
				a := inOrder()
				a.Materials.AddressProof.Submitted = permit.No
				v.Decision = eligibility.Materials(a, day(july16), nil)
			}},
			{"nobody who may act", "", func(v *n) {
				a := child("2022-01-01")
				a.Agent.Permit = eligibility.NeverHeld
				a.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.NotEstablished)
				v.Decision = eligibility.Agency(&a.Filing, day(july16), nil)
			}},
			{"the wrong office", "RFS-01-", func(v *n) {
				a := inOrder()
				a.Office.District = permit.Haidian
				v.Decision = eligibility.Venue(&a.Filing, day(july16), nil)
			}},
		},
		reviewers,
		slot[n]{
			{"told by the police", "", nil},
			{"told by an agency", "RFS-03-", func(v *n) { v.Notifier.Kind = permit.AgencyClerk }},
			{"told by nobody", "RFS-03-", func(v *n) { v.Notifier = permit.Actor{} }},
		},
		slot[n]{
			{"the day after", "", nil},
			{"on the day", "", told(day(july16))},
			{"the day before", "RFS-04-", told(day("2026-07-15"))},
			{"never", "RFS-04-", told(civil.Date{})},
		},
		slot[n]{
			{"decided on the day", "", nil},
			{"decided on no day", "RFS-05-", func(v *n) { v.DecidedOn = civil.Date{} }},
			{"decided the day before it is judged", "RFS-05-", func(v *n) { v.DecidedOn = day("2026-07-15") }},
		})
}

// The rejections to be told are those that count (5.2): by whoever is competent
// for the proof, with reasons.
func TestExhaustiveRejections(t *testing.T) {
	competent := map[string][]permit.OfficeKind{
		"/insurance/review":     {permit.HumanResources, permit.Commerce},
		"/employments/0/review": {permit.HumanResources, permit.Commerce},
		"/dwellings/0/review":   {permit.Housing},
		"/studies/0/review":     {permit.Education},
	}
	for k := range permit.OtherDepartment + 1 {
		for _, reason := range []string{"", "证明与登记不符"} {
			a, r := inOrder(), rejected(k)
			r.Reason = reason
			a.Insurance.Review, a.Employments[0].Review, a.Dwellings[0].Review, a.Studies[0].Review = r, r, r, r
			told := map[string]bool{}
			for _, one := range eligibility.Rejections(a, nil) {
				told[one.Path] = true
			}
			for path, kinds := range competent {
				require.Equal(t, reason != "" && slices.Contains(kinds, k), told[path], "%s rejected by %v, reason %q", path, k, reason)
			}
			a.Dwellings[0].Kind = eligibility.SchoolDormitory
			dormitory := slices.ContainsFunc(eligibility.Rejections(a, nil), func(one eligibility.Rejection) bool { return one.Path == "/dwellings/0/review" })
			require.Equal(t, reason != "" && k == permit.Housing, dormitory, k)
			byEducation := &eligibility.Policy{SchoolDormitoryByEducation: true}
			dormitory = slices.ContainsFunc(eligibility.Rejections(a, byEducation), func(one eligibility.Rejection) bool { return one.Path == "/dwellings/0/review" })
			require.Equal(t, reason != "" && (k == permit.Housing || k == permit.Education), dormitory, k)
		}
	}
}
