package law

// A Conflict is a place where the draft cannot be squared with a provision of
// higher rank. The library follows the draft (reading A79) and discloses the
// conflict. Reading is the entry of the register that discusses it, A79 itself
// where no other entry does.
type Conflict struct {
	Clause   Cite
	Reading  ReadingID
	Superior Bilingual // the provision of higher rank
	Note     Bilingual // in what they differ
}

// Conflicts returns the known conflicts, in the order of the clauses. The
// draft is not law in force: the municipality adopted another text, see
// [Differences].
func Conflicts() []Conflict {
	regulations := func(zh, en string) Bilingual {
		return Bilingual{"《居住证暂行条例》" + zh, "Provisional Regulations on Residence Permits, " + en}
	}
	return []Conflict{
		{
			MustCite("8.2.a"), A10, regulations("第二条", "art. 2"),
			Bilingual{
				"条例只要求合法稳定就业，草案增加连续缴纳社会保险满6个月；若居住证属于行政许可，还涉及《行政许可法》第十六条不得增设条件。",
				"The Regulations ask only for lawful stable employment; the draft adds six months of continuous insurance. If the permit is an administrative licence, art. 16 of the Administrative Licensing Law forbids added conditions.",
			},
		},
		{
			MustCite("11.1"), A25, regulations("第九条", "art. 9"),
			Bilingual{
				"条例规定受理后十五日内制发，地方可延长至三十日；草案只写“及时”。",
				"The Regulations give 15 days from acceptance, which a locality may extend to 30; the draft only says without delay.",
			},
		},
		{
			MustCite("14.2.a"), A27, regulations("第十条", "art. 10"),
			Bilingual{
				"条例没有有效期，只规定每年签注、逾期中止使用功能；草案规定一年有效期。",
				"The Regulations have no term of validity, only yearly endorsement and suspension of use; the draft sets a validity of one year.",
			},
		},
		{
			MustCite("14.3.c"), A33, regulations("第十条", "art. 10"),
			Bilingual{
				"条例规定连续居住年限自补办签注手续之日起连续计算，草案规定重新计算。",
				"Under the Regulations the years of continuous residence are counted continuously from the late endorsement; under the draft they are counted afresh.",
			},
		},
		{
			MustCite("23.1.b"), A48, regulations("（没有注销规定）", "which have no cancellation rule"),
			Bilingual{
				"草案增设“不符合申领条件”的注销事由，正式通过的文本没有采用。",
				"The draft adds a ground, conditions not met, which the adopted text did not take up.",
			},
		},
		{
			MustCite("24.2"), A52, regulations("第二十一条", "art. 21"),
			Bilingual{
				"条例规定收费办法由国务院财政、价格主管部门制定，草案由市价格和财政部门核定标准。",
				"The Regulations leave the fee method to the State Council's finance and price departments; the draft lets municipal departments fix the standard.",
			},
		},
		{
			MustCite("26.1.0"), A73, regulations("第十八条、第十九条", "arts. 18 and 19"),
			Bilingual{
				"条例同时规定没收违法所得，第十八条还规定责令改正；草案都没有写。",
				"The Regulations also confiscate unlawful gains, and art. 18 orders correction; the draft has neither.",
			},
		},
		{
			MustCite("28.1.0.i"), A65, Bilingual{"《治安管理处罚法》（2025年修订）第六十三条", "Public Security Administration Punishments Law (2025 revision), art. 63"},
			Bilingual{
				"自2026年1月1日起法律规定的罚款上限为五千元，草案为一千元。",
				"Since 1 January 2026 the Law's ceiling for the fine is 5,000 yuan; the draft says 1,000.",
			},
		},
		{
			MustCite("28.1.0.ii"), A65, Bilingual{"《治安管理处罚法》（2025年修订）第六十三条", "Public Security Administration Punishments Law (2025 revision), art. 63"},
			Bilingual{
				"情节较轻的，法律规定的罚款上限为三千元，草案为五百元。",
				"In lighter circumstances the Law's ceiling for the fine is 3,000 yuan; the draft says 500.",
			},
		},
		{
			MustCite("28.1.a"), A61, regulations("第十八条第（二）项", "art. 18 (2)"),
			Bilingual{
				"条例对出借、出租、转让真证给予警告和二百元以下罚款；草案对买卖真证处以拘留，并依据《治安管理处罚法》。",
				"The Regulations give a warning and a fine up to 200 yuan for lending, renting out or transferring a genuine permit; the draft detains for trading one, relying on the Public Security Administration Punishments Law.",
			},
		},
		{
			MustCite("28.1.b"), A79, regulations("第十九条第（二）项", "art. 19 (2)"),
			Bilingual{
				"条例对买卖、使用伪造、变造的居住证处二百元至一千元罚款，草案和《治安管理处罚法》处以拘留。",
				"The Regulations fine trade in and use of forged or altered permits 200 to 1,000 yuan; the draft and the Public Security Administration Punishments Law detain.",
			},
		},
	}
}
