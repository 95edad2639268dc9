-- What each device has said last of its own work that waits (shared/protocol/desk.h); null: it has never said.
alter table device add column waiting_saves integer;
alter table device add column waiting_drafts integer;
alter table device add column waiting_files integer;

-- How much of each device lies in quarantine, without a look at all that it has ever sent.
create index change_refused_of on change(device, seq) where verdict <> '';
