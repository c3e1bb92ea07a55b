// Package memory is the reference implementation of storage.Backend. It is
// meant to be the strictest one: what a program gets away with here it gets
// away with on every conforming database.
//
// # How it works
//
// All data hangs from one state. A reader takes the state with one atomic load
// and needs no lock: what the state shows cannot change. A writer (one at a
// time) builds the next state, copying only the paths it changes, and
// publishes it with one atomic store.
//
//	records, commands   hash tables of version lists: a version carries the
//	                    number of its commit, a reader passes by newer ones
//	indexes, counts     ordered trees, copied along the changed path
//	log shards          slices that only grow; a state sees its own length
//
// To roll back is to take the new versions off their lists and to forget the
// new state. A write costs the logarithm of what is stored; when a table is
// full it is copied once into one of twice the size.
//
// # Limits
//
// Nothing survives the process, nor the last backend on the data that is
// closed. A transaction begun inside another with a context that is not the
// other's waits for itself until its context ends: use the context the closure
// is given, and nesting is refused at once.
package memory
