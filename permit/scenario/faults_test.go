package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// play runs a script given as text and returns what its failure says, without
// the directory.
func play(t *testing.T, script string, opts *Options) string {
	t.Helper()
	if !strings.Contains(script, "\n#") && !strings.HasPrefix(script, "#") {
		script += "# a case\n"
	}
	r := report(t, script, opts)
	if r.Err == nil {
		return ""
	}
	return strings.ReplaceAll(r.Err.Error(), filepath.Dir(r.File)+string(filepath.Separator), "")
}

// report runs a script given as text.
func report(t *testing.T, script string, opts *Options) Report {
	t.Helper()
	file := filepath.Join(t.TempDir(), "case.txtar")
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	return RunFile(file, opts)
}

// about is the beginning of a script that says enough.
const about = "about 8.1 no\non 2026-07-14\nset registrations.0.first=2026-01-15\n"

// TestFaultsOfScripts runs scripts that are wrong in one way each. A failure
// names the file, the line and the right word.
func TestFaultsOfScripts(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"a keyword", about + "juge application\nexpect refused\n", `case.txtar:4: there is no "juge" here; did you mean "judge"?`},
		{"a Chinese keyword", about + "判段 申领条件\n应 不予\n", `case.txtar:4: there is no "判段" here; did you mean "判断"?`},
		{"a question", about + "judge aplication\nexpect refused\n", `case.txtar:4: there is no "aplication" here; did you mean "application"?`},
		{"an outcome", about + "judge application\nexpect refusd\n", `case.txtar:5: there is no "refusd" here; did you mean "refused"?`},
		{"a fact", about + "set registrations.0.frist=2026-01-15\njudge application\nexpect refused\n", `case.txtar:4: there is no "frist" here; did you mean "first"?`},
		{"a word of an enumeration", about + "set dwellings.0.kind=rentd\njudge application\nexpect refused\n", `case.txtar:4: dwellings.0.kind: there is no "rentd" here; did you mean "rented"?`},
		{"a finding", about + "set limitedMobility=establised\njudge application\nexpect refused\n", `case.txtar:4: limitedMobility: there is no "establised" here; did you mean "established"?`},
		{"a ground", "about 23.1.d yes\non 2026-07-14\nhas-permit\ncancel ground=holder-died finding=established:cancel-deth\nexpect approved\n", `case.txtar:4: finding: there is no "cancel-deth" here; did you mean "cancel-death"?`},
		{"a value", about + "judge application\nexpect erliest=2026-07-16\n", `case.txtar:5: there is no "erliest" here; did you mean "earliest"?`},
		{"a person", about + "person mother\nendorse mothr\nexpect refused\n", `case.txtar:5: there is no "mothr" here; did you mean "mother"?`},
		{"a reading's answer", about + "reading A02 on-last-dya\njudge application\nexpect refused\n", `case.txtar:4: there is no "on-last-dya" here; did you mean "OnLastDay"?`},
		{"a reading without outcome", about + "reading A74 a\njudge application\nexpect refused\n", `case.txtar:4: `},
		{"a clause", "about 8.9 no\n", `case.txtar:1: the draft has no clause 8.9`},
		{"a polarity", "about 8.1 maybe\n", `case.txtar:1: there is no "maybe" here; there are yes, no, undetermined`},
		{"a side", about + "threshold half-year befor\n", `case.txtar:4: there is no "befor" here; did you mean "before"?`},
		{"a command of testscript", about + "exec ls\n", `case.txtar:4: there is no "exec" here; there are about, `},
		{"a skipped line", about + "[windows] judge application\nexpect refused\n", `case.txtar:4: there is no "[windows]" here; there are about, `},
		{"a day", "about 8.1 no\non 2026-02-30\njudge application\nexpect refused\n", `case.txtar:2: `},
		{"no day", "about 8.1 no\njudge application\nexpect refused\n", `case.txtar:2: no day is given: begin with on, as in: on 2026-07-16`},
		{"an unchecked question", about + "judge application\n", `case.txtar:4: nothing checks what comes of this; add a line that begins with expect`},
		{"an unchecked act", about + "apply\nreview\nexpect recorded\n", `case.txtar:4: nothing checks what comes of this; add a line that begins with expect`},
		{"an expectation of nothing", about + "expect refused\njudge application\n", `case.txtar:4: nothing was asked or done yet that could be expected`},
		{"nothing asked", "about 8.1 no\non 2026-07-14\n", `case.txtar:1: the script asks nothing and does nothing`},
		{"no clause", "on 2026-07-14\njudge application\nexpect approved\n", `case.txtar:1: the script must say which clause it is about, as in: about 8.1 no`},
		{"about something else", "about 8.1 no\non 2026-07-14\njudge application\nexpect approved\n", `case.txtar:1: the script is about 8.1 no, but its steps show yes`},
		{"no permit", "about 8.1 no\non 2015-01-11\nhas-permit\nstate\nexpect status=active\n", `case.txtar:3: no permit comes of it: on 2015-01-11, decide: refused because 8.1 ELG-REG-02`},
		{"a byte order mark", "\ufeff" + about + "judge application\nexpect refused\n", `case.txtar:1: the file must be saved as UTF-8 without a byte order mark`},
		{"another encoding", "# \xc9\xea\xc1\xec\n" + about, `case.txtar:1: the file must be saved as UTF-8 without a byte order mark`},
		{"a negated line", about + "! judge application\nexpect refused\n", `case.txtar:4: there is no "!" here; there are about, `},
		{"a key twice", about + "judge application registrations.0.first=2026-01-15 登记记录.0.起=2026-01-16\nexpect refused\n", `case.txtar:4: "登记记录.0.起" stands twice in one line`},
		{"an empty value", "about 8.1 no\non 2026-07-14\nset registrations.0.first=\njudge application\nexpect refused\n", `case.txtar:3: "registrations.0.first" lacks a value; what is not known is written registrations.0.first=unknown`},
		{"no name", about + "judge application =2026\nexpect refused\n", `case.txtar:4: "=2026" lacks a name`},
		{"a period that is missing", about + "reading A35 c\njudge application\nexpect refused\n", `case.txtar:4: this answer needs a period, as in: reading A35 c P6M`},
		{"a number that is missing", about + "reading A11 c\njudge application\nexpect refused\n", `case.txtar:4: this answer needs a number of months from 1 to 57`},
		{"a number too many", about + "reading A02 b 2\njudge application\nexpect refused\n", `case.txtar:4: this answer needs no number`},
		{"a division that never was", about + "set residence=999999\njudge application\nexpect refused\n", `case.txtar:4: residence: "999999" is no code of a division`},
		{"a code", about + "judge application\nexpect refused because QQQ-QQQ-77\n", "case.txtar:5: there is no \"QQQ-QQQ-77\" here\x00"},
		{"a code that is nearly one", about + "judge application\nexpect refused because ELG-REG-99\n", `case.txtar:5: there is no "ELG-REG-99" here; did you mean "ELG-REG-0`},
		{"a word without end", about + "judge " + strings.Repeat("a", 5000) + "\nexpect refused\n", `case.txtar:4: there is no "` + strings.Repeat("a", 60) + `…" here; there are `},
		{"a fact without =", about + "set registrations.0.first 2026-01-15\njudge application\nexpect refused\n", `case.txtar:4: "registrations.0.first" must be a fact and its value joined by =`},
		{"a number as a result", about + "judge application\nexpect years=abc\n", `case.txtar:5: years: "abc" is no whole number`},
		{"a day as a result", about + "judge application\nexpect suspended-since=2026-02-30\n", `case.txtar:5: suspended-since: "2026-02-30" is no day`},
		{"an amount as a result", about + "judge application\nexpect fee=twenty\n", `case.txtar:5: fee: "twenty" is no amount`},
		{"a clause as a result", about + "judge application\nexpect rests-on=8.9\n", `case.txtar:5: rests-on: the draft has no clause 8.9`},
		{"a day of a fact", about + "set dwellings.0.term.until=2026-06-31\njudge application\nexpect refused\n", `case.txtar:4: dwellings.0.term.until: "2026-06-31" is no day, which is written 2026-07-16`},
		{"a month", about + "set insurance.months=2026-13\njudge application\nexpect refused\n", `case.txtar:4: insurance.months: "2026-13" is no month`},
		{"clauses that are not crossed", about + "crosses 26.1.c 28.1.a\njudge application\nexpect refused\n", `case.txtar:4: the script crosses 26.1.c, 28.1.a, but its steps say nothing of them`},
		{"a file that nothing reads", "# x\n" + about + "judge application\nexpect refused\n-- days.json --\n{}\n", `case.txtar:7: no line reads the file "days.json"`},
		{"a title that is no title", "# " + strings.Repeat("长", 201) + "\n" + about + "judge application\nexpect refused\n", `case.txtar:1: the title must not have more than 200 letters`},
		{"too long", strings.Repeat("# nothing\n", 110_000) + about, `case.txtar:1: a script must not have more than 1048576 bytes`},
		{"too many lines", "# x\n" + strings.Repeat("on 2026-07-14\n", 1001), `case.txtar:1002: a script must not have more than 1000 statements`},
		{"a finding before the first day", "about 8.1 no\nset limitedMobility=established\non 2026-07-14\njudge application\nexpect refused\n", `case.txtar:2: limitedMobility: no day is given: begin with on`},
		{"a second permit", "about 8.1 no\non 2026-07-14\nhas-permit\nhas-permit\nstate\nexpect status=active\n", `case.txtar:4: this person has a permit already`},
		{"a name that is too long", "about 8.1 no\non 2026-07-14\nperson " + strings.Repeat("a", 200) + "\napply\nexpect undetermined\n", `case.txtar:3: this cannot be a name: `},
		{"a name with what nobody sees", "about 8.1 no\non 2026-07-14\nperson a\u200bb\napply\nexpect undetermined\n", `case.txtar:3: this cannot be a name: `},
		{"a name with no character", "about 8.1 no\non 2026-07-14\nperson a\x00b\napply\nexpect undetermined\n", `case.txtar:3: this cannot be a name: `},
		{"a known word in another place", "about 23.1.d yes\non 2026-07-14\nhas-permit\ncancel ground=none\nexpect approved\n", `case.txtar:4: ground: there is no "none" here; there are `},
		{"an open quotation", "about 8.1 no\nset dwellings.0.kind='rented\n", `case.txtar:2: a quotation is not closed`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := play(t, c.script, nil) + "\x00"; !strings.HasPrefix(got, c.want) {
				t.Errorf("the failure is\n%s\nand should begin with\n%s", got, c.want)
			}
		})
	}
}

// TestFailedExpectation fixes the text of a failure: what was expected beside
// what came out, and both clauses, in fewer than 15 lines.
func TestFailedExpectation(t *testing.T) {
	for _, c := range []struct{ name, expect, want string }{
		{"another outcome", "expect approved", `case.txtar:5: not as expected
expected  approved
actual    refused because 8.1 ELG-REG-02
in        line 4: judge application, on 2026-07-14
8.1 来京人员办理暂住登记已满半年，`},
		{"another clause", "expect refused because 8.2.b", `case.txtar:5: not as expected
expected  because 8.2.b
actual    refused because 8.1 ELG-REG-02
in        line 4: judge application, on 2026-07-14
8.2.b 稳定住所是指`},
		{"a clause too few", "expect refused only-because 8.2.b", `case.txtar:5: not as expected
expected  only-because 8.2.b
actual    refused because 8.1 ELG-REG-02`},
		{"another day", "expect earliest=2026-07-15", `case.txtar:5: not as expected
expected  earliest=2026-07-15
actual    earliest=2026-07-16
in        line 4: judge application, on 2026-07-14`},
		{"a value that is not there", "expect fee=20", `case.txtar:5: not as expected
expected  fee=20
actual    nothing of that name; there is earliest=2026-07-16`},
		{"an error", "expect error state", `case.txtar:5: not as expected
expected  error state
actual    refused because 8.1 ELG-REG-02`},
		{"how it bears", "expect met 8.1", `case.txtar:5: not as expected
expected  met 8.1
actual    8.1 no`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := play(t, about+"judge application\n"+c.expect+"\n", nil)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("the failure is\n%s\nand should begin with\n%s", got, c.want)
			}
			if lines := strings.Count(got, "\n") + 1; lines >= 15 {
				t.Errorf("the failure has %d lines", lines)
			}
		})
	}
	got := play(t, about+"judge application\nexpect refused because 8.2.b\n", nil)
	for _, text := range []string{"\n8.2.b 稳定住所是指", "\n8.2.b 'Stable dwelling' means", "\n8.1 来京人员办理暂住登记已满半年", "\n8.1 A person who has come to Beijing"} {
		if !strings.Contains(got, text) {
			t.Errorf("the failure lacks %q:\n%s", text, got)
		}
	}
}

// TestLineEndings: an editor on Windows ends lines with a carriage return.
func TestLineEndings(t *testing.T) {
	if got := play(t, strings.ReplaceAll(about+"judge application # half-year\nexpect refused because 8.1\n", "\n", "\r\n"), nil); got != "" {
		t.Error(got)
	}
}

// forgetful is a desk that says that every permit is active.
type forgetful struct{ desk }

func (f forgetful) state(who *party, on civil.Date) (permit.State, error) {
	s, err := f.desk.state(who, on)
	s.Status = permit.Active
	return s, err
}

// lossy is a desk whose store puts a day back by a year.
type lossy struct{ desk }

func (l lossy) carry(form []byte) ([]byte, error) {
	return []byte(strings.ReplaceAll(string(form), `"2026-01-15"`, `"2025-01-15"`)), nil
}

// TestWaysDisagree puts a wrong desk in the place of each way: the script fails
// and shows both answers.
func TestWaysDisagree(t *testing.T) {
	overdue := "about 14.3.a yes\nhas-permit issued=2025-03-10\non 2026-03-11\nstate\nexpect status=suspended\n"
	if got := play(t, overdue, nil); got != "" {
		t.Fatal(got)
	}
	for i, name := range []string{"directly", "from its stored form", "through the registry"} {
		got := play(t, overdue, &Options{desks: func(ways []way) { ways[i].desk = forgetful{ways[i].desk} }})
		for _, text := range []string{"case.txtar:4: the ways disagree\n", name + ":\n", "  status=active", "  status=suspended"} {
			if !strings.Contains(got, text) {
				t.Errorf("%s: the failure lacks %q:\n%s", name, text, got)
			}
		}
	}
	got := play(t, about+"judge application\nexpect refused\n", &Options{desks: func(ways []way) { ways[1].desk = lossy{ways[1].desk} }})
	for _, text := range []string{"case.txtar:4: the ways disagree", "  outcome=refused\n", "  outcome=approved\n", "  8.1 ELG-REG-02=unmet"} {
		if !strings.Contains(got, text) {
			t.Errorf("a store that loses: the failure lacks %q:\n%s", text, got)
		}
	}
}
