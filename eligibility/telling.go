package eligibility

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// told is the format of every fact text: what there is to tell differs from
// case to case, so the detail writes it out in both languages.
var told = law.Bilingual{ZH: "%[1]s", EN: "%[2]s"}

// say writes a text out in both languages, for told. Values that have labels
// are shown by them; nothing that identifies a person may be among them.
func say(text law.Bilingual, args ...any) []any {
	in := func(format string, tag language.Tag) string {
		shown := make([]any, len(args))
		for i, a := range args {
			switch v := a.(type) {
			case interface{ Label(language.Tag) string }:
				shown[i] = v.Label(tag)
			case interface{ Chinese() string }:
				shown[i] = a
				if tag == language.Chinese {
					shown[i] = v.Chinese()
				}
			default:
				shown[i] = a
			}
		}
		return fmt.Sprintf(format, shown...)
	}
	return []any{in(text.ZH, language.Chinese), in(text.EN, language.English)}
}

// tellStated tells whether there was something to judge for a condition.
func tellStated(n int, absent bool, relied permit.Flag) []any {
	switch {
	case relied == permit.No:
		return say(law.Bilingual{ZH: "申请人未以此为依据", EN: "the applicant does not rely on it"})
	case n > 0:
		return say(law.Bilingual{ZH: "共%d项", EN: "number stated: %d"}, n)
	case absent:
		return say(law.Bilingual{ZH: "未记载", EN: "not recorded"})
	}
	return say(law.Bilingual{ZH: "记载为没有", EN: "recorded as none"})
}

// tellInForce tells the days of a term.
func tellInForce(t *permit.Term, k moment) []any {
	switch {
	case t.From.IsZero() && t.Until.IsZero() && !t.LongTerm:
		return say(law.Bilingual{ZH: "期限未记载", EN: "term not recorded"})
	case t.LongTerm && t.From.IsZero():
		return say(law.Bilingual{ZH: "长期，起始日未记载；判断之日为%v", EN: "without end, its start not recorded; the day of judgement is %v"}, k.on)
	case t.LongTerm:
		return say(law.Bilingual{ZH: "自%v起，长期；判断之日为%v", EN: "from %v, without end; the day of judgement is %v"}, t.From, k.on)
	case t.Until.IsZero():
		return say(law.Bilingual{ZH: "自%v起，截止日未记载；判断之日为%v", EN: "from %v, its end not recorded; the day of judgement is %v"}, t.From, k.on)
	case t.From.IsZero():
		return say(law.Bilingual{ZH: "起始日未记载，至%v止；判断之日为%v", EN: "its start not recorded, until %v; the day of judgement is %v"}, t.Until, k.on)
	}
	return say(law.Bilingual{ZH: "自%v至%v；判断之日为%v", EN: "from %v until %v; the day of judgement is %v"}, t.From, t.Until, k.on)
}

// tellTerm tells the days of a term, and what reading A15 asks of them.
func tellTerm(t *permit.Term, k moment) []any {
	days := tellInForce(t, k)
	switch k.policy.Lasting {
	case MustStillLast:
		more := say(law.Bilingual{ZH: "；须持续至%v", EN: "; it must last until %v"}, civil.Months(lasting).LastDay(k.on, civil.StartExcluded))
		return join(days, more)
	case MustHaveLasted:
		if from := lastedFrom(t, k); !from.IsZero() {
			return join(days, say(law.Bilingual{ZH: "；%v起为已满六个月", EN: "; six months are full from %v"}, from))
		}
		if !t.From.IsZero() && lasted(t, k) == rule.Unknown {
			return join(days, say(law.Bilingual{ZH: "；日历没有满六个月之年的数据", EN: "; the calendar has no data for the year in which six months are full"}))
		}
	}
	return days
}

// join puts two texts made by say together.
func join(a, b []any) []any {
	return []any{a[0].(string) + b[0].(string), a[1].(string) + b[1].(string)}
}

// tell tells what was said of a proof, and why it decides nothing where it does
// not. The reasons of a rejection are left to the refusal notice.
func (r *Review) tell(own remit) []any {
	switch {
	case r.Outcome == NotReviewed:
		return say(law.Bilingual{ZH: "尚未审核", EN: "not reviewed yet"})
	case r.By.Kind == permit.OfficeUnknown:
		return say(law.Bilingual{ZH: "%v，但审核部门未记载", EN: "%v, but the department is not recorded"}, r.Outcome)
	case r.competent(own) == permit.No && reviewsAnything.has(r.By.Kind):
		return say(law.Bilingual{ZH: "%v由%v作出，该部门负责的是其他证明，审核不生效", EN: "%v by the %v, which is competent for other proofs: the review decides nothing"}, r.Outcome, r.By.Kind)
	case r.competent(own) == permit.No:
		return say(law.Bilingual{ZH: "%v由%v作出，经认定该部门没有审核职责", EN: "%v by the %v, which was found not to be competent"}, r.Outcome, r.By.Kind)
	case r.competent(own) == permit.FlagUnknown:
		return say(law.Bilingual{ZH: "%v由%v作出，该部门是否属于“等”须经认定", EN: "%v by the %v; whether the open end of the list covers it needs a finding"}, r.Outcome, r.By.Kind)
	case r.Outcome == Rejected && r.Reason == "":
		return say(law.Bilingual{ZH: "%v审核不通过，但没有说明理由", EN: "rejected by the %v without stating reasons"}, r.By.Kind)
	}
	return say(law.Bilingual{ZH: "%v：%v", EN: "%v: %v"}, r.By.Kind, r.Outcome)
}
