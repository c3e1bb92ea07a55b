package legacy_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A dry run shows what a file would bring, and what has to be put right first.
func ExampleImport() {
	store, err := storage.New(memory.New(), storage.Options{
		Sealer: storage.StoredOpen{}, IndexKey: bytes.Repeat([]byte("k"), storage.IndexKeySize),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	desk, err := registry.New(store, registry.Config{Numbering: registry.NumberingFunc(
		func(context.Context, registry.NumberFor) (string, error) { return "R-1", nil })})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := legacy.ParseMapping([]byte(`{
		"rows": "registrations", "encoding": "utf-8", "days": "YYYY-MM-DD",
		"columns": {"idNumber": "身份证号", "division": "区划", "first": "登记日期"},
		"by": {"kind": "public-security-organ", "office": {"id": "PS-1", "kind": "police-station"}},
		"finding": {"outcome": "established", "day": "2026-01-05", "reference": "测字〔2026〕1号",
			"authority": {"id": "PS-1", "kind": "police-station"}}
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	file := strings.NewReader("身份证号,区划,登记日期\n130100199003150000,110108,2025-07-01\n130100199003150001,110108,2025-02-30\n")
	report, err := legacy.Import(context.Background(), desk, file, m, legacy.Options{
		By: permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "P-1", Office: permit.Office{ID: "PS-1", Kind: permit.PoliceStation}}, DryRun: true,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("rows", report.Rows, "to import", report.Imported, "bad", report.Bad)
	if err := report.WriteCSV(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// rows 2 to import 1 bad 1
	// line,column,field,rule
	// 3,身份证号,idNumber,must end in the check character of its digits
	// 3,登记日期,first,must be a day of the calendar
}
