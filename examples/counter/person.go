package main

import (
	"errors"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// A person is what the files record about a visitor. What is left out is not
// known, and nothing is filled in for it.
type person struct {
	at    place
	label label

	record permit.Person
	home   permit.Address
	lives  permit.Flag // in Beijing (2.1)
	idCard permit.Term
}

var (
	ruleName    = law.Bilingual{ZH: "须为一行文字，不超过 100 字", EN: "must be one line of text of up to 100 characters"}
	ruleNumber  = law.Bilingual{ZH: "须为校验码正确的公民身份号码", EN: "must be an identity number with a correct check character"}
	rulePlace   = law.Bilingual{ZH: "须为六位行政区划代码", EN: "must be a division code of six digits"}
	ruleAddress = law.Bilingual{ZH: "须为一行文字，不超过 200 字", EN: "must be one line of text of up to 200 characters"}
	ruleHome    = law.Bilingual{
		ZH: "须为六位行政区划代码，或者 none, hong-kong, macao, taiwan",
		EN: "must be a division code of six digits, or none, hong-kong, macao, taiwan",
	}
)

// household is a household registration as the files write it: the code of the
// place, or a word for having none there.
type household permit.Household

var errHousehold = errors.New("not a household registration")

// UnmarshalText reads a code or a word; on error h keeps its value.
func (h *household) UnmarshalText(b []byte) error {
	switch string(b) {
	case "none":
		*h = household{Status: permit.HouseholdNone}
	case "hong-kong":
		*h = household{Status: permit.HouseholdHongKong}
	case "macao":
		*h = household{Status: permit.HouseholdMacao}
	case "taiwan":
		*h = household{Status: permit.HouseholdTaiwan}
	default:
		d, err := permit.ParseDivision(string(b))
		if err != nil || d.IsZero() {
			return errHousehold
		}
		*h = household(permit.RegisteredAt(d))
	}
	return nil
}

// personFields is a line about a person.
var personFields = []field[person]{
	text("person", ruleLabel, func(p *person) *label { return &p.label }).must(),
	text("name", ruleName, func(p *person) *permit.Name { return &p.record.Name }),
	text("idNumber", ruleNumber, func(p *person) *permit.IDNumber { return &p.record.IDNumber }).must(),
	day("born", func(p *person) *date { return &p.record.Born }),
	word("nationality", func(p *person) *permit.Nationality { return &p.record.Nationality }, "chinese", "other"),
	text("household", ruleHome, func(p *person) *household { return (*household)(&p.record.Household) }),
	yesNo("soldier", func(p *person) *permit.Flag { return &p.record.ServingMilitary }),
	yesNo("livesHere", func(p *person) *permit.Flag { return &p.lives }),
	text("division", rulePlace, func(p *person) *permit.Division { return &p.home.Division }),
	text("address", ruleAddress, func(p *person) *permit.AddressDetail { return &p.home.Detail }),
	object("idCard", func(p *person) *permit.Term { return &p.idCard }, termFields),
}

// termFields is a time from one day to another.
var termFields = []field[permit.Term]{
	day("from", func(t *permit.Term) *date { return &t.From }),
	day("until", func(t *permit.Term) *date { return &t.Until }),
	flagged("longTerm", func(t *permit.Term) *bool { return &t.LongTerm }),
}

var (
	ruleTerm = law.Bilingual{ZH: "终止日不得早于起始日，长期有效的不写终止日", EN: "must not end before it begins, and has no end if it is long-term"}
	ruleBorn = law.Bilingual{ZH: "须与身份号码中的出生日期一致", EN: "must be the birth date in the identity number"}
	rulePut  = law.Bilingual{ZH: "写了地址就必须写行政区划代码", EN: "must be stated where there is an address"}
)

// check lists what contradicts itself.
func (p *person) check() []fault {
	var faults []fault
	if p.idCard.Validate() != nil {
		faults = append(faults, fault{field: "idCard", rule: ruleTerm})
	}
	if p.home.Validate() != nil {
		faults = append(faults, fault{field: "division", rule: rulePut})
	}
	if p.record.Validate() != nil {
		faults = append(faults, fault{field: "born", rule: ruleBorn})
	}
	return faults
}
