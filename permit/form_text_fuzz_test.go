package permit_test

import (
	"encoding"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
)

// secret is what the masked texts have in common.
type secret interface {
	encoding.TextMarshaler
	Reveal(permit.Purpose) (string, error)
	IsZero() bool
}

// A text from a form is read or refused. Read, it comes out by marshalling and
// by revealing alone, and nothing that prints it shows it; refused, it is refused
// with one of the known rules, so no input can be in it.
func FuzzFormText(f *testing.F) {
	for _, s := range []string{"测试甲", "甲", "", " ", "ＡＢ１２", "a\nb", "\xff", strings.Repeat("长", 300), "E12345678", "测试街乙二号"} {
		f.Add(s)
	}
	rule := regexp.MustCompile(`^record: (name|detail|number|photo) must (not be longer than [0-9]+ characters` +
		`|be one line of valid text|be written without surrounding space and full-width characters)$`)
	f.Fuzz(func(t *testing.T, s string) {
		read := map[string]func(string) (secret, error){
			"name":    func(s string) (secret, error) { return permit.ParseName(s) },
			"address": func(s string) (secret, error) { return permit.ParseAddressDetail(s) },
			"number":  func(s string) (secret, error) { return permit.ParseDocumentNumber(s) },
			"photo":   func(s string) (secret, error) { return permit.ParsePhotoRef(s) },
		}
		for kind, parse := range read {
			v, err := parse(s)
			if err != nil {
				assert.Regexp(t, rule, err.Error(), kind)
				continue
			}
			text, err := v.MarshalText()
			require.NoError(t, err)
			told, err := v.Reveal(permit.PurposeMakeCard)
			require.NoError(t, err)
			assert.Equal(t, string(text), told, kind)
			back, err := parse(told)
			require.NoError(t, err, kind)
			assert.Equal(t, v, back, kind)
			want := "***"
			if v.IsZero() {
				want = "-"
			}
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
				assert.Equal(t, want, fmt.Sprintf(verb, v), kind)
			}
		}
		if d, err := permit.ParseDivision(s); err == nil && !d.IsZero() {
			again, err := permit.ParseDivision(d.String())
			require.NoError(t, err)
			assert.Equal(t, d, again)
			assert.Len(t, d.String(), 6)
		}
		if d, err := permit.ParseDistrict(s); err == nil {
			assert.Equal(t, permit.Yes, d.Division().InBeijing())
		}
	})
}
