package main

import (
	"errors"
	"regexp"

	"github.com/juzhuzheng/residence/permit/law"
)

// A label stands for a person in the files and in the log: 甲01. Its narrow form
// keeps names and numbers out, because labels are printed.
type label string

var labelForm = regexp.MustCompile(`^[甲乙丙丁戊己庚辛壬癸A-Z][0-9]{2,4}$`)

var ruleLabel = law.Bilingual{
	ZH: "须为代号：一个天干字或者一个大写字母，后接二到四位数字，如 甲01",
	EN: "must be a label: a heavenly stem or a capital letter, then two to four digits, such as 甲01",
}

var errLabel = errors.New("not a label")

// UnmarshalText reads a label; on error l keeps its value.
func (l *label) UnmarshalText(b []byte) error {
	if !labelForm.Match(b) {
		return errLabel
	}
	*l = label(b)
	return nil
}
