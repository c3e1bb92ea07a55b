package planted

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// wrong are requests about the planted person that are refused: each hands in the
// very data that no error may repeat.
func (d *desk) wrong(ctx context.Context, store *storage.Store) {
	p := Person()
	on := func(by permit.Actor) registry.Order { return d.order(by, "2025-07-10") }

	other := p
	other.Born = civil.MustParse("1985-06-01")
	declared, err := d.DeclareRegistration(ctx, on(clerk), registry.Declaration{Person: other, Address: address("110108", Address)})
	refuse(d, "a birth date that contradicts the number", declared, err)
	declared, err = d.DeclareRegistration(ctx, on(clerk), registry.Declaration{Person: permit.Person{Name: p.Name}, Address: address("110108", Address)})
	refuse(d, "a person without a number", declared, err)
	moved, err := d.ChangeAddress(ctx, on(clerk), registry.AddressChange{Permit: d.life.Permit, Address: permit.Address{Detail: address("110105", Moved).Detail}})
	refuse(d, "an address without a division", moved, err)
	moved, err = d.ChangeAddress(ctx, on(clerk), registry.AddressChange{Permit: permit.ID(IDNumber), Address: address("110105", Moved)})
	refuse(d, "a person's number as that of a permit", moved, err)
	mine, err := d.PermitsOf(ctx, reviewer, p, permit.Document{})
	refuse(d, "a department that looks for a person", mine, err)
	for _, purpose := range []permit.Purpose{"", IDNumber, Words + IDNumber, permit.Purpose(strings.Repeat(Words, 100)), Words + "\n"} {
		shown, err := d.RevealHolder(ctx, on(officer), registry.Disclosing{Record: string(d.life.Permit), Purpose: purpose, Fields: []registry.Field{registry.FieldName}})
		refuse(d, "a purpose that is none", shown, err)
	}
	shown, err := d.RevealHolder(ctx, on(officer), registry.Disclosing{Record: IDNumber, Purpose: Words, Fields: []registry.Field{Name, registry.FieldPhoto}})
	refuse(d, "fields that are none", shown, err)
	past, err := d.ReadSanctions(ctx, on(officer), registry.SanctionSearch{Offender: p, Purpose: Words})
	refuse(d, "sanctions without a case", past, err)
	past, err = d.ReadSanctions(ctx, on(clerk), registry.SanctionSearch{Offender: p, Purpose: permit.PurposeSanction})
	refuse(d, "sanctions for a clerk", past, err)
	charged, err := d.Sanction(ctx, on(officer), registry.Sanctioning{Offender: other})
	refuse(d, "a sanction against a contradictory person", charged, err)

	// The same request ID for another request.
	o := registry.Order{By: clerk, On: civil.MustParse("2025-07-10"), Request: "planted-001"}
	declared, err = d.DeclareRegistration(ctx, o, registry.Declaration{Person: p, Address: address("110105", Moved)})
	refuse(d, "a used request ID", declared, err)

	// Texts that are no such texts.
	name, err := permit.ParseName(Name + "\u200b")
	refuse(d, "a name with an invisible character", name, err)
	name, err = permit.ParseName(strings.Repeat(Name, 50))
	refuse(d, "a name that is too long", name, err)
	id, err := permit.ParseIDNumber(IDNumber[:17] + "4")
	refuse(d, "a number with another check digit", id, err)
	id, err = permit.ParseIDNumber(IDNumber + Name)
	refuse(d, "a number with a name", id, err)
	detail, err := permit.ParseAddressDetail(Address + "\n" + Moved)
	refuse(d, "an address of two lines", detail, err)
	photo, err := permit.ParsePhotoRef(" " + Photo)
	refuse(d, "a reference with space", photo, err)
	day, err := civil.Parse(IDNumber)
	refuse(d, "a number as a day", day, err)
	text := []byte(`{"name":"` + Name + `","idNumber":"` + IDNumber + `","` + Words + `":1}`)
	var read permit.Person
	refuse(d, "a record with an unknown field", read, json.Unmarshal(text, &read))
	text = []byte(`{"name":["` + Name + `"],"born":"` + IDNumber + `"}`)
	refuse(d, "a record with a wrong value", read, json.Unmarshal(text, &read))

	// And what the store refuses.
	body, err := storage.Decode[permit.Person](append(text, Name...))
	refuse(d, "a body of another program", body, err)
	h, err := store.Header(ctx, registry.KindPermit, IDNumber+"x")
	refuse(d, "a record ID with a small letter", h, err)
	h, err = store.Header(ctx, registry.KindPermit, IDNumber)
	refuse(d, "a record that is not there", h, err)
	for _, r := range []storage.Record{
		{Header: storage.Header{Kind: registry.KindPermit, ID: "TOO-LONG"}, Body: []byte(strings.Repeat(Address, storage.MaxBody/len(Address)+1))},
		{Header: storage.Header{Kind: registry.KindPermit, ID: Name}, Body: []byte(Name)},
		{Header: storage.Header{Kind: registry.KindPermit, ID: string(d.life.Permit)}, Body: []byte(Name)},
	} {
		done, err := store.Update(ctx, storage.Command{ID: storage.CommandID(r.ID[:2]), Request: []byte(Words)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, r, 0)
			return nil, err
		})
		refuse(d, "a record that cannot be put", done, err)
	}
	page, err := store.Update(ctx, storage.Command{ID: storage.CommandID(Name)}, nil)
	refuse(d, "a command ID that is a name", page, err)
}
