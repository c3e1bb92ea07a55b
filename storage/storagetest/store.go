package storagetest

import (
	"bytes"
	"context"
	"sync/atomic"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// storeCases try storage.Store on the adapter: the promises that an application
// sees rest on small ones that an adapter may miss.
func storeCases() []Case {
	return []Case{
		{"store-replay", "a citizen who sends a form again gets one permit and the same answer", nil, storeReplay},
		{"store-request", "an ID used twice by mistake must not answer for another request", nil, storeRequest},
		{"store-race", "a form sent twice at once is one act", nil, storeRace},
		{"store-unknown", "an act whose answer was lost is done once, not twice and not never", nil, storeUnknown},
		{"store-retry", "an act must not fail because another was faster", nil, storeRetry},
		{"store-cursor", "a list must go on where it stopped, and for nobody else", nil, storeCursor},
		{"store-chain", "the log must prove that nothing was changed", nil, storeChain},
		{"store-limits", "an adapter must never see what it need not take", nil, storeLimits},
		{"store-options", "under another key nobody is found, and gets a second permit", nil, storeOptions},
		{"store-abilities", "a wrapper that hides an ability must not stop the counter", nil, storeAbilities},
	}
}

// storeOver returns a Store that never sleeps and whose clock ticks.
func storeOver(b storage.Backend, indexKey byte, change ...func(*storage.Options)) (*storage.Store, error) {
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte{5}, 32)})
	if err != nil {
		return nil, err
	}
	var tick atomic.Int64
	o := storage.Options{
		Sealer:   sealer,
		IndexKey: bytes.Repeat([]byte{indexKey}, storage.IndexKeySize),
		Shards:   4,
		Attempts: 200,
		Clock:    func() time.Time { return time.UnixMicro(1_768_438_800_000_000 + tick.Add(1)).UTC() },
		Sleep: func(ctx context.Context, _ time.Duration) error {
			pause(ctx)
			return ctx.Err()
		},
	}
	for _, c := range change {
		c(&o)
	}
	return storage.New(b, o)
}

func storeCommand(id string) storage.Command {
	return storage.Command{ID: storage.CommandID(id), Request: []byte("request " + id)}
}

func (hiding) ReadHeader(context.Context, storage.Key) (storage.Header, error) {
	return storage.Header{}, storage.ErrUnsupported
}

func (hiding) Check(context.Context) error { return storage.ErrUnsupported }
