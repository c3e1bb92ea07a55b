package registry

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Task is something that is done, or looked up, at the authority's desk. Each
// method of Registry serves one, and the authority table says who may do it.
type Task uint8

// The tasks. The zero Task is none, and nobody may do it.
const (
	NoTask              Task = iota
	DeclareRegistration      // 7.2
	EndRegistration          // 7.2
	RejectRegistration       // 7.2: a finding that a registration is false
	Apply                    // 8.1
	ReviewProof              // 5.2
	Decide                   // 11.1, 11.2
	Issue                    // 11.1
	Endorse                  // 14.2.b, 14.3.b
	ReportLost               // 12.1
	RecordFound              // 12.1
	Reissue                  // 12.1
	Exchange                 // 12.1, 12.2
	ChangeAddress            // 13.1
	RecordSuspension         // 14.3.a
	CheckInformation         // 21.1.a
	RecordFinding            // 23.1
	Cancel                   // 23.1
	Confiscate               // 27.2, 28.3
	Sanction                 // 26 to 28
	Refer                    // 28.2, 29
	Verify                   // 18.1
	Inspect                  // 22.1.a
	ReadPermits              // states, lists, previews: no person's data
	ReadSanctions            // kept apart (Public Security Administration Punishments Law, revised, 136)
	Count                    // statistics
	RevealHolder             // 25.1: a person's data from a permit
	RevealApplication        // 25.1: a person's data from an application
	ViewHolder               // 25.1: the same, masked
	ViewApplication          // 25.1: the same, masked
	TakeOver                 // 5.1: a permit from a former register
	Erase                    // 25.1: the content of a person's records
	lastTask            = Erase
)

var tasks = word.List{Field: "task", Words: []word.Word{
	NoTask:              {Code: "none", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	DeclareRegistration: {Code: "declare-registration", Label: law.Bilingual{ZH: "申报暂住登记", EN: "declare temporary-residence registration"}},
	EndRegistration:     {Code: "end-registration", Label: law.Bilingual{ZH: "注销暂住登记", EN: "end temporary-residence registration"}},
	RejectRegistration:  {Code: "reject-registration", Label: law.Bilingual{ZH: "认定暂住登记虚假", EN: "record that a registration was found false"}},
	Apply:               {Code: "apply", Label: law.Bilingual{ZH: "受理申领", EN: "accept an application"}},
	ReviewProof:         {Code: "review-proof", Label: law.Bilingual{ZH: "审核证明材料", EN: "review a proof"}},
	Decide:              {Code: "decide", Label: law.Bilingual{ZH: "审批并告知", EN: "decide and notify"}},
	Issue:               {Code: "issue", Label: law.Bilingual{ZH: "制作发放", EN: "issue"}},
	Endorse:             {Code: "endorse", Label: law.Bilingual{ZH: "签注", EN: "endorse"}},
	ReportLost:          {Code: "report-lost", Label: law.Bilingual{ZH: "报失", EN: "report a card lost"}},
	RecordFound:         {Code: "record-found", Label: law.Bilingual{ZH: "登记找回", EN: "record a card found"}},
	Reissue:             {Code: "reissue", Label: law.Bilingual{ZH: "补领", EN: "reissue"}},
	Exchange:            {Code: "exchange", Label: law.Bilingual{ZH: "换领", EN: "exchange"}},
	ChangeAddress:       {Code: "change-address", Label: law.Bilingual{ZH: "变更居住地住址", EN: "change the address"}},
	RecordSuspension:    {Code: "record-suspension", Label: law.Bilingual{ZH: "登记使用功能中止", EN: "record a suspension"}},
	CheckInformation:    {Code: "check-information", Label: law.Bilingual{ZH: "核查登记信息", EN: "check registered information"}},
	RecordFinding:       {Code: "record-finding", Label: law.Bilingual{ZH: "登记认定", EN: "record a finding"}},
	Cancel:              {Code: "cancel", Label: law.Bilingual{ZH: "注销", EN: "cancel"}},
	Confiscate:          {Code: "confiscate", Label: law.Bilingual{ZH: "收缴", EN: "confiscate"}},
	Sanction:            {Code: "sanction", Label: law.Bilingual{ZH: "处罚", EN: "impose a sanction"}},
	Refer:               {Code: "refer", Label: law.Bilingual{ZH: "移送", EN: "refer"}},
	Verify:              {Code: "verify", Label: law.Bilingual{ZH: "核验", EN: "verify"}},
	Inspect:             {Code: "inspect", Label: law.Bilingual{ZH: "查验", EN: "inspect"}},
	ReadPermits:         {Code: "read-permits", Label: law.Bilingual{ZH: "查询证件", EN: "read permits"}},
	ReadSanctions:       {Code: "read-sanctions", Label: law.Bilingual{ZH: "查询处罚记录", EN: "read sanctions"}},
	Count:               {Code: "count", Label: law.Bilingual{ZH: "统计", EN: "count"}},
	RevealHolder:        {Code: "reveal-holder", Label: law.Bilingual{ZH: "查看持证人信息", EN: "see a holder's data"}},
	RevealApplication:   {Code: "reveal-application", Label: law.Bilingual{ZH: "查看申请人信息", EN: "see an applicant's data"}},
	ViewHolder:          {Code: "view-holder", Label: law.Bilingual{ZH: "查看持证人脱敏信息", EN: "see a holder's data masked"}},
	ViewApplication:     {Code: "view-application", Label: law.Bilingual{ZH: "查看申请人脱敏信息", EN: "see an applicant's data masked"}},
	TakeOver:            {Code: "take-over", Label: law.Bilingual{ZH: "接收原登记簿证件", EN: "take over a permit from a former register"}},
	Erase:               {Code: "erase", Label: law.Bilingual{ZH: "删除个人信息", EN: "erase a person's data"}},
}}

// Tasks lists all tasks in the order of the constants.
func Tasks() []Task {
	list := make([]Task, 0, lastTask)
	for t := DeclareRegistration; t <= lastTask; t++ {
		list = append(list, t)
	}
	return list
}

// String is the stable code.
func (t Task) String() string { return tasks.Code(uint8(t)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (t Task) Label(tag language.Tag) string { return tasks.Label(uint8(t), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (t Task) MarshalText() ([]byte, error) { return tasks.Marshal(uint8(t)) }

// UnmarshalText reads the code; on error t keeps its value.
func (t *Task) UnmarshalText(b []byte) error { return word.Unmarshal(&tasks, b, t) }
