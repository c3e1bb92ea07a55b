// Package planted leads one invented person through the whole life of a permit
// and looks for what identifies that person wherever bytes come out: in errors,
// logs, metrics, printed values, answers to others, and the files of a database.
//
// An adapter uses it over its own files:
//
//	life := planted.Live(t, store)              // a store over the adapter, sealed
//	n := planted.None(t, "database file", file) // any io.Reader; n bytes were read
//
// and, so that the search is known to be able to find, once more over a store that
// is not sealed, with planted.Some in the place of planted.None. The store's clock
// must stand after LifeEnds.
package planted
