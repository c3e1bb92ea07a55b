package pgtest

import "syscall"

// dieWithParent lets the kernel end the server at once when the test binary is
// gone, even if that was killed and could not clean up.
func dieWithParent(s *syscall.SysProcAttr) { s.Pdeathsig = syscall.SIGQUIT }
