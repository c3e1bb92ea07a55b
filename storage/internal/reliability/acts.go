package reliability

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// SameActs does the same random legal acts of the registry on several stores, one
// after the other, and compares every receipt, the kind of every error, and what
// can be asked afterwards: states of permits on any day, their histories, cards,
// lists. Three synthetic persons register, apply, are issued cards, come to endorse
// them in time or late, lose and replace them, move, and lose them for good; orders
// are sent again.
//
// RELIABILITY_SEED repeats the sequences.
func SameActs(tb testing.TB, stores map[string]Open, checks int) {
	tb.Helper()
	orders, recorded := 0, map[string]int{}
	sequences(tb, checks, func(rt *rapid.T) {
		d := newDifference(tb, rt, stores)
		defer d.close()
		o := newOffice(rt, d)
		o.begin(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"a day comes": o.dayComes,
			"apply":       o.apply,
			"decide":      o.decide,
			"endorse":     o.endorse,
			"lost":        o.lost,
			"reissue":     o.reissue,
			"move":        o.move,
			"cancel":      o.cancel,
			"again":       o.again,
			"ask":         o.ask,
		})
		o.ask(rt)
		d.all(rt)
		orders += len(o.sent)
		for what, n := range o.recorded {
			recorded[what] += n
		}
	})
	tb.Logf("differential: %d stores (%v) give the same receipts for %d orders in %d sequences; recorded: %v",
		len(stores), slices.Sorted(maps.Keys(stores)), orders, checks, recorded)
}

// An order is a legal act to be done by any registry.
type order func(ctx context.Context, r *registry.Registry) (registry.Result, error)

// An office is one registry over each store, and what their users know: the
// receipts.
type office struct {
	d     *difference
	desks map[*storage.Store]*registry.Registry
	day   civil.Date

	sent         []order
	recorded     map[string]int // orders that were, by what they are
	persons      []permit.Person
	applications []string
	permits      []permit.ID
	cards        []permit.CardNumber
}

var (
	station = permit.Office{ID: "PS-HAIDIAN-1", Kind: permit.PoliceStation, District: permit.Haidian, Name: "测试派出所"}
	agency  = permit.Office{ID: "AG-HAIDIAN-1", Kind: permit.EntrustedAgency, District: permit.Haidian, Name: "测试社区服务站"}
	housing = permit.Office{ID: "HOUSING-1", Kind: permit.Housing, Name: "测试住建部门"}

	officer  = permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-001", Office: station}
	clerk    = permit.Actor{Kind: permit.AgencyClerk, ID: "A-001", Office: agency}
	reviewer = permit.Actor{Kind: permit.DepartmentReviewer, ID: "H-001", Office: housing}
)

// must hands on a value that these constants cannot make invalid.
func must[T any](rt *rapid.T, v T, err error) T {
	if err != nil {
		rt.Fatal(err)
	}
	return v
}

func newOffice(rt *rapid.T, d *difference) *office {
	o := &office{d: d, desks: map[*storage.Store]*registry.Registry{}, day: civil.MustParse("2024-01-15"), recorded: map[string]int{}}
	d.now = time.Date(2024, time.January, 15, 4, 0, 0, 0, time.UTC) // noon of that day in Beijing
	fees, err := permit.NewFeeSchedule([]permit.FeeVersion{{
		From: civil.MustParse("2020-01-01"), Reissue: decimal.RequireFromString("7.50"), Exchange: decimal.NewFromInt(5),
		Citation: permit.Basis{Kind: permit.BasisRule, Title: "测试用收费标准"},
	}})
	config := registry.Config{Fees: must(rt, fees, err), Clock: func() time.Time { return d.now }}
	// The number of the order is the number of what it makes: a closure that runs
	// again must not be told from one that does not.
	config.Numbering = registry.NumberingFunc(func(_ context.Context, n registry.NumberFor) (string, error) {
		return fmt.Sprintf("%d-%d", n.Kind, len(o.sent)), nil
	})
	for _, s := range d.stores {
		r, err := registry.New(s, config)
		o.desks[s] = must(rt, r, err)
	}
	for i, born := range []string{"1990-03-15", "1985-11-02", "2001-06-30"} {
		o.persons = append(o.persons, synthetic(rt, []string{"测试甲", "测试乙", "测试丙"}[i], born))
	}
	return o
}

// synthetic is a person whom nobody is: the sequence of the number is 000.
func synthetic(rt *rapid.T, who, born string) permit.Person {
	body := "130100" + strings.ReplaceAll(born, "-", "") + "000"
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	name, err := permit.ParseName(who)
	must(rt, name, err)
	number, err := permit.ParseIDNumber(body + string("10X98765432"[sum%11]))
	must(rt, number, err)
	return permit.Person{
		Name: name, IDNumber: number, Born: civil.MustParse(born), Nationality: permit.NationalityChinese,
		Household: permit.RegisteredAt(division(rt, "130100")), ServingMilitary: permit.No,
	}
}

func division(rt *rapid.T, code string) permit.Division {
	d, err := permit.ParseDivision(code)
	return must(rt, d, err)
}

func (o *office) address(rt *rapid.T, code string) permit.Address {
	detail, err := permit.ParseAddressDetail("测试街甲一号")
	return permit.Address{Division: division(rt, code), Detail: must(rt, detail, err)}
}

// order fills in who acts, and gives the order a request of its own.
func (o *office) order(by permit.Actor) registry.Order {
	return registry.Order{By: by, On: o.day, Request: storage.CommandID(fmt.Sprintf("req-%d", len(o.sent)+1))}
}

// send has an order carried out everywhere and learns from the receipt.
func (o *office) send(rt *rapid.T, what string, do order) registry.Receipt {
	o.sent = append(o.sent, do)
	r := o.carryOut(rt, what, do)
	if r.Recorded {
		o.recorded[what]++
	}
	if r.Permit != "" && !slices.Contains(o.permits, r.Permit) {
		o.permits = append(o.permits, r.Permit)
	}
	if r.Card != "" && !slices.Contains(o.cards, r.Card) {
		o.cards = append(o.cards, r.Card)
	}
	return r
}

func (o *office) carryOut(rt *rapid.T, what string, do order) registry.Receipt {
	var receipt registry.Receipt
	o.d.same(rt, what, func(ctx context.Context, s *storage.Store) string {
		res, err := do(ctx, o.desks[s])
		receipt = res.Receipt
		return asText(res.Receipt, err)
	})
	return receipt
}

func asText(v any, err error) string {
	b, bad := json.Marshal(v)
	if bad != nil {
		return bad.Error()
	}
	return string(b) + " " + kindOf(err)
}

// begin registers everybody and issues the first a permit, so that there is one to
// do something with.
func (o *office) begin(rt *rapid.T) {
	for _, p := range o.persons {
		in, by := registry.Declaration{Person: p, Address: o.address(rt, "110108")}, o.order(clerk)
		o.send(rt, "registration", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
			return r.DeclareRegistration(ctx, by, in)
		})
	}
	o.pass(184) // a half-year is full
	o.file(rt, o.persons[0], eligibility.Accepted)
	o.rule(rt, o.applications[0])
}

func (o *office) pass(days int) {
	o.day = o.day.AddDays(days)
	o.d.now = o.d.now.Add(time.Duration(days) * 24 * time.Hour)
}

func (o *office) dayComes(rt *rapid.T) {
	o.pass(rapid.SampledFrom([]int{1, 7, 30, 180, 335, 365}).Draw(rt, "days"))
}

// apply files an application; its dwelling is accepted, or it is not.
func (o *office) apply(rt *rapid.T) {
	p := rapid.SampledFrom(o.persons).Draw(rt, "person")
	o.file(rt, p, rapid.SampledFrom([]eligibility.ReviewOutcome{eligibility.Accepted, eligibility.Accepted, eligibility.Rejected}).Draw(rt, "outcome"))
}

func (o *office) file(rt *rapid.T, p permit.Person, outcome eligibility.ReviewOutcome) {
	photo, err := permit.ParsePhotoRef("photo/test-1")
	must(rt, photo, err)
	landlord, err := permit.ParseName("测试房东")
	must(rt, landlord, err)
	in := eligibility.Application{
		Filing:           eligibility.Filing{Applicant: p, Residence: o.address(rt, "110108"), InPerson: permit.Yes},
		ResidesInBeijing: permit.Yes,
		Claims:           eligibility.ClaimDwelling,
		Dwellings: []eligibility.Dwelling{{
			Kind: eligibility.Rented, Division: division(rt, "110108"), LawfulTitle: permit.Yes, Holder: permit.Self,
			Term: permit.Term{From: civil.MustParse("2023-01-01"), Until: civil.MustParse("2039-12-31")},
		}},
	}
	in.Materials.Identity = permit.Document{
		Kind: permit.ResidentIDCard, Holder: p.Name, HolderNumber: p.IDNumber,
		Term: permit.Term{From: civil.MustParse("2015-01-01"), LongTerm: true},
	}
	in.Materials.Photo = permit.Photo{Ref: photo, Recent: permit.Yes}
	in.Materials.AddressProof = eligibility.Proof{Submitted: permit.Yes, Issuer: landlord}
	by := o.order(clerk)
	r := o.send(rt, "application", func(ctx context.Context, r *registry.Registry) (registry.Result, error) { return r.Apply(ctx, by, in) })
	if r.Number == "" {
		return
	}
	o.applications = append(o.applications, r.Number)
	review, by := registry.ProofReview{Application: r.Number, Proof: registry.DwellingProof, Outcome: outcome}, o.order(reviewer)
	o.send(rt, "review", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.ReviewProof(ctx, by, review)
	})
}

// decide rules on an application and issues what it grants.
func (o *office) decide(rt *rapid.T) { o.rule(rt, one(rt, o.applications)) }

func (o *office) rule(rt *rapid.T, number string) {
	by := o.order(officer)
	o.send(rt, "decision", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.Decide(ctx, by, registry.Ruling{Application: number})
	})
	by = o.order(officer)
	o.send(rt, "issue", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.Issue(ctx, by, registry.Issuance{Application: number})
	})
}

// one draws from what there is, or gives the step up.
func one[T any](rt *rapid.T, of []T) T {
	if len(of) == 0 {
		rt.Skip("there is none yet")
	}
	return rapid.SampledFrom(of).Draw(rt, "which")
}

var inPerson = registry.Presence{InPerson: permit.Yes}

func (o *office) endorse(rt *rapid.T) {
	in, by := registry.Endorsing{Permit: one(rt, o.permits), Presence: inPerson}, o.order(clerk)
	o.send(rt, "endorsement", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.Endorse(ctx, by, in)
	})
}

func (o *office) lost(rt *rapid.T) {
	id, by := one(rt, o.permits), o.order(clerk)
	o.send(rt, "loss", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.ReportLost(ctx, by, id)
	})
}

func (o *office) reissue(rt *rapid.T) {
	in, by := registry.Reissuing{Permit: one(rt, o.permits), Presence: inPerson, Lost: permit.Yes}, o.order(clerk)
	o.send(rt, "reissue", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.Reissue(ctx, by, in)
	})
}

func (o *office) move(rt *rapid.T) {
	in := registry.AddressChange{
		Permit: one(rt, o.permits), Presence: inPerson, Moved: o.day.AddDays(-rapid.IntRange(0, 9).Draw(rt, "days since")),
		Address: o.address(rt, rapid.SampledFrom([]string{"110108", "110105"}).Draw(rt, "district")),
	}
	by := o.order(clerk)
	by.By.Office.District = in.Address.District() // where the holder lives now (13.1)
	o.send(rt, "move", func(ctx context.Context, r *registry.Registry) (registry.Result, error) {
		return r.ChangeAddress(ctx, by, in)
	})
}

func (o *office) cancel(rt *rapid.T) {
	finding := permit.Finding{Ground: permit.FoundFalseProofs, Authority: housing, Day: o.day, Outcome: permit.Established, Reference: "测字〔2026〕1号"}
	in, by := registry.Cancelling{Permit: one(rt, o.permits), Ground: permit.FalseProofs, Finding: finding}, o.order(officer)
	o.send(rt, "cancellation", func(ctx context.Context, r *registry.Registry) (registry.Result, error) { return r.Cancel(ctx, by, in) })
}

// again sends an order once more. It has its first answer, whatever came since.
func (o *office) again(rt *rapid.T) {
	o.carryOut(rt, "an order sent again", one(rt, o.sent))
}

// ask compares what can be read: of every permit the state on some day and the
// history, of every card whether it is valid, and the list of what is due.
func (o *office) ask(rt *rapid.T) {
	day := o.day.AddDays(-rapid.SampledFrom([]int{0, 1, 100, 400}).Draw(rt, "days ago"))
	o.d.same(rt, "questions", func(ctx context.Context, s *storage.Store) string {
		r := o.desks[s]
		var text []string
		for _, id := range o.permits {
			state, err := r.StateOf(ctx, officer, id, day, 0)
			text = append(text, asText(state, err))
			history, err := r.History(ctx, officer, id)
			text = append(text, asText(history, err))
		}
		for _, card := range o.cards {
			v, err := r.Verify(ctx, reviewer, card, day)
			text = append(text, asText(v.Status, errors.Join(err, v.Err)))
		}
		for due, err := range r.Due(ctx, officer, permit.DistrictUnknown, civil.Range{First: day, Last: day.AddDays(400)}) {
			text = append(text, asText(due, err))
		}
		return strings.Join(text, "\n")
	})
}
