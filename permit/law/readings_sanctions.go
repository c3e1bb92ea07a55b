package law

// readingsOfSanctions are A56 to A75: acts, ranges, ages, several acts,
// limitation, authority.
func readingsOfSanctions() []Reading {
	return []Reading{
		{
			ID: A56, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.0"),
			Title:    Bilingual{"“给予警告，处二百元以下罚款”", "Warning and fine: both or either"},
			Question: Bilingual{"警告和罚款须并处，还是可以择一？", "Must warning and fine both be imposed, or may one be chosen?"},
			Answers: []Answer{
				{"a", "Both", Bilingual{"并处。", "Both."}},
				{"b", "EitherOrBoth", Bilingual{"择一或并处。", "Either or both."}},
				{"c", "WarningAlwaysFineOptional", Bilingual{"必须警告，可以并处罚款。", "The warning always, the fine at will."}},
			},
			Why: Bilingual{
				"立法要表示选择时写“或者”，要表示可选时写“可以并处”，此处都没有写；《居民身份证法》第十六条写“给予警告，并处”。只给予警告须有《行政处罚法》第三十条或第三十二条的依据；适用第三十三条的则什么都不处。",
				"Statutes write “或者” for a choice and “可以并处” for an option; neither stands here, and the Resident Identity Card Law art. 16 says “给予警告，并处”. A warning alone needs art. 30 or 32 of the Administrative Punishments Law as basis; under its art. 33 nothing is imposed.",
			},
		},
		{
			ID: A57, Weight: Medium, Default: "a",
			Clauses:  cites("26.1.0"),
			Title:    Bilingual{"“二百元以下”的下限和单位", "Lower bound and unit of up to 200 yuan"},
			Question: Bilingual{"最低可以罚多少？有没有五十元的起点？", "How small may the fine be, and is there a floor of 50 yuan?"},
			Answers: []Answer{
				{"a", "AnyPositiveAmount", Bilingual{"大于零，不超过二百元，最多两位小数；没有起点。", "More than zero, up to 200 yuan, at most two decimals; no floor."}},
				{"b", "FloorOfFifty", Bilingual{"五十元起。", "From 50 yuan."}},
			},
			Why: Bilingual{
				"条文没有下限；五十元是旧暂住证规定的上限和2012年当场收缴的限额，不是起点。裁量基准由使用者提供。",
				"The text has no floor; 50 yuan was the ceiling of the old temporary-permit rules and of on-the-spot collection in 2012, not a minimum. Discretion tables are supplied by the user.",
			},
		},
		{
			ID: A58, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("9.2", "23.1.a", "26.1.a"),
			Title:    Bilingual{"骗领的未遂、共同行为人和证明出具人", "Fraud: attempt, accomplices, issuers of proofs"},
			Question: Bilingual{"以虚假材料申请但未取得居住证的，是否处罚？出具虚假证明的人呢？", "Is an attempt that got no permit punished, and the issuer of the false proof?"},
			Answers: []Answer{
				{"a", "OnlyWhenIssued", Bilingual{"取得居住证才构成；出具人没有罚则，只作记录；为未成年人作假的监护人是行为人。", "Only once the permit is issued; the issuer has no sanction here and is recorded; a guardian who lies for a child is the actor."}},
				{"b", "AttemptToo", Bilingual{"未遂也处罚。", "The attempt too."}},
			},
			Why: Bilingual{
				"“骗领”指已经领到；正式通过的文本对未遂只规定不予办理。第二十六条没有点名出具人，处罚从严解释。",
				"“骗领” means having got it; for attempts the adopted text only refuses or stops the application. Article 26 does not name the issuer, and sanctions are read narrowly.",
			},
		},
		{
			ID: A59, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.a", "27.1"),
			Title:    Bilingual{"骗领后又使用", "Obtaining by fraud and then using"},
			Question: Bilingual{"骗领居住证后使用该证，是两个行为还是一个行为？", "Is getting a permit by fraud and then using it two acts or one?"},
			Answers: []Answer{
				{"a", "TwoActs", Bilingual{"两个行为，分别决定；反复使用是一个持续行为。认定为同一行为的，只罚一次款：用第二十七条的幅度，并保留警告。", "Two, decided separately; repeated use is one continuing act. If the facts are found to be one act there is one fine, in article 27's range, and the warning is kept."}},
				{"b", "OneCourse", Bilingual{"一个过程：只罚一次款，用第二十七条的幅度，并保留警告。", "One course of conduct: one fine, in article 27's range, and the warning is kept."}},
				{"c", "UseAbsorbs", Bilingual{"使用吸收骗领，只适用第二十七条。", "Use absorbs the fraud; only article 27 applies."}},
			},
			Why: Bilingual{
				"草案各设一条，骗领在签发时完成，使用在其后；是否同一行为由认定决定，届时依《行政处罚法》第二十九条不得两次罚款。收缴和注销只作一次。",
				"The draft gives each its own article: the fraud ends with the issue and the use comes later. Whether it is one act is a finding, and then art. 29 of the Administrative Punishments Law forbids two fines. Confiscation and cancellation happen once.",
			},
		},
		{
			ID: A60, Weight: Medium, Default: "a",
			Clauses:  cites("19.1.a", "26.1.c", "27.1"),
			Title:    Bilingual{"出借与冒用；使用本人的失效证件", "Lending and impersonation; one's own lapsed permit"},
			Question: Bilingual{"经同意借用是否构成冒用？出示本人中止、已换或注销的居住证呢？", "Is borrowing with consent impersonation, and what of showing one's own suspended, replaced or cancelled permit?"},
			Answers: []Answer{
				{"a", "LenderAndUser", Bilingual{"出借人依第二十六条，出示者依第二十七条，同意与否不论；出示本人的不是冒用，但因欺骗被注销的属于使用骗领的居住证；使用拾得的他人居住证是冒用。", "The lender falls under article 26 and the one who shows it under article 27, consent or not; one's own is no impersonation, except that one cancelled for fraud is a fraudulently obtained permit in use; using a found one of another is impersonation."}},
				{"b", "ConsentExcuses", Bilingual{"经持证人同意的不是冒用。", "The holder's consent excludes impersonation."}},
			},
			Why: Bilingual{
				"“冒用他人居住证”看的是以他人身份出现，同意不改变这一点；草案没有处罚出示本人失效证件的条款。",
				"What counts is passing for another, which consent does not change; no clause punishes showing one's own lapsed permit.",
			},
		},
		{
			ID: A61, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.c", "28.1.a"),
			Title:    Bilingual{"出售真证：“转让”还是“买卖”", "Selling a genuine permit: transfer or trade"},
			Question: Bilingual{"把真的居住证卖给他人，适用第二十六条还是第二十八条？", "Does selling a genuine permit fall under article 26 or article 28?"},
			Answers: []Answer{
				{"a", "TradeIfForPrice", Bilingual{"认定有对价的是买卖，依第二十八条；否则是转让，依第二十六条。", "With a finding of consideration it is trade under article 28; without, a transfer under article 26."}},
				{"b", "AlwaysTransfer", Bilingual{"真证一律依第二十六条，第二十八条只管伪造、变造的。", "Genuine permits always fall under article 26; article 28 is for counterfeits."}},
				{"c", "HeavierPrevails", Bilingual{"竞合，从一重。", "Both apply and the heavier prevails."}},
			},
			Why: Bilingual{
				"第二十八条第一款第（一）项写“买卖居住证”而未限于伪造的，且依据位阶更高的法律。没有对价的认定时取较窄的处罚。与《居住证暂行条例》的划分不同，见A79。",
				"Article 28 ¶ 1 (1) says trading permits, not only forged ones, and rests on a statute of higher rank. Without a finding of consideration the narrower sanction applies. The Provisional Regulations draw the line elsewhere: see A79.",
			},
		},
		{
			ID: A62, Weight: Medium, Default: "a",
			Clauses:  cites("28.1.a", "28.1.b"),
			Title:    Bilingual{"第二十八条两项的重合；自造自用", "Overlap of the two items of article 28; making and using"},
			Question: Bilingual{"买卖伪造的居住证适用哪一项？伪造后自己使用是几个行为？仅持有呢？", "Which item covers trade in forged permits, how many acts are forging and using, and what of possession?"},
			Answers: []Answer{
				{"a", "ByObject", Bilingual{"买卖真证依第（一）项，买卖假证依第（二）项；自造自用是两个行为，合并执行；买来使用是一个行为；仅持有只收缴。", "Trade in genuine ones under (1), in forged ones under (2); forging and using are two acts, executed together; buying and using is one; mere possession leads to confiscation only."}},
				{"b", "MakingAbsorbsUse", Bilingual{"自造自用只算伪造一个行为。", "Forging absorbs one's own use."}},
			},
			Why: Bilingual{
				"两项幅度相同，分法只影响记录；处罚从严解释，条文没有处罚持有。",
				"Both items have the same range, so the line between them matters for the record; sanctions are read narrowly and the text does not punish possession.",
			},
		},
		{
			ID: A63, Weight: Medium, Default: "a",
			Clauses:  cites("28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"第二十八条的处罚结构", "How the sanctions of article 28 are built"},
			Question: Bilingual{"能否只罚款不拘留？恰好十日的拘留属于哪一档？", "May there be a fine without detention, and to which tier do exactly ten days belong?"},
			Answers: []Answer{
				{"a", "DetentionRequired", Bilingual{"必须拘留，可以并处罚款，不得只罚款；以整日计；十日在两档都合法，决定须写明哪一档。", "Detention is required, the fine optional and never alone; whole days; ten days are lawful in both tiers, so the decision names its tier."}},
				{"b", "FineAlone", Bilingual{"可以只罚款。", "A fine alone is possible."}},
			},
			Why: Bilingual{
				"“可以并处”以拘留为前提；两档的罚款上限不同，故十日的决定必须写明档次。",
				"“可以并处” presupposes detention; the tiers have different fine ceilings, so a decision of ten days must name its tier.",
			},
		},
		{
			ID: A64, Weight: Medium, Default: "a",
			Clauses:  cites("28.1.0.ii"),
			Title:    Bilingual{"“情节较轻”", "Lighter circumstances"},
			Question: Bilingual{"什么是情节较轻，由谁判断？", "What are lighter circumstances, and who says so?"},
			Answers: []Answer{
				{"a", "Finding", Bilingual{"由机关认定并附理由；没有认定即适用基本档。", "The authority finds them, with reasons; without a finding the base tier applies."}},
				{"b", "Scored", Bilingual{"由程序按因素评分。", "A program scores the circumstances."}},
			},
			Why: Bilingual{
				"草案没有定义，评价情节属于裁量，机器不得代替。",
				"The draft does not define them; weighing circumstances is discretion, which no machine may take over.",
			},
		},
		{
			ID: A65, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"草案的数额还是现行法律的数额", "The draft's figures or the Law as it now stands"},
			Question: Bilingual{"《治安管理处罚法》修订后，罚款上限用草案所写的一千元、五百元，还是现行的五千元、三千元？", "After the revision of the Public Security Administration Punishments Law, are the ceilings the draft's 1,000 and 500 yuan or the Law's 5,000 and 3,000?"},
			Answers: []Answer{
				{"a", "AsPrinted", Bilingual{"用草案所写的数额。", "The figures printed in the draft."}},
				{"b", "LawOfTheDay", Bilingual{"用行为时有效的法律的数额。", "Those of the Law in force on the day of the act."}},
				{"c", "MilderLaw", Bilingual{"在行为时和决定时的法律中用较轻的。", "The milder of the Law on the day of the act and on the day of decision."}},
			},
			Why: Bilingual{
				"草案照抄2012年版第五十二条；“依据……规定”也可以理解为随法律变动。2025年修订版自2026年1月1日起施行，绝不按日期自动切换，须由使用者选择。采用草案数额时，不执行拘留的规则也用2012年版，除非使用者另行指定。",
				"The draft copies art. 52 of the 2012 text, yet “依据……规定” may also follow the Law as it changes. The 2025 revision is in force since 1 January 2026; the library never switches by date, the user chooses. With the draft's figures the rules on detention not executed are also those of 2012, unless the caller names the others.",
			},
		},
		{
			ID: A66, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.0", "27.1", "28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"年龄与不执行拘留：以哪一天为准", "Ages and detention not executed: which day counts"},
			Question: Bilingual{"未成年、七十周岁以上、怀孕或者哺乳不满一周岁婴儿，以行为日还是执行日判断？", "Are minority, the age of 70, pregnancy and nursing a child under one judged on the day of the act or of execution?"},
			Answers: []Answer{
				{"a", "MinorsByActOthersByExecution", Bilingual{"未成年按行为日，其余按执行日；不执行拘留的规则随所选数额：草案数额用2012年版，现行法律数额用2025年版。", "Minors by the day of the act, the others by the day of execution; the rules on non-execution go with the figures chosen: those of 2012 with the draft's, those of 2025 with the Law's."}},
				{"b", "AllByExecution", Bilingual{"一律按执行日。", "All by the day of execution."}},
				{"c", "Rules2025", Bilingual{"同第一种，但无论用哪一套数额都用2025年版的例外：情节严重、影响恶劣的，或十四至十五周岁、七十周岁以上一年内第二次违反的，可以执行。", "As the first, with the exceptions of the 2025 revision whatever the figures: detention is executed if the circumstances are grave and the effect bad, or, at 14–15 and from 70 on, at a second violation within one year."}},
			},
			Why: Bilingual{
				"不满十四周岁不处罚，十四至十七周岁从轻或减轻，都看行为时的能力；十四至十五周岁、十六至十七周岁初次违反、七十周岁以上、孕哺期的拘留只决定不执行，后两种保护执行时的身体状况。罚款不受影响；2025年版的例外不适用于孕哺期。",
				"Under 14 there is no sanction and at 14–17 a lighter or reduced one: that looks at capacity when acting. At 14–15, at 16–17 on a first violation, from 70 on, and in pregnancy or nursing, detention is decided and not executed; the last two protect the person as he or she is then. Fines are unaffected, and the 2025 exceptions never reach pregnancy or nursing.",
			},
		},
		{
			ID: A67, Weight: Medium, Default: "a",
			Clauses:  cites("26.1.0", "27.1", "28.1.0.i", "28.1.0.ii"),
			Title:    Bilingual{"从轻、减轻、不予处罚", "Lighter, reduced, none"},
			Question: Bilingual{"从轻和减轻能否低于法定幅度？须有什么依据？", "May a lighter or reduced sanction go below the range, and on what basis?"},
			Answers: []Answer{
				{"a", "ReducedNeedsBasis", Bilingual{"从轻在幅度之内；减轻低于下限，须引用依据；不予即不处罚。十四至十七周岁必须从轻或减轻。", "Lighter stays inside the range; reduced goes below it with a cited basis; none is none. At 14–17 one of the first two is mandatory."}},
				{"b", "NeverBelow", Bilingual{"任何情况下不得低于下限。", "Never below the range."}},
			},
			Why: Bilingual{
				"这是《行政处罚法》第三十条至第三十三条的通常含义；减轻时第二十七条的罚款须大于零，第二十八条须至少拘留一日或只罚款。",
				"This is the usual meaning in arts. 30–33 of the Administrative Punishments Law; reduced means a fine above zero under article 27, and at least one day of detention or a fine alone under article 28.",
			},
		},
		{
			ID: A68, Weight: High, Default: "a",
			Clauses:  cites("26.1.0", "27.1", "28.1.0.i"),
			Title:    Bilingual{"数个行为的合并", "Several acts"},
			Question: Bilingual{"数个行为如何决定和执行？二十日的上限管什么？", "How are several acts decided and executed, and what does the cap of twenty days cover?"},
			Answers: []Answer{
				{"a", "DecideEachCapDetention", Bilingual{"分别决定，合并执行；执行的拘留合计不超过二十日，决定的总和保留；罚款相加；每个行为一次警告；同一行为只罚一次款，取较高的。", "Decided separately, executed together; detention executed up to 20 days in total while the decided sum is kept; fines add up; one warning for each act; one fine for the same act, the higher."}},
				{"b", "CapEverything", Bilingual{"罚款也设合计上限。", "Fines are capped as well."}},
			},
			Why: Bilingual{
				"《治安管理处罚法》2012年版第十六条只限制拘留的合并执行；同一行为不得两次罚款见《行政处罚法》第二十九条。没有依据为罚款设上限。",
				"Art. 16 of the Public Security Administration Punishments Law (2012) caps only the joint execution of detention; art. 29 of the Administrative Punishments Law forbids two fines for one act. No provision caps the sum of fines.",
			},
		},
		{
			ID: A69, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.0", "26.1.a", "27.1", "28.1.0.i"),
			Title:    Bilingual{"追究时效：六个月还是二年", "Limitation: six months or two years"},
			Question: Bilingual{"第二十六条、第二十七条的行为，追究时效是二年还是六个月？行为日是否计入？", "Is the limitation for articles 26 and 27 two years or six months, and is the day of the act counted?"},
			Answers: []Answer{
				{"a", "TwoYears", Bilingual{"第二十六条、第二十七条二年，第二十八条六个月。", "Two years for articles 26 and 27, six months for article 28."}},
				{"b", "SixMonthsForAll", Bilingual{"都是六个月。", "Six months for all."}},
				{"c", "ActDayCounted", Bilingual{"行为日计入期间；可与（b）并用。", "The day of the act is counted; it goes together with (b)."}},
			},
			Why: Bilingual{
				"第二十六条、第二十七条并不依据《治安管理处罚法》，故用《行政处罚法》第三十六条的二年。行为日（持续行为为终了日）不计，对应日为最后一日，当日发现仍可处罚，不因节假日顺延；骗领在签发时终了。时效只排除处罚，不影响注销和收缴。",
				"Articles 26 and 27 do not rest on the Public Security Administration Punishments Law, so art. 36 of the Administrative Punishments Law gives two years. The day of the act, or of the end of a continuing one, is left out; the corresponding day is the last, discovery on it is in time, and holidays do not extend it. The fraud ends with the issue. Limitation bars punishment, not cancellation or confiscation.",
			},
		},
		{
			ID: A70, Weight: Medium, Default: "a",
			Clauses:  cites("22.1.b", "26.1.b"),
			Title:    Bilingual{"单位作为行为人", "Units as offenders"},
			Question: Bilingual{"单位能否成为第二十六条、第二十八条的行为人？", "Can a unit be the offender under articles 26 and 28?"},
			Answers: []Answer{
				{"a", "UnitsUnder26", Bilingual{"单位和个人都可以非法扣押；第二十八条处罚责任人员；年龄规则只适用于个人。", "A unit or a person may unlawfully withhold; under article 28 the responsible persons are punished; age rules are for persons only."}},
				{"b", "PersonsOnly", Bilingual{"只处罚个人。", "Persons only."}},
			},
			Why: Bilingual{
				"第二十二条写“任何单位和个人”；《治安管理处罚法》第十八条对单位违法处罚直接责任人员。",
				"Article 22 says any unit and individual; art. 18 of the Public Security Administration Punishments Law punishes the responsible persons of a unit.",
			},
		},
		{
			ID: A71, Weight: Medium, Default: "a",
			Clauses:  cites("27.2", "28.3"),
			Title:    Bilingual{"不处罚时的收缴", "Confiscation without punishment"},
			Question: Bilingual{"行为人不满十四周岁、不明、死亡或已过时效时，能否收缴？", "Is there confiscation if the offender is under 14, unknown, dead or out of time?"},
			Answers: []Answer{
				{"a", "FollowsTheObject", Bilingual{"能：收缴随物，须认定该证是骗领、伪造或变造的；它不是处罚，不参与合并。", "Yes: it follows the object and needs a finding that it is fraudulently obtained, forged or altered; it is no punishment and is not combined with any."}},
				{"b", "OnlyWithPunishment", Bilingual{"只能随处罚一并收缴。", "Only together with a punishment."}},
			},
			Why: Bilingual{
				"第二十七条第二款和第二十八条第三款以物为对象，不以处罚行为人为条件。",
				"Articles 27 ¶ 2 and 28 ¶ 3 speak of the object and do not depend on punishing anybody.",
			},
		},
		{
			ID: A72, Weight: Medium, Default: "a",
			Clauses:  cites("28.2", "29.1.0", "29.2"),
			Title:    Bilingual{"涉嫌犯罪", "Suspected crime"},
			Question: Bilingual{"涉嫌犯罪时，行政处罚是否照常作出？", "Are administrative sanctions imposed while a crime is suspected?"},
			Answers: []Answer{
				{"a", "ReferralFirst", Bilingual{"只能依认定移送，其间不作罚款和拘留；已执行的折抵；退回的再作行政处理。", "Only a finding leads to referral, with no fine or detention meanwhile; what was served is offset; if it comes back the administrative path reopens."}},
				{"b", "Parallel", Bilingual{"行政和刑事并行。", "Administrative and criminal proceedings run in parallel."}},
			},
			Why: Bilingual{
				"《行政处罚法》第二十七条要求移送，第三十五条规定折抵。第二十六条、第二十七条虽未写刑事责任，移送义务同样存在。",
				"Art. 27 of the Administrative Punishments Law demands referral and art. 35 provides the offset. Articles 26 and 27 name no criminal liability, but the duty to refer exists all the same.",
			},
		},
		{
			ID: A73, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("26.1.0", "26.1.c"),
			Title:    Bilingual{"没收违法所得和责令改正", "Confiscating gains and ordering correction"},
			Question: Bilingual{"草案没有写没收违法所得和责令改正，可以作出吗？", "The draft names neither confiscation of gains nor an order to correct: may they be imposed?"},
			Answers: []Answer{
				{"a", "DraftOnly", Bilingual{"不属于本条幅度，不作出。", "They are not part of the range and are not imposed."}},
				{"b", "AncillaryByLaw", Bilingual{"依《行政处罚法》第二十八条作为附随措施。", "As ancillary measures under art. 28 of the Administrative Punishments Law."}},
			},
			Why: Bilingual{
				"按草案文字处罚；《行政处罚法》第二十八条和《居住证暂行条例》第十八条、第十九条都规定了这两项，故设选项，并列为冲突，见A79。",
				"Sanctions follow the draft's words. Art. 28 of the Administrative Punishments Law and arts. 18 and 19 of the Provisional Regulations provide for both, hence the option; the conflict is listed under A79.",
			},
		},
		{
			ID: A74, Weight: Medium, Default: "a",
			Clauses:  cites("5.4", "25.1", "29.1.0", "29.1.a", "29.1.b", "29.1.c", "29.1.d", "29.1.e", "29.2"),
			Title:    Bilingual{"第二十九条：官员、机构与列举", "Article 29: officials, agencies and the list"},
			Question: Bilingual{"谁属于第一款，谁属于第二款？违反第二十五条或拒绝受理、发证归入哪一项？", "Who falls under paragraph 1 and who under 2; where do a breach of article 25 and a refusal to accept or issue belong?"},
			Answers: []Answer{
				{"a", "ByKindOfActor", Bilingual{"按行为人种类区分；泄密属第（二）项，拒绝受理或发证属第（五）项；结果总是移送，从无数额；未受委托的社会团体、居民委员会不在其中。", "By the kind of actor; a breach of confidentiality is item (2), refusing to accept or issue item (5); the outcome is always a referral and never an amount; bodies of article 5 ¶ 4 that are not entrusted are in neither list."}},
				{"b", "ListedActsOnly", Bilingual{"拒绝受理、发证未列入，不追究。", "Refusing to accept or issue is not listed and has no consequence."}},
			},
			Why: Bilingual{
				"第（五）项是兜底规定，《居住证暂行条例》第二十条把拒绝受理、发放列为独立一项；草案对官员没有规定任何数额。",
				"Item (5) is a catch-all, and art. 20 of the Provisional Regulations lists refusal to accept or issue expressly; the draft states no amount for officials.",
			},
		},
		{
			ID: A75, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("5.1", "5.2", "11.2", "26.1.0", "27.1", "28.1.0.i"),
			Title:    Bilingual{"由哪一机关决定", "Which body may decide"},
			Question: Bilingual{"派出所、分局、受委托机构，谁可以决定发证、注销和处罚？学校提供宿舍的证明由哪一部门审核？", "Police station, district bureau, entrusted agency: who may decide to issue, cancel and punish? And which department reviews the proof of a dormitory that a school provides?"},
			Answers: []Answer{
				{"a", "PublicSecurityOnly", Bilingual{"只有公安机关决定，级别只记录不判断；受委托机构只接收；不予办理的理由由审核部门说明，由公安机关告知。", "Public security organs only, their level recorded and not judged; entrusted agencies take in; the reviewing department gives the reasons of a refusal and the police tell them."}},
				{"b", "ByLevel", Bilingual{"按公安机关的级别限定。", "Limited by the level of the organ."}},
				{"c", "SchoolDormitoryByEducation", Bilingual{"同（a），但学校提供宿舍的证明，教育部门也可以审核。", "As (a), but the education department, too, may review the proof of a dormitory that a school provides."}},
			},
			Why: Bilingual{
				"第五条第一款、第十一条第二款和各罚则都只写“公安机关”，没有写级别，库中不设按级别限定的选项；委托限于各条列明的手续。第五条第二款把住所证明交给住房部门，没有另行规定学校宿舍。",
				"Articles 5 ¶ 1 and 11 ¶ 2 and the sanctions name public security organs without a level, and the library offers no limit by level; the entrusting is limited to the procedures each clause lists. Article 5 ¶ 2 gives proofs of a dwelling to the housing department and makes no exception for a school's dormitory.",
			},
		},
	}
}
