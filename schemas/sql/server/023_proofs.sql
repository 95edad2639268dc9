-- A one-time code does not travel: its device proves that it knows it, by a key that both sides make of it. `hash` says
-- which code; of codes from before there were proofs it is their hash, and they have no key.
alter table code add column key blob;
-- At a relay: what the top orders a device that is to be wiped; 32 bytes for each key that the device signs with.
alter table device add column wipe_orders blob;
-- At the top: 1 for a device that opens sealed answers, and is given no others.
alter table device add column seals integer not null default 0;
