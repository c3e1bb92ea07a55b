// Package endorsement is article 14 over dates alone: how long a residence
// permit is valid, when it is to be endorsed (签注), what becomes of it if nobody
// comes, and what a late endorsement costs. It knows no persons, papers or
// offices, and no cancellation.
//
// A permit is valid for one year from its issue or its latest endorsement
// (14.2.a). Before its last valid day E lies a window, by default from E-30
// to E, in which a holder who goes on living in Beijing endorses it (14.2.b). After
// the deadline its use function is suspended by itself (14.3.a): nothing is
// stored for that, so a record nobody touched still answers. An endorsement made
// up later restores it from that day on (14.3.b), and the years of continuous
// residence start again (14.3.c).
//
//	article  what it asks                       function                         code
//	14.1     permits are endorsed               –                                –
//	14.2.a   last valid day                     Policy.LastValidDay, LastDayFrom –
//	14.2.a   the permit has been issued         Decide                           END-ISS-01
//	14.2.b   window and deadline                Policy.WindowBefore, Deadline    –
//	14.2.b   not before the window              Decide, Term.Classify            END-WIN-01
//	14.2.b   goes on living in Beijing          Decide                           END-LIV-01
//	14.2.b   conditions looked at again (A35 b) Decide                           END-CON-01
//	13.1     address up to date (A41 b)         Decide                           END-ADR-01
//	14.3.a   suspended after the deadline       Timeline.On, Term.On             –
//	14.3.b   made up late                       Term.Endorse, Preview            –
//	14.3.b   not too late for that (A35 c)      Decide, Term.Classify            END-LAP-01
//	14.3.c   years of continuous residence      State.FullYears, Residence       –
//
// # Three ways in
//
// A Timeline is the days of a whole record; ask it for the State on any day or
// for a Preview of an endorsement. A Term is the same reduced to what is needed
// to go on: fold events into it one by one. A Policy answers for single dates.
// Decide says whether an endorsement may be made, with reasons; coming late is
// not a reason against it but an Effect.
//
// # What holds
//
// The state on a day depends on no later event. Every day from the issue on is
// either Active or Suspended. A timely endorsement changes no years, although
// the anniversary drifts with each early visit by Effect.DaysLost days (A30). A
// late one sets them to nought on its day. No term is longer than one year,
// except where A03 (b) moves it off a holiday.
//
// # Holidays
//
// With a calendar the deadline moves off holidays (Civil Code 203, A03, A04).
// The permit is then Active beyond its last valid day, marked HolidayGrace.
// Without one nothing moves. Where a calendar has no data for the deadline, that
// lies on or before the first day after it that is known to be worked on. A
// status or timing that is the same in every calendar that agrees with what is
// known is the answer; else there is the calendar's error. What the missing days
// leave open beside the answer (the deadline, since when a permit is suspended,
// whether a past endorsement was late and so the years) is told as open.
//
// # Readings
//
// Each ambiguous place is a field of Policy; the zero Policy, or nil, is the
// default reading. Three choices deserve a word. Under A29 (c) the time to
// endorse ends the day before the term does, so the last valid day is overdue
// already. Under A31 (b) and (c), which know no window, a term that has not
// begun cannot be endorsed: it has been endorsed ahead already. Under A32 (b) a
// permit past its deadline is Overdue but Active until an authority records the
// suspension; being late does not wait for that, and neither do the years.
// 29 February has no choice: a missing corresponding day is the month's last
// (A28).
//
// Days are civil dates and the day of judgement is always an argument. Answers
// allocate nothing; errors do, also the one of a calendar without data.
package endorsement
