package registry_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

func day(s string) civil.Date { return civil.MustParse(s) }

// The people of the desk.
var (
	station = permit.Office{ID: "PS-HAIDIAN-1", Kind: permit.PoliceStation, District: permit.Haidian, Name: "测试派出所"}
	agency  = permit.Office{ID: "AG-HAIDIAN-1", Kind: permit.EntrustedAgency, District: permit.Haidian, Name: "测试社区服务站"}
	housing = permit.Office{ID: "HOUSING-1", Kind: permit.Housing, Name: "测试住建部门"}
	labour  = permit.Office{ID: "HRSS-1", Kind: permit.HumanResources, Name: "测试人力社保部门"}

	officer  = permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-001", Office: station}
	police   = permit.Actor{Kind: permit.PoliceOfficer, ID: "P-002", Office: station}
	clerk    = permit.Actor{Kind: permit.AgencyClerk, ID: "A-001", Office: agency}
	reviewer = permit.Actor{Kind: permit.DepartmentReviewer, ID: "H-001", Office: housing}
)

// at is the same official, at the office of another district.
func at(by permit.Actor, where permit.District) permit.Actor {
	by.Office.District = where
	return by
}

// numbered is a numbering for tests: kind, dash, count.
type numbered struct{ n atomic.Int64 }

func (s *numbered) Next(_ context.Context, n registry.NumberFor) (string, error) {
	return fmt.Sprintf("%c-%06d", " RAPTCSXK"[n.Kind], s.n.Add(1)), nil
}

// A scene is a registry over memory with a clock that stands still until it is
// moved, and a count of request IDs.
type scene struct {
	*registry.Registry
	t        testing.TB
	store    *storage.Store
	now      atomic.Int64 // UnixMicro
	requests atomic.Int64
}

func newScene(t testing.TB, configure ...func(*registry.Config)) *scene {
	return newSceneOver(t, memory.New(), configure...)
}

func newSceneOver(t testing.TB, b storage.Backend, configure ...func(*registry.Config)) *scene {
	t.Helper()
	return newSceneSealedBy(t, b, storage.StoredOpen{}, nil, configure...)
}

// newSealedScene is a scene whose bodies are sealed, each with a key of its own.
func newSealedScene(t testing.TB) *scene {
	t.Helper()
	return newSceneSealedBy(t, memory.New(), envelope(t, new(storage.MemoryVault), 's'), nil)
}

// envelope seals with a key for each record, all wrapped under one key.
func envelope(t testing.TB, v storage.Vault, secret byte) *storage.Envelope {
	t.Helper()
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: []byte(strings.Repeat(string(secret), 32))})
	require.NoError(t, err)
	e, err := storage.NewEnvelope(storage.AES256GCM(), v, keys)
	require.NoError(t, err)
	return e
}

func newSceneSealedBy(t testing.TB, b storage.Backend, sealer storage.Sealer, sealers map[storage.Kind]storage.Sealer, configure ...func(*registry.Config)) *scene {
	t.Helper()
	s := &scene{t: t}
	s.at("2027-12-31")
	clock := func() time.Time { return time.UnixMicro(s.now.Load()) }
	store, err := storage.New(b, storage.Options{
		Sealer: sealer, Sealers: sealers, IndexKey: []byte(strings.Repeat("k", storage.IndexKeySize)), Clock: clock,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	require.NoError(t, err)
	s.store = store
	c := registry.Config{Numbering: &numbered{}, Fees: fees(t), Clock: clock}
	for _, f := range configure {
		f(&c)
	}
	s.Registry, err = registry.New(store, c)
	require.NoError(t, err)
	return s
}

// at moves the clock to noon of a day in Beijing.
func (s *scene) at(d string) {
	t, err := time.Parse("2006-01-02T15:04:05Z07:00", d+"T12:00:00+08:00")
	require.NoError(s.t, err)
	s.now.Store(t.UnixMicro())
}

// order is an order carried out on its own day: the clock moves there.
func (s *scene) order(by permit.Actor, on string) registry.Order {
	s.at(on)
	return registry.Order{By: by, On: day(on), Request: storage.CommandID(fmt.Sprintf("req-%d", s.requests.Add(1)))}
}

// fees is a schedule of invented amounts.
func fees(t testing.TB) *permit.FeeSchedule {
	t.Helper()
	s, err := permit.NewFeeSchedule([]permit.FeeVersion{{
		From: day("2020-01-01"), Reissue: decimal.RequireFromString("7.50"), Exchange: decimal.RequireFromString("5"),
		Citation: permit.Basis{Kind: permit.BasisRule, Title: "测试用收费标准"},
	}})
	require.NoError(t, err)
	return s
}

// idNumber is a number of a synthetic person: sequence 000, which no real
// person has.
func idNumber(t testing.TB, place, born string) permit.IDNumber {
	t.Helper()
	body := place + strings.ReplaceAll(born, "-", "") + "000"
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	n, err := permit.ParseIDNumber(body + string("10X98765432"[sum%11]))
	require.NoError(t, err)
	return n
}

func name(t testing.TB, s string) permit.Name {
	t.Helper()
	n, err := permit.ParseName(s)
	require.NoError(t, err)
	return n
}

func division(t testing.TB, s string) permit.Division {
	t.Helper()
	d, err := permit.ParseDivision(s)
	require.NoError(t, err)
	return d
}

// person is a synthetic person from Hebei, told apart by the birth date.
func person(t testing.TB, who, born string) permit.Person {
	t.Helper()
	return permit.Person{
		Name: name(t, who), IDNumber: idNumber(t, "130100", born), Born: day(born), Nationality: permit.NationalityChinese,
		Household: permit.RegisteredAt(division(t, "130100")), ServingMilitary: permit.No,
	}
}

func address(t testing.TB, place, detail string) permit.Address {
	t.Helper()
	text, err := permit.ParseAddressDetail(detail)
	require.NoError(t, err)
	return permit.Address{Division: division(t, place), Detail: text}
}

const home = "测试街甲一号"

// idCard is a person's identity card, in term.
func idCard(p permit.Person) permit.Document {
	return permit.Document{
		Kind: permit.ResidentIDCard, Holder: p.Name, HolderNumber: p.IDNumber,
		Term: permit.Term{From: day("2015-01-01"), LongTerm: true},
	}
}

// application is complete and rests on a rented dwelling.
func application(t testing.TB, p permit.Person) eligibility.Application {
	t.Helper()
	photo, err := permit.ParsePhotoRef("photo/test-1")
	require.NoError(t, err)
	a := eligibility.Application{
		Filing:           eligibility.Filing{Applicant: p, Residence: address(t, "110108", home), InPerson: permit.Yes},
		ResidesInBeijing: permit.Yes,
		Claims:           eligibility.ClaimDwelling,
		Dwellings: []eligibility.Dwelling{{
			Kind: eligibility.Rented, Division: division(t, "110108"), LawfulTitle: permit.Yes, Holder: permit.Self,
			Term: permit.Term{From: day("2023-01-01"), Until: day("2029-12-31")},
		}},
	}
	a.Materials.Identity = idCard(p)
	a.Materials.Photo = permit.Photo{Ref: photo, Recent: permit.Yes}
	a.Materials.AddressProof = eligibility.Proof{Submitted: permit.Yes, Issuer: name(t, "测试房东")}
	return a
}

var inPerson = registry.Presence{InPerson: permit.Yes}

// found is an established finding.
func found(ground permit.Ground, by permit.Office, on string) permit.Finding {
	return permit.Finding{Ground: ground, Authority: by, Day: day(on), Outcome: permit.Established, Reference: "测字〔2026〕1号"}
}

// register declares a registration.
func (s *scene) register(p permit.Person, on string) registry.Result {
	s.t.Helper()
	res, err := s.DeclareRegistration(context.Background(), s.order(clerk, on), registry.Declaration{Person: p, Address: address(s.t, "110108", home)})
	require.NoError(s.t, err)
	return res
}

// apply files a complete application and has its dwelling accepted.
func (s *scene) apply(p permit.Person, on string) string {
	s.t.Helper()
	ctx := context.Background()
	res, err := s.Apply(ctx, s.order(clerk, on), application(s.t, p))
	require.NoError(s.t, err)
	require.True(s.t, res.Receipt.Recorded, "%s", res.Decision)
	_, err = s.ReviewProof(ctx, s.order(reviewer, on), registry.ProofReview{
		Application: res.Receipt.Number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	require.NoError(s.t, err)
	return res.Receipt.Number
}

// approve has an application decided.
func (s *scene) approve(number, on string) {
	s.t.Helper()
	res, err := s.Decide(context.Background(), s.order(officer, on), registry.Ruling{Application: number})
	require.NoError(s.t, err)
	require.True(s.t, res.Decision.Approved(), "%s", res.Decision)
}

// issued is a permit of a person who registered long before, issued on a day.
func (s *scene) issued(p permit.Person, on string) registry.Receipt {
	s.t.Helper()
	s.register(p, "2023-01-10")
	return s.issueTo(p, on)
}

// issueTo is a permit of a person who is registered.
func (s *scene) issueTo(p permit.Person, on string) registry.Receipt {
	s.t.Helper()
	number := s.apply(p, on)
	s.approve(number, on)
	res, err := s.Issue(context.Background(), s.order(officer, on), registry.Issuance{Application: number})
	require.NoError(s.t, err)
	require.True(s.t, res.Receipt.Recorded, "%s", res.Decision)
	return res.Receipt
}

// verified is what a department is told of a card.
func (s *scene) verified(card permit.CardNumber, on string) permit.VerificationStatus {
	s.t.Helper()
	v, err := s.Verify(context.Background(), reviewer, card, day(on))
	require.NoError(s.t, err)
	require.NoError(s.t, v.Err)
	return v.Status
}

// stateOn is the permit on a day, as known now.
func (s *scene) stateOn(id permit.ID, on string) permit.State {
	s.t.Helper()
	snap, err := s.StateOf(context.Background(), officer, id, day(on), 0)
	require.NoError(s.t, err)
	return snap.State
}
