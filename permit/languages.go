package permit

import "golang.org/x/text/language"

// The two languages of all texts.
var (
	zh = language.Chinese
	en = language.English
)
