//go:build !unix

package sqlite

// syncDir does nothing: elsewhere than on Unix a directory cannot be synchronised.
func syncDir(string) error { return nil }
