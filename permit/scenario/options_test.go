package scenario_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/scenario"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// file writes a script, with a title if it has none.
func file(t *testing.T, script string) string {
	t.Helper()
	if !strings.Contains(script, "\n#") && !strings.HasPrefix(script, "#") {
		script += "# a case\n"
	}
	name := filepath.Join(t.TempDir(), "case.txtar")
	require.NoError(t, os.WriteFile(name, []byte(script), 0o644))
	return name
}

// TestOptions runs a script whose result hangs on what other projects bring: it
// fails with the defaults and passes with theirs.
func TestOptions(t *testing.T) {
	fees, err := permit.ReadFeeSchedule(strings.NewReader(`{"versions":[{"from":"2020-01-01",
		"amounts":{"reissue":"20","exchange":"10"},"citation":{"kind":"rule","title":"核定标准（示例）"}}]}`))
	require.NoError(t, err)
	for _, c := range []struct {
		name, script string
		set          func(*scenario.Options)
	}{
		{"policy", "about 14.2.b yes\nhas-permit issued=2025-06-30\non 2026-06-05\nendorse\nexpect approved valid-until=2027-06-30\n",
			func(o *scenario.Options) { o.Policy.Permit.Endorsement.NewTerm = endorsement.FromOldExpiry }},
		{"calendar", "about 14.2.a yes\nhas-permit issued=2025-02-17\non 2026-02-24\nstate\nexpect status=active\n",
			func(o *scenario.Options) { o.Calendar = civil.BuiltIn() }},
		{"calendar in the policy", "about 14.2.a yes\nhas-permit issued=2025-02-17\non 2026-02-24\nstate\nexpect status=active\n",
			func(o *scenario.Options) { o.Policy.Permit.Endorsement.Calendar = civil.BuiltIn() }},
		{"fees", "about 24.1.c yes\nhas-permit issued=2025-06-30\non 2026-02-17\nreissue\nexpect approved fee=20\n",
			func(o *scenario.Options) { o.Fees = fees }},
		{"commencement", "about 31.1 yes\nhas-permit issued=2025-06-30\non 2026-02-17\nreport-lost\nexpect in-force=yes\n",
			func(o *scenario.Options) { o.Commencement = civil.MustParse("2025-01-01") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := file(t, c.script)
			assert.Error(t, scenario.RunFile(name, nil).Err)
			var o scenario.Options
			c.set(&o)
			assert.NoError(t, scenario.RunFile(name, &o).Err)
		})
	}
}

// closing tells whether a backend was closed.
type closing struct {
	storage.Backend
	closed *int
}

func (c closing) Close() error {
	*c.closed++
	return c.Backend.Close()
}

// TestOwnBackend: each script gets a backend of its own, which is closed, and
// one that does not come is a failure.
func TestOwnBackend(t *testing.T) {
	name := file(t, "about 14.2.a yes\nhas-permit issued=2025-02-17\non 2025-02-24\nstate\nexpect status=active\n")
	opened, closed := 0, 0
	o := &scenario.Options{Open: func() (storage.Backend, error) {
		opened++
		return closing{memory.New(), &closed}, nil
	}}
	for range 2 {
		require.NoError(t, scenario.RunFile(name, o).Err)
	}
	assert.Equal(t, 2, opened)
	assert.Equal(t, 2, closed)

	down := errors.New("no connection")
	r := scenario.RunFile(name, &scenario.Options{Open: func() (storage.Backend, error) { return nil, down }})
	assert.ErrorIs(t, r.Err, down)
}

// TestRead: a corpus can be counted without running it.
func TestRead(t *testing.T) {
	name := file(t, "# 期满次日\n关于 14.3.a 是 14.2.a 否\n期限 期满 后\n跨条 14.2.a 14.3.a\n读法 A27 b\n已有居住证 已签发=2025-03-10\n日期 2026-03-11\n查看状态\n应 状态=使用功能中止\n")
	other := file(t, "about 14.2.a no\nreading A27 a\nhas-permit 已签发=2025-03-10\non 2026-03-11 # next day\nstate\nexpect status=suspended years=none\n")
	cases, err := scenario.Read(name, other)
	require.NoError(t, err)
	require.Len(t, cases, 2)
	c := cases[0]
	assert.Equal(t, "期满次日", c.Title)
	assert.Equal(t, []string{"14.3.a yes", "14.2.a no"}, []string{c.About[0].Clause.String() + " " + c.About[0].Polarity, c.About[1].Clause.String() + " " + c.About[1].Polarity})
	assert.Equal(t, "期满 after", c.Threshold+" "+c.Side)
	assert.Len(t, c.Crosses, 2)
	assert.Equal(t, []string{"A27=b"}, c.Readings)
	assert.Equal(t, []string{"A27=a"}, cases[1].Readings)

	_, err = scenario.Read(t.TempDir())
	assert.ErrorContains(t, err, "there is no script (.txtar) in ")
	_, err = scenario.Files(filepath.Join(t.TempDir(), "nowhere"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	_, err = scenario.Read(file(t, "about 8.1\n"), file(t, "judge\n"))
	assert.ErrorContains(t, err, "about needs a clause and yes, no or undetermined")
	assert.ErrorContains(t, err, "judge what? There are acceptance, ")
}

// TestReadingPair: two scripts that differ in the reading and in what it changes
// have one body.
func TestReadingPair(t *testing.T) {
	cases, err := scenario.Read(
		file(t, "# under (a)\nabout 8.1 no\nreading A02 a\non 2026-07-15\nset registrations.0.first=2026-01-15\njudge application\nexpect refused\n"),
		file(t, "# 按第二种\n关于 8.1 是\n读法 A02 b\n日期 2026-07-15\nset registrations.0.first=2026-01-15\n判断 application\n应 批准\n"))
	require.NoError(t, err)
	assert.Equal(t, cases[0].Body, cases[1].Body)
	for _, c := range cases {
		assert.NoError(t, scenario.RunFile(c.File, nil).Err)
	}
}
