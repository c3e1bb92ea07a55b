package permit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/civil"
)

func TestFindingValidate(t *testing.T) {
	station := Office{ID: "01", Kind: PoliceStation}
	day := civil.MustParse("2026-03-02")
	made := Finding{Ground: "death", Authority: station, Day: day, Outcome: Established, Reference: "1"}
	with := func(change func(*Finding)) Finding { f := made; change(&f); return f }
	for _, c := range []struct {
		finding Finding
		want    []string
	}{
		{made, nil},
		{with(func(f *Finding) { f.Outcome = NotEstablished }), nil},
		{Finding{Ground: "death"}, nil},
		{Finding{Ground: "death", Authority: station, Reference: "1"}, nil}, // asked for, not made
		{Finding{}, []string{"finding.ground"}},
		{Finding{Outcome: Established}, []string{"finding.ground", "finding.authority.id", "finding.authority.kind", "finding.day", "finding.reference"}},
		{with(func(f *Finding) { f.Outcome = Open }), []string{"finding.day"}},
		{with(func(f *Finding) { f.Outcome = 99 }), []string{"finding.outcome"}},
		{with(func(f *Finding) { f.Day = civil.Date{} }), []string{"finding.day"}},
		{with(func(f *Finding) { f.Reference = "案 130100201003150000" }), []string{"finding.reference"}},
		{with(func(f *Finding) { f.Basis.Provision = "第三条" }), []string{"finding.basis.kind", "finding.basis.title"}},
		{with(func(f *Finding) { f.Basis = Basis{Kind: BasisRule, Title: "某规章"} }), nil},
		{with(func(f *Finding) { f.Ground = "Death" }), []string{"finding.ground"}},
		{with(func(f *Finding) { f.Ground = "-death" }), []string{"finding.ground"}},
		{with(func(f *Finding) { f.Ground = "1death" }), []string{"finding.ground"}},
		{with(func(f *Finding) { f.Ground = "死亡" }), []string{"finding.ground"}},
		{with(func(f *Finding) { f.Ground = "death_" }), []string{"finding.ground"}},
		{with(func(f *Finding) { f.Ground = "death-2" }), nil},
		{with(func(f *Finding) { f.Ground = Ground(strings.Repeat("x", 64)) }), nil},
		{with(func(f *Finding) { f.Ground = Ground(strings.Repeat("x", 65)) }), []string{"finding.ground"}},
	} {
		assert.Equal(t, c.want, faultsOf(t, c.finding.Validate()), c.finding)
	}
	assert.True(t, Finding{}.IsZero())
	assert.False(t, made.IsZero())
}

// TestFindingOn: the day before, the day, the day after.
func TestFindingOn(t *testing.T) {
	f := Finding{Ground: "death", Day: civil.MustParse("2026-03-02"), Outcome: Established}
	no, open, undated := f, f, f
	no.Outcome, open.Outcome, undated.Day = NotEstablished, Open, civil.Date{}
	for on, want := range map[string][4]Flag{
		"2026-03-01": {},
		"2026-03-02": {Yes, No},
		"2026-03-03": {Yes, No},
	} {
		day := civil.MustParse(on)
		assert.Equal(t, want, [4]Flag{f.On(day), no.On(day), open.On(day), undated.On(day)}, on)
	}
	assert.Equal(t, FlagUnknown, f.On(civil.Date{}))
}
