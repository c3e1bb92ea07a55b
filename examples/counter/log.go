package main

// A log is where the day is written down.
type log interface {
	visit(*entry)
	end(*summary, []fault)
	// flush writes what is left and returns the first error of writing.
	flush() error
}
