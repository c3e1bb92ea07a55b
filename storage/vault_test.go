package storage_test

import (
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/vaulttest"
)

func TestMemoryVault(t *testing.T) {
	vaulttest.Run(t, func(testing.TB) storage.Vault { return new(storage.MemoryVault) })
}

func TestAES256GCMAndSHA256(t *testing.T) {
	vaulttest.Seals(t, vaulttest.Algorithms{Method: storage.AES256GCM()})
}
