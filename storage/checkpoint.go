package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
)

// A Checkpoint is where every shard of the log ended at one moment. It is for
// somebody outside the database to keep: a chain that was rewritten as a whole,
// or cut at its end, is whole again, and only a checkpoint shows that it is not
// the one of before.
//
// It holds hashes and numbers, never a person's data, and may be published. Its
// text form (MarshalText) is lines for people and programs; Root is 32 bytes that
// stand for all of it, where a whole checkpoint is too long to keep.
type Checkpoint struct {
	// Hash is the name of Options.ChainHash.
	Hash string
	// At is when it was taken, by the store's clock.
	At Instant
	// Heads has the end of each shard, in the order of the shards.
	Heads []LogHead
	// Root is the hash, with the function named Hash, of all the rest.
	Root [32]byte
}

// checkpointForm is the first line of the text form.
const checkpointForm = "residence storage checkpoint 1"

// Checkpoint returns where all shards end now, in one snapshot. It verifies
// nothing: see VerifyAll. The error is an OptionsError if the data were written
// with another ChainHash or number of Shards.
func (s *Store) Checkpoint(ctx context.Context) (c Checkpoint, err error) {
	heads := make([]LogHead, s.o.Shards)
	at := InstantOf(s.o.Clock())
	err = s.audit(ctx, func(ctx context.Context, tx ReadTx, _ bool) (err error) {
		for shard := range heads {
			if heads[shard], err = tx.LogHead(ctx, uint16(shard)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Checkpoint{}, err
	}
	return s.checkpoint(at, heads), nil
}

func (s *Store) checkpoint(at Instant, heads []LogHead) Checkpoint {
	c := Checkpoint{Hash: s.o.ChainHash.Name, At: at, Heads: heads}
	c.Root = s.root(&c)
	return c
}

// root is H(0x01 || form || name || at || shards || each head). A link of a chain
// begins with 0x00, so that neither can be taken for the other.
func (s *Store) root(c *Checkpoint) (sum [32]byte) {
	b := appendText([]byte{1}, checkpointForm)
	b = appendText(b, c.Hash)
	b = binary.BigEndian.AppendUint64(b, uint64(c.At))
	b = binary.BigEndian.AppendUint16(b, uint16(len(c.Heads)))
	for i := range c.Heads {
		b = binary.BigEndian.AppendUint64(b, c.Heads[i].Seq)
		b = append(b, c.Heads[i].Hash[:]...)
	}
	h := s.o.ChainHash.New()
	h.Write(b)
	h.Sum(sum[:0])
	return sum
}

// ours refuses a checkpoint of another store, or one that was changed.
func (s *Store) ours(c *Checkpoint) error {
	switch {
	case c.Hash != s.o.ChainHash.Name:
		return fmt.Errorf("%w: the checkpoint has another hash than Options.ChainHash", ErrSchema)
	case len(c.Heads) != int(s.o.Shards):
		return &InvalidError{"checkpoint", "must have as many shards as the store"}
	case c.Root != s.root(c):
		return &InvalidError{"checkpoint", "has a root that is not that of its heads: it was changed"}
	}
	return nil
}

// VerifyAll verifies every shard from its first entry, as Verify does, and that
// each checkpoint somebody kept lies on its chain. It returns a checkpoint of the
// heads it arrived at, to be kept in their place.
//
// The error wraps ErrCorrupt and is a CorruptError that names the shard and the
// sequence number of the first entry that is missing or is another one;
// ErrInvalid or ErrSchema if a checkpoint is not one of this store, or was
// changed.
func (s *Store) VerifyAll(ctx context.Context, kept ...Checkpoint) (Checkpoint, error) {
	for i := range kept {
		if err := s.ours(&kept[i]); err != nil {
			return Checkpoint{}, err
		}
	}
	at := InstantOf(s.o.Clock())
	heads := make([]LogHead, s.o.Shards)
	for i := range heads {
		shard := uint16(i)
		head, err := s.walk(ctx, shard, LogHead{}, func(now LogHead) error { return passes(shard, now, kept) })
		if err == nil {
			err = reaches(shard, head, kept)
		}
		if err != nil {
			return Checkpoint{}, err
		}
		heads[i] = head
	}
	return s.checkpoint(at, heads), nil
}

// VerifySince is VerifyAll for what came after a checkpoint. What came before is
// taken as right: only that the entry where each shard ended then still is there
// is looked at. It is the short check between two long ones.
func (s *Store) VerifySince(ctx context.Context, kept Checkpoint) (Checkpoint, error) {
	if err := s.ours(&kept); err != nil {
		return Checkpoint{}, err
	}
	at := InstantOf(s.o.Clock())
	heads := make([]LogHead, s.o.Shards)
	for i := range heads {
		shard := uint16(i)
		if err := s.stands(ctx, shard, kept); err != nil {
			return Checkpoint{}, err
		}
		head, err := s.walk(ctx, shard, kept.Heads[i], nil)
		if err != nil {
			return Checkpoint{}, err
		}
		heads[i] = head
	}
	return s.checkpoint(at, heads), nil
}

// passes checks the heads of the checkpoints that end at this very entry.
func passes(shard uint16, now LogHead, kept []Checkpoint) error {
	for i := range kept {
		if was := kept[i].Heads[shard]; was.Seq == now.Seq && was.Hash != now.Hash {
			return &CorruptError{Shard: shard, Seq: now.Seq, What: "is another one than the checkpoint has: the shard was written anew"}
		}
	}
	return nil
}

// reaches checks that a shard is at least as long as it was.
func reaches(shard uint16, end LogHead, kept []Checkpoint) error {
	for i := range kept {
		if kept[i].Heads[shard].Seq > end.Seq {
			return &CorruptError{Shard: shard, Seq: end.Seq + 1, What: "is missing, and the checkpoint has it: the shard was cut"}
		}
	}
	return nil
}

// stands checks that the entry a checkpoint ends at is still there.
func (s *Store) stands(ctx context.Context, shard uint16, kept Checkpoint) error {
	was := kept.Heads[shard]
	if was.Seq == 0 {
		return nil
	}
	return s.audit(ctx, func(ctx context.Context, tx ReadTx, _ bool) error {
		entries, err := tx.Log(ctx, shard, was.Seq, 1)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			end, err := tx.LogHead(ctx, shard)
			if err != nil {
				return err
			}
			// A head that still tells of the entry does not bring it back.
			return reaches(shard, LogHead{Seq: min(end.Seq, was.Seq-1)}, []Checkpoint{kept})
		}
		return passes(shard, LogHead{was.Seq, entries[0].Hash}, []Checkpoint{kept})
	})
}

// MarshalText gives the checkpoint as lines: its form, the hash with the number
// of shards and the moment, the root, and each shard that is not empty with its
// number, its last sequence number and its hash. The error wraps ErrInvalid if
// the clock gave a year that is not one of four digits.
func (c Checkpoint) MarshalText() ([]byte, error) {
	if y := c.At.Time().Year(); y < 0 || y > 9999 {
		return nil, &InvalidError{"checkpoint", "must be of a year of four digits"}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s %d %s\nroot %x\n", checkpointForm, c.Hash, len(c.Heads), c.At.Time().Format(time.RFC3339Nano), c.Root)
	for shard, h := range c.Heads {
		if h != (LogHead{}) {
			fmt.Fprintf(&b, "%d %d %x\n", shard, h.Seq, h.Hash)
		}
	}
	return b.Bytes(), nil
}

// UnmarshalText reads what MarshalText gave and nothing else; on error, which
// wraps ErrInvalid, c keeps its value. That the root is that of the heads is
// checked by the methods of Store, which know the hash.
func (c *Checkpoint) UnmarshalText(text []byte) error {
	read, err := parseCheckpoint(text)
	if err != nil {
		return err
	}
	*c = read
	return nil
}

var errCheckpoint = &InvalidError{"checkpoint", "must have the lines of its text form"}

func parseCheckpoint(text []byte) (c Checkpoint, err error) {
	lines := bytes.Split(text, []byte("\n"))
	if len(lines) < 4 || string(lines[0]) != checkpointForm || len(lines[len(lines)-1]) != 0 {
		return Checkpoint{}, errCheckpoint
	}
	facts := bytes.Split(lines[1], []byte(" "))
	if len(facts) != 3 {
		return Checkpoint{}, errCheckpoint
	}
	shards, err := strconv.ParseUint(string(facts[1]), 10, 16)
	if err != nil {
		return Checkpoint{}, errCheckpoint
	}
	at, err := time.Parse(time.RFC3339Nano, string(facts[2]))
	if err != nil {
		return Checkpoint{}, errCheckpoint
	}
	c = Checkpoint{Hash: string(facts[0]), At: InstantOf(at), Heads: make([]LogHead, shards)}
	root, ok := bytes.CutPrefix(lines[2], []byte("root "))
	if !ok || !unhex(&c.Root, root) {
		return Checkpoint{}, errCheckpoint
	}
	for _, line := range lines[3 : len(lines)-1] {
		parts := bytes.Split(line, []byte(" "))
		if len(parts) != 3 {
			return Checkpoint{}, errCheckpoint
		}
		shard, err := strconv.ParseUint(string(parts[0]), 10, 16)
		if err != nil || shard >= shards {
			return Checkpoint{}, errCheckpoint
		}
		h := &c.Heads[shard]
		if h.Seq, err = strconv.ParseUint(string(parts[1]), 10, 63); err != nil || !unhex(&h.Hash, parts[2]) {
			return Checkpoint{}, errCheckpoint
		}
	}
	// One checkpoint has one text.
	if again, err := c.MarshalText(); err != nil || !bytes.Equal(again, text) {
		return Checkpoint{}, errCheckpoint
	}
	return c, nil
}

func unhex(to *[32]byte, text []byte) bool {
	if len(text) != hex.EncodedLen(len(to)) {
		return false
	}
	_, err := hex.Decode(to[:], text)
	return err == nil
}
