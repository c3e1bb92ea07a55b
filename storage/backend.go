package storage

import "context"

// A Backend keeps records, logs and commands. It is the whole of what an
// adapter must implement.
//
// A Backend may be used by many goroutines at once. [concurrent-use]
// A method given a context that has ended returns an error that wraps the
// context's error and does not call its closure. [ctx-ended]
// A call that has to wait gives up when its context ends. [ctx-wait]
type Backend interface {
	// View calls fn once with a consistent snapshot: commits made after the
	// first read are not seen, by any method of the transaction. [view-snapshot]
	// A snapshot shows a commit wholly or not at all. [view-whole]
	// It contains every Update that returned nil before View was called. [view-latest]
	// It never contains what is not committed. [view-committed]
	// View returns fn's error. [view-error]
	// A panic in fn reaches the caller and leaves the backend usable. [view-panic]
	// The transaction given to fn cannot write. [view-read-only]
	//
	// The context given to fn is the one to use inside it. View or Update
	// called on the same backend with it returns ErrInvalid: transactions do
	// not nest. [tx-nested]
	// After fn has returned, each method of the transaction returns
	// ErrClosed. [tx-ended]
	View(ctx context.Context, fn func(ctx context.Context, tx ReadTx) error) error

	// Update calls fn at most once; Store repeats, the backend does not. [update-once]
	// If it returns nil, all that fn wrote is committed together. [update-atomic]
	// If fn returns an error, Update returns it and nothing fn did remains.
	// [update-error]
	// The same holds if fn panics, and the panic reaches the caller. [update-panic]
	// The same holds if the context ends before fn has returned. [update-cancel]
	// If a method that writes has failed, Update returns an error even if fn
	// returns nil. [update-failed]
	// Many engines give up the transaction then, so after such a failure every
	// other method may fail too.
	// A closure run again after a failure meets no trace of the first
	// run. [update-again]
	// Closures that read a record and put it with the version read lose no
	// update, whatever the engine's isolation level. [update-lost]
	// The methods of one Tx are called by one goroutine at a time.
	//
	// An error that leaves open whether the commit took effect wraps
	// ErrCommitUnknown; one that asks for another run wraps ErrRetry.
	Update(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error

	// Capabilities never changes. [capabilities-fixed]
	Capabilities() Capabilities

	// Close may be called again and then returns nil. [close-twice]
	// After it, View and Update return ErrClosed. [close-ends]
	// A transaction that was running ends whole: its Update returns nil and
	// has its full effect, or returns an error and has none. [close-busy]
	// Nothing the backend started goes on running. [close-quiet]
	Close() error
}

// A ReadTx reads one consistent snapshot. What it returns belongs to the
// caller, who may change it. [read-no-alias]
// Each method returns an error if its context has ended. [ctx-method]
type ReadTx interface {
	// Get returns the current version of a record, or ErrNotFound. [get-missing]
	// Every field and every byte comes back as it was put; an empty body may
	// come back nil. [get-exact]
	// Keys are compared byte by byte, kind and ID together. [key-exact]
	Get(ctx context.Context, k Key) (Record, error)

	// Header returns what Get returns, without touching the body. [header-same]
	// It returns ErrNotFound if there is no record. [header-missing]
	Header(ctx context.Context, k Key) (Header, error)

	// GetAsOf with a Version returns exactly that version, or
	// ErrNotFound. [asof-version]
	// With an instant it returns the highest version whose RecordedAt is not
	// after it, or ErrNotFound. [asof-instant]
	// Older versions come back as they were put. [asof-exact]
	GetAsOf(ctx context.Context, k Key, at AsOf) (Record, error)

	// Scan returns up to limit current records that match q, in the order of
	// its index, starting just past after. [scan-order]
	// Each index finds exactly the records that match. [scan-match]
	// A record is found under its present fields only. [scan-current]
	// The range of DueOn includes both ends. [scan-due]
	// Descending reverses the order exactly. [scan-descending]
	// Following pages by Query.PositionOf yields each record once; records
	// put between pages make no other record repeat or vanish. [scan-pages]
	// A position need not belong to a record. [scan-position]
	// More is true exactly if a record follows. [scan-more]
	// A page holds limit records, unless there are no more. [scan-full]
	// Bodies come only if q.Bodies is set. [scan-bodies]
	// A query that sets a field its index does not use, or a limit outside
	// 1 to MaxPage, is refused with ErrInvalid. [scan-refuse]
	Scan(ctx context.Context, q Query, after Position, limit int) (Page, error)

	// Counts counts the current records of a kind by district and status, in
	// this order, without zeros. [counts-exact]
	Counts(ctx context.Context, k Kind) ([]Count, error)

	// Log returns up to limit entries of a shard, from sequence number from
	// on, in order; none if the shard ends before. [log-read]
	// Every field and byte of an entry comes back as appended. [log-exact]
	// A from of zero, or a limit outside 1 to MaxPage, is refused with
	// ErrInvalid. [log-refuse]
	Log(ctx context.Context, shard uint16, from uint64, limit int) ([]LogEntry, error)

	// LogHead returns the last entry's number and hash, or zeros. [log-head]
	LogHead(ctx context.Context, shard uint16) (LogHead, error)

	// Command returns a saved result as it was saved, or
	// ErrNotFound. [command-read]
	Command(ctx context.Context, id CommandID) (CommandResult, error)
}

// A Tx reads and writes. It keeps no reference to what it is given. [write-no-alias]
// What is beyond a limit is refused with ErrTooLarge, never shortened. [write-limits]
// What is malformed is refused with ErrInvalid. [write-refuse]
type Tx interface {
	// The reading methods see what the transaction wrote. [tx-own-writes]
	ReadTx

	// Put writes the next version of a record. If expect is 0 the record must
	// not exist, else its version must be expect; otherwise Put returns
	// ErrConflict. [put-expect]
	// r.Version must be expect+1, else ErrInvalid. [put-version]
	// Of writers that expect the same version exactly one succeeds. [put-race]
	// If another current record of the kind has the same Unique, not zero,
	// Put returns ErrConflict. [put-unique]
	// The check is made at each Put, so a transaction frees a unique key
	// before it takes it elsewhere. [put-unique-moves]
	// It holds against concurrent writers. [put-unique-race]
	// A record may be put more than once in a transaction; each is a
	// version. [put-twice]
	Put(ctx context.Context, r Record, expect Version) error

	// Append adds entries to a shard whose last sequence number must be
	// expect, else ErrConflict. [append-expect]
	// The entries' numbers must be expect+1, expect+2 and so on, else
	// ErrInvalid. [append-dense]
	// Shards do not influence each other. [append-shards]
	// Under concurrent writers a shard stays dense and a reader that has seen
	// an entry has seen all before it. [append-race]
	Append(ctx context.Context, shard uint16, expect uint64, entries []LogEntry) error

	// SaveCommand saves a result; ErrDuplicate if the ID exists. [command-once]
	// Of concurrent transactions that save the same ID exactly one
	// commits. [command-race]
	SaveCommand(ctx context.Context, c CommandResult) error
}

// Capabilities says what a backend promises beyond the contract. The zero
// value promises least.
type Capabilities struct {
	// Name of the engine, for messages.
	Name string
	// Durable: what Update acknowledged survives the loss of power.
	Durable bool
	// Shared: several processes may open the same data at once.
	Shared bool

	_ struct{}
}

// A HeaderReader is a backend with a shorter way to read one current header:
// the same answer as a View that calls Header once.
type HeaderReader interface {
	ReadHeader(ctx context.Context, k Key) (Header, error)
}

// A Checker is a backend that can examine its own data: indexes against
// records, versions against histories. Check wraps ErrCorrupt if it finds
// damage.
type Checker interface {
	Check(ctx context.Context) error
}

// As finds an optional ability T in b, looking through wrappers that have a
// method Unwrap() Backend. A wrapper that must not be passed by implements T
// itself.
func As[T any](b Backend) (T, bool) {
	for b != nil {
		if t, ok := b.(T); ok {
			return t, true
		}
		u, ok := b.(interface{ Unwrap() Backend })
		if !ok {
			break
		}
		b = u.Unwrap()
	}
	var none T
	return none, false
}
