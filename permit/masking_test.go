package permit

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
)

// The secrets of a synthetic person. Each is long enough not to turn up by
// chance in what a printer adds.
const (
	secretName     = "测试甲乙丙丁"
	secretNumber   = "130100201003150000"
	secretDetail   = "测试路一千零一号院八楼"
	secretDocument = "DOC-0000-8731"
	secretPhoto    = "photos/8731/front"
	secretIssuer   = "测试出租人戊己"
)

var secrets = []string{secretName, secretNumber, secretDetail, secretDocument, secretPhoto, secretIssuer}

// A file is what an integrator might build: masked values in exported and
// unexported fields, in containers, behind pointers and interfaces.
type file struct {
	Person   Person
	Address  Address
	Document Document
	Photo    Photo
	Numbers  []IDNumber
	ByName   map[Name]Address
	Pointer  *Person
	Any      any
	hidden   hidden
}

type hidden struct {
	name    Name
	number  IDNumber
	detail  AddressDetail
	doc     DocumentNumber
	photo   PhotoRef
	person  Person
	address Address
	list    []Document
	pointer *Document
}

func secretFile(t testing.TB) file {
	t.Helper()
	name, err := ParseName(secretName)
	require.NoError(t, err)
	issuer, err := ParseName(secretIssuer)
	require.NoError(t, err)
	detail, err := ParseAddressDetail(secretDetail)
	require.NoError(t, err)
	number, err := ParseDocumentNumber(secretDocument)
	require.NoError(t, err)
	photo, err := ParsePhotoRef(secretPhoto)
	require.NoError(t, err)
	id := mustID(t, secretNumber)
	person := Person{Name: name, IDNumber: id, Born: id.Born(), Nationality: NationalityChinese}
	address := Address{Division: Chaoyang.Division(), Detail: detail}
	document := Document{Kind: Passport, Number: number, Holder: name, HolderNumber: id, Issuer: issuer}
	return file{
		Person: person, Address: address, Document: document, Photo: Photo{Ref: photo, Recent: Yes},
		Numbers: []IDNumber{id}, ByName: map[Name]Address{name: address}, Pointer: &person, Any: document,
		hidden: hidden{name, id, detail, number, photo, person, address, []Document{document}, &document},
	}
}

// requireNoSecret fails, without repeating the text, if it contains a secret in
// clear, in hex, as the list of its bytes or as the list of its runes.
func requireNoSecret(t *testing.T, door, text string) {
	t.Helper()
	squeezed := strings.NewReplacer(" ", "", ",", "", "0x", "", "\n", "").Replace(text)
	for i, s := range secrets {
		forms := []string{s, fmt.Sprintf("%+q", s), hex.EncodeToString([]byte(s))}
		forms[1] = strings.Trim(forms[1], `"`)
		for _, f := range append(forms, strings.ToUpper(forms[2]), squeeze([]byte(s)), squeeze([]rune(s))) {
			if strings.Contains(text, f) || strings.Contains(squeezed, f) {
				t.Fatalf("%s: secret %d is in the text", door, i)
			}
		}
	}
	// The eight digits of the birth date stand for the inside of the number.
	if strings.Contains(squeezed, secretNumber[6:14]) || strings.Contains(squeezed, secretNumber[:6]) {
		t.Fatalf("%s: a part of the number is in the text", door)
	}
}

func squeeze(v any) string { return strings.Trim(strings.ReplaceAll(fmt.Sprint(v), " ", ""), "[]") }

func TestNothingPersonalIsPrinted(t *testing.T) {
	f := secretFile(t)
	values := map[string]any{
		"name": f.Person.Name, "number": f.Person.IDNumber, "detail": f.Address.Detail,
		"document number": f.Document.Number, "photo ref": f.Photo.Ref,
		"person": f.Person, "address": f.Address, "document": f.Document, "photo": f.Photo,
		"file": f, "pointer to file": &f, "hidden": f.hidden, "pointer to person": &f.Person,
		"slice": []any{f.Person, f.Person.IDNumber}, "map": map[IDNumber]Name{f.Person.IDNumber: f.Person.Name},
		"array": [2]Name{f.Person.Name, f.Document.Issuer},
	}
	for what, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%+q", "%#q", "%d", "%x", "%X", "% x", "%#x", "%T %v", "%o", "%b", "%c", "%U", "%e", "%20v", "%-40s", "%.3s"} {
			args := []any{v}
			if strings.HasPrefix(verb, "%T") {
				args = append(args, v)
			}
			requireNoSecret(t, what+" "+verb, fmt.Sprintf(verb, args...))
		}
		requireNoSecret(t, what+" Sprint", fmt.Sprint(v)+fmt.Sprintln(v))
		requireNoSecret(t, what+" Errorf", fmt.Errorf("refused: %w: %v", ErrInvalid, v).Error())
		requireNoSecret(t, what+" html text", templated(t, v))
	}
}

func templated(t *testing.T, v any) string {
	var b bytes.Buffer
	require.NoError(t, template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p>`)).Execute(&b, v))
	return b.String()
}

// TestMaskedForms: a mask says that there is something, and of a number no more
// than its first three characters and its last one.
func TestMaskedForms(t *testing.T) {
	f := secretFile(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		assert.Equal(t, "***", fmt.Sprintf(verb, f.Person.Name))
		assert.Equal(t, "130**************0", fmt.Sprintf(verb, f.Person.IDNumber))
		assert.Equal(t, "***", fmt.Sprintf(verb, f.Address.Detail))
		assert.Equal(t, "***", fmt.Sprintf(verb, f.Document.Number))
		assert.Equal(t, "***", fmt.Sprintf(verb, f.Photo.Ref))
		assert.Equal(t, "person(130**************0)", fmt.Sprintf(verb, f.Person))
		assert.Equal(t, "address(110105, ***)", fmt.Sprintf(verb, f.Address))
		assert.Equal(t, "document(passport)", fmt.Sprintf(verb, f.Document))
		assert.Equal(t, "-", fmt.Sprintf(verb, Name{}))
		assert.Equal(t, "-", fmt.Sprintf(verb, IDNumber{}))
		assert.Equal(t, "address(-, -)", fmt.Sprintf(verb, Address{}))
	}
	// No mask depends on the text's length.
	short, err := ParseName("测")
	require.NoError(t, err)
	assert.Equal(t, short.String(), f.Person.Name.String())
	assert.Len(t, short.s, len(f.Person.Name.s))
}

func TestNothingPersonalIsLogged(t *testing.T) {
	f := secretFile(t)
	var b bytes.Buffer
	for _, h := range []slog.Handler{slog.NewJSONHandler(&b, nil), slog.NewTextHandler(&b, nil)} {
		log := slog.New(h)
		log.Info("one", "name", f.Person.Name, "number", f.Person.IDNumber, "detail", f.Address.Detail,
			"doc", f.Document.Number, "photo", f.Photo.Ref)
		log.Info("records", "person", f.Person, "address", f.Address, "document", f.Document, "photo", f.Photo,
			"pointer", &f.Person, slog.Group("group", "person", f.Person))
		log.With("person", f.Person).WithGroup("g").Error("with", "error", fmt.Errorf("refused %v", f.Person))
	}
	state := State{Card: "C-1", Address: f.Address}
	var log = slog.New(slog.NewJSONHandler(&b, nil))
	for _, v := range []any{
		Issue{Holder: f.Person, Address: f.Address}, Exchange{Holder: f.Person}, AddressChange{Address: f.Address},
		state, &state, Change{Before: state, After: state}, ReissueFacts{Permit: state},
		&ExchangeFacts{Permit: state}, AddressChangeFacts{Address: f.Address}, CancellationFacts{Permit: state},
	} {
		log.Info("value", "value", v)
	}
	// Containers: the text handler asks the values, so it masks them as well.
	slog.New(slog.NewTextHandler(&b, nil)).Info("container", "file", f, "list", []Person{f.Person})
	requireNoSecret(t, "slog", b.String())
	assert.Contains(t, b.String(), "130**************0")
}

// failing collects what an assertion would print.
type failing struct{ text string }

func (f *failing) Errorf(format string, args ...any) { f.text += fmt.Sprintf(format, args...) }

// TestNothingPersonalInFailedTests: testify prints its diff without calling any
// method, and go-cmp walks the fields of two values that mask alike.
func TestNothingPersonalInFailedTests(t *testing.T) {
	f := secretFile(t)
	other := secretFile(t)
	other.Person.Name, other.hidden.name = f.Document.Issuer, f.Document.Issuer
	other.Person.IDNumber = mustID(t, "130100201003160006")
	other.hidden.number = other.Person.IDNumber
	other.Address.Detail, other.Document.Number, other.Photo.Ref = AddressDetail{}, DocumentNumber{}, PhotoRef{}
	var out failing
	assert.Equal(&out, f, other)
	assert.Equal(&out, f.hidden, other.hidden)
	assert.Equal(&out, f.Person, other.Person)
	assert.Equal(&out, f.Person.Name, other.Person.Name)
	assert.Equal(&out, f.Person.IDNumber, other.Person.IDNumber)
	assert.Equal(&out, []Person{f.Person}, []Person{other.Person})
	assert.NotEqual(&out, f, f)
	assert.Contains(&out, []Name{f.Person.Name}, other.Person.Name)
	assert.ElementsMatch(&out, []IDNumber{f.Person.IDNumber}, []IDNumber{other.Person.IDNumber})
	assert.Empty(&out, f)
	assert.Nil(&out, f)
	assert.Len(&out, f.ByName, 3)
	assert.ErrorIs(&out, fmt.Errorf("%v", f), ErrInvalid)
	assert.IsType(&out, 1, f.Person)
	require.Contains(t, out.text, "Diff:")
	requireNoSecret(t, "testify", out.text)

	diff := cmp.Diff(f, other, cmp.AllowUnexported(file{}, hidden{}))
	diff += cmp.Diff(f.Person.Name, other.Person.Name)
	diff += cmp.Diff(f.Person.Name, other.Person.Name, cmp.AllowUnexported(Name{}, veiled{}))
	diff += cmp.Diff(f, other, cmp.Exporter(func(reflect.Type) bool { return true }))
	diff += cmp.Diff(map[Name]int{f.Person.Name: 1}, map[Name]int{})
	require.NotEmpty(t, diff)
	requireNoSecret(t, "go-cmp", diff)
}

// packIDClear is the number as it would be kept without a veil.
func packIDClear(body idBody, check int) uint64 { return (uint64(body)*11 + uint64(check)) * 2 }

// TestMemoryIsScrambled looks at the words a value is made of.
func TestMemoryIsScrambled(t *testing.T) {
	f := secretFile(t)
	body, check, _ := f.Person.IDNumber.open()
	assert.NotEqual(t, packIDClear(body, check), f.Person.IDNumber.v, "packed is not scrambled")
	requireNoSecret(t, "number", fmt.Sprint(f.Person.IDNumber.v))
	requireNoSecret(t, "name", f.Person.Name.s)
	requireNoSecret(t, "detail", f.Address.Detail.s)
	assert.Equal(t, uintptr(8), unsafe.Sizeof(f.Person.IDNumber))
}

func TestVeilIsExactAndComparable(t *testing.T) {
	seen := map[veiled]string{}
	for _, s := range []string{"a", "b", "ab", strings.Repeat("长", 10), strings.Repeat("长", 11), strings.Repeat("x", 31), strings.Repeat("x", 32), strings.Repeat("x", 33), strings.Repeat("y", 500)} {
		v := veil(s)
		assert.Equal(t, s, v.clear())
		assert.True(t, v == veil(s))
		assert.Empty(t, seen[v])
		seen[v] = s
	}
	assert.True(t, veil("").IsZero())
	assert.Empty(t, veiled{}.clear())
	assert.Zero(t, veilNumber(0))
	for i := range uint64(5000) {
		n := i * 0x9e3779b97f4a7c15
		assert.Equal(t, n, unveilNumber(veilNumber(n)))
		if n != 0 {
			assert.NotZero(t, veilNumber(n))
		}
	}
}

func TestRevealNeedsAPurpose(t *testing.T) {
	f := secretFile(t)
	for want, reveal := range map[string]func(Purpose) (string, error){
		secretName: f.Person.Name.Reveal, secretNumber: f.Person.IDNumber.Reveal, secretDetail: f.Address.Detail.Reveal,
		secretDocument: f.Document.Number.Reveal, secretPhoto: f.Photo.Ref.Reveal,
	} {
		for _, p := range []Purpose{PurposeMakeCard, PurposeNotice, PurposeReview, PurposeInformationCheck,
			PurposeInspection, PurposeSanction, PurposeOwnData, PurposeLegalProceedings, "答复持有人的书面申请"} {
			got, err := reveal(p)
			require.NoError(t, err)
			assert.True(t, want == got)
		}
		for _, p := range []Purpose{"", " ", "\u3000", "two\nlines", "\xff", Purpose(strings.Repeat("长", 101)), "查 " + secretNumber} {
			got, err := reveal(p)
			assert.ErrorIs(t, err, ErrPurpose)
			assert.Empty(t, got)
			requireNoSecret(t, "purpose error", err.Error())
		}
	}
	assert.NoError(t, Purpose(strings.Repeat("x", maxPurpose)).Validate())
	assert.Error(t, Purpose(strings.Repeat("x", maxPurpose+1)).Validate())
}

// TestErrorsOfRefusedTexts: what was refused is not in the error.
func TestErrorsOfRefusedTexts(t *testing.T) {
	for _, bad := range []string{secretName + "\n甲", secretName + "\u200b", "\xff" + secretName, "\ufffd", secretName + "\u2028甲",
		secretName + "\x00", strings.Repeat(secretName, 100), strings.Repeat("长", maxAddressDetail+1)} {
		for what, parse := range map[string]func(string) error{
			"name":            func(s string) error { _, err := ParseName(s); return err },
			"detail":          func(s string) error { _, err := ParseAddressDetail(s); return err },
			"document number": func(s string) error { _, err := ParseDocumentNumber(s); return err },
			"photo":           func(s string) error { _, err := ParsePhotoRef(s); return err },
		} {
			err := parse(bad)
			require.ErrorIs(t, err, ErrText, what)
			requireNoSecret(t, what, err.Error())
		}
	}
}

func TestPersonalTextsAsFormsGiveThem(t *testing.T) {
	name := func(s string) Name {
		n, err := ParseName(s)
		require.NoError(t, err)
		return n
	}
	assert.Equal(t, name("测试甲"), name(" \u3000测试甲 "))
	assert.Equal(t, name("TEST Jia"), name("ＴＥＳＴ　Ｊｉａ"))
	assert.NotEqual(t, name("测试甲"), name("测试乙"))
	assert.NotEqual(t, name("test"), name("TEST"), "letter case is part of a name")
	assert.NotEqual(t, name("\uf9a8"), name("\u4ee4"), "so is a variant of a character")
	assert.True(t, name(" ").IsZero())
	assert.True(t, name("测试甲").Equal(name("测试甲")))
	_, err := ParseName(strings.Repeat("长", maxName))
	assert.NoError(t, err)
	_, err = ParseName(strings.Repeat("长", maxName+1))
	assert.ErrorIs(t, err, ErrText)

	detail, err := ParseAddressDetail("测试路１２号")
	require.NoError(t, err)
	same, err := ParseAddressDetail("测试路12号")
	require.NoError(t, err)
	assert.True(t, detail.Equal(same))

	upper, err := ParseDocumentNumber("AB12")
	require.NoError(t, err)
	lower, err := ParseDocumentNumber("ab12")
	require.NoError(t, err)
	assert.False(t, upper.Equal(lower))

	for _, bad := range []string{" a", "a ", "ａ"} {
		_, err := ParsePhotoRef(bad)
		assert.ErrorIs(t, err, ErrText, "a key must come back as it was given")
	}
	none, err := ParsePhotoRef("")
	require.NoError(t, err)
	assert.True(t, none.Equal(PhotoRef{}))
}

// TestStorageGetsEverything: marshalling is the other side of masking.
func TestStorageGetsEverything(t *testing.T) {
	f := secretFile(t)
	for _, v := range []any{f.Person, f.Address, f.Document, f.Photo} {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		found := false
		for _, s := range secrets {
			found = found || bytes.Contains(b, []byte(s))
		}
		assert.True(t, found)
	}
}

func TestMaskedTypesUnmarshalText(t *testing.T) {
	f := secretFile(t)
	was := f
	for _, u := range []interface{ UnmarshalText([]byte) error }{&f.Person.Name, &f.Address.Detail, &f.Document.Number, &f.Photo.Ref, &f.Person.IDNumber} {
		err := u.UnmarshalText([]byte("a\nb"))
		require.Error(t, err)
		var fault *FieldError
		require.True(t, errors.As(err, &fault))
	}
	assert.True(t, was.Person == f.Person && was.Address == f.Address && was.Document == f.Document && was.Photo == f.Photo)
	for _, u := range []interface{ UnmarshalText([]byte) error }{&f.Person.Name, &f.Address.Detail, &f.Document.Number, &f.Photo.Ref, &f.Person.IDNumber} {
		require.NoError(t, u.UnmarshalText(nil))
	}
	assert.True(t, f.Person.Name.IsZero() && f.Address.Detail.IsZero() && f.Document.Number.IsZero() && f.Photo.Ref.IsZero() && f.Person.IDNumber.IsZero())
}

// TestPersonDoesNotPrintTheBirthDate: it is not in the mask of the number, so
// it must not stand beside it either.
func TestPersonDoesNotPrintTheBirthDate(t *testing.T) {
	p := Person{Born: civil.MustParse("2010-03-15")}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		assert.NotContains(t, fmt.Sprintf(verb, p), "2010")
	}
}
