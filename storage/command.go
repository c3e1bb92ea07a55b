package storage

// A CommandID is the idempotency key of one request: 1 to 128 bytes of visible
// ASCII, chosen by the caller and compared byte by byte. A UUID serves well.
type CommandID string

// A CommandResult is the stored outcome of one request. Digest identifies what
// was asked, Result is what was answered.
type CommandResult struct {
	ID         CommandID
	Digest     [32]byte
	RecordedAt Instant
	Result     []byte
}
