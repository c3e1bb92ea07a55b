package law

// readingsOfEndorsement are A27 to A37: term, window, lateness, years.
func readingsOfEndorsement() []Reading {
	return []Reading{
		{
			ID: A27, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.2.a"),
			Title:    Bilingual{"“一年内有效”的最后一日", "The last day of the one-year term"},
			Question: Bilingual{"自签发或签注之日起一年，最后有效日是次年对应日、其前一日，还是第三百六十五日？", "Is the last valid day the corresponding day of the next year, the day before it, or day 365?"},
			Answers: []Answer{
				{"a", "CorrespondingDay", Bilingual{"次年对应日，至二十四时。", "The corresponding day of the next year, until 24:00."}},
				{"b", "DayBefore", Bilingual{"对应日的前一日（先取月末，再减一日）。", "The day before it (clamped to the month's end first, then one day less)."}},
				{"c", "Days365", Bilingual{"三百六十五日。", "365 days."}},
			},
			Why: Bilingual{
				"《民法典》第二百零一条不计开始当日，第二百零二条以对应日为最后一日，第二百零三条第二款至二十四时，第一千二百五十九条“届满”含本数；此读法对持证人有利。一日之差经第十四条第三款可能失去全部年限。",
				"Civil Code art. 201 leaves the starting day out, art. 202 makes the corresponding day the last, art. 203 ¶ 2 runs it to 24:00 and art. 1259 includes the figure; it also favours the holder. Through article 14 ¶ 3 one day can cost all accumulated years.",
			},
		},
		{
			ID: A28, Weight: Medium, Default: "a",
			Clauses:  cites("14.2.a"),
			Title:    Bilingual{"二月二十九日与月末", "29 February and month ends"},
			Question: Bilingual{"次年没有对应日时，期限到哪一天？以后是否恢复原日？", "Where does the term end if the next year lacks the day, and is the old day restored later?"},
			Answers: []Answer{
				{"a", "EndOfMonth", Bilingual{"到当月最后一日，以后不恢复。", "On the last day of that month; the old day is not restored."}},
				{"b", "Overflow", Bilingual{"顺延到下月一日。", "It runs over to the first of the next month."}},
			},
			Why: Bilingual{
				"《民法典》第二百零二条明文以月末日为最后一日，故不设选项；新期限自新的签注日起算，二十九日一经失去便不再恢复。",
				"Civil Code art. 202 says the last day of the month in so many words, so there is nothing to choose; the next term runs from the new endorsement, so the 29th is lost for good.",
			},
		},
		{
			ID: A29, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.2.b"),
			Title:    Bilingual{"“期满前三十日内”的首日和末日", "First and last day of the window"},
			Question: Bilingual{"设最后有效日为E，签注窗口自哪一天开始、到哪一天结束？", "With E as last valid day, when does the endorsement window open and close?"},
			Answers: []Answer{
				{"a", "ThirtyDaysBackInclusive", Bilingual{"E前第三十日至E当日。", "From the thirtieth day before E to E itself."}},
				{"b", "ThirtyDaysEndingOnE", Bilingual{"连同E共三十日：E前第二十九日至E当日。", "Thirty days that include E: from the twenty-ninth day before E to E."}},
				{"c", "ThirtyDaysBeforeE", Bilingual{"E前第三十日至E的前一日。", "From the thirtieth day before E to the day before E."}},
				{"d", "OneMonth", Bilingual{"E前一个月的对应日至E当日。", "From the corresponding day one month before E to E."}},
			},
			Why: Bilingual{
				"E当日至二十四时才期满，故仍在期满之前；自E往回数三十日且不计E，是文字所容许的最宽窗口，证件有效时来办的人不会算逾期。末日遇休假日依A03、A04顺延。",
				"E expires only at 24:00, so E is still before expiry; thirty days counted back without E give the widest window the words allow, and nobody who comes while the card is valid is late. The last day moves off holidays under A03 and A04.",
			},
		},
		{
			ID: A30, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.2.a", "14.2.b"),
			Title:    Bilingual{"新期限从何时起算", "Where the new term starts"},
			Question: Bilingual{"按时签注后，一年自签注之日还是自原届满之日起算？", "After an endorsement in time, does the year run from the endorsement or from the old expiry?"},
			Answers: []Answer{
				{"a", "FromEndorsement", Bilingual{"自签注之日起算。", "From the day of endorsement."}},
				{"b", "FromOldExpiry", Bilingual{"自原届满之日起算，周年日不变。", "From the old expiry, so the anniversary stays."}},
			},
			Why: Bilingual{
				"条文写“自签发、签注之日起”。代价是提前签注每次最多缩短三十日，周年日逐年前移，结果中报告损失的天数。",
				"The text says “自签发、签注之日起”. The price is that an early endorsement shortens the cycle by up to thirty days and the anniversary drifts; the result reports the days lost.",
			},
		},
		{
			ID: A31, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.2.b"),
			Title:    Bilingual{"窗口开始前的签注", "Endorsement before the window opens"},
			Question: Bilingual{"过早来办签注，应当拒绝还是接受？", "Is an endorsement asked for too early refused or accepted?"},
			Answers: []Answer{
				{"a", "Refuse", Bilingual{"拒绝，不产生效力，并告知窗口开始之日。", "Refused without effect, and the opening day is told."}},
				{"b", "AcceptFromThatDay", Bilingual{"接受，期限自当日起算。", "Accepted, the term runs from that day."}},
				{"c", "AcceptFromOldExpiry", Bilingual{"接受，期限自原届满之日起算。", "Accepted, the term runs from the old expiry."}},
			},
			Why: Bilingual{
				"“应当于期满前三十日内”没有赋予窗口之外办理的权限；接受会使持证人自行缩短或操纵周期。",
				"“应当于期满前三十日内” gives no power outside the window; accepting would let a holder shorten or game the cycle.",
			},
		},
		{
			ID: A32, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.3.a"),
			Title:    Bilingual{"中止自何时、如何发生", "When and how suspension begins"},
			Question: Bilingual{"逾期未签注，中止是自动发生，还是自机关记录之日起？", "Does suspension come by itself, or from the day an authority records it?"},
			Answers: []Answer{
				{"a", "Automatic", Bilingual{"自期限届满的次日自动中止。", "By itself, from the day after the deadline."}},
				{"b", "FromRecordedDay", Bilingual{"自机关记录之日起中止。", "From the day an authority records it."}},
			},
			Why: Bilingual{
				"条文没有规定决定程序；状态由日期计算得出，无人触动的记录也能正确回答。最后有效日至顺延后的期限之间为有效，并标明节假日宽限。",
				"The text provides for no decision; status is computed from dates, so a record nobody touched still answers correctly. Between the last valid day and a deadline moved by holidays the permit is active with a holiday-grace flag.",
			},
		},
		{
			ID: A33, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.3.b", "14.3.c"),
			Title:    Bilingual{"补办签注后连续居住年限如何计算", "Years of continuous residence after a late endorsement"},
			Question: Bilingual{"草案写“重新计算”，上位法写“连续计算”，逾期补办后原有年限是否保留？", "The draft says counted afresh, the superior Regulations say counted continuously: are earlier years kept?"},
			Answers: []Answer{
				{"a", "Reset", Bilingual{"不保留，自补办签注之日从零起算。", "No: the count starts at zero on the day of the late endorsement."}},
				{"b", "KeepPriorExcludeGap", Bilingual{"保留原有年限，只扣除中止期间。", "Earlier years stay; only the gap drops out."}},
				{"c", "Seamless", Bilingual{"保留全部年限，中止期间也计入。", "Everything stays, the gap included."}},
			},
			Why: Bilingual{
				"实现的是草案，照其文字归零。《居住证暂行条例》第十条和市政府令第270号第十四条写“自补办签注手续之日起连续计算”，各地理解不一，故设选项，并列为冲突，见A79。中止期间的年限不作陈述，不是零。",
				"The library implements the draft, which resets. Article 10 of the Provisional Regulations and article 14 of Decree 270 say “自补办签注手续之日起连续计算”, which cities apply differently; hence the options, and the conflict is listed under A79. While a permit is suspended the years are not stated, which is not zero.",
			},
		},
		{
			ID: A34, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.3.c", "17.1.a"),
			Title:    Bilingual{"连续居住年限的起点", "Where continuous residence starts"},
			Question: Bilingual{"年限自首次签发、自暂住登记，还是连同原暂住证年限起算？", "Do the years start with the first issue, with the residence registration, or with years under the old temporary permit?"},
			Answers: []Answer{
				{"a", "FirstIssue", Bilingual{"自首次签发起算。", "With the first issue."}},
				{"b", "Registration", Bilingual{"自暂住登记起算。", "With the temporary-residence registration."}},
				{"c", "TemporaryPermitYears", Bilingual{"原暂住证年限也计入。", "Years under the old temporary permit count as well."}},
			},
			Why: Bilingual{
				"草案没有定义；居住证是居住的证明，故自其签发起算，另可在签发时载入更早的起点。满一年依A02判断；按时签注不改变起点，虽然有效期会前移。",
				"The draft does not define it; the permit is the proof of residence, so its issue starts the count, and an earlier start may be carried in at issue. A year is full as A02 says; an endorsement in time never changes the start, although the term drifts.",
			},
		},
		{
			ID: A35, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("14.2.b", "14.3.b", "23.1.b"),
			Title:    Bilingual{"补办有无时限，签注时是否重新审查条件", "Late without limit, and whether conditions are checked again"},
			Question: Bilingual{"逾期多久仍可补办？签注时是否须再次符合第八条的条件？", "How late may an endorsement be made up, and must the conditions of article 8 be met again?"},
			Answers: []Answer{
				{"a", "AnyTimeNoRecheck", Bilingual{"随时可以补办，不再审查条件。", "At any time, without another check."}},
				{"b", "RecheckConditions", Bilingual{"每次签注都审查三项条件之一。", "One of the three conditions is checked at each endorsement."}},
				{"c", "LapseAfterTime", Bilingual{"超过一定时间视为失效。", "After some time the permit counts as lapsed."}},
			},
			Why: Bilingual{
				"条文对签注只要求“继续在京居住”，没有失效规则；公安部通知和正式通过的文本另有审查要求，故设选项。",
				"For an endorsement the text asks only for going on living in Beijing and has no lapse rule; the Ministry's notice and the adopted text do ask for a check, hence the option.",
			},
		},
		{
			ID: A36, Weight: Medium, Default: "a",
			Clauses:  cites("3.1", "14.3.a", "15.1.a", "18.1", "19.1.a", "19.1.b"),
			Title:    Bilingual{"“使用功能中止”停掉了什么", "What suspension switches off"},
			Question: Bilingual{"中止期间，哪些作用停止，哪些手续和责任仍然存在？", "Which effects stop during suspension, and which procedures and duties remain?"},
			Answers: []Answer{
				{"a", "WholeUseFunction", Bilingual{"第三条的全部作用停止；签注、变更、补领等手续和第二十六条至第二十八条的责任不受影响。", "All functions of article 3 stop; endorsement, change and reissue remain open and articles 26–28 remain applicable."}},
				{"b", "ServicesOnly", Bilingual{"只停止享受服务和便利，仍可证明居住。", "Only services and conveniences stop; it still proves residence."}},
			},
			Why: Bilingual{
				"第三条界定了居住证的用途，“使用功能”即指其全部；手续是恢复的途径，不能一并停止。中止前后的逐日状态始终可查，故不设选项。",
				"Article 3 says what the permit is for, and its use function is all of that; the procedures are the way back and cannot stop with it. The day-by-day history stays available, so there is nothing to choose.",
			},
		},
		{
			ID: A37, Weight: Low, Default: "a",
			Clauses:  cites("14.2.b", "24.1.b", "24.1.c", "29.1.a"),
			Title:    Bilingual{"签注是否收费", "Fee for an endorsement"},
			Question: Bilingual{"草案没有规定签注的费用，可以收取吗？", "The draft is silent on a fee for endorsement: may one be charged?"},
			Answers: []Answer{
				{"a", "Free", Bilingual{"不收费；含签注费的收费表在载入时被拒绝。", "No; a schedule that lists one is refused when it is loaded."}},
				{"b", "BySchedule", Bilingual{"按收费表收取。", "As the schedule says."}},
			},
			Why: Bilingual{
				"收费须有依据，第二十四条只列换领和补领；《居住证暂行条例》第二十一条明文规定签注免费。收取即属第二十九条第一款第（一）项，故不设选项。",
				"A fee needs a basis and article 24 names only exchange and reissue; article 21 of the Provisional Regulations makes endorsement free in so many words. Charging falls under article 29 ¶ 1 (1), so there is nothing to choose.",
			},
		},
	}
}
