package storage

// Store calls these checks before an adapter sees anything; adapters may call
// them again.

// Validate checks the rules of a key: a kind, and an ID of 1 to MaxID bytes
// of 0-9, A-Z and '-'.
func (k Key) Validate() error {
	if k.Kind == 0 {
		return &InvalidError{"kind", "must not be zero"}
	}
	return validID("id", k.ID)
}

func validID(field, id string) error {
	if id == "" {
		return &InvalidError{field, "must not be empty"}
	}
	return validIDBytes(field, id)
}

func validIDBytes(field, id string) error {
	if len(id) > MaxID {
		return &LimitError{field, len(id), MaxID}
	}
	for i := range len(id) {
		c := id[i]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '-' {
			return &InvalidError{field, "may contain only 0-9, A-Z and '-'"}
		}
	}
	return nil
}

// Validate checks the rules of a header: its key, Ref as an ID or empty, and a
// version of at least 1.
func (h *Header) Validate() error {
	if err := h.Key().Validate(); err != nil {
		return err
	}
	if err := validIDBytes("ref", h.Ref); err != nil {
		return err
	}
	if h.Version == 0 || h.Version > maxCounter {
		return &InvalidError{"version", "must be from 1 to 2^63-1"}
	}
	return nil
}

// maxCounter bounds versions and sequence numbers: SQL integers are signed.
const maxCounter = 1<<63 - 1

// Validate checks the header and the length of the body as stored.
func (r *Record) Validate() error {
	if err := r.Header.Validate(); err != nil {
		return err
	}
	if len(r.Body) > MaxStoredBody {
		return &LimitError{"body", len(r.Body), MaxStoredBody}
	}
	return nil
}

// ValidatePut checks what Validate does, and that the version is the one after
// expect.
func (r *Record) ValidatePut(expect Version) error {
	if err := r.Validate(); err != nil {
		return err
	}
	if r.Version != expect+1 {
		return &InvalidError{"version", "must be one more than expected"}
	}
	return nil
}

// Validate checks that the index is declared, that the fields it matches are
// set, and that no other field is.
func (q *Query) Validate() error {
	if q.Kind == 0 {
		return &InvalidError{"query kind", "must not be zero"}
	}
	var holder, unique, ref, district, status bool
	switch q.Index {
	case ByID, ByDue:
	case ByHolder:
		holder = true
	case ByUnique:
		unique = true
	case ByRef:
		ref = true
	case ByStatus:
		status = true
	case ByDistrict:
		district = true
	case ByDistrictStatus:
		district, status = true, true
	default:
		return &InvalidError{"query index", "is not declared"}
	}
	switch {
	case holder == q.Holder.IsZero():
		return usedFault("query holder", holder)
	case unique == q.Unique.IsZero():
		return usedFault("query unique", unique)
	case ref == (q.Ref == ""):
		return usedFault("query ref", ref)
	case !district && q.District != 0: // district 0 and status 0 are values one may look for
		return usedFault("query district", false)
	case !status && q.Status != 0:
		return usedFault("query status", false)
	case !q.Index.Ranged() && (!q.DueFrom.IsZero() || !q.DueThrough.IsZero()):
		return usedFault("query due range", false)
	}
	return validIDBytes("query ref", q.Ref)
}

func usedFault(field string, used bool) error {
	if used {
		return &InvalidError{field, "must be set for this index"}
	}
	return &InvalidError{field, "is not used by this index and must be zero"}
}

// ValidatePage checks a position and a limit for q: the position's ID is an ID
// or empty, its day only set for a Ranged index, the limit 1 to MaxPage.
func (q *Query) ValidatePage(after Position, limit int) error {
	if err := q.Validate(); err != nil {
		return err
	}
	if !q.Index.Ranged() && !after.DueOn.IsZero() {
		return &InvalidError{"position", "has a day, but the index is not ordered by day"}
	}
	if after.ID == "" && !after.DueOn.IsZero() {
		return &InvalidError{"position", "has a day but no ID"}
	}
	if err := validIDBytes("position", after.ID); err != nil {
		return err
	}
	return ValidateLimit(limit)
}

// ValidateLimit checks that a page limit is 1 to MaxPage.
func ValidateLimit(limit int) error {
	if limit < 1 || limit > MaxPage {
		return &InvalidError{"limit", "must be from 1 to 1000"}
	}
	return nil
}

// ValidateLogPage checks that a reading of the log begins at 1 or later and that
// its limit is 1 to MaxPage.
func ValidateLogPage(from uint64, limit int) error {
	if from == 0 {
		return &InvalidError{"log sequence", "counts from 1"}
	}
	return ValidateLimit(limit)
}

// Validate checks the length and the bytes of a command ID.
func (id CommandID) Validate() error {
	if id == "" {
		return &InvalidError{"command ID", "must not be empty"}
	}
	if len(id) > MaxCommandID {
		return &LimitError{"command ID", len(id), MaxCommandID}
	}
	for i := range len(id) {
		if id[i] <= ' ' || id[i] > '~' {
			return &InvalidError{"command ID", "may contain only visible ASCII"}
		}
	}
	return nil
}

// Validate checks the ID and the length of the result as stored.
func (c *CommandResult) Validate() error {
	if err := c.ID.Validate(); err != nil {
		return err
	}
	if len(c.Result) > MaxStoredBody {
		return &LimitError{"command result", len(c.Result), MaxStoredBody}
	}
	return nil
}

// ValidateAppend checks that entries continue a shard after expect without a
// gap and that their data are within MaxLogData.
func ValidateAppend(expect uint64, entries []LogEntry) error {
	if len(entries) == 0 {
		return &InvalidError{"log entries", "must not be empty"}
	}
	if len(entries) > MaxTxLog {
		return &LimitError{"log entries", len(entries), MaxTxLog}
	}
	if expect > maxCounter-MaxTxLog {
		return &InvalidError{"log sequence", "must be below 2^63"}
	}
	for i := range entries {
		if entries[i].Seq != expect+1+uint64(i) {
			return &InvalidError{"log sequence", "must continue the shard without a gap"}
		}
		if n := len(entries[i].Data); n > MaxLogData {
			return &LimitError{"log data", n, MaxLogData}
		}
	}
	return nil
}
