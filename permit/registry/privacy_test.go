package registry_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// secrets are what identifies the people whom the methods are about: names,
// numbers, birth dates, addresses, photographs.
func secrets(t testing.TB) []string {
	list := []string{"测试街", "photo/test-1", "测试房东"}
	for _, p := range []permit.Person{person(t, "测试甲", "1990-03-15"), person(t, "测试乙", "1985-06-01")} {
		number, err := p.IDNumber.MarshalText()
		require.NoError(t, err)
		who, err := p.Name.MarshalText()
		require.NoError(t, err)
		list = append(list, string(number), string(who), p.Born.String(), p.Born.Chinese(), strings.ReplaceAll(p.Born.String(), "-", ""))
	}
	return list
}

func assertNoSecrets(t testing.TB, where, text string) {
	t.Helper()
	for _, secret := range secrets(t) {
		assert.NotContains(t, text, secret, where)
	}
}

// No answer prints a person's data, whatever the verb; and no answer that is not
// a disclosure carries them at all.
func TestAnswersHoldNoPersonsData(t *testing.T) {
	for _, m := range append(methods(), queries()...) {
		t.Run(m.task.String(), func(t *testing.T) {
			s := m.scene(t, memory.New())
			run := m.ready(t, s)
			o := s.order(m.by, m.on)
			v, err := run(o, false)
			require.NoError(t, err)
			assertNoSecrets(t, "printed", fmt.Sprintf("%v %+v %#v", v, v, v))
			if _, discloses := v.(registry.Disclosure); !discloses {
				b, err := json.Marshal(v)
				require.NoError(t, err)
				assertNoSecrets(t, "marshalled", string(b))
			}
			// What another request under the same ID is told.
			_, err = run(o, true)
			if err != nil {
				assertNoSecrets(t, "error", fmt.Sprintf("%v %+v %#v", err, err, err))
			}
			s.publicHoldsNoSecrets()
		})
	}
}

// publicHoldsNoSecrets looks at what the store keeps unsealed: headers and log.
func (s *scene) publicHoldsNoSecrets() {
	s.t.Helper()
	for kind := registry.KindRegistration; kind <= registry.KindConfiscation; kind++ {
		for rec, err := range s.store.All(context.Background(), storage.Query{Index: storage.ByID, Kind: kind}) {
			require.NoError(s.t, err)
			assertNoSecrets(s.t, "header", rec.ID+" "+rec.Ref+fmt.Sprintf("%+v", rec))
			if kind == registry.KindCard {
				assert.Empty(s.t, rec.Body, "a card is its header")
			}
		}
	}
	err := s.store.View(context.Background(), func(ctx context.Context, r *storage.Reader) error {
		for shard := range s.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				assertNoSecrets(s.t, "log", string(e.Data))
			}
		}
		return nil
	})
	require.NoError(s.t, err)
}

// What is wrong with a person's data is told by field and rule.
func TestErrorsNameFieldsAndNotValues(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	wrong := p
	wrong.Born = day("1985-06-01")
	r := s.issued(p, "2025-03-10")
	fault := func(_ any, err error) {
		t.Helper()
		require.Error(t, err)
		assertNoSecrets(t, "error", fmt.Sprintf("%v %+v %#v", err, err, err))
	}
	fault(s.DeclareRegistration(ctx, s.order(clerk, "2025-06-01"), registry.Declaration{Person: wrong, Address: address(t, "131082", home)}))
	a := application(t, wrong)
	a.InPerson, a.Agent = permit.Yes, &eligibility.Agent{Relation: permit.Self, Identity: idCard(p)}
	fault(s.Apply(ctx, s.order(clerk, "2025-06-01"), a))
	fault(s.Apply(ctx, s.order(clerk, "2025-06-01"), application(t, p))) // lives already
	fault(s.PermitsOf(ctx, reviewer, p, permit.Document{}))
	fault(s.PermitsOf(ctx, clerk, permit.Person{Name: p.Name}, permit.Document{Holder: p.Name}))
	fault(s.Sanction(ctx, s.order(officer, "2025-06-01"), registry.Sanctioning{Offender: wrong}))
	fault(s.RevealHolder(ctx, s.order(officer, "2025-06-01"), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.Purpose("为" + strings.Repeat("测试甲", 200)), Fields: []registry.Field{registry.FieldName},
	}))
	fault(s.ChangeAddress(ctx, s.order(clerk, "2025-06-01"), registry.AddressChange{
		Permit: r.Permit, Presence: inPerson, Address: permit.Address{Detail: address(t, "110105", home).Detail},
	}))
	fault(s.Exchange(ctx, s.order(clerk, "2025-06-01"), registry.Exchanging{
		Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes, Corrected: wrong,
	}))
}

// Sealed, nothing of a person is in what the database holds.
func TestSealedStoreHoldsNoPersonsData(t *testing.T) {
	ctx := context.Background()
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: []byte(strings.Repeat("s", 32))})
	require.NoError(t, err)
	b := memory.New()
	store, err := storage.New(b, storage.Options{Sealer: sealer, IndexKey: []byte(strings.Repeat("k", storage.IndexKeySize))})
	require.NoError(t, err)
	desk, err := registry.New(store, registry.Config{Numbering: &numbered{}})
	require.NoError(t, err)
	p := person(t, "测试甲", "1990-03-15")
	_, err = desk.DeclareRegistration(ctx, registry.Order{By: clerk, On: day("2024-01-10"), Request: "r1"}, registry.Declaration{
		Person: p, Address: address(t, "110108", home), Earlier: found(registry.GroundEarlierRegistration, station, "2024-01-10"),
	})
	require.NoError(t, err)
	_, err = desk.Apply(ctx, registry.Order{By: clerk, On: day("2025-01-10"), Request: "r2"}, application(t, p))
	require.NoError(t, err)
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for _, kind := range []storage.Kind{registry.KindRegistration, registry.KindApplication} {
			page, err := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}, storage.Position{}, 10)
			if err != nil {
				return err
			}
			require.Len(t, page.Records, 1)
			assertNoSecrets(t, "body", string(page.Records[0].Body))
		}
		for _, id := range []storage.CommandID{"r1", "r2"} {
			c, err := tx.Command(ctx, id)
			if err != nil {
				return err
			}
			assertNoSecrets(t, "command", string(c.Result))
		}
		return nil
	})
	require.NoError(t, err)
}

// 25.1: request IDs are kept in the open. One made of an identity number is
// refused, before anything is recorded and without repeating it.
func TestRequestIsNoIdentityNumber(t *testing.T) {
	s := newScene(t)
	p := person(t, "测试甲", "1990-01-01")
	number, err := p.IDNumber.Reveal(permit.PurposeOwnData)
	require.NoError(t, err)
	for _, request := range []string{number, "apply-" + number + "-1", "declare/" + strings.ToLower(number)} {
		o := s.order(clerk, "2026-01-01")
		o.Request = storage.CommandID(request)
		_, err := s.DeclareRegistration(context.Background(), o, registry.Declaration{Person: p, Address: address(t, "110108", home)})
		require.ErrorIs(t, err, permit.ErrPersonal)
		assert.NotContains(t, err.Error(), number)
	}
}
