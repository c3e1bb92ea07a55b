package schema_test

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// strict are the decoders of the records.
var strict = map[string]func([]byte) error{
	"act":          reads[permit.Act],
	"actor":        reads[permit.Actor],
	"address":      reads[permit.Address],
	"document":     reads[permit.Document],
	"fee-schedule": reads[permit.FeeSchedule],
	"finding":      reads[permit.Finding],
	"permit":       reads[permit.Permit],
	"person":       reads[permit.Person],
	"standing":     reads[permit.Standing],
	"change":       reads[permit.Change],
	"breach":       reads[permit.Breach],
	"fee":          reads[permit.Fee],
	"fee-question": reads[permit.FeeQuestion],
	"issue-due":    reads[permit.IssueDue],

	"acceptance-facts":        reads[permit.AcceptanceFacts],
	"address-change-facts":    reads[permit.AddressChangeFacts],
	"cancellation-facts":      reads[permit.CancellationFacts],
	"confiscation-facts":      reads[permit.ConfiscationFacts],
	"exchange-facts":          reads[permit.ExchangeFacts],
	"information-check-facts": reads[permit.InformationCheckFacts],
	"inspection-facts":        reads[permit.InspectionFacts],
	"issue-facts":             reads[permit.IssueFacts],
	"reissue-facts":           reads[permit.ReissueFacts],
	"seizure-facts":           reads[permit.SeizureFacts],
	"verification-facts":      reads[permit.VerificationFacts],

	"endorsement-facts":    reads[endorsement.Facts],
	"endorsement-state":    reads[endorsement.State],
	"endorsement-timeline": reads[endorsement.Timeline],

	"application":  reads[eligibility.Application],
	"assessment":   reads[eligibility.Assessment],
	"notice":       reads[eligibility.Notice],
	"refusal":      reads[eligibility.Refusal],
	"registration": reads[eligibility.Registration],

	"case":           reads[penalty.Case],
	"classification": reads[penalty.Classification],
	"conduct":        reads[penalty.Conduct],
	"consequences":   reads[penalty.Consequences],
	"decided":        reads[penalty.Decided],
	"execution":      reads[penalty.Execution],
	"proposal":       reads[penalty.Proposal],
	"range":          reads[penalty.Range],
	"referral":       reads[penalty.Referral],
	"sanction":       reads[penalty.Sanction],

	"eligibility-policy": reads[eligibility.Policy],
	"endorsement-policy": reads[endorsement.Policy],
	"permit-policy":      reads[permit.Policy],
	"penalty-policy":     reads[penalty.Policy],
	"policy":             reads[registry.Policy],

	"order":                reads[registry.Order],
	"cancelling":           reads[registry.Cancelling],
	"information-check":    reads[registry.InformationCheck],
	"confiscating":         reads[registry.Confiscating],
	"declaration":          reads[registry.Declaration],
	"disclosing":           reads[registry.Disclosing],
	"endorsing":            reads[registry.Endorsing],
	"erasing":              reads[registry.Erasing],
	"exchanging":           reads[registry.Exchanging],
	"found-card":           reads[registry.FoundCard],
	"former-permit":        reads[registry.FormerPermit],
	"inspecting":           reads[registry.Inspecting],
	"issuance":             reads[registry.Issuance],
	"address-change":       reads[registry.AddressChange],
	"permit-finding":       reads[registry.PermitFinding],
	"proof-review":         reads[registry.ProofReview],
	"registration-finding": reads[registry.RegistrationFinding],
	"reissuing":            reads[registry.Reissuing],
	"ruling":               reads[registry.Ruling],
	"sanctioning":          reads[registry.Sanctioning],
	"sanction-search":      reads[registry.SanctionSearch],

	"application-state": reads[registry.ApplicationState],
	"decision":          reads[rule.Decision],
	"district-count":    reads[registry.DistrictCount],
	"erasure":           reads[registry.Erasure],
	"inspection":        reads[registry.Inspection],
	"logged-act":        reads[registry.LoggedAct],
	"logged-disclosure": reads[storage.Disclosure],
	"masked":            reads[registry.Masked],
	"disclosure":        reads[registry.Disclosure],
	"past-act":          reads[registry.PastAct],
	"past-sanction":     reads[registry.PastSanction],
	"penalty":           reads[registry.Penalty],
	"receipt":           reads[registry.Receipt],
	"result":            reads[registry.Result],
	"snapshot":          reads[registry.Snapshot],
	"summary":           reads[registry.Summary],

	"legacy-mapping": func(b []byte) error { _, err := legacy.ParseMapping(b); return err },
	"transfer-line":  reads[transfer.Line],
}

func reads[T any](b []byte) error {
	_, err := storage.Decode[T](b)
	return err
}
