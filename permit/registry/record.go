package registry

import (
	"slices"
	"strconv"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/storage"
)

// The kinds of record. A kind may be retired, never reused.
const (
	KindRegistration storage.Kind = iota + 1
	KindApplication
	KindPermit       // a permit's header; its acts are records of their own
	KindAct          // one legal act on a permit: written once, never changed
	KindCard         // a card's face, in the header alone
	KindSanction     // kept apart: never found through a permit or its holder
	KindReferral     // kept apart as well
	KindConfiscation // of an item that is no permit on record (28.3)
)

// What the status of a header means, kind by kind. No status depends on the
// day: a permit that became suspended last night is still stored as alive.
const (
	registrationInForce uint8 = 1
	registrationEnded   uint8 = 2
	registrationFalse   uint8 = 3

	applicationAccepted uint8 = 1
	applicationApproved uint8 = 2
	applicationRefused  uint8 = 3
	applicationIssued   uint8 = 4

	permitAlive     uint8 = 1
	permitCancelled uint8 = 2

	caseRecorded uint8 = 1
)

// An Entry is one thing done on a record: what, when, by whom, on which clause.
// Records keep all of theirs; nothing is taken out.
type Entry struct {
	Task     Task           `json:"task"`
	On       civil.Date     `json:"on"`
	Recorded permit.Instant `json:"recorded"`
	By       permit.Actor   `json:"by"`
	Cite     law.Cite       `json:"cite"`
}

// holderKey is the blind index of a person: by the identity number in its
// present form, be it recorded of the person or read on the document alone, or
// by an identity document for somebody who has none. The field keeps the same
// person apart in different parts: a sanction is not found by looking for a
// holder.
func (r *Registry) holderKey(field string, p *permit.Person, d *permit.Document) (storage.Blind, error) {
	number := p.IDNumber
	if number.IsZero() && d != nil {
		number = numberOn(d)
	}
	if !number.IsZero() {
		text, err := number.Current().MarshalText()
		return r.store.BlindIndex(field, "number "+string(text)), err
	}
	if d != nil && !d.Number.IsZero() && d.Kind != permit.DocumentUnknown {
		text, err := d.Number.MarshalText()
		return r.store.BlindIndex(field, "document "+d.Kind.String()+" "+string(text)), err
	}
	return storage.Blind{}, &permit.FieldError{
		Field: "person.idNumber", Rule: "must be stated, or else the number of an identity document", Err: permit.ErrMissing,
	}
}

// numberOn is the identity number that a document states of its holder. The
// number of an identity card is its holder's.
func numberOn(d *permit.Document) permit.IDNumber {
	if !d.HolderNumber.IsZero() || d.Kind != permit.ResidentIDCard && d.Kind != permit.TemporaryIDCard {
		return d.HolderNumber
	}
	var number permit.IDNumber
	if text, err := d.Number.MarshalText(); err == nil {
		_ = number.UnmarshalText(text) // stays zero where it is none
	}
	return number
}

// The fields of blind indexes.
const (
	fieldHolder     = "holder"
	fieldLivePermit = "live permit of holder"
	fieldOffender   = "offender"
)

// livePermit is the unique key that lets a holder have one permit that is not
// cancelled. It is made from the holder's blind index, so that it needs no
// person's data.
func (r *Registry) livePermit(holder storage.Blind) storage.Blind {
	return r.store.BlindIndex(fieldLivePermit, string(holder[:]))
}

// StorageDistrict is the code under which the records of a district are stored
// and found: its number in GB/T 2260, such as 110108 for permit.Haidian, and 0
// for permit.DistrictUnknown or what is no district. It is what an export of one
// district asks for (storage/transfer.Selection).
func StorageDistrict(d permit.District) storage.District {
	if int(d) < len(districtCodes) {
		return districtCodes[d]
	}
	return 0
}

// districtOf is the reverse of StorageDistrict.
func districtOf(code storage.District) permit.District {
	return permit.District(max(slices.Index(districtCodes[:], code), 0))
}

// districtCodes are the numbers of the districts; 0 for the unknown one.
var districtCodes = func() (codes [permit.Yanqing + 1]storage.District) {
	for d := range codes {
		if code, err := strconv.ParseUint(permit.District(d).String(), 10, 32); err == nil {
			codes[d] = storage.District(code)
		}
	}
	return codes
}()
