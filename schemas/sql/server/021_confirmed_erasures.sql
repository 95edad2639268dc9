-- How far a device has said, in this epoch, that it has read which records were erased by law.
alter table device add column erasures integer not null default 0;
