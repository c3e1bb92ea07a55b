package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
)

// A Dwelling is one place in which the applicant may live (8.2.b).
type Dwelling struct {
	Kind     DwellingKind    `json:"kind,omitzero"`
	Division permit.Division `json:"division,omitzero"` // where it is
	// LawfulTitle is whether somebody has lawful ownership of the house; No for
	// an illegal structure (reading A13).
	LawfulTitle permit.Flag `json:"lawfulTitle,omitzero"`
	// Holder is what the person in whose name the title, lease or letter stands
	// is to the applicant (reading A14). For a dormitory that is the person who
	// is named as living there.
	Holder permit.Relation `json:"holder,omitzero"`
	// LivesThere is whether the applicant really lives there; it is read under
	// AnyoneIfLivingThere only.
	LivesThere permit.Flag `json:"livesThere,omitzero"`
	// Term of the ownership, lease or assignment; longTerm where it has no end.
	Term   permit.Term `json:"term,omitzero"`
	Review Review      `json:"review,omitzero"`
	// Other is the finding that the 等 of 8.2.b covers the case
	// (GroundOtherDwelling).
	Other permit.Finding `json:"other,omitzero"`
	// OtherHolder is the finding that a proof in this name serves the applicant
	// (GroundOtherHolder).
	OtherHolder permit.Finding `json:"otherHolder,omitzero"`
}
