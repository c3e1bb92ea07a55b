package main

import (
	"fmt"

	"golang.org/x/text/language"
)

const (
	zhYears   = "应满%d年，已满%d年，自%s起计算，%s起满足"
	enYears   = "%d asked for, %d full, counted from %s, met from %s"
	zhUnknown = "应满%d年，居住证中止使用期间没有年数"
	enUnknown = "%d asked for; while the permit is suspended there is no number of years"
)

var chinese, english = language.Chinese, language.English

// tellYears writes the years out in both languages.
func tellYears(c *child, q question) []any {
	s := c.Parent
	if !s.YearsStated {
		return []any{fmt.Sprintf(zhUnknown, q.years), fmt.Sprintf(enUnknown, q.years)}
	}
	from := fullFrom(c, q)
	return []any{
		fmt.Sprintf(zhYears, q.years, s.FullYears, s.ResidentSince.Chinese(), from.Chinese()),
		fmt.Sprintf(enYears, q.years, s.FullYears, s.ResidentSince, from),
	}
}
