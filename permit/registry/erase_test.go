package registry_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// erasing is an order for the records of a person, with all that it needs.
func erasing(p permit.Person, kinds ...storage.Kind) registry.Erasing {
	f := found(registry.GroundErasure, station, "2025-05-31")
	f.Basis = permit.Basis{Kind: permit.BasisLaw, Title: "测试个人信息保护法", Provision: "第四十七条"}
	return registry.Erasing{Person: p, Kinds: kinds, Finding: f}
}

var (
	everyRecord = []storage.Kind{registry.KindRegistration, registry.KindApplication, registry.KindPermit, registry.KindAct, registry.KindCard}
	cases       = []storage.Kind{registry.KindSanction, registry.KindReferral}
)

// over ends all that a person has: the permit is cancelled and the registration
// ends.
func (s *scene) over(r registry.Receipt, registration string) {
	s.t.Helper()
	_, err := s.Cancel(context.Background(), s.order(officer, "2025-05-20"), registry.Cancelling{
		Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-05-18"), Finding: found(permit.FoundDeath, station, "2025-05-19"),
	})
	require.NoError(s.t, err)
	_, err = s.EndRegistration(context.Background(), s.order(clerk, "2025-05-21"), registration)
	require.NoError(s.t, err)
}

// TestErase: a person is found by the number alone and erased in one order; the log
// has who ordered it and why, of each record, and nothing of the person. Somebody
// else is not touched.
func TestErase(t *testing.T) {
	ctx := context.Background()
	s := newSealedScene(t)
	p, other := person(t, "测试甲", "1990-03-15"), person(t, "测试乙", "1985-06-01")
	n := s.register(p, "2023-01-10").Receipt.Number
	r := s.issueTo(p, "2025-03-10")
	kept := s.issued(other, "2025-03-10")
	s.over(r, n)
	counts, err := s.Counts(ctx, officer)
	require.NoError(t, err)

	in := erasing(permit.Person{IDNumber: p.IDNumber}, everyRecord...)
	o := s.order(officer, "2025-06-02")
	done, err := s.Erase(ctx, o, in)
	require.NoError(t, err)
	assert.True(t, done.Receipt.Recorded)
	assert.Equal(t, "25.1", done.Receipt.Cite.String())
	// A registration, an application, a permit, its two acts and its card.
	require.Len(t, done.Erased, 6)
	assert.Contains(t, done.Erased, registry.ErasedRecord{Kind: registry.KindPermit, ID: string(r.Permit)})
	log := s.logged(registry.Erase, "2025-06-02")
	require.Len(t, log, 6)
	for _, e := range log {
		assert.Equal(t, "P-001", e.By)
		assert.Equal(t, "PS-HAIDIAN-1", e.Office)
		assert.Equal(t, in.Finding, e.Finding)
		assert.Contains(t, done.Erased, registry.ErasedRecord{Kind: e.Kind, ID: e.ID})
	}
	s.publicHoldsNoSecrets()

	_, err = s.History(ctx, officer, r.Permit)
	require.ErrorIs(t, err, storage.ErrErased)
	for _, v := range []storage.Version{1, 2, 3} {
		require.NoError(t, s.store.View(ctx, func(ctx context.Context, rd *storage.Reader) error {
			_, err := rd.GetAsOf(ctx, registry.KindApplication, r.Number, storage.AsOf{Version: v})
			require.ErrorIs(t, err, storage.ErrErased)
			return nil
		}))
	}
	mine, err := s.PermitsOf(ctx, officer, p, permit.Document{})
	require.NoError(t, err)
	assert.Empty(t, mine)
	assert.Equal(t, permit.VerifiedCancelled, s.verified(r.Card, "2025-06-10"))
	again, err := s.Counts(ctx, officer)
	require.NoError(t, err)
	assert.Equal(t, counts, again)
	_, err = s.store.VerifyAll(ctx)
	require.NoError(t, err)
	_, err = s.store.VerifyBodies(ctx, everyRecord...)
	require.NoError(t, err)
	assert.Equal(t, permit.VerifiedActive, s.verified(kept.Card, "2025-06-10"))
	_, err = s.History(ctx, officer, kept.Permit)
	require.NoError(t, err)

	replay, err := s.Erase(ctx, o, in)
	require.NoError(t, err)
	assert.True(t, replay.Replayed)
	assert.Equal(t, done.Erased, replay.Erased)
	in.Person = other
	_, err = s.Erase(ctx, o, in)
	require.ErrorIs(t, err, storage.ErrDuplicate, "the same order for somebody else")
	_, err = s.Erase(ctx, s.order(officer, "2025-06-03"), erasing(p, everyRecord...))
	require.ErrorIs(t, err, registry.ErrNotFound, "there is nothing more to erase")
}

// TestEraseWhatIsOver: nothing that is still in effect is erased, and no permit is
// erased without its acts and cards.
func TestEraseWhatIsOver(t *testing.T) {
	ctx := context.Background()
	s := newSealedScene(t)
	p := person(t, "测试甲", "1990-03-15")
	n := s.register(p, "2023-01-10").Receipt.Number
	refused := func(what string, in registry.Erasing, want error) {
		t.Helper()
		before := s.stored()
		_, err := s.Erase(ctx, s.order(officer, "2025-06-02"), in)
		require.ErrorIs(t, err, want, what)
		assertNoSecrets(t, what, err.Error())
		assert.Equal(t, before, s.stored(), what)
	}
	refused("a registration in force", erasing(p, registry.KindRegistration), registry.ErrState)
	filed := s.apply(p, "2025-03-01")
	refused("an open application", erasing(p, registry.KindApplication), registry.ErrState)
	s.approve(filed, "2025-03-02")
	_, err := s.EndRegistration(ctx, s.order(clerk, "2025-03-03"), n)
	require.NoError(t, err)
	refused("an approved application that is not issued", erasing(p, registry.KindRegistration), registry.ErrState)
	res, err := s.Issue(ctx, s.order(officer, "2025-03-04"), registry.Issuance{Application: filed})
	require.NoError(t, err)
	refused("a living permit", erasing(p, registry.KindPermit, registry.KindAct, registry.KindCard), registry.ErrState)
	refused("the application of a living permit", erasing(p, registry.KindApplication), registry.ErrState)
	_, err = s.Cancel(ctx, s.order(officer, "2025-06-10"), registry.Cancelling{
		Permit: res.Receipt.Permit, Ground: permit.HolderDied, Event: day("2025-06-01"), Finding: found(permit.FoundDeath, station, "2025-06-09"),
	})
	require.NoError(t, err)
	refused("a permit that was cancelled later", erasing(p, everyRecord...), registry.ErrState)
	_, err = s.Erase(ctx, s.order(officer, "2025-06-10"), erasing(p, everyRecord...))
	require.NoError(t, err)
}

// TestEraseNeedsAReason: what only a person may find is an input, and each part of
// it is asked for.
func TestEraseNeedsAReason(t *testing.T) {
	ctx := context.Background()
	s := newSealedScene(t)
	p := person(t, "测试甲", "1990-03-15")
	n := s.register(p, "2023-01-10").Receipt.Number
	_, err := s.EndRegistration(ctx, s.order(clerk, "2025-05-21"), n)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		change func(*registry.Erasing)
		want   error
	}{
		"no finding":          {func(in *registry.Erasing) { in.Finding = permit.Finding{} }, permit.ErrFinding},
		"another ground":      {func(in *registry.Erasing) { in.Finding.Ground = permit.FoundDeath }, permit.ErrFinding},
		"the ground of cases": {func(in *registry.Erasing) { in.Finding.Ground = registry.GroundCaseErasure }, permit.ErrFinding},
		"not established":     {func(in *registry.Erasing) { in.Finding.Outcome = permit.NotEstablished }, permit.ErrFinding},
		"found later":         {func(in *registry.Erasing) { in.Finding.Day = day("2025-06-03") }, permit.ErrFinding},
		"by an agency":        {func(in *registry.Erasing) { in.Finding.Authority = agency }, permit.ErrFinding},
		"no file":             {func(in *registry.Erasing) { in.Finding.Reference = "" }, permit.ErrMissing},
		"no basis":            {func(in *registry.Erasing) { in.Finding.Basis = permit.Basis{} }, permit.ErrMissing},
		"no kind":             {func(in *registry.Erasing) { in.Kinds = nil }, permit.ErrMissing},
		"confiscations":       {func(in *registry.Erasing) { in.Kinds = []storage.Kind{registry.KindConfiscation} }, permit.ErrContradiction},
		"both parts": {func(in *registry.Erasing) {
			in.Kinds = []storage.Kind{registry.KindRegistration, registry.KindSanction}
		}, permit.ErrContradiction},
		"a permit alone":   {func(in *registry.Erasing) { in.Kinds = []storage.Kind{registry.KindPermit} }, permit.ErrContradiction},
		"acts alone":       {func(in *registry.Erasing) { in.Kinds = []storage.Kind{registry.KindAct} }, permit.ErrContradiction},
		"nobody":           {func(in *registry.Erasing) { in.Person = permit.Person{Name: p.Name} }, permit.ErrMissing},
		"somebody unknown": {func(in *registry.Erasing) { in.Person = person(t, "测试乙", "1985-06-01") }, registry.ErrNotFound},
	} {
		before := s.stored()
		in := erasing(p, registry.KindRegistration)
		c.change(&in)
		_, err := s.Erase(ctx, s.order(officer, "2025-06-02"), in)
		require.ErrorIs(t, err, c.want, name)
		assertNoSecrets(t, name, err.Error())
		assert.Equal(t, before, s.stored(), name)
	}
	nobody := officer
	nobody.ID = ""
	_, err = s.Erase(ctx, s.order(nobody, "2025-06-02"), erasing(p, registry.KindRegistration))
	require.ErrorIs(t, err, permit.ErrMissing, "an order of nobody in particular")
	trial := s.order(officer, "2025-06-02")
	trial.Trial = true
	_, err = s.Erase(ctx, trial, erasing(p, registry.KindRegistration))
	require.ErrorIs(t, err, permit.ErrContradiction, "nothing is erased on trial")
	open := newScene(t)
	n = open.register(p, "2023-01-10").Receipt.Number
	_, err = open.EndRegistration(ctx, open.order(clerk, "2025-05-21"), n)
	require.NoError(t, err)
	_, err = open.Erase(ctx, open.order(officer, "2025-06-02"), erasing(p, registry.KindRegistration))
	require.ErrorIs(t, err, storage.ErrUnsupported, "without a key for each record")
	_, err = s.Erase(ctx, s.order(officer, "2025-06-02"), erasing(p, registry.KindRegistration))
	require.NoError(t, err, "the control")
}

// TestEraseCases: sanctions and referrals go by an order of their own, and not with
// the person's other records, nor the reverse.
func TestEraseCases(t *testing.T) {
	ctx := context.Background()
	s := newSealedScene(t)
	in := lending(t, "2025-05-20", "200")
	n := s.register(in.Offender, "2023-01-10").Receipt.Number
	_, err := s.EndRegistration(ctx, s.order(clerk, "2025-05-21"), n)
	require.NoError(t, err)
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-01"), in)
	require.NoError(t, err)
	search := registry.SanctionSearch{Offender: in.Offender, Purpose: permit.PurposeSanction}
	_, err = s.Erase(ctx, s.order(officer, "2025-06-02"), erasing(in.Offender, everyRecord...))
	require.NoError(t, err)
	list, err := s.ReadSanctions(ctx, s.order(officer, "2025-06-02"), search)
	require.NoError(t, err)
	require.Len(t, list, 1, "a sanction outlives the rest")

	erase := erasing(in.Offender, cases...)
	_, err = s.Erase(ctx, s.order(officer, "2025-06-02"), erase)
	require.ErrorIs(t, err, permit.ErrFinding, "a finding about other records")
	erase.Finding.Ground = registry.GroundCaseErasure
	done, err := s.Erase(ctx, s.order(officer, "2025-06-02"), erase)
	require.NoError(t, err)
	assert.Equal(t, []registry.ErasedRecord{{Kind: registry.KindSanction, ID: list[0].Number}}, done.Erased)
	list, err = s.ReadSanctions(ctx, s.order(officer, "2025-06-03"), search)
	require.NoError(t, err)
	assert.Empty(t, list)
}

// A stuck vault destroys nothing as long as it is stuck.
type stuck struct {
	storage.MemoryVault
	now bool
}

var errStuck = errors.New("vault: connection refused")

func (v *stuck) Destroy(ctx context.Context, k storage.Key) error {
	if v.now {
		return errStuck
	}
	return v.MemoryVault.Destroy(ctx, k)
}

// TestEraseIsFinishedByRepeating: the vault is another database and may be away when
// the records are marked already.
func TestEraseIsFinishedByRepeating(t *testing.T) {
	ctx := context.Background()
	v := &stuck{now: true}
	s := newSceneSealedBy(t, memory.New(), envelope(t, v, 's'), nil)
	p := person(t, "测试甲", "1990-03-15")
	n := s.register(p, "2023-01-10").Receipt.Number
	_, err := s.EndRegistration(ctx, s.order(clerk, "2025-05-21"), n)
	require.NoError(t, err)
	o := s.order(officer, "2025-06-02")
	_, err = s.Erase(ctx, o, erasing(p, registry.KindRegistration))
	require.ErrorIs(t, err, errStuck)
	assert.Contains(t, err.Error(), "repeat the order")
	_, err = s.store.VerifyBodies(ctx, registry.KindRegistration)
	require.ErrorIs(t, err, storage.ErrCorrupt, "the key is there still")
	v.now = false
	done, err := s.Erase(ctx, o, erasing(p, registry.KindRegistration))
	require.NoError(t, err)
	assert.Equal(t, []registry.ErasedRecord{{Kind: registry.KindRegistration, ID: n}}, done.Erased)
	_, err = s.store.VerifyBodies(ctx, registry.KindRegistration)
	require.NoError(t, err)
}
