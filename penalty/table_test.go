package penalty

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Each code stands once, begins with PEN, cites a clause of the draft and has
// both texts; each table names its readings only from the register.
func TestTables(t *testing.T) {
	seen, names := map[string]bool{}, map[string]bool{}
	for _, f := range Tables() {
		assert.False(t, names[f.Name()], f.Name())
		names[f.Name()] = true
		for l := range f.Lines() {
			assert.False(t, seen[l.Code], l.Code)
			seen[l.Code] = true
			assert.True(t, strings.HasPrefix(l.Code, "PEN-"))
			_, ok := law.Lookup(l.Cite)
			assert.True(t, ok, "%s cites %v", l.Code, l.Cite)
			assert.NotEmpty(t, l.Rule.ZH)
			assert.NotEmpty(t, l.Rule.EN)
		}
		assert.NotEmpty(t, f.Outline(language.English))
	}
}

// Each switch is a reading of the register with those answers, its first answer
// is the default, and setting it changes the policy.
func TestSwitches(t *testing.T) {
	for _, s := range Switches() {
		r, ok := law.LookupReading(s.ID)
		require.True(t, ok)
		assert.Equal(t, r.Default, s.Answers[0], s.Field)
		var p Policy
		assert.Equal(t, r.Default, s.Answer(&p))
		for _, a := range s.Answers {
			_, ok := r.Answer(a)
			assert.True(t, ok, "%v has no answer %s", s.ID, a)
			require.NoError(t, s.Set(&p, a))
			assert.Equal(t, a, s.Answer(&p))
			assert.NoError(t, p.Validate())
		}
	}
	// Every reading that changes an outcome and concerns a sanction has a switch.
	has := map[law.ReadingID]bool{}
	for _, s := range Switches() {
		has[s.ID] = true
	}
	for _, r := range law.Readings() {
		if r.ChangesOutcome && r.ID >= law.A56 && r.ID <= law.A73 {
			assert.True(t, has[r.ID], "%v", r.ID)
		}
	}
	assert.NoError(t, (*Policy)(nil).Validate())
	assert.Error(t, (&Policy{LimitationStart: 5}).Validate())
}

// What is handed out is the caller's own: no one changes a proof through it.
func TestSwitchesAreTheCallersOwn(t *testing.T) {
	for i := range Switches() {
		Switches()[i].Answers[0] = "forged"
	}
	for _, s := range Switches() {
		assert.Equal(t, "a", s.Answers[0], s.Field)
	}
	p := lawful(Lend)
	for _, a := range check(t, &p, nil).Readings() {
		assert.NotEqual(t, "forged", a.Answer)
	}
}

// A policy that holds no reading decides nothing: an error where there is one to
// give, and "not known" elsewhere.
func TestPoliciesWithoutAReadingDecideNothing(t *testing.T) {
	c := lawful(Lend).Case
	for name, p := range map[string]*Policy{"Warning": {Warning: 77}, "LimitationStart": {LimitationStart: 77}, "Schedule": {Schedule: 77}} {
		_, ok := RangeOf(Lend, NoTier, p)
		assert.False(t, ok, name)
		assert.True(t, Limitation(Lend, c.Day, p).IsZero(), name)
		assert.Equal(t, rule.Unknown, Barred(Lend, c.Day, c.Day, p), name)
		assert.Equal(t, rule.Unknown, Punishable(&c, c.Day, p), name)
		_, follow := Follow(&c, c.Day, p)
		_, combine := Combine(nil, p)
		_, classify := Classify(&Conduct{Kind: LendOut}, c.Day, p)
		for _, err := range []error{follow, combine, classify, p.Validate()} {
			assert.ErrorIs(t, err, rule.ErrAnswer, name)
			assert.ErrorContains(t, err, "penalty: policy: ", name)
			assert.ErrorContains(t, err, "("+name+")", name)
		}
	}
}

// A classification without a day gives the missing day as its reason.
func TestClassifyWithoutADay(t *testing.T) {
	for _, k := range []ConductKind{LendOut, HandOver, NotEndorse} {
		x, err := Classify(&Conduct{Kind: k}, civil.Date{}, nil)
		require.NoError(t, err)
		assert.Equal(t, rule.Undetermined, x.Outcome)
		assert.Equal(t, NoAct, x.Act)
		require.NotEmpty(t, x.Tried)
		for _, d := range x.Tried {
			require.Len(t, d.Reasons(), 1)
			assert.Equal(t, rule.CodeDay, d.Reasons()[0].Code)
		}
	}
}

// A decision tells which other reading would change it.
func TestSensitivity(t *testing.T) {
	p := lawful(Lend)
	p.Sanction.Fine = Fine{}
	d := check(t, &p, nil)
	assert.Equal(t, []rule.Flip{
		{Applied: rule.Applied{ID: law.A56, Answer: "b"}, Outcome: rule.Approved},
		{Applied: rule.Applied{ID: law.A56, Answer: "c"}, Outcome: rule.Approved},
	}, d.Sensitivity())
	q := lawful(Forge)
	q.Sanction.Fine = fineOfYuan("5000")
	assert.Equal(t, []rule.Flip{{Applied: rule.Applied{ID: law.A65, Answer: "b"}, Outcome: rule.Approved}}, check(t, &q, nil).Sensitivity())
}

// Texts carry the numbers that decided, in both languages, and no birth date.
func TestTexts(t *testing.T) {
	p := lawful(Impersonate)
	p.Sanction.Fine = fineOfYuan("1000.01")
	assert.Equal(t, "拟作出的处罚：不符合\n  PEN-FIN-04 27.1 不符合：罚款不超过上限（第二十七条第一款：拟罚1000.01元，上限1000.00元）", check(t, &p, nil).String())
	assert.Contains(t, check(t, &p, nil).Text(language.English), "the fine is not above the maximum (art. 27 ¶ 1: proposed 1000.01 yuan, maximum 1000.00 yuan)")
	p = lawful(Forge)
	p.Case.Offender.Born = date("2012-12-31")
	p.Case.Day, p.Case.Discovered = date("2025-08-31"), date("2026-03-01")
	p.Sanction.Days = 16
	text := check(t, &p, &Policy{Commencement: date("2025-09-01"), Schedule: ScheduleLaw2026}).String()
	for _, want := range []string{"行为时12周岁", "时效最后一日2026年2月28日", "施行日2025年9月1日", "自2026年1月1日起有效", "拟拘留16日，上限15日"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "2012-12-31")
	p.Case.Day = date("2026-05-01")
	assert.Contains(t, check(t, &p, nil).String(), "行为日2026年5月1日，决定日2026年4月1日")
	q := lawful(Lend)
	q.Sanction.Days, q.Sanction.Fine = 3, Yuan(fineOfYuan("1").Amount().Shift(40))
	assert.Contains(t, check(t, &q, nil).String(), "拟罚…元，上限200.00元")
	assert.Contains(t, check(t, &q, nil).String(), "拟拘留3日")
	q.Tier, q.Case.Act, q.Sanction.Days = BaseTier, Forge, 9
	q.Sanction.Fine = fineOfYuan("0")
	assert.Contains(t, check(t, &q, nil).String(), "拟拘留9日，下限10日")
	assert.Contains(t, check(t, &q, nil).String(), "拟罚0.00元")
}

// What is not known is left out of the texts.
func TestTextsWithoutFacts(t *testing.T) {
	p := lawful(Forge)
	p.Case.Offender.Born, p.Case.Day, p.Case.Discovered, p.Sanction.Days = civil.Date{}, date("2025-08-31"), civil.Date{}, 0
	// Somebody whose age is unknown may be under 14, and nothing would be due.
	assert.Equal(t, "拟作出的处罚：尚不能认定\n  PEN-DET-01 28.1.0.i 待查明：第二十八条须处拘留，不得只罚款，减轻须有依据", check(t, &p, nil).String())
	for _, r := range check(t, &p, nil).Results() {
		if strings.HasPrefix(r.Code, "PEN-FIN") || r.Code == "PEN-DET-03" {
			assert.Empty(t, r.Fact(language.Chinese), r.Code)
		}
	}
	p.Sanction.Days = 10
	assert.Equal(t, "?PEN-LIA-04 PEN-LIA-08 PEN-MIT-02", objections(check(t, &p, nil)))
	for _, r := range check(t, &p, nil).Results() {
		if r.Truth == rule.Unknown {
			assert.Empty(t, r.Fact(language.Chinese), r.Code)
		}
	}
	d, err := Execute(&p.Case, decisionDay, nil)
	require.NoError(t, err)
	for _, r := range d.Results() {
		if r.Code != "PEN-EXE-12" { // the day of the act and that of the execution are known
			assert.Empty(t, r.Fact(language.English), r.Code)
		}
	}
}

// Every word has a code that reads back and labels in both languages.
func TestWords(t *testing.T) {
	words(t, append(Acts(), NoAct, Unsanctioned))
	words(t, []Tier{NoTier, BaseTier, LighterTier})
	words(t, []Schedule{ScheduleDraft, ScheduleLaw2026})
	words(t, []Need{NotStated, Optional, Required})
	words(t, []MitigationKind{NoMitigation, Lighter, Reduced, Waived})
	words(t, []Basis{NoBasis, APL30, APL31, APL32, APL33, PSL12Art12, PSL12Art14, PSL12Art19, PSL25Art12, PSL25Art20, PSL25Art21})
	words(t, []ReferralKind{NoReferral, Disciplinary, Disposition, Criminal})
	words(t, []Standing{NotOnRecord, Active, Suspended, Replaced, Cancelled, CancelledForFraud})
	var kinds []ConductKind
	for k := NoConduct; k <= RefuseInspection; k++ {
		kinds = append(kinds, k)
	}
	words(t, kinds)
	rules(t, []WarningRule{0, 1, 2})
	rules(t, []FraudRule{0, 1})
	rules(t, []FraudThenUseRule{0, 1, 2})
	rules(t, []GenuineSaleRule{0, 1, 2})
	rules(t, []NonExecutionRule{0, 1, 2})
	rules(t, []LimitationRule{0, 1})
	rules(t, []AncillaryRule{0, 1})
}

type textual[E any] interface {
	*E
	UnmarshalText([]byte) error
}

func rules[E interface {
	~uint8
	String() string
	MarshalText() ([]byte, error)
}, P textual[E]](t *testing.T, values []E) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range values {
		b, err := v.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, v.String(), string(b))
		assert.False(t, seen[string(b)])
		seen[string(b)] = true
		var back E
		require.NoError(t, P(&back).UnmarshalText(b))
		assert.Equal(t, v, back)
	}
	_, err := E(250).MarshalText()
	assert.Error(t, err)
	kept := values[len(values)-1]
	assert.Error(t, P(&kept).UnmarshalText([]byte("张三")))
	assert.Equal(t, values[len(values)-1], kept)
}

func words[E interface {
	~uint8
	String() string
	Label(language.Tag) string
	MarshalText() ([]byte, error)
}, P textual[E]](t *testing.T, values []E) {
	t.Helper()
	rules[E, P](t, values)
	for _, v := range values {
		assert.NotEmpty(t, v.Label(language.Chinese))
		assert.NotEmpty(t, v.Label(language.English))
		assert.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
	}
}

// The checks of enumerations from package permit keep pace with it.
func TestKindsOfPackagePermit(t *testing.T) {
	for _, k := range permit.Values[permit.ActorKind]() {
		c := Case{Offender: Offender{Kind: k}}
		assert.NoError(t, c.Validate())
		c.Offender.Kind = permit.ActorKind(len(permit.Values[permit.ActorKind]()) + 1)
		assert.Error(t, c.Validate())
	}
	for _, k := range permit.Values[permit.OfficeKind]() {
		p := Proposal{Authority: k}
		assert.NoError(t, p.Validate())
		p.Authority = permit.OfficeKind(len(permit.Values[permit.OfficeKind]()) + 1)
		assert.Error(t, p.Validate())
	}
}

// All faults of a record are listed at once, by field and rule, without values.
func TestValidate(t *testing.T) {
	bad := Proposal{
		Case: Case{
			Act: 99, Offender: Offender{Kind: permit.Individual, Born: date("2030-01-01")}, Day: date("2026-01-01"),
			Lighter:      established(FoundGrave),
			NoFault:      permit.Finding{Ground: FoundNoFault, Outcome: permit.Established},
			FirstOffence: permit.Yes, SecondWithinYear: permit.Yes,
			Crime: established(FoundCrime), CrimeReturned: date("1999-01-01"),
		},
		Tier: 9, Mitigation: Mitigation{9, 99}, Authority: 99,
	}
	err := bad.Validate()
	require.ErrorIs(t, err, permit.ErrInvalid)
	for _, field := range []string{"case.act", "offender.born", "lighter.ground", "case.noFault.day", "secondWithinYear", "crimeReturned", "tier", "mitigation.kind", "mitigation.basis", "authority"} {
		assert.ErrorContains(t, err, field)
	}
	assert.NotContains(t, err.Error(), "2030")
	_, err = Check(&bad, decisionDay, nil)
	assert.ErrorIs(t, err, permit.ErrInvalid)
	_, err = Execute(&bad.Case, decisionDay, nil)
	assert.ErrorIs(t, err, permit.ErrInvalid)
	_, err = Follow(&bad.Case, decisionDay, nil)
	assert.ErrorIs(t, err, permit.ErrInvalid)
	good, wrong := lawful(Lend), &Policy{Age: 7}
	_, err = Check(&good, decisionDay, wrong)
	assert.ErrorIs(t, err, rule.ErrAnswer)
	_, err = Execute(&good.Case, decisionDay, wrong)
	assert.ErrorIs(t, err, rule.ErrAnswer)
	_, err = Follow(&good.Case, decisionDay, wrong)
	assert.ErrorIs(t, err, rule.ErrAnswer)
	x, err := Follow(nil, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, Consequences{}, x)
	assert.NoError(t, (*Case)(nil).Validate())
	assert.NoError(t, (*Proposal)(nil).Validate())
	assert.NoError(t, (*Conduct)(nil).Validate())
	c := Conduct{SeizureBasis: permit.Basis{Title: "法"}}
	assert.ErrorContains(t, c.Validate(), "conduct.seizureBasis.kind")
}
