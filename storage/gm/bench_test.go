package gm_test

import (
	"bytes"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/gm"
)

// BenchmarkSeal sets SM4-GCM beside AES-256-GCM for a body of 512 bytes.
func BenchmarkSeal(b *testing.B) {
	body, bind := bytes.Repeat([]byte{7}, 512), bytes.Repeat([]byte{8}, 120)
	for _, m := range []storage.Method{storage.AES256GCM(), gm.SM4GCM()} {
		b.Run(m.Name, func(b *testing.B) {
			s, err := storage.NewKeySealer(m, 1, map[uint32][]byte{1: make([]byte, m.KeySize)})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, err := s.Seal(b.Context(), storage.Key{}, body, bind); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
