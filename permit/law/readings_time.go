package law

// readingsOfTime are A01 to A06: how periods, holidays, ages and bounds count.
func readingsOfTime() []Reading {
	return []Reading{
		{
			ID: A01, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.1"),
			Title:    Bilingual{"“半年”有多长", "How long a half-year is"},
			Question: Bilingual{"暂住登记“已满半年”，半年是六个月还是一定的天数？", "The registration must be a full half-year old: is a half-year six months or a number of days?"},
			Answers: []Answer{
				{"a", "SixMonths", Bilingual{"六个历月，按月对应日计算。", "Six calendar months, counted to the corresponding day."}},
				{"b", "Days183", Bilingual{"一百八十三日。", "183 days."}},
				{"c", "Days180", Bilingual{"一百八十日。", "180 days."}},
			},
			Why: Bilingual{
				"《民法典》第二百条至第二百零二条按历月计算期间；同一条对社会保险写的是“满6个月”；后来通过的办法（市政府令第270号）径直写“6个月以上”。一百八十三日是税法上的居民标准，与本办法无关。",
				"Civil Code arts. 200–202 count by calendar months; the same article asks for “6 months” of insurance; the Measures adopted later (Decree 270) simply write six months. 183 days is a tax-residence test and has no place here.",
			},
		},
		{
			ID: A02, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.1", "8.2.a", "10.1.b"),
			Title:    Bilingual{"“满”在哪一天成就", "On which day a period is full"},
			Question: Bilingual{"开始当日计入吗？期间在最后一日当天即“满”，还是该日结束之后才“满”？", "Does the starting day count, and is the period full on its last day or only once that day has ended?"},
			Answers: []Answer{
				{"a", "AfterLastDay", Bilingual{"开始当日不计入，最后一日结束后才满，即自对应日的次日起符合条件。", "The starting day is left out and the period is full once its last day has ended: eligible from the day after the corresponding day."}},
				{"b", "OnLastDay", Bilingual{"开始当日不计入，对应日当天即满。", "The starting day is left out and the period is full on the corresponding day itself."}},
				{"c", "StartCounted", Bilingual{"开始当日计入，最后一日为对应日的前一日，其次日即满；结果始终与第二种相同。", "The starting day counts, the last day is the one before the corresponding day, and the period is full the day after; the result is always that of the second answer."}},
			},
			Why: Bilingual{
				"《民法典》第二百零一条不计开始当日，第二百零二条以对应日为最后一日，第二百零三条第二款规定最后一日的截止时间为二十四时，故须该日过完才算满；最高人民法院对周岁的解释也是如此。实务系统多按对应日当天处理，故另设选项。",
				"Civil Code art. 201 leaves the starting day out, art. 202 makes the corresponding day the last one and art. 203 ¶ 2 ends it at 24:00, so the period is complete only afterwards; the Supreme People's Court counts ages the same way. Many systems in practice use the corresponding day, hence the option.",
			},
		},
		{
			ID: A03, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.1", "10.1.b", "13.1", "14.2.a", "14.2.b", "26.1.0", "27.1", "28.1.0.i"),
			Title:    Bilingual{"哪些期间遇节假日顺延", "Which periods a holiday extends"},
			Question: Bilingual{"最后一日是法定休假日时，哪些期间顺延至休假日结束的次日？", "When the last day is a statutory day off, which periods run on to the day after it?"},
			Answers: []Answer{
				{"a", "DeadlinesToAct", Bilingual{"只有要求本人办理事项的期限顺延，如七日变更、签注、缴纳罚款、申请复议。", "Only the time limits for a person to do something: the seven days, the endorsement, paying a fine, asking for review."}},
				{"b", "EveryPeriod", Bilingual{"一切期间都顺延。", "Every period."}},
				{"c", "NoPeriod", Bilingual{"都不顺延，因草案未作规定。", "No period, because the draft says nothing."}},
			},
			Why: Bilingual{
				"《民法典》第二百零三条第一款保护的是因机关放假而无法办理的人，对年龄、累计居住时间、追究时效没有意义；公安机关办理行政案件的程序规定还明文排除对人身自由期间的顺延。未提供日历时一律不顺延。",
				"Civil Code art. 203 ¶ 1 protects someone who cannot act because offices are closed; it makes no sense for ages, accumulated residence or limitation, and the police procedure rules expressly except custody. Without a calendar nothing is extended.",
			},
		},
		{
			ID: A04, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("13.1", "14.2.b"),
			Title:    Bilingual{"“法定休假日”包括哪些日子", "What counts as a statutory day off"},
			Question: Bilingual{"周末、调休的放假日和调休上班的周末如何对待？", "How are weekends, bridge days and weekends turned into workdays treated?"},
			Answers: []Answer{
				{"a", "OffInFact", Bilingual{"实际放假的每一天：未调为上班的周末、法定节日和国务院通知中的调休放假日。", "Every day that is off in fact: weekends not turned into workdays, statutory holidays, and bridge days in the State Council notice."}},
				{"b", "StatutoryOnly", Bilingual{"只有全体公民放假的十三天。", "Only the thirteen statutory holidays."}},
				{"c", "WeekendsAndStatutory", Bilingual{"周末和十三天法定节日，不含调休放假日，也不理会调休上班。", "Weekends and the thirteen holidays, without bridge days and whatever weekends are worked."}},
			},
			Why: Bilingual{
				"顺延的理由是机关当日不办公，故以实际放假为准；旧《民法通则》曾点明星期日，司法实践也把星期六视为休假日、把调休上班的星期日视为工作日。没有日历数据的年份明确报错，不按平日处理。",
				"The reason for the extension is that the office is shut, so what is off in fact decides. The former General Principles named Sundays, and courts treat Saturdays as days off and a worked Sunday as a workday. A year without calendar data is an explicit error, never an ordinary day.",
			},
		},
		{
			ID: A05, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.b", "26.1.0", "27.1", "28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"生日当天是否已达到年龄", "Whether an age is reached on the birthday"},
			Question: Bilingual{"十四、十六、十八、七十周岁，是自生日当天还是自生日的次日起算？", "Is the age of 14, 16, 18 or 70 reached on the birthday or on the day after it?"},
			Answers: []Answer{
				{"a", "DayAfterBirthday", Bilingual{"自生日的次日起为已满，生日当天仍未满。", "On the day after; on the birthday itself the person is still under age."}},
				{"b", "OnBirthday", Bilingual{"生日当天即为已满。", "On the birthday itself."}},
			},
			Why: Bilingual{
				"最高人民法院法释〔2006〕1号第二条规定周岁自生日的第二天起算，《民法典》第二百零一条得出同样结果，全库统一适用。这对十四、十六、十八周岁更有利，对七十周岁则迟一天。二月二十九日出生者，平年以二月二十八日为对应日，三月一日起为已满。",
				"The Supreme People's Court (judicial interpretation 2006 No. 1, art. 2) counts full years of age from the day after the birthday, Civil Code art. 201 gives the same result, and one rule serves the whole library. It is kinder at 14, 16 and 18 and costs one day at 70. For a birth on 29 February the corresponding day in a common year is 28 February, so the age is reached on 1 March.",
			},
		},
		{
			ID: A06, Weight: Medium, Default: "a",
			Clauses:  cites("26.1.0", "27.1", "28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"“以上”“以下”是否含本数", "Whether the printed bounds are included"},
			Question: Bilingual{"罚款和拘留幅度两端的数字可以适用吗？", "May the figures at both ends of a range be imposed?"},
			Answers: []Answer{
				{"a", "Inclusive", Bilingual{"含本数；“未满”“不满”“超过”不含本数。", "Yes, both ends are included; words for under and over exclude the figure."}},
				{"b", "Exclusive", Bilingual{"不含本数。", "No, the ends are excluded."}},
			},
			Why: Bilingual{
				"已有定论：《民法典》第一千二百五十九条、《治安管理处罚法》2012年版第一百一十八条和2025年修订版第一百四十三条均规定含本数，故不设选项。",
				"Settled: Civil Code art. 1259 and the Public Security Administration Punishments Law (2012 art. 118, 2025 art. 143) all include the figure, so there is nothing to choose.",
			},
		},
	}
}
