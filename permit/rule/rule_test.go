package rule_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The tests decide about a made-up library card: a reader must be registered
// for ten days, and either own a chair or rent one, and must not be banned.
type reader struct {
	since              civil.Date
	owns, rents, admit rule.Truth
	banned             rule.Truth
}

type wait uint8

type readerPolicy struct {
	wait    wait
	lenient bool
}

type readerDay struct {
	on     civil.Date
	latest civil.Date
	p      *readerPolicy
}

func readerConditions() []rule.Condition[reader, readerDay] {
	flag := func(code, path string, id law.ReadingID, get func(*reader) rule.Truth) rule.Condition[reader, readerDay] {
		return rule.Condition[reader, readerDay]{
			Code: code, Cite: law.MustCite("8.2.b"), Path: path, Readings: []law.ReadingID{id},
			Rule:  law.Bilingual{ZH: "有椅子", EN: "has a chair"},
			Check: func(r *reader, k readerDay) rule.Truth { return get(r) },
		}
	}
	since := rule.Condition[reader, readerDay]{
		Code: "TST-REG-01", Cite: law.MustCite("8.1"), Path: "/since", Readings: []law.ReadingID{law.A02},
		Rule: law.Bilingual{ZH: "登记满十日", EN: "registered for ten full days"},
		Fact: law.Bilingual{ZH: "自 %[1]v 登记，已 %[2]d 日", EN: "registered on %[1]v, %[2]d days ago"},
		Check: func(r *reader, k readerDay) rule.Truth {
			if r.since.IsZero() {
				return rule.Unknown
			}
			return rule.Of(r.since.OnOrBefore(k.latest))
		},
		Detail: func(r *reader, k readerDay) []any {
			if r.since.IsZero() {
				return nil
			}
			return []any{r.since, r.since.DaysUntil(k.on)}
		},
		Earliest: func(r *reader, k readerDay) civil.Date {
			return r.since.AddDays(10 + k.on.DaysUntil(k.latest.AddDays(10)))
		},
	}
	banned := flag("TST-BAN-01", "/banned", law.A36, func(r *reader) rule.Truth { return r.banned })
	banned.Rule = law.Bilingual{ZH: "被禁止入馆", EN: "banned from the house"}
	return []rule.Condition[reader, readerDay]{
		since,
		flag("TST-OWN-01", "/owns", law.A13, func(r *reader) rule.Truth { return r.owns }),
		flag("TST-RNT-01", "/rents", law.A14, func(r *reader) rule.Truth { return r.rents }),
		flag("TST-RNT-02", "/admit", law.A14, func(r *reader) rule.Truth { return r.admit }),
		banned,
	}
}

func readerSpec() rule.Spec[reader, readerPolicy, readerDay] {
	return rule.Spec[reader, readerPolicy, readerDay]{
		Name: "reader", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "读者证", EN: "Reader's card"},
		Conditions: readerConditions(),
		Formula: rule.All(
			rule.Is("TST-REG-01"),
			rule.Group("chair", law.MustCite("8.2.b"), rule.Any(
				rule.Is("TST-OWN-01"),
				rule.All(rule.Is("TST-RNT-01"), rule.Is("TST-RNT-02")),
			)),
			rule.Not(rule.Is("TST-BAN-01")),
		),
		Prepare: func(on civil.Date, p *readerPolicy) readerDay {
			// Reading A02 (a): ten days complete only after the tenth has
			// ended; (b): on the tenth day.
			days := 11
			if p.wait == 1 || p.lenient {
				days = 10
			}
			return readerDay{on, on.AddDays(-days), p}
		},
		Switches: []rule.Switch[readerPolicy]{
			rule.Choose(law.A02, "Wait", func(p *readerPolicy) *wait { return &p.wait }, "a", "b"),
			rule.Toggle(law.A36, "Lenient", func(p *readerPolicy) *bool { return &p.lenient }, "a", "b"),
		},
	}
}

var readers = rule.MustTable(readerSpec())

var day = civil.MustParse("2026-07-14")

func codes(rs []rule.Result) string {
	var cs []string
	for _, r := range rs {
		cs = append(cs, r.Code)
	}
	return strings.Join(cs, " ")
}

func TestTruthLogic(t *testing.T) {
	u, m, n := rule.Unknown, rule.Met, rule.Unmet
	// Kleene's tables, written out.
	for _, c := range []struct{ a, b, and, or rule.Truth }{
		{u, u, u, u}, {u, m, u, m}, {u, n, n, u},
		{m, u, u, m}, {m, m, m, m}, {m, n, n, m},
		{n, u, n, u}, {n, m, n, m}, {n, n, n, n},
	} {
		assert.Equal(t, c.and, c.a.And(c.b), "%v and %v", c.a, c.b)
		assert.Equal(t, c.or, c.a.Or(c.b), "%v or %v", c.a, c.b)
	}
	assert.Equal(t, []rule.Truth{u, n, m}, []rule.Truth{u.Not(), m.Not(), n.Not()})
	assert.Equal(t, m, rule.Of(true))
	assert.Equal(t, n, rule.Of(false))
}

func TestWords(t *testing.T) {
	for _, v := range []rule.Truth{rule.Unknown, rule.Met, rule.Unmet} {
		b, err := v.MarshalText()
		require.NoError(t, err)
		var back rule.Truth
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, v, back)
		assert.Equal(t, v.String(), string(b))
		assert.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
	}
	for _, v := range []rule.Outcome{rule.Undetermined, rule.Approved, rule.Refused} {
		b, err := v.MarshalText()
		require.NoError(t, err)
		var back rule.Outcome
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, v, back)
		assert.Equal(t, v.String(), string(b))
		assert.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
	}
	kept := rule.Refused
	assert.ErrorIs(t, kept.UnmarshalText([]byte("yes")), rule.ErrWord)
	assert.Equal(t, rule.Refused, kept)
	_, err := rule.Truth(3).MarshalText()
	assert.ErrorIs(t, err, rule.ErrWord)
	assert.Equal(t, "invalid(3)", rule.Truth(3).String())
	assert.Equal(t, "invalid(9)", rule.Outcome(9).Label(language.English))
}

// outcomeByHand is the rule of the made-up table written in another style.
func outcomeByHand(reg, own, rent, admit, banned rule.Truth) rule.Outcome {
	if reg == rule.Unmet || banned == rule.Met || own == rule.Unmet && (rent == rule.Unmet || admit == rule.Unmet) {
		return rule.Refused
	}
	if reg == rule.Met && banned == rule.Unmet && (own == rule.Met || rent == rule.Met && admit == rule.Met) {
		return rule.Approved
	}
	return rule.Undetermined
}

var all3 = []rule.Truth{rule.Unknown, rule.Met, rule.Unmet}

// eachAssignment calls f for all 243 assignments of the five conditions.
func eachAssignment(f func(v [5]rule.Truth)) {
	for i := range 243 {
		var v [5]rule.Truth
		for j := range v {
			v[j] = all3[i%3]
			i /= 3
		}
		f(v)
	}
}

func readerOf(v [5]rule.Truth) *reader {
	r := &reader{owns: v[1], rents: v[2], admit: v[3], banned: v[4]}
	switch v[0] {
	case rule.Met:
		r.since = day.AddDays(-11)
	case rule.Unmet:
		r.since = day.AddDays(-10)
	}
	return r
}

func TestDecideAllAssignments(t *testing.T) {
	at := readers.On(day, nil)
	eachAssignment(func(v [5]rule.Truth) {
		r := readerOf(v)
		d := readers.Decide(r, day, nil)
		require.Equal(t, outcomeByHand(v[0], v[1], v[2], v[3], v[4]), d.Outcome(), "%v", v)
		require.True(t, d.Equal(at.Decide(r)))
		supposed := readers.Form().Suppose(day, func(code string) rule.Truth { return d.Truth(code) })
		require.True(t, d.Equal(supposed))
		for i, res := range d.Results() {
			require.Equal(t, v[i], res.Truth)
		}
		require.Equal(t, d.Outcome() == rule.Approved, len(d.Reasons()) == 0)
		require.Equal(t, d.Outcome() == rule.Approved, len(d.Grounds()) > 0)
		require.Equal(t, d.Outcome() == rule.Undetermined, len(d.Questions()) > 0)
	})
}

// TestReasonsMinimal repairs blamed results by brute force: repairing all of
// them must lift the blame, and repairing any one must change the outcome or
// the blame.
func TestReasonsMinimal(t *testing.T) {
	index := map[string]int{}
	for i, r := range readers.Decide(&reader{}, day, nil).Results() {
		index[r.Code] = i
	}
	good := [5]rule.Truth{rule.Met, rule.Met, rule.Met, rule.Met, rule.Unmet}
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		reasons := d.Reasons()
		fixed := v
		for _, r := range reasons {
			one := v
			one[index[r.Code]] = good[index[r.Code]]
			fixed[index[r.Code]] = good[index[r.Code]]
			e := readers.Decide(readerOf(one), day, nil)
			require.NotEqual(t, d.Outcome().String()+codes(reasons), e.Outcome().String()+codes(e.Reasons()), "%v %s", v, r.Code)
			// A refusal blames only what failed.
			if d.Outcome() == rule.Refused {
				require.NotEqual(t, good[index[r.Code]], r.Truth)
				require.NotEqual(t, rule.Unknown, r.Truth)
			}
		}
		if d.Outcome() != rule.Approved {
			require.NotEqual(t, d.Outcome(), readers.Decide(readerOf(fixed), day, nil).Outcome(), "%v", v)
		}
	})
}

// TestRemediesAreTheSmallest compares with all 32 sets of changes tried.
func TestRemediesAreTheSmallest(t *testing.T) {
	good := [5]rule.Truth{rule.Met, rule.Met, rule.Met, rule.Met, rule.Unmet}
	lines := []string{"TST-REG-01", "TST-OWN-01", "TST-RNT-01", "TST-RNT-02", "TST-BAN-01"}
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		works := func(set int) bool {
			w := v
			for i := range w {
				if set>>i&1 == 1 {
					w[i] = good[i]
				}
			}
			return outcomeByHand(w[0], w[1], w[2], w[3], w[4]) == rule.Approved
		}
		want := map[string]bool{}
		for set := 1; set < 32; set++ {
			minimal := works(set)
			for i := range 5 {
				if set>>i&1 == 1 && works(set&^(1<<i)) {
					minimal = false
				}
			}
			if minimal {
				var cs []string
				for i := range 5 {
					if set>>i&1 == 1 {
						cs = append(cs, lines[i])
					}
				}
				want[strings.Join(cs, " ")] = true
			}
		}
		if d.Outcome() == rule.Approved {
			require.Empty(t, d.Remedies())
			return
		}
		got := map[string]bool{}
		for _, r := range d.Remedies() {
			got[codes(r.Needs)] = true
		}
		require.Equal(t, want, got, "%v", v)
	})
}

func TestRemedyByWaiting(t *testing.T) {
	r := &reader{since: civil.MustParse("2026-07-10"), owns: rule.Met, banned: rule.Unmet}
	rem := readers.Decide(r, day, nil).Remedies()
	require.Len(t, rem, 1)
	assert.Equal(t, "TST-REG-01", codes(rem[0].Needs))
	assert.Equal(t, "2026-07-19", rem[0].Earliest.String())

	r.owns = rule.Unmet // waiting alone gives nobody a chair
	for _, m := range readers.Decide(r, day, nil).Remedies() {
		assert.True(t, m.Earliest.IsZero(), codes(m.Needs))
	}
}

func TestReadingsAndSensitivity(t *testing.T) {
	// Ten days ago exactly: the two answers of A02 differ.
	r := &reader{since: day.AddDays(-10), owns: rule.Met, banned: rule.Unmet}
	d := readers.Decide(r, day, nil)
	assert.Equal(t, rule.Refused, d.Outcome())
	flips := d.Sensitivity()
	require.Len(t, flips, 2)
	assert.Equal(t, rule.Flip{Applied: rule.Applied{ID: law.A02, Answer: "b"}, Outcome: rule.Approved}, flips[0])

	d = readers.Decide(r, day, &readerPolicy{wait: 1})
	assert.Equal(t, rule.Approved, d.Outcome())
	var got []string
	for _, a := range d.Readings() {
		got = append(got, a.ID.String()+a.Answer)
	}
	assert.Equal(t, []string{"A02b", "A13a", "A14a", "A36a"}, got)
	assert.False(t, d.Readings()[0].Default())
	assert.True(t, d.Readings()[1].Default())

	r.since = day.AddDays(-30)
	assert.Empty(t, readers.Decide(r, day, nil).Sensitivity())
	assert.Empty(t, rule.Decision{}.Sensitivity())
}

func TestSwitch(t *testing.T) {
	var p readerPolicy
	sw := readerSpec().Switches
	for _, s := range sw {
		assert.Equal(t, "a", s.Answer(&p))
		require.NoError(t, s.Set(&p, "b"))
		assert.Equal(t, "b", s.Answer(&p))
		assert.NoError(t, s.Valid(&p))
		assert.ErrorIs(t, s.Set(&p, "z"), rule.ErrWord)
	}
	assert.Equal(t, readerPolicy{1, true}, p)
	p.wait = 7
	assert.ErrorIs(t, sw[0].Valid(&p), rule.ErrWord)
	assert.Empty(t, sw[0].Answer(&p))
}

func TestTexts(t *testing.T) {
	r := &reader{since: civil.MustParse("2026-07-10"), owns: rule.Unmet, rents: rule.Unmet, admit: rule.Met, banned: rule.Unmet}
	d := readers.Decide(r, day, nil)
	assert.Equal(t, `读者证：不符合
  TST-REG-01 8.1 不符合：登记满十日（自 2026-07-10 登记，已 4 日）
  TST-OWN-01 8.2.b 不符合：有椅子
  TST-RNT-01 8.2.b 不符合：有椅子`, d.String())
	assert.Equal(t, `Reader's card: refused
  TST-REG-01 8.1 not met: registered for ten full days (registered on 2026-07-10, 4 days ago)
  TST-OWN-01 8.2.b not met: has a chair
  TST-RNT-01 8.2.b not met: has a chair`, d.Text(language.AmericanEnglish))
	assert.Equal(t, "TST-REG-01 8.1 不符合：登记满十日（自 2026-07-10 登记，已 4 日）", d.Results()[0].String())
	assert.Equal(t, "登记满十日", d.Results()[0].Rule(language.French))

	// Details that do not exist are not told.
	assert.Equal(t, "登记满十日", readers.Decide(&reader{}, day, nil).Results()[0].Text(language.Chinese))
	assert.Equal(t, rule.Undetermined.Label(language.Chinese), rule.Decision{}.String())
	var none rule.Result
	assert.Empty(t, none.Rule(language.English)+none.Fact(language.English))
}

func TestNothingKnown(t *testing.T) {
	full := &reader{since: day.AddDays(-99), owns: rule.Met, banned: rule.Unmet}
	for name, d := range map[string]rule.Decision{
		"no facts": readers.Decide(nil, day, nil),
		"no day":   readers.Decide(full, civil.Date{}, nil),
		"zero":     {},
	} {
		assert.Equal(t, rule.Undetermined, d.Outcome(), name)
		assert.False(t, d.Approved(), name)
		for _, r := range d.Results() {
			assert.Equal(t, rule.Unknown, r.Truth, name)
			assert.NotEmpty(t, r.String()+r.Text(language.English))
		}
	}
	var zero rule.Decision
	assert.True(t, zero.IsZero())
	assert.Empty(t, zero.Table())
	assert.Empty(t, zero.Results())
	assert.Empty(t, zero.Reasons())
	assert.Empty(t, zero.Questions())
	assert.Empty(t, zero.Remedies())
	assert.Empty(t, zero.Readings())
	assert.True(t, zero.Equal(rule.Decision{}))
	assert.False(t, zero.Equal(readers.Decide(full, day, nil)))
	assert.Empty(t, readers.Decide(nil, day, nil).Sensitivity())
	for _, m := range readers.Decide(nil, day, nil).Remedies() {
		assert.True(t, m.Earliest.IsZero())
	}
	// A predicate that answers with no truth at all grants nothing.
	s := readerSpec()
	s.Conditions[0].Check = func(*reader, readerDay) rule.Truth { return 3 }
	assert.Equal(t, rule.Refused, rule.MustTable(s).Decide(full, day, nil).Outcome())
}

func TestForm(t *testing.T) {
	f := readers.Form()
	assert.Equal(t, "reader", f.Name())
	assert.Equal(t, law.MustCite("8.1"), f.Cite())
	assert.Equal(t, 5, f.Len())
	n := 0
	for l := range f.Lines() {
		n++
		assert.NotEmpty(t, l.Code)
		if n == 2 {
			break
		}
	}
	assert.Equal(t, []law.ReadingID{law.A02, law.A13, law.A14, law.A36}, f.Readings())
	assert.Equal(t, `8.1 Reader's card
  all of
    TST-REG-01 8.1 registered for ten full days
    any of [chair 8.2.b]
      TST-OWN-01 8.2.b has a chair
      all of
        TST-RNT-01 8.2.b has a chair
        TST-RNT-02 8.2.b has a chair
    not
      TST-BAN-01 8.2.b banned from the house
`, f.Outline(language.English))
	assert.Contains(t, f.Outline(language.Chinese), "符合之一 [chair 8.2.b]")
	d := f.Suppose(day, func(string) rule.Truth { return rule.Met })
	assert.Equal(t, rule.Refused, d.Outcome(), "banned")
	assert.Equal(t, "reader", d.Table())
	assert.Equal(t, day, d.On())
	assert.NotEmpty(t, d.Readings())
	assert.Equal(t, rule.Unknown, d.Truth("TST-NOT-99"))
}

// TestBadTables breaks the spec in each way that a table refuses.
func TestBadTables(t *testing.T) {
	for name, spoil := range map[string]func(*rule.Spec[reader, readerPolicy, readerDay]){
		"no name":          func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Name = "" },
		"no title":         func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Title.EN = "" },
		"no clause":        func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Cite = law.Cite{} },
		"no prepare":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Prepare = nil },
		"no conditions":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions = nil },
		"code lower case":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "tst-REG-01" },
		"code no digits":   func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-REG-0A" },
		"code long":        func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-REG-011" },
		"code no dash":     func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST_REG-01" },
		"code twice":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Code = "TST-OWN-01" },
		"no citation":      func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Cite = law.Cite{} },
		"path relative":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "since" },
		"path bad escape":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "/a~2" },
		"path open escape": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Path = "/a~" },
		"no English rule":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Rule.EN = "" },
		"no English fact":  func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Fact.EN = "" },
		"fact no detail":   func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Detail = nil },
		"detail no fact": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			s.Conditions[0].Fact = law.Bilingual{}
		},
		"no predicate": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Conditions[0].Check = nil },
		"unused":       func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Is("TST-REG-01") },
		"unknown":      func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Not(rule.Is("TST-XXX-01")) },
		"empty all":    func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.All() },
		"zero formula": func(s *rule.Spec[reader, readerPolicy, readerDay]) { s.Formula = rule.Formula{} },
		"too many groups": func(s *rule.Spec[reader, readerPolicy, readerDay]) {
			f := s.Formula
			for range 64 {
				f = rule.Not(f)
			}
			s.Formula = f
		},
	} {
		s := readerSpec()
		spoil(&s)
		_, err := rule.NewTable(s)
		assert.ErrorIs(t, err, rule.ErrTable, name)
		assert.Panics(t, func() { rule.MustTable(s) }, name)
	}
	one := readerSpec()
	one.Conditions = one.Conditions[:1]
	one.Formula = rule.Group("alone", law.MustCite("8.1"), rule.Is("TST-REG-01"))
	tab, err := rule.NewTable(one)
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, tab.Decide(&reader{since: day}, day, nil).Outcome())
	one.Formula = rule.Is("TST-REG-01")
	_, err = rule.NewTable(one)
	require.NoError(t, err)
}

func TestDecideAllocatesNothing(t *testing.T) {
	r := &reader{since: day.AddDays(-11), owns: rule.Met, banned: rule.Unmet}
	p := &readerPolicy{}
	at := readers.On(day, p)
	var d rule.Decision
	assert.Zero(t, testing.AllocsPerRun(100, func() { d = readers.Decide(r, day, p) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { d = at.Decide(r) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = d.Outcome() }))
	assert.True(t, d.Approved())
}

func TestJSONRoundTrip(t *testing.T) {
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		require.True(t, d.Equal(back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(b), string(again))
		require.Equal(t, d.String(), back.String())
		require.Equal(t, d.Text(language.English), back.Text(language.English))
		require.Equal(t, d.Readings(), back.Readings())
		require.Equal(t, codes(d.Questions()), codes(back.Questions()))
		require.Empty(t, back.Remedies())
		require.Empty(t, back.Grounds())
	})
}

func TestJSONShape(t *testing.T) {
	s := readerSpec()
	s.Conditions = s.Conditions[:2]
	s.Formula = rule.Any(rule.Is("TST-REG-01"), rule.Is("TST-OWN-01"))
	b, err := json.Marshal(rule.MustTable(s).Decide(&reader{since: day, owns: rule.Unmet}, day, nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"table":"reader","cite":"8.1","title":{"zh":"读者证","en":"Reader's card"},"on":"2026-07-14","outcome":"refused",
		"results":[
		 {"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"登记满十日","en":"registered for ten full days"},
		  "fact":{"zh":"自 2026-07-14 登记，已 0 日","en":"registered on 2026-07-14, 0 days ago"}},
		 {"code":"TST-OWN-01","cite":"8.2.b","path":"/owns","truth":"unmet","rule":{"zh":"有椅子","en":"has a chair"}}],
		"reasons":["TST-REG-01","TST-OWN-01"],
		"readings":[{"id":"A02","answer":"a"},{"id":"A13","answer":"a"}]}`, string(b))

	b, err = json.Marshal(rule.Decision{})
	require.NoError(t, err)
	assert.Equal(t, "null", string(b))
	d := readers.Decide(&reader{}, day, nil)
	require.NoError(t, json.Unmarshal([]byte("null"), &d))
	assert.True(t, d.IsZero())
}

func TestJSONRefusesNonsense(t *testing.T) {
	good := `{"table":"t","cite":"8.1","title":{"zh":"题","en":"t"},"on":"2026-07-14","outcome":"refused",
		"results":[{"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"一","en":"a"}}],
		"reasons":["TST-REG-01"],"readings":[]}`
	var d rule.Decision
	require.NoError(t, json.Unmarshal([]byte(good), &d))
	kept := d
	for name, edit := range map[string][2]string{
		"refusal without reasons": {`"reasons":["TST-REG-01"]`, `"reasons":[]`},
		"approval with reasons":   {`"outcome":"refused"`, `"outcome":"approved"`},
		"reason is no result":     {`"reasons":["TST-REG-01"]`, `"reasons":["TST-REG-02"]`},
		"unknown word":            {`"truth":"unmet"`, `"truth":"maybe"`},
		"unknown field":           {`"table":"t"`, `"table":"t","extra":1`},
		"no table":                {`"table":"t"`, `"table":""`},
		"no results":              {`[{"code":"TST-REG-01","cite":"8.1","path":"/since","truth":"unmet","rule":{"zh":"一","en":"a"}}]`, `[]`},
		"bad code":                {`"code":"TST-REG-01"`, `"code":"TST"`},
		"bad path":                {`"/since"`, `"since"`},
		"no clause":               {`"cite":"8.1","path"`, `"cite":"","path"`},
		"bad day":                 {`2026-07-14`, `2026-02-30`},
		"code twice": {`"rule":{"zh":"一","en":"a"}}`,
			`"rule":{"zh":"一","en":"a"}},{"code":"TST-REG-01","cite":"8.1","path":"/x","truth":"met","rule":{"zh":"一","en":"a"}}`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		require.NotEqual(t, good, bad, name)
		assert.Error(t, json.Unmarshal([]byte(bad), &d), name)
		assert.True(t, d.Equal(kept), name)
	}
}

func FuzzDecisionJSON(f *testing.F) {
	eachAssignment(func(v [5]rule.Truth) {
		b, _ := json.Marshal(readers.Decide(readerOf(v), day, nil))
		f.Add(b)
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		var d rule.Decision
		if json.Unmarshal(b, &d) != nil {
			return
		}
		// What was read is written, and read again, as the same decision.
		out, err := json.Marshal(d)
		require.NoError(t, err)
		var e rule.Decision
		require.NoError(t, json.Unmarshal(out, &e))
		require.True(t, d.Equal(e))
		require.Equal(t, d.Outcome() == rule.Refused && len(d.Reasons()) == 0, false)
	})
}

func BenchmarkDecide(b *testing.B) {
	r := &reader{since: day.AddDays(-11), owns: rule.Met, banned: rule.Unmet}
	b.ReportAllocs()
	for b.Loop() {
		readers.Decide(r, day, nil)
	}
}
