package scenario

import (
	"encoding/json"
	"slices"
	"strings"
)

// unknownWord is the error for a word that is none of those there are. It names
// the right one if one is near.
func unknownWord(word string, known []string) error {
	near := nearest(word, known)
	switch {
	case near != "":
		return wrong("这里没有 %q 这个词；是不是 %q？", "there is no %q here; did you mean %q?", clipped(word), near)
	case len(known) > maxKnown:
		return wrong("这里没有 %q 这个词", "there is no %q here", clipped(word))
	}
	return wrong("这里没有 %q 这个词；有 %s", "there is no %q here; there are %s", clipped(word), joined(known))
}

// maxKnown is how many words a fault lists: more than a line begins with, and
// less than there are codes.
const maxKnown = 100

// clipped is a word that is short enough to be told.
func clipped(word string) string {
	if letters := []rune(word); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return word
}

func joined(words []string) string { return strings.Join(words, ", ") }

// nearest is the known word that is closest to a misspelt one, if it is close
// enough to be meant.
func nearest(word string, known []string) string {
	letters := len([]rune(word))
	best, least := "", min(letters, max(1, letters/3)+1)
	for _, k := range known {
		if k == word {
			continue // known, but not for this place
		}
		if d := distance([]rune(strings.ToLower(word)), []rune(strings.ToLower(k))); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap with the next.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			change := rows[i][j]
			if a[i] != b[j] {
				change++
			}
			d := min(rows[i][j+1]+1, rows[i+1][j]+1, change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}

// tree is the JSON form of a value as maps and lists.
func tree(v any) (raw any, err error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return raw, json.Unmarshal(b, &raw)
}

// english is the English keyword of a Chinese one, or the word itself.
func english(word string) string {
	if e, ok := keywords[word]; ok {
		return e
	}
	return word
}

// pathKeywords are Chinese words that mean something else in a path than
// elsewhere, or more than one part of it.
var pathKeywords = map[string]string{
	"依据": "basis", "认定机关": "authority", "认定日": "day", "户籍状态": "household.status", "户籍所在地": "household.place",
}

// pathParts are the parts of a path in English.
func pathParts(path string) (parts []string) {
	for _, word := range strings.Split(path, ".") {
		if in, ok := pathKeywords[word]; ok {
			more := strings.Split(in, ".")
			if n := len(parts); n > 0 && len(more) > 1 && parts[n-1] == more[0] {
				more = more[1:] // 户籍.户籍状态
			}
			parts = append(parts, more...)
			continue
		}
		parts = append(parts, english(word))
	}
	return parts
}

// preferred are the Chinese words for values, where there are several.
var preferred = map[string]string{
	yes: "是", no: "否", "none": "无",
	"fee": "费用", "status": "状态", "ground": "注销依据", "days": "拘留合计", "guardian": "责令监护人", "act": "定性", "card": "证面",
}

// inLanguage is an English keyword in a language.
func inLanguage(word, lang string) string {
	if lang != langZH {
		return word
	}
	if zh := preferred[word]; zh != "" {
		return zh
	}
	var list []string
	for zh, en := range keywords {
		if en == word {
			list = append(list, zh)
		}
	}
	if len(list) == 0 {
		return word
	}
	return sorted(list)[0]
}

// keywords are the Chinese words of the language, with the English ones that the
// interpreter works with. The words of enumerations are not here: they are the
// labels that the library has for them.
var keywords = map[string]string{
	// What a script is about.
	"关于": "about", "期限": "threshold", "跨条": "crosses",
	// What is given.
	"日期": "on", "读法": "reading", "日历": "calendar", "收费标准": "fees", "施行": "commencement", "人员": "person", "设": "set",
	// Questions.
	"判断": "judge", "申领条件": "application", "材料": "materials", "代办": "agency", "办理地": "venue", "告知书": "notice",
	"签注事项": "endorsement", "签发事项": "issuing", "补领事项": "reissuing", "换领事项": "exchanging", "变更事项": "moving",
	"注销事项": "cancellation", "核查事项": "checking", "收缴事项": "confiscation", "查验事项": "inspection", "扣押事项": "seizure",
	"接受事项": "acceptance", "证面": "card", "行为": "conduct", "处罚建议": "proposal", "执行": "execution", "后果": "consequences",
	"并罚": "combination", "收费": "fee", "权限": "authority",
	// Acts.
	"登记": "register", "结束登记": "end-registration", "认定虚假登记": "reject-registration", "申领": "apply", "审核": "review",
	"决定": "decide", "签发": "issue", "已有居住证": "has-permit", "签注": "endorse", "报失": "report-lost", "找回": "found", "补领": "reissue",
	"换领": "exchange", "变更住址": "move", "核查": "check", "认定": "finding", "注销": "cancel", "收缴": "confiscate", "记录中止": "suspend",
	"核验": "verify", "查验": "inspect", "处罚": "sanction", "移送": "refer", "查看状态": "state",
	// Expectations.
	"应": "expect", "批准": "approved", "不予": "refused", "待查": "undetermined", "符合": "met", "不符合": "unmet", "未定": "open",
	"因": "because", "仅因": "only-because", "不因": "not-because", "待问": "question", "出错": "error", "已记载": "recorded", "未记": "not-recorded", "依据": "rests-on",
	"状态": "status", "有效期至": "valid-until", "签注起": "opens", "签注止": "deadline", "费用": "fee", "收费依据": "fee-clause",
	"居住起算": "resident-since", "连续年数": "years", "中止起": "suspended-since", "逾期": "overdue", "节假日顺延": "grace",
	"制发期限": "issue-due", "下一步": "next", "违反": "breach", "时点": "timing", "少得天数": "days-lost", "逾期天数": "days-late", "重新起算": "restarted",
	"交回": "hand-in", "在施行": "in-force", "核验结果": "verified", "定性": "act", "轻者定性": "also", "条款": "clause", "罚款下限": "fine-min", "罚款上限": "fine-max",
	"拘留下限": "days-min", "拘留上限": "days-max", "警告": "warning", "追责期限": "limitation", "可罚": "punishable", "执行拘留": "executed",
	"应注销": "cancels", "涉罪移送": "crime", "处分移送": "liability", "可用": "usable", "最早": "earliest", "注销日": "cancelled-on",
	"注销依据": "ground", "住址区": "district", "责令改正": "correction", "没收": "gains", "责令监护人": "guardian", "罚款合计": "fines",
	"拘留合计": "days", "执行天数": "days-executed", "不执行天数": "days-not-executed",
	// Parts of records.
	"申请人": "applicant", "国籍": "nationality", "户籍": "household", "所在地": "place", "出生": "born", "现役": "servingMilitary",
	"在京居住": "residesInBeijing", "登记记录": "registrations", "起": "first", "止": "last", "不实": "falsity", "主张": "claims", "社保": "insurance",
	"月份": "months", "就业": "employments", "方式": "basis", "单位": "employer", "行业": "sector", "证明所载的人": "holder", "期间": "term", "自": "from", "至": "until",
	"审核结果": "review", "其他情形": "other", "住所": "dwellings", "类别": "kind", "合法": "lawfulTitle", "实际居住": "livesThere", "他人名下": "otherHolder",
	"就读": "studies", "学校": "school", "全日制": "fullTime", "学籍": "xueji", "在读": "attendance", "身份证明": "identity", "照片": "photo",
	"住址证明": "addressProof", "就业证明": "employmentProof", "就读证明": "studyProof", "提交": "submitted", "出具人": "issuer", "本人办理": "inPerson",
	"代办人": "agent", "关系": "relation", "监护人": "guardian", "行动不便": "limitedMobility", "主张行动不便": "limitedMobilityClaimed", "居住地": "residence", "受理地": "office",
	"认定结果": "finding", "事由": "ground", "事件日": "event", "继续居住": "goesOnLiving", "仍符合": "conditionsMet", "损坏": "damaged", "交回旧证": "returned",
	"遗失": "lost", "迁居日": "moved", "地址": "address", "核对一致": "agrees", "执行公务": "onDuty", "出示证件": "credentialsShown", "物品": "item",
	"结论": "outcome", "部门": "by", "证明": "proof", "理由": "reason", "案件": "case", "当事人": "offender", "违法日": "day", "发现日": "discovered",
	"罚款": "fine", "拘留": "days", "档次": "tier", "减轻": "mitigation", "情节较轻": "lighter", "行为人": "actor", "本人证件": "own", "已签发": "issued",
	// Parts of records, continued, and values.
	"受理日": "acceptedOn", "行为数": "acts", "住址起": "addressSince", "住址已更新": "addressUpToDate", "代办可行": "agentAdmitted", "在": "at", "起算日": "base",
	"持有人出示": "byHolder", "已注销日": "cancelledOn", "持证起": "cardSince", "证件状态": "cardStatus", "前期起": "carryInSince", "职权认定": "competence", "材料齐全": "complete",
	"条件丧失": "conditionsLost", "收缴物品": "confiscates-item", "收缴证件": "confiscates-permit", "有偿": "consideration", "违规": "contrary", "更正为": "corrected",
	"涉罪依据": "crime-clause", "退回日": "crimeReturned", "未定天数": "days-open", "死亡": "death", "各决定": "decided", "判断结果": "decision", "详址": "detail", "死亡日": "diedOn",
	"区划": "division", "当事人证件": "document", "届满日": "due", "提前认定": "earlier", "签注日": "endorsed", "末次签注日": "endorsedOn", "虚假证明": "falseProof", "虚假材料": "falseProofs",
	"申请日": "filedOn", "来办人": "filer", "初次违法": "firstOffence", "伪造": "forged", "暂住证起": "formerPermitSince", "骗领": "fraudulent", "情节严重": "grave", "已上交": "handedIn",
	"持有人号码": "holderNumber", "节假日内": "holidayGrace", "转户日": "householdOn", "编号": "id", "身份号码": "idNumber", "已出示身份证件": "identityShown", "已处": "imposed",
	"无行为能力": "incapable", "序号": "index", "故意": "intent", "逾期签发": "issue-late", "末次行为": "lastAct", "末日": "lastValid", "合法居住": "lawfullyResident",
	"处分依据": "liability-clause", "长期": "longTerm", "签注时发现": "lostAtEndorsing", "月": "month", "已满月数": "monthsFull", "姓名": "name", "自始不符": "neverMet", "无过错": "noFault",
	"告知日": "notifiedOn", "决定日": "decidedOn", "告知人": "notifier", "号码": "number", "骗领并使用": "obtainedAndUsed", "最早可签注": "opens-first", "事项": "operation", "选项": "option", "主张其他": "otherClaimed",
	"其他身份证明": "otherIdentity", "其他规定": "otherRule", "位置": "path", "居住证": "permit", "签发日": "permitIssued", "已交照片": "photoSubmitted", "怀孕或者哺乳": "pregnantOrNursing",
	"到场": "presence", "前期天数": "prior-days", "前段天数": "priorDays", "手续": "procedure", "条文": "provision", "幅度": "range", "近期": "recent", "照片编号": "ref", "文号": "reference",
	"登记起": "registeredSince", "登记号": "registration", "各不通过": "rejections", "关系已证明": "relationProved", "实际居住起": "residesSince", "审核人": "reviewer", "同一行为": "sameAct",
	"一年内再次": "secondWithinYear", "扣押依据": "seizureBasis", "服役认定": "serviceFinding", "居住起": "since", "中止日": "suspendedSince", "已记录中止": "suspensionRecorded", "任务": "task",
	"名称": "title", "用于证明居住": "toProveResidence", "减免依据": "waiver", "警告次数": "warnings", "签注期": "window", "无效行为": "without-effect", "未生效数": "withoutEffect", "年数已载": "yearsStated",
	"申领事由": "ground", "记录状况": "standing",
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
