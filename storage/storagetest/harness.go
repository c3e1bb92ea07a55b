package storagetest

import (
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// A Harness tells Run how to reach the adapter. Open is enough for a start; each
// further field lets more of the contract be tried. What a nil field leaves
// untried is skipped and reported with its reason.
type Harness struct {
	// Open returns a fresh, empty backend that shares nothing with any other.
	// Run closes it; to close twice is part of the contract.
	Open func(testing.TB) storage.Backend

	// Reopen closes a backend in good order and opens the same data again. Nil
	// means that the data do not outlive the backend.
	Reopen func(testing.TB, storage.Backend) storage.Backend

	// Crash stops a backend abruptly, while transactions are running, and opens
	// the same data again. It may kill a process, cut the power of a simulated
	// disk, or open a copy of the files made while they are in use. Run does not
	// use, or close, the old backend afterwards.
	Crash func(testing.TB, storage.Backend) storage.Backend

	// Second opens the data of a backend once more, as another process would.
	// Run closes it.
	Second func(testing.TB, storage.Backend) storage.Backend

	// Faults returns a fresh, empty backend whose engine fails on demand. Run
	// closes it.
	Faults func(testing.TB) (storage.Backend, FaultControl)

	// Migrate lays down data of older versions, for a Migrator.
	Migrate *MigrationHarness

	// Skip names what is not to be tried, each with the reason: the tag of a
	// case, or the name of a field of Harness or FaultControl ("Crash",
	// "Faults.Full"). A name that does not exist and an empty reason are
	// failures. Whoever declares Durable, Shared or Migrates must give the field
	// that proves it, or the reason here why not.
	Skip map[string]string

	_ struct{}
}

// A FaultControl makes the engine of one backend fail. A nil field is a fault
// that cannot be made; its cases are skipped and reported.
type FaultControl struct {
	// LoseCommit loses the answer to the next commit, once: after the engine has
	// applied it, or before the engine has seen it.
	LoseCommit func(applied bool)
	// Drop breaks the connection within the next Update that writes, once, before
	// its commit is sent.
	Drop func()
	// Busy makes the engine give up the next Update that writes, once, as it does
	// with one of two that wait for each other.
	Busy func()
	// Full makes the medium full, or gives it room again.
	Full func(full bool)
	// ReadOnly makes the medium refuse to be written to, or accept it again.
	ReadOnly func(refuse bool)

	_ struct{}
}

// A MigrationHarness knows what older versions of the program left behind.
type MigrationHarness struct {
	// Old lays down data as the program of schema version v left them, in a place
	// of its own; version 0 is an empty place. It is called for each version from
	// 0 to the one before the newest.
	Old func(tb testing.TB, v int) MigrationData

	_ struct{}
}

// MigrationData are data of one schema version. The cases that need a function
// which is nil for version 0 are skipped and reported.
type MigrationData struct {
	// Open opens a backend on the data. It need not migrate them: Run calls
	// Migrate. It may be called again, also while others are open.
	Open func() (storage.Backend, error)
	// Records are the current records among the data, as they must read after
	// migration.
	Records []storage.Record
	// Steps counts how often a migration step was applied to the data.
	Steps func() int
	// Stop runs a migration that is killed in the middle.
	Stop func()
	// Newer marks the data as one version newer than the program knows.
	Newer func()
	// Drift changes what the data say about a step that was applied, as if
	// another program had applied another one.
	Drift func()

	_ struct{}
}
