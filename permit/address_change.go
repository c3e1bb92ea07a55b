package permit

import (
	"fmt"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// AddressChangeFacts are what decides about registering a move (13.1).
type AddressChangeFacts struct {
	Permit State `json:"permit"`
	// Address is the new one.
	Address Address `json:"address"`
	// Moved is the day of the change.
	Moved civil.Date `json:"moved"`
	Filer Filer      `json:"filer"`

	_ struct{}
}

// DecideAddressChange tells whether the change is registered on that day (13.1).
// Term and years do not move by it (A40). Coming late is told, not refused: no clause
// attaches anything to it (A39, see LateReport). So a calendar without data for the
// last day in time leaves that day open, and not the decision.
func DecideAddressChange(f *AddressChangeFacts, on civil.Date, p *Policy) rule.Decision {
	return addressChanges.Decide(f, on, p)
}

// daysToReport is the 七日 of 13.1.
const daysToReport = 7

// ChangeDue is the last day for reporting in time a change of address of that
// day (13.1, A38), moved off holidays where the policy has a calendar (A03,
// A04). Errors: ErrPolicy; endorsement.ErrNoDay; one of civil for a day beyond
// its calendar; a *civil.NoDataError where the day depends on data that the
// calendar, or under A38 (b) any calendar, lacks.
func (p *Policy) ChangeDue(moved civil.Date) (civil.Date, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}, err
	}
	first, latest, err := p.changeDues(moved, moved)
	if err != nil {
		return civil.Date{}, err
	}
	if first != latest {
		return civil.Date{}, p.lackForChange(moved)
	}
	return first, nil
}

// changeDues are the first and the last day that the due day of a move can be
// where the calendar lacks data, seen from a day (see civil.MoveBounds).
func (p *Policy) changeDues(moved, until civil.Date) (first, latest civil.Date, err error) {
	if moved.IsZero() {
		return first, latest, endorsement.ErrNoDay
	}
	e := &p.Endorsement
	if p.SevenDays == SevenWorkingDays {
		first, latest, err = civil.WorkingDaysBounds(moved, daysToReport, e.Calendar, e.OffDays, until)
		return first, latest, wrapDue(err)
	}
	last := p.lastToReport(moved)
	if e.Extension == civil.NoPeriod {
		return last, last, nil
	}
	first, latest, err = civil.MoveBounds(last, e.Calendar, e.OffDays, until)
	return first, latest, wrapDue(err)
}

// lastToReport is the last of seven calendar days, before any holiday moves it.
func (p *Policy) lastToReport(moved civil.Date) civil.Date {
	counting := civil.StartExcluded
	if p.SevenDays == SevenDaysWithFirst {
		counting = civil.StartCounted
	}
	return civil.Days(daysToReport).LastDay(moved, counting)
}

// lackForChange is the calendar's error for a due day that is open.
func (p *Policy) lackForChange(moved civil.Date) (err error) {
	e := &p.Endorsement
	if p.SevenDays == SevenWorkingDays {
		_, err = civil.WorkingDaysAfter(moved, daysToReport, e.Calendar, e.OffDays)
	} else {
		_, err = civil.MoveOffHoliday(p.lastToReport(moved), e.Calendar, e.OffDays)
	}
	return wrapDue(err)
}

// reportedLate says whether a report on that day is late, and after which due
// day: zero where that is open and the lateness does not depend on it. Errors:
// those of ChangeDue, the calendar's only if the lateness depends on it.
func (p *Policy) reportedLate(moved, reported civil.Date) (due civil.Date, late bool, err error) {
	if reported.IsZero() {
		return due, false, endorsement.ErrNoDay
	}
	first, latest, err := p.changeDues(moved, reported)
	if err != nil {
		return due, false, err
	}
	if first == latest {
		due = first
	}
	late = reported.StrictlyAfter(first)
	if late != reported.StrictlyAfter(latest) {
		return civil.Date{}, false, p.lackForChange(moved)
	}
	return due, late, nil
}

func wrapDue(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("permit: day for reporting a move (13.1): %w", err)
}

// addressChanges decides the registration of a move. It never changes.
var addressChanges = rule.MustTable(rule.Spec[AddressChangeFacts, Policy, moment]{
	Name:  "address-change",
	Cite:  law.MustCite("13.1"),
	Title: law.Bilingual{ZH: "办理居住地住址变更", EN: "Registering a change of residence address"},
	Conditions: []rule.Condition[AddressChangeFacts, moment]{
		permitAlive("PER-ADR-01", "13.1", func(f *AddressChangeFacts) *State { return &f.Permit }),
		{
			Code: "PER-ADR-02", Cite: law.MustCite("13.1"), Path: "/address/division", Readings: []law.ReadingID{law.A40},
			Rule:  law.Bilingual{ZH: "新住址在本市；迁出本市不属于本项变更", EN: "the new address is in Beijing; leaving Beijing is not this procedure"},
			Check: func(f *AddressChangeFacts, _ moment) rule.Truth { return f.Address.InBeijing().Truth() },
		},
		{
			Code: "PER-ADR-03", Cite: law.MustCite("13.1"), Path: "/moved", Readings: []law.ReadingID{law.A03, law.A04, law.A38, law.A39},
			Rule: law.Bilingual{ZH: "居住地住址已经变更；逾期办理的予以登记，不予处罚", EN: "the residence address has changed; a late report is registered and not punished"},
			Fact: law.Bilingual{
				ZH: "%[1]s变更，应当于%[2]s前（含当日）办理，%[3]s办理",
				EN: "changed on %[4]s, to be reported by %[5]s, reported on %[6]s",
			},
			Check: func(f *AddressChangeFacts, m moment) rule.Truth {
				if f.Moved.IsZero() {
					return rule.Unknown
				}
				if f.Moved.StrictlyAfter(m.on) {
					return rule.Unmet
				}
				return rule.Met // late or not (A39)
			},
			Detail: func(f *AddressChangeFacts, m moment) []any {
				if f.Moved.IsZero() {
					return nil
				}
				dueZH, dueEN := unknownDue.ZH, unknownDue.EN
				if due, err := m.policy.ChangeDue(f.Moved); err == nil {
					dueZH, dueEN = due.Chinese(), due.String()
				}
				return []any{f.Moved.Chinese(), dueZH, m.on.Chinese(), f.Moved.String(), dueEN, m.on.String()}
			},
		},
		filedBy("PER-ADR-04", "13.1", func(f *AddressChangeFacts) Filer { return f.Filer }),
		filedAt("PER-ADR-05", "13.1", func(f *AddressChangeFacts) Filer { return f.Filer }),
	},
	Formula: rule.All(
		rule.Is("PER-ADR-01"), rule.Is("PER-ADR-02"), rule.Is("PER-ADR-03"), rule.Is("PER-ADR-04"), rule.Is("PER-ADR-05"),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// unknownDue stands for a day that a calendar without data leaves open.
var unknownDue = law.Bilingual{ZH: "（节假日安排未知）", EN: "a day not known for want of holiday data"}
