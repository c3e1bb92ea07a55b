package permit

import (
	"encoding/json"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Payload is what an act did, beyond its day and its author. It is one of
// the types of this package that have a Kind: Issue, Endorsement, Reissue,
// Exchange, AddressChange, InformationCheck, FindingRecord, SuspensionRecord,
// LossReport, Recovery, Cancellation, Confiscation.
type Payload interface {
	// Kind is the kind of act that the payload makes.
	Kind() ActKind
	// check notes the faults of the payload of an act that takes effect on.
	check(c *faults, on civil.Date)
}

// payloadReaders read the stored form of the payload of each kind.
var payloadReaders = map[ActKind]func([]byte) (Payload, error){
	ActIssued:             readPayload[Issue],
	ActEndorsed:           readPayload[Endorsement],
	ActReissued:           readPayload[Reissue],
	ActExchanged:          readPayload[Exchange],
	ActAddressChanged:     readPayload[AddressChange],
	ActInformationChecked: readPayload[InformationCheck],
	ActFindingRecorded:    readPayload[FindingRecord],
	ActSuspensionRecorded: readPayload[SuspensionRecord],
	ActReportedLost:       readPayload[LossReport],
	ActFound:              readPayload[Recovery],
	ActCancelled:          readPayload[Cancellation],
	ActConfiscated:        readPayload[Confiscation],
}

// readPayload reads one type of payload strictly. An absent or null payload is
// an error that is no FieldError.
func readPayload[T Payload](b []byte) (Payload, error) {
	var v *T
	if err := json.Unmarshal(b, &v); err != nil {
		return nil, err
	}
	if v == nil {
		return nil, ErrMissing
	}
	return *v, nil
}

// An Issue is the making and issuing of the permit with its first card (11.1).
type Issue struct {
	Card    CardNumber `json:"card"`
	Holder  Person     `json:"holder"`
	Address Address    `json:"address"`
	// RegisteredSince is the start of the temporary-residence registration and
	// FormerPermitSince that of years under the former temporary permit. They
	// matter only where reading A34 counts residence from there.
	RegisteredSince   civil.Date `json:"registeredSince,omitzero"`
	FormerPermitSince civil.Date `json:"formerPermitSince,omitzero"`
}

// An Endorsement is one endorsement (14.2.b), in time or made up (14.3.b):
// which of the two follows from the days.
type Endorsement struct{}

// A Reissue is a new card for one that was lost (12.1, 补领).
type Reissue struct {
	Card     CardNumber `json:"card"`
	Replaces CardNumber `json:"replaces"`
}

// An Exchange is a new card for one that was damaged and handed back (12.1,
// 12.2, 换领).
type Exchange struct {
	Card     CardNumber `json:"card"`
	Replaces CardNumber `json:"replaces"`
	// Returned must be Yes: without its old card an exchange has no effect; one
	// that cannot be produced is recorded as lost and reissued (A44).
	Returned Flag `json:"returned"`
	// Other is the finding that admitted a ground the text does not list, as a
	// corrected name (A45); zero for damage.
	Other Finding `json:"other,omitzero"`
	// Holder is the holder as corrected; zero if nothing was.
	Holder Person `json:"holder,omitzero"`
}

// An AddressChange is the change procedure after a move (13.1).
type AddressChange struct {
	Address Address `json:"address"` // the new one, in Beijing (A40)
	// Moved is the day of the change, Due the last day for reporting it in
	// time; zero if it could not be determined. Coming later is recorded by
	// that and has no other consequence (A39).
	Moved civil.Date `json:"moved"`
	Due   civil.Date `json:"due,omitzero"`
}

// An InformationCheck is a check of what the holder registered (21.1.a).
type InformationCheck struct {
	// Agrees says whether the information was found to be as registered.
	Agrees Flag `json:"agrees,omitzero"`
	// Result is a finding the check led to; it can support a cancellation and
	// never is one. Zero if it led to none.
	Result Finding `json:"result,omitzero"`
}

// A FindingRecord puts a department's finding on the record of the permit. By
// itself it changes nothing.
type FindingRecord struct {
	Finding Finding `json:"finding"`
}

// A SuspensionRecord says that an authority recorded the suspension (14.3.a).
// Only reading A32 (b) makes that its beginning.
type SuspensionRecord struct{}

// A LossReport says that a card was reported lost. Term and years go on until
// it is replaced, and after that too (A46).
type LossReport struct {
	Card CardNumber `json:"card"`
}

// A Recovery says that a card reported lost was found. One that was replaced
// meanwhile stays void (A44).
type Recovery struct {
	Card CardNumber `json:"card"`
	// HandedIn says whether it was left with the authority.
	HandedIn Flag `json:"handedIn,omitzero"`
}

// A Cancellation is the cancellation of the permit (23.1, 注销).
type Cancellation struct {
	Ground CancellationGround `json:"ground"`
	// Finding is the finding the ground needs, of that day or earlier (A49).
	Finding Finding `json:"finding"`
	// Event is the day of the transfer of household registration or of death;
	// zero for the other grounds.
	Event civil.Date `json:"event,omitzero"`
}

// A Confiscation is the taking in of a fraudulently obtained, forged or altered
// card (27.2, 28.3, 收缴). It follows the object, whoever had it and whatever
// becomes of the offender (A71). A forged card is nobody's permit: its
// confiscation is recorded by itself and is no act on a permit.
type Confiscation struct {
	Item ConfiscatedItem `json:"item"`
	// Card is its number; empty for a forged card with none.
	Card    CardNumber `json:"card,omitzero"`
	Finding Finding    `json:"finding"`
}

// Kind is ActIssued.
func (Issue) Kind() ActKind { return ActIssued }

// Kind is ActEndorsed.
func (Endorsement) Kind() ActKind { return ActEndorsed }

// Kind is ActReissued.
func (Reissue) Kind() ActKind { return ActReissued }

// Kind is ActExchanged.
func (Exchange) Kind() ActKind { return ActExchanged }

// Kind is ActAddressChanged.
func (AddressChange) Kind() ActKind { return ActAddressChanged }

// Kind is ActInformationChecked.
func (InformationCheck) Kind() ActKind { return ActInformationChecked }

// Kind is ActFindingRecorded.
func (FindingRecord) Kind() ActKind { return ActFindingRecorded }

// Kind is ActSuspensionRecorded.
func (SuspensionRecord) Kind() ActKind { return ActSuspensionRecorded }

// Kind is ActReportedLost.
func (LossReport) Kind() ActKind { return ActReportedLost }

// Kind is ActFound.
func (Recovery) Kind() ActKind { return ActFound }

// Kind is ActCancelled.
func (Cancellation) Kind() ActKind { return ActCancelled }

// Kind is ActConfiscated.
func (Confiscation) Kind() ActKind { return ActConfiscated }
