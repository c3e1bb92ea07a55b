package sqlite_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlite/internal/disk"
)

// powerCuts is how often the power is cut: 1,000 times, or as often as
// STORAGE_POWER_CUTS says.
func powerCuts(t *testing.T) int {
	s := os.Getenv("STORAGE_POWER_CUTS")
	if s == "" {
		return 1000
	}
	n, err := strconv.Atoi(s)
	require.NoError(t, err, "STORAGE_POWER_CUTS")
	return n
}

// damage is what power cuts have done.
type damage struct {
	cuts, acked  int
	losses, lost int // cuts that lost acknowledged acts, and how many acts
	halves       int // times that not all of an act was there, or an act twice
	corrupt      int // databases that do not open, or fail their checks
	unacked      int // acts that took effect without an acknowledgement
	last         error
}

func (d *damage) String() string {
	return fmt.Sprintf("%d power cuts: %d acts acknowledged, %d lost (in %d cuts), %d halves, %d corrupt databases; %d acts in effect that were not acknowledged",
		d.cuts, d.acked, d.lost, d.losses, d.halves, d.corrupt, d.unacked)
}

// perDisk is how many cuts a disk goes through before a new one, so that cuts
// also strike while the tables are made.
const perDisk = 25

const cutPermit = "P"

// A cutter cuts the power again and again.
type cutter struct {
	damage
	t           *testing.T
	r           *rand.Rand
	synchronous string
	enlisted    bool // each act in a transaction of the caller's, with a fee
	disk        *disk.Disk
	there       int // acts known to be on the disk, by acknowledgement or by sight
}

// run cuts the power so many times, each at a random write or sync (of acts, or of a checkpoint): while acts are
// done, or while a database is opened that an earlier cut has left.
func (c *cutter) run(cuts int) {
	for c.cuts < cuts {
		if c.disk == nil || c.cuts%perDisk == 0 {
			c.disk, c.there = disk.New(c.t.TempDir()), 0
			c.opening()
		}
		if c.r.IntN(4) == 0 {
			c.opening()
		}
		b := c.look()
		if b == nil { // damaged; go on with a new one
			c.disk = nil
			c.cuts++
			continue
		}
		s, err := acttest.Open(b, storage.Options{Attempts: 1})
		require.NoError(c.t, err)
		c.disk.CutAfter(1 + c.r.IntN(400))
		if c.r.IntN(4) == 0 {
			c.disk.CutAtSync(1 + c.r.IntN(3))
		}
		for {
			if err := c.act(b, s); err != nil {
				break
			}
			c.there++
			c.acked++
		}
		c.cut(b)
	}
}

// act does the next act, and reports whether it was acknowledged.
func (c *cutter) act(b *sqlite.Backend, s *storage.Store) error {
	next := acttest.Act{Permit: cutPermit, N: c.there + 1}
	if !c.enlisted {
		_, err := next.Do(c.t.Context(), s)
		return err
	}
	tx, err := b.Begin(c.t.Context())
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	if _, err := tx.Exec("insert into fees (act) values (?)", next.N); err != nil {
		return err
	}
	e, err := acttest.Open(b.Enlist(tx), storage.Options{Attempts: 1})
	if err != nil {
		return err
	}
	if _, err := next.Do(c.t.Context(), e); err != nil {
		return err
	}
	return tx.Commit()
}

// fees counts what the caller wrote beside the acts.
func (c *cutter) fees(b *sqlite.Backend) (n int, err error) {
	tx, err := b.Begin(c.t.Context())
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() // after a commit it does nothing
	if _, err := tx.Exec("create table if not exists fees (act integer not null)"); err != nil {
		return 0, err
	}
	if err := tx.QueryRow("select count(*) from fees").Scan(&n); err != nil {
		return 0, err
	}
	return n, tx.Commit()
}

// opening cuts the power while the database is opened, recovered or made.
func (c *cutter) opening() {
	c.disk.CutAfter(1 + c.r.IntN(30))
	b, err := c.open()
	if err == nil {
		c.cut(b)
		return
	}
	c.cut(nil)
}

// cut cuts the power, if it is not, and ends the use of what is left of the
// connections.
func (c *cutter) cut(b *sqlite.Backend) {
	before := c.disk
	c.disk = before.Cut(c.r)
	if b != nil {
		_ = b.Close() // it may say anything
	}
	before.Remove()
	c.cuts++
}

func (c *cutter) open() (*sqlite.Backend, error) {
	o := sqlite.Options{VFS: c.disk.Name, Readers: 1, BusyTimeout: time.Second}
	return sqlite.OpenWith(c.t.Context(), "/residence.db", o, c.synchronous)
}

// look opens the database when the power is back and judges what is there. It
// returns nil if that cannot be worked with.
func (c *cutter) look() *sqlite.Backend {
	b, err := c.open()
	if err != nil {
		c.corrupt, c.last = c.corrupt+1, err
		return nil
	}
	s, err := acttest.Open(b, storage.Options{})
	require.NoError(c.t, err)
	n, err := acttest.Count(c.t.Context(), s, cutPermit)
	if err == nil {
		err = acttest.Sound(c.t.Context(), s)
	}
	if err == nil && c.enlisted {
		var fees int
		if fees, err = c.fees(b); err == nil && fees != n {
			err = fmt.Errorf("%d acts are there with %d fees", n, fees)
		}
	}
	switch {
	case errors.Is(err, storage.ErrCorrupt):
		c.corrupt++
	case err != nil:
		c.halves++
	case n < c.there:
		c.losses, c.lost = c.losses+1, c.lost+c.there-n
	case n == c.there+1:
		c.unacked++
	case n > c.there:
		err = fmt.Errorf("%d acts are there that were not asked for", n-c.there-1)
		c.halves++
	}
	if err != nil {
		c.last = err
		require.NoError(c.t, b.Close())
		return nil
	}
	c.there = n
	return b
}

func newCutter(t *testing.T, cuts int, synchronous string, enlisted bool) *cutter {
	return &cutter{t: t, r: rand.New(rand.NewPCG(3, uint64(cuts))), synchronous: synchronous, enlisted: enlisted}
}

func cutPower(t *testing.T, cuts int, synchronous string, enlisted bool) *damage {
	c := newCutter(t, cuts, synchronous, enlisted)
	c.run(cuts)
	return &c.damage
}

// The power is cut at any moment: nothing acknowledged is lost, nothing is half
// there, no database is damaged. The settings are those Open makes.
func TestPowerCut(t *testing.T) {
	d := cutPower(t, powerCuts(t), "", false)
	t.Log(d)
	require.NoError(t, d.last)
	require.Zero(t, d.lost+d.halves+d.corrupt, d)
	require.Greater(t, d.acked, d.cuts, "too little was done between the cuts")
	require.Positive(t, d.unacked, "no cut struck between an act and its acknowledgement")
}

// The same for acts in a caller's transaction: they are lost as little, and never
// without what the caller wrote beside them.
func TestPowerCutEnlisted(t *testing.T) {
	d := cutPower(t, powerCuts(t)/4, "", true)
	t.Logf("enlisted: %v", d)
	require.NoError(t, d.last)
	require.Zero(t, d.lost+d.halves+d.corrupt, d)
	require.Greater(t, d.acked, d.cuts, "too little was done between the cuts")
}

// Its control: without the refusal of other settings they would be lost.
func TestPowerCutEnlistedNormal(t *testing.T) {
	d := cutPower(t, 100, "normal", true)
	t.Logf("enlisted, synchronous NORMAL: %v", d)
	require.Positive(t, d.lost)
	require.Zero(t, d.halves+d.corrupt, d.last)
}

// The controls: with synchronous NORMAL, which many programs use, acknowledged
// acts are lost; with OFF databases are destroyed. If these tests find no loss,
// the cuts are not real.
func TestPowerCutNormal(t *testing.T) {
	d := cutPower(t, 100, "normal", false)
	t.Logf("synchronous NORMAL: %v", d)
	require.Positive(t, d.lost)
	require.Zero(t, d.halves+d.corrupt, d.last)
}

func TestPowerCutOff(t *testing.T) {
	// Some four cuts of 200 destroy a database: go on until one has.
	c := newCutter(t, 200, "off", false)
	for c.corrupt == 0 && c.cuts < 4000 {
		c.run(c.cuts + 200)
	}
	t.Logf("synchronous OFF: %v", &c.damage)
	require.Positive(t, c.corrupt)
}
