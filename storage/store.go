package storage

import (
	"context"
	"errors"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// Options configure a Store. Sealer and IndexKey are required; every other
// field may be left zero.
type Options struct {
	// Sealer seals bodies and command results: an Envelope, an AESGCM, or
	// StoredOpen{} if bodies are to be readable in the database. Only a
	// KeyDestroyer, as an Envelope is, can erase a record.
	Sealer Sealer
	// Sealers gives single kinds a sealer of their own, for their bodies and for
	// the results of commands of that Command.Kind: who holds the keys of the
	// others cannot read these. All other kinds have Sealer.
	Sealers map[Kind]Sealer
	// IndexKey is the 32-byte secret of blind indexes, cursors, request digests
	// and tombstones. Data written with another one are refused with an
	// OptionsError, for no record would be found by its holder any more.
	IndexKey []byte
	// IndexHash is the hash of all that is made with IndexKey, used with it in
	// HMAC; zero means SHA-256. Data written with another one are refused.
	IndexHash Hash
	// ChainHash is the hash of the log, of the digests in it and of
	// checkpoints; zero means SHA-256. Data written with another one are refused.
	ChainHash Hash
	// Shards is the number of log shards, at most MaxShards; 0 means 64. Data
	// written with another number are refused.
	Shards uint16
	// ReadOnly makes Update return ErrReadOnly.
	ReadOnly bool
	// Clock gives the instant of RecordedAt; nil means time.Now. No rule of
	// law reads it.
	Clock func() time.Time
	// Sleep waits between attempts and returns early, with ctx's error, if
	// ctx ends; nil means a timer.
	Sleep func(ctx context.Context, d time.Duration) error
	// Rand returns a number in [0, 1) for jitter; nil means math/rand/v2.
	Rand func() float64
	// Attempts is how often a closure may run; 0 means 10.
	Attempts int
	// Observe, if not nil, is told of each attempt that did not succeed.
	Observe func(Attempt)

	_ struct{}
}

// An Attempt is an attempt that did not succeed, for a metric.
type Attempt struct {
	Number int
	Err    error
	Wait   time.Duration // before the next; 0 if there is none
}

// DefaultShards is the number of log shards if Options names none. Writers of
// one shard wait for each other, so it bounds how many commit at once.
const DefaultShards = 64

// A Store is the registry's way to its records. It is safe for use by many
// goroutines. Create it with New.
type Store struct {
	backend Backend
	header  HeaderReader // nil if the backend has no short way
	keys    *keys        // behind a pointer, where fmt does not go
	o       Options
	// ownVaults has the kinds of results whose vault was seen to be the right one.
	ownVaults sync.Map
	mark      mark
	// What the data were written with was seen to be what this store has: the
	// number of shards and the hash of the chain, and the index as well.
	audited, bound atomic.Bool
}

// New returns a store over a backend. It returns an error that wraps
// ErrInvalid if the sealer or the index key is missing, and ErrTooLarge if there are
// more than MaxShards shards.
func New(b Backend, o Options) (*Store, error) {
	switch {
	case b == nil:
		return nil, &InvalidError{"backend", "must not be nil"}
	case o.Sealer == nil:
		return nil, &InvalidError{"sealer", "must be chosen: an AESGCM, or StoredOpen{}"}
	case o.Shards > MaxShards:
		return nil, &LimitError{"log shards", int(o.Shards), MaxShards}
	case o.Attempts < 0:
		return nil, &InvalidError{"attempts", "must not be negative"}
	}
	o.Sealers = maps.Clone(o.Sealers)
	for _, sealer := range o.Sealers {
		if sealer == nil {
			return nil, &InvalidError{"sealer of a kind", "must not be nil"}
		}
	}
	var err error
	if o.IndexHash, err = o.IndexHash.orDefault("index hash"); err != nil {
		return nil, err
	}
	if o.ChainHash, err = o.ChainHash.orDefault("chain hash"); err != nil {
		return nil, err
	}
	k, err := deriveKeys(o.IndexKey, o.IndexHash)
	if err != nil {
		return nil, err
	}
	o.IndexKey = nil
	if o.Shards == 0 {
		o.Shards = DefaultShards
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Rand == nil {
		o.Rand = rand.Float64
	}
	if o.Attempts == 0 {
		o.Attempts = 10
	}
	s := &Store{backend: b, keys: &k, o: o}
	s.mark = s.ownMark()
	s.header, _ = As[HeaderReader](b)
	return s, nil
}

// sealer is the one for a kind, of records or of results.
func (s *Store) sealer(k Kind) Sealer {
	if own, ok := s.o.Sealers[k]; ok {
		return own
	}
	return s.o.Sealer
}

// resultKind is the kind as which the results of commands of a kind are sealed: its
// own if it has a sealer of its own, else none. So there is one key for the results
// under each sealer, and Probe proves it.
func (s *Store) resultKind(k Kind) Kind {
	if _, own := s.o.Sealers[k]; own {
		return k
	}
	return 0
}

// Close closes the backend.
func (s *Store) Close() error { return s.backend.Close() }

// Check lets the backend examine its own data, or returns ErrUnsupported.
func (s *Store) Check(ctx context.Context) error {
	c, ok := As[Checker](s.backend)
	if !ok {
		return ErrUnsupported
	}
	return c.Check(ctx)
}

// Shards returns the number of log shards.
func (s *Store) Shards() uint16 { return s.o.Shards }

func (s *Store) hasShard(shard uint16) error {
	if shard >= s.o.Shards {
		return &InvalidError{"log shard", "must be below the number of shards"}
	}
	return nil
}

// Shard returns the log shard of a record: that of its holder if it has one,
// so that the history of one person stands in one order, else that of its key.
func (s *Store) Shard(h *Header) uint16 {
	f := fnv.New32a()
	if !h.Holder.IsZero() {
		f.Write(h.Holder[:])
	} else {
		f.Write([]byte{byte(h.Kind >> 8), byte(h.Kind)})
		f.Write([]byte(h.ID))
	}
	return uint16(f.Sum32() % uint32(s.o.Shards))
}

// Header returns the current header of a record, or ErrNotFound. It opens no
// body: verification of a card is this one call.
func (s *Store) Header(ctx context.Context, kind Kind, id string) (Header, error) {
	k := Key{kind, id}
	if err := k.Validate(); err != nil {
		return Header{}, err
	}
	if s.header != nil && s.bound.Load() {
		h, err := s.header.ReadHeader(ctx, k)
		if err == nil || !errors.Is(err, ErrRetry) && !errors.Is(err, ErrUnsupported) {
			return h, err
		}
	}
	return s.headerInView(ctx, k)
}

// headerInView keeps the closure, and what it drags to the heap, out of the
// short way.
func (s *Store) headerInView(ctx context.Context, k Key) (h Header, err error) {
	err = s.View(ctx, func(ctx context.Context, r *Reader) error {
		h, err = r.Header(ctx, k.Kind, k.ID)
		return err
	})
	return h, err
}

// Get returns the current version of a record with its body opened, or
// ErrNotFound.
func (s *Store) Get(ctx context.Context, kind Kind, id string) (r Record, err error) {
	err = s.View(ctx, func(ctx context.Context, rd *Reader) error {
		r, err = rd.Get(ctx, kind, id)
		return err
	})
	return r, err
}

// View calls fn with a consistent snapshot. fn may run more than once and must
// begin anew each time. Inside it use the context it is given. If
// Options.Attempts are used up the error is an AttemptsError. It is an
// OptionsError if the data were written with another index key, another hash or
// another number of shards; so it is wherever a Store reads or writes, but
// whoever verifies need not have the index key.
func (s *Store) View(ctx context.Context, fn func(ctx context.Context, r *Reader) error) error {
	return s.view(ctx, func(ctx context.Context, tx ReadTx) error {
		return fn(ctx, &Reader{store: s, tx: tx})
	})
}

// view is View without a Reader.
func (s *Store) view(ctx context.Context, fn func(context.Context, ReadTx) error) error {
	if s.bound.Load() {
		return s.snapshot(ctx, fn)
	}
	return s.snapshot(ctx, func(ctx context.Context, tx ReadTx) error {
		if _, err := s.marked(ctx, tx, true); err != nil {
			return err
		}
		return fn(ctx, tx)
	})
}

// audit is view for who verifies, and need not have the index key of the data. It
// tells fn whether the data have a mark.
func (s *Store) audit(ctx context.Context, fn func(ctx context.Context, tx ReadTx, marked bool) error) error {
	return s.snapshot(ctx, func(ctx context.Context, tx ReadTx) error {
		marked, err := s.marked(ctx, tx, false)
		if err != nil {
			return err
		}
		return fn(ctx, tx, marked)
	})
}

// errNotRun says that a backend called a transaction good that it never began.
var errNotRun = &CorruptError{What: "the backend reports success and has not run the closure"}

func (s *Store) snapshot(ctx context.Context, fn func(context.Context, ReadTx) error) error {
	for n := 1; ; n++ {
		ran := false
		err := s.backend.View(ctx, func(ctx context.Context, tx ReadTx) error {
			ran = true
			return fn(ctx, tx)
		})
		if err == nil && !ran {
			return errNotRun
		}
		if err == nil || !errors.Is(err, ErrRetry) {
			return err
		}
		if err := s.wait(ctx, n, err); err != nil {
			return err
		}
	}
}
