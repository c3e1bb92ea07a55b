package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// DocumentKind is the kind of a document shown at the desk. Which kinds prove
// an identity without a finding is for the rules of article 9 to say (reading
// A19); proofs of employment, dwelling and study are recorded there too.
type DocumentKind uint8

// The kinds of documents.
const (
	DocumentUnknown DocumentKind = iota
	ResidentIDCard
	TemporaryIDCard
	HouseholdBooklet
	Passport
	MilitaryID
	HKMacaoTaiwanResidencePermit
	HKMacaoTravelPermit
	TaiwanTravelPermit
	ForeignPermanentResidenceCard
	OtherIdentityDocument
	ResidencePermitCard
	RelationProof // A24
	GuardianshipProof
	PoliceCredential // 22.1.a
	OtherDocument
)

var documentKinds = word.List{Field: "kind", Words: []word.Word{
	DocumentUnknown:               {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	ResidentIDCard:                {Code: "resident-id-card", Label: law.Bilingual{ZH: "居民身份证", EN: "resident identity card"}},
	TemporaryIDCard:               {Code: "temporary-id-card", Label: law.Bilingual{ZH: "临时居民身份证", EN: "temporary resident identity card"}},
	HouseholdBooklet:              {Code: "household-booklet", Label: law.Bilingual{ZH: "居民户口簿", EN: "household register booklet"}},
	Passport:                      {Code: "passport", Label: law.Bilingual{ZH: "护照", EN: "passport"}},
	MilitaryID:                    {Code: "military-id", Label: law.Bilingual{ZH: "军人身份证件", EN: "military identity document"}},
	HKMacaoTaiwanResidencePermit:  {Code: "hk-macao-taiwan-residence-permit", Label: law.Bilingual{ZH: "港澳台居民居住证", EN: "residence permit for Hong Kong, Macao and Taiwan residents"}},
	HKMacaoTravelPermit:           {Code: "hk-macao-travel-permit", Label: law.Bilingual{ZH: "港澳居民来往内地通行证", EN: "mainland travel permit for Hong Kong and Macao residents"}},
	TaiwanTravelPermit:            {Code: "taiwan-travel-permit", Label: law.Bilingual{ZH: "台湾居民来往大陆通行证", EN: "mainland travel permit for Taiwan residents"}},
	ForeignPermanentResidenceCard: {Code: "foreign-permanent-residence-card", Label: law.Bilingual{ZH: "外国人永久居留身份证", EN: "foreigner's permanent residence card"}},
	OtherIdentityDocument:         {Code: "other-identity-document", Label: law.Bilingual{ZH: "其他身份证件", EN: "other identity document"}},
	ResidencePermitCard:           {Code: "residence-permit", Label: law.Bilingual{ZH: "北京市居住证", EN: "Beijing residence permit"}},
	RelationProof:                 {Code: "relation-proof", Label: law.Bilingual{ZH: "亲属关系证明", EN: "proof of family relation"}},
	GuardianshipProof:             {Code: "guardianship-proof", Label: law.Bilingual{ZH: "监护关系证明", EN: "proof of guardianship"}},
	PoliceCredential:              {Code: "police-credential", Label: law.Bilingual{ZH: "人民警察执法证件", EN: "law-enforcement credential of the people's police"}},
	OtherDocument:                 {Code: "other-document", Label: law.Bilingual{ZH: "其他证件或者证明", EN: "other document"}},
}}

func (k DocumentKind) vocabulary() *word.List { return &documentKinds }

// String is the stable code.
func (k DocumentKind) String() string { return documentKinds.Code(uint8(k)) }

// Label is the word for people.
func (k DocumentKind) Label(tag language.Tag) string { return documentKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k DocumentKind) MarshalText() ([]byte, error) { return marshalWord(k) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *DocumentKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// Identity reports whether the kind is a document about who somebody is. It
// does not say that the document is accepted.
func (k DocumentKind) Identity() bool { return k >= ResidentIDCard && k <= OtherIdentityDocument }
