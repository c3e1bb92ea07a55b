create table residence_record (
	kind integer not null,
	id text not null,
	version integer not null,
	recorded_at integer not null,
	holder blob,
	uniq blob,
	ref text not null,
	district integer not null,
	status integer not null,
	from_on integer not null,
	due_on integer not null,
	ended_on integer not null,
	primary key (kind, id)
) strict, without rowid;
create unique index residence_record_uniq on residence_record (kind, uniq);
create index residence_record_holder on residence_record (kind, holder, id);
create index residence_record_ref on residence_record (kind, ref, id);
create table residence_version (
	kind integer not null,
	id text not null,
	version integer not null,
	recorded_at integer not null,
	holder blob,
	uniq blob,
	ref text not null,
	district integer not null,
	status integer not null,
	from_on integer not null,
	due_on integer not null,
	ended_on integer not null,
	body blob not null,
	primary key (kind, id, version)
) strict;
create table residence_head (
	shard integer not null,
	seq integer not null,
	hash blob not null,
	primary key (shard)
) strict, without rowid;
create table residence_entry (
	shard integer not null,
	seq integer not null,
	recorded_at integer not null,
	type integer not null,
	hash blob not null,
	data blob not null,
	primary key (shard, seq)
) strict, without rowid;
create table residence_command (
	id text not null,
	digest blob not null,
	recorded_at integer not null,
	result blob not null,
	primary key (id)
) strict, without rowid;
insert into residence_schema (version, checksum) values (1, '760abfafa7992bd6d5ecf2d6d1c1282d2e763618389f8d4e6ee16b22d6616897');
