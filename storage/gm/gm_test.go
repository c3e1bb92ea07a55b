package gm_test

import (
	"testing"

	"github.com/juzhuzheng/residence/storage/gm"
	"github.com/juzhuzheng/residence/storage/internal/vaulttest"
)

// What holds of AES and SHA-256 holds of SM4 and SM3.
func TestSM4AndSM3(t *testing.T) {
	vaulttest.Seals(t, vaulttest.Algorithms{Method: gm.SM4GCM(), Hash: gm.SM3()})
}
