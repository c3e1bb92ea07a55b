// Package storagetest proves that a storage.Backend keeps its contract.
//
// An adapter's test is one call:
//
//	func TestConformance(t *testing.T) {
//		storagetest.Run(t, storagetest.Harness{
//			Open: func(t testing.TB) storage.Backend { return open(t) },
//		})
//	}
//
// Each sentence of the contract in package storage carries a tag, and each tag
// has one [Case] here under its name: a failure quotes the sentence that is not
// kept, with what was expected and what came. The other fields of [Harness] let
// more be tried: durability, several processes, failing engines, migrations. What
// is not tried is counted in the last line, with the reason.
//
// A case returns an error, so that the package's own tests can hand it stores
// that are broken on purpose and require that it fails.
//
//	Run      every sentence of the contract, once
//	Soak     random work against a model, for as long as one likes
//	Bench    the same measurements under the same names for every adapter
//	Faulty   a wrapper that fails as a network does, for tests of programs too
//
// Outside this module the package imports the standard library only. Production
// code never imports it. README.md takes the writer of an adapter from the first
// line to a green run.
package storagetest

//go:generate go run ./internal/sentences

// A sentence is what a failure says of a tag: its text, the type or method in
// storage/backend.go whose comment holds it, and the file of its case.
type sentence struct{ Text, Place, File string }
