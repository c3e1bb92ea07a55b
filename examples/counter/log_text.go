package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A textLog writes for people: one row a visit in aligned columns, and below it
// what there is to tell. The columns are as wide as the widest word that can
// stand in them, so that rows can be written one by one.
type textLog struct {
	w      *bufio.Writer
	tag    language.Tag
	colour bool
	day    civil.Date
	who    int
	act    int
	came   int
	item   int
}

func newTextLog(w io.Writer, tag language.Tag) *textLog {
	l := &textLog{w: bufio.NewWriter(w), tag: tag, colour: wantsColour(w), who: widest("甲0000", heads.who.In(tag))}
	l.act, l.came = widest(heads.act.In(tag)), widest(heads.came.In(tag))
	for _, a := range acts {
		l.act = max(l.act, widest(a.label.In(tag)))
	}
	for _, o := range outcomes {
		l.came = max(l.came, widest(o.label.In(tag)))
	}
	for _, label := range itemLabels {
		l.item = max(l.item, widest(label.In(tag)))
	}
	return l
}

var heads = struct{ time, who, act, came, clauses law.Bilingual }{
	time:    law.Bilingual{ZH: "时间", EN: "time"},
	who:     law.Bilingual{ZH: "来访人", EN: "visitor"},
	act:     law.Bilingual{ZH: "事项", EN: "act"},
	came:    law.Bilingual{ZH: "结果", EN: "outcome"},
	clauses: law.Bilingual{ZH: "条款", EN: "clauses"},
}

const (
	timeColumn = 5
	gap        = "  "
	indent     = "         " // under the visitor
)

func (l *textLog) print(parts ...string) {
	for _, s := range parts {
		_, _ = l.w.WriteString(s) // a bufio.Writer keeps its first error
	}
	_ = l.w.WriteByte('\n')
}

// row joins the columns; the last one is not filled up.
func (l *textLog) row(when, who, act, came string, o outcome, clauses string) {
	came = pad(came, l.came)
	if l.colour {
		came = paint(came, o)
	}
	l.print(pad(when, timeColumn), gap, pad(who, l.who), gap, pad(act, l.act), gap, came, gap, clauses)
}

func (l *textLog) visit(e *entry) {
	if e.visit.day != l.day {
		l.open(e)
	}
	l.row(e.visit.time.String(), string(e.visit.who), e.visit.act.label.In(l.tag), e.outcome.Label(l.tag), e.outcome, clauseList(e.clauses))
	for _, c := range e.causes {
		l.cause(c)
	}
	for _, i := range e.items {
		l.print(indent, pad(itemLabels[i.key].In(l.tag), l.item), gap, i.value.In(l.tag))
	}
}

// open writes the head of a day.
func (l *textLog) open(e *entry) {
	if !l.day.IsZero() {
		l.print()
	}
	l.day = e.visit.day
	station := law.Bilingual{ZH: "公安派出所", EN: "police station"}
	l.print(l.date(l.day), gap, l.weekday(l.day), gap, e.visit.district.Label(l.tag), gap, station.In(l.tag))
	l.print(draft.In(l.tag))
	l.print()
	l.row(heads.time.In(l.tag), heads.who.In(l.tag), heads.act.In(l.tag), heads.came.In(l.tag), done, heads.clauses.In(l.tag))
}

var draft = law.Bilingual{
	ZH: "依据《" + law.Title[:len(law.Title)-len("（草案送审稿）")] + "》草案送审稿演示，不是现行法；工本费为编造的示例。",
	EN: "Played under the draft Measures, which are not law in force. Fees are made up.",
}

var marks = struct{ unmet, unknown, failed law.Bilingual }{
	unmet:   law.Bilingual{ZH: "不符", EN: "not met"},
	unknown: law.Bilingual{ZH: "待查", EN: "not known"},
	failed:  law.Bilingual{ZH: "错误", EN: "error"},
}

// cause writes what a clause demands and how it is not met, or not known to be.
func (l *textLog) cause(c cause) {
	mark := marks.unmet
	switch {
	case c.question:
		mark = marks.unknown
	case c.code == "" && !c.stated:
		mark = marks.failed
	}
	text := pad(mark.In(l.tag), widest(marks.unmet.In(l.tag), marks.unknown.In(l.tag), marks.failed.In(l.tag))) + gap
	for _, s := range []string{c.cite.String(), c.code} {
		if s != "" {
			text += s + " "
		}
	}
	l.print(indent, text, c.text.In(l.tag))
}

func (l *textLog) date(d civil.Date) string { return onDay(d).In(l.tag) }

func (l *textLog) weekday(d civil.Date) string {
	if l.tag == language.English {
		return d.Weekday().String()
	}
	return "星期" + string([]rune("日一二三四五六")[d.Weekday()-time.Sunday])
}

func clauseList(list []law.Cite) string {
	var texts []string
	for _, c := range list {
		texts = append(texts, c.String())
	}
	return strings.Join(texts, " ")
}

var ends = struct{ head, repeated, due, suspended, open, bad, none law.Bilingual }{
	head:      law.Bilingual{ZH: "小结", EN: "End of the day"},
	repeated:  law.Bilingual{ZH: "此前已办、不再计入", EN: "played before, not counted again"},
	due:       law.Bilingual{ZH: "三十日内应当签注", EN: "To be endorsed within thirty days"},
	suspended: law.Bilingual{ZH: "使用功能中止", EN: "Suspended"},
	open:      law.Bilingual{ZH: "待定的申领", EN: "Applications still open"},
	bad:       law.Bilingual{ZH: "有问题的行", EN: "Faults of lines"},
	none:      law.Bilingual{ZH: "无", EN: "none"},
}

var issueDue = law.Bilingual{ZH: "建议制发期限（参照上位法）", EN: "advisory day of issue (superior Regulation)"}

func (l *textLog) end(s *summary, faults []fault) {
	l.print()
	l.print(ends.head.In(l.tag))
	for o, n := range s.outcomes {
		l.print(indent, pad(outcomes[o].label.In(l.tag), l.came), gap, fmt.Sprintf("%4d", n))
	}
	l.print(indent, pad(law.Bilingual{ZH: "合计", EN: "all"}.In(l.tag), l.came), gap, fmt.Sprintf("%4d", s.visits))
	if s.repeated > 0 {
		l.print(indent, ends.repeated.In(l.tag), gap, fmt.Sprint(s.repeated))
	}
	l.list(ends.due, s.due)
	l.list(ends.suspended, s.suspended)
	l.head(ends.open, len(s.open))
	for _, a := range s.open {
		l.print(indent, a.Number, gap, issueDue.In(l.tag), gap, l.date(a.IssueDue))
	}
	if len(faults) > 0 {
		l.head(ends.bad, len(faults))
	}
}

func (l *textLog) head(text law.Bilingual, n int) {
	if n == 0 {
		l.print(text.In(l.tag), gap, ends.none.In(l.tag))
		return
	}
	l.print(text.In(l.tag), gap, fmt.Sprint(n))
}

func (l *textLog) list(text law.Bilingual, list []listed) {
	l.head(text, len(list))
	for _, p := range list {
		deadline := l.date(p.deadline)
		if p.deadline.IsZero() {
			deadline = unpublished.In(l.tag)
		}
		l.print(indent, string(p.permit), gap, pad(string(p.who), l.who), gap,
			itemLabels["validUntil"].In(l.tag), gap, l.date(p.last), gap,
			itemLabels["deadline"].In(l.tag), gap, deadline)
	}
}

func (l *textLog) flush() error { return l.w.Flush() }
