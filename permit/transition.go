package permit

// admitted is the table of transitions: which kinds of act a permit admits in
// each status. What the act must satisfy besides is for its rule table and for
// the folding to say.
var admitted = [...]uint32{
	NotIssued: kinds(ActIssued),
	Active:    living,
	Suspended: living, // the procedures remain (A36)
	// Which of the two it is makes no difference to what is admitted.
	StatusOpen: living,
	// Nothing leaves Cancelled, and no procedure of the holder is left (23.1).
	// What happens to the card and what is found afterwards is still recorded.
	Cancelled: kinds(ActFindingRecorded, ActFound, ActConfiscated),
}

var living = kinds(ActEndorsed, ActReissued, ActExchanged, ActAddressChanged, ActInformationChecked,
	ActFindingRecorded, ActSuspensionRecorded, ActReportedLost, ActFound, ActCancelled, ActConfiscated)

func kinds(list ...ActKind) (set uint32) {
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

// Admits reports whether a permit in that status can have an act of that kind.
func (s Status) Admits(k ActKind) bool {
	return int(s) < len(admitted) && admitted[s]>>k&1 == 1
}
