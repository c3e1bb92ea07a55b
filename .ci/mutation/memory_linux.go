package main

import "syscall"

// memory is the size at which a mutant that fills the memory is killed.
const memory = 6 << 30

func limitMemory() {
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: memory, Max: memory})
}
