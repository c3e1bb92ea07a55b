package eligibility_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// population is a mix of applications as a desk sees them: tenants, employees,
// students and people who rely on two grounds; recently and long registered;
// some with a second registration, some not reviewed yet.
func population(n int) []*eligibility.Application {
	r := rand.New(rand.NewPCG(1, 2))
	as := make([]*eligibility.Application, n)
	for i := range as {
		a := from("2026-01-15")
		a.Registrations[0].First = day("2026-07-16").AddDays(-r.IntN(400))
		if r.IntN(3) == 0 {
			first := a.Registrations[0].First
			a.Registrations = append([]eligibility.Registration{
				{First: first.AddDays(-200), Last: first.DayBefore(), District: permit.Haidian},
			}, a.Registrations...)
		}
		kind := r.IntN(4)
		if kind == 0 || kind == 3 {
			a.Claims |= eligibility.ClaimEmployment
			a.Employments = []eligibility.Employment{contract()}
			a.Insurance.Months = insured("2025-12", "2026-06")[r.IntN(3):]
			a.Insurance.Review = accepted(permit.HumanResources)
		}
		if kind == 1 || kind == 3 {
			a.Claims |= eligibility.ClaimDwelling
			a.Dwellings = []eligibility.Dwelling{lease()}
			if r.IntN(4) == 0 {
				a.Dwellings[0].Review = eligibility.Review{}
			}
		}
		if kind == 2 {
			a.Claims |= eligibility.ClaimStudy
			a.Studies = []eligibility.Study{enrolment()}
		}
		as[i] = a
	}
	return as
}

var (
	maskSink    int
	outcomeSink rule.Outcome
)

// BenchmarkEligibility measures the table against the hand-written mask, once
// with the dates worked out in each call and once with the day made ready. Both
// sides compute every condition and the outcome.
//
// The ratio takes turns between the two and compares the best of the turns, so
// that whatever else the machine does falls on both alike.
func BenchmarkEligibility(b *testing.B) {
	on := day("2026-07-16")
	as := population(1024)
	c, ready := cutOffsOn(on), eligibility.On(on, nil)
	for _, bb := range []struct {
		name        string
		mask, table func(*eligibility.Application)
	}{
		{
			"dates-in-call",
			func(a *eligibility.Application) {
				c := cutOffsOn(on)
				maskSink += handMask(a, &c).outcome()
			},
			func(a *eligibility.Application) { outcomeSink += eligibility.Decide(a, on, nil).Outcome() },
		},
		{
			"day-ready",
			func(a *eligibility.Application) { maskSink += handMask(a, &c).outcome() },
			func(a *eligibility.Application) { outcomeSink += ready.Decide(a).Outcome() },
		},
	} {
		single := func(f func(*eligibility.Application)) func(b *testing.B) {
			return func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					f(as[i&1023])
					i++
				}
			}
		}
		b.Run(bb.name+"/mask", single(bb.mask))
		b.Run(bb.name+"/table", single(bb.table))
		b.Run(bb.name+"/ratio", func(b *testing.B) {
			turn := func(f func(*eligibility.Application), best time.Duration) time.Duration {
				start := time.Now()
				for _, a := range as {
					f(a)
				}
				return min(best, time.Since(start))
			}
			mask, table := time.Hour, time.Hour
			for b.Loop() {
				mask, table = turn(bb.mask, mask), turn(bb.table, table)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(table)/float64(mask), "table/mask")
			b.ReportMetric(float64(mask)/1024, "mask-ns")
			b.ReportMetric(float64(table)/1024, "table-ns")
		})
	}
}
