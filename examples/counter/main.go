// Command counter plays one day of an office from a file and prints what came
// of each visit, with the clauses and the reasons. See README.md.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
