package permit

import (
	"encoding"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"golang.org/x/text/width"
)

// Every enumeration, with the word of its zero value and what it counts.
func TestEnumerations(t *testing.T) {
	enumeration[Flag](t, "unknown", 2)
	enumeration[IDKind](t, "unknown", 5)
	enumeration[Nationality](t, "unknown", 2)
	enumeration[HouseholdStatus](t, "unknown", 5)
	enumeration[District](t, "unknown", 16)
	enumeration[DocumentKind](t, "unknown", 15)
	enumeration[OfficeKind](t, "unknown", 19)
	enumeration[ActorKind](t, "unknown", 14)
	enumeration[Relation](t, "unknown", 15)
	enumeration[BasisKind](t, "unknown", 4)
	enumeration[FindingOutcome](t, "open", 2)
}

func enumeration[E interface {
	Enum
	encoding.TextMarshaler
}](t *testing.T, zeroWord string, count int) {
	var zero E
	t.Run(fmt.Sprintf("%T", zero), func(t *testing.T) {
		values := append([]E{zero}, Values[E]()...)
		require.Len(t, values, count+1)
		assert.Equal(t, zeroWord, zero.String())
		taken := map[string]E{}
		for i, v := range values {
			assert.Equal(t, E(i), v)
			assert.Regexp(t, regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), v.String())
			zh, en := v.Label(language.Chinese), v.Label(language.English)
			assert.NotEmpty(t, zh)
			assert.NotEmpty(t, en)
			assert.NotEqual(t, zh, en)
			assert.Equal(t, zh, v.Label(language.Und), "Chinese is the default")
			for _, w := range append([]string{v.String(), zh, en}, v.vocabulary().Words[i].Also...) {
				other, again := taken[w]
				assert.True(t, !again || other == v, "%q means two things", w)
				taken[w] = v
				parsed, err := ParseWord[E](w)
				require.NoError(t, err)
				assert.Equal(t, v, parsed)
			}
			text, err := v.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, v.String(), string(text))
			var back E
			require.NoError(t, json.Unmarshal(fmt.Appendf(nil, "%q", v.String()), &back))
			assert.Equal(t, v, back)
		}

		last := values[len(values)-1]
		for _, bad := range []string{"", "Unknown", "测试甲", " " + last.String(), last.Label(language.Chinese)} {
			kept := last
			err := json.Unmarshal(fmt.Appendf(nil, "%q", bad), &kept)
			require.ErrorIs(t, err, ErrWord, "stored text is codes only")
			require.ErrorIs(t, err, ErrInvalid)
			assert.Equal(t, last, kept)
			assert.NotContains(t, err.Error(), "测试甲")
			for _, v := range values {
				assert.Contains(t, err.Error(), v.String(), "the error lists what is accepted")
			}
		}
		_, err := ParseWord[E]("")
		assert.ErrorIs(t, err, ErrWord)
		_, err = ParseWord[E]("测试甲")
		assert.ErrorIs(t, err, ErrWord)

		outside := E(count + 1)
		assert.Equal(t, fmt.Sprintf("invalid(%d)", count+1), outside.String())
		assert.Equal(t, outside.String(), outside.Label(language.English))
		_, err = outside.MarshalText()
		assert.ErrorIs(t, err, ErrWord)
	})
}

// TestRenamedDepartments: what the draft calls 工商 is 市场监管 today (reading A78).
func TestRenamedDepartments(t *testing.T) {
	for word, want := range map[string]OfficeKind{
		"工商": Commerce, "市场监管": Commerce, "market-supervision": Commerce,
		"卫计": Health, "卫健": Health, "人力资源社会保障": HumanResources, "住房和城乡建设": Housing, "教育": Education,
	} {
		got, err := ParseWord[OfficeKind](word)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	assert.Equal(t, "工商部门", Commerce.Label(language.Chinese), "the draft's own name is shown")
}

func TestOfficeKinds(t *testing.T) {
	publicSecurity := map[OfficeKind]bool{PoliceStation: true, DistrictPublicSecurity: true, MunicipalPublicSecurity: true}
	notDepartments := map[OfficeKind]bool{EntrustedAgency: true, SocialBody: true, OtherOffice: true}
	for _, k := range Values[OfficeKind]() {
		assert.Equal(t, publicSecurity[k], k.PublicSecurity(), k)
		assert.Equal(t, !publicSecurity[k] && !notDepartments[k], k.Department(), k)
		assert.Equal(t, k == PoliceStation || k == EntrustedAgency, k.Intake(), k)
	}
	assert.False(t, OfficeUnknown.PublicSecurity() || OfficeUnknown.Department() || OfficeUnknown.Intake())
	assert.False(t, OfficeKind(99).PublicSecurity() || OfficeKind(99).Department() || OfficeKind(99).Intake())
}

func TestActorKinds(t *testing.T) {
	for kind, want := range map[ActorKind]string{
		ActorUnknown: "", PublicSecurityOrgan: "PO", PublicSecurityOfficer: "PO", PoliceOfficer: "PO", AuxiliaryOfficer: "O",
		EntrustedAgencyBody: "EO", AgencyClerk: "EO", DepartmentBody: "DO", DepartmentReviewer: "DO",
		CommitteeMember: "", Applicant: "", Holder: "", Agent: "", Unit: "", Individual: "",
	} {
		got := ""
		for letter, is := range map[string]bool{"P": kind.PublicSecurity(), "E": kind.EntrustedAgency(), "D": kind.Department()} { // at most one is true
			if is {
				got += letter
			}
		}
		if kind.Official() {
			got += "O"
		}
		assert.Equal(t, want, got, kind)
	}
}

// TestCloseRelatives is the closed list of Civil Code 1045.
func TestCloseRelatives(t *testing.T) {
	for _, r := range []Relation{Spouse, Parent, Child, Sibling, Grandparent, Grandchild} {
		assert.Equal(t, Yes, r.CloseRelative(), r)
	}
	for _, r := range []Relation{Self, InLaw, OtherRelative, Employer, School, Landlord, Friend, OtherRelation} {
		assert.Equal(t, No, r.CloseRelative(), r)
	}
	for _, r := range []Relation{RelationUnknown, Guardian, Relation(99)} {
		assert.Equal(t, FlagUnknown, r.CloseRelative(), r)
	}
}

func TestDistricts(t *testing.T) {
	codes := map[string]string{
		"110101": "东城", "110102": "西城", "110105": "朝阳", "110106": "丰台", "110107": "石景山", "110108": "海淀",
		"110109": "门头沟", "110111": "房山", "110112": "通州", "110113": "顺义", "110114": "昌平", "110115": "大兴",
		"110116": "怀柔", "110117": "平谷", "110118": "密云", "110119": "延庆",
	}
	for code, zh := range codes {
		d, err := ParseDistrict(code)
		require.NoError(t, err)
		assert.Equal(t, code, d.Division().String())
		for _, s := range []string{zh, zh + "区", d.Label(language.English), strings.TrimSuffix(d.Label(language.English), " District"),
			strings.ToLower(strings.TrimSuffix(d.Label(language.English), " District"))} {
			same, err := ParseDistrict(width.Widen.String(s))
			if err != nil || same != d {
				t.Errorf("full-width %q: %v, %v", s, same, err)
			}
			same, err = ParseDistrict(s)
			require.NoError(t, err)
			assert.Equal(t, d, same)
		}
	}
	for _, retired := range []string{"110103", "110104", "110110", "110221", "110222", "110223", "110224", "110225", "110226", "110227", "110228", "110229"} {
		_, err := ParseDistrict(retired)
		assert.ErrorIs(t, err, ErrWord)
	}
	assert.True(t, DistrictUnknown.Division().IsZero())
	assert.True(t, District(99).Division().IsZero())
}

func TestBasisOfAnotherGround(t *testing.T) {
	// 23.1.e: laws, regulations and rules; an internal notice is not enough.
	for kind, want := range map[BasisKind]Flag{
		BasisUnknown: FlagUnknown, BasisLaw: Yes, BasisRegulation: Yes, BasisRule: Yes,
		BasisNormativeDocument: No, BasisKind(99): FlagUnknown,
	} {
		assert.Equal(t, want, kind.LawRegulationOrRule(), kind)
	}
}
