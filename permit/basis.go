package permit

import "github.com/juzhuzheng/residence/permit/record"

// A Basis is the text an authority cites for what it found or did. It is
// comparable; the zero Basis is "none cited".
type Basis struct {
	Kind      BasisKind `json:"kind,omitzero"`
	Title     string    `json:"title,omitzero"`     // 中华人民共和国行政处罚法
	Provision string    `json:"provision,omitzero"` // 第三十三条第一款
}

// IsZero reports whether none is cited.
func (b Basis) IsZero() bool { return b == Basis{} }

// Validate lists every fault: a basis needs its rank and its title, so that
// somebody can look it up.
func (b Basis) Validate() error {
	c := faultsIn("basis")
	oneOf(&c, "kind", b.Kind, true)
	c.public("title", b.Title, true)
	c.public("provision", b.Provision, false)
	return c.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error b keeps its value.
func (b *Basis) UnmarshalJSON(data []byte) error { return record.Decode("basis", data, b) }
