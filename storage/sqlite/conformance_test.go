package sqlite_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlite/internal/disk"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// The whole contract on files, with the faults of a disk.
func TestConformance(t *testing.T) {
	p := &place{}
	storagetest.Run(t, p.harness())
}

// What the contract says of abrupt stops, with the power cut under writers.
func TestConformancePowerCut(t *testing.T) {
	p := &diskPlace{disks: map[storage.Backend]*disk.Disk{}, r: rand.New(rand.NewPCG(7, 8))}
	h := storagetest.Harness{Open: p.open, Crash: p.cut}
	n := 0
	for _, c := range storagetest.Cases() {
		if strings.HasPrefix(c.Tag, "crash-") {
			n++
			t.Run(c.Tag, func(t *testing.T) { require.NoError(t, c.Run(t.Context(), t, h)) })
		}
	}
	require.Equal(t, 2, n)
}
