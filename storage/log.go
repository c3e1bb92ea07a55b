package storage

// A LogEntry is one entry of a log shard. Entries are only ever appended and
// their sequence numbers are dense, so commit order is reading order: a
// consumer that remembers the last Seq of each shard misses nothing.
type LogEntry struct {
	Seq        uint64 // 1 is the first of the shard
	RecordedAt Instant
	Type       uint16
	Hash       [32]byte // chains the entry to its predecessor; made by Store
	Data       []byte
}

// A LogHead is the end of a log shard: the last entry's number and hash, or
// zeros for an empty shard.
type LogHead struct {
	Seq  uint64
	Hash [32]byte
}
