package scenario

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/permit/civil"
)

// wordsBelow are the names of all parts of a record, with those of its parts.
func wordsBelow(t reflect.Type, into map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || isText(t) {
		return
	}
	for name, f := range fields(t) {
		into[name] = true
		wordsBelow(f.Type, into)
	}
}

// TestEveryWordHasAChineseOne walks all words of the language.
func TestEveryWordHasAChineseOne(t *testing.T) {
	w := newWorld(Options{})
	w.day = civil.MustParse("2026-07-16")
	words := map[string]bool{}
	for _, list := range [][]string{statementWords(), questionNames(), valueNames(), outcomeWords, listWords, {"error", "recorded", "not-recorded", "by", "at", "card", "office"}} {
		for _, word := range list {
			words[word] = true
		}
	}
	wordsBelow(reflect.TypeOf(w.order[0].app.of), words)
	for _, q := range questions {
		wordsBelow(reflect.TypeOf(q.facts(w).input()), words)
	}
	for _, a := range actWords {
		wordsBelow(reflect.TypeOf(a.in(w, w.order[0]).input()), words)
	}
	chinese := map[string]bool{}
	for zh, en := range keywords {
		if zh != en {
			chinese[en] = true
		}
	}
	var missing []string
	for word := range words {
		if !chinese[word] {
			missing = append(missing, word)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("no Chinese word for %q", missing)
	}
	for zh, en := range keywords {
		if !words[en] && en != "applicant" && en != "issued" && en != "from" && en != "ground" {
			t.Errorf("%s stands for %q, which is no word", zh, en)
		}
	}
}

// TestChinesePaths: every Chinese path of WORDS.md is the English one beside it.
func TestChinesePaths(t *testing.T) {
	w := newWorld(Options{})
	w.day = civil.MustParse("2026-07-16")
	records := []reflect.Type{reflect.TypeOf(w.order[0].app.of)}
	for _, q := range questions {
		records = append(records, reflect.TypeOf(q.facts(w).input()).Elem())
	}
	for _, a := range actWords {
		records = append(records, reflect.TypeOf(a.in(w, w.order[0]).input()).Elem())
	}
	seen := 0
	for _, record := range records {
		for _, line := range pathsOf(record, "") {
			cells := strings.Split(line, " | ")
			english := strings.Trim(cells[0], "|` ")
			want, _, err := locate(record, english)
			if err != nil {
				t.Errorf("%v %s: %v", record, english, err)
			}
			for _, zh := range strings.Split(cells[1], "、") {
				seen++
				if got, _, err := locate(record, zh); err != nil || !slices.Equal(got, want) {
					t.Errorf("%v %s: %s is %v, %v", record, english, zh, got, err)
				}
			}
		}
	}
	if seen < 300 {
		t.Errorf("there are %d paths only", seen)
	}
}
