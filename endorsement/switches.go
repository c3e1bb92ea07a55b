package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// readings are all readings of article 14. Calendar and LapseAfter are facts, not
// readings. A02 (c) has no value of its own: it always gives the same day as (b).
var readings = rule.NewSwitches("endorsement",
	rule.Choose(law.A02, "Full", func(p *Policy) *civil.Fullness { return &p.Full }, "a", "b"),
	rule.Choose(law.A03, "Extension", func(p *Policy) *civil.ExtensionRule { return &p.Extension }, "a", "b", "c"),
	rule.Choose(law.A04, "OffDays", func(p *Policy) *civil.OffRule { return &p.OffDays }, "a", "b", "c"),
	rule.Choose(law.A27, "LastDay", func(p *Policy) *LastDayRule { return &p.LastDay }, "a", "b", "c"),
	rule.Choose(law.A29, "Window", func(p *Policy) *WindowRule { return &p.Window }, "a", "b", "c", "d"),
	rule.Choose(law.A30, "NewTerm", func(p *Policy) *TermRule { return &p.NewTerm }, "a", "b"),
	rule.Choose(law.A31, "Early", func(p *Policy) *EarlyRule { return &p.Early }, "a", "b", "c"),
	rule.Choose(law.A32, "Suspension", func(p *Policy) *SuspensionRule { return &p.Suspension }, "a", "b"),
	rule.Choose(law.A33, "Late", func(p *Policy) *LateRule { return &p.Late }, "a", "b", "c"),
	rule.Choose(law.A34, "YearsFrom", func(p *Policy) *YearsRule { return &p.YearsFrom }, "a", "b", "c"),
	rule.Choose(law.A35, "Lateness", func(p *Policy) *LatenessRule { return &p.Lateness }, "a", "b", "c"),
	rule.Choose(law.A41, "Address", func(p *Policy) *AddressRule { return &p.Address }, "a", "b"),
)

// Switches connect each field of Policy that chooses a reading with its entry in
// the register. The list is the caller's own.
func Switches() []rule.Switch[Policy] { return readings.List() }
