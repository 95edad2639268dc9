-- Which references are more than an attempt: a record names the file; and a save made here does. While the file of such a
-- save waits to be sent, it is known whose it is, also when the record has left this device.
alter table blob_reference add column named integer not null default 0;
alter table blob_reference add column saved integer not null default 0;
update blob_reference set named = 1
where hash in (select hash from blob where named = 1) and record in (select id from record);
update blob_reference set saved = 1 where named = 1 and hash in (select hash from blob where saved = 1);
