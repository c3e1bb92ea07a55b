package law

// readingsOfCancellation are A48 to A53: cancellation, applying again, fees.
func readingsOfCancellation() []Reading {
	return []Reading{
		{
			ID: A48, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("23.1.a", "23.1.b"),
			Title:    Bilingual{"“不符合居住证申领条件的”", "Conditions not met: never, or no longer"},
			Question: Bilingual{"注销事由是自始不符合条件，还是后来丧失条件也算？", "Does the ground mean that the conditions were never met, or also that they were lost later?"},
			Answers: []Answer{
				{"a", "NeverMetAtIssue", Bilingual{"签发时即不符合（没有欺骗的错误签发）。", "Never met at issue (a mistake without fraud)."}},
				{"b", "LostLaterToo", Bilingual{"后来丧失条件的也注销。", "Also when they are lost later."}},
				{"c", "LostAtEndorsement", Bilingual{"后来丧失且在签注时查明的也注销。", "Also when they are lost later and this is found at an endorsement."}},
			},
			Why: Bilingual{
				"“申领条件”是申请时的条件，第十四条每年只要求继续居住；正式通过的文本删去了这一事由，《居住证暂行条例》没有注销规定。后来丧失条件的只提示，不自动注销。",
				"They are conditions for applying, and each year article 14 asks only for continued residence; the adopted text deleted this ground and the Provisional Regulations have no cancellation rule. Conditions lost later are reported and cancel nothing by themselves.",
			},
		},
		{
			ID: A49, Weight: Medium, Default: "a",
			Clauses:  cites("21.1.a", "23.1.0", "23.1.c", "23.1.d", "23.1.e"),
			Title:    Bilingual{"“经有关部门认定后”", "After a finding by the department concerned"},
			Question: Bilingual{"是否五项事由都须认定？由谁认定？", "Do all five grounds need a finding, and whose?"},
			Answers: []Answer{
				{"a", "AllGrounds", Bilingual{"五项都须有认定，日期不晚于注销之日；户籍转入和死亡以公安机关自己的登记为认定。", "All five, dated no later than the cancellation; for the transfer of registration and for death the police's own register entry is the finding."}},
				{"b", "FraudAndConditionsOnly", Bilingual{"只有第（一）、（二）项须认定。", "Only items (1) and (2)."}},
			},
			Why: Bilingual{
				"“经有关部门认定后”写在引导语中，管到每一项；登记即可满足，并不增加负担，故不设选项。",
				"The words stand in the lead-in and so govern every item; a register entry satisfies them, which is no burden, so there is nothing to choose.",
			},
		},
		{
			ID: A50, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("23.1.0", "23.1.a", "23.1.c", "23.1.d"),
			Title:    Bilingual{"注销自何时生效", "From when a cancellation has effect"},
			Question: Bilingual{"注销只向后生效，还是溯及签发之日或事由发生之日？", "Does a cancellation work only forward, or back to the issue or the event?"},
			Answers: []Answer{
				{"a", "FromCancellation", Bilingual{"一律自注销之日起。", "From the day of cancellation for every ground."}},
				{"b", "FraudFromIssue", Bilingual{"因欺骗取得的溯及签发之日。", "Back to the issue for fraud."}},
				{"c", "FromTheEvent", Bilingual{"溯及事由发生之日（死亡、转户）。", "Back to the event (death, transfer)."}},
			},
			Why: Bilingual{
				"注销是终结一项记录，与撤销不同；事由一并保存，使用者可以自行不计欺骗期间。死亡后、注销前他人使用仍属冒用。",
				"Cancellation ends a record and is not annulment; the ground is kept, so a consumer can discount years got by fraud. Use by another after the holder's death and before cancellation is still impersonation.",
			},
		},
		{
			ID: A51, Weight: Medium, Default: "a",
			Clauses:  cites("8.1", "23.1.0"),
			Title:    Bilingual{"注销后再次申领", "Applying again after cancellation"},
			Question: Bilingual{"注销后可否立即再申领？半年和年限怎样计算？", "May a person apply again at once, and what of the half-year and the years?"},
			Answers: []Answer{
				{"a", "AtOnce", Bilingual{"现在符合条件即可；登记不受注销影响，半年按现有登记计算；新证、年限从头计算。", "Yes, if the conditions are met now; the half-year counts from the current registration, which cancellation does not touch; a new permit, and the years restart."}},
				{"b", "WaitingTime", Bilingual{"须等待一段时间。", "Only after a waiting time."}},
			},
			Why: Bilingual{
				"草案没有禁止，也没有等待期；不得增设不利条件。",
				"The draft has neither a ban nor a waiting time, and no adverse condition may be added.",
			},
		},
		{
			ID: A52, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("24.1.b", "24.1.c", "24.2", "29.1.a"),
			Title:    Bilingual{"再次“首次申领”的工本费", "The fee of a second first application"},
			Question: Bilingual{"注销后的新申请既非首次，也非换领、补领，是否收费？数额从何而来？", "A new application after cancellation is neither the first nor an exchange: does it cost, and who states the amount?"},
			Answers: []Answer{
				{"a", "NoFee", Bilingual{"不收费；换领、补领的数额由收费表给出，没有收费表即报错。", "No fee; for exchange and reissue a schedule supplies the amount, and without one there is an error."}},
				{"b", "AsReissue", Bilingual{"按补领收费。", "The fee of a reissue."}},
			},
			Why: Bilingual{
				"收费须有依据，第二十四条只对换领、补领规定缴费；本市数额未经查实，库中不设数字。因机关过错造成的减免属于政策。",
				"A fee needs a basis, and article 24 charges only exchange and reissue. No figure for Beijing is verified, so the library has none. A waiver where the authority was at fault is a matter of policy.",
			},
		},
		{
			ID: A53, Weight: Low, Default: "a",
			Clauses:  cites("12.2", "23.1.0", "27.2"),
			Title:    Bilingual{"注销是否收回证件", "Whether cancellation takes the card back"},
			Question: Bilingual{"注销后是否须交回或收缴证件？", "Must the card be handed in or confiscated after cancellation?"},
			Answers: []Answer{
				{"a", "OnlyIfFraudulent", Bilingual{"注销使其失效；只有骗领和伪造、变造的才收缴。", "Cancellation makes it void; only fraudulently obtained, forged or altered ones are confiscated."}},
				{"b", "AlwaysHandIn", Bilingual{"一律交回。", "It must always be handed in."}},
			},
			Why: Bilingual{
				"收缴只见于第二十七条第二款和第二十八条第三款；第十二条第二款的交回限于换领。",
				"Confiscation appears only in articles 27 ¶ 2 and 28 ¶ 3, and the duty to hand in of article 12 ¶ 2 is limited to exchange.",
			},
		},
	}
}
