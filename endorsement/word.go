package endorsement

import (
	"fmt"
	"strconv"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

func word(words []string, i uint8) string {
	if int(i) < len(words) {
		return words[i]
	}
	return "invalid(" + strconv.Itoa(int(i)) + ")"
}

func label(labels []law.Bilingual, i uint8, tag language.Tag) string {
	if int(i) < len(labels) {
		return labels[i].In(tag)
	}
	return word(nil, i)
}

func marshalWord(words []string, i uint8) ([]byte, error) {
	if int(i) >= len(words) {
		return nil, fmt.Errorf("%w: number %d", ErrWord, i)
	}
	return []byte(words[i]), nil
}

func unmarshalWord[E ~uint8](words []string, b []byte, to *E) error {
	for i, w := range words {
		if string(b) == w {
			*to = E(i)
			return nil
		}
	}
	return fmt.Errorf("%w: one of %q", ErrWord, words)
}
