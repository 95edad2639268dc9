alter table device add column top integer;  -- from a relay: own changes up to here are known to its parent

-- Attachments: the bytes that answers name by their SHA-256, encrypted like everything else here.
create table blob(
  hash blob primary key not null,
  size integer not null,               -- bytes, as the answer says
  type text not null,                  -- jpg, png, pdf ...
  have integer not null default 0,     -- bytes here, from the start without a gap; = size: whole, and its hash checked
  named integer not null default 0,    -- 1: a saved change or a record of the server names it; 0: only a draft does
  mine integer not null default 0,     -- 1: attached on this device
  sent integer not null default 0,     -- 1: the server has all of it; 2: one had, before it became another
  absent integer not null default 0    -- 1: the server did not have it either; asked again when a record names it anew
);
create index blob_to_send on blob(size) where named = 1 and sent <> 1;

create table blob_part(
  hash blob not null, at integer not null, bytes blob not null,
  primary key(hash, at)
);

-- Which records and drafts name it; without any it is deleted.
create table blob_reference(
  hash blob not null, record blob not null,
  primary key(hash, record)
) without rowid;
create index blob_reference_record on blob_reference(record);
