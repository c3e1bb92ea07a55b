package registry_test

import (
	"context"
	"fmt"
	"log"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A registry over memory. A city brings its own backend, a sealer with keys, and
// its own numbers: the draft fixes no format (30.1).
func ExampleNew() {
	store, err := storage.New(memory.New(), storage.Options{Sealer: storage.StoredOpen{}, IndexKey: []byte(strings.Repeat("k", 32))})
	if err != nil {
		log.Fatal(err)
	}
	last := 0
	numbers := registry.NumberingFunc(func(context.Context, registry.NumberFor) (string, error) {
		last++
		return fmt.Sprintf("N-%04d", last), nil
	})
	_, err = registry.New(store, registry.Config{})
	fmt.Println(err)
	_, err = registry.New(store, registry.Config{Numbering: numbers, Calendar: civil.BuiltIn()})
	fmt.Println(err)
	// Output:
	// registry: configuration: a numbering is needed, for the draft fixes no format (30.1)
	// <nil>
}

// exampleDesk is a registry whose clock moves with the orders, and a way to make
// orders. See ExampleNew for what it takes.
func exampleDesk() (*registry.Registry, func(by permit.Actor, on string) registry.Order) {
	now, last := time.Time{}, 0
	clock := func() time.Time { return now }
	store, err := storage.New(memory.New(), storage.Options{
		Sealer: storage.StoredOpen{}, IndexKey: []byte(strings.Repeat("k", 32)), Clock: clock,
	})
	if err != nil {
		log.Fatal(err)
	}
	number := registry.NumberingFunc(func(context.Context, registry.NumberFor) (string, error) {
		last++
		return fmt.Sprintf("N-%04d", last), nil
	})
	desk, err := registry.New(store, registry.Config{Numbering: number, Clock: clock})
	if err != nil {
		log.Fatal(err)
	}
	requests := 0
	return desk, func(by permit.Actor, on string) registry.Order {
		requests++
		now, _ = time.Parse("2006-01-02 MST", on+" UTC")
		return registry.Order{By: by, On: civil.MustParse(on), Request: storage.CommandID(fmt.Sprint("request-", requests))}
	}
}

// exampleApplicant is a synthetic person and a complete application that rests
// on a rented dwelling.
func exampleApplicant() (permit.Person, permit.Address, eligibility.Application) {
	number, _ := permit.ParseIDNumber("130100199003150000")
	name, _ := permit.ParseName("测试甲")
	landlord, _ := permit.ParseName("测试房东")
	photo, _ := permit.ParsePhotoRef("photo/1")
	hebei, _ := permit.ParseDivision("130100")
	haidian, _ := permit.ParseDivision("110108")
	who := permit.Person{
		Name: name, IDNumber: number, Born: number.Born(), Nationality: permit.NationalityChinese, Household: permit.RegisteredAt(hebei),
	}
	home := permit.Address{Division: haidian}
	a := eligibility.Application{
		Filing:           eligibility.Filing{Applicant: who, Residence: home, InPerson: permit.Yes},
		ResidesInBeijing: permit.Yes,
		Claims:           eligibility.ClaimDwelling,
		Dwellings: []eligibility.Dwelling{{
			Kind: eligibility.Rented, Division: haidian, LawfulTitle: permit.Yes, Holder: permit.Self,
			Term: permit.Term{From: civil.MustParse("2025-12-01"), Until: civil.MustParse("2027-11-30")},
		}},
	}
	a.Materials.Identity = permit.Document{Kind: permit.ResidentIDCard, HolderNumber: number, Term: permit.Term{LongTerm: true}}
	a.Materials.Photo = permit.Photo{Ref: photo, Recent: permit.Yes}
	a.Materials.AddressProof = eligibility.Proof{Submitted: permit.Yes, Issuer: landlord}
	return who, home, a
}

// An application decided a day too early is refused, with its reasons, and a new
// one the day after is approved. The permit is suspended by itself the day after
// its deadline.
func ExampleRegistry() {
	ctx := context.Background()
	desk, order := exampleDesk()
	who, home, application := exampleApplicant()
	office := permit.Office{ID: "PS-1", Kind: permit.PoliceStation, District: permit.Haidian}
	officer := permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-1", Office: office}
	reviewer := permit.Actor{Kind: permit.DepartmentReviewer, ID: "H-1", Office: permit.Office{ID: "HOUSING", Kind: permit.Housing}}

	_, err := desk.DeclareRegistration(ctx, order(officer, "2026-01-15"), registry.Declaration{Person: who, Address: home})
	if err != nil {
		log.Fatal(err)
	}
	for _, on := range []string{"2026-07-15", "2026-07-16"} {
		applied, err := desk.Apply(ctx, order(officer, on), application)
		if err != nil {
			log.Fatal(err)
		}
		number := applied.Receipt.Number
		_, err = desk.ReviewProof(ctx, order(reviewer, on), registry.ProofReview{
			Application: number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
		})
		if err != nil {
			log.Fatal(err)
		}
		decided, err := desk.Decide(ctx, order(officer, on), registry.Ruling{Application: number, NotifiedOn: civil.MustParse(on)})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(on, decided.Decision.Outcome())
		for _, reason := range decided.Decision.Reasons() {
			fmt.Println(" ", reason.Cite, reason.Text(language.English))
		}
		if !decided.Decision.Approved() {
			continue
		}
		issued, err := desk.Issue(ctx, order(officer, on), registry.Issuance{Application: number})
		if err != nil {
			log.Fatal(err)
		}
		r := issued.Receipt
		fmt.Println("fee", r.Fee, "valid until", r.LastValid, "endorse from", r.Window.First)
		for _, day := range []string{"2027-07-16", "2027-07-17"} {
			v, err := desk.Verify(ctx, reviewer, r.Card, civil.MustParse(day))
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(day, v.Status)
		}
	}
	// Output:
	// 2026-07-15 refused
	//   8.1 the registration has been in place for a full half-year (counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-15)
	// 2026-07-16 approved
	// fee 0.00 valid until 2027-07-16 endorse from 2027-06-16
	// 2027-07-16 active
	// 2027-07-17 suspended
}

// Who may do what is one table, and each cell names its clause.
func ExampleAuthority() {
	for _, role := range []permit.ActorKind{permit.PublicSecurityOfficer, permit.AgencyClerk} {
		for _, task := range []registry.Task{registry.Apply, registry.Issue} {
			clause, ok := registry.Authority(task, role)
			fmt.Println(role, task, ok, clause)
		}
	}
	// Output:
	// public-security-officer apply true 5.1
	// public-security-officer issue true 5.1
	// agency-clerk apply true 8.1
	// agency-clerk issue false 5.1
}

// A task that is not the actor's is an error that names role, task and clause.
func ExampleAuthorityError() {
	desk, order := exampleDesk()
	clerk := permit.Actor{Kind: permit.AgencyClerk, ID: "A-1", Office: permit.Office{ID: "AG-1", Kind: permit.EntrustedAgency}}
	_, err := desk.Cancel(context.Background(), order(clerk, "2026-07-16"), registry.Cancelling{Permit: "N-0003", Ground: permit.HolderDied})
	fmt.Println(err)
	// Output: registry: agency-clerk may not cancel (23.1.0)
}
