package scenario

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
)

var update = flag.Bool("update", false, "rewrite WORDS.md")

// TestWordList keeps WORDS.md, the list of all words, as the code has them.
func TestWordList(t *testing.T) {
	got := wordList()
	if *update {
		if err := os.WriteFile("WORDS.md", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("WORDS.md")
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("WORDS.md is stale (%v): run go test ./permit/scenario -run TestWordList -update and read the difference", err)
	}
}

// chineseOf are the Chinese words for an English one.
func chineseOf(word string) string {
	var list []string
	for zh, en := range keywords {
		if en == word {
			list = append(list, zh)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "、")
}

func wordList() []byte {
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	w := newWorld(Options{})
	w.day = civil.MustParse("2026-07-16")
	p("# 词表 / Words\n\n")
	p("<!-- Written by go test ./permit/scenario -run TestWordList -update. Do not edit. -->\n\n")
	p("脚本中可以使用的全部词语，中英文任选。写法见 [README.zh-CN.md](README.zh-CN.md)。\n\n")
	p("All words that a script can use, in English or Chinese. [README.md](README.md) says how.\n\n")
	section := func(zh, en string, words []string) {
		p("## %s / %s\n\n| English | 中文 |\n|---|---|\n", zh, en)
		for _, word := range words {
			p("| `%s` | %s |\n", word, chineseOf(word))
		}
		p("\n")
	}
	section("行首词", "Words that begin a line", statementWords())
	section("判断的问题", "Questions for judge", questionNames())
	section("应有的结果", "Words after expect", slices.Concat(outcomeWords, listWords, []string{"error", "recorded", "not-recorded"}))
	lists := map[string]reflect.Type{}
	p("## 结果的值 / Values after expect, written name=value\n\n| English | 中文 | 取值 / words |\n|---|---|---|\n")
	for _, name := range valueNames() {
		t := valueTypes[name]
		words := written(t)
		switch {
		case wordsOf(t) != nil:
			words = see(t)
			long(t, lists)
		case t == countType && name == "years":
			words += ", `none` 无"
		}
		p("| `%s` | %s | %s |\n", name, chineseOf(name), words)
	}
	p("\n`none` 无：该步没有这一项 / the step has no such value.\n")
	p("\n## 出错 / Words after error\n\n`%s`\n\n", strings.Join(errorNames(), "`, `"))
	p("## 读法 / Readings\n\n| | 问题 / question | 答案 / answers |\n|---|---|---|\n")
	for _, id := range switched() {
		r, _ := law.LookupReading(id)
		var answers []string
		for _, a := range r.Answers {
			answers = append(answers, a.Key+" "+a.Name)
		}
		p("| %v | %s / %s | %s |\n", id, r.Title.ZH, r.Title.EN, strings.Join(answers, "; "))
	}
	p("\n选项 / options: `%s`\n", strings.Join(slices.Sorted(maps.Keys(options)), "`, `"))
	p("\n## 认定的事由 / Grounds of findings\n\n")
	for _, g := range grounded {
		p("- `%s`\n", g)
	}
	facts := func(title string, t reflect.Type, without ...string) {
		long(t, lists)
		p("\n### %s\n\n| path | 中文 | 取值 / words |\n|---|---|---|\n", title)
		for _, line := range pathsOf(t, "", without...) {
			p("%s\n", line)
		}
	}
	p("\n## 事实 / Facts\n\n")
	p("写作 `路径=值`，列表的第一项写作 0。/ Written path=value; the first of a list is 0. `ground=` (申领事由) 一次写明所依据的条件 / sets the condition relied on with all it needs.\n\n")
	p("`%s` 这几层可以省略：`act=` 即 `proposal.case.act=`，`decided.0.days=` 即 `decided.0.sanction.days=`。/ These parts need not be named.\n", strings.Join(unnamed, "`, `"))
	p("\n### 认定和审核 / Findings and reviews\n\n<a id=\"findings\"></a>\n")
	p("认定 / a finding: `established` 成立, `not-established` 不成立, `open` 未定, `none` 无, 其后可写 / then `:ground`, `:ground:authority`.\n")
	p("审核 / a review: `accepted` 通过, `rejected` 不通过, `unknown` 未知, 其后可写 / then `:department`. 各部分 / their parts:\n\n| path | 中文 | 取值 / words |\n|---|---|---|\n")
	for _, line := range slices.Concat(pathsOf(reflect.TypeFor[permit.Finding](), "finding."), pathsOf(reflect.TypeFor[eligibility.Review](), "review.")) {
		p("%s\n", line)
	}
	facts("人员及其申请 / a person and the application (`set`, `person`, `apply`, `judge application|materials|agency|venue`)", reflect.TypeFor[eligibility.Application]())
	for _, name := range slices.Sorted(maps.Keys(questions)) {
		facts("`judge "+name+"` "+chineseOf(name), reflect.TypeOf(questions[name].facts(w).input()).Elem())
	}
	for _, name := range slices.Sorted(maps.Keys(actWords)) {
		t := reflect.TypeOf(actWords[name].in(w, w.order[0]).input()).Elem()
		if t == reflect.TypeFor[eligibility.Application]() || t.NumField() == 0 {
			continue
		}
		facts("`"+name+"` "+chineseOf(name)+" ("+actWords[name].by.String()+")", t, slices.Concat(byDesk[""], byDesk[name])...)
	}
	p("\n## 较长的词表 / Long lists of words\n")
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		p("\n### %s\n\n%s\n", name, listOf(lists[name]))
	}
	return b.Bytes()
}

// switched are the readings that change an outcome.
func switched() (ids []law.ReadingID) {
	for _, r := range law.Readings() {
		if r.ChangesOutcome {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// listOf are the words of an enumeration.
func listOf(t reflect.Type) string {
	words := wordsOf(t)
	var list []string
	for _, code := range codes(words) {
		item := "`" + code + "`"
		for _, label := range slices.Sorted(maps.Keys(words)) {
			if words[label] == code && label != code && label[0] >= 0x80 {
				item += " " + label
			}
		}
		list = append(list, item)
	}
	return strings.Join(list, ", ")
}

// see is an enumeration in a table of paths: a long one stands once, by its name.
func see(t reflect.Type) string {
	if len(codes(wordsOf(t))) < 9 {
		return listOf(t)
	}
	return "[" + t.Name() + "](#" + strings.ToLower(t.Name()) + ")"
}

// long are the enumerations that see leaves to a section of their own.
func long(t reflect.Type, into map[string]reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if len(codes(wordsOf(t))) >= 9 {
		into[t.Name()] = t
	}
	if t.Kind() == reflect.Struct && !isText(t) {
		for _, f := range fields(t) {
			long(f.Type, into)
		}
	}
}

// inPaths are the Chinese words for parts of a record that have several.
var inPaths = map[string]string{
	"status": "状态", "review": "审核结果", "finding": "认定结果", "guardian": "监护人", "days": "拘留", "ground": "事由", "day": "违法日",
}

// chinesePath is a path in Chinese, as a script can write it. The basis of an
// employment is how somebody is employed, any other the text that is cited.
func chinesePath(path string, owner reflect.Type) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		switch {
		case parts[0] == "认定结果" && part == "authority":
			parts[i] = "认定机关"
		case parts[0] == "认定结果" && part == "day":
			parts[i] = "认定日"
		case part == "basis" && !strings.HasPrefix(path, "employments."):
			parts[i] = "依据"
		case inPaths[part] != "":
			parts[i] = inPaths[part]
		case part[0] > '9':
			parts[i], _, _ = strings.Cut(chineseOf(part), "、")
		}
	}
	zh := strings.Join(parts, ".")
	if household, is := strings.CutSuffix(zh, "户籍.状态"); is {
		zh += "、" + household + "户籍状态"
	}
	return zh
}

// written says how the values of types are written that have no words.
func written(t reflect.Type) string {
	switch {
	case t == dayType:
		return "日期 / a day"
	case t == clauseType:
		return "条款，如 8.1 / a clause"
	case t == amountType, t == reflect.TypeFor[penalty.Fine]():
		return "数额 / an amount in yuan"
	case t == reflect.TypeFor[permit.Division]():
		return "六位区划 / six digits of a division"
	case t == reflect.TypeFor[civil.Month]():
		return "月份 / a month, as 2026-07"
	case t == reflect.TypeFor[registry.ProofKind]():
		return "`dwelling` 住所, `employment` 就业, `insurance` 社保, `study` 就读"
	case t.Kind() == reflect.Bool:
		return "`yes` 是, `no` 否"
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 && !isText(t):
		return "整数 / a whole number"
	}
	return "文字 / text"
}

// pathsOf are the lines of a record's paths; without leaves out those that a
// desk fills in.
func pathsOf(t reflect.Type, prefix string, without ...string) (lines []string) {
	known := fields(t)
	for _, name := range names(known) {
		f := known[name]
		path, ft := prefix+name, f.Type
		if slices.Contains(without, name) {
			continue
		}
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		line := func(words string) {
			lines = append(lines, fmt.Sprintf("| `%s` | %s | %s |", path, chinesePath(path, t), words))
		}
		switch {
		case ft == reflect.TypeFor[permit.Finding]():
			line("[认定 / a finding](#findings)")
		case ft == reflect.TypeFor[eligibility.Review]():
			line("[审核 / a review](#findings)")
		case ft == reflect.TypeFor[permit.Person]() && prefix != "":
			line("人员 / a person of the script")
		case ft == reflect.TypeFor[permit.State]():
			line("居住证状态 / the state of a permit")
			path += ".status"
			line(listOf(reflect.TypeFor[permit.Status]()))
		case ft == reflect.TypeFor[permit.Address]():
			line("六位区划 / six digits of a division, as 110108")
		case ft == reflect.TypeFor[eligibility.Claims]():
			line("`employment` 就业, `dwelling` 住所, `study` 就读, 用逗号连接 / joined by commas")
		case ft == reflect.TypeFor[[]eligibility.InsuranceMonth]():
			line("`2026-01..2026-06`, `2026-04`, 其后可写 / then `:` " + listOf(payments) + ", 用逗号连接 / joined by commas")
			lines = append(lines, pathsOf(ft.Elem(), path+".0.", without...)...)
		case t == reflect.TypeFor[eligibility.Dwelling]() && name == "holder":
			line("房产证、租赁合同或者住宿证明上写明的人，相对申请人是谁；单位的宿舍写居住人，不写单位 / whoever the title or lease names, or the letter names as living there, by relation to the applicant: " + see(ft))
		case t == reflect.TypeFor[eligibility.Employment]() && name == "holder":
			line("营业执照上写明的人，相对申请人是谁 / whoever the licence names, by relation to the applicant: " + see(ft))
		case wordsOf(ft) != nil:
			line(see(ft))
		case isText(ft) || ft.Kind() != reflect.Struct && ft.Kind() != reflect.Slice:
			line(written(ft))
		case ft.Kind() == reflect.Slice && ft.Elem().Kind() == reflect.Struct && !isText(ft.Elem()):
			lines = append(lines, pathsOf(ft.Elem(), path+".0.", without...)...)
		case ft.Kind() == reflect.Slice:
			line("用逗号连接 / joined by commas")
		default:
			if name == "agent" {
				line("代办人 / a person of the script, as parent")
			}
			lines = append(lines, pathsOf(ft, path+".", without...)...)
		}
	}
	return lines
}
