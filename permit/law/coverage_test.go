package law_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// tables are all rule tables of the library.
func tables() (forms []*rule.Form) {
	for _, fs := range [][]*rule.Form{endorsement.Tables(), permit.Tables(), eligibility.Tables(), penalty.Tables()} {
		forms = append(forms, fs...)
	}
	return forms
}

// conditionCodes maps each condition code of the library to what it cites. A
// code stands in one table only.
func conditionCodes(t *testing.T) map[string]law.Cite {
	t.Helper()
	codes := map[string]law.Cite{}
	for _, f := range tables() {
		for l := range f.Lines() {
			if cite, twice := codes[l.Code]; twice {
				require.Equal(t, cite, l.Cite, "%s means two things", l.Code)
			}
			codes[l.Code] = l.Cite
		}
	}
	require.Greater(t, len(codes), 150, "tables are missing")
	return codes
}

// legalActs are the tasks of the registry that record or answer something under
// a clause. The others read what is on record.
func legalActs() (acts []string) {
	reads := map[registry.Task]bool{registry.ReadPermits: true, registry.ReadSanctions: true, registry.Count: true}
	for _, task := range registry.Tasks() {
		if !reads[task] {
			acts = append(acts, task.String())
		}
	}
	return acts
}

// TestEveryClauseIsTreated holds treatments.tsv to the library, both ways: each
// decided clause names its conditions, each recorded one its acts, and each
// condition and act is named by the clause it rests on.
func TestEveryClauseIsTreated(t *testing.T) {
	for _, hole := range law.CheckTreatments(conditionCodes(t), legalActs()) {
		t.Error(hole)
	}
}

// TestAHoleShows takes away, and adds, one thing at a time.
func TestAHoleShows(t *testing.T) {
	codes, acts := conditionCodes(t), legalActs()
	for code, cite := range codes {
		delete(codes, code)
		assert.NotEmpty(t, law.CheckTreatments(codes, acts), "without %s", code)
		codes[code] = cite
	}
	for i := range acts {
		fewer := append(append([]string(nil), acts[:i]...), acts[i+1:]...)
		assert.NotEmpty(t, law.CheckTreatments(codes, fewer), "without %s", acts[i])
	}
	codes["NEW-CON-01"] = law.MustCite("8.1")
	assert.NotEmpty(t, law.CheckTreatments(codes, acts), "a condition no clause lists")
	codes["NEW-CON-01"] = law.MustCite("99.1")
	assert.NotEmpty(t, law.CheckTreatments(codes, acts), "a condition of no clause")
	delete(codes, "NEW-CON-01")
	assert.NotEmpty(t, law.CheckTreatments(codes, append(acts, "new-act")), "an act no clause lists")
}

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
	// (a) and (b) for one case; see the register.
	same := map[string]bool{"A02c": true, "A65c": true}
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
