create table residence_record (
	kind integer not null,
	id text collate "C" not null,
	version bigint not null,
	recorded_at bigint not null,
	holder bytea,
	uniq bytea,
	ref text collate "C" not null,
	district bigint not null,
	status smallint not null,
	from_on integer not null,
	due_on integer not null,
	ended_on integer not null,
	constraint residence_record_key primary key (kind, id)
);
create unique index residence_record_uniq on residence_record (kind, uniq);
create index residence_record_holder on residence_record (kind, holder, id);
create index residence_record_ref on residence_record (kind, ref, id);
create table residence_version (
	kind integer not null,
	id text collate "C" not null,
	version bigint not null,
	recorded_at bigint not null,
	holder bytea,
	uniq bytea,
	ref text collate "C" not null,
	district bigint not null,
	status smallint not null,
	from_on integer not null,
	due_on integer not null,
	ended_on integer not null,
	body bytea not null,
	constraint residence_version_key primary key (kind, id, version)
);
create table residence_head (
	shard integer not null,
	seq bigint not null,
	hash bytea not null,
	constraint residence_head_key primary key (shard)
);
create table residence_entry (
	shard integer not null,
	seq bigint not null,
	recorded_at bigint not null,
	type integer not null,
	hash bytea not null,
	data bytea not null,
	constraint residence_entry_key primary key (shard, seq)
);
create table residence_command (
	id text collate "C" not null,
	digest bytea not null,
	recorded_at bigint not null,
	result bytea not null,
	constraint residence_command_key primary key (id)
);
insert into residence_schema (version, checksum) values (1, '4673e27d7e2313a0ac35ccea18da5682ccebddb0e895c98089cd4b0e0e456b90');
