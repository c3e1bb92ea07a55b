package scenario

import (
	"reflect"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A setting is what the short forms of values draw on: the day, and the people
// a script has named. said are the values that one line has given so far, by
// their paths, so that it is a fault if two of them exclude each other.
type setting struct {
	day    civil.Date
	person func(label string) (*party, error)
	said   map[string]any
}

// short reads the short forms: one word where the record wants a whole finding,
// review or address, and a run of months where it wants each.
func (s slot) short(value string, st setting) (raw any, ok bool, err error) {
	switch s.typ {
	case reflect.TypeFor[permit.Finding]():
		return s.finding(value, st)
	case reflect.TypeFor[eligibility.Review]():
		return s.review(value, st)
	case reflect.TypeFor[permit.Address]():
		if strings.HasPrefix(value, "{") || slices.Contains(absent, value) {
			return nil, false, nil
		}
		return map[string]any{"division": value, "detail": "测试街甲一号"}, true, placed(value)
	case reflect.TypeFor[eligibility.Claims]():
		return claims(value)
	case reflect.TypeFor[permit.Person]():
		p, err := st.person(value)
		if err != nil {
			return nil, false, err
		}
		raw, err := tree(p.app.of.Applicant)
		return raw, true, err
	case reflect.TypeFor[*eligibility.Agent]():
		return agentOf(value, st)
	case reflect.TypeFor[[]eligibility.InsuranceMonth]():
		return months(value)
	case reflect.TypeFor[civil.Date]():
		if !slices.Contains(absent, value) {
			d, err := dayOf(value)
			return d.String(), true, err
		}
	case reflect.TypeFor[permit.Division]():
		if !slices.Contains(absent, value) {
			return value, true, placed(value)
		}
	}
	return nil, false, nil
}

// claims are the conditions that somebody relies on, joined by commas.
func claims(value string) (any, bool, error) {
	if slices.Contains(absent, value) {
		return nil, true, nil
	}
	words := map[string]string{"employment": "employment", "dwelling": "dwelling", "study": "study", "就业": "employment", "住所": "dwelling", "就读": "study"}
	list := []string{}
	for _, w := range strings.Split(value, ",") {
		if words[w] == "" {
			return nil, false, unknownWord(w, []string{"employment", "dwelling", "study", "就业", "住所", "就读"})
		}
		list = append(list, words[w])
	}
	return list, true, nil
}

// agentOf is one of the script's people as a parent who acts for a child and
// shows his or her own identity card; none takes an agent away.
func agentOf(value string, st setting) (any, bool, error) {
	if slices.Contains(empty, value) {
		return nil, true, nil
	}
	p, err := st.person(value)
	if err != nil {
		return nil, false, err
	}
	a, own := parentOf(p.app.of.Applicant), &p.app.of.Materials
	a.Identity, a.IdentityShown = own.Identity, own.IdentityShown
	raw, err := tree(a)
	return raw, true, err
}

// dayOf is a day of a script. Its people are nobody's, so its text is told.
func dayOf(text string) (civil.Date, error) {
	d, err := civil.Parse(text)
	if err != nil || d.IsZero() {
		return d, wrong("%q 不是日期，应写作 2026-07-16", "%q is no day, which is written 2026-07-16", text)
	}
	return d, nil
}

// placed checks the six digits of a division. Codes come and go, so only a place
// outside all provinces is a slip for sure.
func placed(text string) error {
	d, err := permit.ParseDivision(text)
	if err != nil || d.IsZero() || !slices.Contains(provinces, text[:2]) {
		return wrong("%q 不是区划代码，应写作 110108", "%q is no code of a division, which is written 110108", text)
	}
	return nil
}

// provinces are the first two digits of all divisions (GB/T 2260).
var provinces = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83")

// grounds are the grounds of findings by the record and the field they stand in.
var grounds = map[reflect.Type]map[string]permit.Ground{
	reflect.TypeFor[eligibility.Application]():  {"serviceFinding": eligibility.GroundServingMilitary},
	reflect.TypeFor[eligibility.Filing]():       {"limitedMobility": eligibility.GroundLimitedMobility},
	reflect.TypeFor[eligibility.Registration](): {"falsity": eligibility.GroundFalseRegistration},
	reflect.TypeFor[eligibility.Employment]():   {"other": eligibility.GroundOtherEmployment},
	reflect.TypeFor[eligibility.Dwelling]():     {"other": eligibility.GroundOtherDwelling, "otherHolder": eligibility.GroundOtherHolder},
	reflect.TypeFor[eligibility.Review]():       {"competence": eligibility.GroundReviewerCompetence},
	reflect.TypeFor[eligibility.Papers]():       {"otherIdentity": eligibility.GroundIdentityDocument},
	reflect.TypeFor[permit.CancellationFacts](): {
		"falseProofs": permit.FoundFalseProofs, "neverMet": permit.FoundNeverMet, "conditionsLost": permit.FoundConditionsLost,
		"household": permit.FoundBeijingHousehold, "death": permit.FoundDeath, "otherRule": permit.FoundOtherRule,
	},
	reflect.TypeFor[permit.ExchangeFacts]():         {"other": permit.FoundOtherExchange},
	reflect.TypeFor[registry.Exchanging]():          {"other": permit.FoundOtherExchange},
	reflect.TypeFor[registry.Presence]():            {"limitedMobility": eligibility.GroundLimitedMobility},
	reflect.TypeFor[registry.Declaration]():         {"earlier": registry.GroundEarlierRegistration},
	reflect.TypeFor[registry.ProofReview]():         {"competence": eligibility.GroundReviewerCompetence, "other": eligibility.GroundOtherDwelling, "otherHolder": eligibility.GroundOtherHolder},
	reflect.TypeFor[registry.RegistrationFinding](): {"finding": eligibility.GroundFalseRegistration},
	reflect.TypeFor[permit.ConfiscationFacts]():     {"finding": permit.FoundForged},
	reflect.TypeFor[penalty.Conduct](): {
		"forged": permit.FoundForged, "fraudulent": permit.FoundFraudulent, "falseProof": penalty.FoundFalseProof, "intent": penalty.FoundIntent,
		"consideration": penalty.FoundPrice, "onDuty": penalty.FoundOnDuty, "contrary": penalty.FoundContrary,
	},
	reflect.TypeFor[penalty.Case](): {
		"lighter": penalty.FoundLighter, "noFault": penalty.FoundNoFault, "incapable": penalty.FoundIncapable, "crime": penalty.FoundCrime,
		"sameAct": penalty.FoundSameAct, "forged": permit.FoundForged, "fraudulent": permit.FoundFraudulent, "grave": penalty.FoundGrave,
	},
}

// grounded are all grounds that the library knows.
var grounded = []permit.Ground{
	permit.FoundFalseProofs, permit.FoundNeverMet, permit.FoundConditionsLost, permit.FoundBeijingHousehold, permit.FoundDeath, permit.FoundOtherRule,
	permit.FoundFraudulent, permit.FoundForged, permit.FoundAltered, permit.FoundOtherExchange,
	eligibility.GroundServingMilitary, eligibility.GroundFalseRegistration, eligibility.GroundOtherEmployment, eligibility.GroundOtherDwelling,
	eligibility.GroundOtherHolder, eligibility.GroundReviewerCompetence, eligibility.GroundIdentityDocument, eligibility.GroundLimitedMobility,
	penalty.FoundLighter, penalty.FoundNoFault, penalty.FoundIncapable, penalty.FoundCrime, penalty.FoundSameAct, penalty.FoundGrave,
	penalty.FoundFalseProof, penalty.FoundIntent, penalty.FoundPrice, penalty.FoundOnDuty, penalty.FoundContrary, registry.GroundEarlierRegistration,
}

// groundOf is the ground with that code, which may leave out what it begins
// with: death for cancel-death.
func groundOf(word string) (permit.Ground, error) {
	var codes []string
	for _, g := range grounded {
		_, short, _ := strings.Cut(string(g), "-")
		if word == string(g) || word == short {
			return g, nil
		}
		codes = append(codes, string(g))
	}
	return "", unknownWord(word, codes)
}

// outcomes are the words of a finding. One that is open is on record as asked
// for and not made yet; none, which is not here, is no record at all.
var outcomes = map[string]permit.FindingOutcome{
	"established": permit.Established, "成立": permit.Established, "not-established": permit.NotEstablished, "不成立": permit.NotEstablished,
	"open": permit.Open, "未定": permit.Open,
}

// finding is an authority's finding in one word: the ground is that of the
// place, the authority the police station of the scripts, the day the script's.
// After the word may stand another ground, and another authority, as
// established:item-altered:commerce.
func (s slot) finding(value string, st setting) (any, bool, error) {
	word, ground, _ := strings.Cut(value, ":")
	ground, by, _ := strings.Cut(ground, ":")
	outcome, known := outcomes[word]
	switch {
	case known:
	case slices.Contains(empty, value), slices.Contains(absent, value):
		return nil, true, nil
	case strings.HasPrefix(value, "{"):
		return nil, false, nil
	default:
		return nil, false, unknownWord(word, []string{"established", "not-established", "open", "none", "成立", "不成立", "未定", "无"})
	}
	if outcome != permit.Open && st.day.IsZero() {
		return nil, false, errNoDay
	}
	f := Finding(grounds[s.owner][s.name], outcome, st.day)
	if outcome == permit.Open {
		f.Day = civil.Date{} // it is not made yet
	}
	if ground != "" {
		g, err := groundOf(ground)
		if err != nil {
			return nil, false, err
		}
		f.Ground = g
	}
	if by != "" {
		kind, err := permit.ParseWord[permit.OfficeKind](by)
		if err != nil {
			return nil, false, unknownWord(by, codes(wordsOf(reflect.TypeFor[permit.OfficeKind]())))
		}
		f.Authority = OfficeOf(kind)
	}
	raw, err := tree(f)
	return raw, true, err
}

// reviewers are the departments that the text names for each proof (5.2).
var reviewers = map[reflect.Type]permit.OfficeKind{
	reflect.TypeFor[eligibility.SocialInsurance](): permit.HumanResources,
	reflect.TypeFor[eligibility.Employment]():      permit.HumanResources,
	reflect.TypeFor[eligibility.Dwelling]():        permit.Housing,
	reflect.TypeFor[eligibility.Study]():           permit.Education,
}

// review is a department's review in one word, by the department that the text
// names for the proof; another may follow, as accepted:commerce.
func (s slot) review(value string, st setting) (any, bool, error) {
	word, by, _ := strings.Cut(value, ":")
	known := map[string]eligibility.ReviewOutcome{
		"accepted": eligibility.Accepted, "通过": eligibility.Accepted, "rejected": eligibility.Rejected, "不通过": eligibility.Rejected,
	}
	outcome, ok := known[word]
	if !ok {
		if strings.HasPrefix(value, "{") || slices.Contains(absent, value) {
			return nil, false, nil
		}
		return nil, false, unknownWord(word, []string{"accepted", "rejected"})
	}
	if st.day.IsZero() {
		return nil, false, errNoDay
	}
	kind := reviewers[s.owner]
	if by != "" {
		k, err := permit.ParseWord[permit.OfficeKind](by)
		if err != nil {
			return nil, false, unknownWord(by, codes(wordsOf(reflect.TypeFor[permit.OfficeKind]())))
		}
		kind = k
	}
	r := eligibility.Review{Outcome: outcome, By: OfficeOf(kind), On: st.day}
	if outcome == eligibility.Rejected {
		r.Reason = "not-genuine"
	}
	raw, err := tree(r)
	return raw, true, err
}

// months reads single months and runs of them, 2026-04 and 2026-01..2026-06, with
// how they were paid if not on time, as 2026-04:back-paid. Several are joined by
// commas.
func months(value string) (any, bool, error) {
	if strings.HasPrefix(value, "[") || slices.Contains(empty, value) || slices.Contains(absent, value) {
		return nil, false, nil
	}
	list := []any{}
	for _, run := range strings.Split(value, ",") {
		run, status, stated := strings.Cut(run, ":")
		if !stated {
			status = "paid-on-time"
		}
		code, ok := codeOf(payments, wordsOf(payments), status)
		if !ok {
			return nil, false, unknownWord(status, codes(wordsOf(payments)))
		}
		first, last, is := strings.Cut(run, "..")
		if !is {
			last = first
		}
		from, err := monthOf(first)
		if err != nil {
			return nil, false, err
		}
		to, err := monthOf(last)
		if err != nil {
			return nil, false, err
		}
		if n := to.Sub(from); n < 0 || n > 600 {
			return nil, false, wrong("%q 应是不超过 600 个月的期间", "%q must be a run of up to 600 months", run)
		}
		for m := from; m.Sub(to) <= 0; m = m.Add(1) {
			list = append(list, map[string]any{"month": m.String(), "place": "110000", "status": code})
		}
	}
	return list, true, nil
}

var payments = reflect.TypeFor[eligibility.Contribution]()

func monthOf(text string) (civil.Month, error) {
	m, err := civil.ParseMonth(text)
	if err != nil || m == (civil.Month{}) {
		return m, wrong("%q 不是月份，应写作 2026-07", "%q is no month, which is written 2026-07", text)
	}
	return m, nil
}
