package law

// readingsOfAgents are A20 to A24: acting through another.
func readingsOfAgents() []Reading {
	return []Reading{
		{
			ID: A20, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.b"),
			Title:    Bilingual{"未满十六周岁者：须否代办，条件是否照用", "Under sixteen: must they be represented, and do the conditions apply"},
			Question: Bilingual{"监护人代办只是办理渠道，还是强制代理，或者监护人持证本身就足够？", "Is acting through a guardian only a channel, compulsory, or is the guardian's permit enough by itself?"},
			Answers: []Answer{
				{"a", "ChannelOnly", Bilingual{"只是渠道：未成年人仍须符合第八条第一款，也可本人申请；未满八周岁者须由监护人代办。", "A channel only: the child must meet article 8 ¶ 1 and may apply in person; a child under eight must be represented."}},
				{"b", "CompulsoryUnderSixteen", Bilingual{"未满十六周岁者一律须代办。", "Representation is compulsory under sixteen."}},
				{"c", "GuardianPermitSuffices", Bilingual{"监护人持证即可，未成年人不必另符合条件。", "The guardian's permit is enough; the child need not meet the conditions."}},
				{"d", "ChannelAtAnyAge", Bilingual{"只是渠道，任何年龄均可本人申请。", "A channel only, and a child of any age may apply in person."}},
			},
			Why: Bilingual{
				"条文写“可以”和“代为办理”，没有随同取得的意思。未满八周岁者依《民法典》第二十条为无民事行为能力人，须由法定代理人代理，作为单独的政策项。",
				"The words are “可以” and “代为办理”: nothing says the permit comes along with the guardian's. Under Civil Code art. 20 a child under eight has no capacity and must be represented; that part is a policy item of its own.",
			},
		},
		{
			ID: A21, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.b"),
			Title:    Bilingual{"“已取得居住证的监护人”", "A guardian who has obtained the permit"},
			Question: Bilingual{"监护人的居住证已中止时能否代办？本市户籍的监护人不可能持证，能否代办？", "May a guardian whose permit is suspended act, and a guardian with Beijing registration, who can never hold one?"},
			Answers: []Answer{
				{"a", "ActivePermit", Bilingual{"监护人须持有使用中的居住证，中止的不行。", "The guardian's permit must be active; a suspended one will not do."}},
				{"b", "ObtainedNotCancelled", Bilingual{"曾取得且未注销即可。", "Obtained once and not cancelled is enough."}},
				{"c", "AnyResidentGuardian", Bilingual{"按目的解释，任何合法居住的监护人均可，包括本市户籍者。", "By purpose, any guardian who lawfully lives here, Beijing registration included."}},
				{"d", "BeijingHouseholdToo", Bilingual{"本市户籍的监护人不可能持证，也可以代办；可与（b）并用。", "A guardian with Beijing registration, who can never hold a permit, may act as well; it goes together with (b)."}},
			},
			Why: Bilingual{
				"中止的居住证失去使用功能，也不能作为代办的凭证。本市户籍的父母按字面无法代办，结果虽不合理，仍照字面执行，但给出单独的理由并设政策项。",
				"A suspended permit has lost its use function, as a credential for this too. Literally a parent with Beijing registration is shut out; the odd result is kept, with a reason and a policy item of its own.",
			},
		},
		{
			ID: A22, Weight: Medium, Default: "a",
			Clauses:  cites("10.1.a"),
			Title:    Bilingual{"“行动不便的老年人、残疾人等”", "People with limited mobility"},
			Question: Bilingual{"“行动不便”是否修饰全部对象？“等”指谁？多大年纪算老年人？近亲属包括哪些人？", "Does limited mobility qualify them all, who else falls under the open end, how old is elderly, and who is a close relative?"},
			Answers: []Answer{
				{"a", "MobilityFoundForAll", Bilingual{"任何人都须经认定行动不便；不设年龄线；“等”指其他行动不便的人；近亲属依《民法典》第一千零四十五条，不含姻亲。", "Everybody needs a finding of limited mobility; there is no age line; the open end means others with limited mobility; close relatives are those of Civil Code art. 1045, without in-laws."}},
				{"b", "ElderlyAndDisabledAsSuch", Bilingual{"老年人、残疾人无论行动是否便利均可。", "Elderly and disabled people qualify as such."}},
			},
			Why: Bilingual{
				"“行动不便的”置于并列名词之前，是代办的理由所在；行动自如的老人没有代办的必要。行动是否不便只能由人认定。",
				"The attribute stands before the coordinated nouns and is the very reason for an agent; a fit old person needs none. Whether mobility is limited only a person can find.",
			},
		},
		{
			ID: A23, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.a", "10.1.b", "12.1", "13.1", "14.2.b"),
			Title:    Bilingual{"签注、补领、变更能否代办", "Agents for endorsement, reissue and change"},
			Question: Bilingual{"对老年人、残疾人写“代为申领”，对未成年人写“代为办理”，其他手续能否代办？", "The text says apply for the elderly and disabled and handle for minors: may an agent do the other procedures?"},
			Answers: []Answer{
				{"a", "AllProcedures", Bilingual{"两类人的各项持证人手续均可代办。", "Yes, in all holder procedures for both groups."}},
				{"b", "FirstApplicationOnly", Bilingual{"老年人、残疾人只限首次申领。", "For the elderly and disabled only the first application."}},
			},
			Why: Bilingual{
				"没有规定禁止代办；公安部通知允许代办人签注；否则卧床者的居住证必然中止。",
				"Nothing forbids it, the Ministry's notice lets an agent endorse, and the other answer would suspend the permit of everyone who is bedridden.",
			},
		},
		{
			ID: A24, Weight: Low, ChangesOutcome: true, Default: "a",
			Clauses:  cites("10.1.c"),
			Title:    Bilingual{"代办人须提供的材料", "Papers the agent needs"},
			Question: Bilingual{"除代办人身份证明外，是否还须证明其与申请人的关系？", "Must the agent prove the relationship besides his or her identity?"},
			Answers: []Answer{
				{"a", "IdentityOnly", Bilingual{"代办人和申请人的身份证件即可，关系只作记录。", "The agent's and the applicant's identity documents are enough; the relationship is recorded."}},
				{"b", "RelationProof", Bilingual{"还须提供关系证明。", "Proof of the relationship as well."}},
			},
			Why: Bilingual{
				"第十条只要求代办人的身份证明，申请人的证件由第九条要求；关系证明是正式通过的文本才有的。",
				"Article 10 asks only for the agent's identity and article 9 for the applicant's document; proof of the relationship came with the adopted text.",
			},
		},
	}
}
