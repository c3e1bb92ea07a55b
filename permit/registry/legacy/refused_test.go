package legacy_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/legacy"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A wrong permit row has one thing wrong beside what a good one says.
type wrongRow struct {
	columns map[string]string // what it says otherwise
	want    [][2]string       // field and a part of the rule of each fault
}

// permitRow is a good row but for some columns. It has the columns of
// permitRowsMapping.
func permitRow(n int, otherwise map[string]string) string {
	cells := []string{}
	for _, column := range permitRowColumns {
		text := map[string]string{
			"key": fmt.Sprintf("K%d", n), "idNumber": number(fmt.Sprintf("%d-03-15", 1980+n%20)), "division": "110108", "address": "测试街甲一号",
			"acceptedOn": "2025/2/20", "issuedOn": "2025/3/10", "endorsedOn": "2026/3/1", "complete": "yes",
		}[column]
		if other, has := otherwise[column]; has {
			text = other
		}
		cells = append(cells, text)
	}
	return strings.Join(cells, ",") + "\n"
}

var permitRowColumns = []string{"key", "idNumber", "born", "division", "address", "permit", "card", "acceptedOn", "issuedOn", "endorsedOn", "complete", "registeredSince", "formerPermitSince", "remark"}

func permitRowsMapping() string {
	columns := []string{}
	for _, c := range permitRowColumns[:len(permitRowColumns)-1] {
		columns = append(columns, fmt.Sprintf("%q:%q", c, c))
	}
	return `{"rows":"permits","encoding":"utf-8","days":"YYYY/M/D","columns":{` + strings.Join(columns, ",") +
		`},"same":{"conditionsMet":"yes","goesOnLiving":"yes"},"by":{"kind":"public-security-organ",` + office + `},` + finding + `}`
}

// years are days a year apart.
func years(first, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%d/3/1", first+i)
	}
	return strings.Join(list, ";")
}

var wrongRows = map[string]wrongRow{
	"a remark of 70 KB":   {map[string]string{"remark": strings.Repeat("x", 70<<10)}, [][2]string{{"", "must not be longer than 65536 bytes"}}},
	"an address of 10 MB": {map[string]string{"address": strings.Repeat("测", 3<<20)}, [][2]string{{"", "must not be longer than 65536 bytes"}}},
	"an address of 60 KB": {map[string]string{"address": strings.Repeat("x", 60000)}, [][2]string{{"address", "must"}}},
	"224 endorsements": {
		map[string]string{"acceptedOn": "1800/2/20", "issuedOn": "1800/3/10", "endorsedOn": years(1801, 224)},
		[][2]string{{"endorsedOn", "must not be more than 164 days"}, {"acceptedOn", "birth"}, {"issuedOn", "birth"}},
	},
	"one day many times":         {map[string]string{"endorsedOn": strings.TrimSuffix(strings.Repeat("2026/3/1;", 150), ";")}, [][2]string{{"endorsedOn", "must ascend"}}},
	"two days the wrong way":     {map[string]string{"endorsedOn": "2026/3/1;2025/3/1;2025/2/1"}, [][2]string{{"endorsedOn", "must ascend"}}},
	"the issue before the birth": {map[string]string{"acceptedOn": "0001/1/1", "issuedOn": "0001/1/2", "endorsedOn": ""}, [][2]string{{"acceptedOn", "birth"}, {"issuedOn", "birth"}}},
	"accepted before the birth":  {map[string]string{"acceptedOn": "1970/2/20"}, [][2]string{{"acceptedOn", "birth"}}},
	// What 8.1 counts from is no life before birth either.
	"registered before the birth":      {map[string]string{"registeredSince": "1970/2/20"}, [][2]string{{"registeredSince", "birth"}}},
	"a former permit before the birth": {map[string]string{"formerPermitSince": "1970/2/20"}, [][2]string{{"formerPermitSince", "birth"}}},
	// A34: what the years are counted from comes before the issue.
	"registered after the issue":      {map[string]string{"registeredSince": "2025/3/11"}, [][2]string{{"registeredSince", "must not be after"}}},
	"a former permit after the issue": {map[string]string{"formerPermitSince": "2025/3/11"}, [][2]string{{"formerPermitSince", "must not be after"}}},
	// 11.1: an issue follows an acceptance.
	"issued before it was accepted":  {map[string]string{"acceptedOn": "2025/3/11"}, [][2]string{{"acceptedOn", "refused by PER-ISS-03 (11.1)"}}},
	"issued after it was taken over": {map[string]string{"issuedOn": "2026/12/1", "endorsedOn": ""}, [][2]string{{"issuedOn", "must not be after the day of the finding"}}},
	"endorsed before the issue":      {map[string]string{"endorsedOn": "2025/3/9"}, [][2]string{{"endorsedOn", "must ascend, from the issue"}}},
	"endorsed on the day of issue":   {map[string]string{"endorsedOn": "2025/3/10"}, [][2]string{{"endorsedOn", "must ascend, from the issue"}}},
	"endorsed to come":               {map[string]string{"endorsedOn": "2026/12/1"}, [][2]string{{"endorsedOn", "must ascend, from the issue"}}},
	// 14.2.b: not before the month in which the year ends.
	"endorsed twice in one window": {map[string]string{"endorsedOn": "2026/3/1;2026/3/2"}, [][2]string{{"endorsedOn", "refused by END-WIN-01 (14.2.b)"}}},
	"papers not complete":          {map[string]string{"complete": "no"}, [][2]string{{"complete", "refused by PER-ISS-02 (9.1)"}}},
	"two facts not recorded":       {map[string]string{"complete": "", "acceptedOn": ""}, [][2]string{{"complete", "undetermined by PER-ISS-02 (9.1)"}, {"acceptedOn", "undetermined by PER-ISS-03 (11.1)"}}},
	"born on another day":          {map[string]string{"born": "1960/3/15"}, [][2]string{{"born", "must be the birth date in the identity number"}}},
	"a card in small letters":      {map[string]string{"card": "abc"}, [][2]string{{"card", "must"}}},
	"a number of another row":      {map[string]string{"permit": "P-GOOD"}, [][2]string{{"permit", "must not repeat line 2"}}},
}

// TestARowRefused: whatever is wrong with a row, it is reported once, in its
// column where it has one, and the rows around it are imported.
func TestARowRefused(t *testing.T) {
	m := mapping(t, permitRowsMapping())
	head := strings.Join(permitRowColumns, ",") + "\n"
	for name, w := range wrongRows {
		t.Run(name, func(t *testing.T) {
			file := head + permitRow(1, map[string]string{"permit": "P-GOOD"}) + permitRow(2, w.columns) + permitRow(3, nil)
			for _, dry := range []bool{true, false} {
				s := newScene(t)
				r, err := legacy.Import(t.Context(), s.Registry, strings.NewReader(file), m, legacy.Options{By: officer, DryRun: dry})
				require.NoError(t, err)
				require.True(t, r.Complete)
				assert.Equal(t, 2, r.Imported, "%v", r.Faults)
				assert.Equal(t, 1, r.Bad)
				require.Len(t, r.Faults, len(w.want), "%.300v", r.Faults)
				for i, f := range r.Faults {
					assert.Equal(t, 3, f.Line)
					assert.Equal(t, w.want[i][0], f.Field)
					assert.Contains(t, f.Rule, w.want[i][1])
				}
			}
		})
	}
}

// TestARegistrationRefused likewise.
func TestARegistrationRefused(t *testing.T) {
	good := "测试甲," + number("1990-03-15") + ",19900315,110108,20250115,20260114\n"
	for name, w := range map[string]struct{ row, field, rule string }{
		"before the birth":       {"测试乙," + number("1991-03-15") + ",19910315,110108,19910314,\n", "first", "must not be before the person's birth"},
		"ends before it begins":  {"测试乙," + number("1991-03-15") + ",,110108,20260115,20260114\n", "last", "must not be before the first day"},
		"ends after the finding": {"测试乙," + number("1991-03-15") + ",,110108,20260115,20261201\n", "last", "must not be after the day of the finding"},
		"too long":               {"测试乙," + number("1991-03-15") + ",,110108,20260115," + strings.Repeat(" ", 70<<10) + "\n", "", "must not be longer"},
	} {
		for _, dry := range []bool{true, false} {
			r := newScene(t).take(t, registrationsMapping, registrationsHead+w.row+good, dry)
			assert.Equal(t, 1, r.Imported, name)
			require.Len(t, r.Faults, 1, name)
			assert.Equal(t, 2, r.Faults[0].Line, name)
			assert.Equal(t, w.field, r.Faults[0].Field, name)
			assert.Contains(t, r.Faults[0].Rule, w.rule, name)
		}
	}
	// The day of birth itself is one a registration can begin on.
	r := newScene(t).take(t, registrationsMapping, registrationsHead+"测试乙,"+number("2025-03-15")+",20250315,110108,20250315,\n", false)
	assert.Equal(t, 1, r.Imported, "%v", r.Faults)
}

// A made file is read without being held: a head, one endless line, a row.
type made struct {
	head, tail string
	long       int64
}

func (m *made) ReadAt(b []byte, off int64) (n int, err error) {
	for ; n < len(b); n++ {
		switch at := off + int64(n) - int64(len(m.head)); {
		case at < 0:
			b[n] = m.head[off+int64(n)]
		case at < m.long:
			b[n] = 'x'
		case at-m.long < int64(len(m.tail)):
			b[n] = m.tail[at-m.long]
		default:
			return n, io.EOF
		}
	}
	return n, nil
}

// TestALongLineIsNotHeld: a line of 64 MB costs no more memory than any other.
func TestALongLineIsNotHeld(t *testing.T) {
	f := &made{strings.Join(permitRowColumns, ",") + "\n", "\n" + permitRow(1, nil), 64 << 20}
	size := int64(len(f.head)) + f.long + int64(len(f.tail))
	m, s := mapping(t, permitRowsMapping()), newScene(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := legacy.Import(t.Context(), s.Registry, io.NewSectionReader(f, 0, size), m, legacy.Options{By: officer})
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	assert.Equal(t, 1, r.Imported)
	assert.Equal(t, []legacy.Fault{{Line: 2, Rule: "must not be longer than 65536 bytes"}}, r.Faults)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20), "all that was ever asked for")
}

// A broken file can be read once, for its digest, and then only to a place.
type broken struct {
	*strings.Reader
	upTo, seeks int64
}

func (b *broken) Seek(off int64, whence int) (int64, error) {
	b.seeks++
	return b.Reader.Seek(off, whence)
}

func (b *broken) Read(p []byte) (int, error) {
	if at := b.Size() - int64(b.Len()); b.seeks > 0 && at+int64(len(p)) > b.upTo {
		n, _ := b.Reader.Read(p[:b.upTo-at])
		return n, iotest.ErrTimeout
	}
	return b.Reader.Read(p)
}

// TestAReaderThatBreaksOff: half a line is no row. Here it would be a
// registration that never ended.
func TestAReaderThatBreaksOff(t *testing.T) {
	whole := registrationsHead + "测试甲," + number("1990-03-15") + ",19900315,110108,20250115,20260114\n"
	s := newScene(t)
	f := &broken{Reader: strings.NewReader(whole), upTo: int64(len(whole) - len("20260114\n"))}
	r, err := legacy.Import(t.Context(), s.Registry, f, mapping(t, registrationsMapping), legacy.Options{By: officer})
	require.ErrorIs(t, err, iotest.ErrTimeout)
	assert.False(t, r.Complete)
	assert.Zero(t, r.Rows)
	assert.Zero(t, s.entries(t))
}

// A failing backend returns an error from its nth Update on, or only then.
type failing struct {
	*memory.Backend
	err    error
	at, n  int
	onlyAt bool
}

func (f *failing) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if f.n++; f.n == f.at || f.n > f.at && !f.onlyAt {
		return f.err
	}
	return f.Backend.Update(ctx, fn)
}

// TestWhatTheStoreSays ends the import unless it is about the row.
func TestWhatTheStoreSays(t *testing.T) {
	m := mapping(t, permitRowsMapping())
	file := strings.Join(permitRowColumns, ",") + "\n" + permitRow(1, nil) + permitRow(2, nil) + permitRow(3, nil)
	run := func(f *failing) (legacy.Report, error) {
		s := sceneOn(t, f)
		return legacy.Import(t.Context(), s.Registry, strings.NewReader(file), m, legacy.Options{By: officer})
	}
	for _, failed := range []error{
		errors.New("no space left on device"), storage.ErrReadOnly, storage.ErrClosed, storage.ErrCorrupt, storage.ErrSchema,
		context.DeadlineExceeded,
		// A conflict that was waited for until the context ended, or whose commit is
		// unknown, says nothing about the row.
		fmt.Errorf("%w (gave up waiting: %w)", storage.ErrConflict, context.Canceled),
		errors.Join(storage.ErrCommitUnknown, storage.ErrConflict),
	} {
		// A row is tried first, and then done: the third Update is of the second row.
		r, err := run(&failing{Backend: memory.New(), err: failed, at: 3})
		require.ErrorIs(t, err, failed)
		assert.False(t, r.Complete)
		assert.Equal(t, 1, r.Rows, "%v", failed)
		assert.Equal(t, 1, r.Imported)
	}
	for _, own := range []error{
		&storage.ConflictError{Kind: storage.ConflictUnique}, &storage.LimitError{Field: "body", Got: 2, Limit: 1}, &storage.InvalidError{Field: "id", Rule: "is none"},
	} {
		r, err := run(&failing{Backend: memory.New(), err: own, at: 3, onlyAt: true})
		require.NoError(t, err)
		assert.Equal(t, 3, r.Rows)
		assert.Equal(t, 2, r.Imported)
		require.Len(t, r.Faults, 1)
		assert.Equal(t, 3, r.Faults[0].Line)
	}
}

// TestAnUnusableNumber is the row's, which has no number of its own; a numbering
// that does not answer ends the import.
func TestAnUnusableNumber(t *testing.T) {
	m := mapping(t, permitRowsMapping())
	file := strings.Join(permitRowColumns, ",") + "\n" + permitRow(1, nil) + permitRow(2, map[string]string{"permit": "P-2", "card": "C-2"})
	silent := errors.New("the numbering does not answer")
	for _, number := range []func() (string, error){
		func() (string, error) { return "no number", nil },
		func() (string, error) { return "", silent },
	} {
		s := newScene(t)
		desk, err := registry.New(s.store, registry.Config{Clock: clock, Numbering: registry.NumberingFunc(
			func(context.Context, registry.NumberFor) (string, error) { return number() })})
		require.NoError(t, err)
		r, err := legacy.Import(t.Context(), desk, strings.NewReader(file), m, legacy.Options{By: officer})
		if err != nil {
			require.ErrorIs(t, err, silent)
			assert.Zero(t, r.Rows)
			continue
		}
		assert.Equal(t, 1, r.Imported)
		require.Len(t, r.Faults, 1)
		assert.Equal(t, 2, r.Faults[0].Line)
	}
}
