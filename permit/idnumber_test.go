package permit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
)

// mustID parses a number the test knows to be good.
func mustID(t testing.TB, s string) IDNumber {
	t.Helper()
	n, err := ParseIDNumber(s)
	require.NoError(t, err)
	require.False(t, n.IsZero())
	return n
}

// full is the number as it would be stored.
func full(t testing.TB, n IDNumber) string {
	t.Helper()
	b, err := n.MarshalText()
	require.NoError(t, err)
	return string(b)
}

func TestIDNumberOfTheStandard(t *testing.T) {
	// The two examples of the standard (GB 11643), the synthetic numbers of this
	// repository and the numbers of article 2.2.
	for _, c := range []struct {
		number string
		kind   IDKind
		born   string
		place  string
	}{
		{"11010519491231002X", IDCitizen, "1949-12-31", "110105"},
		{"340500198001010000", IDCitizen, "1980-01-01", "340500"},
		{"440524188001010014", IDCitizen, "1880-01-01", "440524"},
		{"130100201003150000", IDCitizen, "2010-03-15", "130100"},
		{"130100200802290005", IDCitizen, "2008-02-29", "130100"},
		{"130100195607010000", IDCitizen, "1956-07-01", "130100"},
		{"810000199408230005", IDHongKong, "1994-08-23", "810000"},
		{"830000199201300006", IDTaiwan, "1992-01-30", "830000"},
		{withCheck("82000020100315000"), IDMacao, "2010-03-15", "820000"},
		{withCheck("71000020100315000"), IDCitizen, "2010-03-15", "710000"}, // the province code of Taiwan is no resident's prefix
	} {
		n := mustID(t, c.number)
		assert.Equal(t, c.number, full(t, n))
		assert.Equal(t, c.kind, n.Kind())
		assert.Equal(t, civil.MustParse(c.born), n.Born())
		assert.Equal(t, c.place, n.AddressCode().String())
		assert.False(t, n.Legacy())
		assert.Equal(t, n, n.Current())
		assert.Equal(t, c.number[:3]+"**************"+c.number[17:], n.String())
	}
}

// withCheck completes 17 digits.
func withCheck(body string) string {
	check, err := IDCheckCharacter(body)
	if err != nil {
		panic(err) // a test's own constant
	}
	return body + string(check)
}

func TestIDNumberOfFifteenDigits(t *testing.T) {
	for legacy, upgraded := range map[string]string{
		"610100620927000": "610100196209270009",
		"110105491231002": "11010519491231002X",
	} {
		old, now := mustID(t, legacy), mustID(t, upgraded)
		assert.True(t, old.Legacy())
		assert.False(t, old == now, "the mark is part of the value")
		assert.False(t, old.Equal(now))
		assert.Equal(t, now, old.Current())
		assert.False(t, old.Current().Legacy())
		assert.Equal(t, now.Born(), old.Born())
		assert.Equal(t, now.AddressCode(), old.AddressCode())
		assert.Equal(t, now.String(), old.String())
		assert.Equal(t, legacy, full(t, old), "stored as it came, so that the mark survives")
		revealed, err := old.Reveal(PurposeReview)
		require.NoError(t, err)
		assert.Equal(t, upgraded, revealed)
	}
	// 995 is somebody's sequence; from 996 on the century is open.
	assert.True(t, mustID(t, "110105491231995").Legacy())
	for _, sequence := range []string{"996", "997", "998", "999"} {
		_, err := ParseIDNumber("110105491231" + sequence)
		assert.ErrorIs(t, err, ErrIDDate)
	}
	_, err := ParseIDNumber("110105490229002") // 1949 had no 29 February
	assert.ErrorIs(t, err, ErrIDDate)
	_, err = ParseIDNumber("11010549123100X")
	assert.ErrorIs(t, err, ErrIDShape)
}

func TestIDNumberAsFormsGiveIt(t *testing.T) {
	want := mustID(t, "11010519491231002X")
	for _, s := range []string{
		"11010519491231002x",
		" 11010519491231002X ",
		"\t11010519491231002x\n",
		"１１０１０５１９４９１２３１００２Ｘ",
		"１１０１０５１９４９１２３１００２ｘ",
		"\u300011010519491231002X\u3000",
	} {
		assert.Equal(t, want, mustID(t, s))
	}
	for _, blank := range []string{"", " ", "\u3000"} {
		n, err := ParseIDNumber(blank)
		require.NoError(t, err)
		assert.True(t, n.IsZero())
	}
}

func TestIDNumberRetiredOrUnknownAddressCode(t *testing.T) {
	for _, code := range []string{"110103", "110104", "110228", "110229", "110110", "199999", "659999", "777777"} {
		n := mustID(t, withCheck(code+"20100315000"))
		assert.Equal(t, code, n.AddressCode().String())
		assert.Equal(t, IDCitizen, n.Kind())
	}
}

func TestIDNumberImpossible(t *testing.T) {
	for _, c := range []struct {
		number string
		err    error
	}{
		{withCheck("11010520260230000"), ErrIDDate}, // no 30 February
		{withCheck("11010520250229000"), ErrIDDate}, // not a leap year
		{withCheck("11010519000229000"), ErrIDDate}, // nor was 1900
		{withCheck("11010520101315000"), ErrIDDate}, // month 13
		{withCheck("11010520100015000"), ErrIDDate}, // month 0
		{withCheck("11010520100300000"), ErrIDDate}, // day 0
		{withCheck("11010520100431000"), ErrIDDate}, // 31 April
		{withCheck("11010500000101000"), ErrIDDate}, // year 0
		{withCheck("11010517991231000"), ErrIDDate}, // before any century a number can mean
		{"110105194912310001", ErrIDCheck},
		{"110105194912310000", ErrIDCheck},
		{"01010519491231000X", ErrIDShape},
		{"1101051949123100XX", ErrIDShape},
		{"X1010519491231002X", ErrIDShape},
		{"11010519491231002Y", ErrIDShape},
		{"11010519491231002", ErrIDShape},
		{"11010519491231002XX", ErrIDShape},
		{"110105 19491231 002X", ErrIDShape},
		{"110105-19491231-002X", ErrIDShape},
		{"١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", ErrIDShape}, // Arabic digits are digits elsewhere
		{"测试甲", ErrIDShape},
		{"\xff\xfe", ErrIDShape},
		{strings.Repeat("1", 1000), ErrIDShape},
	} {
		n, err := ParseIDNumber(c.number)
		assert.ErrorIs(t, err, c.err)
		assert.ErrorIs(t, err, ErrInvalid)
		assert.True(t, n.IsZero())
		var fault *FieldError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, "idNumber", fault.Field)
		assert.NotContains(t, err.Error(), c.number)
	}
	// 1800-01-01 is the first birth date; 1900-02-28 and 2000-02-29 exist.
	for _, date := range []string{"18000101", "19000228", "20000229", "99991231"} {
		mustID(t, withCheck("110105"+date+"000"))
	}
}

func TestIDNumberOfAForeigner(t *testing.T) {
	// The making of these numbers is not verified: nothing about them is
	// refused but their length, and nothing is read from them.
	for _, s := range []string{"911156199001010000", "91115619900101000X", "911156999999990009", "900000000000000000"} {
		n := mustID(t, s)
		assert.Equal(t, IDForeigner, n.Kind())
		assert.True(t, n.Born().IsZero())
		assert.True(t, n.AddressCode().IsZero())
		assert.Equal(t, s, full(t, n))
		assert.False(t, n.Kind().OtherRegime())
	}
	_, err := ParseIDNumber("9111561990010100X0")
	assert.ErrorIs(t, err, ErrIDShape)
}

func TestIDKindOtherRegime(t *testing.T) {
	for kind, want := range map[IDKind]bool{
		IDKindUnknown: false, IDCitizen: false, IDForeigner: false,
		IDHongKong: true, IDMacao: true, IDTaiwan: true,
	} {
		assert.Equal(t, want, kind.OtherRegime(), kind)
	}
}

func TestIDNumberZero(t *testing.T) {
	var n IDNumber
	assert.True(t, n.IsZero())
	assert.False(t, n.Legacy())
	assert.Equal(t, IDKindUnknown, n.Kind())
	assert.True(t, n.Born().IsZero())
	assert.True(t, n.AddressCode().IsZero())
	assert.Equal(t, n, n.Current())
	assert.Equal(t, "-", n.String())
	assert.Empty(t, full(t, n))
	revealed, err := n.Reveal(PurposeReview)
	require.NoError(t, err)
	assert.Empty(t, revealed)
}

func TestIDNumberUnmarshalLeavesTheReceiver(t *testing.T) {
	n := mustID(t, "130100201003150000")
	was := n
	require.ErrorIs(t, n.UnmarshalText([]byte("130100201003150001")), ErrIDCheck)
	assert.Equal(t, was, n)
	require.NoError(t, n.UnmarshalText(nil))
	assert.True(t, n.IsZero())
}

// TestIDCheckCharacter computes the check of ISO 7064 MOD 11-2 in the other
// direction, by its definition: the value of the whole string is 1 modulo 11.
func TestIDCheckCharacter(t *testing.T) {
	for i := range 2000 {
		body := fmt.Sprintf("1301%02d%04d%02d%02d000", i%100, 1800+i%300, 1+i%12, 1+i%28)
		check, err := IDCheckCharacter(body)
		require.NoError(t, err)
		value := 0
		for _, digit := range body {
			value = (value + int(digit-'0')) * 2 % 11
		}
		last := 10
		if check != 'X' {
			last = int(check - '0')
		}
		require.Equal(t, 1, (value+last)%11)
	}
	for _, bad := range []string{"", "1301002010031500", "130100201003150000", "1301002010031500X", "１３０"} {
		_, err := IDCheckCharacter(bad)
		assert.ErrorIs(t, err, ErrIDShape)
	}
}

// TestIDNumberCatchesTypingErrors: the check character has to find every single
// wrong digit and every exchange of two neighbours, or a typing error becomes
// somebody else.
func TestIDNumberCatchesTypingErrors(t *testing.T) {
	const number = "130100201003150000"
	for i := range len(number) {
		for digit := byte('0'); digit <= '9'; digit++ {
			if digit == number[i] || i == 0 && digit == '9' {
				continue // 9 would make it a foreigner's, which is not verified
			}
			typo := []byte(number)
			typo[i] = digit
			_, err := ParseIDNumber(string(typo))
			require.Error(t, err, "place %d", i)
		}
		if i > 0 && number[i] != number[i-1] {
			typo := []byte(number)
			typo[i], typo[i-1] = typo[i-1], typo[i]
			_, err := ParseIDNumber(string(typo))
			require.Error(t, err, "places %d and %d", i-1, i)
		}
	}
}

func TestCarriesIDNumber(t *testing.T) {
	for s, want := range map[string]bool{
		"":                                false,
		"京公朝（2026）第 15 号":                 false,
		"130100201003150000":              true,
		"案卷130100201003150000号":           true,
		"file 11010519491231002x, page 2": true,
		"１３０１００２０１００３１５００００": true,
		"130100201003150001":  false, // wrong check: some other number
		"9130100201003150000": true,  // inside a longer run
		"911156199001010000":  false, // not verified, so not recognised
		"13010020100315000":   false,
	} {
		assert.Equal(t, want, CarriesIDNumber(s), s)
	}
}

func TestIDNumberDoesNotAllocate(t *testing.T) {
	n := mustID(t, "130100201003150000")
	born := civil.MustParse("2010-03-15")
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if n.IsZero() || n.Legacy() || n.Current() != n || n.Kind() != IDCitizen || n.Born() != born ||
			(Person{IDNumber: n}).OtherRegime() != FlagUnknown || n.AddressCode().InBeijing() != No {
			t.Error("wrong")
		}
	}))
}

// FuzzParseIDNumber: what is accepted comes back, keeps its parts, never prints
// its birth date; what is refused is refused with one of the known sentences,
// so no input can be in it.
func FuzzParseIDNumber(f *testing.F) {
	for _, s := range []string{
		"", "11010519491231002X", "11010519491231002x", "110105491231002", "110105491231996",
		"１１０１０５１９４９１２３１００２Ｘ", "810000199408230005", "911156199001010000", "110105194912310001", "x",
	} {
		f.Add(s)
	}
	sentences := map[string]bool{
		"record: idNumber must be 18 characters, or 15 digits of the first generation":                                  true,
		"record: idNumber has a sequence from 996 on, which leaves the century open: the 18-character number is needed": true,
		"record: idNumber must begin with an address code, which never begins with 0":                                   true,
		"record: idNumber must contain a birth date that exists":                                                        true,
		"record: idNumber must end in the check character of its digits":                                                true,
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseIDNumber(s)
		if err != nil {
			require.True(t, sentences[err.Error()], "an unknown sentence")
			require.True(t, n.IsZero())
			return
		}
		stored := full(t, n)
		if n.IsZero() {
			require.Empty(t, stored)
			return
		}
		again := mustID(t, stored)
		require.True(t, n == again, "marshalling loses something")
		require.Contains(t, []int{idLegacyLength, idLength}, len(stored))
		require.Equal(t, len(stored) == idLegacyLength, n.Legacy())
		current := full(t, n.Current())
		require.Len(t, current, idLength)
		require.Len(t, n.String(), idLength)
		require.NotContains(t, n.String(), current[6:14])
		if n.Kind() != IDForeigner {
			check, err := IDCheckCharacter(current[:17])
			require.NoError(t, err)
			require.Equal(t, current[17], check)
			require.Equal(t, current[6:14], strings.ReplaceAll(n.Born().String(), "-", ""))
			require.Equal(t, current[:6], n.AddressCode().String())
		}
	})
}

func BenchmarkParseIDNumber(b *testing.B) {
	for b.Loop() {
		if _, err := ParseIDNumber("130100201003150000"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIDNumberBorn(b *testing.B) {
	n := mustID(b, "130100201003150000")
	for b.Loop() {
		if n.Born().IsZero() {
			b.Fatal("no date")
		}
	}
}
