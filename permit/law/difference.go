package law

// A Difference sets one point of the draft beside the superior Regulations and
// beside the text the municipality adopted in the end.
type Difference struct {
	Clause    Cite
	Point     Bilingual
	Draft     Bilingual
	Decree663 Bilingual // 居住证暂行条例, State Council Decree 663, in force 2016-01-01
	Decree270 Bilingual // 北京市实施《居住证暂行条例》办法, Beijing Decree 270, in force 2016-10-01
}

// Differences returns the comparison, in the order of the draft's clauses. It
// is there to be read: nothing in the library computes with the other texts.
func Differences() []Difference {
	none := Bilingual{"未规定", "no provision"}
	return []Difference{
		{
			MustCite("8.1"), Bilingual{"半年", "half-year"},
			Bilingual{"暂住登记已满半年", "registered for a full half-year"},
			Bilingual{"居住半年以上", "residence of half a year or more"},
			Bilingual{"在京居住6个月以上，暂住登记是证明之一", "residence of six months or more, of which registration is one proof"},
		},
		{
			MustCite("8.2.a"), Bilingual{"就业", "employment"},
			Bilingual{"连续缴纳社会保险满6个月，并具备一项就业依据", "six months of continuous insurance and one basis of employment"},
			Bilingual{"合法稳定就业", "lawful stable employment"},
			Bilingual{"可能在京就业6个月以上", "likely to work in Beijing for the next six months"},
		},
		{
			MustCite("8.2.b"), Bilingual{"住所", "dwelling"},
			Bilingual{"具有合法所有权的房屋，包括租赁房屋和宿舍", "housing with lawful ownership, rented housing and dormitories included"},
			Bilingual{"合法稳定住所", "lawful stable dwelling"},
			Bilingual{"可能在京居住6个月以上的住所", "a dwelling available for the next six months"},
		},
		{
			MustCite("8.2.c"), Bilingual{"就读", "study"},
			Bilingual{"全日制小学、中学、中等职业教育或普通高等学校", "full-time schools from primary to higher education"},
			Bilingual{"连续就读", "continuous study"},
			Bilingual{"另加培养研究生的科研机构", "institutes that train graduates are added"},
		},
		{
			MustCite("9.1"), Bilingual{"受理", "intake"},
			none,
			Bilingual{"一次告知缺少的材料", "missing papers are told once"},
			Bilingual{"当场受理，或者五日内告知缺件，逾期视为受理", "accepted on the spot, or defects listed within five days, else deemed accepted"},
		},
		{
			MustCite("10.1.b"), Bilingual{"未满十六周岁", "under sixteen"},
			Bilingual{"由已取得居住证的监护人代办", "through a guardian who holds a permit"},
			Bilingual{"由监护人或者近亲属代办", "through a guardian or close relative"},
			Bilingual{"由监护人或者近亲属代办，并证明关系", "through a guardian or close relative, with proof of the relationship"},
		},
		{
			MustCite("11.1"), Bilingual{"制发期限", "time limit for issue"},
			Bilingual{"及时", "without delay"},
			Bilingual{"十五日，最长三十日", "15 days, 30 at most"},
			Bilingual{"十五日，最长三十日", "15 days, 30 at most"},
		},
		{
			MustCite("13.1"), Bilingual{"住址变更", "change of address"},
			Bilingual{"七日内", "within seven days"},
			none,
			Bilingual{"及时", "without delay"},
		},
		{
			MustCite("14.2.a"), Bilingual{"有效期", "validity"},
			Bilingual{"自签发、签注之日起一年", "one year from issue or endorsement"},
			Bilingual{"没有有效期，每年签注一次", "no term, endorsement once a year"},
			Bilingual{"没有有效期，每年签注一次", "no term, endorsement once a year"},
		},
		{
			MustCite("14.2.b"), Bilingual{"签注窗口", "endorsement window"},
			Bilingual{"期满前三十日内", "within thirty days before expiry"},
			Bilingual{"居住每满一年之日前一个月内", "within one month before each full year of residence"},
			Bilingual{"居住每满一年之日前一个月内，并重新提交证明", "within one month before each full year of residence, with the proofs again"},
		},
		{
			MustCite("14.3.c"), Bilingual{"逾期补办", "late endorsement"},
			Bilingual{"年限重新计算", "years counted afresh"},
			Bilingual{"年限连续计算", "years counted continuously"},
			Bilingual{"年限连续计算", "years counted continuously"},
		},
		{
			MustCite("23.1.0"), Bilingual{"注销", "cancellation"},
			Bilingual{"虚假证明、不符合条件、转户、死亡、其他", "false proofs, conditions not met, transfer of registration, death, other"},
			none,
			Bilingual{"死亡、转户、其他；虚假证明的撤销；没有“不符合条件”", "death, transfer, other; annulment for false proofs; no ground of conditions not met"},
		},
		{
			MustCite("24.1.b"), Bilingual{"收费", "fees"},
			Bilingual{"首次免费，换领、补领缴费，市定标准", "first permit free, exchange and reissue pay, municipal standard"},
			Bilingual{"另规定签注免费，收费办法由国家制定", "endorsement free as well, national fee method"},
			Bilingual{"另规定签注免费", "endorsement free as well"},
		},
		{
			MustCite("26.1.0"), Bilingual{"罚则", "penalties"},
			Bilingual{"自设第二十六条至第二十八条，包括拘留", "its own articles 26 to 28, detention included"},
			Bilingual{"第十八条、第十九条，罚款和没收违法所得", "arts. 18 and 19, fines and confiscation of gains"},
			Bilingual{"没有自设罚则，依条例和其他法律", "none of its own, refers to the Regulations and other law"},
		},
	}
}
