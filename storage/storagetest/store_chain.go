package storagetest

import (
	"context"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

func storeChain(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	var fns []func() error
	for w := range 4 {
		fns = append(fns, func() error {
			for i := range 8 {
				id := fmt.Sprintf("%d-%d", w, i)
				_, err := s.Update(ctx, storeCommand(id), func(ctx context.Context, wr *storage.Writer) ([]byte, error) {
					r := storage.Record{Header: storage.Header{Kind: kind, ID: id, Status: 1}, Body: []byte("body\x00 of " + id)}
					h, err := wr.Put(ctx, r, 0)
					if err != nil {
						return nil, err
					}
					return nil, wr.Log(s.Shard(&h), storage.LogDomain, append([]byte{0, 255}, id...))
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	errs, err := sessions(fns...)
	if err := firstOf(append(errs, err)...); err != nil {
		return err
	}
	total := uint64(0)
	b = e.reopenIfPossible(b)
	if s, err = storeOver(b, 1); err != nil {
		return err
	}
	for shard := range s.Shards() {
		head, err := s.Verify(ctx, shard)
		if err != nil {
			return &mismatch{fmt.Sprintf("verifying shard %d", shard), "it holds", errorText(err)}
		}
		total += head.Seq
	}
	if total != 4*8*2+1 { // the first is the mark of the store
		return &mismatch{"verified entries", 4*8*2 + 1, total}
	}
	return nil
}
