-- Bundles: what this device signs with, whom it seals to, and what it carries for others.
create table bundle_key(
  id integer primary key check(id = 0),
  seed blob not null,                -- of this device's signing key
  district blob,                     -- the server's public key; null until the server has said it
  told integer not null default 0,   -- 1: the server holds our public key
  exported integer not null default 0  -- 1: changes went out in a bundle since the server was last heard
);

-- Parcels of other devices, as they lay in the bundle; nobody here can read them.
create table carried(
  hash blob primary key,             -- SHA-256 of the parcel
  maker text not null,
  first integer not null,            -- seq of its first change
  count integer not null,
  parcel blob not null,
  refused text not null default '',  -- code: the server has said no; kept, and offered again to another incarnation of it
  taken_in integer not null          -- ms, corrected clock
);
create index carried_order on carried(maker, first);
