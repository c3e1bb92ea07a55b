package reliability

import (
	"cmp"
	"fmt"
	"slices"
)

// An edge says that one transaction came before another, and why.
type edge struct {
	from, to int64
	sort     sortOfEdge
	key      int
	absent   bool // of readThenWritten: what was read is that there is no record
}

type sortOfEdge uint8

const (
	wroteBefore     sortOfEdge = iota // ww: wrote the version before
	wroteThenRead                     // wr: wrote what the other read
	readThenWritten                   // rw: read what the other replaced
)

func (e edge) String() string {
	switch {
	case e.sort == wroteBefore:
		return fmt.Sprintf("%d wrote record %d before", e.from, e.key)
	case e.sort == wroteThenRead:
		return fmt.Sprintf("%d wrote record %d as read by", e.from, e.key)
	case e.absent:
		return fmt.Sprintf("%d found no record %d, then created by", e.from, e.key)
	}
	return fmt.Sprintf("%d read record %d, then written by", e.from, e.key)
}

// A graph is the dependencies of the transactions of a history.
type graph struct {
	edges  []edge
	out    map[int64][]edge
	writes map[int64]bool // as opposed to snapshots
}

// dependencies builds the graph from what each has seen and from all versions in
// order, and notes the anomalies that need no cycle.
func dependencies(saw map[int64]*transaction, written [][]seen, note func(name, text string)) *graph {
	g := &graph{out: map[int64][]edge{}, writes: map[int64]bool{}}
	known := map[edge]bool{}
	add := func(e edge) {
		if e.from != e.to && e.from != 0 && e.to != 0 && !known[e] {
			known[e] = true
			g.edges = append(g.edges, e)
			g.out[e.from] = append(g.out[e.from], e)
		}
	}
	type place struct {
		key    int
		writer int64
	}
	next := map[place]int64{} // who wrote after the last version of a writer
	last := map[place]byte{}  // that version's number among the writer's
	for k, versions := range written {
		before := int64(0)
		for _, v := range versions {
			last[place{k, v.writer}] = v.nth
			if v.writer != before {
				add(edge{from: before, to: v.writer, sort: wroteBefore, key: k})
				next[place{k, before}] = v.writer
			}
			before = v.writer
		}
	}
	updated := map[seen]int64{} // who put what follows this version
	ids := make([]int64, 0, len(saw))
	for id := range saw {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		t := saw[id]
		g.writes[id] = t.writes
		for _, s := range t.reads {
			at := place{s.key, s.writer}
			nth, committed := last[at]
			switch {
			case s.writer == 0:
			case !committed:
				note(AbortedRead, fmt.Sprintf("%d saw %v, which did not commit", id, s))
				continue
			case nth != s.nth:
				note(IntermediateRead, fmt.Sprintf("%d saw %v for the %d. time, who wrote it %d times", id, s, s.nth, nth))
			}
			if other, taken := updated[s]; taken && t.writes {
				note(LostUpdate, fmt.Sprintf("%d and %d both saw %v and put the next version", other, id, s))
			} else if t.writes {
				updated[s] = id
			}
			add(edge{from: s.writer, to: id, sort: wroteThenRead, key: s.key})
			add(edge{from: id, to: next[at], sort: readThenWritten, key: s.key, absent: s.writer == 0})
		}
	}
	return g
}

// cycles names the cycles of the graph, the gravest kind first: whoever has one of
// writes alone need not be told of the others that follow from it.
func (g *graph) cycles(note func(name, text string)) {
	upTo := func(most sortOfEdge) func(edge) bool { return func(e edge) bool { return e.sort <= most } }
	for _, kind := range []struct {
		name  string
		among func(edge) bool
	}{{DirtyWrite, upTo(wroteBefore)}, {CircularRead, upTo(wroteThenRead)}} {
		for _, e := range g.edges {
			if !kind.among(e) {
				continue
			}
			if c := g.close(e, kind.among); c != nil {
				note(kind.name, text(c))
				return
			}
		}
	}
	// One anti-dependency that others lead back from: a transaction that saw a
	// commit by half.
	clean := true
	for _, e := range g.edges {
		if e.sort != readThenWritten {
			continue
		}
		if c := g.close(e, upTo(wroteThenRead)); c != nil {
			clean = false
			name := ReadSkew
			if e.absent {
				name = Phantom
			}
			note(name, text(c))
		}
	}
	for _, e := range g.edges {
		if !clean {
			return
		}
		if e.sort != readThenWritten {
			continue
		}
		if c := g.close(e, func(edge) bool { return true }); c != nil {
			note(g.nameOf(c), text(c))
			return
		}
	}
}

// nameOf names a cycle with more than one anti-dependency: those of snapshots alone
// mean that they saw commits in opposite orders.
func (g *graph) nameOf(cycle []edge) string {
	for _, e := range cycle {
		if e.sort == readThenWritten && g.writes[e.from] {
			return DependencyCycle
		}
	}
	return LongFork
}

// close returns the shortest cycle that begins with e and goes on along some edges;
// nil if there is none.
func (g *graph) close(e edge, along func(edge) bool) []edge {
	came := map[int64]edge{}
	queue := []int64{e.to}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, next := range g.out[at] {
			if _, been := came[next.to]; been || next.to == e.to || !along(next) {
				continue
			}
			came[next.to] = next
			if next.to != e.from {
				queue = append(queue, next.to)
				continue
			}
			var back []edge
			for n := e.from; n != e.to; n = came[n].from {
				back = append(back, came[n])
			}
			slices.Reverse(back)
			return append([]edge{e}, back...)
		}
	}
	return nil
}

// text writes a cycle beginning with its lowest transaction.
func text(cycle []edge) string {
	least := 0
	for i := range cycle {
		if cmp.Less(cycle[i].from, cycle[least].from) {
			least = i
		}
	}
	out := ""
	for i := range cycle {
		out += cycle[(least+i)%len(cycle)].String() + " "
	}
	return out + fmt.Sprint(cycle[least].from)
}
