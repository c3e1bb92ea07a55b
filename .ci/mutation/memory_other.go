//go:build !linux

package main

// limitMemory does nothing: the time limit alone has to do.
func limitMemory() {}
