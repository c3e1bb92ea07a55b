package rule

// Reasons are the results to blame for an outcome that is not an approval, in
// table order, and no others. For a refusal: of a demand for all, the parts
// that failed; of a choice of any, every limb, since each failed. For an
// undetermined decision: the unknown results that keep it open, or the one that
// says why nothing was judged (CodeDay, CodePolicy). An approval needs no reasons
// and has none.
func (d Decision) Reasons() []Result {
	switch {
	case d.form == nil:
		return nil
	case d.gap != noGap:
		return []Result{d.gapResult()}
	}
	return d.results(d.blame())
}

// Grounds are the results an approval rests on: of a demand for all, every
// part; of a choice of any, the limbs that are met. A decision that is not an
// approval has none.
func (d Decision) Grounds() []Result {
	if d.Outcome() != Approved || d.form.recorded != nil {
		return nil
	}
	return d.results(d.trace())
}

// Questions are the results still worth finding out: unknown, and able to
// change the outcome together with other unknown ones. A decision that is
// settled has none, whatever else is unknown.
func (d Decision) Questions() []Result {
	if d.Outcome() != Undetermined {
		return nil
	}
	return d.Reasons()
}

// blame is the set of conditions to blame for the outcome.
func (d Decision) blame() uint64 {
	if d.form.recorded != nil {
		return d.form.recorded.reasons
	}
	if d.Outcome() == Approved {
		return 0
	}
	return d.trace()
}

// trace collects the conditions that make the whole formula have the truth it
// has.
func (d Decision) trace() uint64 {
	nodes := d.form.nodes
	inner := eval(nodes, d.truths)
	// asked[i] says that node i is part of the explanation.
	var asked [maxWidth]bool
	asked[len(nodes)-1] = true
	var blame uint64
	// Parts stand before wholes, so going down the list visits a node before
	// its parts.
	for i := len(nodes) - 1; i >= 0; i-- {
		if !asked[i] {
			continue
		}
		n := &nodes[i]
		need := inner.at(i)
		if n.op == opNot {
			need = need.Not()
		}
		for _, k := range n.kids {
			t := inner.at(k.i)
			if k.leaf {
				t = d.truths.at(k.i)
			}
			// A part shares the blame if it has the truth of the whole: the
			// failed parts of a failed "all", all limbs of a failed "any", the
			// open parts of an open one.
			if t != need {
				continue
			}
			if k.leaf {
				blame |= 1 << k.i
			} else {
				asked[k.i] = true
			}
		}
	}
	return blame
}
