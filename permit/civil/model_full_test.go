//go:build !race

package civil

// modelYears is how many years of starts the model walks: leap rules repeat
// after 400.
const modelYears = 400
