package scenario

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A setting is what the short forms of values draw on: the day, and the people
// a script has named.
type setting struct {
	day    civil.Date
	person func(label string) (*party, error)
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
		return map[string]any{"division": value, "detail": "测试街甲一号"}, isDigits(value), nil
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
	}
	return nil, false, nil
}

// claims are the conditions that somebody relies on, joined by commas.
func claims(value string) (any, bool, error) {
	if contains(absent, value) {
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
// shows an identity card; none takes an agent away.
func agentOf(value string, st setting) (any, bool, error) {
	if contains(empty, value) {
		return nil, true, nil
	}
	p, err := st.person(value)
	if err != nil {
		return nil, false, err
	}
	raw, err := tree(parentOf(p.app.of.Applicant))
	return raw, true, err
}

func isDigits(s string) bool {
	return len(s) == 6 && strings.Trim(s, "0123456789") == ""
}

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
	case contains(empty, value), contains(absent, value):
		return nil, true, nil
	case strings.HasPrefix(value, "{"):
		return nil, false, nil
	default:
		return nil, false, unknownWord(word, []string{"established", "not-established", "open", "none", "成立", "不成立", "未定", "无"})
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
		if strings.HasPrefix(value, "{") || contains(absent, value) {
			return nil, false, nil
		}
		return nil, false, unknownWord(word, []string{"accepted", "rejected"})
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

// months reads 2026-01..2026-06, with how they were paid if not on time, as
// 2026-01..2026-06:back-paid. Several runs are joined by commas.
func months(value string) (any, bool, error) {
	if !strings.Contains(value, "..") {
		return nil, false, nil
	}
	list := []any{}
	for _, run := range strings.Split(value, ",") {
		run, status, stated := strings.Cut(run, ":")
		if !stated {
			status = "paid-on-time"
		}
		first, last, _ := strings.Cut(run, "..")
		from, err := civil.ParseMonth(first)
		if err != nil {
			return nil, false, err
		}
		to, err := civil.ParseMonth(last)
		if err != nil {
			return nil, false, err
		}
		if n := to.Sub(from); n < 0 || n > 600 {
			return nil, false, fmt.Errorf("must be a run of up to 600 months")
		}
		for m := from; m.Sub(to) <= 0; m = m.Add(1) {
			list = append(list, map[string]any{"month": m.String(), "place": "110000", "status": status})
		}
	}
	return list, true, nil
}
