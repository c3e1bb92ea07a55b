//go:build race

package ruletest

// Race tells that the race detector is on, which makes every step some ten times
// dearer: a test that tries very many cases may then try fewer.
const Race = true
