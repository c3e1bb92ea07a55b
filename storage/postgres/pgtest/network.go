package pgtest

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Fault is something that happens to the connection of a transaction that
// writes. Transactions begun READ ONLY are left alone.
type Fault int

// The faults of a Network.
const (
	// CommitNotSent cuts the connection in place of sending the COMMIT: the
	// server rolls back, the client cannot know.
	CommitNotSent Fault = iota + 1
	// CommitNotAnswered sends the COMMIT, waits for the server's answer, keeps
	// it from the client and cuts: the commit took effect, the client cannot
	// know.
	CommitNotAnswered
	// CommitStalled holds the answer back for Network.Stall.
	CommitStalled
	// StatementCut cuts the connection in place of sending a statement in the
	// middle of a transaction, long before its COMMIT.
	StatementCut
)

// middle is the message of a transaction at which StatementCut strikes.
const middle = 4

// A Network is what lies between a client and its server. Give its Dial to
// the client (pgconn.Config.DialFunc). The zero Network lets everything through.
// The connection must not use TLS.
type Network struct {
	// Stall is how long CommitStalled holds an answer back.
	Stall time.Duration
	// Pieces, if not 0, is the longest run of bytes that is read or written
	// at once: messages arrive in pieces and cut anywhere.
	Pieces int

	faults  sync.Mutex
	armed   []Fault
	struck  atomic.Int64
	commits atomic.Int64
	open    atomic.Int64

	mu    sync.Mutex
	conns map[*conn]struct{}
}

// Arm plans faults: each strikes one of the next transactions that write, in
// this order.
func (n *Network) Arm(f ...Fault) {
	n.faults.Lock()
	defer n.faults.Unlock()
	n.armed = append(n.armed, f...)
}

// Struck returns how many faults have happened.
func (n *Network) Struck() int { return int(n.struck.Load()) }

// Commits returns how many COMMITs of transactions that write were asked for,
// struck ones included.
func (n *Network) Commits() int { return int(n.commits.Load()) }

// Open returns how many connections are open.
func (n *Network) Open() int { return int(n.open.Load()) }

// CutAll cuts every connection that is open now.
func (n *Network) CutAll() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for c := range n.conns {
		_ = c.Conn.Close() // the conn itself learns of it by its next use
	}
}

// draw takes the next fault if it strikes at this place.
func (n *Network) draw(atCommit bool) Fault {
	n.faults.Lock()
	defer n.faults.Unlock()
	if len(n.armed) == 0 || atCommit == (n.armed[0] == StatementCut) {
		return 0
	}
	f := n.armed[0]
	n.armed = n.armed[1:]
	n.struck.Add(1)
	return f
}

// Dial connects through the network.
func (n *Network) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	n.open.Add(1)
	own := &conn{Conn: c, net: n}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.conns == nil {
		n.conns = map[*conn]struct{}{}
	}
	n.conns[own] = struct{}{}
	return own, nil
}

// A conn is one connection through a Network.
type conn struct {
	net.Conn
	net    *Network
	closed atomic.Bool
	// How many messages the transaction that writes has sent; 0 outside of one.
	// The client writes from one goroutine at a time.
	sent int
	// Until when answers are held back, in nanoseconds since 1970.
	held atomic.Int64
}

func (c *conn) Close() error {
	if !c.closed.Swap(true) {
		c.net.open.Add(-1)
		c.net.mu.Lock()
		delete(c.net.conns, c)
		c.net.mu.Unlock()
	}
	return c.Conn.Close()
}

func (c *conn) Read(p []byte) (int, error) {
	if n := c.net.Pieces; n > 0 && len(p) > n {
		p = p[:n]
	}
	time.Sleep(time.Until(time.Unix(0, c.held.Load())))
	return c.Conn.Read(p)
}

func (c *conn) Write(p []byte) (int, error) {
	switch q := lastQuery(p); {
	case strings.HasPrefix(q, "begin"):
		c.sent = 0
		if !strings.Contains(q, "read only") {
			c.sent = 1
		}
		return c.send(p)
	case c.sent == 0:
		return c.send(p)
	case q != "commit":
		if c.sent++; c.sent == middle && c.net.draw(false) == StatementCut {
			return 0, c.cut()
		}
		return c.send(p)
	}
	c.sent = 0
	c.net.commits.Add(1)
	switch c.net.draw(true) {
	case CommitNotSent:
		return 0, c.cut()
	case CommitNotAnswered:
		if _, err := c.send(p); err != nil {
			return 0, err
		}
		// The answer proves that the server is done; without reading it the
		// cut could overtake the commit.
		if _, err := c.Conn.Read(make([]byte, 512)); err != nil {
			return 0, err
		}
		_ = c.cut()
		// The client believes the message sent, and finds the line dead when it
		// waits for the answer.
		return len(p), nil
	case CommitStalled:
		c.held.Store(time.Now().Add(c.net.Stall).UnixNano())
	}
	return c.send(p)
}

func (c *conn) cut() error {
	_ = c.Conn.Close() // what follows is the same if it was closed
	return io.ErrClosedPipe
}

func (c *conn) send(p []byte) (n int, err error) {
	step := c.net.Pieces
	if step <= 0 {
		return c.Conn.Write(p)
	}
	for n < len(p) && err == nil {
		var m int
		m, err = c.Conn.Write(p[n:min(n+step, len(p))])
		n += m
	}
	return n, err
}

// lastQuery returns the text of the last simple query ('Q', length, text, 0)
// or parse ('P', length, name, 0, text, 0, types) in p, in lower case without
// blanks around it. Messages are walked one by one, so that a word in a record's
// body does not count.
func lastQuery(p []byte) (text string) {
	for len(p) >= 5 {
		n := int(binary.BigEndian.Uint32(p[1:5]))
		if n < 4 || len(p) < 1+n {
			break
		}
		body := p[5 : 1+n]
		switch p[0] {
		case 'P':
			_, body, _ = bytes.Cut(body, []byte{0})
			fallthrough
		case 'Q':
			body, _, _ = bytes.Cut(body, []byte{0})
			text = strings.ToLower(strings.Trim(string(body), " ;\n\t"))
		}
		p = p[1+n:]
	}
	return text
}
