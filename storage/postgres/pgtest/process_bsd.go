//go:build unix && !linux

package pgtest

import "syscall"

// dieWithParent does nothing where the kernel has no such service: a killed
// test leaves its server behind.
func dieWithParent(*syscall.SysProcAttr) {}
