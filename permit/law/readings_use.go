package law

// readingsOfUse are A54 and A55: accepting, inspecting and seizing permits.
func readingsOfUse() []Reading {
	return []Reading{
		{
			ID: A54, Weight: Medium, Default: "a",
			Clauses:  cites("18.1", "19.1.a", "19.1.b"),
			Title:    Bilingual{"拒绝接受居住证", "Refusing a permit"},
			Question: Bilingual{"何时不得拒绝？拒绝有什么后果？", "When must a permit be accepted, and what follows a refusal?"},
			Answers: []Answer{
				{"a", "ActiveAndOwn", Bilingual{"使用中且由本人出示的不得拒绝；拒绝只记录违反，没有罚则；中止的可以拒绝。", "When it is active and shown by the holder; a refusal is recorded as a breach without sanction; a suspended one may be refused."}},
				{"b", "AnyExisting", Bilingual{"凡未注销的都不得拒绝。", "Any permit that is not cancelled must be accepted."}},
			},
			Why: Bilingual{
				"第十九条保护的是证明居住的功能，中止的居住证恰恰没有这一功能；草案对拒绝没有罚则。为其他目的要求其他证件不在此列。",
				"Article 19 protects the function of proving residence, which a suspended permit has lost; the draft has no penalty for refusing. Asking for other documents for another purpose is outside it.",
			},
		},
		{
			ID: A55, Weight: High, Default: "a",
			Clauses:  cites("22.1.a", "22.1.b", "26.1.b", "29.1.c"),
			Title:    Bilingual{"警察扣押居住证", "Seizure by the police"},
			Question: Bilingual{"第二十二条的除外规定是授予警察扣押权，还是只使其不受该禁令约束？", "Does the exception in article 22 give the police a power to seize, or only spare them from the ban?"},
			Answers: []Answer{
				{"a", "OnlySpared", Bilingual{"只是不受禁令约束；扣押须另有合法依据并记录。没有依据的警察依第二十九条，其他人和非履职的警察依第二十六条。", "Only spared: a lawful basis must come from elsewhere and is recorded. Police without one fall under article 29; everybody else, and an officer acting privately, under article 26."}},
				{"b", "GivesPower", Bilingual{"授予扣押权。", "It gives a power to seize."}},
			},
			Why: Bilingual{
				"第二十二条只授予查验权；例外不等于授权，第二十九条第一款第（三）项正以“违反规定扣押”为前提。依据可以是收缴或证据扣押。",
				"Article 22 grants inspection only; an exception is not a grant, and article 29 ¶ 1 (3) presupposes seizure against the rules. The basis may be a confiscation or the seizure of evidence.",
			},
		},
	}
}
