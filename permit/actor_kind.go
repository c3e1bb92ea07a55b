package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// ActorKind is the part in which somebody acts. It decides what the actor may
// do (5.1, 5.2, 21.1.a, 22) and under which article a breach falls (26 to 29).
type ActorKind uint8

// The parts. Bodies stand beside their staff because article 29 names both.
const (
	ActorUnknown          ActorKind = iota
	PublicSecurityOrgan             // 5.1; 29.1 as a body
	PublicSecurityOfficer           // 5.1; staff at the desk
	PoliceOfficer                   // 22.1; duty and credentials are facts of each act
	AuxiliaryOfficer                // 22.1: not the people's police
	EntrustedAgencyBody             // 29.2 as a body
	AgencyClerk                     // 5.1: intake only; 29.2
	DepartmentBody                  // 29.1 as a body
	DepartmentReviewer              // 5.2; 29.1
	CommitteeMember                 // 5.4: assists; in neither list of 29 (A74)
	Applicant                       // 8.1
	Holder                          // 12 to 14
	Agent                           // 10.1: guardian or close relative
	Unit                            // 22.1.b, 26.1.b
	Individual                      // anybody else
)

var actorKinds = word.List{Field: "actorKind", Words: []word.Word{
	ActorUnknown:          {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	PublicSecurityOrgan:   {Code: "public-security-organ", Label: law.Bilingual{ZH: "公安机关", EN: "public security organ"}},
	PublicSecurityOfficer: {Code: "public-security-officer", Label: law.Bilingual{ZH: "公安机关工作人员", EN: "public security officer"}},
	PoliceOfficer:         {Code: "police-officer", Label: law.Bilingual{ZH: "人民警察", EN: "people's police officer"}},
	AuxiliaryOfficer:      {Code: "auxiliary-officer", Label: law.Bilingual{ZH: "辅警、保安等辅助人员", EN: "auxiliary or security guard"}},
	EntrustedAgencyBody:   {Code: "entrusted-agency", Label: law.Bilingual{ZH: "受委托的社区（村）服务机构", EN: "entrusted community service agency"}},
	AgencyClerk:           {Code: "agency-clerk", Label: law.Bilingual{ZH: "受委托服务机构工作人员", EN: "clerk of an entrusted agency"}},
	DepartmentBody:        {Code: "department", Label: law.Bilingual{ZH: "有关行政主管部门", EN: "competent administrative department"}},
	DepartmentReviewer:    {Code: "department-reviewer", Label: law.Bilingual{ZH: "行政主管部门工作人员", EN: "department reviewer"}},
	CommitteeMember:       {Code: "committee-member", Label: law.Bilingual{ZH: "社会团体、居（村）民委员会人员", EN: "member of a social organisation or committee"}},
	Applicant:             {Code: "applicant", Label: law.Bilingual{ZH: "申请人", EN: "applicant"}},
	Holder:                {Code: "holder", Label: law.Bilingual{ZH: "居住证持有人", EN: "permit holder"}},
	Agent:                 {Code: "agent", Label: law.Bilingual{ZH: "代办人", EN: "agent"}},
	Unit:                  {Code: "unit", Label: law.Bilingual{ZH: "单位", EN: "unit"}},
	Individual:            {Code: "individual", Label: law.Bilingual{ZH: "个人", EN: "individual"}},
}}

func (k ActorKind) vocabulary() *word.List { return &actorKinds }

// String is the stable code.
func (k ActorKind) String() string { return actorKinds.Code(uint8(k)) }

// Label is the word for people.
func (k ActorKind) Label(tag language.Tag) string { return actorKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k ActorKind) MarshalText() ([]byte, error) { return marshalWord(k) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *ActorKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// PublicSecurity reports whether the actor acts for the public security organs
// (5.1). An auxiliary does not act alone.
func (k ActorKind) PublicSecurity() bool {
	return k == PublicSecurityOrgan || k == PublicSecurityOfficer || k == PoliceOfficer
}

// EntrustedAgency reports whether the actor is an entrusted community service
// agency or its staff (29.2).
func (k ActorKind) EntrustedAgency() bool { return k == EntrustedAgencyBody || k == AgencyClerk }

// Department reports whether the actor is an administrative department or its
// staff (5.2, 29.1).
func (k ActorKind) Department() bool { return k == DepartmentBody || k == DepartmentReviewer }

// Official reports whether the actor acts for an office, and so has to name it.
func (k ActorKind) Official() bool {
	return k.PublicSecurity() || k.EntrustedAgency() || k.Department() || k == AuxiliaryOfficer
}
