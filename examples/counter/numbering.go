package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// A numbering is an example: the draft fixes no format of numbers (30.1). Its
// numbers begin with EX, a letter for the kind of record and the year, so that
// nobody takes one for a real number. It counts in memory from the numbers on
// record, so one office at a time may use a store: of two, the second is refused
// a number the first has given, and records nothing.
type numbering struct {
	mu   sync.Mutex
	last map[string]int
}

func newNumbering() *numbering { return &numbering{last: map[string]int{}} }

var numberLetters = map[storage.Kind]string{
	registry.KindRegistration: "R",
	registry.KindApplication:  "A",
	registry.KindPermit:       "P",
	registry.KindCard:         "C",
	registry.KindSanction:     "S",
	registry.KindReferral:     "F",
	registry.KindConfiscation: "K",
}

// follow makes the series of a number that is on record go on after it. Numbers
// of another form are in no series.
func (n *numbering) follow(number string) {
	i := strings.LastIndexByte(number, '-')
	if i < 0 {
		return
	}
	if last, err := strconv.Atoi(number[i+1:]); err == nil {
		n.last[number[:i]] = max(n.last[number[:i]], last)
	}
}

// Next gives the next number of a kind and a year.
func (n *numbering) Next(_ context.Context, f registry.NumberFor) (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	series := fmt.Sprintf("EX%s-%d", numberLetters[f.Kind], f.On.Year())
	n.last[series]++
	return fmt.Sprintf("%s-%04d", series, n.last[series]), nil
}
