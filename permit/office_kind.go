package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
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

var officeKinds = word.List{Field: "officeKind", Words: []word.Word{
	OfficeUnknown:           {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	PoliceStation:           {Code: "police-station", Label: law.Bilingual{ZH: "公安派出所", EN: "police station"}, Also: []string{"派出所"}},
	EntrustedAgency:         {Code: "entrusted-agency", Label: law.Bilingual{ZH: "受委托的社区（村）服务机构", EN: "entrusted community service agency"}, Also: []string{"受公安机关委托的社区（村）服务机构"}},
	DistrictPublicSecurity:  {Code: "district-public-security", Label: law.Bilingual{ZH: "区公安机关", EN: "district public security organ"}, Also: []string{"公安分局"}},
	MunicipalPublicSecurity: {Code: "municipal-public-security", Label: law.Bilingual{ZH: "市级公安机关", EN: "municipal public security organ"}, Also: []string{"市公安局"}},
	HumanResources:          {Code: "human-resources", Label: law.Bilingual{ZH: "人力资源社会保障部门", EN: "human resources and social security department"}, Also: []string{"人力资源社会保障", "人力社保", "人社", "HRSS"}},
	Commerce:                {Code: "commerce", Label: law.Bilingual{ZH: "工商部门", EN: "industry and commerce department"}, Also: []string{"工商", "市场监管", "市场监督管理", "市场监管部门", "市场监督管理部门", "market-supervision"}},
	Housing:                 {Code: "housing", Label: law.Bilingual{ZH: "住房和城乡建设部门", EN: "housing and urban-rural development department"}, Also: []string{"住房和城乡建设", "住建"}},
	Education:               {Code: "education", Label: law.Bilingual{ZH: "教育部门", EN: "education department"}, Also: []string{"教育"}},
	DevelopmentReform:       {Code: "development-reform", Label: law.Bilingual{ZH: "发展改革部门", EN: "development and reform department"}, Also: []string{"发展改革"}},
	EconomyInformation:      {Code: "economy-information", Label: law.Bilingual{ZH: "经济信息化部门", EN: "economy and informatisation department"}, Also: []string{"经济信息化", "经济和信息化"}},
	Finance:                 {Code: "finance", Label: law.Bilingual{ZH: "财政部门", EN: "finance department"}, Also: []string{"财政"}},
	CivilAffairs:            {Code: "civil-affairs", Label: law.Bilingual{ZH: "民政部门", EN: "civil affairs department"}, Also: []string{"民政"}},
	Health:                  {Code: "health", Label: law.Bilingual{ZH: "卫计部门", EN: "health and family planning department"}, Also: []string{"卫计", "卫健", "卫生健康", "卫生健康部门", "卫生计生"}},
	Transport:               {Code: "transport", Label: law.Bilingual{ZH: "交通部门", EN: "transport department"}, Also: []string{"交通"}},
	JusticeAdministration:   {Code: "justice-administration", Label: law.Bilingual{ZH: "司法行政部门", EN: "judicial administration department"}, Also: []string{"司法行政"}},
	Price:                   {Code: "price", Label: law.Bilingual{ZH: "价格行政主管部门", EN: "price department"}, Also: []string{"价格"}},
	OtherDepartment:         {Code: "other-department", Label: law.Bilingual{ZH: "其他有关部门", EN: "other department concerned"}},
	SocialBody:              {Code: "social-body", Label: law.Bilingual{ZH: "社会团体或者基层自治组织", EN: "social organisation or grass-roots self-governing body"}},
	OtherOffice:             {Code: "other-office", Label: law.Bilingual{ZH: "其他机构", EN: "other body"}},
}}

func (k OfficeKind) vocabulary() *word.List { return &officeKinds }

// String is the stable code.
func (k OfficeKind) String() string { return officeKinds.Code(uint8(k)) }

// Label is the word for people.
func (k OfficeKind) Label(tag language.Tag) string { return officeKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k OfficeKind) MarshalText() ([]byte, error) { return marshalWord(k) }

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
