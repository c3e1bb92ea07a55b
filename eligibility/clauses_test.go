package eligibility_test

// Cases drawn from the law alone: the examples of articles 2 and 5 to 11, the
// dated tests of the register of readings, and the days around each boundary.
// Every case is named for the clause or reading it comes from.

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
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

func lawDivision(t *testing.T, s string) permit.Division {
	t.Helper()
	d, err := permit.ParseDivision(s)
	require.NoError(t, err)
	return d
}

// lawID is a number that nobody has: sequence 000 and its check character.
func lawID(t *testing.T, body string) permit.IDNumber {
	t.Helper()
	c, err := permit.IDCheckCharacter(body)
	require.NoError(t, err)
	n, err := permit.ParseIDNumber(body + string(c))
	require.NoError(t, err)
	return n
}

func lawName(t *testing.T, s string) permit.Name {
	t.Helper()
	n, err := permit.ParseName(s)
	require.NoError(t, err)
	return n
}

// lawFound is a finding made long before any day of judgement here.
func lawFound(ground permit.Ground, outcome permit.FindingOutcome) permit.Finding {
	return permit.Finding{
		Ground: ground, Outcome: outcome, Day: civil.MustParse("2026-01-05"), Reference: "F-1",
		Authority: permit.Office{ID: "dep-1", Kind: permit.HumanResources},
	}
}

func lawReview(k permit.OfficeKind) Review {
	return Review{Outcome: Accepted, By: permit.Office{ID: "dep-2", Kind: k}, On: civil.MustParse("2026-01-05")}
}

func lawTerm(t *testing.T, from, until string) permit.Term {
	t.Helper()
	return permit.Term{From: lawDay(t, from), Until: lawDay(t, until)}
}

func lawMonths(t *testing.T, first, last string, place string, status Contribution) []InsuranceMonth {
	t.Helper()
	from, err := civil.ParseMonth(first)
	require.NoError(t, err)
	to, err := civil.ParseMonth(last)
	require.NoError(t, err)
	var months []InsuranceMonth
	for m := from; m.Compare(to) <= 0; m = m.Add(1) {
		months = append(months, InsuranceMonth{Month: m, Place: lawDivision(t, place), Status: status})
	}
	return months
}

func lawLease(t *testing.T) Dwelling {
	t.Helper()
	return Dwelling{
		Kind: Rented, Division: lawDivision(t, "110108"), LawfulTitle: permit.Yes, Holder: permit.Self, LivesThere: permit.Yes,
		Term: lawTerm(t, "2025-06-01", "2030-12-31"), Review: lawReview(permit.Housing),
	}
}

func lawContract(t *testing.T) Employment {
	t.Helper()
	return Employment{
		Basis: LabourContract, Employer: Enterprise, Holder: permit.Self,
		Term: lawTerm(t, "2024-07-01", "2030-12-31"), Review: lawReview(permit.HumanResources),
	}
}

func lawSchool(t *testing.T) Study {
	t.Helper()
	return Study{
		School: RegularHigher, FullTime: permit.Yes, Division: lawDivision(t, "110108"), Xueji: permit.Yes,
		Attendance: Attending, Term: lawTerm(t, "2025-09-01", "2029-07-15"), Review: lawReview(permit.Education),
	}
}

// lawApplication is an adult from Hebei, registered in Haidian on 2026-01-15,
// who relies on a lease and applies on 2026-07-16 in person.
func lawApplication(t *testing.T) *Application {
	t.Helper()
	id := lawID(t, "13010019900601000")
	return &Application{
		Filing: Filing{
			Procedure: Applying,
			Applicant: permit.Person{
				Name: lawName(t, "测试甲"), IDNumber: id, Born: lawDay(t, "1990-06-01"), Nationality: permit.NationalityChinese,
				Household: permit.RegisteredAt(lawDivision(t, "130100")), ServingMilitary: permit.No,
			},
			Residence: permit.Address{Division: lawDivision(t, "110108")},
			FiledOn:   lawDay(t, "2026-07-16"),
			Office:    permit.Office{ID: "ps-1", Kind: permit.PoliceStation, District: permit.Haidian},
			InPerson:  permit.Yes,
		},
		ResidesInBeijing: permit.Yes,
		ResidesSince:     lawDay(t, "2026-01-15"),
		Registrations:    []Registration{{First: lawDay(t, "2026-01-15"), District: permit.Haidian}},
		Claims:           ClaimDwelling,
		Dwellings:        []Dwelling{lawLease(t)},
		Materials: Papers{
			Identity: permit.Document{
				Kind: permit.ResidentIDCard, Holder: lawName(t, "测试甲"), HolderNumber: id, Term: lawTerm(t, "2016-07-17", "2036-07-16"),
			},
			IdentityShown:  permit.Yes,
			Photo:          permit.Photo{Recent: permit.Yes},
			PhotoSubmitted: permit.Yes,
			AddressProof:   Proof{Submitted: permit.Yes, Issuer: lawName(t, "测试乙")},
		},
	}
}

// lawEmployed relies on employment alone: a contract and insurance from
// January to June 2026.
func lawEmployed(t *testing.T) *Application {
	t.Helper()
	a := lawApplication(t)
	a.Claims, a.Dwellings = ClaimEmployment, nil
	a.Employments = []Employment{lawContract(t)}
	a.Insurance = SocialInsurance{Months: lawMonths(t, "2026-01", "2026-06", "110108", PaidOnTime), Review: lawReview(permit.HumanResources)}
	return a
}

func lawStudent(t *testing.T) *Application {
	t.Helper()
	a := lawApplication(t)
	a.Claims, a.Dwellings = ClaimStudy, nil
	a.Studies = []Study{lawSchool(t)}
	return a
}

// lawCase changes an application and says what article 8.1 makes of it.
type lawCase struct {
	name   string
	on     string // 2026-07-16 if empty
	change func(t *testing.T, a *Application)
	policy Policy
	want   rule.Outcome
}

func lawRun(t *testing.T, base func(*testing.T) *Application, judge func(*Application, civil.Date, *Policy) rule.Decision, cases []lawCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := base(t)
			if c.change != nil {
				c.change(t, a)
			}
			on := lawDay(t, "2026-07-16")
			if c.on != "" {
				on = lawDay(t, c.on)
			}
			d := judge(a, on, &c.policy)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
			if c.want != rule.Approved {
				assert.NotEmpty(t, d.Reasons(), "11.2: the reasons are stated")
			}
		})
	}
}

func TestClausesScope(t *testing.T) {
	t.Parallel()
	household := func(place string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) {
			a.Applicant.Household = permit.RegisteredAt(lawDivision(t, place))
		}
	}
	id := func(body, place string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) {
			a.Applicant.IDNumber = lawID(t, body)
			a.Applicant.Household = permit.RegisteredAt(lawDivision(t, place))
		}
	}
	status := func(s permit.HouseholdStatus) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { a.Applicant.Household = permit.Household{Status: s} }
	}
	serving := func(f permit.Flag, found permit.Finding) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { a.Applicant.ServingMilitary, a.ServiceFinding = f, found }
	}
	lawRun(t, lawApplication, Decide, []lawCase{
		{"2.1 from Hebei", "", nil, Policy{}, rule.Approved},
		{"2.1 registered in another district of Beijing", "", household("110105"), Policy{}, rule.Refused},
		{"2.1 registered in a retired district of Beijing", "", household("110103"), Policy{}, rule.Refused},
		{"2.1 number of Beijing, household moved to Hebei", "", id("11010519900601000", "130100"), Policy{}, rule.Approved},
		{"2.1 number of Hebei, household moved to Beijing", "", id("13010019900601000", "110105"), Policy{}, rule.Refused},
		{"2.1 household not known", "", status(permit.HouseholdUnknown), Policy{}, rule.Undetermined},
		{"2.1 household not known, number of Beijing", "", func(t *testing.T, a *Application) {
			a.Applicant.IDNumber, a.Applicant.Household = lawID(t, "11010519900601000"), permit.Household{}
		}, Policy{}, rule.Undetermined},
		{"A07 recorded as having none, with a registration", "", status(permit.HouseholdNone), Policy{}, rule.Approved},
		{"2.1 foreign national", "", func(_ *testing.T, a *Application) { a.Applicant.Nationality = permit.NationalityOther }, Policy{}, rule.Refused},
		{"2.1 nationality not known", "", func(_ *testing.T, a *Application) { a.Applicant.Nationality = permit.NationalityUnknown }, Policy{}, rule.Undetermined},
		{"2.1 does not live in Beijing", "", func(_ *testing.T, a *Application) { a.ResidesInBeijing = permit.No }, Policy{}, rule.Refused},
		{"2.1 not known whether living in Beijing", "", func(_ *testing.T, a *Application) { a.ResidesInBeijing = permit.FlagUnknown }, Policy{}, rule.Undetermined},
		{"2.2 Hong Kong", "", status(permit.HouseholdHongKong), Policy{}, rule.Refused},
		{"2.2 Macao", "", status(permit.HouseholdMacao), Policy{}, rule.Refused},
		{"2.2 Taiwan", "", status(permit.HouseholdTaiwan), Policy{}, rule.Refused},
		{"2.2 number 810000", "", id("81000019900601000", "130100"), Policy{}, rule.Refused},
		{"2.2 number 820000", "", id("82000019900601000", "130100"), Policy{}, rule.Refused},
		{"2.2 number 830000", "", id("83000019900601000", "130100"), Policy{}, rule.Refused},
		{"A07 serving: needs a finding", "", serving(permit.Yes, permit.Finding{}), Policy{}, rule.Undetermined},
		{"A07 serving: found in", "", serving(permit.Yes, lawFound(GroundServingMilitary, permit.Established)), Policy{}, rule.Approved},
		{"A07 serving: found out", "", serving(permit.Yes, lawFound(GroundServingMilitary, permit.NotEstablished)), Policy{}, rule.Refused},
	})
	t.Run("8.1 what is settled stays settled, whatever else is unknown", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		a.Applicant.Nationality, a.Registrations, a.Dwellings = permit.NationalityOther, nil, nil
		d := Decide(a, lawDay(t, "2026-07-16"), nil)
		assert.Equal(t, rule.Refused, d.Outcome())
		require.Len(t, d.Reasons(), 1)
		assert.Equal(t, CodeChinese, d.Reasons()[0].Code)
	})
	t.Run("2.2 the reason is the other regime", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		a.Applicant.IDNumber = lawID(t, "83000019900601000")
		assert.Equal(t, rule.Unmet, Decide(a, lawDay(t, "2026-07-16"), nil).Truth(CodeOtherRegime))
	})
	t.Run("8.1 nothing known is nothing decided", func(t *testing.T) {
		t.Parallel()
		assert.Equal(t, rule.Undetermined, Decide(&Application{}, lawDay(t, "2026-07-16"), nil).Outcome())
		assert.Equal(t, rule.Undetermined, Decide(lawApplication(t), civil.Date{}, nil).Outcome())
	})
}

func TestClausesHalfYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, start string
		policy      Policy
		full        string // the first eligible day
	}{
		{"8.1 2026-01-15", "2026-01-15", Policy{}, "2026-07-16"},
		{"A02 (b) 2026-01-15", "2026-01-15", Policy{Full: OnLastDay}, "2026-07-15"},
		{"A02 (c) 2026-01-15", "2026-01-15", Policy{Full: StartCounted}, "2026-07-15"},
		{"8.1 2025-08-31", "2025-08-31", Policy{}, "2026-03-01"},
		{"A02 (b) 2025-08-31", "2025-08-31", Policy{Full: OnLastDay}, "2026-02-28"},
		{"A02 (c) 2025-08-31", "2025-08-31", Policy{Full: StartCounted}, "2026-02-28"},
		{"A01 (a) 2026-03-01", "2026-03-01", Policy{}, "2026-09-02"},
		{"A01 (b) 2026-03-01, on the last day", "2026-03-01", Policy{HalfYear: Days183, Full: OnLastDay}, "2026-08-31"},
		{"A01 (b) 2026-03-01, after the last day", "2026-03-01", Policy{HalfYear: Days183}, "2026-09-01"},
		{"A01 (c) 2026-03-01, on the last day", "2026-03-01", Policy{HalfYear: Days180, Full: OnLastDay}, "2026-08-28"},
		{"A01 (b) 2025-08-31, on the last day", "2025-08-31", Policy{HalfYear: Days183, Full: OnLastDay}, "2026-03-02"},
		{"A01 2025-08-28", "2025-08-28", Policy{}, "2026-03-01"},
		{"A01 2025-08-29", "2025-08-29", Policy{}, "2026-03-01"},
		{"A01 2023-08-31", "2023-08-31", Policy{}, "2024-03-01"},
		{"A02 (b) 2023-08-31", "2023-08-31", Policy{Full: OnLastDay}, "2024-02-29"},
		{"A01 2025-12-31", "2025-12-31", Policy{}, "2026-07-01"},
		{"A03 (a) 2026-04-01", "2026-04-01", Policy{Calendar: civil.BuiltIn()}, "2026-10-02"},
		{"A03 (b) 2026-04-01", "2026-04-01", Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}, "2026-10-09"},
		{"A03 (b) without a calendar", "2026-04-01", Policy{Extension: civil.EveryPeriod}, "2026-10-02"},
		{"A03 (c) 2026-04-01", "2026-04-01", Policy{Calendar: civil.BuiltIn(), Extension: civil.NoPeriod}, "2026-10-02"},
		{"A09 (b) one district", "2026-01-15", Policy{Continuity: OneRunInDistrict}, "2026-07-16"},
		{"A09 (c) one run", "2026-01-15", Policy{Continuity: PeriodsAddUp}, "2026-07-16"},
		{"A08 (b) lived as long as registered", "2026-01-15", Policy{StartsWith: WithActualResidence}, "2026-07-16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			full := lawDay(t, c.full)
			for i, want := range []rule.Outcome{rule.Refused, rule.Approved, rule.Approved} {
				a := lawApplication(t)
				a.Registrations[0].First, a.ResidesSince = lawDay(t, c.start), lawDay(t, c.start)
				a.Dwellings[0].Term.From = lawDay(t, "2020-01-01")
				d := Decide(a, full.AddDays(i-1), &c.policy)
				assert.Equal(t, want, d.Outcome(), "day %+d: %v", i-1, d)
			}
		})
	}
	t.Run("8.1 the refusal names the first day and the reading", func(t *testing.T) {
		t.Parallel()
		d := Decide(lawApplication(t), lawDay(t, "2026-07-15"), nil)
		require.Equal(t, rule.Refused, d.Outcome())
		require.Len(t, d.Reasons(), 1)
		assert.Equal(t, CodeHalfYear, d.Reasons()[0].Code)
		require.NotEmpty(t, d.Remedies())
		assert.Equal(t, lawDay(t, "2026-07-16"), d.Remedies()[0].Earliest)
		var flips []law.ReadingID
		for _, f := range d.Sensitivity() {
			flips = append(flips, f.ID)
			assert.Equal(t, rule.Approved, f.Outcome)
		}
		assert.Contains(t, flips, law.A02)
		assert.Contains(t, flips, law.A01, "(c): the 180th day, 2026-07-14, is over")
		assert.NotContains(t, flips, law.A10)
	})
}

func TestClausesRegistration(t *testing.T) {
	t.Parallel()
	runs := func(parts ...string) func(*testing.T, *Application) { // first, last, first, last, …
		return func(t *testing.T, a *Application) {
			a.Registrations = nil
			for i := 0; i < len(parts); i += 2 {
				r := Registration{First: lawDay(t, parts[i]), Last: lawDay(t, parts[i+1]), District: permit.Chaoyang}
				if i > 0 {
					r.District = permit.Haidian
				}
				a.Registrations = append(a.Registrations, r)
			}
		}
	}
	residence := func(since, registered string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) {
			a.ResidesSince, a.Registrations[0].First = lawDay(t, since), lawDay(t, registered)
		}
	}
	falsity := func(o permit.FindingOutcome) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) {
			a.Registrations[0].Falsity = lawFound(GroundFalseRegistration, o)
		}
	}
	move := runs("2026-01-10", "2026-03-31", "2026-04-01", "")
	gap := runs("2026-01-10", "2026-03-31", "2026-04-06", "")
	lawRun(t, lawApplication, Decide, []lawCase{
		{"7.1 ten years' residence, no registration", "", func(t *testing.T, a *Application) {
			a.ResidesSince, a.Registrations = lawDay(t, "2016-01-01"), []Registration{}
		}, Policy{}, rule.Refused},
		{"7.1 registration not known", "", func(_ *testing.T, a *Application) { a.Registrations = nil }, Policy{}, rule.Undetermined},
		{"A08 (a)", "2026-06-01", residence("2025-06-01", "2026-03-01"), Policy{}, rule.Refused},
		{"A08 (b)", "2026-06-01", residence("2025-06-01", "2026-03-01"), Policy{StartsWith: WithActualResidence}, rule.Approved},
		{"A08 (c)", "2026-06-01", residence("2025-06-01", "2026-03-01"), Policy{StartsWith: WithLaterOfBoth}, rule.Refused},
		{"A08 (c) residence is the later", "", residence("2026-03-01", "2025-06-01"), Policy{StartsWith: WithLaterOfBoth}, rule.Refused},
		{"A08 (a) residence is the later", "", residence("2026-03-01", "2025-06-01"), Policy{}, rule.Approved},
		{"A09 (a) move to another district", "2026-07-15", move, Policy{}, rule.Approved},
		{"A09 (b) move to another district", "2026-07-15", move, Policy{Continuity: OneRunInDistrict}, rule.Refused},
		{"A09 (b) the day before the new run is full", "2026-10-01", move, Policy{Continuity: OneRunInDistrict}, rule.Refused},
		{"A09 (b) the new run is full", "2026-10-02", move, Policy{Continuity: OneRunInDistrict}, rule.Approved},
		{"A09 (a) a gap restarts", "2026-07-16", gap, Policy{}, rule.Refused},
		{"A09 (a) a gap restarts on 04-06, the last day", "2026-10-06", gap, Policy{}, rule.Refused},
		{"A09 (a) a gap restarts on 04-06, full", "2026-10-07", gap, Policy{}, rule.Approved},
		{"A09 (c) five days later, not yet", "2026-07-15", gap, Policy{Continuity: PeriodsAddUp}, rule.Refused},
		{"A09 (c) five days later", "2026-07-16", gap, Policy{Continuity: PeriodsAddUp}, rule.Approved},
		{"A09 joined when the next begins the day after", "", runs("2026-01-15", "2026-05-31", "2026-06-01", ""), Policy{}, rule.Approved},
		{"A09 a gap of one day", "", runs("2026-01-15", "2026-05-31", "2026-06-02", ""), Policy{}, rule.Refused},
		{"A09 overlapping segments", "", runs("2026-01-15", "2026-06-10", "2026-06-01", ""), Policy{}, rule.Approved},
		{"A09 order does not matter", "", runs("2026-06-01", "", "2026-01-15", "2026-05-31"), Policy{}, rule.Approved},
		{"7.1 registration ends on the day", "", runs("2025-01-15", "2026-07-16"), Policy{}, rule.Approved},
		{"7.1 registration ended the day before", "", runs("2025-01-15", "2026-07-15"), Policy{}, rule.Refused},
		{"7.1 registration begins later", "2026-07-16", runs("2026-07-17", ""), Policy{}, rule.Refused},
		{"7.2 found false", "", falsity(permit.Established), Policy{}, rule.Refused},
		{"7.2 not found false", "", falsity(permit.NotEstablished), Policy{}, rule.Approved},
	})
}

// TestClausesHalfYearByHand works out the half-year of random registrations
// under every combination of A01, A02, A03 and A09 (a, b), day by day.
func TestClausesHalfYearByHand(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(8, 2026))
	districts := []permit.District{permit.Chaoyang, permit.Haidian}
	for range 600 {
		a := lawApplication(t)
		a.Registrations = nil
		a.Dwellings[0].Term.From = lawDay(t, "2020-01-01")
		where := map[civil.Date]permit.District{}
		day := lawDay(t, "2025-01-01").AddDays(r.IntN(120))
		for range 1 + r.IntN(3) {
			reg := Registration{First: day, Last: day.AddDays(r.IntN(300)), District: districts[r.IntN(2)]}
			for d := reg.First; d.Compare(reg.Last) <= 0; d = d.AddDays(1) {
				where[d] = reg.District
			}
			a.Registrations = append(a.Registrations, reg)
			day = reg.Last.AddDays(1 + max(0, r.IntN(4)-2)) // mostly without a gap
		}
		rand.New(rand.NewPCG(1, uint64(day.DayNumber()))).Shuffle(len(a.Registrations), func(i, j int) {
			a.Registrations[i], a.Registrations[j] = a.Registrations[j], a.Registrations[i]
		})
		p := &Policy{
			HalfYear: HalfYear(r.IntN(3)), Full: Full(r.IntN(3)), Extension: civil.ExtensionRule(r.IntN(3)), OffDays: civil.OffRule(r.IntN(3)),
			Calendar: civil.BuiltIn(), Continuity: Continuity(r.IntN(2)),
		}
		on := lawDay(t, "2025-06-20").AddDays(r.IntN(370))
		judge := func(on civil.Date) rule.Outcome {
			here, registered := where[on]
			if !registered {
				return rule.Refused
			}
			start := on
			for {
				d, ok := where[start.AddDays(-1)]
				if !ok || p.Continuity == OneRunInDistrict && d != here {
					break
				}
				start = start.AddDays(-1)
			}
			last := [3]civil.Date{start.AddMonths(6), start.AddDays(183), start.AddDays(180)}[p.HalfYear]
			if p.Full == StartCounted {
				last = last.AddDays(-1)
			}
			for p.Extension == civil.EveryPeriod {
				off, err := civil.IsOff(p.Calendar, last, p.OffDays)
				require.NoError(t, err)
				if !off {
					break
				}
				last = last.AddDays(1)
			}
			full := last.AddDays(1)
			if p.Full == OnLastDay {
				full = last
			}
			if on.Compare(full) < 0 {
				return rule.Refused
			}
			return rule.Approved
		}
		// Around the day itself and around the day on which the outcome turns.
		for off := range 220 {
			if on.AddDays(off).StrictlyAfter(lawDay(t, "2026-06-25")) {
				break // half-years that end in 2027, for which there is no calendar
			}
			if d := on.AddDays(off); off < 2 || judge(d) != judge(d.AddDays(-1)) {
				got := Decide(a, d, p)
				require.Equal(t, judge(d), got.Outcome(), "%v %+v %v", d, *p, a.Registrations)
			}
		}
	}
}

func TestClausesConditions(t *testing.T) {
	t.Parallel()
	all := ClaimEmployment | ClaimDwelling | ClaimStudy
	lawRun(t, lawApplication, Decide, []lawCase{
		{"8.1 all three false", "", func(_ *testing.T, a *Application) {
			a.Claims, a.Dwellings, a.Employments, a.Studies = all, []Dwelling{}, []Employment{}, []Study{}
			a.Insurance = SocialInsurance{Months: []InsuranceMonth{}}
		}, Policy{}, rule.Refused},
		{"8.1 only a dwelling", "", func(_ *testing.T, a *Application) {
			a.Claims, a.Employments, a.Studies = all, []Employment{}, []Study{}
			a.Insurance = SocialInsurance{Months: []InsuranceMonth{}}
		}, Policy{}, rule.Approved},
		{"8.1 the others not known", "", func(_ *testing.T, a *Application) { a.Claims = all }, Policy{}, rule.Approved},
		{"8.1 a condition but no registration", "", func(_ *testing.T, a *Application) { a.Registrations = []Registration{} }, Policy{}, rule.Refused},
	})
	t.Run("8.1 only employment", func(t *testing.T) {
		t.Parallel()
		assert.Equal(t, rule.Approved, Decide(lawEmployed(t), lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("8.1 only study", func(t *testing.T) {
		t.Parallel()
		assert.Equal(t, rule.Approved, Decide(lawStudent(t), lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("A17 the day on which they must hold", func(t *testing.T) {
		t.Parallel()
		for rule17, want := range map[HoldOn]rule.Outcome{ApplicationDay: rule.Refused, DecisionDay: rule.Approved, BothDays: rule.Refused} {
			a := lawApplication(t)
			a.FiledOn = lawDay(t, "2026-07-10")
			assert.Equal(t, want, Assess(a, lawDay(t, "2026-07-20"), &Policy{HoldOn: rule17}).Eligible(), "A17 %d", rule17)
		}
		for rule17, want := range map[HoldOn]rule.Outcome{ApplicationDay: rule.Approved, DecisionDay: rule.Refused, BothDays: rule.Refused} {
			a := lawApplication(t)
			a.Dwellings[0].Term.Until = lawDay(t, "2026-07-18")
			assert.Equal(t, want, Assess(a, lawDay(t, "2026-07-20"), &Policy{HoldOn: rule17}).Eligible(), "A17 %d, lease ends between", rule17)
		}
	})
}

func TestClausesEmployment(t *testing.T) {
	t.Parallel()
	job := func(change func(*Employment)) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { change(&a.Employments[0]) }
	}
	months := func(parts ...any) func(*testing.T, *Application) { // first, last, place, status, …
		return func(t *testing.T, a *Application) {
			a.Insurance.Months = []InsuranceMonth{}
			for i := 0; i < len(parts); i += 4 {
				a.Insurance.Months = append(a.Insurance.Months,
					lawMonths(t, parts[i].(string), parts[i+1].(string), parts[i+2].(string), parts[i+3].(Contribution))...)
			}
		}
	}
	both := func(fs ...func(*testing.T, *Application)) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) {
			for _, f := range fs {
				f(t, a)
			}
		}
	}
	other := func(o permit.FindingOutcome) func(*Employment) {
		return func(e *Employment) {
			e.Employer, e.Other = OtherEmployer, lawFound(GroundOtherEmployment, o)
		}
	}
	licence := func(s Sector) func(*Employment) {
		return func(e *Employment) {
			e.Basis, e.Employer, e.Sector, e.Holder, e.Review = BusinessLicence, EmployerUnknown, s, permit.Self, lawReview(permit.Commerce)
		}
	}
	none := months()
	ended := job(func(e *Employment) { e.Term.Until = civil.MustParse("2026-07-15") })
	eight := months("2025-11", "2026-06", "110108", PaidOnTime)
	lawRun(t, lawEmployed, Decide, []lawCase{
		{"8.2.a contract and six months", "", nil, Policy{}, rule.Approved},
		{"A10 (a) contract, no insurance", "", none, Policy{}, rule.Refused},
		{"A10 (b) contract, no insurance", "", none, Policy{Insurance: InsuranceOrBasis}, rule.Approved},
		{"A10 (c) contract, no insurance", "", none, Policy{Insurance: InsuranceForEmployeesOnly}, rule.Refused},
		{"A10 (a) eight months, contract ended", "", both(eight, ended), Policy{}, rule.Refused},
		{"A10 (b) eight months, contract ended", "", both(eight, ended), Policy{Insurance: InsuranceOrBasis}, rule.Approved},
		{"A10 (a) licence, no insurance", "", both(none, job(licence(TertiarySector))), Policy{}, rule.Refused},
		{"A10 (c) licence, no insurance", "", both(none, job(licence(TertiarySector))), Policy{Insurance: InsuranceForEmployeesOnly}, rule.Approved},
		{"A11 January to June", "", months("2026-01", "2026-06", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 February to July", "", months("2026-02", "2026-07", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 December to May: lag 2", "", months("2025-12", "2026-05", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 December to May, lag 2 allowed", "", months("2025-12", "2026-05", "110108", PaidOnTime), Policy{MaxLagMonths: 2}, rule.Approved},
		{"A11 November to April, lag 2 allowed", "", months("2025-11", "2026-04", "110108", PaidOnTime), Policy{MaxLagMonths: 2}, rule.Refused},
		{"A11 five months", "", months("2026-02", "2026-06", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 seven months", "", months("2025-12", "2026-06", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 April back-paid", "", months("2026-01", "2026-03", "110108", PaidOnTime, "2026-04", "2026-04", "110108", BackPaid, "2026-05", "2026-06", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 April back-paid, accepted", "", months("2026-01", "2026-03", "110108", PaidOnTime, "2026-04", "2026-04", "110108", BackPaid, "2026-05", "2026-06", "110108", PaidOnTime), Policy{AcceptBackPaid: true}, rule.Approved},
		{"A11 April paid late", "", months("2026-01", "2026-03", "110108", PaidOnTime, "2026-04", "2026-04", "110108", PaidLate, "2026-05", "2026-06", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 April unpaid", "", months("2025-08", "2026-03", "110108", PaidOnTime, "2026-04", "2026-04", "110108", Unpaid, "2026-05", "2026-06", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 April missing", "", months("2025-08", "2026-03", "110108", PaidOnTime, "2026-05", "2026-07", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 then Tianjin", "", months("2026-01", "2026-03", "110108", PaidOnTime, "2026-04", "2026-06", "120101", PaidOnTime), Policy{}, rule.Refused},
		{"A11 across districts of Beijing", "", months("2026-01", "2026-03", "110105", PaidOnTime, "2026-04", "2026-06", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 across the year, order reversed", "2026-03-31", both(months("2025-12", "2026-02", "110108", PaidOnTime, "2025-09", "2025-11", "110108", PaidOnTime),
			func(t *testing.T, a *Application) { a.Registrations[0].First = lawDay(t, "2025-01-15") }), Policy{}, rule.Approved},
		{"A11 April paid in Beijing and in Tianjin", "", months("2026-01", "2026-06", "110108", PaidOnTime, "2026-04", "2026-04", "120101", PaidOnTime), Policy{}, rule.Approved},
		{"A11 how April was paid is not known", "", months("2026-01", "2026-03", "110108", PaidOnTime, "2026-04", "2026-04", "110108", ContributionUnknown, "2026-05", "2026-06", "110108", PaidOnTime), Policy{}, rule.Undetermined},
		{"A11 not known whether anything was paid", "", func(_ *testing.T, a *Application) { a.Insurance.Months = nil }, Policy{}, rule.Undetermined},
		{"A11 on the first of a month", "2026-08-01", months("2026-02", "2026-07", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"A11 on the last of a month: June is two months before", "2026-08-31", months("2026-01", "2026-06", "110108", PaidOnTime), Policy{}, rule.Refused},
		{"A11 on the last of July", "2026-07-31", months("2026-01", "2026-06", "110108", PaidOnTime), Policy{}, rule.Approved},
		{"8.2.a#1 recruited by an enterprise is not listed", "", job(func(e *Employment) { e.Basis = Recruited }), Policy{}, rule.Undetermined},
		{"8.2.a#1 recruited by an institution", "", job(func(e *Employment) { e.Basis, e.Employer = Recruited, PublicInstitution }), Policy{}, rule.Approved},
		{"8.2.a#1 recruited by a state organ", "", job(func(e *Employment) { e.Basis, e.Employer = Recruited, StateOrgan }), Policy{}, rule.Approved},
		{"8.2.a#1 recruited by a social organisation", "", job(func(e *Employment) { e.Basis, e.Employer = Recruited, SocialOrganisation }), Policy{}, rule.Approved},
		{"8.2.a#2 hired by a public institution", "", job(func(e *Employment) { e.Employer = PublicInstitution }), Policy{}, rule.Approved},
		{"A12 nanny hired by a family", "", both(job(func(e *Employment) { e.Employer = OtherEmployer }), months("2025-07", "2026-06", "110108", PaidOnTime)), Policy{}, rule.Undetermined},
		{"A12 nanny, found covered", "", job(other(permit.Established)), Policy{}, rule.Approved},
		{"A12 nanny, found not covered", "", job(other(permit.NotEstablished)), Policy{}, rule.Refused},
		{"A12 hired by an individual business", "", job(func(e *Employment) { e.Employer = IndividualBusiness }), Policy{}, rule.Undetermined},
		{"A12 licence, first sector", "", job(licence(PrimarySector)), Policy{}, rule.Undetermined},
		{"A12 licence, second sector", "", job(licence(SecondarySector)), Policy{}, rule.Approved},
		{"A12 licence, third sector", "", job(licence(TertiarySector)), Policy{}, rule.Approved},
		{"A12 licence in the spouse's name", "", job(func(e *Employment) { licence(TertiarySector)(e); e.Holder = permit.Spouse }), Policy{}, rule.Undetermined},
		{"8.2.a contract ends on the day", "", job(func(e *Employment) { e.Term.Until = civil.MustParse("2026-07-16") }), Policy{}, rule.Approved},
		{"8.2.a contract ended the day before", "", ended, Policy{}, rule.Refused},
		{"8.2.a contract begins on the day", "", job(func(e *Employment) { e.Term.From = civil.MustParse("2026-07-16") }), Policy{}, rule.Approved},
		{"8.2.a contract begins the day after", "", job(func(e *Employment) { e.Term.From = civil.MustParse("2026-07-17") }), Policy{}, rule.Refused},
		{"A15 (b) contract ends on the day", "", job(func(e *Employment) { e.Term.Until = civil.MustParse("2026-07-16") }), Policy{Lasting: MustStillLast}, rule.Refused},
		{"8.2.a not known how long", "", job(func(e *Employment) { e.Term = permit.Term{} }), Policy{}, rule.Undetermined},
		{"8.2.a basis not known", "", job(func(e *Employment) { e.Basis = BasisUnknown }), Policy{}, rule.Undetermined},
		{"5.2 not reviewed", "", job(func(e *Employment) { e.Review = Review{} }), Policy{}, rule.Undetermined},
		{"5.2 insurance not reviewed", "", func(_ *testing.T, a *Application) { a.Insurance.Review = Review{} }, Policy{}, rule.Undetermined},
		{"5.2 licence reviewed by Commerce", "", job(licence(TertiarySector)), Policy{}, rule.Approved},
		{"5.2 an unlisted department", "", job(func(e *Employment) { e.Review = lawReview(permit.OtherDepartment) }), Policy{}, rule.Undetermined},
		{"5.2 an unlisted department, found competent", "", job(func(e *Employment) {
			e.Review = lawReview(permit.OtherDepartment)
			e.Review.Competence = lawFound(GroundReviewerCompetence, permit.Established)
		}), Policy{}, rule.Approved},
		{"5.2 rejected with a reason", "", job(func(e *Employment) { e.Review.Outcome, e.Review.Reason = Rejected, "合同未依法签订" }), Policy{}, rule.Refused},
		{"11.2 rejected without a reason does not count", "", job(func(e *Employment) { e.Review.Outcome = Rejected }), Policy{}, rule.Undetermined},
	})
	t.Run("8.2.a a second job in force will do", func(t *testing.T) {
		t.Parallel()
		a := lawEmployed(t)
		old := lawContract(t)
		old.Term.Until = lawDay(t, "2026-05-31")
		a.Employments = []Employment{old, lawContract(t)}
		assert.Equal(t, rule.Approved, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("A10 (c) a licence beside an uninsured contract", func(t *testing.T) {
		t.Parallel()
		for order := range 2 {
			a := lawEmployed(t)
			shop := lawContract(t)
			licence(TertiarySector)(&shop)
			a.Employments = []Employment{lawContract(t), shop}
			if order == 1 {
				a.Employments[0], a.Employments[1] = shop, lawContract(t)
			}
			none(t, a)
			on := lawDay(t, "2026-07-16")
			assert.Equal(t, rule.Approved, Decide(a, on, &Policy{Insurance: InsuranceForEmployeesOnly}).Outcome())
			assert.Equal(t, rule.Refused, Decide(a, on, nil).Outcome())
			assert.Equal(t, rule.Approved, Decide(a, on, &Policy{Insurance: InsuranceOrBasis}).Outcome())
		}
	})
	t.Run("8.2.a atoms of one job, not of two", func(t *testing.T) {
		t.Parallel()
		a := lawEmployed(t)
		family, organ := lawContract(t), lawContract(t)
		family.Employer = OtherEmployer // in force, not listed
		family.Other = lawFound(GroundOtherEmployment, permit.NotEstablished)
		organ.Term.Until = lawDay(t, "2026-05-31") // listed, ended
		a.Employments = []Employment{family, organ}
		assert.Equal(t, rule.Refused, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("5.2 student status reviewed by Housing does not count", func(t *testing.T) {
		t.Parallel()
		a := lawStudent(t)
		a.Studies[0].Review = lawReview(permit.Housing)
		assert.NotEqual(t, rule.Approved, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("5.2 a lease reviewed by Education does not count", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		a.Dwellings[0].Review = lawReview(permit.Education)
		assert.NotEqual(t, rule.Approved, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
}

func TestClausesDwelling(t *testing.T) {
	t.Parallel()
	home := func(change func(*Dwelling)) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { change(&a.Dwellings[0]) }
	}
	term := func(from, until string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) { a.Dwellings[0].Term = lawTerm(t, from, until) }
	}
	holder := func(r permit.Relation) func(*testing.T, *Application) {
		return home(func(d *Dwelling) { d.Holder = r })
	}
	child := func(r permit.Relation, born string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) {
			a.Applicant.IDNumber, a.Applicant.Born, a.Dwellings[0].Holder = permit.IDNumber{}, lawDay(t, born), r
		}
	}
	lawRun(t, lawApplication, Decide, []lawCase{
		{"8.2.b rented", "", nil, Policy{}, rule.Approved},
		{"8.2.b owned", "", home(func(d *Dwelling) {
			d.Kind, d.Term = Owned, permit.Term{From: civil.MustParse("2020-01-01"), LongTerm: true}
		}), Policy{}, rule.Approved},
		{"8.2.b employer's dormitory", "", home(func(d *Dwelling) { d.Kind = EmployerDormitory }), Policy{}, rule.Approved},
		{"8.2.b school's dormitory", "", home(func(d *Dwelling) { d.Kind = SchoolDormitory }), Policy{}, rule.Approved},
		{"8.2.b hotel or relative's flat", "", home(func(d *Dwelling) { d.Kind = OtherDwelling }), Policy{}, rule.Undetermined},
		{"8.2.b hotel, found covered", "", home(func(d *Dwelling) {
			d.Kind, d.Other = OtherDwelling, lawFound(GroundOtherDwelling, permit.Established)
		}), Policy{}, rule.Approved},
		{"8.2.b hotel, found not covered", "", home(func(d *Dwelling) {
			d.Kind, d.Other = OtherDwelling, lawFound(GroundOtherDwelling, permit.NotEstablished)
		}), Policy{}, rule.Refused},
		{"8.2.b lease starts on the day", "", term("2026-07-16", "2027-07-15"), Policy{}, rule.Approved},
		{"8.2.b lease starts the day after", "", term("2026-07-17", "2027-07-16"), Policy{}, rule.Refused},
		{"8.2.b lease ends on the day", "", term("2025-07-17", "2026-07-16"), Policy{}, rule.Approved},
		{"8.2.b lease ended the day before", "", term("2025-07-16", "2026-07-15"), Policy{}, rule.Refused},
		{"8.2.b in Sanhe", "", func(t *testing.T, a *Application) { a.Dwellings[0].Division = lawDivision(t, "131082") }, Policy{}, rule.Refused},
		{"8.2.b illegal structure", "", home(func(d *Dwelling) { d.LawfulTitle = permit.No }), Policy{}, rule.Refused},
		{"8.2.b title not known", "", home(func(d *Dwelling) { d.LawfulTitle = permit.FlagUnknown }), Policy{}, rule.Undetermined},
		{"A13 (b) a tenant", "", nil, Policy{Title: OwnedByApplicant}, rule.Refused},
		{"A13 (b) an owner", "", home(func(d *Dwelling) { d.Kind = Owned }), Policy{Title: OwnedByApplicant}, rule.Approved},
		{"A13 (c) room in an unlicensed basement", "", home(func(d *Dwelling) { d.LawfulTitle = permit.No }), Policy{Title: AnyRentedRoom}, rule.Approved},
		{"A14 (a) three years old, mother's lease", "", child(permit.Parent, "2023-05-01"), Policy{}, rule.Approved},
		{"A14 (b) three years old, mother's lease", "", child(permit.Parent, "2023-05-01"), Policy{Holder: ApplicantOnly}, rule.Refused},
		{"A14 (a) a minor, a guardian's lease", "", child(permit.Guardian, "2023-05-01"), Policy{}, rule.Approved},
		{"A14 (a) on the 18th birthday, mother's lease: still a minor", "", child(permit.Parent, "2008-07-16"), Policy{}, rule.Approved},
		{"A14 (a) the day after the 18th birthday, mother's lease", "2026-07-17", child(permit.Parent, "2008-07-16"), Policy{}, rule.Undetermined},
		{"A05 (b) on the 18th birthday, mother's lease", "", child(permit.Parent, "2008-07-16"), Policy{Age: civil.OnLastDay}, rule.Undetermined},
		{"A14 (a) spouse's lease", "", holder(permit.Spouse), Policy{}, rule.Approved},
		{"A14 (b) spouse's lease", "", holder(permit.Spouse), Policy{Holder: ApplicantOnly}, rule.Refused},
		{"A14 (a) adult in a friend's flat", "", holder(permit.Friend), Policy{}, rule.Undetermined},
		{"A14 (a) friend's flat, by finding", "", home(func(d *Dwelling) {
			d.Holder, d.OtherHolder = permit.Friend, lawFound(GroundOtherHolder, permit.Established)
		}), Policy{}, rule.Approved},
		{"A14 (a) friend's flat, finding against", "", home(func(d *Dwelling) {
			d.Holder, d.OtherHolder = permit.Friend, lawFound(GroundOtherHolder, permit.NotEstablished)
		}), Policy{}, rule.Refused},
		{"A14 (c) adult in a friend's flat", "", holder(permit.Friend), Policy{Holder: AnyoneIfLivingThere}, rule.Approved},
		{"A14 (c) not living there", "", home(func(d *Dwelling) { d.Holder, d.LivesThere = permit.Friend, permit.No }), Policy{Holder: AnyoneIfLivingThere}, rule.Refused},
		{"A15 (a) lease signed yesterday", "", term("2026-07-15", "2027-07-14"), Policy{}, rule.Approved},
		{"A15 (b) lease signed yesterday", "", term("2026-07-15", "2027-07-14"), Policy{Lasting: MustStillLast}, rule.Approved},
		{"A15 (c) lease signed yesterday", "", term("2026-07-15", "2027-07-14"), Policy{Lasting: MustHaveLasted}, rule.Refused},
		{"A15 (b) lease ends on the day", "", term("2025-07-17", "2026-07-16"), Policy{Lasting: MustStillLast}, rule.Refused},
		{"A15 (b) six months to run", "", term("2025-07-17", "2027-01-16"), Policy{Lasting: MustStillLast}, rule.Approved},
		{"A15 (b) two days less than six months", "", term("2025-07-17", "2027-01-14"), Policy{Lasting: MustStillLast}, rule.Refused},
		{"A15 (c) lasted six months", "", term("2026-01-15", "2027-01-14"), Policy{Lasting: MustHaveLasted}, rule.Approved},
		{"A15 (c) lasted a day less", "", term("2026-01-17", "2027-01-14"), Policy{Lasting: MustHaveLasted}, rule.Refused},
		{"A15 (b) end not recorded", "", term("2025-07-17", ""), Policy{Lasting: MustStillLast}, rule.Undetermined},
		{"A15 (b) no end", "", home(func(d *Dwelling) { d.Term = permit.Term{From: civil.MustParse("2025-07-17"), LongTerm: true} }), Policy{Lasting: MustStillLast}, rule.Approved},
		{"A15 (c) start not recorded", "", term("", "2027-07-17"), Policy{Lasting: MustHaveLasted}, rule.Undetermined},
		{"8.2.b end not recorded", "", term("2025-07-17", ""), Policy{}, rule.Undetermined},
		{"5.2 rejected with a reason", "", home(func(d *Dwelling) { d.Review.Outcome, d.Review.Reason = Rejected, "房屋权属不明" }), Policy{}, rule.Refused},
		{"5.2 not reviewed", "", home(func(d *Dwelling) { d.Review = Review{} }), Policy{}, rule.Undetermined},
	})
	t.Run("8.2.b what is unknown of several dwellings", func(t *testing.T) {
		t.Parallel()
		good, open, bad := lawLease(t), lawLease(t), lawLease(t)
		open.LawfulTitle, bad.LawfulTitle = permit.FlagUnknown, permit.No
		for _, c := range []struct {
			dwellings []Dwelling
			want      rule.Outcome
		}{
			{[]Dwelling{open, good}, rule.Approved}, {[]Dwelling{good, open}, rule.Approved}, {[]Dwelling{bad, open}, rule.Undetermined},
			{[]Dwelling{open, bad}, rule.Undetermined}, {[]Dwelling{bad, bad}, rule.Refused}, {[]Dwelling{bad, open, good}, rule.Approved},
		} {
			a := lawApplication(t)
			a.Dwellings = c.dwellings
			assert.Equal(t, c.want, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
		}
	})
	t.Run("8.2.b one good dwelling among several", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		sanhe, ended := lawLease(t), lawLease(t)
		sanhe.Division, ended.Term.Until = lawDivision(t, "131082"), lawDay(t, "2026-07-15")
		a.Dwellings = []Dwelling{sanhe, ended}
		assert.Equal(t, rule.Refused, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
		a.Dwellings = append(a.Dwellings, lawLease(t))
		assert.Equal(t, rule.Approved, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
}

func TestClausesStudy(t *testing.T) {
	t.Parallel()
	school := func(change func(*Study)) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { change(&a.Studies[0]) }
	}
	kind := func(k SchoolKind) func(*testing.T, *Application) { return school(func(s *Study) { s.School = k }) }
	lawRun(t, lawStudent, Decide, []lawCase{
		{"8.2.c primary", "", kind(PrimarySchool), Policy{}, rule.Approved},
		{"8.2.c secondary", "", kind(SecondarySchool), Policy{}, rule.Approved},
		{"8.2.c secondary vocational", "", kind(SecondaryVocational), Policy{}, rule.Approved},
		{"8.2.c regular higher", "", kind(RegularHigher), Policy{}, rule.Approved},
		{"8.2.c kindergarten", "", kind(Kindergarten), Policy{}, rule.Refused},
		{"8.2.c adult education", "", kind(AdultEducation), Policy{}, rule.Refused},
		{"A16 research institute", "", kind(ResearchInstitute), Policy{}, rule.Refused},
		{"8.2.c the list is closed", "", kind(OtherSchool), Policy{}, rule.Refused},
		{"8.2.c kind not known", "", kind(SchoolUnknown), Policy{}, rule.Undetermined},
		{"8.2.c part-time", "", school(func(s *Study) { s.FullTime = permit.No }), Policy{}, rule.Refused},
		{"8.2.c without student status", "", school(func(s *Study) { s.Xueji = permit.No }), Policy{}, rule.Refused},
		{"8.2.c student status not known", "", school(func(s *Study) { s.Xueji = permit.FlagUnknown }), Policy{}, rule.Undetermined},
		{"A16 on approved leave", "", school(func(s *Study) { s.Attendance = OnLeave }), Policy{}, rule.Refused},
		{"8.2.c not attending", "", school(func(s *Study) { s.Attendance = NotAttending }), Policy{}, rule.Refused},
		{"8.2.c last day of the studies", "", school(func(s *Study) { s.Term.Until = civil.MustParse("2026-07-16") }), Policy{}, rule.Approved},
		{"8.2.c day after graduation", "", school(func(s *Study) { s.Term.Until = civil.MustParse("2026-07-15") }), Policy{}, rule.Refused},
		{"A16 enrolled yesterday", "2026-09-02", school(func(s *Study) { s.Term.From = civil.MustParse("2026-09-01") }), Policy{}, rule.Approved},
		{"A16 enrolled today", "2026-09-01", school(func(s *Study) { s.Term.From = civil.MustParse("2026-09-01") }), Policy{}, rule.Approved},
		{"8.2.c enrolled from tomorrow", "2026-08-31", school(func(s *Study) { s.Term.From = civil.MustParse("2026-09-01") }), Policy{}, rule.Refused},
		{"8.2.c school in Tianjin", "", func(t *testing.T, a *Application) { a.Studies[0].Division = lawDivision(t, "120101") }, Policy{}, rule.Refused},
		{"5.2 not reviewed", "", school(func(s *Study) { s.Review = Review{} }), Policy{}, rule.Undetermined},
	})
}

func TestClausesTwoSchools(t *testing.T) {
	t.Parallel()
	good, open, bad := lawSchool(t), lawSchool(t), lawSchool(t)
	open.Xueji, bad.School = permit.FlagUnknown, Kindergarten
	for _, c := range []struct {
		studies []Study
		want    rule.Outcome
	}{
		{[]Study{bad, good}, rule.Approved}, {[]Study{good, bad}, rule.Approved}, {[]Study{bad, open}, rule.Undetermined},
		{[]Study{open, bad}, rule.Undetermined}, {[]Study{bad, bad}, rule.Refused}, {[]Study{open, good}, rule.Approved},
	} {
		a := lawStudent(t)
		a.Studies = c.studies
		assert.Equal(t, c.want, Decide(a, lawDay(t, "2026-07-16"), nil).Outcome(), "8.2.c")
	}
}

// What is unknown is neither yes nor no: an application with facts left out is
// never judged the opposite way of the same application with them (8.1).
func TestClausesUnknownNeverDecides(t *testing.T) {
	t.Parallel()
	on := lawDay(t, "2026-07-16")
	for name, base := range map[string]func(*testing.T) *Application{"dwelling": lawApplication, "employment": lawEmployed, "study": lawStudent} {
		for fact, forget := range map[string]func(*Application){
			"nationality":   func(a *Application) { a.Applicant.Nationality = permit.NationalityUnknown },
			"household":     func(a *Application) { a.Applicant.Household = permit.Household{} },
			"residence":     func(a *Application) { a.ResidesInBeijing = permit.FlagUnknown },
			"registrations": func(a *Application) { a.Registrations = nil },
			"first day":     func(a *Application) { a.Registrations[0].First = civil.Date{} },
			"the ground":    func(a *Application) { a.Dwellings, a.Employments, a.Studies = nil, nil, nil },
			"reviews": func(a *Application) {
				for i := range a.Dwellings {
					a.Dwellings[i].Review = Review{}
				}
				for i := range a.Employments {
					a.Employments[i].Review = Review{}
				}
				for i := range a.Studies {
					a.Studies[i].Review = Review{}
				}
			},
		} {
			a := base(t)
			forget(a)
			d := Decide(a, on, nil)
			assert.Equal(t, rule.Undetermined, d.Outcome(), "%s without %s: %v", name, fact, d)
			assert.NotEmpty(t, d.Questions(), "%s without %s", name, fact)
		}
	}
}

func TestClausesMaterials(t *testing.T) {
	t.Parallel()
	doc := func(k permit.DocumentKind) func(*testing.T, *Application) {
		return func(_ *testing.T, a *Application) { a.Materials.Identity.Kind = k }
	}
	until := func(s string) func(*testing.T, *Application) {
		return func(t *testing.T, a *Application) { a.Materials.Identity.Term.Until = lawDay(t, s) }
	}
	lawRun(t, lawApplication, Materials, []lawCase{
		{"9.1 complete; dwelling only needs no employment proof", "", nil, Policy{}, rule.Approved},
		{"9.1 card valid to the day", "", until("2026-07-16"), Policy{}, rule.Approved},
		{"9.1 card valid from tomorrow", "", func(t *testing.T, a *Application) { a.Materials.Identity.Term.From = lawDay(t, "2026-07-17") }, Policy{}, rule.Refused},
		{"9.1 end of the card not recorded", "", func(_ *testing.T, a *Application) { a.Materials.Identity.Term = permit.Term{} }, Policy{}, rule.Undetermined},
		{"9.1 photo not recorded", "", func(_ *testing.T, a *Application) { a.Materials.PhotoSubmitted = permit.FlagUnknown }, Policy{}, rule.Undetermined},
		{"9.1 card expired yesterday", "", until("2026-07-15"), Policy{}, rule.Refused},
		{"A19 long-term card", "", func(_ *testing.T, a *Application) {
			a.Materials.Identity.Term = permit.Term{From: civil.MustParse("2016-07-17"), LongTerm: true}
		}, Policy{}, rule.Approved},
		{"9.1 temporary card in term", "", func(t *testing.T, a *Application) {
			a.Materials.Identity.Kind, a.Materials.Identity.Term = permit.TemporaryIDCard, lawTerm(t, "2026-06-01", "2026-08-31")
		}, Policy{}, rule.Approved},
		{"9.1 passport", "", doc(permit.Passport), Policy{}, rule.Undetermined},
		{"A19 household booklet", "", doc(permit.HouseholdBooklet), Policy{}, rule.Undetermined},
		{"A19 military ID", "", doc(permit.MilitaryID), Policy{}, rule.Undetermined},
		{"9.1 passport, found lawful and valid", "", func(_ *testing.T, a *Application) {
			a.Materials.Identity.Kind = permit.Passport
			a.Materials.OtherIdentity = lawFound(GroundIdentityDocument, permit.Established)
		}, Policy{}, rule.Approved},
		{"9.1 no document shown", "", func(_ *testing.T, a *Application) {
			a.Materials.Identity, a.Materials.IdentityShown = permit.Document{}, permit.No
		}, Policy{}, rule.Refused},
		{"9.1 somebody else's card", "", func(t *testing.T, a *Application) {
			a.Materials.Identity.Holder, a.Materials.Identity.HolderNumber = lawName(t, "测试丙"), lawID(t, "13010019910601000")
		}, Policy{}, rule.Refused},
		{"9.1 photo missing", "", func(_ *testing.T, a *Application) {
			a.Materials.Photo, a.Materials.PhotoSubmitted = permit.Photo{}, permit.No
		}, Policy{}, rule.Refused},
		{"9.1 photo not recent", "", func(_ *testing.T, a *Application) { a.Materials.Photo.Recent = permit.No }, Policy{}, rule.Refused},
		{"9.1 address proof always", "", func(_ *testing.T, a *Application) { a.Materials.AddressProof = Proof{Submitted: permit.No} }, Policy{}, rule.Refused},
		{"9.1 address proof not recorded", "", func(_ *testing.T, a *Application) { a.Materials.AddressProof = Proof{} }, Policy{}, rule.Undetermined},
		{"9.1 employment relied on, no proof", "", func(_ *testing.T, a *Application) {
			a.Claims, a.Materials.EmploymentProof = ClaimEmployment, Proof{Submitted: permit.No}
		}, Policy{}, rule.Refused},
		{"9.1 employment relied on, with proof", "", func(t *testing.T, a *Application) {
			a.Claims, a.Materials.EmploymentProof = ClaimEmployment, Proof{Submitted: permit.Yes, Issuer: lawName(t, "测试公司")}
		}, Policy{}, rule.Approved},
		{"9.1 study relied on, no proof", "", func(_ *testing.T, a *Application) {
			a.Claims, a.Materials.StudyProof = ClaimStudy|ClaimDwelling, Proof{Submitted: permit.No}
		}, Policy{}, rule.Refused},
	})
	t.Run("9.2 a proof without issuer is not complete", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		a.Materials.AddressProof.Issuer = permit.Name{}
		assert.NotEqual(t, rule.Approved, Materials(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
	t.Run("9.1 everything missing is listed at once", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		no := Proof{Submitted: permit.No}
		a.Claims = ClaimEmployment | ClaimStudy
		a.Materials = Papers{IdentityShown: permit.No, PhotoSubmitted: permit.No, AddressProof: no, EmploymentProof: no, StudyProof: no}
		d := Materials(a, lawDay(t, "2026-07-16"), nil)
		require.Equal(t, rule.Refused, d.Outcome())
		var codes []string
		for _, r := range d.Reasons() {
			codes = append(codes, r.Code)
		}
		assert.Subset(t, codes, []string{CodePhoto, CodeAddressPaper, CodeEmploymentPaper, CodeStudyPaper})
	})
	t.Run("10.1.c the principal's own document is needed too", func(t *testing.T) {
		t.Parallel()
		a := lawApplication(t)
		a.InPerson, a.Agent = permit.No, lawAgent(t, permit.Child)
		a.Materials.Identity, a.Materials.IdentityShown = permit.Document{}, permit.No
		assert.Equal(t, rule.Refused, Materials(a, lawDay(t, "2026-07-16"), nil).Outcome())
	})
}

// lawAgent shows a valid card of his or her own and holds an active permit.
func lawAgent(t *testing.T, r permit.Relation) *Agent {
	t.Helper()
	return &Agent{
		Relation: r, Guardian: permit.No, Permit: HeldActive, Household: permit.RegisteredAt(lawDivision(t, "130100")),
		LawfullyResident: permit.Yes, IdentityShown: permit.Yes, RelationProved: permit.No,
		Identity: permit.Document{
			Kind: permit.ResidentIDCard, Holder: lawName(t, "测试丁"), HolderNumber: lawID(t, "13010019850601000"),
			Term: lawTerm(t, "2016-07-17", "2036-07-16"),
		},
	}
}

func TestClausesAgency(t *testing.T) {
	t.Parallel()
	type change = func(t *testing.T, f *Filing)
	old := func(r permit.Relation, o permit.FindingOutcome) change {
		return func(t *testing.T, f *Filing) {
			f.Applicant.Born, f.Applicant.IDNumber = lawDay(t, "1940-06-01"), permit.IDNumber{}
			f.InPerson, f.Agent = permit.No, lawAgent(t, r)
			f.LimitedMobility = lawFound(GroundLimitedMobility, o)
		}
	}
	minor := func(born string, changes ...func(*Agent)) change {
		return func(t *testing.T, f *Filing) {
			f.Applicant.Born, f.Applicant.IDNumber = lawDay(t, born), permit.IDNumber{}
			f.InPerson, f.Agent = permit.No, lawAgent(t, permit.Parent)
			f.Agent.Guardian = permit.Yes
			f.LimitedMobility = lawFound(GroundLimitedMobility, permit.NotEstablished)
			for _, c := range changes {
				c(f.Agent)
			}
		}
	}
	disabled := func(born string, changes ...func(*Agent)) change {
		return func(t *testing.T, f *Filing) {
			minor(born, changes...)(t, f)
			f.LimitedMobility = lawFound(GroundLimitedMobility, permit.Established)
		}
	}
	alone := func(born string) change {
		return func(t *testing.T, f *Filing) {
			f.Applicant.Born, f.Applicant.IDNumber = lawDay(t, born), permit.IDNumber{}
		}
	}
	doing := func(p Procedure, c change) change {
		return func(t *testing.T, f *Filing) { c(t, f); f.Procedure = p }
	}
	held := func(h HeldPermit) func(*Agent) { return func(a *Agent) { a.Permit = h } }
	beijing := func(a *Agent) {
		a.Permit = NeverHeld
		a.Household = permit.RegisteredAt(permit.Haidian.Division())
	}
	agentID := func(c change, change func(*Agent)) change {
		return func(t *testing.T, f *Filing) { c(t, f); change(f.Agent) }
	}
	for _, c := range []struct {
		name, on string
		change   change
		policy   Policy
		want     rule.Outcome
	}{
		{"8.1 an adult in person", "", nil, Policy{}, rule.Approved},
		{"10.1.a bedridden, child", "", old(permit.Child, permit.Established), Policy{}, rule.Approved},
		{"10.1.a bedridden, spouse", "", old(permit.Spouse, permit.Established), Policy{}, rule.Approved},
		{"10.1.a bedridden, sibling", "", old(permit.Sibling, permit.Established), Policy{}, rule.Approved},
		{"10.1.a bedridden, grandchild", "", old(permit.Grandchild, permit.Established), Policy{}, rule.Approved},
		{"10.1.a bedridden, friend", "", old(permit.Friend, permit.Established), Policy{}, rule.Refused},
		{"10.1.a bedridden, landlord", "", old(permit.Landlord, permit.Established), Policy{}, rule.Refused},
		{"10.1.a bedridden, employer", "", old(permit.Employer, permit.Established), Policy{}, rule.Refused},
		{"10.1.a bedridden, daughter-in-law", "", old(permit.InLaw, permit.Established), Policy{}, rule.Refused},
		{"A22 bedridden, son-in-law", "", old(permit.InLaw, permit.Established), Policy{}, rule.Refused},
		{"10.1.a bedridden, a guardian who is no relative", "", agentID(old(permit.OtherRelation, permit.Established), func(a *Agent) { a.Guardian = permit.Yes }), Policy{}, rule.Approved},
		{"A22 agile 82-year-old", "", old(permit.Child, permit.NotEstablished), Policy{}, rule.Refused},
		{"A22 injured 30-year-old, no finding", "", func(t *testing.T, f *Filing) { f.InPerson, f.Agent = permit.No, lawAgent(t, permit.Sibling) }, Policy{}, rule.Undetermined},
		{"A22 injured 30-year-old, found", "", func(t *testing.T, f *Filing) {
			f.InPerson, f.Agent = permit.No, lawAgent(t, permit.Sibling)
			f.LimitedMobility = lawFound(GroundLimitedMobility, permit.Established)
		}, Policy{}, rule.Approved},
		{"10.1.b on the 16th birthday", "2026-03-15", minor("2010-03-15"), Policy{}, rule.Approved},
		{"10.1.b the day after the 16th birthday", "2026-03-16", minor("2010-03-15"), Policy{}, rule.Refused},
		{"A05 (b) on the 16th birthday", "2026-03-15", minor("2010-03-15"), Policy{Age: civil.OnLastDay}, rule.Refused},
		{"A05 (b) the day before the 16th birthday", "2026-03-14", minor("2010-03-15"), Policy{Age: civil.OnLastDay}, rule.Approved},
		{"A05 leap birth, 16 from 2024-03-01, the day before", "2024-02-29", minor("2008-02-29"), Policy{}, rule.Approved},
		{"A05 leap birth, 16 from 2024-03-01", "2024-03-01", minor("2008-02-29"), Policy{}, rule.Refused},
		{"10.1.b guardian's permit suspended", "", minor("2020-03-15", held(HeldSuspended)), Policy{}, rule.Refused},
		{"A21 (b) guardian's permit suspended", "", minor("2020-03-15", held(HeldSuspended)), Policy{GuardianPermit: ObtainedNotCancelled}, rule.Approved},
		{"A21 (b) guardian's permit cancelled", "", minor("2020-03-15", held(HeldCancelled)), Policy{GuardianPermit: ObtainedNotCancelled}, rule.Refused},
		{"10.1.b guardian's permit cancelled", "", minor("2020-03-15", held(HeldCancelled)), Policy{}, rule.Refused},
		{"10.1.b guardian's permit not known", "", minor("2020-03-15", held(HeldUnknown)), Policy{}, rule.Undetermined},
		{"10.1.b guardian with Beijing household", "", minor("2020-03-15", beijing), Policy{}, rule.Refused},
		{"A21 (c) guardian with Beijing household", "", minor("2020-03-15", beijing), Policy{GuardianPermit: AnyResidentGuardian}, rule.Approved},
		{"A21 field: guardian's household suffices", "", minor("2020-03-15", beijing), Policy{GuardianHukouSuffices: true}, rule.Approved},
		{"A21 field: only for Beijing households", "", minor("2020-03-15", held(NeverHeld)), Policy{GuardianHukouSuffices: true}, rule.Refused},
		{"10.1.b grandmother who is no guardian", "", minor("2020-03-15", func(a *Agent) { a.Relation, a.Guardian = permit.Grandparent, permit.No }), Policy{}, rule.Refused},
		{"10.1.b grandmother who is the guardian", "", minor("2020-03-15", func(a *Agent) { a.Relation = permit.Grandparent }), Policy{}, rule.Approved},
		{"A20 (a) 15 years old, alone", "", alone("2011-03-15"), Policy{}, rule.Approved},
		{"A20 (b) 15 years old, alone", "", alone("2011-03-15"), Policy{Children: CompulsoryUnderSixteen}, rule.Refused},
		{"A20 (b) 16 years old, alone", "", alone("2010-03-15"), Policy{Children: CompulsoryUnderSixteen}, rule.Approved},
		{"A20 7 years old, alone", "", alone("2019-03-15"), Policy{}, rule.Refused},
		{"A20 on the 8th birthday, alone: still 7", "", alone("2018-07-16"), Policy{}, rule.Refused},
		{"A20 the day after the 8th birthday, alone", "", alone("2018-07-15"), Policy{}, rule.Approved},
		{"10.1.c agent's card expired yesterday", "", agentID(minor("2020-03-15"), func(a *Agent) { a.Identity.Term.Until = civil.MustParse("2026-07-15") }), Policy{}, rule.Refused},
		{"10.1.c agent's card valid to the day", "", agentID(minor("2020-03-15"), func(a *Agent) { a.Identity.Term.Until = civil.MustParse("2026-07-16") }), Policy{}, rule.Approved},
		{"10.1.c agent showed nothing", "", agentID(minor("2020-03-15"), func(a *Agent) { a.Identity, a.IdentityShown = permit.Document{}, permit.No }), Policy{}, rule.Refused},
		{"10.1.c agent's document not recorded", "", agentID(minor("2020-03-15"), func(a *Agent) { a.Identity, a.IdentityShown = permit.Document{}, permit.FlagUnknown }), Policy{}, rule.Undetermined},
		{"A24 no proof of the relationship", "", minor("2020-03-15"), Policy{}, rule.Approved},
		{"A24 no proof of the relationship, required", "", minor("2020-03-15"), Policy{RequireRelationProof: true}, rule.Refused},
		{"A24 proof of the relationship, required", "", minor("2020-03-15", func(a *Agent) { a.RelationProved = permit.Yes }), Policy{RequireRelationProof: true}, rule.Approved},
		{"A23 (a) daughter endorses for bedridden father", "", doing(Endorsing, old(permit.Child, permit.Established)), Policy{}, rule.Approved},
		{"A23 (b) daughter endorses for bedridden father", "", doing(Endorsing, old(permit.Child, permit.Established)), Policy{AgentFor: FirstApplicationOnly}, rule.Refused},
		{"A23 (b) daughter applies for bedridden father", "", old(permit.Child, permit.Established), Policy{AgentFor: FirstApplicationOnly}, rule.Approved},
		{"A23 (b) guardian endorses for a minor", "", doing(Endorsing, minor("2020-03-15")), Policy{AgentFor: FirstApplicationOnly}, rule.Approved},
		{"A47 guardian endorses at 16", "2027-01-05", doing(Endorsing, minor("2010-03-15")), Policy{}, rule.Refused},
		{"A47 the holder does", "2027-01-05", doing(Endorsing, alone("2010-03-15")), Policy{}, rule.Approved},
		{"A47 guardian reports a move on the birthday", "2026-03-15", doing(ChangingAddress, minor("2010-03-15")), Policy{}, rule.Approved},
		{"A47 guardian reports a move the day after", "2026-03-16", doing(ChangingAddress, minor("2010-03-15")), Policy{}, rule.Refused},
		{"10.1 birth not known", "", minor(""), Policy{}, rule.Undetermined},
		{"10.1.b a parent is the guardian by law", "", minor("2020-03-15", func(a *Agent) { a.Guardian = permit.FlagUnknown }), Policy{}, rule.Approved},
		{"10.1.b a parent who lost guardianship", "", minor("2020-03-15", func(a *Agent) { a.Guardian = permit.No }), Policy{}, rule.Refused},
		{"10.1.a for a disabled child: a grandmother who is no guardian and has no permit", "", disabled("2014-03-15", func(a *Agent) {
			a.Relation, a.Guardian, a.Permit = permit.Grandparent, permit.No, NeverHeld
		}), Policy{}, rule.Approved},
		{"10.1.a for a disabled child: a guardian whose permit is suspended", "", disabled("2014-03-15", held(HeldSuspended)), Policy{}, rule.Approved},
		{"10.1.a for a disabled 17-year-old", "", disabled("2009-03-15"), Policy{}, rule.Approved},
		{"10.1.b an uncle", "", minor("2020-03-15", func(a *Agent) { a.Relation, a.Guardian = permit.OtherRelative, permit.No }), Policy{}, rule.Refused},
		{"A20 ChannelAtAnyAge, 7 years old, alone", "", alone("2019-03-15"), Policy{Children: ChannelAtAnyAge}, rule.Approved},
		{"A05 (b) on the 8th birthday, alone", "", alone("2018-07-16"), Policy{Age: civil.OnLastDay}, rule.Approved},
		{"10.1 nobody knows who came", "", func(_ *testing.T, f *Filing) { f.InPerson = permit.FlagUnknown }, Policy{}, rule.Undetermined},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := lawApplication(t).Filing
			if c.change != nil {
				c.change(t, &f)
			}
			on := lawDay(t, "2026-07-16")
			if c.on != "" {
				on = lawDay(t, c.on)
			}
			d := Agency(&f, on, &c.policy)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
		})
	}
	t.Run("A21 a mixed family has its own reason", func(t *testing.T) {
		t.Parallel()
		f := lawApplication(t).Filing
		minor("2020-03-15", beijing)(t, &f)
		assert.Equal(t, rule.Unmet, Agency(&f, lawDay(t, "2026-07-16"), nil).Truth(CodeGuardianHasPermit))
	})
	t.Run("A20 the child must meet 8.1", func(t *testing.T) {
		t.Parallel()
		for children, want := range map[Children]rule.Outcome{ChannelOnly: rule.Refused, CompulsoryUnderSixteen: rule.Refused, GuardianPermitSuffices: rule.Approved} {
			a := lawApplication(t)
			minor("2022-03-15")(t, &a.Filing)
			a.Registrations[0].First = lawDay(t, "2026-05-16")
			d := Decide(a, lawDay(t, "2026-07-16"), &Policy{Children: children})
			assert.Equal(t, want, d.Outcome(), "A20 %d: %v", children, d)
		}
	})
}

func TestClausesVenue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		office permit.Office
		want   rule.Outcome
	}{
		{"8.1 police station of the place", permit.Office{ID: "o", Kind: permit.PoliceStation, District: permit.Haidian}, rule.Approved},
		{"8.1 entrusted agency of the place", permit.Office{ID: "o", Kind: permit.EntrustedAgency, District: permit.Haidian}, rule.Approved},
		{"A18 lives in Haidian, applies in Chaoyang", permit.Office{ID: "o", Kind: permit.PoliceStation, District: permit.Chaoyang}, rule.Refused},
		{"8.1 another department", permit.Office{ID: "o", Kind: permit.HumanResources, District: permit.Haidian}, rule.Refused},
		{"8.1 office not known", permit.Office{}, rule.Undetermined},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := lawApplication(t)
			a.Office = c.office
			on := lawDay(t, "2026-07-16")
			// 12.1, 13.1 and 14.2.b name the same two bodies as 8.1 does, each
			// for its own procedure.
			for p, clause := range map[Procedure]string{
				Applying: "8.1", Reissuing: "12.1", Exchanging: "12.1", ChangingAddress: "13.1", Endorsing: "14.2.b",
			} {
				a.Procedure = p
				d := Venue(&a.Filing, on, nil)
				assert.Equal(t, c.want, d.Outcome(), clause)
				for _, r := range d.Results() {
					assert.Equal(t, clause, r.Cite.String(), p)
				}
			}
			a.Procedure = Applying
			assert.Equal(t, rule.Approved, Decide(a, on, nil).Outcome(), "A18: the venue is no part of eligibility")
		})
	}
}

func TestClausesAssess(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*testing.T, *Application)
		want   Next
	}{
		{"11.1 eligible and complete: issue", nil, NextApprove},
		{"11.2 not eligible: refuse with reasons", func(t *testing.T, a *Application) { a.Registrations[0].First = lawDay(t, "2026-01-16") }, NextRefuse},
		{"9.1 a paper is missing", func(_ *testing.T, a *Application) { a.Materials.AddressProof = Proof{Submitted: permit.No} }, NextAskForPapers},
		{"5.2 only the review is missing", func(_ *testing.T, a *Application) { a.Dwellings[0].Review = Review{} }, NextAwaitReview},
		{"A18 wrong office", func(_ *testing.T, a *Application) { a.Office.District = permit.Chaoyang }, NextOtherOffice},
		{"10.1 this person may not act", func(t *testing.T, a *Application) {
			a.InPerson, a.Agent = permit.No, lawAgent(t, permit.Friend)
			a.LimitedMobility = lawFound(GroundLimitedMobility, permit.NotEstablished)
		}, NextOtherAgent},
		{"2.1 the household is not known", func(_ *testing.T, a *Application) { a.Applicant.Household = permit.Household{} }, NextAskForFacts},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := lawApplication(t)
			if c.change != nil {
				c.change(t, a)
			}
			assert.Equal(t, c.want, Assess(a, lawDay(t, "2026-07-20"), nil).Next)
		})
	}
}

func TestClausesRefusal(t *testing.T) {
	t.Parallel()
	notice := func(t *testing.T) Notice {
		t.Helper()
		a := lawApplication(t)
		a.Dwellings[0].Review = Review{
			Outcome: Rejected, Reason: "房屋权属不明", By: permit.Office{ID: "dep-2", Kind: permit.Housing}, On: lawDay(t, "2026-07-16"),
		}
		return Notice{
			Decision:   Decide(a, lawDay(t, "2026-07-16"), nil),
			Reviewer:   permit.Office{ID: "dep-2", Kind: permit.Housing},
			Rejections: Rejections(a, nil),
			Notifier: permit.Actor{
				Kind: permit.PublicSecurityOfficer, ID: "officer-1",
				Office: permit.Office{ID: "ps-1", Kind: permit.PoliceStation, District: permit.Haidian},
			},
			DecidedOn: lawDay(t, "2026-07-18"), NotifiedOn: lawDay(t, "2026-07-20"),
		}
	}
	t.Run("11.2 whole", func(t *testing.T) {
		t.Parallel()
		r, err := Refuse(notice(t))
		require.NoError(t, err)
		assert.NotEmpty(t, r.Reasons())
	})
	for name, spoil := range map[string]func(*testing.T, *Notice){
		"11.2 no reasons": func(t *testing.T, n *Notice) {
			n.Decision = Decide(lawApplication(t), lawDay(t, "2026-07-16"), nil)
		},
		"11.2 not yet decided": func(t *testing.T, n *Notice) {
			a := lawApplication(t)
			a.Registrations = nil
			n.Decision = Decide(a, lawDay(t, "2026-07-16"), nil)
		},
		"11.2 no decision":                func(_ *testing.T, n *Notice) { n.Decision = rule.Decision{} },
		"11.2 no department":              func(_ *testing.T, n *Notice) { n.Reviewer = permit.Office{} },
		"11.2 no notifier":                func(_ *testing.T, n *Notice) { n.Notifier = permit.Actor{} },
		"11.2 no day":                     func(_ *testing.T, n *Notice) { n.NotifiedOn = civil.Date{} },
		"11.2 told before it was decided": func(t *testing.T, n *Notice) { n.NotifiedOn = lawDay(t, "2026-07-17") },
		"11.2 decided on no day":          func(_ *testing.T, n *Notice) { n.DecidedOn = civil.Date{} },
		"11.2 decided before the proof was rejected": func(t *testing.T, n *Notice) {
			n.Rejections[0].On = lawDay(t, "2026-07-19")
		},
		"11.2 a department that rejected nothing": func(_ *testing.T, n *Notice) {
			n.Reviewer = permit.Office{ID: "dep-3", Kind: permit.Health}
		},
		"A75 told by an agency": func(_ *testing.T, n *Notice) {
			n.Notifier = permit.Actor{Kind: permit.AgencyClerk, ID: "clerk-1", Office: permit.Office{ID: "ag-1", Kind: permit.EntrustedAgency}}
		},
		"A75 told by the department": func(_ *testing.T, n *Notice) {
			n.Notifier = permit.Actor{Kind: permit.DepartmentReviewer, ID: "r-1", Office: permit.Office{ID: "dep-2", Kind: permit.Housing}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := notice(t)
			spoil(t, &n)
			_, err := Refuse(n)
			require.ErrorIs(t, err, ErrRefusal)
			d := CheckNotice(&n)
			assert.Equal(t, rule.Refused, d.Outcome())
		})
	}
}

// 11.2: no notice at all is a notice that lacks everything, and no application
// has no rejected proofs.
func TestClausesRefusalOfNothing(t *testing.T) {
	missing := CheckNotice(nil)
	assert.Equal(t, rule.Refused, missing.Outcome())
	assert.Len(t, missing.Reasons(), 5)
	assert.Empty(t, Rejections(nil, nil))
}
