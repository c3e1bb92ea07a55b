package scenario

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// Acts whose only input is the permit or the registration have an empty record,
// so that every act has one.
type (
	ending     struct{} // of a registration
	loss       struct{} // the report of one
	suspension struct{} // the record of one
)

// An actWord is a word that does a legal act: who does it if the script does not
// say, and what it needs, with defaults.
type actWord struct {
	task registry.Task
	by   permit.ActorKind
	in   func(w *world, who *party) fact
	// fill adds what follows from what the script has said.
	fill func(args []string) []string
}

// input makes the input of an act.
func input[T any](fresh func(w *world, who *party) T) func(*world, *party) fact {
	return func(w *world, who *party) fact { return &factOf[T]{fresh(w, who)} }
}

// nothing is the input of an act that needs none.
func nothing[T any](_ *world, _ *party) (in T) { return in }

// inPerson is a holder who comes alone. That his or her mobility is not limited
// matters only if the script sends somebody else.
func inPerson(w *world) registry.Presence {
	return registry.Presence{InPerson: permit.Yes, LimitedMobility: Finding(eligibility.GroundLimitedMobility, permit.NotEstablished, w.day)}
}

// actWords are the acts by their English names.
var actWords = map[string]actWord{
	"register": {registry.DeclareRegistration, permit.AgencyClerk, input(func(_ *world, who *party) registry.Declaration {
		return registry.Declaration{Person: who.app.of.Applicant, Document: who.app.of.Materials.Identity, Address: who.app.of.Residence}
	}), nil},
	"end-registration": {registry.EndRegistration, permit.AgencyClerk, input(nothing[ending]), nil},
	"reject-registration": {registry.RejectRegistration, permit.PublicSecurityOfficer, input(func(w *world, _ *party) registry.RegistrationFinding {
		return registry.RegistrationFinding{Finding: Finding(eligibility.GroundFalseRegistration, permit.Established, w.day)}
	}), nil},
	"apply": {registry.Apply, permit.AgencyClerk, input(func(_ *world, who *party) eligibility.Application { return who.application() }), nil},
	"review": {registry.ReviewProof, permit.DepartmentReviewer, input(func(_ *world, _ *party) registry.ProofReview {
		return registry.ProofReview{Proof: registry.DwellingProof, Outcome: eligibility.Accepted}
	}), reviewWords},
	"decide": {registry.Decide, permit.PublicSecurityOfficer, input(func(w *world, _ *party) registry.Ruling {
		return registry.Ruling{NotifiedOn: w.day}
	}), nil},
	"issue": {registry.Issue, permit.PublicSecurityOfficer, input(nothing[registry.Issuance]), nil},
	"endorse": {registry.Endorse, permit.AgencyClerk, input(func(w *world, _ *party) registry.Endorsing {
		return registry.Endorsing{Presence: inPerson(w), GoesOnLiving: permit.Yes, ConditionsMet: permit.Yes, AddressUpToDate: permit.Yes}
	}), nil},
	"report-lost": {registry.ReportLost, permit.AgencyClerk, input(nothing[loss]), nil},
	"found":       {registry.RecordFound, permit.AgencyClerk, input(func(_ *world, _ *party) registry.FoundCard { return registry.FoundCard{HandedIn: permit.Yes} }), nil},
	"reissue": {registry.Reissue, permit.AgencyClerk, input(func(w *world, _ *party) registry.Reissuing {
		return registry.Reissuing{Presence: inPerson(w), Lost: permit.Yes}
	}), nil},
	"exchange": {registry.Exchange, permit.AgencyClerk, input(func(w *world, _ *party) registry.Exchanging {
		return registry.Exchanging{Presence: inPerson(w), Damaged: permit.Yes, Returned: permit.Yes}
	}), nil},
	"move": {registry.ChangeAddress, permit.AgencyClerk, input(func(w *world, _ *party) registry.AddressChange {
		return registry.AddressChange{Presence: inPerson(w), Address: Address("110105"), Moved: w.day}
	}), nil},
	"check": {registry.CheckInformation, permit.PublicSecurityOfficer, input(func(_ *world, _ *party) registry.InformationCheck {
		return registry.InformationCheck{Agrees: permit.Yes}
	}), nil},
	"finding": {registry.RecordFinding, permit.PublicSecurityOfficer, input(nothing[registry.PermitFinding]), nil},
	"cancel":  {registry.Cancel, permit.PublicSecurityOfficer, input(nothing[registry.Cancelling]), byGround("ground", reflect.TypeFor[permit.CancellationGround](), cancellationFindings)},
	"confiscate": {registry.Confiscate, permit.PublicSecurityOfficer, input(nothing[registry.Confiscating]),
		byGround("item", reflect.TypeFor[permit.ConfiscatedItem](), confiscationFindings)},
	"suspend": {registry.RecordSuspension, permit.PublicSecurityOfficer, input(nothing[suspension]), nil},
	"inspect": {registry.Inspect, permit.PoliceOfficer, input(func(_ *world, _ *party) registry.Inspecting {
		return registry.Inspecting{OnDuty: permit.Yes, CredentialsShown: permit.Yes}
	}), nil},
	"sanction": {registry.Sanction, permit.PublicSecurityOfficer, input(sanctioning), nil},
	"refer":    {registry.Refer, permit.PublicSecurityOfficer, input(sanctioning), nil},
}

func sanctioning(w *world, who *party) registry.Sanctioning {
	p := proposal(w)
	p.Authority = permit.OfficeUnknown
	p.Case.Offender.Born = who.app.of.Applicant.Born
	return registry.Sanctioning{Offender: who.app.of.Applicant, Proposal: p}
}

// cancellationFindings and confiscationFindings are the findings that grounds
// and items need.
var (
	cancellationFindings = map[string]permit.Ground{
		permit.FalseProofs.String(): permit.FoundFalseProofs, permit.ConditionsNotMet.String(): permit.FoundNeverMet,
		permit.BecameBeijingHousehold.String(): permit.FoundBeijingHousehold, permit.HolderDied.String(): permit.FoundDeath,
		permit.RequiredByOtherRule.String(): permit.FoundOtherRule,
	}
	confiscationFindings = map[string]permit.Ground{
		permit.Forged.String(): permit.FoundForged, permit.Altered.String(): permit.FoundAltered,
		permit.FraudulentlyObtained.String(): permit.FoundFraudulent,
	}
)

// byGround gives a finding the ground that goes with another word of the line,
// and makes one if the line has none.
func byGround(key string, words reflect.Type, findings map[string]permit.Ground) func([]string) []string {
	return func(args []string) []string {
		var ground permit.Ground
		at := -1
		for i, a := range args {
			name, value, _ := strings.Cut(a, "=")
			switch english(name) {
			case key:
				ground = findings[cmp.Or(wordsOf(words)[value], value)]
			case "finding":
				at = i
			}
		}
		switch {
		case ground == "":
		case at < 0:
			args = append([]string{"finding=established:" + string(ground)}, args...)
			if ground == permit.FoundOtherRule { // which needs a text that it rests on (23.1.e)
				args = slices.Insert(args, 1, "finding.basis.kind=regulation", "finding.basis.title=示例条例")
			}
		case !strings.Contains(args[at], ":") && !strings.Contains(args[at], "{"):
			args[at] += ":" + string(ground)
		}
		return args
	}
}

// reviewWords lets a rejection have a reason, and the department be the one that
// the text names for the proof.
func reviewWords(args []string) []string {
	proof, office, rejected, reason := "dwelling", false, false, false
	for i, a := range args {
		name, value, _ := strings.Cut(a, "=")
		switch english(name) {
		case "proof":
			if zh := map[string]string{"社保": "insurance", "就业": "employment", "住所": "dwelling", "就读": "study"}[value]; zh != "" {
				value = zh
			}
			proof = value
			args[i] = "proof=" + proof
		case "office":
			office = true
		case "outcome":
			rejected = wordsOf(reflect.TypeFor[eligibility.ReviewOutcome]())[value] == eligibility.Rejected.String()
		case "reason":
			reason = true
		}
	}
	if rejected && !reason {
		args = append(args, "reason=not-genuine")
	}
	if kind, ok := proofReviewers[registry.ProofKind(proof)]; ok && !office {
		args = append(args, "office="+kind.String())
	}
	return args
}

var proofReviewers = map[registry.ProofKind]permit.OfficeKind{
	registry.InsuranceProof: permit.HumanResources, registry.EmploymentProof: permit.HumanResources,
	registry.DwellingProof: permit.Housing, registry.StudyProof: permit.Education,
}

// addressee takes the name of a person from the front of the words.
func (w *world) addressee(args []string) (*party, []string, error) {
	if len(args) == 0 || strings.Contains(args[0], "=") {
		return w.order[0], args, nil
	}
	who, err := w.person(args[0])
	return who, args[1:], err
}

// orderOf makes the order of a line: who does it, where, and with what.
func (w *world) orderOf(word string, args []string) (*order, error) {
	if w.day.IsZero() {
		return nil, errNoDay
	}
	a := actWords[word]
	who, args, err := w.addressee(args)
	if err != nil {
		return nil, err
	}
	if a.fill != nil {
		args = a.fill(append([]string(nil), args...))
	}
	o := &order{task: a.task, who: who, by: ActorOf(a.by), on: w.day, in: a.in(w, who), card: presentCard}
	rest, err := o.place(args)
	if err != nil {
		return nil, err
	}
	if err := desksOwn(word, rest); err != nil {
		return nil, err
	}
	if err := setAll(o.in, rest, w.setting()); err != nil {
		return nil, err
	}
	if err := finish(o, rest); err != nil {
		return nil, err
	}
	switch a.task {
	case registry.Apply:
		filed := who.application()
		who.filed = &filed
	case registry.ReviewProof, registry.Decide, registry.Issue:
		if err := who.asFiled(); err != nil {
			return nil, err
		}
	}
	return o, o.validate()
}

// place takes from the words of a line who does the act, where, and on which
// card; it gives the others, which say with what.
func (o *order) place(args []string) (rest []string, err error) {
	office, district := permit.OfficeUnknown, permit.DistrictUnknown
	for _, arg := range args {
		name, value, is := strings.Cut(arg, "=")
		if !is {
			return nil, wrong("%q 应是用 = 连接的词和值", "%q must be a word and its value joined by =", arg)
		}
		switch english(name) {
		case "by":
			var kind permit.ActorKind
			if err = parse(&kind, value); err == nil {
				o.by = ActorOf(kind)
			}
		case "office":
			err = parse(&office, value)
		case "at":
			err = parse(&district, value)
		case "card":
			o.card, err = cardOf(value)
		default:
			rest = append(rest, arg)
		}
		if err != nil {
			return nil, wrong("%s：%v", "%s: %v", name, err)
		}
	}
	if office != permit.OfficeUnknown {
		o.by.Office = OfficeOf(office)
	}
	if district != permit.DistrictUnknown {
		o.by.Office.District = district
	}
	o.placed = district != permit.DistrictUnknown
	return rest, nil
}

// byDesk are the parts of inputs that a desk knows or finds out itself, by acts;
// empty for all. What a script would say of them would not be read.
var byDesk = map[string][]string{
	"":         {"permit", "application", "registration"},
	"apply":    {"procedure", "filedOn", "office", "registrations", "review"},
	"sanction": {"authority"},
	"refer":    {"authority"},
}

func desksOwn(word string, args []string) error {
	for _, a := range args {
		name, _, _ := strings.Cut(a, "=")
		parts := pathParts(name)
		for _, end := range []string{parts[0], parts[len(parts)-1]} {
			if slices.Contains(byDesk[""], end) || slices.Contains(byDesk[word], end) {
				return wrong("办理时不写 %s：机构由 受理地=、by= 写明，日期由 日期 写明，登记由 设 或者 登记 写明，审核由 审核 写明，编号由窗口给出",
					"an act does not take %s: office= and by= say where, on says when, set or register what is registered, review what a department found, and the desk gives the numbers", name)
			}
		}
	}
	return nil
}

var errNoDay = wrong("还没有日期：先写 日期，如：日期 2026-07-16", "no day is given: begin with on, as in: on 2026-07-16")

// finish makes the parts of an input agree, of which a line has said args.
func finish(o *order, args []string) error {
	switch in := o.in.input().(type) {
	case *eligibility.Application:
		if !in.FiledOn.IsZero() && in.FiledOn != o.on {
			return wrong("申领之日即申请日；此前设的申请日 %v 不是这一天", "who applies files on that day, and filedOn was set to another one: %v", in.FiledOn)
		}
		if err := identified(in, args); err != nil {
			return err
		}
		for _, r := range reviews(in) {
			*r.at = eligibility.Review{}
		}
	case *registry.AddressChange:
		// The usual desk is that of the new place (13.1).
		if !o.placed && o.by.Office.District != permit.DistrictUnknown && in.Address.InBeijing() == permit.Yes {
			o.by.Office.District = in.Address.District()
		}
	case *registry.Cancelling:
		if in.Event.IsZero() && (in.Ground == permit.BecameBeijingHousehold || in.Ground == permit.HolderDied) && !in.Finding.IsZero() {
			in.Event = in.Finding.Day
		}
	case *registry.Sanctioning:
		c := &in.Proposal.Case
		switch {
		case c.Offender.Kind == permit.Unit || c.Offender.Kind == permit.PublicSecurityOrgan || c.Offender.Kind == permit.DepartmentBody || c.Offender.Kind == permit.EntrustedAgencyBody:
			// A body has no age (A70), and is known by its certificate.
			c.Offender.Born = civil.Date{}
			in.Offender = permit.Person{}
			in.Document = permit.Document{Kind: permit.OtherDocument, Number: must(permit.ParseDocumentNumber("EX-UNIT-1"))}
		case c.Offender.Born != in.Offender.Born:
			if c.Offender.Born == o.who.app.of.Applicant.Born { // the line changed the other one
				c.Offender.Born = in.Offender.Born
			}
			in.Offender.Born = c.Offender.Born
			switch year := c.Offender.Born.Year(); {
			case c.Offender.Born.IsZero():
			case year < 1800 || year > 2099:
				return errNoSuchNumber(year)
			default:
				in.Offender.IDNumber = IDNumber(home, c.Offender.Born)
			}
		}
	}
	return nil
}

// parse reads a word of an enumeration, its code or one of its labels.
func parse[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](to P, value string) error {
	t := reflect.TypeFor[T]()
	words := wordsOf(t)
	code, ok := codeOf(t, words, value)
	if !ok {
		return unknownWord(value, chineseWords(value, words))
	}
	return to.UnmarshalText([]byte(code))
}

func cardOf(value string) (whichCard, error) {
	which := map[string]whichCard{
		"present": presentCard, "现证": presentCard, "previous": previousCard, "原证": previousCard, "unknown": unknownCard, "不存在": unknownCard,
	}[value]
	if which == "" {
		return "", unknownWord(value, []string{"present", "previous", "unknown", "现证", "原证", "不存在"})
	}
	return which, nil
}

// history are the orders by which somebody got a permit: application, reviews,
// decision and issue on one day, and endorsements on later ones.
func (w *world) history(args []string) (list []*order, err error) {
	who, args, err := w.addressee(args)
	if err != nil {
		return nil, err
	}
	issued := w.day
	var endorsed []civil.Date
	var formerly string
	for _, a := range args {
		name, value, _ := strings.Cut(a, "=")
		switch english(name) {
		case "issued":
			if issued, err = dayOf(value); err != nil {
				return nil, err
			}
		case "endorsed":
			for _, v := range strings.Split(value, ",") {
				day, err := dayOf(v)
				if err != nil {
					return nil, err
				}
				endorsed = append(endorsed, day)
			}
		case "formerPermitSince":
			formerly = value
		default:
			return nil, unknownWord(name, []string{"issued", "endorsed", "formerPermitSince"})
		}
	}
	today := w.day
	defer func() { w.day = today }()
	add := func(word string, args ...string) {
		if err != nil {
			return
		}
		var o *order
		if o, err = w.orderOf(word, append([]string{who.label}, args...)); err == nil {
			list = append(list, o)
		}
	}
	w.day = issued
	add("apply")
	a := &who.app.of
	for _, r := range reviews(a) {
		if r.at.Outcome == eligibility.NotReviewed {
			continue
		}
		add("review", "proof="+string(r.kind), fmt.Sprintf("index=%d", r.index), "outcome="+r.at.Outcome.String(), "office="+r.at.By.Kind.String())
	}
	add("decide")
	if formerly != "" {
		add("issue", "formerPermitSince="+formerly)
	} else {
		add("issue")
	}
	for _, day := range endorsed {
		w.day = day
		add("endorse")
	}
	return list, err
}
