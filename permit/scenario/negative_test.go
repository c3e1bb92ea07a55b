package scenario

import "testing"

// TestNegativeCases: what cannot be done can be written, and all ways say so with
// one word.
func TestNegativeCases(t *testing.T) {
	const (
		filed    = "apply\nexpect recorded\n"
		approved = filed + "review\nexpect approved\ndecide\nexpect approved\n"
		refused  = "set dwellings=none\n" + filed
		two      = "set ground=employment,dwelling\n" + filed + "review proof=employment outcome=rejected\nexpect recorded\nreview outcome=rejected\nexpect refused\n"
	)
	for script, want := range map[string]string{
		// Nothing is on record.
		"review": "error state", "decide": "error state", "issue": "error state", "endorse": "error state", "reissue": "error state",
		"exchange": "error state", "move": "error state", "report-lost": "error state", "found": "error state", "suspend": "error state",
		"check": "error state", "cancel ground=holder-died": "error state", "finding finding=established:conditions-lost": "error state",
		"state": "error state", "confiscate item=fraudulently-obtained": "error state", "report-lost by=holder": "error not-authorised",
		"set registrations=none\nend-registration": "error state", "set registrations=none\nreject-registration": "error state",
		"confiscate item=altered card=unknown": "approved recorded",
		// A registration (7.1, 7.2).
		"register address=131082": "error invalid", "on 1980-01-01\nregister": "error invalid", "person child born=2026-07-20\nregister child": "error invalid",
		"set idNumber=unknown materials.identity=unknown\nregister":                                              "error invalid",
		"reject-registration finding=not-established":                                                            "error invalid",
		"reject-registration finding=open":                                                                       "error invalid",
		"reject-registration finding=established:item-forged":                                                    "error invalid",
		"reject-registration finding=established:false-registration:entrusted-agency":                            "error invalid",
		"reject-registration finding.day=2026-07-20":                                                             "error invalid",
		"reject-registration\nexpect recorded\nreject-registration":                                              "error state",
		"set registrations=none\nregister\nexpect recorded\nend-registration\nexpect recorded\nend-registration": "error state",
		// A decision (11.2).
		refused + "decide notifiedOn=2026-07-17": "error invalid", refused + "decide notifiedOn=2026-07-15": "error incomplete-refusal",
		refused + "decide notifiedOn=unknown": "error incomplete-refusal",
		two + "decide":                        "error incomplete-refusal",
		two + "decide reviewer.kind=housing":  "refused recorded",
		filed + "on 2026-07-15\ndecide":       "error state", approved + "decide": "error state", approved + "review": "error state",
		// A review (5.2).
		filed + "on 2026-07-15\nreview": "error invalid", filed + "review other=established:item-forged": "error invalid",
		filed + "review office=education\nexpect error not-authorised\ndecide": "undetermined not-recorded",
		// Issue (11.1).
		filed + "issue": "error state", approved + "on 2026-07-15\nissue": "refused because 11.1 not-recorded",
		approved + "issue\nexpect approved\nissue": "error state",
	} {
		lines := "about 26.1.c yes\non 2026-07-16\n" + script + "\nexpect " + want + "\njudge conduct kind=lend-out\nexpect act=lend\n"
		if got := play(t, lines, nil); got != "" {
			t.Errorf("%s\n%s", script, got)
		}
	}
}

// TestNothingToldLater: what a step rested on is told as it was, whatever the desk
// learns later. Each step of a whole script is told as in a script that ends there.
func TestNothingToldLater(t *testing.T) {
	text := "# a case\nabout 8.1 undetermined\non 2026-07-16\nset ground=employment\n"
	steps := []string{"apply", "review proof=employment", "review proof=insurance outcome=rejected", "review proof=insurance", "review proof=employment outcome=rejected", "decide"}
	whole := text
	for _, step := range steps {
		whole += step + "\nexpect recorded\n"
	}
	all := report(t, whole, nil)
	if all.Err != nil {
		t.Fatal(all.Err)
	}
	for i, step := range steps {
		text += step + "\nexpect recorded\n"
		r := report(t, text, nil)
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		if got, want := all.Steps[i].Explain("en"), r.Steps[i].Explain("en"); got != want {
			t.Errorf("%s is told as\n%s\nand was\n%s", step, got, want)
		}
	}
}
