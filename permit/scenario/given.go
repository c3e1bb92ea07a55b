package scenario

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A reader finds a file that stands in the script, behind its lines.
type reader func(name string) ([]byte, error)

// givenWords are what a script can set up, by their English names.
var givenWords = map[string]func(w *world, args []string, files reader) error{
	"on":           givenDay,
	"reading":      givenReading,
	"option":       givenOption,
	"calendar":     givenCalendar,
	"fees":         givenFees,
	"commencement": givenCommencement,
	"person":       givenPerson,
	"set":          givenFacts,
}

// on 2026-07-16
func givenDay(w *world, args []string, _ reader) (err error) {
	if len(args) != 1 {
		return wrong("日期 须写一天，如：日期 2026-07-16", "on needs one day, as in: on 2026-07-16")
	}
	w.day, err = dayOf(args[0])
	return err
}

// parseReading reads a reading and its answer, by its letter or its name, and
// the number that some answers need besides.
func parseReading(args []string) (id law.ReadingID, answer law.Answer, number string, err error) {
	if len(args) < 2 || len(args) > 3 {
		return 0, law.Answer{}, "", wrong("读法 须写编号和选项，如：读法 A02 b", "reading needs its number and an answer, as in: reading A02 b")
	}
	if id, err = law.ParseReadingID(args[0]); err != nil {
		return 0, law.Answer{}, "", wrong("%q 不是读法；读法为 A01 至 A%d", "%q is no reading; they are A01 to A%d", args[0], law.ReadingCount)
	}
	r, _ := law.LookupReading(id)
	var names []string
	for _, a := range r.Answers {
		if args[1] == a.Key || plain(args[1]) == plain(a.Name) {
			number = strings.Join(args[2:], "")
			return id, a, number, checkNumber(id, a.Key, number)
		}
		names = append(names, a.Key, a.Name)
	}
	return 0, law.Answer{}, "", unknownWord(args[1], names)
}

// plain makes OnLastDay and on-last-day one.
func plain(s string) string { return strings.ToLower(strings.ReplaceAll(s, "-", "")) }

// reading A02 b
func givenReading(w *world, args []string, _ reader) error {
	id, answer, number, err := parseReading(args)
	if err != nil {
		return err
	}
	switch {
	case id == law.A35 && answer.Key == "c":
		w.policy.Permit.Endorsement.LapseAfter, err = civil.ParsePeriod(number)
	case id == law.A11 && answer.Key == "c":
		n, _ := strconv.Atoi(number) // checked with the line
		w.policy.Eligibility.MaxLagMonths = uint8(n)
	case id == law.A11:
		w.policy.Eligibility.MaxLagMonths = 0
	}
	if err != nil {
		return err
	}
	return w.choose(id, answer.Key)
}

// checkNumber checks what two answers need besides their letter.
func checkNumber(id law.ReadingID, answer, number string) error {
	switch {
	case id == law.A35 && answer == "c":
		if p, err := civil.ParsePeriod(number); err != nil || p == (civil.Period{}) {
			return wrong("这一选项须写期间，如：读法 A35 c P6M", "this answer needs a period, as in: reading A35 c P6M")
		}
	case id == law.A11 && answer == "c":
		if n, err := strconv.Atoi(number); err != nil || n < 1 || n > 57 {
			return wrong("这一选项须写月数，从 1 到 57，如：读法 A11 c 2", "this answer needs a number of months from 1 to 57, as in: reading A11 c 2")
		}
	case number != "":
		return wrong("这一选项不写数字", "this answer needs no number")
	}
	return nil
}

// options are words of their own for choices that a script makes besides the
// other answers of the same reading: A21 d, A75 c, A69 c.
var options = map[string]func(w *world){
	"guardian-hukou-suffices":       func(w *world) { w.policy.Eligibility.GuardianHukouSuffices = true },
	"school-dormitory-by-education": func(w *world) { w.policy.Eligibility.SchoolDormitoryByEducation = true },
	"act-day-counted":               func(w *world) { w.policy.Penalty.LimitationStart = civil.StartCounted },
}

// option school-dormitory-by-education
func givenOption(w *world, args []string, _ reader) error {
	var names []string
	for n := range options {
		names = append(names, n)
	}
	if len(args) != 1 || options[args[0]] == nil {
		return unknownWord(strings.Join(args, " "), sorted(names))
	}
	options[args[0]](w)
	return nil
}

// calendar built-in | weekends | none | FILE
func givenCalendar(w *world, args []string, files reader) error {
	if len(args) != 1 {
		return wrong("日历 须写一个词：内置、周末、无，或者脚本末尾的文件名", "calendar needs one word: built-in, weekends, none, or a file of the script")
	}
	switch args[0] {
	case "built-in", "内置":
		w.calendar(civil.BuiltIn())
	case "weekends", "周末":
		w.calendar(civil.WeekendsOnly())
	case "none", "无":
		w.calendar(nil)
	default:
		b, err := files(args[0])
		if err != nil {
			return wrong("脚本中没有文件 %q；有 内置、周末、无", "there is no file %q in the script; there are built-in, weekends, none", args[0])
		}
		t, err := civil.ReadCalendar(bytes.NewReader(b))
		if err != nil {
			return err
		}
		w.calendar(t)
	}
	return nil
}

// fees from=2026-01-01 reissue=20 exchange=10 | none
func givenFees(w *world, args []string, _ reader) error {
	if len(args) == 1 && slices.Contains(empty, args[0]) {
		w.fees = nil
		return nil
	}
	amounts, from := map[string]string{}, "2020-01-01"
	for _, a := range args {
		name, value, _ := strings.Cut(a, "=")
		switch name = english(name); name {
		case "from", "first":
			if _, err := dayOf(value); err != nil {
				return err
			}
			from = value
		case "reissue", "exchange":
			amounts[name] = value
		default:
			return unknownWord(name, []string{"from", "reissue", "exchange", "none"})
		}
	}
	form, err := json.Marshal(map[string]any{"versions": []any{map[string]any{
		"from": from, "amounts": amounts, "citation": map[string]any{"kind": "rule", "title": "核定标准（示例）"},
	}}})
	if err != nil {
		return err
	}
	w.fees, err = permit.ReadFeeSchedule(bytes.NewReader(form))
	return err
}

// commencement 2026-01-01 | none
func givenCommencement(w *world, args []string, _ reader) error {
	if len(args) == 1 && slices.Contains(empty, args[0]) {
		w.commences(civil.Date{})
		return nil
	}
	if len(args) != 1 {
		return wrong("施行 须写一天", "commencement needs one day")
	}
	day, err := dayOf(args[0])
	if err == nil {
		w.commences(day)
	}
	return err
}

// person mother born=1990-01-01 … names somebody who lacks nothing, too.
func givenPerson(w *world, args []string, files reader) error {
	if len(args) == 0 || strings.Contains(args[0], "=") {
		return wrong("人员 须写称呼，如：人员 孩子 出生=2015-03-15", "person needs a name, as in: person child born=2015-03-15")
	}
	if _, err := permit.ParseName(namePrefix + english(args[0])); err != nil {
		return wrong("这个称呼不能用作姓名：%v", "this cannot be a name: %v", err)
	}
	if w.people[english(args[0])] != nil {
		return wrong("已有人用这个称呼", "there is a person of this name already")
	}
	if _, is := questions[english(args[0])]; is {
		return wrong("这个称呼是问题的名称", "this name is the word for a question")
	}
	w.add(english(args[0]))
	if len(args) == 1 {
		return nil
	}
	return givenFacts(w, args, files)
}

// set [PERSON or QUESTION] path=value …
func givenFacts(w *world, args []string, _ reader) error {
	who := w.order[0]
	if len(args) > 0 && !strings.Contains(args[0], "=") {
		name := english(args[0])
		args = args[1:]
		if _, is := questions[name]; is {
			if len(args) == 0 {
				return errSetWhat
			}
			_, err := w.tell(name, args)
			return err
		}
		if strings.Contains(name, ".") {
			return wrong("%q 应是用 = 连接的事实和值", "%q must be a fact and its value joined by =", clipped(name))
		}
		var err error
		if who, err = w.person(name); err != nil {
			return err
		}
	}
	if len(args) == 0 {
		return errSetWhat
	}
	if err := setAll(who.app, args, w.setting()); err != nil {
		return err
	}
	return identified(&who.app.of, args)
}

var errSetWhat = wrong("设什么？事实和它的值，如：设 登记记录.0.起=2026-01-15",
	"set what? A fact and its value, as in: set registrations.0.first=2026-01-15")

// tell keeps what a script says of the facts of a question, and gives them.
func (w *world) tell(name string, args []string) (fact, error) {
	said := map[string]any{}
	for _, a := range args {
		w.told[name] = append(w.told[name], saying{a, w.day, said})
	}
	return w.factsOf(name)
}

// setAll sets path=value pairs.
func setAll(f fact, args []string, s setting) error {
	for _, a := range args {
		path, value, is := strings.Cut(a, "=")
		if !is {
			return wrong("%q 应是用 = 连接的事实和值", "%q must be a fact and its value joined by =", clipped(a))
		}
		if a, is := f.(*factOf[eligibility.Application]); is {
			switch english(path) {
			case "ground":
				if err := onGrounds(&a.of, value, s.day); err != nil {
					return err
				}
				continue
			case "filedOn":
				if slices.Contains(absent, value) {
					return wrong("没有写申请日的，以判断之日为申请日，不能写未知", "filedOn is the day of judgement if nothing is said, and cannot be unknown")
				}
			}
		}
		if err := f.set(path, value, s); err != nil {
			return err
		}
	}
	return nil
}
