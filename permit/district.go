package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// District is one of the sixteen districts of Beijing. Its code is the division
// code. The 区（县） of the draft counts for nothing more: Beijing has had no
// counties since 2015 (reading A78).
type District uint8

// The districts in the order of their codes.
const (
	DistrictUnknown District = iota // not recorded, or not in Beijing
	Dongcheng                       // 110101
	Xicheng                         // 110102
	Chaoyang                        // 110105
	Fengtai                         // 110106
	Shijingshan                     // 110107
	Haidian                         // 110108
	Mentougou                       // 110109
	Fangshan                        // 110111
	Tongzhou                        // 110112
	Shunyi                          // 110113
	Changping                       // 110114
	Daxing                          // 110115
	Huairou                         // 110116
	Pinggu                          // 110117
	Miyun                           // 110118
	Yanqing                         // 110119
)

var districts = vocabulary{"district", []word{
	DistrictUnknown: {code: "unknown", label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	Dongcheng:       {code: "110101", label: law.Bilingual{ZH: "东城区", EN: "Dongcheng District"}, also: []string{"东城", "Dongcheng", "dongcheng"}},
	Xicheng:         {code: "110102", label: law.Bilingual{ZH: "西城区", EN: "Xicheng District"}, also: []string{"西城", "Xicheng", "xicheng"}},
	Chaoyang:        {code: "110105", label: law.Bilingual{ZH: "朝阳区", EN: "Chaoyang District"}, also: []string{"朝阳", "Chaoyang", "chaoyang"}},
	Fengtai:         {code: "110106", label: law.Bilingual{ZH: "丰台区", EN: "Fengtai District"}, also: []string{"丰台", "Fengtai", "fengtai"}},
	Shijingshan:     {code: "110107", label: law.Bilingual{ZH: "石景山区", EN: "Shijingshan District"}, also: []string{"石景山", "Shijingshan", "shijingshan"}},
	Haidian:         {code: "110108", label: law.Bilingual{ZH: "海淀区", EN: "Haidian District"}, also: []string{"海淀", "Haidian", "haidian"}},
	Mentougou:       {code: "110109", label: law.Bilingual{ZH: "门头沟区", EN: "Mentougou District"}, also: []string{"门头沟", "Mentougou", "mentougou"}},
	Fangshan:        {code: "110111", label: law.Bilingual{ZH: "房山区", EN: "Fangshan District"}, also: []string{"房山", "Fangshan", "fangshan"}},
	Tongzhou:        {code: "110112", label: law.Bilingual{ZH: "通州区", EN: "Tongzhou District"}, also: []string{"通州", "Tongzhou", "tongzhou"}},
	Shunyi:          {code: "110113", label: law.Bilingual{ZH: "顺义区", EN: "Shunyi District"}, also: []string{"顺义", "Shunyi", "shunyi"}},
	Changping:       {code: "110114", label: law.Bilingual{ZH: "昌平区", EN: "Changping District"}, also: []string{"昌平", "Changping", "changping"}},
	Daxing:          {code: "110115", label: law.Bilingual{ZH: "大兴区", EN: "Daxing District"}, also: []string{"大兴", "Daxing", "daxing"}},
	Huairou:         {code: "110116", label: law.Bilingual{ZH: "怀柔区", EN: "Huairou District"}, also: []string{"怀柔", "Huairou", "huairou"}},
	Pinggu:          {code: "110117", label: law.Bilingual{ZH: "平谷区", EN: "Pinggu District"}, also: []string{"平谷", "Pinggu", "pinggu"}},
	Miyun:           {code: "110118", label: law.Bilingual{ZH: "密云区", EN: "Miyun District"}, also: []string{"密云", "Miyun", "miyun"}},
	Yanqing:         {code: "110119", label: law.Bilingual{ZH: "延庆区", EN: "Yanqing District"}, also: []string{"延庆", "Yanqing", "yanqing"}},
}}

func (d District) vocabulary() *vocabulary { return &districts }

// String is the stable code.
func (d District) String() string { return districts.code(uint8(d)) }

// Label is the word for people.
func (d District) Label(tag language.Tag) string { return districts.label(uint8(d), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (d District) MarshalText() ([]byte, error) { return districts.marshal(uint8(d)) }

// UnmarshalText reads the code; on error d keeps its value.
func (d *District) UnmarshalText(b []byte) error { return unmarshalWord(b, d) }

// ParseDistrict reads a district from its division code, its Chinese name with
// or without 区, or its English name (110105, 朝阳区, 朝阳, Chaoyang). A retired
// code such as 110103 is refused like any other unknown word: which district
// took over an address is not for a table to guess.
func ParseDistrict(s string) (District, error) { return ParseWord[District](s) }

// Division is the division code, or the zero Division for DistrictUnknown.
func (d District) Division() Division {
	if d == DistrictUnknown || !districts.known(uint8(d)) {
		return Division{}
	}
	division, _ := ParseDivision(d.String()) // the codes in the table always parse
	return division
}
