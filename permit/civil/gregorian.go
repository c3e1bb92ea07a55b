package civil

// Day numbers count from 0001-01-01 = 1 in the Gregorian calendar, extended to
// the years before 1582.
const (
	minNumber = 1
	maxNumber = 3652059 // 9999-12-31

	minYear = 1
	maxYear = 9999

	// Both conversions below count from 0000-03-01, so that a leap day is the
	// last day of its year. That day has the number -305.
	marchEpoch = 305
)

// split turns a day number into year, month and day. It holds from one day
// before the calendar to one day behind it (and far beyond), because cut-offs
// look one day past either end.
//
// The divisions by the lengths of year and month are replaced by
// multiplications with linear functions that are exact on the range in use
// (Neri and Schneider, "Euclidean affine functions and their application to
// calendar algorithms", 2023). The exhaustive test compares all days with a
// model that walks.
func split(n int32) (year, month, day int) {
	quarter := uint32(n+marchEpoch)*4 + 3 // quarter days
	century := quarter / 146097
	inCentury := quarter%146097 | 3

	product := uint64(inCentury) * 2939745 // 2³² / 1461, rounded up
	inYear := uint32(product) / 2939745 / 4

	scaled := inYear*2141 + 197913 // 2¹⁶ / 30.6
	m := scaled >> 16
	d := scaled & 0xFFFF / 2141

	y := century*100 + uint32(product>>32)
	if inYear >= 306 { // January and February belong to the next year
		y++
		m -= 12
	}
	return int(y), int(m), int(d) + 1
}

// join is the inverse of split, for years from 0 (March) on.
func join(year, month, day int) int32 {
	y, m := uint32(year), uint32(month)
	if m <= 2 {
		y--
		m += 12
	}
	century := y / 100
	days := y*1461/4 - century + century/4 + (979*m-2919)/32
	return int32(days) + int32(day) - 1 - marchEpoch
}

func isLeap(year int) bool {
	// A multiple of 100 is a multiple of 400 exactly if it is one of 16.
	if year%100 == 0 {
		return year%16 == 0
	}
	return year%4 == 0
}

// daysIn returns the length of a month, 1 to 12.
func daysIn(year, month int) int {
	if month == 2 {
		if isLeap(year) {
			return 29
		}
		return 28
	}
	return 30 | (month ^ month>>3) // 31 for odd months to July, for even ones after
}

// joinClamped is join for the corresponding day: a month that has no such day
// gives its last one (Civil Code 202).
func joinClamped(year, month, day int) int32 {
	if day > 28 {
		day = min(day, daysIn(year, month))
	}
	return join(year, month, day)
}
