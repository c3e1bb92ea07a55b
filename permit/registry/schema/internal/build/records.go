package build

import (
	"reflect"

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

// Records are the records that have a schema.
var Records = map[string]reflect.Type{
	// Permits, and what they are made of.
	"act":          reflect.TypeFor[permit.Act](),
	"actor":        reflect.TypeFor[permit.Actor](),
	"address":      reflect.TypeFor[permit.Address](),
	"document":     reflect.TypeFor[permit.Document](),
	"fee-schedule": reflect.TypeFor[permit.FeeSchedule](),
	"finding":      reflect.TypeFor[permit.Finding](),
	"permit":       reflect.TypeFor[permit.Permit](),
	"person":       reflect.TypeFor[permit.Person](),
	"standing":     reflect.TypeFor[permit.Standing](),
	"change":       reflect.TypeFor[permit.Change](),
	"breach":       reflect.TypeFor[permit.Breach](),
	"fee":          reflect.TypeFor[permit.Fee](),
	"fee-question": reflect.TypeFor[permit.FeeQuestion](),
	"issue-due":    reflect.TypeFor[permit.IssueDue](),

	// The facts that the tables of package permit decide on.
	"acceptance-facts":        reflect.TypeFor[permit.AcceptanceFacts](),
	"address-change-facts":    reflect.TypeFor[permit.AddressChangeFacts](),
	"cancellation-facts":      reflect.TypeFor[permit.CancellationFacts](),
	"confiscation-facts":      reflect.TypeFor[permit.ConfiscationFacts](),
	"exchange-facts":          reflect.TypeFor[permit.ExchangeFacts](),
	"information-check-facts": reflect.TypeFor[permit.InformationCheckFacts](),
	"inspection-facts":        reflect.TypeFor[permit.InspectionFacts](),
	"issue-facts":             reflect.TypeFor[permit.IssueFacts](),
	"reissue-facts":           reflect.TypeFor[permit.ReissueFacts](),
	"seizure-facts":           reflect.TypeFor[permit.SeizureFacts](),
	"verification-facts":      reflect.TypeFor[permit.VerificationFacts](),

	// Endorsement (14).
	"endorsement-facts":    reflect.TypeFor[endorsement.Facts](),
	"endorsement-state":    reflect.TypeFor[endorsement.State](),
	"endorsement-timeline": reflect.TypeFor[endorsement.Timeline](),

	// Applications (8 to 11).
	"application":  reflect.TypeFor[eligibility.Application](),
	"assessment":   reflect.TypeFor[eligibility.Assessment](),
	"notice":       reflect.TypeFor[eligibility.Notice](),
	"refusal":      reflect.TypeFor[eligibility.Refusal](),
	"registration": reflect.TypeFor[eligibility.Registration](),

	// Penalties (26 to 28).
	"case":           reflect.TypeFor[penalty.Case](),
	"classification": reflect.TypeFor[penalty.Classification](),
	"conduct":        reflect.TypeFor[penalty.Conduct](),
	"consequences":   reflect.TypeFor[penalty.Consequences](),
	"decided":        reflect.TypeFor[penalty.Decided](),
	"execution":      reflect.TypeFor[penalty.Execution](),
	"proposal":       reflect.TypeFor[penalty.Proposal](),
	"range":          reflect.TypeFor[penalty.Range](),
	"referral":       reflect.TypeFor[penalty.Referral](),
	"sanction":       reflect.TypeFor[penalty.Sanction](),

	// Policies: the readings chosen.
	"eligibility-policy": reflect.TypeFor[eligibility.Policy](),
	"endorsement-policy": reflect.TypeFor[endorsement.Policy](),
	"permit-policy":      reflect.TypeFor[permit.Policy](),
	"penalty-policy":     reflect.TypeFor[penalty.Policy](),
	"policy":             reflect.TypeFor[registry.Policy](),

	// What the methods of a registry are given.
	"order":                reflect.TypeFor[registry.Order](),
	"cancelling":           reflect.TypeFor[registry.Cancelling](),
	"information-check":    reflect.TypeFor[registry.InformationCheck](),
	"confiscating":         reflect.TypeFor[registry.Confiscating](),
	"declaration":          reflect.TypeFor[registry.Declaration](),
	"disclosing":           reflect.TypeFor[registry.Disclosing](),
	"endorsing":            reflect.TypeFor[registry.Endorsing](),
	"erasing":              reflect.TypeFor[registry.Erasing](),
	"exchanging":           reflect.TypeFor[registry.Exchanging](),
	"found-card":           reflect.TypeFor[registry.FoundCard](),
	"former-permit":        reflect.TypeFor[registry.FormerPermit](),
	"inspecting":           reflect.TypeFor[registry.Inspecting](),
	"issuance":             reflect.TypeFor[registry.Issuance](),
	"address-change":       reflect.TypeFor[registry.AddressChange](),
	"permit-finding":       reflect.TypeFor[registry.PermitFinding](),
	"proof-review":         reflect.TypeFor[registry.ProofReview](),
	"registration-finding": reflect.TypeFor[registry.RegistrationFinding](),
	"reissuing":            reflect.TypeFor[registry.Reissuing](),
	"ruling":               reflect.TypeFor[registry.Ruling](),
	"sanctioning":          reflect.TypeFor[registry.Sanctioning](),
	"sanction-search":      reflect.TypeFor[registry.SanctionSearch](),

	// What they answer.
	"application-state": reflect.TypeFor[registry.ApplicationState](),
	"decision":          reflect.TypeFor[rule.Decision](),
	"district-count":    reflect.TypeFor[registry.DistrictCount](),
	"erasure":           reflect.TypeFor[registry.Erasure](),
	"inspection":        reflect.TypeFor[registry.Inspection](),
	"logged-act":        reflect.TypeFor[registry.LoggedAct](),
	"logged-disclosure": reflect.TypeFor[storage.Disclosure](),
	"masked":            reflect.TypeFor[registry.Masked](),
	"disclosure":        reflect.TypeFor[registry.Disclosure](),
	"past-act":          reflect.TypeFor[registry.PastAct](),
	"past-sanction":     reflect.TypeFor[registry.PastSanction](),
	"penalty":           reflect.TypeFor[registry.Penalty](),
	"receipt":           reflect.TypeFor[registry.Receipt](),
	"result":            reflect.TypeFor[registry.Result](),
	"snapshot":          reflect.TypeFor[registry.Snapshot](),
	"summary":           reflect.TypeFor[registry.Summary](),

	// Files.
	"legacy-mapping": reflect.TypeFor[legacy.Mapping](),
	"transfer-line":  reflect.TypeFor[transfer.Line](),
}
