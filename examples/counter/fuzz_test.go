package main

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// FuzzLine reads any bytes as a file. Oracle: reading twice gives the same; a
// line that is no comment becomes one thing or at least one fault, and a fault
// never repeats what the line says of a person.
func FuzzLine(f *testing.F) {
	for _, name := range []string{examplePeople, exampleHistory, exampleDay} {
		b, err := example.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for i, l := range bytes.Split(b, []byte("\n")) {
			if i%7 == 0 {
				f.Add(l)
			}
		}
	}
	f.Add([]byte(`{"act":"apply","who":"测试甲","time":"09:00","name":"测试甲","expect":{"shows":{"测试乙":"x"}}}`))
	f.Add([]byte(`{"person":"甲01","idNumber":"130100199403050000","address":"示例路一百号"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		head := someDay + somePerson
		load := func() *script {
			s := newScript()
			if err := s.load("f", strings.NewReader(head+string(b))); err != nil {
				t.Fatal(err)
			}
			s.settle()
			return s
		}
		s, again := load(), load()
		if len(s.faults) != len(again.faults) || len(s.visits) != len(again.visits) || len(s.people) != len(again.people) {
			t.Fatal("read differently the second time")
		}
		for i, x := range s.faults {
			if x != again.faults[i] {
				t.Fatal("another fault the second time")
			}
			for _, tag := range []language.Tag{language.Chinese, language.English} {
				said := x.text(tag)
				for _, word := range texts(b) {
					if saidOfPeople.MatchString(word) && strings.Contains(said, word) {
						t.Fatalf("a fault repeats what a line says: field %s", x.field)
					}
				}
			}
		}
	})
}

// saidOfPeople is the mark of what the seeds say of people and no sentence of the
// program says: other words may be in a fault by chance.
var saidOfPeople = regexp.MustCompile(`测试.|示例.|[0-9]{8}`)

// texts are the strings in the lines of a file, names included, as far as a line
// is JSON at all, and each line as a whole.
func texts(b []byte) []string {
	var list []string
	for l := range bytes.Lines(b) {
		list = append(list, string(bytes.TrimSpace(l)))
		d := json.NewDecoder(bytes.NewReader(l))
		for {
			token, err := d.Token()
			if err != nil {
				break
			}
			if s, ok := token.(string); ok {
				list = append(list, s)
			}
		}
	}
	return list
}
