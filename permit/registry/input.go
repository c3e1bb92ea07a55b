package registry

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/word"
	"github.com/juzhuzheng/residence/storage"
)

// wellFormed lists what is wrong with the form of what a task is asked to do, as
// a *permit.RecordError, before anything is read: a number that can be none, a
// text that is too long. What the law asks of it is not for here.
func wellFormed(t Task, input any) error {
	var f record.Faults
	number := func(name, field, s string) {
		f.Record = name
		f.Nested(field, permit.ID(s).Validate()) // all numbers have one form
	}
	switch in := input.(type) {
	case string:
		number("", "registration", in)
	case permit.ID:
		number("", "permit", string(in))
	case RegistrationFinding:
		number("registrationFinding", "registration", in.Registration)
	case ProofReview:
		number("review", "application", in.Application)
		f.Require(len(in.Reason) <= eligibility.MaxReason, "reason", reasonTooLong, permit.ErrText)
	case Ruling:
		number("ruling", "application", in.Application)
	case Issuance:
		number("issuance", "application", in.Application)
	case Endorsing:
		number("endorsing", "permit", string(in.Permit))
	case FoundCard:
		number("foundCard", "permit", string(in.Permit))
		number("foundCard", "card", string(in.Card))
	case Reissuing:
		number("reissuing", "permit", string(in.Permit))
	case Exchanging:
		number("exchanging", "permit", string(in.Permit))
	case AddressChange:
		number("addressChange", "permit", string(in.Permit))
	case InformationCheck:
		number("informationCheck", "permit", string(in.Permit))
	case PermitFinding:
		number("permitFinding", "permit", string(in.Permit))
	case Cancelling:
		number("cancelling", "permit", string(in.Permit))
	case Sanctioning:
		if in.Permit != "" {
			number("sanctioning", "permit", string(in.Permit))
		}
	case Disclosing:
		number("disclosing", "record", in.Record)
	}
	return f.Err()
}

var reasonTooLong = fmt.Sprintf("must not be longer than %d bytes", eligibility.MaxReason)

// tooLong is the fault of an input that fits in no record.
func tooLong(t Task) error {
	return &permit.FieldError{Field: t.String(), Rule: fmt.Sprintf("must not be longer than %d bytes in all", storage.MaxBody), Err: permit.ErrText}
}

// noForm is the fault of a request with a value that has no stored form: one
// outside its enumeration, or an amount that could not be read back. It names
// the value as the value itself does.
func noForm(t Task, asked request) error {
	fault := &permit.FieldError{Field: t.String(), Rule: "must hold only what has a stored form", Err: permit.ErrMalformed}
	_, err := json.Marshal(asked)
	var value *permit.FieldError
	var noWord *word.Error
	switch {
	case errors.As(err, &value):
		fault.Field, fault.Rule, fault.Err = t.String()+"."+value.Field, value.Rule, value.Err
	case errors.As(err, &noWord):
		fault.Field, fault.Rule, fault.Err = t.String()+"."+noWord.Field, noWord.Rule, permit.ErrWord
	}
	return fault
}

// dayStated refuses a question about no day.
func dayStated(day civil.Date) error {
	if day.IsZero() {
		return &permit.FieldError{Field: "day", Rule: "must be stated", Err: permit.ErrMissing}
	}
	return nil
}

// numbered refuses a question about what can be no number.
func numbered(field, s string) error {
	f := record.Faults{}
	f.Nested(field, permit.ID(s).Validate())
	return f.Err()
}
