package penalty

import (
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A charge is one table for one act or one group of acts: is it made out by the
// conduct? Which charges a kind of conduct can come to is in classify.go.
type charge = rule.Table[Conduct, Policy, moment]

type element = rule.Condition[Conduct, moment]

func newCharge(name, clause string, title law.Bilingual, elements ...element) *charge {
	s := rule.Spec[Conduct, Policy, moment]{
		Name: "penalty-" + name, Cite: law.MustCite(clause), Title: title,
		Conditions: elements, Prepare: prepare, Switches: switches,
	}
	is := make([]rule.Formula, len(elements))
	for i, e := range elements {
		is[i] = rule.Is(e.Code)
	}
	s.Formula = rule.All(is...)
	return rule.MustTable(s)
}

func newElement(code, clause, path, zh, en string, check func(*Conduct, moment) rule.Truth, readings ...law.ReadingID) element {
	return element{
		Code: code, Cite: law.MustCite(clause), Path: path, Readings: readings,
		Rule: law.Bilingual{ZH: zh, EN: en}, Check: check,
	}
}

func falseProof(c *Conduct, k moment) rule.Truth { return says(&c.FalseProof, k.on) }
func intent(c *Conduct, k moment) rule.Truth     { return says(&c.Intent, k.on) }
func contrary(c *Conduct, k moment) rule.Truth   { return says(&c.Contrary, k.on) }
func active(c *Conduct, _ moment) rule.Truth {
	if c.Standing == NotOnRecord {
		return rule.Unknown
	}
	return rule.Of(c.Standing == Active)
}

// Articles 26 and 27.
var (
	fraudCharge = newCharge("fraud-obtain", "26.1.a", law.Bilingual{ZH: "使用虚假证明材料骗领居住证", EN: "Obtaining a permit by false proofs"},
		newElement("PEN-OBT-01", "26.1.a", "/falseProof", "认定使用了虚假证明材料", "false proofs are found to have been used", falseProof),
		newElement("PEN-OBT-02", "26.1.a", "/intent", "认定有欺骗的故意", "the intent to deceive is found", intent),
		newElement("PEN-OBT-03", "26.1.a", "/issued", "居住证已经签发", "the permit was issued", (*Conduct).issued, law.A58),
	)
	seizureCharge = newCharge("unlawful-seizure", "26.1.b", law.Bilingual{ZH: "非法扣押他人居住证", EN: "Unlawful seizure of another person's permit"},
		newElement("PEN-SEI-01", "26.1.b", "/own", "是他人的居住证", "the permit is another person's", (*Conduct).anothers),
		newElement("PEN-SEI-02", "22.1.b", "/actor", "不是人民警察依法执行职务", "it was not people's police lawfully performing their duties", (*Conduct).prohibited, law.A55, law.A70),
	)
	lendingCharge = newCharge("lending", "26.1.c", law.Bilingual{ZH: "出借、出租、转让居住证", EN: "Lending, renting out or transferring a permit"},
		newElement("PEN-LEN-01", "26.1.c", "/forged", "是真的居住证", "the permit is genuine", (*Conduct).genuine),
		newElement("PEN-LEN-02", "26.1.c", "/consideration", "不构成买卖", "it is not trade", (*Conduct).transferred, law.A61),
	)
	impersonationCharge = newCharge("impersonation", "27.1", law.Bilingual{ZH: "冒用他人居住证", EN: "Passing oneself off with another person's permit"},
		newElement("PEN-IMP-01", "27.1", "/own", "是他人的居住证", "the permit is another person's", (*Conduct).anothers, law.A60),
		newElement("PEN-IMP-02", "27.1", "/forged", "是真的居住证", "the permit is genuine", (*Conduct).genuine),
	)
	fraudulentUseCharge = newCharge("use-fraudulent", "27.1", law.Bilingual{ZH: "使用骗领的居住证", EN: "Using a fraudulently obtained permit"},
		newElement("PEN-USE-01", "27.1", "/fraudulent", "认定居住证是骗领的，因骗领被注销的也是", "the permit is found to have been obtained by fraud, one cancelled for fraud included", (*Conduct).fraudulent, law.A60),
		newElement("PEN-USE-02", "27.1", "/forged", "不是伪造、变造的", "it is not forged or altered", (*Conduct).genuine),
	)
)

// Article 28.
var (
	tradeCharge = newCharge("trade-genuine", "28.1.a", law.Bilingual{ZH: "买卖居住证", EN: "Buying or selling a permit"},
		newElement("PEN-TRG-01", "28.1.a", "/forged", "是真的居住证", "the permit is genuine", (*Conduct).genuine, law.A62),
		newElement("PEN-TRG-02", "28.1.a", "/consideration", "认定有对价", "a price is found to have been paid", (*Conduct).traded, law.A61),
	)
	makingCharge = newCharge("make-false", "28.1.a", law.Bilingual{ZH: "伪造、变造居住证", EN: "Forging or altering a permit"},
		newElement("PEN-MAK-01", "28.1.a", "/forged", "认定制成品是伪造或者变造的居住证", "what was made is found to be a forged or altered permit", (*Conduct).falsified),
	)
	forgedTradeCharge = newCharge("trade-forged", "28.1.b", law.Bilingual{ZH: "买卖伪造、变造的居住证", EN: "Buying or selling a forged or altered permit"},
		newElement("PEN-TRF-01", "28.1.b", "/forged", "认定是伪造、变造的居住证", "the permit is found to be forged or altered", (*Conduct).forged, law.A62),
		newElement("PEN-TRF-02", "28.1.b", "/consideration", "认定有对价", "a price is found to have been paid", (*Conduct).priced),
	)
	forgedUseCharge = newCharge("use-forged", "28.1.b", law.Bilingual{ZH: "使用伪造、变造的居住证", EN: "Using a forged or altered permit"},
		newElement("PEN-USF-01", "28.1.b", "/forged", "认定是伪造、变造的居住证", "the permit is found to be forged or altered", (*Conduct).forged, law.A62),
	)
)

// Articles 22 and 29.
var (
	misconductCharge = newCharge("misconduct", "29.1.0", law.Bilingual{ZH: "居住证管理服务工作中的违法行为", EN: "Misconduct in permit management and service work"},
		newElement("PEN-OFF-01", "29.1.0", "/actor", "是公安机关、行政主管部门、受委托机构或者其工作人员", "the actor is an organ, department or entrusted agency, or of its staff", (*Conduct).official, law.A74),
		newElement("PEN-OFF-02", "29.1.0", "/onDuty", "在居住证管理服务工作中", "it was done in permit management and service work", (*Conduct).onDuty),
		newElement("PEN-OFF-03", "29.1.0", "/contrary", "认定违反规定或者侵害合法权益", "it is found contrary to the provisions or to lawful rights", contrary, law.A74),
	)
	wrongSeizureCharge = newCharge("seize-contrary", "29.1.c", law.Bilingual{ZH: "违反规定扣押居住证", EN: "Seizure contrary to the provisions"},
		newElement("PEN-WSE-01", "29.1.c", "/own", "是他人的居住证", "the permit is another person's", (*Conduct).anothers),
		newElement("PEN-WSE-02", "29.1.c", "/seizureBasis", "人民警察执行职务，但没有扣押的依据", "police on duty, without a lawful basis for seizing", (*Conduct).withoutBasis, law.A55),
	)
	wrongInspectionCharge = newCharge("inspect-contrary", "29.1.c", law.Bilingual{ZH: "违反规定查验居住证", EN: "Inspection contrary to the provisions"},
		newElement("PEN-WIN-01", "29.1.c", "/actor", "是警察，或者是履行职务中的其他管理人员", "the actor is a police officer, or another official in the course of duty", (*Conduct).inspectsAsOfficial, law.A74),
		newElement("PEN-WIN-02", "22.1.a", "/credentialsShown", "查验不合法", "the inspection was not lawful", (*Conduct).unlawfulInspection),
	)
	dutyTable = newCharge("duty", "19.1.b", law.Bilingual{ZH: "没有罚则的义务", EN: "A duty without a sanction"},
		newElement("PEN-DUT-01", "19.1.b", "/standing", "被拒绝的居住证在使用中", "the permit refused is active", usable, law.A39, law.A54),
		newElement("PEN-DUT-02", "19.1.b", "/byHolder", "被拒绝的居住证由持有人本人出示", "the permit refused was shown by its holder", shownByHolder, law.A39, law.A54),
	)
)

// usable and shownByHolder: only an active permit in its holder's hands must be
// accepted (19.1.b, reading A54). The other duties do not ask.
func usable(c *Conduct, k moment) rule.Truth {
	if c.Kind != RefusePermit {
		return rule.Met
	}
	return active(c, k)
}

func shownByHolder(c *Conduct, _ moment) rule.Truth {
	if c.Kind != RefusePermit {
		return rule.Met
	}
	return c.ByHolder.Truth()
}
