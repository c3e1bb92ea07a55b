package registry

import (
	"context"
	"fmt"
	"iter"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// A Summary is what a list says of a permit: what its header holds, and nothing
// of the person.
type Summary struct {
	Permit permit.ID `json:"permit"`
	// District is that of the present address.
	District permit.District `json:"district,omitzero"`
	// LastValid is the last valid day of the latest term (14.2.a).
	LastValid civil.Date `json:"lastValid"`
	// CancelledOn is the first day of the cancellation; zero if there is none.
	CancelledOn civil.Date `json:"cancelledOn,omitzero"`
}

func summary(h *storage.Header) Summary {
	return Summary{permit.ID(h.ID), districtOf(h.District), h.DueOn, h.EndedOn}
}

// PermitsOf lists the permits of a person, cancelled ones included, in the order
// of their IDs. The document is needed only for a person without an identity
// number.
//
// Errors: those of every query; permit.ErrMissing for a person without any number.
func (r *Registry) PermitsOf(ctx context.Context, by permit.Actor, person permit.Person, document permit.Document) (list []Summary, err error) {
	if err := authorise(ReadPermits, by.Kind); err != nil {
		return nil, err
	}
	holder, err := r.holderKey(fieldHolder, &person, &document)
	if err != nil {
		return nil, err
	}
	err = r.view(ctx, ReadPermits, by, func(ctx context.Context, rd *storage.Reader) error {
		headers, err := permitsOf(ctx, rd, holder)
		list = make([]Summary, len(headers))
		for i := range headers {
			list[i] = summary(&headers[i])
		}
		return err
	})
	return list, err
}

// Due yields the permits that are not cancelled and whose last valid day lies in
// the range, both ends included, in the order of that day; those of one
// district, or of all for permit.DistrictUnknown. It is the list for reminding
// holders to endorse.
//
// Errors, each beside the zero Summary and the last of the list: those of every
// list; civil.ErrInvalid for a range whose end lies before its beginning.
func (r *Registry) Due(ctx context.Context, by permit.Actor, where permit.District, in civil.Range) iter.Seq2[Summary, error] {
	if err := in.Validate(); err != nil {
		return failed(err)
	}
	return r.list(by, where, func(yield func(Summary, error) bool) {
		for h, err := range r.alive(ctx, where, in.First, in.Last) {
			if !yield(summary(&h), err) || err != nil {
				return
			}
		}
	})
}

// InDistrict yields the permits of a district, or of all for
// permit.DistrictUnknown, that are not cancelled, in the order of their last
// valid day.
//
// Errors, each beside the zero Summary and the last of the list: those of every
// list.
func (r *Registry) InDistrict(ctx context.Context, by permit.Actor, where permit.District) iter.Seq2[Summary, error] {
	return r.list(by, where, func(yield func(Summary, error) bool) {
		for h, err := range r.alive(ctx, where, civil.Date{}, civil.Date{}) {
			if !yield(summary(&h), err) || err != nil {
				return
			}
		}
	})
}

// Suspended yields the permits whose use function is suspended on a day
// (14.3.a); those of one present district, or of all for
// permit.DistrictUnknown. For today and later days it reads only what is past
// its last valid day; for a day in the past it looks at every permit, and opens
// those that have changed since.
//
// An error beside a Summary is of that permit alone, and the list goes on: whether
// the permit is suspended hangs on days for which the calendar has no data
// (civil.ErrNoCalendarData, A04), its acts were erased by order (ErrErased), or
// they cannot be read. An error beside the zero Summary ends the list: those of
// every list, a *permit.FieldError for a missing day.
func (r *Registry) Suspended(ctx context.Context, by permit.Actor, where permit.District, day civil.Date) iter.Seq2[Summary, error] {
	if err := dayStated(day); err != nil {
		return failed(err)
	}
	return r.list(by, where, func(yield func(Summary, error) bool) {
		past := day.StrictlyBefore(civil.DateOf(r.clock()))
		runs := []iter.Seq2[storage.Header, error]{r.alive(ctx, where, civil.Date{}, day)}
		if past {
			runs = append(runs, r.alive(ctx, where, day.DayAfter(), civil.Date{}), r.permits(ctx, where, permitCancelled, civil.Date{}, civil.Date{}))
		}
		for _, run := range runs {
			for h, err := range run {
				if err != nil {
					yield(Summary{}, err)
					return
				}
				is, err := r.suspended(ctx, &h, day)
				if err != nil {
					err = fmt.Errorf("registry: permit %s: %w", h.ID, err)
				}
				if (is || err != nil) && !yield(summary(&h), err) {
					return
				}
			}
		}
	})
}

// suspended reports whether a permit is suspended on the day: from its header
// where that answers for the day, else from its acts.
func (r *Registry) suspended(ctx context.Context, h *storage.Header, day civil.Date) (bool, error) {
	policy := &r.policy.Permit
	switch {
	case h.EndedOn.OnOrBefore(day):
		return false, nil
	case h.From.OnOrBefore(day) && policy.Endorsement.Suspension == endorsement.Automatic:
		face := permit.CardFace{From: h.From, LastValid: h.DueOn, Card: permit.CardCurrent}
		v := permit.VerifyCard(face, day, policy)
		return v.Status == permit.VerifiedSuspended, v.Err
	}
	var status permit.Status
	err := r.store.View(ctx, func(ctx context.Context, rd *storage.Reader) error {
		p, err := acts(ctx, rd, permit.ID(h.ID))
		if err != nil {
			return err
		}
		status, err = p.StatusOn(day, policy)
		return err
	})
	return status == permit.Suspended, err
}

// alive yields the headers of the permits that are not cancelled, by last valid
// day.
func (r *Registry) alive(ctx context.Context, where permit.District, first, last civil.Date) iter.Seq2[storage.Header, error] {
	return r.permits(ctx, where, permitAlive, first, last)
}

func (r *Registry) permits(ctx context.Context, where permit.District, status uint8, first, last civil.Date) iter.Seq2[storage.Header, error] {
	q := storage.Query{Index: storage.ByStatus, Kind: KindPermit, Status: status, DueFrom: first, DueThrough: last}
	if where != permit.DistrictUnknown {
		q.Index, q.District = storage.ByDistrictStatus, StorageDistrict(where)
	}
	return func(yield func(storage.Header, error) bool) {
		for rec, err := range r.store.All(ctx, q) {
			if !yield(rec.Header, err) {
				return
			}
		}
	}
}

// list guards a list of one district, or of all, by the authority table. A
// district that is none has no permits, and an empty list would hide that.
func (r *Registry) list(by permit.Actor, where permit.District, run iter.Seq2[Summary, error]) iter.Seq2[Summary, error] {
	if err := authorise(ReadPermits, by.Kind); err != nil {
		return failed(err)
	}
	if _, err := where.MarshalText(); err != nil {
		return failed(err)
	}
	return run
}

func failed(err error) iter.Seq2[Summary, error] {
	return func(yield func(Summary, error) bool) { yield(Summary{}, err) }
}

// OpenApplications yields the applications that are neither refused nor issued
// and whose advisory day of issue lies on or before a day (A25), in the order of
// that day, approved ones last.
//
// Errors, each beside the zero value and the last of the list: those of every
// query; a *permit.FieldError for a missing day.
func (r *Registry) OpenApplications(ctx context.Context, by permit.Actor, through civil.Date) iter.Seq2[ApplicationState, error] {
	return func(yield func(ApplicationState, error) bool) {
		for _, err := range [...]error{authorise(ReadPermits, by.Kind), dayStated(through)} {
			if err != nil {
				yield(ApplicationState{}, err)
				return
			}
		}
		for _, status := range [...]uint8{applicationAccepted, applicationApproved} {
			q := storage.Query{Index: storage.ByStatus, Kind: KindApplication, Status: status, DueThrough: through}
			for rec, err := range r.store.All(ctx, q) {
				if !yield(applicationState(&rec.Header), err) || err != nil {
					return
				}
			}
		}
	}
}

// A DistrictCount is how many permits a district has.
type DistrictCount struct {
	District  permit.District `json:"district"`
	Alive     int64           `json:"alive"` // active and suspended ones
	Cancelled int64           `json:"cancelled"`
}

// Counts counts the permits by the district of the present address, in the order
// of the districts, leaving out those without any. How many are suspended hangs
// on the day: see Suspended.
//
// Errors: those of every query.
func (r *Registry) Counts(ctx context.Context, by permit.Actor) (list []DistrictCount, err error) {
	err = r.view(ctx, Count, by, func(ctx context.Context, rd *storage.Reader) error {
		rows, err := rd.Counts(ctx, KindPermit)
		list = nil
		for _, row := range rows {
			where := districtOf(row.District)
			if n := len(list); n == 0 || list[n-1].District != where {
				list = append(list, DistrictCount{District: where})
			}
			count := &list[len(list)-1]
			if row.Status == permitCancelled {
				count.Cancelled += row.N
			} else {
				count.Alive += row.N
			}
		}
		return err
	})
	return list, err
}
