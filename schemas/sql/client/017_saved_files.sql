-- Which references come from a save made here: while its file waits to be sent, it is known whose it is, also when the
-- record has left this device.
alter table blob_reference add column saved integer not null default 0;
update blob_reference set saved = 1
where hash in (select hash from blob where saved = 1) and record in (select id from record);
