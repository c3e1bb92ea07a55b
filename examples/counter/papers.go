package main

import (
	"encoding/json"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// papers is what was shown and handed in at the desk (9.1). The identity card is
// that of the person's line.
type papers struct {
	identity permit.Flag
	photo    photo
	address  eligibility.Proof
	work     eligibility.Proof
	study    eligibility.Proof
}

var paperFields = []field[papers]{
	yesNo("identity", func(p *papers) *permit.Flag { return &p.identity }),
	word("photo", func(p *papers) *photo { return &p.photo }, "recent", "old", "none"),
	proof("address", func(p *papers) *eligibility.Proof { return &p.address }),
	proof("employment", func(p *papers) *eligibility.Proof { return &p.work }),
	proof("study", func(p *papers) *eligibility.Proof { return &p.study }),
}

// A photo is what the desk saw of the photograph.
type photo string

// UnmarshalText takes one of the words, which the field has checked.
func (p *photo) UnmarshalText(b []byte) error {
	*p = photo(b)
	return nil
}

var ruleProof = law.Bilingual{
	ZH: "须为证明出具人的名称，没有提交的写 false",
	EN: "must be the name of who issued the proof, or false if none was submitted",
}

// proof is a field with the issuer of a proof, who answers for it (9.2), or
// false for a proof that was not submitted.
func proof[T any](name string, at func(*T) *eligibility.Proof) field[T] {
	named := text(name, ruleProof, func(p *eligibility.Proof) *permit.Name { return &p.Issuer })
	return field[T]{name: name, form: formText + " | false", read: func(into *T, raw []byte) []fault {
		p := eligibility.Proof{Submitted: permit.Yes}
		var no bool
		if json.Unmarshal(raw, &no) == nil && string(raw) != "null" {
			if no {
				return broken(ruleProof)
			}
			p.Submitted = permit.No
		} else if fs := named.read(&p, raw); fs != nil {
			return fs
		}
		*at(into) = p
		return nil
	}}
}

// shown puts the papers into the facts of an application.
func (p *papers) shown(who *person) eligibility.Papers {
	m := eligibility.Papers{
		IdentityShown:   p.identity,
		AddressProof:    p.address,
		EmploymentProof: p.work,
		StudyProof:      p.study,
	}
	if p.identity == permit.Yes {
		m.Identity = identityCard(who)
	}
	switch p.photo {
	case "recent", "old":
		m.PhotoSubmitted = permit.Yes
		m.Photo.Recent = permit.FlagOf(p.photo == "recent")
	case "none":
		m.PhotoSubmitted = permit.No
	}
	return m
}

// identityCard is the identity card of a person as his or her line records it.
func identityCard(who *person) permit.Document {
	return permit.Document{
		Kind: permit.ResidentIDCard, Holder: who.record.Name, HolderNumber: who.record.IDNumber, Term: who.idCard,
	}
}
