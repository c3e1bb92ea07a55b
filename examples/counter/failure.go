package main

import (
	"errors"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// A missing thing is one the visit needs and the desk does not have: it is the
// file that is at fault, so the message says what has to come before.
type missing struct{ what law.Bilingual }

// Error says what has to come before.
func (m *missing) Error() string { return m.what.EN }

var (
	needsPermit      = &missing{law.Bilingual{ZH: "该来访人没有居住证，须先有获准的申领（apply）", EN: "the visitor has no permit: an apply that is approved must come before"}}
	needsApplication = &missing{law.Bilingual{ZH: "该来访人没有待定的申领，须先申领（apply）", EN: "the visitor has no application that is pending: an apply must come before"}}
	needsOldCard     = &missing{law.Bilingual{ZH: "该来访人没有被取代的旧卡", EN: "the visitor has no earlier card"}}
)

// failures are the errors of the library that a visit can meet, for people. The
// errors themselves are for programmers and in English.
var failures = []struct {
	err  error
	text law.Bilingual
}{
	{storage.ErrDuplicate, law.Bilingual{
		ZH: "记录中已有同名文件的同一行，而内容不同；请另用文件名",
		EN: "the records hold another visit of this file name and line; use another name",
	}},
	{registry.ErrNumber, law.Bilingual{ZH: "编号已被另一处使用；同一记录库同时只能有一个窗口", EN: "the number was given elsewhere: one office at a time may use a store"}},
	{permit.ErrCancelled, law.Bilingual{ZH: "居住证已注销", EN: "the permit is cancelled"}},
	{permit.ErrTransition, law.Bilingual{ZH: "居住证的状态不允许办理此事项", EN: "the status of the permit does not admit this"}},
	{permit.ErrCard, law.Bilingual{ZH: "卡的状态不允许办理此事项", EN: "the card does not fit this act"}},
	{permit.ErrNoFeeSchedule, law.Bilingual{ZH: "没有该日的工本费标准，无法收费", EN: "there is no fee schedule for that day"}},
	{permit.ErrInvalid, law.Bilingual{ZH: "所填内容不符合要求", EN: "the facts stated do not form a valid record"}},
}

// fail writes an error into the entry, without anybody's data: the errors of the
// library have none, and those of this program neither.
func (e *entry) fail(err error) {
	e.outcome = failed
	x := cause{text: law.Bilingual{ZH: err.Error(), EN: err.Error()}}
	for _, f := range failures {
		if errors.Is(err, f.err) {
			x.text = law.Bilingual{ZH: f.text.ZH + "（" + err.Error() + "）", EN: f.text.EN + " (" + err.Error() + ")"}
			break
		}
	}
	var authority *registry.AuthorityError
	var state *registry.StateError
	var need *missing
	switch {
	case errors.As(err, &need):
		x.text = need.what
	case errors.As(err, &authority):
		x.cite = authority.Cite.Clause()
		x.text = law.Bilingual{ZH: authority.Text(language.Chinese), EN: authority.Text(language.English)}
	case errors.As(err, &state):
		x.text = law.Bilingual{ZH: "记录的状态不允许" + state.Task.Label(language.Chinese), EN: state.Rule}
		if state.Task == registry.Apply {
			x.text.ZH = "已持有未注销的居住证，不得另行申领"
		}
	}
	e.rests(x.cite, clause(e.visit.act.clause))
	e.causes = append(e.causes, x)
}

// failure is the error of an entry as a fault of its line.
func (e *entry) failure() fault {
	return fault{at: e.at, rule: e.causes[len(e.causes)-1].text}
}
