package storage

import "context"

// A Sealer makes bodies unreadable to the database.
//
// k is the record a body belongs to, or a Key without ID for a command's
// result: with it a sealer may keep a data key for each record, and destroy it
// to erase all versions of the record at once (see KeyDestroyer). bind names
// the exact place (the whole header, so kind, ID and version too); a body sealed
// for one place must not open in another. Sealed data may be at most
// MaxSealOverhead longer.
//
// A Sealer may call a hardware module; it is used by many goroutines at once.
type Sealer interface {
	Seal(ctx context.Context, k Key, body, bind []byte) ([]byte, error)
	// Open returns an error that wraps ErrCorrupt if sealed was not made by
	// Seal with the same bind, ErrSchema if it was made with another method
	// or a key it does not have, and ErrErased if the key of k was destroyed.
	Open(ctx context.Context, k Key, sealed, bind []byte) ([]byte, error)
}

// A KeyDestroyer is a Sealer that keeps a key of its own for each record and
// can destroy it, as an Envelope does.
//
// CreateKey makes the key of k, of a record or of results, if there is none; when
// it has returned nil the key lasts, whoever has made it. Store calls it before it
// seals the first version, and at no other time: Seal never makes the key of a
// record, for if that of an older record is missing, it is the wrong place to look
// for keys. The error wraps ErrErased if the key was destroyed.
//
// DestroyKey may be repeated; when it has returned nil, no version of the record
// opens again and none can be sealed.
type KeyDestroyer interface {
	Sealer
	CreateKey(ctx context.Context, k Key) error
	DestroyKey(ctx context.Context, k Key) error
}

// The first byte of a stored body says how it was sealed, so that data of one
// method are never taken for data of another. 0 to 15 are this package's, 16 to
// 31 those of storage/gm; a Sealer of one's own takes one from 128 on.
const (
	formOpen        byte = 0
	formAESGCM      byte = 1
	formAESEnvelope byte = 2
	formErased      byte = 3 // a tombstone
)

// errUnsealed is the fault of a body that does not open; it says nothing
// about the body.
var errUnsealed = &CorruptError{What: "sealed data do not belong to this place"}

// StoredOpen is the explicit choice not to seal: everyone who can read the
// database, its backups or its disks can read every person's data. Fit for
// tests, and for a database that is itself encrypted and audited.
type StoredOpen struct{}

// Seal returns the body with a mark that says it is open.
func (StoredOpen) Seal(_ context.Context, _ Key, body, _ []byte) ([]byte, error) {
	return append([]byte{formOpen}, body...), nil
}

// Open returns what Seal was given. It cannot tell whose body it is.
func (StoredOpen) Open(_ context.Context, _ Key, sealed, _ []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != formOpen {
		return nil, ErrSchema
	}
	return append([]byte(nil), sealed[1:]...), nil
}
