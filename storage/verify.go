package storage

import (
	"context"
	"errors"
)

// Verify reads a whole log shard, checks that no entry was changed, removed or
// moved, and that every version it names is still stored as it was. It returns
// the head it arrived at. The error wraps ErrCorrupt and names shard and sequence
// number; it is an OptionsError if the log was written with another ChainHash or
// number of Shards, and wraps ErrInvalid if there is no such shard. The keys need
// not be those of the store.
//
// A chain that was rewritten as a whole, or cut at its end, is whole again: only
// what somebody kept outside the database shows that (see Checkpoint).
func (s *Store) Verify(ctx context.Context, shard uint16) (LogHead, error) {
	if err := s.hasShard(shard); err != nil {
		return LogHead{}, err
	}
	return s.walk(ctx, shard, LogHead{}, nil)
}

// walk verifies a shard from just after a head that is taken as right, and hands
// each head it arrives at to at.
func (s *Store) walk(ctx context.Context, shard uint16, head LogHead, at func(LogHead) error) (LogHead, error) {
	for {
		seen := head
		err := s.audit(ctx, func(ctx context.Context, tx ReadTx, marked bool) error {
			head = seen // the closure may run again
			entries, err := tx.Log(ctx, shard, head.Seq+1, MaxPage)
			if err != nil {
				return err
			}
			if !marked && len(entries) > 0 {
				return &CorruptError{Seq: 1, What: "is missing"}
			}
			for i := range entries {
				if err := s.verifyEntry(ctx, tx, shard, &head, &entries[i]); err != nil {
					return err
				}
				if at != nil {
					if err := at(head); err != nil {
						return err
					}
				}
			}
			if len(entries) == MaxPage {
				return nil
			}
			end, err := tx.LogHead(ctx, shard)
			if err == nil && end != head {
				err = &CorruptError{Shard: shard, Seq: head.Seq + 1, What: "log head does not match the last entry"}
			}
			return err
		})
		if err != nil || head.Seq-seen.Seq < MaxPage {
			return head, err
		}
	}
}

func (s *Store) verifyEntry(ctx context.Context, tx ReadTx, shard uint16, head *LogHead, e *LogEntry) error {
	fault := func(what string) error {
		return &CorruptError{Shard: shard, Seq: head.Seq + 1, What: what}
	}
	if e.Seq != head.Seq+1 {
		return fault("is missing")
	}
	if shard == 0 && e.Seq == 1 {
		if err := s.checkMark(e, false); err != nil {
			return err
		}
	}
	if s.chainHash(shard, head.Hash, e) != e.Hash {
		return fault("was changed, or the one before it")
	}
	if e.Type == LogPut {
		p, err := ParsePut(e)
		if err != nil {
			return fault("does not name a version")
		}
		r, err := tx.GetAsOf(ctx, p.Key, AsOf{Version: p.Version})
		if errors.Is(err, ErrNotFound) {
			return fault("names a version that is gone")
		}
		if err != nil {
			return err
		}
		if s.recordDigest(&r) != p.Digest {
			return fault("names a version that was changed")
		}
	}
	*head = LogHead{e.Seq, e.Hash}
	return nil
}
