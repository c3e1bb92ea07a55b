package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
)

// A Study is one enrolment of the applicant (8.2.c).
type Study struct {
	School   SchoolKind      `json:"school,omitzero"`
	FullTime permit.Flag     `json:"fullTime,omitzero"`
	Division permit.Division `json:"division,omitzero"` // where the school is
	// Xueji is whether the school has given the applicant student status (学籍).
	Xueji      permit.Flag `json:"xueji,omitzero"`
	Attendance Attendance  `json:"attendance,omitzero"`
	// Term runs from the enrolment to the last day of the studies.
	Term   permit.Term `json:"term,omitzero"`
	Review Review      `json:"review,omitzero"`
}
