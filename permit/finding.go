package permit

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// A Ground is the code of what an authority is asked to find: lower-case
// letters, digits and hyphens, starting with a letter, up to 64 of them. The
// list is open, because so is the 等 of the draft; each package names the
// grounds its rules read. Empty is "none".
type Ground string

// maxGround is the longest ground in bytes.
const maxGround = 64

// valid reports whether the ground has the form of a code.
func (g Ground) valid() bool {
	if g == "" || len(g) > maxGround || g[0] < 'a' || g[0] > 'z' {
		return false
	}
	for i := range len(g) {
		if b := g[i]; b != '-' && (b < '0' || b > '9') && (b < 'a' || b > 'z') {
			return false
		}
	}
	return true
}

// A Finding (认定) is what an authority has found on something only a person may
// decide: whether a proof is true, whether circumstances are lighter, whether
// an open 等 covers a case. The library never makes one. It is comparable; the
// zero Finding is "none was asked for".
type Finding struct {
	Ground    Ground         `json:"ground,omitzero"`
	Authority Office         `json:"authority,omitzero"`
	Day       civil.Date     `json:"day,omitzero"` // the day of the finding
	Outcome   FindingOutcome `json:"outcome,omitzero"`
	Reference string         `json:"reference,omitzero"` // the authority's file
	Basis     Basis          `json:"basis,omitzero"`     // 23.1.e needs one; others may cite one
}

// IsZero reports whether there is no finding at all.
func (f Finding) IsZero() bool { return f == Finding{} }

// On is the answer of the finding as it stood on a day: Yes if it was
// established by then, No if it was found not to be so, FlagUnknown if it is
// open, made later, or has no day.
func (f Finding) On(day civil.Date) Flag {
	if !f.Day.OnOrBefore(day) {
		return FlagUnknown
	}
	switch f.Outcome {
	case Established:
		return Yes
	case NotEstablished:
		return No
	}
	return FlagUnknown
}

// Validate lists every fault at once. A ground is always needed. A finding that
// was made, either way, needs the authority, the day and the reference (reading
// A49); one that is open has no day yet.
func (f Finding) Validate() error {
	c := faultsIn("finding")
	switch {
	case f.Ground == "":
		c.Add("ground", "must be stated", ErrMissing)
	case !f.Ground.valid():
		c.Add("ground", "must be a code of up to "+strconv.Itoa(maxGround)+" lower-case letters, digits and hyphens", ErrText)
	}
	made := f.Outcome != Open
	if made || !f.Authority.IsZero() {
		c.Nested("authority", f.Authority.Validate())
	}
	if made {
		c.Require(!f.Day.IsZero(), "day", "must be stated for a finding that was made", ErrMissing)
	} else {
		c.Require(f.Day.IsZero(), "day", "must be empty while the finding is open", ErrContradiction)
	}
	oneOf(&c, "outcome", f.Outcome, false)
	c.public("reference", f.Reference, made)
	if !f.Basis.IsZero() {
		c.Nested("basis", f.Basis.Validate())
	}
	return c.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Finding) UnmarshalJSON(b []byte) error { return record.Decode("finding", b, f) }
