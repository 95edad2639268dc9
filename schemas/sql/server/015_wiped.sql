-- When a device that was told to destroy its store said that it has; null: it has not, or was never told.
alter table device add column wiped integer;

-- blob.top by now: 0 nobody above is known to have it, 1 the top has it, 2 the parent has it, which is a relay itself.
-- Until now 1 said that the parent has it, also where that is a relay: it is asked.
update blob set top = 2 where top = 1;
create index blob_below_top on blob(hash) where top = 2;
