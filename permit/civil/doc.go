// Package civil provides the days of the law: dates without a clock, periods
// counted as the Civil Code counts them, and calendars of holidays.
//
// # Days
//
// A legal day is not an instant. A [Date] is a day of the Gregorian calendar
// between 0001-01-01 and 9999-12-31; it is small, comparable and immutable,
// knows no clock and no zone, and its zero value means "no date" and equals no
// real day. An instant becomes a day in one place only, [DateOf], at a fixed
// eight hours ahead of UTC: the zone database is not asked, because it holds
// midnights in Shanghai that never existed.
//
// Nothing here reads the clock; the day of judgement is always an argument.
//
// # Periods
//
// A [Period] is a number of days, months or years. Counting it needs two
// answers that the law does not always give, so both are arguments:
//
//   - [Counting]: is the start day counted? The Civil Code says no.
//   - [Fullness]: is the period full on its last day, or only when that day
//     has ended? The Civil Code lets the last day run to 24:00.
//
// Months and years end on the corresponding day. A month that has no such day
// ends the period on its last day: 31 August plus six months is 28 or 29
// February. That clamp is always applied first, and only then is a day taken
// off for a start day that counts, so "start counted, full when the last day
// has ended" and "start excluded, full on the last day" are the same day for
// every start.
//
// A shortened day is not restored later: a period from 28 February 2023 ends on
// 28 February 2024, whatever came before.
//
// # Holidays
//
// Which days are off is a fact that the State Council announces year by year.
// It is never derived: a [Calendar] that has no data for a year answers with
// [ErrNoCalendarData], not with "a weekday". What counts as a legal holiday is
// open too, and is an [OffRule].
//
// # Absence and failure
//
// Arithmetic on the zero Date, with a period that is no period, or beyond the
// calendar gives the zero Date; every comparison by name with a zero Date is
// false, so that a missing day never grants anything. Errors name what was read
// and the rule it broke, never the value, for a day may be somebody's birthday.
//
// # Law and code
//
//	article                            function
//	Civil Code 200  calendar units     Days, Months, Years
//	Civil Code 201  start not counted  Counting (StartExcluded)
//	Civil Code 202  corresponding day  Period.LastDay, Date.AddMonths, Date.AddYears
//	Civil Code 203¶1 holiday           MoveOffHoliday, MoveBounds, Period.ReachedBounds, Period.Deadline, OffRule
//	Civil Code 203¶2 until 24:00       Fullness (AfterLastDay), Period.FullFrom
//	Civil Code 204  unless otherwise   the arguments themselves
//	法释〔2006〕1号 2  ages            AgeReachedOn, AgeOn, LatestBirth
//	Decree 795      the holidays       Calendar, Table, BuiltIn
package civil
