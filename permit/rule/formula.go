package rule

import (
	"fmt"

	"github.com/juzhuzheng/residence/permit/law"
)

// A Formula says how conditions combine. Build one with All, Any, Not, Is and
// Group; the zero Formula is not usable.
//
// A condition may stand in it more than once. Kleene's logic takes each place by
// itself: a decision may then stay open although all answers lead to one
// outcome, and more may be blamed, or asked for, than matters. It never decides
// wrongly, and blames and asks for nothing less. Where each condition stands
// once, reasons, questions and remedies are exact.
type Formula struct {
	op    op
	code  string
	name  string
	cite  law.Cite
	parts []Formula
}

type op uint8

const (
	opNone op = iota
	opIs
	opAll
	opAny
	opNot
)

// Is is the truth of the condition with this code.
func Is(code string) Formula { return Formula{op: opIs, code: code} }

// All is met if every part is, unmet if any part is unmet.
func All(parts ...Formula) Formula { return Formula{op: opAll, parts: parts} }

// Any is met if any part is, unmet if every part is unmet.
func Any(parts ...Formula) Formula { return Formula{op: opAny, parts: parts} }

// Not swaps met and unmet.
func Not(part Formula) Formula { return Formula{op: opNot, parts: []Formula{part}} }

// Group names a part of a formula, with the clause that defines it.
func Group(name string, cite law.Cite, f Formula) Formula {
	if f.op == opIs {
		f = All(f)
	}
	f.name, f.cite = name, cite
	return f
}

// maxWidth is how many conditions, and how many inner nodes, a table may have:
// each has one bit in a word.
const maxWidth = 64

// A node is an inner node of a compiled formula. Nodes stand in such an order
// that parts come before the whole; the last is the root.
type node struct {
	op    op
	conds uint64 // conditions directly below
	nodes uint64 // nodes directly below
	kids  []kid  // the same, in the order written
	name  string
	cite  law.Cite
}

type kid struct {
	leaf bool
	i    int
}

// compile turns f into nodes. It checks that every code exists and that every
// condition is used: one that can never matter has no place in a table.
func compile(f Formula, index map[string]int) ([]node, error) {
	if f.op == opIs {
		f = All(f)
	}
	var nodes []node
	used := make(map[int]bool, len(index))
	var add func(f Formula) (kid, error)
	add = func(f Formula) (kid, error) {
		if f.op == opIs {
			i, ok := index[f.code]
			if !ok {
				return kid{}, fmt.Errorf("%w: formula names unknown condition %q", ErrTable, f.code)
			}
			used[i] = true
			return kid{leaf: true, i: i}, nil
		}
		if f.op == opNone || len(f.parts) == 0 {
			return kid{}, fmt.Errorf("%w: empty formula", ErrTable)
		}
		n := node{op: f.op, name: f.name, cite: f.cite}
		for _, p := range f.parts {
			k, err := add(p)
			if err != nil {
				return kid{}, err
			}
			if k.leaf {
				n.conds |= 1 << k.i
			} else {
				n.nodes |= 1 << k.i
			}
			n.kids = append(n.kids, k)
		}
		if len(nodes) == maxWidth {
			return kid{}, fmt.Errorf("%w: more than %d groups in the formula", ErrTable, maxWidth)
		}
		nodes = append(nodes, n)
		return kid{i: len(nodes) - 1}, nil
	}
	if _, err := add(f); err != nil {
		return nil, err
	}
	for code, i := range index {
		if !used[i] {
			return nil, fmt.Errorf("%w: condition %s is not in the formula", ErrTable, code)
		}
	}
	return nodes, nil
}

// truths holds the three-valued truths of up to 64 things as two bit sets. A
// bit in neither set is unknown; no bit is in both.
type truths struct{ met, unmet uint64 }

func (t truths) at(i int) Truth {
	return Truth(t.met>>(i&63)&1 | t.unmet>>(i&63)&1<<1)
}

func (t *truths) set(i int, v Truth) {
	t.met |= uint64(v) & 1 << (i & 63)
	t.unmet |= uint64(v) >> 1 & 1 << (i & 63)
}

// eval computes the truth of every node from the truths of the conditions.
func eval(nodes []node, c truths) (n truths) {
	bit := uint64(1)
	for i := range nodes {
		p := &nodes[i]
		switch p.op {
		case opAll:
			if c.unmet&p.conds|n.unmet&p.nodes != 0 {
				n.unmet |= bit
			} else if c.met&p.conds == p.conds && n.met&p.nodes == p.nodes {
				n.met |= bit
			}
		case opAny:
			if c.met&p.conds|n.met&p.nodes != 0 {
				n.met |= bit
			} else if c.unmet&p.conds == p.conds && n.unmet&p.nodes == p.nodes {
				n.unmet |= bit
			}
		case opNot:
			if c.met&p.conds|n.met&p.nodes != 0 {
				n.unmet |= bit
			} else if c.unmet&p.conds|n.unmet&p.nodes != 0 {
				n.met |= bit
			}
		}
		bit <<= 1
	}
	return n
}
