package law

import "golang.org/x/text/language"

// A Bilingual is one text in the two languages of the library. Chinese is
// authoritative; English is complete. It is a struct and not a map, so that
// neither language can be forgotten. The zero Bilingual is "no text".
type Bilingual struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns the English text for English tags (en, en-GB, …) and the Chinese
// text for every other tag, the undetermined one included.
func (b Bilingual) In(tag language.Tag) string {
	if isEnglish(tag) {
		return b.EN
	}
	return b.ZH
}

// IsZero reports whether there is no text at all.
func (b Bilingual) IsZero() bool { return b == Bilingual{} }

// isEnglish asks for an explicit English tag. x/text guesses English for the
// undetermined tag, with low confidence; the law's default is Chinese, so only
// a certain answer counts.
func isEnglish(tag language.Tag) bool {
	base, confidence := tag.Base()
	return confidence == language.Exact && base.String() == "en"
}
