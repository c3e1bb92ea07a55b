package penalty

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// A plea is a proposal in words, each of which is one circumstance. What the law
// makes of it is read from the words and from the card of exhaustive_test.go;
// the record is made from them beside that.
type plea struct {
	act   Act
	actor permit.ActorKind
	// age on the day of the act, at its boundary: "13" turned 14 that very day
	// (A05: not 14 yet), "14" the day before; "17" and "18" alike. "" is not
	// recorded.
	age string
	// mind: "no fault" and "incapable" are found; "fault" is found too, which
	// changes nothing.
	mind string
	// acted: "before", "on" or "after" the day of decision; "" is not recorded.
	acted string
	// discovered: "in time", on the "last day" of the limitation, the day after
	// it ("too late"), "after the decision"; "" is not recorded, and "long ago" is
	// not recorded of an act whose limitation ran out before the decision.
	discovered string
	// crime: "suspected", "returned" on the day of decision, "returned after" it,
	// "denied": found to be none.
	crime string
	// same: obtaining and using were "found" to be one act, or "denied" to be.
	same    string
	lighter string // "found", "denied"

	tier      Tier
	warning   bool
	fine      string
	days      int
	milder    MitigationKind
	basis     Basis
	authority permit.OfficeKind
}

// articleOf is read from the numbering of the clauses: five acts of article 26,
// two of 27, five of 28, six of 29.
func (p *plea) articleOf() int {
	acts := [...]struct{ article, n int }{{0, 1}, {26, 5}, {27, 2}, {28, 5}, {29, 6}}
	if p.act == Unsanctioned {
		return 0
	}
	at := int(p.act)
	if p.act > Unsanctioned {
		at-- // where it stands among the acts does not matter
	}
	for _, a := range acts {
		if at -= a.n; at < 0 {
			return a.article
		}
	}
	return 0
}

func (p *plea) nobody() bool {
	switch p.actor {
	case permit.Unit, permit.PublicSecurityOrgan, permit.EntrustedAgencyBody, permit.DepartmentBody:
		return true
	}
	return false
}

// actDay is the day of the act: a month before the decision, or as long ago as
// the limitation takes to run out three weeks before it.
func (p *plea) actDay() string {
	switch {
	case p.acted == "":
		return ""
	case p.acted == "on":
		return "2026-04-01"
	case p.acted == "after":
		return "2026-04-02"
	case p.discovered != "last day" && p.discovered != "too late" && p.discovered != "long ago":
		return "2026-03-01"
	case p.articleOf() == 28:
		return "2025-09-10"
	}
	return "2024-03-10"
}

var eve = map[string]string{ // the day before each day of an act, without its year
	"04-01": "03-31", "04-02": "04-01", "03-01": "02-28", "09-10": "09-09", "03-10": "03-09",
}

// record makes the proposal.
func (p *plea) record() Proposal {
	c := Case{Act: p.act, Offender: Offender{Kind: p.actor}}
	act := p.actDay()
	if act != "" {
		c.Day = date(act)
	}
	if p.age != "" && !p.nobody() && act != "" {
		var year int
		fmt.Sscan(act[:4], &year)
		years := map[string]int{"13": 14, "14": 14, "17": 18, "18": 18}[p.age]
		birthday := act[5:]
		if p.age == "14" || p.age == "18" {
			birthday = eve[birthday]
		}
		c.Offender.Born = date(fmt.Sprintf("%04d-%s", year-years, birthday))
	}
	switch p.mind {
	case "no fault":
		c.NoFault = established(FoundNoFault)
	case "fault":
		c.NoFault = notEstablished(FoundNoFault)
	case "incapable":
		c.Incapable = established(FoundIncapable)
	}
	switch p.discovered {
	case "in time":
		c.Discovered = date("2026-03-02")
	case "last day":
		c.Discovered = date("2026-03-10")
	case "too late":
		c.Discovered = date("2026-03-11")
	case "after the decision":
		c.Discovered = date("2026-04-02")
	}
	switch p.crime {
	case "suspected":
		c.Crime = established(FoundCrime)
	case "returned":
		c.Crime, c.CrimeReturned = established(FoundCrime), decisionDay
	case "returned after":
		c.Crime, c.CrimeReturned = established(FoundCrime), date("2026-04-02")
	case "denied":
		c.Crime = notEstablished(FoundCrime)
	}
	found := func(word string, g permit.Ground) permit.Finding {
		switch word {
		case "found":
			return established(g)
		case "denied":
			return notEstablished(g)
		}
		return permit.Finding{}
	}
	c.SameAct, c.Lighter = found(p.same, FoundSameAct), found(p.lighter, FoundLighter)
	return Proposal{
		Case: c, Tier: p.tier, Sanction: Sanction{p.warning, fineOfYuan(p.fine), p.days},
		Mitigation: Mitigation{p.milder, p.basis}, Authority: p.authority,
	}
}

// An opinion is one truth for each condition, in the order of the table.
type opinion [mit04 + 1]rule.Truth

const (
	lia01 = iota
	lia02
	lia03
	lia04
	lia05
	lia06
	lia07
	lia08
	lia09
	lia10
	lia11
	lia12
	aut01
	tie01
	tie02
	tie03
	war01
	war02
	fin01
	fin02
	fin03
	fin04
	det01
	det02
	det03
	det04
	mit01
	mit02
	mit03
	mit04
)

// pleaCodes are the codes of the conditions.
var pleaCodes = strings.Fields(`
	PEN-LIA-01 PEN-LIA-02 PEN-LIA-03 PEN-LIA-04 PEN-LIA-05 PEN-LIA-06
	PEN-LIA-07 PEN-LIA-08 PEN-LIA-09 PEN-LIA-10 PEN-LIA-11 PEN-LIA-12
	PEN-AUT-01 PEN-TIE-01 PEN-TIE-02 PEN-TIE-03 PEN-WAR-01 PEN-WAR-02
	PEN-FIN-01 PEN-FIN-02 PEN-FIN-03 PEN-FIN-04 PEN-DET-01 PEN-DET-02 PEN-DET-03 PEN-DET-04
	PEN-MIT-01 PEN-MIT-02 PEN-MIT-03 PEN-MIT-04`)

const (
	yes  = rule.Met
	no   = rule.Unmet
	open = rule.Unknown
)

// judge says what the law makes of a plea. The lines of the card give what a
// clause demands and its figures.
func (p *plea) judge(lines map[string]line, schedule Schedule) opinion {
	article, imposed := p.articleOf(), p.warning || p.fine != "" || p.days != 0
	nobody, nameless := p.nobody(), p.act == NoAct
	var o opinion
	unless := func(bad bool) rule.Truth { return rule.Of(!bad) }
	maybe := func(unknown bool, t rule.Truth) rule.Truth {
		if unknown {
			return open
		}
		return t
	}

	// Who may be punished for what (22.1.b, 26 to 29; A39, A70, A74; 行政处罚法
	// 30, 31, 33; 28.2, A72; A69; A59).
	o[lia01] = maybe(nameless, unless(article == 0))
	o[lia02] = maybe(nameless, unless(article == 29))
	punishesUnits := p.act == UnlawfulSeizure || article == 29 || article == 0
	o[lia03] = maybe(nameless || p.actor == permit.ActorUnknown, unless(nobody && !punishesUnits))
	ageOpen := !nobody && (p.age == "" || p.acted == "")
	fourteen := maybe(ageOpen, unless(!nobody && p.age == "13"))
	eighteen := maybe(ageOpen, rule.Of(nobody || p.age == "18"))
	o[lia04] = fourteen
	o[lia05] = unless(p.mind == "no fault")
	o[lia06] = unless(p.mind == "incapable")
	o[lia07] = maybe(p.acted == "", unless(p.acted == "after"))
	limited := article >= 26 && article <= 28
	o[lia08] = maybe(!limited || p.acted == "" || p.acted == "before" && p.discovered == "long ago",
		unless(p.discovered == "too late" && p.acted == "before"))
	o[lia09] = yes // no commencement is stated
	o[lia11] = unless(p.crime == "suspected" || p.crime == "returned after")
	o[lia12] = unless(p.act == FraudObtain && p.same == "found")
	// The figures of 2026 need an act of that year (A65). Whether anything may be
	// imposed at all does not hang on them.
	o[lia10] = yes
	may := yes
	for _, t := range o[:aut01] {
		may = may.And(t)
	}
	if schedule == ScheduleLaw2026 && (article == 28 || nameless) {
		o[lia10] = maybe(nameless || p.acted == "", unless(p.actDay() < "2026-01-01"))
	}
	o[tie01] = maybe(nameless, rule.Of((article == 28) == (p.tier != NoTier)))
	o[tie02] = unless(p.tier == LighterTier && p.lighter != "found")
	o[tie03] = unless(p.tier == BaseTier && p.lighter == "found")

	// What a mitigation rests on (A67).
	claims := p.milder != NoMitigation
	supported := unless(p.milder == Reduced || p.milder == Waived)
	if p.basis != NoBasis {
		supported = no
		for _, v := range provisions {
			if v.basis != p.basis || !claims || !strings.Contains(v.kinds, string("lrw"[p.milder-1])) {
				continue
			}
			supported = yes
			if v.law != "apl" {
				supported = maybe(nameless, rule.Of(article == 28))
			}
			if v.law == "psl12" {
				supported = supported.And(rule.Of(schedule == ScheduleDraft))
			}
			if !v.ofAges {
				continue
			}
			switch {
			case nobody:
				supported = no
			case p.milder == Waived:
				supported = supported.And(fourteen.Not())
			default:
				supported = supported.And(fourteen).And(eighteen.Not())
			}
		}
	}
	o[mit01] = supported
	o[mit02] = rule.Of(claims).Or(eighteen).Or(fourteen.Not())
	reduced := supported.And(rule.Of(p.milder == Reduced))
	excused := may.Not().Or(supported.And(rule.Of(p.milder == Waived)))

	// What the clause demands and allows (26.1.0, 27.1, 28.1.0).
	l, stated := lines[[...]string{26: "26.1", 27: "27.1", 28: "28.1 base", 29: ""}[article]+" "+schedule.String()]
	asks := func(what, answer string) rule.Truth { return maybe(!stated, rule.Of(what == answer)) }
	keeps := rule.Of(p.act == UseFraudulent && p.same == "found") // A59: 27.1's range, the warning kept
	given := rule.Of(p.warning)
	o[war01] = given.Or(asks(l.warning, "must").Or(keeps).Not()).Or(excused).Or(reduced.And(rule.Of(article == 26 && p.fine != "")))
	o[war02] = given.Not().Or(asks(l.warning, "never").Not()).Or(keeps)
	warningAlone := rule.Of(article == 26 && p.warning && (p.basis == APL30 || p.basis == APL32))
	o[fin01] = rule.Of(p.fine != "").Or(asks(l.fine, "must").Not()).Or(excused).Or(reduced.And(warningAlone))
	detains := maybe(!stated, rule.Of(l.first != ""))
	o[det01] = rule.Of(p.days != 0).Or(detains.Not()).Or(excused).Or(reduced.And(rule.Of(p.fine != "")))
	o[det02] = rule.Of(p.days == 0).Or(detains)

	// The figures are those of the tier that is named.
	if article == 28 && p.tier == LighterTier {
		l = lines["28.1 lighter "+schedule.String()]
	}
	ranged := stated && (article == 28) == (p.tier != NoTier)
	o[fin02], o[fin03], o[fin04], o[det03], o[det04] = yes, yes, yes, yes, yes
	if p.fine != "" {
		o[fin02] = rule.Of(sen(p.fine) > 0)
		o[fin03] = maybe(!ranged, unless(ranged && l.low != "0" && sen(p.fine) < sen(l.low)).Or(reduced))
		o[fin04] = maybe(!ranged, unless(ranged && sen(p.fine) > sen(l.high)))
	}
	if p.days != 0 {
		o[det03] = maybe(!ranged, unless(ranged && l.first != "" && p.days < number(l.first)).Or(reduced))
		o[det04] = maybe(!ranged, unless(ranged && l.first != "" && p.days > number(l.last)))
	}
	heaviest := ranged && p.fine != "" && sen(p.fine) >= sen(l.high) && (l.first == "" || p.days >= number(l.last)) &&
		(p.warning || l.warning == "never")
	o[mit03] = yes
	if p.milder == Lighter || p.milder == Reduced {
		o[mit03] = maybe(!ranged, unless(heaviest))
	}
	// Where nothing is imposed none of this is asked, but what is due.
	for c := range o {
		if !imposed && (c <= lia12 || c >= tie01 && c <= tie03 || c == mit02 || c == mit03) {
			o[c] = yes
		}
	}
	o[mit04] = unless(p.milder == Waived && imposed)
	o[aut01] = maybe(p.authority == permit.OfficeUnknown,
		rule.Of(p.authority == permit.PoliceStation || p.authority == permit.DistrictPublicSecurity || p.authority == permit.MunicipalPublicSecurity))
	return o
}

// sen is an amount in hundredths, read digit by digit.
func sen(yuan string) (n int) {
	whole, part, _ := strings.Cut(yuan, ".")
	for _, r := range whole + (part + "00")[:2] {
		n = n*10 + int(r-'0')
	}
	return n
}

func number(s string) (n int) {
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// A hearing compares pleas with the decisions on their records.
type hearing struct {
	t        *testing.T
	lines    map[string]line
	heard    int
	outcomes [3]int
	reached  [mit04 + 1][3]bool // unknown, met, unmet
}

func newHearing(t *testing.T) *hearing {
	var codes []string
	for l := range checkTable.Form().Lines() {
		codes = append(codes, l.Code)
	}
	require.Equal(t, codes, pleaCodes)
	return &hearing{t: t, lines: readCard(t)}
}

func (h *hearing) hear(p *plea, schedule Schedule) {
	r := p.record()
	d, err := Check(&r, decisionDay, &Policy{Schedule: schedule})
	if err != nil {
		h.t.Fatalf("%+v: %v", *p, err)
	}
	all := yes
	for i, want := range p.judge(h.lines, schedule) {
		if got := d.Truth(pleaCodes[i]); got != want {
			h.t.Fatalf("%s is %v, want %v: %+v under %v", pleaCodes[i], got, want, *p, schedule)
		}
		all = all.And(want)
		h.reached[i][want] = true
	}
	if d.Outcome() != outcomeOf[all] {
		h.t.Fatalf("%v, want %v: %+v under %v", d.Outcome(), outcomeOf[all], *p, schedule)
	}
	h.heard++
	h.outcomes[d.Outcome()]++
}

func (h *hearing) log() {
	h.t.Helper()
	h.t.Logf("%d proposals: %d may be imposed, %d may not, %d open", h.heard, h.outcomes[rule.Approved], h.outcomes[rule.Refused], h.outcomes[rule.Undetermined])
}

// everyAct are the acts of all articles, the act that no clause names and the
// act that is not recorded.
func everyAct() []Act { return append(Acts(), NoAct, Unsanctioned) }

// usual are sanctions for an act: nothing, the lightest and the heaviest that its
// clause allows, and one that is nobody's.
func (p plea) usual(schedule Schedule) []plea {
	nothing, light, heavy, odd := p, p, p, p
	odd.warning, odd.fine, odd.days = true, "100", 3
	switch p.articleOf() {
	case 26:
		light.warning, light.fine = true, "0.01"
		heavy.warning, heavy.fine = true, "200"
	case 27:
		light.fine, heavy.fine = "200", "1000"
	case 28:
		for _, s := range []*plea{&nothing, &light, &heavy, &odd} {
			s.tier = BaseTier
		}
		light.days, heavy.days, heavy.fine = 10, 15, map[Schedule]string{ScheduleDraft: "1000", ScheduleLaw2026: "5000"}[schedule]
	}
	return []plea{nothing, light, heavy, odd}
}

// boundaries are the amounts and days around the figures of the clause.
func (p *plea) boundaries() (amounts []string, days []int) {
	switch p.articleOf() {
	case 26:
		return []string{"", "0", "0.01", "200", "200.01"}, []int{0, 1, 10}
	case 27:
		return []string{"", "0", "199.99", "200", "1000", "1000.01"}, []int{0, 1, 10}
	case 28:
		amounts = []string{"", "0", "0.01", "500", "500.01", "1000", "1000.01", "3000", "3000.01", "5000", "5000.01"}
		return amounts, []int{0, 1, 4, 5, 9, 10, 11, 15, 16}
	}
	return []string{"", "100"}, []int{0, 10}
}

// thinned is which combinations are tried: each, or each 31st where all take too
// long.
func thinned(t *testing.T) int {
	t.Helper()
	if !testing.Short() && !ruletest.Race {
		return 1
	}
	t.Log("each 31st combination only: -short, or the race detector")
	return 31
}

var bothSchedules = []Schedule{ScheduleDraft, ScheduleLaw2026}

// ordinary is a plea of an adult, in order but for what it is about.
func ordinary(a Act) plea {
	return plea{act: a, actor: permit.Individual, age: "18", acted: "before", discovered: "in time", authority: permit.PoliceStation}
}

// Every act by every kind of actor in every combination of circumstances, with
// nothing imposed and with the most that the clause allows, under both schedules.
func TestExhaustiveCircumstances(t *testing.T) {
	h := newHearing(t)
	step, n := thinned(t), 0
	for _, act := range everyAct() {
		for _, actor := range permit.Values[permit.ActorKind]() {
			p := ordinary(act)
			p.actor = actor
			for _, p.age = range []string{"", "13", "14", "17", "18"} {
				if p.nobody() && p.age != "" {
					continue
				}
				for _, p.mind = range []string{"", "no fault", "fault", "incapable"} {
					for _, when := range [][2]string{
						{"", "in time"}, {"before", ""}, {"before", "in time"}, {"before", "last day"}, {"before", "too late"},
						{"before", "long ago"}, {"before", "after the decision"}, {"on", "after the decision"}, {"after", "after the decision"},
					} {
						p.acted, p.discovered = when[0], when[1]
						for _, p.crime = range []string{"", "suspected", "returned", "returned after", "denied"} {
							for _, p.same = range []string{"", "found", "denied"} {
								if n++; n%step != 0 || p.same != "" && p.act != FraudObtain && p.act != UseFraudulent && n%7 != 0 {
									continue // it is of those two acts that A59 speaks
								}
								for _, schedule := range bothSchedules {
									usual := p.usual(schedule)
									h.hear(&usual[0], schedule)
									h.hear(&usual[2], schedule)
								}
							}
						}
					}
				}
			}
		}
	}
	h.log()
}

// Every act at every age with every mitigation on every basis, and every boundary
// amount and day, under both schedules.
func TestExhaustiveMitigations(t *testing.T) {
	h := newHearing(t)
	step, n := thinned(t), 0
	for _, act := range everyAct() {
		p := ordinary(act)
		for _, p.actor = range []permit.ActorKind{permit.Individual, permit.Unit} {
			for _, p.age = range []string{"", "13", "14", "17", "18"} {
				if p.nobody() && p.age != "" {
					continue
				}
				for _, p.milder = range []MitigationKind{NoMitigation, Lighter, Reduced, Waived} {
					for p.basis = range PSL25Art21 + 1 {
						amounts, days := p.boundaries()
						for _, p.fine = range amounts {
							for _, p.days = range days {
								for _, p.warning = range []bool{false, true} {
									p.tier = NoTier
									if p.articleOf() == 28 {
										p.tier = BaseTier
									}
									for _, schedule := range bothSchedules {
										if n++; n%step == 0 {
											h.hear(&p, schedule)
										}
									}
								}
							}
						}
					}
				}
			}
		}
	}
	h.log()
}

// Every act with every tier named, on every finding, by every authority, with
// every boundary day and the ceilings of both tiers.
func TestExhaustiveTiers(t *testing.T) {
	h := newHearing(t)
	step, n := thinned(t), 0
	for _, act := range everyAct() {
		p := ordinary(act)
		for _, p.authority = range permit.Values[permit.OfficeKind]() {
			for p.tier = range LighterTier + 1 {
				for _, p.lighter = range []string{"", "found", "denied"} {
					amounts, days := p.boundaries()
					for _, p.fine = range amounts {
						for _, p.days = range days {
							for _, p.milder = range []MitigationKind{NoMitigation, Lighter} {
								for _, schedule := range bothSchedules {
									if n++; n%step == 0 {
										h.hear(&p, schedule)
									}
								}
							}
						}
					}
				}
			}
		}
	}
	h.log()
}

// Every condition of the table is met, unmet and open in some plea, but for
// those that need no fact to be settled.
func TestExhaustivePleasReachEveryAnswer(t *testing.T) {
	h := newHearing(t)
	for _, act := range everyAct() {
		for _, change := range []func(*plea){
			func(*plea) {},
			func(p *plea) { p.actor, p.age = permit.ActorUnknown, "" },
			func(p *plea) { p.actor, p.age = permit.Unit, "" },
			func(p *plea) { p.age = "13" },
			func(p *plea) { p.age = "14" },
			func(p *plea) { p.mind = "no fault" },
			func(p *plea) { p.mind = "incapable" },
			func(p *plea) { p.acted = "" },
			func(p *plea) { p.acted, p.discovered = "after", "after the decision" },
			func(p *plea) { p.discovered = "" },
			func(p *plea) { p.discovered = "long ago" },
			func(p *plea) { p.discovered = "too late" },
			func(p *plea) { p.crime = "suspected" },
			func(p *plea) { p.same = "found" },
			func(p *plea) { p.authority = permit.OfficeUnknown },
			func(p *plea) { p.authority = permit.Housing },
			func(p *plea) { p.milder, p.basis = Reduced, PSL12Art19 },
			func(p *plea) { p.milder, p.basis = Waived, APL33 },
			func(p *plea) { p.milder, p.basis, p.age = Reduced, APL30, "" },
			func(p *plea) { p.milder = Lighter },
		} {
			for _, schedule := range bothSchedules {
				p := ordinary(act)
				change(&p)
				for _, q := range p.usual(schedule) {
					h.hear(&q, schedule)
					for _, turn := range []func(*plea){
						func(p *plea) { p.tier, p.fine = LighterTier, "100000" },
						func(p *plea) { p.lighter, p.fine, p.days = "found", "0", 1 },
						func(p *plea) { p.warning, p.days = false, 16 },
						func(p *plea) { p.days = 0 },
					} {
						r := q
						turn(&r)
						h.hear(&r, schedule)
					}
				}
			}
		}
	}
	settled := map[string]string{
		"PEN-LIA-05": "fault is presumed (行政处罚法 33)", "PEN-LIA-06": "capacity is presumed (行政处罚法 31)",
		"PEN-LIA-11": "a crime is never inferred (28.2)", "PEN-LIA-12": "two acts are two until found to be one (A59)",
		"PEN-TIE-02": "without a finding the base tier applies (A64)", "PEN-TIE-03": "without a finding the base tier applies (A64)",
		"PEN-FIN-02": "of the amount alone", "PEN-MIT-04": "of the proposal alone",
	}
	for i, c := range pleaCodes {
		got := h.reached[i]
		if i == lia09 {
			require.Equal(t, [3]bool{yes: true}, got, "no commencement is stated: see TestCommencement")
			continue
		}
		require.True(t, got[yes] && got[no], "%s: %v", c, got)
		_, silent := settled[c]
		require.Equal(t, !silent, got[open], "%s open", c)
	}
	for c := range settled {
		require.Contains(t, pleaCodes, c)
	}
}

// Referrals under article 29 and the criminal ones, by act and actor: who is in
// which list, in the words of the article (A74, A72).
func TestExhaustiveReferrals(t *testing.T) {
	lists := map[permit.ActorKind]string{permit.ActorUnknown: "open"}
	for _, k := range []permit.ActorKind{permit.PublicSecurityOrgan, permit.PublicSecurityOfficer, permit.PoliceOfficer, permit.AuxiliaryOfficer, permit.DepartmentBody, permit.DepartmentReviewer} {
		lists[k] = "29.1"
	}
	for _, k := range []permit.ActorKind{permit.EntrustedAgencyBody, permit.AgencyClerk} {
		lists[k] = "29.2"
	}
	n := 0
	for _, act := range everyAct() {
		for _, actor := range permit.Values[permit.ActorKind]() {
			for _, crime := range []string{"", "suspected", "returned", "returned after", "denied"} {
				p := ordinary(act)
				p.actor, p.crime = actor, crime
				if p.nobody() {
					p.age = ""
				}
				r := p.record()
				x, err := Follow(&r.Case, decisionDay, nil)
				require.NoError(t, err)
				liability, criminal := "", ""
				if p.articleOf() == 29 {
					liability = lists[actor]
				}
				if crime == "suspected" || crime == "returned after" {
					criminal = map[int]string{26: act.Clause().String(), 27: "27.1", 28: "28.2", 29: "29.1.0"}[p.articleOf()]
					if p.articleOf() == 29 && lists[actor] == "29.2" {
						criminal = "29.2"
					}
				}
				got := ""
				switch x.Liability.Kind {
				case ReferralOpen:
					got = "open"
				case Disposition:
					got = x.Liability.Clause.String()
				case Disciplinary:
					got = "29.1"
					require.Equal(t, act.Clause(), x.Liability.Clause)
				}
				require.Equal(t, liability, got, "%v by %v", act, actor)
				require.Equal(t, crime == "suspected" || crime == "returned after", x.Crime.Kind == Criminal)
				if p.articleOf() != 0 && x.Crime.Kind == Criminal {
					require.Equal(t, criminal, x.Crime.Clause.String(), "%v by %v", act, actor)
				}
				n++
			}
		}
	}
	t.Logf("%d acts by somebody, with and without a suspected crime", n)
}

// Detention that is executed: every age at its boundary on the day of the act and
// on that of the execution, every circumstance, all three readings and both
// schedules (A66; 治安管理处罚法 2012 art. 21, 2025 art. 23).
func TestExhaustiveExecutions(t *testing.T) {
	acts := map[string]string{ // birth dates by the ages they give: on 2026-03-01, on 2026-04-01
		"13 13": "2012-06-01", "13 14": "2012-03-01", "14 14": "2012-02-28", "15 16": "2010-03-01", "16 16": "2010-02-28",
		"17 18": "2008-03-01", "18 18": "2008-02-28", "69 69": "1956-04-01", "69 70": "1956-03-31", "70 70": "1956-02-28", "? ?": "",
	}
	flags := []permit.Flag{permit.FlagUnknown, permit.Yes, permit.No}
	step, tried, n, outcomes := thinned(t), 0, 0, [3]int{}
	for ages, born := range acts {
		atAct, now, _ := strings.Cut(ages, " ")
		for _, act := range everyAct() {
			for _, actor := range []permit.ActorKind{permit.ActorUnknown, permit.Individual, permit.Unit} {
				for _, first := range flags {
					for _, second := range flags {
						for _, grave := range []string{"", "found", "denied"} {
							for _, nursing := range flags {
								if first == permit.Yes && second == permit.Yes {
									continue // a record that contradicts itself
								}
								if tried++; tried%step != 0 {
									continue
								}
								c := Case{Act: act, Offender: Offender{Kind: actor}, Day: date("2026-03-01"),
									FirstOffence: first, SecondWithinYear: second, PregnantOrNursing: nursing}
								if born != "" && actor != permit.Unit {
									c.Offender.Born = date(born)
								}
								bad := open
								switch grave {
								case "found":
									c.Grave, bad = established(FoundGrave), yes
								case "denied":
									c.Grave, bad = notEstablished(FoundGrave), no
								}
								for _, rules := range []NonExecutionRule{NonExecutionOfSchedule, AllByExecution, Rules2025} {
									for _, schedule := range bothSchedules {
										minority := atAct
										if rules == AllByExecution {
											minority = now
										}
										is := func(age string, from, to int) rule.Truth {
											if actor == permit.Unit {
												return no
											}
											if age == "?" {
												return open
											}
											return rule.Of(from <= number(age) && number(age) < to)
										}
										lifted, again := no, no
										if rules == Rules2025 || schedule == ScheduleLaw2026 {
											lifted, again = bad, second.Truth()
										}
										novice := first.Truth()
										if second == permit.Yes {
											novice = no
										}
										article := (&plea{act: act}).articleOf()
										detainable := rule.Of(article == 28).And(rule.Of(actor != permit.Unit))
										if act == NoAct && actor != permit.Unit || actor == permit.ActorUnknown && article == 28 {
											detainable = open
										}
										spared := is(minority, 14, 16).And(lifted.Or(again).Not()).
											Or(is(minority, 16, 18).And(novice).And(lifted.Not())).
											Or(is(now, 70, 200).And(lifted.Or(again).Not())).
											Or(nursing.Truth())
										punishable := yes // 14 on the day of the act, under every reading
										if actor != permit.Unit && atAct == "?" {
											punishable = open
										} else if actor != permit.Unit && number(atAct) < 14 {
											punishable = no
										}
										want := spared.Not().And(detainable).And(punishable)
										d, err := Execute(&c, decisionDay, &Policy{NonExecution: rules, Schedule: schedule})
										if err != nil {
											t.Fatal(err)
										}
										if outcomeOf[want] != d.Outcome() {
											t.Fatalf("%v, want %v: %v by %v aged %s, first %v, second %v, grave %q, nursing %v, %v, %v:\n%v",
												d.Outcome(), want, act, actor, ages, first, second, grave, nursing, rules, schedule, d)
										}
										outcomes[d.Outcome()]++
										n++
									}
								}
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d detentions: %d executed, %d not, %d open", n, outcomes[rule.Approved], outcomes[rule.Refused], outcomes[rule.Undetermined])
}

var outcomeOf = [...]rule.Outcome{yes: rule.Approved, no: rule.Refused, open: rule.Undetermined}
