package main

import (
	"github.com/juzhuzheng/residence/permit/law"
)

// acts is the vocabulary: every word that act can be. It never changes.
var acts = []act{
	define("register", law.Bilingual{ZH: "暂住登记", EN: "register"}, "7.2", nil, (*counter).register),
	define("apply", law.Bilingual{ZH: "申领", EN: "apply"}, "8.1", applyFields, (*counter).apply),
	define("review", law.Bilingual{ZH: "审核", EN: "review"}, "5.2", proofReviewFields, (*counter).review),
	define("endorse", law.Bilingual{ZH: "签注", EN: "endorse"}, "14.2.b", endorseFields, (*counter).endorse),
	define("lose", law.Bilingual{ZH: "报失", EN: "report lost"}, "12.1", nil, (*counter).lose),
	define("found", law.Bilingual{ZH: "找回", EN: "report found"}, "12.1", foundFields, (*counter).find),
	define("reissue", law.Bilingual{ZH: "补领", EN: "reissue"}, "12.1", reissueFields, (*counter).reissue),
	define("exchange", law.Bilingual{ZH: "换领", EN: "exchange"}, "12.2", exchangeFields, (*counter).exchange),
	define("move", law.Bilingual{ZH: "住址变更", EN: "move"}, "13.1", moveFields, (*counter).move),
	define("check", law.Bilingual{ZH: "核查", EN: "check"}, "21.1.a", checkFields, (*counter).check),
	define("finding", law.Bilingual{ZH: "登记认定", EN: "finding"}, "23.1.0", findingActFields, (*counter).recordFinding),
	define("cancel", law.Bilingual{ZH: "注销", EN: "cancel"}, "23.1.0", cancelFields, (*counter).cancel),
	define("confiscate", law.Bilingual{ZH: "收缴", EN: "confiscate"}, "27.2", confiscateFields, (*counter).confiscate),
	define("sanction", law.Bilingual{ZH: "拟处罚", EN: "sanction"}, "26.1.0", sanctionFields, (*counter).sanction),
	define("verify", law.Bilingual{ZH: "核验", EN: "verify"}, "18.1", verifyFields, (*counter).verify),
	define("inspect", law.Bilingual{ZH: "查验", EN: "inspect"}, "22.1.a", inspectFields, (*counter).inspect),
}
