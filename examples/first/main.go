package main

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
	"golang.org/x/text/language"
)

const facts = `{"residesInBeijing": "yes", "registrations": [{"first": "2026-01-15"}], "claims": ["study"],
	"applicant": {"nationality": "chinese", "household": {"status": "registered", "place": "130000"}, "servingMilitary": "no"},
	"studies": [{"school": "kindergarten", "fullTime": "yes", "division": "110108", "xueji": "yes", "attendance": "attending"}]}`

func main() {
	var app eligibility.Application
	if err := json.Unmarshal([]byte(facts), &app); err != nil {
		log.Fatal(err)
	}
	decision := eligibility.Decide(&app, civil.MustParse("2026-07-14"), nil)
	fmt.Printf("%s\n%s\n", decision.Text(language.English), decision)
}
