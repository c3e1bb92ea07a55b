package postgres

// What the tests look at from outside.
var (
	BeforeCommit = beforeCommit
	AtCommit     = atCommit
	OpenTraced   = open
)
