package penalty

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// facts is a conduct in three-valued letters: y, n, or ? for unknown.
type facts struct {
	kind                                                          ConductKind
	actor                                                         permit.ActorKind
	own, forged, fraudulent, price, duty, shown, contrary, issued byte
	falseProof, intent                                            byte
	basis                                                         bool
}

func (f facts) conduct() Conduct {
	flag := func(b byte) permit.Flag { return map[byte]permit.Flag{'y': permit.Yes, 'n': permit.No}[b] }
	found := func(b byte, g permit.Ground) permit.Finding {
		switch b {
		case 'y':
			return established(g)
		case 'n':
			return notEstablished(g)
		}
		return permit.Finding{}
	}
	c := Conduct{
		Kind: f.kind, Actor: f.actor, Own: flag(f.own), Issued: flag(f.issued), CredentialsShown: flag(f.shown),
		Forged: found(f.forged, permit.FoundForged), Fraudulent: found(f.fraudulent, permit.FoundFraudulent),
		FalseProof: found(f.falseProof, FoundFalseProof), Intent: found(f.intent, FoundIntent),
		Consideration: found(f.price, FoundPrice), OnDuty: found(f.duty, FoundOnDuty), Contrary: found(f.contrary, FoundContrary),
	}
	if f.basis {
		c.SeizureBasis = permit.Basis{Kind: permit.BasisLaw, Title: "法"}
	}
	return c
}

// plain is the classification of fully known facts, written as a lawyer would
// tell it, under the default readings.
func (f facts) plain() Act {
	body := f.actor == permit.PublicSecurityOrgan || f.actor == permit.DepartmentBody || f.actor == permit.EntrustedAgencyBody || f.actor == permit.Unit
	duty := body || f.duty == 'y'
	official := false
	switch f.actor {
	case permit.PublicSecurityOrgan, permit.PublicSecurityOfficer, permit.PoliceOfficer, permit.AuxiliaryOfficer,
		permit.EntrustedAgencyBody, permit.AgencyClerk, permit.DepartmentBody, permit.DepartmentReviewer:
		official = true
	}
	misconduct := func(a Act) Act {
		if official && duty && f.contrary == 'y' {
			return a
		}
		return Unsanctioned
	}
	forged, sold := f.forged == 'y', f.price == 'y'
	switch f.kind {
	case ApplyFalsely:
		if f.falseProof == 'y' && f.intent == 'y' && f.issued == 'y' {
			return FraudObtain
		}
	case Withhold:
		police := duty && (f.actor == permit.PoliceOfficer || // 22.1: 人民警察
			f.actor == permit.PublicSecurityOrgan || f.actor == permit.PublicSecurityOfficer) // 29.1: 公安机关及其工作人员
		switch {
		case f.own == 'y' || police && f.basis:
		case police:
			return SeizeContrary
		default:
			return UnlawfulSeizure
		}
	case LendOut, LetForRent:
		if !forged {
			return map[ConductKind]Act{LendOut: Lend, LetForRent: RentOut}[f.kind]
		}
	case HandOver:
		switch {
		case forged && sold:
			return TradeForged
		case !forged && sold:
			return TradeGenuine
		case !forged:
			return Transfer
		}
	case Acquire:
		switch {
		case forged && sold:
			return TradeForged
		case sold:
			return TradeGenuine
		}
	case ShowAsOwn:
		switch {
		case forged:
			return UseForged
		case f.fraudulent == 'y':
			return UseFraudulent
		case f.own == 'n':
			return Impersonate
		}
	case Make, Change:
		if forged {
			return map[ConductKind]Act{Make: Forge, Change: Alter}[f.kind]
		}
	case Inspect:
		lawful := f.actor == permit.PoliceOfficer && duty && f.shown == 'y'
		if !lawful && (f.actor == permit.PoliceOfficer || official && duty) {
			return InspectContrary
		}
	case ChargeFee:
		return misconduct(ChargeContrary)
	case Disclose:
		return misconduct(LeakInformation)
	case TakeBenefit:
		return misconduct(AbuseForGain)
	case RefuseService, InfringeRights:
		return misconduct(InfringeOtherwise)
	}
	return Unsanctioned
}

// slots are the letters that a kind of conduct could ask for.
func slots(f *facts) []*byte {
	switch f.kind {
	case ApplyFalsely:
		return []*byte{&f.falseProof, &f.intent, &f.issued}
	case Withhold:
		return []*byte{&f.own, &f.duty}
	case LendOut, LetForRent, Make, Change, Possess:
		return []*byte{&f.forged}
	case HandOver, Acquire:
		return []*byte{&f.forged, &f.price}
	case ShowAsOwn:
		return []*byte{&f.own, &f.forged, &f.fraudulent}
	case Inspect:
		return []*byte{&f.duty, &f.shown}
	}
	return []*byte{&f.duty, &f.contrary}
}

func fill(f facts, i int, letters string, each func(facts)) {
	s := slots(&f)
	if i == len(s) {
		each(f)
		return
	}
	if *s[i] != 0 && *s[i] != '?' {
		fill(f, i+1, letters, each)
		return
	}
	for _, l := range []byte(letters) {
		*slots(&f)[i] = l
		fill(f, i+1, letters, each)
	}
}

// Every kind of conduct by every kind of actor, with every fact known, denied
// and unknown. A settled answer holds however the unknown facts turn out, but
// for the one place where the draft is read not to wait (A61).
func TestEveryConduct(t *testing.T) {
	settled, open := 0, 0
	for kind := ApplyFalsely; kind <= InfringeRights; kind++ {
		for _, actor := range permit.Values[permit.ActorKind]() {
			for _, basis := range []bool{false, true} {
				fill(facts{kind: kind, actor: actor, basis: basis}, 0, "yn?", func(f facts) {
					c := f.conduct()
					x, err := Classify(&c, decisionDay, nil)
					require.NoError(t, err)
					if x.Act == NoAct {
						assert.Equal(t, rule.Undetermined, x.Outcome)
						open++
						return
					}
					settled++
					assert.Equal(t, x.Act == Unsanctioned, x.Outcome == rule.Refused)
					assert.Equal(t, x.Act.ClauseFor(actor), x.Clause)
					if (kind == HandOver || kind == Acquire) && f.price == '?' {
						f.price = 'n'
					}
					fill(f, 0, "yn", func(whole facts) {
						want := whole.plain()
						if want == UseFraudulent && x.Act == Impersonate {
							want = Impersonate // both are 27.1, and either makes it out
						}
						assert.Equal(t, want, x.Act, "%+v from %+v", whole, f)
					})
				})
			}
		}
	}
	assert.Positive(t, settled)
	assert.Positive(t, open)
}

// An unknown actor settles nothing that depends on who it was.
func TestUnknownActor(t *testing.T) {
	for _, kind := range []ConductKind{Withhold, ChargeFee, Inspect, TakeBenefit} {
		f := facts{kind: kind, own: 'n', duty: 'y', contrary: 'y', shown: 'y'}
		c := f.conduct()
		assert.Equal(t, NoAct, classify(t, &c, nil).Act, "%v", kind)
	}
}

func TestClassifyMisuse(t *testing.T) {
	x, err := Classify(nil, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, Classification{}, x)
	x, err = Classify(&Conduct{}, decisionDay, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, x.Outcome)
	x, err = Classify(&Conduct{Kind: Make}, civil.Date{}, nil)
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, x.Outcome)
	_, err = Classify(&Conduct{Kind: 99}, decisionDay, nil)
	assert.ErrorContains(t, err, "conduct.kind")
	_, err = Classify(&Conduct{Kind: Make}, decisionDay, &Policy{Fraud: 9})
	assert.ErrorIs(t, err, rule.ErrAnswer)
	_, err = Classify(&Conduct{Kind: ShowAsOwn, Standing: CancelledForFraud, Fraudulent: notEstablished(permit.FoundFraudulent)}, decisionDay, nil)
	assert.ErrorIs(t, err, permit.ErrContradiction)
}

// What the register says of a permit stands for a finding only while nobody has
// asked for one, and never for what somebody made or changed.
func TestRegisterAndFinding(t *testing.T) {
	open := func(g permit.Ground) permit.Finding { return permit.Finding{Ground: g, Outcome: permit.Open} }
	later := established(permit.FoundForged)
	later.Day = decisionDay.AddDays(1)
	shown := Conduct{Kind: ShowAsOwn, Own: permit.No, Standing: Active}
	own := Conduct{Kind: ShowAsOwn, Own: permit.Yes, Standing: Suspended}
	got := Conduct{Kind: Acquire, Standing: Active, Consideration: established(FoundPrice)}
	changed := Conduct{Kind: Change, Own: permit.Yes, Standing: Active}
	made := Conduct{Kind: Make, Standing: Active}
	for name, tc := range map[string]struct {
		conduct            Conduct
		forged, fraudulent permit.Finding
		want               Act
	}{
		"shown, nobody asked":         {shown, permit.Finding{}, permit.Finding{}, Impersonate},
		"shown, forgery open":         {shown, open(permit.FoundForged), permit.Finding{}, NoAct},
		"shown, forgery found later":  {shown, later, permit.Finding{}, NoAct},
		"shown, genuine":              {shown, notEstablished(permit.FoundForged), permit.Finding{}, Impersonate},
		"own shown, nobody asked":     {own, permit.Finding{}, permit.Finding{}, Unsanctioned},
		"own shown, fraud open":       {own, permit.Finding{}, open(permit.FoundFraudulent), NoAct},
		"own shown, no fraud":         {own, permit.Finding{}, notEstablished(permit.FoundFraudulent), Unsanctioned},
		"own shown, fraud":            {own, permit.Finding{}, established(permit.FoundFraudulent), UseFraudulent},
		"bought, nobody asked":        {got, permit.Finding{}, permit.Finding{}, TradeGenuine},
		"bought, forgery open":        {got, open(permit.FoundForged), permit.Finding{}, NoAct},
		"changed, nobody asked":       {changed, permit.Finding{}, permit.Finding{}, NoAct},
		"changed, open":               {changed, open(permit.FoundAltered), permit.Finding{}, NoAct},
		"changed, found altered":      {changed, established(permit.FoundAltered), permit.Finding{}, Alter},
		"changed, found not altered":  {changed, notEstablished(permit.FoundAltered), permit.Finding{}, Unsanctioned},
		"made, nobody asked":          {made, permit.Finding{}, permit.Finding{}, NoAct},
		"made, found to be no permit": {made, notEstablished(permit.FoundForged), permit.Finding{}, Unsanctioned},
	} {
		c := tc.conduct
		c.Forged, c.Fraudulent = tc.forged, tc.fraudulent
		assert.Equal(t, tc.want, classify(t, &c, nil).Act, name)
	}
}

// A classification and a breach survive their JSON form; the sanction of a
// breach is null in it.
func TestClassificationJSON(t *testing.T) {
	c := Conduct{Kind: RefusePermit, Actor: permit.Unit, Standing: Active, ByHolder: permit.Yes}
	x := classify(t, &c, nil)
	b, err := json.Marshal(x)
	require.NoError(t, err)
	assert.Contains(t, string(b), `"breach":{"clause":"19.1.b","sanction":null}`)
	var y Classification
	require.NoError(t, json.Unmarshal(b, &y))
	again, err := json.Marshal(y)
	require.NoError(t, err)
	assert.JSONEq(t, string(b), string(again))
}
