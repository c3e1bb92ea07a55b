package postgres

import (
	"context"
	"net"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A Mode is how statements go to the server.
type Mode uint8

const (
	// ModeDSN is what the DSN says in default_query_exec_mode, and
	// CacheStatement if it says nothing.
	ModeDSN Mode = iota
	// CacheStatement prepares each statement once for each connection. It is the
	// fastest and needs a connection that stays the same server session: a
	// direct one, a pooler in session mode, or one that follows prepared
	// statements (PgBouncer from 1.21 with max_prepared_statements).
	CacheStatement
	// Exec sends each statement with its arguments in one message that prepares
	// nothing. It works through every pooler.
	Exec
	// SimpleProtocol writes the arguments into the text of the statement. It is for
	// servers and poolers that know nothing else.
	SimpleProtocol
)

func (m Mode) valid() bool { return m <= SimpleProtocol }

// apply sets the mode in a connection's configuration.
func (m Mode) apply(c *pgx.ConnConfig) {
	switch m {
	case CacheStatement:
		c.DefaultQueryExecMode = pgx.QueryExecModeCacheStatement
	case Exec:
		c.DefaultQueryExecMode = pgx.QueryExecModeExec
	case SimpleProtocol:
		c.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	}
}

// Options configure Open. The zero Options are right for a server that is
// reached directly.
type Options struct {
	// Mode is how statements are sent; see the modes for poolers.
	Mode Mode
	// MaxConns is the most connections held at once; 0 means 16. A transaction
	// holds one from its begin to its end, and who finds none free waits until
	// its context ends.
	MaxConns int
	// ConnLife is how long a connection is used before a fresh one takes its
	// place, so that connections spread again after a failover; 0 means an hour.
	ConnLife time.Duration
	// ReadOnly opens the data for reading: Update returns ErrReadOnly, no
	// migration runs, and a server in recovery is welcome.
	ReadOnly bool
	// Accept names settings of the server that Open would refuse and the caller
	// takes the risk of: see [sqlstore.Finding]. Without fsync, full_page_writes or
	// synchronous_commit the backend does not claim to be durable.
	Accept []string
	// Report, if not nil, is told of each finding, accepted or not.
	Report func(sqlstore.Finding)
	// Dial, if not nil, makes the network connections.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	_ struct{}
}

const (
	defaultConns = 16
	defaultLife  = time.Hour
	// idleLife closes connections that a quiet hour does not need.
	idleLife = 5 * time.Minute
)

func (o *Options) complete() error {
	switch {
	case !o.Mode.valid():
		return &storage.InvalidError{Field: "mode", Rule: "is none of the declared modes"}
	case o.MaxConns < 0:
		return &storage.InvalidError{Field: "max conns", Rule: "must not be negative"}
	case o.ConnLife < 0:
		return &storage.InvalidError{Field: "conn life", Rule: "must not be negative"}
	}
	for _, name := range o.Accept {
		if !checked(name) {
			return &storage.InvalidError{Field: "accept", Rule: "names a setting that is not checked"}
		}
	}
	if o.MaxConns == 0 {
		o.MaxConns = defaultConns
	}
	if o.ConnLife == 0 {
		o.ConnLife = defaultLife
	}
	return nil
}
