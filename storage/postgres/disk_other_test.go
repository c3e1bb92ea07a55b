//go:build !linux

package postgres_test

import "testing"

// mountSmall has no file system to offer here.
func mountSmall(testing.TB, string) bool { return false }

func owner(testing.TB, string, string) {}
