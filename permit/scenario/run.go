package scenario

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/juzhuzheng/residence/permit"
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
	s := &running{file: file, opts: opts, lines: c.lines}
	if err := s.open(); err != nil {
		r.Err = fmt.Errorf("%s: %w", file, err)
		return r
	}
	err = s.play()
	if err == nil {
		err = s.proves(c.About)
	}
	r.Steps, r.Err = s.steps, errors.Join(err, s.close())
	return r
}

// A way is one of the three on which a script runs.
type way struct {
	name  string
	world *world
	desk  desk
}

// A running is one script while it runs.
type running struct {
	file  string
	opts  *Options
	lines []statement
	at    int // the line that is next
	ways  []way
	steps []Shown
	err   error
}

// open makes the three ways, each with a world of its own.
func (s *running) open() error {
	w := newWorld(*s.opts)
	s.ways = append(s.ways, way{"directly", w, newDirect(w, false)})
	w = newWorld(*s.opts)
	s.ways = append(s.ways, way{"from its stored form", w, newDirect(w, true)})
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
	s.ways = append(s.ways, way{"through the registry", w, d})
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

// play lets testscript go through the lines.
func (s *running) play() error {
	cmds := map[string]func(*testscript.TestScript, bool, []string){}
	for _, word := range bothLanguages(statementWords()) {
		cmds[word] = func(ts *testscript.TestScript, neg bool, args []string) {
			line := s.lines[s.at]
			s.at++
			files := func(name string) ([]byte, error) { return readFile(ts, name) }
			if err := s.line(line, files); err != nil {
				s.err = &lineError{s.file, line.line, err}
				ts.Fatalf("%v", err)
			}
		}
	}
	t := &quiet{}
	t.run(func() { testscript.RunT(t, testscript.Params{Files: []string{s.file}, Cmds: cmds}) })
	switch {
	case s.err != nil:
		return s.err
	case t.failed || s.at != len(s.lines):
		return fmt.Errorf("%s: %s", s.file, strings.TrimSpace(t.log.String()))
	}
	return nil
}

// line does one line on all ways.
func (s *running) line(l statement, files reader) error {
	switch {
	case headers[l.word]:
		return nil
	case l.word == "expect":
		x, err := parseExpectation(l.args)
		if err != nil {
			return err
		}
		return s.check(&x, l)
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
	var seen []Shown
	for _, w := range s.ways {
		shown := Shown{Step: strings.Join(append([]string{l.said}, l.args...), " "), Line: l.line, Day: w.world.day}
		if err := w.step(l, &shown); err != nil {
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
		if a, b := seen[0].same(), seen[i].same(); a != b {
			return fmt.Errorf("the ways disagree\n%s:\n%s\n%s:\n%s", s.ways[0].name, differs(a, b), s.ways[i].name, differs(b, a))
		}
	}
	return nil
}

// maxDiffering is how many lines of each way a disagreement prints.
const maxDiffering = 4

// differs are the lines of a that b does not have.
func differs(a, b string) string {
	var list []string
	other := strings.Split(b, "\n")
	for _, line := range strings.Split(a, "\n") {
		if !contains(other, line) {
			list = append(list, "  "+strings.TrimSpace(line))
		}
	}
	switch {
	case len(list) == 0:
		return "  (says nothing of it)"
	case len(list) > maxDiffering:
		list = append(list[:maxDiffering], "  …")
	}
	return strings.Join(list, "\n")
}

// step does one line on one way.
func (w *way) step(l statement, s *Shown) error {
	switch l.word {
	case "judge":
		return w.world.judge(w.desk, l.args, s)
	case "state":
		return w.state(l.args, s)
	case "verify":
		return w.verify(l.args, s)
	}
	o, err := w.world.orderOf(l.word, l.args)
	if err != nil {
		return err
	}
	a, err := w.desk.act(o)
	if err != nil {
		s.failed(err)
		return nil
	}
	s.answered(&a, w.world)
	return nil
}

// state shows somebody's permit on the day.
func (w *way) state(args []string, s *Shown) error {
	if w.world.day.IsZero() {
		return errNoDay
	}
	who, rest, err := w.world.addressee(args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q has no place here: state takes a person only", rest[0])
	}
	st, err := w.desk.state(who, w.world.day)
	if err != nil {
		s.failed(err)
	}
	if err == nil || st.Status == permit.StatusOpen {
		s.stated(&st)
	}
	return nil
}

// verify shows what a department is told of a card on the day.
func (w *way) verify(args []string, s *Shown) error {
	if w.world.day.IsZero() {
		return errNoDay
	}
	who, rest, err := w.world.addressee(args)
	if err != nil {
		return err
	}
	by, card := ActorOf(permit.DepartmentReviewer), presentCard
	for _, a := range rest {
		name, value, _ := strings.Cut(a, "=")
		switch english(name) {
		case "card":
			if card, err = cardOf(value); err != nil {
				return err
			}
		case "by":
			var kind permit.ActorKind
			if err := parse(&kind, value); err != nil {
				return fmt.Errorf("by: %w", err)
			}
			by = ActorOf(kind)
		default:
			return unknownWord(name, []string{"by", "card"})
		}
	}
	v, err := w.desk.verify(by, who, card, w.world.day)
	if err == nil {
		err = v.Err
	}
	if err != nil {
		s.failed(err)
		return nil
	}
	s.verified(&v)
	return nil
}

// permit lets somebody have a permit; whatever stands in its way is an error of
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
			if err != nil {
				return fmt.Errorf("no permit comes of it: %v %w (%s)", o.task, err, w.name)
			}
			if shown.answered(&a, w.world); !a.Receipt.Recorded || o.task == registry.Decide && !a.Decision.Approved() {
				return fmt.Errorf("no permit comes of it: on %v, %v: %s (%s)", o.on, o.task, shown.brief(), w.name)
			}
		}
	}
	return nil
}

// check looks at the last step.
func (s *running) check(x *expectation, l statement) error {
	last := &s.steps[len(s.steps)-1]
	err := last.meets(x)
	var c *complaint
	if errors.As(err, &c) {
		return errors.New("not as expected\n" + c.text(fmt.Sprintf("line %d: %s, on %v", last.Line, last.Step, last.Day)))
	}
	return err
}

// proves checks that the steps show what the script says it is about.
func (s *running) proves(about []Aspect) error {
	for _, a := range about {
		var seen []string
		shown := false
		for i := range s.steps {
			for _, how := range s.steps[i].Evidence[a.Clause.String()] {
				shown = shown || how == a.Polarity
				if !contains(seen, how) {
					seen = append(seen, how)
				}
			}
		}
		if shown {
			continue
		}
		what := "say nothing of it"
		if len(seen) > 0 {
			what = "show " + strings.Join(sorted(seen), ", ")
		}
		return &lineError{s.file, s.lineOf("about"), fmt.Errorf("the script is about %v %s, but its steps %s", a.Clause, a.Polarity, what)}
	}
	return nil
}

func (s *running) lineOf(word string) int {
	for _, l := range s.lines {
		if l.word == word {
			return l.line
		}
	}
	return 1
}
