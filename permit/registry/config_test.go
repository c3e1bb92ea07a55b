package registry_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/word"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

func TestNewRefusesWhatIsMissingOrWrong(t *testing.T) {
	store, err := storage.New(memory.New(), storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize)})
	require.NoError(t, err)
	fine := registry.Config{Numbering: &numbered{}}
	_, err = registry.New(store, fine)
	require.NoError(t, err)
	_, err = registry.New(store, registry.Config{Numbering: registry.NumberingFunc(nil)})
	require.ErrorIs(t, err, registry.ErrConfig)
	_, err = registry.New(nil, fine)
	require.ErrorIs(t, err, registry.ErrConfig)
	for what, wrong := range map[string]func(*registry.Config){
		"numbering":   func(c *registry.Config) { c.Numbering = nil },
		"permit":      func(c *registry.Config) { c.Policy.Permit.SevenDays = 9 },
		"endorsement": func(c *registry.Config) { c.Policy.Permit.Endorsement.Window = 9 },
		"eligibility": func(c *registry.Config) { c.Policy.Eligibility.HalfYear = 9 },
		"insurance":   func(c *registry.Config) { c.Policy.Eligibility.MaxLagMonths = 58 },
		"penalty":     func(c *registry.Config) { c.Policy.Penalty.Warning = 9 },
		"commencement": func(c *registry.Config) {
			c.Commencement, c.Policy.Penalty.Commencement = day("2026-01-01"), day("2026-01-02")
		},
	} {
		c := fine
		wrong(&c)
		_, err := registry.New(store, c)
		require.ErrorIs(t, err, registry.ErrConfig, what)
	}
}

// One calendar serves all policies, and none that has its own.
func TestCalendarReachesEveryPolicy(t *testing.T) {
	s := newScene(t, func(c *registry.Config) {
		c.Calendar, c.Policy.Penalty.Calendar, c.Commencement = civil.BuiltIn(), civil.WeekendsOnly(), day("2026-01-01")
	})
	p := s.Policy()
	assert.Equal(t, civil.Calendar(civil.BuiltIn()), p.Eligibility.Calendar)
	assert.Equal(t, civil.Calendar(civil.BuiltIn()), p.Permit.Endorsement.Calendar)
	assert.Equal(t, civil.WeekendsOnly(), p.Penalty.Calendar)
	assert.Equal(t, day("2026-01-01"), p.Permit.Commencement)
	assert.Equal(t, day("2026-01-01"), p.Penalty.Commencement)
}

// A numbering that misbehaves is found out, and nothing is recorded.
func TestNumberingIsChecked(t *testing.T) {
	ctx := context.Background()
	p := person(t, "测试甲", "1990-03-15")
	number, err := p.IDNumber.MarshalText()
	require.NoError(t, err)
	errSequence := errors.New("test: sequence is down")
	next := ""
	s := newScene(t, func(c *registry.Config) {
		c.Numbering = registry.NumberingFunc(func(_ context.Context, n registry.NumberFor) (string, error) {
			assert.Equal(t, registry.KindRegistration, n.Kind)
			assert.Equal(t, permit.Haidian, n.District)
			assert.Equal(t, agency, n.Office)
			assert.Equal(t, day("2026-01-15"), n.On)
			if next == "" {
				return "", errSequence
			}
			return next, nil
		})
	})
	declare := func(n string) error {
		next = n
		_, err := s.DeclareRegistration(ctx, s.order(clerk, "2026-01-15"), registry.Declaration{Person: p, Address: address(t, "110108", home)})
		return err
	}
	require.ErrorIs(t, declare(""), errSequence)
	for _, wrong := range []string{"lower", strings.Repeat("9", 65), string(number), "R 1"} {
		before := s.stored()
		err := declare(wrong)
		require.ErrorIs(t, err, registry.ErrNumber)
		assert.NotContains(t, err.Error(), wrong)
		assert.Equal(t, before, s.stored())
	}
	require.NoError(t, declare("R-1"))
	err = declare("R-1")
	require.ErrorIs(t, err, registry.ErrNumber)
	assert.Contains(t, err.Error(), "in use")
	require.NoError(t, declare(strings.Repeat("9", 17)), "an ordinary long number")
}

func TestTaskTexts(t *testing.T) {
	seen := map[string]bool{}
	for _, task := range registry.Tasks() {
		b, err := json.Marshal(task)
		require.NoError(t, err)
		var back registry.Task
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, task, back)
		assert.False(t, seen[task.String()])
		seen[task.String()] = true
		assert.NotEmpty(t, task.Label(language.Chinese))
		assert.NotEmpty(t, task.Label(language.English))
		assert.NotEqual(t, task.Label(language.Chinese), task.Label(language.English))
	}
	invalid := registry.Task(99)
	assert.Equal(t, "invalid(99)", invalid.String())
	assert.Equal(t, "invalid(99)", invalid.Label(language.Chinese))
	_, err := invalid.MarshalText()
	require.ErrorIs(t, err, word.ErrWord)
	keep := registry.Issue
	require.ErrorIs(t, keep.UnmarshalText([]byte("issuing")), word.ErrWord)
	assert.Equal(t, registry.Issue, keep)
}

// A result and a penalty come back from JSON as they were, decision and texts
// included.
func TestResultsInJSON(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2026-01-15")
	n := s.apply(p, "2026-07-15")
	res, err := s.Decide(ctx, s.order(officer, "2026-07-15"), registry.Ruling{Application: n, NotifiedOn: day("2026-07-15")})
	require.NoError(t, err)
	b, err := json.Marshal(res)
	require.NoError(t, err)
	var back registry.Result
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, res.Decision.Text(language.Chinese), back.Decision.Text(language.Chinese))
	assert.JSONEq(t, text(t, res.Receipt), text(t, back.Receipt))
	assert.Contains(t, string(b), `"outcome":"refused"`)
	assert.Contains(t, string(b), `"fee":"0.00"`)

	out, err := s.Sanction(ctx, s.order(officer, "2026-07-15"), lending(t, "2026-05-20", "200"))
	require.NoError(t, err)
	b, err = json.Marshal(out)
	require.NoError(t, err)
	var again registry.Penalty
	require.NoError(t, json.Unmarshal(b, &again))
	assert.JSONEq(t, text(t, out.Receipt), text(t, again.Receipt))
	assert.Equal(t, out.Follows.Punishable, again.Follows.Punishable)
	assert.Equal(t, eligibility.NextUnknown, again.Receipt.Next)
	assert.Equal(t, penalty.NoReferral, again.Follows.Crime.Kind)
}
