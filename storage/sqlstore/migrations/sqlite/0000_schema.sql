create table if not exists residence_schema (
	version integer not null,
	checksum text not null,
	primary key (version)
) strict;
create table if not exists residence_lock (
	id integer not null,
	taken integer not null,
	primary key (id)
) strict;
insert into residence_lock (id, taken) values (1, 0) on conflict (id) do nothing;
