package registry

import (
	"errors"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
)

// A power is one row of the authority table: who may do a task, and on which
// clause each of them acts.
type power struct {
	// act is the kind of legal act the task records on a permit. Who may do
	// it is then what package permit says (ActKind.MayBeDoneBy), and by is nil.
	act permit.ActKind
	by  func(permit.ActorKind) bool
	// reserved is the clause that gives the task to those who may do it and so
	// keeps everybody else from it.
	reserved law.Cite
	// intake and department are the clauses on which an entrusted agency and a
	// department act, where they may.
	intake, department law.Cite
}

// powers is the authority table (5.1, 5.2 and the clauses of each task). It
// never changes.
var powers = [...]power{
	NoTask:              {by: nobody},
	DeclareRegistration: {by: atDesk, reserved: cite("7.2"), intake: cite("7.2")},
	EndRegistration:     {by: atDesk, reserved: cite("7.2"), intake: cite("7.2")},
	RejectRegistration:  {act: permit.ActFindingRecorded, reserved: cite("7.2")},
	Apply:               {by: atDesk, reserved: cite("5.1"), intake: cite("8.1")},
	ReviewProof:         {by: permit.ActorKind.Department, reserved: cite("5.2"), department: cite("5.2")},
	Decide:              {by: permit.ActorKind.PublicSecurity, reserved: cite("5.1")},
	Issue:               {act: permit.ActIssued, reserved: cite("5.1")},
	Endorse:             {act: permit.ActEndorsed, reserved: cite("5.1"), intake: cite("14.2.b")},
	ReportLost:          {act: permit.ActReportedLost, reserved: cite("5.1"), intake: cite("12.1")},
	RecordFound:         {act: permit.ActFound, reserved: cite("5.1"), intake: cite("12.1")},
	Reissue:             {act: permit.ActReissued, reserved: cite("5.1"), intake: cite("12.1")},
	Exchange:            {act: permit.ActExchanged, reserved: cite("5.1"), intake: cite("12.1")},
	ChangeAddress:       {act: permit.ActAddressChanged, reserved: cite("5.1"), intake: cite("13.1")},
	RecordSuspension:    {act: permit.ActSuspensionRecorded, reserved: cite("5.1")},
	CheckInformation:    {act: permit.ActInformationChecked, reserved: cite("21.1.a")},
	RecordFinding:       {act: permit.ActFindingRecorded, reserved: cite("5.1")},
	Cancel:              {act: permit.ActCancelled, reserved: cite("23.1.0")},
	Confiscate:          {act: permit.ActConfiscated, reserved: cite("27.2")},
	Sanction:            {by: permit.ActorKind.PublicSecurity, reserved: cite("26.1.0")},
	Refer:               {by: permit.ActorKind.PublicSecurity, reserved: cite("28.2")},
	Verify:              {by: verifiers, reserved: cite("18.1"), intake: cite("5.1"), department: cite("18.1")},
	Inspect:             {by: police, reserved: cite("22.1.a")},
	ReadPermits:         {by: atDesk, reserved: cite("5.1"), intake: cite("5.1")},
	ReadSanctions:       {by: permit.ActorKind.PublicSecurity, reserved: cite("25.1")},
	Count:               {by: verifiers, reserved: cite("6.1"), intake: cite("6.1"), department: cite("6.1")},
	RevealHolder:        {by: permit.ActorKind.PublicSecurity, reserved: cite("25.1")},
	TakeOver:            {act: permit.ActIssued, reserved: cite("5.1")},
	Erase:               {by: permit.ActorKind.PublicSecurity, reserved: cite("25.1")},
	RevealApplication:   {by: applicationReaders, reserved: cite("25.1"), department: cite("5.2")},
	ViewHolder:          {by: atDesk, reserved: cite("25.1"), intake: cite("5.1")},
	ViewApplication:     {by: verifiers, reserved: cite("25.1"), intake: cite("5.1"), department: cite("5.2")},
}

func cite(s string) law.Cite { return law.MustCite(s) }

func nobody(permit.ActorKind) bool { return false }

// atDesk are those who receive people: public security and the agencies it has
// entrusted (8.1, 12.1, 13.1, 14.2.b).
func atDesk(k permit.ActorKind) bool { return k.PublicSecurity() || k.EntrustedAgency() }

// verifiers are the desks and every department (18.1).
func verifiers(k permit.ActorKind) bool { return atDesk(k) || k.Department() }

// police are people's police officers and nobody else (22.1.a).
func police(k permit.ActorKind) bool { return k == permit.PoliceOfficer }

// applicationReaders decide on an application or review its proofs.
func applicationReaders(k permit.ActorKind) bool { return k.PublicSecurity() || k.Department() }

// Authority tells whether an actor of that kind may do a task, and the clause
// that gives it to that actor or, if not, keeps it for others. What else the
// clause asks, as showing credentials (22.1.a) or a remit (5.2), is asked when
// the task is done.
func Authority(t Task, k permit.ActorKind) (law.Cite, bool) {
	if t > lastTask {
		return law.Cite{}, false
	}
	p := &powers[t]
	if !p.allows(k) {
		return p.reserved, false
	}
	switch {
	case k.EntrustedAgency():
		return p.intake, true
	case k.Department():
		return p.department, true
	}
	return p.reserved, true
}

func (p *power) allows(k permit.ActorKind) bool {
	if p.by == nil {
		return p.act.MayBeDoneBy(k)
	}
	return p.by(k)
}

// authorise returns an *AuthorityError if the actor may not do the task. It
// allocates nothing if it may.
func authorise(t Task, k permit.ActorKind) error {
	if t <= lastTask && powers[t].allows(k) {
		return nil
	}
	clause, _ := Authority(t, k)
	return &AuthorityError{Role: k, Task: t, Cite: clause}
}

// ErrNotAuthorised says that the actor may not do the task.
var ErrNotAuthorised = errors.New("registry: not authorised")

// An AuthorityError is an actor who may not do a task. It wraps
// ErrNotAuthorised and permit.ErrNotAuthorised.
type AuthorityError struct {
	Role permit.ActorKind
	Task Task
	Cite law.Cite // the clause that keeps the task for others
	// Department is the kind of a department that may review proofs, but not
	// this one (5.2). It is unknown where the role itself may not do the task.
	Department permit.OfficeKind
}

// why is what 5.2 says of the department: one that it names for other proofs is
// not competent; for one that it does not name, only a finding can say.
func (e *AuthorityError) why() law.Bilingual {
	switch e.Department {
	case permit.OfficeUnknown:
		return law.Bilingual{}
	case permit.HumanResources, permit.Commerce, permit.Housing, permit.Education:
		return law.Bilingual{ZH: "不负责审核该项证明材料", EN: "is not competent to review this proof"}
	}
	return law.Bilingual{ZH: "未列名，须先认定其有权审核该项证明材料", EN: "is not named for this proof: a finding that it is competent is needed first"}
}

// Error names the role or the department, the task and the clause.
func (e *AuthorityError) Error() string {
	text := e.Role.String() + " may not " + e.Task.String()
	if why := e.why(); why.EN != "" {
		text += ": " + e.Department.String() + " " + why.EN
	}
	return "registry: " + text + " (" + e.Cite.String() + ")"
}

// Text says the same to people, in Chinese unless the tag asks for English.
func (e *AuthorityError) Text(tag language.Tag) string {
	task := e.Task.Label(tag)
	text := law.Bilingual{ZH: e.Role.Label(tag) + "无权" + task, EN: "not for the " + e.Role.Label(tag) + " to " + task}
	if why := e.why(); why.EN != "" {
		text = law.Bilingual{ZH: e.Department.Label(tag) + why.ZH, EN: "the " + e.Department.Label(tag) + " " + why.EN}
	}
	return text.In(tag)
}

// Unwrap gives both sentinels.
func (e *AuthorityError) Unwrap() []error {
	return []error{ErrNotAuthorised, permit.ErrNotAuthorised}
}
