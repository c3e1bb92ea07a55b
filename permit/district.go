package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
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

var districts = word.List{Field: "district", Words: []word.Word{
	DistrictUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	Dongcheng:       {Code: "110101", Label: law.Bilingual{ZH: "东城区", EN: "Dongcheng District"}, Also: []string{"东城", "Dongcheng", "dongcheng"}},
	Xicheng:         {Code: "110102", Label: law.Bilingual{ZH: "西城区", EN: "Xicheng District"}, Also: []string{"西城", "Xicheng", "xicheng"}},
	Chaoyang:        {Code: "110105", Label: law.Bilingual{ZH: "朝阳区", EN: "Chaoyang District"}, Also: []string{"朝阳", "Chaoyang", "chaoyang"}},
	Fengtai:         {Code: "110106", Label: law.Bilingual{ZH: "丰台区", EN: "Fengtai District"}, Also: []string{"丰台", "Fengtai", "fengtai"}},
	Shijingshan:     {Code: "110107", Label: law.Bilingual{ZH: "石景山区", EN: "Shijingshan District"}, Also: []string{"石景山", "Shijingshan", "shijingshan"}},
	Haidian:         {Code: "110108", Label: law.Bilingual{ZH: "海淀区", EN: "Haidian District"}, Also: []string{"海淀", "Haidian", "haidian"}},
	Mentougou:       {Code: "110109", Label: law.Bilingual{ZH: "门头沟区", EN: "Mentougou District"}, Also: []string{"门头沟", "Mentougou", "mentougou"}},
	Fangshan:        {Code: "110111", Label: law.Bilingual{ZH: "房山区", EN: "Fangshan District"}, Also: []string{"房山", "Fangshan", "fangshan"}},
	Tongzhou:        {Code: "110112", Label: law.Bilingual{ZH: "通州区", EN: "Tongzhou District"}, Also: []string{"通州", "Tongzhou", "tongzhou"}},
	Shunyi:          {Code: "110113", Label: law.Bilingual{ZH: "顺义区", EN: "Shunyi District"}, Also: []string{"顺义", "Shunyi", "shunyi"}},
	Changping:       {Code: "110114", Label: law.Bilingual{ZH: "昌平区", EN: "Changping District"}, Also: []string{"昌平", "Changping", "changping"}},
	Daxing:          {Code: "110115", Label: law.Bilingual{ZH: "大兴区", EN: "Daxing District"}, Also: []string{"大兴", "Daxing", "daxing"}},
	Huairou:         {Code: "110116", Label: law.Bilingual{ZH: "怀柔区", EN: "Huairou District"}, Also: []string{"怀柔", "Huairou", "huairou"}},
	Pinggu:          {Code: "110117", Label: law.Bilingual{ZH: "平谷区", EN: "Pinggu District"}, Also: []string{"平谷", "Pinggu", "pinggu"}},
	Miyun:           {Code: "110118", Label: law.Bilingual{ZH: "密云区", EN: "Miyun District"}, Also: []string{"密云", "Miyun", "miyun"}},
	Yanqing:         {Code: "110119", Label: law.Bilingual{ZH: "延庆区", EN: "Yanqing District"}, Also: []string{"延庆", "Yanqing", "yanqing"}},
}}

func (d District) vocabulary() *word.List { return &districts }

// String is the stable code.
func (d District) String() string { return districts.Code(uint8(d)) }

// Label is the word for people.
func (d District) Label(tag language.Tag) string { return districts.Label(uint8(d), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (d District) MarshalText() ([]byte, error) { return marshalWord(d) }

// UnmarshalText reads the code; on error d keeps its value.
func (d *District) UnmarshalText(b []byte) error { return unmarshalWord(b, d) }

// ParseDistrict reads a district from its division code, its Chinese name with
// or without 区, or its English name (110105, 朝阳区, 朝阳, Chaoyang), full-width
// letters and digits included. A retired code such as 110103 is refused like any
// other unknown word: which district took over an address is not for a table to
// guess.
func ParseDistrict(s string) (District, error) {
	if len(s) <= maxDistrict {
		s = narrow(s)
	}
	return ParseWord[District](s)
}

// maxDistrict is longer in bytes than any name in full-width letters, so that no
// longer text is worked on.
const maxDistrict = 3 * len("Shijingshan District")

// Division is the division code, or the zero Division for DistrictUnknown.
func (d District) Division() Division {
	division, _ := ParseDivision(d.String()) // the codes of districts parse, and nothing else does
	return division
}
