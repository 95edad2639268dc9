-- What devices of a relay need to write a stick that the top can open, and when the relay last compared what it holds.
alter table upstream add column seal blob;                            -- the public key of the top
alter table upstream add column compared integer;
alter table signing_key add column top integer not null default 0;    -- at a relay: 1: the top knows it
create index blob_ahead on blob(hash) where top = 0;                   -- at a relay: not known to be at its parent

-- At a relay: its changes up to here are known to the top, which may be further away than the parent (device.top).
alter table device add column at_top integer not null default 0;
update device set at_top = top;
create index device_below_top on device(id) where at_top < acked;
