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
// has one [Case] here under its name: a failure names the sentence that is not
// kept. A case returns an error and needs no *testing.T, so that the package's
// own tests can hand it stores that are broken on purpose and require that it
// fails.
//
// Outside this module the package imports the standard library only. Production
// code never imports it.
package storagetest
