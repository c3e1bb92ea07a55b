package permit

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
)

// TestRecordsRoundTrip pins the stored form of every record, field by field.
func TestRecordsRoundTrip(t *testing.T) {
	f := secretFile(t)
	person := f.Person
	person.Household, person.ServingMilitary = RegisteredAt(division(t, "130000")), No
	document := f.Document
	document.Term = Term{From: civil.MustParse("2020-03-01"), Until: civil.MustParse("2030-03-01")}
	station := Office{ID: "cy-01", Kind: PoliceStation, District: Chaoyang, Name: "测试派出所"}
	finding := Finding{Ground: "false-proof", Authority: station, Day: civil.MustParse("2026-03-02"), Outcome: Established,
		Reference: "京测（2026）1 号", Basis: Basis{Kind: BasisLaw, Title: "中华人民共和国行政处罚法", Provision: "第三十三条"}}

	roundTrip(t, person, `{"name":"测试甲乙丙丁","idNumber":"130100201003150000","born":"2010-03-15","nationality":"chinese",`+
		`"household":{"status":"registered","place":"130000"},"servingMilitary":"no"}`)
	roundTrip(t, Person{IDNumber: mustID(t, "110105491231002")}, `{"idNumber":"110105491231002"}`)
	roundTrip(t, person.Household, `{"status":"registered","place":"130000"}`)
	roundTrip(t, f.Address, `{"division":"110105","detail":"测试路一千零一号院八楼"}`)
	roundTrip(t, document, `{"kind":"passport","number":"DOC-0000-8731","holder":"测试甲乙丙丁","holderNumber":"130100201003150000",`+
		`"issuer":"测试出租人戊己","term":{"from":"2020-03-01","until":"2030-03-01"}}`)
	roundTrip(t, Term{LongTerm: true}, `{"longTerm":true}`)
	roundTrip(t, f.Photo, `{"ref":"photos/8731/front","recent":"yes"}`)
	roundTrip(t, station, `{"id":"cy-01","kind":"police-station","district":"110105","name":"测试派出所"}`)
	roundTrip(t, Actor{Kind: PoliceOfficer, ID: "000123", Office: station},
		`{"kind":"police-officer","id":"000123","office":{"id":"cy-01","kind":"police-station","district":"110105","name":"测试派出所"}}`)
	roundTrip(t, finding, `{"ground":"false-proof","authority":{"id":"cy-01","kind":"police-station","district":"110105","name":"测试派出所"},`+
		`"day":"2026-03-02","outcome":"established","reference":"京测（2026）1 号",`+
		`"basis":{"kind":"law","title":"中华人民共和国行政处罚法","provision":"第三十三条"}}`)
	for _, v := range []any{Person{}, Household{}, Address{}, Document{}, Term{}, Photo{}, Office{}, Actor{}, Basis{}, Finding{}} {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		assert.Equal(t, "{}", string(b), "what is not recorded is not written")
	}
}

func roundTrip[T comparable](t *testing.T, v T, want string) {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	assert.True(t, want == string(b), "%T is stored under other names", v)
	var back T
	require.NoError(t, json.Unmarshal(b, &back))
	assert.True(t, v == back, "%T comes back changed", v)
	if validator, ok := any(v).(interface{ Validate() error }); ok {
		assert.NoError(t, validator.Validate())
	}
}

func TestReadingIsStrict(t *testing.T) {
	before := Person{Nationality: NationalityOther, ServingMilitary: Yes}
	for _, c := range []struct {
		json, field string
		err         error
	}{
		{`{"surname":"测试甲"}`, "person", ErrMalformed},
		{`{"NAME":"测试甲"}`, "person", ErrMalformed},
		{`{"name":"测试甲","name":"测试乙"}`, "person.name", ErrMalformed},
		{`{"name":7310150019}`, "person.name", ErrMalformed},
		{`{"name":{"first":"测试甲"}}`, "person.name", ErrMalformed},
		{`{"name":"测试甲\n乙"}`, "person.name", ErrText},
		{`{"idNumber":"130100201003150001"}`, "person.idNumber", ErrIDCheck},
		{`{"idNumber":130100201003150000}`, "person.idNumber", ErrMalformed},
		{`{"born":"2010-02-30"}`, "person.born", ErrMalformed},
		{`{"nationality":"CN"}`, "person.nationality", ErrWord},
		{`{"servingMilitary":true}`, "person.servingMilitary", ErrMalformed},
		{`{"household":{"status":"beijing"}}`, "person.household.status", ErrWord},
		{`{"household":{"place":"1101"}}`, "person.household.place", ErrText},
		{`{"household":{"where":"110105"}}`, "person.household", ErrMalformed},
		{`{"household":[]}`, "person.household", ErrMalformed},
		{`[]`, "person", ErrMalformed},
		{`"测试甲"`, "person", ErrMalformed},
		{`7`, "person", ErrMalformed},
	} {
		p := before
		err := json.Unmarshal([]byte(c.json), &p)
		require.ErrorIs(t, err, c.err, c.field)
		require.ErrorIs(t, err, ErrInvalid)
		var fault *FieldError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, c.field, fault.Field)
		assert.True(t, before == p, "the receiver was changed")
		for _, part := range []string{"测试", "1301", "7310", "surname", "NAME", "where", "first", "beijing", "02-30"} {
			assert.NotContains(t, err.Error(), part)
		}
	}
	// Called without encoding/json in front, the text need not even be JSON.
	for _, text := range []string{``, `{`, `{"name"`, `{"name":`, `{"name":"测`, `{"name":"测试甲"`, `{"name":"测试甲"}{}`, `{"name":"测试甲",}`, `{测试甲}`, `nul`} {
		p := before
		err := p.UnmarshalJSON([]byte(text))
		require.ErrorIs(t, err, ErrMalformed)
		assert.NotContains(t, err.Error(), "测")
		assert.True(t, before == p)
	}
	p := before
	require.NoError(t, json.Unmarshal([]byte("null"), &p))
	assert.True(t, before == p, "null changes nothing, as everywhere in encoding/json")
	require.NoError(t, json.Unmarshal([]byte(`{"name":null,"household":null}`), &p))
	assert.True(t, Person{} == p, "a null field is one that is not recorded")
	err := json.Unmarshal([]byte(`{"x":1}`), &Term{})
	assert.EqualError(t, err, "record: term has a field of another name than from, until, longTerm")
}

func TestMarshallingRefusesWhatIsNoWord(t *testing.T) {
	_, err := json.Marshal(Person{Nationality: 99})
	assert.ErrorIs(t, err, ErrWord)
}

// FuzzPersonJSON: what is accepted comes back the same; what is refused changes
// nothing, and its error is made of the package's own words alone.
func FuzzPersonJSON(f *testing.F) {
	for _, s := range []string{
		`{}`, `null`, `[]`, `{"name":"测试甲","idNumber":"130100201003150000","born":"2010-03-15","nationality":"chinese","household":{"status":"registered","place":"130000"},"servingMilitary":"no"}`,
		`{"idNumber":"11010519491231002x"}`, `{"idNumber":"110105491231002"}`, `{"name":"a","name":"b"}`, `{"household":{"status":"x"}}`,
		`{"born":"2010-02-30"}`, `{"测试甲":"130100201003150000"}`, `{"name":"\ud800"}`, `{"name":"\u0000"}`,
	} {
		f.Add([]byte(s))
	}
	fields := map[string]bool{"person": true, "person.name": true, "person.idNumber": true, "person.born": true, "person.nationality": true,
		"person.household": true, "person.household.status": true, "person.household.place": true, "person.servingMilitary": true}
	rules := map[string]bool{}
	for _, r := range []string{
		"must be one JSON value and nothing else", "must be a JSON object", "is given twice", "has the wrong form",
		"has a field of another name than name, idNumber, born, nationality, household, servingMilitary",
		"has a field of another name than status, place",
		"must be one of unknown, chinese, other", "must be one of unknown, yes, no",
		"must be one of unknown, registered, none, hong-kong, macao, taiwan",
		"must be a division code of six digits", "must not be longer than 100 characters", "must be one line of valid text",
		"must be 18 characters, or 15 digits of the first generation",
		"has a sequence from 996 on, which leaves the century open: the 18-character number is needed",
		"must begin with an address code, which never begins with 0",
		"must contain a birth date that exists", "must end in the check character of its digits",
	} {
		rules[r] = true
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := Person{ServingMilitary: Yes}
		p := before
		if err := p.UnmarshalJSON(data); err != nil {
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
			require.True(t, fields[fault.Field] && rules[fault.Rule], "an unknown sentence")
			require.Equal(t, "record: "+fault.Field+" "+fault.Rule, err.Error())
			require.True(t, before == p, "the receiver was changed")
			return
		}
		stored, err := json.Marshal(p)
		require.NoError(t, err)
		var again Person
		require.NoError(t, json.Unmarshal(stored, &again))
		require.True(t, p == again, "the stored form loses something")
		_ = p.Validate()
	})
}
