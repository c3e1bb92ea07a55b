package schema_test

import (
	"encoding"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// sampleTexts are what a sample says where a text has a form.
var sampleTexts = map[reflect.Type]string{
	reflect.TypeFor[civil.Date]():            "2026-01-05",
	reflect.TypeFor[civil.Month]():           "2026-01",
	reflect.TypeFor[permit.Instant]():        "2026-01-05T04:00:00.000000Z",
	reflect.TypeFor[permit.IDNumber]():       "130100199003150000",
	reflect.TypeFor[permit.Division]():       "110108",
	reflect.TypeFor[permit.Name]():           "测试甲",
	reflect.TypeFor[permit.AddressDetail]():  "测试街甲一号",
	reflect.TypeFor[permit.DocumentNumber](): "N-1",
	reflect.TypeFor[permit.PhotoRef]():       "photo-1",
	reflect.TypeFor[law.Cite]():              "8.1",
	reflect.TypeFor[penalty.Fine]():          "200.5",
	reflect.TypeFor[decimal.Decimal]():       "200.5",
	reflect.TypeFor[permit.Yuan]():           "15.50",
	reflect.TypeFor[law.ReadingID]():         "A01",
}

// A sampler makes records in which every field is stated, so that no field goes
// unchecked. They need not make sense: whether they do is for the rules to say,
// not for the form.
type sampler struct {
	t        testing.TB
	decision rule.Decision
	refusal  eligibility.Refusal
}

// of is a sample of a type.
func (s sampler) of(typ reflect.Type) any {
	v := reflect.New(typ).Elem()
	s.fill(v)
	return v.Interface()
}

func (s sampler) fill(v reflect.Value) {
	switch to := v.Addr().Interface().(type) {
	case *rule.Decision:
		*to = s.decision
		return
	case *eligibility.Policy:
		*to = eligibility.Policy{HalfYear: eligibility.Days183, AcceptBackPaid: true, MaxLagMonths: 2}
		return
	case *endorsement.Policy:
		*to = endorsement.Policy{Late: endorsement.Seamless, LapseAfter: civil.Months(6)}
		return
	case *permit.Policy:
		*to = permit.Policy{NewCard: permit.NewTerm, Commencement: civil.MustParse("2026-01-05")}
		to.Endorsement.LapseAfter = civil.Years(1)
		return
	case *penalty.Policy:
		*to = penalty.Policy{Limitation: penalty.SixMonthsForAll, LimitationStart: civil.StartCounted, Commencement: civil.MustParse("2026-01-05")}
		return
	case *eligibility.Refusal:
		*to = s.refusal
		return
	case *eligibility.Claims:
		*to = eligibility.ClaimDwelling | eligibility.ClaimStudy
		return
	case encoding.TextUnmarshaler:
		if v.Kind() == reflect.Uint8 {
			s.word(v)
			return
		}
		text, ok := sampleTexts[v.Type()]
		require.True(s.t, ok, "no sample of %s", v.Type())
		require.NoError(s.t, to.UnmarshalText([]byte(text)), v.Type())
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				s.fill(v.Field(i))
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		s.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		s.fill(v.Index(0))
	case reflect.String:
		v.SetString("X-1")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1)
	default:
		require.Fail(s.t, "no sample", "%s", v.Type())
	}
}

// word sets an enumeration to the first value after the zero that has a word.
func (s sampler) word(v reflect.Value) {
	for i := uint64(1); i < 256; i++ {
		v.SetUint(i)
		if _, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil {
			return
		}
	}
	require.Fail(s.t, "no word", "%s", v.Type())
}
