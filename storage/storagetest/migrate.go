package storagetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

func migrateCases() []Case {
	return []Case{
		{"migrate-old", "a new program must read what the old one wrote", []need{needMigrate}, migrateOld},
		{"migrate-version", "an operator decides by it what to run", []need{needMigrate}, migrateVersion},
		{"migrate-again", "a service that restarts migrates again", []need{needMigrate}, migrateAgain},
		{"migrate-once", "all the servers of an office start at once", []need{needMigrate, needSteps}, migrateOnce},
		{"migrate-stopped", "an operator presses Ctrl-C", []need{needMigrate, needStop}, migrateStopped},
		{"migrate-newer", "an old program must not write into a new archive", []need{needMigrate, needNewer}, migrateNewer},
		{"migrate-drift", "an archive of unknown shape must not be written to", []need{needMigrate, needDrift}, migrateDrift},
	}
}

// migrated opens data, migrates them, and checks that they have arrived.
func migrated(ctx context.Context, d MigrationData) (storage.Backend, error) {
	b, err := d.Open()
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	m, ok := storage.As[storage.Migrator](b)
	if !ok {
		return b, errors.New("the backend is no Migrator")
	}
	if err := m.Migrate(ctx); err != nil {
		return b, fmt.Errorf("migrate: %w", err)
	}
	have, newest, err := m.SchemaVersion(ctx)
	if err == nil && have != newest {
		err = &mismatch{"the version of the data after Migrate", newest, have}
	}
	return b, err
}

func migrateVersion(ctx context.Context, e *env) error {
	b, err := migrated(ctx, e.old(0))
	if err != nil {
		return errors.Join(err, closeIf(b))
	}
	m, _ := storage.As[storage.Migrator](b)
	_, newest, err := m.SchemaVersion(ctx)
	if err := errors.Join(err, b.Close()); err != nil {
		return err
	}
	if newest < 1 {
		return &mismatch{"the newest version", "1 or more", newest}
	}
	for v := range newest + 1 {
		if err := versionOf(ctx, e.old(v), v, newest); err != nil {
			return fmt.Errorf("data of version %d: %w", v, err)
		}
	}
	return nil
}

// versionOf asks for the version of data, before and after they are migrated.
func versionOf(ctx context.Context, d MigrationData, v, newest int) error {
	b, err := d.Open()
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer b.Close()
	m, ok := storage.As[storage.Migrator](b)
	if !ok {
		return errors.New("the backend is no Migrator")
	}
	have, known, err := m.SchemaVersion(ctx)
	if err != nil || known != newest || have != v && have != newest {
		return &mismatch{"the version after they were opened", fmt.Sprintf("%d of %d, or the newest", v, newest), fmt.Sprintf("%d of %d, %s", have, known, errorText(err))}
	}
	if err := m.Migrate(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	for range 2 {
		have, known, err = m.SchemaVersion(ctx)
		if err != nil || have != newest || known != newest {
			return &mismatch{"the version after Migrate", fmt.Sprintf("%d of %d", newest, newest), fmt.Sprintf("%d of %d, %s", have, known, errorText(err))}
		}
	}
	return nil
}

// oldest lays down data of each older version, and hands them over.
func oldest(ctx context.Context, e *env, check func(v int, d MigrationData) error) error {
	d := e.old(0)
	b, err := migrated(ctx, d)
	if err != nil {
		return errors.Join(err, closeIf(b))
	}
	m, _ := storage.As[storage.Migrator](b)
	_, newest, err := m.SchemaVersion(ctx)
	if err := errors.Join(err, b.Close()); err != nil {
		return err
	}
	for v := range newest {
		if err := check(v, e.old(v)); err != nil {
			return fmt.Errorf("data of version %d: %w", v, err)
		}
	}
	return nil
}

func closeIf(b storage.Backend) error {
	if b == nil {
		return nil
	}
	return b.Close()
}

// intact checks the records of migrated data, and that they can be worked with.
func intact(ctx context.Context, b storage.Backend, d MigrationData) error {
	for i, r := range d.Records {
		got, err := get(ctx, b, r.Key())
		if err := firstOf(err, same("a record of the old data", got, r)); err != nil {
			return err
		}
		first, err := getVersion(ctx, b, r.Key(), 1)
		if err != nil {
			return fmt.Errorf("version 1 of a record of the old data: %w", err)
		}
		if r.Version == 1 {
			if err := same("version 1 of a record of the old data", first, r); err != nil {
				return err
			}
		}
		if err := scanAgrees(ctx, b, d.Records, 7, storage.Query{Index: storage.ByID, Kind: r.Kind}, storage.Query{Index: storage.ByDue, Kind: r.Kind}); err != nil {
			return err
		}
		if i == 0 {
			d.Records[0] = next(r)
			if err := tryPut(ctx, b, d.Records[0], r.Version); err != nil {
				return fmt.Errorf("the next version of a record of the old data: %w", err)
			}
		}
	}
	return works(ctx, b, "MIGRATED")
}

func migrateOld(ctx context.Context, e *env) error {
	return oldest(ctx, e, func(v int, d MigrationData) error {
		if v > 0 && len(d.Records) == 0 {
			return errors.New("the harness lays down no records, so nothing is proved")
		}
		b, err := migrated(ctx, d)
		if err == nil {
			err = intact(ctx, b, d)
		}
		return errors.Join(err, closeIf(b))
	})
}

func migrateAgain(ctx context.Context, e *env) error {
	return oldest(ctx, e, func(v int, d MigrationData) error {
		for n := range 3 {
			b, err := migrated(ctx, d)
			if err == nil {
				m, _ := storage.As[storage.Migrator](b)
				err = m.Migrate(ctx)
			}
			if err == nil && n == 0 {
				err = works(ctx, b, "KEPT")
			}
			if err == nil {
				var whole bool
				if whole, err = wholeOrAbsent(ctx, b, "KEPT"); err == nil && !whole {
					err = &mismatch{"what was written after the first run", "there", "lost"}
				}
			}
			if err := errors.Join(err, closeIf(b)); err != nil {
				return fmt.Errorf("run %d: %w", n+1, err)
			}
		}
		return nil
	})
}

func migrateOnce(ctx context.Context, e *env) error {
	return oldest(ctx, e, func(v int, d MigrationData) error {
		const programs = 8
		before := d.Steps()
		var fns []func() error
		var newest int
		for i := range programs {
			fns = append(fns, func() error {
				b, err := migrated(ctx, d)
				if i == 0 && err == nil {
					m, _ := storage.As[storage.Migrator](b)
					_, newest, err = m.SchemaVersion(ctx)
				}
				return errors.Join(err, closeIf(b))
			})
		}
		errs, err := sessions(fns...)
		if err := firstOf(append(errs, err)...); err != nil {
			return err
		}
		if n := d.Steps() - before; n != newest-v {
			return &mismatch{fmt.Sprintf("%d programs that migrate at once", programs), fmt.Sprintf("%d steps applied", newest-v), fmt.Sprintf("%d steps applied", n)}
		}
		b, err := migrated(ctx, d)
		if err == nil {
			err = intact(ctx, b, d)
		}
		return errors.Join(err, closeIf(b))
	})
}

func migrateStopped(ctx context.Context, e *env) error {
	return oldest(ctx, e, func(v int, d MigrationData) error {
		d.Stop()
		b, err := migrated(ctx, d)
		if err == nil {
			err = intact(ctx, b, d)
		}
		return errors.Join(err, closeIf(b))
	})
}

// refused checks that data cannot be opened, or cannot be migrated and written
// to, and that ErrSchema says so.
func refused(ctx context.Context, d MigrationData, what string) error {
	b, err := d.Open()
	if err != nil {
		return want("opening "+what, err, storage.ErrSchema)
	}
	m, ok := storage.As[storage.Migrator](b)
	if !ok {
		return errors.Join(errors.New("the backend is no Migrator"), b.Close())
	}
	err = firstOf(
		want("migrating "+what, m.Migrate(ctx), storage.ErrSchema),
		want("writing to "+what, act(ctx, b, "REFUSED"), storage.ErrSchema),
	)
	return errors.Join(err, b.Close())
}

func migrateNewer(ctx context.Context, e *env) error { return migrateRefused(ctx, e, true) }

func migrateDrift(ctx context.Context, e *env) error { return migrateRefused(ctx, e, false) }

func migrateRefused(ctx context.Context, e *env, newer bool) error {
	d := e.old(0)
	b, err := migrated(ctx, d)
	if err == nil {
		err = works(ctx, b, "BEFORE")
	}
	if err := errors.Join(err, closeIf(b)); err != nil {
		return err
	}
	if newer {
		d.Newer()
		return refused(ctx, d, "data of a newer version")
	}
	d.Drift()
	return refused(ctx, d, "data whose steps were others")
}
