package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"math"

	"github.com/juzhuzheng/residence/storage"
)

// Get returns the current version.
func (t *tx) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	return t.record(ctx, k, getRecord, int64(k.Kind), k.ID)
}

// GetAsOf returns a past version.
func (t *tx) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	if at.Version > math.MaxInt64 {
		return storage.Record{}, &storage.NotFoundError{Key: k}
	}
	if at.Version != 0 {
		return t.record(ctx, k, getVersion, int64(k.Kind), k.ID, int64(at.Version))
	}
	return t.record(ctx, k, getInstant, int64(k.Kind), k.ID, int64(at.At))
}

func (t *tx) record(ctx context.Context, k storage.Key, s statement, args ...any) (storage.Record, error) {
	if err := t.ready(ctx); err != nil {
		return storage.Record{}, err
	}
	if k.Validate() != nil { // no such record can be there; engines may stumble over its bytes
		return storage.Record{}, &storage.NotFoundError{Key: k}
	}
	var h headerRow
	var body []byte
	if err := t.one(ctx, &storage.NotFoundError{Key: k}, append(h.into(), &body), s, args...); err != nil {
		return storage.Record{}, err
	}
	header, err := h.header(k.Kind)
	if err != nil {
		return storage.Record{}, err
	}
	return storage.Record{Header: header, Body: body}, nil
}

// Header returns the current header.
func (t *tx) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	if err := t.ready(ctx); err != nil {
		return storage.Header{}, err
	}
	if k.Validate() != nil {
		return storage.Header{}, &storage.NotFoundError{Key: k}
	}
	var h headerRow
	if err := t.one(ctx, &storage.NotFoundError{Key: k}, h.into(), getHeader, int64(k.Kind), k.ID); err != nil {
		return storage.Header{}, err
	}
	return h.header(k.Kind)
}

// Counts counts the entries of the index by district and status.
func (t *tx) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	if err := t.ready(ctx); err != nil {
		return nil, err
	}
	if k == 0 {
		return nil, &storage.InvalidError{Field: "kind", Rule: "must not be zero"}
	}
	var out []storage.Count
	rows, err := t.query(ctx, counts, int64(k))
	err = t.each(ctx, rows, err, func(r *sql.Rows) error {
		var district, status, n int64
		if err := r.Scan(&district, &status, &n); err != nil {
			return err
		}
		out = append(out, storage.Count{District: storage.District(district), Status: uint8(status), N: n})
		return nil
	})
	return out, err
}

// Log reads entries of a shard.
func (t *tx) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	if err := t.ready(ctx); err != nil {
		return nil, err
	}
	if err := storage.ValidateLogPage(from, limit); err != nil {
		return nil, err
	}
	if from > math.MaxInt64 {
		return nil, nil
	}
	var out []storage.LogEntry
	rows, err := t.query(ctx, readLog, int64(shard), int64(from), int64(limit))
	err = t.each(ctx, rows, err, func(r *sql.Rows) error {
		e, err := scanEntry(r)
		out = append(out, e)
		return err
	})
	return out, err
}

// LogHead returns the end of a shard. In an Update it also locks it, so that of
// writers who go on to append none has to begin again.
func (t *tx) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	if err := t.ready(ctx); err != nil {
		return storage.LogHead{}, err
	}
	s := readHead
	if t.locking {
		s = lockHead
	}
	var seq int64
	var hash []byte
	rows, err := t.query(ctx, s, int64(shard))
	err = t.each(ctx, rows, err, func(r *sql.Rows) error { return r.Scan(&seq, &hash) })
	if err != nil || seq == 0 {
		return storage.LogHead{}, err
	}
	head := storage.LogHead{Seq: uint64(seq)}
	head.Hash, err = hashOf(hash)
	return head, err
}

// Command returns a saved result.
func (t *tx) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	if err := t.ready(ctx); err != nil {
		return storage.CommandResult{}, err
	}
	if id.Validate() != nil {
		return storage.CommandResult{}, storage.ErrNotFound
	}
	c, err := scanCommand(t.queryRow(ctx, getCommand, string(id)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return storage.CommandResult{}, storage.ErrNotFound
	}
	return c, t.b.before(ctx, err)
}

// Commands lists saved results in the order of their IDs.
func (t *tx) Commands(ctx context.Context, after storage.CommandID, limit int) ([]storage.CommandResult, error) {
	if err := t.ready(ctx); err != nil {
		return nil, err
	}
	if err := storage.ValidateLimit(limit); err != nil {
		return nil, err
	}
	if after != "" {
		if err := after.Validate(); err != nil {
			return nil, err
		}
	}
	var out []storage.CommandResult
	rows, err := t.query(ctx, listCommands, string(after), int64(limit))
	err = t.each(ctx, rows, err, func(r *sql.Rows) error {
		c, err := scanCommand(r.Scan)
		out = append(out, c)
		return err
	})
	return out, err
}
