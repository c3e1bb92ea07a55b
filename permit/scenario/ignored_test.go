package scenario

import (
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/permit"
)

// TestDayOfFiling: a question about an application is judged on the day that
// reading A17 asks for, and the day of filing that the script says counts.
func TestDayOfFiling(t *testing.T) {
	for _, c := range []struct{ reading, about, want string }{
		{"", "no", "refused because ELG-REG-02 earliest=2026-07-16"}, // A17 (a)
		{"reading A17 b\n", "yes", "approved"},
		{"reading A17 c\n", "no", "refused because ELG-REG-02"},
	} {
		script := "about 8.1 " + c.about + "\non 2026-07-20\nset registrations.0.first=2026-01-15 filedOn=2026-07-10\n" + c.reading
		if got := play(t, script+"judge application\nexpect "+c.want+"\n", nil); got != "" {
			t.Errorf("%q: %s", c.reading, got)
		}
	}
	// The lease ends between filing and decision.
	for _, c := range []struct{ reading, about, want string }{
		{"", "yes", "approved"}, {"reading A17 b\n", "no", "refused because 8.2.b"}, {"reading A17 c\n", "no", "refused because 8.2.b"},
	} {
		script := "about 8.2.b " + c.about + "\non 2026-07-20\nset dwellings.0.term.until=2026-07-15\n" + c.reading
		if got := play(t, script+"judge application 申请日=2026-07-10\nexpect "+c.want+"\n", nil); got != "" {
			t.Errorf("%q: %s", c.reading, got)
		}
	}
	// The papers are those of the day of filing, whatever A17 says.
	papers := "about 9.1 yes\nreading A17 b\non 2026-07-20\njudge materials filedOn=2026-07-10 materials.identity.term.until=2026-07-15\nexpect approved\n"
	if got := play(t, papers, nil); got != "" {
		t.Error(got)
	}
	for script, want := range map[string]string{
		"judge application filedOn=2026-07-21\nexpect approved\n":    "case.txtar:3: the day of filing, 2026-07-21, must not be after the day of judgement, 2026-07-20",
		"set filedOn=2026-07-10\napply\nexpect recorded\n":           "case.txtar:4: who applies files on that day, and filedOn was set to another one: 2026-07-10",
		"set filedOn=unknown\njudge application\nexpect approved\n":  "case.txtar:3: filedOn is the day of judgement if nothing is said, and cannot be unknown",
		"判断 申领条件 申请日=2026-07-21\n应 批准\n日期 2026-07-22\n判断 材料\n应 批准\n": "case.txtar:3: 申请日 2026-07-21 不得晚于判断之日 2026-07-20",
	} {
		if got := play(t, "about 8.1 yes\non 2026-07-20\n"+script, nil); !strings.HasPrefix(got, want) {
			t.Errorf("the failure is\n%s\nand should begin with\n%s", got, want)
		}
	}
}

// TestIdentityNumber: a number that a script gives stays, and brings the birth
// date in it; a birth date brings a number. It is one, wherever it stands.
func TestIdentityNumber(t *testing.T) {
	const taiwan = "830000199201300006"
	for _, script := range []string{
		"set idNumber=" + taiwan + "\njudge application\n",
		"judge application 身份号码=" + taiwan + "\n",
		"set born=1992-01-30 idNumber=" + taiwan + "\njudge application\n",
		"set born=1999-09-09\njudge application idNumber=" + taiwan + "\n",
	} {
		if got := play(t, "about 2.2 no\non 2026-07-16\n"+script+"expect refused because 2.2\n", nil); got != "" {
			t.Errorf("%s: %s", script, got)
		}
	}
	w := newWorld(Options{})
	if err := givenPerson(w, []string{"x", "idNumber=" + taiwan}, nil); err != nil {
		t.Fatal(err)
	}
	a := w.people["x"].app.of
	if p := a.Applicant; p.IDNumber != must(permit.ParseIDNumber(taiwan)) || p.Born.String() != "1992-01-30" || a.Materials.Identity.HolderNumber != p.IDNumber {
		t.Errorf("the number is replaced, or the birth date and the card are not those of the number: %v", p.Born)
	}
	for script, want := range map[string]string{
		"set born=1992-01-31 idNumber=" + taiwan:               "case.txtar:3: born is not the birth date in idNumber",
		"judge application born=1992-01-31 idNumber=" + taiwan: "case.txtar:3: born is not the birth date in idNumber",
		"set idNumber=" + taiwan + "\nset born=1992-01-31":     "case.txtar:4: born is not the birth date in the idNumber that was given",
	} {
		if !strings.HasPrefix(script, "judge") {
			script += "\njudge application"
		}
		if got := play(t, "about 8.1 yes\non 2026-07-16\n"+script+"\nexpect approved\n", nil); !strings.HasPrefix(got, want) {
			t.Errorf("the failure is\n%s\nand should begin with\n%s", got, want)
		}
	}
}

// TestEvidenceOfApprovals: an approval shows yes for what it needed and what held,
// and says nothing against a clause.
func TestEvidenceOfApprovals(t *testing.T) {
	mother := "on 2026-07-16\nperson mother\nperson child born=2018-05-01\njudge agency child agent=mother agent.permit=active\nexpect approved\n"
	for script, want := range map[string]string{
		"about 10.1.b yes 10.1.c yes\n" + mother:                                                         "",
		"about 8.1 no\n" + mother:                                                                        "case.txtar:1: the script is about 8.1 no, but its steps say nothing of it",
		"about 8.1 yes\n" + mother:                                                                       "case.txtar:1: the script is about 8.1 yes, but its steps say nothing of it",
		"about 10.1.a yes\n" + mother:                                                                    "case.txtar:1: the script is about 10.1.a yes, but its steps say nothing of it",
		"about 10.1.a yes\non 2026-07-16\njudge agency\nexpect approved\n":                               "case.txtar:1: the script is about 10.1.a yes, but its steps say nothing of it",
		"about 10.1.a no\non 2026-07-16\njudge agency born=2019-01-01\nexpect refused\n":                 "case.txtar:1: the script is about 10.1.a no, but its steps say nothing of it",
		"about 8.1 yes\non 2026-07-16\njudge agency born=2019-01-01\nexpect refused\n":                   "case.txtar:1: the script is about 8.1 yes, but its steps say nothing of it",
		"about 10.1.b no\non 2026-07-16\njudge agency born=2019-01-01\nexpect refused not-because 8.1\n": "",
	} {
		if got := play(t, script, nil); want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: the failure is\n%s\nand should begin with\n%s", script, got, want)
		}
	}
	r := report(t, "# a case\nabout 10.1.b yes\n"+mother, nil)
	if r.Err != nil || !strings.Contains(r.Steps[0].Explain("en"), "ELG-AGT-01 8.1 not: the applicant acts in person") ||
		!strings.Contains(r.Steps[0].Explain("zh"), "ELG-AGT-01 8.1 否：由申请人本人办理") {
		t.Errorf("the explanation is\n%s (%v)", r.Steps[0].Explain("zh"), r.Err)
	}
}

// TestUnknownPapers: what nobody knows of a paper leaves the question open.
func TestUnknownPapers(t *testing.T) {
	people := "on 2026-07-16\nperson mother\nperson child born=2018-05-01\n"
	for _, script := range []string{
		"about 9.1 undetermined\non 2026-07-16\njudge materials materials.identityShown=unknown\n",
		"about 9.1 undetermined\non 2026-07-16\n设 材料.已交照片=未知\napply\n",
		"about 10.1.c undetermined\n" + people + "judge agency child agent=mother agent.permit=active agent.identityShown=unknown\n",
	} {
		if got := play(t, script+"expect undetermined\n", nil); got != "" {
			t.Errorf("%s: %s", script, got)
		}
	}
}

// TestAgentsOwnCard: an agent brings the card that the script gave him or her.
func TestAgentsOwnCard(t *testing.T) {
	people := "about 10.1.c no\nperson mother\nperson child born=2018-05-01\nset child dwellings.0.holder=parent\nhas-permit mother issued=2026-01-10\n" +
		"set mother materials.identity.term.until=2026-07-15\n"
	for _, script := range []string{
		"on 2026-07-16\njudge agency child agent=mother agent.permit=active\nexpect refused because 10.1.c\n",
		"on 2026-07-16\napply child agent=mother\nexpect refused because 10.1.c not-recorded\n",
		"set mother materials.identityShown=no\non 2026-07-16\njudge agency child agent=mother agent.permit=active\nexpect refused because 10.1.c\n",
	} {
		if got := play(t, people+script, nil); got != "" {
			t.Errorf("%s: %s", script, got)
		}
	}
}

// TestSetAfterApply: an application stays as it was filed. A fact that was set
// since is a fault where it would not be read; what the records learn of
// registrations is read.
func TestSetAfterApply(t *testing.T) {
	begin := "about 5.2 yes\nreading A17 b\non 2026-07-16\napply\nexpect recorded\nreview\nexpect approved\non 2026-07-20\n"
	for script, want := range map[string]string{
		"set dwellings.0.term.until=2026-07-18\ndecide\nexpect approved\n": "case.txtar:10: dwellings.0.term.until was set after apply, and an application stays as it was filed.",
		"set materials.photoSubmitted=no\ndecide\nexpect approved\n":       "case.txtar:10: materials.photo.ref was set after apply",
		"set ground=employment\nreview proof=insurance\nexpect approved\n": "case.txtar:10: claims.0 was set after apply",
		"判断 申领条件\n应 批准\n设 住所.0.期间.至=2026-07-18\n决定\n应 批准\n签发\n应 批准\n":      "case.txtar:12: dwellings.0.term.until was set after apply",
		// It may be judged, and be applied with.
		"decide\nexpect approved\nset residence=110105\njudge venue\nexpect refused\n":           "",
		"set registrations.0.falsity=established\ndecide\nexpect refused because 8.1 recorded\n": "",
	} {
		if got := play(t, begin+script, nil); want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: the failure is\n%s\nand should begin with\n%s", script, got, want)
		}
	}
}

// TestBirthDateOfAnOffender: it counts, by whichever name a line has it.
func TestBirthDateOfAnOffender(t *testing.T) {
	for _, name := range []string{"born", "offender.born", "proposal.case.offender.born", "出生"} {
		script := "about 26.1.0 no\non 2026-07-16\nsanction act=lend " + name + "=2015-01-01 warning=yes fine=50\nexpect refused because PEN-LIA-04 not-recorded\n"
		if got := play(t, script, nil); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, step := range []string{"sanction act=lend born=1700-01-01", "judge application born=1700-01-01", "apply born=1700-01-01"} {
		want := "case.txtar:3: born: no ID number has the year 1700"
		if got := play(t, "about 8.1 no\non 2026-07-16\n"+step+"\nexpect approved\n", nil); !strings.HasPrefix(got, want) {
			t.Errorf("%s: the failure is\n%s", step, got)
		}
	}
}
