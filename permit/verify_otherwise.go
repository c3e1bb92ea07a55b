package permit

import (
	"errors"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A VerificationFlip is a reading under which the same record verifies a card
// otherwise, and how.
type VerificationFlip struct {
	rule.Applied
	Status VerificationStatus
}

// VerifyOtherwise lists every single change of a reading under which Verify has
// another status for that card and day, in the order of Switches: it reads the whole
// record again, so also which acts count and from when. None means that the status
// does not hang on how the text is read. An answer that needs a number nobody stated
// is not tried; a missing day and a bad policy have none to try.
func (p *Permit) VerifyOtherwise(card CardNumber, day civil.Date, policy *Policy) []VerificationFlip {
	policy, err := reading(policy)
	if err != nil || day.IsZero() {
		return nil
	}
	was := p.Verify(card, day, policy).Status
	var flips []VerificationFlip
	for _, s := range readings.List() {
		now := s.Answer(policy)
		for _, answer := range s.Answers {
			other := *policy
			if answer == now || s.Set(&other, answer) != nil {
				continue
			}
			v := p.Verify(card, day, &other)
			if v.Status != was && !errors.Is(v.Err, endorsement.ErrNoLapsePeriod) {
				flips = append(flips, VerificationFlip{rule.Applied{ID: s.ID, Answer: answer}, v.Status})
			}
		}
	}
	return flips
}
