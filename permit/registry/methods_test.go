package registry_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// A method is one method of the registry that takes an order, with an input that
// goes through at a scene made ready for it, and another one.
type method struct {
	task registry.Task
	by   permit.Actor
	on   string
	// ready prepares the scene and gives the method's two inputs: run(o, false)
	// goes through, run(o, true) asks for something else.
	ready func(t testing.TB, s *scene) (run func(o registry.Order, other bool) (any, error))
}

func methods() []method {
	ctx := context.Background()
	pick := func(other bool, first, second string) string {
		if other {
			return second
		}
		return first
	}
	onPermit := func(issued string, run func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error)) func(testing.TB, *scene) func(registry.Order, bool) (any, error) {
		return func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			r := s.issued(person(t, "测试甲", "1990-03-15"), issued)
			return func(o registry.Order, other bool) (any, error) { return run(t, s, r, o, other) }
		}
	}
	return []method{
		{registry.DeclareRegistration, clerk, "2026-01-15", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			return func(o registry.Order, other bool) (any, error) {
				return s.DeclareRegistration(ctx, o, registry.Declaration{
					Person: person(t, "测试甲", "1990-03-15"), Address: address(t, "110108", pick(other, home, "测试街丙三号")),
				})
			}
		}},
		{registry.EndRegistration, clerk, "2026-01-15", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			n := s.register(person(t, "测试甲", "1990-03-15"), "2025-01-10").Receipt.Number
			return func(o registry.Order, other bool) (any, error) {
				return s.EndRegistration(ctx, o, pick(other, n, "R-000999"))
			}
		}},
		{registry.RejectRegistration, officer, "2026-01-15", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			n := s.register(person(t, "测试甲", "1990-03-15"), "2025-01-10").Receipt.Number
			return func(o registry.Order, other bool) (any, error) {
				return s.RejectRegistration(ctx, o, registry.RegistrationFinding{
					Registration: n, Finding: found(eligibility.GroundFalseRegistration, station, pick(other, "2026-01-14", "2026-01-13")),
				})
			}
		}},
		{registry.Apply, clerk, "2026-01-15", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2025-01-10")
			return func(o registry.Order, other bool) (any, error) {
				a := application(t, p)
				if other {
					a.Residence = address(t, "110108", "测试街丙三号")
				}
				return s.Apply(ctx, o, a)
			}
		}},
		{registry.ReviewProof, reviewer, "2026-01-16", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2025-01-10")
			n := s.apply(p, "2026-01-15")
			return func(o registry.Order, other bool) (any, error) {
				return s.ReviewProof(ctx, o, registry.ProofReview{
					Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Rejected, Reason: pick(other, "租赁合同无法核实", "出租人不存在"),
				})
			}
		}},
		{registry.Decide, officer, "2026-01-16", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2025-01-10")
			n := s.apply(p, "2026-01-15")
			return func(o registry.Order, other bool) (any, error) {
				return s.Decide(ctx, o, registry.Ruling{Application: pick(other, n, "A-000999")})
			}
		}},
		{registry.Issue, officer, "2026-01-17", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2025-01-10")
			n := s.apply(p, "2026-01-15")
			s.approve(n, "2026-01-16")
			return func(o registry.Order, other bool) (any, error) {
				return s.Issue(ctx, o, registry.Issuance{Application: pick(other, n, "A-000999")})
			}
		}},
		{registry.Endorse, clerk, "2026-02-20", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Endorse(ctx, o, registry.Endorsing{Permit: r.Permit, Presence: inPerson, AddressUpToDate: permit.FlagOf(!other)})
		})},
		{registry.ReportLost, clerk, "2025-06-01", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.ReportLost(ctx, o, permit.ID(pick(other, string(r.Permit), "P-000999")))
		})},
		{registry.RecordFound, clerk, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
			_, err := s.ReportLost(ctx, s.order(clerk, "2025-06-01"), r.Permit)
			require.NoError(t, err)
			return func(o registry.Order, other bool) (any, error) {
				return s.RecordFound(ctx, o, registry.FoundCard{Permit: r.Permit, Card: r.Card, HandedIn: permit.FlagOf(other)})
			}
		}},
		{registry.Reissue, clerk, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Reissue(ctx, o, registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.FlagOf(!other)})
		})},
		{registry.Exchange, clerk, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Exchange(ctx, o, registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.FlagOf(!other)})
		})},
		{registry.ChangeAddress, at(clerk, permit.Chaoyang), "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.ChangeAddress(ctx, o, registry.AddressChange{
				Permit: r.Permit, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day(pick(other, "2025-05-30", "2025-05-29")),
			})
		})},
		{registry.RecordSuspension, officer, "2026-03-11", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.RecordSuspension(ctx, o, permit.ID(pick(other, string(r.Permit), "P-000999")))
		})},
		{registry.CheckInformation, officer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.CheckInformation(ctx, o, registry.InformationCheck{Permit: r.Permit, Agrees: permit.FlagOf(!other)})
		})},
		{registry.RecordFinding, officer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.RecordFinding(ctx, o, registry.PermitFinding{
				Permit: r.Permit, Finding: found(permit.FoundConditionsLost, housing, pick(other, "2025-06-01", "2025-05-31")),
			})
		})},
		{registry.Cancel, officer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Cancel(ctx, o, registry.Cancelling{
				Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-05-20"),
				Finding: found(permit.FoundDeath, station, pick(other, "2025-06-01", "2025-05-31")),
			})
		})},
		{registry.Confiscate, officer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Confiscate(ctx, o, registry.Confiscating{
				Item: permit.FraudulentlyObtained, Card: r.Card, Finding: found(permit.FoundFraudulent, housing, pick(other, "2025-06-01", "2025-05-31")),
			})
		})},
		{registry.Sanction, officer, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			return func(o registry.Order, other bool) (any, error) {
				in := lending(t, "2025-05-20", "200")
				if other {
					in = lending(t, "2025-05-20", "100")
				}
				return s.Sanction(ctx, o, in)
			}
		}},
		{registry.Refer, officer, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			return func(o registry.Order, other bool) (any, error) {
				in := lending(t, "2025-05-20", "200")
				in.Proposal.Case.Act = penalty.Forge
				in.Proposal.Case.Crime = found(penalty.FoundCrime, station, pick(other, "2025-06-01", "2025-05-31"))
				return s.Refer(ctx, o, in)
			}
		}},
		{registry.Inspect, police, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.Inspect(ctx, o, registry.Inspecting{Card: r.Card, OnDuty: permit.Yes, CredentialsShown: permit.FlagOf(!other)})
		})},
		{registry.RevealHolder, officer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.RevealHolder(ctx, o, registry.Disclosing{
				Record: string(r.Permit), Purpose: permit.PurposeMakeCard, Fields: []registry.Field{registry.Field(pick(other, "name", "born"))},
			})
		})},
		{registry.RevealApplication, reviewer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.RevealApplication(ctx, o, registry.Disclosing{
				Record: r.Number, Purpose: permit.PurposeReview, Fields: []registry.Field{registry.Field(pick(other, "name", "born"))},
			})
		})},
		{registry.ViewHolder, clerk, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.ViewHolder(ctx, o, registry.Disclosing{
				Record: string(r.Permit), Purpose: permit.PurposeInformationCheck, Fields: []registry.Field{registry.Field(pick(other, "name", "born"))},
			})
		})},
		{registry.ViewApplication, reviewer, "2025-06-02", onPermit("2025-03-10", func(t testing.TB, s *scene, r registry.Receipt, o registry.Order, other bool) (any, error) {
			return s.ViewApplication(ctx, o, registry.Disclosing{
				Record: r.Number, Purpose: permit.PurposeReview, Fields: []registry.Field{registry.Field(pick(other, "name", "born"))},
			})
		})},
		{registry.TakeOver, officer, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			return func(o registry.Order, other bool) (any, error) {
				in := former(t)
				in.Card = permit.CardNumber(pick(other, "OLD-C-1", "OLD-C-2"))
				return s.TakeOver(ctx, o, in)
			}
		}},
		{registry.Erase, officer, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			n := s.register(p, "2023-01-10").Receipt.Number
			_, err := s.EndRegistration(ctx, s.order(clerk, "2025-06-01"), n)
			require.NoError(t, err)
			return func(o registry.Order, other bool) (any, error) {
				in := erasing(p, registry.KindRegistration)
				in.Finding.Reference = pick(other, in.Finding.Reference, "测字〔2026〕2号")
				return s.Erase(ctx, o, in)
			}
		}},
		{registry.ReadSanctions, officer, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			in := lending(t, "2025-05-20", "200")
			_, err := s.Sanction(ctx, s.order(officer, "2025-06-01"), in)
			require.NoError(t, err)
			return func(o registry.Order, other bool) (any, error) {
				return s.ReadSanctions(ctx, o, registry.SanctionSearch{
					Offender: in.Offender, Purpose: permit.Purpose(pick(other, string(permit.PurposeSanction), string(permit.PurposeLegalProceedings))),
				})
			}
		}},
	}
}

// scene is a scene for the method: sealed for an erasure, which needs keys to
// destroy.
func (m *method) scene(t testing.TB, b storage.Backend) *scene {
	t.Helper()
	if m.task == registry.Erase {
		return newSceneSealedBy(t, b, envelope(t, new(storage.MemoryVault), 's'), nil)
	}
	return newSceneOver(t, b)
}

// queries are the methods that take an actor and no order.
func queries() []method {
	ctx := context.Background()
	first := func(seq func(yield func(registry.Summary, error) bool)) (out registry.Summary, err error) {
		for v, e := range seq {
			return v, e
		}
		return out, nil
	}
	on := func(run func(s *scene, o registry.Order) (any, error)) func(testing.TB, *scene) func(registry.Order, bool) (any, error) {
		return func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
			return func(o registry.Order, _ bool) (any, error) { return run(s, o) }
		}
	}
	return []method{
		{registry.Verify, reviewer, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.Verify(ctx, o.By, "C-000004", o.On)
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.StateOf(ctx, o.By, "P-000003", o.On, 0)
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.History(ctx, o.By, "P-000003")
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.PermitOf(ctx, o.By, "C-000004")
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.ApplicationOf(ctx, o.By, "A-000002")
		})},
		{registry.ReadPermits, clerk, "2025-06-02", func(t testing.TB, s *scene) func(registry.Order, bool) (any, error) {
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2025-03-10")
			n := s.apply(p, "2025-06-01")
			_, err := s.Decide(ctx, s.order(officer, "2025-06-01"), registry.Ruling{Application: n, NotifiedOn: day("2025-06-01")})
			require.NoError(t, err)
			return func(o registry.Order, _ bool) (any, error) { return s.RefusalOf(ctx, o.By, n) }
		}},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.PermitsOf(ctx, o.By, person(s.t, "测试甲", "1990-03-15"), permit.Document{})
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return first(s.Due(ctx, o.By, permit.Haidian, civil.Range{First: o.On, Last: o.On}))
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return first(s.Suspended(ctx, o.By, permit.Haidian, o.On))
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return first(s.InDistrict(ctx, o.By, permit.Haidian))
		})},
		{registry.ReadPermits, clerk, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			for v, err := range s.OpenApplications(ctx, o.By, o.On) {
				return v, err
			}
			return nil, nil
		})},
		{registry.Count, reviewer, "2025-06-02", on(func(s *scene, o registry.Order) (any, error) {
			return s.Counts(ctx, o.By)
		})},
	}
}

// lending is a case of 26.1.c against a synthetic adult, with warning and fine.
func lending(t testing.TB, on, yuan string) registry.Sanctioning {
	t.Helper()
	amount, err := decimal.NewFromString(yuan)
	require.NoError(t, err)
	return registry.Sanctioning{
		Offender: person(t, "测试乙", "1985-06-01"),
		Proposal: penalty.Proposal{
			Case: penalty.Case{
				Act: penalty.Lend, Offender: penalty.Offender{Kind: permit.Individual}, Day: day(on), Discovered: day(on),
			},
			Sanction: penalty.Sanction{Warning: true, Fine: penalty.Yuan(amount)},
		},
	}
}
