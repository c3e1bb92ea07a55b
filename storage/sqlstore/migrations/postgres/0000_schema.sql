create table if not exists residence_schema (
	version bigint not null,
	checksum text not null,
	primary key (version)
);
create table if not exists residence_lock (
	id bigint not null,
	taken bigint not null,
	primary key (id)
);
insert into residence_lock (id, taken) values (1, 0) on conflict (id) do nothing;
