package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/schema/internal/build"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// read makes a value from its stored text.
func read[T any](t testing.TB, text string) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

const office = `{"id":"PS-1","kind":"police-station","district":"110108","name":"测试派出所"}`

// special are the records that no sampler can make, and why.
var special = map[string]string{
	"act":            "its payload is one of many: acts out of a registry are examples",
	"permit":         "it takes acts that follow each other",
	"fee-schedule":   "it takes amounts and a citation",
	"legacy-mapping": "it is read with its own checks",
	"transfer-line":  "it carries a sum of the lines before it",
}

// records are examples of every record, as the library writes them. Acts,
// decisions, receipts and lines come out of a registry that was used.
func records(t testing.TB) map[string][][]byte {
	t.Helper()
	all := map[string][][]byte{}
	add := func(name string, v any) {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		all[name] = append(all[name], b)
	}
	person := read[permit.Person](t, `{"name":"测试甲","idNumber":"130100199003150000","born":"1990-03-15","nationality":"chinese",
		"household":{"status":"registered","place":"130100"},"servingMilitary":"no"}`)
	document := read[permit.Document](t, `{"kind":"resident-id-card","holder":"测试甲","holderNumber":"130100199003150000","term":{"from":"2015-01-01","until":"2035-01-01"}}`)
	address := read[permit.Address](t, `{"division":"110108","detail":"测试街甲一号"}`)
	by := read[permit.Actor](t, `{"kind":"public-security-officer","id":"P-1","office":`+office+`}`)
	finding := read[permit.Finding](t, `{"ground":"former-register","authority":`+office+`,"day":"2026-07-01","outcome":"established","reference":"测字1号"}`)
	earlier := finding
	earlier.Ground = registry.GroundEarlierRegistration
	registration := eligibility.Registration{First: civil.MustParse("2025-01-15"), Last: civil.MustParse("2026-01-15"), District: permit.Haidian, Falsity: finding}
	application := eligibility.Application{
		Filing:           eligibility.Filing{Applicant: person, Residence: address, InPerson: permit.Yes},
		ResidesInBeijing: permit.Yes, Claims: eligibility.ClaimDwelling, Registrations: []eligibility.Registration{registration},
		Dwellings: []eligibility.Dwelling{{Kind: eligibility.Rented, Division: address.Division, LawfulTitle: permit.Yes, Holder: permit.Self}},
	}
	application.Materials.Identity = document
	former := registry.FormerPermit{
		Holder: person, Document: document, Address: address, By: by, AcceptedOn: civil.MustParse("2025-02-20"), IssuedOn: civil.MustParse("2025-03-10"),
		EndorsedOn: []civil.Date{civil.MustParse("2026-03-01")}, ConditionsMet: permit.Yes, Complete: permit.Yes, GoesOnLiving: permit.Yes, Finding: finding,
	}
	declaration := registry.Declaration{Earlier: earlier, Person: person, Document: document, Address: address}

	add("person", person)
	add("person", permit.Person{})
	add("document", document)
	add("address", address)
	add("actor", by)
	add("finding", finding)
	add("registration", registration)
	add("application", application)
	add("application", eligibility.Application{Claims: eligibility.ClaimDwelling})
	add("former-permit", former)
	add("declaration", declaration)
	add("sanction", penalty.Sanction{Warning: true, Days: 5})
	all["legacy-mapping"] = [][]byte{[]byte(`{"rows":"permits","encoding":"utf-8","days":"YYYY-MM-DD","columns":{"idNumber":"a"},"same":{"complete":"yes"},
		"words":{"division":{"海淀":"110108"}},"by":{"kind":"public-security-organ","office":` + office + `},
		"finding":{"outcome":"established","day":"2026-07-01","reference":"x","authority":` + office + `}}`)}

	ctx := t.Context()
	clock := func() time.Time { return time.Date(2026, 7, 1, 4, 0, 0, 0, time.UTC) }
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte("s"), 32)})
	require.NoError(t, err)
	store, err := storage.New(memory.New(), storage.Options{Sealer: sealer, IndexKey: bytes.Repeat([]byte("k"), storage.IndexKeySize), Clock: clock})
	require.NoError(t, err)
	n := 0
	desk, err := registry.New(store, registry.Config{Clock: clock, Numbering: registry.NumberingFunc(
		func(context.Context, registry.NumberFor) (string, error) { n++; return fmt.Sprintf("N-%d", n), nil })})
	require.NoError(t, err)
	res, err := desk.TakeOver(ctx, registry.Order{By: by, On: finding.Day, Request: "A"}, former)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
	taken := res.Receipt.Permit
	add("result", res)
	add("receipt", res.Receipt)
	res, err = desk.DeclareRegistration(ctx, registry.Order{By: by, On: civil.MustParse("2026-01-15"), Request: "B"}, declaration)
	require.NoError(t, err)
	add("receipt", res.Receipt)
	former.Complete = permit.FlagUnknown
	former.Holder.IDNumber, former.Document.HolderNumber = read[permit.IDNumber](t, `"130100199103150008"`), permit.IDNumber{}
	former.Holder.Born = civil.MustParse("1991-03-15")
	res, err = desk.TakeOver(ctx, registry.Order{By: by, On: finding.Day, Request: "C"}, former)
	require.NoError(t, err)
	require.False(t, res.Receipt.Recorded)
	add("result", res)
	add("decision", res.Decision)

	// A decision of the library is long, and every place of a record is tried:
	// the samples have a short one.
	add("decision", eligibility.Decide(&application, finding.Day, nil))
	samples := sampler{t: t, decision: read[rule.Decision](t, `{"table":"eligibility","cite":"8.1","title":{"zh":"测","en":"test"},"on":"2026-07-01",
		"outcome":"refused","results":[{"code":"ELG-REG-02","cite":"8.1#1","path":"/registrations","truth":"unmet","rule":{"zh":"测","en":"test"}}],
		"reasons":["ELG-REG-02"],"readings":[{"id":"A01","answer":"a"}]}`)}
	samples.refusal, err = eligibility.Refuse(eligibility.Notice{
		Decision: samples.decision, Reviewer: finding.Authority, Notifier: by, DecidedOn: finding.Day, NotifiedOn: finding.Day,
		Rejections: []eligibility.Rejection{{Path: "/dwellings/0/review", By: finding.Authority, On: finding.Day, Reason: "not shown"}},
	})
	require.NoError(t, err)
	for name, typ := range build.Records {
		if special[name] == "" {
			add(name, samples.of(typ))
			add(name, reflect.New(typ).Elem().Interface())
		}
	}
	fees, err := permit.ReadFeeSchedule(strings.NewReader(`{"versions":[
		{"from":"2026-01-01","amounts":{"reissue":"20","exchange":"0.5"},"citation":{"kind":"rule","title":"测试标准"}},
		{"from":"2027-01-01","amounts":{"reissue":"25.50","exchange":"0"},"citation":{"kind":"normative-document","title":"测试通知","provision":"一"}}]}`))
	require.NoError(t, err)
	add("fee-schedule", fees)

	var acts []permit.Act
	for rec, err := range store.All(ctx, storage.Query{Index: storage.ByID, Kind: registry.KindAct, Bodies: true}) {
		require.NoError(t, err)
		all["act"] = append(all["act"], rec.Body)
		acts = append(acts, read[permit.Act](t, string(rec.Body)))
	}
	restored, err := permit.Restore(taken, acts)
	require.NoError(t, err)
	add("permit", restored)
	require.NoError(t, store.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		all["logged-act"] = nil
		for shard := range store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type == registry.LogAct {
					all["logged-act"] = append(all["logged-act"], e.Data)
				}
			}
		}
		return nil
	}))
	for _, o := range []transfer.ExportOptions{
		{Form: transfer.Sealed},
		{
			Form: transfer.Revealed, Kinds: []storage.Kind{registry.KindAct, registry.KindRegistration},
			Only: transfer.Selection{From: civil.MustParse("2026-01-01")},
			As:   storage.Disclosure{Actor: "P-1", Purpose: "handover", Fields: []string{"all"}},
		},
	} {
		var file bytes.Buffer
		_, err := transfer.Export(ctx, store, &file, o)
		require.NoError(t, err)
		for l := range bytes.Lines(file.Bytes()) {
			all["transfer-line"] = append(all["transfer-line"], bytes.Clone(l))
		}
	}
	return all
}
