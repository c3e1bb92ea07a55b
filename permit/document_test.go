package permit

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/civil"
)

func TestTermOfADocument(t *testing.T) {
	day := civil.MustParse
	term := Term{From: day("2025-03-10"), Until: day("2026-03-10")}
	for on, want := range map[string]Flag{
		"2025-03-09": No, "2025-03-10": Yes, "2025-03-11": Yes,
		"2026-03-09": Yes, "2026-03-10": Yes, "2026-03-11": No,
	} {
		assert.Equal(t, want, term.ValidOn(day(on)), on)
	}
	assert.Equal(t, FlagUnknown, term.ValidOn(civil.Date{}))
	assert.Equal(t, FlagUnknown, Term{}.ValidOn(day("2026-03-10")), "no term recorded is not 长期")
	assert.Equal(t, FlagUnknown, Term{From: day("2025-03-10")}.ValidOn(day("2026-03-10")))
	assert.Equal(t, No, Term{From: day("2025-03-10")}.ValidOn(day("2025-03-09")))
	assert.Equal(t, Yes, Term{LongTerm: true}.ValidOn(day("2026-03-10")))
	assert.Equal(t, No, Term{LongTerm: true, From: day("2026-03-11")}.ValidOn(day("2026-03-10")))
	assert.Equal(t, Yes, Term{Until: day("2026-03-10")}.ValidOn(day("2026-03-10")))
	assert.Equal(t, No, Term{Until: day("2026-03-10")}.ValidOn(day("2026-03-11")))

	assert.NoError(t, Term{From: day("2026-03-10"), Until: day("2026-03-10")}.Validate())
	assert.Equal(t, []string{"term.until"}, faultsOf(t, Term{From: day("2026-03-11"), Until: day("2026-03-10")}.Validate()))
	assert.Equal(t, []string{"term.until"}, faultsOf(t, Term{Until: day("2026-03-10"), LongTerm: true}.Validate()))
	assert.Equal(t, []string{"document.kind", "document.term.until"},
		faultsOf(t, Document{Term: Term{Until: day("2026-03-10"), LongTerm: true}}.Validate()))
	assert.Equal(t, []string{"document.kind"}, faultsOf(t, Document{Kind: 99}.Validate()))
}

func TestIdentityDocuments(t *testing.T) {
	others := map[DocumentKind]bool{ResidencePermitCard: true, RelationProof: true, GuardianshipProof: true, PoliceCredential: true, OtherDocument: true}
	for _, k := range Values[DocumentKind]() {
		assert.Equal(t, !others[k], k.Identity(), k)
	}
	assert.False(t, DocumentUnknown.Identity() || DocumentKind(99).Identity())
}
