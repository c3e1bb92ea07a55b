package law

// readingsOfIssue are A25 and A26: the decision and the day of issue.
func readingsOfIssue() []Reading {
	return []Reading{
		{
			ID: A25, Weight: Medium, Default: "a",
			Clauses:  cites("11.1"),
			Title:    Bilingual{"“及时”是多久", "How soon is without delay"},
			Question: Bilingual{"“及时制作发放”是否有可以计算的期限？", "Does issuing without delay have a time limit that can be computed?"},
			Answers: []Answer{
				{"a", "NoDeadline", Bilingual{"没有；只按上位法给出参考日期，超过不影响签发的效力。", "No; an advisory day from superior law is reported, and passing it does not touch the validity of the issue."}},
				{"b", "FifteenDays", Bilingual{"自受理之日起十五日，最长三十日。", "Fifteen days from acceptance, thirty at most."}},
			},
			Why: Bilingual{
				"草案没有数字；《居住证暂行条例》第九条的期限约束机关，参考日期即据此计算（日历日，受理当日不计，不因节假日顺延）。两种读法下签发均有效，库中始终同时报告参考日期，故不设选项。",
				"The draft has no number. The limits of article 9 of the Provisional Regulations bind the authority; the advisory day follows them (calendar days, the day of acceptance left out, never moved off holidays). A late issue is valid either way and the advisory day is always reported, so there is nothing to choose.",
			},
		},
		{
			ID: A26, Weight: Medium, Default: "a",
			Clauses:  cites("11.1", "14.2.a"),
			Title:    Bilingual{"“签发之日”是哪一天", "The day of issue"},
			Question: Bilingual{"有效期自证面签发日期、领取之日还是决定之日起算？", "Does the term run from the issue date on the card, from hand-over or from the decision?"},
			Answers: []Answer{
				{"a", "PrintedDate", Bilingual{"自证面的签发日期起算，领取时间不影响；签注自登记签注之日起算。", "From the issue date on the card, whenever it is collected; for an endorsement from the day it is recorded."}},
				{"b", "HandOver", Bilingual{"自领取之日起算。", "From hand-over."}},
				{"c", "DecisionDay", Bilingual{"自决定之日起算。", "From the decision."}},
			},
			Why: Bilingual{
				"《居住证暂行条例》第四条把签发日期列为证面内容，第三人只能据此判断；签发日由机关输入，不另作选择。",
				"Article 4 of the Provisional Regulations prints the issue date on the card, the only one a third party can see. The authority supplies that day, so there is nothing to choose.",
			},
		},
	}
}
