package eligibility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An assignment gives every code a place in Kleene's order: -1 unmet, 0
// unknown, 1 met. All is the least, any the greatest, not the negative.
type assignment map[string]int

func (as assignment) truth(code string) rule.Truth {
	return [...]rule.Truth{rule.Unmet, rule.Unknown, rule.Met}[as[code]+1]
}

func (as assignment) all(codes ...string) int {
	least := 1
	for _, c := range codes {
		least = min(least, as[c])
	}
	return least
}

func (as assignment) any(codes ...string) int {
	most := -1
	for _, c := range codes {
		most = max(most, as[c])
	}
	return most
}

var (
	scope = []string{
		eligibility.CodeChinese, eligibility.CodeHukouElsewhere, eligibility.CodeLivesInBeijing, eligibility.CodeOtherRegime,
		eligibility.CodeNotServing, eligibility.CodeRegistered, eligibility.CodeHalfYear,
	}
	work = []string{
		eligibility.CodeEmploymentStated, eligibility.CodeInsured, eligibility.CodeInsuranceReviewed,
		eligibility.CodeEmploymentInForce, eligibility.CodeEmploymentProof,
	}
	bases = []string{
		eligibility.CodeRecruited, eligibility.CodeHired, eligibility.CodeLicensed, eligibility.CodeOtherEmployment,
	}
	home = []string{
		eligibility.CodeDwellingStated, eligibility.CodeDwellingKind, eligibility.CodeDwellingInBeijing, eligibility.CodeLawfulTitle,
		eligibility.CodeDwellingInForce, eligibility.CodeDwellingHolder, eligibility.CodeDwellingProof,
	}
	school = []string{
		eligibility.CodeStudyStated, eligibility.CodeSchoolKind, eligibility.CodeFullTime, eligibility.CodeSchoolInBeijing,
		eligibility.CodeXueji, eligibility.CodeAttending, eligibility.CodeStudyProof,
	}
)

// eligible is article 8.1 in one line.
func eligible(as assignment) int {
	employment := min(as.all(work...), as.any(bases...))
	return min(as.all(scope...), max(employment, as.all(home...), as.all(school...)))
}

// agency is article 10 in one line.
func agency(as assignment) int {
	limited := as.all(eligibility.CodeLimitedMobility, eligibility.CodeGuardianOrRelative, eligibility.CodeAgentInProcedure)
	child := as.all(eligibility.CodeUnderSixteen, eligibility.CodeGuardian, eligibility.CodeGuardianHasPermit, eligibility.CodeGuardianPermitUsable)
	papers := as.all(eligibility.CodeAgentIdentity, eligibility.CodeRelationProved)
	return min(as[eligibility.CodePermitGoesOn], max(
		as.all(eligibility.CodeInPerson, eligibility.CodeMayActAlone),
		min(-as[eligibility.CodeInPerson], max(limited, child), papers)))
}

func form(t *testing.T, name string) *rule.Form {
	t.Helper()
	for _, f := range eligibility.Tables() {
		if f.Name() == name {
			return f
		}
	}
	t.Fatalf("no table %q", name)
	return nil
}

// exhaust tries every assignment of the codes, the rest staying as it is.
func exhaust(t *testing.T, f *rule.Form, want func(assignment) int, as assignment, codes ...string) {
	t.Helper()
	if len(codes) == 0 {
		d := f.Suppose(day(july16), as.truth)
		if got, want := d.Outcome(), [...]rule.Outcome{no, open, yes}[want(as)+1]; got != want {
			t.Fatalf("%v: %v, want %v", as, got, want)
		}
		return
	}
	for v := -1; v <= 1; v++ {
		as[codes[0]] = v
		exhaust(t, f, want, as, codes[1:]...)
	}
}

// with is an assignment in which the codes of the groups are met and all others
// unmet.
func with(groups ...[]string) assignment {
	as := assignment{}
	for _, g := range [][]string{scope, work, bases, home, school} {
		for _, c := range g {
			as[c] = -1
		}
	}
	for _, g := range groups {
		for _, c := range g {
			as[c] = 1
		}
	}
	return as
}

// The formula against an independent truth table: each group in full while the
// others are settled, all groups together at random.
func TestFormula(t *testing.T) {
	f := form(t, "eligibility")
	exhaust(t, f, eligible, with(home), scope...)
	exhaust(t, f, eligible, with(scope), append(append([]string{}, work...), bases...)...)
	exhaust(t, f, eligible, with(scope), home...)
	exhaust(t, f, eligible, with(scope), school...)
	r := rand.New(rand.NewPCG(3, 5))
	all := with()
	require.Len(t, all, f.Len())
	for range 20000 {
		for _, g := range [][]string{scope, work, bases, home, school} {
			odds := r.IntN(8) // often nearly all met, so that every limb decides at times
			for _, c := range g {
				all[c] = 1
				if r.IntN(8) < odds {
					all[c] = r.IntN(3) - 1
				}
			}
		}
		exhaust(t, f, eligible, all)
	}
}

func TestFormulaOfAgency(t *testing.T) {
	var codes []string
	f := form(t, "agency")
	for l := range f.Lines() {
		codes = append(codes, l.Code)
	}
	exhaust(t, f, agency, assignment{}, codes...)
}

// The papers, the venue and the notice ask for everything they list.
func TestFormulasOfAll(t *testing.T) {
	for _, name := range []string{"materials", "venue", "venue-new-card", "venue-address-change", "venue-endorsement", "refusal"} {
		var codes []string
		f := form(t, name)
		for l := range f.Lines() {
			codes = append(codes, l.Code)
		}
		exhaust(t, f, func(as assignment) int { return as.all(codes...) }, assignment{}, codes...)
	}
}
