// Package penalty decides articles 22 and 26 to 29: what an act may cost, what
// a proposed sanction gets wrong, and what follows besides.
//
// # The path of a case
//
// Somebody did something: a Conduct. Classify says which Act of which clause it
// comes to, or that it breaks a duty for which the draft has no sanction. A
// Case is one act of one offender with its days and findings. Punishable says
// whether anything may be imposed at all, RangeOf between which figures, Check
// whether a Proposal is lawful, with every objection at once. Execute says
// whether detention that was decided is executed, Combine what several decisions
// come to together, and Follow what happens whether anybody is punished or not:
// confiscation, cancellation, referral.
//
// # What is never guessed
//
// A fact that is not stated is unknown, and a rule that needs it answers
// Undetermined. Lighter circumstances, a price, fraud, forgery, a crime, duty
// are permit.Finding values: an authority made them, and they count from their
// day on. What a body says that may find nothing (permit.OfficeKind.MayFind) is
// no finding, either way. Three answers do not wait, because the law itself says
// what holds without a finding: fault and capacity are presumed (行政处罚法 31,
// 33), no crime is inferred (28.2), and without a finding the narrower clause
// applies (the base tier, A64; transfer instead of trade of a genuine permit, and
// nothing for who gets it, A61).
//
// # Money and days
//
// Money is decimal.Decimal in yuan. A Fine is an amount or none; 0 is an amount,
// and unlawful. Printed figures are included in a range, nought is not. Detention
// is in whole days. An age is reached on the day after the birthday (A05); a
// limitation leaves out the day of the act and ends with the corresponding day.
//
// # Readings
//
// Policy has a field for each place where another reading of the draft changes
// a result; its zero value is the default everywhere. Switches connects the
// fields with the register in package law. Figures never change by a date: the
// Schedule is chosen by name, and Check objects where a schedule was not yet
// law on the day of the act.
//
// # Articles
//
//	article   function                           codes
//	5.1       Check (who decides, A75)           PEN-AUT
//	7, 9, 12–14, 18, 19, 21
//	          Classify: Breach, sanction nil     PEN-DUT, PEN-LIA-01
//	22.1      Classify (Inspect, Withhold), on what package permit decides
//	                                             PEN-WIN, PEN-SEI, PEN-WSE
//	26.1.0    RangeOf, Check                     PEN-LIA, PEN-WAR, PEN-FIN, PEN-MIT
//	26.1.a    Classify (ApplyFalsely)            PEN-OBT
//	26.1.b    Classify (Withhold)                PEN-SEI
//	26.1.c    Classify (LendOut, LetForRent, HandOver)
//	                                             PEN-LEN
//	27.1      RangeOf, Check, Classify (ShowAsOwn)
//	                                             PEN-IMP, PEN-USE, PEN-FIN, PEN-WAR-02
//	27.2      Follow.ConfiscatePermit, Cancel
//	28.1.0    RangeOf, Check, Execute            PEN-TIE, PEN-DET, PEN-FIN, PEN-EXE
//	28.1.a    Classify (Make, Change, HandOver, Acquire)
//	                                             PEN-MAK, PEN-TRG
//	28.1.b    Classify (HandOver, Acquire, ShowAsOwn)
//	                                             PEN-TRF, PEN-USF
//	28.2      Follow.Crime, Check, Execute       PEN-LIA-11, PEN-EXE-15
//	28.3      Follow.ConfiscateItem
//	29.1, 29.2
//	          Classify, Follow.Liability         PEN-OFF, PEN-WSE, PEN-WIN, PEN-LIA-02
//	31.1      Policy.Commencement                PEN-LIA-09, PEN-EXE-14
//
// Outside law: ages and detention that is not executed (Execute), several acts
// (Combine), limitation (Limitation, Barred) come from 行政处罚法 and
// 治安管理处罚法, because article 28 rests on the latter and the draft says nothing
// of its own.
//
// # Not here
//
// The offences that the revision of 2025 adds to the Law, hearings, collection
// and surcharges of fines, discretion tables: the draft has none of them.
package penalty
