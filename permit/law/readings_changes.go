package law

// readingsOfChanges are A38 to A47: change of address, reissue and exchange.
func readingsOfChanges() []Reading {
	return []Reading{
		{
			ID: A38, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("13.1"),
			Title:    Bilingual{"“自变更之日起七日内”", "Within seven days from the change"},
			Question: Bilingual{"七日是日历日还是工作日？变更当日计入吗？", "Are the seven days calendar or working days, and does the day of the change count?"},
			Answers: []Answer{
				{"a", "CalendarDays", Bilingual{"七个日历日，变更当日不计，末日遇休假日顺延。", "Seven calendar days without the day of the change; the last day moves off holidays."}},
				{"b", "WorkingDays", Bilingual{"七个工作日。", "Seven working days."}},
				{"c", "ChangeDayCounted", Bilingual{"七个日历日，变更当日计入。", "Seven calendar days that include the day of the change."}},
			},
			Why: Bilingual{
				"《民法典》第二百条至第二百零三条按日历日计算；《行政处罚法》第八十五条把七日解释为工作日，只限“本法中”，其他类似规定也只约束机关。",
				"Civil Code arts. 200–203 count calendar days. Art. 85 of the Administrative Punishments Law reads seven days as working days only within that Law, and similar rules bind authorities, not holders.",
			},
		},
		{
			ID: A39, Weight: High, Default: "a",
			Clauses:  cites("7.1", "12.1", "12.2", "13.1", "19.1.a", "19.1.b", "21.1.a", "21.1.b", "22.1.a"),
			Title:    Bilingual{"逾期或不履行义务有无处罚", "Whether a late or missed duty is punished"},
			Question: Bilingual{"未登记、逾期变更、不配合核查等，草案没有罚则，能否处罚、中止或注销？", "The draft has no penalty for missing registration, late changes or refusing a check: may there be a fine, suspension or cancellation?"},
			Answers: []Answer{
				{"a", "NoSanction", Bilingual{"不处罚，只记录违反了哪一条。", "None; the breach of the clause is recorded."}},
				{"b", "ByAnalogy", Bilingual{"比照其他条款处罚。", "By analogy with other clauses."}},
			},
			Why: Bilingual{
				"《行政处罚法》第四条、第三十八条：没有依据不得处罚。违反第十三条绝不能变成罚款、中止或注销，故不设选项。",
				"Administrative Punishments Law arts. 4 and 38: no punishment without a basis. A breach of article 13 must never become a fine, a suspension or a cancellation, so there is nothing to choose.",
			},
		},
		{
			ID: A40, Weight: Medium, Default: "a",
			Clauses:  cites("13.1"),
			Title:    Bilingual{"搬迁对期限和年限的影响；迁出本市", "What a move does to term and years; moving out"},
			Question: Bilingual{"变更住址是否影响有效期和连续居住年限？迁出北京是否属于第十三条的变更？", "Does a move touch the term or the years, and is leaving Beijing a change under article 13?"},
			Answers: []Answer{
				{"a", "NoEffect", Bilingual{"不影响；迁出本市不属于第十三条的变更。", "No effect; leaving Beijing is not a change under article 13."}},
				{"b", "MoveRestarts", Bilingual{"搬迁使期限或年限重新计算。", "A move restarts the term or the years."}},
			},
			Why: Bilingual{
				"第十三条以“在京期间”为前提，只规定办理手续，没有规定对期限的后果；迁出本市的，下次签注时不再“继续在京居住”，也可能支持第二十三条第（二）项的认定。",
				"Article 13 speaks of the time in Beijing and asks only for a procedure, without any effect on the term. Someone who has left no longer goes on living here at the next endorsement, and it may support a finding under article 23 (2).",
			},
		},
		{
			ID: A41, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("13.1", "14.2.b"),
			Title:    Bilingual{"变更与签注并存", "A move and an endorsement together"},
			Question: Bilingual{"搬迁后未办变更，是否可以先签注？", "May a holder who has moved be endorsed before the change is registered?"},
			Answers: []Answer{
				{"a", "Independent", Bilingual{"可以；两项手续可同日办理、不分先后，未办变更只作提示。", "Yes; both may be done on the same day in either order, and the missing change is only reported."}},
				{"b", "AddressFirst", Bilingual{"住址一致之前不予签注。", "No endorsement until the address matches."}},
			},
			Why: Bilingual{
				"两项义务各自独立；以变更为前提会把七日的手续变成年限的丧失。",
				"They are two separate duties; making one the condition of the other would turn a seven-day formality into the loss of years.",
			},
		},
		{
			ID: A42, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("12.1", "14.2.a"),
			Title:    Bilingual{"补领、换领的新证是否重新起算一年", "Whether a new card starts a new year"},
			Question: Bilingual{"补领或换领后，有效期沿用原日期还是自新证签发起算？", "After reissue or exchange, does the old term stay or does a year run from the new card?"},
			Answers: []Answer{
				{"a", "SameTerm", Bilingual{"沿用：同一居住证，只换卡。", "It stays: the same permit on another card."}},
				{"b", "NewTerm", Bilingual{"自新证签发起算一年。", "A year from the new card."}},
			},
			Why: Bilingual{
				"若重新起算，“遗失”就能代替签注并架空第十四条第三款。卡号可以改变，居住证的标识不变。",
				"Otherwise losing a card would replace endorsement and outflank article 14 ¶ 3. The card's number may change, the permit's identity may not.",
			},
		},
		{
			ID: A43, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("12.1", "14.3.a", "14.3.b"),
			Title:    Bilingual{"既遗失又逾期", "Lost and expired"},
			Question: Bilingual{"逾期后补领，是否同时恢复使用功能？", "Does a reissue after expiry also restore the use function?"},
			Answers: []Answer{
				{"a", "TwoSteps", Bilingual{"不恢复：新卡仍中止，签注是另一步，可同日办理。", "No: the new card is suspended too; the endorsement is a second step, on the same visit if wished."}},
				{"b", "ReissueEndorses", Bilingual{"补领视为补办签注。", "The reissue counts as late endorsement."}},
				{"c", "EndorseFirst", Bilingual{"先签注才能补领。", "No reissue until endorsed."}},
			},
			Why: Bilingual{
				"第十二条管卡，第十四条管效力，互不代替；工本费只就补领收取。",
				"Article 12 is about the card and article 14 about its effect; neither replaces the other. Only the reissue costs the fee.",
			},
		},
		{
			ID: A44, Weight: Low, Default: "a",
			Clauses:  cites("12.2"),
			Title:    Bilingual{"失而复得；未交回旧卡", "Found again; old card not handed in"},
			Question: Bilingual{"补领后找到的旧卡是否有效？换领时不交旧卡怎么办？", "Is a card found after reissue valid, and what if the old card is not handed in at an exchange?"},
			Answers: []Answer{
				{"a", "OldCardVoid", Bilingual{"旧卡自补领之日失效；换领须交回旧卡，交不出的按遗失补领。", "The old card is void from the reissue; an exchange needs the old card, and one that cannot be produced is a reissue for loss."}},
				{"b", "OldCardRevives", Bilingual{"找到的旧卡恢复有效。", "The found card is valid again."}},
			},
			Why: Bilingual{
				"一个居住证同时只能有一张有效的卡；第十二条第二款要求换领时交回原证。",
				"One permit has one valid card at a time, and article 12 ¶ 2 asks for the old one at an exchange.",
			},
		},
		{
			ID: A45, Weight: Low, Default: "a",
			Clauses:  cites("12.1"),
			Title:    Bilingual{"换领的事由与损坏程度", "Grounds for exchange and degree of damage"},
			Question: Bilingual{"姓名更正、签注栏用完等未列入的事由能否换领？损坏到何种程度？", "May a card be exchanged for unlisted grounds such as a corrected name or a full endorsement page, and how damaged must it be?"},
			Answers: []Answer{
				{"a", "LossOrAnyDamage", Bilingual{"遗失或任何损坏均可；其他事由须认定，且没有收费依据。", "Loss or any damage; other grounds need a finding, and no fee rule covers them."}},
				{"b", "IllegibleOnly", Bilingual{"须损坏到难以辨认。", "Only damage that makes it illegible."}},
			},
			Why: Bilingual{
				"草案只写“遗失、损坏”，“难以辨认”是上位法和正式文本的限定，对持证人不利，不能添加。",
				"The draft says only “遗失、损坏”; illegibility is a limit of the superior Regulations and the adopted text, and may not be added against the holder.",
			},
		},
		{
			ID: A46, Weight: Low, Default: "a",
			Clauses:  cites("12.1"),
			Title:    Bilingual{"遗失后多久须办理", "No time limit after a loss"},
			Question: Bilingual{"遗失、损坏后有无办理期限？未补领期间有效期如何？", "Is there a time limit after loss or damage, and what of the term meanwhile?"},
			Answers: []Answer{
				{"a", "NoLimit", Bilingual{"没有期限；未补领的居住证各日期不变。", "None; an unreplaced permit keeps its dates."}},
				{"b", "ReasonableTime", Bilingual{"须在合理时间内办理。", "Within a reasonable time."}},
			},
			Why: Bilingual{
				"第十二条没有写期限，也没有写后果，库不得自行设定。",
				"Article 12 names neither a limit nor a consequence, and the library must not invent one.",
			},
		},
		{
			ID: A47, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.b", "12.1", "13.1", "14.2.b"),
			Title:    Bilingual{"有效期内年满十六周岁", "Turning sixteen while the permit is valid"},
			Question: Bilingual{"持证未成年人年满十六周岁后，原居住证是否继续有效？", "Does a minor's permit go on after the holder turns sixteen?"},
			Answers: []Answer{
				{"a", "GoesOn", Bilingual{"继续有效；以后的手续由本人办理。", "Yes; later procedures are done in person."}},
				{"b", "ApplyAgain", Bilingual{"须以成年人身份重新申领。", "The holder must apply again."}},
			},
			Why: Bilingual{
				"年龄只决定由谁办理，不是居住证存续的条件；按每次办理之日判断年龄。",
				"Age only decides who may act, not whether the permit lives; it is judged on the day of each procedure.",
			},
		},
	}
}
