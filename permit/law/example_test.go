package law_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// A citation is read once and written for whoever reads it.
func ExampleParseCite() {
	c, err := law.ParseCite("23.1.b")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c)
	fmt.Println(c.Chinese())
	fmt.Println(c.English())
	// Output:
	// 23.1.b
	// 第二十三条第（二）项
	// art. 23 (2)
}

func ExampleText() {
	zh, _ := law.Text(law.MustCite("14.2.a"), language.Chinese)
	en, _ := law.Text(law.MustCite("14.2.a"), language.English)
	fmt.Println(zh)
	fmt.Println(en)
	// Output:
	// 居住证自签发、签注之日起一年内有效。
	// A residence permit is valid for one year from the day of issue or of endorsement.
}

// What is open about a clause, and what the library answers.
func ExampleReadingsOf() {
	for _, id := range law.ReadingsOf(law.MustCite("14.3.c")) {
		r, _ := law.LookupReading(id)
		fmt.Println(id, r.Title.EN)
	}
	r, _ := law.LookupReading(law.A33)
	for _, a := range r.Answers {
		mark := " "
		if a.Key == r.Default {
			mark = "*"
		}
		fmt.Println(mark, a.Key, a.Text.EN)
	}
	// Output:
	// A33 Years of continuous residence after a late endorsement
	// A34 Where continuous residence starts
	// A79 Where the draft contradicts superior law
	// A80 What absence breaks residence
	// * a No: the count starts at zero on the day of the late endorsement.
	//   b Earlier years stay; only the gap drops out.
	//   c Everything stays, the gap included.
}

// The draft departs from law of higher rank, and says where.
func ExampleConflicts() {
	for _, c := range law.Conflicts() {
		fmt.Println(c.Clause.English(), "|", c.Superior.EN)
	}
	// Output:
	// art. 8 ¶ 2 (a) | Provisional Regulations on Residence Permits, art. 2
	// art. 11 ¶ 1 | Provisional Regulations on Residence Permits, art. 9
	// art. 14 ¶ 2 (a) | Provisional Regulations on Residence Permits, art. 10
	// art. 14 ¶ 3 (c) | Provisional Regulations on Residence Permits, art. 10
	// art. 23 (2) | Provisional Regulations on Residence Permits, which have no cancellation rule
	// art. 24 ¶ 2 | Provisional Regulations on Residence Permits, art. 21
	// art. 26 lead-in | Provisional Regulations on Residence Permits, arts. 18 and 19
	// art. 28 ¶ 1 lead-in, tier 1 | Public Security Administration Punishments Law (2025 revision), art. 63
	// art. 28 ¶ 1 lead-in, tier 2 | Public Security Administration Punishments Law (2025 revision), art. 63
	// art. 28 ¶ 1 (1) | Provisional Regulations on Residence Permits, art. 18 (2)
	// art. 28 ¶ 1 (2) | Provisional Regulations on Residence Permits, art. 19 (2)
}
