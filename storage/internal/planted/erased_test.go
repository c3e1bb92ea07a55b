package planted_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/planted"
)

// holders are the blind indexes under which the person's records are found.
func (w *world) holders(t *testing.T) map[storage.Blind][]storage.Kind {
	t.Helper()
	all := map[storage.Blind][]storage.Kind{}
	for _, kind := range planted.Kinds {
		for rec, err := range w.store.All(t.Context(), storage.Query{Index: storage.ByID, Kind: kind}) {
			require.NoError(t, err)
			if !rec.Holder.IsZero() {
				all[rec.Holder] = append(all[rec.Holder], kind)
			}
		}
	}
	return all
}

// readable is everything that whoever has the database, the vault and all keys can
// read: the bodies of all versions and the words of all disclosures. It counts
// what is erased.
func (w *world) readable(t *testing.T) (text []byte, erased int) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, w.store.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		b.Reset()
		erased = 0
		for _, kind := range planted.Kinds {
			for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind}) {
				if err != nil {
					return err
				}
				for v := storage.Version(1); v <= rec.Version; v++ {
					old, err := r.GetAsOf(ctx, kind, rec.ID, storage.AsOf{Version: v})
					switch {
					case errors.Is(err, storage.ErrErased):
						erased++
					case err != nil:
						return err
					default:
						b.Write(old.Body)
					}
				}
			}
		}
		for shard := range w.store.Shards() {
			for e, err := range r.Log(ctx, shard, 1) {
				if err != nil {
					return err
				}
				if e.Type != storage.LogDisclosure {
					continue
				}
				d, err := w.store.OpenDisclosure(ctx, &e)
				switch {
				case errors.Is(err, storage.ErrErased):
					erased++
				case err != nil:
					return err
				default:
					b.WriteString(d.Detail)
				}
			}
		}
		return nil
	}))
	return b.Bytes(), erased
}

// statistics are the answers that need no body: counts, and the cards verified
// from the day of the last act on. (An earlier day is answered from the acts.)
func (w *world) statistics(t *testing.T, r *registry.Registry) string {
	t.Helper()
	by := permit.Actor{Kind: permit.DepartmentReviewer, ID: "H-001", Office: permit.Office{ID: "HOUSING-1", Kind: permit.Housing}}
	counts, err := r.Counts(t.Context(), by)
	require.NoError(t, err)
	out := fmt.Sprintln(counts)
	require.NoError(t, w.store.View(t.Context(), func(ctx context.Context, rd *storage.Reader) error {
		for _, kind := range planted.Kinds {
			c, err := rd.Counts(ctx, kind)
			if err != nil {
				return err
			}
			out += fmt.Sprintln(kind, c)
		}
		return nil
	}))
	for rec, err := range w.store.All(t.Context(), storage.Query{Index: storage.ByID, Kind: registry.KindCard}) {
		require.NoError(t, err)
		for _, on := range []string{planted.LifeEnds, "2025-12-31"} {
			v, err := r.Verify(t.Context(), by, permit.CardNumber(rec.ID), civil.MustParse(on))
			require.NoError(t, err)
			b, err := json.Marshal(v)
			require.NoError(t, err)
			out += string(b)
		}
	}
	return out
}

var officer = permit.Actor{
	Kind: permit.PublicSecurityOfficer, ID: "P-001", Office: permit.Office{ID: "PS-1", Kind: permit.PoliceStation, District: permit.Haidian},
}

// moveOut ends the person's registrations: nothing is erased that is in force.
func (w *world) moveOut(t *testing.T, desk *registry.Registry) {
	t.Helper()
	for rec, err := range w.store.All(t.Context(), storage.Query{Index: storage.ByID, Kind: registry.KindRegistration}) {
		require.NoError(t, err)
		_, err = desk.EndRegistration(t.Context(), registry.Order{By: officer, On: civil.MustParse(planted.LifeEnds), Request: storage.CommandID("OUT-" + rec.ID)}, rec.ID)
		require.NoError(t, err)
	}
}

// TestErasedPerson: when the planted person is erased through the registry, found by
// the number alone, nobody reads anything any more, of any version, the words in the log included; the chain, the
// counts and the verification of cards answer as before.
func TestErasedPerson(t *testing.T) {
	ctx := t.Context()
	w := newWorld(t, true)
	desk, err := registry.New(w.store, registry.Config{Numbering: registry.NumberingFunc(func(context.Context, registry.NumberFor) (string, error) { return "N-1", nil })})
	require.NoError(t, err)
	w.moveOut(t, desk)
	kept, err := w.store.VerifyAll(ctx)
	require.NoError(t, err)
	text, erased := w.readable(t)
	require.Zero(t, erased)
	found := planted.Some(t, "before the erasure", bytes.NewReader(text))
	assert.Contains(t, found, "words (plain)")
	statistics := w.statistics(t, desk)
	copied := copyVault(t, w.vault)

	n := 0
	var said []any
	for ground, kinds := range map[permit.Ground][]storage.Kind{
		registry.GroundErasure:     {registry.KindRegistration, registry.KindApplication, registry.KindPermit, registry.KindAct, registry.KindCard},
		registry.GroundCaseErasure: {registry.KindSanction, registry.KindReferral},
	} {
		in := registry.Erasing{
			Person: permit.Person{IDNumber: planted.Person().IDNumber}, Kinds: kinds,
			Finding: permit.Finding{
				Ground: ground, Authority: officer.Office, Day: civil.MustParse("2025-12-01"), Outcome: permit.Established, Reference: "测字〔2025〕9号",
				Basis: permit.Basis{Kind: permit.BasisLaw, Title: "测试个人信息保护法", Provision: "第四十七条"},
			},
		}
		gone, err := desk.Erase(ctx, registry.Order{By: officer, On: civil.MustParse("2025-12-01"), Request: storage.CommandID(ground)}, in)
		require.NoError(t, err)
		n += len(gone.Erased)
		_, again := desk.Erase(ctx, registry.Order{By: officer, On: civil.MustParse("2025-12-01"), Request: storage.CommandID(ground) + "-AGAIN"}, in)
		require.ErrorIs(t, again, registry.ErrNotFound)
		said = append(said, in, gone, again)
	}
	require.Greater(t, n, 10)
	planted.None(t, "order, answer and error of an erasure", strings.NewReader(printed(said...)+logged(said...)))
	planted.None(t, "rows", bytes.NewReader(planted.Rows(t, w.store.Backend(), w.store.Shards(), planted.Kinds)))
	assert.Empty(t, w.holders(t), "nothing is found under the person")

	text, erased = w.readable(t)
	planted.None(t, "after the erasure, with all keys", bytes.NewReader(text))
	assert.Empty(t, text, "no version of any record opens")
	assert.Greater(t, erased, n)
	assert.Equal(t, statistics, w.statistics(t, desk))
	_, err = w.store.VerifyAll(ctx, kept)
	require.NoError(t, err, "the chain of before, and what came after")
	_, err = w.store.VerifySince(ctx, kept)
	require.NoError(t, err)

	_, err = desk.RevealHolder(ctx, registry.Order{By: officer, On: civil.MustParse("2025-12-01"), Request: "late"}, registry.Disclosing{
		Record: string(w.life.Permit), Purpose: permit.PurposeOwnData, Fields: []registry.Field{registry.FieldName},
	})
	require.ErrorIs(t, err, storage.ErrErased)
	again, err := desk.PermitsOf(ctx, officer, planted.Person(), permit.Document{})
	require.NoError(t, err)
	assert.Empty(t, again)

	// The control: who kept an old copy of the vault, with the keys that wrap it,
	// reads the old versions still. That is why its copies have to be short-lived,
	// and what ShredErased does to one that had to be restored.
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte{9}, 32)})
	require.NoError(t, err)
	old, err := storage.NewEnvelope(storage.AES256GCM(), copied, keys)
	require.NoError(t, err)
	thief := &world{}
	thief.store, err = storage.New(w.backend, storage.Options{Sealer: old, IndexKey: bytes.Repeat([]byte{8}, storage.IndexKeySize), Shards: 8})
	require.NoError(t, err)
	text, _ = thief.readable(t)
	planted.Some(t, "with a copy of the vault", bytes.NewReader(text))
	for _, kind := range planted.Kinds {
		_, err := thief.store.ShredErased(ctx, kind)
		require.NoError(t, err)
	}
	text, _ = thief.readable(t)
	planted.None(t, "with the copy, after its keys were destroyed again", bytes.NewReader(text))
	t.Logf("erased person: %d records, %d readings refused, 0 of the person left; chain, counts and cards verify as before", n, erased)
}

// copyVault is a backup of a vault.
func copyVault(t *testing.T, v *storage.MemoryVault) *storage.MemoryVault {
	t.Helper()
	out := new(storage.MemoryVault)
	list, err := v.List(t.Context(), storage.Key{}, storage.MaxPage)
	require.NoError(t, err)
	require.Less(t, len(list), storage.MaxPage)
	for _, k := range list {
		_, err := out.Create(t.Context(), k.Key, k.Wrapped)
		require.NoError(t, err)
	}
	return out
}
