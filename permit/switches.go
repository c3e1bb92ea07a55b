package permit

import (
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// readings are all readings of articles 11 to 13, 18 and 21 to 24, and those of
// article 14, which are the fields of Policy.Endorsement: a permit's status hangs
// on them as well.
var readings = rule.NewSwitches("permit",
	rule.Choose(law.A02, "Endorsement.Full", func(p *Policy) *civil.Fullness { return &p.Endorsement.Full }, "a", "b"),
	rule.Choose(law.A03, "Endorsement.Extension", func(p *Policy) *civil.ExtensionRule { return &p.Endorsement.Extension }, "a", "b", "c"),
	rule.Choose(law.A04, "Endorsement.OffDays", func(p *Policy) *civil.OffRule { return &p.Endorsement.OffDays }, "a", "b", "c"),
	rule.Choose(law.A27, "Endorsement.LastDay", func(p *Policy) *endorsement.LastDayRule { return &p.Endorsement.LastDay }, "a", "b", "c"),
	rule.Choose(law.A29, "Endorsement.Window", func(p *Policy) *endorsement.WindowRule { return &p.Endorsement.Window }, "a", "b", "c", "d"),
	rule.Choose(law.A30, "Endorsement.NewTerm", func(p *Policy) *endorsement.TermRule { return &p.Endorsement.NewTerm }, "a", "b"),
	rule.Choose(law.A31, "Endorsement.Early", func(p *Policy) *endorsement.EarlyRule { return &p.Endorsement.Early }, "a", "b", "c"),
	rule.Choose(law.A32, "Endorsement.Suspension", func(p *Policy) *endorsement.SuspensionRule { return &p.Endorsement.Suspension }, "a", "b"),
	rule.Choose(law.A33, "Endorsement.Late", func(p *Policy) *endorsement.LateRule { return &p.Endorsement.Late }, "a", "b", "c"),
	rule.Choose(law.A34, "Endorsement.YearsFrom", func(p *Policy) *endorsement.YearsRule { return &p.Endorsement.YearsFrom }, "a", "b", "c"),
	rule.Choose(law.A35, "Endorsement.Lateness", func(p *Policy) *endorsement.LatenessRule { return &p.Endorsement.Lateness }, "a", "b", "c"),
	rule.Choose(law.A38, "SevenDays", func(p *Policy) *SevenDaysRule { return &p.SevenDays }, "a", "b", "c"),
	rule.Choose(law.A41, "Endorsement.Address", func(p *Policy) *endorsement.AddressRule { return &p.Endorsement.Address }, "a", "b"),
	rule.Choose(law.A42, "NewCard", func(p *Policy) *NewCardRule { return &p.NewCard }, "a", "b"),
	rule.Choose(law.A43, "OverdueCard", func(p *Policy) *OverdueCardRule { return &p.OverdueCard }, "a", "b", "c"),
	rule.Choose(law.A48, "ConditionsLost", func(p *Policy) *ConditionsLostRule { return &p.ConditionsLost }, "a", "b", "c"),
	rule.Choose(law.A50, "Cancellation", func(p *Policy) *CancellationEffectRule { return &p.Cancellation }, "a", "b", "c"),
	rule.Choose(law.A52, "SecondApplication", func(p *Policy) *SecondApplicationRule { return &p.SecondApplication }, "a", "b"),
)

// Switches connect each field of Policy that chooses a reading, those of
// Policy.Endorsement included, with its entry in the register. The list is the
// caller's own.
func Switches() []rule.Switch[Policy] { return readings.List() }
