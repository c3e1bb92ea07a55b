package memory_test

import (
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func TestConformance(t *testing.T) {
	storagetest.Run(t, storagetest.Harness{
		Open:   func(testing.TB) storage.Backend { return memory.New() },
		Second: func(_ testing.TB, b storage.Backend) storage.Backend { return b.(*memory.Backend).Share() },
		Skip: map[string]string{
			"Faults": "memory has no engine that fails",
			"Crash":  "volatile by design",
			"Reopen": "volatile by design",
		},
	})
}
