package scenario

import (
	"fmt"
	"strings"
)

// The languages of all texts.
const (
	langZH = "zh"
	langEN = "en"
)

// A fault is what is wrong with a script, or what it expected in vain, in the
// language of the script. Arguments that are errors are told in it, too.
type fault struct {
	zh, en string // formats, for the same arguments
	args   []any
}

// wrong is a fault of the script.
func wrong(zh, en string, args ...any) error { return &fault{zh, en, args} }

func (f *fault) Error() string { return f.in(langEN) }

func (f *fault) in(lang string) string {
	args := make([]any, len(f.args))
	for i, a := range f.args {
		if err, is := a.(error); is {
			a = told(err, lang)
		}
		args[i] = a
	}
	if lang == langZH {
		return fmt.Sprintf(f.zh, args...)
	}
	return fmt.Sprintf(f.en, args...)
}

// Unwrap are the errors among the arguments.
func (f *fault) Unwrap() (list []error) {
	for _, a := range f.args {
		if err, is := a.(error); is {
			list = append(list, err)
		}
	}
	return list
}

// inBoth is a part of a fault that is told in its language.
type inBoth func(lang string) string

func (b inBoth) Error() string         { return b(langEN) }
func (b inBoth) in(lang string) string { return b(lang) }

// said are words of the script language, as a part of a fault.
func said(words ...string) error {
	return inBoth(func(lang string) string {
		list := make([]string, len(words))
		for i, w := range words {
			list[i] = inLanguage(w, lang)
		}
		return joined(list)
	})
}

// told is an error in a language, as far as it knows one.
func told(err error, lang string) string {
	if e, is := err.(interface{ in(lang string) string }); is {
		return e.in(lang)
	}
	if e, is := err.(interface{ Unwrap() []error }); is {
		var list, plain []string
		for _, inner := range e.Unwrap() {
			list, plain = append(list, told(inner, lang)), append(plain, inner.Error())
		}
		if strings.Join(plain, "\n") == err.Error() { // joined, with no words of its own
			return strings.Join(list, "\n")
		}
	}
	return err.Error()
}

// A lineError is a fault of a script, with where it stands. It is told in the
// script's own language.
type lineError struct {
	file string
	line int
	lang string
	err  error
}

func (e *lineError) Error() string { return e.in(e.lang) }
func (e *lineError) Unwrap() error { return e.err }

func (e *lineError) in(lang string) string {
	return fmt.Sprintf("%s:%d: %s", e.file, e.line, told(e.err, lang))
}

// Failure says in zh or en why a script failed, with file and line; empty if it
// passed. Report.Err says it in the language of the script.
func (r *Report) Failure(lang string) string {
	switch {
	case r.Err == nil:
		return ""
	case lang == "":
		return r.Err.Error()
	}
	return told(r.Err, lang)
}
