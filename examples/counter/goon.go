package main

import (
	"context"

	"github.com/juzhuzheng/residence/storage"
)

// goOn learns where the records have come to: the last number of each series
// goes into the numbering, and the newest instant is returned, zero where there
// is no record. Numbers are read from the records, so that none is lost or
// given twice when a run was broken off.
func goOn(ctx context.Context, s *storage.Store, n *numbering) (at storage.Instant, err error) {
	err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		if at, err = newest(ctx, s, r); err != nil || at == 0 {
			return err
		}
		for kind := range numberLetters {
			for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind}) {
				if err != nil {
					return err
				}
				n.follow(rec.Header.ID)
			}
		}
		return nil
	})
	return at, err
}

// newest is when the last entry of the log was recorded, zero if there is none.
func newest(ctx context.Context, s *storage.Store, r *storage.Reader) (at storage.Instant, err error) {
	for shard := range s.Shards() {
		head, err := r.LogHead(ctx, shard)
		if err != nil {
			return 0, err
		}
		if head.Seq == 0 {
			continue
		}
		for e, err := range r.Log(ctx, shard, head.Seq) {
			if err != nil {
				return 0, err
			}
			at = max(at, e.RecordedAt)
		}
	}
	return at, nil
}
