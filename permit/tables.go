package permit

import "github.com/juzhuzheng/residence/permit/rule"

// Tables are the rule tables of this package, in the order of the articles.
func Tables() []*rule.Form {
	return []*rule.Form{
		issues.Form(),
		reissues.Form(),
		exchanges.Form(),
		addressChanges.Form(),
		verifications.Form(),
		acceptances.Form(),
		informationChecks.Form(),
		inspections.Form(),
		seizures.Form(),
		cancellations.Form(),
		confiscations.Form(),
	}
}
