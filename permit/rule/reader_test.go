package rule_test

import (
	"strings"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The tests decide about a made-up library card: a reader must be registered
// for ten days, and either own a chair or rent one, and must not be banned.
type reader struct {
	since              civil.Date
	owns, rents, admit rule.Truth
	banned             rule.Truth
}

type wait uint8

type readerPolicy struct {
	wait    wait
	lenient bool
}

type readerDay struct {
	on     civil.Date
	latest civil.Date
	p      *readerPolicy
}

func readerConditions() []rule.Condition[reader, readerDay] {
	flag := func(code, path string, id law.ReadingID, get func(*reader) rule.Truth) rule.Condition[reader, readerDay] {
		return rule.Condition[reader, readerDay]{
			Code: code, Cite: law.MustCite("8.2.b"), Path: path, Readings: []law.ReadingID{id},
			Rule:  law.Bilingual{ZH: "有椅子", EN: "has a chair"},
			Check: func(r *reader, k readerDay) rule.Truth { return get(r) },
		}
	}
	since := rule.Condition[reader, readerDay]{
		Code: "TST-REG-01", Cite: law.MustCite("8.1"), Path: "/since", Readings: []law.ReadingID{law.A02},
		Rule: law.Bilingual{ZH: "登记满十日", EN: "registered for ten full days"},
		Fact: law.Bilingual{ZH: "自 %[1]v 登记，已 %[2]d 日", EN: "registered on %[1]v, %[2]d days ago"},
		Check: func(r *reader, k readerDay) rule.Truth {
			if r.since.IsZero() {
				return rule.Unknown
			}
			return rule.Of(r.since.OnOrBefore(k.latest))
		},
		Detail: func(r *reader, k readerDay) []any {
			if r.since.IsZero() {
				return nil
			}
			return []any{r.since, r.since.DaysUntil(k.on)}
		},
		Earliest: func(r *reader, k readerDay) civil.Date {
			return r.since.AddDays(k.latest.DaysUntil(k.on))
		},
	}
	banned := flag("TST-BAN-01", "/banned", law.A36, func(r *reader) rule.Truth { return r.banned })
	banned.Rule = law.Bilingual{ZH: "被禁止入馆", EN: "banned from the house"}
	return []rule.Condition[reader, readerDay]{
		since,
		flag("TST-OWN-01", "/owns", law.A13, func(r *reader) rule.Truth { return r.owns }),
		flag("TST-RNT-01", "/rents", law.A14, func(r *reader) rule.Truth { return r.rents }),
		flag("TST-RNT-02", "/admit", law.A14, func(r *reader) rule.Truth { return r.admit }),
		banned,
	}
}

func readerSpec() rule.Spec[reader, readerPolicy, readerDay] {
	return rule.Spec[reader, readerPolicy, readerDay]{
		Name: "reader", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "读者证", EN: "Reader's card"},
		Conditions: readerConditions(),
		Formula: rule.All(
			rule.Is("TST-REG-01"),
			rule.Group("chair", law.MustCite("8.2.b"), rule.Any(
				rule.Is("TST-OWN-01"),
				rule.All(rule.Is("TST-RNT-01"), rule.Is("TST-RNT-02")),
			)),
			rule.Not(rule.Is("TST-BAN-01")),
		),
		Prepare: func(on civil.Date, p *readerPolicy) readerDay {
			// Reading A02 (a): ten days complete only after the tenth has
			// ended; (b): on the tenth day.
			days := 11
			if p.wait == 1 || p.lenient {
				days = 10
			}
			return readerDay{on, on.AddDays(-days), p}
		},
		Switches: []rule.Switch[readerPolicy]{
			rule.Choose(law.A02, "Wait", func(p *readerPolicy) *wait { return &p.wait }, "a", "b"),
			rule.Toggle(law.A36, "Lenient", func(p *readerPolicy) *bool { return &p.lenient }, "a", "b"),
		},
	}
}

var readers = rule.MustTable(readerSpec())

var day = civil.MustParse("2026-07-14")

func codes(rs []rule.Result) string {
	var cs []string
	for _, r := range rs {
		cs = append(cs, r.Code)
	}
	return strings.Join(cs, " ")
}

// outcomeByHand is the rule of the made-up table written in another style.
func outcomeByHand(reg, own, rent, admit, banned rule.Truth) rule.Outcome {
	if reg == rule.Unmet || banned == rule.Met || own == rule.Unmet && (rent == rule.Unmet || admit == rule.Unmet) {
		return rule.Refused
	}
	if reg == rule.Met && banned == rule.Unmet && (own == rule.Met || rent == rule.Met && admit == rule.Met) {
		return rule.Approved
	}
	return rule.Undetermined
}

var all3 = []rule.Truth{rule.Unknown, rule.Met, rule.Unmet}

// eachAssignment calls f for all 243 assignments of the five conditions.
func eachAssignment(f func(v [5]rule.Truth)) {
	for i := range 243 {
		var v [5]rule.Truth
		for j := range v {
			v[j] = all3[i%3]
			i /= 3
		}
		f(v)
	}
}

func readerOf(v [5]rule.Truth) *reader {
	r := &reader{owns: v[1], rents: v[2], admit: v[3], banned: v[4]}
	switch v[0] {
	case rule.Met:
		r.since = day.AddDays(-11)
	case rule.Unmet:
		r.since = day.AddDays(-10)
	}
	return r
}
