create index residence_record_due on residence_record (kind, due_on, id,
	version, recorded_at, holder, uniq, ref, district, status, from_on, ended_on);
create index residence_record_status on residence_record (kind, status, due_on, id,
	version, recorded_at, holder, uniq, ref, district, from_on, ended_on);
create index residence_record_district on residence_record (kind, district, due_on, id,
	version, recorded_at, holder, uniq, ref, status, from_on, ended_on);
create index residence_record_district_status on residence_record (kind, district, status, due_on, id,
	version, recorded_at, holder, uniq, ref, from_on, ended_on);
insert into residence_schema (version, checksum) values (2, 'c72b3b1dcbe50dc86a13062b189eca9f19bc7db21a3dd5d128ce87b879a16fb2');
