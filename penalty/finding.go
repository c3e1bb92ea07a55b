package penalty

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// What one that may not find has found is no finding: neither that it is so nor
// that it is not, just as if nobody had been asked. Who may is asked of package
// permit (reading A49), so that a case and the measures that follow it rest on
// the same findings.

// says is the answer of a finding by the day, either way; Unknown where there is
// none.
func says(f *permit.Finding, on civil.Date) rule.Truth {
	if f.Authority.Kind.MayFind() != rule.Met {
		return rule.Unknown
	}
	return f.On(on).Truth()
}

// proves is for what the law denies until it is found: Unmet without a finding,
// also while one is open, and Unknown only where it is open whether the body
// that established it may.
func proves(f *permit.Finding, on civil.Date) rule.Truth {
	if f.On(on) != permit.Yes {
		return rule.Unmet
	}
	return f.Authority.Kind.MayFind()
}

// asked reports whether there is a finding, even one still open.
func asked(f *permit.Finding) bool {
	return !f.IsZero() && f.Authority.Kind.MayFind() != rule.Unmet
}
