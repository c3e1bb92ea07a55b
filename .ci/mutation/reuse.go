package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// tool stands in for the tools of the go command (go test -toolexec).
func tool(name string, args []string) int {
	if filepath.Base(name) == "compile" {
		return compile(name, args)
	}
	return call(name, args...)
}

// compile stands in for the compiler. A mutant changes the code
// of a package and seldom what the package exports, yet the go command compiles
// all that imports it anew, which for tests is the longest part. The compiler's work
// depends on the sources, the flags and the export data of the imports alone; where
// all of these were seen before, the object file of then is taken.
func compile(name string, args []string) int {
	kept := os.Getenv("MUTATION_OBJECTS")
	out, id := flagOf(args, "-o"), flagOf(args, "-buildid")
	if kept == "" || out == "" || id == "" || !strings.HasSuffix(flagOf(args, "-p"), "_test") {
		return call(name, args...)
	}
	key, err := compileKey(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	object := filepath.Join(kept, key)
	// The first line is the build ID, which differs in nothing but its letters.
	if text, err := os.ReadFile(object); err == nil {
		was, body, _ := bytes.Cut(text, []byte("\n"))
		if len(was) == len(id) {
			if err := os.WriteFile(out, bytes.ReplaceAll(body, was, []byte(id)), 0o644); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 3
			}
			return 0
		}
	}
	if code := call(name, args...); code != 0 {
		return code
	}
	body, err := os.ReadFile(out)
	if err == nil {
		part := object + "." + strconv.Itoa(os.Getpid())
		if err = os.WriteFile(part, append([]byte(id+"\n"), body...), 0o644); err == nil {
			err = os.Rename(part, object) // another worker may do the same
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	return 0
}

func flagOf(args []string, name string) string {
	if i := slices.Index(args, name); i >= 0 && i+1 < len(args) {
		return args[i+1]
	}
	return ""
}

// compileKey is a hash of all that the compiler's output depends on.
func compileKey(args []string) (string, error) {
	h := sha256.New()
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case a == "-o" || a == "-buildid" || a == "-trimpath":
			i++ // names of this one build
		case a == "-importcfg":
			i++
			if err := hashImports(h, args[i]); err != nil {
				return "", err
			}
		case strings.HasSuffix(a, ".go"):
			text, err := os.ReadFile(a)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "file %s %d\n%s", filepath.Base(a), len(text), text)
		default:
			fmt.Fprintf(h, "flag %s\n", a)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashImports hashes what a package's imports export. An object file in the go
// command's cache is called by its content; of one that was just made it is the
// first member without its head, which holds the build ID.
func hashImports(h interface{ Write([]byte) (int, error) }, config string) error {
	text, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		name, file, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "packagefile "), "=")
		if !ok {
			continue
		}
		if filepath.Base(file) != "_pkg_.a" {
			fmt.Fprintf(h, "import %s %s\n", name, file)
			continue
		}
		object, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		_, exported, ok := bytes.Cut(object, []byte("\n$$B\n"))
		end := bytes.Index(exported, []byte("\n$$\n"))
		if !ok || end < 0 {
			return fmt.Errorf("%s has no export data", file)
		}
		fmt.Fprintf(h, "import %s %x\n", name, sha256.Sum256(exported[:end]))
	}
	return nil
}
