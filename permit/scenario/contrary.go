package scenario

import (
	"errors"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// readBy are the clauses that read the parts of an application.
var readBy = map[string]string{
	"applicant": "2.1", "residence": "8.1", "registrations": "8.1", "insurance": "8.2.a", "employments": "8.2.a", "dwellings": "8.2.b", "studies": "8.2.c",
	"materials": "9.1", "inPerson": "10.1.a", "agent": "10.1.b", "limitedMobility": "10.1.b",
}

// contrary is the fault of facts that no record may hold together, with the
// clause that reads them. It is nil if err is.
func contrary(err error, act penalty.Act) error {
	var field *permit.FieldError
	if !errors.As(err, &field) {
		return err
	}
	clause := act.Clause().String()
	for _, part := range strings.Split(field.Field, ".") {
		if c, is := readBy[part]; is {
			clause = c
			break
		}
	}
	if clause == "" {
		return wrong("事实不能如此记载：%v", "facts that no record may hold: %v", err)
	}
	return wrong("第 %[2]s 项的事实不能如此记载：%[1]v", "facts of %[2]s that no record may hold: %[1]v", err, clause)
}

// sound finds what no application may say. That a registration began on a day
// nobody knows is a question for the rules, and none that a record could hold.
func sound(a *eligibility.Application) error {
	known := copied(*a)
	known.Registrations = slices.DeleteFunc(known.Registrations, func(r eligibility.Registration) bool { return r.First.IsZero() })
	return contrary(known.Validate(), penalty.NoAct)
}

// soundFacts finds what no facts of a question may say.
func soundFacts(f fact) error {
	act := penalty.NoAct
	if p, is := f.input().(*penalty.Proposal); is {
		act = p.Case.Act
	}
	return contrary(f.validate(), act)
}

// validate finds what is wrong with an order before any desk sees it.
func (o *order) validate() error {
	if err := o.by.Validate(); err != nil {
		c, _ := registry.Authority(o.task, o.by.Kind)
		return wrong("机构与经办人不符（%[2]v），请用 by= 写明该机构的人员：%[1]v",
			"the office is none of whoever does this (%[2]v); name somebody of it with by=: %[1]v", err, c)
	}
	switch in := o.in.input().(type) {
	case *eligibility.Application:
		return sound(in)
	case *registry.Sanctioning:
		return contrary(in.Proposal.Validate(), in.Proposal.Case.Act)
	case *registry.AddressChange:
		if err := in.Address.Validate(); err != nil {
			return contrary(err, penalty.NoAct)
		}
	}
	if p := presence(o.in.input()); p != nil {
		f := eligibility.Filing{InPerson: p.InPerson, Agent: p.Agent, LimitedMobilityClaimed: p.LimitedMobilityClaimed, LimitedMobility: p.LimitedMobility}
		return contrary(f.Validate(), penalty.NoAct)
	}
	return soundFacts(o.in)
}
