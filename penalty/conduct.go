package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/word"
)

// A ConductKind is what somebody did, in plain words, before any clause is
// applied to it.
type ConductKind uint8

// The kinds.
const (
	NoConduct        ConductKind = iota
	ApplyFalsely                 // applies for a permit with false proofs
	Withhold                     // takes or keeps a permit
	LendOut                      // lets somebody use a permit for nothing
	LetForRent                   // lets somebody use a permit for money
	HandOver                     // hands a permit over for good, for a price or not
	Acquire                      // gets a permit for good, for a price or not
	ShowAsOwn                    // shows a permit as one's own
	Make                         // makes a false permit
	Change                       // changes a genuine permit
	Possess                      // merely has it
	Inspect                      // has somebody show a permit for inspection
	ChargeFee                    // takes a fee
	Disclose                     // gives personal information away
	TakeBenefit                  // takes property or seeks benefits
	RefuseService                // refuses to accept an application or issue a permit
	InfringeRights               // infringes rights in some other way
	NotRegister                  // 7.1
	RegisterFalsely              // 7.2
	IssueFalseProof              // 9.2
	NotReplace                   // 12.1
	KeepOldCard                  // 12.2
	NotReportMove                // 13.1: not, or late
	NotEndorse                   // 14.2.b: not, or late
	NotVerify                    // 18.1
	NotShow                      // 19.1.a
	RefusePermit                 // 19.1.b
	NotCooperate                 // 21.1.b
	RefuseInspection             // 22.1.a
)

var conductKinds = word.List{Field: "conduct", Words: []word.Word{
	NoConduct:        {Code: "none", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	ApplyFalsely:     {Code: "apply-falsely", Label: law.Bilingual{ZH: "使用虚假证明材料申领", EN: "applies with false proofs"}},
	Withhold:         {Code: "withhold", Label: law.Bilingual{ZH: "扣留居住证", EN: "takes or keeps a permit"}},
	LendOut:          {Code: "lend-out", Label: law.Bilingual{ZH: "无偿借给他人", EN: "lets somebody use a permit for nothing"}},
	LetForRent:       {Code: "let-for-rent", Label: law.Bilingual{ZH: "有偿借给他人", EN: "lets somebody use a permit for money"}},
	HandOver:         {Code: "hand-over", Label: law.Bilingual{ZH: "交给他人归其所有", EN: "hands a permit over for good"}},
	Acquire:          {Code: "acquire", Label: law.Bilingual{ZH: "从他人处取得归己所有", EN: "gets a permit for good"}},
	ShowAsOwn:        {Code: "show-as-own", Label: law.Bilingual{ZH: "作为本人证件出示", EN: "shows a permit as one's own"}},
	Make:             {Code: "make", Label: law.Bilingual{ZH: "制作假证", EN: "makes a false permit"}},
	Change:           {Code: "change", Label: law.Bilingual{ZH: "改动真证", EN: "changes a genuine permit"}},
	Possess:          {Code: "possess", Label: law.Bilingual{ZH: "持有", EN: "merely has it"}},
	Inspect:          {Code: "inspect", Label: law.Bilingual{ZH: "查验居住证", EN: "inspects a permit"}},
	ChargeFee:        {Code: "charge-fee", Label: law.Bilingual{ZH: "收取费用", EN: "takes a fee"}},
	Disclose:         {Code: "disclose", Label: law.Bilingual{ZH: "提供个人信息", EN: "gives personal information away"}},
	TakeBenefit:      {Code: "take-benefit", Label: law.Bilingual{ZH: "收受财物、谋取利益", EN: "takes property or seeks benefits"}},
	RefuseService:    {Code: "refuse-service", Label: law.Bilingual{ZH: "拒绝受理或者发证", EN: "refuses to accept or issue"}},
	InfringeRights:   {Code: "infringe-rights", Label: law.Bilingual{ZH: "其他侵害权益的行为", EN: "infringes rights in some other way"}},
	NotRegister:      {Code: "not-register", Label: law.Bilingual{ZH: "未申报暂住登记", EN: "has not declared the registration"}},
	RegisterFalsely:  {Code: "register-falsely", Label: law.Bilingual{ZH: "登记时未如实提供材料", EN: "was not truthful when registering"}},
	IssueFalseProof:  {Code: "issue-false-proof", Label: law.Bilingual{ZH: "出具虚假证明材料", EN: "issued a false proof"}},
	NotReplace:       {Code: "not-replace", Label: law.Bilingual{ZH: "未补领、换领", EN: "did not ask for reissue or exchange"}},
	KeepOldCard:      {Code: "keep-old-card", Label: law.Bilingual{ZH: "未交回原证", EN: "did not hand back the old card"}},
	NotReportMove:    {Code: "not-report-move", Label: law.Bilingual{ZH: "未变更或者逾期变更住址", EN: "did not report a move, or late"}},
	NotEndorse:       {Code: "not-endorse", Label: law.Bilingual{ZH: "未签注或者逾期签注", EN: "did not have the permit endorsed, or late"}},
	NotVerify:        {Code: "not-verify", Label: law.Bilingual{ZH: "未核验居住证", EN: "did not verify the permit"}},
	NotShow:          {Code: "not-show", Label: law.Bilingual{ZH: "未出示居住证", EN: "did not show the permit"}},
	RefusePermit:     {Code: "refuse-permit", Label: law.Bilingual{ZH: "拒绝接受居住证", EN: "refused to accept a permit"}},
	NotCooperate:     {Code: "not-cooperate", Label: law.Bilingual{ZH: "不配合核查", EN: "did not cooperate with a check"}},
	RefuseInspection: {Code: "refuse-inspection", Label: law.Bilingual{ZH: "不接受查验", EN: "refused an inspection"}},
}}

// String is the stable code.
func (k ConductKind) String() string { return conductKinds.Code(uint8(k)) }

// Label is the description for people.
func (k ConductKind) Label(tag language.Tag) string { return conductKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k ConductKind) MarshalText() ([]byte, error) { return conductKinds.Marshal(uint8(k)) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *ConductKind) UnmarshalText(b []byte) error { return word.Unmarshal(&conductKinds, b, k) }

// A Standing is what the register says of the very permit that the conduct is
// about, on the day of the conduct.
type Standing uint8

// The standings. A stated one says that the permit is genuine and, but for
// CancelledForFraud, that no fraud is on record; a finding on record, even one
// still open, goes before it. Of what somebody made or changed it says nothing.
const (
	NotOnRecord Standing = iota
	Active
	Suspended
	Replaced
	Cancelled
	CancelledForFraud // 23.1.a
)

var standings = word.List{Field: "standing", Words: []word.Word{
	NotOnRecord:       {Code: "not-on-record", Label: law.Bilingual{ZH: "未记载", EN: "not on record"}},
	Active:            {Code: "active", Label: law.Bilingual{ZH: "使用中", EN: "active"}},
	Suspended:         {Code: "suspended", Label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
	Replaced:          {Code: "replaced", Label: law.Bilingual{ZH: "已补领、换领", EN: "replaced"}},
	Cancelled:         {Code: "cancelled", Label: law.Bilingual{ZH: "已注销", EN: "cancelled"}},
	CancelledForFraud: {Code: "cancelled-for-fraud", Label: law.Bilingual{ZH: "因骗领被注销", EN: "cancelled for fraud"}},
}}

// String is the stable code.
func (s Standing) String() string { return standings.Code(uint8(s)) }

// Label is the word for people.
func (s Standing) Label(tag language.Tag) string { return standings.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Standing) MarshalText() ([]byte, error) { return standings.Marshal(uint8(s)) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Standing) UnmarshalText(b []byte) error { return word.Unmarshal(&standings, b, s) }

// A Conduct describes what was done, with what is known about it. Everything is
// optional; each kind of conduct asks for some of it.
type Conduct struct {
	Kind  ConductKind      `json:"kind,omitzero"`
	Actor permit.ActorKind `json:"actor,omitzero"`

	// Own: the permit is the actor's own. Issued: the permit applied for was
	// issued. Standing is what the register says of the permit.
	Own      permit.Flag `json:"own,omitzero"`
	Issued   permit.Flag `json:"issued,omitzero"`
	Standing Standing    `json:"standing,omitzero"`
	// ByHolder: the permit that was refused was shown by its holder (19.1.b).
	ByHolder permit.Flag `json:"byHolder,omitzero"`

	// Findings on the permit: forged or altered; obtained by fraud.
	Forged     permit.Finding `json:"forged,omitzero"`
	Fraudulent permit.Finding `json:"fraudulent,omitzero"`
	// Findings on an application: that a proof is false, that the actor meant
	// to deceive.
	FalseProof permit.Finding `json:"falseProof,omitzero"`
	Intent     permit.Finding `json:"intent,omitzero"`
	// Consideration finds that a price was paid (reading A61).
	Consideration permit.Finding `json:"consideration,omitzero"`

	// Findings on an actor with an office: acting in the course of it; acting
	// contrary to the provisions. CredentialsShown: before an inspection
	// (22.1.a). SeizureBasis is the text from elsewhere that gives the power to
	// seize (27.2, 28.3, evidence; reading A55); zero if none is on record.
	OnDuty           permit.Finding `json:"onDuty,omitzero"`
	Contrary         permit.Finding `json:"contrary,omitzero"`
	CredentialsShown permit.Flag    `json:"credentialsShown,omitzero"`
	SeizureBasis     permit.Basis   `json:"seizureBasis,omitzero"`

	_ struct{}
}

// Validate lists every fault of the record at once. The error is a
// *permit.RecordError.
func (c *Conduct) Validate() error {
	if c == nil {
		return nil
	}
	f := faultsIn("conduct")
	f.known(conductKinds.Known(uint8(c.Kind)), "kind")
	f.actor(c.Actor, "actor")
	f.flag(c.Own, "own")
	f.flag(c.Issued, "issued")
	f.known(standings.Known(uint8(c.Standing)), "standing")
	f.flag(c.ByHolder, "byHolder")
	f.finding(&c.Forged, "forged", permit.FoundForged, permit.FoundAltered)
	f.finding(&c.Fraudulent, "fraudulent", permit.FoundFraudulent)
	f.Require(c.Standing != CancelledForFraud || c.Fraudulent.Outcome != permit.NotEstablished, "fraudulent", "must not contradict a cancellation for fraud", permit.ErrContradiction)
	f.finding(&c.FalseProof, "falseProof", FoundFalseProof)
	f.finding(&c.Intent, "intent", FoundIntent)
	f.finding(&c.Consideration, "consideration", FoundPrice)
	f.finding(&c.OnDuty, "onDuty", FoundOnDuty)
	if !c.SeizureBasis.IsZero() {
		f.Nested("seizureBasis", c.SeizureBasis.Validate())
	}
	f.finding(&c.Contrary, "contrary", FoundContrary)
	f.flag(c.CredentialsShown, "credentialsShown")
	return f.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error c keeps its value.
func (c *Conduct) UnmarshalJSON(b []byte) error {
	return record.Decode("conduct", b, c)
}
