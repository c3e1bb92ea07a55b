// Package adapter shows the one call by which an adapter proves that it keeps
// the contract of storage.Backend. The reference store stands where your own
// would.
package adapter
