package storage

// The published limits. A backend accepts everything within them exactly as
// given and refuses what is beyond; nothing is ever shortened.
const (
	// MaxID is the longest record ID, in bytes.
	MaxID = 128
	// MaxBody is the longest body a caller may put through Store, in bytes.
	MaxBody = 64 << 10
	// MaxSealOverhead is how much a Sealer may add to a body, in bytes.
	MaxSealOverhead = 512
	// MaxStoredBody is the longest body (or command result) a backend must
	// accept, in bytes.
	MaxStoredBody = MaxBody + MaxSealOverhead
	// MaxPage is the most rows one Scan or Log call returns.
	MaxPage = 1000
	// MaxShards is the most log shards a store may have: some programs hold
	// something of each of them at once.
	MaxShards = 1024
	// MaxTxPuts is the most records one transaction writes.
	MaxTxPuts = 500
	// MaxTxLog is the most log entries one transaction appends. The first of a
	// store has one of its own among them (LogStore).
	MaxTxLog = 1000
	// MaxLogData is the longest data of one log entry, in bytes.
	MaxLogData = 16 << 10
	// MaxCommandID is the longest command ID, in bytes.
	MaxCommandID = 128
)
