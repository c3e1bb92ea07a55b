package penalty

import (
	"slices"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
)

// faults are those of one record, as errors of package permit.
type faults struct{ record.Faults }

func faultsIn(name string) faults { return faults{record.Faults{Record: name}} }

// known asks for a value of an enumeration. It costs nothing where it is one:
// every judgement asks first.
func (f *faults) known(ok bool, field string) {
	f.Require(ok, field, "must be a value of its enumeration", permit.ErrWord)
}

func (f *faults) flag(v permit.Flag, field string) { f.known(permit.Known(v), field) }

func (f *faults) actor(k permit.ActorKind, field string) { f.known(permit.Known(k), field) }

func (f *faults) office(k permit.OfficeKind, field string) { f.known(permit.Known(k), field) }

// finding takes over the faults of a finding, and asks that it is on the ground
// that the field is for; none at all is no fault.
func (f *faults) finding(v *permit.Finding, field string, grounds ...permit.Ground) {
	if v.IsZero() {
		return
	}
	f.Nested(field, v.Validate())
	f.Require(slices.Contains(grounds, v.Ground), field+".ground", "must be the ground the field is for", permit.ErrContradiction)
}
