package storage

import "context"

// A Backend keeps records, logs and commands. It is the whole of what an
// adapter must implement.
//
// A Backend may be used by many goroutines at once. [concurrent-use]
// A method given a context that has ended returns an error that wraps the
// context's error and does not call its closure. [ctx-ended]
// A call that has to wait gives up soon after its context ends. [ctx-wait]
//
// Data outlive a backend, unless it is volatile as memory is. What Update has
// acknowledged is there, as it was, when the data are opened again. [reopen-kept]
// A position found before the data were opened again still leads on. [reopen-position]
// Shards and commands go on where they ended when the data are opened
// again. [reopen-log]
// If the capabilities say Durable, what was acknowledged is there after an
// abrupt stop too. [crash-kept]
// What was not acknowledged before an abrupt stop is there whole or not at
// all. [crash-whole]
//
// Several backends may be opened on the same data if the capabilities say
// Shared. Each backend on the same data sees at once what the others have
// committed. [shared-latest]
// Versions, unique keys, sequence numbers and command IDs are guarded among all
// backends on the same data. [shared-race]
// Closing one backend leaves the others and the data alone. [shared-close]
//
// Engines fail. Whatever happens, a transaction takes effect whole or not at
// all, and the backend works on when the cause has gone.
// If the medium is full, Update returns an error, nothing of it remains, and
// reading works on. [fault-full]
// If the medium can only be read, Update returns ErrReadOnly. [fault-read-only]
// If the connection breaks before the commit was sent, the error wraps ErrRetry
// and nothing remains. [fault-connection]
type Backend interface {
	// View calls fn once with a consistent snapshot: commits made after the
	// first read are not seen, by any method of the transaction. [view-snapshot]
	// A snapshot shows a commit wholly or not at all. [view-whole]
	// A snapshot contains every Update that returned nil before View was
	// called. [view-latest]
	// A snapshot never contains what is not committed. [view-committed]
	// View returns fn's error. [view-error]
	// A panic in fn reaches the caller and leaves the backend usable. [view-panic]
	// The transaction View gives to fn cannot write. [view-read-only]
	//
	// The context given to fn is the one to use inside it. View or Update called
	// with the context of a transaction of the same backend returns ErrInvalid:
	// transactions do not nest. [tx-nested]
	// After fn has returned, each method of the transaction returns
	// ErrClosed. [tx-ended]
	View(ctx context.Context, fn func(ctx context.Context, tx ReadTx) error) error

	// Update calls fn at most once; Store repeats, the backend does not. [update-once]
	// If Update returns nil, all that fn wrote is committed together. [update-atomic]
	// If fn returns an error, Update returns it and nothing fn did remains.
	// [update-error]
	// Nothing remains if fn panics, and the panic reaches the caller. [update-panic]
	// Nothing remains if the context ends before fn has returned; Update then
	// returns an error. [update-cancel]
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
	// What an Update reads need not be one snapshot. What a decision rests on
	// it puts back, changed or not: then the version check guards it. On this
	// footing the following holds, whatever the engine's isolation level.
	// No closure reads what is rolled back (G1a). [never-aborted-read]
	// No closure and no snapshot reads a version that its writer replaced in the
	// same transaction (G1b). [never-middle-read]
	// No two closures that both commit have each read what the other wrote
	// (G1c). [never-circular-read]
	// The writes of two closures to the same records never interleave
	// (G0). [never-mixed-writes]
	// Of two closures that read one version never both put the next (lost
	// update). [never-lost-update]
	// Of closures that saw a unique key free never two take it (write skew: two
	// live permits of one holder). [never-write-skew]
	// No closure takes a unique key that was taken since its scan (phantom
	// insert). [never-phantom]
	// No closure commits if a record that it put back was changed after it was
	// read. [never-stale-guard]
	// No snapshot shows one record before and another after one commit (read
	// skew). [never-read-skew]
	// No two snapshots show two commits in opposite orders (long
	// fork). [never-long-fork]
	// Snapshots, and closures that put all the records they read, have one order in
	// which each sees exactly what came before (no cycle, G2). [never-cycle]
	//
	// An error that leaves open whether the commit took effect wraps
	// ErrCommitUnknown; without it an error means that nothing
	// remains. [commit-unknown]
	// An error that asks for another run wraps ErrRetry, and nothing remains: that
	// of a deadlock, of a lock that did not come free, of a conflict found only at
	// the commit. [commit-retry]
	Update(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error

	// Capabilities never changes. [capabilities-fixed]
	Capabilities() Capabilities

	// Close may be called again and then returns nil. [close-twice]
	// After Close, View and Update return ErrClosed. [close-ends]
	// A transaction that was running at Close ends whole: its Update returns nil
	// and has its full effect, or returns an error and has none. [close-busy]
	// Nothing the backend started goes on running after Close. [close-quiet]
	Close() error
}

// A ReadTx reads. What its methods return belongs to the caller, who may change
// it. [read-no-alias]
// Each method of a transaction returns an error if its context has
// ended. [ctx-method]
// A key or a command ID that breaks its rules names nothing, whatever its bytes: the
// answer is ErrNotFound. [read-malformed]
type ReadTx interface {
	// Get returns the current version of a record, or ErrNotFound. [get-missing]
	// Every field and every byte comes back as it was put; an empty body may
	// come back nil. [get-exact]
	// Keys are compared byte by byte, kind and ID together. [key-exact]
	Get(ctx context.Context, k Key) (Record, error)

	// Header returns what Get returns, without touching the body. [header-same]
	// Header returns ErrNotFound if there is no record. [header-missing]
	Header(ctx context.Context, k Key) (Header, error)

	// GetAsOf with a Version returns exactly that version, or
	// ErrNotFound. [asof-version]
	// GetAsOf with an instant returns the highest version whose RecordedAt is not
	// after it, or ErrNotFound. [asof-instant]
	// Older versions come back as they were put. [asof-exact]
	GetAsOf(ctx context.Context, k Key, at AsOf) (Record, error)

	// Scan returns up to limit current records that match q, in the order of
	// its index, starting just past after. [scan-order]
	// Each index finds exactly the records that match. [scan-match]
	// A record is found under its present fields only. [scan-current]
	// The range of DueOn includes both ends. [scan-due]
	// Descending reverses the order exactly. [scan-descending]
	// Following pages by Query.PositionOf yields each record once; records put
	// between pages, or moved by a change, make no other record repeat or
	// vanish. [scan-pages]
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

// A Tx reads and writes. A Tx keeps no reference to what it is given. [write-no-alias]
// What is beyond a published limit is refused with ErrTooLarge, never shortened;
// what is within is accepted. [write-limits]
// What is malformed is refused with ErrInvalid. [write-refuse]
// An ErrConflict comes as a ConflictError whose Kind says which expectation
// failed: Store reads it. [conflict-kind]
type Tx interface {
	// The reading methods of a Tx see what it wrote. [tx-own-writes]
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
	// A unique key is guarded against concurrent writers. [put-unique-race]
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
	// Checks, Migrates and Explains name the optional abilities Checker,
	// Migrator and Explainer. As finds each ability that is named, and it
	// works. [ability-named]
	// An ability that is not named is not found, or each of its methods returns
	// ErrUnsupported and does nothing. [ability-absent]
	Checks, Migrates, Explains bool

	_ struct{}
}

// A HeaderReader is a backend with a shorter way to read one current header.
type HeaderReader interface {
	// ReadHeader answers what a View that calls Header once would answer: the
	// header as the last commit left it, or the same error. [header-short]
	ReadHeader(ctx context.Context, k Key) (Header, error)
}

// A Checker is a backend that can examine its own data: indexes against
// records, versions against histories. Check wraps ErrCorrupt if it finds
// damage. Check finds none in what was only written through the
// contract. [check-sound]
type Checker interface {
	Check(ctx context.Context) error
}

// An Explainer is a backend that can tell how it would answer a Scan, without
// running it. Every declared index of Query is one of the engine: no query reads
// records that it does not return, or sorts. [explain-indexed]
// A Ranged query without bodies is answered from the index alone, for the daily
// sweep is one. [explain-covering]
type Explainer interface {
	// Explain refuses what Scan refuses, with ErrInvalid. [explain-refuse]
	Explain(ctx context.Context, q Query, after Position, limit int) (Plan, error)
}

// A CommandLister is a transaction that can list the saved command results, so
// that they can move to another backend.
type CommandLister interface {
	// Commands returns up to limit results whose IDs come after an ID, which need
	// not be one that was saved; the empty ID is before the first. [command-after]
	// Commands lists every result once, as it was saved, in the order of the bytes
	// of the IDs. [command-list]
	// A limit outside 1 to MaxPage, or an ID that is not empty and breaks the rules
	// of one, is refused by Commands with ErrInvalid or ErrTooLarge. [command-refuse]
	Commands(ctx context.Context, after CommandID, limit int) ([]CommandResult, error)
}

// A Plan is how an engine answers a query.
type Plan struct {
	Indexed  bool   // an index finds the records; nothing else is searched
	Ordered  bool   // they come in order; nothing is sorted
	Covering bool   // the index alone holds what is returned
	Text     string // the engine's own words, for people
}

// A Migrator is a backend whose data have a schema that changes from one
// version of the program to another. Versions count from 1.
type Migrator interface {
	// SchemaVersion returns the version of the data, 0 if there are none yet, and
	// the newest version the program knows. A backend may bring data to the newest
	// when it opens them.
	// SchemaVersion says the newest for both after Migrate, and never anything but
	// the version the data have. [migrate-version]
	SchemaVersion(ctx context.Context) (have, newest int, err error)

	// Migrate brings the data to the newest version, in steps. Data of each
	// older version read after Migrate as they did before. [migrate-old]
	// To run Migrate again changes nothing. [migrate-again]
	// If several run Migrate at once each step is applied once. [migrate-once]
	// A Migrate that was stopped in the middle is completed by the
	// next. [migrate-stopped]
	// Data of a newer version are refused with ErrSchema, and not written
	// to. [migrate-newer]
	// Data whose steps were not those of the program are refused with ErrSchema,
	// and not written to. [migrate-drift]
	Migrate(ctx context.Context) error
}

// What Store makes of a backend that keeps the contract. The suite tries it on
// each adapter, for here is where a small gap does its harm:
//
// A command that is repeated has the first answer and no second
// effect. [store-replay]
// A command's ID with another request is refused with ErrConflict. [store-request]
// A command sent by several at once takes effect once. [store-race]
// A commit whose answer is lost is resolved to exactly one
// effect. [store-unknown]
// An attempt that the engine gave up, or that was overtaken, is run
// again. [store-retry]
// A cursor goes on where it ended, also when the data were opened again; a changed
// or a foreign one is refused. [store-cursor]
// The chain of every shard verifies. [store-chain]
// What is beyond a limit or malformed is refused before the backend sees it, to be
// written and to be read. [store-limits]
// Data that were written with another index key, another hash or another number of
// shards are refused with ErrSchema. [store-options]
// An optional ability that answers ErrUnsupported is one that is not there: Store
// goes the way that every backend has. [store-abilities]

// As finds an optional ability T in b, looking through wrappers that have a
// method Unwrap() Backend. A wrapper that must not be passed by implements T
// itself, and returns ErrUnsupported where what it wraps has no T: Store then does
// as if there were none.
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
