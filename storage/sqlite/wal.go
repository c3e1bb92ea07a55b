package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
	"time"
)

// A logKeeper keeps the write-ahead log short. SQLite itself puts the log into
// the database now and then and writes it from its start again; but the file
// never shrinks while it is open, and it grows for as long as a snapshot is read
// that needs what it would write over.
type logKeeper struct {
	writer *sql.DB
	idle   time.Duration
	limit  int64
	large  func(bytes int64)

	mu     sync.Mutex
	timer  *time.Timer // nil before the first act
	acts   int
	closed bool

	running sync.WaitGroup
	ctx     context.Context // ends with the keeper
	end     context.CancelFunc
}

// measureEvery is how many acts may be done before the log is measured although
// nobody rests.
const measureEvery = 256

func keepLog(writer *sql.DB, o *Options) *logKeeper {
	k := &logKeeper{writer: writer, idle: o.Idle, limit: o.LogLimit, large: o.LargeLog}
	k.ctx, k.end = context.WithCancel(context.Background())
	return k
}

// written is told of each act.
func (k *logKeeper) written() {
	k.postpone()
	k.mu.Lock()
	k.acts++
	measure := k.large != nil && k.acts%measureEvery == 0
	k.mu.Unlock()
	if measure {
		go k.run(func() { // whoever acted waits for nobody else's transaction
			_, _ = k.checkpoint(k.ctx, k.writer, "passive") // what it cannot do now it does another time
		})
	}
}

// postpone has the log cut after another idle time.
func (k *logKeeper) postpone() {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.closed:
	case k.timer == nil:
		k.timer = time.AfterFunc(k.idle, func() { k.run(k.rest) })
	default:
		k.timer.Reset(k.idle)
	}
}

// run runs what close waits for.
func (k *logKeeper) run(do func()) {
	k.mu.Lock()
	if k.closed {
		k.mu.Unlock()
		return
	}
	k.running.Add(1)
	k.mu.Unlock()
	defer k.running.Done()
	do()
}

// rest cuts the log when nothing was done for a while, and tries again later if
// somebody still needs it.
func (k *logKeeper) rest() {
	if left, err := k.cut(k.ctx); err != nil || left > 0 {
		k.postpone()
	}
}

// cut puts the whole log into the database and cuts it to nothing, unless
// somebody reads or writes: it waits for nobody, since others would wait for it.
func (k *logKeeper) cut(ctx context.Context) (left int64, err error) {
	c, err := k.writer.Conn(ctx)
	if err != nil {
		return 0, err
	}
	wait, err := value(ctx, c, "pragma busy_timeout")
	if err == nil {
		_, err = c.ExecContext(ctx, "pragma busy_timeout = 0")
	}
	if err != nil {
		return 0, errors.Join(err, c.Close())
	}
	left, err = k.checkpoint(ctx, c, "truncate")
	_, back := c.ExecContext(context.WithoutCancel(ctx), "pragma busy_timeout = "+wait)
	if back != nil { // then nobody is to have this connection again
		back = errors.Join(back, c.Raw(func(any) error { return driver.ErrBadConn }))
	}
	return left, errors.Join(err, back, c.Close())
}

// checkpoint puts what it can of the log into the database, and tells of a log
// that is too large after it.
func (k *logKeeper) checkpoint(ctx context.Context, db asker, mode string) (bytes int64, err error) {
	var busy, frames, done, page int64
	if err := db.QueryRowContext(ctx, "pragma wal_checkpoint("+mode+")").Scan(&busy, &frames, &done); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "pragma page_size").Scan(&page); err != nil {
		return 0, err
	}
	if frames > 0 { // each page has a head, and so has the log
		bytes = logHead + frames*(frameHead+page)
	}
	if k.large != nil && bytes > k.limit {
		k.large(bytes)
	}
	return bytes, nil
}

// The parts of a write-ahead log that are not pages, in bytes.
const (
	logHead   = 32
	frameHead = 24
)

// close waits for what is running.
func (k *logKeeper) close() {
	k.mu.Lock()
	k.closed = true
	if k.timer != nil {
		k.timer.Stop()
	}
	k.mu.Unlock()
	k.end()
	k.running.Wait()
}
