package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/scenario"
)

// A test states only what it is about: here, that the registration began a day
// too late.
func ExampleApplication() {
	a := scenario.Application("2026-07-15", scenario.Registered("2026-01-15"))
	fmt.Println(eligibility.Decide(&a, civil.MustParse("2026-07-15"), nil).Text(language.English))
	// Output:
	// Whether the conditions for applying for the Beijing residence permit are met: refused
	//   ELG-REG-02 8.1 not met: the registration has been in place for a full half-year (counted from 2026-01-15, full from 2026-07-16; the day of judgement is 2026-07-15)
}

// A script is run three ways; its report tells what each step came to.
func ExampleRunFile() {
	dir, err := os.MkdirTemp("", "scripts")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	script := `# The day after the last valid day.
about 14.3.a yes
has-permit issued=2025-03-10
on 2026-03-11
state
expect status=suspended
`
	file := filepath.Join(dir, "overdue.txtar")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	r := scenario.RunFile(file, nil)
	fmt.Println(r.Title, r.Err)
	fmt.Println(r.Steps[0].Day, r.Steps[0].Values["status"], r.Steps[0].Values["suspended-since"])
	// Output:
	// The day after the last valid day. <nil>
	// 2026-03-11 suspended 2026-03-11
}
