package registry_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// ids are the permits of a list.
func ids(t testing.TB, list iter.Seq2[registry.Summary, error]) []permit.ID {
	t.Helper()
	out := []permit.ID{}
	for v, err := range list {
		require.NoError(t, err)
		out = append(out, v.Permit)
	}
	return out
}

// A town: three permits with neighbouring last days, one cancelled, one moved
// to another district.
func town(t testing.TB, configure ...func(*registry.Config)) (*scene, [5]registry.Receipt) {
	ctx := context.Background()
	s := newScene(t, configure...)
	var r [5]registry.Receipt
	for i, on := range []string{"2025-03-09", "2025-03-10", "2025-03-11", "2025-03-10", "2025-03-10"} {
		r[i] = s.issued(person(t, "测试甲", day("1990-03-15").AddDays(i).String()), on)
	}
	_, err := s.Cancel(ctx, s.order(officer, "2025-06-02"), registry.Cancelling{
		Permit: r[3].Permit, Ground: permit.HolderDied, Event: day("2025-06-01"), Finding: found(permit.FoundDeath, station, "2025-06-02"),
	})
	require.NoError(t, err)
	_, err = s.ChangeAddress(ctx, s.order(at(officer, permit.Chaoyang), "2025-06-02"), registry.AddressChange{
		Permit: r[4].Permit, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day("2025-06-01"),
	})
	require.NoError(t, err)
	s.at("2025-06-02")
	return s, r
}

func TestDue(t *testing.T) {
	ctx := context.Background()
	s, r := town(t)
	due := func(where permit.District, first, last string) []permit.ID {
		in := civil.Range{First: day(first)}
		if last != "" {
			in.Last = day(last)
		}
		return ids(t, s.Due(ctx, clerk, where, in))
	}
	all := permit.DistrictUnknown
	assert.Equal(t, []permit.ID{r[0].Permit}, due(all, "2026-03-09", "2026-03-09"))
	assert.Equal(t, []permit.ID{r[1].Permit, r[4].Permit}, due(all, "2026-03-10", "2026-03-10"), "a cancelled one is none")
	assert.Equal(t, []permit.ID{r[1].Permit}, due(permit.Haidian, "2026-03-10", "2026-03-10"))
	assert.Equal(t, []permit.ID{r[4].Permit}, due(permit.Chaoyang, "2026-03-01", "2026-03-31"))
	assert.Equal(t, []permit.ID{r[0].Permit, r[1].Permit, r[2].Permit}, due(permit.Haidian, "2026-03-09", "2026-03-11"))
	assert.Equal(t, []permit.ID{r[1].Permit, r[2].Permit}, due(permit.Haidian, "2026-03-10", ""), "an open end")
	assert.Empty(t, due(all, "2026-03-12", "2027-01-01"))

	for _, err := range s.Due(ctx, clerk, all, civil.Range{First: day("2026-03-10"), Last: day("2026-03-09")}) {
		require.ErrorIs(t, err, civil.ErrInvalid)
	}
	assert.Equal(t, []permit.ID{r[4].Permit}, ids(t, s.InDistrict(ctx, clerk, permit.Chaoyang)))
	for v, err := range s.InDistrict(ctx, clerk, permit.Haidian) {
		require.NoError(t, err)
		assert.Equal(t, registry.Summary{Permit: r[0].Permit, District: permit.Haidian, LastValid: day("2026-03-09")}, v)
		break // stopping early is fine
	}
	counts, err := s.Counts(ctx, reviewer)
	require.NoError(t, err)
	assert.Equal(t, []registry.DistrictCount{
		{District: permit.Chaoyang, Alive: 1}, {District: permit.Haidian, Alive: 3, Cancelled: 1},
	}, counts)
}

// Suspended the day after the deadline, by itself; on a past day as it was then,
// whatever was done since.
func TestSuspended(t *testing.T) {
	ctx := context.Background()
	for label, policy := range map[string]permit.Policy{
		"default": {},
		// Under A32 (b) nobody is suspended before an authority records it.
		"A32b": {Endorsement: endorsement.Policy{Suspension: endorsement.FromRecordedDay}},
	} {
		t.Run(label, func(t *testing.T) {
			s, r := town(t, func(c *registry.Config) { c.Policy.Permit = policy })
			suspended := func(on string, where permit.District) []permit.ID {
				return ids(t, s.Suspended(ctx, clerk, where, day(on)))
			}
			all := permit.DistrictUnknown
			byItself := label == "default"
			want := func(list ...permit.ID) []permit.ID {
				if !byItself {
					return []permit.ID{}
				}
				return append([]permit.ID{}, list...)
			}
			assert.Empty(t, suspended("2026-03-09", all))
			assert.Equal(t, want(r[0].Permit), suspended("2026-03-10", all))
			assert.Equal(t, want(r[0].Permit, r[1].Permit, r[4].Permit), suspended("2026-03-11", all))
			assert.Equal(t, want(r[0].Permit, r[1].Permit), suspended("2026-03-11", permit.Haidian))
			assert.Equal(t, want(r[0].Permit, r[1].Permit, r[4].Permit, r[2].Permit), suspended("2026-03-12", all))

			// Made up, recorded, cancelled since.
			_, err := s.Endorse(ctx, s.order(clerk, "2026-03-20"), registry.Endorsing{Permit: r[0].Permit, Presence: inPerson})
			require.NoError(t, err)
			_, err = s.RecordSuspension(ctx, s.order(officer, "2026-03-21"), r[1].Permit)
			require.NoError(t, err)
			_, err = s.Cancel(ctx, s.order(officer, "2026-03-22"), registry.Cancelling{
				Permit: r[2].Permit, Ground: permit.HolderDied, Event: day("2026-03-21"), Finding: found(permit.FoundDeath, station, "2026-03-22"),
			})
			require.NoError(t, err)
			s.at("2026-04-01")
			assert.ElementsMatch(t, want(r[0].Permit, r[1].Permit, r[2].Permit, r[4].Permit), suspended("2026-03-15", all))
			assert.ElementsMatch(t, want(r[0].Permit), suspended("2026-03-10", all))
			if byItself {
				assert.ElementsMatch(t, []permit.ID{r[1].Permit, r[4].Permit}, suspended("2026-04-01", all))
			} else {
				assert.ElementsMatch(t, []permit.ID{r[1].Permit}, suspended("2026-04-01", all), "only where it was recorded")
			}
			for range s.Suspended(ctx, clerk, all, day("2026-03-21")) {
				break
			}
		})
	}
}

func TestSuspendedErrors(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Calendar = civil.BuiltIn() })
	s.issued(person(t, "测试甲", "1990-03-15"), "2026-03-10")
	n := 0
	for _, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, day("2027-03-11")) {
		require.ErrorIs(t, err, civil.ErrNoCalendarData, "never a guess")
		n++
	}
	assert.Equal(t, 1, n)
}

// As of a day, as known at a moment: a death recorded late changes what the days
// before it are known to have been.
func TestStateOfIsBitemporal(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Policy.Permit.Cancellation = permit.EventFromItsDay })
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	res, err := s.Cancel(ctx, s.order(officer, "2025-09-01"), registry.Cancelling{
		Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-06-01"), Finding: found(permit.FoundDeath, station, "2025-08-30"),
	})
	require.NoError(t, err)
	recorded := res.Receipt.At
	for _, c := range []struct {
		on    string
		known permit.Instant
		want  permit.Status
	}{
		{"2025-05-31", 0, permit.Active},
		{"2025-06-01", 0, permit.Cancelled},
		{"2025-07-01", recorded, permit.Cancelled},
		{"2025-07-01", recorded - 1, permit.Active},
		{"2025-09-01", recorded - 1, permit.Active},
		{"2025-09-01", 1, permit.NotIssued},
	} {
		snap, err := s.StateOf(ctx, officer, r.Permit, day(c.on), c.known)
		require.NoError(t, err)
		assert.Equal(t, c.want, snap.State.Status, "%s as known at %s", c.on, c.known)
	}
	snap, err := s.StateOf(ctx, officer, r.Permit, day("2025-05-01"), 0)
	require.NoError(t, err)
	assert.True(t, snap.State.Address.Detail.IsZero())
	assert.Equal(t, permit.Haidian, snap.State.Address.District())
	_, err = s.StateOf(ctx, officer, "P-NONE", day("2025-05-01"), 0)
	require.ErrorIs(t, err, registry.ErrNotFound)
}

func TestLookups(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	res, err := s.Exchange(ctx, s.order(clerk, "2025-06-01"), registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
	require.NoError(t, err)
	for _, card := range []permit.CardNumber{r.Card, res.Receipt.Card} {
		id, err := s.PermitOf(ctx, clerk, card)
		require.NoError(t, err)
		assert.Equal(t, r.Permit, id)
	}
	_, err = s.PermitOf(ctx, clerk, "C-NONE")
	require.ErrorIs(t, err, registry.ErrNotFound)

	history, err := s.History(ctx, clerk, r.Permit)
	require.NoError(t, err)
	require.Len(t, history, 2)
	assert.Equal(t, permit.ActIssued, history[0].Kind)
	assert.Equal(t, officer, history[0].By)
	assert.Equal(t, "12.1", history[1].Cite.String())
	_, err = s.History(ctx, clerk, "P-NONE")
	require.ErrorIs(t, err, registry.ErrNotFound)

	state, err := s.ApplicationOf(ctx, clerk, r.Number)
	require.NoError(t, err)
	assert.Equal(t, registry.ApplicationState{
		Number: r.Number, District: permit.Haidian, AcceptedOn: day("2025-03-10"), IssueDue: day("2025-03-25"),
		Approved: true, ClosedOn: day("2025-03-10"), Permit: r.Permit,
	}, state)
	_, err = s.ApplicationOf(ctx, clerk, "A-NONE")
	require.ErrorIs(t, err, registry.ErrNotFound)

	// A 15-digit number of the same person finds the same permits.
	old, err := permit.ParseIDNumber("130100900315000")
	require.NoError(t, err)
	list, err := s.PermitsOf(ctx, clerk, permit.Person{IDNumber: old}, permit.Document{})
	require.NoError(t, err)
	assert.Len(t, list, 1)
	_, err = s.PermitsOf(ctx, clerk, permit.Person{}, permit.Document{})
	require.ErrorIs(t, err, permit.ErrMissing)
}

// The advisory day: accepted 2026-09-01, due 09-16 (A25).
func TestOpenApplications(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	first, second := person(t, "测试甲", "1990-03-15"), person(t, "测试乙", "1991-03-15")
	s.register(first, "2025-01-10")
	s.register(second, "2025-01-10")
	a := s.apply(first, "2026-09-01")
	b := s.apply(second, "2026-08-31")
	s.approve(b, "2026-09-01")
	open := func(through string) (list []string) {
		for v, err := range s.OpenApplications(ctx, clerk, day(through)) {
			require.NoError(t, err)
			list = append(list, v.Number)
		}
		return list
	}
	assert.Empty(t, open("2026-09-14"))
	assert.Equal(t, []string{b}, open("2026-09-15"))
	assert.Equal(t, []string{a, b}, open("2026-09-16"))
	for range s.OpenApplications(ctx, clerk, day("2026-09-16")) {
		break
	}

	// Issued after the advisory day: valid, and told.
	s.approve(a, "2026-09-02")
	res, err := s.Issue(ctx, s.order(officer, "2026-10-20"), registry.Issuance{Application: a})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	assert.True(t, res.Receipt.IssueLate)
	assert.Equal(t, day("2026-09-16"), res.Receipt.IssueDue)
	assert.Equal(t, []string{b}, open("2026-12-31"))
}

// A failing backend makes every query fail, none of them lies.
type failing struct {
	storage.Backend
	on bool
}

var errDown = errors.New("test: backend is down")

func (f *failing) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	if f.on {
		return errDown
	}
	return f.Backend.View(ctx, fn)
}

func (f *failing) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if f.on {
		return errDown
	}
	return f.Backend.Update(ctx, fn)
}

func TestFailuresPassThrough(t *testing.T) {
	for _, m := range append(methods(), queries()...) {
		b := &failing{Backend: memory.New()}
		s := newSceneOver(t, b)
		run := m.ready(t, s)
		o := s.order(m.by, m.on)
		b.on = true
		_, err := run(o, false)
		assert.ErrorIs(t, err, errDown, "%s", m.task)
	}
}

// What can match nothing, or everything, by a slip is an error and no list.
func TestListsRefuseMissingDaysAndNoDistricts(t *testing.T) {
	ctx := context.Background()
	s, r := town(t)
	s.apply(person(t, "测试乙", "1991-03-15"), "2025-06-02")
	n := 0
	for v, err := range s.OpenApplications(ctx, clerk, civil.Date{}) {
		require.ErrorIs(t, err, permit.ErrMissing)
		assert.Zero(t, v)
		n++
	}
	assert.Equal(t, 1, n)

	const none = permit.District(200)
	ever := civil.Range{First: day("2025-01-01")}
	for name, list := range map[string]iter.Seq2[registry.Summary, error]{
		"due": s.Due(ctx, clerk, none, ever), "in district": s.InDistrict(ctx, clerk, none), "suspended": s.Suspended(ctx, clerk, none, day("2027-06-02")),
	} {
		n := 0
		for v, err := range list {
			require.ErrorIs(t, err, permit.ErrInvalid, name)
			assert.Zero(t, v, name)
			n++
		}
		assert.Equal(t, 1, n, name)
	}
	all := permit.DistrictUnknown
	assert.Equal(t, ids(t, s.Due(ctx, clerk, all, ever)), ids(t, s.InDistrict(ctx, clerk, all)), "unknown stands for all in every list")
	assert.Contains(t, ids(t, s.InDistrict(ctx, clerk, all)), r[4].Permit)
}

// A record is stored under its district's number in GB/T 2260, by which an export
// of one district asks for it.
func TestDistrictsAreStoredByTheirNumber(t *testing.T) {
	for d, code := range map[permit.District]storage.District{
		permit.DistrictUnknown: 0, permit.Dongcheng: 110101, permit.Haidian: 110108, permit.Yanqing: 110119, permit.District(200): 0,
	} {
		assert.Equal(t, code, registry.StorageDistrict(d), d)
	}
	s, r := town(t)
	require.NoError(t, s.store.View(context.Background(), func(ctx context.Context, rd *storage.Reader) error {
		for i, want := range []storage.District{110108, 110108, 110108, 110108, 110105} {
			h, err := rd.Header(ctx, registry.KindPermit, string(r[i].Permit))
			require.NoError(t, err)
			assert.Equal(t, want, h.District)
		}
		return nil
	}))
}
