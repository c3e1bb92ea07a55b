package main

import "github.com/juzhuzheng/residence/permit"

// districtWords are the districts as the files name them, in the order of their
// codes.
var districtWords = []string{
	"dongcheng", "xicheng", "chaoyang", "fengtai", "shijingshan", "haidian", "mentougou", "fangshan",
	"tongzhou", "shunyi", "changping", "daxing", "huairou", "pinggu", "miyun", "yanqing",
}

// A districtWord is a district read by its name.
type districtWord permit.District

// UnmarshalText reads a name; on error d keeps its value.
func (d *districtWord) UnmarshalText(b []byte) error {
	read, err := permit.ParseDistrict(string(b))
	if err != nil {
		return err
	}
	*d = districtWord(read)
	return nil
}
