package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// found is what a finding says on a day about the ground it is needed for.
//
// No finding, one on another ground, one that found the contrary, one made only
// later and one by a body that may make none do not support the act on that day;
// one that is open, lacks its ground, its day or its authority leaves the matter
// open.
func found(f *Finding, ground Ground, on civil.Date) rule.Truth {
	switch {
	case f.IsZero(), f.Ground != "" && f.Ground != ground, f.Outcome == NotEstablished, f.Day.StrictlyAfter(on):
		return rule.Unmet
	case f.Ground == "", f.Outcome != Established, f.Day.IsZero():
		return rule.Unknown
	}
	return f.Authority.Kind.MayFind()
}

// MayFind tells whether a finding (认定) by such a body counts. 有关部门 are public
// security and the administrative departments (reading A49): an entrusted agency
// or a social body finds nothing. Whether some other body, or one that is not
// recorded, is concerned is not guessed.
func (k OfficeKind) MayFind() rule.Truth {
	switch {
	case k.PublicSecurity(), k.Department():
		return rule.Met
	case k == OfficeUnknown, k == OtherOffice:
		return rule.Unknown
	}
	return rule.Unmet
}

// foundFrom is the day from which a finding made later supports an act.
func foundFrom(f *Finding, ground Ground) civil.Date {
	if found(f, ground, f.Day) == rule.Met {
		return f.Day
	}
	return civil.Date{}
}
