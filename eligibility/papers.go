package eligibility

import "github.com/juzhuzheng/residence/permit"

// Papers are what was shown and submitted at the desk (9.1).
type Papers struct {
	Identity permit.Document `json:"identity,omitzero"`
	// IdentityShown is No if no identity document was shown.
	IdentityShown permit.Flag `json:"identityShown,omitzero"`
	// OtherIdentity is the finding that another document than an identity card
	// is a lawful and valid one (GroundIdentityDocument).
	OtherIdentity permit.Finding `json:"otherIdentity,omitzero"`
	Photo         permit.Photo   `json:"photo,omitzero"`
	// PhotoSubmitted is No if no photograph was handed in.
	PhotoSubmitted  permit.Flag `json:"photoSubmitted,omitzero"`
	AddressProof    Proof       `json:"addressProof,omitzero"`
	EmploymentProof Proof       `json:"employmentProof,omitzero"`
	StudyProof      Proof       `json:"studyProof,omitzero"`
}

// A Proof is whether a proof was submitted, and by whom it was issued: issuers
// answer for their proofs, so one must be named (9.2). The issuer is masked
// because it can be a person.
type Proof struct {
	Submitted permit.Flag `json:"submitted,omitzero"`
	Issuer    permit.Name `json:"issuer,omitzero"`
}
