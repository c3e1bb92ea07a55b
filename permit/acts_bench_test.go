package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit"
)

// twelve is a permit with twelve acts, one of them recorded out of order.
func twelve(t testing.TB) permit.Permit {
	return record(t, nil,
		issue("2020-03-10"), endorse("2021-03-05"),
		act(d("2021-06-01"), permit.LossReport{Card: "C-1"}), reissue("2021-06-03", "C-2", "C-1"),
		endorse("2022-03-01"), sample(permit.ActAddressChanged, "2022-08-01"),
		endorse("2023-02-25"), exchange("2023-05-01", "C-3", "C-2"),
		sample(permit.ActInformationChecked, "2023-09-01"), endorse("2024-02-20"),
		late(sample(permit.ActAddressChanged, "2023-12-01"), d("2024-02-21")), endorse("2025-02-10"))
}

func TestAnsweringDoesNotAllocate(t *testing.T) {
	r := twelve(t)
	day, p := d("2025-06-01"), withHolidays()
	face := must(r.Face("C-3", nil))
	for name, f := range map[string]func(){
		"StatusOn":   func() { _, _ = r.StatusOn(day, nil) },
		"On":         func() { _, _ = r.On(day, p) },
		"Face":       func() { _, _ = r.Face("C-3", p) },
		"Verify":     func() { _ = r.Verify("C-3", day, p) },
		"VerifyCard": func() { _ = permit.VerifyCard(face, day, p) },
		"AsKnown":    func() { v := r.AsKnown(noon(day)); _, _ = v.StatusOn(day, nil) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, f), name)
	}
	facts := permit.ReissueFacts{Permit: alive(day)}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = permit.DecideReissue(&facts, day, p).Outcome() }))
}

func BenchmarkStatusOn(b *testing.B) {
	r, day := twelve(b), d("2025-06-01")
	b.ReportAllocs()
	for b.Loop() {
		_, _ = r.StatusOn(day, nil)
	}
}

func BenchmarkVerifyCard(b *testing.B) {
	r, day := twelve(b), d("2025-06-01")
	face := must(r.Face("C-3", nil))
	b.ReportAllocs()
	for b.Loop() {
		_ = permit.VerifyCard(face, day, nil)
	}
}
