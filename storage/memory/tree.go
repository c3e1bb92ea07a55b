package memory

import (
	"slices"
	"sort"
)

// An edit marks the nodes one transaction has made itself and may therefore
// change in place. Nodes of any other edit are shared with readers.
type edit struct{ _ byte }

// fanOut is the most keys of a leaf and the most children of an inner node.
const fanOut = 48

// A tree is an immutable ordered map from byte strings to V: a B+ tree whose
// changed paths are copied.
type tree[V any] struct {
	root *treeNode[V]
}

// A treeNode is a leaf if children is nil: keys[i] has vals[i]. In an inner
// node keys[i] is not above any key of children[i], and above all keys of
// children[i-1].
type treeNode[V any] struct {
	edit     *edit
	keys     []string
	vals     []V
	children []*treeNode[V]
}

func (n *treeNode[V]) own(e *edit) *treeNode[V] {
	if n.edit == e {
		return n
	}
	c := &treeNode[V]{edit: e, keys: append(make([]string, 0, len(n.keys)+1), n.keys...)}
	if n.children == nil {
		c.vals = append(make([]V, 0, len(n.vals)+1), n.vals...)
	} else {
		c.children = append(make([]*treeNode[V], 0, len(n.children)+1), n.children...)
	}
	return c
}

// child returns which child of an inner node holds k.
func (n *treeNode[V]) child(k string) int {
	i := sort.Search(len(n.keys), func(i int) bool { return n.keys[i] > k })
	return max(i-1, 0)
}

func (n *treeNode[V]) find(k string) (int, bool) {
	i := sort.SearchStrings(n.keys, k)
	return i, i < len(n.keys) && n.keys[i] == k
}

// get returns the value of k.
func (t *tree[V]) get(k string) (v V, ok bool) {
	n := t.root
	if n == nil {
		return v, false
	}
	for n.children != nil {
		n = n.children[n.child(k)]
	}
	if i, ok := n.find(k); ok {
		return n.vals[i], true
	}
	return v, false
}

// set binds k to v.
func (t *tree[V]) set(e *edit, k string, v V) {
	if t.root == nil {
		t.root = &treeNode[V]{edit: e}
	}
	left, right := t.root.set(e, k, v)
	if right != nil {
		left = &treeNode[V]{edit: e, keys: []string{left.keys[0], right.keys[0]}, children: []*treeNode[V]{left, right}}
	}
	t.root = left
}

// set returns the changed node, and a second one if it had to be split.
func (n *treeNode[V]) set(e *edit, k string, v V) (left, right *treeNode[V]) {
	n = n.own(e)
	if n.children == nil {
		i, found := n.find(k)
		if found {
			n.vals[i] = v
			return n, nil
		}
		n.keys = slices.Insert(n.keys, i, k)
		n.vals = slices.Insert(n.vals, i, v)
		return n, n.split()
	}
	i := n.child(k)
	c, extra := n.children[i].set(e, k, v)
	n.children[i], n.keys[i] = c, c.keys[0]
	if extra != nil {
		n.keys = slices.Insert(n.keys, i+1, extra.keys[0])
		n.children = slices.Insert(n.children, i+1, extra)
	}
	return n, n.split()
}

// split moves the upper half of a node that is too full into a new one.
func (n *treeNode[V]) split() *treeNode[V] {
	if len(n.keys) <= fanOut {
		return nil
	}
	m := len(n.keys) / 2
	r := &treeNode[V]{edit: n.edit, keys: append(make([]string, 0, fanOut+1), n.keys[m:]...)}
	clear(n.keys[m:])
	n.keys = n.keys[:m]
	if n.children == nil {
		r.vals = append(make([]V, 0, fanOut+1), n.vals[m:]...)
		clear(n.vals[m:])
		n.vals = n.vals[:m]
	} else {
		r.children = append(make([]*treeNode[V], 0, fanOut+1), n.children[m:]...)
		clear(n.children[m:])
		n.children = n.children[:m]
	}
	return r
}

// remove forgets k, if present.
func (t *tree[V]) remove(e *edit, k string) {
	if t.root == nil {
		return
	}
	t.root = t.root.remove(e, k)
	for len(t.root.children) == 1 {
		t.root = t.root.children[0]
	}
	if len(t.root.keys) == 0 {
		t.root = nil
	}
}

func (n *treeNode[V]) remove(e *edit, k string) *treeNode[V] {
	if n.children == nil {
		i, found := n.find(k)
		if !found {
			return n
		}
		n = n.own(e)
		n.keys = append(n.keys[:i], n.keys[i+1:]...)
		n.vals = append(n.vals[:i], n.vals[i+1:]...)
		return n
	}
	n = n.own(e)
	i := n.child(k)
	c := n.children[i].remove(e, k)
	n.children[i] = c
	if len(c.keys) > 0 {
		n.keys[i] = c.keys[0]
	}
	n.join(e, i)
	return n
}

// join merges child i with a neighbour if both fit well into one, or drops it
// if it is empty, so that a tree which shrinks does not keep hollow nodes.
func (n *treeNode[V]) join(e *edit, i int) {
	c := n.children[i]
	if len(c.keys) > 0 {
		if len(n.children) == 1 || len(c.keys) > fanOut/4 {
			return
		}
		if i == len(n.children)-1 {
			i--
		}
		l, r := n.children[i], n.children[i+1]
		if len(l.keys)+len(r.keys) > fanOut*3/4 {
			return
		}
		l = l.own(e)
		l.keys = append(l.keys, r.keys...)
		l.vals = append(l.vals, r.vals...)
		l.children = append(l.children, r.children...)
		n.children[i] = l
		i++
	}
	n.keys = append(n.keys[:i], n.keys[i+1:]...)
	n.children = append(n.children[:i], n.children[i+1:]...)
}

// ascend calls yield for each key from `from` on, in ascending order, until it
// returns false.
func (n *treeNode[V]) ascend(from string, yield func(string, V) bool) bool {
	if n == nil {
		return true
	}
	if n.children == nil {
		for i := sort.SearchStrings(n.keys, from); i < len(n.keys); i++ {
			if !yield(n.keys[i], n.vals[i]) {
				return false
			}
		}
		return true
	}
	for i := n.child(from); i < len(n.children); i++ {
		if !n.children[i].ascend(from, yield) {
			return false
		}
	}
	return true
}

// descend calls yield for each key below `below`, in descending order, until
// it returns false.
func (n *treeNode[V]) descend(below string, yield func(string, V) bool) bool {
	if n == nil {
		return true
	}
	if n.children == nil {
		for i := sort.SearchStrings(n.keys, below) - 1; i >= 0; i-- {
			if !yield(n.keys[i], n.vals[i]) {
				return false
			}
		}
		return true
	}
	for i := n.child(below); i >= 0; i-- {
		if !n.children[i].descend(below, yield) {
			return false
		}
	}
	return true
}
