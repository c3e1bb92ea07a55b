package planted

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// LifeEnds is the last day of the planted person's life at the desk.
const LifeEnds = "2025-08-20"

// A Life is all that was asked and answered on the way of the planted person.
type Life struct {
	Asked    []any   // the inputs: they hold the person
	Answered []Said  // results, receipts, decisions, notices, lists, states
	Shown    []Said  // disclosures: the person, for who may see it
	Refused  []error // what wrong requests about the person came to
	Permit   permit.ID
}

// A Said is one answer.
type Said struct {
	Task  string
	Value any
}

// Kinds are the kinds of record that a life leaves.
var Kinds = []storage.Kind{
	registry.KindRegistration, registry.KindApplication, registry.KindPermit, registry.KindAct,
	registry.KindCard, registry.KindSanction, registry.KindReferral, registry.KindConfiscation,
}

var (
	station = permit.Office{ID: "PS-1", Kind: permit.PoliceStation, District: permit.Haidian, Name: "测试派出所"}
	agency  = permit.Office{ID: "AG-1", Kind: permit.EntrustedAgency, District: permit.Haidian, Name: "测试社区服务站"}
	housing = permit.Office{ID: "HOUSING-1", Kind: permit.Housing, Name: "测试住建部门"}

	officer  = permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-001", Office: station}
	police   = permit.Actor{Kind: permit.PoliceOfficer, ID: "P-002", Office: station}
	clerk    = permit.Actor{Kind: permit.AgencyClerk, ID: "A-001", Office: agency}
	reviewer = permit.Actor{Kind: permit.DepartmentReviewer, ID: "H-001", Office: housing}
)

// must is a value that cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Person is the planted person.
func Person() permit.Person {
	return permit.Person{
		Name: must(permit.ParseName(Name)), IDNumber: must(permit.ParseIDNumber(IDNumber)), Born: civil.MustParse("1987-06-04"),
		Nationality: permit.NationalityChinese, Household: permit.RegisteredAt(must(permit.ParseDivision("130100"))), ServingMilitary: permit.No,
	}
}

func address(division, detail string) permit.Address {
	return permit.Address{Division: must(permit.ParseDivision(division)), Detail: must(permit.ParseAddressDetail(detail))}
}

func application(p permit.Person) eligibility.Application {
	a := eligibility.Application{
		Filing:           eligibility.Filing{Applicant: p, Residence: address("110108", Address), InPerson: permit.Yes},
		ResidesInBeijing: permit.Yes,
		Claims:           eligibility.ClaimDwelling,
		Dwellings: []eligibility.Dwelling{{
			Kind: eligibility.Rented, Division: must(permit.ParseDivision("110108")), LawfulTitle: permit.Yes, Holder: permit.Self,
			Term: permit.Term{From: civil.MustParse("2023-01-01"), Until: civil.MustParse("2029-12-31")},
		}},
	}
	a.Materials.Identity = permit.Document{
		Kind: permit.ResidentIDCard, Holder: p.Name, HolderNumber: p.IDNumber,
		Term: permit.Term{From: civil.MustParse("2015-01-01"), LongTerm: true},
	}
	a.Materials.Photo = permit.Photo{Ref: must(permit.ParsePhotoRef(Photo)), Recent: permit.Yes}
	a.Materials.AddressProof = eligibility.Proof{Submitted: permit.Yes, Issuer: must(permit.ParseName(Landlord))}
	return a
}

func found(ground permit.Ground, by permit.Office, on string) permit.Finding {
	return permit.Finding{Ground: ground, Authority: by, Day: civil.MustParse(on), Outcome: permit.Established, Reference: "测字〔2025〕1号"}
}

// A desk keeps what is said at it.
type desk struct {
	*registry.Registry
	t    testing.TB
	life *Life
	n    int
}

func (d *desk) order(by permit.Actor, on string) registry.Order {
	d.n++
	return registry.Order{By: by, On: civil.MustParse(on), Request: storage.CommandID(fmt.Sprintf("planted-%03d", d.n))}
}

// say keeps an answer that must have been given.
func say[T any](d *desk, task string, v T, err error) T {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s: %v", task, err)
	}
	d.life.Answered = append(d.life.Answered, Said{task, v})
	return v
}

// refuse keeps an error that must have come.
func refuse[T any](d *desk, task string, _ T, err error) {
	d.t.Helper()
	if err == nil {
		d.t.Fatalf("%s was not refused", task)
	}
	d.life.Refused = append(d.life.Refused, err)
}

// ask keeps an input.
func ask[T any](d *desk, in T) T {
	d.life.Asked = append(d.life.Asked, in)
	return in
}

// Live leads the planted person through registration, a refused application and
// one that is granted, loss, a move, a sanction and a referral, inspection, all
// queries and disclosures, and through wrong requests of every sort.
func Live(t testing.TB, store *storage.Store) *Life {
	t.Helper()
	var numbers atomic.Int64
	fees, err := permit.NewFeeSchedule([]permit.FeeVersion{{
		From: civil.MustParse("2020-01-01"), Reissue: decimal.NewFromInt(7), Exchange: decimal.NewFromInt(5),
		Citation: permit.Basis{Kind: permit.BasisRule, Title: "测试用收费标准"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := registry.New(store, registry.Config{Fees: fees, Numbering: registry.NumberingFunc(func(_ context.Context, n registry.NumberFor) (string, error) {
		return fmt.Sprintf("K%d-%06d", n.Kind, numbers.Add(1)), nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Registry: r, t: t, life: &Life{}}
	d.acts(t.Context())
	d.queries(t.Context())
	d.wrong(t.Context(), store)
	return d.life
}

// acts are those of the desk.
func (d *desk) acts(ctx context.Context) {
	p := ask(d, Person())
	declared := ask(d, registry.Declaration{
		Person: p, Address: address("110108", Address), Earlier: found(registry.GroundEarlierRegistration, station, "2024-01-10"),
	})
	registered, err := d.DeclareRegistration(ctx, d.order(clerk, "2024-01-10"), declared)
	say(d, "register", registered, err)

	// An application that is refused, with its notice.
	a := ask(d, application(p))
	filed, err := d.Apply(ctx, d.order(clerk, "2025-02-03"), a)
	number := say(d, "apply", filed, err).Receipt.Number
	rejected, err := d.ReviewProof(ctx, d.order(reviewer, "2025-02-04"), registry.ProofReview{
		Application: number, Proof: registry.DwellingProof, Outcome: eligibility.Rejected, Reason: "租赁合同无法核实",
	})
	say(d, "review", rejected, err)
	notice, err := d.Decide(ctx, d.order(officer, "2025-02-05"), registry.Ruling{Application: number, NotifiedOn: civil.MustParse("2025-02-05")})
	if !say(d, "refuse and notify", notice, err).Receipt.Recorded {
		d.t.Fatalf("the refusal was not recorded: %s", notice.Decision)
	}

	// One that is granted.
	filed, err = d.Apply(ctx, d.order(clerk, "2025-03-10"), a)
	number = say(d, "apply", filed, err).Receipt.Number
	accepted, err := d.ReviewProof(ctx, d.order(reviewer, "2025-03-10"), registry.ProofReview{
		Application: number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	say(d, "review", accepted, err)
	decided, err := d.Decide(ctx, d.order(officer, "2025-03-11"), registry.Ruling{Application: number})
	say(d, "decide", decided, err)
	issued, err := d.Issue(ctx, d.order(officer, "2025-03-12"), registry.Issuance{Application: number})
	d.life.Permit = say(d, "issue", issued, err).Receipt.Permit
	id := issued.Receipt.Permit

	here := registry.Presence{InPerson: permit.Yes}
	lost, err := d.ReportLost(ctx, d.order(clerk, "2025-04-01"), id)
	say(d, "report lost", lost, err)
	again, err := d.Reissue(ctx, d.order(clerk, "2025-04-02"), registry.Reissuing{Permit: id, Presence: here, Lost: permit.Yes})
	card := say(d, "reissue", again, err).Receipt.Card
	there := clerk // a move is reported where one lives now (13.1)
	there.Office.District = permit.Chaoyang
	moved, err := d.ChangeAddress(ctx, d.order(there, "2025-05-02"), ask(d, registry.AddressChange{
		Permit: id, Presence: here, Address: address("110105", Moved), Moved: civil.MustParse("2025-04-30"),
	}))
	say(d, "move", moved, err)
	checked, err := d.CheckInformation(ctx, d.order(officer, "2025-05-10"), registry.InformationCheck{Permit: id, Agrees: permit.Yes})
	say(d, "check", checked, err)
	inspected, err := d.Inspect(ctx, d.order(police, "2025-05-11"), registry.Inspecting{Card: card, OnDuty: permit.Yes, CredentialsShown: permit.Yes})
	say(d, "inspect", inspected, err)

	lending := registry.Sanctioning{Offender: p, Permit: id, Proposal: penalty.Proposal{
		Case: penalty.Case{
			Act: penalty.Lend, Offender: penalty.Offender{Kind: permit.Individual}, Day: civil.MustParse("2025-05-20"), Discovered: civil.MustParse("2025-05-20"),
		},
		Sanction: penalty.Sanction{Warning: true, Fine: penalty.Yuan(decimal.NewFromInt(100))},
	}}
	fined, err := d.Sanction(ctx, d.order(officer, "2025-06-02"), ask(d, lending))
	say(d, "sanction", fined, err)
	lending.Proposal.Case.Act, lending.Proposal.Case.Crime = penalty.Forge, found(penalty.FoundCrime, station, "2025-06-02")
	referred, err := d.Refer(ctx, d.order(officer, "2025-06-03"), ask(d, lending))
	say(d, "refer", referred, err)

	fields := []registry.Field{registry.FieldName, registry.FieldIDNumber, registry.FieldBorn, registry.FieldHousehold, registry.FieldAddress}
	full, err := d.RevealHolder(ctx, d.order(officer, "2025-07-01"), ask(d, registry.Disclosing{Record: string(id), Purpose: Words, Fields: fields}))
	d.show("reveal holder", full, err)
	full, err = d.RevealApplication(ctx, d.order(reviewer, "2025-07-01"), registry.Disclosing{
		Record: number, Purpose: permit.PurposeReview, Fields: append(fields, registry.FieldPhoto),
	})
	d.show("reveal application", full, err)
	masked, err := d.ViewHolder(ctx, d.order(clerk, "2025-07-01"), registry.Disclosing{Record: string(id), Purpose: Words, Fields: fields})
	say(d, "view holder", masked, err)
	masked, err = d.ViewApplication(ctx, d.order(clerk, "2025-07-01"), registry.Disclosing{
		Record: number, Purpose: permit.PurposeOwnData, Fields: append(fields, registry.FieldPhoto),
	})
	say(d, "view application", masked, err)
	past, err := d.ReadSanctions(ctx, d.order(officer, "2025-07-02"), registry.SanctionSearch{Offender: p, Purpose: permit.PurposeLegalProceedings})
	if len(say(d, "read sanctions", past, err)) != 2 {
		d.t.Fatal("the sanction and the referral were not found")
	}
	ended, err := d.Cancel(ctx, d.order(officer, LifeEnds), registry.Cancelling{
		Permit: id, Ground: permit.HolderDied, Event: civil.MustParse("2025-08-18"), Finding: found(permit.FoundDeath, station, "2025-08-19"),
	})
	say(d, "cancel", ended, err)
	d.cards(ctx, number, id, card)
}

func (d *desk) show(task string, v registry.Disclosure, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s: %v", task, err)
	}
	d.life.Shown = append(d.life.Shown, Said{task, v})
}

// cards asks about one card, application and permit.
func (d *desk) cards(ctx context.Context, number string, id permit.ID, card permit.CardNumber) {
	on := civil.MustParse("2025-06-10")
	verified, err := d.Verify(ctx, reviewer, card, on)
	say(d, "verify", verified, err)
	state, err := d.StateOf(ctx, clerk, id, on, 0)
	say(d, "state", state, err)
	history, err := d.History(ctx, clerk, id)
	say(d, "history", history, err)
	of, err := d.PermitOf(ctx, clerk, card)
	say(d, "permit of card", of, err)
	applied, err := d.ApplicationOf(ctx, clerk, number)
	say(d, "application", applied, err)
}

// queries are the lists.
func (d *desk) queries(ctx context.Context) {
	mine, err := d.PermitsOf(ctx, clerk, Person(), permit.Document{})
	say(d, "permits of person", mine, err)
	days := civil.Range{First: civil.MustParse("2025-01-01"), Last: civil.MustParse("2027-01-01")}
	for row, err := range d.Due(ctx, clerk, permit.DistrictUnknown, days) {
		say(d, "due", row, err)
	}
	for row, err := range d.InDistrict(ctx, clerk, permit.Chaoyang) {
		say(d, "in district", row, err)
	}
	for row, err := range d.OpenApplications(ctx, clerk, days.Last) {
		say(d, "open applications", row, err)
	}
	counts, err := d.Counts(ctx, reviewer)
	say(d, "counts", counts, err)
}
