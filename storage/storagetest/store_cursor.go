package storagetest

import (
	"context"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

func storeCursor(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	const n = 17
	for i := range n {
		if _, err := create(ctx, s, storeCommand(fmt.Sprintf("c-%d", i)), fmt.Sprintf("A-%02d", i)); err != nil {
			return err
		}
	}
	q := storage.Query{Index: storage.ByStatus, Kind: kind, Status: 1}
	page := func(s *storage.Store, q storage.Query, after storage.Cursor) (p storage.CursorPage, err error) {
		err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			p, err = r.Page(ctx, q, after, 5)
			return err
		})
		return p, err
	}
	var got []storage.Record
	var after, some storage.Cursor
	for range n {
		p, err := page(s, q, after)
		if err != nil {
			return err
		}
		got = append(got, p.Records...)
		if after = p.Next; after == "" {
			break
		}
		some = after
		b = e.reopenIfPossible(b)
		if s, err = storeOver(b, 1); err != nil {
			return err
		}
	}
	var wanted []string
	for i := range n {
		wanted = append(wanted, fmt.Sprintf("A-%02d", i))
	}
	if err := sameIDs("pages by cursor", got, wanted...); err != nil {
		return err
	}
	stranger, err := storeOver(e.open(), 2)
	if err != nil {
		return err
	}
	other := q
	other.Status = 2
	refuse := func(what string, s *storage.Store, q storage.Query, c storage.Cursor) error {
		_, err := page(s, q, c)
		return want("a cursor "+what, err, storage.ErrInvalid)
	}
	err = firstOf(
		refuse("of another query", s, other, some),
		refuse("of another store", stranger, q, some),
		refuse("that is cut", s, q, some[:len(some)-1]),
	)
	for i := range some {
		changed := []byte(some)
		if changed[i]++; changed[i] == '{' || changed[i] == ':' || changed[i] == '[' {
			changed[i] = 'b'
		}
		err = firstOf(err, refuse(fmt.Sprintf("with byte %d changed", i), s, q, storage.Cursor(changed)))
	}
	return err
}
