package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// An item is one thing to tell the visitor: a number, a day, an amount.
type item struct {
	key   string
	value value
}

// itemLabels name the items for people; the key is the name in JSON and in
// expectations.
var itemLabels = map[string]law.Bilingual{
	"registration":   {ZH: "暂住登记编号", EN: "registration"},
	"application":    {ZH: "申领编号", EN: "application"},
	"accepted":       {ZH: "是否受理", EN: "accepted"},
	"next":           {ZH: "下一步", EN: "next step"},
	"permit":         {ZH: "居住证编号", EN: "permit"},
	"card":           {ZH: "卡号", EN: "card"},
	"oldCard":        {ZH: "作废的原卡", EN: "old card, now void"},
	"status":         {ZH: "状态", EN: "status"},
	"verified":       {ZH: "证件状况", EN: "the card is"},
	"by":             {ZH: "核验部门", EN: "verified by"},
	"mustAccept":     {ZH: "单位和个人不得拒绝", EN: "must be accepted"},
	"timing":         {ZH: "签注时间", EN: "timing"},
	"desk":           {ZH: "受理机构", EN: "received by"},
	"validUntil":     {ZH: "有效期至（含当日）", EN: "valid until, inclusive"},
	"window":         {ZH: "签注办理期", EN: "time to endorse"},
	"deadline":       {ZH: "签注截止日", EN: "endorsement deadline"},
	"graceDay":       {ZH: "节假日顺延", EN: "moved by a holiday"},
	"daysLost":       {ZH: "提前签注少计天数", EN: "days lost by coming early"},
	"suspendedSince": {ZH: "使用功能曾中止自", EN: "was suspended from"},
	"daysLate":       {ZH: "逾期天数", EN: "days late"},
	"yearsBefore":    {ZH: "此前连续居住满年数", EN: "full years until then"},
	"residentSince":  {ZH: "连续居住起算日", EN: "resident since"},
	"years":          {ZH: "现连续居住满年数", EN: "full years now"},
	"fee":            {ZH: "应缴工本费（元，示例）", EN: "fee (yuan, made up)"},
	"earliest":       {ZH: "最早可办日", EN: "earliest day"},
	"venue":          {ZH: "办理地点", EN: "venue"},
	"breach":         {ZH: "未按期履行（无罚则）", EN: "duty not kept, no sanction"},
	"due":            {ZH: "应办截止日", EN: "due by"},
	"agrees":         {ZH: "与登记一致", EN: "as registered"},
	"finding":        {ZH: "认定结果", EN: "finding"},
	"cancelledOn":    {ZH: "注销日", EN: "cancelled on"},
	"handIn":         {ZH: "应当交回证件", EN: "card to be handed in"},
	"confiscation":   {ZH: "收缴编号", EN: "confiscation"},
	"charge":         {ZH: "行为", EN: "charge"},
	"sanction":       {ZH: "处罚编号", EN: "sanction"},
	"warning":        {ZH: "警告", EN: "warning"},
	"fine":           {ZH: "罚款（元）", EN: "fine (yuan)"},
	"detention":      {ZH: "拘留（日）", EN: "detention (days)"},
	"repeated":       {ZH: "重复提交，沿用前次结果", EN: "repeated, first answer"},
}

// itemKeys are the keys in order.
var itemKeys = func() []string {
	var keys []string
	for k := range itemLabels {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}()

// A value is something to show, in two forms: for machines and for people. The
// zero value is nothing.
type value struct {
	machine string
	zh, en  string
}

// code is the form in JSON and in expectations.
func (v value) code() string { return v.machine }

// In is the form for people.
func (v value) In(tag language.Tag) string {
	if tag == language.English {
		return v.en
	}
	return v.zh
}

// plain is a value that is written alike everywhere.
func plain(s string) value { return value{s, s, s} }

// number is a whole number.
func number(n int) value { return plain(strconv.Itoa(n)) }

// yuan is an amount of money.
func yuan(d decimal.Decimal) value { return plain(d.StringFixed(2)) }

// onDay is a date.
func onDay(d civil.Date) value {
	if d.IsZero() {
		return value{}
	}
	return value{d.String(), d.Chinese(), d.String()}
}

// between is a range of days.
func between(r civil.Range) value {
	if r.First.IsZero() || r.Last.IsZero() {
		return value{}
	}
	return value{
		r.First.String() + "/" + r.Last.String(),
		r.First.Chinese() + "至" + r.Last.Chinese(),
		r.First.String() + " – " + r.Last.String(),
	}
}

// labelled is a word of an enumeration.
func labelled(v interface {
	fmt.Stringer
	Label(language.Tag) string
}) value {
	return value{v.String(), v.Label(language.Chinese), v.Label(language.English)}
}

// yes is a yes or no.
func yes(b bool) value {
	if b {
		return value{"true", "是", "yes"}
	}
	return value{"false", "否", "no"}
}

// unpublished stands for a day that hangs on a holiday notice which the State
// Council has not published yet.
var unpublished = value{"unpublished", "该年节假日安排尚未公布", "the holidays of that year are not published yet"}
