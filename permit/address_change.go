package permit

import (
	"errors"
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
// attaches anything to it (A39, see ChangeDue). Where the calendar has no data to
// tell whether the report is late, the decision is undetermined (A04): a late one
// is registered as late, and a year without data is never taken for one without
// holidays.
func DecideAddressChange(f *AddressChangeFacts, on civil.Date, p *Policy) rule.Decision {
	return addressChanges.Decide(f, on, p)
}

// daysToReport is the 七日 of 13.1.
const daysToReport = 7

// ChangeDue is the last day for reporting in time a change of address of that
// day (13.1, A38), moved off holidays where the policy has a calendar (A03,
// A04). Errors: ErrPolicy; endorsement.ErrNoDay; a *civil.NoDataError where the
// calendar, or under A38 (b) any calendar, is lacking.
func (p *Policy) ChangeDue(moved civil.Date) (civil.Date, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}, err
	}
	if moved.IsZero() {
		return civil.Date{}, endorsement.ErrNoDay
	}
	e := &p.Endorsement
	if p.SevenDays == SevenWorkingDays {
		due, err := civil.WorkingDaysAfter(moved, daysToReport, e.Calendar, e.OffDays)
		return due, wrapDue(err)
	}
	last := p.lastToReport(moved)
	if e.Extension == civil.NoPeriod {
		return last, nil
	}
	due, err := civil.MoveOffHoliday(last, e.Calendar, e.OffDays)
	return due, wrapDue(err)
}

// lastToReport is the last of the seven days before any holiday moves it. Of
// seven working days it is the last if all are working days, so that nobody who
// reports by it is late.
func (p *Policy) lastToReport(moved civil.Date) civil.Date {
	counting := civil.StartExcluded
	if p.SevenDays == SevenDaysWithFirst {
		counting = civil.StartCounted
	}
	return civil.Days(daysToReport).LastDay(moved, counting)
}

// reportedLate says whether a report on that day is late, and after which due
// day: zero where that is open and nothing depends on it. Errors: those of
// ChangeDue.
func (p *Policy) reportedLate(moved, reported civil.Date) (due civil.Date, late bool, err error) {
	due, err = p.ChangeDue(moved)
	if errors.Is(err, civil.ErrNoCalendarData) && reported.OnOrBefore(p.lastToReport(moved)) {
		return civil.Date{}, false, nil
	}
	return due, reported.StrictlyAfter(due) && err == nil, err
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
				if _, _, err := m.policy.reportedLate(f.Moved, m.on); err != nil {
					return rule.Unknown
				}
				return rule.Met
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
