package endorsement

import (
	"github.com/juzhuzheng/residence/permit/rule"
)

// Facts are what decides whether an endorsement may be made on a day. A fact
// left out is unknown, which is neither yes nor no.
type Facts struct {
	// Permit is the record so far. What lies after the day of judgement is not
	// looked at.
	Permit Timeline `json:"permit"`
	// GoesOnLiving: the holder goes on living in Beijing after the term (继续在
	// 京居住). A current registered address in Beijing is enough; there is no
	// test of absence (A80).
	GoesOnLiving rule.Truth `json:"goesOnLiving"`
	// ConditionsMet: one of the three conditions for applying is still met.
	// Only RecheckConditions asks (A35 b).
	ConditionsMet rule.Truth `json:"conditionsMet"`
	// AddressUpToDate: no move is waiting to be reported (13.1). Only
	// AddressFirst makes that an obstacle; otherwise it is only told (A41).
	AddressUpToDate rule.Truth `json:"addressUpToDate"`

	_ struct{}
}
