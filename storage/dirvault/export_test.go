package dirvault

// BeforeSync has the vault call fn before it makes the names in a directory last.
func (v *Vault) BeforeSync(fn func(dir string)) {
	v.syncDir = func(dir string) error {
		fn(dir)
		return syncDir(dir)
	}
}
