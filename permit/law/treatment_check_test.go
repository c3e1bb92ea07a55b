package law

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// sample is a draft of six clauses with treatments that are all in order with
// sampleCodes and sampleActs.
func sample() *draft {
	d := &draft{}
	for _, row := range []struct {
		cite string
		kind TreatmentKind
		refs []string
	}{
		{"1.1", Declaratory, nil},
		{"8.1", Decided, []string{"ELG-REG-01", "ELG-ART-08"}},
		{"8.2.a", Decided, []string{"ELG-EMP-01", "ELG-EMP-02"}},
		{"12.1", Recorded, []string{"reissue", "PRM-CRD-01"}},
		{"24.2", Parameter, nil},
		{"31.1", Parameter, []string{"PEN-COM-01"}},
	} {
		c := MustCite(row.cite)
		d.clauses = append(d.clauses, Clause{Cite: c})
		d.treatments = append(d.treatments, Treatment{Cite: c, Kind: row.kind, Refs: row.refs})
	}
	return d
}

func sampleCodes() map[string][]Cite {
	return map[string][]Cite{
		"ELG-REG-01": {MustCite("8.1")},
		"ELG-ART-08": {MustCite("8")}, // cites the article, listed by one clause of it
		"ELG-EMP-01": {MustCite("8.2.a#0")},
		"ELG-EMP-02": {MustCite("8.2.a#1")},
		"PRM-CRD-01": {MustCite("12.1")},
		"PEN-COM-01": {MustCite("31.1")},
	}
}

func TestCheckTreatmentsFindsNothingInOrder(t *testing.T) {
	assert.Empty(t, sample().checkTreatments(sampleCodes(), []string{"reissue"}))
}

func TestCheckTreatmentsFindsEachFault(t *testing.T) {
	acts := []string{"reissue"}
	for _, c := range []struct {
		name  string
		spoil func(d *draft, codes map[string][]Cite) []string
		want  []string
	}{
		{"decided without codes", func(d *draft, codes map[string][]Cite) []string {
			d.treatments[1].Refs = []string{"reissue"}
			delete(codes, "ELG-REG-01")
			delete(codes, "ELG-ART-08")
			return acts
		}, []string{"8.1 decided without a condition code"}},
		{"recorded without acts", func(d *draft, _ map[string][]Cite) []string {
			d.treatments[3].Refs = []string{"PRM-CRD-01"}
			return nil
		}, []string{"12.1 recorded without an act"}},
		{"declaratory with a reference", func(d *draft, codes map[string][]Cite) []string {
			d.treatments[0].Refs = []string{"GEN-AIM-01"}
			codes["GEN-AIM-01"] = []Cite{MustCite("1.1")}
			return acts
		}, []string{"1.1 GEN-AIM-01 declaratory but with a reference"}},
		{"unknown reference", func(d *draft, codes map[string][]Cite) []string {
			delete(codes, "ELG-EMP-02")
			return acts
		}, []string{"8.2.a ELG-EMP-02 is neither a known code nor a known act"}},
		{"code of another clause", func(d *draft, codes map[string][]Cite) []string {
			codes["ELG-EMP-02"] = []Cite{MustCite("8.1")}
			return acts
		}, []string{"8.2.a ELG-EMP-02 is a code of another clause", "8.1 ELG-EMP-02 is a code its clause does not list"}},
		{"one of its clauses does not list the code", func(_ *draft, codes map[string][]Cite) []string {
			codes["ELG-REG-01"] = append(codes["ELG-REG-01"], MustCite("8.2.a"))
			return acts
		}, []string{"8.2.a ELG-REG-01 is a code its clause does not list"}},
		{"code outside the draft", func(_ *draft, codes map[string][]Cite) []string {
			codes["ELG-NON-01"] = []Cite{MustCite("9.9")}
			return acts
		}, []string{"9.9 ELG-NON-01 cites a place the draft does not have"}},
		{"code without a citation", func(_ *draft, codes map[string][]Cite) []string {
			codes["ELG-NON-02"] = nil
			return acts
		}, []string{"ELG-NON-02 cites a place the draft does not have"}},
		{"code its clause does not list", func(_ *draft, codes map[string][]Cite) []string {
			codes["ELG-REG-02"] = []Cite{MustCite("8.1")}
			return acts
		}, []string{"8.1 ELG-REG-02 is a code its clause does not list"}},
		{"act no clause lists", func(*draft, map[string][]Cite) []string {
			return []string{"reissue", "dance"}
		}, []string{"dance is an act no clause lists"}},
		{"code and act alike", func(_ *draft, codes map[string][]Cite) []string {
			return []string{"reissue", "PRM-CRD-01"}
		}, []string{"12.1 PRM-CRD-01 is both a code and an act"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, codes := sample(), sampleCodes()
			a := c.spoil(d, codes)
			var got []string
			for _, h := range d.checkTreatments(codes, a) {
				got = append(got, h.String())
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// Whoever supplies no codes and no acts is told every hole: each decided clause
// lacks its code and each recorded one its act, or names an unknown reference.
func TestCheckTreatmentsOfTheRealTableSeesEveryClause(t *testing.T) {
	seen := map[Cite]bool{}
	for _, h := range CheckTreatments(nil, nil) {
		seen[h.Cite] = true
	}
	for _, tr := range theDraft().treatments {
		if tr.Kind == Decided || tr.Kind == Recorded {
			assert.True(t, seen[tr.Cite], tr.Cite.String())
		}
	}
}

func TestFaultsSpeak(t *testing.T) {
	for f := NoCode; f <= AmbiguousRef; f++ {
		assert.NotContains(t, f.String(), "Fault(")
	}
	assert.Equal(t, "Fault(99)", Fault(99).String())
}
