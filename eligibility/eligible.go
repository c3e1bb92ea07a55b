package eligibility

import (
	"slices"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// eligible is article 8.1: in scope, registered for a full half-year, and one
// of three conditions.
var eligible = rule.MustTable(rule.Spec[Application, Policy, moment]{
	Name: "eligibility",
	Cite: law.MustCite("8.1"),
	Title: law.Bilingual{
		ZH: "是否符合《北京市居住证》申领条件",
		EN: "Whether the conditions for applying for the Beijing residence permit are met",
	},
	Conditions: slices.Concat(
		scopeConditions(),
		registrationConditions(),
		employmentConditions(),
		dwellingConditions(),
		studyConditions(),
	),
	Formula: rule.All(
		rule.Group("scope", law.MustCite("2.1"), rule.All(
			rule.Is(CodeChinese), rule.Is(CodeHukouElsewhere), rule.Is(CodeLivesInBeijing),
			rule.Is(CodeOtherRegime), rule.Is(CodeNotServing),
		)),
		rule.Group("half-year", law.MustCite("8.1"), rule.All(
			rule.Is(CodeRegistered), rule.Is(CodeHalfYear),
		)),
		rule.Any(
			rule.Group("employment", law.MustCite("8.2.a"), rule.All(
				rule.Is(CodeEmploymentStated),
				rule.Is(CodeInsured), rule.Is(CodeInsuranceReviewed),
				rule.Any(rule.Is(CodeRecruited), rule.Is(CodeHired), rule.Is(CodeLicensed), rule.Is(CodeOtherEmployment)),
				rule.Is(CodeEmploymentInForce), rule.Is(CodeEmploymentProof),
			)),
			rule.Group("dwelling", law.MustCite("8.2.b"), rule.All(
				rule.Is(CodeDwellingStated), rule.Is(CodeDwellingKind), rule.Is(CodeDwellingInBeijing), rule.Is(CodeLawfulTitle),
				rule.Is(CodeDwellingInForce), rule.Is(CodeDwellingHolder), rule.Is(CodeDwellingProof),
			)),
			rule.Group("study", law.MustCite("8.2.c"), rule.All(
				rule.Is(CodeStudyStated), rule.Is(CodeSchoolKind), rule.Is(CodeFullTime), rule.Is(CodeSchoolInBeijing),
				rule.Is(CodeXueji), rule.Is(CodeAttending), rule.Is(CodeStudyProof),
			)),
		),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// Decide judges whether the conditions for applying (articles 2, 5.2, 7, 8) are
// met on a day: approved if so, refused if not, undetermined if a fact is
// missing or a person has to find it. The day is the one on which they must
// hold (reading A17; see Assess). A nil policy chooses the default readings.
//
// Venue, agents and completeness of the papers are questions of their own. The
// decision refers to the application and the policy to render its texts; leave
// them unchanged while it is in use, or marshal it.
func Decide(a *Application, on civil.Date, p *Policy) rule.Decision {
	return eligible.Decide(a, on, p)
}

// A Day is the rule of article 8.1 made ready for one day and one policy.
type Day = rule.Day[Application, Policy, moment]

// On works out what depends on the day and the policy once, for judging many
// applications with Day.Decide.
func On(on civil.Date, p *Policy) Day { return eligible.On(on, p) }

// Tables are the tables of this package, without facts.
func Tables() []*rule.Form {
	return []*rule.Form{
		eligible.Form(), complete.Form(), represented.Form(),
		venueOfApplication.Form(), venueOfNewCard.Form(), venueOfMove.Form(), venueOfEndorsement.Form(),
		refusable.Form(),
	}
}
