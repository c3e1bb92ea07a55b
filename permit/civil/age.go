package civil

// Ages follow one rule everywhere. With [AfterLastDay] an age is reached on the
// day after the birthday, as the Supreme Court counts 周岁 (法释〔2006〕1号
// article 2) and as Civil Code 201 to 203 count any period of years; with
// [OnLastDay] it is reached on the birthday. Somebody born on 29 February has
// the birthday on 28 February in a common year (Civil Code 202).

// AgeReachedOn returns the first day on which somebody born on the given day
// has reached the age of that many years. It is zero if born is zero, years is
// negative, f is not one of its two values, or the day would lie outside the
// calendar.
func AgeReachedOn(born Date, years int, f Fullness) Date {
	return Years(years).Reached(born, StartExcluded, f)
}

// AgeOn returns the age in full years on a day; it is 0 from the day of birth.
// It is false if either day is zero, if the day lies before the birth, or if f
// is not one of its two values.
func AgeOn(born, day Date, f Fullness) (int, bool) {
	return CompletedYears(born, day, StartExcluded, f)
}

// LatestBirth is the cut-off for an age: somebody has reached it on the given
// day exactly if the birth lies OnOrBefore the result. It is zero under the
// conditions of [Period.LatestStart].
func LatestBirth(day Date, years int, f Fullness) Date {
	return Years(years).LatestStart(day, StartExcluded, f)
}
