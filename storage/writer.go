package storage

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
)

// A Writer reads and writes in one transaction. It is used by one goroutine
// and ends with the closure it was given to. After an error of a method that
// writes (Put, PutStored, Erase, Log, Disclose) the whole Update fails, whatever
// the closure makes of it: half of what it meant to write would be no act.
type Writer struct {
	Reader
	tx     Tx
	now    Instant
	seen   map[Key]Version // versions this transaction has read
	puts   int
	logged int
	failed error                 // the first of a method that writes
	ended  atomic.Bool           // the closure has returned; somebody may still hold the Writer
	log    map[uint16][]LogEntry // appended at the end, so that shards stay locked briefly
}

// Now returns the instant of the command. It is the same for all of its
// attempts and is the default of RecordedAt.
func (w *Writer) Now() Instant { return w.now }

// Header is Reader.Header.
func (w *Writer) Header(ctx context.Context, kind Kind, id string) (Header, error) {
	h, err := w.Reader.Header(ctx, kind, id)
	if err == nil {
		w.saw(h.Key(), h.Version)
	}
	return h, err
}

// Get is Reader.Get.
func (w *Writer) Get(ctx context.Context, kind Kind, id string) (Record, error) {
	r, err := w.Reader.Get(ctx, kind, id)
	if err == nil {
		w.saw(r.Key(), r.Version)
	}
	return r, err
}

func (w *Writer) saw(k Key, v Version) {
	if w.seen == nil {
		w.seen = make(map[Key]Version)
	}
	w.seen[k] = v
}

// Put writes the next version of a record and returns its header. expect is
// the version the caller has decided on, 0 if the record must not exist.
//
// Put sets Version. It sets RecordedAt to Now if it is zero; if the record
// already has a later one, to that, so that versions are in order of time even
// when clocks are not. The body is sealed; the log gets a LogPut entry.
//
// The error wraps ErrConflict if the version or the unique key is taken,
// ErrTooLarge or ErrInvalid if the record breaks a limit, and ErrErased if the
// record was erased: it is not continued.
func (w *Writer) Put(ctx context.Context, r Record, expect Version) (Header, error) {
	h, err := w.put(ctx, r, expect)
	return h, w.fail(err)
}

// fail remembers the first error of a method that writes.
func (w *Writer) fail(err error) error {
	if w.failed == nil {
		w.failed = err
	}
	return err
}

func (w *Writer) put(ctx context.Context, r Record, expect Version) (Header, error) {
	r.Version = expect + 1
	if r.RecordedAt == 0 {
		r.RecordedAt = w.now
	}
	if err := r.Header.Validate(); err != nil {
		return Header{}, err
	}
	if len(r.Body) > MaxBody {
		return Header{}, &LimitError{"body", len(r.Body), MaxBody}
	}
	if w.puts++; w.puts > MaxTxPuts {
		return Header{}, &LimitError{"puts of a transaction", w.puts, MaxTxPuts}
	}
	before, err := w.follows(ctx, r.Key(), expect)
	if err != nil {
		return Header{}, err
	}
	r.RecordedAt = max(r.RecordedAt, before.RecordedAt)
	sealed, err := w.store.sealer(r.Kind).Seal(ctx, r.Key(), r.Body, appendHeader(nil, &r.Header))
	if err != nil {
		return Header{}, err
	}
	if len(sealed) > MaxStoredBody {
		return Header{}, &LimitError{"sealed body", len(sealed), MaxStoredBody}
	}
	r.Body = sealed
	if err := w.tx.Put(ctx, r, expect); err != nil {
		return Header{}, w.overtaken(err, r.Key(), expect)
	}
	w.saw(r.Key(), r.Version)
	return r.Header, w.enter(w.store.Shard(&r.Header), LogPut, w.store.putData(&r))
}

// follows returns the header that the next version of a record follows, the zero
// Header for a first one, whose data key it makes. Nothing follows a tombstone, and
// no record has a second first version: both are seen here, before the vault is
// asked for anything.
func (w *Writer) follows(ctx context.Context, k Key, expect Version) (Header, error) {
	keeper, keeps := w.store.sealer(k.Kind).(KeyDestroyer)
	if expect == 0 && !keeps {
		return Header{}, nil
	}
	var before Record
	var err error
	if keeps && expect > 0 {
		before, err = w.Reader.tx.Get(ctx, k) // a tombstone is known by its body
	} else {
		before.Header, err = w.Reader.tx.Header(ctx, k)
	}
	wrong := &ConflictError{Kind: ConflictVersion, Key: k, Have: uint64(before.Version), Want: uint64(expect)}
	switch {
	case errors.Is(err, ErrNotFound) && expect == 0:
		return Header{}, keeper.CreateKey(ctx, k)
	case errors.Is(err, ErrNotFound):
		return Header{}, wrong
	case err != nil:
		return Header{}, err
	case before.Version != expect:
		return Header{}, w.overtaken(wrong, k, expect)
	}
	return before.Header, w.store.unlessErased(&before)
}

// overtaken turns a version conflict into a retry if this transaction itself
// had read the expected version: then nobody decided on old data, another
// transaction only came between. An engine that reads a fresh snapshot for
// each statement can do that.
func (w *Writer) overtaken(err error, k Key, expect Version) error {
	var c *ConflictError
	if v, ok := w.seen[k]; ok && v == expect && errors.As(err, &c) && c.Kind == ConflictVersion {
		return &overtakenError{err}
	}
	return err
}

// An overtakenError is an ErrRetry that keeps its cause.
type overtakenError struct{ cause error }

func (e *overtakenError) Error() string   { return e.cause.Error() }
func (e *overtakenError) Unwrap() []error { return []error{ErrRetry, e.cause} }

// Log adds an entry of the domain's own type (LogDomain or above) to a shard.
// The data must not contain a person's data: the log is not sealed. The entry
// is written when the closure has returned.
func (w *Writer) Log(shard uint16, typ uint16, data []byte) error {
	if typ < LogDomain {
		return w.fail(&InvalidError{"log type", "must be LogDomain or above"})
	}
	return w.fail(w.enter(shard, typ, slices.Clone(data)))
}

// Disclose enters in the log that a person's data are shown. The error wraps
// ErrInvalid if the actor, the purpose or the fields are missing, and ErrErased
// if there is a detail and the record's key was destroyed.
func (w *Writer) Disclose(ctx context.Context, d Disclosure) error {
	return w.fail(w.disclose(ctx, d))
}

func (w *Writer) disclose(ctx context.Context, d Disclosure) error {
	if err := d.validate(); err != nil {
		return err
	}
	h, err := w.Reader.Header(ctx, d.Kind, d.ID)
	if err != nil {
		return err
	}
	if err := w.store.sealDetail(ctx, &d); err != nil {
		return err
	}
	data, err := Encode(d)
	if err != nil {
		return err
	}
	return w.enter(w.store.Shard(&h), LogDisclosure, data)
}

func (w *Writer) enter(shard, typ uint16, data []byte) error {
	if w.ended.Load() {
		return ErrClosed
	}
	if err := w.store.hasShard(shard); err != nil {
		return err
	}
	if len(data) > MaxLogData {
		return &LimitError{"log data", len(data), MaxLogData}
	}
	if w.logged++; w.logged > MaxTxLog {
		return &LimitError{"log entries of a transaction", w.logged, MaxTxLog}
	}
	if w.log == nil {
		w.log = make(map[uint16][]LogEntry, 1)
	}
	w.log[shard] = append(w.log[shard], LogEntry{RecordedAt: w.now, Type: typ, Data: data})
	return nil
}

// flush appends what was entered, shard by shard in ascending order: writers
// that lock in one order do not wait for each other in a circle.
func (w *Writer) flush(ctx context.Context) error {
	shards := make([]uint16, 0, len(w.log))
	for shard := range w.log {
		shards = append(shards, shard)
	}
	slices.Sort(shards)
	for _, shard := range shards {
		head, err := w.tx.LogHead(ctx, shard)
		if err != nil {
			return err
		}
		entries, prev := w.log[shard], head.Hash
		if entries[0].Type == LogStore && head.Seq > 0 {
			return ErrRetry // another first Update was faster
		}
		for i := range entries {
			entries[i].Seq = head.Seq + 1 + uint64(i)
			entries[i].Hash = w.store.chainHash(shard, prev, &entries[i])
			prev = entries[i].Hash
		}
		err = w.tx.Append(ctx, shard, head.Seq, entries)
		var c *ConflictError
		if errors.As(err, &c) && c.Kind == ConflictSequence {
			return &overtakenError{err}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
