package registry_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage/memory"
)

// The roles in the order of the matrix.
var roles = []permit.ActorKind{
	permit.PublicSecurityOrgan, permit.PublicSecurityOfficer, permit.PoliceOfficer, permit.AuxiliaryOfficer,
	permit.EntrustedAgencyBody, permit.AgencyClerk, permit.DepartmentBody, permit.DepartmentReviewer,
	permit.CommitteeMember, permit.Applicant, permit.Holder, permit.Agent, permit.Unit, permit.Individual, permit.ActorUnknown,
}

// matrix is who may do what, written out from the clauses: each cell is the
// clause on which that role may do the task, or – if it may not.
//
//	PSO PSF POL AUX | AGB AGC | DPB DPR | CMM APP HOL AGT UNI IND unknown
var matrix = map[registry.Task]string{
	registry.DeclareRegistration: "7.2 7.2 7.2 – 7.2 7.2 – – – – – – – – –",
	registry.EndRegistration:     "7.2 7.2 7.2 – 7.2 7.2 – – – – – – – – –",
	registry.RejectRegistration:  "7.2 7.2 7.2 – – – – – – – – – – – –",
	registry.Apply:               "5.1 5.1 5.1 – 8.1 8.1 – – – – – – – – –",
	registry.ReviewProof:         "– – – – – – 5.2 5.2 – – – – – – –",
	registry.Decide:              "5.1 5.1 5.1 – – – – – – – – – – – –",
	registry.Issue:               "5.1 5.1 5.1 – – – – – – – – – – – –",
	registry.Endorse:             "5.1 5.1 5.1 – 14.2.b 14.2.b – – – – – – – – –",
	registry.ReportLost:          "5.1 5.1 5.1 – 12.1 12.1 – – – – – – – – –",
	registry.RecordFound:         "5.1 5.1 5.1 – 12.1 12.1 – – – – – – – – –",
	registry.Reissue:             "5.1 5.1 5.1 – 12.1 12.1 – – – – – – – – –",
	registry.Exchange:            "5.1 5.1 5.1 – 12.1 12.1 – – – – – – – – –",
	registry.ChangeAddress:       "5.1 5.1 5.1 – 13.1 13.1 – – – – – – – – –",
	registry.RecordSuspension:    "5.1 5.1 5.1 – – – – – – – – – – – –",
	registry.CheckInformation:    "21.1.a 21.1.a 21.1.a – – – – – – – – – – – –",
	registry.RecordFinding:       "5.1 5.1 5.1 – – – – – – – – – – – –",
	registry.Cancel:              "23.1.0 23.1.0 23.1.0 – – – – – – – – – – – –",
	registry.Confiscate:          "27.2 27.2 27.2 – – – – – – – – – – – –",
	registry.Sanction:            "26.1.0 26.1.0 26.1.0 – – – – – – – – – – – –",
	registry.Refer:               "28.2 28.2 28.2 – – – – – – – – – – – –",
	registry.Verify:              "18.1 18.1 18.1 – 5.1 5.1 18.1 18.1 – – – – – – –",
	registry.Inspect:             "– – 22.1.a – – – – – – – – – – – –",
	registry.ReadPermits:         "5.1 5.1 5.1 – 5.1 5.1 – – – – – – – – –",
	registry.ReadSanctions:       "25.1 25.1 25.1 – – – – – – – – – – – –",
	registry.Count:               "6.1 6.1 6.1 – 6.1 6.1 6.1 6.1 – – – – – – –",
	registry.RevealHolder:        "25.1 25.1 25.1 – – – – – – – – – – – –",
	registry.TakeOver:            "5.1 5.1 5.1 – – – – – – – – – – – –",
	registry.RevealApplication:   "25.1 25.1 25.1 – – – 5.2 5.2 – – – – – – –",
	registry.ViewHolder:          "25.1 25.1 25.1 – 5.1 5.1 – – – – – – – – –",
	registry.Erase:               "25.1 25.1 25.1 – – – – – – – – – – – –",
	registry.ViewApplication:     "25.1 25.1 25.1 – 5.1 5.1 5.2 5.2 – – – – – – –",
}

func mayDo(task registry.Task, role int) bool { return strings.Fields(matrix[task])[role] != "–" }

func TestAuthorityOfEveryPair(t *testing.T) {
	require.Len(t, registry.Tasks(), len(matrix))
	for _, task := range registry.Tasks() {
		cells := strings.Fields(matrix[task])
		require.Len(t, cells, len(roles), "%s", task)
		for i, role := range roles {
			clause, ok := registry.Authority(task, role)
			assert.Equal(t, cells[i] != "–", ok, "%s × %s", role, task)
			if ok {
				assert.Equal(t, cells[i], clause.String(), "%s × %s", role, task)
			}
			_, real := law.Lookup(clause.Clause())
			assert.True(t, real, "%s × %s names no clause of the draft", role, task)
		}
	}
	for _, none := range []registry.Task{registry.NoTask, registry.Tasks()[len(registry.Tasks())-1] + 1} {
		_, ok := registry.Authority(none, permit.PublicSecurityOfficer)
		assert.False(t, ok)
	}
}

// as is an actor of a role, at an office of the kind the role acts for.
func as(role permit.ActorKind) permit.Actor {
	a := permit.Actor{Kind: role, ID: "X-001"}
	switch {
	case role.EntrustedAgency():
		a.Office = agency
	case role.Department():
		a.Office = housing
	case role.Official():
		a.Office = station
	}
	return a
}

// Every method asks the table, for every role.
func TestMethodsObeyTheAuthorityTable(t *testing.T) {
	seen := map[registry.Task]bool{}
	for _, m := range append(methods(), queries()...) {
		seen[m.task] = true
		t.Run(m.task.String(), func(t *testing.T) {
			s := m.scene(t, memory.New())
			run := m.ready(t, s)
			for i, role := range roles {
				_, err := run(s.order(as(role), m.on), false)
				var authority *registry.AuthorityError
				if mayDo(m.task, i) {
					assert.False(t, errors.As(err, &authority), "%s: %v", role, err)
					continue
				}
				require.ErrorAs(t, err, &authority, "%s", role)
				assert.ErrorIs(t, err, registry.ErrNotAuthorised)
				assert.ErrorIs(t, err, permit.ErrNotAuthorised)
				assert.Equal(t, registry.AuthorityError{Role: role, Task: m.task, Cite: authority.Cite}, *authority)
				assert.Contains(t, err.Error(), authority.Cite.String())
				assert.False(t, authority.Cite.IsZero())
				assert.Equal(t, role.Label(language.Chinese)+"无权"+m.task.Label(language.Chinese), authority.Text(language.Chinese))
			}
		})
	}
	for _, task := range registry.Tasks() {
		assert.True(t, seen[task], "no method tried for %s", task)
	}
}
