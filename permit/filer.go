package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Filer says who came to the desk, and to which, for one of the holder's
// procedures (12.1, 13.1).
type Filer struct {
	// By is Holder or Agent; nobody else has a procedure to go through.
	By ActorKind `json:"by"`
	// AgentAdmitted says whether article 10 admits that agent on that day
	// (readings A20 to A24, A47, which are choices of eligibility.Policy and are
	// shown with that decision). It is asked only if By is Agent.
	AgentAdmitted rule.Truth `json:"agentAdmitted"`
	// Office is the kind of body the filing was made at.
	Office OfficeKind `json:"office"`
}

// entitled says whether the procedure is the filer's to go through.
func (f Filer) entitled() rule.Truth {
	switch f.By {
	case ActorUnknown:
		return rule.Unknown
	case Holder:
		return rule.Met
	case Agent:
		return f.AgentAdmitted
	}
	return rule.Unmet
}

// received says whether the body may receive the holder at all (5.1). Which of
// the public security organs is the right one is a question of venue, a decision
// of its own (A18).
func (f Filer) received() rule.Truth {
	if f.Office == OfficeUnknown {
		return rule.Unknown
	}
	return rule.Of(f.Office.Intake() || f.Office.PublicSecurity())
}

// The conditions that several tables share are built here, each with its own
// code in each table.

func filedBy[F any](code, cite string, get func(*F) Filer) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/filer/by",
		Rule:  law.Bilingual{ZH: "由持有人本人或者依法可以代办的人办理", EN: "the holder comes in person or through an agent the text admits"},
		Check: func(f *F, _ moment) rule.Truth { return get(f).entitled() },
	}
}

func filedAt[F any](code, cite string, get func(*F) Filer) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/filer/office", Readings: []law.ReadingID{law.A18},
		Rule:  law.Bilingual{ZH: "向公安机关或者受其委托的社区（村）服务机构办理", EN: "filed with public security or an entrusted community (village) service agency"},
		Check: func(f *F, _ moment) rule.Truth { return get(f).received() },
	}
}

func doneByPublicSecurity[F any](code, cite string, get func(*F) ActorKind) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/by",
		Rule: law.Bilingual{ZH: "由公安机关作出", EN: "done by the public security organ"},
		Check: func(f *F, _ moment) rule.Truth {
			if by := get(f); by != ActorUnknown {
				return rule.Of(by.PublicSecurity())
			}
			return rule.Unknown
		},
	}
}

// permitAlive asks for a permit that was issued and is not cancelled, suspended
// or not (A36). A state of another day than the day of judgement says nothing, and
// neither does one without a status.
func permitAlive[F any](code, cite string, get func(*F) *State) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/permit/status", Readings: []law.ReadingID{law.A36},
		Rule: law.Bilingual{ZH: "居住证已签发且未注销", EN: "the permit has been issued and is not cancelled"},
		Fact: law.Bilingual{ZH: "%[1]s：%[2]s", EN: "on %[3]s: %[4]s"},
		Check: func(f *F, m moment) rule.Truth {
			if get(f).asOf(m.on) {
				return rule.Of(get(f).Alive())
			}
			return rule.Unknown
		},
		Detail: func(f *F, _ moment) []any {
			s := get(f)
			if s.IsZero() {
				return nil
			}
			return []any{s.Day.Chinese(), s.Status.Label(zh), s.Day.String(), s.Status.Label(en)}
		},
	}
}

// asOf reports whether it is the state of that day. One whose status is not
// recorded says nothing of any day.
func (s *State) asOf(day civil.Date) bool {
	return !s.IsZero() && s.Day == day && s.Status != StatusUnknown
}
