package eligibility

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// listed is the closed list of 8.2.c (reading A16).
func (s SchoolKind) listed() rule.Truth {
	if s == SchoolUnknown {
		return rule.Unknown
	}
	return rule.Of(s <= RegularHigher)
}

// attends is 取得学籍并就读 on the day; leave of absence interrupts it, school
// holidays do not.
func (s *Study) attends(k moment) rule.Truth {
	t := rule.Unknown
	if s.Attendance != AttendanceUnknown {
		t = rule.Of(s.Attendance == Attending)
	}
	return t.And(inForce(&s.Term, k.on))
}

// attendsFrom is the first day of a term that has not begun, for somebody who will
// then attend; the zero Date where time does not help.
func (s *Study) attendsFrom(k moment) civil.Date {
	if s.Attendance != Attending || !s.Term.From.StrictlyAfter(k.on) || inForce(&s.Term, s.Term.From) != rule.Met {
		return civil.Date{}
	}
	return s.Term.From
}

// suits is 8.2.c for one enrolment.
func (s *Study) suits(k moment) rule.Truth {
	return s.School.listed().
		And(s.FullTime.Truth()).
		And(s.Division.InBeijing().Truth()).
		And(s.Xueji.Truth()).
		And(s.attends(k)).
		And(s.Review.truth(reviewsStudy))
}

// study is the enrolment that is judged, chosen like employment.
func study(a *Application, k moment) *Study {
	switch len(a.Studies) {
	case 0:
		return nil
	case 1:
		return &a.Studies[0]
	}
	return bestStudy(a, k)
}

func bestStudy(a *Application, k moment) *Study {
	var best *Study
	var standing rule.Truth
	for i := range a.Studies {
		s := &a.Studies[i]
		if t := s.suits(k); best == nil || better(t, standing) {
			best, standing = s, t
		}
	}
	return best
}

func studyStated(a *Application, _ moment) rule.Truth { return stated(a.Studies, a, ClaimStudy) }

func schoolListed(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.School.listed()
	}
	return rule.Unknown
}

func schoolFullTime(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.FullTime.Truth()
	}
	return rule.Unknown
}

func schoolInBeijing(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.Division.InBeijing().Truth()
	}
	return rule.Unknown
}

func hasXueji(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.Xueji.Truth()
	}
	return rule.Unknown
}

func attends(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.attends(k)
	}
	return rule.Unknown
}

func studyReviewed(a *Application, k moment) rule.Truth {
	if s := study(a, k); s != nil {
		return s.Review.truth(reviewsStudy)
	}
	return rule.Unknown
}

// ofStudy makes the detail of a condition that speaks of the enrolment.
func ofStudy(tell func(*Study, moment) []any) func(*Application, moment) []any {
	return func(a *Application, k moment) []any {
		if s := study(a, k); s != nil {
			return tell(s, k)
		}
		return nil
	}
}

func studyConditions() []rule.Condition[Application, moment] {
	return []rule.Condition[Application, moment]{
		{
			Code: CodeStudyStated, Cite: law.MustCite("8.1"), Path: "/studies",
			Rule:  law.Bilingual{ZH: "申请人以在京连续就读为依据，并有就读事实可供判断", EN: "the applicant relies on continuous study in Beijing, and there is an enrolment to judge"},
			Fact:  told,
			Check: studyStated,
			Detail: func(a *Application, _ moment) []any {
				return tellStated(len(a.Studies), a.Studies == nil, a.Claims.Of(ClaimStudy))
			},
		},
		{
			Code: CodeSchoolKind, Cite: law.MustCite("8.2.c"), Path: "/studies",
			Readings: []law.ReadingID{law.A16},
			Rule:     law.Bilingual{ZH: "就读于小学、中学、中等职业学校或者普通高等学校", EN: "the school is a primary, secondary or secondary vocational school or a regular higher-education institution"},
			Fact:     told,
			Check:    schoolListed,
			Detail: ofStudy(func(s *Study, _ moment) []any {
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, s.School)
			}),
		},
		{
			Code: CodeFullTime, Cite: law.MustCite("8.2.c"), Path: "/studies",
			Rule:  law.Bilingual{ZH: "学校为全日制", EN: "the school is full-time"},
			Fact:  told,
			Check: schoolFullTime,
			Detail: ofStudy(func(s *Study, _ moment) []any {
				return say(law.Bilingual{ZH: "全日制：%v", EN: "full-time: %v"}, s.FullTime)
			}),
		},
		{
			Code: CodeSchoolInBeijing, Cite: law.MustCite("8.1"), Path: "/studies",
			Rule:  law.Bilingual{ZH: "学校在本市", EN: "the school is in Beijing"},
			Fact:  told,
			Check: schoolInBeijing,
			Detail: ofStudy(func(s *Study, _ moment) []any {
				return say(law.Bilingual{ZH: "在本市：%v", EN: "in Beijing: %v"}, s.Division.InBeijing())
			}),
		},
		{
			Code: CodeXueji, Cite: law.MustCite("8.2.c"), Path: "/studies",
			Readings: []law.ReadingID{law.A16},
			Rule:     law.Bilingual{ZH: "取得学籍", EN: "the school has given the applicant student status"},
			Fact:     told,
			Check:    hasXueji,
			Detail: ofStudy(func(s *Study, _ moment) []any {
				return say(law.Bilingual{ZH: "学籍：%v", EN: "student status: %v"}, s.Xueji)
			}),
		},
		{
			Code: CodeAttending, Cite: law.MustCite("8.2.c"), Path: "/studies",
			Readings: []law.ReadingID{law.A16},
			Rule:     law.Bilingual{ZH: "当日在校就读", EN: "the applicant attends on the day"},
			Fact:     told,
			Check:    attends,
			Detail: ofStudy(func(s *Study, k moment) []any {
				if s.Attendance == Attending {
					return tellInForce(&s.Term, k)
				}
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, s.Attendance)
			}),
			Earliest: func(a *Application, k moment) civil.Date {
				return soonest(a.Studies, func(s *Study) civil.Date { return s.attendsFrom(k) })
			},
		},
		{
			Code: CodeStudyProof, Cite: law.MustCite("5.2"), Path: "/studies",
			Rule:   law.Bilingual{ZH: "就读证明经主管部门审核通过", EN: "the proof of study was accepted by a competent department"},
			Fact:   told,
			Check:  studyReviewed,
			Detail: ofStudy(func(s *Study, _ moment) []any { return s.Review.tell(reviewsStudy) }),
		},
	}
}
