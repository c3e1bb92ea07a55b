package permit

import (
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Verification is the answer of article 18 about one card on one day. It
// tells what the permit is and nothing about the person. It is a value;
// making it allocates nothing. Its reasons are rendered when asked for.
type Verification struct {
	Status VerificationStatus `json:"status"`
	Day    civil.Date         `json:"day"`
	// HolidayGrace tells that the last valid day has passed, but not the
	// deadline that a holiday moved: Active all the same (A32).
	HolidayGrace bool `json:"holidayGrace,omitzero"`
	// Err is why nothing could be found out where not the record is at fault: a
	// calendar without data, a policy outside its readings. Status is then
	// Unverified. In JSON it is its text.
	Err error `json:"error,omitempty"`

	facts  VerificationFacts
	policy *Policy
}

// VerificationFacts are what the table "verification" reads.
type VerificationFacts struct {
	Card CardFace `json:"card"`

	_ struct{}
}

// VerifyCard verifies a card by its face (18.1), on any day from face.From on:
// what the whole record would answer, without the record. A day before it is
// Unverified unless the card is known to be cancelled by then. The zero face is
// a number nobody knows: Unverified, and not cancelled.
//
// Precedence where several hold: cancelled, replaced, suspended, unknown,
// active. A card that was taken in (27.2, 28.3) from a permit neither cancelled
// nor suspended is Unverified: the card is no credential any more, and whether
// the permit goes on is not for the verifier to guess. VerifyCard allocates
// nothing.
func VerifyCard(face CardFace, day civil.Date, policy *Policy) Verification {
	v := Verification{Day: day, facts: VerificationFacts{Card: face}, policy: policy}
	policy, v.Err = reading(policy)
	if v.Err != nil || day.IsZero() {
		return v
	}
	v.policy = policy
	f := &v.facts
	if f.cancelled(day) == rule.Unmet {
		v.Status = VerifiedCancelled
		return v
	}
	if f.replaced(day) == rule.Unmet {
		v.Status = VerifiedAsReplaced
		return v
	}
	inUse, err := f.inUse(day, policy)
	switch {
	case inUse == rule.Unmet:
		v.Status = VerifiedSuspended
	case inUse == rule.Met && f.known(day) == rule.Met && f.inHand(day) == rule.Met:
		v.Status = VerifiedActive
		// Only under A32 (b) can a permit in use be overdue.
		late, _ := f.overdue(day, policy)
		v.HolidayGrace = day.StrictlyAfter(face.LastValid) && !late
	}
	v.Err = err
	return v
}

// Verify verifies a card by the whole record, on any day. A number that is none
// of the permit's, and one of a card not yet made on that day, is Unverified.
func (p *Permit) Verify(card CardNumber, day civil.Date, policy *Policy) Verification {
	if day.IsZero() {
		return Verification{policy: policy}
	}
	face, err := p.faceOn(card, day, policy)
	v := VerifyCard(face, day, policy)
	if err != nil {
		v.Status, v.Err = Unverified, err
	}
	return v
}

// Usable reports whether the permit can be used as proof and credential (3.1):
// only an active one can (A36).
func (v Verification) Usable() bool { return v.Status == VerifiedActive }

// Decision is the verification as a decision of the table "verification", with
// all reasons: approved for an active permit, undetermined for an unknown one,
// refused for the rest. Its facts are the card's face, so its Sensitivity varies
// only what is read into those days. The face itself was made under readings, such
// as A27, A30, A42, A43 and A50; Permit.VerifyOtherwise varies them all.
func (v Verification) Decision() rule.Decision {
	facts := v.facts
	return verifications.Decide(&facts, v.Day, v.policy)
}

// known is Met if the number is known and the face answers for the day.
func (f *VerificationFacts) known(day civil.Date) rule.Truth {
	if f.Card.Card == CardUnknown || !f.Card.From.OnOrBefore(day) {
		return rule.Unknown
	}
	return rule.Met
}

func (f *VerificationFacts) cancelled(day civil.Date) rule.Truth {
	if f.Card.CancelledOn.OnOrBefore(day) {
		return rule.Unmet
	}
	return f.known(day)
}

func (f *VerificationFacts) replaced(day civil.Date) rule.Truth {
	if f.Card.Card == CardReplaced {
		return f.known(day).Not()
	}
	return f.known(day)
}

// inHand is Unknown for a card that was taken in.
func (f *VerificationFacts) inHand(day civil.Date) rule.Truth {
	if f.Card.Card == CardConfiscated {
		return rule.Unknown
	}
	return f.known(day)
}

// inUse is Unmet for a suspended permit (14.3.a).
func (f *VerificationFacts) inUse(day civil.Date, p *Policy) (rule.Truth, error) {
	if f.known(day) != rule.Met || f.Card.LastValid.IsZero() {
		return rule.Unknown, nil
	}
	late, err := f.overdue(day, p)
	switch {
	case err != nil:
		return rule.Unknown, err
	case !late:
		return rule.Met, nil
	}
	if p.Endorsement.Suspension == endorsement.FromRecordedDay {
		return rule.Of(!f.Card.SuspensionRecorded.OnOrBefore(day)), nil
	}
	return rule.Unmet, nil
}

// overdue reports whether the deadline has passed.
func (f *VerificationFacts) overdue(day civil.Date, p *Policy) (bool, error) {
	return p.Endorsement.Overdue(f.Card.LastValid, day)
}

// A moment is what the conditions of this package need to know of the day and
// the policy.
type moment struct {
	on     civil.Date
	policy *Policy
}

func prepare(on civil.Date, p *Policy) moment { return moment{on, p} }

// verifications answers article 18. It never changes.
var verifications = rule.MustTable(rule.Spec[VerificationFacts, Policy, moment]{
	Name:  "verification",
	Cite:  law.MustCite("18.1"),
	Title: law.Bilingual{ZH: "核验居住证", EN: "Verifying a residence permit"},
	Conditions: []rule.Condition[VerificationFacts, moment]{
		{
			Code: "PER-VER-01", Cite: law.MustCite("18.1"), Path: "/card/from",
			Rule:  law.Bilingual{ZH: "证件号码有记录，且记录可以回答该日情况", EN: "the number is on record, and the record answers for that day"},
			Fact:  law.Bilingual{ZH: "核验日期%[1]s，记录自%[2]s起", EN: "verified for %[3]s, record from %[4]s"},
			Check: func(f *VerificationFacts, m moment) rule.Truth { return f.known(m.on) },
			Detail: func(f *VerificationFacts, m moment) []any {
				if f.Card.From.IsZero() {
					return nil
				}
				return []any{m.on.Chinese(), f.Card.From.Chinese(), m.on.String(), f.Card.From.String()}
			},
		},
		{
			Code: "PER-VER-02", Cite: law.MustCite("23.1.0"), Path: "/card/cancelledOn",
			Readings: []law.ReadingID{law.A50},
			Rule:     law.Bilingual{ZH: "居住证未注销", EN: "the permit is not cancelled"},
			Fact:     law.Bilingual{ZH: "自%[1]s起注销", EN: "cancelled from %[2]s"},
			Check:    func(f *VerificationFacts, m moment) rule.Truth { return f.cancelled(m.on) },
			Detail:   func(f *VerificationFacts, _ moment) []any { return days(f.Card.CancelledOn) },
		},
		{
			Code: "PER-VER-03", Cite: law.MustCite("12.1"), Path: "/card/card",
			Readings: []law.ReadingID{law.A44},
			Rule:     law.Bilingual{ZH: "证件未被补领、换领的新证取代", EN: "the card has not been replaced by a reissue or an exchange"},
			Check:    func(f *VerificationFacts, m moment) rule.Truth { return f.replaced(m.on) },
		},
		{
			Code: "PER-VER-04", Cite: law.MustCite("27.2"), Path: "/card/card",
			Readings: []law.ReadingID{law.A71},
			Rule:     law.Bilingual{ZH: "证件未被收缴", EN: "the card has not been confiscated"},
			Check:    func(f *VerificationFacts, m moment) rule.Truth { return f.inHand(m.on) },
		},
		{
			Code: "PER-VER-05", Cite: law.MustCite("14.3.a"), Path: "/card/lastValid",
			Readings: []law.ReadingID{law.A03, law.A04, law.A27, law.A29, law.A30, law.A32, law.A36, law.A42, law.A43},
			Rule:     law.Bilingual{ZH: "使用功能未因逾期未签注而中止", EN: "the use function is not suspended for want of an endorsement"},
			Fact:     law.Bilingual{ZH: "最后有效日%[1]s，办理期限至%[2]s", EN: "last valid day %[3]s, deadline %[4]s"},
			Check: func(f *VerificationFacts, m moment) rule.Truth {
				inUse, _ := f.inUse(m.on, m.policy)
				return inUse
			},
			Detail: func(f *VerificationFacts, m moment) []any {
				deadline, err := m.policy.Endorsement.Deadline(f.Card.LastValid)
				if err != nil {
					return nil
				}
				return []any{f.Card.LastValid.Chinese(), deadline.Chinese(), f.Card.LastValid.String(), deadline.String()}
			},
		},
	},
	Formula: rule.All(
		rule.Is("PER-VER-01"), rule.Is("PER-VER-02"), rule.Is("PER-VER-03"), rule.Is("PER-VER-04"), rule.Is("PER-VER-05"),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// days are the details of a text about one day: the day as Chinese and as
// English texts write it; none for no day.
func days(d civil.Date) []any {
	if d.IsZero() {
		return nil
	}
	return []any{d.Chinese(), d.String()}
}
