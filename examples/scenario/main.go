// Command scenario runs scripts of permit/scenario from the shell, three ways
// each, and says of every one whether it passed. It needs no Go to be written;
// permit/scenario/README.md is the guide to the scripts.
//
//	go run ./examples/scenario [-v] [-json] [-lang zh|en] DIR...
//	go run ./examples/scenario -new NAME.txtar
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }
