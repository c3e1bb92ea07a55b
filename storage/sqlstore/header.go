package sqlstore

import "github.com/juzhuzheng/residence/storage"

// HeaderStatement returns the statement that reads one current header, and its
// arguments, for an adapter that has a shorter way to its engine than through
// database/sql. ScanHeader reads the row.
func (b *Backend) HeaderStatement(k storage.Key) (text string, args []any) {
	return b.o.Dialect.text(getHeader), []any{int64(k.Kind), k.ID}
}

// ScanHeader reads the row of a HeaderStatement with the scan method of a row.
// The error is that of scan, or a storage.CorruptError.
func ScanHeader(kind storage.Kind, scan func(into ...any) error) (storage.Header, error) {
	var h headerRow
	if err := scan(h.into()...); err != nil {
		return storage.Header{}, err
	}
	return h.header(kind)
}
