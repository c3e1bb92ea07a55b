//go:build unix

package pgtest

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// An account is who the server runs as. The zero account is who runs the test.
type account struct {
	uid, gid int
	other    bool
}

// serverAccount picks postgres or nobody for root, whom the server refuses.
func serverAccount() (account, error) {
	if os.Getuid() != 0 {
		return account{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err := errors.Join(err1, err2); err != nil {
			return account{}, err
		}
		return account{uid, gid, true}, nil
	}
	return account{}, errors.New("pgtest: running as root, and there is no user postgres or nobody to run the server as")
}

func (a account) own(path string) error {
	if !a.other {
		return nil
	}
	return os.Chown(path, a.uid, a.gid)
}

func (a account) attributes() *syscall.SysProcAttr {
	// A group of its own: an interrupt at the terminal reaches the test, which
	// stops the server, and not the server.
	s := &syscall.SysProcAttr{Setpgid: true}
	if a.other {
		s.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return s
}

// run runs a program to its end and returns what it said.
func (a account) run(path string, args ...string) ([]byte, error) {
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.SysProcAttr = "/", a.attributes()
	return cmd.CombinedOutput()
}

// A process is a running server of ours.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended and been waited for
}

// start starts a program that runs on. The server ends with the test binary,
// however that ends: see dieWithParent.
func (a account) start(out io.Writer, path string, args ...string) (*process, error) {
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.SysProcAttr = "/", a.attributes()
	cmd.Stdout, cmd.Stderr = out, out
	dieWithParent(cmd.SysProcAttr)
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		// The signal of dieWithParent comes when the thread ends that started
		// the process, so this thread stays until the process has ended.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // the signal it ended by is not of interest
			close(p.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// end sends a signal and waits until the process has ended.
func (p *process) end(sig syscall.Signal) {
	_ = p.cmd.Process.Signal(sig) // it may have ended by itself
	<-p.done
}

// The ways to end a postmaster.
func (p *process) kill()      { p.end(syscall.SIGKILL) }
func (p *process) immediate() { p.end(syscall.SIGQUIT) }
func (p *process) fast()      { p.end(syscall.SIGINT) }
