package law

// readingsOfConditions are A07 to A19 and A80: who may apply and on what
// conditions, and what breaks residence.
func readingsOfConditions() []Reading {
	return []Reading{
		{
			ID: A07, Weight: High, Default: "a",
			Clauses:  cites("2.1", "2.2"),
			Title:    Bilingual{"谁是“来京人员”", "Who has come to Beijing"},
			Question: Bilingual{"下列人员是否适用本办法：本市户籍而住在另一区的；没有户籍的中国公民；港澳台居民；现役军人？", "Do the Measures apply to: holders of Beijing household registration living in another district; Chinese citizens without any; residents of Hong Kong, Macao and Taiwan; serving military?"},
			Answers: []Answer{
				{"a", "ByRecordedHousehold", Bilingual{"依登记的户籍判断：本市户籍者不适用；登记为无户籍但有暂住登记者适用，其证件由人认定；港澳台居民适用国家规定；现役军人由人认定；户籍不明则不作结论。", "The recorded household registration decides: Beijing ones are out; a person recorded as having none, with a residence registration, is in and the document is for a person to find; Hong Kong, Macao and Taiwan residents follow national rules; serving military is for a person to find; unknown registration gives no conclusion."}},
				{"b", "HouseholdElsewhereOnly", Bilingual{"只有户籍登记在外地的公民适用，没有户籍的不适用。", "Only citizens registered elsewhere in China are in; those without registration are out."}},
			},
			Why: Bilingual{
				"第二条只排除本市户籍，并未要求在外地有户籍；港澳台居民另有国家规定。公民身份号码终身不变而户籍会迁移，故户籍是输入的事实，绝不从号码推断。",
				"Article 2 excludes Beijing registration and does not ask for one elsewhere; Hong Kong, Macao and Taiwan residents have their own national regime. The citizen number is for life while the registration moves, so registration is a fact supplied by the caller and is never inferred from the number.",
			},
		},
		{
			ID: A08, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("7.1", "7.2", "8.1"),
			Title:    Bilingual{"半年从登记还是从实际居住起算", "Whether the half-year runs from registration or from living here"},
			Question: Bilingual{"半年自办理暂住登记之日起算，还是自实际居住之日起算？", "Does the half-year start with the temporary-residence registration or with actual residence?"},
			Answers: []Answer{
				{"a", "Registration", Bilingual{"自暂住登记之日起算。", "With the registration."}},
				{"b", "ActualResidence", Bilingual{"自实际居住之日起算，以任何方式证明均可。", "With actual residence, however proved."}},
				{"c", "LaterOfBoth", Bilingual{"以两者中较晚之日起算。", "With the later of the two."}},
			},
			Why: Bilingual{
				"条文写的是“办理暂住登记已满半年”；公安部公通字〔2015〕38号通知也要求居住并登记满半年。原暂住证和在本市他处的登记视为登记；补录登记以系统显示的日期为准，改变它须有认定。",
				"The words are “办理暂住登记已满半年”, and Ministry of Public Security notice 2015 No. 38 also asks for living here and being registered for a half-year. A former temporary permit or a registration elsewhere in Beijing counts as registration; for a back-dated one the date in the system holds unless a finding changes it.",
			},
		},
		{
			ID: A09, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("7.2", "8.1"),
			Title:    Bilingual{"登记是否必须连续", "Whether registration must be continuous"},
			Question: Bilingual{"在本市内搬迁或登记中断后，半年是否重新起算？", "Does a move within Beijing or a gap in registration start the half-year afresh?"},
			Answers: []Answer{
				{"a", "OneRunInBeijing", Bilingual{"须在本市连续登记；市内搬迁不中断，但不容许一天空档。", "One unbroken run in Beijing; moves inside the city do not break it, a gap of a single day does."}},
				{"b", "OneRunInDistrict", Bilingual{"迁入另一区即中断，自重新登记起算。", "A move to another district breaks it; counting restarts with the new registration."}},
				{"c", "PeriodsAddUp", Bilingual{"各段登记时间累计。", "Registered periods are added up."}},
			},
			Why: Bilingual{
				"条文写“已满”而不写“累计”，指一段连续的时间；第十三条预定了市内住址变更，故搬迁本身不中断。后一段在前一段结束的次日或之前开始的，视为相连。",
				"The text says “已满” and not “累计”, which means one run; article 13 foresees changes of address within the city, so a move does not break it. Segments join if the next begins no later than the day after the previous one ends.",
			},
		},
		{
			ID: A10, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.2.a"),
			Title:    Bilingual{"稳定就业：社保与就业依据是“并”还是“或”", "Stable employment: insurance and a basis, or either"},
			Question: Bilingual{"连续缴纳社会保险满6个月与录用、劳动合同、营业执照等依据，须同时具备还是择一即可？", "Must six months of insurance and one of recruitment, contract or licence both be present, or is either enough?"},
			Answers: []Answer{
				{"a", "InsuranceAndBasis", Bilingual{"须同时具备。", "Both."}},
				{"b", "InsuranceOrBasis", Bilingual{"择一即可。", "Either."}},
				{"c", "InsuranceForEmployeesOnly", Bilingual{"只有受雇者须缴纳社会保险，持营业执照者不必。", "Insurance only for employees, not for holders of a licence."}},
			},
			Why: Bilingual{
				"“是指”之后先写社会保险，再写“符合……条件之一”，“之一”只管后面的列举。公安部通知的定义只有该列举，草案起草者在前面加上了社会保险，可见是附加要求。它比上位法严格，正式通过的文本已删去，见A79。",
				"After “是指” come the insurance and then meeting one of the listed conditions; “之一” closes only the list. The Ministry's notice has the list alone; the drafters put insurance in front of it, so it is an added requirement. It is stricter than superior law and the adopted text dropped it: see A79.",
			},
		},
		{
			ID: A11, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.2.a"),
			Title:    Bilingual{"“连续缴纳社会保险满6个月”如何计算", "How the six months of insurance are counted"},
			Question: Bilingual{"补缴是否计入？连续缴费须延续到何时？何种保险、在何地缴纳？", "Do back-payments count, how close to the present must the run reach, which insurance, and paid where?"},
			Answers: []Answer{
				{"a", "PaidInTimeAndCurrent", Bilingual{"须为在京连续六个以上历月，补缴不计，且截至判断之月或其上一个月；险种以审核部门认可为准。", "At least six consecutive calendar months paid in Beijing, without back-paid months, ending in the month of judgement or the one before; any scheme the reviewer accepts as social insurance."}},
				{"b", "BackPaidCounts", Bilingual{"补缴的月份也计入。", "Back-paid months count as well."}},
				{"c", "LongerLag", Bilingual{"截止月份可以更早，容许的月数由调用者给出。", "The run may end earlier, by a number of months the caller states."}},
			},
			Why: Bilingual{
				"“在京连续”要求本市、不间断；缴费通常次月到账，故容许一个月的滞后。补缴是事后填补间断，与“连续”相反。按月计算，不涉及日。",
				"“在京连续” asks for Beijing and for no gap; contributions post in arrears, hence a lag of one month. A back-payment fills a gap afterwards, which is the opposite of continuous. The count is in months only, never in days.",
			},
		},
		{
			ID: A12, Weight: Medium, Default: "a",
			Clauses:  cites("5.2", "8.2.a"),
			Title:    Bilingual{"就业依据的列举与“等”", "The list of employment bases and its open end"},
			Question: Bilingual{"个体工商户、律师事务所、家庭的雇员，平台劳动者，第一产业的持照者，是否属于列举的情形？", "Do employees of individual businesses, law firms or families, platform workers, or licence holders in the primary sector fall under the list?"},
			Answers: []Answer{
				{"a", "AsListed", Bilingual{"列举的依据按字面适用；其余归入“等”，由审核部门认定，机器不下结论。", "Listed bases apply as listed; everything else falls under the open end and needs a finding by the reviewing department."}},
				{"b", "ListClosed", Bilingual{"列举之外一律不符合。", "Whatever is not listed fails."}},
				{"c", "AnyLawfulWork", Bilingual{"任何合法工作均视为列举的情形。", "Any lawful work counts as listed."}},
			},
			Why: Bilingual{
				"“等”既不能当作“是”，也不能当作“否”，只能由第五条第二款的审核部门认定。企业包括任何登记的企业；作为雇主的个体工商户未列入，别的城市是明文增加的。",
				"An open end can be read by machine neither as yes nor as no; the departments of article 5 ¶ 2 must find it. Any registered enterprise is an enterprise; an individual business as employer is not listed, and other cities had to add it expressly.",
			},
		},
		{
			ID: A13, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.2.b"),
			Title:    Bilingual{"“具有合法所有权的房屋”是否包括租赁", "Whether tenants have housing with lawful ownership"},
			Question: Bilingual{"条文要求“合法所有权”，又把租赁房屋列入其中，承租人是否符合？", "The text asks for lawful ownership and then lists rented housing: does a tenant qualify?"},
			Answers: []Answer{
				{"a", "HouseHasLawfulTitle", Bilingual{"房屋须有合法权属，不论属于谁；申请人以列举的任一方式居住即可。", "The house must have lawful title, no matter whose; the applicant may use it in any of the listed ways."}},
				{"b", "OwnedByApplicant", Bilingual{"只有申请人自有的房屋。", "Only housing the applicant owns."}},
				{"c", "AnyRentedRoom", Bilingual{"“包括”优先，任何租住的房间均可。", "The inclusion overrides the head: any rented room will do."}},
			},
			Why: Bilingual{
				"公安部通知并列三类住所：自有、租赁、宿舍；草案拼接得不严谨，但明确写入租赁，不能读成排除。通知要求的租赁登记备案草案未写，故不要求。违法建筑不符合；“等”须认定。",
				"The Ministry's notice lists three parallel kinds: owned, rented, dormitory. The draft's splice is clumsy, but it names rent expressly and cannot be read as shutting it out. The registered lease of that notice is not in the draft and is not asked for. An illegal structure fails; the open end needs a finding.",
			},
		},
		{
			ID: A14, Weight: High, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.2.b", "9.1"),
			Title:    Bilingual{"住所证明须否为本人名义", "Whose name the proof of dwelling bears"},
			Question: Bilingual{"租约或产权登记在家人或朋友名下时，是否可以作为申请人的证明？", "May a lease or title in the name of a relative or friend serve the applicant?"},
			Answers: []Answer{
				{"a", "OwnFamilyOrFinding", Bilingual{"本人、配偶或者未成年人的监护人名下均可；他人名下的须认定。", "The applicant's own name, the spouse's, or for a minor the guardian's; any other name needs a finding."}},
				{"b", "ApplicantOnly", Bilingual{"只限本人名下。", "Strictly the applicant's own."}},
				{"c", "AnyoneIfLivingThere", Bilingual{"只要确实居住，任何人名下均可。", "Anyone's, if the applicant really lives there."}},
			},
			Why: Bilingual{
				"只认本人名义会排除所有学龄前儿童和多数配偶；《居住证暂行条例》第九条接受房东、用人单位、学校出具的住宿证明，可见标准是居住而不是产权。",
				"Asking for the applicant's own name would shut out every child below school age and most spouses; article 9 of the Provisional Regulations accepts lodging letters from landlords, employers and schools, so living there is the test and not title.",
			},
		},
		{
			ID: A15, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.2.a", "8.2.b"),
			Title:    Bilingual{"住所和工作须持续多久", "How long the dwelling or job must last"},
			Question: Bilingual{"合同、执照、租约只须在判断之日有效，还是须已经或还将持续一段时间？", "Is it enough that contract, licence or lease is in force on the day, or must it have lasted, or still last, some time?"},
			Answers: []Answer{
				{"a", "InForceOnTheDay", Bilingual{"判断之日有效即可。", "In force on the day."}},
				{"b", "MustStillLast", Bilingual{"须还有六个月以上的剩余期限。", "At least six months must still remain."}},
				{"c", "MustHaveLasted", Bilingual{"须已经持续六个月。", "It must already have lasted six months."}},
			},
			Why: Bilingual{
				"除社会保险外，草案对期限未作要求；面向未来的六个月是正式通过的文本才有的。最低剩余月数默认为零。",
				"Except for insurance the draft asks for no duration; looking six months ahead came only with the adopted text. The minimum of remaining months is zero by default.",
			},
		},
		{
			ID: A16, Weight: Medium, Default: "a",
			Clauses:  cites("8.2.c"),
			Title:    Bilingual{"“连续就读”包括哪些学校和状态", "Which schools and which students count"},
			Question: Bilingual{"幼儿园、高职、研究院所的研究生算吗？学籍与就读须兼备吗？休学和假期怎样对待？", "Do kindergartens, higher vocational colleges and graduate institutes count; are status and attendance both needed; what of leave and holidays?"},
			Answers: []Answer{
				{"a", "ClosedList", Bilingual{"列举封闭：中等职业教育指中等职业学校，高职属于普通高等学校，幼儿园和研究院所不算；学籍与就读兼备；假期不中断，休学中断；不要求最短时间。", "The list is closed: secondary vocational education means such schools, higher vocational colleges are regular higher education, kindergartens and institutes are out; both status and attendance; holidays do not interrupt, leave of absence does; no minimum length."}},
				{"b", "InstitutesToo", Bilingual{"培养研究生的科研机构也算。", "Institutes that train graduates count too."}},
			},
			Why: Bilingual{
				"该句没有“等”，列举即止；科研机构是正式通过的文本才增加的，可见草案没有包括。条文写“取得学籍并就读”，两者缺一不可。",
				"This limb has no open end, so the list is complete; the adopted text had to add institutes, which shows the draft left them out. The words “取得学籍并就读” ask for both.",
			},
		},
		{
			ID: A17, Weight: Medium, ChangesOutcome: true, Default: "a",
			Clauses:  cites("8.1"),
			Title:    Bilingual{"条件须在哪一天具备", "The day on which the conditions must hold"},
			Question: Bilingual{"以申请之日还是决定之日判断条件是否具备？", "Do the conditions have to hold on the day of application or of decision?"},
			Answers: []Answer{
				{"a", "ApplicationDay", Bilingual{"申请（受理）之日。", "The day of application (acceptance)."}},
				{"b", "DecisionDay", Bilingual{"决定（签发）之日。", "The day of decision (issue)."}},
				{"c", "BothDays", Bilingual{"两日都须具备。", "Both days."}},
			},
			Why: Bilingual{
				"“可以……申请”把条件系于申请这一行为；判断之日是参数，签发时可以再判断一次。",
				"The words “可以……申请” tie the conditions to the act of applying. The day of judgement is an argument, so a caller may judge again at issue.",
			},
		},
		{
			ID: A18, Weight: Low, Default: "a",
			Clauses:  cites("8.1", "12.1", "13.1", "14.2.b"),
			Title:    Bilingual{"到错了办理地点", "The wrong office"},
			Question: Bilingual{"向非居住地的派出所或者服务机构提出，是不予受理还是不符合条件？“居住地”与“现居住地”有何不同？", "Is coming to an office of another place a matter of venue or a failed condition, and which address decides?"},
			Answers: []Answer{
				{"a", "VenueOnItsOwn", Bilingual{"地点是单独的一项结果，从不影响条件的判断；变更和签注以现住址为准。", "Venue is a result of its own and never part of eligibility; for a change of address and an endorsement the present address decides."}},
				{"b", "VenueIsACondition", Bilingual{"地点不符即不符合申领条件。", "The wrong venue fails the conditions."}},
			},
			Why: Bilingual{
				"第八条第一款的条件是登记和三项之一，地点只说明向谁提出；走错地点的人应当被告知正确的地点，而不是被认定为不符合条件。",
				"The conditions of article 8 ¶ 1 are the registration and one of three; the office only says where to apply. Somebody at the wrong office is to be told the right one, not found ineligible.",
			},
		},
		{
			ID: A19, Weight: Low, Default: "a",
			Clauses:  cites("9.1"),
			Title:    Bilingual{"身份证件与相片", "Identity documents and photograph"},
			Question: Bilingual{"“其他合法有效身份证件”是哪些？“近期”相片由谁判断？长期有效的身份证如何记录？", "Which other documents are lawful and valid, who judges that a photograph is recent, and how is a card without expiry recorded?"},
			Answers: []Answer{
				{"a", "CardsElseFinding", Bilingual{"有效期内的居民身份证或临时居民身份证即可；户口簿、护照、军人证件须认定；证件须在判断之日有效，没有截止日的为长期；相片是否近期由窗口认定。", "A resident identity card or temporary one in term is enough; household booklet, passport and military papers need a finding; the document must be valid on the day, and one without an end date is long-term; the counter finds whether the photograph is recent."}},
				{"b", "AnyOfficialDocument", Bilingual{"任何官方身份证件均可，不必认定。", "Any official identity document, without a finding."}},
			},
			Why: Bilingual{
				"草案没有列出“其他”证件，也没有规定相片的时限，这些只能由人判断；依《居民身份证法》，四十六周岁以上者的身份证长期有效。",
				"The draft neither lists the other documents nor dates the photograph, so a person must judge; under the Resident Identity Card Law cards of holders aged 46 and over have no expiry.",
			},
		},
		{
			ID: A80, Weight: Medium, Default: "a",
			Clauses:  cites("14.2.b", "14.3.c"),
			Title:    Bilingual{"离开多久会中断居住", "What absence breaks residence"},
			Question: Bilingual{"“继续在京居住”和“连续居住”没有定义，外出是否使其中断？", "Going on living and continuous residence are undefined: does absence break them?"},
			Answers: []Answer{
				{"a", "RegistrationPresumes", Bilingual{"不设离京时间标准；有现行登记的在京住址即推定居住，登记终止作为事件输入。", "No absence test: a current registered Beijing address presumes residence, and the end of the registration is an event supplied by the caller."}},
				{"b", "LongAbsenceBreaks", Bilingual{"长期离京即中断。", "A long absence breaks it."}},
			},
			Why: Bilingual{
				"草案没有给出任何天数，自行设定就是创设条件；登记制度本身已能反映居住的终止。",
				"The draft gives no number of days, and inventing one would create a condition; the registration itself already shows when residence ends.",
			},
		},
	}
}
