package law_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// switchOf is a package's switch, whatever its policy.
type switchOf struct {
	id      law.ReadingID
	pkg     string
	answers []string
}

func switches() (list []switchOf) {
	for _, s := range endorsement.Switches() {
		list = append(list, switchOf{s.ID, "endorsement", s.Answers})
	}
	for _, s := range permit.Switches() {
		list = append(list, switchOf{s.ID, "permit", s.Answers})
	}
	for _, s := range eligibility.Switches() {
		list = append(list, switchOf{s.ID, "eligibility", s.Answers})
	}
	for _, s := range penalty.Switches() {
		list = append(list, switchOf{s.ID, "penalty", s.Answers})
	}
	return list
}

// TestReadingsAndSwitchesAgree holds the register to the policies: every reading
// that changes an outcome has a switch in some package, no switch stands for one
// that does not, answers are the register's keys, and the default comes first.
func TestReadingsAndSwitchesAgree(t *testing.T) {
	offered := map[law.ReadingID]map[string]bool{}
	for _, s := range switches() {
		r, ok := law.LookupReading(s.id)
		require.True(t, ok, "%v of %s", s.id, s.pkg)
		assert.True(t, r.ChangesOutcome, "%v: %s has a switch, the register says that nothing hangs on it", s.id, s.pkg)
		assert.Equal(t, r.Default, s.answers[0], "%v of %s: the default", s.id, s.pkg)
		if offered[s.id] == nil {
			offered[s.id] = map[string]bool{}
		}
		for _, a := range s.answers {
			_, known := r.Answer(a)
			assert.True(t, known, "%v of %s: answer %s", s.id, s.pkg, a)
			offered[s.id][a] = true
		}
	}
	// A02 (c) always equals (b), and A65 (c) is a helper that picks between
	// (a) and (b) for one case; A75 (b) would need levels of offices that the
	// library does not know. See the register.
	same := map[string]bool{"A02c": true, "A65c": true, "A75b": true}
	for _, r := range law.Readings() {
		if !r.ChangesOutcome {
			continue
		}
		assert.NotNil(t, offered[r.ID], "%v changes outcomes and no policy has it", r.ID)
		for _, a := range r.Answers {
			assert.True(t, offered[r.ID][a.Key] || same[r.ID.String()+a.Key], "%v (%s) cannot be chosen", r.ID, a.Key)
		}
	}
}

// TestTablesShowTheirOwnReadings: a decision shows the answer of its own policy. So a
// table names a reading only if its policy chooses the answer, or if no policy
// anywhere does and there is but one: of what another package's policy chooses it
// could only print the default, whatever was chosen.
func TestTablesShowTheirOwnReadings(t *testing.T) {
	chosen := map[law.ReadingID][]string{}
	for _, s := range switches() {
		chosen[s.id] = append(chosen[s.id], s.pkg)
	}
	for pkg, tables := range map[string][]*rule.Form{
		"endorsement": endorsement.Tables(), "permit": permit.Tables(), "eligibility": eligibility.Tables(), "penalty": penalty.Tables(),
	} {
		require.NotEmpty(t, tables, pkg)
		for _, f := range tables {
			for line := range f.Lines() {
				for _, id := range line.Readings {
					by := chosen[id]
					assert.True(t, len(by) == 0 || slices.Contains(by, pkg), "%s of the table %s of %s shows %v, which only the policy of %v chooses", line.Code, f.Name(), pkg, id, by)
				}
			}
		}
	}
	// A notice of refusal is checked under no policy at all.
	for line := range refusalForm(t).Lines() {
		for _, id := range line.Readings {
			assert.Empty(t, chosen[id], "%s shows %v", line.Code, id)
		}
	}
}

func refusalForm(t *testing.T) *rule.Form {
	t.Helper()
	name := eligibility.CheckNotice(nil).Table()
	i := slices.IndexFunc(eligibility.Tables(), func(f *rule.Form) bool { return f.Name() == name })
	require.GreaterOrEqual(t, i, 0)
	return eligibility.Tables()[i]
}
