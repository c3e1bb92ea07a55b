package planted

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// What identifies the planted person. Nobody real has it: the sequence of the
// number is 000.
const (
	Name     = "欧阳测试植"
	IDNumber = "110108198706040003"
	Address  = "测试植物园南路丙9号院4号楼2单元601"
	Moved    = "测试植物园北路丁3号"
	Photo    = "photo/planted/7f3a91"
	// Words are what an official wrote as the purpose of looking.
	Words = "欧阳测试植之兄来所查询"
	// Landlord is somebody else whom the planted person's papers name.
	Landlord = "测试植房东上官"
)

// needles are what is looked for, by name.
var needles = []struct{ name, text string }{
	{"name", Name}, {"ID number", IDNumber}, {"address", Address}, {"new address", Moved},
	{"photo", Photo}, {"words", Words}, {"landlord", Landlord},
}

// A form is a way in which a text may lie in bytes.
type form struct {
	name string
	of   func(text string) []string
}

// forms are the ways that are looked for: each encoding in which Go, JSON, SQL
// dumps, URLs and debuggers write text or bytes.
var forms = []form{
	{"plain", func(s string) []string { return []string{s} }},
	{"UTF-16", func(s string) []string {
		var le, be []byte
		for _, u := range utf16.Encode([]rune(s)) {
			le, be = binary.LittleEndian.AppendUint16(le, u), binary.BigEndian.AppendUint16(be, u)
		}
		return []string{string(le), string(be)}
	}},
	{"GB 18030", func(s string) []string {
		b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			return nil
		}
		return []string{b}
	}},
	{"escaped", func(s string) []string {
		q := strconv.QuoteToASCII(s)
		q = q[1 : len(q)-1]
		return []string{q, strings.ToUpper(q), url.QueryEscape(s), strings.ToLower(url.QueryEscape(s))}
	}},
	{"hexadecimal", func(s string) []string {
		return []string{hex.EncodeToString([]byte(s)), strings.ToUpper(hex.EncodeToString([]byte(s))), fmt.Sprintf("% x", s)}
	}},
	{"base64", func(s string) (list []string) {
		// Where the text begins within three bytes decides its letters. The first
		// and the last group mix with what stands beside it and are left out.
		for shift := range 3 {
			padded := append(make([]byte, shift), s...)
			whole := padded[min(3*((shift+2)/3), len(padded)):]
			whole = whole[:len(whole)/3*3]
			list = append(list, base64.StdEncoding.EncodeToString(whole), base64.URLEncoding.EncodeToString(whole))
		}
		return list
	}},
	{"list of bytes", func(s string) []string {
		v, sharp := fmt.Sprint([]byte(s)), fmt.Sprintf("%#v", []byte(s))
		return []string{v[1 : len(v)-1], sharp[strings.Index(sharp, "{")+1 : len(sharp)-1]}
	}},
}

// A pattern is a needle in one form.
type pattern struct {
	bytes []byte
	what  string
}

// patterns are all needles in all forms, and longest the length of the longest.
var patterns, longest = func() (all []pattern, longest int) {
	seen := map[string]bool{}
	for _, n := range needles {
		for _, f := range forms {
			for _, text := range f.of(n.text) {
				if text == "" || seen[text] {
					continue
				}
				seen[text] = true
				all = append(all, pattern{[]byte(text), n.name + " (" + f.name + ")"})
				longest = max(longest, len(text))
			}
		}
	}
	return all, longest
}()

// Patterns is how many byte sequences are looked for.
func Patterns() int { return len(patterns) }

// Search reads r to its end and names what of the planted person is in it, each
// needle and form once, in a fixed order. It holds little in memory, whatever the
// length of r.
func Search(r io.Reader) (found []string, read int64, err error) {
	hit := make([]bool, len(patterns))
	buf := make([]byte, 0, 1<<20)
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf, read = buf[:len(buf)+n], read+int64(n)
		if err != nil || len(buf) == cap(buf) {
			for i, p := range patterns {
				hit[i] = hit[i] || bytes.Contains(buf, p.bytes)
			}
			keep := min(longest-1, len(buf)) // a needle may lie across two pieces
			buf = append(buf[:0], buf[len(buf)-keep:]...)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, read, err
		}
	}
	for i, p := range patterns {
		if hit[i] && !slices.Contains(found, p.what) {
			found = append(found, p.what)
		}
	}
	return found, read, nil
}

// None fails the test if anything of the planted person is in r, and returns how
// many bytes were looked at. The failure says what was found, not the value.
func None(t testing.TB, channel string, r io.Reader) int64 {
	t.Helper()
	found, read, err := Search(r)
	if err != nil {
		t.Errorf("%s: %v", channel, err)
	}
	if len(found) > 0 {
		t.Errorf("%s: the planted person's %s came out", channel, strings.Join(found, ", "))
	}
	return read
}

// Some fails the test if nothing of the planted person is in r: it is the control
// that the search can find, and returns what it found.
func Some(t testing.TB, channel string, r io.Reader) []string {
	t.Helper()
	found, _, err := Search(r)
	if err != nil {
		t.Errorf("%s: %v", channel, err)
	}
	if len(found) == 0 {
		t.Errorf("%s: the control found nothing of the planted person, so the search proves nothing", channel)
	}
	return found
}
