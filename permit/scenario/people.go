package scenario

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// IDNumber is a valid number of nobody: its sequence is 000, which no real
// person has. place is a division of six digits, born the birth date in it. It
// panics if they make no number: a mistake in a test's own text.
func IDNumber(place string, born civil.Date) permit.IDNumber {
	body := place + strings.ReplaceAll(born.String(), "-", "") + "000"
	c, err := permit.IDCheckCharacter(body)
	if err != nil {
		panic("scenario: no ID number has these digits")
	}
	n, err := permit.ParseIDNumber(body + string(c))
	if err != nil {
		panic("scenario: " + err.Error())
	}
	return n
}

// namePrefix makes a label the name of nobody real.
const namePrefix = "测试"

// Person is a synthetic person from Hebei: label is the name, and every birth
// date is another person. It panics if the label cannot be part of a name.
func Person(label string, born civil.Date) permit.Person {
	return permit.Person{
		Name: must(permit.ParseName(namePrefix + label)), IDNumber: IDNumber(home, born), Born: born,
		Nationality: permit.NationalityChinese, Household: permit.RegisteredAt(Division(home)), ServingMilitary: permit.No,
	}
}

// Division is an administrative division by its six digits. It panics if they
// are none.
func Division(digits string) permit.Division { return must(permit.ParseDivision(digits)) }

// Address is an address in a division.
func Address(digits string) permit.Address {
	return permit.Address{Division: Division(digits), Detail: must(permit.ParseAddressDetail("测试街甲一号"))}
}

// IDCard is the identity card of a person, in force without end.
func IDCard(p permit.Person) permit.Document {
	return permit.Document{
		Kind: permit.ResidentIDCard, Holder: p.Name, HolderNumber: p.IDNumber,
		Term: permit.Term{From: civil.MustParse("2010-01-01"), LongTerm: true},
	}
}

// OfficeOf is an office of a kind, the police station and the agency in Haidian.
func OfficeOf(kind permit.OfficeKind) permit.Office {
	o := permit.Office{ID: permit.OfficeID("EX-" + strings.ToUpper(kind.String())), Kind: kind}
	if kind == permit.PoliceStation || kind == permit.EntrustedAgency || kind == permit.DistrictPublicSecurity {
		o.District = permit.Haidian
	}
	return o
}

// ActorOf is somebody of a kind, at the office where such people sit. Whoever
// acts for none, as a holder, has none.
func ActorOf(kind permit.ActorKind) permit.Actor {
	a := permit.Actor{Kind: kind, ID: permit.ActorID("EX-" + strings.ToUpper(kind.String()))}
	switch {
	case kind.EntrustedAgency():
		a.Office = OfficeOf(permit.EntrustedAgency)
	case kind.Department():
		a.Office = OfficeOf(permit.Housing)
	case kind.PublicSecurity(), kind == permit.AuxiliaryOfficer:
		a.Office = OfficeOf(permit.PoliceStation)
	}
	return a
}

// Finding is a finding of the police station on a day.
func Finding(ground permit.Ground, outcome permit.FindingOutcome, day civil.Date) permit.Finding {
	return permit.Finding{
		Ground: ground, Authority: OfficeOf(permit.PoliceStation), Day: day, Outcome: outcome, Reference: "EX-1",
	}
}

// Approvable is an application of a person that lacks nothing: registered in
// Haidian long before, living in a rented dwelling whose proof was accepted, with
// all papers. A test changes what it is about.
func Approvable(p permit.Person) eligibility.Application {
	a := eligibility.Application{
		Filing: eligibility.Filing{
			Procedure: eligibility.Applying, Applicant: p, Residence: Address("110108"), Office: OfficeOf(permit.PoliceStation), InPerson: permit.Yes,
			LimitedMobility: Finding(eligibility.GroundLimitedMobility, permit.NotEstablished, reviewed),
		},
		ResidesInBeijing: permit.Yes,
		Registrations:    []eligibility.Registration{{First: registered, District: permit.Haidian}},
	}
	notBeforeBirth(&a)
	housed(&a)
	a.Materials = eligibility.Papers{
		Identity: IDCard(p), IdentityShown: permit.Yes, Photo: permit.Photo{Ref: must(permit.ParsePhotoRef("photo/test-1")), Recent: permit.Yes},
		PhotoSubmitted: permit.Yes, AddressProof: eligibility.Proof{Submitted: permit.Yes, Issuer: issuer()},
	}
	return a
}

// registered is the day from which who lacks nothing is registered.
var registered = civil.MustParse("2015-01-10")

// notBeforeBirth lets a child be registered from birth instead, for nobody is
// before. A day that a script gave is left as it is.
func notBeforeBirth(a *eligibility.Application) {
	for i, r := range a.Registrations {
		if r.First == registered && a.Applicant.Born.StrictlyAfter(registered) {
			a.Registrations[i].First = a.Applicant.Born
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic("scenario: " + err.Error())
	}
	return v
}

// A party is somebody a script has named.
type party struct {
	label string
	app   *factOf[eligibility.Application]
	// filed is what the script had said when it last let somebody apply; nil
	// before.
	filed *eligibility.Application
}

// asFiled finds a fact that was set after the application: an application stays
// as it was filed. What the records learn of registrations is told them by set,
// too.
func (p *party) asFiled() error {
	if p.filed == nil {
		return nil
	}
	then, now := copied(*p.filed), p.application()
	then.Registrations, now.Registrations = nil, nil
	a, err := tree(then)
	if err != nil {
		return err
	}
	b, err := tree(now)
	if err != nil {
		return err
	}
	at := differing(a, b)
	if at == nil {
		return nil
	}
	return wrong("%[1]s 是在申领之后设的，申请以提交时为准，不会读到。后来的变化这样写：期限在申领前写明到期日，暂住登记用 结束登记 或者 认定虚假登记，部门的意见用 审核",
		"%[1]s was set after apply, and an application stays as it was filed. Tell a later change otherwise: a term by its last day before apply, a registration by end-registration or reject-registration, a department's view by review",
		inBoth(func(lang string) string {
			words := make([]string, len(at))
			for i, part := range at {
				words[i] = inLanguage(part, lang)
			}
			return strings.Join(words, ".")
		}))
}

// differing is the path of the first difference between two JSON trees, in the
// order of names; nil if there is none.
func differing(a, b any) []string {
	if reflect.DeepEqual(a, b) {
		return nil
	}
	switch a := a.(type) {
	case map[string]any:
		if b, is := b.(map[string]any); is {
			for _, name := range slices.Sorted(maps.Keys(union(a, b))) {
				if at := differing(a[name], b[name]); at != nil {
					return append([]string{name}, at...)
				}
			}
		}
	case []any:
		if b, is := b.([]any); is && len(a) == len(b) {
			for i := range a {
				if at := differing(a[i], b[i]); at != nil {
					return append([]string{strconv.Itoa(i)}, at...)
				}
			}
		}
	}
	return []string{}
}

func union(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// newParty is the nth person of a script; each has another birth date.
func newParty(label string, n int) *party {
	born := civil.MustParse("1990-03-15").AddDays(n)
	return &party{label: label, app: &factOf[eligibility.Application]{Approvable(Person(label, born))}}
}

// application is a copy of somebody's application that shares nothing with it.
func (p *party) application() eligibility.Application { return copied(p.app.of) }

// copied is an application that shares nothing with a.
func copied(a eligibility.Application) eligibility.Application {
	a.Registrations, a.Employments = slices.Clone(a.Registrations), slices.Clone(a.Employments)
	a.Dwellings, a.Studies = slices.Clone(a.Dwellings), slices.Clone(a.Studies)
	a.Insurance.Months = slices.Clone(a.Insurance.Months)
	if a.Agent != nil {
		agent := *a.Agent
		a.Agent = &agent
	}
	return a
}

// identified makes the birth date, the number and the card of somebody agree,
// of whom a line has said args. A number brings the birth date in it. A birth
// date brings a number of Hebei, where the number there was is one that this
// package made; another one was given by the script, and stays.
func identified(a *eligibility.Application, args []string) error {
	said := map[string]bool{}
	for _, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		said[strings.TrimPrefix(strings.Join(pathParts(name), "."), "applicant.")] = true
	}
	p := &a.Applicant
	switch {
	case p.IDNumber.IsZero() || !said["born"] && !said["idNumber"] || p.IDNumber.Born() == p.Born:
	case said["born"] && said["idNumber"]:
		return wrong("出生 与身份号码中的出生日期不符", "born is not the birth date in idNumber")
	case said["idNumber"]:
		p.Born = p.IDNumber.Born()
	case p.Born.IsZero():
	case p.IDNumber != IDNumber(home, p.IDNumber.Born()):
		return wrong("出生 与此前写明的身份号码不符；请改写 身份号码", "born is not the birth date in the idNumber that was given; change idNumber instead")
	case p.Born.Year() < 1800 || p.Born.Year() > 2099:
		return errNoSuchNumber(p.Born.Year())
	default:
		p.IDNumber = IDNumber(home, p.Born)
	}
	if (said["born"] || said["idNumber"]) && !p.IDNumber.IsZero() && !said["materials.identity.holderNumber"] && !a.Materials.Identity.HolderNumber.IsZero() {
		a.Materials.Identity.HolderNumber = p.IDNumber
	}
	if said["born"] || said["idNumber"] {
		notBeforeBirth(a)
	}
	return nil
}

func errNoSuchNumber(year int) error {
	return wrong("出生：没有身份号码含有 %d 年", "born: no ID number has the year %d", year)
}

// home is the division in the numbers that this package makes.
const home = "130100"
