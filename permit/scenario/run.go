package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A Report is what came of one script.
type Report struct {
	Case
	// Steps are what the script asked and did, as all three ways answered. A
	// script that failed has those up to the one that did.
	Steps []Shown `json:"steps"`
	// Err says why the script failed, with file and line; nil if it passed.
	Err error `json:"-"`
}

// Run runs every script below a directory, each as a subtest named by its path,
// three ways: directly on the rules, directly on what went through its stored
// form, and through the registry over a store. All three must agree, and every
// expectation must come true. It is a failure if there is no script. opts may be
// nil.
func Run(t *testing.T, dir string, opts *Options) {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name, err := filepath.Rel(dir, f)
		if err != nil {
			name = f
		}
		t.Run(strings.TrimSuffix(filepath.ToSlash(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			if r := RunFile(f, opts); r.Err != nil {
				t.Fatal(r.Err)
			}
		})
	}
}

// RunFile runs one script three ways. opts may be nil.
func RunFile(file string, opts *Options) Report {
	if opts == nil {
		opts = &Options{}
	}
	c, err := readCase(file)
	r := Report{Case: c, Err: err}
	if err != nil {
		return r
	}
	s := &running{Case: &c, opts: opts}
	if err := s.open(); err != nil {
		r.Err = fmt.Errorf("%s: %w", file, err)
		return r
	}
	err = s.play()
	if err == nil {
		err = s.proves()
	}
	if faults := s.close(); faults != nil {
		err = errors.Join(err, faults)
	}
	r.Steps, r.Err = s.steps, err
	return r
}

// A way is one of the three on which a script runs.
type way struct {
	name  error
	world *world
	desk  desk
}

// A running is one script while it runs.
type running struct {
	*Case
	opts  *Options
	next  int // the line that is next
	ways  []way
	steps []Shown
	err   error
}

// open makes the three ways, each with a world of its own.
func (s *running) open() error {
	w := newWorld(*s.opts)
	s.ways = append(s.ways, way{wrong("直接适用", "directly"), w, newDirect(w, false)})
	w = newWorld(*s.opts)
	s.ways = append(s.ways, way{wrong("经存储形式", "from its stored form"), w, newDirect(w, true)})
	var b storage.Backend = memory.New()
	if s.opts.Open != nil {
		var err error
		if b, err = s.opts.Open(); err != nil {
			return err
		}
	}
	w = newWorld(*s.opts)
	d, err := newOffice(w, b)
	if err != nil {
		return err
	}
	s.ways = append(s.ways, way{wrong("通过登记系统", "through the registry"), w, d})
	if s.opts.desks != nil {
		s.opts.desks(s.ways)
	}
	return nil
}

func (s *running) close() error {
	var faults []error
	for _, w := range s.ways {
		faults = append(faults, w.desk.close())
	}
	return errors.Join(faults...)
}

// play lets testscript go through the lines. It gets their first words only: what
// follows them was read before, in the script's own way of writing.
func (s *running) play() (err error) {
	dir, err := os.MkdirTemp("", "scenario")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	file := filepath.Join(dir, "script.txtar")
	if err := os.WriteFile(file, s.plain(), 0o600); err != nil {
		return err
	}
	cmds := map[string]func(*testscript.TestScript, bool, []string){}
	for _, word := range statementWords() {
		cmds[word] = func(ts *testscript.TestScript, _ bool, _ []string) {
			line := s.lines[s.next]
			s.next++
			files := func(name string) ([]byte, error) { return readFile(ts, name) }
			if err := s.line(line, files); err != nil {
				s.err = s.at(line.line, err)
				ts.Fatalf("%v", err)
			}
		}
	}
	t := &quiet{}
	t.run(func() { testscript.RunT(t, testscript.Params{Files: []string{file}, Cmds: cmds}) })
	switch {
	case s.err != nil:
		return s.err
	case t.failed || s.next != len(s.lines):
		return fmt.Errorf("%s: %s", s.File, strings.TrimSpace(t.log.String()))
	}
	return nil
}

// plain is the script as testscript needs it: a word a line, and the files.
func (s *running) plain() []byte {
	var b bytes.Buffer
	for _, l := range s.lines {
		b.WriteString(l.word + "\n")
	}
	for _, f := range s.archive {
		b.WriteString("-- " + f.name + " --\n" + f.text)
	}
	return b.Bytes()
}

// line does one line on all ways. What is wrong with it is found before the first
// of them does anything.
func (s *running) line(l statement, files reader) error {
	switch {
	case headers[l.word]:
		return nil
	case l.word == "expect":
		x, err := parseExpectation(l.args)
		if err != nil {
			return err
		}
		return s.check(&x)
	case givenWords[l.word] != nil:
		for _, w := range s.ways {
			if err := givenWords[l.word](w.world, l.args, files); err != nil {
				return err
			}
		}
		return nil
	case l.word == "has-permit":
		return s.permit(l)
	}
	var steps []step
	for i := range s.ways {
		do, err := s.ways[i].ready(l)
		if err != nil {
			return err
		}
		steps = append(steps, do)
	}
	var seen []Shown
	for i, do := range steps {
		shown := Shown{Step: strings.Join(append([]string{l.said}, l.args...), " "), Line: l.line, Day: s.ways[i].world.day}
		if err := do(&shown); err != nil {
			return err
		}
		seen = append(seen, shown)
	}
	s.steps = append(s.steps, seen[0])
	return s.agree(seen)
}

// agree finds the first way that answers otherwise than directly.
func (s *running) agree(seen []Shown) error {
	for i := 1; i < len(seen); i++ {
		a, b := seen[0].answers(), seen[i].answers()
		if slices.Equal(a, b) {
			continue
		}
		return wrong("各途径的答复不一致\n%s：\n%s\n%s：\n%s", "the ways disagree\n%s:\n%s\n%s:\n%s",
			s.ways[0].name, differs(a, b), s.ways[i].name, differs(b, a))
	}
	return nil
}

// maxDiffering is how many answers of each way a disagreement prints.
const maxDiffering = 4

// differs are the answers of a that b does not have.
func differs(a, b []string) error {
	var list []string
	for _, answer := range a {
		if !slices.Contains(b, answer) {
			list = append(list, "  "+answer)
		}
	}
	switch {
	case len(list) == 0:
		return wrong("  （没有答复）", "  (says nothing of it)")
	case len(list) > maxDiffering:
		list = append(list[:maxDiffering], "  …")
	}
	return errors.New(strings.Join(list, "\n"))
}

// A step is one line that was read and checked, to be done on one way.
type step func(s *Shown) error

// ready makes one line ready on one way.
func (w *way) ready(l statement) (step, error) {
	switch l.word {
	case "judge":
		ask, err := w.world.question(l.args)
		return func(s *Shown) error { return ask(w.desk, s) }, err
	case "state":
		return w.state(l.args)
	case "verify":
		return w.verify(l.args)
	}
	o, err := w.world.orderOf(l.word, l.args)
	if err != nil {
		return nil, err
	}
	return func(s *Shown) error {
		a, err := w.desk.act(o)
		if err != nil {
			return s.failed(err)
		}
		s.answered(&a, w.world)
		return nil
	}, nil
}

// state shows somebody's permit on the day.
func (w *way) state(args []string) (step, error) {
	if w.world.day.IsZero() {
		return nil, errNoDay
	}
	who, rest, err := w.world.addressee(args)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, wrong("%q 不能写在这里：查看状态 只写人员", "%q has no place here: state takes a person only", rest[0])
	}
	return func(s *Shown) error {
		st, err := w.desk.state(who, w.world.day)
		if err != nil {
			if err := s.failed(err); err != nil {
				return err
			}
		}
		if err == nil || st.Status == permit.StatusOpen {
			s.stated(&st)
		}
		return nil
	}, nil
}

// verify shows what a department is told of a card on the day.
func (w *way) verify(args []string) (step, error) {
	if w.world.day.IsZero() {
		return nil, errNoDay
	}
	who, rest, err := w.world.addressee(args)
	if err != nil {
		return nil, err
	}
	by, card := ActorOf(permit.DepartmentReviewer), presentCard
	for _, a := range rest {
		name, value, _ := strings.Cut(a, "=")
		switch english(name) {
		case "card":
			if card, err = cardOf(value); err != nil {
				return nil, err
			}
		case "by":
			var kind permit.ActorKind
			if err := parse(&kind, value); err != nil {
				return nil, wrong("%s：%v", "%s: %v", name, err)
			}
			by = ActorOf(kind)
		default:
			return nil, unknownWord(name, []string{"by", "card"})
		}
	}
	return func(s *Shown) error {
		v, err := w.desk.verify(by, who, card, w.world.day)
		if err == nil {
			err = v.Err
		}
		if err != nil {
			return s.failed(err)
		}
		s.verified(&v)
		return nil
	}, nil
}

// permit lets somebody have a permit; whatever stands in its way is a fault of
// the script.
func (s *running) permit(l statement) error {
	for _, w := range s.ways {
		orders, err := w.world.history(l.args)
		if err != nil {
			return err
		}
		for _, o := range orders {
			var shown Shown
			a, err := w.desk.act(o)
			switch {
			case o.task == registry.Apply && errors.Is(err, registry.ErrState):
				return wrong("此人已有居住证", "this person has a permit already")
			case err != nil:
				return wrong("没有因此取得居住证：%v，%v：%v", "no permit comes of it: on %v, %v: %v", o.on, o.task, err)
			}
			if shown.answered(&a, w.world); !a.Receipt.Recorded || o.task == registry.Decide && !a.Decision.Approved() {
				return wrong("没有因此取得居住证：%v，%v：%v", "no permit comes of it: on %v, %v: %v", o.on, o.task, inBoth(shown.brief))
			}
		}
	}
	return nil
}

// check looks at the last step.
func (s *running) check(x *expectation) error {
	last := &s.steps[len(s.steps)-1]
	err := last.meets(x)
	var c *complaint
	if errors.As(err, &c) {
		c.where = wrong("第 %d 行：%s，%v", "line %d: %s, on %v", last.Line, last.Step, last.Day)
	}
	return err
}

// proves checks that the steps show what the script says it is about, and bear on
// the clauses whose interplay it is to show. One of these may matter through the
// facts alone, as the term of an agent's permit does.
func (s *running) proves() error {
	for _, a := range s.About {
		seen := s.shows(a.Clause)
		switch {
		case slices.Contains(seen, a.Polarity):
		case len(seen) == 0:
			return s.at(s.lineOf("about"), wrong("脚本关于 %v %s，但是各步没有涉及这一项", "the script is about %v %s, but its steps say nothing of it", a.Clause, said(a.Polarity)))
		default:
			return s.at(s.lineOf("about"), wrong("脚本关于 %v %s，但是各步得出的是 %s", "the script is about %v %s, but its steps show %s", a.Clause, said(a.Polarity), said(seen...)))
		}
	}
	var untouched []string
	for _, c := range s.Crosses {
		if len(s.shows(c)) == 0 {
			untouched = append(untouched, c.String())
		}
	}
	if len(untouched) > 1 {
		return s.at(s.lineOf("crosses"), wrong("脚本跨 %s，但是各步没有涉及这几项", "the script crosses %s, but its steps say nothing of them", joined(untouched)))
	}
	return nil
}

// shows are the ways in which the steps bear on a clause.
func (s *running) shows(c law.Cite) (seen []string) {
	for i := range s.steps {
		for _, how := range s.steps[i].Evidence[c.Clause().String()] {
			if !slices.Contains(seen, how) {
				seen = append(seen, how)
			}
		}
	}
	return sorted(seen)
}

func (s *running) lineOf(word string) int {
	for _, l := range s.lines {
		if l.word == word {
			return l.line
		}
	}
	return 1
}
