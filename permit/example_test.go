package permit_test

import (
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/permit"
)

// A number is read as a form gives it, and never printed in full, not even by
// the verb that prints everything.
func ExampleParseIDNumber() {
	number, err := permit.ParseIDNumber("１３０１００２０１００３１５００００")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(number)
	fmt.Printf("%#v\n", number)

	_, err = permit.ParseIDNumber("130100201003150009")
	fmt.Println(err)
	fmt.Println(errors.Is(err, permit.ErrIDCheck))
	// Output:
	// 130**************0
	// 130**************0
	// record: idNumber must end in the check character of its digits
	// true
}

// A number of the first generation is upgraded. It stays marked, and is the
// same person's number as the one of 18 characters.
func ExampleIDNumber_Current() {
	old, err := permit.ParseIDNumber("110105491231002")
	if err != nil {
		fmt.Println(err)
		return
	}
	now, err := permit.ParseIDNumber("11010519491231002x")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(old.Legacy(), old == now, old.Current() == now)
	// Output: true false true
}

// The full value comes out for a stated purpose only.
func ExampleIDNumber_Reveal() {
	number, err := permit.ParseIDNumber("130100201003150000")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = number.Reveal("")
	fmt.Println(err)

	full, err := number.Reveal(permit.PurposeMakeCard)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(full)
	// Output:
	// record: purpose must be stated
	// 130100201003150000
}

// All faults come at once, each with its field, none with a value.
func ExamplePerson_Validate() {
	var p permit.Person
	err := p.UnmarshalJSON([]byte(`{"name": "测试甲", "idNumber": "130100201003150000", "born": "2010-03-16",
		"household": {"status": "registered"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	var faults *permit.RecordError
	if errors.As(p.Validate(), &faults) {
		for _, f := range faults.Faults {
			fmt.Println(f)
		}
	}
	// Output:
	// record: person.household.place must be stated for a registered household
	// record: person.born must be the birth date in the identity number
}
