package storagetest_test

import (
	"testing"

	"github.com/juzhuzheng/residence/storage/storagetest"
)

func BenchmarkMemory(b *testing.B) {
	storagetest.Bench(b, storagetest.Harness{Open: open})
}
