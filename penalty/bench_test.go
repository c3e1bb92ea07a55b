package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Checking a proposal does not allocate, lawful or not.
func TestCheckDoesNotAllocate(t *testing.T) {
	for _, change := range []func(*Proposal){
		func(*Proposal) {},
		func(p *Proposal) { p.Sanction.Fine = fineOfYuan("1000.01") },
		func(p *Proposal) { p.Sanction, p.Mitigation = Sanction{}, Mitigation{Waived, APL33} },
	} {
		p := lawful(Impersonate)
		change(&p)
		pol := &Policy{}
		assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = Check(&p, decisionDay, pol) }))
		assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = Execute(&p.Case, decisionDay, pol) }))
		assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = Follow(&p.Case, decisionDay, pol) }))
		assert.Zero(t, testing.AllocsPerRun(100, func() { _ = Punishable(&p.Case, decisionDay, pol) }))
	}
}

// With findings too, deciding allocates nothing; validating them is the affair
// of package permit.
func TestDecidingDoesNotAllocate(t *testing.T) {
	p, pol := full(), &Policy{}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = checkTable.Decide(&p, decisionDay, pol) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = executeTable.Decide(&p.Case, decisionDay, pol) }))
}

func BenchmarkCheck(b *testing.B) {
	p, pol := lawful(Forge), &Policy{}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = Check(&p, decisionDay, pol)
	}
}

func BenchmarkCheckOutcome(b *testing.B) {
	p, pol := lawful(Forge), &Policy{}
	p.Sanction.Days = 16
	b.ReportAllocs()
	for b.Loop() {
		d, _ := Check(&p, decisionDay, pol)
		_ = d.Outcome()
	}
}

func BenchmarkPunishable(b *testing.B) {
	c, pol := adultCase(Forge), &Policy{}
	b.ReportAllocs()
	for b.Loop() {
		_ = Punishable(&c, decisionDay, pol)
	}
}
