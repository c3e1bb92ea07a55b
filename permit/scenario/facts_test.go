package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestContradictoryFacts: facts that no record may hold together are the
// script's fault, told where they are asked about and before any way runs.
func TestContradictoryFacts(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"a photograph that was not submitted", "judge materials materials.photoSubmitted=no materials.photo.ref=photo/x",
			"case.txtar:3: facts of 9.1 that no record may hold: record: materials.photoSubmitted must not be no beside a photograph"},
		{"a paper that was not shown", "judge materials materials.identityShown=no materials.identity.kind=passport",
			"case.txtar:3: facts of 9.1 that no record may hold: record: materials.identityShown must not be no beside a document"},
		{"a ground of another fact", "judge application registrations.0.falsity=established:item-forged",
			"case.txtar:3: facts of 8.1 that no record may hold: record: registrations.0.falsity.ground must be false-registration"},
		{"an end before the beginning", "judge application dwellings.0.term.until=2014-01-01", "case.txtar:3: facts of 8.2.b that no record may hold: record: dwellings.0.term.until must not be before from"},
		{"an act", "apply dwellings.0.term.until=2014-01-01", "case.txtar:3: facts of 8.2.b that no record may hold: record: dwellings.0.term.until must not be before from"},
		{"a case", "judge proposal act=lend born=2026-07-17", "case.txtar:3: facts of 26.1.c that no record may hold: record: proposal.case.offender.born must not lie after the day of the act"},
		{"a first offence that is the second", "judge proposal firstOffence=yes secondWithinYear=yes", "case.txtar:3: secondWithinYear contradicts another value of the line"},
		{"a term with an end and without", "judge materials materials.identity.term.until=2026-07-15 materials.identity.term.longTerm=yes",
			"case.txtar:3: materials.identity.term.longTerm contradicts another value of the line"},
		{"an agent and in person", "person mother\njudge agency agent=mother inPerson=yes", "case.txtar:4: inPerson contradicts another value of the line"},
		{"a photograph, and none", "judge materials materials.photo.ref=photo/x materials.photoSubmitted=no", "case.txtar:3: materials.photoSubmitted contradicts another value of the line"},
		{"an office without its people", "sanction act=lend office=education", "case.txtar:3: the office is none of whoever does this (26.1.0); name somebody of it with by=: "},
		{"an application elsewhere", "apply office=human-resources", "case.txtar:3: the office is none of whoever does this (8.1); "},
		{"an authority besides the office", "sanction act=lend proposal.authority=entrusted-agency", "case.txtar:3: an act does not take proposal.authority: "},
		{"a day of filing besides the day", "apply filedOn=2026-07-15", "case.txtar:3: an act does not take filedOn: "},
		{"a registration in an act", "apply registrations.0.first=2026-07-15", "case.txtar:3: an act does not take registrations.0.first: "},
		{"the number of a permit", "endorse permit=EX-1", "case.txtar:3: an act does not take permit: "},
		{"the state of an agent's permit", "person mother\nendorse agent=mother agent.permit=active", "case.txtar:4: an act does not take agent.permit: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			script := "about 8.1 no\non 2026-07-16\n" + c.script + "\nexpect approved\n"
			none := func(ways []way) {
				for i := range ways {
					ways[i].desk = untouched{ways[i].desk, t}
				}
			}
			if got := play(t, script, &Options{desks: none}); !strings.HasPrefix(got, c.want) {
				t.Errorf("the failure is\n%s\nand should begin with\n%s", got, c.want)
			}
		})
	}
}

// untouched is a desk that must not be asked for anything.
type untouched struct {
	desk
	t *testing.T
}

func (u untouched) act(*order) (answer, error) {
	u.t.Error("an act reached the desk")
	return answer{}, errState
}

func (u untouched) carry([]byte) ([]byte, error) {
	u.t.Error("facts reached the desk")
	return nil, errState
}

// TestFaultsAtTheDesk: what only the records show to be a fault of the script is
// told as one, too, and no act comes of it.
func TestFaultsAtTheDesk(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"a proof that nobody handed in", "apply\nexpect recorded\nreview proof=employment\nexpect approved\n", "case.txtar:5: the application has no such proof"},
		{"a card that nobody has", "verify\nexpect approved\n", "case.txtar:3: this person was given no card; begin with has-permit or issue"},
		{"living here, and not", "has-permit issued=2026-01-10\non 2026-12-20\nendorse goesOnLiving=no\nexpect refused\n",
			"case.txtar:5: a registration is in force, which says that the holder goes on living here (A80)"},
	} {
		if got := play(t, "about 8.1 no\non 2026-07-16\n"+c.script, nil); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: the failure is\n%s\nand should begin with\n%s", c.name, got, c.want)
		}
	}
}

// TestFailuresInChinese: a script in Chinese fails in Chinese, and any fails in
// the language that is asked for.
func TestFailuresInChinese(t *testing.T) {
	script := "关于 8.1 否\n日期 2026-07-14\n设 登记记录.0.起=2026-01-15\n判断 申领条件\n"
	for _, c := range []struct{ rest, want string }{
		{"应 批准\n", "case.txtar:5: 与预期不符\n预期  批准\n实际  不予 因 8.1 ELG-REG-02\n位于  第 4 行：判断 申领条件，2026-07-14\n8.1 来京人员"},
		{"应 最早=2026-07-15\n", "case.txtar:5: 与预期不符\n预期  最早=2026-07-15\n实际  最早=2026-07-16\n"},
		{"应 状态=有效\n", "case.txtar:5: 与预期不符\n预期  状态=有效\n实际  没有这一项；有 最早=2026-07-16\n"},
		{"应 不予 因 8.2.b\n", "case.txtar:5: 与预期不符\n预期  因 8.2.b\n实际  不予 因 8.1 ELG-REG-02\n"},
		{"应 符合 8.1\n", "case.txtar:5: 与预期不符\n预期  符合 8.1\n实际  8.1 否\n"},
		{"应 不予\n查看状太\n", "case.txtar:6: 这里没有 \"查看状太\" 这个词；是不是 \"查看状态\"？"},
		{"应 不予\n日期 2026-02-30\n", "case.txtar:6: \"2026-02-30\" 不是日期，应写作 2026-07-16"},
		{"应 不予\n设 住所.0.种类=租赁房屋\n", "case.txtar:6: 这里没有 \"种类\" 这个词；有 他人名下, 其他情形, 区划, "},
		{"应 不予\n申领\n", "case.txtar:6: 没有核对本行的结果"},
	} {
		if got := play(t, script+c.rest, nil); !strings.HasPrefix(got, c.want) {
			t.Errorf("the failure is\n%s\nand should begin with\n%s", got, c.want)
		}
	}
	file := filepath.Join(t.TempDir(), "case.txtar")
	if err := os.WriteFile(file, []byte("# 期满\n"+script+"应 批准\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := RunFile(file, nil)
	if !strings.Contains(r.Failure("en"), "expected  approved\n") || !strings.Contains(r.Failure("zh"), "预期  批准\n") || r.Failure("") != r.Err.Error() {
		t.Errorf("in English it is\n%s\nin Chinese\n%s", r.Failure("en"), r.Failure("zh"))
	}
	if passed := new(Report); passed.Failure("zh") != "" {
		t.Error("what passed has no failure")
	}
}

// TestFullWidthSigns: the signs of a Chinese input method are those of the
// language; within quotations they stay what they are.
func TestFullWidthSigns(t *testing.T) {
	script := "＃ 全角标点\n关于　8.2.a　是\n日期\u00a02026-07-16\n设　申领事由＝就业　社保.月份＝2026-01..2026-03，2026-04，2026-05..2026-06：paid-on-time\n" +
		"判断　申领条件 ＃ 注\n应　批准\n"
	if got := play(t, script, nil); got != "" {
		t.Error(got)
	}
	words, err := split("set name='测试，甲＝　乙' 起＝2026-07-16")
	if err != nil || len(words) != 3 || words[1] != "name=测试，甲＝　乙" || words[2] != "起=2026-07-16" {
		t.Errorf("the words are %q, %v", words, err)
	}
}

// TestImplied: a value takes its contrary away, in whichever way it was written.
func TestImplied(t *testing.T) {
	for _, c := range []struct{ name, about, script string }{
		{"no photograph", "9.1 no", "judge materials materials.photoSubmitted=no\nexpect refused because 9.1\n"},
		{"no identity card", "9.1 no", "judge materials materials.identityShown=no\nexpect refused because 9.1\n"},
		{"a card that has run out", "9.1 no", "judge materials materials.identity.term.until=2026-07-15\nexpect refused because 9.1\n"},
		{"an agent's card that was not shown", "10.1.c no",
			"person mother\nperson child born=2018-05-01\njudge agency child agent=mother agent.permit=active agent.identityShown=no\nexpect refused because 10.1.c\n"},
		{"an agent's card that has run out", "10.1.c no",
			"person mother\nperson child born=2018-05-01\njudge agency child agent=mother agent.permit=active agent.identity.term.until=2026-07-15\nexpect refused because 10.1.c\n"},
		{"an agent who is sent, and then is not", "8.1 yes", "person mother\nset agent=mother\nset agent=none\njudge agency\nexpect approved\n"},
		{"a job that has ended", "8.2.a no", "set ground=employment\njudge application employments.0.term.until=2026-07-15\nexpect refused because 8.2.a\n"},
		{"no household", "2.1 yes", "judge application household.status=none\nexpect met 2.1\n"},
		{"a household somewhere", "2.1 undetermined", "judge application household.place=unknown\nexpect undetermined because 2.1\n"},
		{"no household, nor a place", "2.1 yes", "judge application household.status=none household.place=unknown\nexpect met 2.1\n"},
		{"the second time", "26.1.0 yes", "judge proposal act=lend warning=yes fine=200 secondWithinYear=yes\nexpect approved\njudge proposal firstOffence=yes\nexpect approved\n"},
		{"a job without end again", "8.2.a yes",
			"set ground=employment employments.0.term.until=2026-07-15\njudge application employments.0.term.longTerm=yes\nexpect approved\n"},
	} {
		if got := play(t, "about "+c.about+"\non 2026-07-16\n"+c.script, nil); got != "" {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// TestDefaultsFollowTheDay: what a script does not say of a question holds on the
// day on which it is asked, however often.
func TestDefaultsFollowTheDay(t *testing.T) {
	days := []string{"2026-07-16", "2026-10-01", "2026-10-02", "2027-02-28"}
	for _, question := range []string{"moving", "exchanging", "reissuing", "issuing", "checking", "endorsement", "card", "confiscation", "inspection", "acceptance", "conduct", "authority", "notice"} {
		script := "about 13.1 yes\nset proposal act=lend\n"
		for _, day := range days {
			script += "on " + day + "\njudge moving\nexpect approved\njudge " + question + "\nexpect approved\n"
		}
		if got := play(t, script, nil); got != "" {
			t.Errorf("%s: %s", question, got)
		}
	}
	// What it does say stays, with the day on which it was said.
	said := "about 23.1.d no 23.1.d yes\non 2026-07-16\nset cancellation death=established diedOn=2026-06-30\n" +
		"on 2026-07-01\njudge cancellation\nexpect refused because 23.1.d\non 2026-07-16\njudge cancellation\nexpect approved\n"
	if got := play(t, said, nil); got != "" {
		t.Error(got)
	}
}

// TestAbsence: that a step does not show a value, or does not rest on a clause,
// can be said, and fails where it does.
func TestAbsence(t *testing.T) {
	script := "about 13.1 yes\nhas-permit issued=2026-01-10\non 2026-03-09\nmove moved=2026-03-02 address=110105 at=chaoyang\n"
	for expect, want := range map[string]string{
		"approved breach=none due=none": "",
		"breach=13.1":                   "case.txtar:5: not as expected\nexpected  breach=13.1\nactual    nothing of that name; there is ",
		"fee=none":                      "case.txtar:5: not as expected\nexpected  fee=none\nactual    fee=0.00\n",
	} {
		if got := play(t, script+"expect "+expect+"\n", nil); want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: the failure is\n%s\nand should begin with\n%s", expect, got, want)
		}
	}
	for expect, want := range map[string]string{
		"refused not-because 8.2.b":   "",
		"不予 不因 8.2.b ELG-REG-01":      "",
		"refused not-because 8.1":     "case.txtar:5: not as expected\nexpected  not-because 8.1\nactual    refused because 8.1 ELG-REG-02\n",
		"refused not-because 8.2.b 8": "case.txtar:5: the draft has no clause 8",
	} {
		if got := play(t, about+"judge application\nexpect "+expect+"\n", nil); want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: the failure is\n%s\nand should begin with\n%s", expect, got, want)
		}
	}
	for _, script := range []string{
		"about 14.2.a yes\nhas-permit issued=2026-01-10\non 2026-03-09\nstate\nexpect grace=no overdue=no suspended-since=none\n",
		"about 11.1 yes\non 2026-03-09\napply\nexpect recorded\nreview\nexpect recorded\ndecide\nexpect issue-late=none\nissue\nexpect issue-late=no\n",
		"about 26.1.c yes\non 2026-03-09\njudge combination decided.0.act=lend decided.0.fine=100 decided.1.act=rent-out decided.1.fine=200\nexpect acts=2 fines=300\n",
		"about 13.1 undetermined\non 2026-03-09\njudge moving moved=unknown\nexpect undetermined because 13.1 due=none\n",
	} {
		if got := play(t, script, nil); got != "" {
			t.Error(got)
		}
	}
}

// TestClausesOfBoth: a failure prints what was expected and what the outcome
// rests on, also where that is an approval.
func TestClausesOfBoth(t *testing.T) {
	got := play(t, "about 8.1 yes\non 2026-07-16\njudge venue\nexpect refused because 13.1\n", nil)
	for _, text := range []string{"expected  refused\nactual    approved\n", "\n13.1 ", "\n8.1 "} {
		if !strings.Contains(got, text) {
			t.Errorf("the failure lacks %q:\n%s", text, got)
		}
	}
	if lines := strings.Count(got, "\n") + 1; lines >= 15 {
		t.Errorf("the failure has %d lines", lines)
	}
}
