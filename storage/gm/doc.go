// Package gm gives a store the Chinese national algorithms: SM4 in Galois/Counter
// Mode (GB/T 32907, RFC 8998) for sealing, and SM3 (GB/T 32905) for blind indexes
// and for the chain of the log.
//
// It is a module of its own, so that a program that does not use them does not
// link them. The algorithms are those of github.com/emmansun/gmsm; the keys, the
// envelope, the vault, the rotation and the erasure are those of package storage,
// and only the algorithm differs:
//
//	keys, err := gm.NewSM4GCM(1, map[uint32][]byte{1: secret})        // 16 bytes
//	sealer, err := storage.NewEnvelope(gm.SM4GCM(), vault, keys)
//	store, err := storage.New(backend, storage.Options{
//		Sealer: sealer, IndexKey: indexKey, IndexHash: gm.SM3(), ChainHash: gm.SM3(),
//	})
//
// What was sealed or hashed with one algorithm is refused with storage.ErrSchema
// under another, never misread. To use these algorithms is not to be certified:
// no cryptographic module here has been examined by anybody.
package gm
