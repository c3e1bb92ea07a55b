package penalty

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// maxExecuted is the most detention that is executed together, in days
// (治安管理处罚法 16; reading A68), and maxSingle the most for one act.
const (
	maxExecuted = 20
	maxSingle   = 15
)

// A Decided is one sanction that was decided, as one of several against the
// same offender.
type Decided struct {
	Act      Act      `json:"act,omitzero"`
	Sanction Sanction `json:"sanction,omitzero"`
	// Conduct numbers what was done. Decisions with the same number other than
	// 0 are about one act under several clauses, which carries one fine
	// (行政处罚法 29); 0 is an act by itself.
	Conduct uint32 `json:"conduct,omitzero"`
	// Item numbers the permit concerned, 0 if it does not matter. Readings A59
	// (b) and (c) see one act where the same permit was obtained by fraud and
	// used.
	Item uint32 `json:"item,omitzero"`
	// Executed says whether the detention is executed: the outcome of Execute.
	// It is not asked for where there is no detention.
	Executed permit.Flag `json:"executed,omitzero"`

	_ struct{}
}

// ExecutedFlag records the outcome of Execute.
func ExecutedFlag(d rule.Decision) permit.Flag {
	switch d.Outcome() {
	case rule.Approved:
		return permit.Yes
	case rule.Refused:
		return permit.No
	}
	return permit.FlagUnknown
}

// An Execution is what several decisions come to when they are executed
// together (reading A68). Each decision stands; only this is joined.
type Execution struct {
	Acts     int             `json:"acts"`     // separate acts
	Warnings int             `json:"warnings"` // one for each act at most
	Fines    decimal.Decimal `json:"fines"`    // yuan, without ceiling
	// Detention in days. Decided is the sum of what was decided; Executed is
	// what is executed, at most 20; NotExecuted stays decided; Open is what
	// waits for a fact; Cut is what would be executed but for the 20 days, and
	// stays decided too. Decided is the sum of the other four.
	DaysDecided     int `json:"daysDecided"`
	DaysExecuted    int `json:"daysExecuted"`
	DaysNotExecuted int `json:"daysNotExecuted"`
	DaysOpen        int `json:"daysOpen"`
	DaysCut         int `json:"daysCut"`
}

// Combine executes several decisions against one offender together: one warning
// for each act, fines added up, detention added up and executed up to 20 days.
// Of decisions about the same act only the higher fine and the longer detention
// remain, and its warning. Reading A59 (b) and (c) join the decisions on
// obtaining and using the same permit; under (c) nothing remains of the former.
// The order of the decisions does not matter. A nil policy chooses the default
// readings.
//
// An error means that a decision cannot have been lawful: an act without a
// sanction, a warning for an act whose clause has none, a fine that is no amount
// or above the ceiling of the clause under the schedule chosen, detention outside
// 0 to 15 days or for an act of articles 26 and 27. The use of a fraudulently
// obtained permit may carry the warning that obtaining it would have brought
// (A59). The error is a *permit.RecordError that lists them all.
func Combine(ds []Decided, p *Policy) (Execution, error) {
	p, err := reading(p)
	if err != nil {
		return Execution{}, err
	}
	f := faultsIn("decided")
	for i := range ds {
		ds[i].check(&f, strconv.Itoa(i), p)
	}
	if err := f.Err(); err != nil {
		return Execution{}, err
	}
	var x Execution
	group := groups(ds, p)
	for g := range ds {
		if group[g] == g {
			x.add(join(ds, group, g, p))
		}
	}
	x.DaysCut = max(x.DaysExecuted-maxExecuted, 0)
	x.DaysExecuted -= x.DaysCut
	return x, nil
}

func (d *Decided) check(f *faults, i string, p *Policy) {
	f.Require(d.Act.Sanctioned(), i+".act", "must be an act with a sanction", permit.ErrContradiction)
	f.Require(d.Sanction.Fine.payable(), i+".sanction.fine", payableRule, permit.ErrContradiction)
	tier, most := NoTier, 0
	if d.Act.article() == 28 {
		tier, most = BaseTier, maxSingle
	}
	keeps := d.Act == UseFraudulent && p.FraudThenUse != UseAbsorbs
	f.Require(!d.Sanction.Warning || d.Act.article() == 26 || keeps, i+".sanction.warning", "must be a warning the clause can carry", permit.ErrContradiction)
	// Beyond the ceiling of its clause no fine was lawful, and a sum of such
	// amounts could be of any size.
	if b, ok := boundsOf(d.Act, tier, p); ok {
		n, _ := d.Sanction.Fine.fen()
		f.Require(n <= b.most, i+".sanction.fine", "must be within the ceiling of the clause", permit.ErrContradiction)
	}
	f.Require(d.Sanction.Days >= 0 && d.Sanction.Days <= most, i+".sanction.days", "must be days of detention the clause can carry", permit.ErrContradiction)
	f.flag(d.Executed, i+".executed")
}

// same reports whether two decisions are about one act.
func same(a, b *Decided, p *Policy) bool {
	if a.Conduct != 0 && a.Conduct == b.Conduct {
		return true
	}
	fraudAndUse := a.Act == FraudObtain && b.Act == UseFraudulent || a.Act == UseFraudulent && b.Act == FraudObtain
	return p.FraudThenUse != TwoActs && fraudAndUse && a.Item != 0 && a.Item == b.Item
}

// groups numbers each decision with the lowest index among those about the same
// act, directly or through others.
func groups(ds []Decided, p *Policy) []int {
	group := make([]int, len(ds))
	for j := range ds {
		group[j] = j
		for i := range j {
			if group[i] == group[j] || !same(&ds[i], &ds[j], p) {
				continue
			}
			from, to := max(group[i], group[j]), min(group[i], group[j])
			for k := range j + 1 {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	return group
}

// join is what remains of the decisions of group g.
func join(ds []Decided, group []int, g int, p *Policy) Decided {
	var whole Decided
	for i := range ds {
		d := &ds[i]
		if group[i] != g || p.FraudThenUse == UseAbsorbs && d.Act == FraudObtain && used(ds, group, g) {
			continue
		}
		s := &whole.Sanction
		s.Warning = s.Warning || d.Sanction.Warning
		if d.Sanction.Fine.imposed && (!s.Fine.imposed || d.Sanction.Fine.yuan.GreaterThan(s.Fine.yuan)) {
			s.Fine = d.Sanction.Fine
		}
		switch {
		case d.Sanction.Days > s.Days:
			s.Days, whole.Executed = d.Sanction.Days, d.Executed
		case d.Sanction.Days == s.Days:
			whole.Executed = kinder(whole.Executed, d.Executed)
		}
	}
	return whole
}

// used reports whether the group has a decision on using a fraudulently
// obtained permit.
func used(ds []Decided, group []int, g int) bool {
	for i := range ds {
		if group[i] == g && ds[i].Act == UseFraudulent {
			return true
		}
	}
	return false
}

// kinder keeps the answer that spares detention, then the open one.
func kinder(a, b permit.Flag) permit.Flag {
	if a == permit.No || b == permit.No {
		return permit.No
	}
	return min(a, b)
}

func (x *Execution) add(d Decided) {
	s := d.Sanction
	x.Acts++
	if s.Warning {
		x.Warnings++
	}
	x.Fines = x.Fines.Add(s.Fine.yuan)
	x.DaysDecided += s.Days
	switch d.Executed {
	case permit.Yes:
		x.DaysExecuted += s.Days
	case permit.No:
		x.DaysNotExecuted += s.Days
	default:
		x.DaysOpen += s.Days
	}
}
