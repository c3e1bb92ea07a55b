package registry_test

import (
	"encoding/json"
	"fmt"
	"log"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
)

// The rules alone, without a registry: may this person have a permit on this
// day, and if not, why not, and from when?
func Example_rulesAlone() {
	facts := `{"applicant": {"nationality": "chinese", "household": {"status": "registered", "place": "130100"}},
		"residesInBeijing": "yes", "claims": ["dwelling"],
		"registrations": [{"first": "2026-01-15", "district": "110108"}],
		"dwellings": [{"kind": "rented", "division": "110108", "lawfulTitle": "yes", "holder": "self",
			"term": {"from": "2025-12-01", "until": "2027-11-30"},
			"review": {"outcome": "accepted", "by": {"id": "H", "kind": "housing"}, "on": "2026-07-10"}}]}`
	var a eligibility.Application
	if err := json.Unmarshal([]byte(facts), &a); err != nil {
		log.Fatal(err)
	}
	d := eligibility.Decide(&a, civil.MustParse("2026-07-15"), nil)
	fmt.Println(d.Outcome().Label(language.Chinese))
	for _, r := range d.Reasons() {
		fmt.Println(r.Cite.Chinese(), r.Rule(language.Chinese))
	}
	for _, r := range d.Remedies() {
		fmt.Println(r.Earliest)
	}
	// Output:
	// 不符合
	// 第八条第一款 办理暂住登记已满半年
	// 2026-07-16
}
