package reliability

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// An Open returns a fresh, empty backend. The check closes it.
type Open = func(testing.TB) storage.Backend

// Long is how many times as long as usual the tests are to be: RELIABILITY_LONG,
// or 1.
func Long(tb testing.TB) int { return int(number(tb, "RELIABILITY_LONG", 1)) }

// Seed is RELIABILITY_SEED, or drawn.
func Seed(tb testing.TB) uint64 { return number(tb, "RELIABILITY_SEED", rand.Uint64()) }

func number(tb testing.TB, variable string, otherwise uint64) uint64 {
	tb.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil || n == 0 {
		tb.Fatalf("%s must be a number above 0, not %q", variable, text)
	}
	return n
}

// epoch is the instant at which the clocks of the stores stand here.
var epoch = time.Date(2026, 7, 14, 8, 30, 0, 0, time.UTC)

// storeOn returns a Store that leaves bodies readable, so that stores can be
// compared, and whose clock stands. It tries often: under many clients the usual
// ten attempts are a matter of luck.
func storeOn(b storage.Backend, change ...func(*storage.Options)) (*storage.Store, error) {
	o := storage.Options{
		Sealer:   storage.StoredOpen{},
		IndexKey: bytes.Repeat([]byte{3}, storage.IndexKeySize),
		Shards:   4,
		Attempts: 1000,
		Clock:    func() time.Time { return epoch },
		Sleep:    shortly,
	}
	for _, c := range change {
		c(&o)
	}
	return storage.New(b, o)
}

// shortly waits a tenth of what Store would.
func shortly(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d / 10):
		return nil
	}
}
