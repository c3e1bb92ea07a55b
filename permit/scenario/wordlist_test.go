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
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
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
		words := ""
		if t := valueTypes[name]; t != nil {
			words = see(t)
			long(t, lists)
		}
		p("| `%s` | %s | %s |\n", name, chineseOf(name), words)
	}
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
	facts := func(title string, t reflect.Type) {
		long(t, lists)
		p("\n### %s\n\n| path | 中文 | 取值 / words |\n|---|---|---|\n", title)
		for _, line := range pathsOf(t, "") {
			p("%s\n", line)
		}
	}
	p("\n## 事实 / Facts\n\n")
	p("写作 `路径=值`，列表的第一项写作 0。/ Written path=value; the first of a list is 0. `ground=` (申领事由) 一次写明所依据的条件 / sets the condition relied on with all it needs.\n")
	facts("人员及其申请 / a person and the application (`set`, `person`, `apply`, `judge application|materials|agency|venue`)", reflect.TypeFor[eligibility.Application]())
	for _, name := range slices.Sorted(maps.Keys(questions)) {
		facts("`judge "+name+"` "+chineseOf(name), reflect.TypeOf(questions[name].facts(w).input()).Elem())
	}
	for _, name := range slices.Sorted(maps.Keys(actWords)) {
		t := reflect.TypeOf(actWords[name].in(w, w.order[0]).input()).Elem()
		if t == reflect.TypeFor[eligibility.Application]() || t.NumField() == 0 {
			continue
		}
		facts("`"+name+"` "+chineseOf(name)+" ("+actWords[name].by.String()+")", t)
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

// pathsOf are the lines of a record's paths.
func pathsOf(t reflect.Type, prefix string) (lines []string) {
	known := fields(t)
	for _, name := range names(known) {
		f := known[name]
		path, ft := prefix+name, f.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		line := func(words string) {
			lines = append(lines, fmt.Sprintf("| `%s` | %s | %s |", path, chineseOf(name), words))
		}
		switch {
		case ft == reflect.TypeFor[permit.Finding]():
			line("认定 / a finding: `established` 成立, `not-established` 不成立, `open` 未定, `none` 无")
		case ft == reflect.TypeFor[eligibility.Review]():
			line("审核 / a review: `accepted` 通过, `rejected` 不通过, `unknown` 未审核")
		case ft == reflect.TypeFor[permit.Person]() && prefix != "":
			line("人员 / a person of the script")
		case ft == reflect.TypeFor[permit.State]():
			line("居住证状态 / the state of a permit")
			lines = append(lines, fmt.Sprintf("| `%s.status` | %s | %s |", path, chineseOf("status"), listOf(reflect.TypeFor[permit.Status]())))
		case ft == reflect.TypeFor[permit.Address]():
			line("六位区划 / six digits of a division, as 110108")
		case ft == reflect.TypeFor[eligibility.Claims]():
			line("`employment` 就业, `dwelling` 住所, `study` 就读, 用逗号连接 / joined by commas")
		case ft == reflect.TypeFor[[]eligibility.InsuranceMonth]():
			line("`2026-01..2026-06`, 加 / with `:back-paid`")
		case wordsOf(ft) != nil:
			line(see(ft))
		case isText(ft) || ft.Kind() != reflect.Struct && ft.Kind() != reflect.Slice:
			line(map[reflect.Type]string{reflect.TypeFor[civil.Date](): "日期 / a day"}[ft])
		case ft.Kind() == reflect.Slice && ft.Elem().Kind() == reflect.Struct && !isText(ft.Elem()):
			lines = append(lines, pathsOf(ft.Elem(), path+".0.")...)
		case ft.Kind() == reflect.Slice:
			line("用逗号连接 / joined by commas")
		default:
			if name == "agent" {
				line("代办人 / a person of the script, as parent")
			}
			lines = append(lines, pathsOf(ft, path+".")...)
		}
	}
	return lines
}
