package eligibility

import (
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// unrecorded is the first word of the enumerations of this package.
var unrecorded = word.Word{Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}}
