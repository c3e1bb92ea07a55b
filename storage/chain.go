package storage

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// The types of log entries. A domain numbers its own from LogDomain on.
const (
	LogPut        uint16 = 1   // a version was written: its key, version and digest
	LogDisclosure uint16 = 2   // a person's data were shown: see Disclosure
	LogDomain     uint16 = 256 // the first type free for the domain
)

// chainHash is H(0x00 || shard || seq || prev || entry). All fields before the
// data have a fixed length, so no two entries have the same input.
func chainHash(shard uint16, prev [32]byte, e *LogEntry) (sum [32]byte) {
	var b [1 + 2 + 8 + 32 + 8 + 2]byte
	binary.BigEndian.PutUint16(b[1:], shard)
	binary.BigEndian.PutUint64(b[3:], e.Seq)
	copy(b[11:], prev[:])
	binary.BigEndian.PutUint64(b[43:], uint64(e.RecordedAt))
	binary.BigEndian.PutUint16(b[51:], e.Type)
	h := sha256.New()
	h.Write(b[:])
	h.Write(e.Data)
	h.Sum(sum[:0])
	return sum
}

// recordDigest stands in the log for a version. It covers the body as stored,
// so the log can be checked without any key, and after a key is destroyed.
func recordDigest(r *Record) (sum [32]byte) {
	h := sha256.New()
	h.Write(appendHeader(nil, &r.Header))
	h.Write(r.Body)
	h.Sum(sum[:0])
	return sum
}

func putData(r *Record) []byte {
	b := binary.BigEndian.AppendUint16(nil, uint16(r.Kind))
	b = appendText(b, r.ID)
	b = binary.BigEndian.AppendUint64(b, uint64(r.Version))
	sum := recordDigest(r)
	return append(b, sum[:]...)
}

// A PutEntry is the content of a LogPut entry.
type PutEntry struct {
	Key     Key
	Version Version
	Digest  [32]byte // of the header and the body as stored
}

// ParsePut reads the data of a LogPut entry, or returns ErrSchema.
func ParsePut(e *LogEntry) (p PutEntry, err error) {
	b := e.Data
	if e.Type != LogPut || len(b) < 4 {
		return p, ErrSchema
	}
	n := int(binary.BigEndian.Uint16(b[2:]))
	if len(b) != 4+n+8+32 {
		return p, ErrSchema
	}
	p.Key = Key{Kind(binary.BigEndian.Uint16(b)), string(b[4 : 4+n])}
	p.Version = Version(binary.BigEndian.Uint64(b[4+n:]))
	copy(p.Digest[:], b[4+n+8:])
	return p, nil
}

// Verify reads a whole log shard, checks that no entry was changed, removed or
// moved, and that every version it names is still stored as it was. It returns
// the head it arrived at; keep heads outside the database and compare, for
// only that shows a chain that was rewritten as a whole or cut at its end.
// The error wraps ErrCorrupt and names shard and sequence number.
func (s *Store) Verify(ctx context.Context, shard uint16) (LogHead, error) {
	var head LogHead
	for {
		seen := head
		err := s.view(ctx, func(ctx context.Context, tx ReadTx) error {
			head = seen // the closure may run again
			entries, err := tx.Log(ctx, shard, head.Seq+1, MaxPage)
			if err != nil {
				return err
			}
			for i := range entries {
				if err := verifyEntry(ctx, tx, shard, &head, &entries[i]); err != nil {
					return err
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

func verifyEntry(ctx context.Context, tx ReadTx, shard uint16, head *LogHead, e *LogEntry) error {
	fault := func(what string) error {
		return &CorruptError{Shard: shard, Seq: head.Seq + 1, What: what}
	}
	if e.Seq != head.Seq+1 {
		return fault("is missing")
	}
	if chainHash(shard, head.Hash, e) != e.Hash {
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
		if recordDigest(&r) != p.Digest {
			return fault("names a version that was changed")
		}
	}
	*head = LogHead{e.Seq, e.Hash}
	return nil
}
