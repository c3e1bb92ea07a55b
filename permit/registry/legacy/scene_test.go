package legacy_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

var officer = permit.Actor{
	Kind: permit.PublicSecurityOfficer, ID: "P-001",
	Office: permit.Office{ID: "PS-HAIDIAN-1", Kind: permit.PoliceStation, District: permit.Haidian},
}

// A scene is a registry over memory on 1 December 2026.
type scene struct {
	*registry.Registry
	store *storage.Store
}

func newScene(t testing.TB) *scene { return sceneOn(t, memory.New()) }

func clock() time.Time { return time.Date(2026, 12, 1, 4, 0, 0, 0, time.UTC) }

func sceneOn(t testing.TB, b storage.Backend) *scene {
	t.Helper()
	store, err := storage.New(b, storage.Options{
		Sealer: storage.StoredOpen{}, IndexKey: bytes.Repeat([]byte("k"), storage.IndexKeySize), Clock: clock,
	})
	require.NoError(t, err)
	var n atomic.Int64
	r, err := registry.New(store, registry.Config{Clock: clock, Numbering: registry.NumberingFunc(
		func(_ context.Context, f registry.NumberFor) (string, error) {
			return fmt.Sprintf("N%d-%04d", f.Kind, n.Add(1)), nil
		})})
	require.NoError(t, err)
	return &scene{r, store}
}

// entries is how long the log is.
func (s *scene) entries(t testing.TB) (n uint64) {
	t.Helper()
	for shard := range s.store.Shards() {
		head, err := s.store.Verify(t.Context(), shard)
		require.NoError(t, err)
		n += head.Seq
	}
	return n
}

// number is the identity number of a synthetic person: sequence 000.
func number(born string) string {
	body := "130100" + strings.ReplaceAll(born, "-", "") + "000"
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}

const office = `"office":{"id":"PS-OLD","kind":"police-station","district":"110108"}`

const finding = `"finding":{"outcome":"established","day":"2026-11-30","reference":"测字〔2026〕1号",` +
	`"authority":{"id":"PS-OLD","kind":"police-station","district":"110108"}}`

const permitsMapping = `{
	"rows":"permits","encoding":"utf-8","days":"YYYY/M/D",
	"columns":{"key":"编号","name":"姓名","idNumber":"身份证号","division":"区","address":"住址","card":"卡号",
		"acceptedOn":"受理","issuedOn":"签发","endorsedOn":"签注","complete":"材料"},
	"same":{"conditionsMet":"yes","goesOnLiving":"yes"},
	"words":{"division":{"海淀":"110108"},"complete":{"齐":"yes","缺":"no","不详":""}},
	"by":{"kind":"public-security-organ",` + office + `},` + finding + `}`

const permitsHead = "编号,姓名,身份证号,区,住址,卡号,受理,签发,签注,材料,备注\n"

const registrationsMapping = `{
	"rows":"registrations","encoding":"utf-8","days":"YYYYMMDD",
	"columns":{"name":"name","idNumber":"number","born":"born","division":"place","first":"from","last":"until"},
	"by":{"kind":"public-security-organ",` + office + `},` + finding + `}`

const registrationsHead = "name,number,born,place,from,until\n"

func mapping(t testing.TB, s string) *legacy.Mapping {
	t.Helper()
	m, err := legacy.ParseMapping([]byte(s))
	require.NoError(t, err)
	return m
}

func (s *scene) take(t testing.TB, m, file string, dry bool) legacy.Report {
	t.Helper()
	r, err := legacy.Import(t.Context(), s.Registry, strings.NewReader(file), mapping(t, m), legacy.Options{By: officer, DryRun: dry})
	require.NoError(t, err)
	require.Equal(t, r.Rows, r.Imported+r.Present+r.Bad)
	require.True(t, r.Complete)
	return r
}
