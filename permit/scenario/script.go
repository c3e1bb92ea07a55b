package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
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

	// Lang is the language of most of its lines, zh or en.
	Lang string `json:"-"`

	lines   []statement
	archive []section
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

// What a script may be at most. A case is a page, and what is longer was not
// meant to be one.
const (
	maxScript     = 1 << 20 // bytes
	maxStatements = 1000
	maxTitle      = 200 // letters
)

func readCase(file string) (c Case, err error) {
	f, err := os.Open(file)
	if err != nil {
		return Case{}, err
	}
	b, err := io.ReadAll(io.LimitReader(f, maxScript+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return Case{}, err
	}
	return parseCase(file, b)
}

// parseCase reads the script part of a .txtar file: all lines before the first
// of its files.
func parseCase(file string, b []byte) (Case, error) {
	c := Case{File: file}
	if len(b) > maxScript {
		return c, c.at(1, wrong("脚本不得超过 %d 字节", "a script must not have more than %d bytes", maxScript))
	}
	if bytes.HasPrefix(b, []byte("\ufeff")) || !utf8.Valid(b) {
		return c, c.at(1, wrong("文件须存为不带字节顺序标记的 UTF-8", "the file must be saved as UTF-8 without a byte order mark"))
	}
	lines := strings.Split(string(b), "\n")
	c.Lang = languageOf(lines)
	for i, raw := range lines {
		line := strings.TrimSpace(raw)
		if _, is := archived(line); is {
			c.archive = archiveOf(lines[i:], i+1)
			break
		}
		if title, is := comment(line); is {
			if c.Title == "" {
				c.Title = title
			}
			continue
		}
		words, err := split(line)
		if err == nil && len(words) > 0 {
			err = c.statement(i+1, words)
		}
		if err != nil {
			return c, c.at(i+1, err)
		}
	}
	var body, expected strings.Builder
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

// at is a fault in a line of the script.
func (c *Case) at(line int, err error) error { return &lineError{c.File, line, c.Lang, err} }

// languageOf is the language of a script's words: Chinese if more of its lines
// begin in Chinese than not.
func languageOf(lines []string) string {
	more := 0
	for _, raw := range lines {
		line := strings.TrimSpace(raw)
		if _, is := comment(line); is || line == "" {
			continue
		}
		if _, is := archived(line); is {
			break
		}
		if r, _ := utf8.DecodeRuneInString(line); unicode.Is(unicode.Han, r) {
			more++
		} else {
			more--
		}
	}
	if more > 0 {
		return langZH
	}
	return langEN
}

// comment is the text of a line that is a comment.
func comment(line string) (string, bool) {
	for _, sign := range []string{"#", "＃"} {
		if text, is := strings.CutPrefix(line, sign); is {
			return strings.TrimSpace(text), true
		}
	}
	return "", false
}

// archived is the name of a file that begins with this line.
func archived(line string) (string, bool) {
	if len(line) < len("-- x --") || !strings.HasPrefix(line, "-- ") || !strings.HasSuffix(line, " --") {
		return "", false
	}
	return strings.TrimSpace(line[3 : len(line)-3]), true
}

// A section is a file at the end of a script.
type section struct {
	name string
	line int
	text string
}

func archiveOf(lines []string, first int) (list []section) {
	for i, raw := range lines {
		if name, is := archived(strings.TrimSpace(raw)); is {
			list = append(list, section{name: name, line: first + i})
			continue
		}
		list[len(list)-1].text += raw + "\n"
	}
	return list
}

// fullWidth are the signs that an input method writes instead of those of the
// language; they mean the same. Within quotations nothing is changed.
var fullWidth = map[rune]rune{
	'＝': '=', '：': ':', '，': ',', '．': '.', '＃': '#', '\u3000': ' ', '\u00a0': ' ', '\t': ' ', '\r': ' ',
}

// split cuts a line into words: single quotes hold a word together, and are
// doubled within; a word that begins with # begins a comment.
func split(line string) (words []string, err error) {
	var word strings.Builder
	in, quoted := false, false
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if plain, is := fullWidth[r]; is && !quoted {
			r = plain
		}
		switch {
		case r == '\'' && quoted && i+1 < len(runes) && runes[i+1] == '\'':
			word.WriteRune(r)
			i++
		case r == '\'':
			quoted, in = !quoted, true
		case !quoted && r == ' ':
			if in {
				words = append(words, word.String())
			}
			word.Reset()
			in = false
		case !quoted && !in && r == '#':
			return words, nil
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if quoted {
		return nil, wrong("引号没有闭合", "a quotation is not closed")
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
	if len(c.lines) == maxStatements {
		return wrong("脚本不得超过 %d 行", "a script must not have more than %d statements", maxStatements)
	}
	if err := pairs(s.args); err != nil {
		return err
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
			return wrong("判断什么？有 %s", "judge what? There are %s", joined(questionNames()))
		}
		if name := english(s.args[0]); !slices.Contains(questionNames(), name) {
			return unknownWord(s.args[0], bothLanguages(questionNames()))
		}
	}
	c.lines = append(c.lines, s)
	return nil
}

// pairs checks the names and values of a line by themselves: none without a
// value, none twice.
func pairs(args []string) error {
	seen := map[string]bool{}
	for _, a := range args {
		name, value, is := strings.Cut(a, "=")
		switch {
		case !is:
			continue
		case name == "":
			return wrong("%q 缺少名称", "%q lacks a name", a)
		case value == "":
			return wrong("%[1]q 缺少值；没有记载的，写 %[1]s=未知", "%[1]q lacks a value; what is not known is written %[1]s=unknown", name)
		}
		key := strings.Join(pathParts(name), ".")
		if seen[key] {
			return wrong("%q 在一行中出现两次", "%q stands twice in one line", name)
		}
		seen[key] = true
	}
	return nil
}

func (c *Case) about(s *statement) error {
	if len(s.args) < 2 || len(s.args)%2 != 0 {
		return wrong("关于 须写条款和 是、否 或者 待查，如：关于 8.1 否", "about needs a clause and yes, no or undetermined, as in: about 8.1 no")
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
		return wrong("期限 只写一次，须写名称和 前、当日 或者 后，如：期限 半年 前",
			"threshold stands once and needs a name and before, on or after, as in: threshold half-year before")
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
		return wrong("跨条 须写两项以上，如：跨条 12.1 14.3.a", "crosses needs two clauses or more, as in: crosses 12.1 14.3.a")
	}
	c.lines = append(c.lines, *s)
	return nil
}

// clauseOf is a clause of the draft; one that is not there is an error.
func clauseOf(s string) (law.Cite, error) {
	c, err := law.ParseCite(s)
	if err != nil {
		return law.Cite{}, wrong("%q 不是条款", "%q is no clause", s)
	}
	if _, ok := law.Lookup(c); !ok {
		return law.Cite{}, wrong("草案没有 %s 这一项", "the draft has no clause %s", s)
	}
	return c, nil
}

// checked finds what is wrong with a script as a whole: results that nobody
// looks at, expectations of nothing, no title, no clause it is about, files that
// nothing reads.
func (c *Case) checked() error {
	open, asked := 0, false
	for _, s := range c.lines {
		switch {
		case s.word == "expect" && !asked:
			return c.at(s.line, wrong("此前没有提出问题，也没有办理任何事项", "nothing was asked or done yet that could be expected"))
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
		return c.at(1, wrong("脚本没有提出问题，也没有办理任何事项", "the script asks nothing and does nothing"))
	case len(c.About) == 0:
		return c.at(1, wrong("脚本须写明关于哪一项，如：关于 8.1 否", "the script must say which clause it is about, as in: about 8.1 no"))
	case c.Title == "":
		return c.at(1, wrong("脚本须有标题：以 # 开头的一行，说明案例", "the script needs a title: a line that begins with # and says what the case shows"))
	case len([]rune(c.Title)) > maxTitle:
		c.Title = string([]rune(c.Title)[:maxTitle]) + "…"
		return c.at(1, wrong("标题不得超过 %d 个字", "the title must not have more than %d letters", maxTitle))
	}
	for _, f := range c.archive {
		if !slices.ContainsFunc(c.lines, func(s statement) bool { return s.word == "calendar" && slices.Contains(s.args, f.name) }) {
			return c.at(f.line, wrong("没有任何一行使用文件 %q", "no line reads the file %q", f.name))
		}
	}
	return nil
}

func (c *Case) unchecked(line int) error {
	return c.at(line, wrong("没有核对本行的结果；请加一行，以 应 开头", "nothing checks what comes of this; add a line that begins with expect"))
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
