package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// OfficeKind is the kind of body an office belongs to. The draft names some
// departments as they were called in 2015; the names they were given later are
// accepted when a word is read and mean the same department (reading A78).
type OfficeKind uint8

// The bodies the Measures give a part to.
const (
	OfficeUnknown   OfficeKind = iota
	PoliceStation              // 8.1, 12.1, 13.1, 14.2.b
	EntrustedAgency            // 8.1, 29.2
	DistrictPublicSecurity
	MunicipalPublicSecurity // 30.1
	HumanResources          // 5.2
	Commerce                // 5.2
	Housing                 // 5.2
	Education               // 5.2
	DevelopmentReform       // 5.3
	EconomyInformation      // 5.3
	Finance                 // 5.3, 24.2
	CivilAffairs            // 5.3
	Health                  // 5.3
	Transport               // 5.3
	JusticeAdministration   // 5.3
	Price                   // 24.2
	OtherDepartment         // the 等 of 5.2 and 5.3
	SocialBody              // 5.4
	OtherOffice
)

var officeKinds = vocabulary{"officeKind", []word{
	OfficeUnknown:           {code: "unknown", label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	PoliceStation:           {code: "police-station", label: law.Bilingual{ZH: "公安派出所", EN: "police station"}, also: []string{"派出所"}},
	EntrustedAgency:         {code: "entrusted-agency", label: law.Bilingual{ZH: "受委托的社区（村）服务机构", EN: "entrusted community service agency"}, also: []string{"受公安机关委托的社区（村）服务机构"}},
	DistrictPublicSecurity:  {code: "district-public-security", label: law.Bilingual{ZH: "区公安机关", EN: "district public security organ"}, also: []string{"公安分局"}},
	MunicipalPublicSecurity: {code: "municipal-public-security", label: law.Bilingual{ZH: "市级公安机关", EN: "municipal public security organ"}, also: []string{"市公安局"}},
	HumanResources:          {code: "human-resources", label: law.Bilingual{ZH: "人力资源社会保障部门", EN: "human resources and social security department"}, also: []string{"人力资源社会保障", "人力社保", "人社", "HRSS"}},
	Commerce:                {code: "commerce", label: law.Bilingual{ZH: "工商部门", EN: "industry and commerce department"}, also: []string{"工商", "市场监管", "市场监督管理", "市场监管部门", "市场监督管理部门", "market-supervision"}},
	Housing:                 {code: "housing", label: law.Bilingual{ZH: "住房和城乡建设部门", EN: "housing and urban-rural development department"}, also: []string{"住房和城乡建设", "住建"}},
	Education:               {code: "education", label: law.Bilingual{ZH: "教育部门", EN: "education department"}, also: []string{"教育"}},
	DevelopmentReform:       {code: "development-reform", label: law.Bilingual{ZH: "发展改革部门", EN: "development and reform department"}, also: []string{"发展改革"}},
	EconomyInformation:      {code: "economy-information", label: law.Bilingual{ZH: "经济信息化部门", EN: "economy and informatisation department"}, also: []string{"经济信息化", "经济和信息化"}},
	Finance:                 {code: "finance", label: law.Bilingual{ZH: "财政部门", EN: "finance department"}, also: []string{"财政"}},
	CivilAffairs:            {code: "civil-affairs", label: law.Bilingual{ZH: "民政部门", EN: "civil affairs department"}, also: []string{"民政"}},
	Health:                  {code: "health", label: law.Bilingual{ZH: "卫计部门", EN: "health and family planning department"}, also: []string{"卫计", "卫健", "卫生健康", "卫生健康部门", "卫生计生"}},
	Transport:               {code: "transport", label: law.Bilingual{ZH: "交通部门", EN: "transport department"}, also: []string{"交通"}},
	JusticeAdministration:   {code: "justice-administration", label: law.Bilingual{ZH: "司法行政部门", EN: "judicial administration department"}, also: []string{"司法行政"}},
	Price:                   {code: "price", label: law.Bilingual{ZH: "价格行政主管部门", EN: "price department"}, also: []string{"价格"}},
	OtherDepartment:         {code: "other-department", label: law.Bilingual{ZH: "其他有关部门", EN: "other department concerned"}},
	SocialBody:              {code: "social-body", label: law.Bilingual{ZH: "社会团体或者基层自治组织", EN: "social organisation or grass-roots self-governing body"}},
	OtherOffice:             {code: "other-office", label: law.Bilingual{ZH: "其他机构", EN: "other body"}},
}}

func (k OfficeKind) vocabulary() *vocabulary { return &officeKinds }

// String is the stable code.
func (k OfficeKind) String() string { return officeKinds.code(uint8(k)) }

// Label is the word for people.
func (k OfficeKind) Label(tag language.Tag) string { return officeKinds.label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k OfficeKind) MarshalText() ([]byte, error) { return officeKinds.marshal(uint8(k)) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *OfficeKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// PublicSecurity reports whether the office is part of the public security
// organs, of whatever level: the draft names no level (reading A75).
func (k OfficeKind) PublicSecurity() bool {
	return k == PoliceStation || k == DistrictPublicSecurity || k == MunicipalPublicSecurity
}

// Department reports whether the office is an administrative department of
// article 5.2, 5.3 or 24.2. Public security is not among them.
func (k OfficeKind) Department() bool { return k >= HumanResources && k <= OtherDepartment }

// Intake reports whether people may be received there: a police station or an
// entrusted community service agency (8.1, 12.1, 13.1, 14.2.b).
func (k OfficeKind) Intake() bool { return k == PoliceStation || k == EntrustedAgency }
