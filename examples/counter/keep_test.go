package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// fileKeep is a keep in a fresh directory, with the flags that name it.
func fileKeep(t *testing.T) (keep, []string) {
	db := filepath.Join(t.TempDir(), "office.db")
	return keep{db: db, keys: db + ".key"}, []string{"-db", db}
}

func TestOverSQLite(t *testing.T) { overStore(t, fileKeep) }

// TestOverPostgreSQL is skipped without PostgreSQL on this machine, and fails
// there if STORAGE_REQUIRE_PG=1. The server is one that Open accepts.
func TestOverPostgreSQL(t *testing.T) {
	server := pgtest.New(t, pgtest.Options{Durable: true})
	overStore(t, func(t *testing.T) (keep, []string) {
		k := keep{dsn: server.Schema(t), keys: filepath.Join(t.TempDir(), "office.key")}
		return k, []string{"-dsn", k.dsn, "-keys", k.keys}
	})
}

// overStore runs what holds for every store that stays; open gives an empty one.
func overStore(t *testing.T, open func(*testing.T) (keep, []string)) {
	for name, test := range map[string]func(*testing.T, keep, []string){
		"second run": testSecondRun, "another day": testAnotherDay, "keys": testKeysAreNeeded,
	} {
		t.Run(name, func(t *testing.T) {
			k, flags := open(t)
			test(t, k, flags)
		})
	}
}

// recorded is the end of every shard of the log, and verifies all of it.
func recorded(t *testing.T, k keep) (heads []storage.LogHead, entries uint64) {
	t.Helper()
	b, o, err := k.open(context.Background())
	require.NoError(t, err)
	defer b.Close()
	s, err := storage.New(b, o)
	require.NoError(t, err)
	for shard := range s.Shards() {
		head, err := s.Verify(context.Background(), shard)
		require.NoError(t, err)
		heads, entries = append(heads, head), entries+head.Seq
	}
	return heads, entries
}

// played is what the JSON log says of a visit and of the end.
type played struct {
	Type     string
	File     string
	Line     int
	Act      string
	Outcome  string
	Visits   int
	Repeated int
	Shows    map[string]string
}

// playJSON runs the program with -json and reads its log.
func playJSON(t *testing.T, args ...string) (list []played) {
	t.Helper()
	stdout, stderr, code := output(t, append([]string{"-json"}, args...)...)
	require.Equal(t, exitClean, code, stderr)
	for d := json.NewDecoder(strings.NewReader(stdout)); d.More(); {
		var p played
		require.NoError(t, d.Decode(&p))
		list = append(list, p)
	}
	return list
}

// testSecondRun: the example played again over the same store records nothing,
// says so, counts nothing twice, and prints the numbers of the first time.
func testSecondRun(t *testing.T, k keep, flags []string) {
	first := playJSON(t, flags...)
	before, entries := recorded(t, k)
	require.Greater(t, entries, uint64(100))
	second := playJSON(t, flags...)
	after, _ := recorded(t, k)
	assert.Equal(t, before, after, "nothing new in the log")

	require.Len(t, second, len(first))
	repeated := 0
	for i, was := range first {
		is := second[i]
		assert.NotContains(t, was.Shows, "repeated")
		assert.Equal(t, was.Outcome, is.Outcome, was.Line)
		switch {
		case was.Type != "visit":
		case is.Shows["repeated"] == "true":
			repeated++
		default:
			// Errors and verifications record nothing: they are answered anew.
			assert.True(t, is.Outcome == "error" || is.Act == "verify", "%d %s", is.Line, is.Act)
		}
		for key, value := range was.Shows {
			assert.Equal(t, value, is.Shows[key], "line %d: %s", was.Line, key)
		}
	}
	assert.Greater(t, repeated, 20)
	end, again := first[len(first)-1], second[len(second)-1]
	assert.Zero(t, end.Repeated)
	assert.Equal(t, repeated, again.Repeated)
	assert.Equal(t, end.Visits, again.Visits+again.Repeated)
}

const (
	keptPerson = `{"person":"甲01","name":"测试甲","idNumber":"130100199403050009","born":"1994-03-05","nationality":"chinese","household":"130100","livesHere":true,"division":"110105","address":"示例路1号","idCard":{"until":"2035-12-31"}}` + "\n"
	keptApply  = `"act":"apply","claims":["dwelling"],"dwelling":{"kind":"owned","division":"110105","lawfulTitle":true,"holder":"self","from":"2024-08-01","longTerm":true,"review":{"by":"housing","outcome":"accepted"}},"papers":{"identity":true,"photo":"recent","address":"示例机构"}`
	keptFirst  = `{"day":"2024-08-30","district":"chaoyang"}
{"time":"09:00","who":"甲01","act":"register"}
{"day":"2025-03-01","district":"chaoyang"}
{"time":"09:00","who":"甲01",` + keptApply + `}
`
	keptLater = `{"day":"2026-02-20","district":"chaoyang"}
{"time":"09:00","who":"甲01","act":"lose"}
{"time":"09:10","who":"甲01","act":"reissue","lost":true}
{"time":"09:20","who":"甲01","act":"verify","by":"housing","card":"previous"}
{"time":"09:30","who":"甲01","act":"endorse"}
`
	keptThird = `{"day":"2026-02-20","district":"chaoyang"}
{"time":"10:00","who":"甲01","act":"verify","by":"housing","card":"previous"}
{"time":"10:10","who":"甲01","act":"found","handedIn":true}
{"time":"10:20","who":"甲01","act":"exchange","damaged":true,"returned":true}
`
)

// testAnotherDay: another file over the same store finds the visitor's permit and
// cards by the visitor's number, goes on with new numbers, and is itself repeated
// alike, although later acts are on record by then.
func testAnotherDay(t *testing.T, _ keep, flags []string) {
	dir := t.TempDir()
	for name, text := range map[string]string{"people": keptPerson, "1": keptFirst, "2": keptLater, "3": keptThird} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	play := func(day string) []played {
		return playJSON(t, append(flags, "-people", filepath.Join(dir, "people"), "-in", filepath.Join(dir, day))...)
	}
	first, later, third := play("1"), play("2"), play("3")
	assert.Equal(t, "EXP-2025-0001", first[1].Shows["permit"])
	assert.Equal(t, "EXC-2025-0001", first[1].Shows["card"])
	assert.Equal(t, "EXC-2025-0001", later[0].Shows["card"], "found by the number of the visitor")
	assert.Equal(t, "EXP-2025-0001", later[1].Shows["permit"])
	assert.Equal(t, "EXC-2026-0001", later[1].Shows["card"])
	assert.Equal(t, "replaced", later[2].Shows["verified"])
	assert.Equal(t, "replaced", third[0].Shows["verified"], "both cards are found")
	assert.Equal(t, "EXC-2025-0001", third[1].Shows["card"])
	assert.Equal(t, "EXP-2025-0001", third[2].Shows["permit"])
	assert.Equal(t, "EXC-2026-0001", third[2].Shows["oldCard"])
	assert.Equal(t, "EXC-2026-0002", third[2].Shows["card"], "the series goes on")

	again := play("2")
	assert.Equal(t, "EXC-2025-0001", again[0].Shows["card"])
	assert.Equal(t, "EXC-2026-0001", again[1].Shows["card"])
	for _, i := range []int{0, 1, 3} {
		assert.Equal(t, "true", again[i].Shows["repeated"], i)
	}
	assert.Equal(t, 3, again[len(again)-1].Repeated)
}

// TestNumbersGoOn: a series goes on after the last number on record, whatever its
// length, and after a run that broke off.
func TestNumbersGoOn(t *testing.T) {
	k, flags := fileKeep(t)
	day := func(n int) string {
		name := filepath.Join(t.TempDir(), fmt.Sprint("day", n))
		text := strings.ReplaceAll(keptPerson, "甲01", "甲0"+fmt.Sprint(n))
		text += fmt.Sprintf(`{"day":"2026-01-0%d","district":"chaoyang"}`+"\n"+`{"time":"09:00","who":"甲0%[1]d","act":"register"}`+"\n", n)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return playJSON(t, append(flags, "-in", name)...)[0].Shows["registration"]
	}
	for n := 1; n <= 3; n++ {
		assert.Equal(t, fmt.Sprintf("EXR-2026-000%d", n), day(n))
	}
	_, entries := recorded(t, k)
	assert.NotZero(t, entries)

	n := newNumbering()
	for _, id := range []string{"EXP-2026-9999", "EXP-2026-10000", "EXP-2025-0007", "OLD", "OLD-X"} {
		n.follow(id)
	}
	assert.Equal(t, map[string]int{"EXP-2026": 10000, "EXP-2025": 7}, n.last)
}

// instants are those of the log of a keep, shard by shard; none goes back.
func instants(t *testing.T, k keep) (list []storage.Instant) {
	t.Helper()
	b, o, err := k.open(context.Background())
	require.NoError(t, err)
	defer b.Close()
	s, err := storage.New(b, o)
	require.NoError(t, err)
	require.NoError(t, s.View(context.Background(), func(ctx context.Context, r *storage.Reader) error {
		for shard := range s.Shards() {
			var before storage.Instant
			for e, err := range r.Log(ctx, shard, 1) {
				require.NoError(t, err)
				assert.GreaterOrEqual(t, e.RecordedAt, before)
				before = e.RecordedAt
				list = append(list, before)
			}
		}
		return nil
	}))
	return list
}

// TestEarlierMomentLater: a visit that lies before what is on record is recorded
// at the moment of the last. A registration of an earlier day is then one that is
// recorded late, which needs a finding (A08), and so nothing is recorded.
func TestEarlierMomentLater(t *testing.T) {
	k, flags := fileKeep(t)
	play := func(name, number, day, time string) string {
		file := filepath.Join(t.TempDir(), name)
		text := `{"person":"甲01","idNumber":"` + number + `","division":"110105"}` + "\n" +
			`{"day":"` + day + `","district":"chaoyang"}` + "\n" + `{"time":"` + time + `","who":"甲01","act":"register"}` + "\n"
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return playJSON(t, append(flags, "-in", file)...)[0].Outcome
	}
	assert.Equal(t, "done", play("1", "130100199403050009", "2026-03-02", "09:00"))
	first := instants(t, k)
	require.NotEmpty(t, first)
	assert.Equal(t, "done", play("2", "440500198801010002", "2026-03-02", "08:00"))
	second := instants(t, k)
	assert.Len(t, second, 2*len(first)-1, "the first entry of all is the store's own")
	for _, at := range second {
		assert.Equal(t, first[0], at)
	}
	assert.Equal(t, "error", play("3", "110100199001010000", "2026-01-05", "09:00"))
	assert.Equal(t, second, instants(t, k))
}

// testKeysAreNeeded: without the key file, or with another one, the program says
// so and writes nothing.
func testKeysAreNeeded(t *testing.T, k keep, flags []string) {
	playJSON(t, flags...)
	i, err := os.Stat(k.keys)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), i.Mode().Perm())
	before, _ := recorded(t, k)

	good := k.keys + ".good"
	require.NoError(t, os.Rename(k.keys, good))
	other := filepath.Join(t.TempDir(), "other.key")
	_, err = createSecret(other)
	require.NoError(t, err)
	broken := filepath.Join(t.TempDir(), "broken.key")
	require.NoError(t, os.WriteFile(broken, []byte(keyMark+"12"), 0o600))
	for file, want := range map[string]string{
		k.keys: errNoKeys.Error(), other: errWrongKeys.Error(), broken: errKeyFile.Error(),
	} {
		stdout, stderr, code := output(t, append(flags, "-keys", file)...)
		assert.Equal(t, exitUsage, code)
		assert.Empty(t, stdout)
		assert.Equal(t, "counter: "+file+": "+want+"\n", stderr)
	}
	assert.NoFileExists(t, k.keys, "no key is made for records that have one")
	k.keys = good
	after, _ := recorded(t, k)
	assert.Equal(t, before, after)
	if k.db != "" {
		playJSON(t, append(flags, "-keys", good)...)
	}
}

// TestStoresThatCannotBeUsed: exit code 2, one line, no DSN, no key file left.
func TestStoresThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	require.NoError(t, os.WriteFile(text, bytes.Repeat([]byte("no database\n"), 1000), 0o600))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed := l.Addr().String()
	require.NoError(t, l.Close())
	keys := filepath.Join(dir, "k")
	for name, args := range map[string][]string{
		text + ": is no database":                 {"-db", text},
		filepath.Join(dir, "none", "a.db") + ": ": {"-db", filepath.Join(dir, "none", "a.db")},
		"-dsn: cannot be reached":                 {"-dsn", "postgres://somebody:hunter2@" + closed + "/x?sslmode=disable", "-keys", keys},
		"-dsn: must be a URL or key=value pairs":  {"-dsn", "postgres://somebody:hunter2@[/x", "-keys", keys},
		"-dsn needs -keys":                        {"-dsn", "postgres://somebody:hunter2@" + closed + "/x"},
		"only one of -db and -dsn":                {"-dsn", "postgres://somebody:hunter2@" + closed + "/x", "-db", text},
		"-keys needs -db or -dsn":                 {"-keys", keys},
	} {
		stdout, stderr, code := output(t, args...)
		assert.Equal(t, exitUsage, code, name)
		assert.Empty(t, stdout)
		assert.True(t, strings.HasPrefix(stderr, "counter: "+name), stderr)
		assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
		for _, s := range []string{"hunter2", "somebody", closed} {
			assert.NotContains(t, stderr, s)
		}
	}
	for _, file := range []string{text + ".key", keys} {
		assert.NoFileExists(t, file)
	}
}

// planted are the texts of the example's people that are in a file of a keep.
func planted(t *testing.T, db string) (list []string) {
	t.Helper()
	files, err := filepath.Glob(db + "*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	secrets := personal(t)
	require.Greater(t, len(secrets), 100)
	for _, name := range files {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, s := range secrets {
			if s != "" && bytes.Contains(b, []byte(s)) {
				list = append(list, s)
			}
		}
	}
	return list
}

// TestNobodyIsInTheFile: no name, number, birth date or address of the example is
// in the bytes of the file. The control is the same office with bodies left open.
func TestNobodyIsInTheFile(t *testing.T) {
	k, flags := fileKeep(t)
	playJSON(t, flags...)
	assert.Empty(t, planted(t, k.db))

	open, _ := fileKeep(t)
	b, err := open.backend(context.Background(), false)
	require.NoError(t, err)
	s := newScript()
	_, err = s.loadAll(options{}, nil)
	require.NoError(t, err)
	o := storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize)}
	c, err := openCounter(context.Background(), s.people, nil, b, o)
	require.NoError(t, err)
	playEvery(c, s)
	require.NoError(t, b.Close())
	assert.Greater(t, len(planted(t, open.db)), 50)
}
