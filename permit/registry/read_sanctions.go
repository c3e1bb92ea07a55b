package registry

import (
	"context"
	"slices"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/storage"
)

// A SanctionSearch asks for the sanctions and referrals on record against a
// person or a unit.
type SanctionSearch struct {
	Offender permit.Person   `json:"offender"`
	Document permit.Document `json:"document,omitzero"`
	Purpose  permit.Purpose  `json:"purpose"`

	_ struct{}
}

// A PastSanction is one sanction or referral.
type PastSanction struct {
	Number    string             `json:"number"`
	On        civil.Date         `json:"on"`
	Act       penalty.Act        `json:"act"`
	Cite      law.Cite           `json:"cite"`
	Sanction  penalty.Sanction   `json:"sanction,omitzero"`
	Referrals []penalty.Referral `json:"referrals,omitzero"`
}

// key is the record of the sanction or of the referral.
func (s *PastSanction) key() storage.Key {
	if len(s.Referrals) > 0 {
		return storage.Key{Kind: KindReferral, ID: s.Number}
	}
	return storage.Key{Kind: KindSanction, ID: s.Number}
}

// ReadSanctions lists the sanctions and referrals against an offender, the
// sanctions first, each in the order of their numbers. They are kept apart from
// the permits; each one read is entered in the disclosure log, and a search that
// found none as a LoggedAct without a record. Repeating the request lists those of
// the first time.
//
// The revised Public Security Administration Punishments Law (art. 136) has
// records of violations sealed and opens them to organs that handle a case. So
// only public security reads them, and only for a sanction or for legal
// proceedings: any other purpose is a *permit.FieldError that wraps
// permit.ErrPurpose. To hold them under keys of their own, give both kinds a
// sealer in storage.Options.Sealers.
//
// Errors: those of every act; permit.ErrMissing for an offender without any number.
func (r *Registry) ReadSanctions(ctx context.Context, o Order, in SanctionSearch) ([]PastSanction, error) {
	if err := authorise(ReadSanctions, o.By.Kind); err != nil {
		return nil, err
	}
	if err := forACase(in.Purpose); err != nil {
		return nil, err
	}
	if err := o.named(); err != nil {
		return nil, err
	}
	holder, err := r.holderKey(fieldOffender, &in.Offender, &in.Document)
	if err != nil {
		return nil, err
	}
	var list []PastSanction
	was, replayed, err := perform(ctx, r, ReadSanctions, o, in, func(ctx context.Context, d *desk) (out seen, err error) {
		if list, err = sanctionsOf(ctx, &d.w.Reader, holder); err != nil {
			return seen{}, err
		}
		for _, s := range list {
			if err := d.disclosed(ctx, s.key(), in.Purpose, []string{"sanction"}); err != nil {
				return seen{}, err
			}
			out.Sanctions = append(out.Sanctions, s.key())
		}
		if len(list) == 0 {
			return out, d.log(storage.Header{Kind: KindSanction, Holder: holder}, d.cite())
		}
		return out, nil
	})
	if err == nil && replayed {
		err = r.store.View(ctx, func(ctx context.Context, rd *storage.Reader) (err error) {
			list, err = sanctionsOf(ctx, rd, holder)
			list = slices.DeleteFunc(list, func(s PastSanction) bool { return !slices.Contains(was.Sanctions, s.key()) })
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	return list, nil
}

// forACase admits the purposes of who handles a case.
func forACase(p permit.Purpose) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if p != permit.PurposeSanction && p != permit.PurposeLegalProceedings {
		return &permit.FieldError{
			Field: "purpose", Rule: "must be that of a case, for records of violations are sealed (Public Security Administration Punishments Law, revised, 136)", Err: permit.ErrPurpose,
		}
	}
	return nil
}

func sanctionsOf(ctx context.Context, rd *storage.Reader, holder storage.Blind) (list []PastSanction, err error) {
	for _, kind := range [...]storage.Kind{KindSanction, KindReferral} {
		for rec, err := range rd.All(ctx, storage.Query{Index: storage.ByHolder, Kind: kind, Holder: holder, Bodies: true}) {
			if err != nil {
				return nil, err
			}
			b, err := storage.Decode[sanctionBody](rec.Body)
			if err != nil {
				return nil, err
			}
			c := &b.Proposal.Case
			s := PastSanction{Number: rec.ID, On: rec.From, Act: c.Act, Cite: c.Act.ClauseFor(c.Offender.Kind), Referrals: b.Referrals}
			if kind == KindSanction {
				s.Sanction = b.Proposal.Sanction
			}
			list = append(list, s)
		}
	}
	return list, nil
}
