package registry_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// Records of violations are sealed and opened only to organs that handle a case
// (Public Security Administration Punishments Law, revised, 136): the organs that
// sanction under 26 to 28, which are those of public security, and nobody else,
// the offender included.
func TestSanctionsAreForCaseHandlers(t *testing.T) {
	ctx := context.Background()
	handles := map[permit.ActorKind]bool{
		permit.PublicSecurityOrgan: true, permit.PublicSecurityOfficer: true, permit.PoliceOfficer: true,
	}
	offices := map[permit.ActorKind]permit.Office{
		permit.EntrustedAgencyBody: agency, permit.AgencyClerk: agency, permit.DepartmentBody: housing, permit.DepartmentReviewer: housing,
	}
	s := newScene(t)
	in := lending(t, "2025-05-20", "200")
	_, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
	require.NoError(t, err)
	may := 0
	for kind := permit.ActorUnknown; kind <= permit.Individual; kind++ {
		by := permit.Actor{Kind: kind, ID: "X-001", Office: station}
		if office, ok := offices[kind]; ok {
			by.Office = office
		}
		for _, purpose := range append(permit.Purposes(), "核实情况") {
			before := len(s.disclosures())
			list, err := s.ReadSanctions(ctx, s.order(by, "2025-06-04"), registry.SanctionSearch{Offender: in.Offender, Purpose: purpose})
			aCase := purpose == permit.PurposeSanction || purpose == permit.PurposeLegalProceedings
			switch {
			case !handles[kind]:
				require.ErrorIs(t, err, registry.ErrNotAuthorised, "%s", kind)
			case !aCase:
				require.ErrorIs(t, err, permit.ErrPurpose, "%s for %s", kind, purpose)
			default:
				may++
				require.NoError(t, err, "%s for %s", kind, purpose)
				assert.Len(t, list, 1)
				assert.Len(t, s.disclosures(), before+1)
				continue
			}
			assert.Empty(t, list)
			assert.Len(t, s.disclosures(), before)
		}
	}
	assert.Equal(t, 6, may, "three roles for two purposes")
}

// What anybody is told of a permit, of its holder or of the numbers of a district
// is the same, byte by byte, whether there is a sanction against the holder or
// not.
func TestPermitQueriesCarryNoSanctions(t *testing.T) {
	ctx := context.Background()
	answers := func(sanctioned bool) (out map[string]string) {
		out = map[string]string{}
		s := newScene(t)
		p := person(t, "测试甲", "1990-03-15")
		r := s.issued(p, "2025-03-10")
		in := lending(t, "2025-05-20", "200")
		in.Offender, in.Permit = p, r.Permit
		if sanctioned {
			res, err := s.Sanction(ctx, s.order(officer, "2025-06-02"), in)
			require.NoError(t, err)
			require.True(t, res.Receipt.Recorded)
			in.Proposal.Case.Act = penalty.Forge
			in.Proposal.Case.Crime = found(penalty.FoundCrime, station, "2025-06-01")
			res, err = s.Refer(ctx, s.order(officer, "2025-06-03"), in)
			require.NoError(t, err)
			require.True(t, res.Receipt.Recorded)
		}
		say := func(what string, v any, err error) {
			t.Helper()
			b, fault := json.Marshal(v)
			require.NoError(t, fault)
			out[what] = fmt.Sprintf("%s %v", b, err)
		}
		on := day("2025-06-10")
		for _, by := range []permit.Actor{officer, police, clerk, reviewer} {
			name := by.Kind.String() + " "
			v, err := s.Verify(ctx, by, r.Card, on)
			say(name+"verify", v, err)
			state, err := s.StateOf(ctx, by, r.Permit, on, 0)
			say(name+"state", state, err)
			history, err := s.History(ctx, by, r.Permit)
			say(name+"history", history, err)
			of, err := s.PermitOf(ctx, by, r.Card)
			say(name+"card", of, err)
			mine, err := s.PermitsOf(ctx, by, p, permit.Document{})
			say(name+"person", mine, err)
			application, err := s.ApplicationOf(ctx, by, r.Number)
			say(name+"application", application, err)
			for row, err := range s.InDistrict(ctx, by, permit.Haidian) {
				say(name+"district "+string(row.Permit), row, err)
			}
			counts, err := s.Counts(ctx, by)
			say(name+"counts", counts, err)
			masked, err := s.ViewHolder(ctx, s.again(by, "2025-06-10", name), registry.Disclosing{
				Record: string(r.Permit), Purpose: permit.PurposeInformationCheck, Fields: []registry.Field{registry.FieldName, registry.FieldAddress},
			})
			say(name+"masked", masked, err)
			full, err := s.RevealHolder(ctx, s.again(by, "2025-06-10", name+"full"), registry.Disclosing{
				Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.FieldName, registry.FieldAddress},
			})
			say(name+"revealed", full, err)
		}
		return out
	}
	without, with := answers(false), answers(true)
	require.Greater(t, len(without), 30)
	require.Len(t, with, len(without))
	for what, answer := range without {
		assert.Equal(t, answer, with[what], what)
	}
}

// again is an order with a request ID of its own, so that two scenes give the
// same.
func (s *scene) again(by permit.Actor, on, id string) registry.Order {
	o := s.order(by, on)
	o.Request = storage.CommandID(fmt.Sprintf("%x", id))
	return o
}

// With keys of their own, sanctions are closed to a program that has not got
// them; everything else of it works.
func TestSanctionsUnderTheirOwnKeys(t *testing.T) {
	ctx := context.Background()
	b, vault, sealed := memory.New(), new(storage.MemoryVault), new(storage.MemoryVault)
	apart := func(secret byte) map[storage.Kind]storage.Sealer {
		e := envelope(t, sealed, secret)
		return map[storage.Kind]storage.Sealer{registry.KindSanction: e, registry.KindReferral: e}
	}
	cases := newSceneSealedBy(t, b, envelope(t, vault, 's'), apart('c'))
	in := lending(t, "2025-05-20", "200")
	r := cases.issued(in.Offender, "2025-03-10")
	order := cases.order(officer, "2025-06-02")
	_, err := cases.Sanction(ctx, order, in)
	require.NoError(t, err)
	search := registry.SanctionSearch{Offender: in.Offender, Purpose: permit.PurposeLegalProceedings}
	list, err := cases.ReadSanctions(ctx, cases.order(officer, "2025-06-04"), search)
	require.NoError(t, err)
	require.Len(t, list, 1)

	closed := func(err error) {
		t.Helper()
		require.True(t, errors.Is(err, storage.ErrSchema) || errors.Is(err, storage.ErrCorrupt), "%v", err)
	}
	counter := newSceneSealedBy(t, b, envelope(t, vault, 's'), apart('x')) // other keys
	counter.requests.Store(1000)
	_, err = counter.ReadSanctions(ctx, counter.order(officer, "2025-06-04"), search)
	closed(err)
	_, err = counter.Sanction(ctx, order, in)
	closed(err) // the answer of the first time is sealed as the sanction is
	assert.Equal(t, permit.VerifiedActive, counter.verified(r.Card, "2025-06-10"))
	d, err := counter.RevealHolder(ctx, counter.order(officer, "2025-06-04"), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.FieldName},
	})
	require.NoError(t, err)
	assert.Equal(t, in.Offender.Name, d.Person.Name)

	// And the reverse: the keys of the sanctions open no permit.
	only := newSceneSealedBy(t, b, envelope(t, vault, 'y'), apart('c'))
	only.requests.Store(2000)
	_, err = only.History(ctx, officer, r.Permit)
	closed(err)
}
