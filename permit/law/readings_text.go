package law

// readingsOfText are A76 to A79: the state of the text itself.
func readingsOfText() []Reading {
	return []Reading{
		{
			ID: A76, Weight: Low, Default: "a",
			Clauses:  cites("12.1", "12.2", "13.1", "29.1.0"),
			Title:    Bilingual{"重复粘贴的文字", "Passages pasted twice"},
			Question: Bilingual{"第十三条和第二十九条的开头各出现两次，以哪一次为准？", "The beginnings of articles 13 and 29 occur twice: which one governs?"},
			Answers: []Answer{
				{"a", "SecondOccurrence", Bilingual{"以第二次为准，断裂的前文不采用。", "The second; the broken first one is dropped."}},
				{"b", "FirstOccurrence", Bilingual{"以第一次为准。", "The first."}},
			},
			Why: Bilingual{
				"第十三条的第一次出现中断后误接第十二条的“补领、换领”，照读会把住址变更当作换证；第二十九条两次只差“有关行政部门”与“有关行政主管部门”，不影响结果。",
				"The first article 13 breaks off and runs into article 12's “补领、换领”, which would turn a change of address into an exchange. The two heads of article 29 differ only in “有关行政部门” and “有关行政主管部门”, with no effect.",
			},
		},
		{
			ID: A77, Weight: Medium, Default: "a",
			Clauses:  cites("31.1"),
			Title:    Bilingual{"施行日期空缺", "Commencement left blank"},
			Question: Bilingual{"施行日期没有写，施行前的行为和证件如何对待？", "The day of commencement is blank: what of acts and permits before it?"},
			Answers: []Answer{
				{"a", "ParameterUnset", Bilingual{"施行日期是没有默认值的参数；不给出即“未说明”；给出的，只处罚该日及以后的行为，此前签发的证件不在模型之内。", "It is a parameter without default; unset means not stated; once set, only acts on or after it are punished, and permits issued before it are outside the model."}},
				{"b", "AssumeInForce", Bilingual{"视为已经施行。", "Treated as in force."}},
			},
			Why: Bilingual{
				"草案没有日期，也没有过渡条款，猜测任何一天都是编造；处罚不得溯及既往。",
				"The draft has neither a date nor a transitional rule, and any guess would be invented; punishment does not reach back.",
			},
		},
		{
			ID: A78, Weight: Low, Default: "a",
			Clauses:  cites("4.1", "5.1", "5.2", "5.3", "15.1.b", "17.1.b", "24.1.a", "30.1"),
			Title:    Bilingual{"更名的部门、级别和“区（县）”", "Renamed bodies, levels, districts and counties"},
			Question: Bilingual{"条文所写的部门后来改名或撤并，如何识别？", "How are departments recognised that were renamed or merged since?"},
			Answers: []Answer{
				{"a", "CodesWithAliases", Bilingual{"部门用代码并附别名，显示草案的名称；后继部门的认定有效。", "By codes with aliases, showing the draft's names; a finding of the successor is accepted."}},
				{"b", "NamesAsPrinted", Bilingual{"只认条文所写的名称。", "Only by the printed name."}},
			},
			Why: Bilingual{
				"职责随机构改革转移，不因改名消失；北京自2015年起已没有县，“区（县）”不影响任何计算。",
				"Functions pass on in a reform and do not vanish with a name; Beijing has had no counties since 2015, and nothing computed depends on it.",
			},
		},
		{
			ID: A79, Weight: High, Default: "a",
			Clauses:  cites("1.1", "8.2.a", "11.1", "14.2.a", "14.3.c", "23.1.b", "24.2", "26.1.0", "26.1.c", "28.1.0.i", "28.1.0.ii", "28.1.a", "28.1.b"),
			Title:    Bilingual{"草案与上位法的冲突", "Where the draft contradicts superior law"},
			Question: Bilingual{"草案与《居住证暂行条例》或者法律不一致时，库执行哪一个？", "Where the draft differs from the Provisional Regulations or a statute, which does the library follow?"},
			Answers: []Answer{
				{"a", "DraftAndDisclose", Bilingual{"执行草案，并把每一处冲突作为数据公开，由使用者选择政策。", "The draft, and each conflict is disclosed as data so that users can choose policies."}},
				{"b", "SuperiorLaw", Bilingual{"执行上位法。", "Superior law."}},
			},
			Why: Bilingual{
				"本库实现的是草案，不宣称它是现行法：本市后来通过的是另一文本（市政府令第270号）。冲突见Conflicts，各处的选项在相应的条目中。",
				"The library implements the draft and does not call it law in force: the municipality adopted another text (Decree 270). Conflicts lists them, and the options are under the readings concerned.",
			},
		},
	}
}
