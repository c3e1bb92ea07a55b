package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// ActKind is the kind of a legal act done on a permit.
type ActKind uint8

// The kinds of act.
const (
	ActUnknown            ActKind = iota
	ActIssued                     // 11.1
	ActEndorsed                   // 14.2.b, 14.3.b
	ActReissued                   // 12.1: a new card for a lost one
	ActExchanged                  // 12.1, 12.2: a new card for a damaged one that is handed back
	ActAddressChanged             // 13.1
	ActInformationChecked         // 21.1.a
	ActFindingRecorded            // 23.1: a department's finding arrived
	ActSuspensionRecorded         // 14.3.a; takes effect under reading A32 (b) only
	ActReportedLost               // 12.1; no effect on term or years (A46)
	ActFound                      // 12.1: a card reported lost turned up (A44)
	ActCancelled                  // 23.1
	ActConfiscated                // 27.2, 28.3
)

var actKinds = word.List{Field: "kind", Words: []word.Word{
	ActUnknown:            {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	ActIssued:             {Code: "issued", Label: law.Bilingual{ZH: "签发", EN: "issued"}},
	ActEndorsed:           {Code: "endorsed", Label: law.Bilingual{ZH: "签注", EN: "endorsed"}},
	ActReissued:           {Code: "reissued", Label: law.Bilingual{ZH: "补领", EN: "reissued"}},
	ActExchanged:          {Code: "exchanged", Label: law.Bilingual{ZH: "换领", EN: "exchanged"}},
	ActAddressChanged:     {Code: "address-changed", Label: law.Bilingual{ZH: "变更居住地住址", EN: "address changed"}},
	ActInformationChecked: {Code: "information-checked", Label: law.Bilingual{ZH: "核查登记信息", EN: "information checked"}},
	ActFindingRecorded:    {Code: "finding-recorded", Label: law.Bilingual{ZH: "登记认定", EN: "finding recorded"}},
	ActSuspensionRecorded: {Code: "suspension-recorded", Label: law.Bilingual{ZH: "登记使用功能中止", EN: "suspension recorded"}},
	ActReportedLost:       {Code: "reported-lost", Label: law.Bilingual{ZH: "报失", EN: "reported lost"}},
	ActFound:              {Code: "found", Label: law.Bilingual{ZH: "找回", EN: "found"}},
	ActCancelled:          {Code: "cancelled", Label: law.Bilingual{ZH: "注销", EN: "cancelled"}},
	ActConfiscated:        {Code: "confiscated", Label: law.Bilingual{ZH: "收缴", EN: "confiscated"}},
}}

func (k ActKind) vocabulary() *word.List { return &actKinds }

// String is the stable code.
func (k ActKind) String() string { return actKinds.Code(uint8(k)) }

// Label is the word for people.
func (k ActKind) Label(tag language.Tag) string { return actKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k ActKind) MarshalText() ([]byte, error) { return marshalWord(k) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *ActKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// An actRule is what the text demands of an act of one kind, whatever the
// permit it is done on.
type actRule struct {
	// cites are the places the act may rest on; any clause below them will do.
	cites []law.Cite
	// table is the rule table whose approval allows the act; empty if the text
	// leaves nothing to decide. Approvals of table "endorsement" come from the
	// package of that name.
	table string
	// by says which actors may do it (5.1).
	by func(ActorKind) bool
}

// actRules is indexed by ActKind and never changes.
var actRules = [...]actRule{
	ActUnknown:            {by: nobody},
	ActIssued:             {places("11.1"), "issue", ActorKind.PublicSecurity},
	ActEndorsed:           {places("14.2.b", "14.3.b"), "endorsement", intake},
	ActReissued:           {places("12.1"), "reissue", intake},
	ActExchanged:          {places("12.1", "12.2"), "exchange", intake},
	ActAddressChanged:     {places("13.1"), "address-change", intake},
	ActInformationChecked: {places("21.1.a"), "information-check", ActorKind.PublicSecurity},
	ActFindingRecorded:    {places("5.2", "21.1.a", "23.1"), "", ActorKind.PublicSecurity},
	ActSuspensionRecorded: {places("14.3.a"), "", ActorKind.PublicSecurity},
	ActReportedLost:       {places("12.1"), "", intake},
	ActFound:              {places("12.1", "12.2"), "", intake},
	ActCancelled:          {places("23.1"), "cancellation", ActorKind.PublicSecurity},
	ActConfiscated:        {places("27.2", "28.3"), "confiscation", ActorKind.PublicSecurity},
}

// MayBeDoneBy reports whether an actor of that kind may record such an act
// (5.1): what only public security decides, an entrusted agency may not even
// record, and nobody else records anything.
func (k ActKind) MayBeDoneBy(a ActorKind) bool { return actKinds.Known(uint8(k)) && actRules[k].by(a) }

// Table is the name of the rule table whose approval the act needs, or empty
// where the text leaves nothing to decide.
func (k ActKind) Table() string {
	if !actKinds.Known(uint8(k)) {
		return ""
	}
	return actRules[k].table
}

func nobody(ActorKind) bool { return false }

// intake are those who receive holders and record what is done at the desk.
func intake(a ActorKind) bool { return a.PublicSecurity() || a.EntrustedAgency() }

func places(cites ...string) []law.Cite {
	list := make([]law.Cite, len(cites))
	for i, s := range cites {
		list[i] = law.MustCite(s)
	}
	return list
}
