package legacy

import (
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// Kind is what the rows of a file are.
type Kind string

// The kinds.
const (
	Registrations Kind = "registrations"
	Permits       Kind = "permits"
)

// An entry is a row as it is understood.
type entry struct {
	key         string
	first, last civil.Date // of a registration
	permit      registry.FormerPermit
}

// A field is one thing a column can say.
type field struct {
	name string
	only Kind // of which files; empty for both
	day  bool // its text is a day, or several, in the form of the mapping
	read func(e *entry, text string) error
}

// daySeparator stands between the days of several endorsements.
const daySeparator = ";"

// fields are all fields, in the order in which faults are reported.
var fields = []field{
	{name: "key", read: func(e *entry, s string) error { e.key = s; return permit.ID(s).Validate() }},
	parsed("name", "", permit.ParseName, func(e *entry) *permit.Name { return &e.permit.Holder.Name }),
	parsed("idNumber", "", permit.ParseIDNumber, func(e *entry) *permit.IDNumber { return &e.permit.Holder.IDNumber }),
	dated("born", "", func(e *entry) *civil.Date { return &e.permit.Holder.Born }),
	parsed("nationality", "", permit.ParseWord[permit.Nationality], func(e *entry) *permit.Nationality { return &e.permit.Holder.Nationality }),
	parsed("household", "", household, func(e *entry) *permit.Household { return &e.permit.Holder.Household }),
	parsed("documentKind", "", permit.ParseWord[permit.DocumentKind], func(e *entry) *permit.DocumentKind { return &e.permit.Document.Kind }),
	parsed("documentNumber", "", permit.ParseDocumentNumber, func(e *entry) *permit.DocumentNumber { return &e.permit.Document.Number }),
	parsed("division", "", permit.ParseDivision, func(e *entry) *permit.Division { return &e.permit.Address.Division }),
	parsed("address", "", permit.ParseAddressDetail, func(e *entry) *permit.AddressDetail { return &e.permit.Address.Detail }),
	dated("first", Registrations, func(e *entry) *civil.Date { return &e.first }),
	dated("last", Registrations, func(e *entry) *civil.Date { return &e.last }),
	parsed("permit", Permits, number[permit.ID], func(e *entry) *permit.ID { return &e.permit.Permit }),
	parsed("card", Permits, number[permit.CardNumber], func(e *entry) *permit.CardNumber { return &e.permit.Card }),
	dated("acceptedOn", Permits, func(e *entry) *civil.Date { return &e.permit.AcceptedOn }),
	dated("issuedOn", Permits, func(e *entry) *civil.Date { return &e.permit.IssuedOn }),
	{name: "endorsedOn", only: Permits, day: true, read: func(e *entry, s string) error {
		for part := range strings.SplitSeq(s, daySeparator) {
			d, err := civil.Parse(part)
			if err != nil {
				return err
			}
			e.permit.EndorsedOn = append(e.permit.EndorsedOn, d)
		}
		return nil
	}},
	parsed("conditionsMet", Permits, permit.ParseWord[permit.Flag], func(e *entry) *permit.Flag { return &e.permit.ConditionsMet }),
	parsed("complete", Permits, permit.ParseWord[permit.Flag], func(e *entry) *permit.Flag { return &e.permit.Complete }),
	parsed("goesOnLiving", Permits, permit.ParseWord[permit.Flag], func(e *entry) *permit.Flag { return &e.permit.GoesOnLiving }),
	dated("registeredSince", Permits, func(e *entry) *civil.Date { return &e.permit.RegisteredSince }),
	dated("formerPermitSince", Permits, func(e *entry) *civil.Date { return &e.permit.FormerPermitSince }),
}

// parsed is a field whose text parse reads.
func parsed[T any](name string, only Kind, parse func(string) (T, error), at func(*entry) *T) field {
	return field{name: name, only: only, read: func(e *entry, s string) error {
		v, err := parse(s)
		if err == nil {
			*at(e) = v
		}
		return err
	}}
}

// dated is a field that is one day.
func dated(name string, only Kind, at func(*entry) *civil.Date) field {
	f := parsed(name, only, civil.Parse, at)
	f.day = true
	return f
}

// household is one registered at a division.
func household(s string) (permit.Household, error) {
	d, err := permit.ParseDivision(s)
	return permit.RegisteredAt(d), err
}

// number reads a number that is a code everybody may see.
func number[N interface {
	~string
	Validate() error
}](s string) (N, error) {
	return N(s), N(s).Validate()
}

// fieldsOf are the fields of a kind of file.
func fieldsOf(k Kind) (list []field) {
	for _, f := range fields {
		if f.only == "" || f.only == k {
			list = append(list, f)
		}
	}
	return list
}

// fieldNames are their names.
func fieldNames(k Kind) (names []string) {
	for _, f := range fieldsOf(k) {
		names = append(names, f.name)
	}
	return names
}

func isField(k Kind, name string) bool { return slices.Contains(fieldNames(k), name) }
