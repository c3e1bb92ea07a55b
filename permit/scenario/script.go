package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/juzhuzheng/residence/permit/law"
)

// A Case is what a script says of itself before it is run: which clause it is
// about, and where it belongs in a corpus.
type Case struct {
	// File is the path as it was given, or below the directory that was.
	File string `json:"file"`
	// Title is the first comment of the script.
	Title string `json:"title,omitzero"`
	// About are the clauses that the script shows, each with how: yes, no or
	// undetermined. The run proves that the steps do show it.
	About []Aspect `json:"about"`
	// Threshold and Side name a boundary and where the script stands: before,
	// on or after it.
	Threshold string `json:"threshold,omitzero"`
	Side      string `json:"side,omitzero"`
	// Crosses are the clauses whose interplay it shows.
	Crosses []law.Cite `json:"crosses,omitempty"`
	// Readings are the readings it chooses, as A02=b, in the order of the script.
	Readings []string `json:"readings,omitempty"`
	// Body is the script without its comments, header, readings and
	// expectations: two scripts with one Body differ in the reading only.
	Body string `json:"-"`
	// Expected are its expectations, a line each.
	Expected string `json:"-"`

	lines []statement
}

// An Aspect is a clause and how a script shows it.
type Aspect struct {
	Clause law.Cite `json:"clause"`
	// Polarity is yes, no or undetermined.
	Polarity string `json:"polarity"`
}

// A statement is one line of a script that says something.
type statement struct {
	line int
	said string // the word as it stands there
	word string // in English
	args []string
}

// A lineError is a fault of a script, with where it stands.
type lineError struct {
	file string
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.file, e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }

// Files are the scripts below the given directories and files, in order: every
// file that ends in .txtar. It is an error if there is none.
func Files(paths ...string) ([]string, error) {
	var files []string
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (filepath.Ext(path) == ".txtar" || path == p) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("scenario: there is no script (.txtar) in %s", strings.Join(paths, ", "))
	}
	return files, nil
}

// Read reads the scripts below the given directories and files without running
// them, and checks what can be checked without: the words, the header, and that
// every result is looked at. All faults are joined into one error.
func Read(paths ...string) ([]Case, error) {
	files, err := Files(paths...)
	if err != nil {
		return nil, err
	}
	var cases []Case
	var faults []error
	for _, f := range files {
		c, err := readCase(f)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		cases = append(cases, c)
	}
	return cases, errors.Join(faults...)
}

func readCase(file string) (Case, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return Case{}, err
	}
	return parseCase(file, b)
}

// parseCase reads the script part of a .txtar file: all lines before the first
// of its files.
func parseCase(file string, b []byte) (Case, error) {
	c := Case{File: file}
	var body, expected strings.Builder
	if bytes.HasPrefix(b, []byte("\ufeff")) || !utf8.Valid(b) {
		return c, &lineError{file, 1, errors.New("the file must be saved as UTF-8 without a byte order mark")}
	}
	for i, raw := range strings.Split(string(b), "\n") {
		line := strings.TrimSpace(raw)
		if strings.HasPrefix(line, "-- ") && strings.HasSuffix(line, " --") {
			break
		}
		if title, is := strings.CutPrefix(line, "#"); is {
			if title = strings.TrimSpace(title); c.Title == "" {
				c.Title = title
			}
			continue
		}
		words, err := split(line)
		if err == nil && len(words) > 0 {
			err = c.statement(i+1, words)
		}
		if err != nil {
			return c, &lineError{file, i + 1, err}
		}
	}
	for _, s := range c.lines {
		said := s.word + " " + strings.Join(s.args, " ") + "\n"
		switch {
		case s.word == "expect":
			expected.WriteString(said)
		case !headers[s.word] && s.word != "reading":
			body.WriteString(said)
		}
	}
	c.Body, c.Expected = body.String(), expected.String()
	return c, c.checked()
}

// split cuts a line into words as testscript does: single quotes hold a word
// together, a word that begins with # begins a comment.
func split(line string) (words []string, err error) {
	var word strings.Builder
	in, quoted := false, false
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\'' && quoted && i+1 < len(runes) && runes[i+1] == '\'':
			word.WriteRune(r)
			i++
		case r == '\'':
			quoted, in = !quoted, true
		case !quoted && (r == ' ' || r == '\t' || r == '\r'):
			if in {
				words = append(words, word.String())
			}
			word.Reset()
			in = false
		case !quoted && !in && r == '#':
			return words, nil
		case r == '$':
			return nil, errors.New("the sign $ has no place in a script")
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if quoted {
		return nil, errors.New("a quotation is not closed")
	}
	if in {
		words = append(words, word.String())
	}
	return words, nil
}

// headers are the words that say where a script belongs.
var headers = map[string]bool{"about": true, "threshold": true, "crosses": true}

// statement checks one line and keeps it.
func (c *Case) statement(line int, words []string) error {
	s := statement{line, words[0], english(words[0]), words[1:]}
	if !known(s.word) {
		return unknownWord(words[0], bothLanguages(statementWords()))
	}
	switch s.word {
	case "about":
		return c.about(&s)
	case "threshold":
		return c.threshold(&s)
	case "crosses":
		return c.crosses(&s)
	case "reading":
		id, answer, _, err := parseReading(s.args)
		if err != nil {
			return err
		}
		c.Readings = append(c.Readings, id.String()+"="+answer.Key)
	case "expect":
		if _, err := parseExpectation(s.args); err != nil {
			return err
		}
	case "judge":
		if len(s.args) == 0 {
			return fmt.Errorf("judge what? There are %s", strings.Join(questionNames(), ", "))
		}
		if name := english(s.args[0]); !contains(questionNames(), name) {
			return unknownWord(s.args[0], bothLanguages(questionNames()))
		}
	}
	c.lines = append(c.lines, s)
	return nil
}

func (c *Case) about(s *statement) error {
	if len(s.args) < 2 || len(s.args)%2 != 0 {
		return errors.New("about needs a clause and yes, no or undetermined, as in: about 8.1 no")
	}
	for i := 0; i < len(s.args); i += 2 {
		clause, err := clauseOf(s.args[i])
		if err != nil {
			return err
		}
		how := polarities[s.args[i+1]]
		if how == "" {
			return unknownWord(s.args[i+1], []string{yes, no, undetermined, "是", "否", "待查"})
		}
		c.About = append(c.About, Aspect{clause, how})
	}
	c.lines = append(c.lines, *s)
	return nil
}

var polarities = map[string]string{yes: yes, no: no, undetermined: undetermined, "是": yes, "否": no, "待查": undetermined}

func (c *Case) threshold(s *statement) error {
	if len(s.args) != 2 || c.Threshold != "" {
		return errors.New("threshold stands once and needs a name and before, on or after, as in: threshold half-year before")
	}
	side := map[string]string{"before": "before", "on": "on", "after": "after", "前": "before", "当日": "on", "后": "after"}[s.args[1]]
	if side == "" {
		return unknownWord(s.args[1], []string{"before", "on", "after", "前", "当日", "后"})
	}
	c.Threshold, c.Side = s.args[0], side
	c.lines = append(c.lines, *s)
	return nil
}

func (c *Case) crosses(s *statement) error {
	for _, a := range s.args {
		clause, err := clauseOf(a)
		if err != nil {
			return err
		}
		c.Crosses = append(c.Crosses, clause)
	}
	if len(c.Crosses) < 2 {
		return errors.New("crosses needs two clauses or more, as in: crosses 12.1 14.3.a")
	}
	c.lines = append(c.lines, *s)
	return nil
}

// clauseOf is a clause of the draft; one that is not there is an error.
func clauseOf(s string) (law.Cite, error) {
	c, err := law.ParseCite(s)
	if err != nil {
		return law.Cite{}, fmt.Errorf("%q is no clause", s)
	}
	if _, ok := law.Lookup(c); !ok {
		return law.Cite{}, fmt.Errorf("the draft has no clause %s", s)
	}
	return c, nil
}

// checked finds what is wrong with a script as a whole: results that nobody
// looks at, expectations of nothing, no clause it is about.
func (c *Case) checked() error {
	open, asked := 0, false
	for _, s := range c.lines {
		switch {
		case s.word == "expect" && !asked:
			return &lineError{c.File, s.line, errors.New("nothing was asked or done yet that could be expected")}
		case s.word == "expect":
			open = 0
		case steps(s.word):
			if open != 0 {
				return c.unchecked(open)
			}
			open, asked = s.line, true
		}
	}
	switch {
	case open != 0:
		return c.unchecked(open)
	case !asked:
		return &lineError{c.File, 1, errors.New("the script asks nothing and does nothing")}
	case len(c.About) == 0:
		return &lineError{c.File, 1, errors.New("the script must say which clause it is about, as in: about 8.1 no")}
	}
	return nil
}

func (c *Case) unchecked(line int) error {
	return &lineError{c.File, line, errors.New("nothing checks what comes of this; add a line that begins with expect")}
}

// steps reports whether a word asks or does something that has a result.
func steps(word string) bool {
	_, act := actWords[word]
	return act || word == "judge" || word == "state" || word == "verify"
}

func known(word string) bool { return slices.Contains(statementWords(), word) }

// statementWords are the words with which a line can begin.
func statementWords() []string {
	list := []string{"about", "threshold", "crosses", "judge", "state", "verify", "expect", "has-permit"}
	for w := range givenWords {
		list = append(list, w)
	}
	for w := range actWords {
		list = append(list, w)
	}
	return sorted(list)
}

// bothLanguages adds the Chinese of words.
func bothLanguages(words []string) []string {
	list := slices.Clone(words)
	for zh, en := range keywords {
		if slices.Contains(words, en) {
			list = append(list, zh)
		}
	}
	return sorted(list)
}
