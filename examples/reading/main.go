package main

import (
	"fmt"
	"log"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// Issued on 10 March 2025; the holder comes on 10 March 2026.
func main() {
	record := endorsement.Timeline{Origin: endorsement.Origin{Issued: civil.MustParse("2025-03-10")}}
	for _, policy := range []endorsement.Policy{
		{},                               // the default reading: the corresponding day is the last valid day
		{LastDay: endorsement.DayBefore}, // A27 (b): the day before it
	} {
		effect, err := record.Preview(civil.MustParse("2026-03-10"), &policy)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(effect.Timing, "by", effect.Deadline, "residence counted from", effect.After.Residence.Since)
	}
}
