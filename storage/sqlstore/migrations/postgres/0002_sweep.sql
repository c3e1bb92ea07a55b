create index residence_record_due on residence_record (kind, due_on, id)
	include (version, recorded_at, holder, uniq, ref, district, status, from_on, ended_on);
create index residence_record_status on residence_record (kind, status, due_on, id)
	include (version, recorded_at, holder, uniq, ref, district, from_on, ended_on);
create index residence_record_district on residence_record (kind, district, due_on, id)
	include (version, recorded_at, holder, uniq, ref, status, from_on, ended_on);
create index residence_record_district_status on residence_record (kind, district, status, due_on, id)
	include (version, recorded_at, holder, uniq, ref, from_on, ended_on);
insert into residence_schema (version, checksum) values (2, '031ca8d768c64d10e5ae27a4d5cd0d051325e953e707329a79164835828237af');
