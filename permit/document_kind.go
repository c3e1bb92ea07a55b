package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
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

var documentKinds = vocabulary{"kind", []word{
	DocumentUnknown:               {code: "unknown", label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	ResidentIDCard:                {code: "resident-id-card", label: law.Bilingual{ZH: "居民身份证", EN: "resident identity card"}},
	TemporaryIDCard:               {code: "temporary-id-card", label: law.Bilingual{ZH: "临时居民身份证", EN: "temporary resident identity card"}},
	HouseholdBooklet:              {code: "household-booklet", label: law.Bilingual{ZH: "居民户口簿", EN: "household register booklet"}},
	Passport:                      {code: "passport", label: law.Bilingual{ZH: "护照", EN: "passport"}},
	MilitaryID:                    {code: "military-id", label: law.Bilingual{ZH: "军人身份证件", EN: "military identity document"}},
	HKMacaoTaiwanResidencePermit:  {code: "hk-macao-taiwan-residence-permit", label: law.Bilingual{ZH: "港澳台居民居住证", EN: "residence permit for Hong Kong, Macao and Taiwan residents"}},
	HKMacaoTravelPermit:           {code: "hk-macao-travel-permit", label: law.Bilingual{ZH: "港澳居民来往内地通行证", EN: "mainland travel permit for Hong Kong and Macao residents"}},
	TaiwanTravelPermit:            {code: "taiwan-travel-permit", label: law.Bilingual{ZH: "台湾居民来往大陆通行证", EN: "mainland travel permit for Taiwan residents"}},
	ForeignPermanentResidenceCard: {code: "foreign-permanent-residence-card", label: law.Bilingual{ZH: "外国人永久居留身份证", EN: "foreigner's permanent residence card"}},
	OtherIdentityDocument:         {code: "other-identity-document", label: law.Bilingual{ZH: "其他身份证件", EN: "other identity document"}},
	ResidencePermitCard:           {code: "residence-permit", label: law.Bilingual{ZH: "北京市居住证", EN: "Beijing residence permit"}},
	RelationProof:                 {code: "relation-proof", label: law.Bilingual{ZH: "亲属关系证明", EN: "proof of family relation"}},
	GuardianshipProof:             {code: "guardianship-proof", label: law.Bilingual{ZH: "监护关系证明", EN: "proof of guardianship"}},
	PoliceCredential:              {code: "police-credential", label: law.Bilingual{ZH: "人民警察执法证件", EN: "law-enforcement credential of the people's police"}},
	OtherDocument:                 {code: "other-document", label: law.Bilingual{ZH: "其他证件或者证明", EN: "other document"}},
}}

func (k DocumentKind) vocabulary() *vocabulary { return &documentKinds }

// String is the stable code.
func (k DocumentKind) String() string { return documentKinds.code(uint8(k)) }

// Label is the word for people.
func (k DocumentKind) Label(tag language.Tag) string { return documentKinds.label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k DocumentKind) MarshalText() ([]byte, error) { return documentKinds.marshal(uint8(k)) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *DocumentKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// Identity reports whether the kind is a document about who somebody is. It
// does not say that the document is accepted.
func (k DocumentKind) Identity() bool { return k >= ResidentIDCard && k <= OtherIdentityDocument }
