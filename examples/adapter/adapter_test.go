package adapter

import (
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func TestConformance(t *testing.T) {
	storagetest.Run(t, storagetest.Harness{
		// Return your own storage.Backend: fresh, empty, one for each call.
		Open: func(testing.TB) storage.Backend { return New() },
	})
}
