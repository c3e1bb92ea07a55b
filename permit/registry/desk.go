package registry

import (
	"context"
	"errors"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/storage"
)

// LogAct is the type of the log entry that names one task done at the desk: see
// LoggedAct. Together with the entries of the store it lets a consumer follow
// the registry without opening a body.
const LogAct = storage.LogDomain

// A LoggedAct is the content of a LogAct entry. It holds no person's data.
type LoggedAct struct {
	Task   Task         `json:"task"`
	Kind   storage.Kind `json:"kind"`
	ID     string       `json:"id"`
	On     civil.Date   `json:"on"`
	By     string       `json:"by,omitzero"`     // who acted: a service number
	Role   string       `json:"role"`            // in which part
	Office string       `json:"office,omitzero"` // where
	Cite   law.Cite     `json:"cite"`
	// Finding is why a record was erased; zero for every other task.
	Finding permit.Finding `json:"finding,omitzero"`
}

// A desk is one order on its way through one transaction.
type desk struct {
	r    *Registry
	w    *storage.Writer
	task Task
	o    *Order
	now  permit.Instant
}

// request is what the digest of a command covers: everything that was asked.
type request struct {
	Task  Task  `json:"task"`
	Order Order `json:"order"`
	Input any   `json:"input"`
}

// perform runs one order: authority, form, then do in one transaction with its
// answer. do may run again and must begin anew each time. T is the answer as
// the caller gets it and as it is kept for a repeated request.
func perform[T any](ctx context.Context, r *Registry, t Task, o Order, in any, do func(context.Context, *desk) (T, error)) (out T, replayed bool, err error) {
	var none T
	if err := authorise(t, o.By.Kind); err != nil {
		return none, false, err
	}
	if err := o.validate(); err != nil {
		return none, false, err
	}
	if _, isAct := any(none).(Result); o.Trial && !isAct {
		return none, false, &permit.FieldError{Field: "order.trial", Rule: "must not be set for what is no act with a result", Err: permit.ErrContradiction}
	}
	if err := wellFormed(t, in); err != nil {
		return none, false, err
	}
	asked, err := storage.Encode(request{t, o, in})
	switch {
	case errors.Is(err, storage.ErrTooLarge):
		return none, false, tooLong(t)
	case errors.Is(err, storage.ErrInvalid):
		return none, false, noForm(t, request{t, o, in})
	case err != nil:
		return none, false, err
	}
	done, err := r.store.Update(ctx, storage.Command{ID: o.Request, Request: asked, Kind: t.sealedAs()},
		func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			d := &desk{r: r, w: w, task: t, o: &o, now: permit.Instant(w.Now())}
			if o.On.StrictlyAfter(d.now.Day()) {
				return nil, &permit.FieldError{Field: "order.on", Rule: "must not be after the day of recording", Err: permit.ErrContradiction}
			}
			answer, err := do(ctx, d)
			if err != nil {
				return nil, err
			}
			out = answer
			if o.Trial {
				return nil, errTrial
			}
			return storage.Encode(answer)
		})
	if errors.Is(err, errTrial) && !errors.Is(err, storage.ErrCommitUnknown) {
		return out, false, nil
	}
	if err != nil {
		return none, false, inWords(t, conflict(t, err))
	}
	if done.Replayed {
		out, err = storage.Decode[T](done.Bytes)
		return out, true, err
	}
	return out, false, nil
}

// sealedAs is the kind whose sealer seals the answer of a task: what the answer
// of a sanction holds is kept apart as the sanction is.
func (t Task) sealedAs() storage.Kind {
	switch t {
	case Sanction, ReadSanctions:
		return KindSanction
	case Refer:
		return KindReferral
	}
	return 0
}

// errTrial ends the transaction of an order on trial, which then writes nothing.
var errTrial = errors.New("registry: on trial")

// cite is the clause on which the actor does this task.
func (d *desk) cite() law.Cite {
	c, _ := Authority(d.task, d.o.By.Kind)
	return c
}

// entry is this order as an entry of a record that rests on a clause.
func (d *desk) entry(c law.Cite) Entry {
	return Entry{Task: d.task, On: d.o.On, Recorded: d.now, By: d.o.By, Cite: c}
}

// put writes the next version of a record.
func put[B any](ctx context.Context, d *desk, h storage.Header, body B) (storage.Header, error) {
	b, err := storage.Encode(body)
	if err != nil {
		return storage.Header{}, err
	}
	expect := h.Version
	h.Version, h.RecordedAt = 0, 0
	return d.w.Put(ctx, storage.Record{Header: h, Body: b}, expect)
}

// get reads a record of a kind with its body.
func get[B any](ctx context.Context, w interface {
	Get(context.Context, storage.Kind, string) (storage.Record, error)
}, kind storage.Kind, id string) (storage.Header, B, error) {
	var none B
	rec, err := w.Get(ctx, kind, id)
	if err != nil {
		return storage.Header{}, none, err
	}
	body, err := storage.Decode[B](rec.Body)
	return rec.Header, body, err
}

// log enters what was done on a record.
func (d *desk) log(h storage.Header, c law.Cite) error { return d.enter(h, c, permit.Finding{}) }

// enter is log with the finding on which an erasure rests.
func (d *desk) enter(h storage.Header, c law.Cite, finding permit.Finding) error {
	data, err := storage.Encode(LoggedAct{
		Task: d.task, Kind: h.Kind, ID: h.ID, On: d.o.On,
		By: string(d.o.By.ID), Role: d.o.By.Kind.String(), Office: string(d.o.By.Office.ID), Cite: c, Finding: finding,
	})
	if err != nil {
		return err
	}
	return d.w.Log(d.r.store.Shard(&h), LogAct, data)
}
