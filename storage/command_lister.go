package storage

import "context"

// A CommandLister is a transaction that can list the saved command results, so
// that they can move to another backend. It is not part of the contract.
type CommandLister interface {
	// Commands returns up to limit (1 to MaxPage) results whose IDs come after
	// an ID, in the order of their bytes; the empty ID is before the first.
	Commands(ctx context.Context, after CommandID, limit int) ([]CommandResult, error)
}
