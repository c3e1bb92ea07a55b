package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Clause 8.2.c with reading A16.
func TestStudy(t *testing.T) {
	type change = func(*eligibility.Study)
	school := func(k eligibility.SchoolKind) change { return func(s *eligibility.Study) { s.School = k } }
	for name, c := range map[string]struct {
		change change
		want   rule.Outcome
	}{
		"university":                {school(eligibility.RegularHigher), yes},
		"primary school":            {school(eligibility.PrimarySchool), yes},
		"secondary school":          {school(eligibility.SecondarySchool), yes},
		"secondary vocational":      {school(eligibility.SecondaryVocational), yes},
		"kindergarten":              {school(eligibility.Kindergarten), no},
		"adult education":           {school(eligibility.AdultEducation), no},
		"CAS institute, doctoral":   {school(eligibility.ResearchInstitute), no},
		"another school":            {school(eligibility.OtherSchool), no},
		"school not recorded":       {school(eligibility.SchoolUnknown), open},
		"part-time":                 {func(s *eligibility.Study) { s.FullTime = permit.No }, no},
		"not recorded if full-time": {func(s *eligibility.Study) { s.FullTime = permit.FlagUnknown }, open},
		"school in Hebei":           {func(s *eligibility.Study) { s.Division = sanhe }, no},
		"attending without 学籍":      {func(s *eligibility.Study) { s.Xueji = permit.No }, no},
		"学籍 not recorded":           {func(s *eligibility.Study) { s.Xueji = permit.FlagUnknown }, open},
		"学籍 kept, on leave":         {func(s *eligibility.Study) { s.Attendance = eligibility.OnLeave }, no},
		"not attending":             {func(s *eligibility.Study) { s.Attendance = eligibility.NotAttending }, no},
		"attendance not recorded":   {func(s *eligibility.Study) { s.Attendance = eligibility.AttendanceUnknown }, open},
		"enrolled the day before":   {func(s *eligibility.Study) { s.Term = term("2026-07-15", "2029-07-10") }, yes},
		"enrolled on the day":       {func(s *eligibility.Study) { s.Term = term(july16, "2029-07-10") }, yes},
		"enrols the day after":      {func(s *eligibility.Study) { s.Term = term("2026-07-17", "2029-07-10") }, no},
		"graduates on the day":      {func(s *eligibility.Study) { s.Term = term("2022-09-01", july16) }, yes},
		"day after graduation":      {func(s *eligibility.Study) { s.Term = term("2022-09-01", "2026-07-15") }, no},
		"not reviewed":              {func(s *eligibility.Study) { s.Review = eligibility.Review{} }, open},
		"reviewed by housing":       {func(s *eligibility.Study) { s.Review = accepted(permit.Housing) }, open},
		"rejected by education":     {func(s *eligibility.Study) { s.Review = rejected(permit.Education) }, no},
	} {
		t.Run(name, func(t *testing.T) {
			a := student()
			c.change(&a.Studies[0])
			judge(t, a, judged{july16, eligibility.Policy{}, c.want})
		})
	}
	// No minimum length: enrolled 1 September, applies on the 2nd.
	a := student()
	a.Studies[0].Term = term("2026-09-01", "2030-07-10")
	judge(t, a, judged{"2026-08-31", eligibility.Policy{}, no}, judged{"2026-09-01", eligibility.Policy{}, yes}, judged{"2026-09-02", eligibility.Policy{}, yes})
	require.Equal(t, day("2026-09-01"), eligibility.Decide(a, day("2026-08-31"), nil).Remedies()[0].Earliest)
	a.Studies[0].Attendance = eligibility.OnLeave
	require.True(t, eligibility.Decide(a, day("2026-08-31"), nil).Remedies()[0].Earliest.IsZero())
	// Of several enrolments only the one that will do is waited for: not the one
	// that is over, nor one from which the pupil will be on leave.
	over, leave, next := enrolment(), enrolment(), enrolment()
	over.Term, leave.Term, next.Term = term("2025-09-01", july16), term("2026-08-20", "2029-07-10"), term("2026-09-01", "2030-07-10")
	leave.Attendance = eligibility.OnLeave
	a.Studies = []eligibility.Study{over, leave, next}
	require.Equal(t, day("2026-09-01"), eligibility.Decide(a, day("2026-07-17"), nil).Remedies()[0].Earliest)
	// Of two enrolments the better one is judged.
	a = student()
	onLeave := enrolment()
	onLeave.Attendance = eligibility.OnLeave
	a.Studies = []eligibility.Study{onLeave, enrolment()}
	judge(t, a, judged{july16, eligibility.Policy{}, yes})
	// One condition is enough, each by itself; none is not.
	judge(t, from("2025-01-01"), judged{july16, eligibility.Policy{}, no})
	d := eligibility.Decide(from("2025-01-01"), day(july16), nil)
	require.Equal(t, []string{eligibility.CodeEmploymentStated, eligibility.CodeDwellingStated, eligibility.CodeStudyStated}, codes(d.Reasons()))
	// Three ways out, or six, as there are four bases of employment; waiting is none.
	require.Len(t, d.Remedies(), 6)
	for _, r := range d.Remedies() {
		require.True(t, r.Earliest.IsZero())
	}
}
