-- Whether a record says that what is known of its person may only be kept (settings.restricted). Filled in as records
-- arrive and when forms change.
alter table listing add column restricted integer not null default 0;
