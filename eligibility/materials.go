package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// legacyCardsEnd is the first day on which no identity card with a number of 15
// digits is valid (Resident Identity Card Law, article 23).
var legacyCardsEnd = civil.MustParse("2013-01-01")

// identityKind is 9.1: an identity card, or another lawful and valid identity
// document, which only a finding can say (reading A19).
func identityKind(a *Application, _ moment) rule.Truth {
	m := &a.Materials
	switch {
	case m.Identity.Kind == permit.ResidentIDCard || m.Identity.Kind == permit.TemporaryIDCard:
		return rule.Met
	case m.Identity.Kind != permit.DocumentUnknown:
		return found(&m.OtherIdentity).Truth()
	case m.IdentityShown == permit.No:
		return rule.Unmet
	}
	return rule.Unknown
}

// identityOwn is 9.1: the applicant's own document. The numbers decide, and the
// names where there are none.
func identityOwn(a *Application, _ moment) rule.Truth {
	d, p := &a.Materials.Identity, &a.Applicant
	switch {
	case d.Kind == permit.DocumentUnknown:
		return rule.Unknown
	case !d.HolderNumber.IsZero() && !p.IDNumber.IsZero():
		return rule.Of(d.HolderNumber.Current() == p.IDNumber.Current())
	case !d.Holder.IsZero() && !p.Name.IsZero():
		return rule.Of(d.Holder == p.Name)
	}
	return rule.Unknown
}

// identityInTerm is 9.1: valid on the day. A number of 15 digits was never on a
// card that is still valid.
func identityInTerm(a *Application, k moment) rule.Truth {
	d := &a.Materials.Identity
	if d.Kind == permit.ResidentIDCard && d.HolderNumber.Legacy() && k.on.OnOrAfter(legacyCardsEnd) {
		return rule.Unmet
	}
	if d.Kind == permit.DocumentUnknown {
		return rule.Unknown
	}
	return d.Term.ValidOn(k.on).Truth()
}

func photoSubmitted(a *Application, _ moment) rule.Truth {
	if !a.Materials.Photo.Ref.IsZero() {
		return rule.Met
	}
	return a.Materials.PhotoSubmitted.Truth()
}

func photoRecent(a *Application, _ moment) rule.Truth { return a.Materials.Photo.Recent.Truth() }

func addressPaper(a *Application, _ moment) rule.Truth {
	return a.Materials.AddressProof.Submitted.Truth()
}

func employmentPaper(a *Application, _ moment) rule.Truth {
	return a.Materials.EmploymentProof.Submitted.Truth().Or(a.Claims.Of(ClaimEmployment).Truth().Not())
}

func studyPaper(a *Application, _ moment) rule.Truth {
	return a.Materials.StudyProof.Submitted.Truth().Or(a.Claims.Of(ClaimStudy).Truth().Not())
}

// issuersNamed is 9.2: issuers answer for their proofs, so every proof that was
// submitted names its issuer.
func issuersNamed(a *Application, _ moment) rule.Truth {
	m := &a.Materials
	t := rule.Met
	for _, p := range [...]*Proof{&m.AddressProof, &m.EmploymentProof, &m.StudyProof} {
		if p.Submitted == permit.Yes {
			t = t.And(rule.Of(!p.Issuer.IsZero()))
		}
	}
	return t
}

func flagged(at func(*Application) permit.Flag, zh, en string) func(*Application, moment) []any {
	return func(a *Application, _ moment) []any { return say(law.Bilingual{ZH: zh, EN: en}, at(a)) }
}

// complete is article 9: what has to be on the desk. It lists everything that
// is missing at once.
var complete = rule.MustTable(rule.Spec[Application, Policy, moment]{
	Name: "materials",
	Cite: law.MustCite("9.1"),
	Title: law.Bilingual{
		ZH: "申请材料是否齐全",
		EN: "Whether the papers for the application are complete",
	},
	Conditions: []rule.Condition[Application, moment]{
		{
			Code: CodeIdentityKind, Cite: law.MustCite("9.1"), Path: "/materials/identity",
			Readings: []law.ReadingID{law.A19},
			Rule:     law.Bilingual{ZH: "出示居民身份证或者其他合法有效身份证件", EN: "a resident identity card, or another lawful and valid identity document, was shown"},
			Fact:     told,
			Check:    identityKind,
			Detail: func(a *Application, _ moment) []any {
				m := &a.Materials
				if m.OtherIdentity.IsZero() {
					return say(law.Bilingual{ZH: "证件：%v；已出示：%v", EN: "document: %v; shown: %v"}, m.Identity.Kind, shown(m))
				}
				return say(law.Bilingual{ZH: "证件：%v，%v", EN: "document: %v, %v"}, m.Identity.Kind, m.OtherIdentity.Outcome)
			},
		},
		{
			Code: CodeIdentityOwn, Cite: law.MustCite("9.1"), Path: "/materials/identity/holderNumber",
			Rule:  law.Bilingual{ZH: "身份证件是申请人本人的", EN: "the identity document is the applicant's own"},
			Check: identityOwn,
		},
		{
			Code: CodeIdentityInTerm, Cite: law.MustCite("9.1"), Path: "/materials/identity/term",
			Readings: []law.ReadingID{law.A19},
			Rule:     law.Bilingual{ZH: "身份证件在当日有效", EN: "the identity document is valid on the day"},
			Fact:     told,
			Check:    identityInTerm,
			Detail: func(a *Application, k moment) []any {
				return tellValid(&a.Materials.Identity.Term, k)
			},
		},
		{
			Code: CodePhoto, Cite: law.MustCite("9.1"), Path: "/materials/photo",
			Rule:  law.Bilingual{ZH: "提交本人相片", EN: "a photograph was submitted"},
			Fact:  told,
			Check: photoSubmitted,
			Detail: func(a *Application, k moment) []any {
				f := a.Materials.PhotoSubmitted
				if photoSubmitted(a, k) == rule.Met {
					f = permit.Yes
				}
				return say(law.Bilingual{ZH: "已提交：%v", EN: "submitted: %v"}, f)
			},
		},
		{
			Code: CodePhotoRecent, Cite: law.MustCite("9.1"), Path: "/materials/photo/recent",
			Readings: []law.ReadingID{law.A19},
			Rule:     law.Bilingual{ZH: "相片为近期相片，由窗口认定", EN: "the photograph is recent, as the counter found"},
			Fact:     told,
			Check:    photoRecent,
			Detail:   flagged(func(a *Application) permit.Flag { return a.Materials.Photo.Recent }, "近期：%v", "recent: %v"),
		},
		{
			Code: CodeAddressPaper, Cite: law.MustCite("9.1"), Path: "/materials/addressProof",
			Rule:   law.Bilingual{ZH: "提供居住地住址证明", EN: "a proof of the residence address was provided"},
			Fact:   told,
			Check:  addressPaper,
			Detail: flagged(func(a *Application) permit.Flag { return a.Materials.AddressProof.Submitted }, "已提交：%v", "submitted: %v"),
		},
		{
			Code: CodeEmploymentPaper, Cite: law.MustCite("9.1"), Path: "/materials/employmentProof",
			Rule:   law.Bilingual{ZH: "以稳定就业为依据的，提供就业证明", EN: "a proof of employment was provided, where the applicant relies on employment"},
			Fact:   told,
			Check:  employmentPaper,
			Detail: paperDetail(ClaimEmployment, func(m *Papers) permit.Flag { return m.EmploymentProof.Submitted }),
		},
		{
			Code: CodeStudyPaper, Cite: law.MustCite("9.1"), Path: "/materials/studyProof",
			Rule:   law.Bilingual{ZH: "以连续就读为依据的，提供就读证明", EN: "a proof of study was provided, where the applicant relies on study"},
			Fact:   told,
			Check:  studyPaper,
			Detail: paperDetail(ClaimStudy, func(m *Papers) permit.Flag { return m.StudyProof.Submitted }),
		},
		{
			Code: CodeIssuersNamed, Cite: law.MustCite("9.2"), Path: "/materials",
			Rule:  law.Bilingual{ZH: "每一份证明都写明出具人", EN: "every proof names its issuer"},
			Check: issuersNamed,
		},
	},
	Formula: rule.All(
		rule.Is(CodeIdentityKind), rule.Is(CodeIdentityOwn), rule.Is(CodeIdentityInTerm),
		rule.Is(CodePhoto), rule.Is(CodePhotoRecent),
		rule.Is(CodeAddressPaper), rule.Is(CodeEmploymentPaper), rule.Is(CodeStudyPaper),
		rule.Is(CodeIssuersNamed),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// shown is whether a document was shown: one that is recorded was.
func shown(m *Papers) permit.Flag {
	if m.Identity.Kind != permit.DocumentUnknown {
		return permit.Yes
	}
	return m.IdentityShown
}

func paperDetail(c Claims, submitted func(*Papers) permit.Flag) func(*Application, moment) []any {
	return func(a *Application, _ moment) []any {
		return say(law.Bilingual{ZH: "以此为依据：%v；已提交：%v", EN: "relied on: %v; submitted: %v"}, a.Claims.Of(c), submitted(&a.Materials))
	}
}

// tellValid tells the term of a document. The term of one that was shown need
// not have its start recorded.
func tellValid(t *permit.Term, k moment) []any {
	switch {
	case t.LongTerm:
		return say(law.Bilingual{ZH: "长期有效", EN: "valid without end"})
	case t.Until.IsZero():
		return say(law.Bilingual{ZH: "有效期未记载", EN: "term not recorded"})
	}
	return say(law.Bilingual{ZH: "有效期至%v；判断之日为%v", EN: "valid until %v; the day of judgement is %v"}, t.Until, k.on)
}

// Materials judges whether what article 9 asks for is on the desk: refused means
// incomplete, and the reasons list everything that is missing at once. A nil
// policy chooses the default readings.
func Materials(a *Application, on civil.Date, p *Policy) rule.Decision {
	return complete.Decide(a, on, p)
}
